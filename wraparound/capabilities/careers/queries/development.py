"""Development plans: read by the person, and by those to whom they show one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.calculation.development import steps_of, texts_of
from wraparound.capabilities.careers.calculation.gaps import gap_lines
from wraparound.capabilities.careers.models.development import DevelopmentPlan, PlanTalk, PlanTalkVersion
from wraparound.capabilities.careers.queries.assessments import earlier_said, own_answers
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.queries.profiles import profile_line
from wraparound.capabilities.careers.terms.development import (
    DAYS_BEFORE,
    LONGEST_STEP,
    NEWS_DAYS,
    DevelopmentPlanLine,
    DevelopmentPlanPage,
    Direction,
    PlanStep,
    Side,
    TalkLine,
    TalkOver,
    TalkPage,
    TalkTerms,
)
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.gaps import GapLine, GapState
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.wording import development as say
from wraparound.capabilities.careers.wording.profiles import role_words
from wraparound.capabilities.focus.queries.texts import split_of
from wraparound.capabilities.focus.terms.splits import SplitLine, SplitRead
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look
from wraparound.records.models.log import Look
from wraparound.records.queries.history import version_number

SHOWN = ("name", "development plan")


def own_plans(*, viewer: Viewer) -> tuple[DevelopmentPlanLine, ...]:
    """The viewer's plans, the one whose next day comes first; none for the public."""
    if viewer.person is None:
        return ()
    rows = sorted(_plans().filter(person=viewer.person), key=lambda one: (one.next_on or date.max, one.pk))
    return tuple(
        DevelopmentPlanLine(
            number=row.pk,
            role=profile_line(row.profile, viewer=viewer),
            direction=Direction(row.direction) if row.direction else None,
            steps=len(row.steps),
            done=sum(bool(one["done_on"]) for one in row.steps),
            next_on=row.next_on,
        )
        for row in rows
    )


def own_plan_row(number: int, *, viewer: Viewer) -> DevelopmentPlan:
    """The row of a plan of the viewer's own; NoSuchCareer for everybody else, whatever their role."""
    ensure(viewer, OWN)
    row = _plans().filter(pk=number, person=viewer.person).first()
    if row is None:
        raise NoSuchCareer
    return row


def plan_page(number: int, *, viewer: Viewer) -> DevelopmentPlanPage:
    """A plan of the viewer's own, with what the role asks and is not met."""
    row = own_plan_row(number, viewer=viewer)
    talks = [_talk(one) for one in row.talks.select_related("person", "partner").order_by("-pk")]
    return _page(row, viewer, tuple(talks), _gaps(row, viewer))


def split_of_steps(number: int, *, viewer: Viewer, typed: str = "", key: int = 0) -> SplitRead:
    """What the open steps of the viewer's own plan say of what and of how; NoSuchCareer for everybody else.

    It is for the person alone, while they write: nothing of it is kept, and nobody to whom the plan is shown is told.

    Args:
        number: of the plan.
        viewer: its person.
        typed: a step as far as it is typed; it stands for the one of this key, or comes last.
        key: of the step that is being changed; 0 for a new one.
    """
    row = own_plan_row(number, viewer=viewer)
    steps = steps_of(row.steps, {})
    words = {one.key: one.words for one in steps if one.done_on is None}
    if typed.strip() and key not in {one.key for one in steps if one.done_on is not None}:
        words[key] = typed[:LONGEST_STEP]
    lines = [SplitLine(key=str(key), text=text) for key, text in words.items()]
    return split_of(lines, TextKind.OBJECTIVES, called="step", viewer=viewer)


def plans_shown(*, viewer: Viewer, on: date) -> tuple[TalkLine, ...]:
    """Plans that others show the viewer today. That they are named is no look: they named the viewer first."""
    if viewer.person is None:
        return ()
    rows = _counting(on).filter(partner=viewer.person).order_by("until", "pk")
    return tuple(
        TalkLine(
            number=row.pk,
            person=row.person.name,
            role=profile_line(row.plan.profile, viewer=viewer),
            until=row.until,
        )
        for row in rows
    )


