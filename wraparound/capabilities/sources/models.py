"""What this site keeps about evidence: which release was taken into use, when and by whom. Never the figures."""

from typing import Any, Self

from django.db import models


class AdoptionIsFinal(RuntimeError):
    """An adoption was about to be changed or removed; it is a record of what happened, so it never is."""


class AdoptionRows(models.QuerySet["ReleaseAdoption"]):
    """Rows that can be added and read, not changed or removed, in bulk neither."""

    def update(self, **changes: Any) -> int:
        raise AdoptionIsFinal("Adoptions are never changed; a new release is a new adoption.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AdoptionIsFinal("Adoptions are never removed.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list["ReleaseAdoption"]:
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            raise AdoptionIsFinal("Adoptions are never changed; a new release is a new adoption.")
        return super().bulk_create(objs, *args, **kwargs)

    def in_order(self) -> Self:
        """Oldest first."""
        return self.order_by("adopted_at", "pk")


class ReleaseAdoption(models.Model):
    """One release taken into use here."""

    release = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=200)

    not_a_record = "About published evidence and nobody; itself a log that is never changed."

    objects = AdoptionRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="digest_is_a_sha256"),
            models.CheckConstraint(condition=~models.Q(adopted_by=""), name="adopted_by_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.release}, adopted {self.adopted_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AdoptionIsFinal("Adoptions are never changed; a new release is a new adoption.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AdoptionIsFinal("Adoptions are never removed.")
