"""The styles of our Word files: what each paragraph is, so that Word shows it and reading it back is exact.

A style is known by its name, because other programs that save the file make identifiers of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class Style(NamedTuple):
    """A style's identifier inside our file and its name, which Word's list of styles shows."""

    id: str
    name: str


NORMAL = Style("Normal", "Normal")
SUPERIOR = Style("CoQuanChuQuan", "NĐ30 Cơ quan chủ quản")
ISSUER = Style("CoQuanBanHanh", "NĐ30 Cơ quan ban hành")
COUNTRY = Style("QuocHieu", "NĐ30 Quốc hiệu")
MOTTO = Style("TieuNgu", "NĐ30 Tiêu ngữ")
NUMBER = Style("SoKyHieu", "NĐ30 Số, ký hiệu")
PLACE_DATE = Style("DiaDanhNgay", "NĐ30 Địa danh, ngày")
LETTER_SUBJECT = Style("TrichYeuCongVan", "NĐ30 Trích yếu công văn")
RULE = Style("NetKe", "NĐ30 Nét kẻ")
STAMP = Style("DauChiMuc", "NĐ30 Dấu chỉ mức độ")
TYPE_NAME = Style("TenLoai", "NĐ30 Tên loại")
SUBJECT = Style("TrichYeu", "NĐ30 Trích yếu")
AUTHORITY = Style("ThamQuyen", "NĐ30 Thẩm quyền ban hành")
ADDRESSEE = Style("KinhGui", "NĐ30 Kính gửi")
BASIS = Style("CanCu", "NĐ30 Căn cứ")
BODY = Style("DoanVan", "NĐ30 Đoạn văn")
PLAIN_HEADING = Style("TieuDeKhongSo", "NĐ30 Tiêu đề không số")
ITEM = Style("GachDauDong", "NĐ30 Gạch đầu dòng")
DIVISION = Style("Phan", "NĐ30 Phần")
DIVISION_TITLE = Style("TenPhan", "NĐ30 Tên phần")
SECTION = Style("Heading1", "heading 1")
CLAUSE_TITLE = Style("Heading2", "heading 2")
POINT_TITLE = Style("Heading3", "heading 3")
CLAUSE = Style("Khoan", "NĐ30 Khoản")
POINT = Style("Diem", "NĐ30 Điểm")
ENACTING = Style("QuyetDinh", "NĐ30 Lệnh ban hành")
ARTICLE = Style("Dieu", "NĐ30 Điều")
ARTICLE_TITLE = Style("DieuCoTen", "NĐ30 Điều có tên")
CLOSING = Style("LoiKet", "NĐ30 Lời kết")
END_MARK = Style("DauKet", "NĐ30 Dấu kết")
CELL = Style("OBang", "NĐ30 Ô bảng")
CELL_HEAD = Style("DauBang", "NĐ30 Đầu bảng")
CELL_GROUP = Style("NhomBang", "NĐ30 Nhóm trong bảng")
RECIPIENTS = Style("NoiNhan", "NĐ30 Nơi nhận")
RECIPIENT = Style("MucNoiNhan", "NĐ30 Mục nơi nhận")
SIGN_AUTHORITY = Style("QuyenHan", "NĐ30 Quyền hạn")
SIGN_TITLE = Style("ChucVu", "NĐ30 Chức vụ")
SIGN_POST = Style("ChucVuKhac", "NĐ30 Chức vụ khác")
SIGN_NAME = Style("NguoiKy", "NĐ30 Người ký")
ANNEX_LABEL = Style("PhuLuc", "NĐ30 Phụ lục")
ANNEX_TITLE = Style("TenPhuLuc", "NĐ30 Tên phụ lục")
ANNEX_SUBTITLE = Style("TenPhuPhuLuc", "NĐ30 Dòng dưới tên phụ lục")
ANNEX_NOTE = Style("KemTheo", "NĐ30 Kèm theo")
PAGE_NUMBER = Style("SoTrang", "NĐ30 Số trang")
CONTACT = Style("DiaChi", "NĐ30 Địa chỉ")
GAP = Style("KheTrang", "NĐ30 Khe")

# Words of a paragraph that are not its own: what the drafter's mark adds to the last recipient.
DRAFTER = Style("NguoiSoan", "NĐ30 Ký hiệu người soạn")

# Punctuation that the decree asks for and the layout sets (";", "." and "./."), by what stood there before it.
SET_MARKS: dict[str, Style] = {
    "": Style("DauTuDat", "NĐ30 Dấu tự đặt"),
    ".": Style("DauTuDatChamCu", "NĐ30 Dấu tự đặt thay dấu chấm"),
    ";": Style("DauTuDatChamPhayCu", "NĐ30 Dấu tự đặt thay dấu chấm phẩy"),
    ",": Style("DauTuDatPhayCu", "NĐ30 Dấu tự đặt thay dấu phẩy"),
}
MARK_BEFORE: dict[str, str] = {style.name: mark for mark, style in SET_MARKS.items()}
