"""Compacts as they are shown: the list, one of them with its texts, and two versions side by side."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Value, When

from wraparound.capabilities.compacts.access import OWN_OR_HELD, START, VERIFY
from wraparound.capabilities.compacts.calculation.clock import Stretch, day_of, moved_to, part_after
from wraparound.capabilities.compacts.calculation.documents import (
    agreement_in,
    frozen_in,
    ranges_in,
)
from wraparound.capabilities.compacts.calculation.drafting import (
    differing,
)
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.queries.merging import merged
from wraparound.capabilities.compacts.queries.patience import judged_of, judged_until
from wraparound.capabilities.compacts.queries.reading import (
    compact_of,
    current_of,
    may_comment,
    rule_for,
    seen_by,
    sides_of,
    subject_of,
    text_of,
    texts_of,
    visible,
)
from wraparound.capabilities.compacts.queries.realism import Standing, latest_of, standing_of
from wraparound.capabilities.compacts.queries.texts import text_line, text_terms
from wraparound.capabilities.compacts.queries.undertakings import DUE_SOON, UNSETTLED, in_terms, late_by
from wraparound.capabilities.compacts.terms.agreement import Agreement, Difference, Follows, Party
from wraparound.capabilities.compacts.terms.compacts import (
    CompactLine,
    CompactList,
    CompactQuestion,
    CompactTerms,
    Compared,
    EffectTerms,
    ResultDue,
    TextState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.patience import Judged
from wraparound.capabilities.compacts.wording.agreement import day, item_line
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import post_seen
from wraparound.people.access import ensure
from wraparound.people.queries.grants import seers_of
from wraparound.people.queries.looking import shown, why_let_in
from wraparound.people.queries.organisations import within_reach
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

ON_A_PAGE = 50
SHOWN = ("name", "compact")
STATE = TextState


def compacts(question: CompactQuestion, *, viewer: Viewer, on: date) -> CompactList:
    """One page of the compacts that the viewer may see, by organisation: their state, and what is overdue in each."""
    ensure(viewer, OWN_OR_HELD)
    rows = _narrowed(visible(viewer=viewer), question)
    matching = rows.count()
    pages = max(1, -(-matching // ON_A_PAGE))
    page = min(question.page, pages)
    order = ("organisation__name", "pk")
    # Only what is on the page is counted: the others would cost as much each, and nobody sees them.
    here = rows.order_by(*order).values("pk")[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    counted = _counted(Compact.objects.filter(pk__in=here), on, viewer)
    listed = list(counted.select_related("organisation", "leader").order_by(*order))
    shown([row.leader_id for row in listed if row.leader_id], SHOWN, VERIFY, viewer=viewer)
    return CompactList(tuple(_line(row) for row in listed), matching, page, pages, question)


def compact(number: int, *, viewer: Viewer, on: date, version: int | None = None) -> CompactTerms:
    """One compact with one version of its text: the one asked for, else the one in force, else the newest readable.

    NoSuchCompact where there is none for this viewer. Everybody who sees it is logged as having looked at its leader.
    """
    return compact_terms(compact_of(number, viewer=viewer), viewer=viewer, on=on, version=version)


def compact_terms(row: Compact, *, viewer: Viewer, on: date, version: int | None = None) -> CompactTerms:
    """The same of a row that the caller has found the viewer may see."""
    rule, about = rule_for(row, viewer=viewer), subject_of(row, viewer=viewer)
    texts = texts_of(row, viewer=viewer)
    text = text_of(row, version, viewer=viewer) if version is not None else current_of(texts, viewer=viewer)
    if text is not None:
        # What is signed names the parties, which are read already.
        text.compact = row
    sides = sides_of(row, viewer=viewer)
    effects = tuple(effect_terms(one) for one in _effects(row))
    if row.leader_id:
        shown([row.leader_id], SHOWN, rule, viewer=viewer, about=about)
    place, opened = row.organisation, row.opened_by
    standing = standing_of(place, viewer=viewer)
    return CompactTerms(
        number=row.pk,
        organisation_code=place.code,
        organisation=place.name,
        region=place.region.name,
        made_up=place.made_up,
        has_evidence=standing.known,
        leader=row.leader.name if row.leader else "",
        leader_key=str(row.leader.key) if row.leader else "",
        role=row.role,
        asks_region=row.asks_region,
        asks_centre=row.asks_centre,
        opened_at=row.opened_at,
        opened_by=opened.name if opened else row.opened_by_name,
        ended_at=row.ended_at,
        text=text_terms(text, row, viewer=viewer, on=on) if text else None,
        texts=tuple(text_line(one) for one in texts),
        undertakings=_undertakings(row, text, sides, on, viewer),
        effects=effects,
        due=results_due(text, effects, on),
        merged=merged(row, viewer=viewer),
        latest=_latest(text, standing, viewer),
        judged=judged_in(text, standing, effects, on=on, viewer=viewer),
        sides=sides,
        seers=tuple(
            (one.person, one.why) for one in seers_of(about, seen_by(row, viewer=viewer), viewer=viewer, on=on)
        ),
        why=why_let_in(rule, viewer=viewer, about=about),
        may_comment=may_comment(row, viewer=viewer),
        today=on,
        post=post_seen(row.post, viewer=viewer, day=Day(on)),
    )


def version_of(number: int, *, viewer: Viewer) -> int:
    """The version of a compact's record that a form about its parties carries."""
    return version_number(compact_of(number, viewer=viewer), viewer=viewer)


