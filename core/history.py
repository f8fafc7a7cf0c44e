"""Models as a migration once knew them."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import class_prepared
from django_fsm import FSMFieldMixin

HISTORIC = "__fake__"  # the module that Django gives to models of a migration's state


def let_states_rest() -> None:
    """A field of states in a migration looks for no transitions: a model of that day has none.

    Otherwise each of these fields, made anew by every step of every migration, looks through all models that are made
    after it: a quarter of the processor time in which the tables of an installation are made.
    """
    contribute = FSMFieldMixin.contribute_to_class

    def contribute_to_class(field: Any, model: type[Model], name: str, **options: Any) -> None:
        contribute(field, model, name, **options)
        if model.__module__ == HISTORIC:
            class_prepared.disconnect(field._collect_transitions)

    FSMFieldMixin.contribute_to_class = contribute_to_class
