"""Signing in by an organisation's own OpenID Connect provider: a real one, in its own process, honest and otherwise."""

import pytest

from tests.sign_in.conftest import joined, signed_in
from wraparound.people.models import Invitation, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WRONGS = (
    *("issuer", "audience", "two audiences", "nonce", "expired", "no subject"),
    *("signature", "old key", "unsigned", "shared secret", "no token"),
)


def test_an_invited_person_joins_their_own_sign_in_and_comes_back_by_it(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    assert Invitation.objects.get(person=person).accepted_at
    client.post("/people/sign-out/")
    assert not signed_in(client)
    elsewhere.signs_in(client)
    assert signed_in(client)
    assert SignIn.objects.filter(person=person).latest("pk").way == "OpenID Connect"


def test_signing_out_offers_to_sign_out_there_too(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.signs_in(client)
    answer = client.post("/people/sign-out/", follow=True)
    assert f"{elsewhere.address}/end?client_id=wraparound" in answer.content.decode().replace("&amp;", "&")
    assert not signed_in(client)


def test_somebody_known_only_there_is_told_so_and_nobody_is_signed_in(client, elsewhere, ada):
    answer = elsewhere.signs_in(client)
    assert answer.status_code == 403
    assert "not joined to anybody here" in answer.content.decode()
    assert not signed_in(client)


def test_keys_are_rotated_without_anybody_noticing(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.told(rotate=True)
    elsewhere.signs_in(client)
    assert signed_in(client)


@pytest.mark.parametrize("wrong", WRONGS)
def test_a_token_that_does_not_hold_signs_nobody_in(client, elsewhere, make_person, wrong):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.told(wrong=wrong)
    answer = elsewhere.signs_in(client)
    assert answer.status_code in (401, 502)
    assert "could not be signed in" in answer.content.decode()
    assert not signed_in(client)


def test_a_way_back_works_once_and_only_in_the_browser_that_went(client, elsewhere, make_person, ada):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    back = elsewhere.there_and_back(client)
    stranger = type(client)()
    assert stranger.get(back).status_code in (401, 403, 502)
    assert not signed_in(stranger)
    client.get(back)
    assert signed_in(client)
    client.post("/people/sign-out/")
    assert client.get(back).status_code in (401, 403, 502)
    assert not signed_in(client)


def test_a_provider_that_is_away_is_said_to_be(client, elsewhere, settings):
    settings.OPENID_PROVIDERS[0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.get("/people/sign-in/elsewhere/elsewhere/")
    assert answer.status_code == 502
    assert "could not be signed in" in answer.content.decode()
