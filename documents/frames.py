"""What each type of document asks of its writer: its parts, its own fields, the words it begins with.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.1 to 1.10; which types carry Kính gửi: Phụ lục I, Phần I,
Mục II.9.b. A kế hoạch is written in the room of plans; the decree has no model of hợp đồng, bản ghi nhớ and
bản thỏa thuận, so they are not drafted here.
"""

from dataclasses import dataclass

from .kinds import (
    DECISION,
    INVITATION,
    KINDS,
    LEAVE_PAPER,
    LETTER_OF_INTRODUCTION,
    MINUTES,
    OFFICIAL_LETTER,
    PLAN,
    REPORT,
    RESOLUTION,
    SUBMISSION,
    TELEGRAM,
)


@dataclass(frozen=True)
class Detail:
    """A field that only some types have. `lines`: several, one a line; `required`: missing for signature."""

    name: str
    label: str
    lines: bool = False
    required: bool = True
    hint: str = ""
    limit: int = 500


@dataclass(frozen=True)
class Frame:
    """What a type has. `addressees` is "must", "may" or "" (none)."""

    model: str
    subject: str = ""
    addressees: str = ""
    addressees_label: str = "Kính gửi"
    bases: bool = True
    authority: bool = False
    enacting: str = ""
    body_label: str = "Nội dung"
    opening: str = ""
    details: tuple[Detail, ...] = ()
    recipients: tuple[str, ...] = ()
    keeper: str = ""
    own_signer: bool = True
    body_needed: bool = True
    attached: bool = False


_GENERAL = Frame("1.4", opening="Thực hiện …, {issuer} … như sau:\nI. …\n1. …")
_INVITATION = (
    Detail("invited", "Kính mời", lines=True, hint="Tên cơ quan, hoặc họ tên, chức vụ, đơn vị; mỗi nơi một dòng."),
    Detail("meeting", "Tới dự", hint="Tên cuộc họp, hội nghị, hội thảo."),
    Detail("chair", "Chủ trì"),
    Detail("time", "Thời gian", hint="Ví dụ: 08 giờ 00, ngày 15/01/2026 (thứ Năm)."),
    Detail("venue", "Địa điểm"),
)
_MINUTES = (
    Detail("begins", "Thời gian bắt đầu", hint="Ví dụ: 14 giờ 00, ngày 20 tháng 10 năm 2026."),
    Detail("venue", "Địa điểm"),
    Detail("attendees", "Thành phần tham dự", lines=True, hint="Mỗi người hoặc mỗi nhóm một dòng.", limit=5000),
    Detail("chair", "Chủ trì (chủ tọa)", hint="Họ và tên; in ở chỗ ký bên phải."),
    Detail("chair_post", "Chức vụ của người chủ trì", required=False, hint="In trên họ tên nếu cần (mẫu 1.9)."),
    Detail("secretary", "Thư ký (người ghi biên bản)", hint="Họ và tên; in ở chỗ ký bên trái."),
    Detail(
        "tellers",
        "Người kiểm phiếu",
        required=False,
        lines=True,
        hint="Chỉ cho biên bản kiểm phiếu: mỗi người một dòng, mỗi người một chỗ ký.",
    ),
    Detail("ends", "Kết thúc vào", hint="Ví dụ: 16 giờ 30, ngày 20 tháng 10 năm 2026."),
)
_INTRODUCTION = (
    Detail("person", "Ông (bà)"),
    Detail("post", "Chức vụ"),
    Detail("sent_to", "Được cử đến"),
    Detail("about", "Về việc"),
    Detail("valid_until", "Có giá trị đến hết ngày", hint="Ví dụ: 31/01/2026."),
)
_LEAVE = (
    Detail("request_on", "Ngày của đơn đề nghị nghỉ phép", hint="Ví dụ: 05/01/2026."),
    Detail("person", "Ông (bà)"),
    Detail("post", "Chức vụ"),
    Detail("days", "Thời gian nghỉ", hint="Ví dụ: 05 ngày làm việc."),
    Detail("since", "Từ ngày"),
    Detail("until", "Đến hết ngày"),
    Detail("venue", "Nơi nghỉ"),
    Detail("counted_as", "Tính vào thời gian", hint="Ví dụ: nghỉ hằng năm."),
)
_TELEGRAM = (Detail("sender", "Cơ quan hoặc chức danh gửi điện", hint="Ví dụ: Chủ tịch Ủy ban nhân dân tỉnh."),)

_OWN: dict[str, Frame] = {
    RESOLUTION: Frame(
        "1.1", subject="Về ", authority=True, enacting="QUYẾT NGHỊ:", opening="Điều 1. …\nĐiều 2. …",
    ),
    DECISION: Frame(
        "1.2", subject="Về việc ", authority=True, enacting="QUYẾT ĐỊNH:", attached=True,
        opening="Điều 1. …\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        "Điều 3. Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.",
    ),
    SUBMISSION: Frame("1.4", subject="Về việc ", addressees="must", opening="Thực hiện …, {issuer} kính trình …\n"
                      "1. …\n{issuer} kính trình … xem xét, quyết định."),
    REPORT: Frame("1.4", addressees="may", opening="Thực hiện …, {issuer} báo cáo kết quả như sau:\n"
                  "I. Kết quả thực hiện\n1. …\nII. Tồn tại, hạn chế và nguyên nhân\nIII. Phương hướng, nhiệm vụ"),
    OFFICIAL_LETTER: Frame("1.5", addressees="must", bases=False,
                           opening="Thực hiện …, {issuer} đề nghị … thực hiện một số nội dung sau:\n1. …"),
    TELEGRAM: Frame("1.6", addressees="must", addressees_label="Nơi nhận điện", bases=False, details=_TELEGRAM,
                    opening="Để …, {issuer} yêu cầu:\n1. …"),
    INVITATION: Frame("1.7", bases=False, details=_INVITATION, body_label="Các vấn đề cần lưu ý", body_needed=False,
                      opening="Đề nghị đại biểu có mặt đúng giờ để cuộc họp đạt kết quả."),
    LETTER_OF_INTRODUCTION: Frame("1.8", bases=False, details=_INTRODUCTION, body_needed=False,
                                  body_label="Nội dung thêm", recipients=("Như trên",), keeper="VT"),
    MINUTES: Frame("1.9", bases=False, details=_MINUTES, body_label="Diễn biến cuộc họp, hội nghị, hội thảo",
                   opening="1. …", keeper="VT, Hồ sơ", own_signer=False),
    LEAVE_PAPER: Frame("1.10", bases=False, details=_LEAVE, body_needed=False, body_label="Nội dung thêm"),
    "TB": Frame("1.4", bases=False, opening="{issuer} thông báo … như sau:\n1. …"),
    "HD": Frame("1.4", opening="Thực hiện …, {issuer} hướng dẫn … như sau:\nI. …\n1. …"),
}  # fmt: skip
NOT_DRAFTED = (PLAN, "HĐ", "BGN", "BTT")
# The types an office writes every week stand first.
_USUAL = ("CV", "QĐ", "TTr", "BC", "TB", "GM", "BB", "HD")
DRAFT_KINDS: dict[str, str] = {
    code: KINDS[code] for code in (*_USUAL, *KINDS) if code not in NOT_DRAFTED
}  # a dictionary keeps a code where it first stood


def frame_of(kind: str) -> Frame:
    """Return what the type has; one without its own model follows the general one (mẫu 1.4)."""
    return _OWN.get(kind, _GENERAL)
