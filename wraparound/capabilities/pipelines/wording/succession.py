"""Readiness and succession in words."""

from collections.abc import Mapping

from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use

BANDS: Mapping[Band, str] = {
    Band.READY_NOW: "Ready now",
    Band.ONE_TO_TWO: "1–2 years",
    Band.THREE_TO_FIVE: "3–5 years",
}
BANDS_MEAN: Mapping[Band, str] = {
    Band.READY_NOW: "could take up such a post within 6 to 12 months of the day it was agreed",
    Band.ONE_TO_TWO: "could take up such a post one to two years after the day it was agreed",
    Band.THREE_TO_FIVE: "could take up such a post three to five years after the day it was agreed",
}
USES: Mapping[Use, str] = {Use.SUCCESSOR: "successor", Use.COVER: "emergency cover"}
SORTS: Mapping[Sort, str] = {
    Sort.NAMED: "a person here",
    Sort.EXTERNAL: "somebody outside this site",
    Sort.UNKNOWN: "to be found",
}
STATES: Mapping[State, str] = {State.PROPOSED: "proposed", State.CONFIRMED: "confirmed"}
