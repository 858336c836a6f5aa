"""Who of a cohort is paired with whom, from what they said: docs/methods/pairing.md. Nobody's name comes near it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from wraparound.capabilities.partnerships.calculation.neutral import neutral_place
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import Joined, PairingGround, PairingResult, PairWhy, Proposed
from wraparound.methods.pairing.reasons import Came, WhySeeker, why_seekers
from wraparound.methods.pairing.sides import NEVER, NOBODY, Ints, Sides, Tiers
from wraparound.methods.pairing.stable import pair


def pair_up(joined: Sequence[Joined], ground: PairingGround) -> PairingResult:
    """Stable pairs among those who are not fixed; those who seek propose.

    Where wishes end, whoever fits by topic follows, all alike; what orders them is a shuffle in which others who join
    move nobody.
    """
    taken, has = Counter(giver for _, giver in ground.fixed), {seeker for seeker, _ in ground.fixed}
    seekers = [one for one in joined if one.seeks and one.number not in has]
    givers = [one for one in joined if one.gives and one.places > taken[one.number]]
    sides = sides_of(seekers, givers, ground)
    found = pair(sides)
    proposed = tuple(
        Proposed(
            seeker=one.number, giver=givers[giver].number, kept=(one.number, givers[giver].number) in ground.before
        )
        for one, giver in zip(seekers, found.giver.tolist(), strict=True)
        if giver != NOBODY
    )
    why = {
        one.number: told(one, givers[giver].number if giver != NOBODY else None, counts)
        for one, giver, counts in zip(seekers, found.giver.tolist(), why_seekers(sides, found), strict=True)
    }
    return PairingResult(proposed=proposed, why=why)


def pair_up_in_groups(joined: Sequence[Joined], ground: PairingGround) -> PairingResult:
    """The same for groups round one who convenes: nobody is in one with somebody from whom they are barred.

    Whoever would be comes to another group, or to none: of two, the later by the neutral order, and nobody who has
    accepted.
    """
    person = {one.number: one.person for one in joined}
    while True:
        made = pair_up(joined, ground)
        apart = frozenset(_to_part(made, ground, person))
        if not apart:
            return made
        ground = replace(ground, over=ground.over | apart)


def _to_part(made: PairingResult, ground: PairingGround, person: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Who must leave the group that was proposed to them: seeker and giver, one at most of each group."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    fixed = {seeker for seeker, _ in ground.fixed}
    for seeker, giver in ground.fixed:
        groups[giver].append(seeker)
    for one in sorted(made.proposed, key=lambda each: neutral_place(each.seeker, ground.seed)):
        groups[one.giver].append(one.seeker)
    for giver, seekers in groups.items():
        for place, later in enumerate(seekers):
            if later not in fixed and any(
                frozenset((person[later], person[one])) in ground.barred for one in seekers[:place] if one in person
            ):
                yield later, giver
                break


def sides_of(seekers: Sequence[Joined], givers: Sequence[Joined], ground: PairingGround) -> Sides:
    """Those who seek and those who give as the method takes them, with everything that bars two of them."""
    taken = Counter(giver for _, giver in ground.fixed)
    seeking = _tiers(seekers, givers, seek=True)
    giving = _tiers(givers, seekers, seek=False)
    places = np.array([one.places - taken[one.number] for one in givers], dtype=np.int64)
    orders = _neutral(givers, ground.seed), _neutral(seekers, ground.seed)
    return Sides(seeking, giving, places, *orders, tuple(_not_to_be(seekers, givers, ground)))


def fits(wanted: Collection[Topic], given: Collection[Topic]) -> bool:
    """Whether what somebody gives meets what another asks for: one topic of both, or either says none."""
    return not wanted or not given or not set(wanted).isdisjoint(given)


def _tiers(own: Sequence[Joined], others: Sequence[Joined], *, seek: bool) -> Tiers:
    """Wishes in their order, then everybody who fits by topic, alike; nobody else, nor they themselves."""
    place = {other.number: number for number, other in enumerate(others)}
    found = np.full((len(own), len(others)), NEVER, dtype=np.int32)
    topics = list(Topic)
    wanted, given = (_by_topic(who, topics, seeks=which) for who, which in ((own, seek), (others, not seek)))
    any_of = (wanted @ given.T > 0) | ~wanted.any(axis=1)[:, None] | ~given.any(axis=1)[None, :]
    for number, one in enumerate(own):
        named = one.wishes.seeking if seek else one.wishes.giving
        wishes = [place[wish] for wish in named if wish in place]
        if not (one.wishes.only and named):
            found[number, any_of[number]] = len(wishes)
        found[number, wishes] = np.arange(len(wishes))
    return found


def _by_topic(who: Sequence[Joined], topics: list[Topic], *, seeks: bool) -> Ints:
    """People × topics: 1 where they named the topic on that side."""
    named = [one.seeks_topics if seeks else one.gives_topics for one in who]
    rows = [[topic in own for topic in topics] for own in named]
    return np.array(rows, dtype=np.int64).reshape(len(who), len(topics))


def told(one: Joined, giver: int | None, counts: WhySeeker) -> PairWhy:
    """Why a seeker has whom they have, by the number of the giver's joining; none where they have nobody."""
    wished = giver is not None and giver in one.wishes.seeking
    return PairWhy(
        paired=counts.came is Came.PAIRED,
        possible=counts.possible,
        wish=one.wishes.seeking.index(giver) + 1 if giver is not None and wished else None,
        rather_others=counts.rather_others,
        by_order=counts.by_order,
    )


def _neutral(who: Sequence[Joined], seed: int) -> Ints:
    drawn = [neutral_place(one.number, seed) for one in who]
    return np.argsort(np.array(drawn), kind="stable")


def _not_to_be(seekers: Sequence[Joined], givers: Sequence[Joined], ground: PairingGround) -> list[tuple[int, int]]:
    """Every pair, by place on each side, that may not be: oneself, whoever is barred, and what is over."""
    never: defaultdict[int, set[int]] = defaultdict(set)
    for two in ground.barred:
        for one in two:
            never[one] |= two
    over: defaultdict[int, set[int]] = defaultdict(set)
    for seeker_number, giver_number in ground.over:
        over[seeker_number].add(giver_number)
    by_person: defaultdict[int, set[int]] = defaultdict(set)
    place = {giver.number: number for number, giver in enumerate(givers)}
    for giver in givers:
        by_person[giver.person].add(place[giver.number])
    found = []
    for number, seeker in enumerate(seekers):
        not_them = {one for person in never[seeker.person] | {seeker.person} for one in by_person[person]}
        not_them |= {place[one] for one in over[seeker.number] if one in place}
        found += [(number, giver) for giver in sorted(not_them)]
    return found
