"""How the audit trail names what this room does."""

ACT_NAMES = {
    "documents.issue": "Ban hành văn bản",
    "documents.withdraw": "Thu hồi văn bản",
    "documents.export": "Xuất sổ văn bản",
    "documents.load_bases": "Nạp căn cứ pháp lý",
    "documents.start_register": "Bắt đầu sổ văn bản",
}
