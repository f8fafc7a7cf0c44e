"""Who may open which address of the room."""

import datetime as dt
from types import SimpleNamespace

from campaigns.tests.factories import CampaignFactory, RegistrationFactory, StoryFactory
from core.dates import today
from core.testing import EVERYONE, Access

INSIDE = EVERYONE - {"outsider"}
OVERSEERS = {"standing_office", "leader", "council_member"}
WRITERS = {"staff", "head"}
TELLERS = {"information_centre", "standing_office"}


def build(world):
    """A campaign that runs for the division, with a draft of its registration, and a draft of a campaign."""
    soon = today() + dt.timedelta(days=5)
    dates = {"starts_on": today(), "register_by": soon, "ends_on": soon}
    running = CampaignFactory(unit=world.office, units=[world.division], launched=True, **dates)
    RegistrationFactory(campaign=running, unit=world.division)
    draft = CampaignFactory(unit=world.office, units=[world.division], **dates)
    told = StoryFactory(unit=world.office, published_on=today(), created_by=world.users["information_centre"])
    untold = StoryFactory(unit=world.office, created_by=world.users["information_centre"])
    return SimpleNamespace(running=running, draft=draft, division=world.division, told=told, untold=untold)


def _running(objects):
    return {"pk": objects.running.pk}


def _draft(objects):
    return {"pk": objects.draft.pk}


def _registration(objects):
    return {"pk": objects.running.pk, "unit": objects.division.pk}


def _written(objects):
    return {"version": "1", "pledge": "Giao ước", "targets": "Chỉ tiêu"}


def _deadline(objects):
    return {"register_by": objects.running.ends_on.strftime("%d/%m/%Y"), "reason": "Thêm thời gian"}


def _story(objects):
    return {"title": "Bài", "about": "Tổ một cửa", "kind": "exemplary", "text": "Nội dung.", "version": "1"}


def _reason(objects):
    return {"reason": "Bài còn sai tên"}


def _out(objects):
    return {"published_on": f"{today():%d/%m/%Y}", "outlet": "Bản tin", "confirmed_by": "Chánh Văn phòng"}


def _untold(objects):
    return {"pk": objects.untold.pk}


def _told(objects):
    return {"pk": objects.told.pk}


TABLE = {
    "campaigns:story_list": Access(allow=EVERYONE),
    "campaigns:story_export": Access(allow=EVERYONE),
    "campaigns:story_detail": Access(allow=INSIDE, kwargs=_told),
    "campaigns:story_new": Access(allow=TELLERS),
    "campaigns:story_edit": Access(allow=TELLERS, kwargs=_untold),
    "campaigns:story_autosave": Access(allow=TELLERS, kwargs=_untold, method="post", data=_story),
    "campaigns:story_publish": Access(allow=TELLERS, kwargs=_untold, method="post", data=_out),
    "campaigns:story_withdraw": Access(allow=TELLERS, kwargs=_told, method="post", data=_reason),
    "campaigns:story_drop": Access(allow=TELLERS, kwargs=_untold, method="post", data=_reason),
    "campaigns:campaign_list": Access(allow=EVERYONE),
    "campaigns:campaign_create": Access(allow={"standing_office"}),
    "campaigns:campaign_detail": Access(allow=INSIDE, kwargs=_running),
    "campaigns:campaign_edit": Access(allow={"standing_office"}, kwargs=_draft),
    "campaigns:campaign_launch": Access(allow={"standing_office"}, kwargs=_draft, method="post"),
    "campaigns:campaign_move_deadline": Access(
        allow={"standing_office"}, kwargs=_running, method="post", data=_deadline
    ),
    "campaigns:campaign_review": Access(
        allow={"standing_office"}, kwargs=_running, method="post", data=lambda objects: {"on": f"{today():%d/%m/%Y}"}
    ),
    "campaigns:campaign_end": Access(
        allow={"standing_office"}, kwargs=_running, method="post", data=lambda objects: {"reason": "Sơ kết"}
    ),
    "campaigns:board": Access(allow=OVERSEERS, kwargs=_running),
    "campaigns:registration": Access(allow=WRITERS | OVERSEERS, kwargs=_registration),
    "campaigns:registration_autosave": Access(
        allow=WRITERS, kwargs=_registration, method="post", data=_written
    ),
    "campaigns:registration_send": Access(allow={"head"}, kwargs=_registration, method="post", data=_written),
    "campaigns:registration_withdraw": Access(allow={"head"}, kwargs=_registration, method="post"),
    "campaigns:accept_late": Access(
        allow={"standing_office"},
        kwargs=_registration,
        method="post",
        data=lambda objects: {"reason": "Đơn vị mới thành lập"},
    ),
}
