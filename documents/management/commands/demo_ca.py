"""`manage.py demo_ca`: an authority, keys, pictures and seals for trying out digital signatures.

What it makes has no legal value and says so; production refuses to start with its root in the folder of trusted
roots.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.http import file_name
from documents.services import means
from documents.services.signing import means_of
from documents.signing import demo_authority
from documents.signing.demo_authority import Authority
from units.models import RoleKind, Unit, User

PASSWORD = "khoa-thu-2026"
_ROOT = "goc-thu-nghiem.pem"


class Command(BaseCommand):
    help = "Tạo chứng thực thử nghiệm: chứng thư gốc, khóa ký, ảnh chữ ký và con dấu cho lãnh đạo và cơ quan."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Chứng thực thử nghiệm không dùng ở chế độ production.")
        folder = Path(settings.VAR_DIR) / "demo-ca"
        folder.mkdir(parents=True, exist_ok=True)
        authority = _authority(folder)
        roots = Path(settings.TRUST_ROOTS)
        roots.mkdir(parents=True, exist_ok=True)
        (roots / _ROOT).write_bytes(authority.pem)
        leaders = User.objects.filter(roles__kind=RoleKind.LEADER, is_active=True).distinct().order_by("username")
        made = [_equip(leader, authority, folder) for leader in leaders]
        made += [_equip(unit, authority, folder) for unit in Unit.objects.filter(issues_documents=True)]
        self.stdout.write(f"Đã đặt khóa ký thử nghiệm cho {sum(made)} lãnh đạo, cơ quan chưa có khóa ký.")
        self.stdout.write(f"Mật khẩu chung của các khóa: {PASSWORD}. Tệp khóa và ảnh để tải lên thử: {folder}")


def _authority(folder: Path) -> Authority:
    """The root of an earlier run, or a new one."""
    key, root = folder / "root-key.pem", folder / "root.pem"
    if key.exists() and root.exists():
        return demo_authority.load_authority(key.read_bytes(), root.read_bytes())
    authority = demo_authority.make_authority()
    key.touch(mode=0o600)
    key.write_bytes(authority.private_pem())
    root.write_bytes(authority.pem)
    return authority


def _equip(owner: User | Unit, authority: Authority, folder: Path) -> bool:
    """Give a picture and a key to who has none; who has a key of his own keeps it."""
    seal = isinstance(owner, Unit)
    found = means_of(owner)
    if found and found.method:
        return False
    name = owner.name if isinstance(owner, Unit) else owner.full_name
    agency = name if isinstance(owner, Unit) else _agency_of(owner)
    content = demo_authority.make_pkcs12(authority, name=name, organisation=agency, password=PASSWORD)
    short = owner.short_name if isinstance(owner, Unit) else name
    picture = demo_authority.draw_seal(short) if seal else demo_authority.draw_signature(name)
    (folder / file_name(name, "p12")).write_bytes(content)
    (folder / file_name(name, "png")).write_bytes(picture)
    means.set_picture(owner=owner, actor=None, content=picture, width_mm=36 if seal else 42)
    means.set_pkcs12(owner=owner, actor=None, content=content, password=PASSWORD)
    return True


def _agency_of(user: User) -> str:
    unit = user.held_roles[0].unit if user.held_roles else None
    return (unit.issuer or unit).name if unit else ""
