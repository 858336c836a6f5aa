"""Saying which post in pipelines a compact or a prospectus is about. The words under which it was agreed stay."""

from datetime import datetime

from wraparound.capabilities.compacts.access import WRITE_PROSPECTUS
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact, Prospectus
from wraparound.capabilities.compacts.queries.posts import post_meant
from wraparound.capabilities.compacts.queries.prospectuses import about, prospectus_of
from wraparound.capabilities.compacts.queries.reading import rule_for, sides_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.people.access import Rule, ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

WHY = "Which post it is about"


def point_compact(number: int, post: int | None, *, version: int, at: datetime, by: Viewer) -> None:
    """Any side but the centre says which post a compact is about, or that none of those entered is it."""
    with changing(WHY, at=at, by=by):
        row = held(number, by=by)
        if not any(one is not Party.CENTRE for one in sides_of(row, viewer=by)):
            raise CannotAgree("Only the leader, the board and a region that is asked to sign can say which post it is.")
        ensure_unchanged(row, version, by=by)
        _point(row, post, rule_for(row, viewer=by), at, by)


def point_prospectus(number: int, post: int | None, *, version: int, at: datetime, by: Viewer) -> None:
    """Those who write a prospectus say which post it is about, or that none of those entered is it."""
    with changing(WHY, at=at, by=by):
        row = prospectus_of(number, viewer=by)
        ensure(by, WRITE_PROSPECTUS, about(row.organisation, viewer=by))
        if row.withdrawn_at is not None:
            raise CannotAgree("This prospectus was withdrawn. Put it back first.")
        ensure_unchanged(row, version, by=by)
        _point(row, post, WRITE_PROSPECTUS, at, by)


def _point(row: Compact | Prospectus, post: int | None, rule: Rule, at: datetime, by: Viewer) -> None:
    if post == row.post:
        return
    if post is not None:
        post_meant(row.organisation, post, "", rule, viewer=by, on=day_of(at))
    row.post = post
    row.save(update_fields=["post"])
