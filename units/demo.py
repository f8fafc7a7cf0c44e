"""Demo: one province of 30 units and about 300 people, written by us; the same at every run."""

import datetime as dt
import random
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password

from core.dates import today
from core.text import nfc

from .models import Person, Role, RoleKind, Unit, User
from .services import create_unit, grant_role, name_keepers

PASSWORD = "thidua-2026"

PLACE = "An Sơn"
PROVINCE = f"Ủy ban nhân dân tỉnh {PLACE}"
# code, name, short name, kind, symbol, parent code, head's title
UNITS = [
    ("UBND", PROVINCE, "UBND tỉnh", "province", "UBND", None, "CHỦ TỊCH"),
    (
        "VPUBND",
        f"Văn phòng Ủy ban nhân dân tỉnh {PLACE}",
        "Văn phòng UBND tỉnh",
        "office",
        "VP",
        "UBND",
        "CHÁNH VĂN PHÒNG",
    ),
    ("TCHC", "Phòng Tổ chức - Hành chính", "Phòng TC-HC", "division", "TCHC", "VPUBND", "TRƯỞNG PHÒNG"),
    ("TH", "Phòng Tổng hợp", "Phòng Tổng hợp", "division", "TH", "VPUBND", "TRƯỞNG PHÒNG"),
    ("KT", "Phòng Kinh tế", "Phòng Kinh tế", "division", "KT", "VPUBND", "TRƯỞNG PHÒNG"),
    ("KGVX", "Phòng Khoa giáo - Văn xã", "Phòng KG-VX", "division", "KGVX", "VPUBND", "TRƯỞNG PHÒNG"),
    ("NC", "Phòng Nội chính", "Phòng Nội chính", "division", "NC", "VPUBND", "TRƯỞNG PHÒNG"),
    ("QTTV", "Phòng Quản trị - Tài vụ", "Phòng QT-TV", "division", "QTTV", "VPUBND", "TRƯỞNG PHÒNG"),
    ("TTTT", "Trung tâm Thông tin", "Trung tâm Thông tin", "centre", "TTTT", "VPUBND", "GIÁM ĐỐC"),
    (
        "TTHCC",
        "Trung tâm Phục vụ hành chính công",
        "Trung tâm HCC",
        "centre",
        "TTPVHCC",
        "VPUBND",
        "GIÁM ĐỐC",
    ),
    ("TXE", "Tổ Xe", "Tổ Xe", "team", "", "QTTV", "TỔ TRƯỞNG"),
    ("TLT", "Tổ Lễ tân - Phục vụ", "Tổ Lễ tân", "team", "", "QTTV", "TỔ TRƯỞNG"),
    ("TVT", "Bộ phận Văn thư - Lưu trữ", "Văn thư - Lưu trữ", "team", "", "TCHC", "TỔ TRƯỞNG"),
    ("SNV", f"Sở Nội vụ tỉnh {PLACE}", "Sở Nội vụ", "department", "SNV", "UBND", "GIÁM ĐỐC"),
    ("SNV-TDKT", "Phòng Thi đua - Khen thưởng", "Phòng TĐKT", "division", "TĐKT", "SNV", "TRƯỞNG PHÒNG"),
    ("SNV-CCVC", "Phòng Công chức, viên chức", "Phòng CCVC", "division", "CCVC", "SNV", "TRƯỞNG PHÒNG"),
    ("SNV-VP", "Văn phòng Sở Nội vụ", "Văn phòng Sở", "division", "VP", "SNV", "CHÁNH VĂN PHÒNG"),
    ("STC", f"Sở Tài chính tỉnh {PLACE}", "Sở Tài chính", "department", "STC", "UBND", "GIÁM ĐỐC"),
    ("STC-NS", "Phòng Quản lý ngân sách", "Phòng Ngân sách", "division", "NS", "STC", "TRƯỞNG PHÒNG"),
    ("STC-VP", "Văn phòng Sở Tài chính", "Văn phòng Sở", "division", "VP", "STC", "CHÁNH VĂN PHÒNG"),
    ("SYT", f"Sở Y tế tỉnh {PLACE}", "Sở Y tế", "department", "SYT", "UBND", "GIÁM ĐỐC"),
    ("SYT-NVY", "Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Y", "division", "NVY", "SYT", "TRƯỞNG PHÒNG"),
    ("BVDK", f"Bệnh viện Đa khoa tỉnh {PLACE}", "Bệnh viện tỉnh", "centre", "BVĐK", "SYT", "GIÁM ĐỐC"),
    (
        "SGDDT",
        f"Sở Giáo dục và Đào tạo tỉnh {PLACE}",
        "Sở GD và ĐT",
        "department",
        "SGDĐT",
        "UBND",
        "GIÁM ĐỐC",
    ),
    (
        "THPTC",
        "Trường Trung học phổ thông Chuyên An Sơn",
        "THPT Chuyên",
        "centre",
        "THPTC",
        "SGDDT",
        "HIỆU TRƯỞNG",
    ),
    ("CSDT", f"Cơ sở Điều trị nghiện tỉnh {PLACE}", "Cơ sở Điều trị", "centre", "CSĐT", "SYT", "GIÁM ĐỐC"),
    ("P-TT", "Ủy ban nhân dân phường Trung Tâm", "Phường Trung Tâm", "commune", "UBND", "UBND", "CHỦ TỊCH"),
    ("P-SH", "Ủy ban nhân dân phường Sông Hiền", "Phường Sông Hiền", "commune", "UBND", "UBND", "CHỦ TỊCH"),
    ("X-BM", "Ủy ban nhân dân xã Bản Mòn", "Xã Bản Mòn", "commune", "UBND", "UBND", "CHỦ TỊCH"),
    ("X-NL", "Ủy ban nhân dân xã Nà Lưu", "Xã Nà Lưu", "commune", "UBND", "UBND", "CHỦ TỊCH"),
]
ISSUING_KINDS = {"province", "office", "department", "commune"}
ISSUING_CODES = {"CSDT", "BVDK", "THPTC"}

