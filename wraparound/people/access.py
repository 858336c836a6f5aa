"""The one engine that answers who may see what, for page, command, API, search and export alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from wraparound.people.terms import PUBLIC, Viewer

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Rule:
    """Who may, and why, in a sentence that a person can be shown."""

    allows: Callable[[Viewer], bool]
    because: str


def anyone(because: str) -> Rule:
    """A rule that lets everybody in; the reason says why that is right."""
    return Rule(allows=lambda viewer: True, because=because)


def viewer_of(request: "HttpRequest") -> Viewer:
    """Who is behind a request. Nobody can sign in yet, so: the public."""
    return PUBLIC


def require(request: "HttpRequest", rule: Rule) -> Viewer:
    """The viewer behind the request, if the rule allows them; PermissionDenied otherwise."""
    viewer = viewer_of(request)
    ensure(viewer, rule)
    return viewer


def ensure(viewer: Viewer, rule: Rule) -> None:
    """Nothing, or PermissionDenied with the rule's own reason."""
    if not rule.allows(viewer):
        raise PermissionDenied(f"This is not yours to see. {rule.because}")
