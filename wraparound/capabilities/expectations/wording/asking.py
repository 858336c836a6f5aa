"""Questions put in words: the choices of a form, and the same question as an address and as a command."""

from collections.abc import Sequence
from urllib.parse import urlencode

from wraparound.capabilities.expectations.terms.recovery import Cohort, RecoveryAnswer, SpellOrder
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.finding import KIND_LABELS
from wraparound.published.terms import Kind, Regime

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
