"""The board of the made-up region: what three of its organisations offer, and what somebody did with others."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.careers.actions.offers import put_offer
from wraparound.capabilities.careers.actions.system_work import write_work
from wraparound.capabilities.careers.evidence import shipped_frameworks
from wraparound.capabilities.careers.models.offers import BoardOffer
from wraparound.capabilities.careers.terms.offers import Backfill, NewBoardOffer, OfferKind
from wraparound.capabilities.careers.terms.system_work import NewSystemWork, SystemPlace
from wraparound.people.actions.demo import made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

ASPIRING = "Aspen Fernbutton"
(BOARD, *_) = shipped_frameworks()
WEEK = timedelta(days=7)
OFFERS = (
    (
        *("Padma Hazelcote", "ZZ01", OfferKind.STRETCH, "Lead the winter plan with the council (made up)", "Larkmoor"),
        "Bring the hospital, the council and two charities to one plan, and see it through to spring.",
        "A plan that our partners stand behind.",
        *(("6", "2"), 4, Backfill.HOST, 4, 6, 30),
    ),
    (
        *(
            "Padma Hazelcote",
            "ZZ01",
            OfferKind.SHADOWING,
            "Follow a director of nursing (made up)",
            "Larkmoor",
        ),
        "Sit in on board and committee meetings, and talk them over every week.",
        "Questions that nobody asks any more.",
        *(("4",), 1, Backfill.NOT_NEEDED, None, 4, 8),
    ),
    (
        *("Winifred Gandercote", "ZZ03", OfferKind.SECONDMENT, "Run a community clinic’s move (made up)", "Ambermere"),
        "Move one clinic to a new building without a day closed.",
        "Somebody who has done it in a hospital.",
        *(("1", "3"), 10, Backfill.SHARED, 10, 10, 36),
    ),
    (
        *("Orla Inklewick", "ZZ02", OfferKind.MENTORING, "An hour a month with a chair (made up)", "by telephone"),
        "Talk about what is hard, with somebody who has no part in it.",
        "A view from another organisation.",
        *((), None, Backfill.NOT_NEEDED, None, 4, 52),
    ),
)


def seed_offers(*, at: datetime, by: Viewer) -> int:
    """Puts them up where there are none yet and these people are there; how many offers there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {ASPIRING, *(one[0] for one in OFFERS)} <= known.keys() or BoardOffer.objects.exists():
        return BoardOffer.objects.count()
    for name, place, kind, title, where, does, gets, keys, half_days, backfill, of_it, begins, weeks in OFFERS:
        starts = at.date() + begins * WEEK
        new = NewBoardOffer(
            organisation=place,
            kind=kind,
            title=title,
            where=where,
            does=does,
            host_gets=gets,
            starts=starts,
            ends=starts + weeks * WEEK,
            closes_on=starts - 2 * WEEK,
            framework=BOARD,
            competencies=keys,
            half_days=half_days,
            backfill=backfill,
            backfill_half_days=of_it,
        )
        put_offer(new, at=at, by=made_up_viewer(known[name], at=at, by=by))
    work = NewSystemWork(
        place=SystemPlace.PLACE,
        name="Getting people home from hospital, Thistleford (made up)",
        purpose="Fewer people who wait in a bed for care at home.",
        partners="The council, a hospice and the ambulance service.",
        changed="One list that all four work from, every morning.",
        began_on=date(at.year - 1, 3, 1),
        ended_on=date(at.year - 1, 9, 30),
    )
    write_work(work, at=at, by=made_up_viewer(known[ASPIRING], at=at, by=by))
    return BoardOffer.objects.count()
