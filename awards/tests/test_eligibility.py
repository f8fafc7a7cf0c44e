"""Who may be proposed for what: over a unit, and for one person through the coming years."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from awards.eligibility import Answer, nominee_outlook, survey
from awards.models import Award, Discipline, Initiative
from core.models import AuditEvent, Job
from core.testing import count_queries, same_queries
from units.tests.factories import PersonFactory

from . import factories as make

pytestmark = pytest.mark.django_db


def give(nominee, code, year, *, category="cong_trang", **more):
    person = nominee if hasattr(nominee, "full_name") else None
    return Award.objects.create(
        award_type=make.award_type(code),
        target="individual" if person else "collective",
        person=person,
        unit=person.unit if person else nominee,
        nominee_name=str(nominee),
        category=category,
        year=year,
        decision_code=f"{year % 100}/QĐ-{code}",
        decided_on=dt.date(year, 12, 20),
        issuer_name="Chánh Văn phòng",
        **more,
    )


def this_year():
    return timezone.localdate().year


def of(lines, nominee, code):
    return next(line for line in lines if line.nominee.pk == nominee.pk and line.award_type.code == code)


def ready_for_cstdt(person):
    """Three years in a row, the last one this year, and an initiative of the province."""
    year = this_year()
    for past in (year - 2, year - 1, year):
        give(person, "CSTDCS", past)
    Initiative.objects.create(
        person=person, title="Một cửa số", recognised_on=dt.date(year - 1, 5, 5), scope="2_tinh", number="3/QĐ-UBND"
    )


def test_a_unit_is_asked_at_once_and_says_why(world):
    ready_for_cstdt(world.person)
    give(world.person2, "CSTDCS", this_year() - 1)
    lines = survey(world.division, this_year())
    ready = of(lines, world.person, "CSTDT")
    assert ready.answer == Answer.MET
    assert any("3/3 lần liên tục" in reason for reason in ready.reasons)
    assert any("Một cửa số" in reason for reason in ready.reasons)
    assert ready.open_questions == 1
    lacking = of(lines, world.person2, "CSTDT")
    assert lacking.answer == Answer.NOT_MET
    assert any("1/3 lần liên tục" in reason for reason in lacking.reasons)


def test_the_year_that_is_still_open_leaves_the_answer_open(world):
    for past in (this_year() - 2, this_year() - 1):
        give(world.person, "CSTDCS", past)
    line = of(survey(world.division, this_year(), award="BKT"), world.person, "BKT")
    assert line.answer == Answer.UNKNOWN
    assert any(f"Kết quả năm {this_year()} chưa có" in reason for reason in line.reasons)


@pytest.mark.parametrize(("category", "answer"), [("cong_trang", Answer.MET), ("dot_xuat", Answer.NOT_MET),
                                                  ("phong_trao", Answer.NOT_MET), ("", Answer.UNKNOWN)])  # fmt: skip
def test_sudden_and_campaign_awards_carry_no_higher_one(world, category, answer):
    """Nghị định 152/2025/NĐ-CP, Điều 4.3; of a form whose kind nobody wrote down nothing is known."""
    year = this_year()
    give(world.person, "BKT", year - 6, category=category)
    for past in range(year - 4, year + 1):
        make.rate(world.person, "HTT", past)
    for past in range(year - 4, year - 1):
        give(world.person, "CSTDCS", past)
    assert of(survey(world.division, year), world.person, "BKTTG").answer == answer


def test_a_running_discipline_blocks_and_a_title_of_the_year_is_said(world):
    ready_for_cstdt(world.person)
    Discipline.objects.create(person=world.person, level="1_khien_trach", decided_on=timezone.localdate())
    lines = survey(world.division, this_year())
    assert of(lines, world.person, "CSTDT").answer == Answer.BLOCKED
    assert of(lines, world.person, "CSTDCS").answer == Answer.GIVEN


def test_the_cost_does_not_grow_with_the_people(world):
    ready_for_cstdt(world.person)
    survey(world.division, this_year())
    before = count_queries(lambda: survey(world.division, this_year()))
    for person in PersonFactory.create_batch(5, unit=world.division):
        ready_for_cstdt(person)
        make.rate(person, "HTXS")
    assert count_queries(lambda: survey(world.division, this_year())) == before


def test_collectives_are_asked_too(world):
    year = this_year()
    for past in (year - 1, year):
        make.rate(world.division, "HTXS", past)
    lines = survey(world.office, year, target="collective")
    assert of(lines, world.division, "BKT").answer == Answer.MET
    assert of(lines, world.other_division, "BKT").answer == Answer.UNKNOWN


def test_the_page_filters_counts_and_keeps_its_cost(world, client):
    ready_for_cstdt(world.person)
    client.force_login(world.users["standing_office"])
    url = reverse("awards:eligibility_list") + "?award=CSTDT&answer=du"
    page = client.get(url).content.decode()
    assert "Đặng Thị Hồng Ưu-Nguyễn" in page
    assert "Trần Văn Bình" not in page
    assert "Đủ theo số liệu (1)" in page
    same_queries(
        lambda: client.get(url),
        lambda: [ready_for_cstdt(person) for person in PersonFactory.create_batch(2, unit=world.division)],
    )


def test_a_unit_sees_only_its_own_people(world, client):
    ready_for_cstdt(world.person)
    client.force_login(world.users["outsider"])
    page = client.get(reverse("awards:eligibility_list"), {"unit": world.division.pk, "answer": ""}).content.decode()
    assert reverse("awards:person_outlook", args=[world.person.pk]) not in page


def test_the_workbook_holds_what_is_filtered_and_is_on_record(world, client):
    ready_for_cstdt(world.person)
    client.force_login(world.users["staff"])
    answer = client.post(reverse("awards:eligibility_export"), {"award": "CSTDT", "answer": "du"})
    rows = list(
        load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(min_row=3, values_only=True)
    )
    assert [row[1] for row in rows] == ["Đặng Thị Hồng Ưu-Nguyễn"]
    assert AuditEvent.objects.filter(action="awards.export_eligibility").count() == 1


def test_of_a_large_unit_one_award_at_a_time_is_asked_and_written_in_the_background(
    world, client, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("awards.queries.eligibility.AT_ONCE", 1)
    ready_for_cstdt(world.person)
    client.force_login(world.users["standing_office"])
    page = client.get(reverse("awards:eligibility_list"), {"answer": ""})
    assert page.context["asked"].award
    assert len({line.award_type.code for line in page.context["page"].paginator.object_list}) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("awards:eligibility_export"), {"award": "CSTDT", "answer": "du"})
    job = Job.objects.get()
    assert job.state == "done"
    with job.result_file.open("rb") as file:
        rows = list(load_workbook(file).active.iter_rows(min_row=3, values_only=True))
    assert [row[1] for row in rows] == ["Đặng Thị Hồng Ưu-Nguyễn"]


def test_the_outlook_says_the_first_year_and_what_it_assumes(world, client):
    """CSTĐCS last year and the year before, with a rating and an initiative of the province each year."""
    year = this_year()
    for past in (year - 2, year - 1):
        make.rate(world.person, "HTXS", past)
    give(world.person, "CSTDCS", year - 1)
    Initiative.objects.create(
        person=world.person, title="Một cửa số", recognised_on=dt.date(year - 1, 5, 5), scope="2_tinh"
    )
    outlook = nominee_outlook(world.person)
    first = {prospect.line.award_type.code: prospect.earliest for prospect in outlook.prospects}
    assert first["CSTDT"] == year + 1  # year-1, year, year+1
    assert first["BKT"] == year
    assert f"lặp lại năm {year - 1}" in outlook.assumption
    assert "được tặng Chiến sĩ thi đua cơ sở;" in outlook.assumption
    client.force_login(world.users["head"])
    page = client.get(reverse("awards:person_outlook", args=[world.person.pk])).content.decode()
    assert f"Sớm nhất: năm {year + 1}" in page
    assert "Giả định" in page


def test_what_is_held_already_is_not_supposed_again(world):
    """Bằng khen của Thủ tướng rests on one of the province's: held since four years, or still to come."""
    year = this_year()
    for past in range(year - 6, year):
        make.rate(world.person, "HTXS", past)
        give(world.person, "CSTDCS", past)
        Initiative.objects.create(
            person=world.person, title=f"Sổ {past}", recognised_on=dt.date(past, 5, 5), scope="2_tinh"
        )

    def supposed():
        return next(
            list(prospect.supposed) for prospect in nominee_outlook(world.person).prospects
            if prospect.line.award_type.code == "BKTTG"
        )  # fmt: skip

    assert any("Bằng khen" in words for words in supposed())
    give(world.person, "BKT", year - 4)
    assert not any("Bằng khen" in words for words in supposed())


