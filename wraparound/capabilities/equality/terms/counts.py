"""Counts as they leave the store, for whoever publishes them once small numbers are kept back."""

from dataclasses import dataclass

from wraparound.capabilities.equality.terms.monitoring import IndicatorSide
from wraparound.capabilities.equality.terms.stages import FunnelStage


@dataclass(frozen=True, kw_only=True)
class StageCount:
    """People of one group who came to a stage at an organisation: each person once, however often they came to it.

    `group` is a group of the list, or why there is no answer (a value of `Without`). `people` is a plain count, not yet
    fit to be shown.
    """

    organisation: str
    group: str
    stage: FunnelStage
    people: int


@dataclass(frozen=True, kw_only=True)
class SideCount:
    """People of one group at one level who count on a side of an indicator, by an employer's file of one year.

    `level` is the code of a pay level, empty for applicants. `people` is a plain count, not yet fit to be shown.
    """

    organisation: str
    group: str
    level: str
    side: IndicatorSide
    people: int
