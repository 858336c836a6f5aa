"""Texts as their two readers sort them, apart from each other, and what is told of their themes."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.listening.access import ASK
from wraparound.capabilities.listening.calculation.pulses import from_data
from wraparound.capabilities.listening.calculation.themes import agreement_of, alike, on_page, themes_from
from wraparound.capabilities.listening.models.calls import Evidence
from wraparound.capabilities.listening.models.pulses import FreeWords, Pulse
from wraparound.capabilities.listening.models.themes import Reading, Sorted, TextsOpened, Theme, ThemeReport
from wraparound.capabilities.listening.queries.asking import covers
from wraparound.capabilities.listening.queries.calls import is_open, read_row
from wraparound.capabilities.listening.terms.pulses import MINIMUM, CannotListen, NoSuchPulse
from wraparound.capabilities.listening.terms.themes import (
    MOST_ON_A_PAGE,
    AlikeTexts,
    OpenedBy,
    ReadingPage,
    ReadingState,
    TextLine,
    ThemesTold,
)
from wraparound.people.models import Organisation, Person, Region
from wraparound.people.queries.leaders import holders_of
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Subject, Viewer

type ReadingRow = Reading
"""What views pass from queries to actions."""
MOST_PLACES = 5
"""Places whose possible readers are offered."""
IN_DOCUMENT = "(What was sent is in a document.)"
NONE = 0
"""Stands for: none of the themes."""


def could_read(over: str, *, viewer: Viewer, on: date) -> tuple[tuple[str, str], ...]:
    """Key and name of those besides the viewer who could have sent a pulse of a place, `region:CODE` or the like.

    The caller has seen that the viewer asks for it.
    """
    people = Person.objects.filter(pk__in=holders_of(_about(over), ASK, viewer=viewer, on=on))
    found = list(people.exclude(pk=viewer.person or 0).order_by("name_key", "pk"))
    shown([one.pk for one in found], ("name",), ASK, viewer=viewer)
    return tuple((str(one.key), one.name) for one in found)


def never_asked(over: str, *, viewer: Viewer, on: date) -> frozenset[int]:
    """Opaque numbers of everybody who could send a pulse of a place: no pulse of the place asks them.

    Otherwise whoever sends could leave one person out by choosing them as a reader, or by sending in their stead, and
    subtract the report from one that asked them. Only those can read, so that nobody who is asked does.
    """
    return frozenset(holders_of(_about(over), ASK, viewer=viewer, on=on))


def readers_to_choose(places: Sequence[str], *, viewer: Viewer, on: date) -> tuple[tuple[str, str], ...]:
    """Those who could read for any of these places, by name."""
    found = {one: None for over in places[:MOST_PLACES] for one in could_read(over, viewer=viewer, on=on)}
    return tuple(sorted(found, key=lambda one: one[1]))


def _about(over: str) -> Subject:
    sort, _, code = over.partition(":")
    if sort == "organisation":
        place = Organisation.objects.filter(code=code).first()
        # Not its region: what a trust asks is its own, as `covers` has it.
        return Subject(organisations=frozenset({place.pk})) if place else Subject()
    region = Region.objects.filter(code=code).first()
    return Subject(regions=frozenset({region.pk})) if region else Subject()


def reading_of_pulse(number: int, *, viewer: Viewer) -> Reading:
    """The reading of what was written in a closed pulse, for one of its readers; NoSuchPulse otherwise.

    A reader whose role at the place ended reads no more. There is none where fewer than the minimum answered: what they
    wrote was removed unread.
    """
    rows = Reading.objects.select_related("pulse__report", "first", "second", "controller")
    found = rows.filter(pulse=number, pulse__closed_at__isnull=False).first()
    if found is None or viewer.person is None or viewer.person not in (found.first_id, found.second_id):
        raise NoSuchPulse
    if found.pulse is None or not covers(found.pulse, ASK, viewer=viewer):
        raise NoSuchPulse
    if from_data(found.pulse.report.content).answered < MINIMUM:
        raise NoSuchPulse
    return found


def reading_of_call(number: int, *, viewer: Viewer, on: date) -> Reading:
    """The reading of what was sent to a call whose last day is over, for one of its readers."""
    row = read_row(number, viewer=viewer)
    if is_open(row, viewer=viewer, on=on):
        raise CannotListen("Texts are sorted once the last day of the call is over, or once it is closed.")
    found: Reading = row.reading
    return found


def texts_of(row: Reading, *, viewer: Viewer) -> dict[int, str]:
    """The texts of a reading that the caller has found for the viewer, by number, in an order of chance."""
    if row.call_id is not None:
        sent = Evidence.objects.filter(call=row.call_id, withdrawn_on__isnull=True, taken_out_on__isnull=True)
        return {number: words or IN_DOCUMENT for number, words in sent.order_by("pk").values_list("pk", "words")}
    return dict(FreeWords.objects.filter(pulse=row.pulse).order_by("pk").values_list("pk", "words"))


def sorted_by(row: Reading, reader: int | None, *, viewer: Viewer) -> dict[int, int]:
    """Which theme a reader chose for each text; without a reader: what is settled."""
    found = Sorted.objects.filter(reading=row, reader=reader).values_list("text", "theme")
    return {text: theme or NONE for text, theme in found}


def state_of(row: Reading, *, viewer: Viewer) -> ReadingState:
    """Where the reading stands for one of its readers."""
    if row.settled_on is not None:
        return ReadingState.SETTLED
    if both_done(row, viewer=viewer):
        return ReadingState.SETTLING
    own = row.first_done_on if viewer.person == row.first_id else row.second_done_on
    return ReadingState.WAITING if own is not None else ReadingState.SORTING


def both_done(row: Reading, *, viewer: Viewer) -> bool:
    """Whether everybody who sorts has sorted."""
    return row.first_done_on is not None and (row.second_id is None or row.alone or row.second_done_on is not None)


def reading_page(row: Reading, *, title: str, question: str, back: str, viewer: Viewer, page: int = 1) -> ReadingPage:
    """The texts as the viewer, one of their readers, sorts or settles them.

    What the other reader chose is on it only once both are done.
    """
    state = state_of(row, viewer=viewer)
    leads = viewer.person == row.first_id
    together = state in (ReadingState.SETTLING, ReadingState.SETTLED)
    other_reader = row.second if leads else row.first
    own = sorted_by(row, viewer.person, viewer=viewer)
    other: Mapping[int, int] = {}
    if together and other_reader is not None and not row.alone:
        other = sorted_by(row, other_reader.pk, viewer=viewer)
    settles = state is ReadingState.SETTLED or (state is ReadingState.SETTLING and leads)
    settled = sorted_by(row, None, viewer=viewer) if settles else {}
    texts = texts_of(row, viewer=viewer)
    page = min(page, max(1, -(-len(texts) // MOST_ON_A_PAGE)))
    lines = {
        number: TextLine(
            number=number,
            words=words,
            own=own.get(number),
            other=other.get(number),
            settled=settled.get(number),
        )
        for number, words in texts.items()
    }
    return ReadingPage(
        title=title,
        question=question,
        back=back,
        state=state,
        leads=leads,
        other=other_reader.name if other_reader and not row.alone else "",
        themes=tuple(Theme.objects.filter(reading=row).order_by("name").values_list("pk", "name")),
        groups=tuple(
            AlikeTexts(shared=words, texts=tuple(lines[number] for number in numbers))
            for words, numbers in on_page(alike(texts), page)
        ),
        agreement=agreement_of(own, other) if together else None,
        may_add=row.first_done_on is None and row.second_done_on is None,
        page=page,
        many=len(texts),
    )


def themes_told(row: Pulse, *, viewer: Viewer) -> ThemesTold | None:
    """What is told of the themes of a pulse that the caller has found for the viewer; none before they are settled."""
    found = ThemeReport.objects.filter(reading__pulse=row).values_list("content", flat=True).first()
    return themes_from(found) if found is not None else None


def readers_of(row: Pulse, *, viewer: Viewer) -> tuple[str, ...]:
    """Names of those who read what is written in a pulse that the caller has found for the viewer."""
    found = Reading.objects.filter(pulse=row).values_list("first__name", "second__name").first()
    return tuple(name for name in found or (row.opened_by.name,) if name)


def opened_by(row: Pulse, *, viewer: Viewer) -> tuple[OpenedBy, ...]:
    """Who opened what was written in a pulse, and when last; the caller has found it for the viewer."""
    rows = TextsOpened.objects.filter(reading__pulse=row).order_by("on").values_list("reader__name", "on")
    return tuple(OpenedBy(name=name, on=on) for name, on in dict(rows).items())
