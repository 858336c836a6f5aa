"""People who sign in, and a provider elsewhere."""

import base64
import hmac
import json
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from tests.samples.openid_provider import CLIENT, SECRET
from tests.servers import end, free_port
from wraparound.people.actions.accounts import invite
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson

PASSWORD = "quiet lantern orchard"
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_counted_before():
    """Limits by place are kept in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def trust(db):
    region = add_region("NORTH", "Northmoor (made up)", at=AT, by=OPERATOR, made_up=True)
    return add_organisation("N1", "Trust N1 (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)


@pytest.fixture
def make_person(trust):
    def make(name, email, *, password=PASSWORD):
        (key,) = bring_in([NewPerson(name, email, (("N1", "Manager", date(2025, 1, 1), None),))], at=AT, by=OPERATOR)
        person = Person.objects.get(key=key)
        if password:
            person.set_password(password)
            person.save()
        return person

    return make


@pytest.fixture
def ada(make_person):
    return make_person("Ada Madeup", "ada@made-up.example")


@pytest.fixture
def administrator(make_person):
    person = make_person("Otto Keeper", "otto@made-up.example")
    new = NewGrant(
        str(person.key), Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "", date(2025, 1, 1), None, "First"
    )
    give(new, at=AT, by=OPERATOR)
    return person


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/people/sign-in/", {"login": email, "password": password}, **more)


def signed_in(client):
    return client.get("/today/").status_code == 200


def code_of(secret):
    """What an authenticator app shows now: RFC 6238, written out."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class Elsewhere:
    """The provider, and a browser's way to it and back."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"

    def told(self, **what):
        body = json.dumps(what).encode()
        urllib.request.urlopen(
            urllib.request.Request(f"{self.address}/control", body, method="POST"), timeout=60
        ).close()

    def there_and_back(self, client, query="", without=()):
        """The address at which the browser comes back; `without` is what somebody took out of the address there."""
        going = client.get(f"/people/sign-in/elsewhere/elsewhere/{query}")
        assert going.status_code == 302, going.content
        there = going["Location"]
        for words in without:
            assert words in there
            there = there.replace(words, "")

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args):
                return None

        with pytest.raises(urllib.error.HTTPError) as sent_back:
            urllib.request.build_opener(Stay).open(there, timeout=60)
        with sent_back.value as answer:
            assert answer.code == 302, answer.read()
            return answer.headers["Location"].replace("http://testserver", "")

    def signs_in(self, client, query="", without=()):
        return client.get(self.there_and_back(client, query, without))


def joined(client, elsewhere, make_person):
    """Somebody invited who chose to sign in elsewhere, now signed in."""
    person = make_person("Ella Elsewhere", "ella@made-up.example", password=None)
    sent = invite(str(person.key), at=datetime.now(UTC), by=OPERATOR)
    page = client.post(f"/people/accept/{sent.secret}/", {"elsewhere": "1"})
    assert "Go on to the hospital" in page.content.decode()
    answer = elsewhere.signs_in(client, "?process=connect&next=/today/")
    assert answer["Location"] == "/today/"
    return person


@pytest.fixture(scope="session")
def provider_process():
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.samples.openid_provider", str(port)])
    try:
        for _ in range(600):
            with socket.socket() as visitor:
                if visitor.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Elsewhere(port)
    finally:
        end(process)


@pytest.fixture
def elsewhere(provider_process, settings):
    settings.OPENID_PROVIDERS = [
        {
            "provider_id": "elsewhere",
            "name": "the hospital's own sign-in",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {
                "server_url": provider_process.address,
                "scope": ["openid", "email"],
                "oauth_pkce_enabled": True,
                "uid_field": "sub",
            },
        }
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.OPENID_PROVIDERS}}
    provider_process.told(wrong="", subject="someone")
    return provider_process
