"""New figures move the compacts in force by themselves: what the patience rules say is written down, and told."""

import json
import logging
from collections.abc import Iterable
from datetime import date, datetime

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
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
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

log = logging.getLogger("wraparound.background")
ASK_FOR_A_TALK = (Answer.TALK, Answer.UNLIKE)
IN_FORCE = TextState.IN_FORCE


def look_at_figures(*, at: datetime, by: Viewer, only: int | None = None) -> int:
    """Holds the figures in use against every rule in force, or those of one compact; how many answers are new.

    Done again it finds nothing new.

    One compact whose text cannot be read keeps no other from being looked at.
    """
    ensure(by, RUN_THE_CLOCK)
    rows = Text.objects.filter(state=IN_FORCE, compact__ended_at__isnull=True).exclude(frozen="")
    rows = rows if only is None else rows.filter(compact=only)
    return sum(_looked(number, at, by) for number in list(rows.values_list("compact", flat=True).order_by("compact")))


def _looked(number: int, at: datetime, by: Viewer) -> int:
    try:
        return _look(number, at, by)
    except TextAltered:
        log.error("The figures of compact %s were not looked at: its text cannot be read", number)
        return 0


def _look(number: int, at: datetime, by: Viewer) -> int:
    text = Text.objects.select_related("compact__organisation__region").get(compact=number, state=IN_FORCE)
    if not _new(text, at, by):
        return 0
    with changing("New figures were held against the patience rule", at=at, by=by):
        row = (
            Compact.objects.select_for_update(of=("self",))
            .select_related("organisation__region", "controller")
            .get(pk=number)
        )
        # Asked again: another worker may have written it down while we waited for our turn.
        text = Text.objects.select_related("compact__organisation__region").get(compact=number, state=IN_FORCE)
        found = _new(text, at, by)
        before = {one.key: one for one in Verdict.objects.filter(compact=row, latest=True)}
        words = {one.key: result_words(one) for one in agreement_in(text.content).results}
        for one in found:
            _write(row, one, before.get(one.key), words[one.key], at)
        if any(_asks_anew(one, before.get(one.key)) for one in found):
            tell_sides("compacts.let_us_talk", row, at=at, by=by)
        return len(found)


def _new(text: Text, at: datetime, by: Viewer) -> list[Judged]:
    """What the rules say that they have not said yet."""
    rules = frozen_in(text.frozen).patience
    if not rules:
        return []
    row = text.compact
    standing = standing_of(row.organisation, viewer=by)
    results = agreement_in(text.content).results
    judged = judged_of(rules, results, standing, pauses_in(row, viewer=by), today=day_of(at), viewer=by)
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
    return found.verdict in ASK_FOR_A_TALK and (before is None or before.verdict != found.verdict)


def _write(row: Compact, found: Judged, before: Verdict | None, words: str, at: datetime) -> None:
    revised = False
    if before is not None:
        then = digest_of(json.dumps(_figures(found.periods, before.newest)))
        revised = before.newest is not None and then != before.fingerprint
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
        said_at=at,
    )
