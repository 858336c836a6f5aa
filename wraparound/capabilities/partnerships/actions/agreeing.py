"""What two boards agree: what is wrong, first each alone and then together; the terms; and the end."""

from datetime import datetime

from wraparound.capabilities.partnerships.access import SPEAK
from wraparound.capabilities.partnerships.actions.moving import WHY, acting_side, held, move
from wraparound.capabilities.partnerships.actions.telling import tell_boards
from wraparound.capabilities.partnerships.calculation.terms import digest_of, ensure_agreeable, terms_in, written
from wraparound.capabilities.partnerships.models.agreements import Acceptance, Agreement, Diagnosis, Terms
from wraparound.capabilities.partnerships.models.reviews import JointText, PartnershipReview
from wraparound.capabilities.partnerships.queries.agreements import days_known
from wraparound.capabilities.partnerships.queries.reading import newest_joint, newest_terms, place_of
from wraparound.capabilities.partnerships.terms.agreements import (
    LONGEST_DIAGNOSIS,
    LONGEST_REASON,
    AgreementState,
    EndedHow,
    Move,
    Side,
    WrittenTerms,
)
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.terms.reviews import ReviewSort
from wraparound.capabilities.partnerships.wording.agreements import beyond_words
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.queries.looking import why_let_in
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged

NEWER = "The other board, or a colleague of yours, has written version {} since you opened the page. Read it first."


