"""What a production start refuses."""

from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from documents.signing.marks import trial_roots


def refuse_unsafe_production(
    *, secret_key: str, default_secret_key: str, debug: bool, allowed_hosts: Sequence[str], trust_roots: Path
) -> None:
    """Raise ImproperlyConfigured naming every setting that must not reach production as it is."""
    faults = []
    if secret_key == default_secret_key or len(secret_key) < 50:
        faults.append("SECRET_KEY phải là một chuỗi riêng, ngẫu nhiên, từ 50 ký tự")
    if debug:
        faults.append("DEBUG phải tắt")
    if not allowed_hosts or "*" in allowed_hosts or set(allowed_hosts) <= {"127.0.0.1", "localhost", "[::1]"}:
        faults.append("ALLOWED_HOSTS phải nêu tên máy chủ, không để trống và không có dấu *")
    if demo := trial_roots(trust_roots):
        faults.append(f"thư mục chứng thư gốc {trust_roots} không được có chứng thư thử nghiệm: {', '.join(demo)}")
    if faults:
        raise ImproperlyConfigured("Không khởi động ở chế độ production: " + "; ".join(faults) + ".")
