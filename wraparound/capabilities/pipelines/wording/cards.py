"""The card of a person in words: on the page, on paper, at the terminal."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.cards import (
    LONGEST_ON_PAPER,
    MOST_ON_PAPER,
    Card,
    CardRelease,
    NamedFor,
    Way,
)
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.wording.people import RELEASED_FOR
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.readiness import (
    NOTHING_AGREED,
    STALE,
    agreed_line,
    band_words,
    definitions,
    earlier_line,
    held_line,
    what_for,
)
from wraparound.capabilities.pipelines.wording.succession import BANDS, STATES, USES

WHY: Mapping[Way, str] = {
    Way.SELF: "This is your own card.",
    Way.LEADS: "You see this because you lead their organisation for talent.",
    Way.RELEASED: "You see this because they were released to you, and agreed to it.",
    Way.HELD: "You see this because they once held a post of an organisation that you lead: its own past, and no more.",
}
POSTS, READINESS, NAMED = "Posts", "Readiness", "Named for"
CONSIDERS, RELEASED, SEEN_BY = "What they would consider", "Released", "Who can see this, and why"
MORE: Mapping[str, tuple[str, str]] = {
    POSTS: ("post", "posts"),
    READINESS: ("that was agreed", "that were agreed"),
    NAMED: ("post for which they are named", "posts for which they are named"),
    CONSIDERS: ("thing that they would consider", "things that they would consider"),
    RELEASED: ("release", "releases"),
    SEEN_BY: ("who can see this", "who can see this"),
}
"""Of what there is one more, or several, by the heading of the card."""
FOOTER = "What is held of a person is theirs to read, to contest and to take away. Not a promise of a post."
OF_OTHER_POSTS = (
    "Those who lead any other organisation in which they hold or held a post, or which such a post serves or served: "
    "what was entered there, and no more."
)
LEADERS = "the chair, the chief executive and the director of people, for talent"


def who_sees(card: Card) -> tuple[str, ...]:
    """Who else can see the card, and why."""
    whose = "You" if card.is_self else card.known.name
    found = [f"{whose}: it is {'your' if card.is_self else 'their'} own record."]
    found += [f"{one}: {LEADERS}." for one in card.seen_at]
    if not card.is_self:
        found.append(OF_OTHER_POSTS)
    for one in card.releases:
        trusts = ", and those who lead its trusts for talent" if one.to is ReleaseTo.TRUSTS else ""
        found.append(f"Those who keep the pipeline of {one.region}{trusts}, until {day(one.ends)}: released.")
    return tuple(dict.fromkeys(found))


def no_post(card: Card) -> str:
    """That no post stands here: of anybody else there may be posts that are not the viewer's to see."""
    return "No post is entered." if card.is_self else "No post that you may see."


def not_named(card: Card) -> str:
    """That they are named for nothing."""
    return "You are named for no post." if card.is_self else "They are named for no post that you may see."


def not_released(card: Card) -> str:
    """That they are released to nobody; empty for whoever would not be shown releases."""
    if card.way not in (Way.SELF, Way.LEADS):
        return ""
    whom, them = ("You are", "you") if card.is_self else ("They are", "them")
    return f"{whom} released to nobody: no region and no other trust sees {them} by name."


def release_words(one: CardRelease) -> str:
    """For what, to whom and until when somebody is released, or would be once they agree."""
    to = (
        f"the trusts of {one.region} too"
        if one.to is ReleaseTo.TRUSTS
        else f"those who keep the pipeline of {one.region}"
    )
    if one.agreed_on is None:
        return (
            f"Offered on {day(one.offered_on)} {RELEASED_FOR[one.purpose]}, to be shown to {to} until {day(one.ends)}: "
            "it waits for their agreement, and shows them to nobody before"
        )
    return f"Released {RELEASED_FOR[one.purpose]}; shown to {to}; agreed on {day(one.agreed_on)}, until {day(one.ends)}"


