"""How the audit trail names what this room does."""

ACT_NAMES = {
    "documents.draft_create": "Tạo văn bản dự thảo",
    "documents.draft_save": "Lưu văn bản dự thảo",
    "documents.draft_delete": "Xóa văn bản dự thảo",
    "documents.draft_submit": "Gửi ký văn bản",
    "documents.draft_take_back": "Lấy lại văn bản trình ký",
    "documents.draft_return": "Trả lại văn bản trình ký",
    "documents.draft_issue": "Ký ban hành văn bản dự thảo",
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
