"""The check of a target, in words a chair can read aloud."""

from wraparound.capabilities.expectations.terms.performance import ScenarioOdds, TargetAnswer
from wraparound.capabilities.expectations.wording.measures import card_of
from wraparound.capabilities.expectations.wording.numbers import short_name
from wraparound.capabilities.expectations.wording.odds import (
    IF_SCENARIO,
    SCENARIO_LABELS,
    exact_level,
    figure_name,
    length_of_time,
    level,
    month_name,
    odds_in_words,
    odds_percent,
    or_better,
    period_name,
)
from wraparound.capabilities.expectations.wording.outlooks import median_note, source_to, whom


def headline(answer: TargetAnswer) -> str:
    """ "78% by March 2028: about 1 in 40"."""
    asked = f"{_asked(answer)} by {month_name(answer.by)}"
    return asked if answer.probability is None else f"{asked}: {odds_said(answer.probability, answer)}"


def ladder_title(answer: TargetAnswer) -> str:
    """What the picture shows."""
    return f"Where {_asked(answer)} lies on the range for {month_name(answer.by)}"


def odds_said(probability: float, answer: TargetAnswer) -> str:
    """The odds in words; where comparators allow no finer answer, said as a bound."""
    of = answer.comparators.of if answer.comparators else 0
    bound = 0.5 / (max(1, of) + 1)
    if probability <= bound + 1e-4:
        return f"no better than {odds_in_words(bound)}"
    return f"at least {odds_in_words(1 - bound)}" if probability >= 1 - bound - 1e-4 else odds_in_words(probability)


def target_sentence(answer: TargetAnswer) -> str:
    """One sentence to read aloud: how many that started here got so far, and the odds."""
    found = answer.comparators
    if answer.probability is None or found is None:
        return ""
    odds = f"the odds are {odds_said(answer.probability, answer)}"
    time = length_of_time(answer.months_ahead)
    if not found.of:
        return f"No trust that we can follow for {time} started here; by trusts somewhat like it {odds}."
    started = f"Of {whom(found.kind, found.of)} that started about as far from the median trust"
    got = f"{_got(found.met or 0, found.of)} the equivalent of {exact_level(answer.target)} after {time}"
    return f"{started}, {got}; {odds}."


def target_sentences(answer: TargetAnswer) -> tuple[str, ...]:
    """The whole answer: the sentence, the odds with their uncertainty and condition, what half and one in ten reach."""
    if answer.probability is None or answer.probability_interval is None or answer.range_80 is None:
        return (answer.sentence,)
    low, high = answer.probability_interval
    said = [
        answer.sentence,
        f"That is {odds_percent(answer.probability)}, and anything from {odds_percent(low)} to {odds_percent(high)} is "
        f"plausible, {IF_SCENARIO[answer.scenario]}.",
        f"Half reach {or_better(answer.measure, level(answer.median or 0))}, one in ten reaches "
        f"{level(answer.stretch or 0)}; eight of ten lie between {level(answer.range_80[0])} and "
        f"{level(answer.range_80[1])}.",
        start_and_date(answer),
    ]
    if answer.thin:
        said.append(
            f"The history of this measure is short and these figures rest on few starting "
            f"{card_of(answer.measure).period}s: the true range may be wider."
        )
    return tuple(said)


def start_and_date(answer: TargetAnswer) -> str:
    """Where the trust starts and which figure decides."""
    if answer.baseline is None or answer.judged_on is None:
        return ""
    card = card_of(answer.measure)
    from_what = (
        f"the {answer.baseline.last_month[:4]} {card.period}"
        if card.months_per_period == 12
        else f"the mean of its {answer.baseline.months} months to {month_name(answer.baseline.last_month)}"
    )
    return (
        f"{short_name(answer.organisation.name)} starts from {level(answer.baseline.level)}, {from_what}. The figure "
        f"that decides is that of {period_name(answer.measure, answer.judged_on)}, the last that has ended by then."
    )


