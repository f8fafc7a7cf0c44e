"""What keeps a dossier from being sent: one reading for the box on its page and for the refusal of the button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.dates import vn_date

from ..below import waiting_papers
from ..content import shortage, unwritten
from ..models import Dossier, Forwarding, Nomination
from ..namesakes import names_of
from ..parts import LIST, MINUTES, REPORT, SUBMISSION, Part, parts_of

SHOWN_MISSING = 5  # nominations whose missing things a dossier's page lists above its own list
SAID_MISSING = 3  # nominations that a refusal names
Item = dict[str, str]  # label, url
Row = tuple[Nomination, str, list[Item]]


@dataclass(frozen=True)
class Missing:
    """What must still be done in a dossier: by nomination with its name, each thing with its page; in `shared` the
    paper of the whole dossier, the minutes of the one meeting."""

    rows: list[Row]
    shared: list[Item]

    def __bool__(self) -> bool:
        return bool(self.rows or self.shared)

    @property
    def counted(self) -> str:
        """ "biên bản họp và 13 mục ở 3 đề nghị"."""
        number = sum(len(items) for *_, items in self.rows)
        own = [f"{number} mục ở {len(self.rows)} đề nghị"] if self.rows else []
        return " và ".join([*(item["name"][:1].lower() + item["name"][1:] for item in self.shared), *own])

    @property
    def first(self) -> list[Row]:
        """What a page shows at once."""
        return self.rows[:SHOWN_MISSING]

    @property
    def rest(self) -> list[Row]:
        return self.rows[SHOWN_MISSING:]

    @property
    def sentence(self) -> str:
        """All of it for a refusal; of a long list the first nominations, and how many others."""
        said = [item["label"] for item in self.shared]
        said += [f"{name}, {row.award_type.name}: {_labels(items)}" for row, name, items in self.rows[:SAID_MISSING]]
        left = len(self.rows) - SAID_MISSING
        return "; ".join([*said, *([f"và {left} đề nghị khác"] if left > 0 else [])])


def missing_in(
    nominations: Sequence[Nomination],
    found: Mapping[int, list[Part]] | None = None,
    names: Mapping[int, str] | None = None,
) -> Missing:
    """Return what must still be done before the list may go. `found` are the components and `names` the names of the
    whole dossier, where they are known already."""
    rows = [row for row in nominations if row.open_to_unit]
    found, names = found or parts_of(rows), names or names_of(nominations)
    minutes = {row.pk: part for row in rows for part in found[row.pk] if part.lacking and part.code == MINUTES}
    # Minutes that nobody wrote are one paper however many wait for it; so are those without a single count of votes.
    shared = [part for part in minutes.values() if not part.note or len(minutes) == len(rows) > 1][:1]
    listed = [(row, names[row.pk], missing_of(row, found[row.pk], minutes=not shared)) for row in rows]
    papers = [_paper(row) for row in waiting_papers({row.dossier_id for row in rows})]
    return Missing([row for row in listed if row[2]], [*papers, *map(_item, shared)])


def missing_of(nomination: Nomination, found: Sequence[Part] | None = None, *, minutes: bool = True) -> list[Item]:
    """Return what must still be done in one nomination: its unwritten fields, then its missing components; `minutes`:
    with those of the meeting."""
    found = parts_of([nomination])[nomination.pk] if found is None else found
    not_here = (REPORT, SUBMISSION, LIST) if minutes else (REPORT, SUBMISSION, LIST, MINUTES)
    wanted = [part for part in found if part.lacking and part.code not in not_here]
    return [*unwritten_of(nomination), *map(_item, wanted)]


def unwritten_of(nomination: Nomination) -> list[Item]:
    """Return the unwritten fields of one nomination."""
    url = reverse("awards:nomination_edit", args=[nomination.pk])
    return [
        {"label": shortage(field, nomination.content), "url": f"{url}#id_{field.key}"}
        for field in unwritten(nomination)
    ]


def _item(part: Part) -> Item:
    return {"label": f"{part.said} ({part.article})" if part.article else part.said, "url": part.url, "name": part.said}


def _paper(forwarding: Forwarding) -> Item:
    """The submission with which the whole dossier goes up: signed and numbered before it may."""
    url = f"{reverse('awards:dossier_tasks', args=[forwarding.dossier_id])}#to-trinh"
    name = f"Tờ trình gửi {forwarding.to_name} đã ký, có số"
    return {"label": f"Tờ trình gửi {forwarding.to_name}: {forwarding.paper_said}", "url": url, "name": name}


def _labels(items: Sequence[Item]) -> str:
    return ", ".join(item["label"] for item in items)


def _shut(dossier: Dossier) -> tuple[str, str]:
    """Why nothing can be sent in this round now, in a few words and in a sentence; both "" when it can."""
    around = dossier.round
    if not around.is_open:
        return "đợt xét không còn mở", "Đợt xét này không còn mở nên chưa gửi được hồ sơ."
    if around.sending_is_over and not dossier.late_is_accepted:
        late = f"đã quá hạn gửi ({vn_date(around.send_by)})"
        return late, (
            f"{late[:1].upper()}{late[1:]}. Hãy liên hệ bộ phận thường trực để được đồng ý nhận muộn; nội dung đã soạn "
            "vẫn còn nguyên."
        )
    return "", ""


def stop_of(dossier: Dossier) -> str:
    """Return why nothing can be sent in this round now, whatever the dossier holds; "" when it can."""
    return _shut(dossier)[1]


def hindrances(dossier: Dossier, nominations: Sequence[Nomination], missing: Missing) -> list[str]:
    """Return why a draft dossier cannot be sent now, in the words that follow "Chưa gửi được hồ sơ:"."""
    none = "" if nominations else "chưa có đề nghị nào"
    return [*filter(None, [_shut(dossier)[0], none, f"còn thiếu {missing.counted}" if missing else ""])]
