"""Naming themes, sorting texts apart, and settling: what two readers do with what people wrote."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from wraparound.capabilities.listening.calculation.themes import NONE_OF_THEM, agreement_of, themes_data, told_of
from wraparound.capabilities.listening.models.themes import Reading, Sorted, TextsOpened, Theme, ThemeReport
from wraparound.capabilities.listening.queries.themes import NONE, both_done, sorted_by, state_of, texts_of
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.terms.themes import LONGEST_THEME, MOST_THEMES, ReadingState, ThemesTold
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

NAMED, DONE, ALONE, SETTLED = (
    *("A theme was named", "Texts were sorted", "One reader goes on without the other", "Themes were settled"),
)


def note_opened(row: Reading, *, at: datetime, by: Viewer) -> None:
    """Notes that one of the readers opened the texts today; the caller has found the reading for them."""
    if by.person is not None:
        TextsOpened.objects.get_or_create(reading=row, reader_id=by.person, on=timezone.localtime(at).date())


def name_theme(row: Reading, name: str, *, at: datetime, by: Viewer) -> None:
    """Adds a theme for both readers, until one of them is done; the caller has found the reading for the actor."""
    words = " ".join(name.split())
    if not words or len(words) > LONGEST_THEME:
        raise CannotListen(f"Give the theme a name of at most {LONGEST_THEME} characters.")
    with changing(NAMED, at=at, by=by):
        now = _held(row)
        if now.first_done_on or now.second_done_on:
            raise CannotListen("One of you has sorted everything: no theme can be added any more.")
        there = [one.casefold() for one in now.themes.values_list("name", flat=True)]
        if len(there) >= MOST_THEMES:
            raise CannotListen(f"{MOST_THEMES} themes at most. Fewer are read more easily.")
        if words.casefold() in there:
            raise CannotListen("This theme is there already.")
        Theme.objects.create(controller=now.controller, reading=now, name=words, named_by_id=by.person or 0)


def sort_texts(row: Reading, chosen: Mapping[int, int], *, at: datetime, by: Viewer) -> None:
    """Keeps the theme that the actor chose for each of these texts, until they are done."""
    with transaction.atomic():
        _keep(_still_sorted(row, by), by.person, chosen, by)


def say_sorted(row: Reading, *, at: datetime, by: Viewer) -> None:
    """Says that the actor has sorted every text; nothing of it can be changed afterwards."""
    with changing(DONE, at=at, by=by):
        now, today = _still_sorted(row, by), timezone.localtime(at).date()
        left = texts_of(now, viewer=by).keys() - sorted_by(now, by.person, viewer=by).keys()
        if left:
            raise CannotListen(f"{len(left)} of the texts are not sorted yet. Choose “none of them” where none fits.")
        if by.person == now.first_id:
            now.first_done_on = today
        else:
            now.second_done_on = today
        now.save(update_fields=["first_done_on", "second_done_on"])


def go_alone(row: Reading, *, at: datetime, by: Viewer) -> None:
    """The first reader goes on without the second, who is not done; it is told with the themes."""
    with changing(ALONE, at=at, by=by):
        now = _held(row)
        if by.person != now.first_id or state_of(now, viewer=by) is not ReadingState.WAITING:
            raise CannotListen("You can go on alone once you have sorted everything and wait for the other reader.")
        now.alone = True
        now.save(update_fields=["alone"])


def settle(row: Reading, chosen: Mapping[int, int], *, asked: int, at: datetime, by: Viewer) -> None:
    """The first reader settles each text; what may be told of so many people who were asked is written for good."""
    _ensure_settling(row, by)
    texts = texts_of(row, viewer=by)
    left = texts.keys() - chosen.keys() - sorted_by(row, None, viewer=by).keys()
    if left:
        raise CannotListen(
            f"Settle each text: {len(left)} are not settled yet. Choose “none of them” where none fits, and keep each "
            "page."
        )
    with changing(SETTLED, at=at, by=by):
        now = _held(row)
        if now.settled_on is not None or not both_done(now, viewer=by):
            raise CannotListen("The themes are settled already.")
        _keep(now, None, chosen, by)
        told = _told(now, asked, by)
        try:
            with transaction.atomic():
                ThemeReport.objects.create(reading=now, content=themes_data(told))
        except IntegrityError as trouble:
            raise CannotListen("The themes are settled already.") from trouble
        now.settled_on = timezone.localtime(at).date()
        now.save(update_fields=["settled_on"])


def keep_settled(row: Reading, chosen: Mapping[int, int], *, at: datetime, by: Viewer) -> None:
    """Keeps what the first reader settles of some texts, a page at a time, until all of them are settled."""
    with transaction.atomic():
        now = _held(row)
        _ensure_settling(now, by)
        _keep(now, None, chosen, by)


def _ensure_settling(row: Reading, by: Viewer) -> None:
    if by.person != row.first_id or state_of(row, viewer=by) is not ReadingState.SETTLING:
        raise CannotListen("Themes are settled by the first reader, once both are done.")


def _held(row: Reading) -> Reading:
    """The reading, held until the change is over: two readers wait for each other here."""
    return Reading.objects.select_for_update(of=("self",)).select_related("controller").get(pk=row.pk)


def _still_sorted(row: Reading, by: Viewer) -> Reading:
    """The reading, held, while the actor sorts it; CannotListen once they said that they are done."""
    now = _held(row)
    if state_of(now, viewer=by) is not ReadingState.SORTING:
        raise CannotListen("You have said that you are done.")
    return now


def _keep(row: Reading, reader: int | None, chosen: Mapping[int, int], by: Viewer) -> None:
    themes = set(row.themes.values_list("pk", flat=True)) | {NONE}
    texts = texts_of(row, viewer=by)
    if not set(chosen.values()) <= themes or not chosen.keys() <= texts.keys():
        raise CannotListen("Choose one of the themes for each text.")
    Sorted.objects.filter(reading=row, reader=reader, text__in=list(chosen)).delete()
    Sorted.objects.bulk_create(
        Sorted(reading=row, reader_id=reader, text=text, theme_id=theme or None) for text, theme in chosen.items()
    )


def _told(row: Reading, asked: int, by: Viewer) -> ThemesTold:
    # What was taken back after its page was kept counts no more.
    there = texts_of(row, viewer=by)
    settled = {text: theme for text, theme in sorted_by(row, None, viewer=by).items() if text in there}
    names = dict(row.themes.values_list("pk", "name"))
    counts = Counter(names.get(theme, NONE_OF_THEM) for theme in settled.values())
    second = sorted_by(row, row.second_id, viewer=by) if row.second_id and not row.alone else {}
    return ThemesTold(
        texts=len(settled),
        counts=told_of(counts, asked=asked),
        agreement=agreement_of(sorted_by(row, row.first_id, viewer=by), second),
        readers=2 if second else 1,
    )
