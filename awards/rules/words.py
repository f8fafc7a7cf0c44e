"""A single test of the language as a sentence, for the page on which an office adds one."""

from collections.abc import Mapping

from .checking import MEASURES, SCOPES, VALUES, Choice
from .facts import LEVEL_NAMES
from .language import Node
from .service import POSTS

Names = Mapping[str, str]  # award code → name
_WORKS = {"sang_kien": "sáng kiến được công nhận", "khcn": "đề tài, công trình khoa học được nghiệm thu"}


def sentence(node: Node, names: Names, *, within: bool = False) -> str:
    """Return what a test asks, in words; `within` says that it looks at the years of a run."""
    place = "Trong thời gian đó " if within else ""
    kind = next((name for name in _SAID if name in node), "")
    said = _SAID[kind](node, names, within) if kind else str(node.get("judge", ""))
    return f"{place}{said[:1].lower()}{said[1:]}" if place and kind else said


def _two(number: int) -> str:
    return f"{number:02d}"


def _awards(node: Node, names: Names) -> str:
    codes = node["award"] if isinstance(node["award"], list) else [node["award"]]
    return " hoặc ".join(names.get(code, code) for code in codes)


def _rating(node: Node, names: Names, within: bool) -> str:
    level = LEVEL_NAMES[node["rating"]]
    upwards = "" if node["rating"] == "HTXS" else " trở lên"
    if within:
        return f"Từ {_two(node.get('count', 1))} năm trở lên {level}{upwards}"
    return f"Năm xét được xếp loại {level}{upwards}"


def _run(node: Node, names: Names, within: bool) -> str:
    run = node["run"]
    upwards = "" if run["rating"] == "HTXS" else " trở lên"
    said = f"Liên tục từ {_two(run['years'])} năm trở lên {LEVEL_NAMES[run['rating']]}{upwards}"
    if after := node.get("after"):
        said += f", sau khi được tặng {_awards(after, names)}"
    return said + _since(node, names)


def _since(node: Node, names: Names) -> str:
    fresh = node.get("fresh")
    return f", chỉ tính sau lần gần nhất được tặng {names.get(fresh, fresh)}" if fresh else ""


def _award(node: Node, names: Names, within: bool) -> str:
    times = node.get("times", 1)
    row = " liên tục" if node.get("consecutive") else ""
    row += f" (cách nhau không quá {_two(node['gap'])} năm)" if row and node.get("gap", 1) > 1 else ""
    said = f"Có {_two(times)} lần{row} được tặng {_awards(node, names)}"
    if years := node.get("within"):
        said += f" trong {_two(years)} năm gần nhất (kể cả năm xét)"
    if node.get("latest") is not None:
        last = node["latest"]
        said += ", lần cuối trong năm xét" if not last else f", lần cuối cách năm xét không quá {_two(last)} năm"
    return said + _since(node, names)


def _recognised(node: Node, names: Names, within: bool) -> str:
    said = f"Có ít nhất {_two(node.get('count', 1))} {_WORKS[node['recognised']]}"
    if scope := node.get("scope"):
        said += f" ở phạm vi {SCOPES[scope]}" + ("" if scope == "3_toan_quoc" else " trở lên")
    if years := node.get("years"):
        said += f" trong {_two(years)} năm gần nhất"
    elif not within:
        said += " trong thời gian xét"
    return said + (", chưa dùng làm căn cứ khen thưởng khác" if node.get("unused") else "")


def _members(node: Node, names: Names, within: bool) -> str:
    many = f"{node['share']}%" if "share" in node else _two(node["count"])
    return f"Có ít nhất {many} cá nhân trong tập thể đạt {names.get(node['members'], node['members'])} trong năm"


def _members_rated(node: Node, names: Names, within: bool) -> str:
    return f"Có ít nhất {node['share']}% cá nhân trong tập thể {LEVEL_NAMES[node['members_rated']]} trở lên"


def _measure(node: Node, names: Names, within: bool) -> str:
    if "no_member_measure" in node:
        return f"Trong thời gian xét không có cá nhân bị kỷ luật từ {MEASURES[node['no_member_measure']]} trở lên"
    return f"Trong thời gian xét không bị kỷ luật từ {MEASURES[node['no_measure']]} trở lên"


def _leads(node: Node, names: Names, within: bool) -> str:
    rule = VALUES["leads"]
    assert isinstance(rule, Choice)
    return f"Dẫn đầu cụm, khối thi đua do {rule.values[node['leads']]} trong năm xét"


def _under(node: Node) -> str:
    return f" đến dưới {_two(node['under'])} năm" if "under" in node else " trở lên"


def _held(node: Node, names: Names, within: bool) -> str:
    return f"Giữ chức vụ {POSTS[node['held']]} hoặc cao hơn từ {_two(node['years'])} năm{_under(node)}"


_SAID = {
    "run": _run,
    "award": _award,
    "recognised": _recognised,
    "members": _members,
    "members_rated": _members_rated,
    "no_member_measure": _measure,
    "no_measure": _measure,
    "leads": _leads,
    "founded": lambda node, names, within: f"Tập thể đã thành lập từ {_two(node['founded'])} năm trở lên",
    "worked": lambda node, names, within: f"Công tác từ {_two(node['worked'])} tháng trở lên trong thời gian xét",
    "served": lambda node, names, within: f"Công tác liên tục từ {_two(node['served'])} năm{_under(node)}",
    "held": _held,
    "standard": lambda node, names, within: f"Đạt tiêu chuẩn {names.get(node['standard'], node['standard'])}",
    "rating": _rating,
}
