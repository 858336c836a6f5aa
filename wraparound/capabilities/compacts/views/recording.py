"""What pages that record reviews do alike: one whose role has ended reads who records now, and nothing is lost."""

from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wraparound.capabilities.compacts.actions.reviews import NO_SIDE
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.reviews import who_records_now
from wraparound.capabilities.compacts.views.asking import words
from wraparound.capabilities.compacts.wording import criteria, reviews
from wraparound.people.access import viewer_of
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import Page

NOT_SHOWN = frozenset({"csrfmiddlewaretoken", "version", "did", "point"})
LABELS = {"because": "Why", "took_part": "Who took part", "agreed": "What was agreed", "added": "To be added"}


def or_who_can(page: Page) -> Page:
    """The page; one who acted for a side until lately, and sends something, reads who records now, and what they typed.

    Everybody else to whom the compact is not there is told so, as ever.
    """

    @wraps(page)
    def asked(visit: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return page(visit, **given)
        except NoSuchCompact:
            viewer = viewer_of(visit)
            now = who_records_now(given["number"], viewer=viewer, on=timezone.localdate())
            if visit.method != "POST" or now is None:
                raise
            return role_ended(visit, reviews.ended_role(*now))

    return asked


def who_can(visit: HttpRequest, number: int, viewer: Viewer) -> HttpResponse:
    """For one who may read it and records nothing: who does, and whatever was typed."""
    now = who_records_now(number, viewer=viewer, on=timezone.localdate())
    return role_ended(visit, reviews.ended_role(*now) if now else NO_SIDE)


def role_ended(visit: HttpRequest, said: str) -> HttpResponse:
    """That a role has ended, who can record now, and whatever was typed, to be taken along."""
    typed = [
        (_label(name), value)
        for name, values in visit.POST.lists()
        if name not in NOT_SHOWN
        for value in values
        if value.strip()
    ]
    return render(visit, "compacts/role_ended.html", {"said": said, "typed": typed}, status=403)


def all_words(**more: object) -> dict[str, object]:
    """The context of a page of reviews."""
    return words(review_says=reviews, exits=criteria, **more)


def with_version(form: forms.Form, version: int) -> None:
    """The form as it was sent, with the version of now: whoever sends it again has seen what it says now."""
    form.data = {**form.data.dict(), "version": version}  # type: ignore[attr-defined]  # as it was sent


def _label(name: str) -> str:
    plain = LABELS.get(name) or name.replace("_", " ").strip().capitalize()
    return plain
