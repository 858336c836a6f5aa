"""What is realistic, in words: where a trust starts, where others like it went, and why nothing can be said."""

from datetime import date
from itertools import pairwise

from wraparound.capabilities.expectations.terms.performance import (
    ComparatorAnswer,
    ForecastAnswer,
    StepOnPage,
    WorstMonth,
)
from wraparound.capabilities.expectations.wording.measures import card_of
from wraparound.capabilities.expectations.wording.numbers import KIND_NAMES, count_of, listed, quarter, short_name
from wraparound.capabilities.expectations.wording.odds import (
    IF_SCENARIO,
    beside_median,
    figure_name,
    last_month,
    length_of_time,
    level,
    measure_label,
    median_trust_of,
    month_name,
    or_better,
    period_name,
    spelled_out,
)
from wraparound.published.measures import Every
from wraparound.published.terms import RTT_18_WEEKS, Kind, Measure, Organisation

LEADING_MONTHS = 24
LONG_GAP = 370
"""Days between two quarters' beginnings with more than a year missing."""

NO_SUCH_PATIENTS = (Kind.AMBULANCE, Kind.COMMUNITY, Kind.MENTAL_HEALTH)


def forecast_sentences(answer: ForecastAnswer) -> tuple[str, ...]:
    """Where the trust starts, where it may be in two years or as far as the history reaches, on what condition."""
    if answer.why_not:
        return (answer.why_not,)
    said = [start_sentence(answer), range_sentence(answer)]
    return tuple(one for one in (*said, answer.beyond) if one)


def start_sentence(answer: ForecastAnswer) -> str:
    """ "Over the 12 months to March 2026 the … figure was 44%: 14 points below the median trust." """
    baseline = answer.baseline
    if baseline is None:
        return ""
    figure = spelled_out(figure_name(answer.measure))
    card = card_of(answer.measure)
    when = (
        f"In the {baseline.last_month[:4]} {card.period}"
        if card.months_per_period == 12
        else f"Over the {baseline.months} months to {month_name(baseline.last_month)}"
    )
    return (
        f"{when} the {figure} was "
        f"{level(baseline.level)}: "
        f"{beside_median(baseline.beside_median).replace('the median trust', median_trust_of(answer.measure))}."
    )


def range_sentence(answer: ForecastAnswer) -> str:
    """Where trusts like it were after two years."""
    point = next((one for one in reversed(answer.fan) if one.months_ahead <= LEADING_MONTHS), None)
    if point is None:
        return ""
    at, lower = point.quantiles, card_of(answer.measure).lower_is_better
    half = or_better(answer.measure, level(at["50"]))
    return (
        f"From such a start, half are at {half} after {length_of_time(point.months_ahead)}; eight "
        f"of ten lie between {level(at['10'])} and {level(at['90'])}, and one in twenty reaches "
        f"{level(at['5' if lower else '95'])}, {IF_SCENARIO[answer.scenario]}."
    )


def usual_month(answer: ForecastAnswer) -> str:
    """The month that the form suggests: two years ahead, or as far as the history reaches."""
    point = next((one for one in reversed(answer.fan) if one.months_ahead <= LEADING_MONTHS), None)
    return "" if point is None else f"{last_month(answer.measure, point.period):%Y-%m}"


def beyond_sentence(answer: ForecastAnswer) -> str:
    """What the measure's own history does not reach; empty where it reaches three years."""
    if answer.reaches_months >= 36 or answer.why_not:
        return ""
    starts = f"few starting {card_of(answer.measure).period}s"
    thin = f" Even so far it rests on {starts}, so the true range may be wider." if answer.thin else ""
    return (
        f"The figures we hold of this measure are too short a history to say anything beyond "
        f"{length_of_time(answer.reaches_months)}; of {length_of_time(36)} ahead we do not know.{thin}"
    )


def why_no_forecast(answer: ForecastAnswer) -> str:
    """Why nothing can be said of a trust and a measure, and what would help; empty where something can."""
    if answer.baseline is not None:
        return ""
    name, figure = short_name(answer.organisation.name), figure_name(answer.measure)
    measured = [one for one in answer.past if one.percent is not None]
    if not measured:
        return _nothing_published(answer.organisation, answer.measure)
    last = measured[-1].period
    if answer.organisation.closed:
        return (
            f"{name} closed in {answer.organisation.closed:%B %Y}, so nothing lies ahead of its {figure}. Ask about "
            "the trust that followed it."
        )
    ended = answer.past[-1].period
    if (ended - last).days > 200:
        return (
            f"The last {figure} of {name} that we can show is for {period_name(answer.measure, last)}; the newest of "
            f"any trust is for {period_name(answer.measure, ended)}. From a figure so old a forecast would be a guess. "
            f"If {name} reports again, {_enough(answer.measure)}."
        )
    if answer.joined_since:
        one = answer.joined_since[-1]
        return (
            f"{short_name(one.name)} became part of {name} in {one.on:%B %Y}, after the newest {figure} that we hold "
            f"({last_month(answer.measure, last):%B %Y}). What was measured before says little of the trust it is now, "
            "so nothing is forecast across the merger; four quarters of the joined trust are needed."
        )
    return _too_short(answer, name, figure)


