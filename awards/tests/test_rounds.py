"""Changing a round while others work with it; who finds which door open on its page."""

import pytest
from django.urls import reverse

from awards import services
from awards.models import AwardType, Dossier, Round
from awards.services.steps import locked
from core.dates import vn_date
from core.exceptions import Refused
from core.testing import count_queries
from units.models import User
from units.tests.factories import RoleFactory, UserFactory

from . import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def posted(around, **changed):
    """What the form of a round sends."""
    names = ("period_start", "period_end", "opens_on", "send_by", "appraise_by", "decide_by")
    return {
        "version": around.version,
        "year": around.year,
        "title": around.title,
        "category": around.category,
        "award_types": list(around.award_types.values_list("pk", flat=True)),
        "units": list(around.units.values_list("pk", flat=True)),
        **{name: vn_date(getattr(around, name)) for name in names},
        **changed,
    }


def change(world, around, **fields):
    for name, value in fields.items():
        setattr(around, name, value)
    return services.save_round(
        actor=world.users["standing_office"],
        around=around,
        award_types=around.award_types.all(),
        units=around.units.all(),
    )


def test_a_round_opened_meanwhile_stays_open_when_it_is_saved(world):
    stale = make.make_round(world, state="draft")
    services.open_round(actor=world.users["standing_office"], around=make.reload(stale))
    saved = change(world, stale, title="Tên mới")
    assert saved.state == Round.State.OPEN
    assert make.reload(stale).state == Round.State.OPEN
    assert make.reload(stale).title == "Tên mới"


def test_the_second_editor_of_a_round_is_told_and_keeps_his_text(world, client):
    around = make.make_round(world)
    first, second = posted(around, title="Tên của người thứ nhất"), posted(around, title="Tên của người thứ hai")
    client.force_login(world.users["standing_office"])
    url = reverse("awards:round_edit", args=[around.pk])
    assert client.post(url, first).status_code == 302
    page = client.post(url, second).content.decode()
    assert "vừa sửa đợt xét này" in page
    assert "Tên của người thứ hai" in page
    assert make.reload(around).title == "Tên của người thứ nhất"


def test_an_office_above_changes_a_round_without_moving_it(world, client):
    above = UserFactory()
    RoleFactory(user=above, unit=world.province, kind="standing_office")
    world.province.issues_documents = True
    world.province.save()
    around = make.make_round(world)
    client.force_login(above)
    url = reverse("awards:round_edit", args=[around.pk])
    page = client.get(url).content.decode()
    assert 'name="unit"' not in page
    assert f'name="units" value="{world.division.pk}"' in page
    assert f'name="units" value="{world.other_office.pk}"' not in page
    assert client.post(url, posted(around, title="Tên mới", unit=world.province.pk)).status_code == 302
    saved = make.reload(around)
    assert (saved.unit, saved.title) == (world.office, "Tên mới")


def test_rows_with_a_state_can_be_read_again(world):
    decision = make.make_signed(world)
    nomination = decision.nominations.get()
    for row in (decision, nomination, nomination.dossier, nomination.round):
        row.refresh_from_db()


def test_a_transition_on_an_old_reading_of_a_round_is_not_saved(world):
    from django_fsm import ConcurrentTransition

    stale = make.make_round(world, state="draft")
    services.open_round(actor=world.users["standing_office"], around=locked(stale))
    stale.open()
    with pytest.raises(ConcurrentTransition):
        stale.save(update_fields=["state"])


@pytest.mark.parametrize(("role", "linked"), [("leader", False), ("council_member", False), ("standing_office", True)])
def test_a_sent_dossier_is_linked_only_for_those_who_may_open_it(world, client, role, linked):
    nomination = make.make_nomination(world, make.make_round(world))
    dossier = services.send_dossier(actor=world.users["head"], dossier=nomination.dossier)
    client.force_login(world.users[role])
    page = client.get(dossier.round.get_absolute_url()).content.decode()
    assert (f'href="{dossier.get_absolute_url()}"' in page) is linked
    assert dossier.reference in page
    services.receive_dossier(actor=world.users["standing_office"], dossier=dossier)
    page = client.get(dossier.round.get_absolute_url()).content.decode()
    assert f'href="{dossier.get_absolute_url()}"' in page


def test_what_waits_for_a_unit_is_bounded_by_the_database(world):
    from awards import queries

    for number in range(3):
        make.make_round(world, title=f"Đợt {number}")
    begun = make.make_round(world, title="Đã lập")
    services.start_dossier(actor=world.users["staff"], around=begun, unit=world.division)
    user = User.objects.get(pk=world.users["staff"].pk)
    assert [around.title for around, _ in queries.rounds_to_answer(user, most=2)] == ["Đợt 0", "Đợt 1"]
    assert "Đã lập" not in [around.title for around, _ in queries.rounds_to_answer(user)]
    assert count_queries(lambda: queries.rounds_to_answer(user)) == 2  # which units his own carry on is the other
    assert Dossier.objects.count() == 1


def test_a_unit_of_the_round_that_was_dissolved_stays_in_it(world, client):
    around = make.make_round(world)
    data = posted(around)
    world.other_division.dissolved_on = around.opens_on
    world.other_division.save()
    client.force_login(world.users["standing_office"])
    assert client.post(reverse("awards:round_edit", args=[around.pk]), data).status_code == 302


def test_a_round_without_units_is_refused(world):
    around = make.make_round(world)
    with pytest.raises(Refused, match="ít nhất một đơn vị"):
        services.save_round(actor=world.users["head"], around=around, award_types=[], units=[])


def test_a_round_may_ask_for_what_is_rarely_proposed_and_for_something_at_least(world, client):
    around = make.make_round(world, state="draft")
    client.force_login(world.users["standing_office"])
    url = reverse("awards:round_edit", args=[around.pk])
    nothing = client.post(url, posted(around, award_types=[])).context["form"]
    assert "ít nhất một danh hiệu" in str(nothing.errors["award_types"])
    rare = AwardType.objects.get(code="NGUT")
    assert client.post(url, posted(around, award_types=[], other_types=[rare.pk])).status_code == 302
    assert list(around.award_types.all()) == [rare]
    form = client.get(url).context["form"]
    assert rare in form.fields["award_types"].queryset
    groups = [group for group, _ in form.fields["other_types"].choices]
    assert groups[:2] == ["Danh hiệu thi đua", "Huân chương"]


def test_ending_a_round_asks_with_what_is_left_behind(world, client):
    """Who has not sent is named, what is not done keeps it from ending; the unit is asked for nothing afterwards."""
    around = make.make_round(world)
    row = make.make_nomination(world, around)

    def page(user, url):
        client.force_login(world.users[user])
        return client.get(url).content.decode()

    here, draft = around.get_absolute_url(), row.dossier.reference
    asked = page("standing_office", here)
    assert f"Hạn gửi hồ sơ là hết ngày {vn_date(around.send_by)}, chưa qua." in asked
    assert "Còn 2 đơn vị chưa gửi hồ sơ" in asked
    assert "đang soạn 1 đề nghị" in asked
    assert draft in page("head", "/")
    services.close_round(actor=world.users["standing_office"], around=around)
    assert draft not in page("head", "/")
    services.reopen_round(actor=world.users["standing_office"], around=make.reload(around))
    assert draft in page("head", "/")
    make.send_and_receive(world, make.reload(row.dossier))
    blocked = page("standing_office", here)
    assert "Còn 1 đề nghị chưa thẩm định. Hãy làm xong" in blocked
    assert "Đồng ý kết thúc đợt" not in blocked
