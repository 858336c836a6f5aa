"""How long recovery took, in sentences that page, command line and API share."""

from wraparound.capabilities.expectations.terms import (
    FEWEST_FOR_A_CURVE,
    Cohort,
    RecoveryAnswer,
    Relapse,
    Return,
    Shown,
    SpellLength,
    SpellOrder,
)
from wraparound.capabilities.expectations.wording.numbers import (
    KIND_NAMES,
    REGIME_NAMES,
    count_of,
    listed,
    of_100,
    source_date,
    whole_months,
    years_and_months,
)
from wraparound.published.terms import Completeness, EndedBy, Fact, Regime

COHORT_WORDS = {
    Cohort.ALL: "",
    Cohort.FIRST_ELEVEN: "of the first eleven entrants, July 2013",
    Cohort.LATER: "of those that entered after the first eleven",
    Cohort.FROM_2017: "of those that entered from 2017 on",
}
COMPLETENESS_WORDS = {
    Completeness.COMPLETE: "As far as we know our list of these spells is complete.",
    Completeness.FAIR: "Our list of these spells is fair, not complete: several exits were not found.",
    Completeness.THIN: "Our list of these spells is thin and leans towards trusts that left: read it as examples.",
}


def which_spells(answer: RecoveryAnswer) -> str:
    """The spells in question: "second spells in quality special measures of acute trusts"."""
    order = "" if answer.spell is SpellOrder.ALL else f"{answer.spell.value} "
    kind = f"by {KIND_NAMES[answer.kind]}" if answer.kind else ""
    parts = [f"{order}spells in {REGIME_NAMES[answer.regime]}", kind, COHORT_WORDS[answer.cohort]]
    return " ".join(part for part in parts if part)


def recovery_sentences(answer: RecoveryAnswer) -> tuple[str, ...]:
    """The answer in words: the middle and its range, against what was expected, and how the spells ended."""
    if answer.shown is Shown.NOTHING:
        return (_nothing_known(answer), COMPLETENESS_WORDS[answer.completeness])
    opening = _half_were_out(answer) if answer.shown is Shown.CURVE else _too_few(answer)
    sentences = [opening, _against_expectation(answer), how_they_ended(answer)]
    if answer.completeness is not Completeness.COMPLETE:
        sentences.append(COMPLETENESS_WORDS[answer.completeness])
    return tuple(sentence for sentence in sentences if sentence)


def headline(answer: RecoveryAnswer) -> str:
    """What the picture shows, as its title."""
    if answer.shown is not Shown.CURVE:
        return f"{count_of(answer.spells, 'spell', 'spells')}: too few known for a curve"
    rule = rule_of_the_day(answer)
    half = "Fewer than half were out" if answer.median_months is None else _half_took(answer.median_months)
    return f"{half}; the guidance said {rule.from_months}" if rule else half


def describe_curve(answer: RecoveryAnswer) -> str:
    """The picture in words, for those who do not see it."""
    begins = f"after {whole_months(answer.months_served)} " if answer.months_served else ""
    told = [
        f"by {row.months} months {100 - round(row.out * 100)} of 100"
        for row in answer.by_month
        if row.out is not None and row.months in (12, 24, 36, 48, 60)
    ]
    regime = REGIME_NAMES[answer.regime]
    steps = f"Step line of the share not yet out of {regime}. It begins {begins}at 100 of 100 and falls"
    return f"{steps}: {', '.join(told)}. The shaded band is the 95% range." if told else f"{steps} over time."


def rests_on(answer: RecoveryAnswer) -> str:
    """Under a picture: how many cases, which release, how complete."""
    first = f"{answer.informative} {which_spells(answer)}, evidence release of {_release_day(answer)}"
    return f"{first}. The band is the 95% range. {COMPLETENESS_WORDS[answer.completeness]}"


