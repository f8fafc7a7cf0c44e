"""The pages of drafts and of orders to sign: what each finds there, and that nothing typed is lost."""

import json

import pytest
from django.urls import reverse

from core import worklist
from core.testing import same_queries
from documents.models import Draft, SigningMandate
from documents.services import return_draft
from documents.tests.drafting import LETTER, order_to_sign, sent_letter, written_letter
from documents.tests.factories import DocumentFactory
from units.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, world):
    client.force_login(world.users["staff"])
    return client


def page(name, draft=None):
    return reverse(f"documents:{name}", args=[draft.pk] if draft else [])


def posted(draft, **values):
    return {"version": draft.version, **LETTER} | values


def test_a_new_document_opens_with_its_frame(staff, world):
    answer = staff.post(page("draft_new"), {"kind": "QĐ", "drafting_unit": world.division.pk})
    draft = Draft.objects.get()
    assert answer.url == page("draft_edit", draft)
    assert (draft.issuer, draft.authority_line) == (world.office, "Chánh Văn phòng UBND tỉnh An Sơn")
    assert draft.body.startswith("Điều 1. ")


def test_a_unit_that_is_not_ones_own_is_not_offered(staff, world):
    answer = staff.post(page("draft_new"), {"kind": "CV", "drafting_unit": world.other_office.pk})
    assert "drafting_unit" in answer.context["form"].errors
    assert not Draft.objects.exists()


def test_the_kind_in_the_address_is_chosen_and_nonsense_is_not(staff):
    assert 'value="GM" selected' in staff.get(page("draft_new"), {"loai": "GM"}).content.decode()
    assert staff.get(page("draft_new"), {"thay": "9" * 30}).status_code == 200


def test_autosave_answers_with_the_time_and_the_next_version(staff, world):
    draft = written_letter(world)
    answer = json.loads(staff.post(page("draft_autosave", draft), posted(draft, subject="  mới   nhất ")).content)
    assert answer["version"] == draft.version + 1
    draft.refresh_from_db()
    assert draft.subject == "mới nhất"
    late = staff.post(page("draft_autosave", draft), posted(draft, version=1))
    assert late.status_code == 409
    assert "vừa được lưu ở nơi khác" in json.loads(late.content)["error"]


@pytest.mark.parametrize("field", ["subject", "recipients", "annex_title"])
def test_what_cannot_be_kept_is_said_and_comes_back(staff, world, field):
    draft, long = written_letter(world), "quá dài " * 1100
    answer = staff.post(page("draft_edit", draft), posted(draft, **{field: long}))
    assert answer.context["form"].errors
    assert long.strip()[:400] in answer.content.decode()
    draft.refresh_from_db()
    assert draft.subject == LETTER["subject"]
    assert staff.post(page("draft_autosave", draft), posted(draft, copies="nhiều")).status_code == 422


def test_annexes_are_added_moved_and_removed(staff, world):
    draft = written_letter(world)

    def act(what, *titles):
        draft.refresh_from_db()
        data = posted(draft, act=what, annex_title=titles, annex_body=["Nội dung"] * len(titles),
                      annex_landscape=["doc"] * len(titles))  # fmt: skip
        staff.post(page("draft_edit", draft), data)
        return list(draft.annexes.values_list("title", flat=True))

    assert act("add", "Một") == ["Một", ""]
    assert act("down:0", "Một", "Hai") == ["Hai", "Một"]
    assert act("up:9", "Một", "Hai") == ["Một", "Hai"]
    assert act("remove:0", "Một", "Hai") == ["Hai"]


def test_the_preview_names_what_is_missing(staff, world):
    draft = written_letter(world, addressees="")
    assert "Nơi kính gửi" in staff.get(page("draft_sheet", draft)).content.decode()


def test_the_list_is_filtered_and_needs_the_same_queries_however_long(staff, world):
    written_letter(world, subject="Đăng ký thi đua")
    sent_letter(world)
    listed = staff.get(page("draft_list"), {"q": "dang ky THI dua", "state": "draft", "kind": "CV"}).context["page"]
    assert [draft.subject for draft in listed] == ["Đăng ký thi đua"]
    assert len(staff.get(page("draft_list"), {"state": "xx", "unit": "abc"}).context["page"]) == 2
    same_queries(lambda: staff.get(page("draft_list")), lambda: [written_letter(world) for _ in range(2)])


def test_writers_and_signers_find_it_in_their_work(world):
    leader, staff = world.users["leader"], world.users["staff"]
    draft = sent_letter(world)
    waiting = [item for item in worklist.waiting_for(leader) if item.kind == "Văn bản"]
    assert [item.action for item in waiting] == ["Xem và ký ban hành"]
    return_draft(draft=draft, actor=leader, reason="Thiếu thời hạn.")
    waiting = [item for item in worklist.waiting_for(staff) if item.kind == "Văn bản"]
    assert [item.action for item in waiting] == ["Sửa theo ý kiến trả lại"]


def test_a_signer_by_order_finds_what_was_sent_to_him_only(client, world):
    head = world.users["head"]
    order_to_sign(world)
    named, other = sent_letter(world, signer=head), sent_letter(world)
    client.force_login(head)
    assert client.get(page("draft_detail", named)).context["may_decide"]
    assert not client.get(page("draft_detail", other)).context["may_decide"]
    assert client.post(page("draft_issue", other)).status_code == 403


def test_the_sheet_a_leader_sees_carries_his_own_authority(client, world):
    leader = world.users["leader"]
    Role.objects.filter(user=leader).update(title="PHÓ CHÁNH VĂN PHÒNG")
    client.force_login(User.objects.get(pk=leader.pk))
    text = client.get(page("draft_detail", sent_letter(world))).content.decode()
    assert "KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG" in text


def test_replacing_is_for_those_who_write_for_the_issuer(client, world):
    document = DocumentFactory(issuer=world.office, kind="TB")
    client.force_login(world.users["standing_office"])
    assert client.get(page("draft_new"), {"thay": document.pk}).context["replaces"] == document
    client.force_login(world.users["staff"])
    assert client.get(page("draft_new"), {"thay": document.pk}).status_code == 403


def test_an_order_is_written_down_and_ended_on_the_page(client, world):
    client.force_login(world.users["standing_office"])
    role = Role.objects.get(user=world.users["head"])
    data = {"unit": world.office.pk, "role": role.pk, "authority": "TUQ", "kinds": ["GM"], "basis": "Giấy ủy quyền",
            "since": "05/01/2026"}  # fmt: skip
    refused = client.post(page("mandate_give"), data)
    assert "thời hạn" in refused.content.decode()
    assert client.post(page("mandate_give"), data | {"authority": "TL"}).status_code == 302
    mandate = SigningMandate.objects.get()
    assert (mandate.user, mandate.title) == (world.users["head"], "TRƯỞNG PHÒNG")
    client.post(page("mandate_end", mandate), {"reason": "Đổi phân công."})
    assert "đã chấm dứt" in client.get(page("mandate_list")).content.decode()
