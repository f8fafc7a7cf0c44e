"""What the public may read of a document's subject: the law hides persons, so a name is cut to its initials."""

from core.text import nfc
from units.models import Person, User

from ..models import Document
from ..permissions import CONFIDENTIAL_KINDS

_TITLES = {"ông", "bà", "chí", "anh", "chị", "em", "cháu", "cô", "chú", "bác", "cố"}  # "đồng chí" ends with "chí"
_MARKS = ".,;:!?()[]\"'“”‘’…"
_LONGEST, _SHORTEST = 7, 2


def public_subject(document: Document) -> str:
    """Return the subject without names of persons; "" for minutes and submissions, which name who was not awarded."""
    return "" if document.kind in CONFIDENTIAL_KINDS else without_names(document.subject)


def without_names(text: str) -> str:
    """Return the text with each person's name cut to initials: "ông Nguyễn Văn Ổn" becomes "ông N.V.Ổ.".

    A name is what follows a form of address, or what stands among the people and accounts of this house.
    """
    words = nfc(text).split(" ")
    runs = _runs(words)
    titled = [run for run in runs if run[0] and words[run[0] - 1].lower() in _TITLES]
    parts = {
        (start, end)
        for first, last in runs
        for start in range(first, last)
        for end in range(start + _SHORTEST, min(last, start + _LONGEST) + 1)
    }
    known = _known({_bare(words[start:end]) for start, end in parts})
    found = sorted((end - start, start, end) for start, end in parts if _bare(words[start:end]) in known)
    for first, last in [*titled, *((start, end) for _, start, end in reversed(found))]:
        _cut(words, first, last)
    return " ".join(word for word in words if word)


def _runs(words: list[str]) -> list[tuple[int, int]]:
    """Where at least two words with a capital follow each other, with no mark between them."""
    runs, first = [], 0
    for place in range(len(words) + 1):
        capital = place < len(words) and words[place].lstrip(_MARKS)[:1].isupper()
        marked = place < len(words) and words[place][:1] in _MARKS
        broken = place > first and (marked or words[place - 1][-1:] in _MARKS)
        if not capital or broken:
            if place - first >= _SHORTEST:
                runs.append((first, place))
            first = place if capital else place + 1
    return runs


def _bare(words: list[str]) -> str:
    return " ".join(words).strip(_MARKS)


def _known(names: set[str]) -> set[str]:
    if not names:
        return set()
    people = Person.objects.filter(full_name__in=names).values_list("full_name", flat=True)
    return {*people, *User.objects.filter(full_name__in=names).values_list("full_name", flat=True)}


def _cut(words: list[str], first: int, last: int) -> None:
    whole = " ".join(words[first:last])
    bare = _bare(words[first:last])
    if not bare:
        return
    initials = "".join(f"{part[0]}." for part in bare.replace("-", " ").split())
    words[first] = whole.replace(bare, initials, 1)
    words[first + 1 : last] = [""] * (last - first - 1)
