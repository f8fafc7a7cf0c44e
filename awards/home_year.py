"""The year of awards at a glance: rounds by step, titles and forms by level beside those of the year before."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from core import charts
from core.charts import Bar, Piece, Tone
from core.figures import Cell, Chart
from units.models import RoleKind, User
from units.permissions import has_role

from . import register
from .models import Award, AwardType, Round
from .queries.year import STEPS, with_step

_STEP_TONES = {
    "chuan-bi": "open",
    "nhan-ho-so": "info",
    "tham-dinh": "soon",
    "quyet-dinh": "seal",
    "cho-ket-thuc": "quiet",
    "ket-thuc": "done",
}
_THIS, _LAST = "awarded", "last-hatched"


def year(user: User, asked: int) -> list[Chart]:
    """To the standing office and the leader."""
    if not has_role(user, RoleKind.STANDING_OFFICE, RoleKind.LEADER):
        return []
    return [_rounds(user, asked), _awards(user, asked)]


def _rounds(user: User, asked: int) -> Chart:
    rows = with_step(Round.objects.visible_to(user).filter(year=asked)).order_by().values_list("step")
    numbers = dict(rows.annotate(count=Count("pk")))
    base = reverse("awards:round_list")
    pieces = [
        (label, numbers.get(step, 0), f"{base}?{urlencode({'year': asked, 'buoc': step})}", _STEP_TONES[step])
        for step, label in STEPS.items()
    ]
    bars = [Bar(label, [Piece(Tone(tone, label), number, url)], url) for label, number, url, tone in pieces if number]
    title = f"Đợt xét năm {asked} theo bước"
    said = "; ".join(f"{bar.label}: {bar.total}" for bar in bars)
    return Chart(
        "rounds",
        title,
        charts.stacked_bars("rounds", title, said, bars),
        ["Bước", "Số đợt"],
        [
            (label, url if number else "", [Cell(str(number), url if number else "")])
            for label, number, url, _ in pieces
        ],
        empty=f"Không có đợt xét nào của năm {asked}.",
        order=30,
    )


def _awards(user: User, asked: int) -> Chart:
    years = (asked, asked - 1)
    counted = register.by_type(user, years)
    types = list(AwardType.objects.all())
    kinds = [*AwardType.Kind]
    levels = [level for level in AwardType.Authority if any(kind.authority == level for kind in types)]
    numbers = {
        (level, kind, one): sum(
            counted.get((found.pk, one), 0) for found in types if found.authority == level and found.kind == kind
        )
        for level in levels
        for kind in kinds
        for one in years
    }
    used = [level for level in levels if any(numbers[level, kind, one] for kind in kinds for one in years)]
    rows = []
    for level in used:
        cells = [_cell(numbers[level, kind, one], level, kind, one) for kind in kinds for one in years]
        now, before = (sum(numbers[level, kind, one] for kind in kinds) for one in years)
        rows.append((str(level.label), _url(asked, level=level), [*cells, Cell(_change(now, before))]))
    title = f"Danh hiệu, hình thức khen thưởng năm {asked} theo cấp quyết định, so với năm {asked - 1}"
    drawings = [(str(kind.label), _drawing(kind, used, numbers, years)) for kind in kinds]
    heads = [f"{kind.label} {one}" for kind in kinds for one in years]
    return Chart(
        "awards",
        title,
        charts.small_multiples(drawings),
        ["Cấp quyết định", *heads, "Tăng, giảm"],
        rows,
        note="Tính kết quả còn hiệu lực trong Sổ khen thưởng, theo năm của thành tích.",
        empty=f"Sổ khen thưởng chưa có kết quả nào của năm {asked} và {asked - 1}.",
        order=40,
    )


def _drawing(
    kind: AwardType.Kind,
    levels: list[AwardType.Authority],
    numbers: dict[Any, int],
    years: tuple[int, int],
) -> charts.SafeString:
    now, before = years
    bars = [
        Bar(
            str(level.label),
            [
                Piece(Tone(_THIS, f"Năm {now}"), numbers[level, kind, now], _url(now, level=level, kind=kind)),
                Piece(Tone(_LAST, f"Năm {before}"), numbers[level, kind, before], _url(before, level=level, kind=kind)),
            ],
            _url(now, level=level, kind=kind),
        )
        for level in levels
        if numbers[level, kind, now] or numbers[level, kind, before]
    ]
    said = "; ".join(
        f"{bar.label}: {bar.pieces[0].value} năm {now}, {bar.pieces[1].value} năm {before}" for bar in bars
    )
    return charts.paired_bars(f"awards-{kind.value}", f"{kind.label} theo cấp quyết định", said, bars)


def _cell(number: int, level: str, kind: str, one: int) -> Cell:
    return Cell(str(number), _url(one, level=level, kind=kind) if number else "")


def _url(one: int, **asked: str) -> str:
    query = {"year": one, **{name: str(value) for name, value in asked.items()}, "state": Award.State.IN_FORCE.value}
    return f"{reverse('awards:register_list')}?{urlencode(query)}"


def _change(now: int, before: int) -> str:
    if not before:
        return "–" if not now else f"+{now}"
    share = round((now - before) * 100 / before)
    return f"{now - before:+d} ({share:+d}%)"
