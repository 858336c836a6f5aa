"""Writing a programme and closing it; asking to join and withdrawing; and answering who asked.

That a programme was written or closed is in the log of the site. Who asks to join is not: the log would say it.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wraparound.capabilities.equality.access import KEEP, RUN
from wraparound.capabilities.equality.calculation.fitting import plain_rule
from wraparound.capabilities.equality.calculation.releasing import packed_words, unpacked_words
from wraparound.capabilities.equality.models.programmes import Joining, PositiveActionProgramme
from wraparound.capabilities.equality.models.sealing import opened, seal
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.own import key_of_person, own_token
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.queries.programmes import (
    asked_row,
    own_fit,
    own_joining,
    programme_of,
    programme_run,
    run_places,
)
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.terms.programmes import (
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PLACES,
    CannotJoin,
    Fit,
    JoiningState,
    NewPositiveProgramme,
    NoSuchProgramme,
)
from wraparound.capabilities.equality.wording import programmes as say
from wraparound.capabilities.pipelines.queries.deciding import decides_on
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def write_programme(new: NewPositiveProgramme, *, at: datetime, by: Viewer) -> int:
    """Offers a programme from now on, run by the viewer; its number. CannotJoin for what is missing or does not fit."""
    ensure(by, RUN)
    places = dict(run_places(viewer=by))
    if new.place not in places:
        raise NoSuchProgramme
    _ensure_whole(new, timezone.localtime(at).date(), by)
    sort, _, code = new.place.partition(":")
    if sort == "organisation" and (off := off_words(code, EqualityPart.PROGRAMMES, viewer=by)):
        raise CannotJoin(off)
    with changing(f"A programme of positive action was written for {places[new.place]}", at=at, by=by):
        row = PositiveActionProgramme.objects.create(
            **{sort: code},
            title=new.title.strip(),
            gives=new.gives.strip(),
            for_whom=new.for_whom.strip(),
            rule=plain_rule(new.rule),
            why=new.why.strip(),
            source=new.source.strip(),
            places=new.places,
            starts_on=new.starts_on,
            closes_on=new.closes_on,
            run_by=by.person or 0,
            written_on=timezone.localtime(at).date(),
        )
    return int(row.pk)


def close_programme(number: int, *, at: datetime, by: Viewer) -> None:
    """Nobody can ask to join any more. Who asked stays, until they withdraw or their record is removed."""
    row = programme_run(number, viewer=by)
    with changing("A programme of positive action was closed", at=at, by=by):
        waiting = PositiveActionProgramme.objects.filter(pk=row.pk, ended_on__isnull=True)
        if not waiting.update(ended_on=timezone.localtime(at).date()):
            raise CannotJoin(say.CLOSED_ALREADY)


def take_over(number: int, *, at: datetime, by: Viewer) -> None:
    """The viewer, an equality lead of its place, runs a programme from now on that nobody runs any more.

    Those who asked to join read on their pages who does; NoSuchProgramme while somebody runs it.
    """
    ensure(by, RUN)
    before = PositiveActionProgramme.objects.filter(pk=number).values_list("run_by", flat=True).first() or 0
    if not programme_of(number, viewer=by, on=timezone.localtime(at).date()).may_take_over:
        raise NoSuchProgramme
    with changing("A programme of positive action was taken over", at=at, by=by):
        # Of two who take it over at once the second is told that somebody runs it.
        if not PositiveActionProgramme.objects.filter(pk=number, run_by=before).update(run_by=by.person or 0):
            raise NoSuchProgramme
        Joining.objects.filter(programme=number, state=JoiningState.ASKED).update(told=False)


def join(number: int, *, at: datetime, by: Viewer) -> None:
    """The viewer asks to join, by their own act: whoever runs the programme reads their name and address.

    CannotJoin where what they gave says that it is for others, where it is closed, and where whoever runs it decides on
    an appointment for which they stand.
    """
    today = timezone.localtime(at).date()
    if not programme_of(number, viewer=by, on=today).is_open:
        raise CannotJoin(say.CLOSED)
    if own_fit(number, viewer=by, on=today) is Fit.DOES_NOT:
        raise CannotJoin(say.FITS[Fit.DOES_NOT])
    row = PositiveActionProgramme.objects.get(pk=number)
    if row.run_by == by.person:
        raise CannotJoin(say.YOUR_OWN)
    if decides_on(row.run_by, by.person or 0, viewer=by, on=today):
        raise CannotJoin(say.DECIDES)
    with transaction.atomic(using=STORE):
        key = secrets.token_hex(16)
        sealed = seal(packed_words({"person": key_of_person(by.person or 0, viewer=by)}), key)
        new = {"key": key, "sealed": sealed, "on": today}
        _, made = Joining.objects.get_or_create(programme=row, token=own_token(viewer=by), defaults=new)
        if not made:
            raise CannotJoin(say.ASKED_ALREADY)


def withdraw_joining(number: int, *, by: Viewer) -> None:
    """The viewer takes it back: nothing is kept of it, and whoever runs the programme reads their name no more."""
    row = own_joining(number, viewer=by)
    if row is None:
        raise NoSuchProgramme
    row.delete()


def note_answer_read(number: int, *, by: Viewer) -> None:
    """The viewer has read what they were answered."""
    row = own_joining(number, viewer=by)
    if row is not None and row.state != JoiningState.ASKED and not row.seen:
        Joining.objects.filter(pk=row.pk).update(seen=True)


def answer_joining(number: int, key: str, *, place: bool, at: datetime, by: Viewer) -> None:
    """Whoever runs the programme gives somebody a place, or has none; they are told that there is an answer."""
    row = asked_row(number, key, viewer=by, on=timezone.localtime(at).date())
    state = JoiningState.PLACE if place else JoiningState.NO_PLACE
    Joining.objects.filter(pk=row.pk).update(state=state, told=False, seen=False)


def forget_joinings(tokens: Sequence[str], *, by: Viewer) -> int:
    """That these people, by token, asked to join anything is forgotten; how many rows."""
    return Joining.objects.filter(token__in=tokens).delete()[0]


def joinings_to_mail(*, on: date, by: Viewer) -> dict[str, int]:
    """Whom no mail has told of a joining, by its key: who runs the programme, or whoever asked, once answered (ids).

    Not whoever runs it, while they decide on an appointment for which the person stands.
    """
    ensure(by, KEEP)
    found = {}
    for row in Joining.objects.filter(told=False).select_related("programme"):
        key = unpacked_words(opened(row.sealed, row.pk))["person"]
        person = Person.objects.filter(key=key).values_list("pk", flat=True).first()
        runs = row.programme.run_by
        if person is None or (row.state == JoiningState.ASKED and decides_on(runs, person, viewer=by, on=on)):
            continue
        found[row.pk] = runs if row.state == JoiningState.ASKED else person
    return found


def mark_joining_told(key: str, *, by: Viewer) -> None:
    """They were told that something waits, and not what."""
    ensure(by, KEEP)
    Joining.objects.filter(pk=key).update(told=True)


def _ensure_whole(new: NewPositiveProgramme, today: date, by: Viewer) -> None:
    texts = [(new.title, LONGEST_TITLE), (new.source, LONGEST_SOURCE)]
    texts += [(one, LONGEST_TEXT) for one in (new.gives, new.for_whom, new.why)]
    if any(not one.strip() or len(one) > longest for one, longest in texts):
        raise CannotJoin(say.SAY_ALL)
    if not 1 <= new.places <= MOST_PLACES or not today <= new.closes_on <= new.starts_on:
        raise CannotJoin(say.DAYS_AND_PLACES)
    lists = lists_in_use(viewer=by)
    if not new.rule.answers:
        raise CannotJoin(say.NO_RULE)
    for one, codes in new.rule.answers.items():
        known = {choice.code for choice in lists[one.value].choices}
        if not codes or not codes <= known or codes == known:
            raise CannotJoin(say.NO_RULE)
