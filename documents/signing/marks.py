"""How the demo authority is recognised; nothing heavy is imported, the settings read this."""

import base64
import re
from pathlib import Path

# Stands in the organisation of every certificate that the demo authority signs, itself included.
TRIAL_MARK = "CHỨNG THỰC THỬ NGHIỆM - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
ROOT_SUFFIXES = {".crt", ".cer", ".pem", ".der"}
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


def trial_roots(folder: Path) -> list[str]:
    """Return the names of the files in a folder of trusted roots that come from the demo authority."""
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ROOT_SUFFIXES and path.is_file())
    return [path.name for path in files if _is_trial(path.read_bytes())]


def _is_trial(content: bytes) -> bool:
    mark = TRIAL_MARK.encode()
    return mark in content or any(mark in base64.b64decode(part) for part in _PEM.findall(content))
