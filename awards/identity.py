"""Whether a corrected line of the register still is of whom it was: a correction mends a slip and moves no award."""

from collections.abc import Iterable

from core.exceptions import Refused
from core.text import fold
from units.models import Person, Unit

from .likeness import Likeness, likeness, same_name
from .models import Amendment, Award, Target

INSTEAD = (
    "Nếu đã khen nhầm, hãy lập quyết định hủy bỏ kết quả của {old}, rồi đề nghị và ra quyết định mới cho đúng "
    "{noun} được khen."
)
TICK = "Vẫn là {noun} này, chỉ sửa chỗ ghi sai"


def noun_of(award: Award) -> str:
    """What a sentence calls the awarded: người, hộ, tập thể."""
    return {Target.INDIVIDUAL: "người", Target.HOUSEHOLD: "hộ"}.get(Target(award.target), "tập thể")


def doubtful(award: Award, new: str) -> bool:
    """Whether a person has to say that the new name is still of the same."""
    return not _own(award, new) and likeness(award.nominee_name, new) is not Likeness.SAME


def refuse_others(amendments: Iterable[Amendment], office: Unit) -> None:
    """Raises Refused when a corrected name is another person's or unit's of the office, or so unlike the old one that
    it must be, or doubtful and nobody said that it is still the same."""
    for row in amendments:
        new = row.after.get("nominee_name", "")
        if new and doubtful(row.award, new):
            _refuse(row, new, office)


def _refuse(row: Amendment, new: str, office: Unit) -> None:
    award, noun = row.award, noun_of(row.award)
    instead = INSTEAD.format(old=award.nominee_name, noun=noun)
    if other := _of_somebody_else(award, new, office):
        raise Refused(
            f"“{new}” là tên của {noun} khác trong danh sách ({other}). Đính chính chỉ sửa chỗ ghi sai, không chuyển "
            f"kết quả khen sang {noun} khác. {instead}"
        )
    if likeness(award.nominee_name, new) is Likeness.OTHER:
        raise Refused(
            f"“{new}” khác hẳn “{award.nominee_name}” nên không phải chỗ ghi sai. {instead} Nếu danh sách ghi sai tên "
            f"của chính {noun} này, hãy sửa tên trong danh sách trước rồi đính chính theo đó."
        )
    if row.same_as != new:
        raise Refused(
            f"“{new}” khác “{award.nominee_name}” và khác tên trong danh sách. Nếu {_tick(noun)}, hãy đánh dấu ô "
            f"“{TICK.format(noun=noun)}” dưới tên rồi lưu; việc đánh dấu được ghi vào nhật ký. {instead}"
        )


def _tick(noun: str) -> str:
    return f"vẫn là {noun} này"


def _own(award: Award, new: str) -> bool:
    """Whether the register of people and units knows the awarded by the new name."""
    if award.person:
        return same_name(new, award.person.full_name)
    if award.target != Target.COLLECTIVE:
        return False
    return any(same_name(new, name) for name in (award.unit.name, award.unit.short_name))


def _of_somebody_else(award: Award, new: str, office: Unit) -> str:
    """Where the other one of exactly this name is found among the office's people or units; "" when there is none."""
    if award.person_id:
        people = Person.objects.filter(
            folded_name=fold(" ".join(new.split()))[:160], unit__path__startswith=office.path
        )
        found = [one for one in people.exclude(pk=award.person_id).select_related("unit")
                 if same_name(one.full_name, new)]  # fmt: skip
        return f"{found[0].full_name}, {found[0].unit.name}" if found else ""
    if award.target != Target.COLLECTIVE:
        return ""
    units = Unit.objects.subtree(office).exclude(pk=award.unit_id)
    return next((unit.name for unit in units if same_name(unit.name, new) or same_name(unit.short_name, new)), "")
