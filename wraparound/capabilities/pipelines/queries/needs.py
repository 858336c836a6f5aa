"""What a pipeline asks of somebody today. Each question stands in a module of its own; the store is asked once."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.pipelines.queries.needs_boards import asked_of_boards
from wraparound.capabilities.pipelines.queries.needs_people import asked_of_people
from wraparound.capabilities.pipelines.queries.needs_posts import asked_of_posts
from wraparound.capabilities.pipelines.queries.needs_readiness import asked_of_readiness
from wraparound.capabilities.pipelines.queries.needs_rows import Part, answered
from wraparound.capabilities.pipelines.queries.needs_vacancies import asked_of_vacancies
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

Question = Callable[..., Iterable[Part]]
QUESTIONS: tuple[Question, ...] = (
    asked_of_posts,
    asked_of_vacancies,
    asked_of_people,
    asked_of_readiness,
    asked_of_boards,
)
"""Each is asked with `viewer` and `today`, and asks nothing for whom it does not concern."""


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What is wanted of the viewer, the most pressing first; nothing of somebody who is not signed in."""
    if viewer.person is None:
        return ()
    today = timezone.localtime(at).date()
    parts = (part for question in QUESTIONS for part in question(viewer=viewer, today=today))
    found = answered(parts, viewer=viewer)
    return tuple(sorted(found, key=lambda one: one.by or date.max))
