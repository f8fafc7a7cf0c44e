"""Accounts."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from core.dates import today

from .people import Person
from .roles import Role


class User(AbstractUser):
    """An account; most belong to a person of the tree."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=120)
    person = models.OneToOneField(
        Person, verbose_name="cá nhân", null=True, blank=True, on_delete=models.SET_NULL, related_name="user"
    )

    REQUIRED_FIELDS = ["email", "full_name"]

    class Meta:
        verbose_name = "tài khoản"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else self.username

    @cached_property
    def held_roles(self) -> list[Role]:
        """Today's roles with their units: one query for all the predicates of a request."""
        if self.pk is None or not self.is_active:
            return []
        return list(self.roles.in_force_on(today()).select_related("unit"))

    @cached_property
    def letterhead(self) -> tuple[str, str] | None:
        """The two lines of the office in which the user works, for the top bar."""
        if not self.held_roles:
            return None
        unit = self.held_roles[0].unit
        return (unit.issuer or unit).letterhead