@pytest.fixture
def first_years(world):
    """The first year of each award, without the words, of a person or a unit."""

    def of(nominee):
        return {one.line.award_type.code: one.earliest for one in nominee_outlook(nominee).prospects}

    return of


def test_a_certificate_of_this_year_is_no_ground_for_another_of_this_year(world, first_years):
    """Luật 06/2022/QH15, Điều 73.1.b asks for one that was given before; Điều 5.2.c: one achievement, one form."""
    year = this_year()
    for past in range(year - 6, year):
        make.rate(world.person, "HTXS", past)
        give(world.person, "CSTDCS", past)
    first = first_years(world.person)
    assert (first["BKT"], first["BKTTG"]) == (year, year + 1)
    give(world.person, "BKT", year - 2)
    assert first_years(world.person)["BKTTG"] == year


def test_of_several_certificates_that_would_do_only_the_first_is_asked_for(world):
    """Luật 06/2022/QH15, Điều 73.1.b asks for one; that a second may come meanwhile is no condition."""
    year = this_year()
    make.rate(world.person, "HTXS", year - 1)
    give(world.person, "CSTDCS", year - 1)
    [found] = [one for one in nominee_outlook(world.person).prospects if one.line.award_type.code == "BKTTG"]
    assert found.earliest == year + 3  # the fifth year in a row
    assert found.supposed == [f"Bằng khen của Chủ tịch UBND tỉnh năm {year}"]


