"""The same plan as different programs hand it over: the header in two cells flattened, bases that are each a
paragraph, titles under "Phần thứ nhất", lines broken inside sentences, recipients beside the signer."""

import pytest

from core.exceptions import Refused
from plans.reading import read_text
from plans.reading.lines import Line, mark_indents

BODY = """I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Khích lệ từng người làm tốt việc được giao.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng theo dõi, đôn đốc.
Trên đây là Kế hoạch năm 2025 của Sở./.
"""
ENDING = """Nơi nhận:
- Ủy ban nhân dân tỉnh (b/c);
- Lưu: VT.
GIÁM ĐỐC
Lý Thị Hoa
"""


def plan_text(
    header: str = "", subject: str = "Thi đua năm 2025", opening: str = "", body: str = BODY, ending: str = ENDING
) -> str:
    opening = opening or "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;\nSở Y tế ban hành Kế hoạch như sau:"
    return f"{header}\nKẾ HOẠCH\n{subject}\n{opening}\n{body}{ending}"


@pytest.mark.parametrize(
    "header",
    [
        "ỦY BAN NHÂN DÂN TỈNH AN SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-SYT An Sơn, ngày 15 tháng 01 năm 2025",
        "ỦY BAN NHÂN DÂN TỈNH AN SƠN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "         SỞ Y TẾ                        Độc lập - Tự do - Hạnh phúc\n"
        "     Số: 12/KH-SYT                  An Sơn, ngày 15 tháng 01 năm 2025",
        "ỦY BAN NHÂN DÂN TỈNH AN SƠN\nSỞ Y TẾ\nSố: 12 /KH-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nAn Sơn, ngày 15 tháng 01\nnăm 2025",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nAn Sơn, ngày 15 tháng 01 năm 2025\n"
        "ỦY BAN NHÂN DÂN TỈNH AN SƠN\nSỞ Y TẾ\nSố: 12/KH-SYT",
    ],
)
def test_the_header_is_read_however_its_two_cells_were_flattened(header):
    found = read_text(plan_text(header)).header
    assert (found.superior, found.issuer, found.number) == ("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "SỞ Y TẾ", "12/KH-SYT")
    assert (found.place, f"{found.issued_on:%d/%m/%Y}", found.rest) == ("An Sơn", "15/01/2025", [])


@pytest.mark.parametrize("number", ["Số:      /KH-SYT", "Số: ……/KH-SYT", "Số: ...../KH-SYT"])
def test_a_blank_number_and_date_leave_symbol_and_place(number):
    found = read_text(plan_text(f"SỞ Y TẾ\n{number}         An Sơn, ngày      tháng     năm 2025")).header
    assert (found.number, found.place, found.issued_on, found.rest) == ("/KH-SYT", "An Sơn", None, [])


def test_the_name_of_a_commune_on_the_line_below_belongs_to_its_committee():
    found = read_text(plan_text("ỦY BAN NHÂN DÂN\nXÃ LÂM BÌNH\nSố: 3/KH-UBND")).header
    assert (found.superior, found.issuer) == ("", "ỦY BAN NHÂN DÂN XÃ LÂM BÌNH")


def test_a_date_under_the_title_goes_to_the_header():
    plan = read_text(plan_text(subject="Thi đua năm 2025\nAn Sơn, ngày 15 tháng 01 năm 2025"))
    assert (plan.subject, plan.header.place) == ("Thi đua năm 2025", "An Sơn")


def test_a_subject_broken_after_an_open_word_goes_on_below_a_blank_line():
    plan = read_text(
        plan_text(
            subject="Kiểm tra công tác thi đua, khen thưởng của ngành Y tế và\n\nngành Giáo dục\n\nĐồng bằng năm 2025"
        )
    )
    assert plan.subject.startswith("Kiểm tra công tác thi đua, khen thưởng của ngành Y tế và ngành Giáo dục")


def test_each_basis_is_a_paragraph_even_when_its_line_is_full():
    opening = (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 của Quốc hội;\n"
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ\n"
        "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;\n"
        "Căn cứ Kế hoạch số 08/KH-UBND ngày 06 tháng 01 năm 2025 của tỉnh An Sơn;\n"
        "Sở Y tế ban hành Kế hoạch công tác thi đua, khen thưởng của toàn ngành năm\n"
        "2025 với các nội dung như sau đây, để các đơn vị trong ngành cùng thực hiện,\n"
        "theo dõi và báo cáo:"
    )
    plan = read_text(plan_text(opening=opening))
    assert [block.text.split()[0] for block in plan.opening] == ["Căn", "Căn", "Căn", "Sở"]
    assert [basis.number for basis in plan.bases] == [None, "98/2023/NĐ-CP", "08/KH-UBND"]


def test_a_basis_that_ends_with_a_comma_is_over_when_the_issuer_speaks():
    plan = read_text(
        plan_text(
            opening="Căn cứ Kế hoạch số 9/KH-SGDĐT ngày 05/9/2024 của Sở;\n"
            "Căn cứ tình hình của nhà trường,\nTrường Tiểu học Bản Mế ban hành Kế hoạch:"
        )
    )
    assert len(plan.opening) == 3


@pytest.mark.parametrize("title", ["\nKẾT QUẢ NĂM 2024", "\n\nKẾT QUẢ\nNĂM 2024", ": KẾT QUẢ NĂM 2024"])
def test_the_title_of_a_part_stands_under_its_number(title):
    plan = read_text(
        plan_text(
            body=f"Phần thứ nhất{title}\nI. VIỆC ĐÃ LÀM\nMười việc.\nPhần thứ hai\nNHIỆM VỤ\n"
            "I. VIỆC SẼ LÀM\nHai việc.\nTrên đây là Kế hoạch của Sở./.\n"
        )
    )
    heads = [(section.level, section.number, section.heading) for section in plan.walk()]
    assert heads == [
        (0, "Phần thứ nhất", "KẾT QUẢ NĂM 2024"),
        (1, "I", "VIỆC ĐÃ LÀM"),
        (0, "Phần thứ hai", "NHIỆM VỤ"),
        (1, "I", "VIỆC SẼ LÀM"),
    ]


def test_a_sentence_beside_a_number_goes_on_before_a_capital_or_a_figure():
    body = BODY.replace(
        "1. Văn phòng theo dõi, đôn đốc.\n",
        (
            "1. Quán triệt tư tưởng của Chủ tịch Hồ Chí Minh về thi đua; thực hiện nghiêm\n"
            "Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị và các văn bản của tỉnh\n"
            "về học tập và làm theo tư tưởng, đạo đức, phong cách của Người trong toàn thể\n"
            "công chức, viên chức và người lao động của ngành.\n"
            "2. Yêu cầu: gắn phong trào với việc hoàn thành nhiệm vụ của năm và kế hoạch\n"
            "5 năm 2021 - 2025 của ngành, với công trình cụ thể, có người chịu trách nhiệm\n"
            "và có ngày hoàn thành.\n"
        ),
    )
    second = read_text(plan_text(body=body)).sections[1]
    assert [(section.number, len(section.blocks)) for section in second.children] == [("1", 0), ("2", 0)]
    assert "thực hiện nghiêm Chỉ thị số 05-CT/TW" in second.children[0].heading
    assert "kế hoạch 5 năm 2021 - 2025" in second.children[1].heading


def test_a_heading_after_a_table_is_no_part_of_its_last_row():
    body = BODY.replace(
        "II. TỔ CHỨC THỰC HIỆN\n",
        "II. VIỆC LÀM\nTT\tNội dung\tĐơn vị chủ trì\n1\tSơ kết\tVăn phòng\nIII. TỔ CHỨC THỰC HIỆN\n",
    )
    plan = read_text(plan_text(body=body))
    assert [section.heading for section in plan.sections][2] == "TỔ CHỨC THỰC HIỆN"
    assert [(task.content, task.agencies) for task in plan.tasks()] == [("Sơ kết", "Văn phòng")]


def test_the_office_beside_a_recipient_is_the_signers():
    ending = (
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Thường trực Tỉnh ủy; KT. CHỦ TỊCH\n- Các sở, ngành; PHÓ CHỦ TỊCH\n"
        "- VPUB: LĐVP, TH;\n- Lưu: VT, NC (T).\nVừ A Páo\n"
    )
    plan = read_text(plan_text(ending=ending))
    assert plan.recipients == ["Thường trực Tỉnh ủy;", "Các sở, ngành;", "VPUB: LĐVP, TH;", "Lưu: VT, NC (T)."]
    assert plan.signer.authority.splitlines() == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert (plan.signer.title, plan.signer.name) == ("PHÓ CHỦ TỊCH", "Vừ A Páo")


def test_recipients_without_dashes_are_recipients_to_the_last():
    ending = "Nơi nhận:\nSở Nội vụ;\nVPUB: LĐVP, NC, TH;\nLưu: VT, NC (T).\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVừ A Páo\n"
    plan = read_text(plan_text(ending=ending))
    assert plan.recipients == ["Sở Nội vụ;", "VPUB: LĐVP, NC, TH;", "Lưu: VT, NC (T)."]
    assert (plan.signer.authority, plan.signer.title) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


KT_GD = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phan Văn Hòa")


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n(Đã ký)\n\nPhan Văn Hòa", KT_GD),
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\nPhan Văn Hòa", KT_GD),
        ("**KT. GIÁM ĐỐC**\n\n**PHÓ GIÁM ĐỐC**\n\n*(Đã ký)*\n\n**Phan Văn Hòa**", KT_GD),
        (
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\nGiàng A Chu",
            ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Giàng A Chu"),
        ),
        (
            "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nVũ Hà",
            ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Vũ Hà"),
        ),
        (
            "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH\nVũ Hà",
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC - HÀNH CHÍNH", "Vũ Hà"),
        ),
        ("Q. GIÁM ĐỐC\nBSCKII. Hà Quang Tuấn", ("", "Q. GIÁM ĐỐC", "BSCKII. Hà Quang Tuấn")),
        ("GIÁM ĐỐC\nTS.BS. Nguyễn Văn Đức", ("", "GIÁM ĐỐC", "TS.BS. Nguyễn Văn Đức")),
        ("CHỦ TỊCH\nGIÀNG A PÁO", ("", "CHỦ TỊCH", "GIÀNG A PÁO")),
        ("CHỦ TỊCH HỘI ĐỒNG\nHIỆU TRƯỞNG\nHoàng Thị Yến", ("", "CHỦ TỊCH HỘI ĐỒNG\nHIỆU TRƯỞNG", "Hoàng Thị Yến")),
    ],
)
def test_authority_office_and_name_are_told_apart(signature, expected):
    for ending in (
        f"Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n{signature}\n",
        f"{signature}\nNơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n",
    ):
        plan = read_text(plan_text(ending=ending))
        assert (plan.signer.authority, plan.signer.title, plan.signer.name) == expected
        assert plan.recipients == ["Sở Nội vụ;", "Lưu: VT."]


