"""What a visitor is told who has tried too many passwords."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WORDS = (
    "There were too many wrong passwords for this address from here. Wait fifteen minutes, or set a new password by "
    "the link on the sign-in page."
)


def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The same page whether or not anybody signs in with the address."""
    return render(request, "layout/error.html", {"heading": "Wait a little", "words": WORDS}, status=429)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address that was tried, whatever its case."""
    return str((credentials or {}).get("email") or request.POST.get("login", "")).strip().casefold()
