"""The same standing question, pulse after pulse of the same place: what was told each time, and where nothing was."""

from collections.abc import Sequence

from wraparound.capabilities.listening.calculation.pulses import answered_told, from_data, set_result
from wraparound.capabilities.listening.models.pulses import Pulse
from wraparound.capabilities.listening.terms.pulses import KeptQuestion, PulseQuestion, Share, TimeStep
from wraparound.capabilities.listening.wording.pulses import EVERYBODY_ASKED
from wraparound.methods.disclosure import EVERYBODY
from wraparound.people.terms.access import Viewer

MOST_BACK = 12
"""Pulses that are looked back on."""


def questions_of(row: Pulse, *, viewer: Viewer) -> tuple[PulseQuestion, ...]:
    """The questions of a pulse in their order; the caller has found it for the viewer."""
    return tuple(
        PulseQuestion(words=one["words"], answers=tuple(one["answers"]), standing=one["standing"])
        for one in row.questions
    )


def up_to(row: Pulse, *, viewer: Viewer) -> tuple[Pulse, ...]:
    """A closed pulse and those closed before it of the same place and sort of people, the earliest first.

    The caller has found it for the viewer. Everybody who reads it reads what was told before: it was told for good.
    """
    rows = Pulse.objects.filter(closed_at__lt=row.closed_at, organisation=row.organisation, region=row.region)
    before = rows.filter(whom=row.whom).select_related("report").order_by("-closed_at", "-pk")[:MOST_BACK]
    return (*reversed(before), row)


def over_time(question: PulseQuestion, rows: Sequence[Pulse], *, viewer: Viewer) -> tuple[TimeStep, ...]:
    """What was told of everybody on the same standing question, in each of these pulses that asked it."""
    if not question.standing:
        return ()
    found = []
    for one in rows:
        report = from_data(one.report.content)
        for place, asked in enumerate(questions_of(one, viewer=viewer)):
            if asked.standing == question.standing:
                found.append(
                    TimeStep(
                        number=one.pk,
                        on=one.closes_on,
                        most=_told(report.questions[place], asked),
                        asked=report.asked,
                        answered=answered_told(report),
                    )
                )
    return tuple(found)


def _told(kept: KeptQuestion, question: PulseQuestion) -> Share | None:
    if EVERYBODY not in kept.cuts:
        return None
    return set_result(EVERYBODY_ASKED, EVERYBODY, kept, question).most
