"""Whether everything that is new can be found."""

from collections.abc import Iterator

from core.health import Check, State

from .entries import unwritten
from .kinds import kinds


def checks() -> Iterator[Check]:
    """Yield whether the newest things of each kind have their entries."""
    lacking = {kind.label: number for kind in kinds() if (number := unwritten(kind))}
    if not lacking:
        yield Check("Tìm kiếm", State.GOOD, "Mọi mục mới của từng phần đều tìm thấy được.")
        return
    said = ", ".join(f"{label.lower()}: {number}" for label, number in lacking.items())
    yield Check(
        "Tìm kiếm",
        State.ATTENTION,
        f"Trong 100 mục mới nhất của mỗi phần có mục chưa tìm thấy được ({said}).",
        advice="Chạy lệnh manage.py rebuild_search trên máy chủ.",
    )