def how_they_ended(answer: RecoveryAnswer) -> str:
    """ "39 ended by recovery and 1 by merger; how or when 1 ended is not known." """
    ended = []
    if answer.recovered:
        ended.append(f"{answer.recovered} ended by recovery")
    if answer.merged:
        ended.append(f"{answer.merged} by merger" if ended else f"{answer.merged} ended by merger")
    unknown = ""
    if answer.censored:
        unknown = f"for {answer.censored} we do not know whether or when it ended"
    sentence = "; ".join(part for part in (listed(ended), unknown) if part)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def rule_of_the_day(answer: RecoveryAnswer) -> Fact | None:
    """The official expectation that set a usual and a longest stay; None where none was published."""
    return (
        next((fact for fact in answer.expected if fact.from_months and fact.to_months), None)
        if (answer.regime is Regime.QUALITY)
        else None
    )


def length_in_words(length: SpellLength) -> str:
    """ "30 months (2 years 6 months)", "at least 37 months", or that no length is known."""
    if length.months is None or not length.informative:
        return "length not known"
    if length.ended_by is EndedBy.UNKNOWN:
        return f"at least {whole_months(length.shortest or 0)}"
    if round(length.months) <= 12:
        return whole_months(length.months)
    return f"{whole_months(length.months)} ({years_and_months(length.months)})"


def length_in_short(length: SpellLength) -> str:
    """For a table: "30 months", "at least 37 months", "not known"."""
    if length.months is None or not length.informative:
        return "not known"
    if length.ended_by is EndedBy.UNKNOWN:
        return f"at least {whole_months(length.shortest or 0)}"
    return whole_months(length.months)


def relapse_sentences(relapse: Relapse) -> tuple[str, ...]:
    """Who went back, with how sure that is."""
    if not relapse.recovered:
        return ("No recovery from a first spell is recorded, so nothing can be said about going back.",)
    if not (relapse.returned_at_least or relapse.returned_undated):
        return (
            f"Of {count_of(relapse.recovered, 'trust', 'trusts')} that recovered from a first spell, "
            "none is recorded as going back into a regime. Our lists of later regimes are not complete.",
        )
    within = _at_least_at_most(relapse.within_36_at_least, relapse.within_36_at_most)
    share = of_100(relapse.returned_at_least / relapse.recovered)
    sentences = [
        f"Of {count_of(relapse.recovered, 'trust', 'trusts')} that recovered from a first spell, at least "
        f"{relapse.returned_at_least} ({share}) later entered a regime again, {within} of them within three years.",
    ]
    if relapse.returned_undated:
        sentences.append(
            f"{relapse.returned_undated} more was seen in a later regime, with no date of entry."
            if relapse.returned_undated == 1
            else f"{relapse.returned_undated} more were seen in a later regime, with no date of entry."
        )
    return (*sentences, "The true number may be higher: our list of later regimes is not complete.")


def regime_heading(answer: RecoveryAnswer) -> str:
    """The regime as a heading."""
    name = REGIME_NAMES[answer.regime].removeprefix("the ")
    return f"{name[0].upper()}{name[1:]}"


def three_ways(answer: RecoveryAnswer) -> str:
    """What the three estimates say about the middle, and why they differ so little or so much."""
    low, high = answer.interval_censored_median or (None, None)
    recovered = (answer.cumulative_incidence or {}).get("recovered", {}).get("36")
    row = next((row for row in answer.by_month if row.months == 36), None)
    told = ["The curve sets mergers aside and takes the middle of each window of dates."]
    if row and row.out is not None and recovered is not None:
        told.append(
            f"By 36 months it has {of_100(row.out)} out; counting a merger as an end of its own, "
            f"{of_100(recovered)} had recovered by then."
        )
    if low is not None:
        end = f" and {high:.1f}" if high is not None else " and later"
        told.append(
            "Using the whole window of each date instead of its middle puts the half-way point between "
            f"{low:.1f}{end} months."
        )
    told.append("The table under the picture has all three.")
    return " ".join(told)


