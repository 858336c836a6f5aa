"""What the log says of a person with a telltale name, whatever they do and whatever breaks: nothing."""

import io
import json
import logging
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client

from tests.servers import end, free_port
from tests.sign_in.conftest import AT, PASSWORD, sign_in
from wraparound.people.actions.accounts import make_token
from wraparound.people.actions.grants import give
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.web.logs import JsonLines, anatomy, place
from wraparound.web.settings.base import logging_from

NAME, EMAIL, PLACE = "Telltale Quibblethorn", "telltale.quibblethorn@made-up.example", "203.0.113.77"
SECONDS_TO_OPEN = 180


@pytest.fixture
def said():
    """What the site's own handler writes, with every logger there is at its most talkative."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, JsonLines)]
    written = io.StringIO()
    # Set without flushing: the stream before may be one that an earlier test has closed.
    before, handler.stream = handler.stream, written
    known = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    levels = {one: one.level for one in known}
    for one in known:
        one.setLevel(logging.DEBUG)
    yield written.getvalue
    for one, level in levels.items():
        one.setLevel(level)
    handler.stream = before


@pytest.fixture
def telltale(make_person):
    person = make_person(NAME, EMAIL)
    new = NewGrant(
        str(person.key), Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "", date(2025, 1, 1), None, "First"
    )
    give(new, at=AT, by=OPERATOR)
    return person


def records(text):
    """Every line as what it says; each must be JSON by itself."""
    return [json.loads(line) for line in text.splitlines()]


def walk_through_the_site(person):
    """Does everything in which somebody's data could reach a log; the secrets that were in it."""
    key, token = str(person.key), make_token("notebook", at=datetime.now(UTC), by=Viewer(NAME, person.pk))
    client = Client(REMOTE_ADDR=PLACE, raise_request_exception=False, headers={"user-agent": f"{NAME}/1.0"})
    for number in range(7):
        sign_in(client, EMAIL, f"wrong Quibblethorn {number}")
    other = Client(REMOTE_ADDR="203.0.113.78", raise_request_exception=False)
    sign_in(other, EMAIL)
    session = other.session.session_key
    asked = ("/today/", "/people/", f"/people/{key}/", f"/people/?q={NAME}", "/people/me/", f"/api/people/?q={EMAIL}")
    assert [other.get(address).status_code for address in asked] == [200] * len(asked)
    bearer = {"authorization": f"Bearer {token}"}
    assert other.get(f"/api/people/{key}", headers=bearer).status_code == 200
    missing = ("/people/Quibblethorn/", f"/nowhere/{EMAIL}/", f"/people/accept/{token}/", f"/sources/{NAME}/")
    assert {other.get(address).status_code for address in missing} <= {404, 410}
    client.get("/api/people/me", headers={"authorization": f"Bearer {NAME}"})
    client.get("/", HTTP_HOST="quibblethorn.example")
    client.get("/expectations/", headers={"x-request-id": "Quibblethorn"})
    client.generic("QUIBBLETHORN", "/")
    client.post("/people/password/new/", {"email": EMAIL})
    Client(enforce_csrf_checks=True).post("/people/sign-in/", {"login": EMAIL}, headers={"referer": f"/{NAME}"})
    assert other.get(f"/breaks/{EMAIL}/").status_code == 500
    assert other.get(f"/taken/{person.pk}/").status_code == 500
    return ("Quibblethorn", EMAIL, key, person.key.hex, token, session, PLACE, "203.0.113.78", PASSWORD, "wrong Qu")


def others_say(words):
    """Packages that put what they were given into their messages, arguments and exceptions."""
    logging.getLogger("granian.access").info("%s GET /people/%s", PLACE, words)
    logging.getLogger("allauth.account").error("No account for %(email)s", {"email": words})
    logging.getLogger("some.package").warning(f"{words} was refused", extra={"told": {"who": words}, "event": words})
    logging.getLogger("wraparoundish").critical(words, stack_info=True)
    try:
        raise LookupError(words)
    except LookupError:
        logging.getLogger("some.package").exception("For %s", words)
        logging.getLogger("wraparound.tasks").exception("A task broke")


@pytest.mark.django_db
@pytest.mark.database
def test_nothing_of_a_person_reaches_the_log(said, telltale, settings, capfd):
    settings.ROOT_URLCONF = "tests.operations.addresses_that_break"
    connection.force_debug_cursor = True  # every statement with its values
    try:
        secrets = walk_through_the_site(telltale)
    finally:
        connection.force_debug_cursor = False
    others_say(EMAIL)
    text = said()
    lines = records(text)
    for secret in secrets:
        assert secret.casefold() not in text.casefold(), secret
    # Nor did logging complain in words of its own.
    assert "Quibblethorn" not in "".join(capfd.readouterr())
    assert len([one for one in lines if one["logger"] == "wraparound.requests"]) >= 25
    assert {"django.request", "django.db.backends", "some.package"} <= {one["logger"] for one in lines}


