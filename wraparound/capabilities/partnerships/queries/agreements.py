"""Partnerships as they are shown: the list, one of them, and how much each organisation helps others today."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from wraparound.capabilities.partnerships.access import PROPOSE, READ_OURS, SEE_REGION, SPEAK, SUGGEST
from wraparound.capabilities.partnerships.calculation.agreements import possible, waits_for
from wraparound.capabilities.partnerships.calculation.reviews import is_shown
from wraparound.capabilities.partnerships.calculation.terms import terms_in
from wraparound.capabilities.partnerships.models.agreements import Acceptance, Agreement, Diagnosis, Terms
from wraparound.capabilities.partnerships.models.own_words import StatedOffer
from wraparound.capabilities.partnerships.models.reviews import JointText, PartnershipReview, ReviewWords
from wraparound.capabilities.partnerships.queries.closing import gone_from
from wraparound.capabilities.partnerships.queries.reading import (
    agreement_of,
    newest_joint,
    rule_for,
    sides_of,
    standing_of,
    subject_of,
    visible,
)
from wraparound.capabilities.partnerships.terms.agreements import (
    OPEN,
    Accepted,
    AgreementLine,
    AgreementPage,
    AgreementState,
    DaysKnown,
    EndedHow,
    EndOf,
    JointWords,
    OwnDiagnosis,
    PartnershipsPage,
    ReviewLine,
    Side,
    Standing,
    SuggestionLine,
    TermsPage,
)
from wraparound.capabilities.partnerships.terms.own_words import Helping, Topic
from wraparound.capabilities.partnerships.terms.reviews import ReviewSort
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.leaders import holders_of
from wraparound.people.queries.looking import shown, why_let_in
from wraparound.people.queries.organisations import organisation_of, within_reach
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.queries.history import version_number

STATE = AgreementState
WEIGHS = (STATE.TERMS, STATE.IN_FORCE)
"""The states in which the days of a helper can be promised."""


def partnerships(*, viewer: Viewer, on: date) -> PartnershipsPage:
    """What is under way and what is past, of the viewer's boards and of what was agreed in their region."""
    lines = lines_of(list(visible(viewer=viewer).order_by("helped__name", "helper__name", "-pk")), viewer=viewer)
    return PartnershipsPage(
        places=within_reach(SPEAK, viewer=viewer),
        open=tuple(one for one in lines if one.state in OPEN),
        past=tuple(one for one in lines if one.state not in OPEN),
        suggested=_suggested(viewer),
        may_suggest=allows(viewer, SUGGEST),
    )


def lines_of(rows: Sequence[Agreement], *, viewer: Viewer) -> list[AgreementLine]:
    """Rows that the viewer may read as lines of a list."""
    if not rows:
        return []
    standings = _standings(rows, viewer)
    terms = _newest_terms(rows)
    return [_line(row, standings[row.pk], terms.get(row.pk), viewer) for row in rows]


