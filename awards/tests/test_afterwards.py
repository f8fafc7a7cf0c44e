"""What follows a decision: money paid out of the fund, lines corrected and cancelled, certificates, the public page."""

import datetime as dt
import io
from types import SimpleNamespace

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from awards import certificates, printing, services
from awards.deadlines_afterwards import recoveries_due
from awards.forms.money import FundForm
from awards.gathering import shelf
from awards.models import (
    Award,
    AwardBonus,
    BonusRate,
    CertificateTemplate,
    Decision,
    FundEntry,
    Nomination,
    Recovery,
)
from awards.money import fund_of
from awards.papers.content import amendments_of, content_of
from awards.queries import history_of
from awards.services import corrections, golden, money, publishing
from awards.services.nominations import Stale
from awards.services.recoveries import keep_recovery
from core.dates import today
from core.exceptions import Refused
from core.models import AuditEvent, Job
from reminders.models import Message
from units.models import Person
from units.tests.factories import PersonFactory

from . import factories as make

pytestmark = pytest.mark.django_db
UNSIGNED = {"subject": "Về việc", "achievement": "", "bases": ["Căn cứ"], "recipients": ["Lưu: VT"]}


@pytest.fixture
def season(world, monkeypatch):
    """A signed decision for two people and a collective, without drawing its pages."""
    _draw_nothing(monkeypatch)
    around = make.make_round(world)
    make.make_nomination(world, around, person=world.person2)
    make.make_nomination(world, around, unit=world.division, code="GK")
    make.make_received(world, around)
    office = world.users["standing_office"]
    for row in Nomination.objects.all():
        make.agree(office, row)
    draft = services.prepare_decision(actor=office, around=around, nominations=Nomination.objects.all())
    submitted = services.submit_decision(actor=office, decision=draft)
    signed = services.sign_decision(actor=world.users["leader"], decision=submitted)
    return SimpleNamespace(world=world, office=office, leader=world.users["leader"], around=around, decision=signed)


def _draw_nothing(monkeypatch):
    """Numbers, lines and money do not depend on how a page looks."""
    from documents.services import issuing

    page = make.blank_page()
    monkeypatch.setattr(issuing, "render_in_parts", lambda content: page)


def amend(season, kind, awards, **words):
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind=kind, awards=[award.pk for award in awards]
    )
    services.change_decision(actor=season.office, decision=made, **UNSIGNED, **words)
    services.submit_decision(actor=season.office, decision=make.reload(made))
    return services.sign_decision(actor=season.leader, decision=make.reload(made))


def cancel(season, award, **words):
    return amend(season, "cancel", [award], ground="a", explanation="Kê khai sai thành tích.", **words)


def fill(season):
    unit, year = season.world.office, today().year
    money.add_to_fund(actor=season.office, unit=unit, year=year, kind="set_aside", amount=100_000_000, on=today())


def own(season):
    return Award.objects.get(person=season.world.person)


# ---------------------------------------------------------------- money


