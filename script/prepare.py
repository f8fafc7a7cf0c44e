"""Brings the database up to date and says who can sign in; `script/supervise.py` runs it first.

One Python process for what would be four `manage.py` calls: a second start takes seconds.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emulation.settings")


def main() -> None:
    """Migrate, load the demo into an empty database, gather static files, list the accounts."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    print("Preparing the database ...", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not settings.PRODUCTION:
        call_command("demo", "--if-empty")
    if not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", verbosity=0, interactive=False)
    if not settings.PRODUCTION:
        call_command("demo", "--accounts")


if __name__ == "__main__":
    main()
