"""Which texts share words, how many of each theme may be told, and how far two readers agree."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wraparound.capabilities.listening.terms.themes import MOST_GROUPED, MOST_ON_A_PAGE, Agreement, ThemesTold
from wraparound.methods.agreement import agreed
from wraparound.methods.disclosure import EVERYBODY, Group, Level, Report, Rule, choose, classes

WORD = re.compile(r"[^\W\d_]+")
SHORTEST_WORD, STEM = 4, 6
MOST_NAMED = 4
"""Words that head a group."""
COMMON = frozenset(
    (
        *("about", "after", "again", "also", "because", "been", "before", "being", "could", "does", "doing", "down"),
        *("each", "even", "every", "from", "have", "having", "here", "into", "just", "like", "made", "make", "many"),
        *("more", "most", "much", "must", "need", "never", "only", "other", "over", "people", "really", "same"),
        *("should", "some", "such", "than", "that", "their", "them", "then", "there", "these", "they", "thing"),
        *("things", "this", "those", "through", "time", "very", "want", "well", "were", "what", "when", "where"),
        *("which", "while", "will", "with", "without", "would", "your"),
    )
)
NONE_OF_THEM = "none of the themes"


def alike(texts: Mapping[int, str]) -> tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]:
    """Texts that share two less common words stand together, directly or by way of others; the rest stand alone.

    A word counts by its first six letters, where it has four at least and is not among the most common of the language;
    less common: at most half of the texts hold it. The largest group comes first, with the words that most links share.
    More than MOST_GROUPED texts all stand alone: it would help nobody's eye.

    No two texts are compared. Each word has one number whose bits are the texts that hold it; which texts share two
    words with a text is read off from the numbers of its own words. So it takes as long as there are words, nearly.
    """
    if len(texts) > MOST_GROUPED:
        return (((), tuple(sorted(texts))),)
    numbers = sorted(texts)
    spelled = [_spelled(texts[number]) for number in numbers]
    holders = _rare_holders(spelled)
    links = [
        _hold_two((holders[word] for word in own if word in holders), of_itself=1 << place)
        for place, own in enumerate(spelled)
    ]
    groups = [list(_places(bits)) for bits in _joined(links)]
    together = sorted((one for one in groups if len(one) > 1), key=lambda one: (-len(one), one[0]))
    alone = tuple(numbers[one[0]] for one in groups if len(one) == 1)
    found = [(_most_shared(one, links, holders, spelled), tuple(numbers[place] for place in one)) for one in together]
    return (*found, *([((), alone)] if alone else ()))


def _rare_holders(spelled: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """By each less common word, the places of the texts that hold it, as bits."""
    holders: dict[str, int] = defaultdict(int)
    for place, own in enumerate(spelled):
        for word in own:
            holders[word] |= 1 << place
    most = max(2, len(spelled) // 2)
    return {word: bits for word, bits in holders.items() if 2 <= bits.bit_count() <= most}


def _hold_two(holders: Iterable[int], *, of_itself: int) -> int:
    """The texts, as bits, that hold at least two of the words of a text, whose holders these are; without itself."""
    one = two = 0
    for bits in holders:
        two |= one & bits
        one |= bits
    return two & ~of_itself


def _joined(links: Sequence[int]) -> Iterable[int]:
    """The texts that hang together, as bits, by the first of each; `links` are the neighbours of each text."""
    left = (1 << len(links)) - 1
    while left:
        found, new = 0, left & -left
        while new:
            found |= new
            reached = 0
            for place in _places(new):
                reached |= links[place]
            new = reached & ~found
        left &= ~found
        yield found


def _places(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _most_shared(
    group: Sequence[int], links: Sequence[int], holders: Mapping[str, int], spelled: Sequence[Mapping[str, str]]
) -> tuple[str, ...]:
    """The words that most links of a group share, each as the shortest word of its texts that has its beginning.

    `many` texts with a word have at most many * (many - 1) links, each counted from both ends: once that is less than
    what the last of the words found has, no further word can have more.
    """
    ours = sum(1 << place for place in group)
    held = {word: holders[word] & ours for place in group for word in spelled[place] if word in holders}
    found: list[tuple[int, str]] = []
    for word in sorted(held, key=lambda one: -held[one].bit_count()):
        many = held[word].bit_count()
        if len(found) == MOST_NAMED and many * (many - 1) < -found[-1][0]:
            break
        shared = sum((links[place] & held[word]).bit_count() for place in _places(held[word]))
        found = sorted([*found, *([(-shared, word)] if shared else [])])[:MOST_NAMED]
    return tuple(
        min((spelled[place][word] for place in _places(held[word])), key=lambda one: (len(one), one))
        for _, word in found
    )


def on_page(
    groups: Iterable[tuple[tuple[str, ...], tuple[int, ...]]], page: int
) -> tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]:
    """What of these groups is on a page, from 1; a group can go on on the next."""
    first, found, passed = (page - 1) * MOST_ON_A_PAGE, [], 0
    for words, numbers in groups:
        here = numbers[max(0, first - passed) : max(0, first + MOST_ON_A_PAGE - passed)]
        passed += len(numbers)
        if here:
            found.append((words, here))
    return tuple(found)


def _spelled(text: str) -> dict[str, str]:
    """By their beginnings the words of a text that count, each the shortest that has it: half a word is no word."""
    words = [word for word in set(WORD.findall(text.casefold())) - COMMON if len(word) >= SHORTEST_WORD]
    # The shortest last, of several as short the first of the alphabet: it stays.
    words.sort(reverse=True)
    words.sort(key=len, reverse=True)
    return {word[:STEM]: word for word in words}


def agreement_of(first: Mapping[int, int], second: Mapping[int, int]) -> Agreement | None:
    """How far two readers agree, by the themes that they chose for each text; none where nobody can tell."""
    units = [(_said(first, number), _said(second, number)) for number in sorted(first.keys() | second.keys())]
    found = agreed(units)
    return Agreement(found.alpha, found.low, found.high, found.texts) if found else None


def _said(by: Mapping[int, int], number: int) -> str | None:
    return str(by[number]) if number in by else None


def told_of(counts: Mapping[str, int], *, asked: int) -> tuple[tuple[str, int], ...]:
    """How many texts are of each theme, as far as that may be told of so many people who were asked.

    The method of disclosure decides, on the report of all of them together. The smallest themes are put together, one
    after the other, until every count has room; nothing is told where no two counts would be left.
    """
    named = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if not named or sum(counts.values()) > asked:
        return ()
    levels = _levels(len(named))
    group = Group(name="all", people=frozenset(range(asked)), counts=tuple(count for _, count in named))
    shown = choose(Report((group,)), [EVERYBODY], (), Rule(levels=levels, finest_for_all=len(levels)))
    if EVERYBODY not in shown.cuts or max(shown.level) == 0:
        return ()
    told = classes(group.counts, shown.level)
    names = [[name for (name, _), at in zip(named, shown.level, strict=True) if at == one] for one in range(len(told))]
    return tuple((" or ".join(name), count) for name, count in zip(names, told, strict=True))


def _levels(many: int) -> tuple[Level, ...]:
    """Every theme by itself; the last two together; the last three; and so on."""
    return tuple(tuple(min(place, last) for place in range(many)) for last in range(many - 1, -1, -1))


def themes_data(told: ThemesTold) -> dict[str, Any]:
    """What is told, in what JSON knows."""
    one = told.agreement
    return {
        "texts": told.texts,
        "counts": [list(each) for each in told.counts],
        "agreement": [one.alpha, one.low, one.high, one.texts] if one else None,
        "readers": told.readers,
    }


def themes_from(data: Mapping[str, Any]) -> ThemesTold:
    """The same again."""
    return ThemesTold(
        texts=data["texts"],
        counts=tuple((name, count) for name, count in data["counts"]),
        agreement=Agreement(*data["agreement"]) if data["agreement"] else None,
        readers=data["readers"],
    )
