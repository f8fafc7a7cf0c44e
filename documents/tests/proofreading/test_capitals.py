"""capitals: Nghị định 30/2020/NĐ-CP, Phụ lục II."""

import pytest

from documents.proofreading.shapes import HEADING

from .plans import found, paragraph

FIRES = [
    ("Phát huy sức mạnh của các tầng lớp nhân dân trong tỉnh.", "nhân dân", "Nhân dân"),
    ("Chủ trương của Đảng, nhà nước được phổ biến.", "nhà nước", "Nhà nước"),
    ("Theo điểm a khoản 2 điều 10 của Luật này.", "điều", "Điều"),
    ("Theo quy định tại Khoản 2 Điều 10 của Luật này.", "Khoản", "khoản"),
    ("Căn cứ nghị định số 152/2025/NĐ-CP của Chính phủ.", "nghị định", "Nghị định"),
    ("Thực hiện luật Thi đua, khen thưởng.", "luật", "Luật"),
    ("Báo cáo ủy ban nhân dân tỉnh.", "ủy ban nhân dân", "Ủy ban nhân dân"),
    ("Báo cáo Ủy Ban Nhân Dân tỉnh.", "Ủy Ban Nhân Dân", "Ủy ban nhân dân"),
    ("Gửi về sở Nội vụ.", "sở", "Sở"),
    ("Gửi qua phòng Tổ chức - Hành chính.", "phòng", "Phòng"),
    ("Do Thủ tướng chính phủ giao.", "chính phủ", "Chính phủ"),
    ("Bằng khen của thủ tướng Chính phủ.", "thủ tướng", "Thủ tướng"),
    ("Trình bộ trưởng Bộ Nội vụ.", "bộ trưởng", "Bộ trưởng"),
    ("Theo hướng dẫn của bộ Nội vụ.", "bộ", "Bộ"),
    ("Đại biểu Quốc Hội khóa XVI.", "Quốc Hội", "Quốc hội"),
    ("Tặng huân chương Lao động hạng Nhì.", "huân chương", "Huân chương"),
    ("Tặng Huân chương Lao động hạng nhì.", "nhì", "Nhì"),
    ("Danh hiệu anh hùng lao động.", "anh hùng lao động", "Anh hùng Lao động"),
    ("Danh hiệu nghệ sĩ nhân dân.", "nghệ sĩ nhân dân", "Nghệ sĩ Nhân dân"),
    ("Tham quan thủ đô Hà Nội.", "thủ đô", "Thủ đô"),
    ("Học tập tại thành phố Hồ Chí Minh.", "thành phố", "Thành phố"),
    ("Họp chiều thứ sáu hằng tuần.", "sáu", "Sáu"),
    ("Nhân dịp tết Nguyên Đán.", "Nguyên Đán", "Nguyên đán"),
    ("Nêu gương người tốt; Tiếp tục nhân rộng điển hình.", "Tiếp tục", "tiếp tục"),
    ("Hồ sơ gửi đúng hạn. các phòng chịu trách nhiệm.", "các", "Các"),
    ("chủ động xây dựng kế hoạch của đơn vị mình.", "chủ", "Chủ"),
]
SILENT = [
    "Ủy ban nhân dân tỉnh, Hội đồng nhân dân các cấp, Tòa án nhân dân, lực lượng vũ trang nhân dân, an ninh nhân dân.",
    "Công tác quản lý nhà nước, cơ quan nhà nước, ngân sách nhà nước.",
    "Các phòng, sở, ngành; văn phòng phẩm; phòng họp; Trưởng phòng Hành chính; Chánh Văn phòng UBND tỉnh.",
    "Theo điểm a khoản 2 Điều 10; tại điều kiện này; điều 5 việc cần làm.",
    "Các nghị định, thông tư của Chính phủ; luật sư; kế hoạch số hóa; quyết định số lượng.",
    "Các thành phố Sơn La, Thái Nguyên; thủ đô các nước; huân chương và huy chương các loại.",
    "Theo Điều 169 của Bộ luật Lao động; tại trụ sở Ủy ban nhân dân xã; cơ sở Y tế tuyến tỉnh; vv. các nội dung khác.",
    "Cán bộ Công an xã; toàn bộ Quốc phòng; các bộ trưởng; chính phủ điện tử; trong nội bộ Y tế cơ sở.",
    "Thứ hai, nêu gương; đợt thứ hai; lần thứ năm; tuần thứ tư của tháng.",
    "Gồm v.v. và các nội dung khác; TP. Sơn La; Đ/c. Lò Văn An; lúc 7.30 sáng... rồi kết thúc.",
    "Đạt kết quả tốt; Sở Nội vụ tổng hợp; Phong trào “Đoàn kết” được duy trì; Tổ chức Công đoàn phối hợp.",
]


@pytest.mark.parametrize(("body", "words", "right"), FIRES)
def test_capitals_that_the_annex_asks_for(body, words, right):
    [finding] = found(paragraph(body), "capitals")
    assert (finding.words, finding.suggestion, finding.certain) == (words, right, True)
    assert finding.severity != "error"


@pytest.mark.parametrize("body", SILENT)
def test_capitals_that_are_right(body):
    assert [each.words for each in found(paragraph(body), "capitals")] == []


def test_titles_in_capitals_and_items_of_a_list_are_left_alone():
    assert found(paragraph("QUYỀN LÀM CHỦ CỦA NHÂN DÂN", kind=HEADING), "capitals") == []
    assert (
        found(paragraph("- rà soát hồ sơ của từng người trong cả phòng;\n- báo cáo kết quả rà soát."), "capitals") == []
    )
