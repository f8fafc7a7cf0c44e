"""misspelling, rare-variant, and the model of the syllable."""

import pytest

from documents.proofreading.shapes import RECIPIENTS
from documents.proofreading.syllables import is_syllable, respelt

from .plans import found, paragraph

SYLLABLES = [
    "nghĩa", "ghế", "kẻ", "quyết", "quốc", "quý", "khuya", "khuỷu", "giếng", "gì", "gìn", "giữ", "yêu", "oanh",
    "hòa", "hoà", "thuý", "thúy", "ủy", "uỷ", "xoong", "thuở", "Pắc", "Pa", "uống", "ngoằn", "lý", "lí", "kỳ",
    "tuần", "huệ", "quăng", "xuềnh", "ruộng", "ươm", "ao", "ích", "ếch", "ách", "nghiêng", "đưa", "mua", "mía",
    "hươu", "rượu", "bưởi", "chuối", "nguyễn", "quơ",
]  # fmt: skip
NO_SYLLABLES = [
    "nghành", "kể1", "cuả", "tòan", "gìa", "qúy", "tich", "thuc", "ngê", "ghà", "kả", "cẻ", "yế", "iêu", "bượ",
    "nưỡc", "thựơng", "chưc", "đượcc", "thưởngg", "zá", "fá", "wá", "ngĩ", "nghỉi", "tgi", "hoạhc", "làmm",
]  # fmt: skip


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", NO_SYLLABLES)
def test_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "right"),
    [("cuả", "của"), ("nghành", "ngành"), ("qúy", "quý"), ("Tòan", "Toàn"), ("kìềm", ""), ("THỤÂN", "THUẬN")],
)
def test_the_one_right_spelling(word, right):
    assert respelt(word) == right


CERTAIN = [
    ("Làm tốt công tác tuyên truyềnn.", "truyềnn", "truyền"),
    ("Đạt thành tich cao.", "tich", "tích"),
    ("Phong trào thiđua sôi nổi.", "thiđua", "thi đua"),
    ("Nhiệm vụ cuả các phòng.", "cuả", "của"),
    ("Các nghành, các cấp.", "nghành", "ngành"),
    ("Công tác khen thƣởng đúng người.", "thƣởng", "thưởng"),
    ("Nâng cao hiẹu quả.", "hiẹu", "hiệu"),
    ("Theo khoản 1 \u00d0iều 40.", "\u00d0iều", "Điều"),
]
TOGETHER = [
    ("Bổ xung nhân lực, bổ xung kinh phí.", "Bổ xung", "Bổ sung"),
    ("Khen thưởng đột suất.", "đột suất", "đột xuất"),
    ("Phát huy kỷ năng.", "kỷ năng", "kỹ năng"),
    ("Tuyên truyên rộng rãi.", "Tuyên truyên", "Tuyên truyền"),
    ("Trách nhiêm của phòng.", "Trách nhiêm", "Trách nhiệm"),
    ("Việc ban hànhkế hoạch năm.", "hànhkế", "hành kế"),
    ("Do ubnd tỉnh giao.", "ubnd", "UBND"),
]
APART = [
    "Hồ sơ xuất khẩu, năng suất sắc bén; dưới chân thành cổ; tổ máy số 1; phó trưởng phòng kiêm thủ quỹ.",
    "Chi tiêu tiết kiệm; kiên nghị; công tác truyền thông; văn phong giản dị; thương vụ lớn; diễu hành; trình bầy.",
    "Các xã có sở trường riêng; số lương hưu; cơ quan có đông cán bộ; giao cho phòng Hội Chữ thập đỏ.",
]
UNCERTAIN = [
    ("Bàn về zxon kỹ thuật.", "warning"),
    ("Đến thăm bản Kliệng.", "note"),
    ("Ông Nguyễnn Văn An.", "warning"),
    ("Ông Johnson phát biểu.", "note"),
    ("Làm việc với mưzn.", "warning"),
]
KNOWN = [
    "Gửi qua email, website, zalo, phần mềm iOffice; số 34-CT/TW, QĐ-TTg, TTr-STP, GD&ĐT, UBND, TĐKT, CNTT.",
    "Tỉnh Đắk Lắk, thành phố Pleiku, dân tộc Mnông, H'Mông, Ê-đê; đồng chí Lê-nin; dịch Covid-19.",
    "Phòng a1, điểm b, khoản 2; 5kg, 10km; tudv.csdtnmt@sonla.gov.vn; http://vidu.vn/abcxyz; Phần XVII.",
    "MỤC ĐÍCH, YÊU CẦU; TĐKTTW; KG-VX (NTB).",
    "Tổ chức hackathon, workshop, co-working; i) một; ii) hai; iii) ba; dùng ChatGPT, Copilot, Google Classroom.",
]


