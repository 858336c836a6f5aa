"""Passwords, lockout, second factor, sessions, invitations and tokens, as people and as attackers use them."""

import logging
import re
import time
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from django.core import mail
from django.test import Client

from tests.sign_in.conftest import AT, PASSWORD, code_of, sign_in, signed_in
from wraparound.people.actions.accounts import InvitationNotOpen, accept, invite, make_token
from wraparound.people.models import AccessToken, Invitation, Person, SignIn
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.people.terms.network import Proxies
from wraparound.web.catalogue import CATALOGUE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_person_signs_in_whatever_the_case_of_their_address(client, ada):
    assert sign_in(client, "ADA@Made-Up.example")["Location"] == "/today/"
    assert signed_in(client)
    assert SignIn.objects.get(person=ada).way == "password"


def test_every_capability_is_one_step_from_where_a_sign_in_leads(client, ada):
    page = client.get(sign_in(client, ada.email)["Location"]).content.decode()
    doors = page[page.index("Where to go") :]
    assert [one.name for one in CATALOGUE if f'href="/{one.name}/"' not in doors] == []


def test_a_thousand_wrong_passwords_open_nothing_and_lock_only_this_place(client, ada, caplog):
    with caplog.at_level(logging.WARNING, logger="wraparound.security"):
        statuses = [sign_in(client, ada.email, f"wrong {number}").status_code for number in range(1_000)]
    assert statuses[:4] == [200] * 4
    assert set(statuses[5:]) == {429}
    assert sign_in(client, ada.email).status_code == 429
    assert not signed_in(client)
    assert "A sign-in was refused" in caplog.text
    assert ada.email not in caplog.text
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, ada.email).status_code == 302


def test_behind_a_proxy_each_place_has_its_own_limit_and_a_made_up_header_none(client, ada, settings):
    settings.TRUSTED_PROXIES = Proxies(many=1)

    def tries(forwarded, password="wrong"):  # a wrong one
        return sign_in(Client(headers={"x-forwarded-for": forwarded}), ada.email, password).status_code

    assert {tries(f"198.51.100.{number}, 203.0.113.9") for number in range(6)} == {200, 429}
    assert tries("198.51.100.99, 203.0.113.9", PASSWORD) == 429
    assert tries("203.0.113.10", PASSWORD) == 302
    settings.TRUSTED_PROXIES = Proxies()
    assert {tries(f"198.51.100.{number}") for number in range(6)} == {200, 429}
    assert sign_in(client, ada.email).status_code == 429


@pytest.mark.parametrize("email", ["ada@made-up.example", "nobody@made-up.example"])
def test_a_refusal_says_the_same_whether_or_not_there_is_an_account(client, ada, email):
    page = sign_in(client, email, "wrong").content.decode()
    said = re.sub(r"value=\"[^\"]*\"|csrf\S+", "", page)
    assert "email address and/or password" in said
    assert email not in re.sub(r"<input[^>]*>", "", page)


def test_a_refusal_takes_as_long_whether_or_not_there_is_an_account(client, make_person, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    known = [make_person(f"Known {number}", f"known{number}@made-up.example") for number in range(5)]
    unknown = [f"unknown{number}@made-up.example" for number in range(5)]

    def took(email):
        begun = time.perf_counter()
        sign_in(client, email, "wrong")
        return time.perf_counter() - begun

    # In turns, so that whatever else the machine does meanwhile slows both alike.
    both = [(took(one.email), took(other)) for one, other in zip(known, unknown, strict=True)]
    here, nowhere = (median(times) for times in zip(*both, strict=True))
    assert 0.4 < here / nowhere < 2.5


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "ada madeup ada", "ada@made-up.example"])
def test_a_weak_password_is_refused_with_a_reason(client, make_person, password):
    person = make_person("Ada Madeup", "ada@made-up.example", password=None)
    sent = invite(str(person.key), at=datetime.now(UTC), by=OPERATOR)
    page = client.post(f"/people/accept/{sent.secret}/", {"password1": password, "password2": password})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not Person.objects.get(pk=person.pk).has_usable_password()


