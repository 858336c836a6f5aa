"""The patience rule in words: its back-test, what is chosen before signing, and what it says of new figures."""

from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts.terms.patience import (
    ErrorTerms,
    Flagged,
    Judged,
    PatienceBacktest,
    PatienceRule,
    RuleScore,
    RuleTerms,
    SaidVerdict,
    Verdict,
)
from wraparound.capabilities.compacts.wording.agreement import PATIENCE_SHORT
from wraparound.charts.terms import ChartTable

VERDICTS = {
    Verdict.EARLY: "Too early to say",
    Verdict.INSIDE: "Inside the realistic range",
    Verdict.TALK: "Let us talk",
    Verdict.UNLIKE: "Unlike the comparison trusts",
    Verdict.STOPPED: "No longer comparable",
    Verdict.SILENT: "No figure lately",
}
NO_LONGER_PUBLISHED = "The measure is no longer published, so the rule has stopped. Agree what takes its place."
NOT_ABOUT_PAY = (
    "None of these answers triggers anything about pay or employment. They ask for a conversation, or for none."
)

RULES = {
    PatienceRule.LINE: "our line: let us talk",
    PatienceRule.CERTIFICATE: "our certificate: unlike the comparison trusts",
    PatienceRule.ONE_LOW: "one month in the lowest tenth",
    PatienceRule.THREE_LOW: "three months in a row in the lowest tenth",
    PatienceRule.CHART: "control chart (XmR), beside the median",
    PatienceRule.CHART_RAW: "control chart (XmR), the percentage itself",
}


NOT_IN_FORCE = (
    "No version is in force yet. Once everybody has signed, this page follows the figures that are published."
)
NOT_AGREED = (
    "No patience rule was agreed with the version in force: it was signed without one, or nothing that it expects is "
    "published. Amend the compact to agree one."
)
LIMITS = (
    "Why a figure moved, or whose doing it was. It says only whether trusts that started alike moved like this.",
    "Anything about a person. It is about the figures of an organisation.",
    "That all is well. A slide of half a point a month is often not seen within two years.",
    "What nobody publishes, or publishes only once a year: that is talked about at reviews.",
)


def how_to_read(found: Judged) -> str:
    """What the drawing shows, in a sentence or two."""
    left_out = any(not one.counts and one.percent is not None for one in found.periods)
    grey = (
        " Grey dots do not count: they lie before the first day, in a pause of the clock, after a change of what is "
        "counted, or past the months that the rule was agreed for."
    )
    grey = grey if left_out else ""
    ahead = " The lighter part is still to come." if any(one.ahead for one in found.periods) else ""
    return (
        "The band is where trusts that started alike have been, the broken line what was to be expected of this one. "
        f"Its lower edge is the line that was agreed: a ring marks a period below it.{ahead}{grey}"
    )


def said_line(one: SaidVerdict) -> str:
    """What was said, on which figure, and whether earlier figures had been revised."""
    at = f" on {one.percent:.1f}% from {one.newest:%B %Y}" if one.percent is not None and one.newest else ""
    revised = (
        " Figures published before had been revised, so an earlier answer may no longer follow." if one.revised else ""
    )
    return f"{VERDICTS[one.verdict]}{at}; evidence release {one.release}.{revised}"


def told_verdict(found: Judged) -> Judged:
    """What the rule says, in a sentence, and what lies behind it in another."""
    return replace(found, sentence=_sentence(found), detail=found.detail or _detail(found))


def _sentence(found: Judged) -> str:
    when = _period(found.since, found) if found.since else ""
    if found.verdict is Verdict.EARLY:
        return "Too early to say: no period that counts is published yet."
    if found.verdict is Verdict.INSIDE:
        return (
            "Inside the realistic range: it moves as trusts that started alike have moved, which is chance as far as "
            "anybody can tell."
        )
    if found.verdict is Verdict.TALK:
        return (
            f"Let us talk: since {when} it lies below the line that was agreed. This asks for a conversation and for "
            "nothing else."
        )
    if found.verdict is Verdict.UNLIKE:
        return (
            f"Unlike the comparison trusts since {when}: of those that started alike, no more than about 1 in 20 ever "
            "slid like this. This asks for a conversation about why, and for nothing else."
        )
    if found.verdict is Verdict.STOPPED:
        return (
            f"No longer comparable{f' from {when} on' if when else ''}: what is counted, or for whom, changed. Agree a "
            "new start by amending the compact."
        )
    since = f", since {when}" if when else ""
    return (
        f"No figure lately{since}: nothing is held against anybody. If the organisation has merged, or nobody counts "
        "this any more, agree what takes its place."
    )


def _detail(found: Judged) -> str:
    counted = [one for one in found.periods if one.counts and one.percent is not None]
    if not counted:
        return ""
    last = counted[-1]
    said = (
        f"In {_period(last.day, found)} it was {last.percent:.1f}%; {last.expected:.1f}% was to be expected, and the "
        f"line lay at {last.line:.1f}%."
    )
    below = [one for one in counted if one.below]
    if found.verdict is Verdict.INSIDE and below:
        said += f" It was below the line in {_period(below[-1].day, found)}, and has come back."
    return said


def _period(day: date, found: Judged) -> str:
    """April to June 2026, or May 2026."""
    days = sorted(one.day for one in found.periods)
    monthly = len(days) > 1 and (days[1] - days[0]).days < 40
    if monthly:
        return f"{day:%B %Y}"
    last = date(day.year + (day.month + 2 > 12), (day.month + 1) % 12 + 1, 1)
    return f"{day:%B} to {last:%B %Y}"


def rule_words(rule: RuleTerms) -> str:
    """What was chosen, with both errors, in a sentence."""
    if rule.why_not:
        return f"No patience rule: {rule.why_not}"
    if not rule.errors:
        return ""
    last = rule.errors[-1]
    return f"Patience {PATIENCE_SHORT[rule.choice]}: {errors_words(last)}"


def errors_words(found: ErrorTerms) -> str:
    """Both errors by one moment.

    >>> print(errors_words(ErrorTerms(months=24, flagged=0.043, missed_half=0.41, missed_one=0.024)))
    within 24 months 4 of 100 trusts that do as their comparators did are asked to talk; of 100 that slide by half a \
point a month 41 are missed, and of 100 that slide by a whole point 2.
    """
    return (
        f"within {found.months} months {_of_100(found.flagged)} of 100 trusts that do as their comparators did are "
        f"asked to talk; of 100 that slide by half a point a month {_of_100(found.missed_half)} are missed, and of 100 "
        f"that slide by a whole point {_of_100(found.missed_one)}."
    )


def choices_table(rule: RuleTerms) -> ChartTable:
    """Each choice with both errors at the end of the months that the rule reaches."""
    months = rule.errors[-1].months
    return ChartTable(
        caption=f"Of 100 trusts that started alike, by {months} months",
        headings=(
            "Patience",
            "Do as expected, and are asked to talk",
            "Slide half a point a month, and are missed",
            "Slide one point a month, and are missed",
        ),
        rows=tuple(
            (
                PATIENCE_SHORT[one.choice].capitalize() + (" (chosen)" if one.choice is rule.choice else ""),
                _of_100(one.errors[-1].flagged),
                _of_100(one.errors[-1].missed_half),
                _of_100(one.errors[-1].missed_one),
            )
            for one in rule.choices
        ),
    )


def after_the_name(found: Judged) -> str:
    """The sentence of a verdict without its name, which stands before it in bold."""
    name = VERDICTS[found.verdict]
    rest = found.sentence.removeprefix(name).lstrip(":, ")
    return rest[:1].upper() + rest[1:]


def _of_100(share: float) -> str:
    return f"{100 * share:.0f}" if round(100 * share) else "fewer than 1"


def backtest_sentences(found: PatienceBacktest) -> tuple[str, ...]:
    """What the back-test found, as a chair would read it."""
    line = _of(found, PatienceRule.LINE)
    chart = _of(found, PatienceRule.CHART_RAW)
    months = found.months
    return (
        f"Of {found.trusts} trusts, over {months} months from each of {found.origins} moments ({found.first_origin} to "
        f"{found.last_origin}), our line asked {percent(line, 0.0, months)} to talk although nothing was done to their "
        f"figures; a control chart of the percentage flagged {percent(chart, 0.0, months)}.",
        f"By {months} months it caught {percent(line, 0.5, months)} of slides of half a point a month, and "
        f"{percent(line, 1.0, months)} of slides of a whole point.",
        f"On past paths of trusts it was not drawn from, it flagged {in_words(found.simulated)}.",
        f"{found.stopped} of {found.cases} cases met a change of recording; the rule then asks for a new start, and "
        f"they are left out. Only {found.windows} of these times do not overlap, so the limits are if anything too "
        "narrow.",
    )


def percent(score: RuleScore, slide: float, months: int) -> str:
    """What a rule flagged of one slide by so many months, with its limits."""
    return in_words(next(one for one in score.flagged if (one.slide, one.months) == (slide, months)))


def in_words(found: Flagged) -> str:
    """4.6% (2.5 to 7.3%)."""
    if found.low is None or found.high is None:
        return f"{100 * found.share:.1f}%"
    return f"{100 * found.share:.1f}% ({100 * found.low:.1f} to {100 * found.high:.1f}%)"


def say_patience_backtest(found: PatienceBacktest) -> str:
    """The whole back-test as text for a terminal."""
    lines = [*found.sentences, ""]
    for months in sorted({one.months for score in found.rules for one in score.flagged}):
        lines.append(f"Flagged by {months} months | as it was | half a point a month | one point a month")
        lines += [
            f"{RULES[score.rule]} | " + " | ".join(percent(score, slide, months) for slide in (0.0, 0.5, 1.0))
            for score in found.rules
        ]
        lines.append("")
    lines.append("Of every case, those with a change of recording too | as it was | half a point | one point")
    lines += [
        f"{RULES[score.rule]} | " + " | ".join(in_words(one) for one in score.of_all if one.months == found.months)
        for score in found.rules
    ]
    lines += ["", f"Protocol {found.protocol}, method {found.method}, {found.source}; {found.seconds:.0f} s."]
    return "\n".join(lines)


def _of(found: PatienceBacktest, rule: PatienceRule) -> RuleScore:
    return next(one for one in found.rules if one.rule is rule)