def named_words(one: NamedFor) -> str:
    """A post for which somebody is named, and how ready they are for it where that is told."""
    if not one.band_told:
        ready = ""
    elif one.band is None:
        ready = "; no readiness is agreed for it"
    else:
        ready = f"; {BANDS[one.band]}{f', {STALE}' if one.stale else ''}"
    gone = "" if one.counts or STATES[one.state] == "proposed" else "; not counted, as they are no longer there"
    return f"{one.title}, {one.organisation}: {USES[one.use]}, {STATES[one.state]}{ready}{gone}"


def where_words(card: Card) -> str:
    """Where somebody belongs, and as what."""
    return "; ".join(f"{one.job}, {one.organisation}" for one in card.places)


def more(rest: Sequence[object], of: str, most: int = MOST_ON_PAPER) -> str:
    """Such as “and 3 more posts”, under its heading, where there are more than paper shows.

    >>> more(range(5), "Posts"), more(range(4), "Posts")
    ('and 1 more post', '')
    """
    many = len(rest) - most
    return f"and {many} more {MORE[of][many > 1]}" if many > 0 else ""


def run_on(text: str) -> str:
    """Lines of free words as one, so that where each ended is still seen.

    >>> run_on("Led the winter plan\\nRan two theatres")
    'Led the winter plan; Ran two theatres'
    """
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def cut(text: str, longest: int = LONGEST_ON_PAPER) -> tuple[str, str]:
    """A text as far as paper shows it, up to the end of a word, and what follows; together they are the text.

    >>> cut("One two three", 9)
    ('One two', ' three')
    """
    if len(text) <= longest:
        return text, ""
    space = text.rfind(" ", 0, longest + 1)
    at = space if space > longest // 2 else longest
    return text[:at], text[at:]


def sections(card: Card, most: int | None = None) -> tuple[tuple[str, tuple[tuple[str, ...], ...], str], ...]:
    """The card in headings, each with points of one line or more, and how many more there are than `most`.

    Whole where no `most` is given; for paper what is long is cut too.
    """
    agreed = [
        (
            f"{what_for(one.role, one.level, one.kind)}: {band_words(one)}",
            agreed_line(one),
            *((one.evidence if most is None else _on_paper(one.evidence),) if one.evidence else ()),
            *((one.wrong.line,) if one.wrong else ()),
        )
        for one in card.readiness
    ]
    considers = [(f"{head}: {words if most is None else _on_paper(words)}",) for head, words in card.considers]
    held = [*((held_line(one, card.on),) for one in card.posts)]
    named = [(named_words(one), *((one.wrong.line,) if one.wrong else ())) for one in card.named_for]
    released = [(release_words(one),) for one in (*card.releases, *card.offered)]
    found = (
        (POSTS, held, no_post(card)),
        (READINESS, agreed, NOTHING_AGREED),
        (NAMED, named, not_named(card)),
        (CONSIDERS, considers, ""),
        (RELEASED, released, not_released(card)),
        (SEEN_BY, [(one,) for one in who_sees(card)], ""),
    )
    return tuple(
        (heading, tuple(rows[:most]) or ((empty,),), "" if most is None else more(rows, heading, most))
        for heading, rows, empty in found
        if rows or empty
    )


def say_card(card: Card) -> str:
    """The card at the terminal."""
    lines = [card.known.name, where_words(card) or "No organisation", f"On {day(card.on)}"]
    for heading, points, _ in sections(card):
        lines += ["", heading, *("\n    ".join(_lines_of(point)) for point in points)]
    if card.earlier:
        before = (f"  {what_for(one.role, one.level, one.kind)}: {earlier_line(one)}" for one in card.earlier)
        lines += ["", "Agreed before", *before]
    return "\n".join([*lines, "", *definitions()])


def _lines_of(point: Sequence[str]) -> list[str]:
    first, *others = (line for part in point for line in part.splitlines() or [part])
    return [f"  {first}", *others]


def _on_paper(text: str) -> str:
    kept, rest = cut(run_on(text))
    return f"{kept} …" if rest else kept
