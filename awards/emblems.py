"""The picture of an emblem: checked by its content, made small, kept under its digest; read back for the pages."""

import base64
import hashlib
import io
from functools import lru_cache
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from core import uploads
from core.exceptions import Refused
from documents.signing import pictures

ACCEPT = ".png,.jpg,.jpeg"
WHAT = "Quốc huy, biểu tượng"
# In print the emblem stands 14.5 mm high: 200 dots are 350 to the inch there.
LEAST, KEPT = 200, 800
_UNREADABLE = f"Tệp chọn không phải ảnh đọc được. Hãy chọn ảnh {WHAT} dạng PNG hoặc JPG."


def cleaned(file: UploadedFile) -> bytes:
    """Return an uploaded picture as PNG, trimmed to what is drawn, at most 800 dots a side.

    What is kept was drawn anew from the dots: nothing else of the upload lives on. Raises Refused for what is no PNG or
    JPG, too large, too small to print, or empty, and as `core.uploads.check` does.
    """
    if uploads.check(file).kind not in ("png", "jpg"):
        raise Refused(_UNREADABLE)
    file.seek(0)
    image = pictures.opened(file.read(), WHAT, _UNREADABLE, ("PNG", "JPEG"))
    drawn = image.getchannel("A").point(lambda value: 255 if value > 16 else 0).getbbox()
    if drawn is None:
        raise Refused(f"Ảnh {WHAT} trống: cả ảnh trong suốt. Hãy chọn ảnh khác.")
    image = image.crop(drawn)
    if min(image.size) < LEAST:
        raise Refused(f"Ảnh {WHAT} quá nhỏ nên in ra sẽ mờ. Hãy chọn ảnh mỗi chiều từ {LEAST} điểm ảnh.")
    image.thumbnail((KEPT, KEPT))
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def digest(picture: bytes) -> str:
    """Return the name under which a picture is kept."""
    return hashlib.sha256(picture).hexdigest()


def place(sha256: str) -> str:
    """Return where the picture lies in the storage."""
    return f"certificates/emblems/{sha256}.png"


@lru_cache(maxsize=8)
def _address(path: str) -> str:
    return f"data:image/png;base64,{base64.b64encode(Path(path).read_bytes()).decode()}"


def address(sha256: str) -> str:
    """Return the picture as an address that stands in the page itself. A kept picture never changes, so that it is
    read from the disk once. Raises Refused when it is gone from the disk."""
    try:
        return _address(default_storage.path(place(sha256)))
    except FileNotFoundError:
        raise Refused(f"Tệp hình {WHAT} của cơ quan không còn trên máy chủ. Hãy tải lại hình trong mẫu giấy.") from None