def places_to_start(*, viewer: Viewer, most: int = 500) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations for which the viewer may begin a compact, by name; the first ones of many."""
    return within_reach(START, viewer=viewer, most=most) if viewer.person is not None else ()


def compared(number: int, before: int, after: int, *, viewer: Viewer, on: date) -> Compared:
    """Two versions side by side; NoSuchCompact where one of them is not the viewer's to read."""
    row = compact_of(number, viewer=viewer)
    old, new = (agreement_in(text_of(row, one, viewer=viewer).content) for one in (before, after))
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], SHOWN, rule_for(row, viewer=viewer), viewer=viewer, about=about)
    lines = [*_basics(old, new)]
    lines += [
        Difference(part.value, key, item_line(was, old) if was else "", item_line(now, new) if now else "")
        for part, key, was, now in differing(old, new)
    ]
    return Compared(before, after, tuple(lines))


def effect_terms(row: Effect, *, viewer: Viewer | None = None) -> EffectTerms:
    """What followed, as a term; the row with its undertaking."""
    return EffectTerms(
        number=row.pk,
        sort=Follows(row.sort),
        undertaking=row.undertaking_id,
        because=row.words,
        starts=row.starts,
        ends=row.ends,
        said_at=row.said_at,
        bears_on=tuple(row.bears_on.split()),
        ranges=ranges_in(row.ranges),
        lifted=row.lifted,
    )


def pauses_of(effects: Iterable[EffectTerms], *, viewer: Viewer | None = None) -> list[Stretch]:
    """The times in which the clock stood still."""
    return [Stretch(one.starts, one.ends, one.bears_on) for one in effects if one.sort is Follows.PAUSE]


def judged_in(
    text: Text | None, standing: Standing, effects: Sequence[EffectTerms], *, on: date, viewer: Viewer
) -> tuple[Judged, ...]:
    """What the patience rules frozen with a version in force say of the figures that are published today."""
    if text is None or text.state != STATE.IN_FORCE or not text.frozen:
        return ()
    rules, results = frozen_in(text.frozen).patience, agreement_in(text.content).results
    until = judged_until(text.compact, on, viewer=viewer)
    return judged_of(rules, results, standing, pauses_of(effects), today=until, viewer=viewer)


def _narrowed(rows: QuerySet[Compact], question: CompactQuestion) -> QuerySet[Compact]:
    if text := question.text.strip():
        found = Q(organisation__name__icontains=text) | Q(leader__name__icontains=text) | Q(role__icontains=text)
        rows = rows.filter(found | Q(organisation__code__iexact=text))
    in_force, offered = (_has(state) for state in (STATE.IN_FORCE, STATE.OFFERED))
    if question.state == "ended":
        return rows.filter(ended_at__isnull=False)
    if question.state == "in_force":
        return rows.filter(in_force, ended_at__isnull=True)
    if question.state == "signing":
        return rows.filter(offered, ended_at__isnull=True)
    if question.state == "writing":
        return rows.filter(~in_force, ~offered, ended_at__isnull=True)
    return rows


def _has(state: TextState) -> Exists:
    return Exists(Text.objects.filter(compact=OuterRef("pk"), state=state))


