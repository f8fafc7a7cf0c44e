"""Who may open the list of late work and urge."""

from core.testing import Access

URGING = {
    "reminders:late_list": Access(allow={"standing_office"}),
    # Without a day it answers with the list again; what may be urged is tested with the letters.
    "reminders:urge": Access(allow={"standing_office"}, method="post"),
}
