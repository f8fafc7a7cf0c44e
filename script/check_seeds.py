"""Brings real plans in by the import command and out again as PDF, proofreads, restores and compares them.

    script/check_seeds.py FOLDER

FOLDER holds `seeds/*.txt` and `acceptance/fidelity.py`, which compares the words of a plan and of its PDF.
Everything happens in a database of its own that is removed afterwards.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNIT = "VPUBND"
FIGURES = re.compile(r"(?<!\w)\d{2,}[\d/.]*")


@dataclass(frozen=True)
class Expected:
    """What one plan holds: level-2 sections under I, II, III, recipients, tasks by quarter, the signer."""

    sections: tuple[int, ...]
    recipients: int
    tasks: tuple[int, ...] = ()
    authority: str = ""
    title: str = ""
    warnings: tuple[str, ...] = ()


EXPECTED = {
    "000": Expected((2, 8, 4), 4, title="CHÁNH VĂN PHÒNG"),
    "001": Expected((2, 6, 4), 6, title="CHÁNH VĂN PHÒNG"),
    "002": Expected((2, 0, 2), 11, (10, 5, 4, 7), authority="KT. CHỦ TỊCH", title="PHÓ CHỦ TỊCH"),
    "003": Expected((2, 6, 3), 6, title="GIÁM ĐỐC"),
    "004": Expected((2, 8, 4), 5),  # its letters are broken, so its signer's title is too
}


# What proofreading calls an error in each plan: how many of each rule, every one of them judged by a reader.
PROOF: dict[str, dict[str, int]] = {
    "000": {"missing-annex": 1, "repeated-word": 1},
    "001": {"citation-conflict": 1, "repeated-word": 2},
    "002": {},
    "003": {"numbering": 1, "rare-variant": 1, "superseded-basis": 1, "year-drift": 2},
    "004": {"garbled-text": 1, "missing-annex": 1},
}


def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command of manage.py and keep what it says."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def sections_at_level_2(sections: list[dict]) -> tuple[int, ...]:
    """How many sections of level 2 stand under each section of level 1."""
    counts: list[int] = []
    for section in sections:
        if section["level"] == 1:
            counts.append(0)
        elif section["level"] == 2 and counts:
            counts[-1] += 1
    return tuple(counts)


def differences(plan: dict, expected: Expected) -> list[str]:
    """Where the imported plan is not what it should be."""
    quarters = Counter(task["quarter"] for task in plan["tasks"])
    signer = plan["signer"] or {}
    pairs = {
        "level-2 sections in I, II, III": (sections_at_level_2(plan["sections"]), expected.sections),
        "recipients": (len(plan["recipients"]), expected.recipients),
    }
    if expected.tasks:
        pairs["tasks by quarter"] = (tuple(quarters[number] for number in (1, 2, 3, 4)), expected.tasks)
        pairs["tasks"] = (len(plan["tasks"]), sum(expected.tasks))
    if expected.title:
        pairs["signer's title"] = (signer.get("title"), expected.title)
        authority = " ".join(signer.get("authority") or [])
        if isinstance(signer.get("authority"), str):
            authority = signer["authority"]
        pairs["signer's authority"] = (authority, expected.authority)
    found = [f"{name}: {got!r} instead of {want!r}" for name, (got, want) in pairs.items() if got != want]
    found += [f"no {part}" for part in ("title", "year", "bases") if not plan.get(part)]
    if not signer.get("name"):
        found.append("no signer's name")
    return found


def check(seed: Path, acceptance: Path, folder: Path) -> list[str]:
    """Import one plan, render it, compare; what is wrong, in sentences."""
    imported = manage("import_plan", str(seed.resolve()), "--unit", UNIT, "--json")
    if imported.returncode != 0:
        return [f"import_plan ended with {imported.returncode}: {imported.stderr.strip()[-1500:]}"]
    plan = json.loads(imported.stdout)
    problems = []
    expected = EXPECTED.get(seed.name[:3])
    if expected:
        problems += differences(plan, expected)
    pdf = folder / f"{seed.stem}.pdf"
    rendered = manage("render_plan", str(plan["id"]), str(pdf))
    if rendered.returncode != 0:
        return [*problems, f"render_plan ended with {rendered.returncode}: {rendered.stderr.strip()[-1500:]}"]
    compared = subprocess.run([sys.executable, acceptance, seed, pdf], capture_output=True, text=True)
    said = (compared.stdout + compared.stderr).strip()
    warnings = sorted({warning["code"] for warning in plan["warnings"]})
    print(f"{seed.name}: {said} | warnings: {', '.join(warnings) or 'none'}", flush=True)
    if compared.returncode != 0:
        problems.append("its words are not all in the PDF (see above)")
    return problems


def judged(seed: Path, acceptance: Path, folder: Path) -> list[str]:
    """All that is asked of one plan; what is wrong, each sentence with its name."""
    return [f"{seed.name}: {problem}" for problem in check(seed, acceptance, folder) + proofread(seed)]


def proofread(seed: Path) -> list[str]:
    """Proofread one plan from its file; an error that nobody has judged, or one that is lost, is a problem."""
    result = manage("proofread", str(seed.resolve()), "--json")
    if result.returncode != 0:
        return [f"proofread ended with {result.returncode}: {result.stderr.strip()[-1500:]}"]
    findings = json.loads(result.stdout)
    errors = Counter(finding["rule"] for finding in findings if finding["severity"] == "error")
    others = Counter(finding["severity"] for finding in findings)
    print(f"{seed.name}: proofread, {others['error']} errors, {others['warning']} warnings, {others['note']} notes")
    judged = PROOF.get(seed.name[:3])
    if judged is not None and dict(errors) != judged:
        return [f"proofread: errors {dict(errors)} instead of {judged}"]
    return []


def restored(broken: Path, clean: Path) -> list[str]:
    """Restore the broken plan after the same office's clean one: its numbers stay, nearly all of it is sure."""
    result = manage("restore_plan", str(broken.resolve()), "--from", str(clean.resolve()), "--json")
    if result.returncode != 0:
        return [f"restore_plan ended with {result.returncode}: {result.stderr.strip()[-1500:]}"]
    proposals = json.loads(result.stdout)
    problems = [f"restore_plan changed a number: {one['before']}" for one in proposals
                if FIGURES.findall(one["before"]) != FIGURES.findall(one["after"])]  # fmt: skip
    sure = sum(one["confidence"] >= 80 for one in proposals)
    print(f"{broken.name}: restored after {clean.name}, {sure} of {len(proposals)} paragraphs sure", flush=True)
    if sure < 0.9 * len(proposals):
        problems.append(f"restore_plan is sure of {sure} of {len(proposals)} paragraphs only")
    return problems


