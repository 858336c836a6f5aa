"""Who could help whom, criterion by criterion (docs/methods/partnerships.md, 2). Nothing is added up or weighed."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from wraparound.capabilities.expectations.terms.standings import Standing
from wraparound.capabilities.partnerships.calculation.guard import guard_of, hurts
from wraparound.capabilities.partnerships.calculation.standings import aspects_of, inside_of, sizes_of, spells_held
from wraparound.capabilities.partnerships.terms.own_words import Means, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.terms.places import Coordinates
from wraparound.capabilities.partnerships.terms.proposals import (
    AspectBeside,
    Complement,
    Filter,
    GuardLine,
    Guards,
    Known,
    Leader,
    LeftOut,
    OwnWords,
    Proposal,
    SaidComplement,
    SizeBeside,
    Verdict,
)
from wraparound.capabilities.partnerships.terms.standings import Aspect, AspectSide, SpellHeld, SpellState
from wraparound.published.terms import Regime

Lines = tuple[GuardLine, ...]
EARTH = 6371.0
"""Kilometres; the mean radius."""


def known_of_trust(
    standing: Standing,
    *,
    on: date,
    words: OwnWords,
    leaders: tuple[Leader, ...] | None = None,
    at: Coordinates | None = None,
) -> Known:
    """All that is known of a trust: what is published, and what it says of itself where that was read."""
    found = standing.organisation
    return Known(
        code=found.code,
        name=found.name,
        kind=found.kind,
        region=found.region,
        aspects=aspects_of(standing, on=on),
        spells=spells_held(standing.spells, on=on),
        sizes=sizes_of(standing),
        inside=inside_of(standing),
        needs=needs_that_count(words.needs.get(found.code, ()), on=on),
        offers=offers_that_count(words.offers.get(found.code, ()), on=on),
        words_read=words.read,
        helping=words.helping.get(found.code),
        leaders=leaders,
        at=at,
    )


def needing(asker: Known, topic: Topic | None) -> Known:
    """The asker with the needs of one topic alone, so that a helper is guarded for that alone; all of them for None."""
    if topic is None:
        return asker
    return replace(
        asker,
        aspects=tuple(one for one in asker.aspects if one.topic is topic),
        needs=tuple(one for one in asker.needs if one.topic is topic),
    )


def needs_that_count(needs: Iterable[OwnNeed], *, on: date) -> tuple[OwnNeed, ...]:
    """Those that are not old on the day."""
    return tuple(one for one in needs if one.said_on <= on <= one.review)


def offers_that_count(offers: Iterable[OwnOffer], *, on: date) -> tuple[OwnOffer, ...]:
    """Those that are neither old nor over on the day."""
    return tuple(one for one in offers if one.said_on <= on <= one.review and (one.until is None or on <= one.until))


def proposals_for(
    asker: Known, others: Iterable[Known], *, on: date, whatever: Mapping[str, Lines] = MappingProxyType({})
) -> tuple[Proposal, ...]:
    """Everybody who has a strength or an offer where the asker has a need, by name; neither itself nor the other sort.

    Made-up and real organisations never stand in one list. `whatever` is what guards a helper whoever asks, by code,
    for whoever asks for many: it is worked out for those that are missing.
    """
    asked = [one for one in others if one.code != asker.code and one.made_up == asker.made_up]
    there = [found for one in asked if (found := _proposal(asker, one, on, whatever.get(one.code))) is not None]
    return tuple(sorted(there, key=lambda one: (one.name.casefold(), one.code)))


def narrowed(proposals: Sequence[Proposal], filters: Iterable[Filter]) -> tuple[Proposal, ...]:
    """Those that every filter lets in, in the order given."""
    asked = tuple(filters)
    return tuple(one for one in proposals if all(lets_in(each, one) for each in asked))


def left_out(proposals: Sequence[Proposal], filters: Iterable[Filter]) -> tuple[LeftOut, ...]:
    """How many each of these filters leaves out by itself."""
    return tuple(LeftOut(each, sum(not lets_in(each, one) for one in proposals)) for each in filters)


def lets_in(by: Filter, one: Proposal) -> bool:
    """Whether a filter lets a proposal in. What is not known neither lets in nor shuts out: it is said beside it."""
    if by is Filter.SAME_KIND:
        return one.same_kind
    if by is Filter.SAME_REGION:
        return one.same_region
    if by is Filter.CAME_THROUGH:
        return bool(one.came_through)
    if by is Filter.OFFERS_HELP:
        return bool(one.offers)
    if by is Filter.NOT_IN_REGIME:
        return not any(line.guard is Guards.REGIME and line.verdict is Verdict.HURTS for line in one.guard)
    return not one.hurts


def complements_of(asker: Known, helper: Known) -> tuple[Complement, ...]:
    """The asker's needs beside the helper's strengths on the same measure or question, in the asker's order."""
    strong = {(one.sort, one.name): one for one in helper.aspects if one.side is AspectSide.STRENGTH}
    return tuple(
        Complement(need, strong[need.sort, need.name])
        for need in asker.aspects
        if need.side is AspectSide.NEED and (need.sort, need.name) in strong
    )


