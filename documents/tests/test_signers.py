"""Lines of authority above a name (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.b)."""

import datetime as dt

import pytest

from core.exceptions import Refused
from documents.kinds import KINDS, notation
from documents.services import end_mandate, give_mandate
from documents.signers import authorities_for, signer_for, signers_of
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


# ---------------------------------------------------------------- every authority (Điều 13)


def ways(user, unit, kind="CV", on=dt.date(2026, 6, 1)):
    fresh = type(user).objects.get(pk=user.pk)
    return [[*found.signer.authority, found.signer.title] for found in authorities_for(fresh, unit, kind, on)]


def leader_of(unit, title):
    return RoleFactory(unit=unit, kind="leader", title=title).user


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CHÁNH VĂN PHÒNG", ["CHÁNH VĂN PHÒNG"]),
        ("", ["CHÁNH VĂN PHÒNG"]),
        ("Phó Chánh Văn phòng", ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("Phó Chánh Văn phòng phụ trách", ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("Phó Chánh Văn phòng (điều hành)", ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("Q. Chánh Văn phòng", ["Q. CHÁNH VĂN PHÒNG"]),
        ("Quyền Chánh Văn phòng", ["Q. CHÁNH VĂN PHÒNG"]),
    ],
)
def test_leaders_of_a_head_led_agency(office, title, expected):
    assert ways(leader_of(office, title), office) == [expected]


def test_leaders_of_a_collective_sign_for_it_or_decide_alone(committee):
    assert ways(leader_of(committee, "PHÓ CHỦ TỊCH"), committee) == [
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ]
    assert ways(leader_of(committee, "CHỦ TỊCH"), committee)[0] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_a_leader_above_signs_nothing_below(office, committee):
    below = UnitFactory(parent=committee, name="Sở Nội vụ", head_title="GIÁM ĐỐC", issues_documents=True)
    assert ways(leader_of(committee, "CHỦ TỊCH"), below) == []


@pytest.fixture
def division(office):
    return UnitFactory(parent=office, name="Phòng Tổng hợp", head_title="TRƯỞNG PHÒNG")


def mandate(office, division, title="TRƯỞNG PHÒNG", **fields):
    facts = {
        "unit": office, "own_unit": division, "title": title, "user": UserFactory(), "authority": "TL", "kinds": ["CV"],
        "content": "", "basis": "Quy chế làm việc", "since": dt.date(2026, 1, 1), "until": None, "actor": None,
    }  # fmt: skip
    return give_mandate(**(facts | fields))


def test_by_order_of_the_head_also_by_a_deputy(office, division):
    assert ways(mandate(office, division).user, office) == [["TL. CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG"]]
    deputy = mandate(office, division, "Phó Trưởng phòng").user
    assert ways(deputy, office) == [["TL. CHÁNH VĂN PHÒNG", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]]


def test_by_mandate_only_within_its_time_types_and_until_it_is_ended(office, division):
    given = mandate(
        office, division, authority="TUQ", content="Báo cáo quý I", until=dt.date(2026, 6, 30), kinds=["BC"]
    )
    assert ways(given.user, office, "BC") == [["TUQ. CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG"]]
    assert ways(given.user, office, "CV") == []
    assert ways(given.user, office, "BC", on=dt.date(2026, 7, 1)) == []
    assert ways(given.user, office, "BC", on=dt.date(2025, 12, 31)) == []
    end_mandate(mandate=given, reason="Đã đi công tác về.", actor=UserFactory())
    assert ways(given.user, office, "BC") == []
    with pytest.raises(Refused, match="trước đó"):
        end_mandate(mandate=given, reason="Lần nữa.", actor=UserFactory())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"authority": "TUQ", "content": "Báo cáo"}, "thời hạn"),
        ({"authority": "TUQ", "until": dt.date(2026, 6, 30)}, "nội dung"),
        ({"authority": "TUQ", "until": dt.date(2026, 6, 30), "content": "Báo cáo", "title": "PHÓ TRƯỞNG PHÒNG"},
         "không được ủy quyền lại"),
        ({"basis": " "}, "bằng văn bản"),
        ({"kinds": []}, "ít nhất một loại"),
        ({"until": dt.date(2025, 12, 31)}, "từ ngày bắt đầu"),
    ],
)  # fmt: skip
def test_what_the_decree_asks_of_an_order_or_mandate(office, division, fields, said):
    with pytest.raises(Refused, match=said):
        mandate(office, division, **fields)


def test_a_mandate_goes_to_a_unit_of_the_agency(office, committee):
    with pytest.raises(Refused, match="không phải đơn vị thuộc"):
        mandate(office, committee)


def test_the_picker_offers_everybody_who_may_sign_the_head_first(office, division):
    leader_of(office, "PHÓ CHÁNH VĂN PHÒNG")
    leader_of(office, "CHÁNH VĂN PHÒNG")
    mandate(office, division)
    found = signers_of(office, "CV", dt.date(2026, 6, 1))
    assert [authority.label for _, authority in found] == [
        "CHÁNH VĂN PHÒNG",
        "KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG",
        "TL. CHÁNH VĂN PHÒNG / TRƯỞNG PHÒNG",
    ]
    assert len(signers_of(office, "QĐ", dt.date(2026, 6, 1))) == 2