@pytest.mark.parametrize(
    "ending",
    [
        "Nơi nhận: - Sở Nội vụ; - Các phòng; - Lưu: VT.\tKT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Phan Văn Hòa\n",
        "| **Nơi nhận:**<br>- Sở Nội vụ;<br>- Các phòng;<br>- Lưu: VT. | **KT. GIÁM ĐỐC**<br>**PHÓ GIÁM "
        "ĐỐC**<br><br>Phan Văn Hòa |\n"
        "|---|---|\n",
        "| Nơi nhận: | KT. GIÁM ĐỐC |\n|---|---|\n| - Sở Nội vụ; | PHÓ GIÁM ĐỐC |\n| - Các phòng; | |\n"
        "| - Lưu: VT. | Phan Văn Hòa |\n",
        "Nơi nhận: KT. GIÁM ĐỐC\n- Sở Nội vụ; PHÓ GIÁM ĐỐC\n- Các phòng;\n- Lưu: VT. Phan Văn Hòa\n",
    ],
)
def test_both_columns_of_the_end_are_read_from_a_table(ending):
    plan = read_text(plan_text(ending=ending))
    assert plan.recipients == ["Sở Nội vụ;", "Các phòng;", "Lưu: VT."]
    assert (plan.signer.authority, plan.signer.title, plan.signer.name) == KT_GD


