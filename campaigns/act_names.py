"""How the audit trail names what this room does."""

ACT_NAMES = {
    "campaigns.create": "Lập phong trào",
    "campaigns.change": "Sửa phong trào",
    "campaigns.launch": "Phát động phong trào",
    "campaigns.review": "Ghi nhận đã sơ kết phong trào",
    "campaigns.end": "Kết thúc phong trào",
    "campaigns.move_deadline": "Đổi hạn đăng ký",
    "campaigns.save_registration": "Lưu đăng ký thi đua",
    "campaigns.send_registration": "Gửi đăng ký thi đua",
    "campaigns.withdraw_registration": "Rút đăng ký thi đua",
    "campaigns.accept_late": "Đồng ý nhận đăng ký muộn",
    "campaigns.write_story": "Viết bài gương điển hình",
    "campaigns.change_story": "Sửa bài gương điển hình",
    "campaigns.publish_story": "Ghi việc đăng bài gương điển hình",
    "campaigns.withdraw_story": "Rút bài gương điển hình đã đăng",
    "campaigns.drop_story": "Xóa bản nháp bài gương điển hình",
    "campaigns.export_stories": "Xuất danh sách bài gương điển hình",
}
