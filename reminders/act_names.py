"""How the audit trail names what this room does."""

ACT_NAMES = {
    "reminders.retry": "Gửi lại thư",
    "reminders.urge": "Soạn công văn đôn đốc",
    "reminders.keep_day": "Ghi ngày vào lịch nghỉ",
    "reminders.remove_day": "Bỏ ngày khỏi lịch nghỉ",
    "reminders.propose_year": "Lập lịch nghỉ của năm",
    "reminders.confirm_year": "Xác nhận đã đối chiếu lịch nghỉ",
    "reminders.change_hours": "Đổi giờ gửi thư",
}
