"""Signing with a PKCS#11 token. Collected only where SoftHSM, which stands in for a token, is on the machine."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from django.urls import reverse

from core.exceptions import Refused
from core.testing import step_up
from documents.services import signing
from documents.signing import checking, demo_authority
from documents.signing.keys import WrongSecret
from documents.tests import signing as make

MODULES = [
    Path(folder) / "softhsm/libsofthsm2.so" for folder in ("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/local/lib")
]
MODULE = next((path for path in MODULES if path.exists() and find_spec("pkcs11")), None)
TOKEN, KEY, PIN = "Token thử", "khoa-ky", "123456"

if MODULE is not None:
    pytestmark = pytest.mark.django_db

    @pytest.fixture(scope="module")
    def softhsm(tmp_path_factory):
        """A token with a key and a certificate of the test root; the library reads its place once a process."""
        folder = tmp_path_factory.mktemp("softhsm")
        (folder / "tokens").mkdir()
        (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
        before = os.environ.get("SOFTHSM2_CONF")
        os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
        tool = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "654321"]
        subprocess.run(tool, check=True, capture_output=True)
        key, certificate = demo_authority.make_certificate(
            make.authority(), name="Lê Thị Lãnh đạo ký ban hành", organisation="VP"
        )
        private = folder / "key.pem"
        private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        tool = ["softhsm2-util", "--import", str(private), "--token", TOKEN, "--label", KEY, "--id", "01", "--pin", PIN]
        subprocess.run(tool, check=True, capture_output=True)
        _put_certificate(certificate.public_bytes(serialization.Encoding.DER))
        yield str(MODULE)
        os.environ.pop("SOFTHSM2_CONF")
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before

    def _put_certificate(der):
        import pkcs11
        from pkcs11.util.x509 import decode_x509_certificate

        token = pkcs11.lib(str(MODULE)).get_token(token_label=TOKEN)
        with token.open(user_pin=PIN, rw=True) as session:
            facts = decode_x509_certificate(der)
            facts |= {pkcs11.Attribute.LABEL: KEY, pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.TOKEN: True}
            session.create_object(facts)

    def test_a_leader_signs_with_a_token(softhsm, world, client, settings):
        settings.SIGNING_PKCS11_MODULE = softhsm
        make.trust()
        leader = world.users["leader"]
        leader.full_name = "Lê Thị Lãnh đạo ký ban hành"
        leader.save()
        client.force_login(leader)
        step_up(client, leader)
        url = reverse("documents:my_signature")
        data = {"act": "token", "thiet-bi-token_label": TOKEN, "thiet-bi-key_label": KEY}
        wrong = client.post(url, data | {"thiet-bi-key_password": "000000"}).content.decode()
        assert "Mã PIN của thiết bị ký chưa đúng" in wrong
        page = client.post(url, data | {"thiet-bi-key_password": PIN}, follow=True).content.decode()
        assert "Đã kiểm tra và lưu khóa ký của Lê Thị Lãnh đạo ký ban hành" in page
        document = make.issued(world)
        with pytest.raises(WrongSecret):
            signing.sign_document(document=document, kind="signer", actor=leader, key_password="000000")
        row = signing.sign_document(document=document, kind="signer", actor=leader, key_password=PIN)
        assert row.method == "pkcs11"
        assert checking.signatures_in(row.read_pdf())[0].good

    @pytest.mark.parametrize(
        ("token", "key", "sentence"), [("Không có", KEY, "Không mở được"), (TOKEN, "x", "không có khóa")]
    )
    def test_a_token_or_key_that_is_not_there_is_named(softhsm, settings, token, key, sentence):
        from documents.signing.keys import check_token

        settings.SIGNING_PKCS11_MODULE = softhsm
        with pytest.raises(Refused, match=sentence):
            check_token(token, key, PIN)
