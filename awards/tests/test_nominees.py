"""Small collectives and direct workers of a round: filtered on the list, counted, taken out as a workbook."""

import html
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from awards import services
from awards.assessment import assess
from awards.models import Attachment, Award, Dossier, Flag, Judgement, Nomination
from awards.nominees import LACKS, RESULTS
from awards.rules import State
from awards.services import opinions
from awards.tests import factories as make
from awards.tests import hearing
from core.models import AuditEvent
from core.testing import same_queries
from units.models import Person, Unit
from units.tests.factories import PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(world, client):
    """A round with a direct worker, somebody else, a team and a division; all received."""
    around = make.make_round(world)
    Person.objects.filter(pk=world.person.pk).update(direct_worker=True)
    worker = make.make_nomination(world, around, person=world.person)
    other = PersonFactory(unit=world.division, full_name="=Lò Văn Ơn")
    make.make_nomination(world, around, person=other, dossier=worker.dossier)
    team = UnitFactory(parent=world.division, name="Tổ Lái xe", kind=Unit.Kind.TEAM)
    for unit in (team, world.division):
        make.make_nomination(world, around, unit=unit, code="TTLDTT", dossier=worker.dossier)
    make.send_and_receive(world, worker.dossier)
    client.force_login(world.users["standing_office"])
    return around


def listed(client, around, **query):
    page = client.get(reverse("awards:appraisal_list", args=[around.pk]), {"stage": "", **query}).content.decode()
    names = ("Đặng Thị Hồng Ưu-Nguyễn", "=Lò Văn Ơn", "Tổ Lái xe", "Phòng Tổng hợp")
    return [name for name in names if f">{name}</a>" in page]


def test_the_list_is_filtered_by_whom_plans_ask_to_count(season, client):
    assert listed(client, season) == ["Đặng Thị Hồng Ưu-Nguyễn", "=Lò Văn Ơn", "Tổ Lái xe", "Phòng Tổng hợp"]
    assert listed(client, season, who="truc-tiep") == ["Đặng Thị Hồng Ưu-Nguyễn"]
    assert listed(client, season, who="tap-the-nho") == ["Tổ Lái xe"]
    assert listed(client, season, who="tap-the") == ["Tổ Lái xe", "Phòng Tổng hợp"]
    assert listed(client, season, who="linh-tinh") == listed(client, season)


def test_the_list_is_filtered_by_what_the_conditions_say(world, season, client):
    """Whoever has the title of that year already is blocked before all else."""
    by_result = {code: listed(client, season, result=code) for code in RESULTS}
    assert sorted(name for names in by_result.values() for name in names) == sorted(listed(client, season))
    assert by_result["bi-chan"] == []
    assert "=Lò Văn Ơn" in by_result["thieu"]
    Award.objects.create(
        award_type=make.award_type("LDTT"), target="individual", person=world.person, unit=world.division,
        nominee_name=world.person.full_name, year=season.year, decision_code="9/QĐ-UBND", decided_on=season.opens_on,
    )  # fmt: skip
    assert listed(client, season, result="bi-chan") == ["Đặng Thị Hồng Ưu-Nguyễn"]
    assert "Đặng Thị Hồng Ưu-Nguyễn" not in listed(client, season, result="thieu")
    assert listed(client, season, result="linh-tinh") == listed(client, season)