# username, full name, role, unit code, title when signing
ACCOUNTS = [
    ("canbo", "Lò Thị Minh Thu", RoleKind.STAFF, "TH", ""),
    ("truongphong", "Nguyễn Đức Thắng", RoleKind.HEAD, "TH", "TRƯỞNG PHÒNG"),
    ("thuongtruc", "Đặng Thị Hồng Ưu-Nguyễn", RoleKind.STANDING_OFFICE, "VPUBND", ""),
    ("hoidong", "Quàng Văn Ơn", RoleKind.COUNCIL_MEMBER, "VPUBND", ""),
    ("lanhdao", "Trịnh Quốc Bảo", RoleKind.LEADER, "VPUBND", "CHÁNH VĂN PHÒNG"),
    ("thongtin", "Vũ Ngọc Ánh", RoleKind.INFORMATION_CENTRE, "VPUBND", ""),
    ("quantri", "Phạm Hữu Lộc", RoleKind.ADMINISTRATOR, "UBND", ""),
    ("pholanhdao", "Cầm Thị Hạnh", RoleKind.LEADER, "VPUBND", "PHÓ CHÁNH VĂN PHÒNG"),
    ("canbo.kt", "Hoàng Anh Đào", RoleKind.STAFF, "KT", ""),
    ("truongphong.kt", "Mai Xuân Trường", RoleKind.HEAD, "KT", "TRƯỞNG PHÒNG"),
    ("canbo.kgvx", "Lê Thị Thảo", RoleKind.STAFF, "KGVX", ""),
    ("truongphong.kgvx", "Bùi Thanh Hải", RoleKind.HEAD, "KGVX", "TRƯỞNG PHÒNG"),
    ("canbo.snv", "Tòng Văn Phương", RoleKind.STAFF, "SNV", ""),
    ("thuongtruc.snv", "Đỗ Thu Giang", RoleKind.STANDING_OFFICE, "SNV", ""),
    ("giamdoc.snv", "Hà Trọng Nghĩa", RoleKind.LEADER, "SNV", "GIÁM ĐỐC"),
]
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Lò",
    "Cầm",
    "Quàng",
    "Tòng",
    "Hà",
    "Mai",
    "Lường",
    "Vì",
    "Đinh",
    "Phan",
    "Ngô",
]
MIDDLE = {
    "nam": ["Văn", "Đức", "Hữu", "Quốc", "Xuân", "Trọng", "Minh", "Thanh", "Anh", "Công"],
    "nu": ["Thị", "Thị Hồng", "Thị Minh", "Ngọc", "Thu", "Thị Kim", "Bích", "Thanh", "Thị Lan", "Khánh"],
}
GIVEN = {
    "nam": [
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Đạt",
        "Giang",
        "Hải",
        "Hiếu",
        "Khánh",
        "Long",
        "Nam",
        "Nghĩa",
        "Phong",
        "Quân",
        "Sơn",
        "Tùng",
        "Thắng",
        "Tuấn",
        "Vinh",
        "Ứng",
    ],
    "nu": [
        "Anh",
        "Ánh",
        "Chi",
        "Dung",
        "Giang",
        "Hà",
        "Hạnh",
        "Hiền",
        "Hoa",
        "Hương",
        "Lan",
        "Linh",
        "Mai",
        "Nga",
        "Ngọc",
        "Nhung",
        "Oanh",
        "Phương",
        "Thảo",
        "Yến",
    ],
}
POSITIONS = {
    "commune": [
        "Công chức Văn phòng - Thống kê",
        "Công chức Địa chính",
        "Công chức Văn hóa - Xã hội",
        "Chuyên viên",
    ],
    "team": ["Nhân viên lái xe", "Nhân viên phục vụ", "Nhân viên văn thư", "Nhân viên kỹ thuật"],
    "centre": ["Viên chức", "Chuyên viên", "Nhân viên", "Kỹ thuật viên"],
}
DEFAULT_POSITIONS = ["Chuyên viên", "Chuyên viên chính", "Phó Trưởng phòng", "Cán sự"]


