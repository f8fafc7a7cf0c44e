"""The pages of signing as their users meet them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.sources import Source
from core.testing import same_queries, step_up
from documents.models import Document, Draft, Signature, SigningMandate, SigningMeans
from documents.permissions import can_decide_draft, drafts_to_decide
from documents.services import signing, signing_round
from documents.signing import keys, queue, sealing
from documents.signing.queue import ToSign
from documents.tests import signing as make

pytestmark = pytest.mark.django_db
QUEUE = "documents:signing_queue"


@pytest.fixture(autouse=True)
def _trust(settings):
    make.trust()


@pytest.fixture
def as_(world, client):
    """`as_("leader")`: the client of that role, who has just given the password again."""

    def enter(role, confirmed=True):
        client.force_login(world.users[role])
        if confirmed:
            step_up(client, world.users[role])
        return client

    return enter


@pytest.fixture
def waiting(world, monkeypatch):
    """Three documents that wait for the office's leader; the second cannot be issued."""
    from core.exceptions import Refused

    done = {}

    def sign(number, user):
        if number == 2:
            raise Refused("Ngày ban hành trước ngày của số trước.")
        done[number] = make.issued(world, subject=f"Văn bản thứ {number}")
        return done[number]

    def provider(user):
        if user != world.users["leader"]:
            return []
        return [Source("thu", [n for n in (1, 2, 3) if n not in done], item)]

    def item(n):
        return ToSign(f"thu:{n}", f"Văn bản thứ {n}", "Kế hoạch", "Văn phòng", "/", "/", lambda user: sign(n, user))

    monkeypatch.setattr(queue, "_providers", [provider])


def text(answer):
    return answer.content.decode()


def upload(content, name="tep.pdf"):
    return SimpleUploadedFile(name, content)


# ---------------------------------------------------------------- the queue


def test_several_are_signed_at_once_and_one_that_fails_stops_no_other(as_, world, waiting):
    make.give_key(world.users["leader"])
    client = as_("leader")
    assert "Chờ ký ban hành (3)" in text(client.get(reverse(QUEUE)))
    data = {"items": ["thu:1", "thu:2", "thu:3", "thu:9"], "key_password": make.PASSWORD}
    page = text(client.post(reverse("documents:signing_sign"), data))
    assert page.count("đã ký số</span>") == 2
    assert "Ngày ban hành trước ngày của số trước." in page
    assert "1 văn bản không còn chờ bạn ký" in page
    assert "Chờ ký ban hành (1)" in page
    assert Signature.objects.filter(kind="signer").count() == 2


def test_a_wrong_key_password_issues_nothing(as_, world, waiting):
    make.give_key(world.users["leader"])
    page = as_("leader").post(reverse("documents:signing_sign"), {"items": "thu:1", "key_password": "sai"})
    assert page.status_code == 422
    assert "Chưa ban hành văn bản nào" in text(page)
    assert Document.objects.count() == 0


def test_without_the_password_again_nothing_is_signed(as_, waiting):
    page = as_("leader", confirmed=False).post(reverse("documents:signing_sign"), {"items": "thu:1"})
    assert "Xác nhận đúng là bạn" in text(page)
    assert Document.objects.count() == 0


def test_what_there_was_no_time_for_stays_ticked(as_, waiting, monkeypatch):
    monkeypatch.setattr(signing_round, "SECONDS", 0.0)
    page = text(as_("leader").post(reverse("documents:signing_sign"), {"items": ["thu:1", "thu:3"]}))
    assert "2 văn bản còn lại" in page
    assert page.count(" checked>") == 2


def test_a_failed_digital_signature_keeps_the_number_and_is_listed(as_, world, waiting):
    make.give_key(world.users["leader"], make.key_of("Trần Văn Khác"))
    data = {"one": "thu:1", "key_password": make.PASSWORD}
    page = text(as_("leader").post(reverse("documents:signing_sign"), data))
    assert "đã ban hành, chưa ký số" in page
    assert "mang tên Trần Văn Khác" in page
    assert "Đã ban hành, chưa ký số (1)" in page
    assert Document.objects.count() == 1


def test_the_clerk_seals_what_the_leader_signed(as_, world):
    make.give_key(world.users["leader"])
    make.give_key(world.office)
    document = make.issued(world)
    signing.sign_document(document=document, kind="signer", actor=world.users["leader"], key_password=make.PASSWORD)
    client = as_("standing_office")
    assert "Chờ chữ ký số của cơ quan (1)" in text(client.get(reverse(QUEUE)))
    data = {"kind": "agency", "documents": document.pk, "key_password": make.PASSWORD}
    assert "đã ký số" in text(client.post(reverse("documents:signing_files"), data))
    assert document.signatures.count() == 2


