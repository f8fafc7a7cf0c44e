"""What awards keeps about a person and that two records cannot both have (see `units.merging`)."""

from collections.abc import Mapping

from django.db.models import ProtectedError

from core.exceptions import Refused
from core.text import fold
from units.merging import Question
from units.models import Person

from .models import Award, Nomination, YearlyRating


class AwardsPart:
    """Ratings, initiatives, lines of the register and nominations."""

    def questions(self, first: Person, second: Person) -> list[Question]:
        """Ask for each year in which the two records were rated differently."""
        ours = {rating.year: rating for rating in first.ratings.all()}
        return [
            Question(
                f"rating-{theirs.year}",
                f"Xếp loại năm {theirs.year}",
                ours[theirs.year].get_level_display(),
                theirs.get_level_display(),
            )
            for theirs in second.ratings.order_by("year")
            if theirs.year in ours and theirs.level != ours[theirs.year].level
        ]

    def settle(self, keep: Person, drop: Person, answers: Mapping[str, str]) -> None:
        """Keep one rating a year, and of what was entered twice one. Raises Refused."""
        ours = {rating.year: rating for rating in keep.ratings.all()}
        for theirs in drop.ratings.all():
            if mine := ours.get(theirs.year):
                loser: YearlyRating = mine if answers.get(f"rating-{theirs.year}") == "drop" else theirs
                loser.delete()
        known = {(fold(row.title), row.recognised_on): row for row in keep.initiatives.all()}
        for row in drop.initiatives.all():
            if mine_too := known.get((fold(row.title), row.recognised_on)):
                row.uses.exclude(nomination__in=mine_too.uses.values("nomination")).update(initiative=mine_too)
                row.delete()
        self._settle_register(keep, drop)
        self._refuse_two_nominations(keep, drop)

    def _settle_register(self, keep: Person, drop: Person) -> None:
        """The same award typed in for both records stands once; one that the system decided is never removed."""
        lines = {_line(award): award for award in Award.objects.filter(person=keep)}
        for theirs in Award.objects.filter(person=drop):
            mine = lines.get(_line(theirs))
            if mine is None:
                continue
            if theirs.decision_id and mine.decision_id:
                raise Refused(
                    f"Cả hai hồ sơ cùng được khen ở quyết định {theirs.decision_code}: có lẽ là hai người khác nhau."
                )
            try:
                (mine if theirs.decision_id else theirs).delete()
            except ProtectedError:
                raise Refused(
                    f"Kết quả {theirs.award_type} năm {theirs.year} có ở cả hai hồ sơ và một bên đã ghi hủy bỏ. "
                    "Hãy gộp theo chiều kia, hoặc giữ hai hồ sơ."
                ) from None

    def _refuse_two_nominations(self, keep: Person, drop: Person) -> None:
        ours = set(Nomination.objects.filter(person=keep).values_list("round", "award_type"))
        for nomination in Nomination.objects.filter(person=drop).select_related("award_type", "round"):
            if (nomination.round_id, nomination.award_type_id) in ours:
                raise Refused(
                    f"Cả hai hồ sơ đang được đề nghị {nomination.award_type.name} trong đợt "
                    f"“{nomination.round.title}”. Hãy bỏ hoặc trả lại một đề nghị rồi gộp."
                )

    def summary(self, person: Person) -> list[tuple[str, int]]:
        """Count what would move."""
        return [
            ("Kết quả trong sổ khen thưởng", person.awards.count()),
            ("Đề nghị khen thưởng", person.nominations.count()),
            ("Xếp loại năm", person.ratings.count()),
            ("Sáng kiến, đề tài", person.initiatives.count()),
            ("Kỷ luật", person.disciplines.count()),
        ]


def _line(award: Award) -> tuple[int, int, str]:
    return award.award_type_id, award.year, award.decision_code
