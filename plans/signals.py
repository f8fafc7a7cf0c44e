"""What other rooms may want to hear of a plan; sent after the transaction has ended well."""

from django.dispatch import Signal

# Arguments of each: plan, actor.
plan_submitted = Signal()
plan_returned = Signal()
plan_issued = Signal()