def tell_diagnosis(number: int, words: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Says for one's own board what it thinks is wrong. The other reads it once both have, and then it stays.

    `version` is that of one's own words when the page was opened, 0 before there were any.
    """
    said = _ensure_words(words)
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        there = Diagnosis.objects.filter(agreement=row, side=side).first()
        move(row, Move.TELL, side, at=at, by=by)
        if there is None:
            if version:
                raise CannotPartner("There are no words of yours yet: look at the page again.")
            Diagnosis.objects.create(
                controller=row.controller,
                agreement=row,
                side=side,
                words=said,
                written_by_id=by.person or 0,
                written_at=at,
            )
            tell_boards(row, at=at, by=by)
            return
        ensure_unchanged(there, version, by=by)
        there.words, there.written_by_id, there.written_at = said, by.person or 0, at
        there.save(update_fields=["words", "written_by", "written_at"])


def write_diagnosis(number: int, words: str, *, seen: int, at: datetime, by: Viewer) -> int:
    """Writes a version of the shared text, which the other board agrees to or answers; which version it is.

    `seen` is the version that stood when the page was opened, 0 before there was one.
    """
    said = _ensure_words(words)
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        move(row, Move.WRITE_DIAGNOSIS, side, at=at, by=by)
        made = add_joint(row, None, side, said, seen=seen, at=at, by=by)
        tell_boards(row, at=at, by=by)
        return made


def agree_diagnosis(number: int, *, seen: int, at: datetime, by: Viewer) -> None:
    """Agrees to the shared text of the other board, exactly the version that was read."""
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        move(row, Move.AGREE_DIAGNOSIS, side, at=at, by=by)
        agree_joint(row, None, seen=seen, at=at, by=by)
        tell_boards(row, at=at, by=by)


def write_terms(number: int, terms: WrittenTerms, *, seen: int, at: datetime, by: Viewer) -> int:
    """Writes a version of the terms; what was accepted before counts no longer. Which version it is."""
    ensure_agreeable(terms, at.date())
    content = written(terms)
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        move(row, Move.WRITE_TERMS, side, digest=digest_of(content), at=at, by=by)
        last = newest_terms(row, viewer=by)
        _ensure_seen(last.number if last else 0, seen)
        made = Terms.objects.create(
            controller=row.controller,
            agreement=row,
            number=(last.number if last else 0) + 1,
            side=side,
            content=content,
            digest=digest_of(content),
            written_by_id=by.person or 0,
            written_at=at,
        )
        tell_boards(row, at=at, by=by)
        return int(made.number)


def accept(number: int, *, digest: str, knows_days: bool = False, at: datetime, by: Viewer) -> bool:
    """Accepts for one's own board exactly the terms that were read; whether it is in force now.

    A helper that promises more days than it offered says that it knows: CannotPartner until then.
    """
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        newest = newest_terms(row, viewer=by)
        then = move(row, Move.ACCEPT, side, digest=digest, at=at, by=by)
        assert newest is not None  # nothing is accepted before it is written
        terms = terms_in(newest.content)
        ensure_agreeable(terms, at.date())
        beyond = False
        if side is Side.HELPER:
            known = days_known(row, terms.days, viewer=by, on=at.date())
            beyond = known.beyond
            if beyond and not knows_days:
                raise CannotPartner(beyond_words(known))
        place = place_of(row, side, viewer=by)
        Acceptance.objects.create(
            controller=place.controller,
            terms=newest,
            side=side,
            digest=digest,
            accepted_by_id=by.person or 0,
            acting_as=why_let_in(SPEAK, viewer=by, about=Subject.at(place.pk, place.region_id))[:250],
            knows_days=beyond and knows_days,
            accepted_at=at,
        )
        in_force = then.state is AgreementState.IN_FORCE
        if in_force:
            _into_force(row, terms, at, by)
        tell_boards(row, at=at, by=by)
        return in_force


def end(number: int, why: str, *, at: datetime, by: Viewer) -> None:
    """Either board ends what is in force, at once and with a reason that the other reads."""
    if not why.strip():
        raise CannotPartner("Say why, in a sentence or two: the other board reads it.")
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        side = acting_side(row, by=by)
        move(row, Move.END, side, at=at, by=by)
        row.ended_how = EndedHow.BY_HELPER if side is Side.HELPER else EndedHow.BY_HELPED
        row.ended_why = why.strip()[:LONGEST_REASON]
        row.save(update_fields=["ended_how", "ended_why"])
        end_reviews(row, at=at, by=by)
        tell_boards(row, at=at, by=by)


def end_reviews(row: Agreement, *, at: datetime, by: Viewer) -> None:
    """Reviews that nobody has written are asked for no longer, and that of the end is from today."""
    planned = PartnershipReview.objects.filter(agreement=row, words__isnull=True, left_at__isnull=True)
    planned.filter(sort=ReviewSort.REVIEW).update(left_at=at)
    planned.filter(sort=ReviewSort.ENDING, due_on__gt=at.date()).update(due_on=at.date())


def add_joint(
    row: Agreement, review: PartnershipReview | None, side: Side, words: str, *, seen: int, at: datetime, by: Viewer
) -> int:
    """Adds a version of a text of both; which it is. Call it inside a change, with the partnership held."""
    last = newest_joint(row, review.pk if review else None, viewer=by)
    _ensure_seen(last.number if last else 0, seen)
    made = JointText.objects.create(
        controller=row.controller,
        agreement=row,
        review=review,
        number=(last.number if last else 0) + 1,
        side=side,
        words=words,
        written_by_id=by.person or 0,
        written_at=at,
    )
    return int(made.number)


def agree_joint(row: Agreement, review: PartnershipReview | None, *, seen: int, at: datetime, by: Viewer) -> JointText:
    """Agrees to the newest version of a text of both, which must be the one that was read."""
    last = newest_joint(row, review.pk if review else None, viewer=by)
    if last is None:
        raise CannotPartner("There is no text of both boards yet.")
    _ensure_seen(last.number, seen)
    last.agreed_at, last.agreed_by_id = at, by.person
    last.save(update_fields=["agreed_at", "agreed_by"])
    return last


def _into_force(row: Agreement, terms: WrittenTerms, at: datetime, by: Viewer) -> None:
    row.in_force_at, row.last_day = at, terms.ends
    row.release = release_in_use(viewer=by).id
    row.save(update_fields=["state", "moved_at", "in_force_at", "last_day", "release"])
    days = [*((ReviewSort.REVIEW, one) for one in terms.reviews), (ReviewSort.ENDING, terms.ends)]
    for sort, due_on in days:
        PartnershipReview.objects.create(controller=row.controller, agreement=row, sort=sort, due_on=due_on)
    tell("partnerships.agreed", _told(row, terms), by=by, of=row)


def _told(row: Agreement, terms: WrittenTerms) -> dict[str, str]:
    """What others hear of it: codes, days and money. Nothing that was typed is in it."""
    return {
        "agreement": str(row.pk),
        "organisation": row.helped.code,
        "helper": row.helper.code,
        "topic": terms.topic.value,
        "days": f"{terms.days_in_all}",
        "money": str(terms.money),
        "paid_by": terms.paid_by.value,
        "starts": terms.starts.isoformat(),
        "ends": terms.ends.isoformat(),
        "review": terms.reviews[0].isoformat() if terms.reviews else "",
    }


def _ensure_seen(last: int, seen: int) -> None:
    if last != seen:
        raise CannotPartner(NEWER.format(last))


def _ensure_words(words: str) -> str:
    said = words.strip()
    if not said or len(said) > LONGEST_DIAGNOSIS:
        raise CannotPartner(f"Say what you think is wrong, in at most {LONGEST_DIAGNOSIS} letters.")
    return said
