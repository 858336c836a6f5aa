"""What somebody would consider as canonical text and back, what it is found by, and what is wrong with it."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.people import Interests, Move, Travel
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole

MOST_LINES = 20
LONGEST_LINE = 200
CHALLENGED = "challenged"
"""What an interest in organisations in difficulty is found by, among the kinds."""


def interests_text(one: Interests) -> str:
    """The same words for the same interests: sorted, without what is kept beside it (whether it is shown at work).

    >>> interests_text(Interests(kinds=("Acute",)))[:44]
    '{"challenged": false, "experience": "", "kin'
    """
    return json.dumps(
        {
            "challenged": one.challenged,
            "experience": one.experience,
            "kinds": sorted(one.kinds),
            "moves": sorted(one.moves),
            "not_before": one.not_before.isoformat() if one.not_before else None,
            "places": sorted(one.places),
            "roles": sorted([role.value, level.value] for role, level in one.roles),
            "travel": one.travel.value if one.travel else None,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def interests_in(text: str, *, shown_at_work: bool) -> Interests:
    """What such a text says; in the order of our own words, and by name."""
    kept = json.loads(text)
    roles = {(PostRole(role), PostLevel(level)) for role, level in kept["roles"]}
    return Interests(
        roles=tuple((role, level) for level in PostLevel for role in PostRole if (role, level) in roles),
        kinds=tuple(kept["kinds"]),
        challenged=kept["challenged"],
        places=tuple(kept["places"]),
        travel=Travel(kept["travel"]) if kept["travel"] else None,
        moves=tuple(one for one in Move if one in kept["moves"]),
        not_before=date.fromisoformat(kept["not_before"]) if kept["not_before"] else None,
        experience=kept["experience"],
        shown_at_work=shown_at_work,
    )


def found_by(one: Interests) -> tuple[tuple[str, str], ...]:
    """Sort and value of everything by which lists find somebody: such as role and “finance board”.

    >>> found_by(Interests(roles=((PostRole.FINANCE, PostLevel.BOARD),), challenged=True))
    (('role', 'finance board'), ('kind', 'challenged'))
    """
    return (
        *(("role", role_word(role, level)) for role, level in one.roles),
        *(("kind", kind) for kind in one.kinds),
        *((("kind", CHALLENGED),) if one.challenged else ()),
        *(("place", place) for place in one.places),
        *(("move", move.value) for move in one.moves),
    )


def role_word(role: PostRole, level: PostLevel) -> str:
    """A role at a level as one word, as forms and the index of interests have it."""
    return f"{role.value} {level.value}"


def without_empty_lines(text: str) -> str:
    """The lines that say something, each without what cannot be seen at its ends."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def trouble_with(
    one: Interests, *, today: date, kinds: Collection[str], places: Collection[str], last_day: date
) -> str:
    """What keeps interests from being kept, in a sentence; empty where nothing does."""
    unknown = [*sorted(set(one.kinds) - set(kinds)), *sorted(set(one.places) - set(places))]
    if unknown:
        return f"There is no such kind of organisation or region here: {', '.join(unknown)}."
    if one.travel is Travel.REGION and not one.places:
        return "You would go anywhere in the regions you name: tick at least one, or choose another way to travel."
    if one.not_before is not None and not today <= one.not_before <= last_day:
        return f"“Not before” lies between today and {last_day:%-d %B %Y}; leave it empty where any day would do."
    return _trouble_with_lines(one.experience.splitlines())


def _trouble_with_lines(lines: Sequence[str]) -> str:
    longest = max((len(line) for line in lines), default=0)
    if len(lines) > MOST_LINES:
        return f"Your experience has {len(lines)} lines; keep it to {MOST_LINES}, one for each thing to know."
    if longest > LONGEST_LINE:
        return f"A line of your experience has {longest} letters; keep each to {LONGEST_LINE}."
    return ""