def agreement(number: int, *, viewer: Viewer, on: date) -> AgreementPage:
    """One partnership as the viewer may read it; NoSuchPartnership where it is not theirs.

    What each board writes for itself is shown to the other once both have; a region reads what was agreed alone.
    """
    row = agreement_of(number, viewer=viewer)
    rule, about, sides = rule_for(row, viewer=viewer), subject_of(row, viewer=viewer), sides_of(row, viewer=viewer)
    standing, ours = standing_of(row, viewer=viewer), rule is not SEE_REGION
    versions = _versions(row, viewer)
    current = versions[0] if versions and (ours or row.in_force_at) else None
    names = [person for one in versions for person in _acceptors(one)] if current else []
    shown(names, ("name", "what they accepted for their board"), rule, viewer=viewer, about=about)
    return AgreementPage(
        number=row.pk,
        helper_code=row.helper.code,
        helper=row.helper.name,
        helped_code=row.helped.code,
        helped=row.helped.name,
        made_up=row.helper.made_up or row.helped.made_up,
        topic=Topic(row.topic),
        words=row.words if ours else "",
        state=standing.state,
        proposed_by=standing.proposed_by,
        suggested=row.suggested_by_id is not None,
        opened_on=row.opened_at.date(),
        sides=sides,
        moves=possible(standing, sides[0]) if len(sides) == 1 else (),
        waits_for=tuple(one for one in Side if one in waits_for(standing)),
        unheard=_unheard(row, standing, viewer, on) if ours else (),
        told=tuple(one for one in Side if one in standing.told),
        own=_own(row, sides, ours),
        joint=_joint(newest_joint(row, None, viewer=viewer)) if ours else None,
        terms=_terms_page(current) if current else None,
        before=tuple(_terms_page(one) for one in versions[1:]) if ours else (),
        in_force_on=row.in_force_at.date() if row.in_force_at else None,
        last_day=row.last_day,
        end=_end_of(row, sides, ours),
        gone=gone_from(row, viewer=viewer),
        helper_days=_days_known(row, current, viewer, on) if Side.HELPER in sides else None,
        reviews=review_lines(row, viewer=viewer, on=on) if ours else (),
        learned=_learned(row, ours),
        why=why_let_in(rule, viewer=viewer, about=about),
        today=on,
    )


def _unheard(row: Agreement, standing: Standing, viewer: Viewer, on: date) -> tuple[str, ...]:
    """Names of the organisations that are waited for and for which nobody could answer."""
    waited = [row.helper if side is Side.HELPER else row.helped for side in Side if side in waits_for(standing)]
    return tuple(
        one.name for one in waited if not holders_of(Subject.at(one.pk, one.region_id), SPEAK, viewer=viewer, on=on)
    )


def own_diagnosis_version(number: int, *, viewer: Viewer) -> int:
    """The version of what the viewer's own board thinks is wrong, which a form carries; 0 before there are words."""
    row = agreement_of(number, viewer=viewer)
    mine = Diagnosis.objects.filter(agreement=row, side__in=sides_of(row, viewer=viewer)).first()
    return version_number(mine, viewer=viewer) if mine else 0


