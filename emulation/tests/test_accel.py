"""nginx sends what lies in the store, and nothing else."""

import io

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse

from emulation.accel import AccelMiddleware


@pytest.fixture
def behind_nginx(settings, rf):
    settings.X_ACCEL_PREFIX = "/protected/"

    def answer(response):
        return AccelMiddleware(lambda request: response)(rf.get("/"))

    return answer


def test_a_stored_file_is_handed_to_nginx_with_its_name(behind_nginx):
    name = default_storage.save("ho-so/Đề nghị.pdf", ContentFile(b"%PDF-1.7"))
    response = FileResponse(default_storage.open(name), as_attachment=True, filename="de-nghi.pdf")
    response.set_cookie("seen", "1")
    answer = behind_nginx(response)
    assert answer["X-Accel-Redirect"].startswith("/protected/ho-so/%C4%90")
    assert answer["Content-Disposition"] == 'attachment; filename="de-nghi.pdf"'
    assert answer.content == b""
    assert answer.cookies["seen"].value == "1"
    assert "Content-Length" not in answer or answer["Content-Length"] == "0"


def test_pages_and_files_made_on_the_way_pass_unchanged(behind_nginx, tmp_path):
    page = HttpResponse("trang")
    assert behind_nginx(page) is page
    made = FileResponse(io.BytesIO(b"xlsx"))
    assert behind_nginx(made) is made
    outside = tmp_path / "outside.txt"
    outside.write_text("x")
    with outside.open("rb") as file:
        elsewhere = FileResponse(file)
        assert behind_nginx(elsewhere) is elsewhere


def test_without_nginx_the_application_sends_files_itself(settings):
    settings.X_ACCEL_PREFIX = ""
    with pytest.raises(MiddlewareNotUsed):
        AccelMiddleware(lambda request: HttpResponse())
