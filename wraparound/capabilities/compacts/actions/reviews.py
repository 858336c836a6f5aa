"""Review meetings: called, given a day, held, said, written down together, confirmed; nothing said is ever lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from wraparound.capabilities.compacts.actions.clock import hold_review
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import REVIEW_WITHIN, day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, written
from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.calculation.reviews import counts_after, state_after
from wraparound.capabilities.compacts.models.agreed import Compact, Effect
from wraparound.capabilities.compacts.models.reviews import Review, ReviewAddition, ReviewSide, ReviewStep
from wraparound.capabilities.compacts.queries.known import known_of, text_in_force
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, may_comment, sides_of
from wraparound.capabilities.compacts.queries.reviews import review_row, writing_sides
from wraparound.capabilities.compacts.terms.agreement import FIRST_DAY, FURTHEST_DAY, CannotAgree, Party, Point
from wraparound.capabilities.compacts.terms.reviews import (
    LONGEST_WORDS,
    MOST_AGREED,
    MOST_STEPS,
    ReviewRecord,
    ReviewState,
    SideAnswer,
)
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile, ensure_unchanged

STATE = ReviewState
SETTLED = (STATE.AGREED, STATE.APART)
NO_SIDE = "Only the leader, the board and the region record reviews, each for their own side."
SETTLED_ALREADY = (
    "The record of this review is settled, and nothing in it is altered any more. You can still add to it."
)


def call(number: int, because: str, day: date | None, *, point: Point | None = None, at: datetime, by: Viewer) -> int:
    """A side calls a review with its reason, or plans that of a point ahead of its time; the number of the review."""
    with changing("A review was called", at=at, by=by):
        row = held(number, by=by)
        side = _side_of(row, by)
        text = text_in_force(row, viewer=by)
        if text is None:
            raise CannotAgree("Nothing is in force yet that could be reviewed.")
        due = day or day_of(at) + REVIEW_WITHIN
        if point is not None:
            agreement = agreement_in(text.content)
            known = dict(points_of(agreement.starts, agreement.months))
            if point not in known:
                raise CannotAgree("That is no review point of this compact.")
            if Review.objects.filter(compact=row, point=point.value).exists():
                raise CannotAgree("That review is planned already.")
            due = known[point]
        elif not because.strip():
            raise CannotAgree("Say why you call it: everybody who takes part will read it.")
        if day is not None and not day_of(at) <= day <= FURTHEST_DAY:
            raise CannotAgree("Propose a day that has not passed.")
        made = Review.objects.create(
            controller=row.controller,
            compact=row,
            point=point.value if point else "",
            because=because.strip()[:500] if point is None else "",
            called_for="" if point else side.value,
            called_by_id=by.person,
            opened_at=at,
            due_on=due,
            day=day,
            day_for=side.value if day else "",
            day_by_id=by.person if day else None,
        )
        tell_sides("compacts.review_called", row, at=at, by=by)
        return int(made.pk)


def propose_day(number: int, review: int, day: date, took_part: str, *, version: int, at: datetime, by: Viewer) -> None:
    """A side proposes a day, and says who should take part; another one agreed before no longer counts."""
    with _held(number, review, "A day was proposed for the review", version, at, by) as row:
        side = _side_of(row.compact, by)
        if row.state != STATE.PLANNED:
            raise CannotAgree("It was held already, or is no longer asked for.")
        if not day_of(at) <= day <= FURTHEST_DAY:
            raise CannotAgree("That day has passed, or lies too far off. Propose another one.")
        row.day, row.day_for, row.day_by_id, row.day_agreed_for = day, side.value, by.person, ""
        row.took_part = took_part.strip()[:1000]
        row.save()
        tell_sides("compacts.review_day", row.compact, at=at, by=by)


def agree_day(number: int, review: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side, and another person, agrees to the day proposed."""
    with _held(number, review, "The day of the review was agreed", version, at, by) as row:
        if row.state != STATE.PLANNED or row.day is None or row.day_agreed_for:
            raise CannotAgree("No day waits to be agreed.")
        other = next((one for one in _sides(row.compact, by) if one.value != row.day_for), None)
        if other is None or by.person == row.day_by_id:
            raise CannotAgree("Your own side proposed that day. Another side agrees to it.")
        row.day_agreed_for = other.value
        row.save()
        tell_sides("compacts.review_day", row.compact, at=at, by=by)


def hold(number: int, review: int, held_on: date, took_part: str, *, version: int, at: datetime, by: Viewer) -> None:
    """The review was held on this day: what is known is frozen, so that figures revised later do not change it."""
    with _held(number, review, "The review was held", version, at, by) as row:
        _side_of(row.compact, by)
        if row.state != STATE.PLANNED:
            raise CannotAgree("It is recorded as held already, or no longer asked for.")
        if row.effect is not None and row.effect.ends is None:
            hold_review(number, row.effect.pk, held_on, at=at, by=by)
        _freeze(row, held_on, took_part, at, by)


