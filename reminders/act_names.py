"""How the audit trail names what this room does."""

ACT_NAMES = {
    "reminders.retry": "Gửi lại thư",
}
