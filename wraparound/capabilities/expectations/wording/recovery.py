"""How long recovery took, in sentences that page, command line and API share."""

import math

from wraparound.capabilities.expectations.terms.recovery import (
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
    given_months,
    listed,
    of_100,
    source_date,
    whole_months,
    whole_percent,
    years_and_months,
)
from wraparound.published.terms import Completeness, EndedBy, Fact

COHORT_WORDS = {
    Cohort.ALL: "",
    Cohort.FIRST_ELEVEN: "by the first eleven entrants (July 2013)",
    Cohort.LATER: "by those that entered after the first eleven",
    Cohort.FROM_2017: "by those that entered from 2017 on",
}
FIRST_ELEVEN_ENTERED = "2013-07-16"
COMPLETENESS_WORDS = {
    Completeness.COMPLETE: "As far as we know our list of these spells is complete.",
    Completeness.FAIR: "Our list of these spells is fair, not complete: several exits were not found.",
    Completeness.THIN: "Our list of these spells is thin and leans towards trusts that left: read it as examples.",
}


def which_spells(answer: RecoveryAnswer) -> str:
    """The spells in question: "second spells in quality special measures of acute trusts"."""
    order = "" if answer.spell is SpellOrder.ALL else f"{answer.spell.value} "
    kind = f"of {KIND_NAMES[answer.kind]}" if answer.kind else ""
    lasted = f"that had lasted {given_months(answer.months_served)}" if answer.months_served else ""
    parts = [f"{order}spells in {REGIME_NAMES[answer.regime]}", kind, COHORT_WORDS[answer.cohort], lasted]
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
    half = "Fewer than half were seen to leave" if answer.median_months is None else _half_took(answer.median_months)
    if answer.months_served:
        return f"Of those that had lasted {given_months(answer.months_served)}: {half[0].lower()}{half[1:]}"
    rule = rule_of_the_day(answer)
    return f"{half}; guidance of 2014 said {rule.from_months}" if rule else half


def describe_curve(answer: RecoveryAnswer) -> str:
    """The picture in words, for those who do not see it."""
    begins = f"after {given_months(answer.months_served)} " if answer.months_served else ""
    told = [
        f"by {row.months} months {100 - whole_percent(row.out)} of 100"
        for row in answer.by_month
        if row.out is not None and row.months in (12, 24, 36, 48, 60)
    ]
    regime = REGIME_NAMES[answer.regime]
    steps = f"Step line of the share not yet out of {regime}. It begins {begins}at 100 of 100 and falls"
    return f"{steps}: {', '.join(told)}. The shaded band is the 95% range." if told else f"{steps} over time."


def rests_on(answer: RecoveryAnswer) -> str:
    """Under a picture: how many cases, which release, how complete."""
    first = f"{answer.informative} {which_spells(answer)}, evidence release of {source_date(answer.release)}"
    return (
        f"{first}. The band is the 95% range: at any one month the true share probably lies in it; the whole line "
        f"need not. {COMPLETENESS_WORDS[answer.completeness]}"
    )


def how_they_ended(answer: RecoveryAnswer) -> str:
    """How every spell asked for ended: by recovery, by merger, or not known."""
    ended = []
    if answer.recovered:
        ended.append(f"{answer.recovered} ended by recovery")
    if answer.merged:
        ended.append(f"{answer.merged} by merger" if ended else f"{answer.merged} ended by merger")
    unknown = ""
    if answer.censored:
        unknown = f"for {answer.censored} we do not know whether or when it ended"
    told = "; ".join(part for part in (listed(ended), unknown) if part)
    return f"Of {count_of(answer.spells, 'spell', 'spells')}, {told}." if told else ""


def counted_in_the_curve(answer: RecoveryAnswer) -> str:
    """Which of the spells listed carry a length, so that list and curve can be reconciled."""
    if answer.informative == answer.spells:
        return "In order of entry. Every one of them carries a length."
    left = answer.spells - answer.informative
    return (
        f"In order of entry. {answer.informative} carry a length; for {left} no length is known, because the entry or "
        "any later source is missing, so the curve and its figures leave them out."
    )


def rule_of_the_day(answer: RecoveryAnswer) -> Fact | None:
    """The official expectation that set a usual and a longest stay; None where none was published."""
    return next((fact for fact in answer.expected if fact.from_months and fact.to_months), None)


def before_the_guidance(answer: RecoveryAnswer, months: int) -> str:
    """Who was out in time may have entered before there was any guidance; then that is said."""
    early = [one for one in answer.each_spell if one.informative and one.entered == FIRST_ELEVEN_ENTERED]
    later = [one for one in answer.each_spell if one.informative and one.entered != FIRST_ELEVEN_ENTERED]
    in_time = [one for one in later if one.ended_by is EndedBy.RECOVERED and (one.months or 0) <= months]
    if early and not later:
        return "These had all entered in July 2013, before that guidance."
    if early and not in_time:
        return (
            f"All of those out by {months} months had entered in July 2013, before that guidance; "
            f"of {len(later)} that entered later, none had recovered by then."
        )
    return ""


