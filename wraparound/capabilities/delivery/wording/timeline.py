"""The timeline of a plan as a picture: what is drawn, its description and its table."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms
from wraparound.capabilities.delivery.terms.plans import GroupBy, PlanPage
from wraparound.capabilities.delivery.wording.milestones import STATES, owner_words
from wraparound.capabilities.delivery.wording.plain import begun, counted, day, so_many
from wraparound.capabilities.delivery.wording.plans import grouped
from wraparound.charts.plan import PlanGroup, PlanMark, PlanPicture, plan_chart
from wraparound.charts.terms import Chart, ChartTable

MOST_DRAWN = 40
"""Milestones in one picture, so that it prints on one page; the list beneath has them all."""
HEADINGS = ("Milestone", "Due", "First due", "Owner", "State", "Waits for")


def timeline(found: PlanPage, by: GroupBy, first_due: Mapping[int, date]) -> Chart | None:
    """The picture of what is open, earliest due first; none where nothing is."""
    shown = found.open[:MOST_DRAWN]
    if not shown:
        return None
    return plan_chart(
        PlanPicture(
            name="timeline",
            title=_title(found, len(shown)),
            description=_description(found, shown, first_due),
            groups=tuple(
                PlanGroup(head, tuple(_mark(one, first_due) for one in some))
                for head, some in grouped(found, by, shown)
            ),
            on=found.on,
            on_words="Today" if found.as_at is None else day(found.on),
            table=ChartTable(
                caption="Milestones that are open",
                headings=HEADINGS,
                rows=tuple(_row(one, found, first_due) for one in shown),
            ),
        )
    )


def _title(found: PlanPage, many: int) -> str:
    first = f"The first {many} of {len(found.open)} open milestones" if many < len(found.open) else "What is open"
    return f"{first}, by day"


def _description(found: PlanPage, shown: Sequence[MilestoneTerms], first_due: Mapping[int, date]) -> str:
    moved = sum(first_due.get(one.number, one.due) != one.due for one in shown)
    last = max(one.due for one in shown)
    return (
        f"{begun(counted(len(shown), 'open milestone'))}, from {day(shown[0].due)} to {day(last)}. "
        f"{begun(so_many(moved, 'has', 'have'))} another day than at first: a dashed line runs from the first to the "
        f"present one. {begun(so_many(len(found.overdue), 'is', 'are'))} overdue, left of the line of the day."
    )


def _mark(one: MilestoneTerms, first_due: Mapping[int, date]) -> PlanMark:
    first = first_due.get(one.number, one.due)
    return PlanMark(
        words=one.title,
        due=one.due,
        first=first if first != one.due else None,
        begins=one.due - timedelta(days=one.effort) if one.effort else None,
        ended=one.state is MilestoneState.DONE,
    )


def _row(one: MilestoneTerms, found: PlanPage, first_due: Mapping[int, date]) -> tuple[str, ...]:
    waits = "; ".join(found.titled(number) for number in one.waits_for) or "–"
    state = "Overdue" if one.is_overdue(found.on) else STATES[one.state]
    return (one.title, day(one.due), day(first_due.get(one.number, one.due)), owner_words(one), state, waits)