def no_measure_at_all(organisation: Organisation) -> str:
    """For a trust with no figure of any measure we hold."""
    name = short_name(organisation.name)
    gone = "" if organisation.is_open else " It has closed; ask about the trust that followed it."
    if organisation.kind in NO_SUCH_PATIENTS:
        why = (
            "do not apply to an ambulance service"
            if organisation.kind is Kind.AMBULANCE
            else "do not apply to it, or its list is too short to show"
        )
        return (
            f"What is realistic by a date we cannot say for {name}: the measures we hold, accident and emergency (A&E) "
            f"within four hours and the 18-week waiting list, {why}.{gone} What is known of its recovery, ratings and "
            "staff survey is below."
        )
    return (
        f"What is realistic by a date we cannot say for {name}: no figure of A&E within four hours or of the 18-week "
        f"waiting list is published under this code.{gone} What is known of it is below."
    )


def step_sentence(step: StepOnPage) -> str:
    """ "January to March 2025: other cases counted than before (44% more), noted as: …" """
    changed = f"{quarter(step.period)}: other cases counted than before{_size(step)}{why_counted_otherwise(step)}."
    return f"{changed} Nothing is compared across it."


def gap_sentences(answer: ForecastAnswer) -> tuple[str, ...]:
    """Each time of more than a year without a figure."""
    measured = [one.period for one in answer.past if one.percent is not None]
    return tuple(
        f"Between {last_month(answer.measure, earlier):%B %Y} and {later:%B %Y} no figure was reported. Nothing is "
        "compared across so long a gap."
        for earlier, later in pairwise(measured)
        if (later - earlier).days > LONG_GAP
    )


def worst_month_sentence(found: WorstMonth) -> str:
    """What choosing the worst quarter does to recovery, measured."""
    flattered = found.one_period - found.year_mean
    said = (
        f"Whoever counts from the worst quarter sees {flattered:.1f} points of recovery that were never lost."
        if flattered >= 0.05
        else "For this measure, in these years, it made no difference that we could measure."
    )
    return (
        "The start is a year's mean, because a bad quarter mends in part by itself. Measured here: a year later the "
        f"worst fifth of trusts by one quarter were {found.one_period:.1f} points nearer the median trust than in "
        f"that quarter, the worst fifth by a year's mean {found.year_mean:.1f} points ({found.starts} starts each). "
        f"{said}"
    )


def fan_title(answer: ForecastAnswer) -> str:
    """The finding of the picture."""
    if not answer.fan:
        return f"{measure_label(answer.measure)}: what was measured"
    last = answer.fan[-1]
    return (
        f"In {length_of_time(last.months_ahead)}, eight of ten such starts lead to between "
        f"{level(last.quantiles['10'])} and {level(last.quantiles['90'])}"
    )


def fan_description(answer: ForecastAnswer) -> str:
    """The picture in a few sentences made from the figures."""
    measured = [one for one in answer.past if one.percent is not None]
    if not measured:
        return "Nothing was measured."
    first, last = measured[0], measured[-1]
    words = (
        f"{measure_label(answer.measure)}, by {card_of(answer.measure).period}: {level(first.percent or 0)} in "
        f"{period_name(answer.measure, first.period)}, {level(last.percent or 0)} in "
        f"{period_name(answer.measure, last.period)}."
    )
    if first.median is not None and last.median is not None:
        words += f" The median trust: {level(first.median)} and {level(last.median)}."
    for point in answer.fan:
        if point.months_ahead % 12 == 0:
            at = point.quantiles
            words += (
                f" After {length_of_time(point.months_ahead)}: half at "
                f"{or_better(answer.measure, level(at['50']))}, eight of ten between {level(at['10'])} and "
                f"{level(at['90'])}."
            )
    return words


def fan_rests_on(answer: ForecastAnswer) -> str:
    """Under the picture: source, date, number of starts, and the assumption."""
    card = card_of(answer.measure)
    starts = (
        f" Ranges from {answer.fan[-1].starts} to {answer.fan[0].starts} starting {card.period}s." if answer.fan else ""
    )
    return (
        f"{source_to(answer.measure, answer.data_to)}; evidence release {answer.release}. "
        f"{median_note(answer.measure)}{starts}"
    )


def source_to(measure: Measure, data_to: date) -> str:
    """Whose figures, and to when."""
    card = card_of(measure)
    publisher = card.source.publisher
    return (
        f"{publisher} to {data_to:%Y}"
        if card.every is Every.YEAR
        else f"{publisher}, quarterly figures to {data_to:%B %Y}"
    )


def median_note(measure: Measure) -> str:
    """What the median trust is."""
    if card_of(measure).within_kind:
        return (
            "Trusts are compared within their kind only: the median trust is the median of its kind in these data, not "
            "England."
        )
    return "The median trust is the median of the trusts in these data, not England."


