"""Proposals in words: the answer, each criterion, what would hurt, and what nobody here knows."""

from collections.abc import Sequence
from dataclasses import replace

from wraparound.capabilities.partnerships.terms.proposals import (
    ALIKE,
    Complement,
    Criterion,
    Filter,
    Guards,
    Proposal,
    Proposals,
    SaidComplement,
    SizeBeside,
    Verdict,
)
from wraparound.capabilities.partnerships.terms.standings import Aspect, AspectSide, Sort
from wraparound.capabilities.partnerships.wording.guard import guard_words
from wraparound.capabilities.partnerships.wording.plain import (
    MEANS,
    TOPICS,
    and_list,
    begun,
    beside_words,
    day,
    day_words,
    kind_words,
    organisations,
    signed,
    within,
)
from wraparound.capabilities.partnerships.wording.standings import aspect_words, spell_words, year_words

FILTERS = {
    Filter.SAME_KIND: "Of the same kind",
    Filter.SAME_REGION: "In the same region",
    Filter.CAME_THROUGH: "Came through the same regime",
    Filter.OFFERS_HELP: "Offers help with what is needed",
    Filter.NOT_IN_REGIME: "Not shown in a regime",
    Filter.NOTHING_HURTS: "Nothing we know would hurt it",
}
WITHIN = {
    Filter.SAME_KIND: "of the same kind",
    Filter.SAME_REGION: "in the same region",
    Filter.CAME_THROUGH: "with a spell behind them in a regime that this organisation was in too",
    Filter.OFFERS_HELP: "that offer help with what is needed",
    Filter.NOT_IN_REGIME: "not shown in a regime by any source that we hold",
    Filter.NOTHING_HURTS: "that nothing we know says helping would hurt",
}
WORDS_NOT_READ = "What organisations say of themselves is not read here: only published evidence is."
ORDER = "They stand in order of name. The order says nothing else, and nothing is added up."
LIMITS = (
    "This says whom one could ask. Whether help would work it cannot say: no published account separates a partnership "
    "from the money and the people that came with it.",
    "A need is a figure that lies far from the median trust, falls beside it, or a rating or regime. Why that is so "
    "must be found out by both boards first.",
    "Figures of the staff survey are compared within a kind of trust.",
    "Ratings are those that we hold, and spells those that we found sources for. Both lists are incomplete.",
)


def told(found: Proposals) -> Proposals:
    """The same with all its words."""
    aspects = tuple(replace(one, words=aspect_words(one)) for one in found.aspects)
    proposals = tuple(told_proposal(one, found) for one in found.proposals)
    spoken = replace(found, aspects=aspects, proposals=proposals)
    return replace(spoken, sentences=answer_sentences(spoken), limits=LIMITS)


def told_proposal(one: Proposal, found: Proposals) -> Proposal:
    """A proposal with its criteria and its guard in words."""
    guard = tuple(replace(line, words=guard_words(line)) for line in one.guard)
    unknown = [line.words for line in guard if line.verdict is Verdict.NOT_KNOWN]
    return replace(one, guard=guard, criteria=criteria_of(one, found), not_known=(*_not_known(one, found), *unknown))


def answer_sentences(found: Proposals) -> tuple[str, ...]:
    """What is needed, how many could be asked, and what the list is narrowed to."""
    needs = [one for one in found.aspects if one.side is AspectSide.NEED]
    return tuple(one for one in (_needs_words(found, needs), *_found_words(found)) if one)


def criteria_of(one: Proposal, found: Proposals) -> tuple[Criterion, ...]:
    """Each question with its answer, always in the same order."""
    return (
        Criterion("Strong where help is needed", tuple(complement_words(each) for each in one.complements) or _NONE),
        Criterion("What it says it could give", _said_words(one, found)),
        Criterion("Kind", (_kind_words(one, found),)),
        Criterion("Size", (size_words(one.size),)),
        Criterion("Nearness", (_near_words(one, found),)),
        Criterion("Came through the same", _came_words(one, found)),
    )


def complement_words(one: Complement) -> str:
    """Both figures of what one needs and the other is strong in."""
    if one.need.sort is Sort.RATING:
        return (
            f"{one.strength.label}: {one.strength.said} (published {day_words(one.strength.dated)}); here "
            f"{one.need.said} (published {day_words(one.need.dated)})."
        )
    lower = " Lower is better." if one.need.lower_is_better else ""
    return (
        f"{one.strength.label}: {_figure(one.strength)}; here {_figure(one.need)}, both {year_words(one.need)}.{lower}"
    )


