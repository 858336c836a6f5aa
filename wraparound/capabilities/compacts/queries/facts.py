"""What the record knows of a compact at its end: the lines of a statement that no side can alter."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.compacts.calculation.documents import agreement_in, frozen_in
from wraparound.capabilities.compacts.calculation.endings import days_stood, delivered
from wraparound.capabilities.compacts.evidence import MADE_UP_RELEASE
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.models.endings import Ending
from wraparound.capabilities.compacts.queries.compacts import effect_terms, pauses_of, results_due
from wraparound.capabilities.compacts.queries.realism import Standing, figures_of, latest_of, standing_of
from wraparound.capabilities.compacts.queries.texts import sealed_digest
from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, Party, Result
from wraparound.capabilities.compacts.terms.compacts import (
    EffectTerms,
    ResultDue,
    UndertakingSort,
    UndertakingState,
)
from wraparound.capabilities.compacts.terms.endings import (
    RETURN,
    DeliveredFact,
    EndingHow,
    Facts,
    FollowedFact,
    ResultFact,
    Waived,
)
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import begun_words, party, result_names, result_words
from wraparound.capabilities.compacts.wording.ranges import range_words
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after


def facts_of(row: Compact, text: Text, ending: Ending | None, *, viewer: Viewer, on: date) -> Facts:
    """Everything the record knows of a compact that has ended, as it stands today.

    `text` is its version in force, `ending` none where it came to its last day before endings were recorded.
    """
    agreement, frozen = agreement_in(text.content), frozen_in(text.frozen)
    last_day = row.last_day or months_after(agreement.starts, agreement.months)
    ended_on = ending.ends_on if ending is not None else last_day
    effects = [effect_terms(one) for one in Effect.objects.filter(compact=row).order_by("starts", "pk")]
    standing = standing_of(row.organisation, viewer=viewer)
    due = {one.key: one for one in results_due(text, effects, ended_on)}
    ranges = {one.key: one for one in frozen.ranges}
    return Facts(
        compact=row.pk,
        organisation_code=row.organisation.code,
        organisation=row.organisation.name,
        post=row.role,
        leader=str(row.leader.key) if row.leader else "",
        version=text.number,
        signed=sealed_digest(text, viewer=viewer),
        starts=agreement.starts,
        last_day=last_day,
        ended_on=ended_on,
        how=EndingHow(ending.how) if ending is not None else EndingHow.ON_TIME,
        by=Party(ending.party) if ending is not None and ending.party else None,
        reason=ending.reason if ending is not None else "",
        next_steps=ending.next_steps if ending is not None else "",
        successor=ending.successor if ending is not None else "",
        results=tuple(_result(one, due[one.key], ranges.get(one.key), standing, viewer) for one in agreement.results),
        delivered=tuple(_delivered(row, ended_on)),
        followed=tuple(_followed(one, agreement) for one in effects),
        stood_still=days_stood(pauses_of(one for one in effects if not one.lifted), ended_on),
        not_yet=tuple(Waived(one.words, one.until) for one in agreement.not_yet),
        afterwards=agreement.afterwards,
        release=release_in_use(viewer=viewer).id,
        made_up_release=MADE_UP_RELEASE if row.organisation.made_up else "",
        taken_on=on,
    )


def figures_today(row: Compact, text: Text, *, viewer: Viewer) -> dict[str, tuple[tuple[str, float], ...]]:
    """Every figure of today for each result of the text, to hold the figures of a statement against."""
    standing = standing_of(row.organisation, viewer=viewer)
    results = agreement_in(text.content).results
    return {
        one.key: tuple((words, percent) for _, percent, words in figures_of(one, standing, viewer=viewer))
        for one in results
    }


def _result(one: Result, due: ResultDue, found: Range | None, standing: Standing, viewer: Viewer) -> ResultFact:
    figure = latest_of(one, standing, viewer=viewer)
    at_signing = ""
    if found is not None:
        at_signing = f"{found.where} {range_words(found)}".strip() if found.known else found.why_not
    return ResultFact(
        key=one.key,
        words=f"{result_words(one)}{begun_words(one)}",
        concern=one.concern,
        agreed_for=one.by,
        due=due.by,
        moved=due.moved,
        range=at_signing,
        reason=one.reason,
        figure=figure[0] if figure else None,
        period=figure[1] if figure else "",
    )


def _delivered(row: Compact, ended_on: date) -> Iterable[DeliveredFact]:
    """Promises and conditions that were part of it to the end, by the day they were due."""
    rows = Undertaking.objects.filter(compact=row).exclude(state=UndertakingState.ENDED)
    for one in rows.order_by("due_on", "key"):
        giver, state = Party(one.giver), UndertakingState(one.state)
        confirmed = state is UndertakingState.KEPT
        yield DeliveredFact(
            key=one.key,
            sort=UndertakingSort(one.sort),
            words=one.words,
            giver=giver,
            giver_words=party(giver, one.giver_name),
            receiver_words=party(Party(one.receiver), one.receiver_name) if one.receiver else "",
            due=one.due_on,
            state=delivered(state, one.due_on, one.delivered_on, ended_on, confirmed=confirmed),
            contested=one.contested and not confirmed,
            delivered_on=one.delivered_on,
            days=one.days,
            days_given=one.days_given,
            evidence=one.evidence,
            returns=one.component == RETURN,
        )


def _followed(one: EffectTerms, agreement: Agreement) -> FollowedFact:
    return FollowedFact(
        sort=Follows(one.sort),
        because=one.because,
        starts=one.starts,
        ends=one.ends,
        results=result_names(one.bears_on, agreement),
        lifted=one.lifted,
    )
