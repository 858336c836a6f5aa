"""Lists, search and cards with 50,000 made-up people, and compacts with 400 of them: CPU, SQL, bytes, and a load.

Run: make benchmark-pages. For each store (SQLite, PostgreSQL), at a small region and at the large one: the median and
95th percentile of the CPU of a request in process (the whole way from middleware to HTML, signed in as the access
administrator of the whole site; on the pages of compacts as the regional director, who sees them all; on lists of posts
as R, the regional talent lead, and T, the director of people of a trust, whose trust then gets 500 posts in six levels:
people, a card, a plan, releases, the chart and its parts are asked for there, and what is P's own, who was released);
statements, asked again and asked first, when a browser's session is written and what is remembered until the next
change is not yet; and bytes. Then the site itself, asked 50 times a second for 20 seconds, twice: while it does in the
background what filling it left to be done, and after.
"""

import argparse
import contextlib
import datetime
import http.client
import json
import queue
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from many_posts import enter_levels
from stores import ROOT, make_up, on_each_store, surroundings

if TYPE_CHECKING:
    from django.test import Client

    from wraparound.people.models import Person

SMALL = 600
COMPACTS = 400
POSTS_FOR = 20
"""People of the site for each post that is entered: 2,500 posts at 50,000 people."""
MANY = Path(__file__).with_name("many_compacts.py")
MANY_POSTS = Path(__file__).with_name("many_posts.py")
WHO = (("R", "Talia Bramblewick"), ("T", "Padma Hazelcote"))
RUNS = 60
RATE, SECONDS, WALKERS = 50, 20, 16
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TARGETS = (
    "to reach: median 30 ms, 95th 100 ms CPU, 60 KB, 15 statements; a part of the chart: 100 ms; "
    "load: 95th 300 ms, no error"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--measure", metavar="ADDRESSES", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure is not None:
        print(json.dumps(measure_pages()))
        return 0
    print(f"{TARGETS}\n")
    print(f"{'store':<11}{'people':>8}  {'page':<24}{'CPU ms':>8}{'95th':>8}{'SQL':>5}{'first':>7}{'KB':>7}")
    on_each_store(lambda store, folder, more: run_store(store, asked.people, folder, more))
    return 0


def run_store(store: str, people: int, folder: Path, more: dict[str, str]) -> None:
    """Small region, then large in a fresh database; a load on the large one."""
    for many in (SMALL, people):
        part = surroundings(folder / str(many), more)
        if more and many == people:
            subprocess.run([sys.executable, "manage.py", "flush", "--no-input"], cwd=ROOT, env=part, check=True)
        begun = time.monotonic()
        make_up(many, part)
        for fill, number in ((MANY, COMPACTS), (MANY_POSTS, many // POSTS_FOR)):
            subprocess.run([sys.executable, str(fill), str(number)], cwd=ROOT, env=part, check=True, stdout=sys.stderr)
        seeded = time.monotonic() - begun
        command = [sys.executable, __file__, "--measure", ""]
        answer = subprocess.run(command, cwd=ROOT, env=part, check=True, capture_output=True, text=True).stdout
        found = json.loads(answer.splitlines()[-1])
        for name, row in found["pages"].items():
            figures = (
                f"{row['median']:>8.1f}{row['high']:>8.1f}{row['sql']:>5}{row['first']:>7}{row['bytes'] / 1000:>7.1f}"
            )
            print(f"{store:<11}{many:>8,}  {name:<24}{figures}", flush=True)
        if many == people:
            print(f"{store:<11}{many:>8,}  made up in {seeded:.0f} s")
            with served(part) as port:
                for when in ("opened, what was left to do being done", "afterwards"):
                    said = load(port, found["cookie"], found["addresses"])
                    print(f"{store:<11}{many:>8,}  {when}: {said}", flush=True)


def measure_pages() -> dict[str, object]:
    """CPU, statements and bytes of each page, in this process."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from wraparound.people.models import Person

    keeper = Person.objects.get(name="Ottoline Saddlewhistle")
    last = Person.objects.order_by("-pk").values_list("key", flat=True)[0]
    keepers = _signed_in(keeper)
    addresses = {
        "list": "/people/",
        "list, last page": "/people/?page=10000",
        "search, one word": "/people/?q=quillfeather",
        "search, a letter": "/people/?q=a",
        "search, two words": "/people/?q=zo%C3%AB+thistle",
        "one organisation": "/people/?organisation=ZZ01",
        "profile": f"/people/{last}/",
        "organisation": "/people/organisations/ZZ01/",
    }
    visits = [(keepers, name, address) for name, address in addresses.items()]
    director, of_compacts = _compacts()
    visits += [(director, name, address) for name, address in of_compacts.items()]
    pages = {}
    # One after the other: the lists are asked for before an organisation becomes large.
    for client, name, address in chain(visits, _pipelines(), _large_organisation()):
        asked = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as statements:
                size = len(client.get(address).content)
            asked.append(len(statements))  # now: the next request begins the list anew
        times = sorted(_cpu(client.get, address) for _ in range(RUNS))
        pages[name] = {
            "median": statistics.median(times),
            "high": times[int(0.95 * RUNS)],
            "first": asked[0],
            "sql": asked[1],
            "bytes": size,
        }
    cookie = f"wraparound_demo={keepers.cookies['wraparound_demo'].value}"
    return {"pages": pages, "cookie": cookie, "addresses": list(addresses.values())}


def _compacts() -> "tuple[Client, dict[str, str]]":
    """The regional director, and the pages on which they meet 400 compacts."""
    from wraparound.capabilities.compacts.models.agreed import Compact, Undertaking
    from wraparound.people.models import Person

    client = _signed_in(Person.objects.get(name="Rhodri Lanternmere"))
    last = Compact.objects.order_by("-pk").values_list("pk", flat=True)[0]
    promised = Undertaking.objects.filter(compact=last).order_by("pk").values_list("pk", flat=True)[0]
    return client, {
        "today": "/today/",
        "compacts": "/compacts/",
        "compacts, last page": "/compacts/?page=10000",
        "compacts, search": "/compacts/?q=larkmoor",
        "promises": "/compacts/promises/",
        "promises, overdue": "/compacts/promises/?which=overdue",
        "one compact": f"/compacts/{last}/",
        "a compact of figures": "/compacts/1/",
        "one promise": f"/compacts/promises/{promised}/",
        "is it as signed": "/compacts/1/versions/1/verify/",
    }


def _pipelines() -> "Iterator[tuple[Client, str, str]]":
    """The regional talent lead and the director of people of a trust, and the lists of posts that they live in."""
    from django.utils import timezone

    from wraparound.people.models import Person

    past = timezone.localdate() - datetime.timedelta(days=300)
    pages = {
        "posts": "?all=1",
        "posts, last page": "?page=10000",
        "posts, nobody ready": "?gap=nobody_ready&critical=1",
        "posts, by role": "?group=role",
        "posts, past day": f"?on={past}",
        "posts, search": "?q=quillfeather",
        "posts, a letter": "?q=a",
    }
    for who, name in WHO:
        client = _signed_in(Person.objects.get(name=name, in_chooser=True))
        for words, asked in pages.items():
            yield client, f"{words} ({who})", f"/pipelines/{asked}"


def _large_organisation() -> "Iterator[tuple[Client, str, str]]":
    """The same two, in the trust of the second once it has 500 posts; and somebody of it who was released."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.models.people import Release
    from wraparound.people.models import Membership, Person

    viewers = {who: Person.objects.get(name=name, in_chooser=True) for who, name in WHO}
    place = Membership.objects.current(timezone.localdate()).get(person=viewers["T"]).organisation
    (chief,), (director, *_), (deputy, *_), *_ = enter_levels(place)
    released = Release.objects.filter(organisation=place).order_by("-pk")[0].person
    pages = {
        "people": "people/",
        "card": f"people/{released.key}/",
        "plan": f"posts/{chief.pk}/",
        "releases": "releases/",
        "chart": f"organisations/{place.code}/chart/",
        "chart, second level": f"posts/{director.pk}/reports/?of={place.code}&part=1",
        "chart, third level": f"posts/{deputy.pk}/reports/?of={place.code}&part=1",
    }
    for who, person in viewers.items():
        client = _signed_in(person)
        for words, asked in pages.items():
            yield client, f"{words} ({who})", f"/pipelines/{asked}"
    yield _signed_in(released), "mine (P)", "/pipelines/mine/"


def _signed_in(person: "Person") -> "Client":
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend=BACKEND)
    return client


def _cpu(ask: Callable[[str], object], address: str) -> float:
    """Milliseconds of CPU of this process."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    ask(address)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


@contextlib.contextmanager
def served(surroundings: dict[str, str]) -> Iterator[int]:
    """The site opened by its own command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "wraparound.cli", "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as visitor:
                if visitor.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def load(port: int, cookie: str, addresses: list[str]) -> str:
    """RATE requests a second for SECONDS, each timed from the moment it was due, so that a queue counts as waiting."""
    due: queue.Queue[tuple[float, str] | None] = queue.Queue()
    times: list[float] = []
    wrong: list[str] = []

    def walk() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (one := due.get()) is not None:
            try:
                connection.request("GET", one[1], headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    wrong.append(str(answer.status))
            except (OSError, http.client.HTTPException) as trouble:
                wrong.append(type(trouble).__name__)
                connection.close()
            times.append(1000 * (time.monotonic() - one[0]))

    walkers = [threading.Thread(target=walk) for _ in range(WALKERS)]
    for walker in walkers:
        walker.start()
    begun = time.monotonic()
    for number in range(RATE * SECONDS):
        at = begun + number / RATE
        time.sleep(max(0.0, at - time.monotonic()))
        due.put((at, addresses[number % len(addresses)]))
    for _ in walkers:
        due.put(None)
    for walker in walkers:
        walker.join()
    times.sort()
    return (
        f"{len(times):,} requests at {RATE} a second: median {statistics.median(times):.0f} ms, "
        f"95th {times[int(0.95 * len(times))]:.0f} ms, longest {times[-1]:.0f} ms, {len(wrong)} errors"
    )


if __name__ == "__main__":
    sys.exit(main())
