"""One review as a board reads it: its own words, and those of both once they are shown."""

from datetime import date

from wraparound.capabilities.partnerships.access import READ_OURS
from wraparound.capabilities.partnerships.calculation.reviews import is_shown, may_write, shown_on
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview, ReviewWords
from wraparound.capabilities.partnerships.queries.agreements import joint_words
from wraparound.capabilities.partnerships.queries.reading import (
    NoSuchPartnership,
    agreement_of,
    newest_joint,
    sides_of,
    subject_of,
)
from wraparound.capabilities.partnerships.terms.agreements import Side
from wraparound.capabilities.partnerships.terms.reviews import NewWords, ReviewPage, ReviewSort, SideWords
from wraparound.people.access import allows
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number


def review(number: int, which: int, *, viewer: Viewer, on: date) -> ReviewPage:
    """One review of a partnership; NoSuchPartnership for whoever leads neither of the two organisations.

    What the other side wrote is in it once both have, or once SHOWN_AFTER days have passed. Whoever runs the site reads
    what is shown, and nothing before.
    """
    row = agreement_of(number, viewer=viewer)
    one, sides = review_of(row, which, viewer=viewer), sides_of(row, viewer=viewer)
    rows = list(ReviewWords.objects.filter(review=one).order_by("side"))
    wrote = {Side(word.side) for word in rows}
    shown = is_shown(wrote, one.due_on, on)
    joint = joint_words(newest_joint(row, one.pk, viewer=viewer), viewer=viewer)
    mine = next((word for word in rows if word.side in sides), None)
    return ReviewPage(
        agreement=row.pk,
        number=one.pk,
        helper=row.helper.name,
        helped=row.helped.name,
        made_up=row.helper.made_up,
        is_ending=one.sort == ReviewSort.ENDING,
        due_on=one.due_on,
        sides=sides,
        words=tuple(_side_words(word) for word in rows if shown or word.side in sides),
        written=tuple(side for side in Side if side in wrote),
        shown=shown,
        shown_on=shown_on(one.due_on),
        may_write=len(sides) == 1 and may_write(sides[0], wrote, one.due_on, on),
        joint=joint,
        may_agree=bool(joint and not joint.agreed_on and len(sides) == 1 and joint.side is not sides[0]),
        publishes=tuple(side for side in Side if getattr(one, f"{side.value}_publishes")),
        seen=version_number(mine, viewer=viewer) if mine else 0,
        today=on,
    )


def review_of(row: Agreement, which: int, *, viewer: Viewer) -> PartnershipReview:
    """The row of a review of a partnership, for those who read all of it; NoSuchPartnership otherwise."""
    found = PartnershipReview.objects.filter(agreement=row, pk=which, left_at__isnull=True).first()
    if found is None or not allows(viewer, READ_OURS, subject_of(row, viewer=viewer)):
        raise NoSuchPartnership
    return found


def written_by(one: PartnershipReview, *, viewer: Viewer) -> frozenset[Side]:
    """The sides that have written."""
    return frozenset(Side(side) for side in ReviewWords.objects.filter(review=one).values_list("side", flat=True))


def _side_words(row: ReviewWords) -> SideWords:
    words = NewWords(
        offered=row.offered,
        delivered=row.delivered,
        days_given=row.days_given,
        learned=row.learned,
        change=row.change,
    )
    return SideWords(side=Side(row.side), words=words, written_on=row.written_at.date(), late=row.late)
