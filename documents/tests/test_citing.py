"""Citations as the decree wants them, and the pages of the legal bases."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from core.exceptions import Refused
from core.models import AuditEvent
from documents import bases_usage, citing
from documents.models import LegalBasis
from documents.queries import Citation, find_cited, to_pick
from documents.services import confirm_basis, load_legal_bases, save_basis
from documents.tests.factories import LegalBasisFactory, clear_bases
from units.tests.factories import UnitFactory, UserFactory


def basis(type_name, number, subject, day=None, issuer="Chính phủ"):
    return SimpleNamespace(type_name=type_name, number=number, subject=subject, issued_on=day, issuer_name=issuer)


LAW = basis("Luật", "06/2022/QH15", "Luật Thi đua, khen thưởng", dt.date(2022, 6, 15), "Quốc hội")
DECREE = basis("Nghị định", "152/2025/NĐ-CP", "Quy định về phân cấp, phân quyền", dt.date(2025, 6, 14))
CIRCULAR = basis("Thông tư", "15/2025/TT-BNV", "Quy định biện pháp thi hành", dt.date(2025, 8, 4), "Bộ Nội vụ")


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (LAW, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
        (
            DECREE,
            "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền",
        ),
        (
            basis("Chỉ thị", "41-CT/TW", "Về đổi mới", None, "Bộ Chính trị"),
            "Chỉ thị số 41-CT/TW của Bộ Chính trị về đổi mới",
        ),
        (basis("Pháp lệnh", "01/2020", "Ưu đãi người có công", None), "Pháp lệnh Ưu đãi người có công"),
        (basis("Công văn", "5/VP", "UBND tỉnh chỉ đạo", None, ""), "Công văn số 5/VP UBND tỉnh chỉ đạo"),
    ],
)  # fmt: skip
def test_first_mention_is_full_and_a_law_goes_without_number(cited, said):
    assert citing.full(cited) == said


def test_second_mention_is_short():
    assert citing.cite(DECREE, "Theo Nghị định số 152 / 2025/NĐ-CP ngày 14/6/2025") == "Nghị định số 152/2025/NĐ-CP"
    assert citing.cite(LAW, "Căn cứ Luật thi đua, khen thưởng;") == "Luật Thi đua, khen thưởng"


@pytest.mark.parametrize("text", ["Thông tư số 15/2025/TT-BXD", "Thông tư số 115/2025/TT-BNV", "Thông tư 15/2025", ""])
def test_a_look_alike_is_no_mention(text):
    assert not citing.mentions(text, CIRCULAR)


def test_lines_of_a_decision_end_with_semicolons_and_a_full_stop():
    first, second = citing.lines([LAW, DECREE])
    assert first == "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"
    assert second.endswith("phân quyền.")


# ---------------------------------------------------------------- the catalogue


@pytest.mark.django_db
def test_every_shipped_basis_is_a_citation_and_its_days_are_in_order():
    for row in LegalBasis.objects.select_related("replaced_by"):
        assert citing.mentions(citing.full(row), row)
        begun = row.in_force_from or row.issued_on
        assert not (row.in_force_to and begun) or begun <= row.in_force_to
        if row.replaced_by and row.replaced_by.in_force_from and row.in_force_to:
            assert row.replaced_by.in_force_from <= row.in_force_to + dt.timedelta(1)


@pytest.mark.django_db
def test_a_law_cited_by_name_is_found_by_its_day_or_year():
    def found(title, date=None, number=""):
        (row,) = find_cited([Citation(number, title, date)])
        return row and row.number

    assert found("Luật Thi đua, Khen thưởng", dt.date(2022, 6, 15)) == "06/2022/QH15"
    assert found("Luật Thi đua, khen thưởng năm 2003") == "15/2003/QH11"
    assert found("Luật Thi đua, khen thưởng") is None  # which one, nobody can say
    assert found("", number="152/2025/NĐ-CP") == "152/2025/NĐ-CP"


@pytest.mark.django_db
def test_what_the_office_changed_is_not_overwritten():
    user = UserFactory()
    row = LegalBasis.objects.get(number="152/2025/NĐ-CP")
    save_basis(basis=row, facts={"in_force_to": dt.date(2026, 12, 31), "issuer_name": "CHÍNH PHỦ"}, actor=user)
    assert load_legal_bases() == 0
    row.refresh_from_db()
    assert (row.in_force_to, row.edited) == (dt.date(2026, 12, 31), True)
    event = AuditEvent.objects.get(action="documents.change_basis")
    assert (event.before["in_force_to"], event.after["in_force_to"]) == ("2027-02-28", "2026-12-31")


@pytest.mark.django_db
def test_one_number_may_belong_to_two_issuers_or_two_years_but_not_twice_to_one():
    facts = {"type_name": "Kế hoạch", "number": "05/KH-UBND", "issuer_name": "UBND tỉnh", "subject": "Thi đua"}
    user = UserFactory()
    save_basis(basis=LegalBasis(), facts=facts | {"issued_on": dt.date(2025, 1, 6)}, actor=user)
    save_basis(basis=LegalBasis(), facts=facts | {"issued_on": dt.date(2026, 1, 5)}, actor=user)
    save_basis(basis=LegalBasis(), facts=facts | {"issuer_name": "UBND xã"}, actor=user)
    with pytest.raises(Refused, match="Danh mục đã có"):
        save_basis(basis=LegalBasis(), facts=facts | {"issued_on": dt.date(2026, 1, 5)}, actor=user)
    this_year = Citation("05/KH-UBND", date=dt.date(2026, 1, 5))
    found, nothing = find_cited([this_year, replace(this_year, date=dt.date(2024, 1, 5))])
    assert found.issued_on == dt.date(2026, 1, 5)
    assert nothing is None


@pytest.mark.django_db
def test_days_and_successor_may_not_contradict():
    old, user = LegalBasisFactory(), UserFactory()
    new = LegalBasisFactory(replaced_by=old)
    with pytest.raises(Refused, match="thay thế"):
        save_basis(basis=old, facts={"replaced_by": new}, actor=user)
    with pytest.raises(Refused, match="hết hiệu lực"):
        save_basis(basis=new, facts={"in_force_to": dt.date(2023, 1, 1)}, actor=user)


@pytest.mark.django_db
def test_a_basis_and_its_successor_are_never_in_force_on_one_day():
    new, user = LegalBasisFactory(in_force_from=dt.date(2026, 7, 1)), UserFactory()
    old = LegalBasisFactory()
    for end in (None, dt.date(2026, 7, 1)):
        with pytest.raises(Refused, match="30/06/2026 hoặc sớm hơn"):
            save_basis(basis=old, facts={"replaced_by": new, "in_force_to": end}, actor=user)
    save_basis(basis=old, facts={"in_force_to": dt.date(2026, 6, 30)}, actor=user)
    with pytest.raises(Refused, match="31/05/2026"):
        save_basis(basis=new, facts={"in_force_from": dt.date(2026, 6, 1)}, actor=user)


@pytest.mark.django_db
def test_what_is_shipped_keeps_the_rules_of_the_office():
    for basis in LegalBasis.objects.all():
        save_basis(basis=basis, facts={}, actor=UserFactory())


@pytest.mark.django_db
def test_confirming_keeps_who_and_when():
    user = UserFactory()
    row = confirm_basis(basis=LegalBasis.objects.get(number="06/2026/QH16"), actor=user, on=dt.date(2026, 11, 21))
    assert (row.confidence, row.checked_by, row.checked_on) == ("confirmed", user, dt.date(2026, 11, 21))


# ---------------------------------------------------------------- pages


@pytest.fixture
def keeper(client, world):
    client.force_login(world.users["standing_office"])
    return client


@pytest.fixture
def uses(monkeypatch):
    monkeypatch.setattr(bases_usage, "_shown", {})
    monkeypatch.setattr(bases_usage, "_resting", {})

    def shown(bases, user):
        yield bases_usage.Use(bases[0].pk, "Kế hoạch", f"của {user.username}", "/ke-hoach/1/", True)

    bases_usage.register("thu", shown=shown, resting=lambda bases, day: [])


def test_page_says_how_it_is_cited_what_rests_on_it_and_what_follows(keeper, uses):
    row = LegalBasis.objects.get(number="98/2023/NĐ-CP")
    page = keeper.get(reverse("documents:basis_detail", args=[row.pk])).content.decode()
    for words in ("Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023", "của thu_standing_office", "152/2025/NĐ-CP",
                  "Đã hết hiệu lực sau ngày 30/06/2025"):  # fmt: skip
        assert words in page
    alike = LegalBasis.objects.get(number="06/2022/QH15")
    assert "06/2026/QH16" in keeper.get(reverse("documents:basis_detail", args=[alike.pk])).content.decode()


def test_keeper_adds_and_confirms_a_basis(keeper):
    address = reverse("documents:basis_create")
    typed = {"type_name": "Quyết định", "number": "12/QĐ-UBND", "issuer_name": "UBND tỉnh", "issued_on": "05/01/2026",
             "subject": "Ban hành Quy chế", "confidence": "secondary", "in_force_to": "01/01/2026"}  # fmt: skip
    page = keeper.post(address, typed).content.decode()
    assert "hết hiệu lực phải sau" in page
    assert "Ban hành Quy chế" in page
    page = keeper.post(address, typed | {"in_force_to": ""}, follow=True)
    row = page.context["basis"]
    page = keeper.post(reverse("documents:basis_confirm", args=[row.pk]), follow=True).content.decode()
    assert "đã được đối chiếu" in page


@pytest.mark.parametrize("typed", ["152/2025", "phan cap phan quyen", "NGHỊ ĐỊNH 152"])
def test_picker_finds_by_number_and_without_marks(keeper, typed):
    page = keeper.get(reverse("documents:basis_picker"), {"q": typed}).content.decode()
    assert "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định" in page
    assert "Căn cứ Nghị định số 152/2025/NĐ-CP;" in page


def test_picker_shows_first_what_is_in_force(keeper):
    rows = keeper.get(reverse("documents:basis_picker"), {"q": "thi dua khen thuong"}).context["rows"]
    states = [row["in_force"] for row in rows]
    assert states == sorted(states, reverse=True)
    assert keeper.get(reverse("documents:basis_picker"), {"q": "x" * 3000}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nghi dinh 152", "152/2025/NĐ-CP"), ("152", "152/2025/NĐ-CP"), ("luat thi dua", "06/2022/QH15")],
)
@time_machine.travel("2026-11-21T03:00:00Z")
def test_what_is_meant_comes_before_what_only_speaks_of_it(keeper, typed, meant):
    LegalBasisFactory(number="99/2026/TT-BNV", issued_on=dt.date(2026, 9, 1), subject="Thi hành Nghị định số 152 …")
    LegalBasisFactory(number="98/2026/QH16", issued_on=dt.date(2026, 9, 1), subject="Luật sửa Luật Thi đua")
    rows = keeper.get(reverse("documents:basis_picker"), {"q": typed}).context["rows"]
    assert rows[0]["basis"].number == meant
    if "152" in typed:
        assert keeper.get(reverse("documents:basis_list"), {"q": typed}).context["rows"][0][0].number == meant


def test_what_another_province_issued_is_offered_last(db):
    clear_bases()
    unit = UnitFactory(name="Ủy ban nhân dân tỉnh An Sơn")
    newest = {"type_name": "Quyết định", "issued_on": dt.date(2025, 12, 1), "in_force_from": dt.date(2025, 12, 2)}
    LegalBasisFactory(number="90/2025/QĐ-UBND", issuer_name="Ủy ban nhân dân tỉnh Bắc Hà", **newest)
    LegalBasisFactory(number="91/2025/QĐ-UBND", issuer_name=unit.name, **newest)
    LegalBasisFactory(number="7/2024/NĐ-CP")
    found = [basis.number for basis in to_pick("", dt.date(2026, 1, 1))]
    assert found == ["91/2025/QĐ-UBND", "7/2024/NĐ-CP", "90/2025/QĐ-UBND"]
