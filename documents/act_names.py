"""How the audit trail names what this room does."""

ACT_NAMES = {
    "documents.issue": "Ban hành văn bản",
    "documents.withdraw": "Thu hồi văn bản",
    "documents.export": "Xuất sổ văn bản",
    "documents.load_bases": "Nạp căn cứ pháp lý",
    "documents.start_register": "Bắt đầu sổ văn bản",
    "documents.open_series": "Lập hệ thống số riêng",
    "documents.share_book": "Dùng chung một hệ thống số cho nhiều loại văn bản",
    "documents.keep_entry": "Ghi sổ đăng ký văn bản đi",
    "documents.print_register": "In sổ đăng ký văn bản đi",
}