def length_in_words(length: SpellLength) -> str:
    """ "30 months (2 years 6 months)", "at least 37 months", or that no length is known."""
    if length.months is None or not length.informative:
        return "length not known"
    if length.ended_by is EndedBy.UNKNOWN:
        return f"at least {whole_months(math.floor(length.shortest or 0))}"
    if round(length.months) <= 12:
        return whole_months(length.months)
    return f"{whole_months(length.months)} ({years_and_months(length.months)})"


def length_in_short(length: SpellLength) -> str:
    """For a table: "30 months", "at least 37 months", "not known"."""
    if length.months is None or not length.informative:
        return "not known"
    if length.ended_by is EndedBy.UNKNOWN:
        return f"at least {whole_months(math.floor(length.shortest or 0))}"
    return whole_months(length.months)


def whose_relapse(answer: RecoveryAnswer) -> str:
    """Over the sentences on relapse: they are about every first spell, whatever else was chosen."""
    return f"Counted over every first spell in {REGIME_NAMES[answer.regime]}, whatever is chosen above."


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
    return (
        *sentences,
        "The true number may be higher: our list of later regimes is not complete, and some left too recently to tell.",
    )


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
            f"By 36 months it has {of_100(row.out)} out; with merger as an end of its own, "
            f"{of_100(recovered)} had recovered by then."
        )
    if low is not None:
        told.append(f"With the whole window of each date instead of its middle, {_half_way(low, high)}.")
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


def _half_way(low: float, high: float | None) -> str:
    if high is None:
        return f"half were out at some time after {low:.1f} months"
    if f"{low:.1f}" == f"{high:.1f}":
        return f"half were out after {low:.1f} months"
    return f"half were out after {low:.1f} to {high:.1f} months"


def _half_took(median: float) -> str:
    return f"An estimated half were out after {round(median)} months"


def _half_were_out(answer: RecoveryAnswer) -> str:
    who = f"{answer.informative} {which_spells(answer)}"
    if answer.median_months is None:
        return f"From {who} we cannot say when half end in recovery: fewer had when last heard of."
    when = f"{whole_months(answer.median_months)} of entry ({years_and_months(answer.median_months)})"
    more = f", which is {round(answer.median_months - answer.months_served)} more" if answer.months_served else ""
    return f"From {who} we estimate that half end in recovery within {when}{more}. {_uncertain_middle(answer)}"


def _uncertain_middle(answer: RecoveryAnswer) -> str:
    low, high = answer.median_interval or (None, None)
    if low is None:
        return "With so few cases that middle is uncertain."
    if high is None:
        return f"With so few cases that middle could be anything from {whole_months(low)} up."
    return f"With so few cases that middle could be anything from {round(low)} to {whole_months(high)}."


def _against_expectation(answer: RecoveryAnswer) -> str:
    rule = rule_of_the_day(answer)
    if rule is None:
        return "No standard length of stay was officially stated."
    expected = f"Guidance of 2014 said {rule.from_months} months, {rule.to_months} at most"
    out = {row.months: row.out for row in answer.by_month}
    first, last = out.get(rule.from_months or 0), out.get(rule.to_months or 0)
    if first is None or last is None:
        return f"{expected}."
    met = f"{of_100(first)} were out by {rule.from_months} months and {of_100(last)} by {rule.to_months}"
    return f"{expected}: {met}. {before_the_guidance(answer, rule.from_months or 0)}".strip()


def _too_few(answer: RecoveryAnswer) -> str:
    which = which_spells(answer)
    opening = f"We know of {answer.spells} {which if answer.spells > 1 else which.replace('spells', 'spell', 1)}"
    told = [one for one in answer.each_spell if one.informative]
    ended = sorted(round(one.months or 0) for one in told if one.ended_by is not EndedBy.UNKNOWN)
    seen = sorted(math.floor(one.shortest or 0) for one in told if one.ended_by is EndedBy.UNKNOWN)
    lengths = []
    if ended:
        who = "They" if len(ended) == answer.spells else f"{len(ended)} of them"
        lengths.append(f"{who} lasted {listed([str(one) for one in ended])} months")
    if seen:
        lengths.append(f"{len(seen)} lasted at least {listed([str(one) for one in seen])} months")
    if not lengths:
        return f"{opening}. The length of none is known."
    return f"{opening}. {'; '.join(lengths)}. Under {FEWEST_FOR_A_CURVE} known lengths we draw no curve."


def _nothing_known(answer: RecoveryAnswer) -> str:
    if answer.months_served:
        return f"No {which_spells(answer)} are known."
    return f"No {which_spells(answer)} are recorded."


def _at_least_at_most(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} or {most}"
