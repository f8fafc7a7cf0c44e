"""Lines of authority above a name (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.b)."""

import pytest

from documents.kinds import KINDS, notation
from documents.signers import signer_for
from units.tests.factories import RoleFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def signer(unit, title, **kwargs):
    user = UserFactory(full_name="Nguyễn Thị Yến")
    RoleFactory(user=user, unit=unit, kind="leader", title=title)
    block = signer_for(user, unit, **kwargs)
    return [*block.authority, block.title, block.name]


@pytest.fixture
def office():
    return UnitFactory(name="Văn phòng", head_title="CHÁNH VĂN PHÒNG", issues_documents=True)


@pytest.fixture
def committee():
    return UnitFactory(name="Ủy ban nhân dân tỉnh An Sơn", head_title="CHỦ TỊCH", collective_led=True)


def test_head_signs_in_his_own_name(office):
    assert signer(office, "Chánh Văn phòng") == ["CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"]


def test_deputy_signs_for_the_head(office):
    lines = signer(office, "PHÓ CHÁNH VĂN PHÒNG")
    assert lines == ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"]


def test_collective_stands_above(committee):
    assert signer(committee, "CHỦ TỊCH") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Thị Yến"]
    lines = signer(committee, "PHÓ CHỦ TỊCH")
    assert lines == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Yến"]


def test_what_the_chairman_decides_alone(committee):
    assert signer(committee, "PHÓ CHỦ TỊCH", collective=False)[0] == "KT. CHỦ TỊCH"


def test_account_without_a_title_signs_as_the_head(office):
    assert signer(office, "") == ["CHÁNH VĂN PHÒNG", "Nguyễn Thị Yến"]


def test_somebody_from_above_is_not_the_heads_deputy(office):
    division = UnitFactory(parent=office, head_title="TRƯỞNG PHÒNG")
    user = UserFactory(full_name="Nguyễn Thị Yến")
    RoleFactory(user=user, unit=office, kind="leader", title="CHÁNH VĂN PHÒNG")
    block = signer_for(user, division)
    assert (block.authority, block.title) == ([], "CHÁNH VĂN PHÒNG")
    RoleFactory(user=user, unit=division, kind="head", title="PHÓ TRƯỞNG PHÒNG")
    block = signer_for(type(user).objects.get(pk=user.pk), division)
    assert block.authority == ["KT. TRƯỞNG PHÒNG"]


def test_notation():
    assert notation("KH", "VP") == "KH-VP"
    assert notation("CV", "VP", "TCHC") == "VP-TCHC"
    assert notation("TTr", "SNV") == "TTr-SNV"
    assert KINDS["QyĐ"] == "Quy định"
    assert len(KINDS) == 28
