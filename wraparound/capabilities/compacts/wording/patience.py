"""The patience rule in words: its back-test, what is chosen before signing, and what it says of new figures."""

from wraparound.capabilities.compacts.terms.patience import Flagged, PatienceBacktest, PatienceRule, RuleScore

RULES = {
    PatienceRule.LINE: "our line: let us talk",
    PatienceRule.CERTIFICATE: "our certificate: unlike the comparison trusts",
    PatienceRule.ONE_LOW: "one month in the lowest tenth",
    PatienceRule.THREE_LOW: "three months in a row in the lowest tenth",
    PatienceRule.CHART: "control chart (XmR), beside the median",
    PatienceRule.CHART_RAW: "control chart (XmR), the percentage itself",
}


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
