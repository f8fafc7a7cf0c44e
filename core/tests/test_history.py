"""Models as a migration once knew them."""

from django.apps.registry import Apps
from django.db import models
from django.db.models.signals import class_prepared
from django_fsm import FSMField

from core.history import HISTORIC


def test_the_model_of_a_migration_looks_for_no_transitions():
    before = len(class_prepared.receivers)
    meta = type("Meta", (), {"app_label": "core", "apps": Apps()})
    model = type("Once", (models.Model,), {"__module__": HISTORIC, "Meta": meta, "state": FSMField(default="new")})
    assert model._meta.get_field("state").default == "new"
    assert len(class_prepared.receivers) == before