def places_beside(code: str, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations to which one can propose something, by name; of a real one, real ones."""
    ensure(viewer, SPEAK)
    mine = organisation_of(code, viewer=viewer)
    rows = Organisation.objects.filter(made_up=mine.made_up).exclude(pk=mine.pk).exclude(kind="Region")
    return tuple(rows.order_by("name", "pk").values_list("code", "name"))


def can_propose_to(code: str, other: str, *, viewer: Viewer) -> bool:
    """Whether the viewer speaks for the one organisation, and the other uses this site, so that it can answer."""
    mine = dict(within_reach(SPEAK, viewer=viewer))
    return code in mine and other in dict(places_beside(code, viewer=viewer))


def places_to_suggest(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of every organisation, by name: one of the two at least is of the viewer's own region."""
    ensure(viewer, SUGGEST)
    return tuple(Organisation.objects.exclude(kind="Region").order_by("name", "pk").values_list("code", "name"))


def helping_of(codes: Collection[str], *, viewer: Viewer, on: date) -> Mapping[str, Helping]:
    """How much each of these organisations helps others, and is helped, on the day; every code that is asked has one.

    What was only proposed, declined or taken back counts nowhere.
    """
    ensure(viewer, PROPOSE)
    wanted = {one.upper() for one in codes}
    offered = _offered(wanted, on)
    helps, helped = dict.fromkeys(wanted, 0), dict.fromkeys(wanted, 0)
    promised = dict.fromkeys(wanted, 0.0)
    for helper, other, in_force, days in _weighing(on):
        if in_force and helper in wanted:
            helps[helper] += 1
        if in_force and other in wanted:
            helped[other] += 1
        if helper in wanted:
            promised[helper] += days
    return {
        code: Helping(
            code=code,
            helps=helps[code],
            helped=helped[code],
            days_promised=promised[code],
            days_offered=offered.get(code),
        )
        for code in sorted(wanted)
    }


def days_known(row: Agreement, days: float, *, viewer: Viewer, on: date) -> DaysKnown:
    """The days of the helper: what it offered, what it promised to others, and what it would promise here."""
    ensure(viewer, READ_OURS, subject_of(row, viewer=viewer))
    code = row.helper.code
    promised = sum(one for helper, _, _, one in _weighing(on, but=row.pk) if helper == code)
    return DaysKnown(offered=_offered({code}, on).get(code), promised=promised, here=days)


def review_lines(row: Agreement, *, viewer: Viewer, on: date) -> tuple[ReviewLine, ...]:
    """The reviews of a partnership by their day, as its boards see them."""
    reviews = PartnershipReview.objects.filter(agreement=row, left_at__isnull=True).order_by("due_on", "pk")
    rows = list(reviews)
    wrote: dict[int, set[Side]] = {one.pk: set() for one in rows}
    for review, side in ReviewWords.objects.filter(review__in=rows).values_list("review", "side"):
        wrote[review].add(Side(side))
    settled = set(JointText.objects.filter(review__in=rows, agreed_at__isnull=False).values_list("review", flat=True))
    return tuple(
        ReviewLine(
            number=one.pk,
            due_on=one.due_on,
            is_ending=one.sort == ReviewSort.ENDING,
            written=tuple(side for side in Side if side in wrote[one.pk]),
            shown=is_shown(wrote[one.pk], one.due_on, on),
            settled=one.pk in settled,
        )
        for one in rows
    )


def joint_words(row: JointText | None, *, viewer: Viewer) -> JointWords | None:
    """A text of both as a term, for one who may read it."""
    return _joint(row)


def _joint(row: JointText | None) -> JointWords | None:
    if row is None:
        return None
    agreed = row.agreed_at.date() if row.agreed_at else None
    return JointWords(row.number, row.words, Side(row.side), row.written_at.date(), agreed)


def _standings(rows: Iterable[Agreement], viewer: Viewer) -> dict[int, Standing]:
    """How each stands: what is over or in force needs no further question."""
    settled = {row.pk: Standing(state=STATE(row.state), proposed_by=_side(row.proposed_by)) for row in rows}
    asked = [row for row in rows if row.state in (STATE.DIAGNOSIS, STATE.TERMS)]
    return {**settled, **{row.pk: standing_of(row, viewer=viewer) for row in asked}}


def _side(kept: str) -> Side | None:
    return Side(kept) if kept else None


def _newest_terms(rows: Iterable[Agreement]) -> dict[int, Terms]:
    listed = [row.pk for row in rows if row.in_force_at]
    return {one.agreement_id: one for one in Terms.objects.filter(agreement__in=listed).order_by("number")}


def _line(row: Agreement, standing: Standing, terms: Terms | None, viewer: Viewer) -> AgreementLine:
    sides = sides_of(row, viewer=viewer)
    return AgreementLine(
        number=row.pk,
        helper_code=row.helper.code,
        helper=row.helper.name,
        helped_code=row.helped.code,
        helped=row.helped.name,
        topic=Topic(row.topic),
        state=standing.state,
        sides=sides,
        waits=bool(waits_for(standing) & set(sides)),
        since=row.moved_at.date(),
        last_day=row.last_day,
        days=terms_in(terms.content).days if terms else None,
    )


def _suggested(viewer: Viewer) -> tuple[SuggestionLine, ...]:
    """What the viewer suggested: how the boards answered is theirs, so that each stays as it was suggested."""
    if viewer.person is None:
        return ()
    rows = Agreement.objects.filter(suggested_by=viewer.person).select_related("helper", "helped").order_by("-pk")
    return tuple(
        SuggestionLine(helper=row.helper.name, helped=row.helped.name, topic=Topic(row.topic), on=row.opened_at.date())
        for row in rows[:50]
    )


def _versions(row: Agreement, viewer: Viewer) -> list[Terms]:
    rows = Terms.objects.filter(agreement=row).prefetch_related("acceptances__accepted_by").order_by("-number")
    return list(rows)


def _acceptors(terms: Terms) -> list[int]:
    return [one.accepted_by_id for one in terms.acceptances.all()]


def _terms_page(row: Terms) -> TermsPage:
    return TermsPage(
        number=row.number,
        side=Side(row.side),
        written_on=row.written_at.date(),
        digest=row.digest,
        terms=terms_in(row.content),
        accepted=tuple(_accepted(one) for one in sorted(row.acceptances.all(), key=lambda one: one.accepted_at)),
    )


def _accepted(one: Acceptance) -> Accepted:
    return Accepted(Side(one.side), one.accepted_by.name, one.acting_as, one.accepted_at.date())


def _own(row: Agreement, sides: tuple[Side, ...], ours: bool) -> tuple[OwnDiagnosis, ...]:
    """What each side thinks is wrong: one's own, and the other's once both have written."""
    if not ours:
        return ()
    rows = list(Diagnosis.objects.filter(agreement=row).order_by("side"))
    both = len(rows) == len(Side)
    return tuple(
        OwnDiagnosis(Side(one.side), one.words, one.written_at.date()) for one in rows if both or one.side in sides
    )


def _end_of(row: Agreement, sides: tuple[Side, ...], ours: bool) -> EndOf | None:
    """How it ended; why is for the boards alone."""
    if row.ended_at is None:
        return None
    how = EndedHow(row.ended_how) if row.ended_how else None
    return EndOf(on=row.ended_at.date(), side=_side(row.ended_by), how=how, why=row.ended_why if ours and sides else "")


def _days_known(row: Agreement, terms: Terms | None, viewer: Viewer, on: date) -> DaysKnown | None:
    if terms is None or row.state != STATE.TERMS:
        return None
    return days_known(row, terms_in(terms.content).days, viewer=viewer, on=on)


def _learned(row: Agreement, ours: bool) -> tuple[JointWords, ...]:
    """What both learned at the end: for the boards, and for their region where both let it be read."""
    rows = JointText.objects.filter(review__agreement=row, review__sort=ReviewSort.ENDING, agreed_at__isnull=False)
    if not ours:
        rows = rows.filter(review__helper_publishes=True, review__helped_publishes=True)
    newest = rows.order_by("-number").first()
    found = _joint(newest)
    return (found,) if found else ()


def _offered(codes: Collection[str], on: date) -> dict[str, float]:
    """The days a month that these organisations say they could give in all, of what counts on the day."""
    found: dict[str, float] = {}
    rows = StatedOffer.objects.filter(organisation__code__in=codes, ended_at__isnull=True, review__gte=on)
    for code, days, until in rows.values_list("organisation__code", "days", "until"):
        if until is None or until >= on:
            found[code] = found.get(code, 0.0) + days
    return found


def _weighing(on: date, but: int | None = None) -> list[tuple[str, str, bool, float]]:
    """Helper, helped, whether it is in force and has begun, and days: of what is in force or accepted by the helper."""
    rows = Agreement.objects.filter(state__in=WEIGHS).exclude(pk=but or 0).select_related("helper", "helped")
    known = {row.pk: row for row in rows}
    newest = {one.agreement_id: one for one in Terms.objects.filter(agreement__in=list(known)).order_by("number")}
    accepted = Acceptance.objects.filter(side=Side.HELPER, terms__in=list(newest.values()))
    by_helper = set(accepted.values_list("terms__agreement", flat=True))
    place = partial(_weighed, on)
    return [
        place(known[number], one)
        for number, one in newest.items()
        if known[number].state == STATE.IN_FORCE or number in by_helper
    ]


def _weighed(on: date, row: Agreement, one: Terms) -> tuple[str, str, bool, float]:
    terms = terms_in(one.content)
    return row.helper.code, row.helped.code, row.state == STATE.IN_FORCE and terms.starts <= on, terms.days
