"""Whether signing works next month, too: certificates that end, roots that are trusted."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from core.health import Check, State

from .models import SigningMeans
from .signing.trust import trust_roots

SOON = dt.timedelta(days=30)


def checks() -> Iterator[Check]:
    """Yield how signing is prepared."""
    now = timezone.now()
    yield certificates(now)
    yield roots(now)


def certificates(now: dt.datetime) -> Check:
    """Which of the certificates that people and agencies sign with end soon?"""
    kept = SigningMeans.objects.exclude(certificate_until=None)
    ended = kept.filter(certificate_until__lt=now).count()
    soon = kept.filter(certificate_until__gte=now, certificate_until__lt=now + SOON).count()
    number = kept.count()
    if not number:
        return Check("Chứng thư số", State.GOOD, "Chưa ai cài chứng thư số trong hệ thống.")
    if not ended and not soon:
        return Check("Chứng thư số", State.GOOD, f"{number} chứng thư số, không có cái nào hết hạn trong 30 ngày tới.")
    parts = [f"{ended} đã hết hạn"] * bool(ended) + [f"{soon} hết hạn trong 30 ngày tới"] * bool(soon)
    advice = "Chủ chứng thư số gia hạn với nơi cấp rồi nạp lại ở trang chữ ký của mình."
    return Check("Chứng thư số", State.ATTENTION, f"Trong {number} chứng thư số: {', '.join(parts)}.", advice=advice)


def roots(now: dt.datetime) -> Check:
    """Without a trusted root nobody can sign; one that has ended is trusted no longer."""
    known = trust_roots()
    valid = [root for root in known if root.not_valid_after > now]
    if valid:
        sentence = f"{len(valid)} chứng thư gốc còn hạn."
        return Check("Chứng thư gốc", State.GOOD, sentence)
    advice = f"Chép chứng thư gốc của nơi cấp vào {settings.TRUST_ROOTS} (docs/deploy.md)."
    if not known and not SigningMeans.objects.exclude(certificate_until=None).exists():
        return Check("Chứng thư gốc", State.GOOD, "Chưa dùng chữ ký số: chưa có chứng thư gốc nào được tin.")
    if known:
        return Check(
            "Chứng thư gốc", State.BAD, "Mọi chứng thư gốc được tin đã hết hạn: không ký số được.", advice=advice
        )
    return Check(
        "Chứng thư gốc", State.ATTENTION, "Chưa có chứng thư gốc nào được tin: không ký số được.", advice=advice
    )