def test_a_list_with_its_own_title_after_the_signature_is_an_annex():
    plan = read_text(plan_text(ending=ENDING + "LỊCH KIỂM TRA\n(Kèm theo Kế hoạch số 5/KH-SYT)\nTuần đầu tháng 3.\n"))
    assert plan.signer.name == "Lý Thị Hoa"
    assert [(section.numbering, section.heading) for section in plan.sections][-1] == ("annex", "LỊCH KIỂM TRA")


def test_an_annex_note_under_its_title_opens_no_second_annex():
    plan = read_text(plan_text(ending=ENDING + "PHỤ LỤC\nDANH MỤC\n(Kèm theo Kế hoạch số 5/KH-SYT)\nMột việc.\n"))
    assert [section.heading for section in plan.sections if section.numbering == "annex"] == ["DANH MỤC"]


def test_what_a_signing_tool_printed_is_not_read_as_recipients_or_signer():
    tool = (
        "Người ký: Lý Thị Hoa\nEmail: hoalt@anson.gov.vn\nCơ quan: Sở Y tế, Tỉnh An Sơn\nThời gian ký: 15.01.2025 "
        "11:02:45 +07:00\n\t\tSở Y tế\n\t2025-01-15T11:02:45+07:00\n\tTỉnh An Sơn\n\tLý Thị Hoa<a@b.vn> "
        "đã ký lên văn "
        "bản này!\n"
    )
    plan = read_text(plan_text(ending=ENDING + tool))
    assert (len(plan.recipients), plan.signer.title, plan.signer.name) == (2, "GIÁM ĐỐC", "Lý Thị Hoa")
    assert [block.text for block in plan.closing] == ["Trên đây là Kế hoạch năm 2025 của Sở./."]
    assert "digital-stamp" in {warned.code for warned in plan.warnings}


