"""The lists of answers of this site."""

from collections.abc import Mapping

from django.conf import settings

from wraparound.capabilities.equality.evidence import answer_lists
from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.people.terms.access import Viewer


def lists_in_use(*, viewer: Viewer) -> Mapping[str, AnswerList]:
    """Every list by its name, those of the site in place of those that are not confirmed."""
    return answer_lists(settings.EQUALITY_LISTS)
