"""Views of the list are saved by name, shared and dropped: how somebody likes to look, and no record."""

from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.models.people import SavedView
from wraparound.capabilities.pipelines.queries.saved_views import sharable_with
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.question import NewView
from wraparound.capabilities.pipelines.wording.lists import NOT_SHARED
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer

MOST_VIEWS = 30
LONGEST_QUESTION = 500


def save_view(new: NewView, *, at: datetime, by: Viewer) -> bool:
    """Saves a view under its name, in place of the actor's own of that name; whether there was one.

    CannotKeep where it is shared with what they do not reach, or with words that they typed.
    """
    ensure(by, SEE_POSTS)
    if by.person is None:
        raise CannotKeep("Only somebody with an account saves views.")
    if not new.name:
        raise CannotKeep("Give the view a name.")
    if new.share and new.question.text:
        raise CannotKeep(NOT_SHARED)
    if new.share and new.share not in dict(sharable_with(viewer=by)):
        raise CannotKeep("Share a view with an organisation or a region of the list.")
    asked = urlencode(new.question.asked(day=False))
    if len(asked) > LONGEST_QUESTION:
        raise CannotKeep("The words to look for are too long to be kept. Shorten them.")
    sort, _, code = new.share.partition(":")
    with transaction.atomic():
        own = SavedView.objects.filter(person=by.person)
        if own.exclude(name=new.name).count() >= MOST_VIEWS:
            raise CannotKeep(f"You have {MOST_VIEWS} views already. Drop one that you no longer use.")
        _, is_new = SavedView.objects.update_or_create(
            person_id=by.person,
            name=new.name,
            defaults={
                "question": asked,
                "organisation": Organisation.objects.get(code=code) if sort == "organisation" else None,
                "region": Region.objects.get(code=code) if sort == "region" else None,
                "saved_at": at,
            },
        )
    return not is_new


def drop_view(number: int, *, by: Viewer) -> str:
    """Drops one of the actor's own views; its name. CannotKeep where there is none of theirs."""
    found = SavedView.objects.filter(pk=number, person=by.person).first() if by.person is not None else None
    if found is None:
        raise CannotKeep("There is no such view of yours. It may have been dropped already.")
    found.delete()
    return found.name
