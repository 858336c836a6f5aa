"""Questions put in words: the choices of a form, and the same question as an address and as a command."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from wraparound.capabilities.expectations.terms.performance import ComparatorAnswer, ForecastAnswer, TargetAnswer
from wraparound.capabilities.expectations.terms.recovery import Cohort, RecoveryAnswer, SpellOrder
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.finding import KIND_LABELS
from wraparound.capabilities.expectations.wording.odds import SCENARIO_LABELS
from wraparound.methods.trajectories.national import Scenario
from wraparound.published.measure_files import card_of, measure_cards
from wraparound.published.terms import Kind, Measure, Regime

MONTHS_TO_CHOOSE = 36

COHORT_CHOICES = {
    Cohort.ALL: "Everyone",
    Cohort.FIRST_ELEVEN: "The first eleven (July 2013)",
    Cohort.LATER: "Later entrants",
    Cohort.FROM_2017: "Entered 2017 or later",
}


SPELL_CHOICES = {
    SpellOrder.ALL: "First and second",
    SpellOrder.FIRST: "First spells only",
    SpellOrder.SECOND: "Second spells only",
}


def cohort_choices(answer: RecoveryAnswer) -> list[tuple[str, str]]:
    """The cohorts that this regime has, for a choice."""
    only_quality = (Cohort.FIRST_ELEVEN, Cohort.LATER)
    return [
        (cohort.value, words)
        for cohort, words in COHORT_CHOICES.items()
        if answer.regime is Regime.QUALITY or cohort not in only_quality
    ]


def spell_choices() -> list[tuple[str, str]]:
    """First, second or all spells, for a choice."""
    return [(spell.value, words) for spell, words in SPELL_CHOICES.items()]


def api_link(answer: RecoveryAnswer) -> str:
    """The same answer from the API."""
    given = {
        "cohort": "" if answer.cohort is Cohort.ALL else answer.cohort.value,
        "spell": "" if answer.spell is SpellOrder.ALL else answer.spell.value,
        "kind": answer.kind.value if answer.kind else "",
        "served": f"{answer.months_served:g}" if answer.months_served else "",
    }
    asked = urlencode({name: value for name, value in given.items() if value})
    return f"/api/expectations/recovery/{answer.regime.value}" + (f"?{asked}" if asked else "")


def command(answer: RecoveryAnswer) -> str:
    """The same answer from the command line."""
    parts = [f"wraparound expectations recovery --regime {answer.regime.value}"]
    if answer.cohort is not Cohort.ALL:
        parts.append(f"--cohort {answer.cohort.value}")
    if answer.spell is not SpellOrder.ALL:
        parts.append(f"--spell {answer.spell.value}")
    if answer.kind:
        parts.append(f'--kind "{answer.kind.value}"' if " " in answer.kind.value else f"--kind {answer.kind.value}")
    if answer.months_served:
        parts.append(f"--served {answer.months_served:g}")
    return " ".join(parts)


def pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Words as choices."""
    return [(word, word) for word in words]


def kind_pairs(kinds: Sequence[Kind]) -> list[tuple[str, str]]:
    """Kinds of trust as choices."""
    return [(kind.value, KIND_LABELS[kind]) for kind in kinds]


def closed_link(address: str, search: TrustSearch) -> str:
    """The same search with closed trusts too."""
    given = {"q": search.text, "region": search.region or "", "kind": search.kind.value if search.kind else ""}
    asked = {name: value for name, value in given.items() if value}
    return f"{address}?{urlencode({**asked, 'closed': 1, 'stay': 1})}"


def regime_link(address: str, answer: TrustAnswer) -> str:
    """The page of the curve with the same spells counted."""
    kind = answer.like_it.kind
    return f"{address}?{urlencode({'kind': kind.value})}" if kind else address


def measure_choices(measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """Measures as choices, in the order of their labels' table."""
    return [(measure, card.label) for measure, card in measure_cards().items() if measure in measures]


def scenario_choices() -> list[tuple[str, str]]:
    """Assumptions about the median trust as choices."""
    return [(scenario.value, words) for scenario, words in SCENARIO_LABELS.items()]


def month_choices(measure: Measure, data_to: date, chosen: str = "") -> list[tuple[str, str]]:
    """The ends of the periods after the figures end, for three years, and the month that was chosen.

    As ("2028-03", "March 2028").
    """
    last = data_to.year * 12 + data_to.month - 1
    every = card_of(measure).months_per_period
    days = {date(month // 12, month % 12 + 1, 1) for month in range(last + every, last + MONTHS_TO_CHOOSE + 1, every)}
    with suppress(ValueError):
        days.add(date.fromisoformat(f"{chosen.strip()}-01"))
    return [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in sorted(days)]


def followed_choices(measure: Measure, reaches_months: int) -> list[tuple[str, str]]:
    """How long comparators may be followed, as choices."""
    every = card_of(measure).months_per_period
    return [(str(months), f"{months} months") for months in range(every, reaches_months + 1, every)]


def check_link(answer: TargetAnswer) -> str:
    """The same check from the API."""
    asked = {"target": f"{answer.target:g}", "by": answer.by, **_scenario(answer.scenario)}
    return f"/api/expectations/trusts/{answer.organisation.code}/check/{answer.measure}?{urlencode(asked)}"


def brief_link(path: str, shown: ForecastAnswer | None) -> str:
    """The brief with the measure that the page shows first."""
    return with_parts(path, measure=shown.measure) if shown else path


def target_link(path: str, answer: TargetAnswer) -> str:
    """The page of one check."""
    asked = {"measure": answer.measure, "target": f"{answer.target:g}", "by": answer.by}
    return with_parts(path, **asked, **_scenario(answer.scenario))


def check_command(answer: TargetAnswer) -> str:
    """The same check from the command line."""
    scenario = "" if answer.scenario is Scenario.HELD else f" --scenario {answer.scenario.value}"
    return (
        f"wraparound expectations check {answer.organisation.code} --measure {answer.measure} "
        f"--target {answer.target:g} --by {answer.by}{scenario}"
    )


def forecast_link(answer: ForecastAnswer) -> str:
    """The same fan from the API."""
    asked = urlencode(_scenario(answer.scenario))
    path = f"/api/expectations/trusts/{answer.organisation.code}/forecast/{answer.measure}"
    return f"{path}?{asked}" if asked else path


def forecast_command(answer: ForecastAnswer) -> str:
    """The same fan from the command line."""
    scenario = "" if answer.scenario is Scenario.HELD else f" --scenario {answer.scenario.value}"
    return f"wraparound expectations forecast {answer.organisation.code} --measure {answer.measure}{scenario}"


def comparators_link(answer: ComparatorAnswer) -> str:
    """The same comparators from the API."""
    path = f"/api/expectations/trusts/{answer.organisation.code}/comparators/{answer.measure}"
    return with_parts(path, months=answer.months_ahead, **_scenario(answer.scenario))


def comparators_command(answer: ComparatorAnswer) -> str:
    """The same comparators from the command line."""
    scenario = "" if answer.scenario is Scenario.HELD else f" --scenario {answer.scenario.value}"
    return (
        f"wraparound expectations comparators {answer.organisation.code} --measure {answer.measure} "
        f"--months {answer.months_ahead}{scenario}"
    )


def with_parts(address: str, **parts: object) -> str:
    """An address with what is asked of it; empty parts are left out."""
    asked = urlencode({name: value for name, value in parts.items() if value})
    return f"{address}?{asked}" if asked else address


def _scenario(scenario: Scenario) -> dict[str, str]:
    return {} if scenario is Scenario.HELD else {"scenario": scenario.value}