@pytest.mark.parametrize(
    ("subject", "year"),
    [
        ("Thi đua, khen thưởng năm học 2024 - 2025", 2024),
        ("THI ĐUA NĂM HỌC 2024-2025", 2024),
        ("Thi đua quý I/2025", 2025),
        ("Phong trào thi đua đặc biệt", 2023),
    ],
)
def test_the_year_is_found_without_the_words_of_the_year(subject, year):
    opening = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\nSở Y tế ban hành Kế hoạch:"
    header = "SỞ Y TẾ\nAn Sơn, ngày 02 tháng 12 năm 2023" if year == 2023 else ""
    body = BODY.replace(" năm 2025", "")
    assert read_text(plan_text(header, subject, opening, body)).year == year


@pytest.mark.parametrize(
    "text",
    [
        "An Sơn phát động thi đua năm 2025\nSáng 10/01, tỉnh công bố kế hoạch thi đua năm 2025.\n1. "
        "Kinh tế tăng 8%.\n2. Thu vượt.\n",
        "SỞ NỘI VỤ\nV/v xây dựng kế hoạch\nKính gửi: Các phòng\nSở đề nghị:\n1. Chỉ tiêu.\n2. Việc "
        "làm.\nNơi nhận:\n- Như trên;\n"
        "- Lưu: VT.\nGIÁM ĐỐC\nVũ Hà\n",
        "HỢP ĐỒNG LAO ĐỘNG\nĐiều 1. Kế hoạch làm việc\n1. Giờ làm\n2. Nghỉ\n",
    ],
)
def test_a_text_that_only_speaks_of_a_plan_is_refused(text):
    with pytest.raises(Refused):
        read_text(text)


def test_a_heading_may_end_with_a_word_that_looks_like_one_a_number_belongs_to():
    body = BODY.replace(
        "1. Văn phòng theo dõi, đôn đốc.\n",
        "1. Rà soát hồ sơ\na. Hồ sơ cũ.\nb. Hồ sơ mới.\n2. Quản lý quỹ\n3. Báo cáo.\n",
    )
    second = read_text(plan_text(body=body)).sections[1]
    assert [section.number for section in second.walk()] == ["II", "1", "a", "b", "2", "3"]


