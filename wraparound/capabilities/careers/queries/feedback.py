"""Rounds of feedback: read by whoever opened them, once they are closed; and by those who are asked, to reply."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.calculation.kept_rounds import from_data, told_lines
from wraparound.capabilities.careers.models.feedback import (
    FeedbackInvitation,
    FeedbackPause,
    FeedbackReport,
    FeedbackRound,
)
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.feedback import (
    FEWEST,
    AskedLine,
    AskedPerson,
    FeedbackRole,
    KeptRound,
    ReplyPage,
    RoundLine,
    RoundPage,
    RoundState,
)
from wraparound.capabilities.careers.terms.frameworks import Framework, NoSuchCareer
from wraparound.capabilities.careers.wording import feedback as say
from wraparound.methods.disclosure import Shown
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere

MANAGER = FeedbackRole.MANAGER


def own_rounds(*, viewer: Viewer, on: date) -> tuple[RoundLine, ...]:
    """The rounds that the viewer opened, the newest first; none for the public."""
    if viewer.person is None:
        return ()
    rows = FeedbackRound.objects.filter(person=viewer.person).order_by("-opened_on", "-pk")
    return tuple(_line(row, viewer, on) for row in rows)


def own_round(number: int, *, viewer: Viewer) -> FeedbackRound:
    """The row of a round of the viewer's own; NoSuchCareer for everybody else, whatever their role."""
    ensure(viewer, OWN)
    row = FeedbackRound.objects.select_related("person", "controller").filter(pk=number, person=viewer.person).first()
    if row is None:
        raise NoSuchCareer
    return row


def feedback_page(number: int, *, viewer: Viewer, on: date) -> RoundPage:
    """A round of the viewer's own: whom they asked and, once it is closed, what was told then. The same every time."""
    row = own_round(number, viewer=viewer)
    held = framework_called(row.framework, viewer=viewer)
    invited = row.invitations.select_related("person").order_by("role", "person__name", "pk")
    asked = tuple(AskedPerson(name=one.person.name, role=FeedbackRole(one.role)) for one in invited)
    kept = kept_round(row, viewer=viewer)
    line = _line(row, viewer, on)
    if kept is None:
        return RoundPage(line=line, framework=held, asked=asked)
    return RoundPage(
        line=line,
        framework=held,
        asked=asked,
        lines=told_lines(held.framework, kept),
        comments=kept.comments,
        manager_replied=kept.manager is not None,
        manager_words=kept.manager_words,
    )


def kept_round(row: FeedbackRound, *, viewer: Viewer) -> KeptRound | None:
    """What was told of a round that the caller may read; none while it is open."""
    report = FeedbackReport.objects.filter(feedback=row).first()
    return from_data(report.content, asked_in(row, viewer=viewer)) if report else None


def asked_in(row: FeedbackRound, *, viewer: Viewer) -> dict[int, str]:
    """By opaque number of everybody whom a round asks, as what."""
    return dict(row.invitations.values_list("person", "role"))


def earlier_rounds(person: int, *, viewer: Viewer) -> tuple[FeedbackRound, ...]:
    """Rounds of a person that were told, the oldest first, against whichever framework."""
    return tuple(FeedbackRound.objects.filter(person=person, closed_at__isnull=False).order_by("closed_at", "pk"))


def told_before(row: FeedbackRound, framework: Framework, *, viewer: Viewer) -> dict[str, tuple[Shown, ...]]:
    """By key of a competency of the framework, what earlier rounds told of it.

    Of another framework what it calls the same and answers in the same words: a copy of a framework asks the same.
    """
    found: dict[str, tuple[Shown, ...]] = {}
    for before in earlier_rounds(row.person_id, viewer=viewer):
        kept = kept_round(before, viewer=viewer)
        other = framework_called(before.framework, viewer=viewer).framework
        if kept is None or [one.name for one in other.rungs] != [one.name for one in framework.rungs]:
            continue
        titles = {one.key: one.title.casefold() for one in other.competencies}
        for one in framework.competencies:
            same = [key for key, title in titles.items() if title == one.title.casefold()]
            told = tuple(shown for key in same for shown in kept.told.get(key, ()))
            found[one.key] = (*found.get(one.key, ()), *told)
    return found


