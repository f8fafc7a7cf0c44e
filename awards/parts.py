"""The components of a dossier that the procedure asks for: which are there, which are missing, where to mend it.

What the system makes ticks itself (the submission, the report, the minutes of the unit's meeting); everything else is
a file attached to the nomination under the component's name. An award without a procedure asks for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from .content import SHORT_WAY, unwritten
from .models import Attachment, Nomination, UnitMinutes
from .namesakes import names_of
from .rulebook import Rulebook
from .voting import at_least
from .way import procedure_of

SUBMISSION = "to-trinh"
REPORT = "bao-cao"
MINUTES = "bien-ban"
MADE_HERE = (SUBMISSION, REPORT, MINUTES)


@dataclass(frozen=True)
class Part:
    """One component of one nomination. `url` leads to where it is made or attached."""

    code: str
    name: str
    article: str
    required: bool
    done: bool
    url: str

    @property
    def uploaded(self) -> bool:
        """Whether it is a file that the unit attaches."""
        return self.code not in MADE_HERE

    @property
    def lacking(self) -> bool:
        return self.required and not self.done

    @property
    def label(self) -> str:
        return "Đã có" if self.done else "Còn thiếu" if self.required else "Không bắt buộc"

    @property
    def chip(self) -> str:
        return "done" if self.done else "late" if self.required else "neutral"


def parts_of(nominations: Iterable[Nomination], book: Rulebook | None = None) -> Mapping[int, list[Part]]:
    """Return the components by nomination id, in a number of queries that does not grow with them.

    Nominations need their round, award and dossier. What goes the short way needs no minutes (Luật 06/2022/QH15,
    Điều 85).
    """
    rows, book = list(nominations), book or Rulebook()
    known = UnitMinutes.objects.filter(dossier__in={row.dossier_id for row in rows})
    minutes = set(known.values_list("dossier_id", flat=True))
    attached = set(
        Attachment.objects.filter(nomination__in=rows).exclude(component="").values_list("nomination_id", "component")
    )
    return {row.pk: _parts(row, book, row.dossier_id in minutes, attached) for row in rows}


def _parts(nomination: Nomination, book: Rulebook, has_minutes: bool, attached: set[tuple[int, str]]) -> list[Part]:
    procedure = procedure_of(nomination, book)
    found = []
    for component in procedure.components if procedure else ():
        code = component["code"]
        if code == MINUTES and nomination.round.category in SHORT_WAY:
            continue
        done = (nomination.pk, code) in attached or _made(code, nomination, has_minutes)
        found.append(
            Part(
                code,
                component["name"],
                component.get("article", ""),
                component.get("required", True),
                done,
                _url(code, nomination),
            )
        )
    return found


def _made(code: str, nomination: Nomination, has_minutes: bool) -> bool:
    if code == SUBMISSION:
        return True
    if code == REPORT:
        return not unwritten(nomination)
    return code == MINUTES and has_minutes and nomination.votes_for is not None


def _url(code: str, nomination: Nomination) -> str:
    if code == SUBMISSION:
        return reverse("awards:submission_pdf", args=[nomination.dossier_id])
    if code == MINUTES:
        return reverse("awards:unit_minutes", args=[nomination.dossier_id])
    anchor = "bao-cao" if code == REPORT else "minh-chung"
    return f"{reverse('awards:nomination_edit', args=[nomination.pk])}#{anchor}"


def not_more_than_half(nominations: Sequence[Nomination], minutes: UnitMinutes | None) -> list[str]:
    """Return, in words, whose votes at the unit's meeting are not more than half of those who were there, and what the
    procedure asks where it names a share. It is pointed out and blocks nothing: the unit's own rules decide."""
    if minutes is None or not minutes.present:
        return []
    few = [row for row in nominations if row.votes_for is not None and 2 * row.votes_for <= minutes.present]
    book, said, names = Rulebook() if few else None, [], names_of(nominations)
    for row in few:
        procedure = procedure_of(row, book)
        asks = "quy trình xét không nêu tỷ lệ"
        if procedure and procedure.threshold:
            asks = f"ở Hội đồng quy trình xét yêu cầu {at_least(procedure.threshold)} ({procedure.article})"
        said.append(f"{names[row.pk]}: {row.votes_for}/{minutes.present} phiếu đồng ý, không quá nửa; {asks}.")
    return said


def lacking(nominations: Sequence[Nomination]) -> list[tuple[Nomination, Part]]:
    """Return the required components that are missing, without the reports: those are said field by field."""
    parts = parts_of(nominations)
    return [(row, part) for row in nominations for part in parts[row.pk] if part.lacking and part.code != REPORT]


def counted(missing: Sequence[tuple[Nomination, Part]]) -> str:
    """Return in words how much is missing: the minutes of the one meeting are one paper, however many nominees wait for
    it; every other component is one of its nomination."""
    minutes = next((part for _, part in missing if part.code == MINUTES), None)
    others = sum(part.code != MINUTES for _, part in missing)
    said = [f"{minutes.name[:1].lower()}{minutes.name[1:]}"] if minutes else []
    return " và ".join([*said, *([f"{others} thành phần hồ sơ"] if others else [])])


def listed(missing: Sequence[tuple[Nomination, Part]], names: Mapping[int, str]) -> list[tuple[str, Part]]:
    """Return what is missing for a list, with whose it is; minutes that are missing for all stand there once, as
    nobody's."""
    minutes = [part for _, part in missing if part.code == MINUTES]
    whole = len(minutes) == len(names)
    found = [("", minutes[0])] if minutes and whole else []
    return found + [(names[row.pk], part) for row, part in missing if not (whole and part.code == MINUTES)]


def sentence(missing: Sequence[tuple[Nomination, Part]], names: Mapping[int, str]) -> str:
    """Return what is missing in words: each component once, with whom it concerns; `names` are those of the whole
    dossier, in which two of one name are told apart. The minutes of the one meeting, missing for all, stand alone."""
    by_name: dict[str, list[str]] = {}
    for nomination, part in missing:
        by_name.setdefault(f"{part.name} ({part.article})", []).append(names[nomination.pk])
    shared = {f"{part.name} ({part.article})" for _, part in missing if part.code == MINUTES}
    return "; ".join(
        name if name in shared and len(who) == len(names) else f"{name}: {_whom(who)}" for name, who in by_name.items()
    )


def _whom(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" và {len(names) - 3} đề nghị khác" if len(names) > 3 else "")
