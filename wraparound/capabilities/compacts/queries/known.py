"""What is known of a compact on a day, as a review sees it: results, ranges, promises, what followed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts import evidence
from wraparound.capabilities.compacts.calculation.clock import Stretch, day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, frozen_in
from wraparound.capabilities.compacts.calculation.reviews import due_now
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.models.reviews import ExitCriterion
from wraparound.capabilities.compacts.queries.compacts import effect_terms, judged_in, pauses_of
from wraparound.capabilities.compacts.queries.realism import Standing, figures_of, standing_of
from wraparound.capabilities.compacts.queries.undertakings import in_terms
from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, Result
from wraparound.capabilities.compacts.terms.compacts import EffectTerms, TextState, UndertakingState
from wraparound.capabilities.compacts.terms.criteria import CriterionState, KnownCriterion
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.terms.reviews import Known, KnownEffect, KnownResult, KnownUndertaking
from wraparound.capabilities.compacts.wording.compacts import effect_line
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.terms.access import Viewer


def text_in_force(row: Compact, *, viewer: Viewer) -> Text | None:
    """The version that binds, also of a compact that has come to its last day; none before there is one."""
    found: Text | None = Text.objects.filter(compact=row.pk, state=TextState.IN_FORCE).first()
    return found


def known_of(
    row: Compact, text: Text, criteria: Iterable[ExitCriterion] | None = None, *, viewer: Viewer, on: date
) -> Known:
    """What is known of it on the day; the caller has found that the viewer sees the compact."""
    agreement = agreement_in(text.content)
    effects = [effect_terms(one) for one in Effect.objects.filter(compact=row.pk).order_by("-starts", "-pk")]
    since = day_of(text.in_force_at) if text.in_force_at else on
    standing = standing_of(row.organisation, viewer=viewer)
    frozen = {one.key: one for one in frozen_in(text.frozen).ranges} if text.frozen else {}
    judged = {one.key: one for one in judged_in(text, standing, effects, on=on, viewer=viewer)}
    rows = ExitCriterion.objects.filter(compact=row.pk).order_by("pk") if criteria is None else criteria
    return Known(
        on=on,
        version=text.number,
        release=release_in_use(viewer=viewer).id,
        made_up_release=evidence.MADE_UP_RELEASE if row.organisation.made_up else "",
        results=tuple(
            replace(_result(one, frozen.get(one.key), effects, since, standing, on, viewer), judged=judged.get(one.key))
            for one in agreement.results
        ),
        undertakings=_undertakings(row, on, viewer),
        effects=tuple(_effect(one, agreement) for one in effects),
        criteria=tuple(known_criterion(one, viewer=viewer) for one in rows if one.state != CriterionState.TAKEN_OUT),
    )


def figures_by_period(results: Sequence[Result], row: Compact, *, viewer: Viewer) -> dict[str, dict[date, float]]:
    """For each result the figures published of its measure today, by the first day of their period."""
    standing = standing_of(row.organisation, viewer=viewer)
    return {
        one.key: {period: percent for period, percent, _ in figures_of(one, standing, viewer=viewer)} for one in results
    }


def known_criterion(row: ExitCriterion, *, viewer: Viewer) -> KnownCriterion:
    """An exit criterion as a review sees it."""
    return KnownCriterion(
        number=row.pk,
        programme=row.programme,
        words=row.words,
        measure=row.measure,
        level=row.level,
        decided_by=row.decided_by,
        expected=row.expected_on,
        state=CriterionState(row.state),
        settled_on=row.settled_on,
        evidence=row.evidence,
    )


def _result(
    result: Result,
    frozen: Range | None,
    effects: Sequence[EffectTerms],
    since: date,
    standing: Standing,
    on: date,
    viewer: Viewer,
) -> KnownResult:
    pauses: list[Stretch] = pauses_of(effects)
    by = due_now(result.by, result.key, pauses, since, on)
    anew = next(
        (
            (found, one.starts)
            for one in effects
            if one.sort is Follows.RERANGE
            for found in one.ranges
            if found.key == result.key
        ),
        (None, None),
    )
    figures = figures_of(result, standing, viewer=viewer)
    of, percent, period = figures[-1] if figures else (None, None, "")
    return KnownResult(
        result=result,
        range=frozen,
        anew=anew[0],
        anew_on=anew[1],
        by=by,
        moved=(by - result.by).days,
        percent=percent,
        period=period,
        of=of,
    )


def _undertakings(row: Compact, on: date, viewer: Viewer) -> tuple[KnownUndertaking, ...]:
    rows = Undertaking.objects.filter(compact=row.pk).exclude(state=UndertakingState.ENDED)
    found = []
    for one in rows.select_related("reported_by", "confirmed_by").order_by("due_on", "pk"):
        one.compact = row
        said = in_terms(one, (), on, viewer=viewer)
        found.append(
            KnownUndertaking(
                number=said.number,
                key=said.key,
                sort=said.sort,
                words=said.words,
                giver=said.giver_words,
                receiver=said.receiver_words,
                due=said.due,
                state=said.state,
                overdue=said.overdue,
                delivered_on=said.delivered_on,
                evidence=said.evidence,
            )
        )
    return tuple(found)


def _effect(one: EffectTerms, agreement: Agreement) -> KnownEffect:
    return KnownEffect(
        number=one.number,
        sort=one.sort,
        because=one.because,
        starts=one.starts,
        ends=one.ends,
        lifted=one.lifted,
        line=effect_line(one, agreement),
    )
