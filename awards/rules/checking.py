"""What a condition may hold: read before a rule is saved, and to build the form in which an office edits it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .facts import LEVEL_NAMES, LEVELS
from .language import BRANCHES, TESTS, Node, children_of
from .service import POSTS


@dataclass(frozen=True)
class Number:
    """A whole number between two bounds, with its Vietnamese name."""

    name: str
    least: int
    most: int

    def fault(self, value: Any) -> str:
        """What is wrong with a value; nothing when it is right."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            return f"{self.name} phải là số nguyên từ {self.least} đến {self.most}"
        return ""


@dataclass(frozen=True)
class Choice:
    """One of some values, each with its Vietnamese name."""

    name: str
    values: Mapping[str, str]

    def fault(self, value: Any) -> str:
        """What is wrong with a value; nothing when it is right."""
        return "" if value in self.values else f"{self.name} “{value}” không có trong danh mục"


SCOPES = {"1_co_so": "cơ sở", "2_tinh": "cấp tỉnh", "3_toan_quoc": "toàn quốc"}
MEASURES = {
    "1_khien_trach": "khiển trách",
    "2_canh_cao": "cảnh cáo",
    "3_ha_bac": "hạ bậc lương, giáng chức",
    "4_cach_chuc": "cách chức",
    "5_thoi_viec": "buộc thôi việc",
}
_LEVEL = {level: LEVEL_NAMES[level] for level in LEVELS}
VALUES: dict[str, Number | Choice] = {
    "least": Number("Số điều kiện ít nhất", 1, 20),
    "years": Number("Số năm", 1, 40),
    "count": Number("Số lượng", 1, 100),
    "times": Number("Số lần", 1, 20),
    "gap": Number("Khoảng cách giữa hai lần (năm)", 1, 10),
    "within": Number("Chỉ tính trong số năm gần nhất (kể cả năm xét)", 1, 40),
    "latest": Number("Lần cuối cách năm xét không quá (năm; 0: phải trong năm xét)", 0, 10),
    "share": Number("Tỷ lệ phần trăm", 1, 100),
    "founded": Number("Số năm thành lập", 1, 200),
    "worked": Number("Số tháng công tác", 1, 12),
    "served": Number("Số năm công tác liên tục", 1, 60),
    "under": Number("Dưới số năm (đủ thì xét hạng cao hơn)", 2, 60),
    "rating": Choice("Mức xếp loại", _LEVEL),
    "members_rated": Choice("Mức xếp loại", _LEVEL),
    "scope": Choice("Phạm vi", SCOPES),
    "recognised": Choice("Loại công nhận", {"sang_kien": "sáng kiến", "khcn": "đề tài, công trình khoa học"}),
    "held": Choice("Chức vụ", POSTS),
    "no_member_measure": Choice("Mức kỷ luật", MEASURES),
    "no_measure": Choice("Mức kỷ luật", MEASURES),
    "leads": Choice("Cụm, khối do", {"tinh": "tỉnh tổ chức", "trung_uong": "Hội đồng Trung ương tổ chức"}),
}
_WORDS = {"label", "article", "unverified", "doubt"}
_MAY = {
    "all": set(),
    "any": set(),
    "some": {"least"},
    "standard": set(),
    "run": {"after", "in", "fresh"},
    "award": {"times", "consecutive", "gap", "within", "latest", "fresh"},
    "recognised": {"scope", "count", "years", "unused"},
    "members": {"share", "count"},
    "members_rated": {"share"},
    "rating": {"count", "years", "or_award"},
    "served": {"under"},
    "held": {"years", "under"},
}  # fmt: skip
KINDS = ("run", *BRANCHES, "standard", "judge", *TESTS)
_NAMED = ("standard", "fresh", "members")
_NEEDS = {"some": ("least",), "members_rated": ("share",), "held": ("years",)}


def faults(node: Any, codes: frozenset[str], standards: frozenset[str], place: str = "Điều kiện") -> Iterator[str]:
    """Yield a Vietnamese sentence for everything that could never be evaluated. `codes` are the awards of the
    catalogue, `standards` those whose whole condition may be named."""
    if not isinstance(node, Mapping):
        yield f"{place}: phải là một điều kiện có tên và điều luật."
        return
    kind = next((name for name in KINDS if name in node), None)
    if kind is None:
        yield f"{place}: không nhận ra loại điều kiện ({', '.join(sorted(map(str, node))) or 'để trống'})."
        return
    if unknown := set(node) - {kind} - _WORDS - _MAY.get(kind, set()):
        yield f"{place}: không hiểu mục {', '.join(sorted(unknown))}."
    for part in _NEEDS.get(kind, ()):
        if part not in node:
            yield f"{place}: còn thiếu {VALUES[part].name.lower()}."
    yield from _words(node, place)
    yield from _values(node, kind, codes, standards, place)
    if kind in BRANCHES and (not isinstance(node[kind], list) or not node[kind]):
        yield f"{place}: phải có ít nhất một điều kiện con."
        return
    for name, child in children_of(node):
        yield from faults(child, codes, standards, f"{place} {name}" if not _label(child) else f"“{_label(child)}”")


def _label(node: Any) -> str:
    return str(node.get("label", "")) if isinstance(node, Mapping) else ""


def _words(node: Node, place: str) -> Iterator[str]:
    if not str(node.get("label", "")).strip():
        yield f"{place}: chưa ghi nội dung."
    if not str(node.get("article", "")).strip():
        yield f"{place}: chưa ghi điều luật."


def _values(node: Node, kind: str, codes: frozenset[str], standards: frozenset[str], place: str) -> Iterator[str]:
    for name, rule in VALUES.items():
        if name in node and (fault := rule.fault(node[name])):
            yield f"{place}: {fault}."
    for name in ("award", *_NAMED, "or_award"):
        for code in _listed(node.get(name)):
            if code not in (standards if name == "standard" else codes):
                yield f"{place}: không có danh hiệu, hình thức “{code}” trong danh mục."
    if kind == "run" and not {"rating", "years"} <= set(node["run"]):
        yield f"{place}: còn thiếu mức xếp loại hoặc số năm."
    if kind == "members" and not {"share", "count"} & set(node):
        yield f"{place}: còn thiếu tỷ lệ phần trăm hoặc số lượng."
    if node.get("consecutive") and "within" in node:
        yield f"{place}: các lần đã phải liên tục thì không ghi thêm số năm gần nhất; hãy bỏ một trong hai."
    if "gap" in node and not node.get("consecutive"):
        yield (
            f"{place}: khoảng cách giữa hai lần chỉ dùng khi các lần phải liên tục; hãy bỏ mục này, hoặc ghi số năm "
            "gần nhất được tính."
        )
    if kind == "judge" and not str(node["judge"]).strip():
        yield f"{place}: chưa có mã của câu hỏi."


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def measurable(node: Node) -> bool:
    """Whether data answers at least one test of a condition."""
    below = [child for _, child in children_of(node)]
    return any(map(measurable, below)) if below else "judge" not in node