def compared(old: Path, new: Path) -> list[str]:
    """Compare two editions of one plan: what moved is told from what was added and removed."""
    result = manage("compare_plans", str(old.resolve()), str(new.resolve()), "--json")
    if result.returncode != 0:
        return [f"compare_plans ended with {result.returncode}: {result.stderr.strip()[-1500:]}"]
    counts = json.loads(result.stdout)["counts"]
    print(f"{old.name}: compared with {new.name}, {counts}", flush=True)
    return [f"compare_plans found nothing {state}" for state in ("same", "changed", "moved", "added")
            if not counts[state]]  # fmt: skip


def refuses(text: bytes, folder: Path, name: str) -> list[str]:
    """A file that is no plan must be refused with one sentence, status 1 and no trace."""
    path = folder / name
    path.write_bytes(text)
    result = manage("import_plan", str(path), "--unit", UNIT, "--json")
    problems = []
    if result.returncode != 1:
        problems.append(f"{name}: status {result.returncode} instead of 1")
    if "Traceback" in result.stdout + result.stderr:
        problems.append(f"{name}: a stack trace instead of a sentence")
    return problems


NO_PLANS = {
    "empty.txt": b"",
    "bytes.txt": b"\xff\xfe\xfa\x00k\x9c",
    "broken.docx": b"PK\x03\x04 broken",
    "broken.pdf": b"%PDF-1.7 broken",
}


def main(samples: Path) -> int:
    """Check all plans of the folder; 0 when all are right."""
    seeds = sorted((samples / "seeds").glob("*.txt"))
    if not seeds:
        print(f"No plans in {samples / 'seeds'}.")
        return 2
    acceptance = (samples / "acceptance" / "fidelity.py").resolve()
    with tempfile.TemporaryDirectory(prefix="emulation-seeds-") as name:
        folder = Path(name)
        os.environ["VAR_DIR"] = name
        for variable in ("DATABASE_URL", "CELERY_BROKER_URL"):
            os.environ.pop(variable, None)
        for preparation in (("migrate", "--verbosity", "0"), ("demo", "--if-empty")):
            done = manage(*preparation)
            if done.returncode != 0:
                print(done.stdout + done.stderr)
                return 1
        named = {seed.name[:3]: seed for seed in seeds}
        # Each is a command of its own that waits for nobody: a second core may take the next one.
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as hands:
            work = [hands.submit(judged, seed, acceptance, folder) for seed in seeds]
            if {"000", "001", "004"} <= named.keys():
                work += [
                    hands.submit(restored, named["004"], named["000"]),
                    hands.submit(compared, named["000"], named["001"]),
                ]
            work += [hands.submit(refuses, text, folder, name) for name, text in NO_PLANS.items()]
            bad = [problem for done in work for problem in done.result()]
    for problem in bad:
        print(f"WRONG {problem}")
    print(f"{len(seeds)} plans checked, {len(bad)} faults.")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
