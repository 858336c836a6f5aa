"""Names that are nearly another's: a letter more, less or otherwise, words in another order, a name cut short."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

LEAST_LETTERS = 3
"""Of a word in which a letter may be missing: in shorter ones everything is near everything."""


class NearNames:
    """Folded names of people, to be asked for those that are nearly a name. Built once for thousands of questions."""

    def __init__(self, people: Iterable[tuple[int, str]]) -> None:
        self.names: dict[int, str] = {}
        self.marks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for person, name in people:
            self.add(person, name)

    def add(self, person: int, name: str) -> None:
        """One more person."""
        self.names[person] = name
        for mark in set(_marks(name)):
            self.marks[mark].append(person)

    def near(self, name: str) -> tuple[int, ...]:
        """Those whose name is nearly this one and not the same, by name."""
        if not self.names:
            return ()
        found = {person for mark in set(_marks(name)) for person in self.marks.get(mark, ())}
        close = [one for one in found if self.names[one] != name and is_near(self.names[one], name)]
        return tuple(sorted(close, key=lambda one: (self.names[one], one)))


def is_near(one: str, other: str) -> bool:
    """Whether two folded names may well be the same person's, written otherwise.

    >>> is_near("kate ashworth", "ashworth kate"), is_near("jon smith", "john smith"), is_near("jane hill", "june hall")
    (True, True, False)
    >>> is_near("chris cole", "christopher cole"), is_near("ann lee", "bob lee")
    (True, False)
    """
    first, second = one.replace(",", "").split(), other.replace(",", "").split()
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    if first[-1] == second[-1]:
        return _short_of(first[0], second[0]) or _a_letter_apart(first[0], second[0])
    return first[0] == second[0] and _a_letter_apart(first[-1], second[-1])


def _marks(name: str) -> Iterator[tuple[str, str]]:
    words = name.replace(",", "").split()
    if not words:
        return
    first, last = words[0], words[-1]
    yield " ".join(sorted(words)), "*"
    for word in _without_a_letter(first):
        yield word, last
    for word in _without_a_letter(last):
        yield first, f"*{word}"
    yield first[:LEAST_LETTERS], f"{last}*"
    yield first[:1] + ".", last


def _without_a_letter(word: str) -> Iterator[str]:
    yield word
    if len(word) > LEAST_LETTERS:
        for place in range(len(word)):
            yield word[:place] + word[place + 1 :]


def _short_of(one: str, other: str) -> bool:
    """Whether one is the other cut short: an initial, or its first letters."""
    one, other = one.rstrip("."), other.rstrip(".")
    short, long = sorted((one, other), key=len)
    return short != long and long.startswith(short) and (len(short) == 1 or len(short) >= LEAST_LETTERS)


def _a_letter_apart(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LEAST_LETTERS or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )
