"""A plan in words: what it says first, and its lines."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms
from wraparound.capabilities.delivery.terms.plans import GroupBy, PlanLine, PlanPage
from wraparound.capabilities.delivery.wording.milestones import owner_words, state_words
from wraparound.capabilities.delivery.wording.plain import begun, counted, day, so_many

GROUPS = {
    GroupBy.NOTHING: "By day alone",
    GroupBy.OWNER: "By owner",
    GroupBy.RECOMMENDATION: "By recommendation",
}
EMPTY = (
    "There is no milestone yet. Answer a recommendation, then say what will be so by when, and who owns it: that is a "
    "plan."
)
NO_RECOMMENDATION_WORDS = "For no recommendation"
PAST = "This is the plan as it stood at the end of {}. Nothing can be changed here."
READS = (
    "Read by those who keep this plan, the chair, the chief executive and analysts of the organisation. Your region "
    "reads what you shared, and counts of the rest."
)


def answer_words(found: PlanPage) -> tuple[str, ...]:
    """What the plan says on its day, in a few sentences."""
    if not found.milestones:
        return (_unanswered(found), EMPTY)
    late = so_many(len(found.overdue), "is", "are")
    soon = so_many(len(found.due_soon), "is", "are")
    said = [f"Of {counted(len(found.open), 'open milestone')}, {late} overdue and {soon} due within four weeks."]
    if found.pushed:
        many, waits = len(found.pushed), "it waits" if len(found.pushed) == 1 else "they wait"
        said.append(f"{begun(so_many(many, 'is', 'are'))} due before what {waits} for can be done.")
    return (*said, _unanswered(found))


def _unanswered(found: PlanPage) -> str:
    many = len(found.unanswered)
    if not many:
        return "Every recommendation has an answer."
    return f"{begun(counted(many, 'recommendation has', 'recommendations have'))} no answer yet."


def line_words(one: PlanLine) -> str:
    """A plan in a list."""
    late, soon = so_many(one.overdue, "is", "are"), so_many(one.due_soon, "is", "are")
    return (
        f"{begun(counted(one.open, 'open milestone'))}; {late} overdue and {soon} due within four weeks. "
        f"{begun(counted(one.unanswered, 'recommendation has', 'recommendations have'))} no answer."
    )


def ended_words(found: PlanPage) -> str:
    """How many are done and dropped: the words by which they are opened."""
    done = sum(one.state is MilestoneState.DONE for one in found.ended)
    dropped = len(found.ended) - done
    return f"Done ({done:,}) and dropped ({dropped:,})" if dropped else f"Done ({done:,})"


def leavers_words(many: int) -> str:
    """That owners left, and what is to be done."""
    whose = counted(many, "open milestone belongs", "open milestones belong")
    return f"{begun(whose)} to somebody who no longer has a place or a role here."


def grouped(
    found: PlanPage, by: GroupBy, milestones: Sequence[MilestoneTerms]
) -> tuple[tuple[str, tuple[MilestoneTerms, ...]], ...]:
    """The milestones under the heads of their groups, in the order of heads; each group by due day."""
    if by is GroupBy.NOTHING:
        return (("", tuple(milestones)),) if milestones else ()
    titles = {one.recommendation.key: one.recommendation.title for one in found.answered}
    heads: dict[str, list[MilestoneTerms]] = {}
    for one in milestones:
        head = owner_words(one) if by is GroupBy.OWNER else titles.get(one.recommendation, NO_RECOMMENDATION_WORDS)
        heads.setdefault(head, []).append(one)
    order = [*dict.fromkeys(titles.values()), NO_RECOMMENDATION_WORDS]
    names = sorted(heads) if by is GroupBy.OWNER else [head for head in order if head in heads]
    return tuple((name, tuple(heads[name])) for name in names)


def day_words(found: PlanPage) -> str:
    """Which day is read; empty where it is today."""
    return PAST.format(day(found.as_at)) if found.as_at else ""


def milestone_line(one: MilestoneTerms, on: date) -> str:
    """Where it stands and whose it is."""
    return f"{state_words(one, on)}. Owner: {owner_words(one)}."
