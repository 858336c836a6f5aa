"""Which profile counts for a role at an organisation, and what keeps one from being written."""

from collections.abc import Iterable, Iterator

from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.terms.profiles import (
    ANY_KIND,
    LONGEST_EXPERIENCE,
    MOST_EXPERIENCE,
    NewProfile,
    ProfileLine,
)


def counting(profiles: Iterable[ProfileLine], organisation: str, region: str, kind: str) -> tuple[ProfileLine, ...]:
    """For each role the one profile that counts at an organisation of a kind, by role and level.

    Its own; else its region's for its kind; else its region's for every kind. Of two alike, the older.
    """
    best: dict[tuple[str, str], tuple[int, int, ProfileLine]] = {}
    for one in profiles:
        rank = _rank(one, organisation, region, kind)
        key = (one.sought.role.value, one.sought.level.value)
        if rank is not None and (key not in best or (rank, one.number) < best[key][:2]):
            best[key] = (rank, one.number, one)
    return tuple(best[key][2] for key in sorted(best))


def _rank(one: ProfileLine, organisation: str, region: str, kind: str) -> int | None:
    if one.organisation:
        return 0 if one.organisation == organisation else None
    if one.region != region or one.sought.kind not in (kind, ANY_KIND):
        return None
    return 2 if one.sought.kind == ANY_KIND else 1


def wrong_profile(new: NewProfile, framework: Framework) -> Iterator[str]:
    """What keeps a profile from being kept, each in a sentence that says what to do."""
    known = {one.key for one in framework.competencies}
    rungs = {one.name for one in framework.rungs[1:]}
    if not new.asks:
        yield "Choose one competency at least that the role asks for."
    if any(one.competency not in known or one.rung not in rungs for one in new.asks):
        yield "Choose from the competencies and answers of the framework."
    if len({one.competency for one in new.asks}) < len(new.asks):
        yield "Ask for each competency once."
    if len(new.experience) > MOST_EXPERIENCE:
        yield f"Name at most {MOST_EXPERIENCE} sorts of experience."
    if any(not one.words.strip() or len(one.words) > LONGEST_EXPERIENCE for one in new.experience):
        yield f"Say each sort of experience in 1 to {LONGEST_EXPERIENCE} letters."