def hold_called(number: int, effect: int, held_on: date, *, at: datetime, by: Viewer) -> int:
    """The review that was called because something was not kept was held; the number of the review."""
    with changing("The review that was called was held", at=at, by=by):
        compact = held(number, by=by, ended_too=True)
        hold_review(number, effect, held_on, at=at, by=by)
        found = Effect.objects.get(pk=effect)
        row = Review.objects.filter(effect=effect).first() or begin_for(found, compact, at=at, by=by)
        row.compact, row.effect = compact, found
        if row.state == STATE.LEFT:
            row.state = STATE.PLANNED
        if row.state == STATE.PLANNED:
            _freeze(row, held_on, row.took_part, at, by)
        return int(row.pk)


def begin_for(effect: Effect, row: Compact, *, at: datetime, by: Viewer) -> Review:
    """The review that is asked for because something was not kept; inside a change."""
    return Review.objects.create(
        controller=row.controller,
        compact=row,
        effect=effect,
        because=effect.words[:500],
        opened_at=at,
        due_on=effect.starts + REVIEW_WITHIN,
    )


def say(number: int, review: int, party: Party, words: str, *, version: int, at: datetime, by: Viewer) -> None:
    """A side writes down what it has to say, in its own words; `version` is theirs, 0 where there are none.

    CannotAgree where the side is not theirs or the record is settled, ChangedMeanwhile where somebody else of the same
    side has written meanwhile.
    """
    words = words.replace("\r\n", "\n").strip()
    with _held(number, review, "What a side said at the review", None, at, by) as row:
        _ensure_being_written(row)
        if party not in _sides(row.compact, by):
            raise CannotAgree("Nobody writes another side's words.")
        if not words:
            raise CannotAgree("Say something, or leave it as it was.")
        if len(words) > LONGEST_WORDS:
            raise CannotAgree(f"That is too long to be read: {LONGEST_WORDS:,} letters at most.")
        side = _words_of(row, party)
        if side.words:
            ensure_unchanged(side, version, by=by)
        elif version:
            raise ChangedMeanwhile("These words are no longer there. Send them again.")
        side.words, side.said_by_id, side.said_at = words, by.person, at
        side.save()


def write_record(number: int, review: int, record: ReviewRecord, *, version: int, at: datetime, by: Viewer) -> None:
    """Somebody writes what was agreed and what comes next; every side that must then confirms it, or says otherwise.

    What stood there before is not lost: it stays in the history, and whoever had confirmed it is asked again.
    """
    with _held(number, review, "The record of the review was written", version, at, by) as row:
        side = _side_of(row.compact, by)
        _ensure_being_written(row)
        _ensure_fits(record, row)
        row.took_part = record.took_part.strip()[:1000]
        row.agreed = "\n".join(record.agreed)
        row.written_for, row.written_by_id, row.written_at = side.value, by.person, at
        row.save()
        for one in ReviewStep.objects.filter(review=row, taken_out_at__isnull=True):
            one.taken_out_at = at
            one.save(update_fields=["taken_out_at"])
        for place, new in enumerate(record.steps):
            ReviewStep.objects.create(
                controller=row.controller,
                review=row,
                place=place,
                words=new.words[:500],
                party=new.party.value,
                name=new.name[:150],
                due_on=new.due,
            )
        for answered in ReviewSide.objects.filter(review=row).exclude(answer=SideAnswer.NONE):
            _answer(answered, SideAnswer.NONE, None, None)
        _answer(_words_of(row, side), SideAnswer.WROTE, by.person, at)
        tell_sides("compacts.review_written", row.compact, at=at, by=by)


def confirm(number: int, review: int, *, version: int, at: datetime, by: Viewer) -> ReviewState:
    """Another side, and another person, confirms the record; where the review stands then."""
    return _answered(number, review, SideAnswer.CONFIRMED, version, at, by)


def stand_apart(number: int, review: int, *, version: int, at: datetime, by: Viewer) -> ReviewState:
    """Another side does not agree to the record: it stands as one side has it, with each side's own words beside.

    CannotAgree before the side has said in its own words how it sees it.
    """
    return _answered(number, review, SideAnswer.APART, version, at, by)


def add(number: int, review: int, words: str, *, at: datetime, by: Viewer) -> None:
    """Adds something with its time: a correction, or what an improvement director says, who speaks for no side."""
    with _held(number, review, "Something was added to the review", None, at, by) as row:
        every = sides_of(row.compact, viewer=by)
        sides = _sides(row.compact, by)
        if (every and not sides) or not may_comment(row.compact, viewer=by):
            raise CannotAgree(NO_SIDE)
        if row.state not in (STATE.HELD, *SETTLED):
            raise CannotAgree("It has not been held yet. What is to be talked about belongs into why it is called.")
        if not words.strip():
            raise CannotAgree("Say what is to be added.")
        ReviewAddition.objects.create(
            controller=row.controller,
            review=row,
            party=sides[0].value if sides else "",
            words=words.strip()[:LONGEST_WORDS],
            said_by_id=by.person or 0,
            said_at=at,
        )
        tell_sides("compacts.review_said", row.compact, at=at, by=by)


