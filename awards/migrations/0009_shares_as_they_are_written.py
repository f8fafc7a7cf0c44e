"""Shares of a procedure were per cent with two decimals, so that two thirds was 66,66 %: now they are text as written."""

import hashlib
import json
from decimal import Decimal

from django.db import migrations, models

import awards.models.council

SHARES = ("threshold", "quorum", "attendance")
FIELDS = (
    "in_force_from", "components", "appraisal_days", "comment_days", "council", "ballot", "threshold", "threshold_of",
    "quorum", "attendance", "written_opinions", "article", "verified", "note",
)  # fmt: skip


def _digest(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _written(value):
    return f"{Decimal(str(value)).normalize():f}%".replace(".", ",") if value not in (None, "", "None") else ""


def write(apps, schema_editor):
    """Put the sign to the numbers; what was as shipped loses its digest, so that the files renew it."""
    for row in apps.get_model("awards", "Procedure").objects.all():
        before = {name: getattr(row, name) for name in FIELDS}
        for name in SHARES:
            before[name] = Decimal(before[name]).quantize(Decimal("0.01")) if before[name] else None
            setattr(row, name, _written(before[name]))
        if row.shipped_digest == _digest(before):
            row.shipped_digest = ""
        if row.offered:
            row.offered |= {name: _written(row.offered.get(name)) for name in SHARES}
        row.save()


def _share(label):
    return models.CharField(label, max_length=8, blank=True, default="", validators=[awards.models.council.check_share])


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0008_authorities_of_the_whole_law"),
    ]

    operations = [
        migrations.AlterField("procedure", "threshold", _share("tỷ lệ đồng ý")),
        migrations.AlterField("procedure", "quorum", _share("dự họp ít nhất")),
        migrations.AlterField("procedure", "attendance", _share("dự họp ít nhất khi xét khen thưởng")),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
