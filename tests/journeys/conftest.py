"""A real browser on a real site: `wraparound serve` in a process of its own, Chromium in front of it."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import end, free_port

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every violation in full; of what is as it should be, one place each: nobody reads those, and they take longest.
CHECKED = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# Of what a page is made: its address without numbers, and which elements it has, by class, kind and role.
MADE_OF = r"""() => location.pathname.replace(/[0-9a-f]{8,}|[0-9]+/g, "0") + [...new Set(
  [...document.querySelectorAll("*")].map(one => [one.tagName, one.className.baseVal ?? one.className,
    ...[...one.attributes].filter(a => /^(aria-|role|type|open|hidden)/.test(a.name)).map(a => a.name)].join(" ")
  ))].sort().join()"""
SECONDS_TO_OPEN = 180  # a site that stops is noticed at once; one on a busy machine is waited for
DESK, PHONE = (1280, 900), (390, 844)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The folder in which the site keeps what is its own."""
    return str(tmp_path_factory.mktemp("var"))


@contextmanager
def opened_site(folder, *words, days_later=0):
    """The address of a site opened by the same command people use, and what it has said; closed afterwards.

    `days_later`: the site, and every process it starts, lives so many days after today.
    """
    port = free_port()
    environment = _surroundings(folder)
    if days_later:
        environment |= {"PYTHONPATH": str(Path(__file__).parent / "later"), "DAYS_LATER": str(days_later)}
    said = Path(folder) / "said.txt"
    with said.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "wraparound.cli", *words, "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True)
        try:
            _wait_until_open(f"http://127.0.0.1:{port}/", process, said)
            yield f"http://127.0.0.1:{port}", said
        finally:
            end(process)


def _surroundings(folder):
    """The environment of a site that keeps what is its own in this folder."""
    ours = ("DJANGO_SETTINGS_MODULE", "WRAPAROUND_DATABASE_URL")
    return {**{name: value for name, value in os.environ.items() if name not in ours}, "WRAPAROUND_VAR": str(folder)}


@pytest.fixture(scope="session")
def site(site_folder):
    """An empty site."""
    with opened_site(site_folder, "serve") as (address, _):
        yield address


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The site with its made-up region."""
    with opened_site(tmp_path_factory.mktemp("demo"), "demo", "--people", "80") as (address, _):
        yield address


@pytest.fixture(scope="session")
def opened_demo(tmp_path_factory):
    """Opens a made-up region of its own in a folder: for each number of people it is made once, and copied."""
    made = {}

    def prepared(people):
        folder = tmp_path_factory.mktemp(f"demo-of-{people}")
        command = [sys.executable, "-m", "wraparound.cli", "demo", "--only-prepare", "--people", str(people)]
        subprocess.run(command, env=_surroundings(folder), check=True, stdout=subprocess.DEVNULL)
        return folder

    @contextmanager
    def opened(folder, people):
        if people not in made:
            made[people] = prepared(people)
        shutil.copytree(made[people], folder, dirs_exist_ok=True)
        with opened_site(folder, "demo") as (address, _):
            yield address

    return opened


@pytest.fixture
def own_demo(tmp_path, opened_demo):
    """A made-up region of one test's own, whose people may leave."""
    with opened_demo(tmp_path, 40) as address:
        yield address


@pytest.fixture(scope="module")
def region(tmp_path_factory, opened_demo):
    """A made-up region of one file's own, with enough people for its boards."""
    with opened_demo(tmp_path_factory.mktemp("region"), 240) as address:
        yield address


@pytest.fixture
def empty_site(tmp_path):
    """A site of one test's own, and the link to its first account."""
    with opened_site(tmp_path, "serve") as (address, said):
        yield address, _first_link(said)


def _first_link(said):
    for _ in range(600):
        if found := re.search(r"/people/first/\S+", said.read_text(encoding="utf-8")):
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"no link to a first account was printed:\n{said.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def browser():
    """Closed with each file: while it is open, nothing else in this process may ask a database."""
    path = os.environ.get("WRAPAROUND_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: install chromium, or name it in WRAPAROUND_CHROMIUM")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


class Visitor:
    """Someone at a screen. Every page they open is checked: axe, console, requests elsewhere, sideways scrolling.

    A page that is made of the same kinds of elements as one that was checked at that width is not checked by axe again.
    """

    checked: ClassVar[set[tuple[int, str]]] = set()

    def __init__(self, page: Page, site: str, width: int) -> None:
        self.page, self.site, self.width = page, site, width
        self.troubles: list[str] = []
        page.on("console", lambda said: self._note(said.type == "error", f"console: {said.text}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda asked: self._note(not asked.url.startswith(site), f"asked elsewhere: {asked.url}"))

    def opens(self, address: str) -> None:
        self.page.goto(f"{self.site}{address}")
        self.looks()

    def looks(self) -> None:
        """Stops to look at the page as it now is, and everything checked must hold."""
        self.page.wait_for_load_state("load")
        assert self.troubles == []
        made_of = (self.width, self.page.evaluate(MADE_OF))
        if made_of not in self.checked:
            found = Axe().run(self.page, options=CHECKED)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
            self.checked.add(made_of)
        sideways = self.page.evaluate("document.documentElement.scrollWidth")
        assert sideways <= self.width, f"{self.page.url} is {sideways} wide on a screen of {self.width}"

    def sees(self, words: str) -> None:
        assert words in self.page.locator("main").inner_text(), f"“{words}” is not on {self.page.url}"

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()
        self.looks()

    def is_at(self, address: str) -> None:
        self.page.wait_for_url(f"{self.site}{address}")

    def _note(self, wrong: bool, trouble: str) -> None:
        if wrong:
            self.troubles.append(trouble)


@pytest.fixture
def at_a_desk(browser: Browser, site: str):
    yield from _visitor(browser, site, DESK)


@pytest.fixture
def visits(browser: Browser):
    """A visitor of any site, at a desk or elsewhere."""
    opened = []

    def visit(site: str, size: tuple[int, int] = DESK, **settings) -> Visitor:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **settings)
        opened.append(context)
        return Visitor(context.new_page(), site, width)

    yield visit
    for context in opened:
        context.close()


@pytest.fixture
def on_a_phone(browser: Browser, site: str):
    yield from _visitor(browser, site, PHONE)


@pytest.fixture
def without_javascript(browser: Browser, site: str):
    yield from _visitor(browser, site, DESK, java_script_enabled=False)


def _visitor(browser: Browser, site: str, size: tuple[int, int], **settings):
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **settings)
    yield Visitor(context.new_page(), site, width)
    context.close()


def _wait_until_open(address: str, process: subprocess.Popen, said: Path) -> None:
    until = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the site stopped at once:\n{said.read_text(encoding='utf-8')}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the site did not open within {SECONDS_TO_OPEN} seconds")