def limits(answer: RecoveryAnswer) -> tuple[str, ...]:
    """What the answer cannot say."""
    return (
        COMPLETENESS_WORDS[answer.completeness],
        "Leaving a regime is a decision of the regulators. It says that they were satisfied, not that care was good.",
        "It is about trusts with their whole team, neighbours, money and buildings; never about one leader.",
        "Trusts entered when things looked worst, and some of what followed would have happened without any regime.",
        "An exit that we found no source for is unknown: the trust is followed to the last day a source shows it in.",
    )


def return_line(one: Return) -> str:
    """Which regime it went into, and when."""
    return f"entered {REGIME_NAMES[one.regime]}, {return_in_words(one)}"


def return_in_words(one: Return) -> str:
    """How long after leaving: "31 to 33 months after leaving"."""
    if one.earliest_months is None or one.latest_months is None:
        return "date of entry not known"
    first, last = round(one.earliest_months), round(one.latest_months)
    return f"{first} months after leaving" if first == last else f"{first} to {last} months after leaving"


def _release_day(answer: RecoveryAnswer) -> str:
    return source_date(answer.release)


def _half_took(median: float) -> str:
    return f"Half were out after {round(median)} months"


def _half_were_out(answer: RecoveryAnswer) -> str:
    who = f"{answer.informative} {which_spells(answer)}"
    given = f", of those that had lasted {whole_months(answer.months_served)}," if answer.months_served else ""
    if answer.median_months is None:
        return f"Fewer than half of {who}{given} had ended by recovery when last heard of."
    half = f"Half of {who}{given} had ended after {whole_months(answer.median_months)}"
    return f"{half} ({years_and_months(answer.median_months)}). {_uncertain_middle(answer)}"


def _uncertain_middle(answer: RecoveryAnswer) -> str:
    low, high = answer.median_interval or (None, None)
    if low is None:
        return "With so few cases the middle is uncertain."
    if high is None:
        return f"With so few cases the middle could lie anywhere from {whole_months(low)} up."
    return f"With so few cases the middle could lie anywhere between {round(low)} and {whole_months(high)}."


def _against_expectation(answer: RecoveryAnswer) -> str:
    rule = rule_of_the_day(answer)
    if rule is None:
        return "" if answer.shown is Shown.NOTHING else "No standard length of stay was officially stated."
    expected = f"The guidance of the day said {rule.from_months} months, {rule.to_months} at most"
    out = {row.months: row.out for row in answer.by_month}
    first, last = out.get(rule.from_months or 0), out.get(rule.to_months or 0)
    if first is None or last is None:
        return f"{expected}."
    return f"{expected}: {of_100(first)} were out by {rule.from_months} months and {of_100(last)} by {rule.to_months}."


def _too_few(answer: RecoveryAnswer) -> str:
    known = sorted(length.months or 0 for length in answer.each_spell if length.informative)
    seen = [one for one in answer.each_spell if one.informative and one.ended_by is EndedBy.UNKNOWN]
    opening = (
        f"We know of {answer.spells} {which_spells(answer)}"
        if answer.spells > 1
        else (f"We know of 1 spell: {which_spells(answer)}")
    )
    if not known:
        return f"{opening}, and the length of none."
    count = "each" if answer.informative == answer.spells else f"{answer.informative} of them"
    lengths = listed([str(round(one)) for one in known])
    rest = f" ({len(seen)} of these not seen to the end)" if seen else ""
    return (
        f"{opening}. A length is known for {count}: {lengths} months{rest}. "
        f"Under {FEWEST_FOR_A_CURVE} known lengths we draw no curve."
    )


def _nothing_known(answer: RecoveryAnswer) -> str:
    if answer.months_served:
        return f"None of the {which_spells(answer)} is known to have lasted {whole_months(answer.months_served)}."
    return f"No {which_spells(answer)} are recorded."


def _at_least_at_most(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} or {most}"