@pytest.mark.django_db
def test_a_request_is_told_by_its_route_and_found_again_by_its_id(said, telltale, settings):
    settings.ROOT_URLCONF = "tests.operations.addresses_that_break"
    client = Client(raise_request_exception=False)
    client.force_login(telltale, backend="allauth.account.auth_backends.AuthenticationBackend")
    answers = [client.get(f"/people/{telltale.key}/?q=x"), client.get("/nowhere/"), client.get(f"/breaks/{EMAIL}/")]
    answers += [client.post("/health/"), client.get("/health/"), client.generic("WIBBLE", "/")]
    lines = records(said())
    told = {one["request"]: one for one in lines if one["logger"] == "wraparound.requests"}
    ids = [answer.headers["X-Request-Id"] for answer in answers]
    assert len({*ids}) == 6
    assert [(told[one]["method"], told[one]["route"], told[one]["status"], told[one]["level"]) for one in ids] == [
        ("GET", "people:person", 200, "info"),
        ("GET", None, 404, "info"),
        ("GET", "breaks", 500, "warning"),
        ("POST", "health", 405, "info"),
        ("GET", "health", 200, "debug"),
        ("other", "home", 405, "info"),
    ]
    for one in told.values():
        assert {*one} == {"time", "level", "logger", "event", "method", "route", "status", "ms", "request"}
        assert datetime.fromisoformat(one["time"]).utcoffset().total_seconds() == 0
        assert 0 < one["ms"] < 60_000
    # What broke is found by the same id: which class, where, and what led to it.
    (broke,) = [one for one in lines if one.get("request") == ids[2] and "exception" in one]
    assert broke["logger"] == "django.request"
    assert broke["exception"]["class"] == "django.db.utils.IntegrityError"
    assert broke["exception"]["frames"][-1].startswith("addresses_that_break.py:")
    assert broke["exception"]["frames"][-1].endswith(" broken")
    assert broke["exception"]["because"]["class"] == "builtins.ValueError"


def test_our_own_words_are_written_in_full_on_one_line(said):
    logging.getLogger("wraparound.security").warning("A request of %s bytes was\nrefused", 12)
    (one,) = records(said())
    assert one["event"] == "A request of 12 bytes was\nrefused"
    assert (one["logger"], one["level"]) == ("wraparound.security", "warning")


@pytest.mark.parametrize("logger", ["wraparound.security", "some.package"])
def test_a_slip_in_what_is_logged_prints_nothing_in_full(logger):
    """The library's own complaint about it would show message and arguments."""
    slip = logging.LogRecord(logger, logging.WARNING, __file__, 1, "A slip: %d", (EMAIL,), None)
    written = JsonLines().format(slip)
    assert json.loads(written).get("event", "A slip: %d") == "A slip: %d"
    assert EMAIL not in written


def test_a_place_in_the_code_names_no_folder_of_the_machine():
    assert place("/home/ada/site/wraparound/web/logs.py", 7, "f") == "wraparound/web/logs.py:7 f"
    assert place("/home/ada/.venv/lib/python3.13/site-packages/axes/x.py", 7, None) == "axes/x.py:7"
    assert place("/home/ada/own.py", 7, "f") == "own.py:7 f"


def test_an_endless_recursion_is_one_line():
    def again(number):
        return again(number + 1)

    with pytest.raises(RecursionError) as caught:
        again(0)
    assert len(json.dumps(anatomy(caught.value))) < 4_000


def test_a_level_that_is_none_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="set it to one of debug, info, warning, error"):
        logging_from("loud")


@contextmanager
def served(folder, **more):
    """A real site of its own command: its address, and the file its standard error goes to."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WRAPAROUND_", "DJANGO_"))}
    from tests.operations.conftest import ROOT, Site

    command = Site(folder).command("serve", "--port", port)
    error = folder / "stderr"
    with error.open("w") as stderr:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**kept, "WRAPAROUND_VAR": str(folder), **more},
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        try:
            until = time.monotonic() + SECONDS_TO_OPEN
            while not listens(port):
                assert process.poll() is None, error.read_text()
                assert time.monotonic() < until, f"the site did not open within {SECONDS_TO_OPEN} seconds"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}", error
        finally:
            end(process)


def listens(port):
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


def visit(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers["X-Request-Id"]
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers["X-Request-Id"]


def test_a_site_at_a_terminal_is_calm_unless_asked(tmp_path):
    for name, more in (("calm", {}), ("talks", {"WRAPAROUND_LOG": "info"})):
        (tmp_path / name).mkdir()
        with served(tmp_path / name, **more) as (address, error):
            seen = [visit(f"{address}{one}") for one in ("/", "/nowhere/Quibblethorn/", "/health/", "/ready/")]
        assert [status for status, _ in seen] == [200, 404, 200, 200]
        lines = records(error.read_text())
        requests = [one for one in lines if one["logger"] == "wraparound.requests"]
        told = [(one["request"], one["route"], one["status"]) for one in requests]
        assert told == ([(seen[0][1], "home", 200), (seen[1][1], None, 404)] if more else [])
