"""What organisations of a region shared of their plans, in words."""

from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.plans import SharedPlan, SharedWithRegion
from wraparound.capabilities.delivery.wording.milestones import state_words
from wraparound.capabilities.delivery.wording.plain import begun, counted, few, so_many
from wraparound.charts.terms import ChartTable

NAME = "What was shared"
NONE_SHARED = "No organisation of this region has shared anything of its plan yet."
ORDER = "In the order of the alphabet. Nobody is compared with anybody; declining is an answer like the others."
KEPT = "What is not shared is the organisation’s own. Counts under five are said as “fewer than 5”."
NOBODY = "–"


def answer_words(found: SharedWithRegion) -> tuple[str, ...]:
    """How much was shared, in a sentence or two."""
    sharing = [one for one in found.plans if one.answered or one.milestones]
    if not sharing:
        return (NONE_SHARED,)
    milestones = [one for plan in sharing for one in plan.milestones]
    late = so_many(sum(one.is_overdue(found.on) for one in milestones), "is", "are")
    return (
        f"{begun(counted(len(sharing), 'organisation'))} of {found.organisations} shared something of "
        f"{'its plan' if len(sharing) == 1 else 'their plans'}: "
        f"{counted(sum(len(one.answered) for one in sharing), 'answer')} and {counted(len(milestones), 'milestone')}.",
        f"Of these milestones {so_many(sum(not one.is_open for one in milestones), 'has', 'have')} ended and {late} "
        "overdue.",
    )


def kept_words(one: SharedPlan) -> str:
    """How much an organisation did not share."""
    return f"Not shared: {few(one.kept_answers)} answers and {few(one.kept_milestones)} milestones."


def shared_line(one: MilestoneTerms, found: SharedWithRegion) -> str:
    """Where a shared milestone stands; whose it is stays with the organisation."""
    return f"{state_words(one, found.on)}."


def answers_table(found: SharedWithRegion) -> ChartTable:
    """Who answered how, of those who shared it."""
    return ChartTable(
        caption="Answers that were shared",
        headings=("Recommendation", "Adopt", "Adapt", "Decline"),
        rows=tuple(
            (
                one.title,
                "; ".join(one.adopt) or NOBODY,
                "; ".join(one.adapt) or NOBODY,
                "; ".join(one.decline) or NOBODY,
            )
            for one in found.answers
        ),
    )


def say_region(found: SharedWithRegion) -> str:
    """A region at the terminal."""
    lines = [found.name, *answer_words(found)]
    for plan in found.plans:
        lines.append(f"{plan.name}:")
        lines += [f"- {one.title}: {shared_line(one, found)}" for one in plan.milestones]
        lines.append(kept_words(plan))
    return "\n".join(lines)