def said_complement_words(one: SaidComplement) -> str:
    """What is offered on a topic of a need, or strong in on a topic that is said to be needed."""
    topic = begun(TOPICS[one.topic])
    if one.offer is None:
        return f"{topic}: it is strong in {and_list(one.strengths)}."
    days = f", {one.offer.days:g} people's days a month" if one.offer.days else ""
    means = and_list(MEANS[each] for each in one.offer.means)
    given = f" ({means}{days})" if means or days else ""
    return f"{topic}: “{one.offer.words}”{given}, said on {day(one.offer.said_on)}."


def size_words(one: SizeBeside | None) -> str:
    """How many times as large, by which count, with both."""
    if one is None:
        return "We hold no count of both that could be compared."
    counts = f"{one.helper.count:,} {one.helper.unit} beside {one.asker.count:,}"
    return f"{times_words(one.times)}: {counts}."


def times_words(times: float) -> str:
    """1.1 → "About the same size"; 2.34 → "2.3 times as large"; 0.5 → "Half as large"."""
    if ALIKE[0] <= times <= ALIKE[1]:
        return "About the same size"
    if 0.45 <= times <= 0.55:
        return "About half as large"
    return f"{times:.1f} times as large" if times >= 0.1 else "Less than a tenth as large"


def card_line(one: Proposal) -> str:
    """Kind, region and distance under a name."""
    apart = f", about {one.kilometres:g} km away" if one.kilometres is not None else ""
    return begun(f"{kind_words(one.kind)}, {one.region}{apart}")


def filters_words(filters: tuple[Filter, ...]) -> str:
    """What a list is narrowed to."""
    if not filters:
        return "The list is not narrowed."
    return f"Listed are those {and_list(WITHIN[one] for one in filters)}."


def left_out_words(by: Filter, many: int) -> str:
    """How many a filter leaves out."""
    return f"{FILTERS[by]}: leaves out {many:,}"


_NONE = ("No published figure shows it strong where help is needed.",)


def _figure(one: Aspect) -> str:
    return f"{one.level:g}%, {beside_words(one.beside or 0.0, within_kind=one.within_kind)}"


def _needs_words(found: Proposals, needs: list[Aspect]) -> str:
    topics = list(dict.fromkeys(TOPICS[one.topic] for one in needs if one.topic))
    others = [one.label for one in needs if one.topic is None]
    said = list(dict.fromkeys(TOPICS[one.topic] for one in found.needs))
    parts = []
    if not found.aspects:
        parts.append(
            f"{begun(within(found.name))} is made up, and made-up figures are not compared here."
            if found.made_up
            else f"Nothing is published of {within(found.name)}, so no figure shows what it needs."
        )
    elif topics or others:
        parts.append(
            f"Published evidence shows that {within(found.name)} needs help with {and_list([*topics, *others])}."
        )
    else:
        parts.append(f"Published evidence shows no need of {within(found.name)}.")
    if said:
        parts.append(f"It says itself that it needs help with {and_list(said)}.")
    return " ".join(parts)


def _found_words(found: Proposals) -> tuple[str, ...]:
    if not found.found:
        unread = () if found.words_read else (WORDS_NOT_READ,)
        if not found.needs and not any(one.side is AspectSide.NEED for one in found.aspects):
            return ("What it needs is not known. Once it says so in its own words, those who could help stand here.",)
        return ("So there is nobody to propose: nobody is known to be strong where it needs help.", *unread)
    among = "open trusts" if not found.made_up else "made-up organisations"
    about = TOPICS[found.topic] if found.topic else "at least one of these things"
    are = "1 is" if found.found == 1 else f"{found.found:,} are"
    many = f"Of {found.looked_at:,} other {among}, {are} known to be strong in, or to offer, {about}."
    shown = len(found.proposals)
    some = f"{shown:,} of these {'is' if shown == 1 else 'are'}" if shown else "None of these is"
    listed = f"{some} listed. {filters_words(found.filters)}" if found.filters else "All are listed."
    return (many, f"{listed} {ORDER}" if shown else listed, *(() if found.words_read else (WORDS_NOT_READ,)))


def _said_words(one: Proposal, found: Proposals) -> tuple[str, ...]:
    if one.said:
        return tuple(said_complement_words(each) for each in one.said)
    if not found.words_read:
        return ("Not read here.",)
    return ("It offers nothing here on what is needed.",)


def _kind_words(one: Proposal, found: Proposals) -> str:
    return (
        f"Both are {_plural(one.kind)}."
        if one.same_kind
        else f"It is {kind_words(one.kind)}; {within(found.name)} is not."
    )


def _plural(kind: str) -> str:
    words = kind_words(kind)
    return words.partition(" ")[2].replace("trust", "trusts") if words.startswith(("a ", "an ")) else words


def _near_words(one: Proposal, found: Proposals) -> str:
    region = f"the same region, {one.region}" if one.same_region else f"another region, {one.region}"
    if one.kilometres is not None:
        return f"About {one.kilometres:g} km away in a straight line, in {region}."
    why = "no coordinates of both are in the file" if found.places_read else "no coordinates were brought"
    return f"In {region}. How far away it is we do not know: {why}."