def test_the_clerk_goes_on_with_what_there_was_no_time_for_and_with_nothing_else(as_, world, monkeypatch):
    make.give_key(world.users["leader"])
    make.give_key(world.office)
    documents = [make.issued(world, subject=f"Văn bản {number}") for number in range(3)]
    for one in documents:
        signing.sign_document(document=one, kind="signer", actor=world.users["leader"], key_password=make.PASSWORD)
    monkeypatch.setattr(signing_round, "SECONDS", 0.0)
    data = {"kind": "agency", "documents": [documents[0].pk, documents[2].pk], "key_password": make.PASSWORD}
    page = text(as_("standing_office").post(reverse("documents:signing_files"), data))
    assert "2 văn bản còn lại" in page
    ticks = {one.pk: " checked" in page.split(f'id="tep-agency-{one.pk}"')[1].split(">")[0] for one in documents}
    assert [ticks[one.pk] for one in documents] == [True, False, True]


def test_a_long_queue_has_pages_and_says_how_many(as_, world, waiting, monkeypatch):
    monkeypatch.setattr("documents.views.signing_queue.MOST", 2)
    for number in range(3):
        make.issued(world, subject=f"Đã ban hành {number}")
    make.give_key(world.users["leader"])
    client = as_("leader")
    first = text(client.get(reverse(QUEUE)))
    assert "Chờ ký ban hành (3)" in first
    assert "Đã ban hành, chưa ký số (3)" in first
    assert first.count('name="items"') == first.count('name="documents"') == 2
    second = text(client.get(reverse(QUEUE), {"page": "2", "trang-ky": "2"}))
    assert second.count('name="items"') == second.count('name="documents"') == 1
    assert "<strong>Kế hoạch: Văn bản thứ 3</strong>" in second
    assert "<strong>Kế hoạch: Văn bản thứ 3</strong>" in text(client.get(reverse(QUEUE), {"xem": "thu:3"}))
    signed = text(client.post(reverse("documents:signing_sign"), {"items": ["thu:3", "thu:1", "thu:x"]}))
    assert "Chờ ký ban hành (1)" in signed


def test_the_queue_of_drafts_is_what_the_user_may_decide(world):
    leader, staff = world.users["leader"], world.users["staff"]
    mandate = {"user": staff, "unit": world.office, "own_unit": world.division, "title": "Trưởng phòng", "basis": "x"}
    SigningMandate.objects.create(authority="TL", kinds=["TB"], since="2020-01-01", **mandate)
    drafts = [
        Draft.objects.create(issuer=issuer, kind=kind, signer=signer, subject=f"{kind} {state}", state=state,
                             drafting_unit=world.division, created_by=staff)
        for issuer in (world.office, world.other_office) for kind in ("TB", "CV")
        for signer in (None, staff, leader) for state in ("submitted", "returned")
    ]  # fmt: skip
    for user in world.users.values():
        user = type(user).objects.get(pk=user.pk)
        may = {draft.pk for draft in drafts if can_decide_draft(user, draft)}
        assert set(Draft.objects.filter(drafts_to_decide(user)).values_list("pk", flat=True)) == may
    found = queue.waiting_for(leader)
    assert [item.key for item in queue.chosen(leader, [item.key for item in found])] == [item.key for item in found]
    assert len(found) == len({item.key for item in found}) == 6


def test_the_queue_costs_the_same_however_long_it_is(as_, world):
    make.give_key(world.users["leader"])
    client = as_("leader")
    make.issued(world)
    same_queries(lambda: client.get(reverse(QUEUE)), lambda: [make.issued(world) for _ in range(2)])


# ---------------------------------------------------------------- one document


def test_the_leader_signs_and_everybody_gets_the_signed_file(as_, world):
    make.give_key(world.users["leader"])
    document = make.issued(world)
    client = as_("leader")
    sign = reverse("documents:document_sign", args=[document.pk])
    assert "chưa có ảnh chữ ký" in text(client.get(sign))
    wrong = client.post(sign, {"key_password": "sai"})
    assert wrong.status_code == 422
    assert "Mật khẩu của tệp khóa chưa đúng" in text(wrong)
    assert "Đã thêm chữ ký số của người ký" in text(client.post(sign, {"key_password": make.PASSWORD}, follow=True))
    reader = as_("staff")
    assert "Chữ ký số của người ký" in text(reader.get(document.get_absolute_url()))
    file = b"".join(reader.get(reverse("documents:document_file", args=[document.pk])).streaming_content)
    assert file == document.signatures.get().read_pdf()
    assert reader.get(sign).status_code == 403


