"""How the audit trail names what this room does."""

ACT_NAMES = {
    "units.create": "Thêm đơn vị",
    "units.change": "Sửa đơn vị",
    "units.move": "Chuyển đơn vị",
    "units.dissolve": "Giải thể, sáp nhập đơn vị",
    "units.settle_roles": "Chuyển, thôi giao vai trò ở đơn vị đã giải thể",
    "units.create_person": "Thêm cá nhân",
    "units.change_person": "Sửa cá nhân",
    "units.move_people_on": "Chuyển cá nhân sang đơn vị kế thừa",
    "units.write_people": "Nhập danh sách cá nhân",
    "units.write_units": "Nhập danh sách đơn vị",
    "units.merge_people": "Gộp hai hồ sơ của một người",
    "units.not_same": "Xác định là hai người",
    "units.create_user": "Mở tài khoản",
    "units.change_account": "Sửa tài khoản",
    "units.grant_role": "Giao vai trò",
    "units.name_keepers": "Chỉ định cơ quan giữ phần dùng chung",
    "units.end_role": "Thôi giao vai trò",
}
