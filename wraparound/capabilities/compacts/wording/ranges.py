"""What is realistic for a result, in words: its odds, its range, where it lies, and what is not known."""

from dataclasses import replace

from wraparound.capabilities.compacts.terms.agreement import Result, ResultSort
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import REGIMES, month
from wraparound.published.terms import Regime

MADE_UP = "The figures that it starts from are made up; those it is compared with are real."
BY_HAND = "Typed by hand: nothing is published about it, so nobody can say what is realistic."
FRESH = {1: "one year", 2: "two years", 3: "three years"}


def told(found: Range, result: Result) -> Range:
    """The range with its sentence, where it lies, and why nothing is known where that is so."""
    if not found.known:
        return replace(found, why_not=found.why_not or why_not(found, result))
    sentence = found.sentence or (
        exit_sentence(found, result) if result.sort is ResultSort.REGIME else rating_sentence(found, result)
    )
    made_up = f" {MADE_UP}" if found.made_up and MADE_UP not in sentence else ""
    return replace(found, sentence=f"{sentence}{made_up}", where=where(found))


def odds_words(odds: float) -> str:
    """ "about 1 in 20", "about 4 in 10", "about an even chance", "about 19 in 20".

    >>> odds_words(0.052), odds_words(0.38), odds_words(0.94)
    ('about 1 in 20', 'about 4 in 10', 'about 19 in 20')
    """
    if 0.45 <= odds <= 0.55:
        return "about an even chance"
    if odds < 0.15:
        return _rare(odds, "about 1 in", "fewer than 1 in 100")
    if odds > 0.85:
        other = _rare(1 - odds, "", "100").strip()
        number = int(other.split()[-1])
        return f"about {number - 1} in {number}" if 1 - odds >= 0.01 else "more than 99 in 100"
    return f"about {round(odds * 10)} in 10"


def _rare(odds: float, before: str, least: str) -> str:
    if odds < 0.01:
        return least
    sayable = (100, 80, 60, 50, 40, 30, 25, 20, 15, 12, 10, 9, 8, 7)
    nearest = min(sayable, key=lambda one: abs(1 / one - odds))
    return f"{before} {nearest}"


def where(found: Range) -> str:
    """Where the result lies on its range, in a few words."""
    if found.odds is None:
        return ""
    said = odds_words(found.odds)
    if found.outside:
        return f"Outside the realistic range: {said} get there."
    if found.easy:
        return f"Nearly all get there: {said}."
    return f"Inside the realistic range: {said}."


def range_words(found: Range) -> str:
    """The range itself."""
    if not found.known:
        return ""
    if found.unit == "percent" and found.low is not None and found.high is not None and found.half is not None:
        return f"Eight of ten lie between {found.low:.0f}% and {found.high:.0f}%; half reach {found.half:.0f}%."
    if found.unit == "months" and found.half is not None:
        late = f"; nine in ten took up to {found.high:.0f}" if found.high is not None else ""
        return f"Half took up to {found.half:.0f} months in all{late}."
    return f"{found.met} of {found.of} got there."


def exit_sentence(found: Range, result: Result) -> str:
    """How many stays that had lasted as long had ended in recovery by the same time after entry."""
    assert found.odds is not None
    regime = REGIMES[Regime(result.regime)]
    served = f" that had lasted {found.start:.0f} months" if found.start else ""
    return (
        f"Of {found.of} known stays in {regime}{served}, an estimated {round(100 * found.odds)} in 100 had ended in "
        f"recovery as long after entry as {month(result.by)} is here. Mergers are counted until then."
    )


def rating_sentence(found: Range, result: Result) -> str:
    """How many trusts of this rating had the other, or better, so many years later."""
    years = FRESH.get(int(found.start or 1), "some years")
    return (
        f"Of {found.of} trusts rated {result.rating_now} whose rating {years} later we hold, {found.met} were then "
        f"rated {result.rating} or better. We hold only some ratings, so this may be wrong either way."
    )


def why_not(found: Range, result: Result) -> str:
    """Why nothing can be said of it."""
    if result.sort is ResultSort.TYPED:
        return BY_HAND
    if result.sort is ResultSort.REGIME:
        return (
            "We cannot say: too few stays are known for so long a time. Choose an earlier day, or read how long "
            "recovery took elsewhere."
        )
    if result.sort is ResultSort.RATING:
        return (
            f"We cannot say: we hold {found.of or 'no'} {'rating' if found.of == 1 else 'ratings'} that followed "
            f"{result.rating_now} by then. Ratings seldom change within a year."
        )
    return "We cannot say what is realistic: nothing is published for this measure here."