def too_far(answer: TargetAnswer, reaches_months: int) -> str:
    """For a date that the measure's history does not reach."""
    return (
        f"We cannot say: {month_name(answer.by)} is {answer.months_ahead} months after our last figures of the "
        f"{figure_name(answer.measure)} ({answer.data_to:%B %Y}), and their history reaches "
        f"{length_of_time(reaches_months)} ahead. Choose an earlier date."
    )


def comparators_of(answer: TargetAnswer) -> tuple[str, ...]:
    """Over the list of comparators: how many reached the target, and how to read the list."""
    found = answer.comparators
    if found is None or not found.of:
        return ("No trust that we can follow so long started so.",)
    return (
        f"{whom(found.kind, found.of)} started within {found.points:g} points of the same distance from the "
        f"median trust and can be followed for {length_of_time(answer.months_ahead)}; {_got(found.met or 0, found.of)} "
        f"the equivalent of {exact_level(answer.target)}. Each counts once, with its newest such start.",
        "“As it would be now” is its later distance from the median trust, carried over to where the median trust is "
        "assumed to be on your date.",
    )


def if_you_still_want(answer: TargetAnswer) -> str:
    """What to set instead, or how this target stands beside what half would meet."""
    if answer.probability is None or answer.median is None or answer.stretch is None:
        return ""
    if answer.probability >= 0.5:
        return (
            f"More than half of such starts get there. A target that half would meet is {level(answer.median)}; one "
            f"that one in ten meets is {level(answer.stretch)}."
        )
    return (
        f"If you still want to set it: a target that half would meet is {level(answer.median)}; a stretch that one in "
        f"ten meets is {level(answer.stretch)}."
    )


def scenario_line(odds: ScenarioOdds, answer: TargetAnswer) -> str:
    """One line under "What would change it"."""
    return (
        f"{SCENARIO_LABELS[odds.scenario]}{_to_where(odds)}: {odds_said(odds.probability, answer)} "
        f"({odds_percent(odds.probability)})."
    )


def rests_on(answer: TargetAnswer) -> tuple[str, ...]:
    """What the answer rests on and what it cannot say."""
    said = [
        f"{source_to(answer.measure, answer.data_to)}, evidence release {answer.release}, method {answer.method}. "
        f"{median_note(answer.measure)}",
        "A trust's distance from the median trust is forecast from every past start in the data: newer ones count "
        "more, those at a similar level most, and its own long run is heeded.",
        "Where the median trust goes is an assumption, not a forecast. Ranges and odds are surer than they should be "
        "by as much as that assumption is wrong; the back-test says how much that has been.",
        "Distances are compared on a scale on which a point near 100% weighs more than one at 60%. So a trust that "
        "started elsewhere in another year is carried over to the level of today before it is counted.",
    ]
    if answer.worth is not None:
        said.append(
            f"The odds are worth about {round(answer.worth)} independent cases. Whole trusts were resampled; the fewer "
            "comparators there are, the wider the range of the odds; and none of so many is never taken for never."
        )
    said.append(
        f"It cannot say what this trust's people will do, nor whether a target is worth having: {_not_all(answer)}"
    )
    return tuple(said)


def _asked(answer: TargetAnswer) -> str:
    asked = exact_level(answer.target)
    return or_better(answer.measure, asked) if card_of(answer.measure).lower_is_better else asked


def _not_all(answer: TargetAnswer) -> str:
    if card_of(answer.measure).counts_cases:
        return "a percentage of patients seen in time is not the quality of care."
    return "an answer in a survey is not all there is to working there."


def _to_where(odds: ScenarioOdds) -> str:
    return "" if odds.scenario.value in ("held", "open") else f", to {level(odds.median_trust)}"


def _got(met: int, of: int) -> str:
    if met == 0:
        return "none reached"
    return f"all {of} reached" if met == of else f"{met} reached"
