"""Counts of many replications in words: ranges first, means beside them."""

from wraparound.capabilities.pipelines.terms.forecasts import Count


def range_words(one: Count) -> str:
    """Both ends, or the one value.

    >>> range_words(Count(12.1, 9, 15)), range_words(Count(2.0, 2, 2)), range_words(Count(0.02, 0, 0))
    ('9 to 15', '2', 'none')
    """
    if one.low == one.high:
        return f"{one.low:,}" if one.low else "none"
    return f"{one.low:,} to {one.high:,}"


def mean_words(value: float) -> str:
    """With one decimal at most.

    >>> mean_words(12.04), mean_words(0.26), mean_words(-0.04)
    ('12', '0.3', '0')
    """
    said = f"{value:,.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def with_mean(one: Count) -> str:
    """A range with its mean beside it, as tables have it: “9 to 15 (mean 12)”."""
    return range_words(one) if one.low == one.high == one.mean else f"{range_words(one)} (mean {mean_words(one.mean)})"


def vacancies_words(one: Count) -> str:
    """A range of vacancies: “9 to 15 vacancies”, “1 vacancy”, “no vacancy”."""
    if one.low == one.high == 0:
        return "no vacancy"
    return "1 vacancy" if one.low == one.high == 1 else f"{range_words(one)} vacancies"