def talk_row(number: int, *, viewer: Viewer, on: date) -> PlanTalk:
    """The row of a talk of the viewer's, on either side: a partner's only while it counts; else NoSuchCareer."""
    ensure(viewer, OWN)
    own = _talks().filter(pk=number, person=viewer.person or 0)
    row = own.first() or _counting(on).filter(pk=number, partner=viewer.person or 0).first()
    if row is None:
        raise NoSuchCareer
    return row


def talk_page(number: int, *, viewer: Viewer, on: date) -> TalkPage:
    """A talk with its plan, for either side; a partner's look is logged."""
    row = talk_row(number, viewer=viewer, on=on)
    side = side_of(row, viewer=viewer)
    if side is Side.PARTNER:
        note_look([row.person_id], SHOWN, say.why_let_in(row.until), by=viewer)
    talk = _talk(row)
    return TalkPage(
        talk=talk,
        side=side,
        plan=_page(row.plan, viewer, (), ()),
        may_write=talk.counts(on),
        version=version_number(row, viewer=viewer),
    )


def talk_over(number: int, *, viewer: Viewer, on: date) -> TalkOver | None:
    """That a plan was shown to the viewer and is no longer, which they knew; none for everybody else."""
    ensure(viewer, OWN)
    over = Q(taken_back_on__isnull=False) | Q(until__lt=on)
    row = _talks().filter(over, pk=number, partner=viewer.person or 0, person__is_active=True).first()
    if row is None:
        return None
    return TalkOver(person=row.person.name, until=row.until, taken_back_on=row.taken_back_on)


def side_of(row: PlanTalk, *, viewer: Viewer) -> Side:
    """On which side of a talk the viewer is."""
    return Side.PERSON if row.person_id == viewer.person else Side.PARTNER


def talks_waiting(*, viewer: Viewer, on: date) -> QuerySet[PlanTalk]:
    """Rows of talks of which the latest text waits for the viewer to agree."""
    return _counting(on).filter(waits_for=viewer.person or 0)


def plans_newly_shown(*, viewer: Viewer, on: date) -> QuerySet[PlanTalk]:
    """Rows of plans that were shown to the viewer in the last NEWS_DAYS days, which they have not opened since."""
    first = PlanTalkVersion._default_manager.filter(v_record=OuterRef("pk")).order_by("v_version")
    since = timezone.make_aware(datetime.combine(on - timedelta(days=NEWS_DAYS), time.min))
    looked = Look.objects.filter(
        by=viewer.person or 0, subjects__about=OuterRef("person"), at__gte=OuterRef("shown_at"), fields=", ".join(SHOWN)
    )
    rows = _counting(on).filter(partner=viewer.person or 0, texts=[])
    return rows.annotate(shown_at=Subquery(first.values("v_since")[:1])).filter(~Exists(looked), shown_at__gte=since)


def steps_due(*, viewer: Viewer, on: date) -> QuerySet[DevelopmentPlan]:
    """Rows of the viewer's plans of which a step is due soon, or was."""
    last = on + timedelta(days=DAYS_BEFORE)
    return DevelopmentPlan.objects.filter(person=viewer.person or 0, next_on__lte=last)