def test_the_list_is_filtered_by_what_is_missing(world, season, client):
    """A paper of the dossier, an answer of an agency, the appraiser's own judgement."""
    named = {row.nominee_name: row for row in Nomination.objects.all()}
    hearing.procedure("TTLDTT", components=[{"code": "khac", "name": "Báo cáo tài chính", "article": "Điều 44.2"}])
    assert listed(client, season, lack="thanh-phan") == ["Tổ Lái xe", "Phòng Tổng hợp"]
    Attachment.objects.create(nomination=named["Tổ Lái xe"], component="khac", kind="pdf", name="a.pdf", size=1,
                              uploaded_by=world.users["head"])  # fmt: skip
    assert listed(client, season, lack="thanh-phan") == ["Phòng Tổng hợp"]
    asked = hearing.ask(world, named["=Lò Văn Ơn"], name="Thuế tỉnh")
    assert listed(client, season, lack="hiep-y") == ["=Lò Văn Ơn"]
    opinions.cancel_opinion(actor=world.users["standing_office"], request=asked, reason="Hỏi nhầm cơ quan.")
    assert listed(client, season, lack="hiep-y") == []
    to_judge = listed(client, season, lack="danh-gia")
    for code, outcome in judged_all(named["Phòng Tổng hợp"]).items():
        Judgement.objects.create(nomination=named["Phòng Tổng hợp"], code=code, met=outcome, by=world.users["head"])
    assert sorted([*listed(client, season, lack="danh-gia"), "Phòng Tổng hợp"]) == sorted(to_judge)
    more_nominees(world, season)
    for code in LACKS:
        same_queries(lambda code=code: listed(client, season, lack=code), lambda: more_nominees(world, season))
    assert listed(client, season, lack="linh-tinh") == listed(client, season)


def judged_all(nomination):
    return {leaf.code: True for leaf in assess(nomination).tree.leaves() if leaf.state == State.TO_JUDGE}


def more_nominees(world, season):
    for _ in range(2):
        Nomination.objects.create(
            dossier=season.dossiers.get(), round=season, award_type=make.award_type("GK"), target="individual",
            person=PersonFactory(unit=world.division), state="received",
        )  # fmt: skip


def test_each_number_of_a_round_opens_a_list_as_long_as_it_says(world, season, client):
    waiting = services.start_dossier(actor=world.users["standing_office"], around=season, unit=world.other_division)
    Dossier.objects.filter(pk=waiting.pk).update(state="sent")
    other = PersonFactory(unit=world.other_division)
    for dossier, person, state in ((season.dossiers.first(), world.person, "rejected"), (waiting, other, "sent")):
        Nomination.objects.create(
            dossier=dossier, round=season, award_type=make.award_type("GK"), target="individual", person=person,
            state=state,
        )  # fmt: skip
    Nomination.objects.filter(person__full_name="=Lò Văn Ơn").update(state="returned")
    Flag.objects.create(person=world.person, kind="inspection", reason="Đợi kết luận.", since=season.opens_on,
                        set_by=world.users["standing_office"])  # fmt: skip
    page = client.get(season.get_absolute_url()).content.decode()
    assert "(2 người)" in page
    links = re.findall(r'<a[^>]*href="([^"]+\?[^"]+)"[^>]*>(\d+) ', page)
    assert len(links) == 6
    for url, said in links:
        rows = client.get(html.unescape(url)).context["page"].paginator.count
        assert rows == int(said), url


def test_what_is_filtered_is_taken_out_and_who_took_it_is_on_record(season, client):
    url = reverse("awards:appraisal_export", args=[season.pk])
    answer = client.post(url, {"stage": "", "who": "tap-the-nho"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [cell.value for cell in sheet[3]][1:5] == ["Tổ Lái xe", "Tập thể", "x", None]
    assert sheet.max_row == 3
    assert AuditEvent.objects.get(action="awards.export_nominees").after == {"rows": 1, "who": "tap-the-nho"}
    everybody = load_workbook(io.BytesIO(b"".join(client.post(url, {"stage": ""}).streaming_content))).worksheets[0]
    rows = {row[1].value: (row[3].value, row[4].value) for row in everybody.iter_rows(min_row=3)}
    assert rows["Đặng Thị Hồng Ưu-Nguyễn"] == (None, "x")
    formula = next(row[1] for row in everybody.iter_rows(min_row=3) if "Lò Văn Ơn" in str(row[1].value))
    assert formula.data_type == "s"
    assert Nomination.objects.count() == len(rows)
    nothing = client.post(url, {"stage": "", "who": "ho"}, follow=True)
    assert "không có gì để xuất" in nothing.content.decode()