def test_the_money_of_a_decision_is_kept_paid_once_and_taken_from_the_fund(season, client):
    kept = dict(AwardBonus.objects.values_list("award__nominee_name", "amount"))
    base = AwardBonus.objects.first().base
    assert kept[season.world.person.full_name] == -(-base * 3 // 100_000) * 10_000
    total, office, year = sum(kept.values()), season.world.office, today().year
    assert fund_of(office, year).free == -total
    money.add_to_fund(actor=season.office, unit=office, year=year, kind="set_aside", amount=total - 1, on=today())
    with pytest.raises(Refused, match="thiếu 1 đồng. Hãy ghi khoản"):
        money.pay_bonuses(actor=season.office, decision=season.decision, on=today())
    assert not FundEntry.objects.filter(kind="paid").exists()
    client.force_login(season.office)
    page = client.get(season.decision.get_absolute_url()).content.decode()
    assert "Ghi khoản trích lập, bổ sung vào quỹ năm" in page
    assert "Đồng ý ghi đã chi" not in page
    fill(season)
    assert "Đồng ý ghi đã chi" in client.get(season.decision.get_absolute_url()).content.decode()
    page = client.get(reverse("awards:fund_detail", args=[office.pk, year])).content.decode()
    assert "Quỹ không đủ" not in page
    paid = client.post(reverse("awards:bonus_pay", args=[season.decision.pk]), {"on": today()}, follow=True)
    assert "Đã ghi chi" in paid.content.decode()
    with pytest.raises(Refused, match="không còn khoản"):
        money.pay_bonuses(actor=season.office, decision=season.decision, on=today())
    assert FundEntry.objects.get(kind="paid").amount == total
    assert fund_of(office, year).left == 100_000_000 - 1
    assert fund_of(office, year).owed == 0


def test_a_bad_amount_is_answered_as_bad_input(season, client):
    client.force_login(season.office)
    url = reverse("awards:fund_detail", args=[season.world.office.pk, today().year])
    answer = client.post(url, {"kind": "set_aside", "amount": "-5", "on": f"{today():%d/%m/%Y}", "note": "Quý I"})
    assert answer.status_code == 422
    assert "Quý I" in answer.content.decode()


def test_money_is_not_paid_before_its_decision_or_ahead_nor_entered_by_hand_as_paid(season):
    tomorrow = today() + dt.timedelta(days=1)
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        money.pay_bonuses(actor=season.office, decision=season.decision, on=tomorrow)
    with pytest.raises(Refused, match="không thể sau hôm nay"):
        money.add_to_fund(actor=season.office, unit=season.world.office, year=2026, kind="added", amount=1, on=tomorrow)
    with pytest.raises(Refused, match="từ ngày quyết định"):
        money.pay_bonuses(actor=season.office, decision=season.decision, on=today() - dt.timedelta(days=1))
    with pytest.raises(Refused, match="trích lập hoặc bổ sung"):
        money.add_to_fund(actor=season.office, unit=season.world.office, year=2026, kind="paid", amount=1, on=today())


@pytest.mark.parametrize(
    ("typed", "kept"), [("4.000.000", 4_000_000), ("4 000 000 đồng", 4_000_000), ("4000000", 4_000_000), ("4.5", None)]
)
def test_an_amount_is_typed_as_it_is_written_here(typed, kept):
    """Of "4.000" a box for numbers makes 4."""
    form = FundForm({"kind": "set_aside", "amount": typed, "on": "20/11/2026", "note": ""})
    assert form.is_valid() is bool(kept)
    assert form.cleaned_data.get("amount") == kept
    assert typed in str(form["amount"])


def test_a_draft_that_the_fund_does_not_reach_says_by_how_much(season, client):
    around = make.make_round(season.world, title="Đợt hai", category="dot_xuat")
    row = make.make_appraised(season.world, around, person=PersonFactory(unit=season.world.division), code="GK")
    draft = services.prepare_decision(actor=season.office, around=around, nominations=[row])
    client.force_login(season.office)
    from awards.views.afterwards import afterwards

    found = afterwards(season.office, draft, services.decisions.nominations_of(draft))["money"]
    assert "thêm tổng tiền thưởng" in found["warning"]
    assert found["total"] > 0


def test_the_payment_list_runs_no_formula_and_leaves_a_trace(season, client):
    Award.objects.filter(person=season.world.person2).update(nominee_name="=HYPERLINK(1)")
    client.force_login(season.office)
    answer = client.post(reverse("awards:bonus_export", args=[season.decision.pk]))
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert not any(cell.data_type == "f" for cell in cells)
    assert {cell.value for cell in sheet["E"][2:] if cell.value} == {0.3, 0.6}  # numbers to reckon with
    assert {cell.data_type for cell in sheet["E"][2:] if cell.value} == {"n"}
    assert sum(AwardBonus.objects.values_list("amount", flat=True)) in [cell.value for cell in cells]
    assert AuditEvent.objects.filter(action="awards.export_payments", actor_id=season.office.pk).count() == 1


def test_the_list_carries_the_money_when_the_office_wants_it(season):
    around = make.make_round(season.world, title="Đợt hai", category="dot_xuat")
    row = make.make_appraised(season.world, around, code="GK")
    draft = services.prepare_decision(actor=season.office, around=around, nominations=[row])
    without = content_of(draft, [row], None, today()).annexes[0].blocks[0]
    draft.bonus_in_list = True
    table = content_of(draft, [row], None, dt.date(2026, 7, 1)).annexes[0].blocks[0]
    assert len(without.head) == 3
    assert table.head[-1] == "Tiền thưởng (đồng)"
    assert [line.cells[-1] for line in table.rows[1:]] == ["760.000", "760.000"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("9223372036854775807", "Số tiền không thể quá 10.000.000.000.000 đồng"), ("9" * 30, "thừa chữ số 0"),
     ("0", "Số tiền phải lớn hơn 0."), ("-5", "Hãy ghi số tiền bằng đồng"), ("10.000.000.000.000", "")],
)  # fmt: skip
def test_an_amount_that_no_office_has_is_refused_in_words(typed, said):
    form = FundForm({"kind": "added", "amount": typed, "on": "01/02/2026"})
    assert said in "".join(form.errors.get("amount", []))
    assert ("amount" in form.errors) is bool(said)


