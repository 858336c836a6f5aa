"""Pairs from what people said: laws of making them anew, wishes and topics, and what is told of why."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.partnerships.calculation.pairing import fits, pair_up, pair_up_in_groups
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import Joined, PairingGround, Wishes

T = Topic
FEW = (T.MONEY, T.CULTURE, T.DIGITAL)


@some.composite
def cohorts(draw, *, most=6):
    many = draw(some.integers(0, most))
    numbers = list(range(1, many + 1))
    topics = some.frozensets(some.sampled_from(FEW), max_size=2)
    found = []
    for number in numbers:
        seeks = draw(some.booleans())
        lists = some.lists(some.sampled_from(numbers), unique=True, max_size=3)
        found.append(
            Joined(
                number=number,
                person=100 + number,
                seeks=seeks,
                gives=not seeks or draw(some.booleans()),
                seeks_topics=draw(topics),
                gives_topics=draw(topics),
                places=draw(some.integers(1, 3)),
                wishes=Wishes(
                    seeking=tuple(draw(lists)), giving=tuple(draw(lists)), only=draw(some.sampled_from((False, True)))
                ),
            )
        )
    return found


@some.composite
def grounds(draw, joined):
    """Pairs that stand already, as an earlier run and answers could have left them; and whoever must not be paired."""
    twos = [(one.number, two.number) for one, two in product(joined, joined) if one.seeks and two.gives and one != two]
    barred = {frozenset({100 + one, 100 + two}) for one, two in draw(subsets(twos))}
    fixed: set[tuple[int, int]] = set()
    for seeker, giver in draw(subsets(twos)):
        places = next(one.places for one in joined if one.number == giver)
        is_free = seeker not in {one for one, _ in fixed} and sum(one == giver for _, one in fixed) < places
        if is_free and frozenset({100 + seeker, 100 + giver}) not in barred:
            fixed.add((seeker, giver))
    over = frozenset(draw(subsets(twos))) - fixed
    before = frozenset(draw(subsets(twos))) - fixed - over
    return PairingGround(frozenset(fixed), before, over, frozenset(barred), draw(some.integers(0, 99)))


def subsets(twos):
    return some.lists(some.sampled_from(twos), unique=True, max_size=4) if twos else some.just([])


def far(one, other, *, seek):
    """How far down somebody has another: their wishes first, then whoever fits; none where not at all."""
    wishes = one.wishes.seeking if seek else one.wishes.giving
    if other.number in wishes:
        return wishes.index(other.number)
    wanted, given = (one.seeks_topics, other.gives_topics) if seek else (one.gives_topics, other.seeks_topics)
    return 99 if fits(wanted, given) and not (one.wishes.only and wishes) else None


def may_be(seeker, giver, ground):
    people = frozenset({seeker.person, giver.person})
    apart = len(people) == 1 or people in ground.barred or (seeker.number, giver.number) in ground.over
    return not apart and far(seeker, giver, seek=True) is not None and far(giver, seeker, seek=False) is not None


@given(some.data())
def test_accepted_pairs_stay_and_nobody_is_paired_beside_them(data):
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    made = pair_up(joined, ground)
    pairs = [*ground.fixed, *((one.seeker, one.giver) for one in made.proposed)]
    assert len({seeker for seeker, _ in pairs}) == len(pairs)
    for one in joined:
        assert sum(giver == one.number for _, giver in pairs) <= one.places


@given(some.data())
def test_nobody_is_paired_who_may_not_be_or_with_themselves_or_with_whom_it_ended(data):
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    by_number = {one.number: one for one in joined}
    for one in pair_up(joined, ground).proposed:
        assert may_be(by_number[one.seeker], by_number[one.giver], ground)


@given(some.data())
def test_of_those_who_are_not_fixed_no_two_would_both_rather_have_each_other(data):
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    by_number = {one.number: one for one in joined}
    now = {one.seeker: one.giver for one in pair_up(joined, ground).proposed}
    has = {seeker for seeker, _ in ground.fixed}
    for seeker, giver in product(joined, joined):
        if not (seeker.seeks and giver.gives and may_be(seeker, giver, ground)):
            continue
        if seeker.number in has or now.get(seeker.number) == giver.number:
            continue
        mine = by_number.get(now.get(seeker.number))
        rather = mine is None or far(seeker, giver, seek=True) < far(seeker, mine, seek=True)
        theirs = [by_number[one] for one, other in now.items() if other == giver.number]
        room = len(theirs) + sum(other == giver.number for _, other in ground.fixed) < giver.places
        would = room or any(far(giver, seeker, seek=False) < far(giver, one, seek=False) for one in theirs)
        assert not (rather and would), (seeker.number, giver.number)


@given(some.data())
def test_made_again_with_nothing_changed_everything_is_kept(data):
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    first = pair_up(joined, ground)
    proposed = frozenset((one.seeker, one.giver) for one in first.proposed)
    again = pair_up(joined, PairingGround(ground.fixed, proposed, ground.over, ground.barred, ground.seed))
    assert {(one.seeker, one.giver) for one in again.proposed} == proposed
    assert all(one.kept for one in again.proposed)


@given(some.data())
def test_once_accepted_a_pair_that_was_proposed_changes_nobody_elses(data):
    """Whoever says yes at once gains nothing by it, and takes nothing from anybody."""
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    first = {(one.seeker, one.giver) for one in pair_up(joined, ground).proposed}
    if not first:
        return
    said = data.draw(some.sampled_from(sorted(first)))
    ground = PairingGround(ground.fixed | {said}, frozenset(), ground.over, ground.barred, ground.seed)
    assert {(one.seeker, one.giver) for one in pair_up(joined, ground).proposed} == first - {said}


@given(some.data())
def test_the_order_in_which_people_joined_is_read_means_nothing(data):
    joined = data.draw(cohorts())
    ground = data.draw(grounds(joined))
    other = data.draw(some.permutations(joined))
    assert set(pair_up(joined, ground).proposed) == set(pair_up(other, ground).proposed)


def somebody(number, **more):
    return Joined(number=number, person=100 + number, **{"seeks": False, "gives": False, **more})


def test_wishes_come_first_and_then_whoever_fits_by_topic():
    joined = [
        somebody(1, seeks=True, seeks_topics=frozenset({T.MONEY}), wishes=Wishes(seeking=(11,))),
        somebody(2, seeks=True, seeks_topics=frozenset({T.MONEY})),
        somebody(10, gives=True, gives_topics=frozenset({T.MONEY})),
        somebody(11, gives=True, gives_topics=frozenset({T.DIGITAL})),
    ]
    made = pair_up(joined, PairingGround())
    assert [one.giver for one in made.proposed] == [10], "giver 11 offers nothing that 1 asks for"
    joined[3] = somebody(11, gives=True, gives_topics=frozenset({T.DIGITAL}), wishes=Wishes(giving=(1,)))
    made = pair_up(joined, PairingGround())
    assert {(one.seeker, one.giver) for one in made.proposed} == {(1, 11), (2, 10)}
    assert made.why[1].wish == 1
    assert made.why[2].wish is None


def test_only_those_wished_for_means_nobody_else():
    joined = [
        somebody(1, seeks=True, wishes=Wishes(seeking=(12,), only=True)),
        somebody(10, gives=True),
    ]
    made = pair_up(joined, PairingGround())
    assert made.proposed == ()
    assert (made.why[1].paired, made.why[1].possible) == (False, 0)


def test_those_who_neither_wish_nor_name_topics_are_paired_by_chance_alone():
    joined = [*(somebody(one, seeks=True) for one in range(1, 5)), somebody(10, gives=True)]
    taken = {pair_up(joined, PairingGround(seed=seed)).proposed[0].seeker for seed in range(60)}
    assert taken == {1, 2, 3, 4}


def test_whoever_joins_later_moves_nobody_who_is_liked_alike():
    joined = [*(somebody(one, seeks=True) for one in range(1, 6)), *(somebody(one, gives=True) for one in (10, 11))]
    first = {one.seeker for one in pair_up(joined, PairingGround(seed=7)).proposed}
    more = [*joined, somebody(20, seeks=True), somebody(30, gives=True, places=3)]
    assert first <= {one.seeker for one in pair_up(more, PairingGround(seed=7)).proposed}


def test_nobody_is_in_a_group_with_somebody_from_whom_they_are_barred():
    """Though neither convenes it; and where there is another group, they are in that."""
    joined = [
        *(somebody(one, seeks=True) for one in range(1, 7)),
        *(somebody(ten, gives=True, places=6) for ten in (10, 11)),
    ]
    apart = ({1, 2}, {3, 4}, {1, 3})
    barred = frozenset(frozenset(100 + one for one in two) for two in apart)
    for seed in range(40):
        made = pair_up_in_groups(joined, PairingGround(barred=barred, seed=seed))
        for giver in (10, 11):
            group = {one.seeker for one in made.proposed if one.giver == giver}
            assert not any(two <= group for two in apart), (seed, group)
        assert len(made.proposed) >= 5


def test_who_has_accepted_stays_in_a_group_and_the_other_leaves_it():
    joined = [*(somebody(one, seeks=True) for one in (1, 2)), somebody(10, gives=True, places=3)]
    ground = PairingGround(fixed=frozenset({(1, 10)}), barred=frozenset({frozenset({101, 102})}))
    assert pair_up_in_groups(joined, ground).proposed == ()
