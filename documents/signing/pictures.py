"""Pictures of signatures and seals: PNG, transparent ground, blue or red (Phụ lục I, Phần I, Mục II.7.d, II.8.a)."""

import io
from collections.abc import Sequence
from typing import cast

from PIL import Image, UnidentifiedImageError

from core.exceptions import Refused

MAX_BYTES = 2_000_000
MAX_SIDE = 4000
MIN_SIDE = 60
KEPT_SIDE = 900
_NO_PNG = "Tệp chọn không phải ảnh PNG đọc được."


def check_picture(content: bytes, *, seal: bool) -> tuple[bytes, str]:
    """Return the picture as it will be kept, trimmed to what is drawn, and a hint about its colour or "".

    Raises Refused when it is no PNG, has no transparent ground, is empty, too large or too small.
    """
    what = "con dấu" if seal else "chữ ký"
    if len(content) > MAX_BYTES:
        raise Refused(f"Ảnh {what} quá lớn: tối đa 2 MB. Hãy thu nhỏ ảnh rồi chọn lại.")
    image = opened(content, what, f"{_NO_PNG} Nghị định 30/2020/NĐ-CP yêu cầu ảnh {what} dạng PNG.")
    alpha = image.getchannel("A")
    low, high = cast(tuple[int, int], alpha.getextrema())
    if low > 250:
        raise Refused(f"Ảnh {what} chưa có nền trong suốt. Hãy xóa nền rồi lưu lại dạng PNG (Nghị định 30/2020/NĐ-CP).")
    drawn = alpha.point(lambda value: 255 if value > 16 else 0).getbbox()
    if high <= 16 or drawn is None:
        raise Refused(f"Ảnh {what} trống: cả ảnh trong suốt. Hãy chọn ảnh khác.")
    image = image.crop(drawn)
    if min(image.size) < MIN_SIDE / 3 or max(image.size) < MIN_SIDE:
        raise Refused(f"Ảnh {what} quá nhỏ nên in ra sẽ mờ. Hãy quét lại ở độ phân giải từ 300 dpi.")
    image.thumbnail((KEPT_SIDE, KEPT_SIDE))
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue(), _colour_hint(image, seal)


def opened(content: bytes, what: str, unreadable: str, formats: Sequence[str] = ("PNG",)) -> Image.Image:
    """Return an uploaded picture with its transparency. Raises Refused, with the sentence `unreadable` when it is of
    none of the formats or broken, with `what` it shows when it is too large."""
    try:
        with Image.open(io.BytesIO(content), formats=list(formats)) as image:
            if max(image.size) > MAX_SIDE:
                raise Refused(f"Ảnh {what} quá lớn: mỗi chiều tối đa {MAX_SIDE} điểm ảnh.")
            return image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(unreadable) from None


def _colour_hint(image: Image.Image, seal: bool) -> str:
    """Whether what is drawn is blue (a signature) or red (a seal), as the decree asks."""
    sample = image.resize((48, 48))
    pixels = [sample.getpixel((x, y)) for x in range(48) for y in range(48)]
    seen = [pixel for pixel in pixels if isinstance(pixel, tuple) and pixel[3] > 60]
    red, _, blue = (sum(pixel[part] for pixel in seen) / max(len(seen), 1) for part in range(3))
    if seal and red < blue + 40:
        return "Ảnh con dấu chưa thấy màu đỏ; Nghị định 30/2020/NĐ-CP quy định dấu màu đỏ."
    if not seal and blue < red + 25:
        return "Ảnh chữ ký chưa thấy màu xanh; Nghị định 30/2020/NĐ-CP quy định chữ ký màu xanh."
    return ""


def picture(content: "bytes | memoryview[int]") -> Image.Image:
    """Return a kept picture, ready to be drawn."""
    return Image.open(io.BytesIO(bytes(content))).convert("RGBA")