def test_a_provinces_rate_is_kept_once_and_the_decrees_is_not_taken_away(season):
    fields = {"layer": "2_province", "code": "GK", "target": "individual", "multiplier": "0.5", "article": "QĐ tỉnh"}
    rate = money.save_rate(actor=season.office, rate=BonusRate(**fields))
    with pytest.raises(Refused, match="Đã có mức thưởng"):
        money.save_rate(actor=season.office, rate=BonusRate(**fields))
    with pytest.raises(Refused, match="nghị định không bỏ được"):
        money.remove_rate(actor=season.office, rate=BonusRate.objects.filter(layer="1_law").first())
    money.remove_rate(actor=season.office, rate=rate)
    assert not BonusRate.objects.filter(layer="2_province").exists()


# ---------------------------------------------------------------- corrections and cancellations


def test_a_correction_changes_the_line_and_keeps_what_stood_there(season):
    award, name = own(season), season.world.person.full_name
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind="correct", awards=[award.pk]
    )
    with pytest.raises(Refused, match="chưa ghi nội dung đính chính"):
        services.submit_decision(actor=season.office, decision=made)
    words = {"nominee_name": "Đặng Thị Hồng Ửu", "nominee_note": award.nominee_note, "achievement": award.achievement,
             "same": "1"}  # fmt: skip
    services.change_decision(
        actor=season.office, decision=made, **UNSIGNED, corrected={made.amendments.get().pk: words}
    )
    services.submit_decision(actor=season.office, decision=make.reload(made))
    signed = services.sign_decision(actor=season.leader, decision=make.reload(made))
    award = own(season)
    assert (award.nominee_name, award.corrected_by, award.in_force) == ("Đặng Thị Hồng Ửu", signed, True)
    [row] = amendments_of(signed)
    assert row.changes == [("Tên", name, "Đặng Thị Hồng Ửu")]
    assert signed.document.number == season.decision.document.number + 1


def test_a_cancelled_award_is_no_history_any_more_but_stands_in_the_register(season, client):
    person = season.world.person
    assert history_of(person).count() == 1
    signed = cancel(season, own(season))
    award = own(season)
    assert (award.state, award.cancelled_by) == ("cancelled", signed)
    assert history_of(person).count() == 0
    found = shelf.read_people(Person.objects.filter(pk=person.pk))
    assert not found.awards.get(person.pk)
    assert not found.stands.get(person.pk)
    assert certificates.awards_of(season.decision).count() == 2
    client.force_login(season.office)
    assert person.full_name in client.get(reverse("awards:register_list")).content.decode()
    page = client.get(reverse("awards:person_history", args=[person.pk])).content.decode()
    assert client.get(reverse("awards:certificate_pdf", args=[award.pk])).status_code == 404
    assert "In tất cả (2 giấy)" in client.get(season.decision.get_absolute_url()).content.decode()
    assert f"Hủy bỏ Lao động tiên tiến năm {award.year} ({award.decision_code}) theo Quyết định số" in page
    with pytest.raises(Refused, match="đã bị hủy bỏ"):
        golden.reissue(actor=season.office, award=award, reason="Mất")


