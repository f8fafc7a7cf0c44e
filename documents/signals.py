"""What the rooms above may listen to."""

from django.dispatch import Signal

# Sent inside the transaction, with `document` and `actor`; a receiver that raises Refused stops the act.
document_withdrawn = Signal()