def paused_until(person: int, *, viewer: Viewer, on: date) -> date | None:
    """Until when a person can open no round, because they deleted one that they had read; none where they can."""
    rows = FeedbackPause.objects.filter(person=person, until__gte=on)
    return rows.order_by("-until").values_list("until", flat=True).first()


def told_too_near(asked: Mapping[int, str], earlier: Mapping[int, str], *, viewer: Viewer) -> str:
    """Why a round that asks these people, by role, would tell too much beside one before it; empty if it would not."""
    bosses, before = (frozenset(one for one, role in each.items() if role == MANAGER) for each in (asked, earlier))
    others, others_before = asked.keys() - bosses, earlier.keys() - before
    if bosses & others_before or before & others:
        return say.MANAGER_BEFORE
    return say.TOO_NEAR if 0 < len(others ^ others_before) < FEWEST else ""


def asks_of(*, viewer: Viewer, on: date) -> tuple[AskedLine, ...]:
    """Rounds that wait for the viewer's reply, the first to close first."""
    rows = waiting_replies(viewer=viewer, on=on).select_related("feedback__person")
    return tuple(
        AskedLine(number=row.pk, person=row.feedback.person.name, closes_on=row.feedback.closes_on)
        for row in rows.order_by("feedback__closes_on", "pk")
    )


def waiting_replies(*, viewer: Viewer, on: date) -> QuerySet[FeedbackInvitation]:
    """Rows of rounds that wait for the viewer's reply."""
    rows = FeedbackInvitation.objects.filter(person=viewer.person or 0, answered=False)
    return rows.filter(feedback__closed_at__isnull=True, feedback__closes_on__gte=on, feedback__person__is_active=True)


def reply_page(number: int, *, viewer: Viewer, on: date) -> ReplyPage:
    """A round that asks the viewer; NoSuchCareer where it does not, they replied already, or it is over."""
    ensure(viewer, OWN)
    row = waiting_replies(viewer=viewer, on=on).select_related("feedback__person").filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    names = row.feedback.invitations.order_by("person__name").values_list("person__name", flat=True)
    return ReplyPage(
        number=row.pk,
        person=row.feedback.person.name,
        role=FeedbackRole(row.role),
        framework=framework_called(row.feedback.framework, viewer=viewer),
        closes_on=row.feedback.closes_on,
        names=(row.feedback.person.name, *names),
    )


def may_be_written_to(number: int, *, viewer: Viewer) -> tuple[int, ...]:
    """Opaque numbers of those whom a round asks, for mail that names nobody."""
    rows = FeedbackInvitation.objects.filter(feedback=number, feedback__closed_at__isnull=True)
    held = Person.objects.filter(pk__in=rows.values("person"), is_active=True, email__isnull=False)
    return tuple(held.order_by("pk").values_list("pk", flat=True))


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Rounds that the viewer opened with what was told, and rounds that asked them. What they replied is nobody's."""
    today = timezone.localtime(at).date()
    held: list[HeldElsewhere] = []
    for row in FeedbackRound.objects.filter(person=viewer.person or 0).order_by("pk"):
        page = feedback_page(row.pk, viewer=viewer, on=today)
        words = "\n".join([*map(say.asked_words, page.asked), *say.told_in_words(page)])
        held.append(
            HeldElsewhere.on_day(
                row.opened_on, "Careers", "You asked others what they see of you", by=viewer.name, words=words
            )
        )
    asked = FeedbackInvitation.objects.filter(person=viewer.person or 0).select_related("feedback__person")
    for one in asked.order_by("pk"):
        role = say.ROLES[FeedbackRole(one.role)]
        held.append(
            HeldElsewhere.on_day(
                one.on, "Careers", "You were asked what you see of somebody", by=one.feedback.person.name, words=role
            )
        )
    return tuple(held)


def _line(row: FeedbackRound, viewer: Viewer, on: date) -> RoundLine:
    over = RoundState.OVER if on > row.closes_on else RoundState.OPEN
    return RoundLine(
        number=row.pk,
        framework=framework_called(row.framework, viewer=viewer).framework.title,
        opened_on=row.opened_on,
        closes_on=row.closes_on,
        state=RoundState.TOLD if row.closed_at is not None else over,
        asked=row.asked,
    )
