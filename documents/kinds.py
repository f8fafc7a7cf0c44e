"""The types of administrative documents and their abbreviations.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, Mục I.
"""

OFFICIAL_LETTER = "CV"  # công văn: it has no type name and no abbreviation in its number
MINUTES = "BB"
DECISION = "QĐ"
PLAN = "KH"
SUBMISSION = "TTr"
RESOLUTION = "NQ"
REPORT = "BC"
TELEGRAM = "CĐ"
INVITATION = "GM"
LETTER_OF_INTRODUCTION = "GGT"
LEAVE_PAPER = "GNP"

# Code → name, in the decree's own order; công văn stands last because the decree's table has no row for it.
KINDS: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "CV": "Công văn",
}


# The forms of copies (the same table): one series of numbers a year for all three.
COPY = "SY"
EXCERPT = "TrS"
COPY_OF_COPY = "SL"
COPY_FORMS: dict[str, str] = {COPY: "Sao y", EXCERPT: "Trích sao", COPY_OF_COPY: "Sao lục"}


def kind_name(kind: str) -> str:
    """Return the Vietnamese name of the type, or the code itself when it is none of the decree's."""
    return KINDS.get(kind) or ("Bản sao" if kind == COPY else COPY_FORMS.get(kind, kind))


def notation(kind: str, issuer_symbol: str, drafter_symbol: str = "") -> str:
    """Return the ký hiệu, what stands after the slash of the number.

    "KH-VP" for a plan of VP; "VP-TCHC" for a công văn of VP drafted by TCHC, because a công văn carries no
    abbreviation of its type. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.b.
    """
    parts = [issuer_symbol, drafter_symbol] if kind == OFFICIAL_LETTER else [kind, issuer_symbol]
    return "-".join(part for part in parts if part)


def number_text(number: int | None) -> str:
    """Return the number as printed, 01 to 09 with their zero (Phụ lục I, Phần I, Mục II.3.c), or nothing."""
    return "" if number is None else f"{number:02d}"
