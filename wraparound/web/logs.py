"""Logs without personal data: one JSON object a line, and a line for each request by its route.

What is logged outside this project may hold anybody's address, key or search in its words, its arguments or the message
of an exception. So of those records only the place is written: which logger, how grave, which class of exception, and
the lines of code it went through. Our own words are reviewed and are written in full; our exceptions' messages are not.
"""

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb

from django.http import HttpRequest, HttpResponse

OURS = "wraparound"
HEADER = "X-Request-Id"
MOST_FRAMES = 30
"""Frames of a traceback, the innermost: enough to find a fault, and a line stays a line in an endless recursion."""
MOST_CAUSES = 4
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PROBES = frozenset({"health", "ready"})
"""Asked every few seconds by machines: while all is well they are noted for those only who ask for every detail."""

log = logging.getLogger("wraparound.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; a line break inside it would be escaped, so a line is always a record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if is_ours(record.name):
            line["event"] = _words(record)
            line |= getattr(record, "told", {})
        else:
            line["at"] = place(record.pathname, record.lineno, record.funcName)
        if request_id := _request_id.get() or getattr(getattr(record, "request", None), "request_id", ""):
            line["request"] = request_id
        if record.exc_info and record.exc_info[1]:
            line["exception"] = anatomy(record.exc_info[1])
        return json.dumps(line)


class NoteRequests:
    """Gives each request an id of its own and notes how it ended: by route, never by path, query or who asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        # Never the one that a visitor sends: it could say anything. Django's own records carry the request.
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        held = _request_id.set(request.request_id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            _note(request, response.status_code, 1000 * (time.perf_counter() - begun))
        finally:
            _request_id.reset(held)
        response.headers[HEADER] = request.request_id  # type: ignore[attr-defined]
        return response


def is_ours(logger: str) -> bool:
    """Whether what this logger says is written by us, and reviewed."""
    return logger == OURS or logger.startswith(f"{OURS}.")


def anatomy(exception: BaseException, causes: int = MOST_CAUSES) -> dict[str, object]:
    """What an exception is and where it came from, outermost first: never its message, which may quote a record."""
    kind = type(exception)
    frames = [
        place(frame.f_code.co_filename, line, frame.f_code.co_qualname)
        for frame, line in walk_tb(exception.__traceback__)
    ]
    found: dict[str, object] = {"class": f"{kind.__module__}.{kind.__qualname__}", "frames": frames[-MOST_FRAMES:]}
    cause = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)
    if cause is not None and causes:
        found["because"] = anatomy(cause, causes - 1)
    return found


def place(file: str, line: int, function: str | None) -> str:
    """Where in the code, without the folders above it: they may be called after whoever runs the machine."""
    return f"{'/'.join(_within(PurePath(file).parts))}:{line} {function or ''}".rstrip()


def _within(parts: tuple[str, ...]) -> Iterator[str]:
    """A file's path from its package on; the file alone where it is in none that we know."""
    tops = [number + 1 for number, part in enumerate(parts) if part == "site-packages"]
    tops += [number for number, part in enumerate(parts) if part == OURS]
    yield from parts[max(tops, default=len(parts) - 1) :]


def _words(record: logging.LogRecord) -> str:
    """The sentence; a slip in its arguments must not make logging print them in a complaint of its own."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _note(request: HttpRequest, status: int, milliseconds: float) -> None:
    route = request.resolver_match.view_name if request.resolver_match else None
    quiet = route in PROBES and status < 400
    level = logging.WARNING if status >= 500 else logging.DEBUG if quiet else logging.INFO
    told = {
        "method": request.method if request.method in METHODS else "other",
        "route": route,
        "status": status,
        "ms": round(milliseconds, 1),
    }
    log.log(level, "request", extra={"told": told})
