"""The words of one plan as the beginning of another: what belongs to the old paper is left out."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..changing import Change, around
from ..content import PlanContent
from .kinds import UNIT
from .texts import Text, texts

_ISSUES = re.compile(r"\s+(?:ban hành|xây dựng|triển khai|tổ chức|lập|đề ra)\b")


def copied(source: PlanContent, year: int, subject: str = "", *, other_office: bool = False) -> PlanContent:
    """Return the words for a new draft of that year: without number, day, stamp and the rows' own marks.

    From another office's plan also without its letterhead, recipients and signer.
    """
    content = copy.deepcopy(source)
    content.year, content.number_text, content.issued_on, content.stamp = year, "", None, ""
    content.subject = subject or content.subject
    if other_office:
        content.header_issuer = content.header_superior = content.place = content.recipients = ""
        content.signer_authority = content.signer_title = content.signer_name = ""
    for section in content.sections:
        section.id = None
        for task in section.tasks:
            task.id = None
    return content


@dataclass(frozen=True)
class Office:
    """How an issuing office is called: in full, in short, and what its head is called."""

    name: str
    short: str
    head: str = ""
    other: str = ""  # one more name, as on its letterhead


def name_changes(
    content: PlanContent, old: Office, new: Office, *, above: bool = False, others: Collection[str] = ()
) -> Iterator[Change]:
    """Propose the new issuer's name wherever one of the old issuer's names stands.

    A longer name of another office that holds it ("Văn phòng UBND tỉnh") is left alone. The name of an office above
    stays where it gives orders or is reported to: it is proposed where the plan names its issuer, and marked once.
    """
    wanted = _wanted(old, new)
    if not wanted:
        return
    longer = [name for name in others if name not in wanted and any(one in name for one in wanted)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_either_case, _longest([*wanted, *longer])))})(?!\w)")
    named = {name.casefold(): name for name in wanted}
    left_alone: list[tuple[Text, re.Match[str]]] = []
    for text in texts(content):
        for match in pattern.finditer(text.text):
            if (name := named.get(match.group().casefold())) is None:
                continue
            if above and not _is_issuer(text, match):
                left_alone.append((text, match))
                continue
            after = wanted[name].upper() if match.group().isupper() else wanted[name]
            yield Change(UNIT, text.field, match.group(), after, *around(text.text, *match.span()), text.label)
    if left_alone:
        text, match = left_alone[0]
        note = f"Tên cơ quan cấp trên giữ nguyên ở {len(left_alone)} chỗ; sửa những chỗ mà {new.short} tự làm."
        left, right = around(text.text, *match.span())
        yield Change(UNIT, text.field, match.group(), "", left, right, text.label, note, mark=True)


def _wanted(old: Office, new: Office) -> dict[str, str]:
    """Each name of the old office with what is said instead; its head's title goes with the name."""
    names = {old.other: new.short, old.short: new.short, old.name: new.name}
    if old.head and new.head:
        names |= {_headed(old.head, name): _headed(new.head, told) for name, told in names.items() if name}
    return {name: told for name, told in names.items() if len(name) > 3 and name != told}


def _headed(head: str, name: str) -> str:
    """The head of an office: "Giám đốc Sở Y tế"; a word that both have is said once ("Chánh Văn phòng UBND tỉnh")."""
    words = name.split(" ")
    beginnings = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    shared = next((one for one in beginnings if head.casefold().endswith(one.casefold())), "")
    return f"{head[:len(head) - len(shared)].strip().capitalize()} {name}"


def _is_issuer(text: Text, match: re.Match[str]) -> bool:
    """Whether the plan names its own issuer here."""
    if text.field == "subject":
        return True
    if text.field == "opening":
        return _ISSUES.match(text.text, match.end()) is not None
    return text.field == "closing" and text.text[:match.start()].rstrip().endswith(" của")


def _longest(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _either_case(name: str) -> str:
    """As it is written or all in capitals; "văn phòng" in small letters is any office."""
    return f"{re.escape(name)}|{re.escape(name.upper())}"
