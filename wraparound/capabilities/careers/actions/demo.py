"""Careers of the made-up region: what two roles ask, a default for a third, and one person's half-done assessment."""

from datetime import datetime, timedelta

from wraparound.capabilities.careers.actions.assessments import answer_screen, begin_assessment
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.evidence import shipped_frameworks
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.assessments import screen_page
from wraparound.capabilities.careers.terms.profiles import Ask, Experience, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.actions.demo import CODE, made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

LEAD, DIRECTOR, ASPIRING = "Talia Bramblewick", "Padma Hazelcote", "Aspen Fernbutton"
(BOARD, *_) = shipped_frameworks()
HALF = ("Most of the time", "Sometimes", None)
"""What is said on the first three screens; none: no chance to show it."""


def _asks(*rungs: str) -> tuple[Ask, ...]:
    return tuple(
        Ask(competency=str(place), rung=rung, essential=place in (1, 5))
        for place, rung in enumerate(rungs, start=1)
        if rung
    )


MOST, ALWAYS, SOME = "Most of the time", "Almost always", "Sometimes"
DEFAULTS = (
    (
        RoleLevel.BOARD,
        _asks(ALWAYS, MOST, ALWAYS, MOST, ALWAYS, MOST),
        "Answered for care in more than one service",
    ),
    (RoleLevel.DEPUTY, _asks(MOST, SOME, MOST, SOME, MOST, SOME), "Led a ward, a team or a service through a change"),
)
MATRON = _asks(SOME, "", MOST, SOME, MOST, SOME)
OWN = _asks(MOST, SOME, MOST, MOST, ALWAYS, MOST)


def seed(*, at: datetime, by: Viewer) -> int:
    """Writes them where there are none yet and these people are there; how many profiles there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {LEAD, DIRECTOR, ASPIRING} <= known.keys() or PostProfile.objects.exists():
        return PostProfile.objects.count()
    begun = at - timedelta(days=40)
    lead, director, aspiring = (made_up_viewer(known[name], at=begun, by=by) for name in (LEAD, DIRECTOR, ASPIRING))
    for level, asks, experience in DEFAULTS:
        write_profile(_profile(f"region:{CODE}", level, asks, experience), at=begun, by=lead)
    more = "Worked with a partner outside the hospital on something that changed"
    write_profile(_profile("organisation:ZZ01", RoleLevel.DEPUTY, OWN, more), at=begun, by=director)
    write_profile(_profile(f"region:{CODE}", RoleLevel.MIDDLE, MATRON, "Led a ward or a team"), at=begun, by=lead)
    _half_done(aspiring, begun + timedelta(days=20))
    return PostProfile.objects.count()


def _profile(place: str, level: RoleLevel, asks: tuple[Ask, ...], experience: str) -> NewProfile:
    return NewProfile(
        place=place,
        sought=RoleSought(role=PostRole.NURSING, level=level),
        framework=BOARD,
        asks=asks,
        experience=(Experience(words=experience, essential=True),),
    )


def _half_done(person: Viewer, at: datetime) -> None:
    number = begin_assessment(BOARD, at=at, by=person)
    for place, said in enumerate(HALF, start=1):
        page = screen_page(number, place, viewer=person)
        answers = {one.competency.key: said for one in page.answers}
        answer_screen(number, place, answers, version=page.version, at=at, by=person)