def test_a_cancellation_names_its_ground(season, client):
    long_ago = today() - dt.timedelta(days=400)
    days = dict.fromkeys(("period_start", "period_end", "opens_on", "send_by", "appraise_by", "decide_by"), long_ago)
    type(season.around).objects.update(**days)
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind="cancel", awards=[own(season).pk]
    )
    client.force_login(season.office)
    for url in (made.get_absolute_url(), reverse("awards:decision_list")):
        assert "quá hạn" not in client.get(url).content.decode()  # the day of the round is not its day
    with pytest.raises(Refused, match="Điều 93 khoản 2"):
        services.submit_decision(actor=season.office, decision=made)
    with pytest.raises(Refused, match="ở một dự thảo khác"):
        corrections.prepare_amendment(
            actor=season.office, original=season.decision, kind="correct", awards=[own(season).pk]
        )
    services.discard_decision(actor=season.office, decision=made)
    assert own(season).pk in [award.pk for award in corrections.amendable(season.decision, "cancel")]


def test_money_and_objects_come_back_within_fifteen_working_days(season):
    fill(season)
    money.pay_bonuses(actor=season.office, decision=season.decision, on=today())
    award = own(season)
    signed = cancel(season, award)
    recovery = Recovery.objects.get(award=award)
    assert recovery.money == award.bonus.amount
    assert [due.due_on for due in recoveries_due(recovery.due_on)] == [recovery.due_on]
    kept = keep_recovery(actor=season.office, recovery=recovery, received_on=today(), money_on=today())
    assert kept.is_open
    assert FundEntry.objects.get(kind="returned").amount == recovery.money
    kept = keep_recovery(
        actor=season.office, recovery=recovery, received_on=today(), objects_on=today(), money_on=today()
    )
    assert not kept.is_open
    assert FundEntry.objects.filter(kind="returned").count() == 1
    assert list(recoveries_due(recovery.due_on)) == []
    with pytest.raises(Refused, match="từ ngày của quyết định đến hôm nay"):
        keep_recovery(actor=season.office, recovery=recovery, received_on=signed.decided_on - dt.timedelta(days=1))


def test_what_did_not_come_back_is_asked_for_by_a_decision_of_its_own(season):
    award = own(season)
    first = cancel(season, award)
    again = amend(season, "recover", [award], explanation="Quá hạn chưa nộp lại.")
    recovery = Recovery.objects.get(award=award)
    assert (recovery.decision, own(season).cancelled_by) == (again, first)
    with pytest.raises(Refused, match="còn xử lý được"):
        corrections.prepare_amendment(actor=season.office, original=season.decision, kind="cancel", awards=[award.pk])


def test_a_second_editor_of_a_decision_is_told_and_overwrites_nothing(season):
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind="cancel", awards=[own(season).pk]
    )
    services.change_decision(actor=season.office, decision=made, **UNSIGNED, version=1, explanation="Người thứ nhất")
    with pytest.raises(Stale, match="vừa lưu dự thảo này lúc"):
        services.change_decision(actor=season.leader, decision=made, **UNSIGNED, version=1, explanation="Người thứ hai")
    assert make.reload(made).explanation == "Người thứ nhất"


def test_decisions_are_grouped_as_the_office_wants(world):
    around = make.make_round(world)
    make.make_nomination(world, around, unit=world.division, code="GK")
    make.make_received(world, around)
    office = world.users["standing_office"]
    for row in Nomination.objects.all():
        make.agree(office, row)
    from awards.services.decisions import prepare_decisions

    made = prepare_decisions(actor=office, around=around, nominations=Nomination.objects.all(), grouping="award")
    assert sorted(decision.nominations.get().award_type.code for decision in made) == ["GK", "LDTT"]
    for decision in made:
        services.discard_decision(actor=office, decision=decision)
    rows = Nomination.objects.select_related("dossier")
    assert len(prepare_decisions(actor=office, around=around, nominations=rows, grouping="unit")) == 1


# ---------------------------------------------------------------- certificates


