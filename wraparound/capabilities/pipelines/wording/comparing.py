"""What stands beside those who are compared, or could be named, in words."""

from collections.abc import Sequence

from wraparound.capabilities.pipelines.terms.lists import PostTerms, SuccessorLine
from wraparound.capabilities.pipelines.terms.plans import Candidate, Compared, PostLink
from wraparound.capabilities.pipelines.wording.plans import SOMEBODY_GONE, beyond_words, count, people
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, USES

NO_POST = "No post that you may see"
NOT_YOURS = "Not yours to see"


def holds_words(one: Compared) -> str:
    """What they hold, each with since when."""
    return "; ".join(f"{_link(post)}, since {day(since)}" for post, since in one.holds) or NO_POST


def ready_for(post: PostTerms) -> str:
    """For what the readiness is that is compared."""
    return f"Ready for {ROLES[post.role].lower()}, {LEVELS[post.level].lower()} level, {post.kind.lower()}"


def agreed_band(one: Compared) -> str:
    """The band, and whether it is past its review."""
    agreed = one.agreed
    if one.only_held:
        return NOT_YOURS
    if agreed is None:
        return "No readiness agreed"
    return f"{BANDS[agreed.band]}{' (stale: past its review)' if agreed.stale else ''}"


def agreed_words(one: Compared) -> str:
    """When and by whom it was agreed, and when it is looked at again."""
    agreed = one.agreed
    if agreed is None:
        return NOT_YOURS if one.only_held else "Nothing agreed"
    if agreed.agreed_on is None or agreed.review_by is None:
        return NOT_YOURS
    return f"On {day(agreed.agreed_on)} by {agreed.agreed_by}; review by {day(agreed.review_by)}"


def rests_on(one: Compared) -> str:
    """What it rests on, as it was written, where the viewer reads it."""
    if one.agreed is None and not one.only_held:
        return "Nothing agreed"
    return (one.agreed.evidence if one.agreed else "") or NOT_YOURS


def places_words(here: str, others: int) -> tuple[tuple[str, str], ...]:
    """Where they would go: the region of the post by name, and how many others."""
    if not here and not others:
        return ()
    more = f"{count(others)} {'other region' if others == 1 else 'other regions'}" if others else ""
    return (("Where", " and ".join(part for part in (here, more) if part)),)


def considers_lines(one: Compared) -> tuple[str, ...]:
    """What they would consider, where the viewer may read it."""
    return tuple(f"{head}: {words}" for head, words in one.considers) or ("Not said, or not yours to read",)


def named_for_words(one: Compared) -> str:
    """For what else they are named."""
    return "; ".join(f"{_link(post)} ({state})" for post, state in one.named_for) or "None that you may see"


def candidate_words(one: Candidate) -> str:
    """What is known of somebody who could be named."""
    if one.only_held:
        return "held a post of yours before; release needed first"
    band = f"{BANDS[one.band].lower()} for such a post{', stale' if one.stale else ''}" if one.band else ""
    parts = [one.job, band or "no readiness agreed for such a post", "" if one.standing else "release needed first"]
    return "; ".join(part for part in parts if part)


def candidate_items(found: Sequence[Candidate]) -> tuple[tuple[str, str], ...]:
    """Those who could be named, as a choice: key and name."""
    return tuple((one.known.key, one.known.name) for one in found)


def candidates_mean(found: Sequence[Candidate]) -> dict[str, str]:
    """What is known of each, by key."""
    return {one.known.key: candidate_words(one) for one in found}


def found_hint(text: str, many: int, *, leads: bool) -> str:
    """Whom the list of people shows."""
    whom = "your own people and those released to you" if leads else "people released to your region"
    if text:
        return f"{people(many).capitalize()} found among {whom}." if many else f"Nobody found among {whom}."
    if many:
        return f"Those with whom a readiness for such a post was agreed, among {whom}. Find others by name."
    return f"Nobody has agreed a readiness for such a post yet, among {whom}. Find somebody by name."


def taken_off_whom(one: SuccessorLine, post: PostTerms) -> str:
    """Who would be taken off, and from what."""
    who = one.known.name if one.known else SOMEBODY_GONE if one.sort == "named" else beyond_words(one)
    return f"{who}, {USES[one.use]} for {post.title}, {post.organisation}."


def _link(post: PostLink) -> str:
    return f"{post.title}{f', {post.organisation}' if post.organisation else ''}"
