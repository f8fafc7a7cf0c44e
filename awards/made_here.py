"""Which components of a dossier the system makes itself: by their code, or by the name that an office gave them.

An office types "Biên bản họp" or "Tờ trình đề nghị khen thưởng" where the shipped procedures have codes; each names a
paper that is made here. A name with a word more than is known ("Biên bản kiểm phiếu", "Báo cáo thành tích có xác nhận
của cơ quan thuế") is another paper, a file that the unit attaches.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from core.text import fold

SUBMISSION = "to-trinh"
REPORT = "bao-cao"
MINUTES = "bien-ban"
LIST = "danh-sach-kem-to-trinh"
FROM_HERE = {
    SUBMISSION: "tờ trình của đơn vị trong hồ sơ",
    REPORT: "báo cáo thành tích soạn ở từng đề nghị",
    MINUTES: "biên bản họp ghi ở hồ sơ, kèm số phiếu",
    LIST: "danh sách kèm tờ trình của đơn vị",
}
_ABOUT = "de nghi xet tang khen thuong danh hieu thi dua hinh thuc cua don vi co quan va theo mau so cac truy"
_WHO = "ca nhan tap the ho gia dinh"
_KNOWN = {
    SUBMISSION: (r"to trinh|van ban de nghi", f"{_ABOUT} {_WHO}"),
    REPORT: (r"(ban |bao cao )(tom tat )?thanh tich", f"{_ABOUT} {_WHO} tom tat dat duoc"),
    MINUTES: (
        r"bien ban( (cuoc )?hop| hoi nghi| xet| binh xet)?",
        f"{_ABOUT} {_WHO} hop cuoc hoi nghi binh ket qua bo phieu dong cap co so",
    ),
    LIST: (r"danh sach( kem theo)?( to trinh)?", f"{_ABOUT} {_WHO} duoc"),
}
_PLAIN = {kind: (re.compile(rf"(?:{head})\b"), frozenset(words.split())) for kind, (head, words) in _KNOWN.items()}


@lru_cache(maxsize=2000)
def kind_of(code: str, name: str) -> str:
    """Return which of the papers made here a component is, "" for a file that has to be attached."""
    if code in FROM_HERE:
        return code
    words = " ".join(re.findall(r"\w+", fold(name)))
    for kind, (head, known) in _PLAIN.items():
        found = head.match(words)
        if found and all(word in known or word.isdigit() for word in words[found.end() :].split()):
            return kind
    return ""


def said_of(components: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each component that needs no file, for whoever has just written the procedure."""
    kinds = ((part["name"], kind_of(part["code"], part["name"])) for part in components)
    return [f"“{name}” lấy từ hệ thống ({FROM_HERE[kind]})" for name, kind in kinds if kind]
