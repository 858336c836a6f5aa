"""Programmes of positive action as everybody reads them, the viewer's own joinings, and who asked to join theirs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.equality.access import OFFERED, OWN, RUN
from wraparound.capabilities.equality.calculation.fitting import fit, rule_of
from wraparound.capabilities.equality.calculation.releasing import unpacked_words
from wraparound.capabilities.equality.models.programmes import Joining, PositiveActionProgramme
from wraparound.capabilities.equality.models.sealing import is_sealable, opened
from wraparound.capabilities.equality.queries.adjustments import people_here
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.own import own_answers, own_token
from wraparound.capabilities.equality.terms.programmes import (
    AskedToJoin,
    Fit,
    JoiningState,
    NoSuchProgramme,
    OwnJoining,
    PositiveProgramme,
)
from wraparound.capabilities.pipelines.queries.deciding import decided_by, decides_on
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation, Person, Region
from wraparound.people.queries.looking import names_of
from wraparound.people.queries.viewers import viewers_for
from wraparound.people.terms.access import Viewer

type Row = PositiveActionProgramme
NOBODY_NOW = "nobody at the moment"


def may_run(*, viewer: Viewer) -> bool:
    """Whether the viewer can write a programme for any organisation or region."""
    return allows(viewer, RUN)


def run_places(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The organisations and regions for which the viewer can write one: the word of each in forms, and its name."""
    far = reach(viewer, RUN)
    organisations = Organisation.objects.filter(pk__in=far.organisations).exclude(kind="Region").order_by("name")
    regions = Region.objects.filter(pk__in=far.regions).order_by("name")
    return (
        *((f"organisation:{row.code}", row.name) for row in organisations),
        *((f"region:{row.code}", row.name) for row in regions),
    )


def programmes_offered(*, viewer: Viewer, on: date) -> tuple[PositiveProgramme, ...]:
    """Every programme that somebody can still ask to join, the first to close first.

    And those that the viewer runs, or may take over because nobody runs them.
    """
    ensure(viewer, OFFERED)
    rows = PositiveActionProgramme.objects.order_by("closes_on", "pk")
    found = _terms(list(rows), viewer, on)
    return tuple(one for one in found if one.is_open or one.is_mine or one.may_take_over)


def programme_of(number: int, *, viewer: Viewer, on: date) -> PositiveProgramme:
    """A programme; NoSuchProgramme where there is none."""
    ensure(viewer, OFFERED)
    row = PositiveActionProgramme.objects.filter(pk=number).first()
    if row is None:
        raise NoSuchProgramme
    return _terms([row], viewer, on)[0]


def own_fit(number: int, *, viewer: Viewer, on: date) -> Fit:
    """Whether a programme is for the viewer, by what they gave. Answered to them alone; kept and logged nowhere."""
    ensure(viewer, OWN)
    found = programme_of(number, viewer=viewer, on=on)
    return fit(found.rule, own_answers(viewer=viewer).given, lists_in_use(viewer=viewer))


def own_joinings(*, viewer: Viewer, on: date) -> tuple[OwnJoining, ...]:
    """What the viewer asked to join, the latest first."""
    rows = Joining.objects.filter(token=own_token(viewer=viewer)).select_related("programme").order_by("-on", "key")
    return tuple(
        OwnJoining(
            programme=row.programme_id,
            title=row.programme.title,
            on=row.on,
            state=JoiningState(row.state),
            answered=row.state != JoiningState.ASKED and not row.seen,
            paused=decides_on(row.programme.run_by, viewer.person or 0, viewer=viewer, on=on),
        )
        for row in rows
    )


def own_joining(number: int, *, viewer: Viewer) -> Joining | None:
    """That the viewer asked to join a programme; none where they did not."""
    return Joining.objects.filter(programme=number, token=own_token(viewer=viewer)).first()


def programme_run(number: int, *, viewer: Viewer) -> PositiveActionProgramme:
    """A programme that the viewer runs, as long as they are equality lead of its place; NoSuchProgramme otherwise."""
    ensure(viewer, RUN)
    row = PositiveActionProgramme.objects.filter(pk=number, run_by=viewer.person or 0).first()
    if row is None or _key_of(row) not in dict(run_places(viewer=viewer)):
        raise NoSuchProgramme
    return row


