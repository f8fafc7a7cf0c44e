"""A document that was signed with a tool outside: is it the same document, with good signatures added?"""

from collections.abc import Sequence

from core.exceptions import Refused

from .checking import FoundSignature, read, signatures_in
from .covering import hidden_page
from .differences import only_signatures_added

_NO_COMMON = (
    "Tệp tải lên không nối tiếp tệp đã tải về từ hệ thống: hoặc là văn bản khác, hoặc công cụ đã lưu lại cả tệp. "
    "Hãy tải lại tệp của văn bản này, ký (không in, không lưu thành tệp mới) rồi tải lên."
)
_CERTIFIED = (
    "Tệp được ký theo kiểu chứng thực tài liệu (certify), khóa các chữ ký tiếp theo, nên không nhận. "
    "Hãy tải lại tệp của văn bản này và ký theo kiểu ký phê duyệt thông thường."
)


def added_signatures(stored: bytes, uploaded: bytes, signer_name: str = "") -> Sequence[FoundSignature]:
    """Return the signatures that the uploaded file adds to the stored one, the oldest first.

    The stored bytes must stand unchanged at its beginning, and what follows may only be signatures, whose
    certificates lead to a trusted root and whose pictures hide no words. Raises Refused with the reason otherwise.
    """
    if uploaded == stored:
        raise Refused("Tệp tải lên giống hệt tệp đang lưu: chưa có chữ ký số nào được thêm.")
    reader = read(uploaded)
    if not uploaded.startswith(stored):
        raise Refused(_NO_COMMON)
    before = {signature.field for signature in signatures_in(stored)}
    added = [signature for signature in signatures_in(uploaded) if signature.field not in before]
    if not added:
        raise Refused("Tệp tải lên chưa có thêm chữ ký số nào. Hãy ký tệp rồi tải lên.")
    earlier = read(stored)
    if "/Perms" in reader.root and "/Perms" not in earlier.root:
        raise Refused(_CERTIFIED)
    if not only_signatures_added(reader, earlier):
        raise Refused("Nội dung văn bản trong tệp tải lên đã bị sửa ngoài phần chữ ký số nên không nhận.")
    for signature in added:
        _check(signature)
    if not added[-1].last:
        raise Refused("Sau chữ ký số cuối cùng, tệp còn bị thêm nội dung khác nên không nhận. Hãy ký lại.")
    page = hidden_page(stored, uploaded, signer_name)
    if page is not None:
        raise Refused(
            f"Hình của chữ ký số che chữ ở trang {page} nên không nhận. Hãy ký lại, đặt hình vào chỗ trống giữa "
            "chức vụ và họ tên người ký."
        )
    return added


def _check(signature: FoundSignature) -> None:
    holder = signature.certificate.holder
    if not signature.intact:
        raise Refused(f"Chữ ký số của {holder} không toàn vẹn: tệp đã bị sửa sau khi ký.")
    if signature.changed_after:
        raise Refused(f"Sau chữ ký số của {holder}, tệp bị thêm nội dung không phải chữ ký nên không nhận.")
    if not signature.trusted:
        advice = " Hãy báo quản trị bổ sung chứng thư gốc nếu đây là nơi cấp hợp lệ." if signature.strange else ""
        raise Refused(
            f"Chứng thư số của {holder} (nơi cấp: {signature.certificate.issuer}): {signature.doubt} nên không nhận."
            f"{advice}"
        )