def test_a_table_set_with_spaces_ends_where_text_runs_across_its_columns():
    body = BODY.replace("II. TỔ CHỨC THỰC HIỆN\n", """II. LỊCH
 TT      Nội dung               Đơn vị chủ trì        Thời gian
 1       Phát động thi đua      Văn phòng             Tháng 3
 2       Tổng kết thi đua       Phòng Tổ chức         Tháng 12
         cả năm
Các phòng gửi kết quả về Văn phòng trước ngày 25 hằng tháng.
III. TỔ CHỨC THỰC HIỆN
""")
    plan = read_text(plan_text(body=body))
    assert [(task.content, task.agencies, task.time) for task in plan.tasks()] == [
        ("Phát động thi đua", "Văn phòng", "Tháng 3"), ("Tổng kết thi đua cả năm", "Phòng Tổ chức", "Tháng 12")]
    assert [block.text[:9] for block in plan.sections[1].after] == ["Các phòng"]


def test_a_page_of_short_paragraphs_takes_the_margin_of_the_others():
    first = [(85, False), (113, True), (85, False), (85, False), (113, True), (85, False)]
    pages = [first, [(113, True)] * 4 + [(85, False)]]
    lines = [Line("chữ", left=left, new_page=place == 0) for page in pages for place, (left, _) in enumerate(page)]
    mark_indents(lines, least=12, most=70, share=0.05)
    assert [line.indented for line in lines] == [inset for page in pages for _, inset in page]


@pytest.mark.parametrize(("first", "second", "third"), [
    ("l.", "Il.", "III."), ("I.", "IL.", "HI."), ("1.", "1I.", "I1I."), ("1.", "11.", "111."), ("|.", "lI.", "IIl,"),
])
def test_roman_numbers_that_an_ocr_misread_are_still_the_parts(first, second, third):
    body = (f"{first} MUC DICH\n1. Muc dich\nDong vien cong chuc.\n2. Yeu cau\nThiet thuc.\n"
            f"{second} NOI DUNG\n1. Phat dong\n"
            f"a) Dot mot.\nb) Dot hai.\nc) Dot ba.\nd) Dot bon.\nd) Dot nam.\n{third} TO CHUC\n1. Van "
            "phong theo doi.\n"
            "Tren day la Ke hoach nam 2025./.\n")
    opening = "Thuc hien Cong van so 105/SYT-TCCB ngay 17/01/2025 cua So Y te, Van phong ban hanh Ke hoach:"
    plan = read_text(plan_text(opening=opening, body=body))
    assert [section.number for section in plan.walk()] == [
        "I", "1", "2", "II", "1", "a", "b", "c", "d", "đ", "III", "1"]
    assert [basis.number for basis in plan.bases] == ["105/SYT-TCCB"]


def test_numbers_before_titles_in_capitals_stay_when_nothing_says_they_were_roman():
    body = ("1. MỤC ĐÍCH\nĐộng viên.\n2. NỘI DUNG\nPhát động.\n3. TỔ CHỨC\nVăn phòng.\n"
            "Trên đây là Kế hoạch năm 2025./.\n")
    assert [(s.level, s.number) for s in read_text(plan_text(body=body)).walk()] == [(1, "1"), (1, "2"), (1, "3")]