def test_the_golden_book_runs_through_the_year_when_the_office_says_so(season):
    golden.set_numbering(actor=season.office, unit=season.world.office, numbering="year")
    numbers, listed = [], []
    for index in range(2):
        around = make.make_round(season.world, title=f"Đợt {index}", category="dot_xuat")
        person = PersonFactory(unit=season.world.division)
        row = make.make_appraised(season.world, around, person=person, code="GK")
        draft = services.prepare_decision(actor=season.office, around=around, nominations=[row])
        counter = golden.counter_of(season.world.office, today().year)
        ahead = golden.numbers_ahead([row], counter)
        [annex] = content_of(draft, [row], None, today(), ahead).annexes
        assert annex.blocks[0].head[3] == "Số sổ vàng"
        listed.append(annex.blocks[0].rows[1].cells[3])
        services.submit_decision(actor=season.office, decision=draft)
        services.sign_decision(actor=season.leader, decision=make.reload(draft))
        numbers.append(Award.objects.get(person=person))
    assert [(award.golden_number, award.golden_year) for award in numbers] == [(1, today().year), (2, today().year)]
    # The list of the decision and the certificate say the same number.
    assert listed == [certificates.certificate_of(award).golden_number for award in numbers]
    assert listed == [f"01/{today().year}", f"02/{today().year}"]


def test_a_reissued_certificate_carries_its_number(season):
    first = golden.reissue(actor=season.office, award=own(season), reason="Bị hỏng do mưa bão")
    second = golden.reissue(actor=season.office, award=own(season), reason="Bị mất")
    assert (first.code, second.code) == (f"01/CL-{today().year}", f"02/CL-{today().year}")
    award = certificates.awards_of(season.decision).get(person=season.world.person)
    assert second.code in certificates.certificate_of(award).reissued


def test_preprinted_paper_takes_only_the_text_where_the_office_wants_it(season):
    CertificateTemplate.objects.create(
        unit=season.world.office, paper="preprinted", with_country=False, with_award=False, shift_x=2,
        shifts={"name": [0, 3.5]},
    )  # fmt: skip
    pdf = certificates.render(list(certificates.awards_of(season.decision))[:1])
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    words = page.extract_text()
    assert season.world.division.name in words or season.world.person.full_name in words
    assert "CỘNG HÒA" not in words
    assert not page["/Resources"].get("/Pattern"), "no border on preprinted paper"
    assert not page["/Resources"].get("/XObject")


def test_a_broken_print_job_goes_on_where_it_stopped_and_has_no_twin(season, monkeypatch):
    monkeypatch.setattr(printing, "CHUNK", 1)
    drawn = []

    def draw(pages, **options):
        if len(drawn) == 2 and not broken:
            broken.append(True)
            raise KeyboardInterrupt
        drawn.append(pages[0].name)
        return blank(len(pages))

    broken = []
    monkeypatch.setattr(certificates, "draw", draw)
    job = Job.objects.create(kind=printing.JOB, title="In", state="running", created_by=season.office)
    with pytest.raises(KeyboardInterrupt):
        printing.print_all(job, decision=season.decision.pk)
    printing.print_all(job, decision=season.decision.pk)
    assert len(drawn) == len(set(drawn)) == 3
    job.result_file.close()
    with job.result_file.open() as file:
        assert len(PdfReader(file).pages) == 3
    assert job.done == job.total == 3


def blank(count):

    writer, content = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(842, 595)
    writer.write(content)
    return content.getvalue()


# ---------------------------------------------------------------- the public page


def test_results_are_public_only_while_the_office_says_so(season, client):
    address = reverse("awards:results_decision", args=[season.decision.pk])
    listed, name = reverse("awards:results_public"), season.world.person.full_name
    assert client.get(address).status_code == 404
    user = season.world.users["staff"]
    user.person = season.world.person
    user.save()
    publishing.publish_results(actor=season.office, decision=season.decision)
    page = client.get(address).content.decode()
    assert name in page
    assert season.decision.document.code in page
    assert season.world.person.position not in page
    assert name in client.get(listed, {"q": "dang thi hong uu"}).content.decode()
    assert name not in client.get(listed, {"q": season.world.person.position}).content.decode()
    assert Message.objects.filter(recipient=user, subject__startswith="Bạn được tặng").count() == 1
    cancel(season, own(season))
    assert name not in client.get(address).content.decode()
    with pytest.raises(Refused, match="đang được công bố"):
        publishing.publish_results(actor=season.office, decision=season.decision)
    publishing.withdraw_results(actor=season.office, decision=season.decision, reason="Rà soát lại")
    assert client.get(address).status_code == 404
    assert season.decision.document.code not in client.get(listed).content.decode()


