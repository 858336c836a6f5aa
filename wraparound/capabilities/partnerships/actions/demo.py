"""Partnerships of the made-up region: one in force with a review behind it, and a proposal that waits."""

from dataclasses import replace
from datetime import datetime, timedelta

from wraparound.capabilities.partnerships.actions import agreeing, asking, own_words, reviews
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview
from wraparound.capabilities.partnerships.queries.agreements import agreement
from wraparound.capabilities.partnerships.terms.agreements import Move, NewProposal, Payer, Side, WrittenTerms
from wraparound.capabilities.partnerships.terms.own_words import Means, NewNeed, NewOffer, Topic
from wraparound.capabilities.partnerships.terms.reviews import NewWords
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after

HELPER, HELPED, ASKING = "ZZ02", "ZZ03", "ZZ01"
CHAIRS = {HELPER: "Orla Inklewick", HELPED: "Winifred Gandercote", ASKING: "Cressida Quillfeather"}
BEGAN = timedelta(days=130)


def seed(*, at: datetime, by: Viewer) -> int:
    """Makes needs, offers and partnerships of the made-up region, once; how many partnerships there are then."""
    if Agreement.objects.exists():
        return Agreement.objects.count()
    begun = at - BEGAN
    chairs = {code: _viewer(name, begun, by) for code, name in CHAIRS.items()}
    _say(begun, at, chairs)
    number = _agree(begun + timedelta(days=2), chairs[HELPER], chairs[HELPED])
    _review(number, begun, chairs[HELPER], chairs[HELPED])
    words = "Could two of your finance team look at our cost plan with us, for half a year?"
    proposal = NewProposal(mine=ASKING, theirs=HELPER, side=Side.HELPED, topic=Topic.MONEY, words=words)
    asking.propose(proposal, at=at - timedelta(days=3), by=chairs[ASKING])
    return Agreement.objects.count()


def _say(begun: datetime, at: datetime, chairs: dict[str, Viewer]) -> None:
    urgent = NewNeed(
        topic=Topic.URGENT_CARE,
        words="Ambulances wait at our door most evenings, and we have not found out why it is worse on some days",
        means=(Means.TEAM, Means.SKILL),
        review=months_after(begun.date(), 12),
    )
    lead = NewNeed(
        topic=Topic.LEADERSHIP,
        words="Three of seven executives came this year. They would gain from somebody who has done it before",
        means=(Means.BOARD_MEMBER, Means.VISIT),
        review=months_after(begun.date(), 12),
    )
    for need in (urgent, lead):
        own_words.say_need(HELPED, need, at=begun, by=chairs[HELPED])
    flow = NewOffer(
        topic=Topic.URGENT_CARE,
        means=(Means.TEAM, Means.VISIT),
        words="The team that changed how we move patients through the hospital, with those who led it",
        days=10,
        review=months_after(begun.date(), 12),
    )
    finance = replace(flow, topic=Topic.MONEY, means=(Means.SKILL,), words="Two people from finance", days=3)
    for offer in (flow, finance):
        own_words.say_offer(HELPER, offer, at=begun, by=chairs[HELPER])


def _agree(at: datetime, helper: Viewer, helped: Viewer) -> int:
    """From a proposal to the acceptance of both, over two weeks."""
    words = "You have turned your emergency department round. Would you help us to find what is wrong in ours?"
    proposal = NewProposal(mine=HELPED, theirs=HELPER, side=Side.HELPED, topic=Topic.URGENT_CARE, words=words)
    number = asking.propose(proposal, at=at, by=helped).number
    asking.answer(number, Move.TAKE_UP, at=at + timedelta(days=1), by=helper)
    told = at + timedelta(days=4)
    agreeing.tell_diagnosis(
        number,
        "Beds are full by noon because people who are well enough wait for somewhere to go.",
        version=0,
        at=told,
        by=helped,
    )
    agreeing.tell_diagnosis(
        number,
        "Decisions to go home are taken late in the day, and nobody sees the whole hospital at nine in the morning.",
        version=0,
        at=told,
        by=helper,
    )
    shared = (
        "People who are well enough wait: half of them for a decision inside the hospital, half for a place outside. "
        "The first half is ours to change, and we begin with it."
    )
    agreeing.write_diagnosis(number, shared, seen=0, at=told + timedelta(days=2), by=helped)
    agreeing.agree_diagnosis(number, seen=1, at=told + timedelta(days=3), by=helper)
    agreed = at + timedelta(days=10)
    agreeing.write_terms(number, _terms(agreed), seen=0, at=agreed, by=helped)
    for chair in (helped, helper):
        found = agreement(number, viewer=chair, on=agreed.date())
        assert found.terms is not None  # written just above
        agreeing.accept(number, digest=found.terms.digest, at=agreed + timedelta(hours=1), by=chair)
    return number


def _terms(at: datetime) -> WrittenTerms:
    starts = at.date() + timedelta(days=5)
    return WrittenTerms(
        topic=Topic.URGENT_CARE,
        aims=(
            "A decision about going home by eleven for everybody who is well enough",
            "One picture of the whole hospital at nine every morning, that ours can keep without you",
        ),
        people="A matron, a consultant and an analyst of the flow team, on our wards two days a week",
        days=8,
        money=36_000,
        paid_by=Payer.HELPED,
        starts=starts,
        ends=months_after(starts, 12) - timedelta(days=1),
        reviews=tuple(months_after(starts, many) for many in (3, 6, 9)),
        gains="Your people lead a change in another hospital, and bring back what our wards do better",
    )


def _review(number: int, begun: datetime, helper: Viewer, helped: Viewer) -> None:
    """The first review: both wrote alone on its day, read each other, and agreed one note a week later."""
    one = PartnershipReview.objects.filter(agreement=number).order_by("due_on")[0]
    at = datetime.combine(one.due_on, begun.timetz())
    by_helped = NewWords(
        offered="A matron, a consultant and an analyst, two days a week",
        delivered="The matron and the analyst came every week. The consultant came from the second month on",
        days_given=20,
        learned="The morning picture works on wards where the consultant of that day stands beside it",
        change="The consultant comes first, and not last",
    )
    by_helper = replace(
        by_helped,
        delivered="What we promised, but for the consultant in the first month",
        days_given=21,
        learned="Your discharge team sees each ward every day. We are going to do the same",
    )
    reviews.write_words(number, one.pk, by_helped, version=0, at=at, by=helped)
    reviews.write_words(number, one.pk, by_helper, version=0, at=at, by=helper)
    note = "We go on. The consultant comes on Mondays from now on, and your ward sister visits ours for two weeks."
    reviews.write_note(number, one.pk, note, seen=0, at=at + timedelta(days=5), by=helper)
    reviews.agree_note(number, one.pk, seen=1, at=at + timedelta(days=6), by=helped)


def _viewer(name: str, at: datetime, by: Viewer) -> Viewer:
    row = Person.objects.get(name=name, in_chooser=True)
    return viewer_for(row.pk, row.name, on=at.date(), viewer=by)