def test_markdown_of_a_converter_gives_up_its_tags_pictures_and_list_marks():
    plan = read_text("""![](_page_0_Picture_1.jpeg)

| ỦY BAN NHÂN DÂN<br>TỈNH AN SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc |
|---|---|
| Số: 15/KH-UBND | *An Sơn, ngày 18 tháng 01 năm 2024* |

# <span id="page-0-0"></span>**KẾ HOẠCH**

# **Công tác thi đua năm 2024**

*Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;*

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

# **I. MỤC ĐÍCH**

### **1. Mục đích**

- 1.1. Phát huy sức mạnh của các cấp.
- 1.2. Nâng cao chất lượng khen thưởng.

# **II. TỔ CHỨC THỰC HIỆN**

- 1. Các sở xây dựng kế hoạch.
- 2. Sở Nội vụ theo dõi:
- 15 ngày báo cáo một lần.

Trên đây là Kế hoạch công tác thi đua năm 2024./.

#### *Nơi nhận:*

- Các sở;
- Lưu: VT.

**TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH**

![](_page_3_Picture_9.jpeg)

**Vũ Thị Hạnh**
""")
    assert (plan.header.issuer, plan.header.number) == ("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "15/KH-UBND")
    assert [section.number for section in plan.walk()] == ["I", "1", "1.1", "1.2", "II", "1", "2"]
    assert [block.markup() for block in plan.sections[1].children[1].blocks] == ["- 15 ngày báo cáo một lần."]
    assert (plan.signer.title, plan.signer.name, len(plan.closing)) == ("PHÓ CHỦ TỊCH", "Vũ Thị Hạnh", 1)


TABLE_WITHOUT_COLUMNS = {
    "a cell a line": """TT
Nội dung
Đơn vị chủ trì
Đơn vị phối
hợp
Thời gian
1
Phát động thi đua
trong toàn ngành
Sở Nội vụ
Tháng 3
2
Tổng kết phong trào
Văn phòng
Quý IV/
2025
""",
    "a row running on": """TT Nội dung Đơn vị chủ trì
Đơn vị phối hợp
Thời gian
1 Phát động thi đua
trong toàn ngành
Sở Nội vụ
Tháng 3
2 Tổng kết phong trào
Văn phòng
Quý IV/
2025
""",
}


@pytest.mark.parametrize("table", TABLE_WITHOUT_COLUMNS.values(), ids=TABLE_WITHOUT_COLUMNS.keys())
def test_a_table_that_lost_its_columns_gives_tasks_with_their_quarter(table):
    body = BODY.replace("II. TỔ CHỨC THỰC HIỆN\n", f"II. LỊCH\n{table}III. TỔ CHỨC THỰC HIỆN\n")
    plan = read_text(plan_text(body=body))
    assert [(task.no, task.quarter, task.content, task.agencies) for task in plan.tasks()] == [
        (1, 1, "Phát động thi đua trong toàn ngành", "Sở Nội vụ"), (2, 4, "Tổng kết phong trào", "Văn phòng")]
    assert [section.heading for section in plan.sections][2] == "TỔ CHỨC THỰC HIỆN"


@pytest.mark.parametrize("after", ["3.2. Cách làm\nNhư mọi năm.\n", "4. Kinh phí\nTừ quỹ của Sở.\n",
                                   "Trên đây là lịch của Sở.\n"])
def test_a_table_that_lost_its_columns_ends_at_the_next_heading_or_closing(after):
    body = "1. Mục đích\nĐộng viên.\n2. Yêu cầu\nThiết thực.\n3. Lịch\n3.1. Việc\n"
    plan = read_text(plan_text(body=body + TABLE_WITHOUT_COLUMNS["a cell a line"] + after))
    assert [task.time for task in plan.tasks()] == ["Tháng 3", "Quý IV/ 2025"]


def test_a_number_that_belongs_to_the_word_before_it_opens_no_section():
    body = BODY.replace("Khích lệ từng người làm tốt việc được giao.\n", (
        "Toàn ngành vượt dự toán 12%, riêng năm 2020 và năm\n"
        "2021. Trong đó, thu nội địa tăng 9% mỗi năm, đứng thứ\n"
        "3. Các chi cục đều hoàn thành nhiệm vụ theo Điều\n"
        "5. Quy chế thi đua của ngành và tư tưởng của V.\n"
        "I. Lênin về thi đua.\n"))
    plan = read_text(plan_text(body=body))
    assert [section.number for section in plan.walk()] == ["I", "1", "II", "1"]
    assert len(plan.sections[0].children[0].blocks) == 1


def test_numbers_with_a_slash_and_a_dot_and_words_round_bullets():
    body = ("I/. MỤC TIÊU\n1/. Mục tiêu chung\n• Một\no Hai\n2/. Mục tiêu riêng\n"
            "II/. THỰC HIỆN\na/. Văn phòng\nb/. Phòng\n")
    plan = read_text(plan_text(body=body))
    assert [(s.number, s.heading) for s in plan.walk()] == [
        ("I", "MỤC TIÊU"), ("1", "Mục tiêu chung"), ("2", "Mục tiêu riêng"), ("II", "THỰC HIỆN"), ("a", "Văn phòng"),
        ("b", "Phòng")]
    assert [block.markup() for block in plan.sections[0].children[0].blocks] == ["- Một", "+ Hai"]


HEAD_ROW = "TT\tNội dung\tĐơn vị chủ trì\n"


def tasks_of(table):
    body = BODY.replace("II. TỔ CHỨC THỰC HIỆN\n", f"II. LỊCH\n{table}III. TỔ CHỨC THỰC HIỆN\n")
    return read_text(plan_text(body=body))


@pytest.mark.parametrize("tail", ["", "\t\t"])
@pytest.mark.parametrize(("group", "quarter"), [("Tháng 8", 3), ("Tháng 11/2025", 4), ("QUÝ II", 2),
                                                ("CÔNG TÁC TUYÊN TRUYỀN", None), ("Việc thường xuyên", None)])
def test_a_row_with_one_cell_names_the_group_of_the_rows_below(group, quarter, tail):
    plan = tasks_of(f"{HEAD_ROW}{group}{tail}\n1\tPhát động\tVăn phòng\n2\tSơ kết\tVăn phòng\n")
    assert [(task.content, task.group, task.quarter) for task in plan.tasks()] == [
        ("Phát động", group, quarter), ("Sơ kết", group, quarter)]


def test_a_heading_between_two_tables_parts_them():
    plan = tasks_of(f"1. Thường xuyên\n{HEAD_ROW}1\tTuyên truyền\tVăn phòng\n2\tKiểm tra\tThanh tra\n2. Theo quý\n"
                    f"{HEAD_ROW}Quý I\n1\tPhát động\tVăn phòng\n")
    assert [(section.heading, len(section.tasks)) for section in plan.sections[1].children] == [
        ("Thường xuyên", 2), ("Theo quý", 1)]


def test_a_head_of_two_rows_keeps_the_words_of_both():
    plan = tasks_of("| STT | Nội dung | Cơ quan thực hiện | | Thời gian |\n|---|---|---|---|---|\n"
                    "| | | Chủ trì | Phối hợp | |\n| 1 | Phát động | Văn phòng | Các phòng | Quý I |\n")
    columns = plan.sections[1].columns
    assert [column.label for column in columns] == [
        "STT", "Nội dung", "Cơ quan thực hiện: Chủ trì", "Phối hợp", "Thời gian"]
    assert [(task.agencies, task.cooperating, task.quarter) for task in plan.tasks()] == [("Văn phòng", "Các phòng", 1)]


SPACED = """
I. NỘI DUNG

 TT                      Nội dung                            Cơ quan thực hiện
                                        QUÝ I
  1    Phát động phong trào thi đua phấn đấu hoàn      - UBND tỉnh.
       thành nhiệm vụ, mục tiêu phát triển kinh tế -   - Sở Nội vụ.
       xã hội năm 2026.
 10    Khen thưởng doanh nhân, doanh nghiệp nhân - UBND tỉnh.
       dịp gặp mặt đầu Xuân 2026.                - Sở Nội vụ.
                                                 - Các cơ quan liên quan.

 TT                    Nội dung                            Cơ quan thực hiện
 11   Ban hành Kế hoạch kiểm tra công tác TĐKT      - Hội đồng TĐKT tỉnh.
      tổng kết năm 2026, nhiệm vụ năm 2027.         - Các cơ quan, đơn vị liên quan.
 12   Báo cáo sơ kết công tác thi đua               - UBND tỉnh.

II. TỔ CHỨC THỰC HIỆN
Các đơn vị thực hiện nghiêm túc Kế hoạch này.
"""


def test_each_row_of_a_spaced_table_has_columns_of_its_own():
    """Tools that keep a page's layout push every row by its own widths, some cells a single space apart."""
    section = read_text(plan_text(body=SPACED)).sections[0]
    assert [(task.content, " ".join(task.agencies.split())) for task in section.tasks] == [
        ("Phát động phong trào thi đua phấn đấu hoàn thành nhiệm vụ, mục tiêu phát triển kinh tế - xã hội năm 2026.",
         "- UBND tỉnh. - Sở Nội vụ."),
        ("Khen thưởng doanh nhân, doanh nghiệp nhân dịp gặp mặt đầu Xuân 2026.",
         "- UBND tỉnh. - Sở Nội vụ. - Các cơ quan liên quan."),
        ("Ban hành Kế hoạch kiểm tra công tác TĐKT tổng kết năm 2026, nhiệm vụ năm 2027.",
         "- Hội đồng TĐKT tỉnh. - Các cơ quan, đơn vị liên quan."),
        ("Báo cáo sơ kết công tác thi đua", "- UBND tỉnh."),
    ]  # fmt: skip
