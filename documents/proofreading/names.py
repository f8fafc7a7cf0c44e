"""What the pages call the rules."""

NAMES = {
    "repeated-word": "Lặp từ",
    "repeated-paragraph": "Lặp đoạn",
    "year-drift": "Sót năm cũ",
    "citation-conflict": "Viện dẫn mâu thuẫn",
    "superseded-basis": "Căn cứ hết hiệu lực",
    "unknown-basis": "Căn cứ chưa có trong danh mục",
    "numbering": "Đánh số",
    "missing-annex": "Thiếu phụ lục",
    "rare-variant": "Viết khác trong cùng văn bản",
    "misspelling": "Chính tả",
    "spacing": "Khoảng trắng",
    "punctuation": "Dấu câu",
    "unfinished-list": "Liệt kê chưa hết",
    "missing-closing": "Thiếu lời kết",
    "missing-part": "Thiếu thành phần",
    "agency-unknown": "Cơ quan chưa có trong cây đơn vị",
    "task-without-owner": "Nhiệm vụ chưa có cơ quan",
    "deadline-outside": "Thời hạn ngoài năm, quý",
    "capitals": "Viết hoa",
    "garbled-text": "Chữ bị lỗi dấu",
}