def load(ctx: SimpleNamespace | None = None) -> SimpleNamespace:
    """Write units, people, accounts and roles; return what the other rooms' demos build on."""
    ctx = ctx or SimpleNamespace()
    ctx.rng = random.Random(20260101)
    ctx.today = today()
    ctx.units = _units()
    ctx.province = ctx.units["UBND"]
    ctx.people = _people(ctx)
    ctx.users = _accounts(ctx)
    return ctx


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for code, name, short_name, kind, symbol, parent, head_title in UNITS:
        issues = kind in ISSUING_KINDS or code in ISSUING_CODES
        superior = "" if kind in ("province", "commune") else PROVINCE
        if code in ISSUING_CODES:
            superior = units[parent or ""].name
        units[code] = create_unit(
            actor=None,
            parent=units.get(parent or ""),
            code=code,
            name=name,
            short_name=short_name,
            kind=kind,
            symbol=symbol,
            place=_place(code, name) if issues else "",
            superior_name=superior if issues else "",
            letterhead_name=name.removesuffix(f" tỉnh {PLACE}") if kind == "department" else name if issues else "",
            head_title=head_title,
            collective_led=kind in ("province", "commune"),
            issues_documents=issues,
            founded_on=dt.date(2015, 1, 1),
        )
    office = units["VPUBND"]
    office.letterhead_name = "Văn phòng"
    office.save(update_fields=["letterhead_name", "sort_key", "search_text"])
    return units


def _place(code: str, name: str) -> str:
    return name.split("nhân dân ")[1].split(" ", 1)[1] if code[:2] in ("P-", "X-") else PLACE


def _people(ctx: SimpleNamespace) -> list[Person]:
    """Ten or so a unit, ages 24 to 59, some in their first months, a few who left."""
    rows: list[Person] = []
    for unit in ctx.units.values():
        for _ in range(ctx.rng.randint(8, 12)):
            rows.append(_person(ctx, unit, f"{len(rows) + 1:05d}"))
    for person in rows:
        person.prepare()
    Person.objects.bulk_create(rows)
    return list(Person.objects.select_related("unit").order_by("pk"))


def _person(ctx: SimpleNamespace, unit: Unit, code: str) -> Person:
    rng = ctx.rng
    gender = rng.choice(["nam", "nu"])
    born = dt.date(rng.randint(1968, 2001), rng.randint(1, 12), rng.randint(1, 28))
    joined = dt.date(rng.randint(max(2005, born.year + 22), 2025), rng.randint(1, 12), 1)
    return Person(
        unit=unit,
        full_name=nfc(f"{rng.choice(FAMILY)} {rng.choice(MIDDLE[gender])} {rng.choice(GIVEN[gender])}"),
        gender=gender,
        birth_date=born,
        joined_on=joined,
        left_on=dt.date(ctx.today.year, 1, 15) if rng.random() < 0.02 else None,
        position=rng.choice(POSITIONS.get(unit.kind, DEFAULT_POSITIONS)),
        staff_code=code,
        direct_worker=unit.kind == Unit.Kind.TEAM,
    )


def _accounts(ctx: SimpleNamespace) -> dict[str, User]:
    """One account per role and a few neighbours, so that every list shows more than one unit."""
    password = make_password(PASSWORD)
    users = {}
    for number, (username, full_name, kind, code, title) in enumerate(ACCOUNTS, start=1):
        person = Person.objects.create(
            unit=ctx.units["TCHC"] if code in ("VPUBND", "UBND") else ctx.units[code],
            full_name=full_name,
            staff_code=f"TK{number:03d}",
            position=title.capitalize() or "Chuyên viên",
            joined_on=dt.date(2018, 6, 1),
        )
        user = User.objects.create(
            username=username,
            full_name=full_name,
            email=f"{username}@anson.vidu.vn",
            password=password,
            person=person,
        )
        grant_role(actor=None, user=user, unit=ctx.units[code], kind=kind, title=title)
        users[username] = user
    name_keepers(actor=users["quantri"], units=[ctx.units["VPUBND"]])
    return users


def accounts() -> list[tuple[str, str, str]]:
    """The demo accounts to print, one per kind of role: username, name, role at unit."""
    usernames = [row[0] for row in ACCOUNTS]
    roles = Role.objects.filter(user__username__in=usernames).select_related("user", "unit").order_by("pk")
    return [
        (role.user.username, role.user.full_name, f"{role.get_kind_display()}, {role.unit.short_name}")
        for role in roles
    ]
