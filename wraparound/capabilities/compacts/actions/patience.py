"""New figures move the compacts in force by themselves: what the patience rules say is written down, and told."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import Stretch, day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, digest_of, frozen_in
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.patience import Verdict
from wraparound.capabilities.compacts.queries.patience import judged_of, pauses_in
from wraparound.capabilities.compacts.queries.realism import standing_of
from wraparound.capabilities.compacts.terms.agreement import TextAltered
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.patience import Judged, JudgedPeriod
from wraparound.capabilities.compacts.terms.patience import Verdict as Answer
from wraparound.capabilities.compacts.wording.agreement import result_words
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

log = logging.getLogger("wraparound.background")
TOLD = (Answer.TALK, Answer.UNLIKE, Answer.STOPPED)
"""Answers that ask something of both sides."""
IN_FORCE = TextState.IN_FORCE


def look_at_figures(*, at: datetime, by: Viewer, only: int | None = None) -> int:
    """Holds the figures in use against every rule in force, or those of one compact; how many answers are new.

    Done again it finds nothing new.

    One compact that cannot be looked at keeps no other from being looked at; whatever else went wrong is raised then.
    """
    ensure(by, RUN_THE_CLOCK)
    rows = Text.objects.filter(state=IN_FORCE, compact__ended_at__isnull=True).exclude(frozen="")
    rows = rows if only is None else rows.filter(compact=only)
    broken: list[Exception] = []
    numbers = list(rows.values_list("compact", flat=True).order_by("compact"))
    found = sum(_looked(number, at, by, broken) for number in numbers)
    if broken:
        raise broken[0]
    return found


def _looked(number: int, at: datetime, by: Viewer, broken: list[Exception]) -> int:
    try:
        return _look(number, at, by)
    except TextAltered:
        log.error("The figures of compact %s were not looked at: its text cannot be read", number)
    except Exception as trouble:
        log.error("The figures of compact %s were not looked at: %s", number, type(trouble).__name__)
        broken.append(trouble)
    return 0


@dataclass(frozen=True)
class _Basis:
    """On what the answers of the rules rest: the text that has them, the figures in use, and when the clock stood."""

    text: int
    release: str
    pauses: tuple[Stretch, ...]


def _look(number: int, at: datetime, by: Viewer) -> int:
    text = _text_of(number)
    # Judged before anything is locked, which takes longer than to write it down: others who write would wait.
    basis = _basis_of(text, by)
    judged = _judged(text, basis, at, by)
    if not _new(text.compact, judged) and not _left_over(text):
        return 0
    with changing("New figures were held against the patience rule", at=at, by=by):
        row = (
            Compact.objects.select_for_update(of=("self",))
            .select_related("organisation__region", "controller")
            .get(pk=number)
        )
        if row.ended_at is not None:
            return 0
        # Asked again: while we waited for our turn, others may have changed on what it rests, or have written it down.
        text = _text_of(number)
        if (now := _basis_of(text, by)) != basis:
            judged = _judged(text, now, at, by)
        found = _new(row, judged)
        before = {one.key: one for one in Verdict.objects.filter(compact=row, latest=True)}
        words = {one.key: result_words(one) for one in agreement_in(text.content).results}
        _left_over(text).update(latest=False)
        for one in found:
            _write(row, one, before.get(one.key), words[one.key], at)
        if any(_asks_anew(one, before.get(one.key)) for one in found):
            tell_sides("compacts.let_us_talk", row, at=at, by=by)
        return len(found)


def _text_of(number: int) -> Text:
    found: Text = Text.objects.select_related("compact__organisation__region").get(compact=number, state=IN_FORCE)
    return found


def _basis_of(text: Text, by: Viewer) -> _Basis:
    return _Basis(text.pk, release_in_use(viewer=by).id, tuple(pauses_in(text.compact, viewer=by)))


def _left_over(text: Text) -> QuerySet[Verdict]:
    """Answers that still stand of results which have no rule any more: an amendment took it away."""
    keys = [one.key for one in frozen_in(text.frozen).patience if not one.why_not]
    rows: QuerySet[Verdict] = Verdict.objects.filter(compact=text.compact_id, latest=True).exclude(key__in=keys)
    return rows


def _judged(text: Text, basis: _Basis, at: datetime, by: Viewer) -> tuple[Judged, ...]:
    """What the rules say."""
    rules = frozen_in(text.frozen).patience
    if not rules:
        return ()
    standing = standing_of(text.compact.organisation, viewer=by)
    results = agreement_in(text.content).results
    return judged_of(rules, results, standing, basis.pauses, today=day_of(at), viewer=by)


def _new(row: Compact, judged: Iterable[Judged]) -> list[Judged]:
    """What the rules say that they have not said yet."""
    said = {one.key: one for one in Verdict.objects.filter(compact=row, latest=True)}
    return [one for one in judged if one.key not in said or _differs(one, said[one.key])]


def _differs(found: Judged, said: Verdict) -> bool:
    """Whether the answer, the newest figure or the figures behind it are others than when it was said last."""
    return (found.verdict, found.newest) != (said.verdict, said.newest) or _fingerprint(found) != said.fingerprint


def _fingerprint(found: Judged) -> str:
    """The fingerprint of the trust's own figures that an answer rests on."""
    return digest_of(json.dumps(_figures(found.periods, None)))


def _figures(periods: Iterable[JudgedPeriod], until: date | None) -> list[list[object]]:
    known = [one for one in periods if one.percent is not None and (until is None or one.day <= until)]
    return [[one.day.isoformat(), one.percent] for one in known]


def _asks_anew(found: Judged, before: Verdict | None) -> bool:
    return found.verdict in TOLD and (before is None or before.verdict != found.verdict)


def _write(row: Compact, found: Judged, before: Verdict | None, words: str, at: datetime) -> None:
    revised, since_said = False, at
    if before is not None and before.verdict == found.verdict and before.rule_start == found.began:
        since_said = before.since_said
    if before is not None:
        then = digest_of(json.dumps(_figures(found.periods, before.newest)))
        same_rule = before.rule_start == found.began
        revised = same_rule and before.newest is not None and then != before.fingerprint
        before.latest = False
        before.save(update_fields=["latest"])
    Verdict.objects.create(
        controller=row.controller,
        compact=row,
        key=found.key,
        result=words[:300],
        verdict=found.verdict,
        since=found.since,
        newest=found.newest,
        percent=found.percent,
        stake=found.stake,
        release=found.release,
        fingerprint=_fingerprint(found),
        revised=revised,
        rule_start=found.began,
        since_said=since_said,
        said_at=at,
    )
