"""What stands beside a forecast, in sentences: the standard, England, the newest month, revisions."""

from dataclasses import replace

from wraparound.capabilities.expectations.terms.performance import Beside
from wraparound.capabilities.expectations.wording.measures import card_of
from wraparound.capabilities.expectations.wording.odds import level
from wraparound.published.terms import Measure


def told_beside(measure: Measure, beside: Beside) -> Beside:
    """The same with a sentence for each thing that is held."""
    unit, said = card_of(measure).unit, []
    if beside.month:
        said.append(
            f"In {beside.month.period:%B %Y} it was {level(beside.month.percent)} ({beside.month.within:,} of "
            f"{beside.month.total:,} {unit}); a month counts in the range once its quarter is whole."
        )
    if beside.england:
        said.append(
            f"England in {beside.england.period:%B %Y}, as published: {level(beside.england.percent)}. That counts "
            "providers that are no NHS trusts too, so it is not the median trust."
        )
    if beside.standard is not None:
        said.append(f"The national standard is {beside.standard:g}%.")
    if beside.revised:
        figures = "One figure" if len(beside.revised) == 1 else f"{len(beside.revised)} figures"
        said.append(f"{figures} here replaced what was shown before; the earlier release still holds that.")
    return replace(beside, sentences=tuple(said))
