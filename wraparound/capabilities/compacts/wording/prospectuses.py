"""Prospectuses in words: where one stands, what it says part by part, and what stands in the way of publishing."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.compacts.terms.agreement import Difference, Party
from wraparound.capabilities.compacts.terms.prospectuses import (
    EditionState,
    EditionTerms,
    Missing,
    Offer,
    Prospect,
    ProspectusLine,
    ProspectusTerms,
    Realistic,
    Section,
    SectionLine,
)
from wraparound.capabilities.compacts.terms.support import Strength, SupportComponent
from wraparound.capabilities.compacts.wording.agreement import FLOOR, PARTIES, day

STATES = {
    EditionState.DRAFT: "draft",
    EditionState.IN_REVIEW: "waits to be read by somebody else",
    EditionState.REVIEWED: "read and found fine, not published yet",
    EditionState.PUBLISHED: "published",
    EditionState.REPLACED: "replaced by a newer edition",
    EditionState.WITHDRAWN: "withdrawn",
}
MISSING = {
    Missing.TITLE: "Give it a title, such as the name of the post.",
    Missing.SUPPORT: "Say what support comes with the post: choose at least one part of the catalogue.",
    Missing.NOT_JUDGED: "Say what the holder will not be judged on: at least one line.",
    Missing.AFTERWARDS: "Say what happens afterwards.",
    Missing.CONTACT: "Say whom to ask, and how to apply.",
    Missing.CLOSED: "Its closing day has passed. Choose a later one, or none.",
}
STRENGTHS = {
    Strength.EVIDENCE: "An evaluation found it among what helps",
    Strength.MIXED: "Accounts point both ways",
    Strength.RECOMMENDED: "Recommended, without evidence of its effect that we found",
    Strength.NONE_FOUND: "No evidence of its effect was found",
}
MADE_UP = (
    "This organisation is made up, and so is this post. Every figure about it is made up too; only the trusts it is "
    "compared with are real."
)
NOTHING_KNOWN = (
    "We do not know. No published figures of this organisation are held here, so nothing can be said here of what is "
    "realistic by when."
)
CHANGED_UNDER_REVIEW = (
    "It was changed while you were reading. Above is what it says now: read it again, then say what you think. Your "
    "words are still there."
)
FOOTER = "Wraparound is not an NHS service. Published figures: Open Government Licence v3.0. This edition stays at"
PLACE = "The post and the place"
GOES_ON = "From such a start"
"""How a sentence begins that says what others reached from what the one before it says."""
ALWAYS = "Whatever else is set aside, every leader answers for these from the first day:"


def always_judged() -> tuple[str, ...]:
    """The duties that no prospectus puts aside, each in words."""
    return tuple(FLOOR.values())


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody typed, a paragraph for each line that says something.

    >>> paragraphs("One.\\n\\n Two. ")
    ('One.', 'Two.')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def sections(found: ProspectusTerms) -> tuple[Section, ...]:
    """What an edition says, in the order in which it is read: what is realistic first."""
    said = found.edition.prospect
    offers = tuple(SectionLine(offer_name(one), one.words, one.what, one.component) for one in said.offers)
    not_judged = tuple(SectionLine(one) for one in said.not_judged)
    always = tuple(SectionLine(one[:1].upper() + one[1:]) for one in said.always_judged)
    place = paragraphs(said.summary)
    return (
        Section(key="realistic", heading="What is realistic here, and why", paragraphs=_realistic(said.realistic)),
        *([Section(key="place", heading=PLACE, paragraphs=place)] if place else []),
        _told("history", "How leadership has changed", said.history),
        _listed("support", "The support that comes with the post", offers),
        _listed("not_judged", "What you will not be judged on", not_judged),
        Section(key="always", heading="What always counts", level=3, paragraphs=(ALWAYS,), points=always),
        _told("afterwards", "What happens afterwards", said.afterwards),
        _told("contact", "Whom to ask, and how to apply", said.contact),
        Section(key="known", heading="How we know", paragraphs=how_we_know(found)),
    )


def offer_name(one: Offer) -> str:
    """What a component is called, as it was on the day of publishing."""
    return one.name or one.component.replace("_", " ").capitalize()


def _realistic(realistic: Realistic | None) -> tuple[str, ...]:
    """Each measure in a paragraph: where it stands, and what others reached from there."""
    if realistic is None or not realistic.sentences:
        return (NOTHING_KNOWN,)
    found: list[str] = []
    for one in realistic.sentences:
        if found and one.startswith(GOES_ON):
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return tuple(found)


def _told(key: str, heading: str, text: str) -> Section:
    said = paragraphs(text)
    return Section(key=key, heading=heading, paragraphs=said or ("Nothing is said about it.",), unsaid=not said)


def _listed(key: str, heading: str, points: tuple[SectionLine, ...]) -> Section:
    nothing = () if points else ("Nothing is said about it.",)
    return Section(key=key, heading=heading, paragraphs=nothing, points=points, unsaid=not points)


def how_we_know(found: ProspectusTerms) -> tuple[str, ...]:
    """Where what is realistic comes from, who vouches for the rest, and whether anybody else read it."""
    edition = found.edition
    realistic = edition.prospect.realistic
    known = [worked_out(realistic, frozen=edition.published_at is not None)] if realistic else []
    owner = f"Everything else is in the words of {name_of(found)}, which publishes this and answers for it."
    return (*known, owner, *([read_words(edition)] if edition.published_at else []))


def worked_out(realistic: Realistic, *, frozen: bool) -> str:
    """On which day and on what the sentences rest."""
    if not realistic.sentences:
        return f"What is realistic was looked for on {day(realistic.worked_out)}, and nothing was held."
    figures = " and made-up figures of this organisation" if realistic.made_up else ""
    rests_on = f"the evidence release of {_release_day(realistic.release)}{figures} (methods {realistic.method})"
    stays = "It stays as it was that day." if frozen else "On the day of publishing it is worked out anew, and stays."
    return f"What is realistic was worked out on {day(realistic.worked_out)} from {rests_on}. {stays}"


def _release_day(release: str) -> str:
    try:
        return day(date.fromisoformat(release[:10]))
    except ValueError:
        return release


def read_words(edition: EditionTerms) -> str:
    """Whether anybody besides those who wrote it read it before it was published."""
    if edition.was_read:
        return "Somebody other than the writer read it before it was published."
    if edition.objected:
        return (
            "Somebody other than the writers read a draft of it and asked for a change. Nobody read it again before it "
            "was published."
        )
    return "Nobody but its writers read it before it was published."


def name_of(found: ProspectusTerms) -> str:
    """What the organisation was called on the day of publishing."""
    return found.edition.prospect.organisation or found.organisation


def where(found: ProspectusTerms) -> str:
    """Organisation and region, as they were called on the day of publishing."""
    return f"{name_of(found)}, {found.edition.prospect.region or found.region}"


def closing(closes: date | None, today: date) -> str:
    """ "Open until 3 March 2028", "Closes today", "Closed on 3 March 2028", "No closing day is set"."""
    if closes is None:
        return "No closing day is set"
    if closes == today:
        return f"Closes today, {day(closes)}"
    return f"Open until {day(closes)}" if closes > today else f"Closed on {day(closes)}"


def edition_line(edition: EditionTerms) -> str:
    """ "Edition 2, published on 3 March 2028"."""
    if edition.published_at is None:
        return f"Edition {edition.number}: {STATES[edition.state]}"
    return f"Edition {edition.number}, published on {day(edition.published_at.date())}"


def standing(found: ProspectusTerms, today: date) -> str:
    """Until when one can apply, where it was not withdrawn, and which edition this is."""
    edition = edition_line(found.edition)
    return edition if found.withdrawn_at else f"{closing(found.edition.prospect.closes, today)} · {edition}"


def notices(found: ProspectusTerms) -> tuple[str, ...]:
    """What a reader must know before the rest: it was withdrawn, or there is a newer edition."""
    edition, said = found.edition, []
    if found.withdrawn_at is not None and found.newest is not None:
        said.append(
            f"This prospectus was withdrawn on {day(found.withdrawn_at.date())}. What it said stays here to be read."
        )
    if edition.replaced_at is not None and edition.published_at is not None:
        said.append(
            f"This is edition {edition.number} as it was published on {day(edition.published_at.date())}. "
            f"It counted until {day(edition.replaced_at.date())}; edition {found.newest} is newer."
        )
    return tuple(said)


def description(found: ProspectusTerms) -> str:
    """One sentence for search engines and for those who pass the address on."""
    made_up = " (made up)" if found.made_up and "(made up)" not in where(found) else ""
    return (
        f"{found.edition.prospect.title}, {where(found)}{made_up}: what is realistic, the support that comes with the "
        "post, what its holder will not be judged on, and what happens afterwards."
    )


def line_words(line: ProspectusLine, today: date) -> str:
    """A line of the public list below its title."""
    return f"{line.organisation}, {line.region}. {closing(line.closes, today)}"


def own_line(line: ProspectusLine) -> str:
    """A line of one's own list: where it stands."""
    if line.state is EditionState.WITHDRAWN:
        put_aside = "withdrawn" if line.published_at else "put aside before it was published"
        return f"{line.organisation}. {put_aside.capitalize()}"
    return f"{line.organisation}. Edition {line.edition}: {STATES[line.state]}"


