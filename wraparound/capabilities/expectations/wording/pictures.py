"""Answers as pictures: what the charts are given to draw, in words and numbers."""

from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, Shown
from wraparound.capabilities.expectations.terms.trusts import CarriedSpell, TrustAnswer
from wraparound.capabilities.expectations.wording.numbers import (
    ENDED_WORDS,
    REGIME_NAMES,
    percent,
    short_name,
    whole_months,
)
from wraparound.capabilities.expectations.wording.recovery import describe_curve, headline, rule_of_the_day
from wraparound.capabilities.expectations.wording.trusts import (
    bar_words,
    spell_sentence,
    when_entered,
    when_left,
)
from wraparound.charts.survival import Mark, Step, SurvivalPicture, survival_chart
from wraparound.charts.terms import Chart, ChartTable
from wraparound.charts.timeline import Bar, TimelinePicture, timeline_chart
from wraparound.published.terms import EndedBy, Regime, Window

FIRST_YEAR = 2013
DAYS_IN_A_YEAR = 365.25
REGIMES_BEGAN = {Regime.QUALITY: 2013.54, Regime.FINANCIAL: 2016.55, Regime.RECOVERY_SUPPORT: 2021.5}
"""Decimal years: July 2013, July 2016, July 2021. No spell can have begun earlier."""


def recovery_picture(
    answer: RecoveryAnswer, *, own: CarriedSpell | None = None, name: str = "recovery"
) -> Chart | None:
    """The recovery curve with what was expected, and one trust's own spell where given; None without a curve."""
    if answer.shown is not Shown.CURVE or answer.followed_to is None:
        return None
    rule = rule_of_the_day(answer)
    return survival_chart(
        SurvivalPicture(
            name=name,
            title=headline(answer),
            description=describe_curve(answer),
            steps=tuple(Step(point.months, point.not_yet_out, point.low, point.high) for point in answer.curve),
            ends_at=answer.followed_to,
            expected=(float(rule.from_months or 0), float(rule.to_months or 0)) if rule else None,
            expected_words=f"Expected: {rule.from_months} months, {rule.to_months} at most" if rule else "",
            half=answer.median_months,
            half_words=f"Half out: {whole_months(answer.median_months)}" if answer.median_months else "",
            own=_own_mark(own),
            table=recovery_table(answer),
        )
    )


def recovery_table(answer: RecoveryAnswer) -> ChartTable:
    """The figures behind the curve, month by month, by three estimates."""
    rows = tuple(
        (
            str(row.months),
            _share(row.out),
            _range(row.low, row.high),
            _share(row.recovered),
            _range(row.recovered_low, row.recovered_high),
            _share(row.merged),
            _range(row.out_at_least, row.out_at_most),
            str(row.still_followed),
        )
        for row in answer.by_month
    )
    return ChartTable(
        caption=f"Share out of {REGIME_NAMES[answer.regime]}, by months after entry",
        headings=(
            "Months after entry",
            "Out (merger set aside)",
            "95% range",
            "Recovered (merger competing)",
            "Its 95% range",
            "Ended by merger",
            "Out, by the whole windows of dates",
            "Spells that lasted so long",
        ),
        rows=rows,
    )


def spells_picture(answer: TrustAnswer) -> Chart | None:
    """The trust's spells on a calendar; None where there is none."""
    if not answer.spells:
        return None
    end_year = answer.figures_to.year + 1
    return timeline_chart(
        TimelinePicture(
            name="spells",
            title=f"Time in special measures and recovery support: {short_name(answer.organisation.name)}",
            description=" ".join(spell_sentence(carried) for carried in answer.spells),
            bars=tuple(_bar(carried) for carried in answer.spells),
            first_year=FIRST_YEAR,
            end_year=end_year,
            table=_spells_table(answer),
        )
    )


def own_spell(answer: TrustAnswer) -> CarriedSpell | None:
    """The trust's own longest recovery in the regime that its comparison is about; None without one."""
    own = [
        carried
        for carried in answer.spells
        if carried.through is None
        and carried.spell.regime is answer.like_it.regime
        and carried.spell.ended_by is EndedBy.RECOVERED
        and carried.length.months is not None
    ]
    return max(own, key=lambda carried: carried.length.months or 0, default=None)


def _own_mark(own: CarriedSpell | None) -> Mark | None:
    if own is None or own.length.months is None:
        return None
    return Mark(own.length.months, f"This trust: {whole_months(own.length.months)}")


def _bar(carried: CarriedSpell) -> Bar:
    spell = carried.spell
    begins = _year(spell.entered)
    expected = begins + 1 if begins is not None and spell.regime is Regime.QUALITY else None
    return Bar(
        words=bar_words(carried),
        begins=begins,
        ends=_year(spell.exited),
        seen=_year(spell.last_known),
        not_before=REGIMES_BEGAN[spell.regime],
        expected_by=expected,
    )


def _spells_table(answer: TrustAnswer) -> ChartTable:
    rows = tuple(
        (
            REGIME_NAMES[carried.spell.regime].removeprefix("the "),
            short_name(carried.spell.name_then),
            when_entered(carried),
            when_left(carried),
            whole_months(carried.length.months)
            if carried.length.months is not None and carried.spell.exited is not None
            else "not known",
            ENDED_WORDS[carried.spell.ended_by],
        )
        for carried in answer.spells
    )
    return ChartTable(
        caption="Spells, with the name of the trust at the time",
        headings=("Regime", "Trust", "Entered", "Left", "Length", "Ended by"),
        rows=rows,
    )


def _year(window: Window | None) -> float | None:
    """The middle of a window as a decimal year, near enough to draw."""
    return None if window is None else 1 + (window.middle - 1) / DAYS_IN_A_YEAR


def _share(share: float | None) -> str:
    return "not known" if share is None else percent(share)


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "not known"
    return percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"
