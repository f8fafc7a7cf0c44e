"""What a production start refuses, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.exceptions import ImproperlyConfigured

from documents.signing.demo_authority import make_authority
from emulation.guards import refuse_unsafe_production

SAFE = {
    "secret_key": "k" * 60,
    "default_secret_key": "mac-dinh",
    "debug": False,
    "allowed_hosts": ["thidua.anson.gov.vn"],
    "trust_roots": Path("khong-co"),
}


def test_safe_settings_start():
    refuse_unsafe_production(**SAFE)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"secret_key": "mac-dinh"}, "SECRET_KEY"),
        ({"secret_key": "ngan"}, "SECRET_KEY"),
        ({"debug": True}, "DEBUG"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS"),
        ({"allowed_hosts": ["*"]}, "ALLOWED_HOSTS"),
        ({"allowed_hosts": ["127.0.0.1", "localhost"]}, "ALLOWED_HOSTS"),
    ],
)
def test_each_unsafe_setting_is_refused_by_name(change, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        refuse_unsafe_production(**{**SAFE, **change})


@pytest.mark.parametrize("as_der", [False, True])
def test_a_root_of_the_demo_authority_is_refused_by_name(tmp_path, as_der):
    root = make_authority().certificate
    encoding = serialization.Encoding.DER if as_der else serialization.Encoding.PEM
    (tmp_path / "goc-thu.crt").write_bytes(root.public_bytes(encoding))
    with pytest.raises(ImproperlyConfigured, match="thử nghiệm: goc-thu.crt"):
        refuse_unsafe_production(**{**SAFE, "trust_roots": tmp_path})


def test_production_without_settings_does_not_start(tmp_path):
    start = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"], "APP_ENV": "production", "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert start.returncode != 0
    assert "SECRET_KEY phải" in start.stderr
