"""What is one for the whole installation is changed by those who keep it, and looked at by all others."""

import pytest
from django.urls import reverse

from awards.models import Rule
from documents.models import LegalBasis
from reminders.models import CalendarDay
from units.models import RoleKind
from units.services import name_keepers
from units.tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    """The standing office of the office that was named."""
    user = world.users["standing_office"]
    name_keepers(actor=user, units=[world.office])
    return user


@pytest.fixture(params=[RoleKind.STANDING_OFFICE, RoleKind.ADMINISTRATOR])
def neighbour(request, world, keeper):
    """The same work in an office beside it."""
    return RoleFactory(user=UserFactory(), unit=world.other_office, kind=request.param).user


def common(world):
    """The addresses at which something that holds for everybody is changed."""
    basis = LegalBasis.objects.create(
        type_name="Luật", number="06/2022/QH15", subject="Thi đua", confidence=LegalBasis.Confidence.SECONDARY
    )
    day = CalendarDay.objects.first()
    rule = Rule.objects.filter(rule_set__code="RS-2026").first()
    return {
        "ngày nghỉ": reverse("reminders:calendar_remove", args=[day.pk]),
        "lịch nhắc": reverse("reminders:schedule_edit", args=["plans.task"]),
        "giờ gửi": reverse("reminders:hours_edit"),
        "thư gửi cả đêm": reverse("reminders:any_hour"),
        "tiêu chuẩn": reverse("awards:rule_edit", args=[rule.pk]),
        "lương cơ sở": reverse("awards:salary_add"),
        "căn cứ": reverse("documents:basis_edit", args=[basis.pk]),
        "đối chiếu căn cứ": reverse("documents:basis_confirm", args=[basis.pk]),
        "nơi giữ": reverse("units:common_keepers"),
    }


def test_another_office_changes_nothing_that_holds_for_everybody(world, neighbour, client):
    client.force_login(neighbour)
    answers = {what: client.post(url).status_code for what, url in common(world).items()}
    assert answers == dict.fromkeys(answers, 403)


def test_those_who_keep_it_do(world, keeper, client):
    client.force_login(keeper)
    answers = {what: client.post(url).status_code for what, url in common(world).items()}
    assert 403 not in answers.values()


def test_another_office_sees_no_button_for_it(world, neighbour, client):
    client.force_login(neighbour)
    addresses = [reverse("reminders:calendar"), reverse("units:unit_list"), reverse("reminders:schedule_list")]
    pages = "".join(client.get(url).content.decode() for url in addresses)
    buttons = [reverse(name) for name in ("reminders:calendar_keep", "units:common_keepers", "reminders:hours_edit")]
    assert [url for url in [*buttons, reverse("reminders:schedule_edit", args=["plans.task"])] if url in pages] == []
    assert "nơi sửa: Văn phòng" in pages


def test_another_office_adds_a_basis_mends_it_and_vouches_for_none(neighbour, client):
    client.force_login(neighbour)
    facts = {"type_name": "Quyết định", "number": "7/QĐ-SVD", "subject": "Quy chế", "confidence": "confirmed"}
    client.post(reverse("documents:basis_create"), facts)
    basis = LegalBasis.objects.get(number="7/QĐ-SVD")
    assert basis.confidence == LegalBasis.Confidence.UNVERIFIED
    client.post(reverse("documents:basis_edit", args=[basis.pk]), {**facts, "subject": "Quy chế thi đua"})
    basis.refresh_from_db()
    assert (basis.subject, basis.confidence) == ("Quy chế thi đua", LegalBasis.Confidence.UNVERIFIED)
