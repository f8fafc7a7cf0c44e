"""A draft of any type goes out as a Word file and comes in as a draft that prints the same words."""

import pytest

from documents.composing import official_document, recipients_of
from documents.models import Draft
from documents.services import AnnexContent
from documents.services.drafts_word import draft_from_word
from documents.tests.drafting import write
from documents.word import docx
from documents.word.details import parted
from documents.word.reading import read_document
from units.tests.factories import make_world

pytestmark = pytest.mark.django_db

TEXT = "Các phòng, đơn vị quán triệt yêu cầu của công tác thi đua, khen thưởng."
BODY = f"I. Kết quả\n1. Về phong trào\n{TEXT}\n- Một;\n+ Hai.\n2. Đã gửi 12 hồ sơ.\na) Tập thể;\nb) Cá nhân."
DETAILS = {
    "GM": {
        "invited": "Sở Nội vụ\nBà Cầm Thị Hạnh, Phó Chánh Văn phòng", "meeting": "hội nghị tổng kết năm 2026",
        "chair": "Ông Trịnh Quốc Bảo", "time": "08 giờ 00, ngày 15/12/2026 (thứ Ba)", "venue": "Hội trường",
    },
    "BB": {
        "begins": "14 giờ 00, ngày 20 tháng 10 năm 2026", "venue": "Phòng họp số 1", "attendees": "Các trưởng phòng",
        "chair": "Cầm Thị Hạnh", "chair_post": "PHÓ CHÁNH VĂN PHÒNG", "secretary": "Lò Thị Minh Thu",
        "tellers": "Lò Văn An\nHà Thị Bé\nVì Văn Ba", "ends": "16 giờ 30, ngày 20 tháng 10 năm 2026",
    },
    "GGT": {
        "person": "Lò Thị Minh Thu", "post": "Chuyên viên", "sent_to": "Sở Nội vụ", "about": "đối chiếu hồ sơ",
        "valid_until": "31/01/2026",
    },
    "GNP": {
        "request_on": "05/01/2026", "person": "Lò Thị Minh Thu", "post": "Chuyên viên", "days": "05 ngày làm việc",
        "since": "02/02/2026", "until": "06/02/2026", "venue": "tỉnh Sơn La", "counted_as": "nghỉ hằng năm",
    },
    "CĐ": {"sender": "CHÁNH VĂN PHÒNG"},
}  # fmt: skip


def rich(world, kind):
    """A draft with all that its type has."""
    values = {
        "subject": "Về tổng kết công tác thi đua năm 2026" if kind != "CV" else "tổng kết thi đua năm 2026",
        "body": BODY, "recipients": "Lãnh đạo Văn phòng\nCác phòng", "urgency": "THƯỢNG KHẨN",
        "circulation": "LƯU HÀNH NỘI BỘ", "drafter_initials": "HƯN", "copies": 12, "kept_copies": 2,
        "contact": "Số 1 đường Hùng Vương; điện thoại 0212 3 850 000", "details": DETAILS.get(kind, {}),
    }  # fmt: skip
    draft = Draft(kind=kind)
    if draft.frame.addressees:
        values["addressees"] = "Sở Nội vụ\nSở Tài chính"
    if draft.frame.bases:
        values["bases"] = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\nTheo đề nghị của Trưởng phòng"
    if draft.frame.enacting:
        values["body"] = f"Điều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. {TEXT}"
    if draft.frame.attached:
        values |= {"attached_type": "Quy chế", "attached_title": "Làm việc của Tổ giúp việc",
                   "attached_body": f"Chương I\nQuy định chung\nĐiều 1. Phạm vi\n{TEXT}\n1. Nguyên tắc\na) Công khai."
                   }  # fmt: skip
    annexes = [AnnexContent("Danh sách", "| TT | Họ và tên |\n| 1 | Trần Văn Bình |", landscape=True),
               AnnexContent("Lịch họp", "- Thứ Hai;\n- Thứ Năm.")]  # fmt: skip
    return write(world, kind, annexes=annexes, **values)


# Those with a model of their own, and one of the general model.
KINDS = ["NQ", "QĐ", "TTr", "BC", "CV", "CĐ", "GM", "GGT", "BB", "GNP", "CTr"]

NAMES = ("subject", "authority_line", "addressees", "bases", "body", "details", "urgency", "circulation", "contact",
         "drafter_initials", "copies", "attached_type", "attached_title", "attached_body")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_of_any_type_comes_back_from_word_as_it_went(kind):
    world = make_world()
    draft = rich(world, kind)
    read = read_document("van-ban.docx", docx(official_document(draft), draft=True))
    assert read.kind == kind
    again = draft_from_word(
        kind=kind, issuer=draft.issuer, drafting_unit=draft.drafting_unit, read=read, actor=world.users["staff"]
    )
    for name in NAMES:
        assert getattr(again, name) == getattr(draft, name), name
    assert recipients_of(again) == recipients_of(draft)
    assert official_document(again) == official_document(draft)


def test_the_parts_of_somebody_elses_minutes_are_told_by_their_words():
    details, rest = parted("BB", [
        "I. Thời gian: 08 giờ 00 ngày 05/01/2026.", "II. Địa điểm: Phòng họp số 1", "III. Thành phần:",
        "- Ông Trịnh Quốc Bảo – Chánh Văn phòng;", "- Các trưởng phòng.", "1. Chủ trì: Ông Trịnh Quốc Bảo.",
        "2. Thư ký: Lò Thị Minh Thu.", "IV. Nội dung", "Thời gian: báo cáo trước ngày 20/01/2026.",
        "Hội nghị kết thúc lúc 11 giờ 30 cùng ngày.",
    ])  # fmt: skip
    assert details == {
        "begins": "08 giờ 00 ngày 05/01/2026", "venue": "Phòng họp số 1",
        "attendees": "Ông Trịnh Quốc Bảo – Chánh Văn phòng\nCác trưởng phòng", "chair": "Ông Trịnh Quốc Bảo",
        "secretary": "Lò Thị Minh Thu", "ends": "11 giờ 30 cùng ngày",
    }  # fmt: skip
    assert rest == ["IV. Nội dung", "Thời gian: báo cáo trước ngày 20/01/2026."]


def test_a_type_without_parts_of_its_own_keeps_every_line():
    assert parted("BC", ["Địa điểm: Hội trường.", "Chủ trì: A."]) == ({}, ["Địa điểm: Hội trường.", "Chủ trì: A."])
