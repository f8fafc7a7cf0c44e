"""How the audit trail names what this room does."""

ACT_NAMES = {
    "plans.create": "Tạo dự thảo kế hoạch",
    "plans.save": "Lưu kế hoạch",
    "plans.submit": "Gửi ký kế hoạch",
    "plans.take_back": "Lấy lại kế hoạch để sửa",
    "plans.return": "Trả lại kế hoạch",
    "plans.issue": "Ban hành kế hoạch",
    "plans.put_on_record": "Ghi nhận kế hoạch đã ban hành",
    "plans.delete": "Xóa dự thảo kế hoạch",
    "plans.dismiss_warnings": "Bỏ danh sách cần xem lại",
    "plans.dismiss_finding": "Bỏ qua điều soát lỗi",
    "plans.reopen_finding": "Mở lại điều soát lỗi",
    "plans.arrange_task": "Sắp xếp nhiệm vụ",
    "plans.report_task": "Báo nhiệm vụ đã xong",
    "plans.reopen_task": "Mở lại nhiệm vụ",
}
