"""What must be true before visitors are sent to this process. Sentences say what to do and name nobody.

Together they ask the database three small questions, because machines ask every few seconds.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.terms.access import PUBLIC
from wraparound.published.release import EvidenceAltered, home_of
from wraparound.records.models import triggers
from wraparound.records.queries.outbox import worker_is_seen
from wraparound.web.schema import waiting
from wraparound.web.settings.folders import VAR
from wraparound.web.store.apart import EQUALITY_STORE
from wraparound.web.store.room import is_cut_short

log = logging.getLogger("wraparound.readiness")


@dataclass(frozen=True)
class Finding:
    """Whether one thing is as it must be, and a sentence about it."""

    ok: bool
    says: str


def database() -> Finding:
    """Whether the database answers; a connection that died since it was last used is taken anew."""
    try:
        connection.ensure_connection()
        if not connection.is_usable():
            connection.close()
            connection.ensure_connection()
    except Error:
        return Finding(False, "The database cannot be reached: see that it runs and may be used from here.")
    return Finding(True, "The database answers.")


def migrations() -> Finding:
    """Whether the database is as this software expects it."""
    try:
        steps = list(MigrationRecorder(connection).migration_qs.values_list("app", "name"))
    except Error:
        return Finding(False, "The database cannot say what it has been through: prepare it with manage.py migrate.")
    left = len(waiting(steps))
    if left:
        return Finding(False, f"Migrations that have yet to be applied: {left}. Run manage.py migrate.")
    return Finding(True, "Every migration is applied.")


def equality() -> Finding:
    """Whether the store of equality answers and is as this software expects it, and can be opened at all."""
    apart = connections[EQUALITY_STORE]
    try:
        steps = list(MigrationRecorder(apart).migration_qs.values_list("app", "name"))
    except Error:
        apart.close()
        return Finding(False, "The store of equality cannot be read: see that it runs, then run manage.py migrate.")
    if waiting(steps):
        return Finding(False, "The store of equality has migrations that wait. Run manage.py migrate.")
    if not settings.EQUALITY_KEYS:
        # Everything else can be shown without, so that this alone turns nobody away.
        return Finding(
            True, "The store of equality has no key, so nobody can give anything: set WRAPAROUND_EQUALITY_KEYS."
        )
    return Finding(True, "The store of equality answers.")


def evidence() -> Finding:
    """Whether the release on which every answer rests is there and unaltered."""
    try:
        release = release_in_use(viewer=PUBLIC)
        held = (home_of(release.id) / "release.toml").is_file()
    except (EvidenceAltered, OSError):
        held = False
    if not held:
        return Finding(
            False, "The evidence release in use cannot be read: wraparound sources verify says what is wrong."
        )
    return Finding(True, f"Evidence release {release.id} is in use.")


def restore() -> Finding:
    """Whether nothing is half restored."""
    if is_cut_short(VAR):
        return Finding(False, "A restore is under way, or was cut short: wait for it, or run it again.")
    return Finding(True, "No restore is under way.")


def history() -> Finding:
    """Whether the database writes the history of every kept table."""
    silent = triggers.missing(connection)
    if silent:
        return Finding(False, f"The history of {', '.join(silent)} is not being written. Run manage.py migrate.")
    return Finding(True, "The history of every record is being written.")


def worker() -> Finding:
    """Whether somebody works in the background; pages can be shown without, so that this alone turns nobody away."""
    if not worker_is_seen(viewer=PUBLIC, at=timezone.now()):
        return Finding(
            True, "No worker has been heard of for half a minute: what is set off waits. Run wraparound work."
        )
    return Finding(True, "A worker is at work.")


CHECKS: tuple[Callable[[], Finding], ...] = (
    database,
    migrations,
    history,
    equality,
    evidence,
    restore,
    worker,
)
"""Each under the name of its function, in this order."""


def findings() -> dict[str, Finding]:
    """Every check by its name."""
    return {check.__name__: found_by(check) for check in CHECKS}


def found_by(check: Callable[[], Finding]) -> Finding:
    """What one check found; one that breaks has found that something is wrong."""
    try:
        return check()
    except Exception:
        log.exception("The check %s broke", check.__name__)
        return Finding(False, "This could not be found out: the log says where it broke.")
