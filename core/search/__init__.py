"""One search over all rooms: each registers what of it can be found, by whom, and how a result looks.

`words` turns texts into what is compared; `entries` keeps one row for each thing; `finding` asks them. An entry only
narrows: what a user gets to see, and what is counted, is always asked of the room's own `visible_to`.
"""

from .entry import SearchDebt, SearchEntry
from .kinds import Hit, Kind, Terms, after, kind_of, kinds, register
from .querysets import Indexed

__all__ = ["Hit", "Indexed", "Kind", "SearchDebt", "SearchEntry", "Terms", "after", "kind_of", "kinds", "register"]
