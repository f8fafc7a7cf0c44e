"""Which corrected names are slips, which are somebody else's."""

import pytest

from awards.likeness import Likeness, likeness


@pytest.mark.parametrize(
    ("written", "new", "found"),
    [
        ("Phan Trọng Long", "PHAN  Trọng Long", "same"),
        ("Đặng Thị Hồng Ưu Nguyễn", "Đặng Thị Hồng Ưu-Nguyễn", "same"),
        ("Long Phan Trọng", "Phan Trọng Long", "same"),
        ("UBND xã Đông Sơn", "Ủy ban nhân dân xã Đông Sơn", "same"),
        ("Phan Trọng Long", "Phan Trọng Lông", "doubtful"),
        ("Phann Trọng Lonng", "Phan Trọng Long", "doubtful"),
        ("Phạm Trọng Long", "Phan Trọng Long", "doubtful"),
        ("Trần Thị Hồng", "Trần Thị Hồng Nhung", "doubtful"),
        ("Lê Văn An", "Lê Văn Am", "doubtful"),
        ("Phòng Hành chánh - Tổ chức", "Phòng Hành chính - Tổ chức", "doubtful"),
        ("Phan Trọng Long", "Đặng Thị Hồng Ưu-Nguyễn", "other"),
        ("Nguyễn Văn An", "Nguyễn Văn Bình", "other"),
        ("Nguyễn Văn An", "Trần Thị An", "other"),
        ("Tổ Văn thư 1", "Tổ Văn thư 2", "other"),
        ("Phòng Tổ chức", "Phòng Kế toán", "other"),
    ],
)
def test_a_slip_is_told_from_another_name(written, new, found):
    assert likeness(written, new) is Likeness(found)
    assert likeness(new, written) is Likeness(found)
