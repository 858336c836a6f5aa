"""Every address: none lost, none without an access rule, each page with a title, one heading and few queries."""

import re
from copy import deepcopy
from importlib import import_module
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.whole_site.addresses import (
    AT_THE_DOOR,
    EVERY_ADDRESS,
    EXAMPLES,
    PAGES,
    PAGES_WITH_A_PERSON,
    TAKE_POST,
    WITH_A_PERSON,
    named_patterns,
)
from tests.whole_site.world import make_world
from wraparound.people.access import Rule
from wraparound.web.catalogue import CATALOGUE

pytestmark = pytest.mark.django_db

MOST_QUERIES = 2
MOST_QUERIES_OF_A_MACHINE = 3
MOST_QUERIES_WITH_A_PERSON = 15
# Pages that read several histories or every sort of record ask once for all, then for the sorts of which there is any.
MOST_QUERIES_OF_RECORDS = 30
# What is due for removal is asked for sort by sort: each has its own rule.
MOST_QUERIES_OF_RETENTION = 68
OF_RECORDS = re.compile(r"/(me/record|me/history|history|leave|retention|audit|controllers|transfer)/?$|/people/me/$")


@pytest.fixture(scope="module")
def answer_to():
    """How the site answers who follows a link. Most stand on every page: each is followed once for each who asks."""
    known = {}

    def follow(client, link, who):
        if (who, link) not in known:
            known[who, link] = client.get(link).status_code
        return known[who, link]

    return follow


def links_of(page):
    """The addresses on this site to which a page leads, without those of pictures and styles."""
    found = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page)}
    return sorted(link for link in found if not link.startswith("/static/"))


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(make_world)


@pytest.fixture
def administrator(made, client):
    """Somebody who may open every page."""
    holder = deepcopy(made).holder("administrator", "nation")
    client.force_login(holder.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def rules_of(module_name):
    package = module_name.partition(".views")[0] if ".views" in module_name else module_name.rpartition(".")[0]
    return import_module(f"{package}.access").RULES


def test_no_address_was_lost_and_none_is_without_an_example():
    assert {name for name, _ in named_patterns()} == {*EVERY_ADDRESS}


def test_every_address_has_an_access_rule_where_its_view_lives():
    for name, pattern in named_patterns():
        short = name.rpartition(":")[2]
        view = pattern.callback
        module = view.__module__ if not view.__module__.startswith("ninja") else _api_module(EVERY_ADDRESS[name])
        assert isinstance(rules_of(module).get(short), Rule), f"{name} has no rule in {module}"


def test_every_capability_answers_under_its_own_name():
    for one in CATALOGUE:
        assert resolve(f"/{one.name}/").namespace == one.name


@pytest.mark.parametrize("address", EXAMPLES.values())
def test_every_address_answers_and_changes_nothing(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= (MOST_QUERIES_OF_A_MACHINE if address == "/ready/" else MOST_QUERIES)
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries)


@pytest.mark.parametrize("address", EXAMPLES.values())
def test_no_address_takes_what_it_does_not_understand(client, address):
    if address not in TAKE_POST:
        assert client.post(address.partition("?")[0]).status_code == 405
    assert client.delete(address.partition("?")[0]).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_of_its_own_one_heading_and_a_description(client, address):
    page = client.get(address).content.decode()
    title = re.search(r"<title>(.*?) – Wraparound</title>", page, re.S)
    assert title, address
    assert title.group(1).strip()
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<html lang="en-GB">' in page
    assert "Wraparound is not an NHS service" in page
    assert "Open Government Licence" in page
    assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', page)


def test_titles_tell_pages_apart(client):
    titles = [re.search(r"<title>(.*?)</title>", client.get(one).content.decode(), re.S).group(1) for one in PAGES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("address", PAGES)
def test_headings_step_down_one_at_a_time_and_names_are_used_once(client, address):
    page = client.get(address).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_on_every_page_leads_somewhere(client, answer_to, address):
    page = client.get(address).content.decode()
    for link in links_of(page)[:400]:
        assert answer_to(client, link, "nobody") in (200, 302), f"{address} links to {link}"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_sends_the_headers_that_keep_others_out(client, address):
    headers = client.get(address).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


def _api_module(address):
    area = address.split("/")[2]
    return "wraparound.people.api" if area == "people" else f"wraparound.capabilities.{area}.api"


@pytest.mark.parametrize("address", WITH_A_PERSON.values())
def test_pages_with_a_person_need_one_and_few_queries(administrator, address):
    administrator.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert administrator.get(address).status_code == 200
    most = MOST_QUERIES_OF_RECORDS if OF_RECORDS.search(address) else MOST_QUERIES_WITH_A_PERSON
    if address == "/people/retention/":
        most = MOST_QUERIES_OF_RETENTION
    assert len(queries) <= most, [query["sql"][:120] for query in queries]
    administrator.logout()
    answer = administrator.get(address)
    assert (answer.status_code, answer.headers.get("Location", "")[:16]) in ((302, "/people/sign-in/"), (401, ""))


@pytest.mark.parametrize("address", [*PAGES_WITH_A_PERSON, *AT_THE_DOOR.values()])
def test_pages_of_people_look_like_all_others(administrator, answer_to, address):
    if address in AT_THE_DOOR.values():
        administrator.logout()
    answer = administrator.get(address)
    page = answer.content.decode()
    assert re.search(r"<title>(.*?) – Wraparound</title>", page, re.S), address
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', page)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    for link in links_of(page)[:60]:
        who = "nobody" if address in AT_THE_DOOR.values() else "administrator"
        assert answer_to(administrator, link, who) in (200, 302), f"{address} links to {link}"


@pytest.mark.parametrize("address", PAGES_WITH_A_PERSON)
def test_what_one_person_sees_is_not_kept_for_the_next(administrator, address):
    assert "no-store" in administrator.get(address).headers["Cache-Control"]
