"""Pages for when something is not there, not yours, not understood, or broken."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from wraparound.people.access import SignInNeeded


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, "We cannot find that page", _words(exception))


def not_yours(request: HttpRequest, exception: Exception) -> HttpResponse:
    """To the sign-in page and back where nobody is signed in; otherwise whose it is, and whom to ask."""
    if isinstance(exception, SignInNeeded):
        if request.path.startswith("/api/"):
            words = "Sign in, or send a token: Authorization: Bearer …"
            return JsonResponse({"detail": words}, status=401)
        going = f"?{urlencode({'next': request.get_full_path()})}" if request.method in ("GET", "HEAD") else ""
        return redirect(f"{settings.LOGIN_URL}{going}")
    return _page(request, 403, "This is not yours to see", str(exception))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, "We cannot answer that question", "")


def too_often(request: HttpRequest) -> HttpResponse:
    return _page(request, 429, "Wait a little", "There were too many tries from here. Try again in a few minutes.")


def broken(request: HttpRequest) -> HttpResponse:
    """Never a template that could break in turn on the same fault: plain words, plain markup."""
    words = "Something on our side is broken. Nothing you did was lost on purpose; try again in a minute."
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": words}, status=500)
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Sorry</title><h1>Sorry</h1><p>{words}</p></html>'
    )
    return HttpResponse(page, status=500)


def _page(request: HttpRequest, status: int, heading: str, words: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": words or heading}, status=status)
    return render(request, "layout/error.html", {"heading": heading, "words": words}, status=status)


def _words(exception: Exception) -> str:
    """Our own sentence where we raised it; Django's own 404 carries a table of addresses, which helps nobody."""
    first = exception.args[0] if exception.args else ""
    return first if isinstance(first, str) else ""
