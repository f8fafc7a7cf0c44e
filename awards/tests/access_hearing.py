"""Who may use the addresses of flags, opinions, comments and forwardings; part of the table in access.py."""

from awards.opinion_links import token_of
from core.testing import EVERYONE, Access

from . import hearing
from .factories import upload

RUN = {"standing_office"}
READ = {"standing_office", "leader"}
UNIT = {"staff", "head"}


class _Heard:
    """What the rows below are asked with; kept with the objects of the room, so that each is made once a walk."""

    def __init__(self, objects):
        self.objects, self.made = objects, {}

    def __getattr__(self, name):
        if name not in self.made:
            self.made[name] = getattr(self, f"_{name}")()
        return self.made[name]

    def _flag(self):
        return hearing.flag(self.objects.world, self.objects.received)

    def _here(self):
        world = self.objects.world
        asked = hearing.ask(world, self.objects.received, agency=world.other_division)
        asked.agency = world.division  # its own proposal, about which nobody would ask it: these are its people here
        asked.save(update_fields=["agency"])
        return asked

    def _outside(self):
        return hearing.ask(self.objects.world, self.objects.received, name="Công an tỉnh")

    def _paper(self):
        row, day = self._outside(), self.objects.received.round.opens_on
        return hearing.answer(row, way="paper", paper_number="12/CV", paper_date=day, file=upload())

    def _period(self):
        return hearing.publish(self.objects.world)

    def _comment(self):
        return hearing.say(self.period)

    def _sent(self):
        return hearing.forward(self.objects.world, self.objects.appraised)

    def _item(self):
        return self.sent.items.get()

    def _given(self):
        return hearing.award_above(self.objects.world, self.item)


def heard(objects):
    if not hasattr(objects, "heard"):
        objects.heard = _Heard(objects)
    return objects.heard


def of(name):
    return lambda objects: {"pk": getattr(heard(objects), name).pk}


def at(name):
    return lambda objects: {"pk": getattr(objects, name).pk}


def around(name):
    return lambda objects: {"pk": getattr(objects, name).round_id}


def reason(objects):
    return {"reason": "Có lý do rõ ràng."}


def later(objects):
    return {"day": "30/12/2099", **reason(objects)}


def _get(allow, kwargs):
    return Access(allow=allow, kwargs=kwargs)


def _post(kwargs, data=None):
    return Access(allow=RUN, kwargs=kwargs, method="post", **({"data": data} if data else {}))


HEARING = {
    "awards:flag_list": Access(allow=READ),
    "awards:flag_set": _get(RUN, at("received")),
    "awards:flag_person": _get(RUN, at("person")),
    "awards:flag_release": _get(RUN, of("flag")),
    "awards:opinion_list": _get(RUN, around("received")),
    "awards:opinion_ask": _get(RUN, around("received")),
    "awards:opinion_detail": _get(READ, of("here")),
    "awards:opinion_reply": _get(UNIT, of("here")),
    "awards:opinion_paper": _get(RUN, of("outside")),
    "awards:opinion_due": _post(of("outside"), later),
    "awards:opinion_cancel": _post(of("outside"), reason),
    "awards:opinion_link": _post(of("outside")),
    "awards:opinion_file": _get(READ, of("paper")),
    "awards:comment_publish": _get(RUN, around("received")),
    "awards:comment_detail": _get(RUN, of("period")),
    "awards:comment_prolong": _post(of("period"), later),
    "awards:comment_end": _post(of("period"), reason),
    "awards:comment_answer": _post(of("comment"), lambda objects: {"answer": "Đã xác minh, không đúng."}),
    "awards:forward_new": _get(RUN, around("appraised")),
    "awards:forward_detail": _get(READ, of("sent")),
    "awards:forward_paper": _post(of("sent")),
    "awards:forward_sent": _post(of("sent"), lambda objects: {"number": "15/TTr-VP", "on": "01/01/2026"}),
    "awards:forward_award": _get(RUN, of("item")),
    "awards:forward_award_edit": _get(RUN, of("given")),
    "awards:forward_take_back": _post(of("given"), reason),
    "awards:forward_refuse": _post(of("item"), reason),
    "awards:forward_call_back": _post(of("item"), reason),
    "hearing:comment_public_list": Access(allow=EVERYONE, public=True),
    "hearing:comment_public": Access(allow=EVERYONE, kwargs=of("period"), public=True),
    "hearing:comment_sent": Access(allow=EVERYONE, kwargs=of("period"), public=True),
    "hearing:opinion_answer": Access(
        allow=EVERYONE, kwargs=lambda objects: {"token": token_of(heard(objects).outside)}, public=True
    ),
}
