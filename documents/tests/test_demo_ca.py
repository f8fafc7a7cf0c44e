"""The demo authority: something to try with, never in production."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.management.commands.demo_ca import PASSWORD
from documents.models import SigningMeans
from documents.services import signing
from documents.signing.trust import trust_roots
from documents.tests import signing as make

pytestmark = pytest.mark.django_db


def test_leaders_and_agencies_can_sign_at_once_and_it_says_trial(world, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("demo_ca", stdout=io.StringIO())
    document = make.issued(world)
    row = signing.sign_document(document=document, kind="signer", actor=world.users["leader"], key_password=PASSWORD)
    assert row.trial
    root = (Path(settings.TRUST_ROOTS) / "goc-thu-nghiem.pem").read_bytes()
    kept = bytes(SigningMeans.objects.get(unit=world.office).pkcs12)
    call_command("demo_ca", stdout=io.StringIO())
    assert (Path(settings.TRUST_ROOTS) / "goc-thu-nghiem.pem").read_bytes() == root
    assert bytes(SigningMeans.objects.get(unit=world.office).pkcs12) == kept


def test_production_neither_makes_nor_trusts_it(world, settings, tmp_path):
    make.trust()
    assert len(trust_roots()) == 1
    settings.PRODUCTION = True
    assert trust_roots() == []
    with pytest.raises(CommandError, match="production"):
        call_command("demo_ca")
