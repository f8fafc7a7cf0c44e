"""How the audit trail names what this room does."""

ACT_NAMES = {
    "reminders.retry": "Gửi lại thư",
    "reminders.urge": "Soạn công văn đôn đốc",
    "reminders.feed_create": "Tạo địa chỉ lịch",
    "reminders.feed_renew": "Đổi địa chỉ lịch",
    "reminders.feed_revoke": "Thu hồi địa chỉ lịch",
    "reminders.keep_day": "Ghi ngày vào lịch nghỉ",
    "reminders.remove_day": "Bỏ ngày khỏi lịch nghỉ",
    "reminders.propose_year": "Lập lịch nghỉ của năm",
    "reminders.confirm_year": "Xác nhận đã đối chiếu lịch nghỉ",
    "reminders.change_hours": "Đổi giờ gửi thư",
    "reminders.change_schedule": "Đổi lịch nhắc của một loại việc",
    "reminders.keep_recurring": "Ghi việc định kỳ",
    "reminders.recurring_done": "Đánh dấu xong một kỳ của việc định kỳ",
    "reminders.recurring_open": "Bỏ dấu xong của một kỳ",
}