def _counted(rows: QuerySet[Compact], on: date, viewer: Viewer) -> QuerySet[Compact]:
    """With the state of its text, and how much of what was promised is overdue or due soon."""
    order = Case(
        When(_has(STATE.IN_FORCE), then=Value(1)),
        When(_has(STATE.OFFERED), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    unsettled = Q(undertakings__state__in=UNSETTLED, ended_at__isnull=True)
    late = late_by(on, "undertakings__", viewer=viewer) & Q(ended_at__isnull=True)
    soon = unsettled & Q(undertakings__due_on__gte=on, undertakings__due_on__lte=on + DUE_SOON)
    standing = Effect.objects.filter(compact=OuterRef("pk"), sort=Follows.PAUSE, ends__isnull=True)
    return rows.annotate(
        place=order,
        late=Count("undertakings", filter=late),
        near=Count("undertakings", filter=soon),
        first=Min("undertakings__due_on", filter=unsettled & Q(undertakings__due_on__gte=on)),
        stands=Exists(standing),
        offered=_has(STATE.OFFERED),
    )


def _line(row: Compact) -> CompactLine:
    counted: Any = row
    state = {1: "In force", 2: "To be signed", 3: "Being written"}[counted.place]
    if counted.place == 1 and counted.offered:
        state = "In force; an amendment is to be signed"
    return CompactLine(
        number=row.pk,
        organisation_code=row.organisation.code,
        organisation=row.organisation.name,
        made_up=row.organisation.made_up,
        leader=row.leader.name if row.leader else "",
        role=row.role,
        state=("Ended" if counted.place == 1 else "Put aside") if row.ended_at else state,
        overdue=counted.late,
        due_soon=counted.near,
        paused=counted.stands,
        next_on=counted.first,
    )


def _effects(row: Compact) -> QuerySet[Effect]:
    return Effect.objects.filter(compact=row.pk).order_by("-starts", "-pk")


def _undertakings(
    row: Compact, text: Text | None, sides: tuple[Party, ...], on: date, viewer: Viewer
) -> tuple[UndertakingTerms, ...]:
    agreed = agreement_in(text.content) if text is not None and text.state == STATE.IN_FORCE else None
    rows = (
        Undertaking.objects.filter(compact=row.pk)
        .select_related("reported_by", "confirmed_by")
        .order_by("due_on", "pk")
    )
    listed = list(rows)
    for one in listed:
        one.compact = row
    return tuple(in_terms(one, sides, on, viewer=viewer, agreed=agreed) for one in listed)


def results_due(
    text: Text | None, effects: Sequence[EffectTerms], on: date, *, viewer: Viewer | None = None
) -> tuple[ResultDue, ...]:
    """When each result of an agreed version is due as of the day, moved by what stood still since it is in force."""
    if text is None or text.state not in (STATE.IN_FORCE, STATE.REPLACED):
        return ()
    # The days agreed in this version were agreed knowing of what had stood still before it.
    since = day_of(text.in_force_at) if text.in_force_at else on
    pauses = [part for one in pauses_of(effects) if (part := part_after(one, since)) is not None]
    if text.ended_at is not None:
        # What came after it was replaced moves the days of the version that replaced it.
        on = min(on, day_of(text.ended_at))
        pauses = [Stretch(one.starts, min(one.ends or on, on), one.bears_on) for one in pauses if one.starts < on]
    found = []
    for one in agreement_in(text.content).results:
        by = moved_to(one.by, one.key, pauses, on)
        found.append(ResultDue(one.key, by, (by - one.by).days))
    return tuple(found)


def _latest(text: Text | None, standing: Standing, viewer: Viewer) -> tuple[tuple[str, float, str], ...]:
    results = agreement_in(text.content).results if text else ()
    found = [(one.key, latest_of(one, standing, viewer=viewer)) for one in results]
    return tuple((key, *newest) for key, newest in found if newest is not None)


def _basics(old: Agreement, new: Agreement) -> Iterable[Difference]:
    pairs = (
        ("first day", day(old.starts), day(new.starts)),
        ("months", f"{old.months} months", f"{new.months} months"),
        ("starting point", " ".join(old.starting_point), " ".join(new.starting_point)),
        ("afterwards", old.afterwards, new.afterwards),
    )
    return (Difference("basics", name, before, after) for name, before, after in pairs if before != after)
