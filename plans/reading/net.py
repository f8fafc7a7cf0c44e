"""The net under the reader: which words of the source stand nowhere in the plan."""

from __future__ import annotations

from collections import Counter

from plans.reading.characters import fold, words
from plans.reading.lines import Line
from plans.reading.shapes import ReadPlan

# What the layout writes on every plan, so that the source's own need not be kept.
_FURNITURE = {
    "cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam", "doc", "lap", "tu", "do", "hanh", "phuc",
    "ke", "hoach", "noi", "nhan", "so", "ngay", "thang", "phu", "luc",
}  # fmt: skip


def words_of(plan: ReadPlan) -> list[str]:
    """Return every word that the plan holds."""
    header, signer = plan.header, plan.signer
    texts = [plan.subject, header.superior, header.issuer, header.number, header.place, *header.rest, plan.stamp,
             signer.authority, signer.title, signer.name, *plan.recipients]  # fmt: skip
    texts += [block.text for block in [*plan.opening, *plan.closing]]
    for section in plan.walk():
        texts += [section.number, section.heading, *(column.label for column in section.columns)]
        texts += [block.text for block in [*section.blocks, *section.after]]
        for task in section.tasks:
            texts += [str(task.no or ""), task.group, task.content, task.agencies, task.cooperating, task.time,
                      *task.extra.values()]  # fmt: skip
    texts.append(str(plan.year or ""))
    if header.issued_on:
        texts.append(f"{header.issued_on:%d %m %Y}")
    return words(" ".join(texts))


def missing_words(plan: ReadPlan, lines: list[Line]) -> list[str]:
    """Return the words of the lines that the plan does not hold; repeated heads of tables do not count."""
    heads = {fold(column.label) for section in plan.walk() for column in section.columns}
    heads |= {fold(" ".join(column.label for column in section.columns)) for section in plan.walk()}
    have = Counter(fold(word) for word in words_of(plan))
    want = Counter[str]()
    for line in lines:
        cells = line.cells or (line.text,)
        if all(fold(cell) in heads for cell in cells if cell):
            continue
        want.update(fold(word) for word in words(line.text))
    lost = want - have
    return [word for word in lost.elements() if word not in _FURNITURE and not (word.isdigit() and len(word) < 3)]