def comparator_sentences(answer: ComparatorAnswer) -> tuple[str, ...]:
    """Who the trust is compared with, in words."""
    found = answer.comparators
    if found is None:
        return (answer.why_not,)
    if not found.of:
        return (f"No other trust that we can follow for {length_of_time(answer.months_ahead)} started so.",)
    said = [
        f"{whom(found.kind, found.of)} started within {found.points:g} points of the same distance from the median "
        f"trust and can be followed for {length_of_time(answer.months_ahead)}. Each counts once, with its newest such "
        "start.",
    ]
    if found.fastest_fifth is not None and found.best is not None:
        said.append(
            f"Carried over to today, {IF_SCENARIO[answer.scenario]}, the fastest fifth of them were at "
            f"{or_better(answer.measure, level(found.fastest_fifth))}, the furthest at {level(found.best)}."
        )
    if found.left_out:
        said.append(
            f"{count_of(len(found.left_out), 'more trust', 'more trusts')} started alike but cannot be followed: "
            "closed, not reported, or counted otherwise since."
        )
    return tuple(said)


def why_these(answer: ComparatorAnswer) -> str:
    """Why each comparator is in the list."""
    found, baseline = answer.comparators, answer.baseline
    if found is None or baseline is None:
        return ""
    kind = (
        "It is of the same kind"
        if found.kind
        else "Too few trusts of the same kind started alike, so it may be of any kind"
    )
    return (
        f"{kind}; over one year its mean lay within {found.points:g} points, as they would be at the median of today, "
        f"of where {short_name(answer.organisation.name)} lies now ({beside_median(baseline.beside_median)}); and its "
        f"figures can be followed for {length_of_time(answer.months_ahead)} without a recording step or a merger. A "
        "trust that started so more than once counts with its newest start, because years of one trust are not "
        "several cases."
    )


def whom(kind: Kind | None, of: int) -> str:
    """ "39 other acute trusts"; "15 other trusts of every kind"."""
    kinds = {
        Kind.ACUTE: "acute trust",
        Kind.ACUTE_SPECIALIST: "specialist acute trust",
        Kind.MENTAL_HEALTH: "mental health trust",
        Kind.COMMUNITY: "community trust",
        Kind.AMBULANCE: "ambulance trust",
    }
    noun = kinds.get(kind, "trust") if kind else "trust"
    return f"{of} other {noun}{'' if of == 1 else 's'}" + ("" if kind else " of every kind")


def _nothing_published(organisation: Organisation, measure: Measure) -> str:
    name, figure = short_name(organisation.name), figure_name(measure)
    if not card_of(measure).counts_cases:
        return f"We cannot say: no {figure} is published for {name} under the code {organisation.code}."
    if organisation.kind in NO_SUCH_PATIENTS and measure != RTT_18_WEEKS:
        return (
            f"We cannot say: {name} is one of the {KIND_NAMES[organisation.kind]}, and no {figure} is published for "
            "it. What else is known of it is on its own page."
        )
    if organisation.kind in NO_SUCH_PATIENTS:
        return (
            f"We cannot say: no {figure} is published for {name}, because it keeps no such list or one too short to "
            "show a percentage of. What else is known of it is on its own page."
        )
    return (
        f"We cannot say: no {figure} is published for {name} under the code {organisation.code}. Its other measures, "
        "where it has any, are on its own page."
    )


def _too_short(answer: ForecastAnswer, name: str, figure: str) -> str:
    recent = [step for step in answer.steps if step.period >= answer.past[-4].period] if len(answer.past) >= 4 else []
    if not recent:
        return (
            f"Too few of the last quarters of the {figure} of {name} are published to say where it starts: three of "
            "the last four are needed."
        )
    step = recent[-1]
    return (
        f"Since {quarter(step.period)} the {figure} of {name} counts other cases than "
        f"before{_size(step)}{why_counted_otherwise(step)}. "
        "Nothing is compared across such a step, and three quarters after it are needed to say where a trust starts: "
        f"here, figures to {_quarters_later(step.period, 3):%B %Y}."
    )


def _enough(measure: Measure) -> str:
    periods = 12 // card_of(measure).months_per_period
    return f"one {card_of(measure).period} is enough" if periods == 1 else "four quarters are enough"


def _quarters_later(first_day: date, quarters: int) -> date:
    """The last month of the quarter so many quarters after the one that begins on this day."""
    month = first_day.year * 12 + first_day.month - 1 + 3 * quarters + 2
    return date(month // 12, month % 12 + 1, 1)


def _size(step: StepOnPage) -> str:
    if step.change is None or abs(step.change - 1) < 0.05:
        return ""
    return f" ({abs(round(100 * (step.change - 1)))}% {'more' if step.change > 1 else 'fewer'})"


def why_counted_otherwise(step: StepOnPage) -> str:
    """The end of a sentence about a step: who joined, the published reason, or that we know none."""
    why = ""
    if step.joined:
        joined = listed([short_name(one.name) for one in step.joined])
        why = f", because {joined} became part of it in {step.joined[0].on:%B %Y}"
    if step.known:
        return f"{why}{';' if why else ','} noted as: {step.known.why}"
    return why or "; we found it in the counts and know no reason"
