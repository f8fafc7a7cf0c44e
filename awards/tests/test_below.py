"""What the office above reads of the council and the agencies of the office that sent a nomination up."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.below import below_of
from awards.models import AgendaItem, Conflict, Council, CouncilMember, Dossier, Forwarded, Meeting, Nomination
from awards.papers.hearing import submission
from awards.parts import parts_of
from awards.services import forwarding
from core.testing import same_queries
from documents.models import Document
from units.models import RoleKind
from units.tests.factories import PersonFactory, RoleFactory

from . import factories as make
from . import hearing
from .councils import make_sitting

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 5)


def vote(world, **sums):
    """A closed meeting of six members, five of them there, that passed a nomination by three votes to two."""
    sitting = make_sitting(world, size=6, present=5, threshold=">1/2", of="present")
    values = {"yes": 3, "no": 2, "invalid": 0, "members": 6, "present": 5, "needed": 3, "passed": True, **sums}
    AgendaItem.objects.filter(pk=sitting.item.pk).update(state="counted", **values)
    Meeting.objects.filter(pk=sitting.meeting.pk).update(state="closed", closed_at=sitting.meeting.opened_at)
    return sitting


def test_the_submission_reckons_the_vote_as_the_minutes_do(world):
    sitting = vote(world)
    sent = hearing.forward(world, make.reload(sitting.nomination))
    body = submission(sent, [sitting.nomination])["body"]
    assert "thông qua (3/5 phiếu đồng ý, 60,0%, tính trên số thành viên dự họp)." in body
    assert "3/6" not in body


@pytest.fixture
def sent_up(world):
    """Sent up inside the installation after its council voted and the police answered; taken in by the office above."""
    sitting = vote(world)
    row = make.reload(sitting.nomination)
    asked = hearing.ask(world, row, name="Công an tỉnh An Sơn")
    hearing.answer(asked, "disagree", "Đang xác minh đơn thư.", way="paper", paper_number="9/CA", paper_date=DAY)
    clerk, around = hearing.round_above(world)
    item = hearing.forward(world, row, to_round=around).items.get()
    Nomination.objects.filter(pk=item.above_id).update(state="received")
    Dossier.objects.filter(pk=item.forwarding.dossier_id).update(state="received", received_at=timezone.now())
    return SimpleNamespace(item=make.reload(item), clerk=clerk, asked=asked, sitting=sitting)


def _another(sent_up):
    """One more nominee who went the same way."""
    item, person = sent_up.item, PersonFactory(unit=sent_up.item.nomination.person.unit)
    below, above = make.reload(item.nomination), make.reload(item.above)
    for row in (below, above):
        row.pk, row._state.adding, row.person = None, True, person
        row.save()
    Forwarded.objects.create(forwarding=item.forwarding, nomination=below, above=above)
    vote = make.reload(sent_up.sitting.item)
    vote.pk, vote._state.adding, vote.nomination = None, True, below
    vote.save()
    return above


VOTED = "thông qua: 3/5 phiếu đồng ý, 60,0%, tính trên số thành viên dự họp"


def test_the_office_above_reads_the_vote_and_the_opinions_of_the_office_below(world, client, sent_up):
    item, clerk = sent_up.item, sent_up.clerk
    client.force_login(clerk)
    pages = [reverse("awards:appraise", args=[item.above_id]), item.forwarding.dossier.get_absolute_url()]
    for page in pages:
        said = client.get(page).content.decode()
        assert VOTED in said
        assert "Công an tỉnh An Sơn" in said
        assert "Đang xác minh đơn thư." in said
        assert f'href="{sent_up.asked.get_absolute_url()}"' in said
    # Who leads only the office above itself reads the figures where he reads the appraisal.
    member = RoleFactory(unit=world.province, kind=RoleKind.COUNCIL_MEMBER).user
    client.force_login(member)
    said = client.get(pages[0]).content.decode()
    assert VOTED in said
    assert f'href="{sent_up.asked.get_absolute_url()}"' not in said
    below = below_of([item.above], clerk)[item.above_id]
    assert [len(below.votes), len(below.opinions)] == [1, 1]
    rows = [item.above]
    same_queries(lambda: below_of(rows, clerk), lambda: rows.extend(_another(sent_up) for _ in range(2)))
    assert len(below_of(rows, clerk)) == 3
    Conflict.objects.create(
        nomination=item.nomination, reason="Em ruột",
        member=CouncilMember.objects.create(council=sent_up.sitting.meeting.council, user=clerk, full_name="Lê Thị"),
    )  # fmt: skip
    assert below_of([item.above], clerk) == {}


def test_what_the_council_voted_is_no_longer_typed(world, client):
    """The minutes and the number of votes are those of the vote in the system; by hand only where nobody voted here."""
    hearing.procedure("LDTT", components=[{"code": "bien-ban", "name": "Biên bản họp", "article": "Điều 84"}])
    sitting = vote(world)
    _, around = hearing.round_above(world)
    item = hearing.forward(world, make.reload(sitting.nomination), to_round=around).items.get()
    dossier, office = item.forwarding.dossier, world.users["standing_office"]
    [part] = parts_of([item.above])[item.above_id]
    assert (part.done, part.note.endswith(VOTED)) == (True, True)
    client.force_login(office)
    page = client.get(reverse("awards:dossier_tasks", args=[dossier.pk])).content.decode()
    assert VOTED in page
    assert "Ghi biên bản họp" not in page
    typed = {"held_on": "01/12/2026", "begins": "08:00", "place": "P", "chair": "A", "secretary": "B", "members": 5,
             "present": 5, f"votes-for-{item.above_id}": 5, "version": 0}  # fmt: skip
    refused = client.post(reverse("awards:unit_minutes", args=[dossier.pk]), typed)
    assert "Hội đồng đã bỏ phiếu trong hệ thống" in refused.content.decode()
    assert make.reload(item.above).votes_for is None


def test_one_signed_submission_goes_with_the_dossier_and_nothing_goes_without(world, client):
    nomination = make.make_appraised(world, make.make_round(world))
    hearing.procedure("LDTT", components=[{"code": "to-trinh", "name": "Tờ trình", "article": "Đ. 84"}])
    clerk, around = hearing.round_above(world)
    item = hearing.forward(world, nomination, to_round=around).items.get()
    sent, dossier, office = item.forwarding, item.forwarding.dossier, world.users["standing_office"]
    client.force_login(office)
    send = reverse("awards:dossier_send", args=[dossier.pk])
    refused = client.post(send, {"confirm": "on"}).content.decode()
    assert "chưa lập; bấm Lập tờ trình ở mục Trình cấp trên của đợt" in refused
    assert make.reload(dossier).is_draft
    tasks = client.get(reverse("awards:dossier_tasks", args=[dossier.pk])).content.decode()
    assert f'href="{sent.get_absolute_url()}"' in tasks
    assert "Soạn tờ trình" not in tasks
    assert reverse("awards:submission_pdf", args=[dossier.pk]) not in tasks
    client.post(reverse("awards:unit_paper", args=[dossier.pk, "submission"]))
    assert not dossier.papers.exists()
    forwarding.draft_submission(actor=office, forwarding=make.reload(sent))
    refused = client.post(send, {"confirm": "on"}).content.decode()
    assert "chưa ký và lấy số" in refused
    assert not Dossier.objects.visible_to(clerk).filter(pk=dossier.pk).exists()
    document = hearing.sign_paper(make.reload(sent))
    client.post(send, {"confirm": "on"})
    assert make.reload(dossier).state == Dossier.State.SENT
    assert make.reload(sent).sent_on == timezone.localdate()
    client.force_login(clerk)
    assert f"số {document.code}" in client.get(dossier.get_absolute_url()).content.decode()
    assert Document.objects.visible_to(clerk).filter(pk=document.pk).exists()
    council = Council.objects.create(unit=world.province, name="Hội đồng cấp tỉnh")
    member = CouncilMember.objects.create(council=council, user=clerk, full_name="Lê Thị")
    Conflict.objects.create(nomination=item.above, reason="Em ruột", member=member)
    assert not Document.objects.visible_to(clerk).filter(pk=document.pk).exists()
