"""The kinds of changes, in the order and the words in which they are shown."""

YEAR, SCHOOL, TIME, DUE, ANNIVERSARY, BASIS, PARENT, UNIT = (
    "year", "school", "time", "due", "anniversary", "basis", "parent", "unit",
)  # fmt: skip
NEW_NUMBER, ORDINAL, TERM, UNKNOWN_BASIS, RESTORE = "new-number", "ordinal", "term", "unknown-basis", "restore"

KINDS = {
    YEAR: "Năm",
    SCHOOL: "Năm học",
    TIME: "Ngày, tháng trong lời văn",
    DUE: "Thời hạn của nhiệm vụ",
    ANNIVERSARY: "Số năm kỷ niệm",
    BASIS: "Căn cứ hết hiệu lực",
    PARENT: "Kế hoạch cấp trên",
    UNIT: "Tên cơ quan",
    RESTORE: "Khôi phục dấu",
    NEW_NUMBER: "Văn bản của năm cũ, cần số mới",
    ORDINAL: "Kỳ đại hội, khóa, lần thứ",
    TERM: "Giai đoạn, nhiệm kỳ",
    UNKNOWN_BASIS: "Căn cứ chưa có trong danh mục",
}
