"""Lists of nominees as they stand in decisions and submissions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.official import GroupRow, Paragraph, Row, Table

from ..models import AwardType, Nomination, Target
from .places import notes_of

HEAD = ("STT", "Họ và tên, tên tập thể", "Chức vụ, đơn vị")
# Per cent of the page by column: with numbers of the golden book, with amounts of money.
_WIDTHS = {
    (False, False): (8, 42, 50),
    (False, True): (8, 36, 38, 18),
    (True, False): (8, 37, 42, 13),
    (True, True): (8, 31, 32, 13, 16),
}


@dataclass(frozen=True)
class Group:
    """The nominees of one award: collectives stand before people."""

    award_type: AwardType
    nominations: Sequence[Nomination]

    @property
    def counted(self) -> str:
        """ "02 tập thể và 05 cá nhân"."""
        return _numbers(Counter(nomination.target for nomination in self.nominations))


NOUNS = {Target.COLLECTIVE: "tập thể", Target.HOUSEHOLD: "hộ gia đình", Target.INDIVIDUAL: "cá nhân"}


def _numbers(counts: Mapping[str, int]) -> str:
    """ "02 tập thể, 01 hộ gia đình và 05 cá nhân"."""
    parts = [f"{counts[kind]:02d} {noun}" for kind, noun in NOUNS.items() if counts.get(kind)]
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _distinct(nominations: Sequence[Nomination]) -> Mapping[str, int]:
    """How many of each kind there are; who stands for two awards is one."""
    return Counter(kind for kind, *_ in {_who(nomination) for nomination in nominations})


def _who(nomination: Nomination) -> tuple[str, int | None, int | None, str, str]:
    household = (nomination.household_name, nomination.household_address)
    return (nomination.target, nomination.person_id, nomination.unit_id, *household)


def counted(nominations: Sequence[Nomination]) -> str:
    """Return how many are awarded: "24 lượt (01 tập thể và 17 cá nhân)" when somebody is awarded twice."""
    counts = _distinct(nominations)
    who = _numbers(counts)
    return who if sum(counts.values()) == len(nominations) else f"{len(nominations):02d} lượt ({who})"


def closing(nominations: Sequence[Nomination]) -> Paragraph:
    """Return the last words of a list, which carry its closing mark: "Danh sách gồm 02 tập thể và 05 cá nhân."."""
    return Paragraph(f"Danh sách gồm {counted(nominations) or '00 đề nghị'}.")


def called(nominations: Sequence[Nomination]) -> str:
    """Return what a sentence calls them all: "các tập thể, cá nhân", "các cá nhân", "tập thể"."""
    counts = _distinct(nominations)
    nouns = ", ".join(noun for kind, noun in NOUNS.items() if counts.get(kind))
    return f"các {nouns}" if sum(counts.values()) > 1 else nouns


def in_order(nominations: Sequence[Nomination]) -> list[Nomination]:
    """Return the nominees in the order of the list: by award, collectives first, people by given name."""
    return sorted(nominations, key=_place)


def _place(item: Nomination) -> tuple[object, ...]:
    award = item.award_type
    return (award.order, award.code, item.target, item.rank, item.sort_key, item.pk)


def groups(nominations: Sequence[Nomination]) -> list[Group]:
    """Return the nominees by award, in the order of the list."""
    ordered = in_order(nominations)
    return [Group(found[0].award_type, found) for _, rows in groupby(ordered, key=lambda item: item.award_type_id)
            for found in [list(rows)]]  # fmt: skip


def table(
    nominations: Sequence[Nomination],
    amounts: Mapping[int, int] | None = None,
    golden: Mapping[int, str] | None = None,
    achievements: Mapping[int, str] | None = None,
) -> Table:
    """Return the table of a list; the running number over all groups is the number in the golden book, unless
    `golden` says another (of a book that is numbered through the year), by nomination id.

    `amounts` are bonuses in đồng by nomination id: with them the table has a column and a total. `achievements`, by
    nomination id, stand below the post of those whose achievement is not that of all.
    """
    found = groups(nominations)
    notes = notes_of(nominations, nominations[0].round.unit) if nominations else {}
    rows: list[Row | GroupRow] = []
    number = 0
    for group in found:
        rows.append(GroupRow(f"{_heading(group)} ({group.counted})"))
        for nomination in group.nominations:
            number += 1
            own = (achievements or {}).get(nomination.pk, "")
            about = "\n".join(part for part in (notes[nomination.pk], own and f"Thành tích: {own}") if part)
            cells = [str(number), addressed(nomination), about]
            if golden is not None:
                cells.append(golden.get(nomination.pk, ""))
            rows.append(Row([*cells, _grouped(amounts[nomination.pk])] if amounts is not None else cells))
    head, aligns = list(HEAD), ["centre", "left", "left"]
    if golden is not None:
        head.append("Số sổ vàng")
        aligns.append("centre")
    if amounts is not None:
        total = _grouped(sum(amounts[nomination.pk] for nomination in nominations))
        rows.append(Row(["", "Tổng cộng", "", *([""] if golden is not None else []), total], bold=True))
        head.append("Tiền thưởng (đồng)")
        aligns.append("right")
    widths = _WIDTHS[golden is not None, amounts is not None]
    return Table(head=head, rows=rows, widths=widths, aligns=aligns)


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def addressed(nomination: Nomination) -> str:
    """The name as papers write it: "Bà Lò Thị Thu"."""
    if nomination.person:
        return f"{nomination.person.honorific} {nomination.person.full_name}".strip()
    return nomination.nominee_name


def _heading(group: Group) -> str:
    award = group.award_type
    return f"Danh hiệu “{award.written}”" if award.is_called_title else award.written