def by_strength(
    components: Mapping[str, SupportComponent],
) -> tuple[tuple[str, tuple[SupportComponent, ...]], ...]:
    """The parts of the catalogue under what is known of them, the best known first."""
    groups = (
        (words, tuple(one for one in components.values() if one.strength is sort)) for sort, words in STRENGTHS.items()
    )
    return tuple((words, group) for words, group in groups if group)


def giver_words(component: SupportComponent) -> str:
    """Who usually gives it: a beginning for a conversation, and no rule."""
    return f"Usually given by {PARTIES[Party(component.usual_giver)]}"


def catalogue_lead(components: Mapping[str, SupportComponent]) -> str:
    """How many parts there are, and for how many of them an evaluation speaks."""
    counted = sum(one.strength is Strength.EVIDENCE for one in components.values())
    return (
        f"{len(components)} parts that a package of support for a leader can be made of. For {counted} of them a "
        "published evaluation found that they were among what helps; for the others we found none that did."
    )


def missing_words(missing: tuple[Missing, ...]) -> tuple[str, ...]:
    """What to do before it can be published, a sentence each."""
    return tuple(MISSING[one] for one in missing)


def state_words(found: ProspectusTerms) -> str:
    """Where the edition shown to its writers stands, in a sentence."""
    edition = found.edition
    if found.withdrawn_at is not None:
        return f"It was withdrawn on {day(found.withdrawn_at.date())}. Put it back to go on with it."
    by = f" by {edition.written_by}" if edition.written_by else ""
    return {
        EditionState.DRAFT: f"A draft, last written{by}. The public cannot read it.",
        EditionState.IN_REVIEW: f"Written{by}. It waits for somebody else to read it; the public cannot.",
        EditionState.REVIEWED: f"Written{by}, read by {edition.reviewed_by} and found fine. It can be published.",
        EditionState.PUBLISHED: "Published. To change something, begin a new edition: this one stays as it is.",
    }.get(edition.state, f"{STATES[edition.state].capitalize()}.")


def differing(now: Prospect, typed: Prospect) -> tuple[Difference, ...]:
    """What stands there now where somebody else was faster: the parts that differ from what was typed."""
    parts = (
        ("Title", lambda one: one.title),
        ("Closing day", lambda one: day(one.closes) if one.closes else "none"),
        (PLACE, lambda one: one.summary),
        ("How leadership has changed", lambda one: one.history),
        ("Support", lambda one: "; ".join(f"{offer_name(each)}: {each.words}" for each in one.offers)),
        ("Not judged on", lambda one: "; ".join(one.not_judged)),
        ("What happens afterwards", lambda one: one.afterwards),
        ("Whom to ask", lambda one: one.contact),
    )
    return tuple(
        Difference("prospectus", label, part(now) or "nothing", part(typed))
        for label, part in parts
        if part(now) != part(typed)
    )
