"""Who is answerable for what, and how control passed. Callers have checked who asks."""

from django.db.models import Count

from wraparound.records.models.keeping import KEPT, Controller
from wraparound.records.models.log import Transfer
from wraparound.records.terms import ControllerTerms, Someone, TransferTerms


def controllers(*, viewer: Someone) -> tuple[ControllerTerms, ...]:
    """Every legal entity by name, with how many records of each sort it is answerable for."""
    held: dict[int, list[tuple[str, int]]] = {}
    for kept in (one for one in KEPT.values() if not one.record.between_two):
        for controller, many in kept.record._default_manager.values_list("controller").annotate(many=Count("pk")):
            held.setdefault(controller, []).append((kept.words, many))
    return tuple(
        ControllerTerms(
            one.code,
            one.name,
            tuple(held.get(one.pk, ())),
            one.ended_at,
            one.successor.name if one.successor else "",
        )
        for one in Controller.objects.select_related("successor").order_by("name", "pk")
    )


def transfers(*, viewer: Someone) -> tuple[TransferTerms, ...]:
    """Every transfer of control, newest first."""
    rows = Transfer.objects.select_related("change", "before", "after").order_by("-pk")
    return tuple(
        TransferTerms(
            one.pk,
            one.before.name,
            one.after.name,
            one.change.at,
            one.change.by,
            one.change.by_name,
            one.change.why,
            tuple(sorted(one.records.items())),
        )
        for one in rows
    )
