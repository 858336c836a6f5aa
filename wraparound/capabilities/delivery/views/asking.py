"""What every page of delivery does alike: a refusal is a sentence, and words come from wording."""

from wraparound.capabilities.delivery.terms.milestones import EvidenceSort, MilestoneState
from wraparound.capabilities.delivery.terms.plans import GroupBy
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan, Choice
from wraparound.capabilities.delivery.wording import milestones as tell
from wraparound.capabilities.delivery.wording import plain
from wraparound.capabilities.delivery.wording import plans as say
from wraparound.capabilities.delivery.wording import recommendations as answer
from wraparound.capabilities.delivery.wording import slips as slip
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotPlan, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {
        "say": say,
        "tell": tell,
        "slip": slip,
        "answer": answer,
        "plain": plain,
        "Choice": Choice,
        "GroupBy": GroupBy,
        "State": MilestoneState,
        "Evidence": EvidenceSort,
    }
    return {**known, **more}
