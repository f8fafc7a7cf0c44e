"""What the rooms above may listen to."""

from django.dispatch import Signal

# Sent inside the transaction, with `document` and `actor`; a receiver that raises Refused stops the act.
document_withdrawn = Signal()
# Sent inside the transaction, with `draft` and `actor`: a document went to its signer, came back, was issued.
draft_submitted = Signal()
draft_returned = Signal()
draft_issued = Signal()