def test_a_file_signed_outside_is_checked_and_a_wrong_one_says_why(as_, world):
    document = make.issued(world)
    client, url = as_("leader"), reverse("documents:document_sign_outside", args=[document.pk])
    for content, sentence in ((b"", "đang trống"), (b"\x00rac" * 50, "không phải tệp PDF"),
                              (document.read_pdf(), "giống hệt")):  # fmt: skip
        answer = client.post(url, {"file": upload(content)})
        assert answer.status_code == 422
        assert sentence in text(answer)
    signer = keys.open_pkcs12(make.key_of(document.signer_name), make.PASSWORD)
    signed = sealing.add_signature(document.read_pdf(), signer=signer, field="Ngoai", label="x")
    assert "Đã nhận chữ ký số của người ký" in text(client.post(url, {"file": upload(signed)}, follow=True))
    assert client.post(url, {"file": upload(signed)}).status_code == 403


# ---------------------------------------------------------------- what people and agencies sign with


def test_my_signature_keeps_picture_and_key_but_no_password(as_, world):
    client, url = as_("leader"), reverse("documents:my_signature")
    assert "Chữ ký của tôi" in text(client.get(reverse("units:my_account")))
    picture = {"act": "picture", "anh-picture": upload(make.signature_picture(), "ky.png"), "anh-width_mm": "45"}
    assert "Đã lưu ảnh." in text(client.post(url, picture, follow=True))
    key = {"act": "pkcs12", "p12-file": upload(make.key_of("Lê Thị"), "k.p12"), "p12-key_password": make.PASSWORD}
    page = text(client.post(url, key, follow=True))
    assert "Đã kiểm tra và lưu khóa ký của Lê Thị" in page
    assert "chứng thư số thử nghiệm" in page
    means = SigningMeans.objects.get(user=world.users["leader"])
    assert bytes(means.pkcs12) == make.key_of("Lê Thị")
    assert means.width_mm == 45
    assert make.PASSWORD not in str(vars(means))
    assert client.get(reverse("documents:my_picture")).content.startswith(b"\x89PNG")
    assert "Đã gỡ khóa ký." in text(client.post(url, {"act": "remove"}, follow=True))
    means.refresh_from_db()
    assert (means.pkcs12, means.method) == (None, "")


def test_pictures_and_keys_that_are_not_right_are_refused_by_name(as_):
    from PIL import Image

    client, url = as_("leader"), reverse("documents:my_signature")
    opaque, clear = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (200, 90), "blue").save(opaque, "PNG")
    Image.new("RGBA", (200, 90), (0, 0, 0, 0)).save(clear, "PNG")
    for content, sentence in ((opaque.getvalue(), "chưa có nền trong suốt"), (clear.getvalue(), "trống"),
                              (b"GIF89a", "không phải ảnh PNG")):  # fmt: skip
        answer = client.post(url, {"act": "picture", "anh-picture": upload(content, "a.png"), "anh-width_mm": "40"})
        assert answer.status_code == 422
        assert sentence in text(answer)
    for content, password, sentence in ((make.key_of("A B"), "sai", "Mật khẩu của tệp khóa chưa đúng"),
                                        (b"khong phai", "x", "phải là PKCS#12")):  # fmt: skip
        answer = client.post(url, {"act": "pkcs12", "p12-file": upload(content), "p12-key_password": password})
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert client.post(url, {"act": "lạ"}).status_code == 302


def test_a_red_seal_is_hinted_when_it_is_blue(as_, world):
    client = as_("administrator")
    url = reverse("documents:unit_seal", args=[world.office.pk])
    assert "Con dấu, khóa ký" in text(client.get(reverse("units:unit_detail", args=[world.office.pk])))
    blue = {"act": "picture", "anh-picture": upload(make.signature_picture(), "d.png"), "anh-width_mm": "36"}
    assert "chưa thấy màu đỏ" in text(client.post(url, blue, follow=True))
    red = {"act": "picture", "anh-picture": upload(make.seal_picture(), "d.png"), "anh-width_mm": "36"}
    assert "chưa thấy màu đỏ" not in text(client.post(url, red, follow=True))