def asked_to_join(number: int, *, viewer: Viewer, on: date) -> tuple[AskedToJoin, ...]:
    """Who asked to join a programme that the viewer runs, the first first: names, and nothing of what they gave.

    Somebody is left out while the viewer decides on an appointment for which they stand.
    """
    row = programme_run(number, viewer=viewer)
    return _asked([row], viewer, on)


def asked_row(number: int, key: str, *, viewer: Viewer, on: date) -> Joining:
    """Somebody who asked to join a programme that the viewer runs; NoSuchProgramme where they are not shown to them."""
    if key not in {one.key for one in asked_to_join(number, viewer=viewer, on=on)}:
        raise NoSuchProgramme
    return Joining.objects.get(pk=key)


def waiting_to_be_answered(*, viewer: Viewer, on: date) -> tuple[tuple[int, str], ...]:
    """Number and title of each programme that the viewer runs where somebody waits for an answer."""
    if not may_run(viewer=viewer) or not is_sealable():
        return ()
    places = dict(run_places(viewer=viewer))
    rows = PositiveActionProgramme.objects.filter(
        run_by=viewer.person or 0, joinings__state=JoiningState.ASKED
    ).distinct()
    return tuple(
        (row.pk, row.title)
        for row in rows.order_by("pk")
        if _key_of(row) in places and any(one.state is JoiningState.ASKED for one in _asked([row], viewer, on))
    )


def _asked(rows: Sequence[Row], viewer: Viewer, on: date) -> tuple[AskedToJoin, ...]:
    joinings = list(Joining.objects.filter(programme__in=rows).order_by("on", "key"))
    keys = {row.pk: str(unpacked_words(opened(row.sealed, row.pk))["person"]) for row in joinings}
    people = people_here(keys.values(), viewer=viewer)
    about = [one.pk for one in people.values()]
    hidden = decided_by(viewer.person or 0, about, viewer=viewer, on=on)
    shown = ((row, people.get(keys[row.pk])) for row in joinings)
    return tuple(_asked_terms(row, person) for row, person in shown if person and person.pk not in hidden)


def _asked_terms(row: Joining, person: Person) -> AskedToJoin:
    return AskedToJoin(
        key=row.pk, person=person.name, address=person.email or "", on=row.on, state=JoiningState(row.state)
    )


def _key_of(row: Row) -> str:
    return f"organisation:{row.organisation}" if row.organisation else f"region:{row.region}"


def _terms(rows: Sequence[Row], viewer: Viewer, on: date) -> list[PositiveProgramme]:
    places, names = _place_names(rows), names_of([row.run_by for row in rows], viewer=viewer)
    mine = dict(run_places(viewer=viewer)) if may_run(viewer=viewer) else {}
    run = _still_run(rows, names, viewer, on)
    return [
        PositiveProgramme(
            number=row.pk,
            title=row.title,
            place=places.get(_key_of(row), row.organisation or row.region),
            gives=row.gives,
            for_whom=row.for_whom,
            rule=rule_of(row.rule),
            why=row.why,
            source=row.source,
            places=row.places,
            starts_on=row.starts_on,
            closes_on=row.closes_on,
            run_by=names[row.run_by] if row.pk in run else NOBODY_NOW,
            is_mine=row.run_by == viewer.person and _key_of(row) in mine,
            is_run=row.pk in run,
            may_take_over=row.pk not in run and _key_of(row) in mine,
            is_open=row.ended_on is None and row.closes_on >= on and row.pk in run,
        )
        for row in rows
    ]


def _still_run(rows: Iterable[Row], names: Mapping[int, str], viewer: Viewer, on: date) -> frozenset[int]:
    """The programmes whose runner is equality lead of their place on the day."""
    runners = viewers_for(names, on=on, viewer=viewer)
    reached = {one.person: frozenset(key for key, _ in run_places(viewer=one)) for one in runners}
    return frozenset(row.pk for row in rows if _key_of(row) in reached.get(row.run_by, ()))


def _place_names(rows: Iterable[Row]) -> dict[str, str]:
    organisations = Organisation.objects.filter(code__in={row.organisation for row in rows if row.organisation})
    regions = Region.objects.filter(code__in={row.region for row in rows if row.region})
    named = {f"organisation:{code}": name for code, name in organisations.values_list("code", "name")}
    return named | {f"region:{code}": name for code, name in regions.values_list("code", "name")}