@pytest.mark.parametrize(("body", "wrong", "right"), CERTAIN)
def test_what_is_certainly_wrong(body, wrong, right):
    [finding] = found(paragraph(body), "misspelling")
    assert (finding.words, finding.suggestion, finding.severity, finding.certain) == (wrong, right, "error", True)


@pytest.mark.parametrize(("body", "wrong", "right"), TOGETHER)
def test_two_words_that_only_a_hand_or_an_ear_confused(body, wrong, right):
    finding = found(paragraph(body), "misspelling")[0]
    assert (finding.words, finding.suggestion, finding.severity, finding.certain) == (wrong, right, "error", True)


@pytest.mark.parametrize("body", APART)
def test_words_that_only_meet_are_no_slip(body):
    assert found(paragraph(body), "misspelling") == []


def test_a_tone_that_may_be_lost_is_a_thing_to_look_at():
    [finding] = found(paragraph("Các phòng thực hiên nghiêm túc."), "misspelling")
    assert (finding.words, finding.suggestion, finding.severity) == ("thực hiên", "thực hiện", "warning")


@pytest.mark.parametrize(("body", "severity"), UNCERTAIN)
def test_what_may_be_wrong(body, severity):
    [finding] = found(paragraph(body), "misspelling")
    assert (finding.severity, finding.certain) == (severity, False)


@pytest.mark.parametrize("body", KNOWN)
def test_names_codes_and_loans_are_known(body):
    assert found(paragraph(body), "misspelling") == []


def test_names_of_units_and_people_are_known():
    body = "Giao đồng chí Quang Zrâm, phòng Kzan theo dõi."
    assert found(paragraph(body), "misspelling")
    assert not found(paragraph(body, units=["Phòng Kzan"], people=["Quang Zrâm"]), "misspelling")


def test_letters_and_marks_stored_apart_are_one_letter():
    import unicodedata

    assert found(paragraph(unicodedata.normalize("NFD", "Thực hiện nhiệm vụ của các phòng.")), "misspelling") == []


USUAL = "Công tác tuyên truyền được chú trọng; tuyên truyền rộng rãi và tuyên truyền thường xuyên. "


@pytest.mark.parametrize(
    ("body", "words", "severity"),
    [
        (f"{USUAL}Đẩy mạnh tuyên truyển.", "tuyên truyển", "error"),
        (
            "Khen thưởng kịp thời, khen thưởng đúng người, khen thưởng ngay. Không khen thường nể nang.",
            "khen thường",
            "warning",
        ),
        ("Việc hằng năm, hằng năm, báo cáo hàng năm.", "hàng năm", "note"),
        ("Hòa giải tốt, hòa giải ở cơ sở, hòa giải đúng luật, hoà giải viên.", "hoà giải", "note"),
    ],
)
def test_a_spelling_unlike_the_documents_usual_one(body, words, severity):
    [finding] = found(paragraph(body), "rare-variant")
    assert (finding.words, finding.severity, finding.certain) == (words, severity, severity != "warning")


@pytest.mark.parametrize(
    "body",
    [
        "Công tác thi đua, công tác khen thưởng, công tác cán bộ; cộng tác với báo chí.",
        "Cơ quan, cơ quan, cơ quan này có quan hệ với cơ quan kia.",
        "Khen thưởng, khen thưởng, khen thưởng; được khen thường xuyên.",
        "Ban hành, ban hành, ban hành văn bản hành chính.",
        "Tham gia, tham gia, tham gia; thăm gia đình chính sách.",
        "Tuyên truyền một lần, tuyên truyển một lần.",
        "KHEN THƯỞNG, khen thưởng, khen thưởng, Khen thưởng.",
        "Cộng đồng, cộng đồng, cộng đồng; nhận gia công đồng ý, gia công đồng phục.",
        "Số lượng, số lượng, số lượng; tổng số lương hưu.",
        "Luật Có, Luật Có, Luật Có, Luật Có, Luật Có; sửa Luật Cơ yếu.",
    ],
)
def test_other_words_that_look_alike(body):
    assert [each for each in found(paragraph(body), "rare-variant") if each.severity == "error"
            and "tuyên" not in body] == []  # fmt: skip


def test_recipients_are_read_too():
    assert found(paragraph("Các phồg;\nLưu: VT.", kind=RECIPIENTS), "misspelling")


def test_one_slip_is_told_by_one_rule():
    text = paragraph(f"{USUAL}Đẩy mạnh tuyên truyển.")
    assert found(text, "rare-variant")
    assert found(text, "misspelling") == []
