"""The patience rules of a compact's results: as they would be frozen today, and what the figures say since."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from wraparound.capabilities.compacts.calculation.clock import Stretch, day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, frozen_in
from wraparound.capabilities.compacts.calculation.patience import NoRule, RuleQuestion, judge
from wraparound.capabilities.compacts.calculation.patience import rule_for as rule_made_of
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text
from wraparound.capabilities.compacts.models.patience import Verdict
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, subject_of
from wraparound.capabilities.compacts.queries.realism import Standing, standing_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, Patience, Result, ResultSort
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.patience import (
    CompactPatience,
    Judged,
    PatienceLine,
    RuleTerms,
    SaidVerdict,
)
from wraparound.capabilities.compacts.terms.patience import Verdict as Answer
from wraparound.capabilities.compacts.wording.patience import (
    NO_LONGER_PUBLISHED,
    NOT_AGREED,
    NOT_IN_FORCE,
    told_verdict,
)
from wraparound.capabilities.expectations.queries.fits import fit_of
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.release import EvidenceAltered
from wraparound.published.terms import CannotAnswer, Measure

MOST_SAID = 50
"""Earlier answers on a page, the newest first."""


def patience_of(number: int, *, viewer: Viewer, on: date) -> CompactPatience:
    """The patience rules of a compact in force, what they say of its figures and what they said before.

    NoSuchCompact where the viewer may not see it.
    """
    row = compact_of(number, viewer=viewer)
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], ("name", "compact"), rule_for(row, viewer=viewer), viewer=viewer, about=about)
    text = Text.objects.filter(compact=row, state=TextState.IN_FORCE).first()
    results = agreement_in(text.content).results if text else ()
    rules = frozen_in(text.frozen).patience if text and text.frozen else ()
    standing = standing_of(row.organisation, viewer=viewer)
    pauses, until = pauses_in(row, viewer=viewer), judged_until(row, on, viewer=viewer)
    judged = judged_of(rules, results, standing, pauses, today=until, viewer=viewer)
    by_rule, by_judged = {one.key: one for one in rules}, {one.key: one for one in judged}
    return CompactPatience(
        number=row.pk,
        organisation=row.organisation.name,
        role=row.role,
        leader=row.leader.name if row.leader else "",
        made_up=row.organisation.made_up,
        lines=tuple(
            PatienceLine(result=one, rule=by_rule[one.key], judged=by_judged.get(one.key))
            for one in results
            if one.key in by_rule
        ),
        said=tuple(
            said_terms(one, viewer=viewer) for one in Verdict.objects.filter(compact=row).order_by("-pk")[:MOST_SAID]
        ),
        why_none=NOT_IN_FORCE if text is None else NOT_AGREED,
        leads=viewer.person is not None and viewer.person == row.leader_id,
    )


def said_terms(row: Verdict, *, viewer: Viewer | None = None) -> SaidVerdict:
    """What was said, as a term."""
    return SaidVerdict(
        key=row.key,
        result=row.result,
        verdict=Answer(row.verdict),
        since=row.since,
        newest=row.newest,
        percent=row.percent,
        release=row.release,
        revised=row.revised,
        said_at=timezone.localtime(row.said_at),
    )


def judged_until(row: Compact, on: date, *, viewer: Viewer | None = None) -> date:
    """The day as of which figures are judged: not beyond the end of the compact."""
    return on if row.ended_at is None else min(on, day_of(row.ended_at))


def pauses_in(row: Compact, *, viewer: Viewer) -> list[Stretch]:
    """The times in which the clock of a compact stood still."""
    rows = Effect.objects.filter(compact=row.pk, sort=Follows.PAUSE)
    return [Stretch(one.starts, one.ends, tuple(one.bears_on.split())) for one in rows]


def rules_of(
    agreement: Agreement, standing: Standing, *, today: date, viewer: Viewer, before: Iterable[RuleTerms] = ()
) -> tuple[RuleTerms, ...]:
    """The rule of every result that chose one, as of today; what there can be no rule for says why.

    `before` are the rules in force. An amendment keeps the rule of a result whose measure and patience stay as they
    were: what has happened since the start is not forgotten because something else was agreed anew.
    """
    kept = {(one.key, one.measure, one.choice): one for one in before if not one.why_not}
    asked = [one for one in agreement.results if one.patience not in ("", Patience.NONE)]
    return tuple(
        kept.get((one.key, one.measure, Patience(one.patience))) or _rule(one, agreement, standing, today, viewer)
        for one in asked
    )


def rules_in_force(row: Compact, *, viewer: Viewer) -> tuple[RuleTerms, ...]:
    """The patience rules of the version in force; the caller has found that the viewer sees the compact."""
    frozen = Text.objects.filter(compact=row, state=TextState.IN_FORCE).values_list("frozen", flat=True).first()
    return frozen_in(frozen).patience if frozen else ()


def made_again(rule: RuleTerms, standing: Standing, *, viewer: Viewer) -> RuleTerms:
    """A frozen rule, made once more from the release, day and question that it says it was made from."""
    fit, _, used = fit_of(
        standing.code, Measure(rule.measure), viewer=viewer, release=rule.release, invented=standing.invented
    )
    asked = RuleQuestion(
        key=rule.key,
        choice=rule.choice,
        unit=rule.unit,
        measure=rule.measure,
        lower=rule.lower,
        starts=date.fromisoformat(rule.begins),
        months=rule.asked_months,
        known=date.fromisoformat(rule.made_on),
    )
    return rule_made_of(fit, asked, used)


def judged_of(
    rules: Iterable[RuleTerms],
    results: Sequence[Result],
    standing: Standing,
    pauses: Sequence[Stretch],
    *,
    today: date,
    viewer: Viewer,
) -> tuple[Judged, ...]:
    """What each frozen rule says of the figures of the release in use; silence of a measure it no longer holds."""
    by_key = {one.key: one for one in results}
    found = []
    for rule in rules:
        if rule.why_not or rule.key not in by_key:
            continue
        try:
            fit, card, release = fit_of(standing.code, Measure(rule.measure), viewer=viewer, invented=standing.invented)
        except EvidenceAltered:
            # Evidence that cannot be read says nothing, and nothing is said of it.
            continue
        except CannotAnswer:
            found.append(Judged(key=rule.key, verdict=Answer.SILENT, began=rule.start, detail=NO_LONGER_PUBLISHED))
            continue
        if card.months_per_period != rule.months_per_period or card.lower_is_better != rule.lower:
            found.append(Judged(key=rule.key, verdict=Answer.STOPPED, began=rule.start, release=release))
            continue
        found.append(judge(rule, fit, pauses, today, release))
    return tuple(told_verdict(one) for one in found)


def _rule(result: Result, agreement: Agreement, standing: Standing, today: date, viewer: Viewer) -> RuleTerms:
    choice = Patience(result.patience)
    if result.sort is not ResultSort.MEASURE or not standing.known:
        return RuleTerms(key=result.key, choice=choice, why_not="Nothing is published that a rule could judge.")
    try:
        fit, card, used = fit_of(standing.code, Measure(result.measure), viewer=viewer, invented=standing.invented)
        # What an amendment agrees anew is judged from now to the last day.
        starts = max(agreement.starts, today)
        past = (starts.year - agreement.starts.year) * 12 + starts.month - agreement.starts.month
        asked = RuleQuestion(
            key=result.key,
            choice=choice,
            unit=standing.code,
            measure=result.measure,
            lower=card.lower_is_better,
            starts=starts,
            months=agreement.months - past,
            known=today,
        )
        return rule_made_of(fit, asked, used)
    except (NoRule, CannotAnswer) as trouble:
        return RuleTerms(key=result.key, choice=choice, measure=result.measure, why_not=str(trouble))