def test_an_invitation_opens_once_and_only_the_newest(client, make_person):
    person = make_person("Ivy New", "ivy@made-up.example", password=None)
    now = datetime.now(UTC)
    first, second = (invite(str(person.key), at=now, by=OPERATOR) for _ in range(2))
    assert client.get(f"/people/accept/{first.secret}/").status_code == 410
    answer = client.post(f"/people/accept/{second.secret}/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer["Location"] == "/today/"
    assert signed_in(client)
    assert client.get(f"/people/accept/{second.secret}/").status_code == 410
    assert second.secret not in Invitation.objects.get(accepted_at__isnull=False).digest


def test_an_invitation_runs_out(make_person):
    person = make_person("Ivy New", "ivy@made-up.example", password=None)
    sent = invite(str(person.key), at=AT, by=OPERATOR)
    with pytest.raises(InvitationNotOpen):
        accept(sent.secret, PASSWORD, at=AT + timedelta(days=15), by=OPERATOR)


def test_an_administrator_invites_by_mail(client, administrator, django_capture_on_commit_callbacks):
    sign_in(client, administrator.email)
    asked = {
        "name": "Żofia Ní Bhriain",
        "email": "zofia@made-up.example",
        "organisation": "N1",
        "job": "Chair",
        "starts": "2026-01-05",
    }
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/people/invite/", asked, follow=True)
    assert "on its way to zofia@made-up.example" in page.content.decode()
    link = re.search(r"http://testserver(/people/accept/\S+)", mail.outbox[0].body).group(1)
    visitor = Client()
    assert "Żofia Ní Bhriain" in visitor.get(link).content.decode()


def test_a_forgotten_password_is_set_anew_by_mail_and_only_once(client, ada):
    page = client.post("/people/password/new/", {"email": ada.email}, follow=True).content.decode()
    other = client.post("/people/password/new/", {"email": "nobody@made-up.example"}, follow=True).content.decode()
    assert re.sub(r"csrf\S+|value=\S+", "", page) == re.sub(r"csrf\S+|value=\S+", "", other)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    place = client.get(link)["Location"]
    new = "another lantern orchard"
    assert client.post(place, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(Client(), ada.email, new).status_code == 302
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_a_second_factor_is_asked_for_and_a_recovery_code_opens_once(client, ada):
    sign_in(client, ada.email)
    # Whoever sits down at a screen left open cannot change how its owner signs in.
    asked = client.get("/people/me/second-factor/on/")["Location"]
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/people/me/second-factor/on/"
    page = client.get("/people/me/second-factor/on/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    answer = client.post("/people/me/second-factor/on/", {"code": code_of(secret)}, follow=True)
    codes = re.findall(r"<li><code>(\d+)</code>", answer.content.decode())
    assert len(codes) == 10
    stored = ada.authenticator_set.get(type="totp").data["secret"]
    assert secret not in stored
    visitor = Client()
    assert sign_in(visitor, ada.email)["Location"] == "/people/sign-in/code/"
    assert not signed_in(visitor)
    assert visitor.post("/people/sign-in/code/", {"code": "000000"}).status_code == 200
    assert not signed_in(visitor)
    assert visitor.post("/people/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert signed_in(visitor)
    again = Client()
    sign_in(again, ada.email)
    again.post("/people/sign-in/code/", {"code": codes[0]})
    assert not signed_in(again)


def test_roles_sleep_without_a_second_factor_where_the_site_asks_for_one(client, administrator, settings):
    settings.SECOND_FACTOR_FOR = frozenset({"administrator"})
    sign_in(client, administrator.email)
    assert "Some of your roles sleep" in client.get("/today/").content.decode()
    assert client.get("/people/roles/").status_code == 403
    secret = make_token("way round", at=datetime.now(UTC), by=Viewer(administrator.name, administrator.pk))
    assert Client().get("/api/people/grants", headers={"authorization": f"Bearer {secret}"}).status_code == 403


def test_an_unused_sign_in_ends_by_itself(client, ada):
    sign_in(client, ada.email)
    assert signed_in(client)
    session = client.session
    session["seen_at"] -= 31 * 60
    session.save()
    assert client.get("/today/")["Location"] == "/people/sign-in/?ended=1"
    assert not signed_in(client)


def test_a_sign_in_ends_after_twelve_hours_in_any_case(client, ada):
    sign_in(client, ada.email)
    session = client.session
    session["signed_in_at"] -= 12 * 3600 + 1
    session.save()
    assert not signed_in(client)


def test_a_person_sees_where_they_are_signed_in_and_ends_it(client, ada, administrator):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    sign_in(client, ada.email)
    sign_in(other, ada.email)
    page = client.get("/people/me/sign-ins/").content.decode()
    assert "Firefox on Windows" in page
    number = SignIn.objects.get(browser="Firefox on Windows").pk
    stranger = Client()
    sign_in(stranger, administrator.email)
    assert stranger.post(f"/people/me/sign-ins/{number}/end/").status_code == 404
    assert client.post(f"/people/me/sign-ins/{number}/end/").status_code == 302
    assert signed_in(client)
    assert not signed_in(other)


def test_a_tampered_cookie_is_nobody(client, ada):
    sign_in(client, ada.email)
    given = client.cookies["wraparound"].value
    client.cookies["wraparound"] = given[:-1] + ("x" if given[-1] != "x" else "y")
    assert not signed_in(client)


@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer wrap_forged", "Basic YTpi", "Bearer \x00", "Bearer " + "é" * 500]
)
def test_a_forged_token_opens_nothing(client, ada, given):
    assert client.get("/api/people/me", headers={"authorization": given}).status_code == 401


def test_a_token_sees_what_its_owner_sees_until_it_ends(client, ada):
    viewer = Viewer(ada.name, ada.pk)
    secret = make_token("notebook", at=datetime.now(UTC), by=viewer)
    given = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/people/me", headers=given).json()["name"] == ada.name
    assert AccessToken.objects.get().used_at
    assert client.get("/api/people/", headers=given).status_code == 403
    assert client.get("/people/me/", headers=given).status_code == 302
    AccessToken.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get("/api/people/me", headers=given).status_code == 401


def test_a_program_that_asks_too_often_is_told_to_wait(client, ada):
    given = {"authorization": "Bearer wrap_forged"}
    statuses = [client.get("/api/people/me", headers=given).status_code for _ in range(1_250)]
    assert set(statuses) == {401, 429}
    assert statuses[-1] == 429 or 401 in statuses[601:]  # a new minute may have begun


def test_forms_of_other_sites_change_nothing(ada):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, ada.email).status_code == 403
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/people/me/tokens/", "/people/sign-out/", "/sources/import/take/"):
        assert client.post(address, {"name": "x"}).status_code == 403
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("length", ["30000000", "99999999999999999999", "-1", "many"])
def test_a_flood_is_refused_before_it_is_read(client, length):
    answer = client.get("/people/sign-in/", CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "Send less at a time" in answer.content.decode()


def test_the_made_up_people_can_be_chosen_in_the_demo_only(client, ada, settings):
    assert client.post("/people/sign-in/as/", {"key": str(ada.key)}).status_code == 404
    settings.DEMO = True
    assert client.post("/people/sign-in/as/", {"key": str(ada.key)}).status_code == 404
    assert client.post("/people/sign-in/as/", {"key": "wibble"}).status_code == 404
    assert not signed_in(client)


def test_signing_in_leads_back_but_never_to_another_site(client, ada):
    answer = client.get("/people/me/")
    assert answer["Location"] == "/people/sign-in/?next=%2Fpeople%2Fme%2F"
    to_us = {"login": ada.email, "password": PASSWORD}
    assert client.post("/people/sign-in/?next=/people/me/", to_us)["Location"] == "/people/me/"
    assert Client().post("/people/sign-in/?next=https://elsewhere.example/", to_us)["Location"] == "/today/"


def test_a_session_is_kept_by_one_statement_and_an_ended_one_is_not_revived(db, django_assert_num_queries):
    from django.contrib.sessions.backends.base import UpdateError

    from wraparound.web.sign_in.sessions import SessionStore

    kept = SessionStore()
    kept.create()
    again = SessionStore(kept.session_key)
    again["seen"] = 1
    with django_assert_num_queries(1):
        again.save()
    assert SessionStore(kept.session_key)["seen"] == 1
    SessionStore(kept.session_key).delete()
    again["seen"] = 2
    with pytest.raises(UpdateError):
        again.save()
    assert not SessionStore().exists(kept.session_key)
