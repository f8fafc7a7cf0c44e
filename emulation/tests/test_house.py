"""The house stays in order: every room stands on a floor, files stay short, pages call nobody outside."""

import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OUTSIDE = re.compile(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""")


def rooms() -> set[str]:
    return {config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT}


def test_every_room_stands_on_a_floor_of_the_import_contract():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    [contract] = linter["contracts"]
    assert set(contract["layers"]) == rooms()
    assert set(linter["root_packages"]) == rooms()


def test_every_room_is_searched_for_tests():
    line = next(line for line in (ROOT / "pytest.ini").read_text().splitlines() if line.startswith("testpaths"))
    assert set(line.partition("=")[2].split()) == rooms()


def test_no_file_is_too_long_to_be_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for room in [*rooms(), "script"]
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > 600
    }
    assert long == {}


def test_pages_need_nothing_from_other_sites():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.css")]:
        calls = [line for line in path.read_text().splitlines() if OUTSIDE.search(line)]
        assert calls == [], path
