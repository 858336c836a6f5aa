"""A trust that somebody made up, to try out what real trusts would be told."""

from dataclasses import dataclass

from wraparound.published.terms import Organisation, PerformanceFigure

MADE_UP_FIGURES = "made_up_figures"
"""The table that made-up figures say they stand in; no release holds it."""


@dataclass(frozen=True, kw_only=True)
class MadeUpTrust:
    """A trust in no release, with figures of its own; their addresses name the table of made-up figures.

    It is judged beside real trusts and is never a case, a comparator or a search result for anybody. A measure has one
    figure a period, by the period's first day. ValueError where a figure has another code.
    """

    organisation: Organisation
    figures: tuple[PerformanceFigure, ...]

    def __post_init__(self) -> None:
        strangers = sorted({one.code for one in self.figures} - {self.organisation.code})
        if strangers:
            raise ValueError(f"Figures of {', '.join(strangers)} are none of {self.organisation.code}'s.")