def test_the_pages_of_a_decision_open_for_its_office(season, client, monkeypatch):
    from awards.views import decisions as views

    monkeypatch.setattr(views, "page_count", lambda pdf: 1)
    monkeypatch.setattr(views, "_pdf", lambda request, decision: b"")
    client.force_login(season.office)
    page = client.get(season.decision.get_absolute_url()).content.decode()
    for part in ("Tổng tiền thưởng", "Công bố kết quả", "Lập quyết định đính chính, hủy bỏ, thu hồi"):
        assert part in page
    signed = cancel(season, own(season))
    page = client.get(signed.get_absolute_url()).content.decode()
    assert "Nộp lại hiện vật, tiền thưởng" in page
    assert season.decision.document.code in page
    client.force_login(season.world.users["council_member"])
    assert "Tổng tiền thưởng" not in client.get(season.decision.get_absolute_url()).content.decode()
    assert Decision.objects.filter(amends=season.decision).count() == 1


def test_a_correction_is_drafted_and_worded_on_its_pages(season, client):
    client.force_login(season.office)
    address = reverse("awards:decision_amend", args=[season.decision.pk])
    made = client.post(address, {"kind": "correct", "awards": [own(season).pk]})
    draft = Decision.objects.get(kind="correct")
    form = client.get(made.url).context["form"]
    row = draft.amendments.get()
    data = {name: form[name].value() or "" for name in form.fields} | {f"sua-{row.pk}-nominee_name": "Đặng Thị Hồng Ửu"}
    asked = client.post(made.url, data).content.decode()
    assert "Vẫn là người này, chỉ sửa chỗ ghi sai" in asked
    assert make.reload(row).after == {}
    data[f"sua-{row.pk}-same"] = "on"
    assert client.post(made.url, data).status_code == 302
    assert make.reload(row).after == {"nominee_name": "Đặng Thị Hồng Ửu"}
    told = AuditEvent.objects.filter(action="awards.change_decision").last()
    assert told.after == {"still_the_same": [row.award_id]}
    stale = client.post(made.url, data | {"explanation": "Chậm một bước"}).content.decode()
    assert "vừa lưu dự thảo này" in stale
    assert "Chậm một bước" in stale


def test_two_of_one_name_are_told_apart_where_lines_are_chosen(season, client):
    person = season.world.person2
    person.full_name, person.birth_date = season.world.person.full_name, dt.date(1979, 8, 7)
    person.save()
    client.force_login(season.office)
    page = client.get(reverse("awards:decision_amend", args=[season.decision.pk])).content.decode()
    assert page.count("sinh ngày 07/08/1979") == 1


def test_a_correction_makes_no_award_somebody_elses(season, client):
    """Whose name it is stands in the register of people; what is too unlike is no slip."""
    award, world = own(season), season.world
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind="correct", awards=[award.pk]
    )
    row = made.amendments.get()

    def correct(name, **more):
        words = {"nominee_name": name, "nominee_note": "", "achievement": ""} | more
        services.change_decision(actor=season.office, decision=made, **UNSIGNED, corrected={row.pk: words})

    for name, said in ((world.person2.full_name, "là tên của người khác trong danh sách"), ("Lê Văn Bảy", "khác hẳn")):
        with pytest.raises(Refused, match=said) as refusal:
            correct(name, same="1")
        assert "quyết định hủy bỏ kết quả của" in str(refusal.value)
    Person.objects.filter(pk=world.person.pk).update(full_name="Lê Văn Bảy")
    correct("Lê Văn Bảy")  # so the register calls the awarded himself
    Person.objects.filter(pk=world.person.pk).update(full_name="Đặng Thị Hồng Ưu-Nguyễn")
    with pytest.raises(Refused, match="khác hẳn"):  # and what was written before is asked again
        services.submit_decision(actor=season.office, decision=make.reload(made))


def test_a_correction_makes_no_award_another_units(season):
    line, world = Award.objects.get(target="collective"), season.world
    made = corrections.prepare_amendment(
        actor=season.office, original=season.decision, kind="correct", awards=[line.pk]
    )
    words = {"nominee_name": world.other_division.name, "nominee_note": "", "achievement": "", "same": "1"}
    with pytest.raises(Refused, match="là tên của tập thể khác"):
        services.change_decision(
            actor=season.office, decision=made, **UNSIGNED, corrected={made.amendments.get().pk: words}
        )
