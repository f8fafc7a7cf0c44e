import uuid
from itertools import islice

from django.db import migrations

STATES = ["in_flight", "sent", "failed", "aborted"]
BATCH = 1000


def move(apps, schema_editor):
    """What left, or tried to, becomes a delivery of its own, with the Message-ID under which it left."""
    Message = apps.get_model("reminders", "Message")
    Delivery = apps.get_model("reminders", "Delivery")
    DeliveryLine = apps.get_model("reminders", "DeliveryLine")
    rows = Message.objects.filter(state__in=STATES).order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        made = Delivery.objects.bulk_create([_delivery(Delivery, row) for row in batch])
        DeliveryLine.objects.bulk_create(
            [DeliveryLine(delivery=new, message=row, channel="mail") for new, row in zip(made, batch, strict=True)]
        )
    Message.objects.filter(state__in=STATES).update(state="handed")


def _delivery(model, row):
    return model(
        key=f"mail:message:{row.pk}",
        ident=uuid.uuid5(uuid.NAMESPACE_URL, f"{row.event_key}:{row.recipient_id}"),
        channel="mail",
        recipient_id=row.recipient_id,
        state=row.state,
        attempts=row.attempts,
        claim=row.claim,
        claimed_at=row.claimed_at,
        sent_at=row.sent_at,
        subject=row.subject,
        error=row.error,
        created_at=row.created_at,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("reminders", "0007_deliveries"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
