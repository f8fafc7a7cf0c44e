"""What is pasted from Word into a plain field becomes what one would have typed."""

import pytest

from documents.pasted import as_typed


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [
        ("1.\tNội dung\r\n2.\tKinh phí", "1. Nội dung\n2. Kinh phí"),
        ("I.\tMỤC ĐÍCH\n1.1.\tYêu cầu\na)\tMột", "I. MỤC ĐÍCH\n1.1. Yêu cầu\na) Một"),
        ("-\tMột;\n•\tHai;\n\uf0b7\tBa;\no\tBốn.", "- Một;\n- Hai;\n- Ba;\n- Bốn."),
        ("TT\tHọ và tên\tĐơn vị\n1\tTrần Văn Bình\tPhòng A | B\n2\tLò Thị Thu\t",
         "| TT | Họ và tên | Đơn vị |\n| 1 | Trần Văn Bình | Phòng A / B |\n| 2 | Lò Thị Thu |  |"),
        ("Thời gian:\t08 giờ 00\nĐịa điểm:\tHội trường", "Thời gian: 08 giờ 00\nĐịa điểm: Hội trường"),
        ("Một dòng\tcó\thai tab", "Một dòng có hai tab"),
        ("- Một;\n+ Hai;\n– Ba", "- Một;\n+ Hai;\n– Ba"),
        ("ông Bình\nođược", "ông Bình\nođược"),
        ("", ""),
    ],
)  # fmt: skip
def test_tabs_of_lists_and_tables(pasted, typed):
    assert as_typed(pasted) == typed


def test_what_was_typed_here_stays_as_it_is():
    typed = "I. Kết quả\n1. Về phong trào\n- Một;\n| TT | Tên |\n| 1 | A |\nĐiều 1. Thi hành./."
    assert as_typed(typed) == typed
