"""Opening what signs: a PKCS#12 file by its password, a PKCS#11 token by its PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asn1crypto.pkcs12 import Pfx, SafeContents
from cryptography.hazmat.primitives.serialization import pkcs12 as pkcs12_files
from django.conf import settings
from pyhanko.sign.signers import Signer, SimpleSigner

from core.exceptions import Refused

from .trust import CertificateFacts, facts_of

MAX_PKCS12_BYTES = 100_000
MIN_PASSWORD = 8


class WrongSecret(Refused):
    """The password or the PIN is not right: nobody tries the same again, a token locks itself after a few."""


def open_pkcs12(content: bytes, password: str) -> SimpleSigner:
    """Return the signer inside a PKCS#12 file. Raises Refused when the file or its password is not right."""
    try:
        key, certificate, _ = pkcs12_files.load_key_and_certificates(content, password.encode())
    except ValueError as error:
        if "password" in str(error).lower() or "mac" in str(error).lower():
            raise WrongSecret("Mật khẩu của tệp khóa chưa đúng. Hãy nhập lại.") from None
        raise Refused("Không mở được tệp khóa: tệp phải là PKCS#12 (.p12 hoặc .pfx) và mật khẩu phải đúng.") from None
    if key is None or certificate is None:
        raise Refused("Tệp khóa thiếu khóa bí mật hoặc chứng thư số. Hãy xuất lại tệp .p12 gồm cả hai.")
    try:
        return SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password.encode())
    except (ValueError, TypeError, NotImplementedError):
        raise Refused("Không dùng được loại khóa trong tệp này để ký. Hãy dùng khóa RSA hoặc ECDSA.") from None


def check_pkcs12(content: bytes, password: str) -> CertificateFacts:
    """Open a file that somebody uploads, and return its certificate. Raises Refused as `open_pkcs12` does.

    What opens without a password, or holds its key in the open, would be kept unprotected, so it is refused.
    """
    if len(content) > MAX_PKCS12_BYTES:
        raise Refused("Tệp khóa quá lớn: một tệp PKCS#12 chỉ vài ki-lô-byte. Hãy chọn đúng tệp .p12 hoặc .pfx.")
    if not password:
        raise Refused("Tệp khóa phải có mật khẩu bảo vệ. Hãy xuất lại tệp .p12 với mật khẩu.")
    signer = open_pkcs12(content, password)
    if len(password) < MIN_PASSWORD or key_in_the_open(content):
        raise Refused(
            f"Tệp khóa được bảo vệ quá yếu: khóa phải được mã hóa bằng mật khẩu từ {MIN_PASSWORD} ký tự. "
            "Hãy xuất lại tệp .p12 với mật khẩu dài hơn."
        )
    assert signer.signing_cert is not None
    return facts_of(signer.signing_cert)


def key_in_the_open(content: bytes) -> bool:
    """Whether a PKCS#12 file is only sealed by its password and holds the key itself unencrypted."""
    parts = [part for part in Pfx.load(content).authenticated_safe if part["content_type"].native == "data"]
    bags = [bag for part in parts for bag in SafeContents.load(part["content"].native)]
    return any(bag["bag_id"].native == "key_bag" for bag in bags)


@contextmanager
def opened_token(token_label: str, key_label: str, pin: str) -> Iterator[Signer]:
    """Hold a PKCS#11 token open and give its signer.

    The module is the one of the setting SIGNING_PKCS11_MODULE. Raises Refused when it, the token, the key or
    the PIN is not right.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise Refused("Máy chủ chưa cài gói python-pkcs11 nên chưa dùng được thiết bị ký.") from None
    module = str(settings.SIGNING_PKCS11_MODULE)
    if not module:
        raise Refused("Máy chủ chưa khai thư viện của thiết bị ký. Hãy báo quản trị đặt SIGNING_PKCS11_MODULE.")
    try:
        session: Any = open_pkcs11_session(module, token_criteria=TokenCriteria(label=token_label), user_pin=pin)
    except pkcs11.exceptions.PinIncorrect:
        raise WrongSecret("Mã PIN của thiết bị ký chưa đúng. Nhập sai nhiều lần thiết bị sẽ tự khóa.") from None
    except pkcs11.exceptions.PinLocked:
        raise WrongSecret("Thiết bị ký đã tự khóa vì nhập sai mã PIN nhiều lần. Hãy hỏi nơi cấp thiết bị.") from None
    except (pkcs11.exceptions.PKCS11Error, RuntimeError, OSError):
        raise Refused(f"Không mở được thiết bị ký “{token_label}”. Hãy kiểm tra thiết bị đã cắm và đúng tên.") from None
    with session:
        signer = PKCS11Signer(session, cert_label=key_label, key_label=key_label)
        try:
            found = signer.signing_cert
        except (pkcs11.exceptions.PKCS11Error, LookupError):
            found = None
        if found is None:
            raise Refused(f"Trên thiết bị ký không có khóa và chứng thư số mang tên “{key_label}”.")
        if found.public_key.algorithm == "ec":  # many tokens sign a digest only, with keys of this kind
            signer = PKCS11Signer(session, cert_label=key_label, key_label=key_label, use_raw_mechanism=True)
        try:
            yield signer
        except pkcs11.exceptions.PKCS11Error:
            raise Refused("Thiết bị ký từ chối ký bằng khóa này. Hãy kiểm tra loại khóa và hạn chứng thư số.") from None


def check_token(token_label: str, key_label: str, pin: str) -> CertificateFacts:
    """Open a token once and return the certificate of its key. Raises Refused as `opened_token` does."""
    with opened_token(token_label, key_label, pin) as signer:
        assert signer.signing_cert is not None
        return facts_of(signer.signing_cert)
