"""Pulses as each may read them: those whom they ask, those who could have sent them, and who reads free words."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.listening.access import ASK, READ, TAKE_PART
from wraparound.capabilities.listening.calculation.pulses import (
    answered_told,
    from_data,
    moved_since,
    set_result,
)
from wraparound.capabilities.listening.models.pulses import Asked, Done, FreeWords, Pulse, Willing
from wraparound.capabilities.listening.models.themes import Reading
from wraparound.capabilities.listening.queries.asking import covers
from wraparound.capabilities.listening.queries.joined import joined_to
from wraparound.capabilities.listening.queries.over_time import over_time, questions_of, up_to
from wraparound.capabilities.listening.queries.themes import opened_by, readers_of, themes_told
from wraparound.capabilities.listening.terms.pulses import (
    MINIMUM,
    AnsweredPage,
    AnswerPage,
    AskedOften,
    DoneLine,
    KeptQuestion,
    ListeningPage,
    NoSuchPulse,
    PulseLine,
    PulsePage,
    PulseQuestion,
    PulseState,
    QuestionResult,
    Split,
    TimeStep,
    Whom,
    WordsPage,
)
from wraparound.capabilities.listening.wording.pulses import EVERYBODY_ASKED, place_label
from wraparound.methods.disclosure import EVERYBODY
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer

MOST = 200


def listening_page(*, viewer: Viewer, on: date) -> ListeningPage:
    """What waits for the viewer, what else they may read, and how often they agreed to be asked."""
    ensure(viewer, TAKE_PART)
    rows = list(_readable(viewer).order_by("-opened_at", "-pk")[:MOST])
    mine = _asked_of(rows, viewer)
    lines = [_line(row, on, mine.get(row.pk)) for row in rows]
    often = Willing.objects.filter(person=viewer.person or 0).values_list("often", flat=True).first()
    return ListeningPage(
        waiting=tuple(one for one in lines if one.waits),
        others=tuple(one for one in lines if not one.waits),
        often=AskedOften(often or AskedOften.QUARTER),
        may_ask=allows(viewer, ASK),
    )


def waiting_rows(*, viewer: Viewer, on: date) -> QuerySet[Asked]:
    """The pulses that wait for the viewer to answer."""
    rows: QuerySet[Asked] = Asked.objects.filter(
        person=viewer.person or 0, answered=False, pulse__closed_at__isnull=True, pulse__closes_on__gte=on
    )
    return rows


def pulse_page(number: int, *, viewer: Viewer, on: date) -> PulsePage:
    """One pulse; figures once it is closed, and only those that may be told. NoSuchPulse where it is not theirs."""
    row = _found(number, viewer)
    mine = _asked_of([row], viewer).get(row.pk)
    report = from_data(row.report.content) if row.closed_at else None
    questions = questions_of(row, viewer=viewer)
    results: tuple[QuestionResult, ...] = ()
    if report is not None:
        earlier = up_to(row, viewer=viewer)
        results = tuple(
            _result(question, report.questions[place], over_time(question, earlier, viewer=viewer))
            for place, question in enumerate(questions)
        )
    return PulsePage(
        line=_line(row, on, mine),
        reader=row.opened_by.name,
        opened_on=timezone.localtime(row.opened_at).date(),
        whom=Whom(row.whom),
        split=Split(row.split),
        questions=questions,
        free=row.free,
        answered=answered_told(report) if report else None,
        results=results,
        done=_done(row, viewer, on),
        was_asked=mine is not None,
        may_say=covers(row, ASK, viewer=viewer),
        reads_words=bool(row.free) and _reads(row, viewer),
        readers=readers_of(row, viewer=viewer) if row.free else (),
        themes=themes_told(row, viewer=viewer) if row.free and row.closed_at else None,
        opened=opened_by(row, viewer=viewer) if row.free and row.closed_at else (),
    )


def answer_page(number: int, *, viewer: Viewer, on: date) -> AnswerPage:
    """What the viewer is asked; NoSuchPulse for whoever is not asked, has answered, or comes too late."""
    row = _found(number, viewer)
    if not _line(row, on, _asked_of([row], viewer).get(row.pk)).waits:
        raise NoSuchPulse
    return AnswerPage(
        number=row.pk,
        title=row.title,
        place=_place(row),
        reader=row.opened_by.name,
        closes_on=row.closes_on,
        questions=questions_of(row, viewer=viewer),
        free=row.free,
        readers=readers_of(row, viewer=viewer) if row.free else (),
    )


def answered_page(number: int, *, viewer: Viewer, on: date) -> AnsweredPage | None:
    """What stands in place of the questions for somebody who was asked; none while the pulse waits for their answer.

    That somebody has answered is told to nobody but themselves, signed in, while the pulse is open. They know it, and
    whoever sits at their screen reads the same from the list, where nothing waits any more. To all others (whoever sent
    it, those who read it without being asked, those whom it does not concern) the address says what it says of a number
    that never was: NoSuchPulse. Once the last day is over, those who answered and those who did not read the same, so
    that no screen can be asked for later as a proof of either.
    """
    row = _found(number, viewer)
    mine = _asked_of([row], viewer).get(row.pk)
    line = _line(row, on, mine)
    if mine is None:
        raise NoSuchPulse
    if line.waits:
        return None
    answered = line.state is PulseState.OPEN
    return AnsweredPage(number=row.pk, title=row.title, state=line.state, closes_on=row.closes_on, answered=answered)


def words_page(number: int, *, viewer: Viewer) -> WordsPage:
    """What people wrote, for its named readers alone, once the pulse is closed and enough have answered."""
    row = _found(number, viewer)
    if not row.free or row.closed_at is None or not _reads(row, viewer):
        raise NoSuchPulse
    # By their numbers, which were drawn by chance.
    words = tuple(FreeWords.objects.filter(pulse=row).order_by("pk").values_list("words", flat=True))
    enough = from_data(row.report.content).answered >= MINIMUM
    return WordsPage(
        number=row.pk,
        title=row.title,
        free=row.free,
        words=words if enough else None,
        readers=readers_of(row, viewer=viewer),
    )


def _reads(row: Pulse, viewer: Viewer) -> bool:
    """Whether the viewer is named as a reader of what is written, and may still ask for the place of the pulse.

    Named are whoever asked, and a second where there is one. A role that ended reads no more.
    """
    if viewer.person is None or not covers(row, ASK, viewer=viewer):
        return False
    return row.opened_by_id == viewer.person or Reading.objects.filter(pulse=row, second=viewer.person).exists()


def pulse_to_speak_of(number: int, *, viewer: Viewer) -> Pulse:
    """The row of a pulse of a place for which the viewer may ask, for actions; NoSuchPulse for any other."""
    row = _found(number, viewer)
    if not covers(row, ASK, viewer=viewer):
        raise NoSuchPulse
    return row


def _found(number: int, viewer: Viewer) -> Pulse:
    row = _readable(viewer).filter(pk=number).first()
    if row is None:
        raise NoSuchPulse
    return row


def _readable(viewer: Viewer) -> QuerySet[Pulse]:
    """Pulses of places that the viewer reaches, and those that asked them."""
    far = reach(viewer, READ)
    mine = Asked.objects.filter(pulse=OuterRef("pk"), person=viewer.person or 0)
    rows = Pulse.objects.select_related("organisation__region", "region", "controller", "opened_by", "report")
    if far.nation:
        return rows
    return rows.filter(Q(region__in=far.regions) | Q(organisation__in=far.organisations) | Q(Exists(mine)))


def _place(row: Pulse) -> str:
    return place_label(row.region.name, is_region=True) if row.region else str(row.organisation)


def _asked_of(rows: Sequence[Pulse], viewer: Viewer) -> dict[int, bool]:
    """By the number of each pulse that asked the viewer, whether they have answered."""
    mine = Asked.objects.filter(pulse__in=[row.pk for row in rows], person=viewer.person or 0)
    return dict(mine.values_list("pulse", "answered"))


def _line(row: Pulse, on: date, answered: bool | None) -> PulseLine:
    """A pulse in a list; `answered` is none for somebody whom it did not ask."""
    over = PulseState.OVER if on > row.closes_on else PulseState.OPEN
    state = PulseState.CLOSED if row.closed_at else over
    return PulseLine(
        number=row.pk,
        title=row.title,
        place=_place(row),
        state=state,
        closes_on=row.closes_on,
        asked=row.asked,
        waits=answered is False and state is PulseState.OPEN,
    )


def _result(question: PulseQuestion, kept: KeptQuestion, steps: tuple[TimeStep, ...]) -> QuestionResult:
    told = {cut: set_result(" and ".join(sorted(cut)), cut, kept, question) for cut in kept.cuts if cut}
    everybody = set_result(EVERYBODY_ASKED, EVERYBODY, kept, question) if EVERYBODY in kept.cuts else None
    names = [one.name for one in kept.groups] if len(kept.groups) > 1 else []
    return QuestionResult(
        question=question,
        everybody=everybody,
        groups=tuple(told[cut] for cut in sorted(told, key=sorted)),
        not_told=tuple(name for name in names if frozenset({name}) not in told),
        moved=moved_since(steps),
        over_time=steps,
    )


def _done(row: Pulse, viewer: Viewer, on: date) -> tuple[DoneLine, ...]:
    rows = list(Done.objects.filter(pulse=row).order_by("on", "pk"))
    joined = joined_to([one.pk for one in rows], viewer=viewer, today=on) if rows else {}
    return tuple(
        DoneLine(number=one.pk, heard=one.heard, did=one.did, on=one.on, link=one.link, joined=joined.get(one.pk, ()))
        for one in rows
    )


def may_be_written_to(number: int, *, viewer: Viewer) -> tuple[int, ...]:
    """Opaque numbers of those whom a pulse asked and who can still answer: for mail that names nobody."""
    rows = Asked.objects.filter(pulse=number, answered=False, pulse__closed_at__isnull=True)
    held = Person.objects.filter(pk__in=rows.values("person"), is_active=True, email__isnull=False)
    return tuple(held.order_by("pk").values_list("pk", flat=True))