@contextmanager
def _held(number: int, review: int, why: str, version: int | None, at: datetime, by: Viewer) -> Iterator[Review]:
    """The review with its compact, read again once our turn has come; `version` where the form carried one."""
    with changing(why, at=at, by=by):
        compact = held(number, by=by, ended_too=True)
        seen = review_row(number, review, viewer=by)
        row = Review.objects.select_for_update(of=("self",)).select_related("controller").get(pk=seen.pk)
        row.compact, row.effect = compact, seen.effect
        if version is not None:
            ensure_unchanged(row, version, by=by)
        yield row


def _answered(number: int, review: int, answer: SideAnswer, version: int, at: datetime, by: Viewer) -> ReviewState:
    why = "The record was confirmed" if answer is SideAnswer.CONFIRMED else "A side does not agree to the record"
    with _held(number, review, why, version, at, by) as row:
        _ensure_being_written(row)
        if not row.written_for:
            raise CannotAgree("There is no record yet that could be confirmed.")
        sides = _sides(row.compact, by)
        if not sides:
            raise CannotAgree(NO_SIDE)
        side = next((one for one in sides if one.value != row.written_for), None)
        if side is None or by.person == row.written_by_id:
            raise CannotAgree("Your own side wrote it. Another side, and another person, confirms it.")
        said = _words_of(row, side)
        if answer is SideAnswer.APART and not said.words:
            raise CannotAgree("Say first, in your own words, how your side sees it: then the two stand side by side.")
        _answer(said, answer, by.person, at)
        state = state_after(_answers(row))
        if state in SETTLED:
            _settle(row, state, at)
        tell_sides("compacts.review_settled" if state in SETTLED else "compacts.review_said", row.compact, at=at, by=by)
        return state


def _settle(row: Review, state: ReviewState, at: datetime) -> None:
    row.state, row.settled_at = state, at
    row.save(update_fields=["state", "settled_at"])
    for step in ReviewStep.objects.filter(review=row, taken_out_at__isnull=True):
        step.counts = counts_after(state, Party(step.party), Party(row.written_for))
        step.save(update_fields=["counts"])


def _freeze(row: Review, held_on: date, took_part: str, at: datetime, by: Viewer) -> None:
    """Held: what is known is kept with it, and reviews of earlier points that nobody held are no longer asked for."""
    compact = row.compact
    text = text_in_force(compact, viewer=by)
    if text is None:
        raise NoSuchCompact
    if held_on > day_of(at):
        raise CannotAgree("That day has not come yet. Record the review once it was held.")
    if held_on < max(FIRST_DAY, min(agreement_in(text.content).starts, day_of(compact.opened_at))):
        raise CannotAgree("The compact had not begun on that day. Give the day on which the review was held.")
    sides = _sides(compact, by)
    row.state, row.held_on, row.held_at, row.held_by_id = STATE.HELD, held_on, at, by.person
    row.held_for = sides[0].value if sides else ""
    row.took_part = took_part.strip()[:1000]
    row.known = written(known_of(compact, text, viewer=by, on=day_of(at)))
    row.save()
    if row.point:
        earlier = Review.objects.filter(compact=compact, state=STATE.PLANNED, due_on__lt=row.due_on)
        for one in earlier.exclude(point=""):
            one.state = STATE.LEFT
            one.save(update_fields=["state"])
    tell_sides("compacts.review_held", compact, at=at, by=by)


def _ensure_being_written(row: Review) -> None:
    if row.state in SETTLED:
        raise CannotAgree(SETTLED_ALREADY)
    if row.state != STATE.HELD:
        raise CannotAgree("It has not been held yet. Say first on which day it was.")


def _ensure_fits(record: ReviewRecord, row: Review) -> None:
    if not record.agreed and not record.steps:
        raise CannotAgree("Write what was agreed, or what comes next: one line is enough.")
    if len(record.agreed) > MOST_AGREED or len(record.steps) > MOST_STEPS:
        raise CannotAgree(f"That is more than anybody does: {MOST_AGREED} lines and {MOST_STEPS} steps at most.")
    if any(one.due < (row.held_on or one.due) for one in record.steps):
        raise CannotAgree("Something that comes next is due before the review was held. Choose a later day.")


def _sides(row: Compact, by: Viewer) -> tuple[Party, ...]:
    return writing_sides(row, viewer=by)


def _side_of(row: Compact, by: Viewer) -> Party:
    """For which side they write; CannotAgree where for none."""
    sides = _sides(row, by)
    if not sides:
        raise CannotAgree(NO_SIDE)
    return sides[0]


def _words_of(row: Review, party: Party) -> ReviewSide:
    found = ReviewSide.objects.select_for_update(of=("self",)).filter(review=row, party=party.value).first()
    return found or ReviewSide(controller=row.controller, review=row, party=party.value)


def _answers(row: Review) -> Mapping[Party, SideAnswer]:
    return {Party(one.party): SideAnswer(one.answer) for one in ReviewSide.objects.filter(review=row)}


def _answer(side: ReviewSide, answer: SideAnswer, person: int | None, at: datetime | None) -> None:
    side.answer, side.answered_by_id, side.answered_at = answer.value, person, at
    side.save()
