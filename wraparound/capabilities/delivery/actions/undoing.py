"""What a spreadsheet wrote is taken back in one step, while nothing of it was changed since."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from wraparound.capabilities.delivery.calculation.waiting import loop_closed_by
from wraparound.capabilities.delivery.models.milestones import Dependency, Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation, Programme
from wraparound.capabilities.delivery.models.spreadsheets import PlanFile
from wraparound.capabilities.delivery.queries.spreadsheets import file_row
from wraparound.capabilities.delivery.terms.milestones import MoveReason
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan, own_key
from wraparound.capabilities.delivery.terms.spreadsheets import FileState, InTheWay, StaysBecause
from wraparound.capabilities.delivery.wording import spreadsheets as say
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.bulk import change_many
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import people_on_hold, remove
from wraparound.records.models.keeping import KEPT, Record
from wraparound.records.queries.touched import Back, Backs, referring_to, touched
from wraparound.records.terms import Basis

TOUCHED: tuple[type[Record], ...] = (Dependency, Milestone, Answer, OwnRecommendation, Programme)
"""What a spreadsheet writes, what refers to others first: in this order it can be removed."""


def in_the_way(number: int, *, by: Viewer) -> tuple[InTheWay, ...]:
    """What of a written file cannot be taken back, each with why; empty: undo it."""
    row = file_row(number, viewer=by)
    return _in_the_way(_backs(row, by), row, by) if row.state == FileState.WRITTEN else ()


def undo(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes everything back that a file wrote, in one change; CannotPlan where something was changed since."""
    why = f"Undone: spreadsheet {number} of a plan"
    with changing(why, at=at, by=by):
        row = file_row(number, viewer=by)
        if row.state != FileState.WRITTEN:
            raise CannotPlan(say.NOT_WRITTEN)
        found = _backs(row, by)
        if staying := _in_the_way(found, row, by):
            raise CannotPlan(say.no_undo_words(staying))
        for record in TOUCHED:
            _put(record, found[record], by)
        for record in TOUCHED:
            if found[record].remove:
                remove(record._meta.label_lower, found[record].remove, basis=Basis.UNDO, why=why, at=at, by=by)
        row.state, row.done_on = FileState.UNDONE, timezone.localtime(at).date()
        row.save()


def _backs(row: PlanFile, by: Viewer) -> Backs:
    return touched(TOUCHED, row.change or 0, viewer=by)


def _in_the_way(found: Backs, row: PlanFile, by: Viewer) -> tuple[InTheWay, ...]:
    """What each of those is called that cannot go back as it is, and why."""
    told: dict[InTheWay, None] = {}
    for record, number, because, words in _staying(found, row, by):
        one = record._base_manager.filter(pk=number).first()
        told[InTheWay(title=str(one), because=because, by=words)] = None
    return tuple(told)


def _staying(found: Backs, row: PlanFile, by: Viewer) -> Iterator[tuple[type[Record], int, StaysBecause, str]]:
    """Every record that stays, by its sort and number, with why and what refers to it."""
    for record, back in found.items():
        yield from ((record, number, StaysBecause.CHANGED, "") for number in sorted(back.left))
        yield from _referred(record, back, found, by)
        yield from ((record, number, StaysBecause.HELD, "") for number in sorted(_on_hold(record, back, by)))
    yield from ((OwnRecommendation, one, StaysBecause.ANSWERED, "") for one in sorted(_answered_since(found)))
    yield from ((Dependency, number, StaysBecause.RING, "") for number in sorted(_would_close(found, row)))


def _referred(
    record: type[Record], back: Back, found: Backs, by: Viewer
) -> Iterator[tuple[type[Record], int, StaysBecause, str]]:
    """Of what would be removed, that to which something refers which would not."""
    going = {other: {*some.remove, *some.put} for other, some in found.items()}
    for other, name in referring_to(record, viewer=by) if back.remove else ():
        rows = other._base_manager.filter(**{f"{name}__in": back.remove})
        gone = going.get(other, set[int]())  # type: ignore[arg-type]  # any sort of row
        because = StaysBecause.WAITED if other is Dependency else StaysBecause.REFERRED
        for pk, to in rows.order_by("pk").values_list("pk", name):
            if pk not in gone:
                yield record, to, because, str(other._meta.verbose_name)


def _would_close(found: Backs, row: PlanFile) -> set[int]:
    """What waited before the file and would wait again, where that is so already or would close a ring by now."""
    back = found[Dependency]
    again = {number: one for number, one in back.put.items() if one["ended_at"] is None}
    if not again:
        return set()
    rows = Dependency.objects.filter(milestone__organisation=row.organisation_id, ended_at__isnull=True)
    waits: dict[int, list[int]] = {}
    for milestone, on in rows.exclude(pk__in=[*back.remove, *back.put]).values_list("milestone", "on"):
        waits.setdefault(milestone, []).append(on)
    numbers = set()
    for number, one in sorted(again.items()):
        milestone, on = one["milestone_id"], one["on_id"]
        if on in waits.get(milestone, ()) or loop_closed_by(waits, milestone, on):
            numbers.add(number)
        waits.setdefault(milestone, []).append(on)
    return numbers


def _on_hold(record: type[Record], back: Back, by: Viewer) -> set[int]:
    """What is about somebody whose records must be kept."""
    about = KEPT[record._meta.label_lower].about_in_history
    held = people_on_hold(by=by) if about and back.remove else frozenset[int]()
    return {pk for pk in back.remove if back.wrote[pk].get(about or "") in held}


def _answered_since(found: Backs) -> set[int]:
    """Recommendations that it added and that an answer or a milestone names which it did not write: by key."""
    keys = {str(own_key(pk)): pk for pk in found[OwnRecommendation].remove}
    numbers = set[int]()
    for record in (Answer, Milestone):
        rows = record._base_manager.filter(recommendation__in=keys).exclude(pk__in=list(found[record].wrote))
        numbers |= {keys[key] for key in rows.values_list("recommendation", flat=True)}
    return numbers


def _put(record: type[Record], back: Back, by: Viewer) -> None:
    """Every field as it was. A day that goes back is a move like others, and says why."""
    fields = {one.attname: one.name for one in record._meta.concrete_fields}
    changes: dict[int, Mapping[str, Any]] = {}
    for number, values in back.put.items():
        was = {fields.get(name, name): value for name, value in values.items()}
        if record is Milestone and values["due_on"] != back.wrote[number]["due_on"]:
            was |= {"moved_why": MoveReason.OTHER.value, "moved_words": say.UNDONE_MOVE}
        changes[number] = was
    change_many(record, changes, by=by)
