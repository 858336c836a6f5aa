"""Reviews of a partnership: each board writes alone, then one note of both is agreed; what was learned can be told."""

from datetime import datetime

from wraparound.capabilities.partnerships.actions.agreeing import add_joint, agree_joint
from wraparound.capabilities.partnerships.actions.moving import acting_side, held
from wraparound.capabilities.partnerships.actions.telling import tell_boards
from wraparound.capabilities.partnerships.calculation.reviews import is_shown, may_write, opens_on
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview, ReviewWords
from wraparound.capabilities.partnerships.queries.reading import newest_joint
from wraparound.capabilities.partnerships.queries.reviews import review_of, written_by
from wraparound.capabilities.partnerships.terms.agreements import LONGEST_DIAGNOSIS, Side
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.terms.reviews import LONGEST_PART, NewWords, ReviewSort
from wraparound.capabilities.partnerships.wording.plain import day
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

AFTER_BOTH = "The note of both is written once both boards read each other’s words."


def write_words(number: int, review: int, new: NewWords, *, version: int, at: datetime, by: Viewer) -> None:
    """Writes for one's own board, alone: the other reads it once both have written, or two weeks after the day.

    `version` is that of one's own words when the page was opened, 0 before there were any.
    """
    _ensure_sayable(new)
    with changing("A board wrote for a review of its partnership", at=at, by=by):
        row, one, side = _held(number, review, by)
        wrote, today = written_by(one, viewer=by), at.date()
        if not may_write(side, wrote, one.due_on, today):
            raise CannotPartner(_why_not(one, side in wrote))
        values = {
            "offered": new.offered.strip(),
            "delivered": new.delivered.strip(),
            "days_given": new.days_given,
            "learned": new.learned.strip(),
            "change": new.change.strip(),
            "late": side not in wrote and is_shown(wrote, one.due_on, today),
            "written_by_id": by.person or 0,
            "written_at": at,
        }
        there = ReviewWords.objects.filter(review=one, side=side).first()
        if there is not None:
            ensure_unchanged(there, version, by=by)
            for name, value in values.items():
                setattr(there, name, value)
            there.save()
            return
        ReviewWords.objects.create(controller=row.controller, review=one, side=side, **values)
        tell_boards(row, at=at, by=by)


def write_note(number: int, review: int, words: str, *, seen: int, at: datetime, by: Viewer) -> int:
    """Writes a version of the note of both, which the other board agrees to or answers; which version it is."""
    if not words.strip() or len(words) > LONGEST_DIAGNOSIS:
        raise CannotPartner(f"Say what you both take from it, in at most {LONGEST_DIAGNOSIS} letters.")
    with changing("A note of both boards was written", at=at, by=by):
        row, one, side = _held(number, review, by)
        if not is_shown(written_by(one, viewer=by), one.due_on, at.date()):
            raise CannotPartner(AFTER_BOTH)
        last = newest_joint(row, one.pk, viewer=by)
        if last is not None and last.agreed_at:
            raise CannotPartner("Both boards have agreed to the note, so it stays.")
        made = add_joint(row, one, side, words.strip(), seen=seen, at=at, by=by)
        tell_boards(row, at=at, by=by)
        return made


def agree_note(number: int, review: int, *, seen: int, at: datetime, by: Viewer) -> None:
    """Agrees to the note as the other board wrote it, exactly the version that was read."""
    with changing("A note of both boards was agreed", at=at, by=by):
        row, one, side = _held(number, review, by)
        last = newest_joint(row, one.pk, viewer=by)
        if last is None or last.side == side or last.agreed_at:
            raise CannotPartner("There is no note of the other board to agree to.")
        agree_joint(row, one, seen=seen, at=at, by=by)
        tell_boards(row, at=at, by=by)


def let_region_read(number: int, review: int, *, on: bool, at: datetime, by: Viewer) -> None:
    """One's own board lets the region read what both learned, or no longer: it does once both boards let it."""
    with changing("A board said who may read what was learned", at=at, by=by):
        _, one, side = _held(number, review, by)
        if one.sort != ReviewSort.ENDING:
            raise CannotPartner("What was learned is told to the region at the end alone.")
        field = "helper_publishes" if side is Side.HELPER else "helped_publishes"
        setattr(one, field, on)
        one.save(update_fields=[field])


def _held(number: int, review: int, by: Viewer) -> tuple[Agreement, PartnershipReview, Side]:
    row = held(number, by=by)
    side = acting_side(row, by=by)
    seen = review_of(row, review, viewer=by)
    return row, PartnershipReview.objects.select_for_update(of=("self",)).get(pk=seen.pk), side


def _why_not(one: PartnershipReview, has_written: bool) -> str:
    if has_written:
        return (
            "The other board has read what you wrote, so it stays. What you see otherwise belongs in the note of both."
        )
    return f"This review can be written from {day(opens_on(one.due_on))} on."


def _ensure_sayable(new: NewWords) -> None:
    if not new.delivered.strip() or not new.learned.strip():
        raise CannotPartner("Say what was delivered and what you learned: nothing is an answer too.")
    if any(len(one) > LONGEST_PART for one in (new.offered, new.delivered, new.learned, new.change)):
        raise CannotPartner(f"Each answer has at most {LONGEST_PART} letters.")
    if new.days_given is not None and new.days_given < 0:
        raise CannotPartner("Days given are none or more.")