def test_two_bodies_do_not_reward_a_collective_for_the_same_years(world, first_years):
    """Luật 06/2022/QH15, Điều 73.4.e: after the first certificate two more (each for two years, Điều 74.3.d) within the
    years of excellence; the ministry's and the province's for the same two years are not two."""
    year = this_year()
    for past in range(year - 8, year):
        make.rate(world.division, "HTXS", past)
    give(world.division, "BKT", year - 6)
    assert first_years(world.division)["BKTTG"] == year + 3  # this year's, that of year + 2, then the next year


def test_without_a_rating_no_year_is_named(world):
    outlook = nominee_outlook(world.person)
    assert outlook.pattern is None
    assert {prospect.earliest for prospect in outlook.prospects} == {None}


def test_the_rules_of_a_day_are_shown_with_their_set(world, client):
    client.force_login(world.users["staff"])

    def on(day):
        return client.get(reverse("awards:rule_list"), {"ngay": day})

    def sets(day):
        return [rule_set.code for rule_set in on(day).context["sets"]]

    assert "02 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở" in on("30/09/2026").content.decode()
    assert sets("30/09/2026") == ["RS-2022"]
    assert sets("01/10/2026") == ["RS-2026"]
    assert "không có bộ tiêu chuẩn" in on("01/01/2020").content.decode()
    assert "“hôm qua” không phải một ngày" in on("hôm qua").content.decode()