def plan_steps(row: DevelopmentPlan, *, viewer: Viewer) -> tuple[PlanStep, ...]:
    """The steps of a plan, by day, each with the title of its competency."""
    framework = framework_called(row.profile.framework, viewer=viewer).framework
    return steps_of(row.steps, {one.key: one.title for one in framework.competencies})


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """The viewer's plans and talks, and talks about plans that others showed them: for the copy of their data.

    Of a talk about somebody else's plan it holds what the viewer wrote; what the other wrote only while it counts, and
    then that is a look.
    """
    on = timezone.localtime(at).date()
    held: list[HeldElsewhere] = []
    for row in _plans().filter(person=viewer.person or 0).order_by("pk"):
        page = _page(row, viewer, (), ())
        steps = [" ".join((one.words, one.title, one.help_needed, say.step_words(one, on))) for one in page.steps]
        what = f"Your development plan: {role_words(page.role.sought)}"
        words = "\n".join(filter(None, (say.direction_words(page), page.why, *steps)))
        held.append(HeldElsewhere.on_day(row.begun_on, "Careers", what, by=row.person.name, words=words))
    for talk in _talks().filter(Q(person=viewer.person or 0) | Q(partner=viewer.person or 0)).order_by("pk"):
        terms = _held_talk(talk, viewer, on)
        what = f"A talk about the development plan of {terms.person} with {terms.partner}"
        texts = [f"{say.text_words(one)}\n{one.words}" for one in terms.texts]
        day = terms.texts[-1].written_on if terms.texts else talk.plan.begun_on
        words = "\n".join((say.talk_words(terms, on), *texts))
        held.append(HeldElsewhere.on_day(day, "Careers", what, by=terms.person, words=words))
    return tuple(held)


def _held_talk(row: PlanTalk, viewer: Viewer, on: date) -> TalkTerms:
    terms = _talk(row)
    if side_of(row, viewer=viewer) is Side.PERSON:
        return terms
    if terms.counts(on) and row.person.is_active:
        if any(one.by is Side.PERSON for one in terms.texts):
            note_look([row.person_id], SHOWN, say.why_let_in(row.until), by=viewer)
        return terms
    return replace(terms, texts=tuple(one for one in terms.texts if one.by is Side.PARTNER))


def _plans() -> QuerySet[DevelopmentPlan]:
    of_roles = ("profile__organisation__region", "profile__region")
    return DevelopmentPlan.objects.select_related("person", "controller", *of_roles)


def _talks() -> QuerySet[PlanTalk]:
    of_roles = ("plan__person", "plan__profile__organisation__region", "plan__profile__region")
    return PlanTalk.objects.select_related("person", "partner", "controller", *of_roles)


def _counting(on: date) -> QuerySet[PlanTalk]:
    return _talks().filter(until__gte=on, taken_back_on__isnull=True, person__is_active=True, partner__is_active=True)


def _talk(row: PlanTalk) -> TalkTerms:
    waits = None if row.waits_for_id is None else Side.PERSON if row.waits_for_id == row.person_id else Side.PARTNER
    return TalkTerms(
        number=row.pk,
        person=row.person.name,
        partner=row.partner.name,
        until=row.until,
        taken_back_on=row.taken_back_on,
        texts=texts_of(row.texts, {Side.PERSON: row.person.name, Side.PARTNER: row.partner.name}),
        waits_for=waits,
    )


def _gaps(row: DevelopmentPlan, viewer: Viewer) -> tuple[GapLine, ...]:
    held = framework_called(row.profile.framework, viewer=viewer)
    _, said = own_answers(held.key, viewer=viewer)
    asks = [Ask(**one) for one in row.profile.asks]
    lines = gap_lines(held.framework, asks, said, earlier_said(held, viewer=viewer))
    return tuple(one for one in lines if one.state is not GapState.MET)


def _page(
    row: DevelopmentPlan, viewer: Viewer, talks: tuple[TalkTerms, ...], gaps: tuple[GapLine, ...]
) -> DevelopmentPlanPage:
    framework = framework_called(row.profile.framework, viewer=viewer).framework
    asked = {one["competency"] for one in row.profile.asks}
    titles = {one.key: one.title for one in framework.competencies}
    return DevelopmentPlanPage(
        number=row.pk,
        person=row.person.name,
        role=profile_line(row.profile, viewer=viewer),
        direction=Direction(row.direction) if row.direction else None,
        why=row.why,
        steps=steps_of(row.steps, titles),
        gaps=gaps,
        talks=talks,
        competencies=tuple((key, title) for key, title in titles.items() if key in asked),
        version=version_number(row, viewer=viewer),
    )
