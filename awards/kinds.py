"""Which awards a kind of commendation (loại hình) may give, where the law binds the two exactly.

Orders and medals of one kind only, and the medals for years in the forces: Luật 06/2022/QH15, Điều 8 khoản 5, Điều
48-58. Titles, certificates and honours are not bound like that: what is usual for them is the office's to judge.
"""

from collections.abc import Iterable, Sequence

from .models import AwardType
from .models.catalogue import Category

BOUND = ("Huân chương", "Huy chương")
SERVICE_ONLY = (
    "Đợt xét loại hình Niên hạn chỉ gồm huy chương tặng người thuộc Quân đội nhân dân, Công an nhân dân theo số năm "
    "công tác (Luật 06/2022/QH15, Điều 8 khoản 5, Điều 54-57)"
)


def misfits(category: str, award_types: Iterable[AwardType]) -> list[str]:
    """Return, a sentence each, why awards do not belong to a round of this kind; nothing when all do."""
    chosen = list(award_types)
    if category == Category.SERVICE:
        return _of_service([award for award in chosen if category not in award.categories])
    return [
        f"{award.name} chỉ xét theo loại hình {Category(award.categories[0]).label} ({award.article}). Hãy bỏ chọn, "
        "hoặc lập đợt xét khác cho loại hình đó."
        for award in chosen
        if award.group in BOUND and len(award.categories) == 1 and category not in award.categories
    ]


def _of_service(others: Sequence[AwardType]) -> list[str]:
    names = ", ".join(award.name for award in others)
    return [f"{SERVICE_ONLY}. Hãy bỏ chọn: {names}; hoặc chọn loại hình khác."] if others else []
