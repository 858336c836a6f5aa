"""A cohort of the made-up region: mentors and those who would like one, paired by the site's own run."""

from datetime import datetime, timedelta

from wraparound.capabilities.partnerships.actions.cohorts import make_pairs, open_cohort
from wraparound.capabilities.partnerships.actions.joining import join, wish
from wraparound.capabilities.partnerships.actions.pairs import accept, meet, note
from wraparound.capabilities.partnerships.models.pairs import Cohort, Joining, PairPart
from wraparound.capabilities.partnerships.queries.pairs import pair_terms
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import (
    Meetings,
    NewCohort,
    NewJoining,
    Often,
    PairSide,
    PairSort,
    Wishes,
)
from wraparound.people.actions.demo import CODE, made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

COHORT = "First-year leaders of Westmarch"
NEXT = "Buddies for new directors"
SEED = 1_962
T = Topic
SEEKING: tuple[tuple[str, tuple[Topic, ...], str, tuple[str, ...]], ...] = (
    (
        "Aspen Fernbutton",
        (T.LEADERSHIP, T.MONEY),
        "How to speak at a board without hiding behind figures. And whether I want to do this at all.",
        ("Winifred Gandercote",),
    ),
    (
        "Idris Copperthorpe",
        (T.URGENT_CARE, T.CULTURE),
        "Somebody who has come through the first winter, and can laugh about it.",
        ("Suresh Marrowpool", "Jabari Junipermere"),
    ),
    ("Padma Hazelcote", (T.WORKFORCE,), "How others keep the people whom they have trained.", ()),
)
"""Who would like a mentor: topics, what they would like, and whom they wish for, in order."""
GIVING: tuple[tuple[str, tuple[Topic, ...], int], ...] = (
    ("Winifred Gandercote", (T.LEADERSHIP, T.GOVERNANCE), 1),
    ("Suresh Marrowpool", (T.URGENT_CARE, T.MONEY), 1),
    ("Jabari Junipermere", (T.CULTURE, T.WORKFORCE), 2),
)
AGREED = "Idris Copperthorpe"
"""Whose pair both have accepted; another waits for an answer of the mentor, and one of both."""
WAITS = "Aspen Fernbutton"
NOTE = "Talk about: when to tell the board that it will take longer."


def seed_pairs(*, at: datetime, by: Viewer) -> int:
    """Makes the cohort, has people join it, and makes its pairs, by the same actions as real ones; how many pairs.

    Nothing where the region is not made up, or has a cohort already.
    """
    known = {name: key for key, name, _ in chooser(viewer=by)}
    named = {"Talia Bramblewick", *(name for name, *_ in SEEKING), *(name for name, *_ in GIVING)}
    if not named <= known.keys() or Cohort.objects.exists():
        return 0
    begun = at - timedelta(days=40)
    who = {name: made_up_viewer(known[name], at=begun, by=by) for name in named}
    organiser = who["Talia Bramblewick"]
    new = NewCohort(
        sort=PairSort.MENTORING, name=COHORT, over=f"region:{CODE}", joins_until=(at - timedelta(days=22)).date()
    )
    number = open_cohort(new, seed=SEED, at=begun, by=organiser)
    _join(number, who, begun + timedelta(days=3))
    _wish(number, who, begun + timedelta(days=6))
    made, _ = make_pairs(number, at=at - timedelta(days=20), by=organiser)
    _answer(number, who, at)
    later = NewCohort(
        sort=PairSort.BUDDIES, name=NEXT, over=f"region:{CODE}", joins_until=(at + timedelta(days=30)).date()
    )
    open_cohort(later, seed=SEED, at=at, by=organiser)
    return made


def _join(number: int, who: dict[str, Viewer], at: datetime) -> None:
    for name, topics, wants, _ in SEEKING:
        shown = f"{name.split()[0]}, {_JOBS[name]}"
        said = NewJoining(seeks=True, gives=False, seeks_topics=topics, wants=wants, shown_as=shown)
        join(number, said, version=0, at=at, by=who[name])
    for name, topics, places in GIVING:
        shown = f"{name.split()[0]}, {_JOBS[name]}"
        said = NewJoining(seeks=False, gives=True, gives_topics=topics, places=places, shown_as=shown)
        join(number, said, version=0, at=at + timedelta(days=1), by=who[name])


_JOBS = {
    "Aspen Fernbutton": "aspiring director",
    "Idris Copperthorpe": "incoming chief executive",
    "Padma Hazelcote": "director of people",
    "Winifred Gandercote": "chair",
    "Suresh Marrowpool": "chief executive",
    "Jabari Junipermere": "chief executive",
}


def _wish(number: int, who: dict[str, Viewer], at: datetime) -> None:
    people = dict(Joining.objects.filter(cohort=number).values_list("person", "pk"))
    for name, _, _, wished in SEEKING:
        if wished:
            numbers = tuple(people[who[one].person or 0] for one in wished)
            wish(number, Wishes(seeking=numbers), at=at, by=who[name])


def _answer(number: int, who: dict[str, Viewer], at: datetime) -> None:
    """One pair has met twice; of another the one who seeks has said yes; the third waits for both."""
    seeking = PairPart.objects.filter(pair__cohort=number, side=PairSide.SEEKING)
    pairs = dict(seeking.values_list("person", "pair"))
    names = {one.person: one for one in who.values()}
    agreed = pairs[who[AGREED].person or 0]
    for person in PairPart.objects.filter(pair=agreed).order_by("pk").values_list("person", flat=True):
        accept(agreed, at=at - timedelta(days=18), by=names[person])
    accept(pairs[who[WAITS].person or 0], at=at - timedelta(days=5), by=who[WAITS])
    by = who[AGREED]
    noted = Meetings(
        often=Often.MONTH,
        first_meeting=(at - timedelta(days=12)).date(),
        next_meeting=(at + timedelta(days=16)).date(),
        ends_on=(at + timedelta(days=345)).date(),
    )
    version = pair_terms(agreed, viewer=by, on=at.date()).version
    meet(agreed, noted, version=version, at=at - timedelta(days=11), by=by)
    note(agreed, NOTE, at=at - timedelta(days=11), by=by)
