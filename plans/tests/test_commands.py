"""The commands import_plan and render_plan."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from plans.models import Plan
from units.tests.factories import make_world

SAMPLE = Path(__file__).parent / "samples" / "bang-theo-quy.txt"


@pytest.fixture
def world(db):
    return make_world()


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(*args, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue(), err.getvalue()


def test_import_prints_one_json_object(world):
    status, out, _ = run("import_plan", str(SAMPLE), "--unit", world.office.code, "--json")
    plan = json.loads(out)
    assert status == 0
    assert list(plan) == ["id", "title", "year", "bases", "sections", "tasks", "recipients", "signer", "warnings"]
    assert plan["title"] == "Công tác thi đua, khen thưởng xã Mường Lạn năm 2023"
    assert plan["bases"][0] == {
        "number": None,
        "date": "2022-06-15",
        "title": "Luật Thi đua, khen thưởng ngày 15/6/2022",
    }
    assert [(s["level"], s["number"]) for s in plan["sections"]] == [
        (1, "I"), (2, "1"), (2, "2"), (1, "II"), (1, "III"), (2, "1"), (2, "2"),
    ]  # fmt: skip
    assert plan["tasks"][0] == {
        "no": 1, "quarter": 1, "content": "Họp dân các bản để đăng ký thi đua đầu năm.",
        "agencies": "- UBND xã.\n- Trưởng các bản.",
    }  # fmt: skip
    assert plan["signer"] == {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Vàng A Sếnh"}
    assert {"code", "message"} == set(plan["warnings"][0])
    assert Plan.objects.get(pk=plan["id"]).state == Plan.State.DRAFT


def test_year_number_and_date_of_the_command_go_first(world):
    status, out, _ = run(
        "import_plan", str(SAMPLE), "--unit", world.office.code, "--year", "2024", "--number", "5",
        "--issued-on", "2024-01-09", "--json",
    )  # fmt: skip
    found = json.loads(out)
    plan = Plan.objects.get(pk=found["id"])
    assert (status, plan.year, plan.number_text) == (0, 2024, "05/KH-VP")
    assert plan.issued_on.isoformat() == "2024-01-09"
    assert "year-differs" in {warning["code"] for warning in found["warnings"]}
    assert not {"no-number", "no-date"} & {warning["code"] for warning in found["warnings"]}


def test_standard_input(world, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLE.read_bytes()), encoding="utf-8"))
    status, out, _ = run("import_plan", "-", "--unit", world.office.code)
    assert status == 0
    assert "Đã nhập kế hoạch" in out


def test_rendering_writes_a_pdf(world, tmp_path):
    _, out, _ = run("import_plan", str(SAMPLE), "--unit", world.office.code, "--json")
    target = tmp_path / "a.pdf"
    status, _, _ = run("render_plan", str(json.loads(out)["id"]), str(target))
    assert status == 0
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["import_plan", "/khong/co.txt", "--unit", "{unit}"], "Không tìm thấy tệp"),
        (["import_plan", "/", "--unit", "{unit}"], "là thư mục"),
        (["import_plan", str(SAMPLE), "--unit", "KHONGCO"], "Không có đơn vị"),
        (["import_plan", str(SAMPLE), "--unit", "{unit}", "--year", "hai"], "Năm “hai” không hợp lệ"),
        (["import_plan", str(SAMPLE), "--unit", "{unit}", "--issued-on", "2024-13-01"], "không hợp lệ"),
        (["import_plan", __file__, "--unit", "{unit}"], "không phải là kế hoạch"),
        (["render_plan", "999999", "/tmp/a.pdf"], "Không có kế hoạch"),
        (["render_plan", "abc", "/tmp/a.pdf"], "Không có kế hoạch"),
        (["render_plan", "²", "/tmp/a.pdf"], "Không có kế hoạch"),
    ],
)
def test_a_fault_is_one_sentence_and_saves_nothing(world, args, sentence):
    status, out, err = run(*[arg.format(unit=world.office.code) for arg in args])
    assert status == 1
    assert out == ""
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert not Plan.objects.exists()


def test_a_missing_argument_is_said_in_vietnamese(world, capsys):
    with pytest.raises(SystemExit) as end:
        call_command("import_plan", str(SAMPLE))
    assert end.value.code == 1
    assert "Thiếu tham số" in capsys.readouterr().err
