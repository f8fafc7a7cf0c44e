"""Documents in the search: by number and words; drafts and confidential papers only by those who may read them."""

import datetime as dt

import pytest

from core.search.finding import find
from core.search.words import Query
from core.testing import ROLES
from documents.kinds import MINUTES
from documents.models import Document
from documents.searching import DOCUMENTS, DRAFTS
from documents.services import withdraw_document

from .drafting import sent_letter, write, written_letter
from .factories import DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_pages")]


def found(user, text, kind=DOCUMENTS):
    groups = find(user, Query.of(text), only=[kind])
    return [hit for group in groups for hit in group.hits(user)]


def test_a_document_is_found_by_its_number_however_it_is_written(world):
    first = DocumentFactory(issuer=world.office, kind="QĐ", subject="Tặng Giấy khen")
    second = DocumentFactory(issuer=world.office, kind="QĐ", subject="Kiện toàn Hội đồng số 1", on=dt.date(2026, 2, 1))
    user = world.users["staff"]
    code = first.code
    for typed in (code, code.lstrip("0"), code.lower(), "1/2026/qd-vp", "số 1/QĐ-VP", "01/qd", "tang giay khen"):
        assert found(user, typed)[0].title.startswith(code), typed
    assert [hit.title.split()[0] for hit in found(user, "1")] == [code, second.code], "the number stands first"
    assert found(user, "99/QĐ-VP") == []
    for typed in ("01/02/2026", "1/2/2026", "Quyết định số 02/QĐ-VP ngày 01/02/2026"):
        assert [hit.title.split()[0] for hit in found(user, typed)] == [second.code], typed


def test_a_withdrawn_document_stays_found_and_says_so(world):
    document = DocumentFactory(issuer=world.office, kind="QĐ", subject="Tặng Giấy khen")
    withdraw_document(document=document, reason="Sai.", actor=world.users["leader"])
    [hit] = found(world.users["staff"], document.code)
    assert hit.chip == "Đã thu hồi"


def test_each_finds_the_documents_that_the_register_shows(world):
    DocumentFactory(issuer=world.office, kind="QĐ", subject="Vườn thuốc nam")
    DocumentFactory(issuer=world.office, kind=MINUTES, subject="Vườn thuốc nam, biên bản")
    DocumentFactory(issuer=world.other_office, kind="QĐ", subject="Vườn thuốc nam")
    DocumentFactory(issuer=world.province, kind="QĐ", subject="Vườn thuốc nam")
    for role in ROLES:
        user = world.users[role]
        shown = {document.get_absolute_url() for document in Document.objects.visible_to(user)}
        assert {hit.url for hit in found(user, "vuon thuoc")} == shown, role


def test_drafts_are_found_by_writers_and_signers_only(world):
    draft = written_letter(world, subject="chăm sóc cây quế")
    for role in ROLES:
        hits = found(world.users[role], "cây quế", DRAFTS)
        assert bool(hits) == (role in ("staff", "head", "standing_office")), role
    sent = sent_letter(world, subject="trồng cây quế")
    assert {hit.url for hit in found(world.users["leader"], "cây quế", DRAFTS)} == {sent.get_absolute_url()}
    draft.delete()
    assert {hit.url for hit in found(world.users["staff"], "cây quế", DRAFTS)} == {sent.get_absolute_url()}


def test_a_confidential_draft_of_somebody_else_is_not_found(world):
    write(world, MINUTES, by=world.users["head"], subject="họp xét khen thưởng")
    assert found(world.users["staff"], "họp xét", DRAFTS) == []
    assert len(found(world.users["head"], "họp xét", DRAFTS)) == 1
