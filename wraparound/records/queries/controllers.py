"""Who is answerable for what, and how control passed. Callers have checked who asks."""

from django.db.models import CharField, Count, Value

from wraparound.records.models.keeping import KEPT, Controller
from wraparound.records.models.log import Transfer
from wraparound.records.terms import ControllerTerms, Someone, TransferTerms


def controllers(*, viewer: Someone) -> tuple[ControllerTerms, ...]:
    """Every legal entity by name, with how many records of each sort it is answerable for."""
    held: dict[int, list[tuple[str, int]]] = {}
    for sort, controller, many in _counts():
        held.setdefault(controller, []).append((KEPT[sort].words, many))
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


def _counts() -> list[tuple[str, int, int]]:
    """Sort, controller and how many records, in the order of the sorts: all of them asked at once."""
    told = [one for one in KEPT.values() if not one.record.between_two]
    places = {one.sort: place for place, one in enumerate(told)}
    asked = [
        one.record._default_manager.order_by()
        .values("controller")
        .annotate(held_many=Count("pk"), held_sort=Value(one.sort, output_field=CharField()))
        .values_list("held_sort", "controller", "held_many")
        for one in told
    ]
    return sorted(asked[0].union(*asked[1:], all=True), key=lambda row: (places[row[0]], row[1]))


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
