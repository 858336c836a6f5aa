"""Exit criteria of a compact, and one of them with everything that was changed in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.reviews import ExitCriterion
from wraparound.capabilities.compacts.queries.reading import (
    NoSuchCompact,
    compact_of,
    rule_for,
    sides_of,
    subject_of,
)
from wraparound.capabilities.compacts.queries.realism import Standing, latest_of, standing_of
from wraparound.capabilities.compacts.terms.agreement import Concern, Party, Result, ResultSort
from wraparound.capabilities.compacts.terms.criteria import CriterionState, CriterionTerms
from wraparound.capabilities.compacts.terms.reviews import WRITING_SIDES
from wraparound.capabilities.compacts.wording.criteria import change_words
from wraparound.people.queries.looking import called, names_of, shown
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import history_of, version_number

STATE = CriterionState
SHOWN = ("name", "exit criteria")


def criterion_row(number: int, *, viewer: Viewer) -> ExitCriterion:
    """The row, with its compact; NoSuchCompact where it is not the viewer's to see."""
    found = ExitCriterion.objects.filter(pk=number).select_related("reported_by", "confirmed_by").first()
    if found is None:
        raise NoSuchCompact
    found.compact = compact_of(found.compact_id, viewer=viewer)
    return found


def criterion(number: int, *, viewer: Viewer, on: date) -> CriterionTerms:
    """One exit criterion with its history; everybody who sees it is logged as having looked at the leader."""
    row = criterion_row(number, viewer=viewer)
    if row.compact.leader_id:
        about, rule = subject_of(row.compact, viewer=viewer), rule_for(row.compact, viewer=viewer)
        shown([row.compact.leader_id], SHOWN, rule, viewer=viewer, about=about)
    (found,) = criteria_in_terms([row], row.compact, viewer=viewer)
    changes = history_of(row._meta.label_lower, row.pk, viewer=viewer)
    names = names_of([one.change.by for one in changes], viewer=viewer)
    told = tuple(
        (
            timezone.localtime(one.change.at),
            called(one.change.by, one.change.by_name, names, viewer=viewer),
            change_words(one.change.why, one.differences),
        )
        for one in changes
    )
    return replace(found, version=version_number(row, viewer=viewer), history=told)


def rows_of(compact: Compact, *, viewer: Viewer) -> list[ExitCriterion]:
    """Every exit criterion of a compact that the viewer sees, in the order in which they were begun."""
    rows = ExitCriterion.objects.filter(compact=compact.pk).select_related("reported_by", "confirmed_by")
    return list(rows.order_by("programme", "pk"))


def criteria_in_terms(rows: Sequence[ExitCriterion], compact: Compact, *, viewer: Viewer) -> tuple[CriterionTerms, ...]:
    """These as terms, with the newest figure of each measure; the version that a form carries is left out."""
    mine = tuple(one for one in sides_of(compact, viewer=viewer) if one in WRITING_SIDES)
    standing = standing_of(compact.organisation, viewer=viewer) if any(one.measure for one in rows) else None
    return tuple(_term(one, compact, mine, standing, viewer) for one in rows)


def _term(
    row: ExitCriterion, compact: Compact, mine: tuple[Party, ...], standing: Standing | None, viewer: Viewer
) -> CriterionTerms:
    state = STATE(row.state)
    return CriterionTerms(
        number=row.pk,
        compact=compact.pk,
        organisation=compact.organisation.name,
        code=compact.organisation.code,
        leader=compact.leader.name if compact.leader else "",
        programme=row.programme,
        words=row.words,
        measure=row.measure,
        level=row.level,
        decided_by=row.decided_by,
        expected=row.expected_on,
        state=state,
        settled_on=row.settled_on,
        evidence=row.evidence,
        reported_by=row.reported_by.name if row.reported_by else "",
        reported_for=Party(row.reported_for) if row.reported_for else None,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_for=Party(row.confirmed_for) if row.confirmed_for else None,
        latest=_latest(row, standing, viewer),
        writes=bool(mine),
        may_change=bool(mine) and compact.ended_at is None and state is not STATE.MET,
        may_report=bool(mine) and state is not STATE.TAKEN_OUT,
        may_confirm=(
            state is STATE.REPORTED
            and any(one.value != row.reported_for for one in mine)
            and viewer.person != row.reported_by_id
        ),
        version=0,
    )


def _latest(row: ExitCriterion, standing: Standing | None, viewer: Viewer) -> tuple[float, str] | None:
    if standing is None or not row.measure:
        return None
    asked = Result(
        key="x", sort=ResultSort.MEASURE, concern=Concern.WHAT, by=date.max, measure=row.measure, level=row.level
    )
    return latest_of(asked, standing, viewer=viewer)
