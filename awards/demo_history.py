"""More of the demo's past: ratings of more years, certificates of the province, initiatives of wide scope, blocs."""

import datetime as dt
from types import SimpleNamespace

from units.models import Person

from .models import Absence, Award, ClusterResult, Initiative, YearlyRating

HEADS = ("TCHC", "TH", "KT", "KGVX", "NC")
WORKS = ("Kho dữ liệu văn bản chỉ đạo dùng chung toàn tỉnh", "Bộ chỉ số theo dõi nhiệm vụ do UBND tỉnh giao")


def load(ctx: SimpleNamespace) -> None:
    """Write the past of the heads of division, so that chains of several years can be seen; the same at every run."""
    year = ctx.today.year
    heads = [ctx.staff_of[code][0] for code in HEADS]
    YearlyRating.objects.bulk_create(
        YearlyRating(person=person, year=past, level="HTXS" if past % 2 else "HTT", source=f"Phiếu xếp loại năm {past}")
        for person in heads
        for past in range(year - 7, year - 2)
    )
    rows = [_certificate(ctx, person, year - 6) for person in heads[:2]]
    rows += [_title(ctx, person, past) for person in heads[:3] for past in (year - 5, year - 4)]
    for row in rows:
        row.fill_keys()
    Award.objects.bulk_create(rows)
    for person, title in zip(heads, WORKS, strict=False):
        Initiative.objects.create(
            person=person, title=title, scope="2_tinh", recognised_on=dt.date(year - 1, 9, 12), number="1205/QĐ-UBND"
        )
    for past, rank in ((year - 2, 2), (year - 1, 1)):
        ClusterResult.objects.create(
            unit=ctx.office, year=past, cluster="Khối các cơ quan tham mưu tổng hợp", rank=rank, source="Biên bản khối"
        )
    Absence.objects.create(
        person=ctx.staff_of["TCHC"][1],
        kind=Absence.Kind.MATERNITY,
        since=dt.date(year, 1, 5),
        until=dt.date(year, 7, 4),
    )


def _certificate(ctx: SimpleNamespace, person: Person, year: int) -> Award:
    return past_award(ctx, person, "BKT", year, issuer="Chủ tịch UBND tỉnh", number="412/QĐ-UBND")


def _title(ctx: SimpleNamespace, person: Person, year: int) -> Award:
    return past_award(ctx, person, "CSTDCS", year, issuer="Chánh Văn phòng", number="58/QĐ-VP")


def past_award(ctx: SimpleNamespace, person: Person, code: str, year: int, *, issuer: str, number: str) -> Award:
    """Return a line of the register, not saved, for a year's work."""
    return Award(
        award_type=ctx.award_types[code],
        target="individual",
        person=person,
        unit=person.unit,
        nominee_name=person.full_name,
        nominee_note=f"{person.position}, {person.unit.name}",
        category="cong_trang",
        year=year,
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        achievement=f"đã có thành tích trong công tác năm {year}",
        decision_code=number,
        decided_on=dt.date(year, 12, 26),
        issuer_name=issuer,
    )
