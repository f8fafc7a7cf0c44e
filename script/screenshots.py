"""Takes the pictures of the README and of the guide from the running product; see `script/screenshots`."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from services import die_with_parent, free_port  # noqa: E402

from emulation.tests.browser import DESKTOP, PHONE, chromium_arguments, find_chromium  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, who looks, at which address (found in the demo), how wide."""

    name: str
    username: str | None
    address: Callable[[], str | None]
    size: dict[str, int] | None = None
    full: bool = False


def named(view: str) -> Callable[[], str]:
    """The address of a view without arguments."""
    from django.urls import reverse

    return lambda: reverse(view)


def of(view: str, model: str, order: str = "-pk", **conditions: Any) -> Callable[[], str | None]:
    """The address of the page of the first object that meets the conditions; None when the demo has none."""
    from django.apps import apps
    from django.urls import reverse

    def find() -> str | None:
        found = apps.get_model(model).objects.filter(**conditions).order_by(order).first()
        return reverse(view, args=[found.pk]) if found else None

    return find


def registration() -> str | None:
    """The page on which one unit registers for a campaign."""
    from django.apps import apps
    from django.urls import reverse

    found = apps.get_model("campaigns.Registration").objects.filter(unit__code="TH").order_by("state", "-pk").first()
    return reverse("campaigns:registration", args=[found.campaign_id, found.unit_id]) if found else None


def verification() -> str | None:
    """The public page that says whether a printed document is genuine."""
    from django.apps import apps
    from django.urls import reverse

    found = apps.get_model("documents.Document").objects.order_by("-pk").first()
    return reverse("documents:verify", args=[found.verification_code]) if found else None


def shots() -> list[Shot]:
    """All pictures, in the order of the guide."""
    return [
        Shot("login", None, named("core:login")),
        Shot("home", "thuongtruc", named("home")),
        Shot("home-staff", "canbo", named("home")),
        Shot("home-phone", "canbo", named("home"), PHONE),
        Shot("messages", "canbo", named("reminders:message_list")),
        Shot("plan-list", "thuongtruc", named("plans:plan_list")),
        Shot("plan-import", "thuongtruc", named("plans:plan_import")),
        Shot("plan", "thuongtruc", of("plans:plan_edit", "plans.Plan", state="draft")),
        Shot("plan-findings", "thuongtruc", of("plans:plan_proofread", "plans.Plan", state="draft")),
        Shot("task-board", "thuongtruc", named("plans:task_board")),
        Shot("draft", "thuongtruc", of("documents:draft_edit", "documents.Draft", state="draft")),
        Shot("signing-queue", "lanhdao", named("documents:signing_queue")),
        Shot("meeting", "thuongtruc", of("awards:meeting_detail", "awards.Meeting")),
        Shot("plan-issue", "lanhdao", of("plans:plan_detail", "plans.Plan", state="submitted")),
        Shot("plan-issued", "thuongtruc", of("plans:plan_detail", "plans.Plan", state="issued")),
        Shot("plan-progress", "thuongtruc", of("plans:task_list", "plans.Plan", state="issued")),
        Shot("campaign", "thuongtruc", of("campaigns:campaign_detail", "campaigns.Campaign", state="launched")),
        Shot("registration", "truongphong", registration),
        Shot("round", "thuongtruc", of("awards:round_detail", "awards.Round", state="open")),
        Shot("dossier", "truongphong", of("awards:dossier_detail", "awards.Dossier", state="draft", unit__code="TH")),
        Shot(
            "nomination",
            "canbo",
            of("awards:nomination_edit", "awards.Nomination", "pk", state="draft", dossier__unit__code="TH"),
        ),
        Shot("appraisal", "thuongtruc", of("awards:appraise", "awards.Nomination", state="received")),
        Shot("decision", "lanhdao", of("awards:decision_detail", "awards.Decision", state="submitted")),
        Shot("awards", "thuongtruc", named("awards:register_list")),
        Shot("rules", "thuongtruc", named("awards:rule_list")),
        Shot("documents", "thuongtruc", named("documents:document_list")),
        Shot("verify", None, verification),
        Shot("units", "quantri", named("units:unit_list")),
        Shot("audit", "quantri", named("units:audit_list")),
    ]


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The product with a demo of its own on a free port; yields its address."""
    with tempfile.TemporaryDirectory(prefix="emulation-pictures-") as var:
        for variable in ("DATABASE_URL", "CELERY_BROKER_URL", "APP_ENV"):
            os.environ.pop(variable, None)
        port = free_port()
        os.environ |= {
            "VAR_DIR": var,
            "PORT": str(port),
            "CELERY_TASK_ALWAYS_EAGER": "true",
            "DJANGO_SETTINGS_MODULE": "emulation.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        subprocess.run(
            [sys.executable, str(ROOT / "script" / "prepare.py")], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run([sys.executable, "manage.py", "send_reminders"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "gunicorn", "emulation.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=die_with_parent)
        try:
            wait_for(f"http://127.0.0.1:{port}/suc-khoe/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the web process answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit("The web process did not start.")


def signed_in(browser: Browser, base: str, username: str | None) -> Page:
    """A page of a fresh browser, signed in through the sign-in page."""
    from units.demo import PASSWORD

    page = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport=DESKTOP).new_page()  # type: ignore[arg-type]
    if username:
        page.goto(base + "/dang-nhap/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(base + "/")
    return page


def take(page: Page, base: str, shot: Shot) -> str:
    """Take one picture; return what to say about it."""
    address = shot.address()
    if address is None:
        return "SKIPPED: the demo has no such object"
    page.set_viewport_size(shot.size or DESKTOP)  # type: ignore[arg-type]
    answer = page.goto(base + address)
    page.wait_for_load_state("networkidle")
    if answer is None or answer.status != 200:
        return f"SKIPPED: {address} answered {answer.status if answer else 'nothing'}"
    save(page.screenshot(full_page=shot.full), PICTURES / f"{shot.name}.png")
    return address


def save(png: bytes, path: Path) -> None:
    """Write the picture with 128 colours: a quarter of the size, and no difference to be seen in a page of text."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


def main(wanted: list[str]) -> int:
    """Take the wanted pictures, or all; 1 when one could not be taken."""
    import django

    PICTURES.mkdir(parents=True, exist_ok=True)
    skipped = 0
    with server() as base:
        django.setup()
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=chromium_arguments())
            pages: dict[str | None, Page] = {}
            for shot in shots():
                if wanted and shot.name not in wanted:
                    continue
                if shot.username not in pages:
                    pages[shot.username] = signed_in(browser, base, shot.username)
                said = take(pages[shot.username], base, shot)
                skipped += said.startswith("SKIPPED")
                print(f"{shot.name}: {said}", flush=True)
            browser.close()
    return 1 if skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
