"""A certificate authority for trying out, and pictures drawn by code. What it makes says so and proves nothing."""

import datetime as dt
import io
import math
import random
import subprocess
from dataclasses import dataclass
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw, ImageFont

from .marks import TRIAL_MARK

_DAY = dt.timedelta(days=1)
_BLUE = (23, 60, 168, 255)
_RED = (208, 18, 27, 235)
_SCALE = 3


@dataclass(frozen=True)
class Authority:
    """The demo root: its key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def private_pem(self) -> bytes:
        """The root's key, so that a later run can go on with the same root."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def make_authority(now: dt.datetime | None = None) -> Authority:
    """Make a new root; its organisation says that it is for trial only."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Gốc chứng thực thử nghiệm", TRIAL_MARK)
    builder = _builder(name, name, key.public_key(), now or dt.datetime.now(dt.UTC), years=5)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(sign=False), critical=True)
    return Authority(key, builder.sign(key, hashes.SHA256()))


def load_authority(private: bytes, certificate: bytes) -> Authority:
    """Read back what `private_pem` and `pem` gave."""
    key = serialization.load_pem_private_key(private, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Authority(key, x509.load_pem_x509_certificate(certificate))


def make_pkcs12(
    authority: Authority,
    *,
    name: str,
    organisation: str,
    password: str,
    now: dt.datetime | None = None,
    days: int = 730,
) -> bytes:
    """Return a PKCS#12 file with a new key and a certificate of the demo root."""
    key, certificate = make_certificate(authority, name=name, organisation=organisation, now=now, days=days)
    protection = serialization.BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(b"ky", key, certificate, [authority.certificate], protection)


def make_certificate(
    authority: Authority, *, name: str, organisation: str, now: dt.datetime | None = None, days: int = 730
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return a new key and its certificate, signed by the demo root."""
    key = ec.generate_private_key(ec.SECP256R1())
    moment = now or dt.datetime.now(dt.UTC)
    builder = _builder(_name(name, organisation), authority.certificate.subject, key.public_key(), moment, days=days)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(sign=True), critical=True)
    return key, builder.sign(authority.key, hashes.SHA256())


def _name(common: str, organisation: str) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation[:64]),
             (NameOID.COMMON_NAME, common[:64])]  # fmt: skip
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: dt.datetime,
    *, years: int = 0, days: int = 0,
) -> x509.CertificateBuilder:  # fmt: skip
    until = now + (years * 365 + days) * _DAY
    start = min(now, until) - _DAY
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(until)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=sign, content_commitment=sign, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=not sign, crl_sign=not sign, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def draw_signature(name: str) -> bytes:
    """Return a PNG of a stroke that looks like a signature: blue on a transparent ground, the same for a name."""
    chance = random.Random(name)
    width, height = 620 * _SCALE // 3, 240 * _SCALE // 3
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    waves = [(chance.uniform(0.6, 2.6), chance.uniform(0, 6.3), chance.uniform(12, 34)) for _ in range(4)]
    points = []
    for step in range(420):
        t = step / 419
        lean = sum(size * math.sin(6.3 * speed * 3 * t + phase) for speed, phase, size in waves)
        swing = 26 * math.cos(6.3 * 7 * t)
        points.append((30 + (width - 60) * t + swing, height / 2 + lean * (1.15 - t) - 22 * t))
    for index in range(1, len(points)):
        thick = 3 + round(3 * abs(math.sin(index / 23)))
        pen.line([points[index - 1], points[index]], fill=_BLUE, width=thick)
    pen.line([(width * 0.12, height * 0.8), (width * 0.93, height * 0.62)], fill=_BLUE, width=4)
    return _png(image)


def draw_seal(agency: str) -> bytes:
    """Return a PNG of a round red seal that says it is for trial: transparent ground."""
    side = 640
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse([8, 8, side - 8, side - 8], outline=_RED, width=12)
    pen.ellipse([150, 150, side - 150, side - 150], outline=_RED, width=6)
    centre, radius = side / 2, 70
    star = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = -math.pi / 2 + corner * math.pi / 5
        star.append((centre + reach * math.cos(angle), centre + reach * math.sin(angle)))
    pen.polygon(star, fill=_RED)
    _around(image, agency.upper()[:48], radius=232, start=-195, sweep=210)
    _around(image, "DẤU THỬ NGHIỆM", radius=232, start=150, sweep=-120, outward=False)
    return _png(image)


def _around(image: Image.Image, text: str, *, radius: float, start: float, sweep: float, outward: bool = True) -> None:
    """Letters along a circle, each turned to its place."""
    font = _font(54 if len(text) < 26 else 44)
    centre = image.width / 2
    for index, letter in enumerate(text):
        angle = start + sweep * (index + 0.5) / len(text)
        tile = Image.new("RGBA", (110, 110), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((55, 55), letter, font=font, fill=_RED, anchor="mm")
        turned = tile.rotate(-(angle + 90) if outward else -(angle - 90), resample=Image.Resampling.BICUBIC)
        x, y = centre + radius * math.cos(math.radians(angle)), centre + radius * math.sin(math.radians(angle))
        image.alpha_composite(turned, (round(x - 55), round(y - 55)))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font of the documents, which has the Vietnamese letters."""
    ask = ["fc-match", "-f", "%{file}", "Times New Roman:bold:lang=vi"]
    try:
        found = subprocess.run(ask, capture_output=True, text=True, check=True, timeout=20).stdout
        return ImageFont.truetype(found, size)
    except (OSError, subprocess.SubprocessError):
        return ImageFont.load_default(size=size)


def _png(image: Image.Image) -> bytes:
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
