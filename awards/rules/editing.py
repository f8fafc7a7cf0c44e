"""A condition taken apart for a form, and put together again from it."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .checking import VALUES
from .language import BRANCHES, Node, children_of

Path = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A node with its place; `values` are the numbers and choices that may be changed."""

    path: Path
    node: Node

    @property
    def key(self) -> str:
        """The name of the place in a form: "root", "all.0-in.1"."""
        return "-".join(self.path) or "root"

    @property
    def depth(self) -> int:
        return min(len(self.path), 5)

    @property
    def values(self) -> list[str]:
        return [name for name in VALUES if name in self.node]

    @property
    def is_branch(self) -> bool:
        return any(how in self.node for how in BRANCHES)

    @property
    def is_run(self) -> bool:
        """Whether it is a row of years, which may hold tests of what happened in them."""
        return "run" in self.node

    @property
    def takes_more(self) -> bool:
        """Whether a test may be added to it: to a branch, to a row of years, and beside a whole that is one test."""
        return self.is_branch or self.is_run or not self.path

    @property
    def removable(self) -> bool:
        """Whether it is one of several in a branch."""
        return bool(self.path) and "." in self.path[-1]


def parts_of(node: Node, path: Path = ()) -> Iterator[Part]:
    """Yield all nodes from the top, in the order of reading."""
    yield Part(path, node)
    for place, child in children_of(node):
        yield from parts_of(child, (*path, place))


def put_together(
    condition: Node,
    values: Mapping[tuple[str, str], Any],
    removed: frozenset[str] = frozenset(),
    added: Mapping[str, Node] | None = None,
) -> dict[str, Any]:
    """Return the condition with other values ((part key, name) → value), without the removed parts, and with one more
    test at the end of the branches in `added`."""
    made = copy.deepcopy(dict(condition))
    parts = list(parts_of(made))
    for part in parts:
        for name in ("label", "article", *part.values):
            if (part.key, name) in values:
                part.node[name] = values[part.key, name]  # type: ignore[index]
        if more := (added or {}).get(part.key):
            how = next(name for name in BRANCHES if name in part.node)
            part.node[how].append(more)
    for part in parts:
        for name in (*BRANCHES, "in"):
            if name in part.node:
                kept = [
                    child
                    for index, child in enumerate(part.node[name])
                    if "-".join((*part.path, f"{name}.{index}")) not in removed
                ]
                part.node[name] = kept  # type: ignore[index]
    return made


def with_more(condition: Node, key: str, more: Node) -> dict[str, Any]:
    """Return the condition with one more test at the place `key`: in a branch, within the years of a run, or beside
    the whole where that is a single test. Raises KeyError where nothing can be added."""
    made = copy.deepcopy(dict(condition))
    part = next((found for found in parts_of(made) if found.key == key and found.takes_more), None)
    if part is None:
        raise KeyError(key)
    node: Any = part.node
    how = next((name for name in BRANCHES if name in node), "in" if part.is_run else "")
    if not how:
        return {"all": [made, more], "label": made["label"], "article": made["article"]}
    node[how] = [*node.get(how, []), more]
    return made