def said_complements_of(asker: Known, helper: Known) -> tuple[SaidComplement, ...]:
    """What the helper offers on a topic of a need, and its strengths on a topic that the asker says it needs."""
    if not asker.needs and not helper.offers:
        return ()
    offers = {one.topic: one for one in reversed(helper.offers)}
    strong = _strengths(helper.aspects)
    said = {one.topic: one.words for one in reversed(asker.needs)}
    shown = _shown_needs(asker.aspects)
    found = []
    for topic in Topic:
        offer, strengths = offers.get(topic), strong.get(topic, ())
        if topic in said and (offer or strengths):
            found.append(SaidComplement(topic, said[topic], True, offer, strengths))
        elif topic in shown and offer:
            found.append(SaidComplement(topic, shown[topic], False, offer, strengths))
    return tuple(found)


def aspects_beside(asker: Iterable[Aspect], helper: Iterable[Aspect]) -> tuple[AspectBeside, ...]:
    """Every aspect of either, each beside the other's, in the asker's order and then the helper's."""
    own = {(one.sort, one.name): one for one in asker}
    other = {(one.sort, one.name): one for one in helper}
    return tuple(
        AspectBeside((own.get(key) or other[key]).label, own.get(key), other.get(key)) for key in {**own, **other}
    )


def came_through(asker: Known, helper: Known) -> tuple[SpellHeld, ...]:
    """The helper's spells that it left, in a regime that the asker is or was in."""
    theirs = lived_through(asker)
    return tuple(one for one in helper.spells if one.state is SpellState.LEFT and theirs & set(one.regimes))


def lived_through(asker: Known) -> frozenset[Regime]:
    """The regimes that a source lately shows it in, else all that it was in."""
    now = [one for one in asker.spells if one.state is SpellState.SHOWN_IN]
    return frozenset(regime for one in now or asker.spells for regime in one.regimes)


def size_beside(asker: Known, helper: Known) -> SizeBeside | None:
    """Both by the first count that there is of both, in the order of the release."""
    theirs = {one.measure: one for one in helper.sizes}
    for own in asker.sizes:
        if own.measure in theirs and own.count > 0:
            other = theirs[own.measure]
            return SizeBeside(own, other, round(other.count / own.count, 2))
    return None


def kilometres_between(one: Coordinates | None, other: Coordinates | None) -> float | None:
    """In a straight line over the ground, to a kilometre; None where either is not known.

    >>> kilometres_between(Coordinates(52.71, -2.79), Coordinates(51.51, -0.13))
    226.0
    """
    if one is None or other is None:
        return None
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return float(round(2 * EARTH * math.asin(math.sqrt(min(1.0, half)))))


def days_offered(helper: Known) -> float | None:
    """Days a month that it offers in all; None where it says nothing of days."""
    given = [one.days for one in helper.offers]
    return sum(given) if given else None


def _proposal(asker: Known, helper: Known, on: date, whatever: Lines | None) -> Proposal | None:
    complements, said = complements_of(asker, helper), said_complements_of(asker, helper)
    if not complements and not said:
        return None
    topics = {one.need.topic for one in complements if one.need.topic} | {one.topic for one in said}
    guard = guard_of(helper, topics, on=on, whatever=whatever)
    offers = tuple(one.offer for one in said if one.offer)
    means = {each for one in offers for each in one.means}
    return Proposal(
        code=helper.code,
        name=helper.name,
        kind=helper.kind,
        region=helper.region,
        made_up=helper.made_up,
        hurts=hurts(guard),
        complements=complements,
        said=said,
        same_kind=helper.kind == asker.kind,
        same_region=helper.region == asker.region,
        size=size_beside(asker, helper),
        kilometres=kilometres_between(asker.at, helper.at),
        came_through=came_through(asker, helper),
        spells=helper.spells,
        offers=offers,
        days_offered=days_offered(helper),
        means=tuple(one for one in Means if one in means),
        guard=guard,
    )


def _strengths(aspects: Iterable[Aspect]) -> dict[Topic, tuple[str, ...]]:
    found: dict[Topic, tuple[str, ...]] = {}
    for one in aspects:
        if one.side is AspectSide.STRENGTH and one.topic is not None:
            found[one.topic] = (*found.get(one.topic, ()), one.label)
    return found


def _shown_needs(aspects: Iterable[Aspect]) -> dict[Topic, str]:
    """Topics of needs that published evidence shows, each with the labels it shows them by."""
    found: dict[Topic, list[str]] = {}
    for one in aspects:
        if one.side is AspectSide.NEED and one.topic is not None:
            found.setdefault(one.topic, []).append(one.label)
    return {topic: ", ".join(filter(None, labels)) for topic, labels in found.items()}
