"""A file is sent for a plan, looked at, and written whole or not at all."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wraparound.capabilities.delivery.access import FOLLOW
from wraparound.capabilities.delivery.actions.programmes import add_to
from wraparound.capabilities.delivery.actions.telling import tell_people
from wraparound.capabilities.delivery.calculation.spreadsheets.recognise import recognised
from wraparound.capabilities.delivery.models.milestones import Dependency, Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation
from wraparound.capabilities.delivery.models.spreadsheets import PlanFile, PlanFileRows
from wraparound.capabilities.delivery.queries.programmes import Place, kept_region
from wraparound.capabilities.delivery.queries.spreadsheets import (
    doing,
    file_row,
    importing_place,
    packed,
    place_of,
    sent_rows,
)
from wraparound.capabilities.delivery.terms.milestones import MOST_MILESTONES
from wraparound.capabilities.delivery.terms.recommendations import (
    CannotPlan,
    NewRecommendation,
    RecommendationKey,
    own_key,
)
from wraparound.capabilities.delivery.terms.spreadsheets import (
    READ_OF_REGION,
    FileState,
    MilestoneWrite,
    Outcome,
    SentSheets,
    WhatItDoes,
)
from wraparound.capabilities.delivery.wording import spreadsheets as say
from wraparound.capabilities.delivery.wording.milestones import TOO_MANY
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.calculation.reasons import name_beside

KEPT_FOR = timedelta(days=7)


def send(
    code: str, file: str, tables: Sequence[tuple[str, Sequence[Sequence[str]]]], *, at: datetime, by: Viewer
) -> int:
    """Keeps what was read of a file until it is written or put aside; its number. Nothing of it is written by this."""
    return _keep(importing_place(code, viewer=by), file, recognised(tables), at, by)


def send_to_region(
    code: str, file: str, tables: Sequence[tuple[str, Sequence[Sequence[str]]]], *, at: datetime, by: Viewer
) -> int:
    """The same for the programmes of a region that the actor keeps."""
    return _keep(kept_region(code, viewer=by), file, recognised(tables, READ_OF_REGION), at, by)


def _keep(place: Place, file: str, sent: SentSheets, at: datetime, by: Viewer) -> int:
    whose = {"region": place} if isinstance(place, Region) else {"organisation": place}
    if sent.made_at is not None and sent.made_at > at:
        # Somebody else's clock, or hand: it tells nothing of what was changed since.
        sent = replace(sent, made_at=None)
    with changing("A spreadsheet was sent for a plan", at=at, by=by):
        row = PlanFile.objects.create(
            controller=place.controller,
            **whose,
            file=file[:120] or "file",
            sent_on=at.date(),
            sent_by_id=by.person,
            sent_by_name=name_beside(by),
            rows=len(sent.rows),
        )
        PlanFileRows.objects.create(of=row, content=packed(sent, viewer=by))
    return int(row.pk)


def write(number: int, fingerprint: str, *, taken: Collection[str] = (), at: datetime, by: Viewer) -> None:
    """Writes what was shown, in one change; CannotPlan, and nothing written, where it would do something else by now.

    `fingerprint` is that of what was shown; `taken` are marks of rows that are written although what they are about was
    changed here since the file was taken out, or EVERY_ROW. Killed before the end, nothing is written.
    """
    with changing(f"Spreadsheet {number} of a plan", at=at, by=by) as change:
        # One writes at a time: between this look and its writing nobody changes anything.
        row = file_row(number, viewer=by)
        sent = sent_rows(row, viewer=by)
        if row.state != FileState.SENT or sent is None:
            raise CannotPlan(say.DONE_ALREADY)
        place = place_of(row, viewer=by)
        does = doing(place, sent, viewer=by, today=at.date())
        if does.fingerprint != fingerprint:
            raise CannotPlan(say.MOVED_SINCE)
        if taken and not does.many(Outcome.REFUSED):
            does = doing(place, sent, viewer=by, today=at.date(), taken=taken)
        if does.many(Outcome.REFUSED):
            raise CannotPlan(say.in_the_way_words(does))
        if not does.writes_something:
            raise CannotPlan(say.NOTHING_TICKED if does.many(Outcome.MEANWHILE) else say.NOTHING)
        if isinstance(place, Region):
            _recommend(place, does, by)
        else:
            _write(place, does, at, by)
        row.state, row.change, row.done_on = FileState.WRITTEN, change, at.date()
        row.counts = json.dumps({one.value: does.many(one) for one in Outcome}, sort_keys=True)
        row.save()
        PlanFileRows.objects.filter(of=row).delete()


def put_aside(number: int, *, at: datetime, by: Viewer) -> None:
    """What was sent is not wanted: its rows go, that it was sent stays."""
    with changing("A spreadsheet for a plan was put aside", at=at, by=by):
        row = file_row(number, viewer=by)
        if row.state != FileState.SENT:
            raise CannotPlan(say.DONE_ALREADY)
        _drop(row)


def put_aside_what_is_old(*, at: datetime, by: Viewer) -> int:
    """Rows that nobody wrote within a week go; how many files that were."""
    ensure(by, FOLLOW)
    old = PlanFile.objects.filter(state=FileState.SENT, sent_on__lte=(at - KEPT_FOR).date())
    if not old.exists():
        return 0
    with changing("Spreadsheets for plans that nobody wrote were put aside", at=at, by=by):
        rows = list(old.all())
        for row in rows:
            _drop(row)
    return len(rows)


def _drop(row: PlanFile) -> None:
    row.state = FileState.DROPPED
    row.save()
    PlanFileRows.objects.filter(of=row).delete()


def _write(place: Organisation, does: WhatItDoes, at: datetime, by: Viewer) -> None:
    new = sum(one.number < 0 for one in does.milestones)
    if new and Milestone.objects.filter(organisation=place.pk).count() + new > MOST_MILESTONES:
        raise CannotPlan(TOO_MANY)
    if does.answers and by.person is None:
        raise CannotPlan(say.ANSWERS_BY_PEOPLE)
    keys = _recommendations(place, does.added, by)
    _answers(place, does, keys, by)
    _milestones(place, does.milestones, keys, at, by)


def _recommend(region: Region, does: WhatItDoes, by: Viewer) -> None:
    """What the file recommends to every organisation of the region."""
    rows = OwnRecommendation.objects.in_bulk([one.number for one in does.recommended])
    for one in does.recommended:
        row, new = rows[one.number], one.new
        row.title, row.words, row.source, row.link = new.title, new.words, new.source, new.link
        row.save(update_fields=["title", "words", "source", "link"])
    _recommendations(region, does.added, by)


def _recommendations(
    place: Place, added: Mapping[RecommendationKey, NewRecommendation], by: Viewer
) -> dict[RecommendationKey, RecommendationKey]:
    """Adds those that the plan lacks; for each key of the file the key that it has now."""
    keys: dict[RecommendationKey, RecommendationKey] = {}
    for key, new in added.items():
        keys[key] = own_key(add_to(place, new, by=by).pk)
    return keys


def _answers(
    place: Organisation, does: WhatItDoes, keys: Mapping[RecommendationKey, RecommendationKey], by: Viewer
) -> None:
    there = {row.recommendation: row for row in Answer.objects.filter(organisation=place.pk, ended_at__isnull=True)}
    for one in does.answers:
        key = keys.get(one.key, one.key)
        row = there.get(key) or Answer(controller=place.controller, organisation=place, recommendation=key)
        row.choice, row.words, row.shared = one.new.choice, one.new.words, one.new.shared
        if one.again:
            row.answered_on, row.answered_by_id = one.on, by.person or 0
        row.save()


def _milestones(
    place: Organisation,
    writes: Sequence[MilestoneWrite],
    keys: Mapping[RecommendationKey, RecommendationKey],
    at: datetime,
    by: Viewer,
) -> None:
    rows = {row.pk: row for row in Milestone.objects.filter(organisation=place.pk).select_related("controller")}
    people = {
        str(key): pk
        for key, pk in Person.objects.filter(key__in={one.new.owner for one in writes}).values_list("key", "pk")
    }
    numbers: dict[int, int] = {}
    told: set[int] = set()
    for one in writes:
        row = rows.get(one.number) or Milestone(controller=place.controller, organisation=place)
        before = (row.owner_id, row.due_on, row.state) if row.pk else None
        row.owner_id = people[one.new.owner]
        _put(row, one, keys.get(one.new.recommendation, one.new.recommendation))
        row.save()
        numbers[one.number] = row.pk
        if before != (row.owner_id, row.due_on, row.state):
            told.add(row.owner_id)
            some = row
    _wait(place, writes, numbers, at)
    if told:
        tell_people(some, told, by=by)


def _put(row: Milestone, one: MilestoneWrite, recommendation: RecommendationKey) -> None:
    new = one.new
    row.title, row.recommendation, row.effort, row.shared = new.title, recommendation, new.effort, new.shared
    row.evidence, row.evidence_of = new.evidence.sort, new.evidence.of
    row.evidence_words, row.evidence_link = new.evidence.words, new.evidence.link
    row.state, row.ended, row.why_ended = one.state, one.ended, one.why_ended
    row.due_on = new.due
    if one.moved_why:
        row.moved_why, row.moved_words = one.moved_why, one.moved_words


def _wait(place: Organisation, writes: Sequence[MilestoneWrite], numbers: Mapping[int, int], at: datetime) -> None:
    """What each waits for from now on."""
    there: dict[int, dict[int, Dependency]] = {}
    for each in Dependency.objects.filter(milestone__organisation=place.pk, ended_at__isnull=True):
        there.setdefault(each.milestone_id, {})[each.on_id] = each
    for one in writes:
        number = numbers[one.number]
        wanted, held = {numbers.get(other, other) for other in one.waits_for}, there.get(number, {})
        for on in sorted(held.keys() - wanted):
            held[on].ended_at = at
            held[on].save(update_fields=["ended_at"])
        for on in sorted(wanted - held.keys()):
            Dependency.objects.create(controller=place.controller, milestone_id=number, on_id=on)
