"""`wraparound serve`: a whole site on this machine, ready when the command says so."""

import os
import socket
import sys
import threading
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from wraparound.web.background import worker_beside
from wraparound.web.catalogue import made_up_tasks

if TYPE_CHECKING:
    from argparse import _SubParsersAction

HOST = "127.0.0.1"
SECONDS_TO_OPEN = 60
TRY = (
    ("/", "what this is, and one box to find a trust"),
    ("/expectations/RXW/", "Shrewsbury and Telford: one trust, from published evidence"),
    ("/expectations/recovery/quality_special_measures/", "how long recovery took, against what was expected"),
    ("/people/sign-in/", "sign in"),
    ("/sources/", "the evidence and its limits"),
    ("/api/", "the same as JSON"),
)


def add_serve(areas: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that opens the site."""
    serve = areas.add_parser("serve", help="open the site on this machine", epilog="wraparound serve --port 8000")
    serve.add_argument("--port", type=_port, default=8000, help="port on 127.0.0.1 (default 8000)")
    serve.set_defaults(run=run)


def add_demo(areas: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that opens the site with a made-up region in a database of its own."""
    demo = areas.add_parser(
        "demo", help="open the site with a made-up region to try it in", epilog="wraparound demo --people 50000"
    )
    demo.add_argument("--port", type=_port, default=8000, help="port on 127.0.0.1 (default 8000)")
    demo.add_argument(
        "--people", type=_people, default=600, help="made-up leaders, when the region is made (default 600)"
    )
    demo.add_argument("--only-prepare", action="store_true", help="make the region and do not open the site")
    demo.set_defaults(run=run_demo)


def run_demo(arguments: Namespace) -> int:
    """Makes the made-up region if it is not there, then serves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.demo")
    begun = time.monotonic()
    trouble = "" if arguments.only_prepare else _port_trouble(arguments.port)
    if trouble:
        print(f"wraparound demo: {trouble}", file=sys.stderr)
        return 2
    _prepare()

    from wraparound.people.actions.demo import seed_region
    from wraparound.people.terms.access import OPERATOR
    from wraparound.published.terms import CannotAnswer
    from wraparound.records.actions.store import learn_the_spread

    try:
        at = datetime.now(UTC)
        many = seed_region(arguments.people, at=at, by=OPERATOR)
        for package, task in made_up_tasks():
            getattr(import_module(f"{package}.tasks"), task)(at)
        learn_the_spread(by=OPERATOR)
    except CannotAnswer as refused:
        print(f"wraparound demo: {refused}", file=sys.stderr)
        return 2
    print(f"A made-up region with {many:,} made-up people is ready ({time.monotonic() - begun:.0f} s).", flush=True)
    return 0 if arguments.only_prepare else run(arguments)


def run(arguments: Namespace) -> int:
    """Prepares database, assets and evidence, then serves until stopped."""
    if trouble := _port_trouble(arguments.port):
        print(f"wraparound serve: {trouble}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.local")
    try:
        _prepare()
    except OSError as refused:
        where = refused.filename or "the folder for the site's own files"
        print(
            f"wraparound serve: {where} cannot be written ({refused.strerror}). Free it, or set WRAPAROUND_VAR to "
            "another folder.",
            file=sys.stderr,
        )
        return 1
    from django.conf import settings

    threading.Thread(target=_invite_when_open, args=(arguments.port,), daemon=True).start()
    with worker_beside(demo=settings.DEMO):
        return _serve(arguments.port)


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)

    from wraparound.capabilities.sources.actions.adoptions import adopt_release
    from wraparound.capabilities.sources.queries.releases import release_in_use
    from wraparound.people.terms.access import OPERATOR

    adopt_release(release_in_use(viewer=OPERATOR), at=datetime.now(UTC), by=OPERATOR)


def _invite_when_open(port: int) -> None:
    """Says that the site is open when it is, so that nobody is refused who follows the address at once."""
    until = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < until:
        with socket.socket() as visitor:
            if visitor.connect_ex((HOST, port)) == 0:
                return _invite(port)
        time.sleep(0.1)
    return None


def _invite(port: int) -> None:
    print(f"\nWraparound is open at http://{HOST}:{port}/  (Ctrl-C stops it)\n\nTry:", flush=True)
    for address, words in TRY:
        print(f"  http://{HOST}:{port}{address:<52} {words}", flush=True)
    if link := _first_link():
        print(f"\nNobody has an account here yet. Open the first one today:\n  http://{HOST}:{port}{link}", flush=True)
    print(flush=True)


def _first_link() -> str:
    """Where the first account is opened; empty where there is one, or where people are made up."""
    from django.conf import settings
    from django.db import connection

    from wraparound.people.actions.first import OpenAlready, first_link
    from wraparound.people.terms.access import OPERATOR

    try:
        return "" if settings.DEMO else first_link(by=OPERATOR)
    except OpenAlready:
        return ""
    finally:
        connection.close()


def _serve(port: int) -> int:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "wraparound.web.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"“{text}” is not a port: give a number from 1 to 65535")
    return int(text)


def _people(text: str) -> int:
    if not text.isdigit() or not 20 <= int(text) <= 200_000:
        raise ArgumentTypeError(f"“{text}” is not a number of people: give one from 20 to 200000")
    return int(text)


def _port_trouble(port: int) -> str:
    """A sentence when nothing can be served on the port; empty when it is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as trouble:
            return f"port {port} cannot be used ({trouble.strerror}). Choose another: make demo PORT={port + 1}"
    return ""
