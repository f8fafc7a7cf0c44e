"""Evidence: what a file is, its bytes say."""

from pathlib import Path

import pytest

from awards import services
from awards.models import Attachment
from core.exceptions import Refused
from core.testing import PDF, PNG

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nomination(world):
    return make.make_nomination(world, make.make_round(world))


def attach(world, nomination, name, content):
    return services.attach(actor=world.users["staff"], nomination=nomination, file=make.upload(name, content))


def test_what_is_taken_is_kept_under_a_name_of_our_own(world, nomination):
    attachment = attach(world, nomination, "ảnh chụp.PNG", PNG)
    assert (attachment.kind, attachment.name) == ("png", "ảnh chụp.PNG")
    assert not attachment.file.name.endswith("/ảnh chụp.PNG")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("gia.pdf", b"MZ" + b"x" * 40, "không phải PDF"), ("chi-dau.png", PNG[:8] + b"x" * 50, "bị hỏng")],
)
def test_what_cannot_be_opened_is_refused(world, nomination, name, content, sentence):
    with pytest.raises(Refused, match=sentence):
        attach(world, nomination, name, content)
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_refused(world, nomination, settings):
    settings.ATTACHMENT_MAX_BYTES = 100
    with pytest.raises(Refused, match="lớn hơn"):
        attach(world, nomination, "a.pdf", PDF)


def test_a_file_that_could_not_be_registered_is_not_left_behind(world, nomination, settings, monkeypatch):
    def fails(**kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("awards.services.attachments.record", fails)
    with pytest.raises(RuntimeError):
        attach(world, nomination, "a.pdf", PDF)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_a_path_in_the_name_is_cut_off(world, nomination):
    assert attach(world, nomination, "..\\..\\an.pdf", PDF).name == "an.pdf"


def test_a_file_is_handed_only_to_those_who_see_the_nomination(world, nomination, client):
    url = f"/khen-thuong/tep/{attach(world, nomination, 'a.pdf', PDF).pk}/"
    for role, status in [("staff", 200), ("outsider", 404), ("standing_office", 404), ("information_centre", 404)]:
        client.force_login(world.users[role])
        assert client.get(url).status_code == status, role


def test_upload_and_removal_by_page(world, nomination, client):
    client.force_login(world.users["staff"])
    url = f"/khen-thuong/de-nghi/{nomination.pk}/tep/"
    answer = client.post(url, {"files": [make.upload("a.pdf"), make.upload("b.exe", b"MZxx")]}, follow=True)
    assert "Đã đính kèm 1 tệp." in answer.content.decode()
    assert "b.exe không phải PDF" in answer.content.decode()
    attachment = Attachment.objects.get()
    client.post(f"/khen-thuong/tep/{attachment.pk}/bo/")
    assert not Attachment.objects.exists()