def _came_words(one: Proposal, found: Proposals) -> tuple[str, ...]:
    if one.came_through:
        return tuple(spell_words(each) for each in one.came_through)
    if not found.spells:
        return (
            f"We hold no spell of {within(found.name)} in a regime, so there is nothing to have come through alike.",
        )
    return ("No source that we hold shows it leaving a regime that this organisation was in.",)


def _not_known(one: Proposal, found: Proposals) -> tuple[str, ...]:
    unknown = []
    if one.days_offered is None and found.words_read:
        unknown.append("It says nothing of days that it could give.")
    return tuple(unknown)


def headline(one: Proposal) -> str:
    """What a card says first: that it would hurt, and by what."""
    names = {
        Guards.REGIME: "it is shown in a regime itself",
        Guards.FIGURES: "its own figures came out worse than was realistic",
        Guards.SAME_NEED: "it needs help with the same",
        Guards.SAID_NEED: "it says that it needs help with the same",
        Guards.HELPS_ALREADY: "it helps others or is helped already",
        Guards.DAYS: "it has promised the days it has",
        Guards.LEADERS: "its chair or chief executive is new, or a post is not filled",
    }
    found = [names[line.guard] for line in one.guard if line.verdict is Verdict.HURTS]
    return f"Helping could hurt it: {and_list(found)}." if found else ""


def calm_words(one: Proposal) -> str:
    """What is said of one of whom nothing known would hurt it: never more than was looked at."""
    if all(line.verdict is Verdict.FINE for line in one.guard):
        return "Nothing that was looked at says that helping would hurt it."
    return (
        "Nothing that you may see here says that helping would hurt it. What is not known, or not shown to you, stands "
        "below: ask them."
    )


def nobody_words(found: Proposals) -> str:
    """Why a list is empty although somebody could be asked."""
    return f"{organisations(found.found)} could be asked, and the list is narrowed to none of them."


def strong_short(one: Proposal) -> str:
    """What it is strong in where help is needed, each with both distances, in a line."""
    return "; ".join(_short(each) for each in one.complements)


def _short(one: Complement) -> str:
    if one.need.sort is Sort.RATING:
        return f"{one.strength.label}: {one.strength.said.lower()}, here {one.need.said.lower()}"
    theirs, ours = (signed(each.beside or 0.0) for each in (one.strength, one.need))
    lower = "; lower is better" if one.need.lower_is_better else ""
    return f"{one.strength.label} ({theirs} points beside the median trust, here {ours}{lower})"


def fine_words(one: Proposal) -> str:
    """What was looked at and is fine, in a line."""
    return and_list(GUARDS_FINE[line.guard] for line in one.guard if line.verdict is Verdict.FINE)


def unknown_of_all(proposals: Sequence[Proposal]) -> tuple[Guards, ...]:
    """What is known of none of them, so that it is said once."""
    unknown = [{line.guard for line in one.guard if line.verdict is Verdict.NOT_KNOWN} for one in proposals]
    return tuple(one for one in Guards if unknown and all(one in each for each in unknown))


def unknown_words(guards: Sequence[Guards]) -> str:
    """What is known of none of those listed."""
    return f"Of none of these do we know {and_list(GUARDS_SHORT[one] for one in guards)}."


def not_known_words(one: Proposal, without: Sequence[Guards] = ()) -> str:
    """What nobody here knows of it, in a line, `without` what is said elsewhere."""
    unknown = (line.guard for line in one.guard if line.verdict is Verdict.NOT_KNOWN and line.guard not in without)
    return and_list(GUARDS_SHORT[each] for each in unknown)


def all_left_out_words(found: Proposals) -> str:
    """How many each filter leaves out, of those that leave out any."""
    some = [f"{one.many:,} by “{FILTERS[one.by]}”" for one in found.left_out if one.many]
    return f"Left out: {and_list(some)}." if some else ""


GUARDS_FINE = {
    Guards.FIGURES: "its own figures came out within or better than what was realistic",
    Guards.SAME_NEED: "figures show no need of its own with the same",
    Guards.SAID_NEED: "it says of nothing of it that it needs help itself",
    Guards.HELPS_ALREADY: "it has room to help another",
    Guards.DAYS: "it offers more days than it promised",
    Guards.LEADERS: "its chair and chief executive have been in post for a year or more",
}
GUARDS_SHORT = {
    Guards.REGIME: "whether it is in a regime that our list lacks",
    Guards.FIGURES: "how its own figures came out",
    Guards.SAME_NEED: "whether figures show the same need of its own",
    Guards.SAID_NEED: "whether it says that it needs the same",
    Guards.HELPS_ALREADY: "how many it helps",
    Guards.DAYS: "what days it has left",
    Guards.LEADERS: "how long its leaders have been in post",
}
