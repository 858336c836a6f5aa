"""Which names could be meant by one that was typed with a slip in it."""

from collections.abc import Iterable, Mapping

LONG = 6
"""Letters from which on a word may have two slips in it; a shorter one may have one."""


def meant_by(typed: str, names: Mapping[int, str]) -> frozenset[int]:
    """Those whose name could be meant; both are keys of names: without accents, capitals and marks.

    Most words of what was typed, in any order, must be like words of the name; or all of it, as one word, like all of
    the name. One word of several that is like none may be a title, or a name that is left out.

    >>> sorted(meant_by("jon smiht", {1: "john smith", 2: "jo-joan smith-bell", 3: "ann smith", 4: "jonsmith"}))
    [1, 2, 4]
    """
    asked, whole = _words(typed), _bare(typed)
    if not asked:
        return frozenset()
    like = {one: _like(one, (word for name in names.values() for word in _words(name))) for one in asked}
    found = {key for key, name in names.items() if _most_are_like(asked, _words(name), like)}
    bare: dict[str, list[int]] = {}
    for key, name in names.items():
        bare.setdefault(_bare(name), []).append(key)
    return frozenset(found.union(*(bare[one] for one in _like(whole, bare))))


def slips(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or have changed places with the one beside them.

    >>> slips("smiht", "smith"), slips("ann", "anne"), slips("", "ab")
    (1, 1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, meant in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != meant))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == meant:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def _most_are_like(asked: tuple[str, ...], words: tuple[str, ...], like: Mapping[str, frozenset[str]]) -> bool:
    free, met = list(words), 0
    for one in asked:
        found = next((word for word in free if word in like[one]), None)
        if found is not None:
            free.remove(found)
            met += 1
    return met >= max(1, min(len(asked), max(2, len(asked) - 1)))


def _like(one: str, words: Iterable[str]) -> frozenset[str]:
    """Those of these words that could be meant by one; letters are counted first, which is quick."""
    letters = set(one)
    close = {word for word in set(words) if abs(len(word) - len(one)) <= 2 and len(letters ^ set(word)) <= 4}
    return frozenset(word for word in close if word == one or slips(one, word) <= _most(one, word))


def _most(one: str, other: str) -> int:
    """How many slips there may be between two: none in two letters, which would be like any other two."""
    if min(len(one), len(other)) <= 2:
        return 0
    return 2 if max(len(one), len(other)) >= LONG else 1


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.replace("-", " ").replace("'", "").split())


def _bare(name: str) -> str:
    return "".join(_words(name))
