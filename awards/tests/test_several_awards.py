"""Several awards of one nominee: what those who draft, sign and pay are told, and what is paid."""

import io
from types import SimpleNamespace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from awards import services
from awards.models import Award, AwardBonus, Decision, Nomination
from awards.money import fund_of, owing, sheet_of
from awards.papers.content import content_of
from awards.payments import payment_list
from awards.services import corrections, money
from awards.views.afterwards import afterwards
from core.dates import today, vn_date
from core.exceptions import Refused

from . import factories as make

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Về việc", "achievement": "đã có thành tích", "bases": ["Căn cứ"], "recipients": ["Lưu: VT"]}


@pytest.fixture
def office(world, monkeypatch):
    """An office that signs without drawing a page."""
    from documents.services import issuing

    monkeypatch.setattr(issuing, "render_in_parts", lambda content: make.blank_page())
    return SimpleNamespace(world=world, clerk=world.users["standing_office"], leader=world.users["leader"])


def drafted(office, code, **round_fields):
    around = make.make_round(office.world, codes=(code,), **round_fields)
    nomination = make.make_appraised(office.world, around, code=code)
    draft = services.prepare_decision(actor=office.clerk, around=around, nominations=[nomination])
    return draft, nomination


def signed(office, draft):
    submitted = services.submit_decision(actor=office.clerk, decision=make.reload(draft))
    return services.sign_decision(actor=office.leader, decision=submitted)


def sums():
    return list(AwardBonus.objects.order_by("pk").values_list("amount", flat=True))


def test_a_lower_title_still_unpaid_is_not_paid_beside_the_higher(office):
    """Nghị định 152/2025/NĐ-CP, Điều 49.5; and if the higher is cancelled, the lower is owed again."""
    world, year = office.world, today().year
    lower = signed(office, drafted(office, "LDTT")[0])
    first = sums()[0]
    assert fund_of(world.office, year).owed == first
    higher = signed(office, drafted(office, "CSTDCS")[0])
    assert fund_of(world.office, year).owed == sums()[1]
    assert [decision.pk for decision, _ in owing(world.office, year)] == [higher.pk]
    kept = AwardBonus.objects.get(award__decision=higher)
    assert "chưa chi: không chi khoản đó nữa" in kept.note
    assert not any("đã thưởng" in doubt for doubt in kept.doubts)
    said = afterwards(office.clerk, lower, [])["money"]
    assert (said["owed"], said["form"]) == (0, None)
    assert "không chi" in said["beside"][0]
    assert f"chưa chi), Quyết định số {higher.document.code}" in said["beside"][0]
    sheet = load_workbook(io.BytesIO(payment_list(lower, office.clerk)[0])).active
    assert [cell.value for cell in sheet["G"][2:4]] == [0, 0]
    assert "không chi" in sheet["I"][2].value
    made = corrections.prepare_amendment(actor=office.clerk, original=higher, kind="cancel", awards=[kept.award_id])
    services.change_decision(actor=office.clerk, decision=made, **WORDS, ground="a", explanation="Kê khai sai.")
    signed(office, made)
    assert money.unpaid(lower).get().amount == first


def test_two_forms_of_one_achievement_are_said_and_paid_once_unless_a_reason_stands(office, client):
    """On the page where the decision is drafted, on the one it is signed from, and in its money (Điều 49.6)."""
    world, year = office.world, today().year
    first = signed(office, drafted(office, "GK")[0])
    around = make.make_round(world, codes=("GK",))
    nomination = make.make_appraised(world, around, code="GK")
    client.force_login(office.clerk)
    prepare = client.get(reverse("awards:decision_prepare", args=[around.pk])).content.decode()
    assert "cùng danh hiệu, hình thức trong một năm" in prepare
    draft = services.prepare_decision(actor=office.clerk, around=around, nominations=[nomination])
    [(_, found)] = sheet_of(draft, [nomination], today()).rows
    assert found.amount == 0
    assert f"Quyết định số {first.document.code} ngày {vn_date(today())}, chưa chi" in found.note
    url = reverse("awards:decision_edit", args=[draft.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert f"khac-{nomination.pk}" in data
    client.post(url, data | {f"khac-{nomination.pk}": "Dập đám cháy rừng ngày 12/3"})
    draft = make.reload(draft)
    [(_, found)] = sheet_of(draft, [nomination], today()).rows
    assert found.amount == sums()[0]
    services.submit_decision(actor=office.clerk, decision=draft)
    client.force_login(office.leader)
    sheet = client.get(reverse("awards:decision_sheet", args=[draft.pk])).content.decode()
    assert "cùng danh hiệu, hình thức trong một năm" in sheet
    services.sign_decision(actor=office.leader, decision=make.reload(draft))
    assert "Dập đám cháy rừng ngày 12/3" in AwardBonus.objects.last().note
    assert fund_of(world.office, year).owed == sum(sums()) == 2 * sums()[0]


def test_each_sudden_deed_has_its_own_words(office, client):
    """Where they differ they stand in the list and on the certificate; the others keep what is said of all."""
    world = office.world
    around = make.make_round(world, codes=("GK",), category="dot_xuat")
    one = make.make_nomination(world, around, code="GK")
    two = make.make_nomination(world, around, code="GK", person=world.person2, dossier=one.dossier)
    make.send_and_receive(world, one.dossier)
    rows = [make.agree(office.clerk, make.reload(row)) for row in (one, two)]
    draft = services.prepare_decision(actor=office.clerk, around=around, nominations=rows)
    client.force_login(office.clerk)
    url = reverse("awards:decision_edit", args=[draft.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(url, data | {f"tich-{two.pk}": "đã cứu hai em nhỏ  khỏi đuối nước"})
    draft = make.reload(draft)
    table = content_of(draft, rows, None, today()).annexes[0].blocks[0]
    said = [line.cells[2] for line in table.rows[1:]]
    assert sum("Thành tích: đã cứu hai em nhỏ khỏi đuối nước" in cell for cell in said) == 1
    signed(office, draft)
    assert Award.objects.get(person=world.person2).achievement == "đã cứu hai em nhỏ khỏi đuối nước"
    assert Award.objects.get(person=world.person).achievement == draft.achievement
    assert Decision.objects.count() == 1
    assert Nomination.objects.filter(state="awarded").count() == 2


def test_one_title_twice_under_one_number_is_refused_in_words(office):
    """01/QĐ-VP of last year gave it for the same year; the leader met a broken page."""
    signed(office, drafted(office, "LDTT")[0])
    Award.objects.update(decision_code="02/QĐ-VP")
    with pytest.raises(Refused, match="đã được tặng Lao động tiên tiến năm"):
        signed(office, drafted(office, "LDTT")[0])
    assert Award.objects.count() == 1
