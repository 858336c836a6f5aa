"""Proving once more who one is: by password, code, provider or, in the made-up region, a button."""

import re
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.sign_in.conftest import AT, PASSWORD, code_of, joined, sign_in, signed_in
from wraparound.people.access import proved_lately
from wraparound.people.actions.accounts import invite, make_token
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.people.terms.people import NewPerson

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BACK = "/people/me/tokens/"
PROVE = f"/people/sign-in/once-more/?next={BACK}"


def proved(client):
    """Whether whoever is signed in would be believed now."""
    return proved_lately(client.get("/people/organisations/").wsgi_request, timezone.now())


def wait(client, seconds=601):
    """As if so much time had passed since the last proof."""
    session = client.session
    for one in session.get("account_authentication_methods", []):
        one["at"] -= seconds
    for name in {"signed_in_at", "proved_elsewhere_at"} & set(session.keys()):
        session[name] -= seconds
    session.save()


def made_up_person(name="Cressida Madeup"):
    new = NewPerson(name, None, (("N1", "Chair", date(2025, 1, 1), None),))
    (key,) = bring_in([new], at=AT, by=OPERATOR, made_up=True, in_chooser=True)
    return Person.objects.get(key=key)


def test_a_password_counts_for_ten_minutes_and_then_once_more(client, ada):
    sign_in(client, ada.email)
    assert proved(client)
    wait(client, 540)
    assert proved(client)
    wait(client, 61)
    assert not proved(client)
    asked = client.get(PROVE)["Location"]
    assert asked == "/people/sign-in/again/?next=%2Fpeople%2Fme%2Ftokens%2F"
    page = client.get(asked).content.decode()
    assert "counts as yours alone" in page
    wrong = client.post(asked, {"password": "wrong"})
    assert wrong.status_code == 200
    assert "There is a problem" in wrong.content.decode()
    assert not proved(client)
    assert client.post(asked, {"password": PASSWORD})["Location"] == BACK
    assert proved(client)


def test_wrong_passwords_are_counted_here_too(client, ada):
    sign_in(client, ada.email)
    wait(client)
    statuses = [client.post("/people/sign-in/again/", {"password": f"wrong {one}"}).status_code for one in range(6)]
    assert statuses[-1] == 429
    assert client.post("/people/sign-in/again/", {"password": PASSWORD}).status_code == 429
    assert not proved(client)


def test_whoever_has_a_second_factor_is_asked_for_a_code(client, ada):
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    sign_in(client, ada.email)
    client.post("/people/sign-in/code/", {"code": code_of(secret)})
    assert proved(client)
    wait(client)
    asked = client.get(PROVE)["Location"]
    assert asked == "/people/sign-in/again/code/?next=%2Fpeople%2Fme%2Ftokens%2F"
    assert "counts as yours alone" in client.get(asked).content.decode()
    assert client.post(asked, {"code": "000000"}).status_code == 200
    assert not proved(client)
    cache.clear()  # each code works once, and half a minute later there is another
    assert client.post(asked, {"code": code_of(secret)})["Location"] == BACK
    assert proved(client)


def test_of_whoever_has_a_second_factor_a_password_alone_proves_nothing(client, ada):
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    RecoveryCodes.activate(ada)
    sign_in(client, ada.email)
    client.post("/people/sign-in/code/", {"code": code_of(secret)})
    wait(client)
    answer = client.post(f"/people/sign-in/again/?next={BACK}", {"password": PASSWORD})
    assert answer["Location"] == "/people/sign-in/again/code/?next=%2Fpeople%2Fme%2Ftokens%2F"
    assert not proved(client)
    # Nor does it lead to what would be one: recovery codes, or to be without a second factor.
    for place in ("recovery/", "recovery/new/", "recovery/codes.txt", "off/"):
        for ask in (client.get, client.post):
            answer = ask(f"/people/me/second-factor/{place}")
            assert answer.status_code == 405 or answer["Location"].startswith("/people/sign-in/again/code/?next=")
    assert ada.authenticator_set.filter(type="totp").exists()


def test_a_password_that_was_right_before_the_second_factor_was_on_proves_nothing_after(client, ada):
    sign_in(client, ada.email)
    assert proved(client)
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    assert not proved(client)
    assert client.post(client.get(PROVE)["Location"], {"code": code_of(secret)})["Location"] == BACK
    assert proved(client)


def test_of_whoever_has_a_second_factor_a_provider_alone_proves_nothing(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.told(ago=30)
    elsewhere.signs_in(client)
    assert proved(client)
    TOTP.activate(person, generate_totp_secret())
    assert not proved(client)


def test_in_the_made_up_region_a_button_stands_for_it(client, trust, settings):
    settings.DEMO = True
    person = made_up_person()
    client.post("/people/sign-in/as/", {"key": str(person.key)})
    assert proved(client)
    wait(client)
    assert not proved(client)
    page = client.get(PROVE).content.decode()
    assert "Sign in again as Cressida Madeup</button>" in page
    sent = dict(re.findall(r'name="(key|next)" value="([^"]*)"', page))
    assert sent == {"key": str(person.key), "next": BACK}
    assert client.post("/people/sign-in/as/", sent)["Location"] == BACK
    assert proved(client)


def test_the_button_is_in_the_made_up_region_only(client, trust):
    client.force_login(made_up_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(PROVE).content.decode()
    assert "Sign in again as" not in page
    assert "no way to show it" in page
    assert not proved(client)


def test_a_provider_is_told_to_ask_again(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    assert not proved(client)
    page = client.get(PROVE).content.decode()
    assert "asked there once more" in page
    link = re.search(r'href="(/people/sign-in/elsewhere/elsewhere/\?[^"]+)"', page)[1].replace("&amp;", "&")
    query = link.partition("elsewhere/elsewhere/")[2]
    going = client.get(link)["Location"]
    assert "prompt=login" in going
    assert "max_age=0" in going
    assert elsewhere.signs_in(client, query)["Location"] == BACK
    assert client.get("/api/people/me").json()["name"] == person.name
    assert proved(client)
    wait(client)
    assert not proved(client)


def test_an_ordinary_way_there_asks_for_nothing_more_and_proves_nothing(client, elsewhere, make_person):
    """Whoever is signed in there comes back without a question, so whoever sits at their screen would too."""
    joined(client, elsewhere, make_person)
    going = client.get("/people/sign-in/elsewhere/elsewhere/")["Location"]
    assert "prompt" not in going
    assert "max_age" not in going
    elsewhere.signs_in(client)
    assert signed_in(client)
    assert not proved(client)


@pytest.mark.parametrize(("ago", "believed"), [(30, True), (540, True), (700, False)])
def test_a_provider_that_says_when_it_asked_is_believed(client, elsewhere, make_person, ago, believed):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.told(ago=ago)
    elsewhere.signs_in(client)
    assert signed_in(client)
    assert proved(client) is believed


def test_a_provider_that_speaks_of_tomorrow_is_not_believed(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    elsewhere.told(wrong="asked tomorrow")
    elsewhere.signs_in(client)
    assert signed_in(client)
    assert not proved(client)


@pytest.mark.parametrize("wrong", ["not asked again", "asked tomorrow", "asked at no time", "nonce", "signature"])
def test_a_provider_that_did_not_ask_again_proves_nothing(client, elsewhere, make_person, wrong):
    joined(client, elsewhere, make_person)
    elsewhere.told(wrong=wrong)
    answer = elsewhere.signs_in(client, f"?again=1&next={BACK}")
    assert answer.status_code == 401
    assert "you are signed in as before" in answer.content.decode()
    assert signed_in(client)
    assert not proved(client)


def test_a_provider_that_never_says_when_it_asked_is_not_believed_though_it_was_told_to(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    elsewhere.told(wrong="no time")
    assert elsewhere.signs_in(client).status_code == 302
    assert not proved(client)
    before = client.session.session_key
    answer = elsewhere.signs_in(client, f"?again=1&next={BACK}")
    assert answer.status_code == 401
    assert "does not say when it asked you" in answer.content.decode()
    assert 'href="/people/password/new/"' in answer.content.decode()
    assert client.session.session_key == before
    assert client.get("/api/people/me").json()["name"] == person.name
    assert not proved(client)


def test_words_taken_out_of_the_address_prove_nothing(client, elsewhere, make_person):
    """Whoever sits at a screen left open, signed in there too, must not be taken for having been asked."""
    joined(client, elsewhere, make_person)
    answer = elsewhere.signs_in(client, f"?again=1&next={BACK}", without=("&prompt=login", "&max_age=0"))
    assert "does not say when it asked you" in answer.content.decode()
    assert not proved(client)
    elsewhere.told(ago=300)
    answer = elsewhere.signs_in(client, f"?again=1&next={BACK}", without=("&prompt=login", "&max_age=0"))
    assert "you are signed in as before" in answer.content.decode()
    assert not proved(client)


def test_who_is_not_signed_in_any_more_comes_in_and_has_proved_nothing(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    client.post("/people/sign-out/")
    elsewhere.told(wrong="no time")
    assert elsewhere.signs_in(client, f"?again=1&next={BACK}")["Location"] == BACK
    assert signed_in(client)
    assert not proved(client)


def test_whose_provider_does_not_say_sets_a_password_by_mail_and_proves_it_with_that(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    mail.outbox.clear()
    client.post("/people/password/new/", {"email": person.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    again = "another lantern orchard"
    client.post(client.get(link)["Location"], {"password1": again, "password2": again})
    assert not signed_in(client)
    sign_in(client, person.email, again)
    assert proved(client)
    wait(client)
    assert client.get(PROVE)["Location"].startswith("/people/sign-in/again/?next=")


def test_what_was_asked_on_one_way_counts_for_no_other(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    elsewhere.told(wrong="no time")
    client.get("/people/sign-in/elsewhere/elsewhere/?again=1")  # gone there, and not come back
    assert elsewhere.signs_in(client).status_code == 302
    assert signed_in(client)
    assert not proved(client)


def test_whoever_else_comes_back_is_signed_in_as_themselves(client, elsewhere, make_person, ada):
    joined(client, elsewhere, make_person)
    SocialAccount.objects.create(user=ada, provider="elsewhere", uid="another")
    elsewhere.told(subject="another")
    assert elsewhere.signs_in(client, f"?again=1&next={BACK}")["Location"] == BACK
    assert client.get("/api/people/me").json()["name"] == ada.name
    assert proved(client)


def test_somebody_known_only_there_proves_nothing_for_another(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    elsewhere.told(subject="a stranger")
    assert elsewhere.signs_in(client, "?again=1").status_code == 403
    assert client.get("/api/people/me").json()["name"] == person.name
    assert not proved(client)


def test_another_way_is_not_opened_without_the_one_there_is(client, elsewhere, make_person):
    joined(client, elsewhere, make_person)
    places = ("/people/me/password/first/", "/people/me/second-factor/on/", "/people/me/other-sign-ins/")
    for place in places:
        answer = client.get(place)
        assert answer["Location"].startswith("/people/sign-in/once-more/?next=%2Fpeople%2Fme%2F")
    again = "another lantern orchard"
    client.post(places[0], {"password1": again, "password2": again})
    assert not Person.objects.get(email="ella@made-up.example").has_usable_password()
    elsewhere.signs_in(client, "?again=1")
    assert [client.get(place).status_code for place in places] == [200] * 3


def test_somebody_elses_sign_in_is_not_joined_from_a_screen_left_open(client, elsewhere, make_person):
    person = joined(client, elsewhere, make_person)
    elsewhere.told(subject="the colleague next door")
    answer = elsewhere.signs_in(client, "?process=connect")
    assert answer["Location"] == "/people/sign-in/once-more/?next=%2Fpeople%2Fme%2Fother-sign-ins%2F"
    assert [one.uid for one in SocialAccount.objects.filter(user=person)] == ["someone"]


def test_what_waited_for_a_password_for_another_reason_is_not_done_by_this_one(client, elsewhere, ada):
    """Somebody began to join their own sign-in to Ada's account; her proof for something else must not end it."""
    sign_in(client, ada.email)
    waits = elsewhere.signs_in(client, "?process=connect")
    assert waits["Location"] == "/people/sign-in/again/"
    asked = client.get(PROVE)["Location"]
    assert client.post(asked, {"password": PASSWORD})["Location"] == BACK
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example", ""]
)
def test_the_way_never_leads_to_another_site(client, ada, trust, settings, place):
    sign_in(client, ada.email)
    asked = client.get("/people/sign-in/once-more/", {"next": place})["Location"]
    assert asked == "/people/sign-in/again/?next=%2Ftoday%2F"
    wait(client)
    there = client.get("/people/sign-in/again/", {"next": place}).wsgi_request.get_full_path()
    assert client.post(there, {"password": PASSWORD})["Location"] == "/today/"
    settings.DEMO = True
    client.force_login(made_up_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'name="next" value="/today/"' in client.get("/people/sign-in/once-more/", {"next": place}).content.decode()


def test_nobody_and_no_program_has_proved_anything(client, ada):
    assert client.get(PROVE)["Location"].startswith("/people/sign-in/?next=%2Fpeople%2Fsign-in%2Fonce-more")
    assert not proved(client)
    sign_in(client, ada.email)
    secret = make_token("notebook", at=datetime.now(UTC), by=Viewer(ada.name, ada.pk))
    answer = client.get("/api/people/me", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    assert answer.wsgi_request.proved_at is None


def test_a_link_alone_proves_nothing_and_a_way_can_be_had(client, make_person):
    person = make_person("Ivy New", "ivy@made-up.example", password=None)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(PROVE).content.decode()
    place = re.search(r'href="(/people/me/password/first/[^"]+)"', page)[1]
    again = "another lantern orchard"
    then = client.post(place, {"password1": again, "password2": again})
    assert then["Location"] == PROVE
    assert client.get(then["Location"])["Location"].startswith("/people/sign-in/again/?next=")
    assert not proved(client)


def test_who_opened_their_account_just_now_is_asked_for_the_password_they_chose(client, make_person):
    person = make_person("Ivy New", "ivy@made-up.example", password=None)
    sent = invite(str(person.key), at=datetime.now(UTC), by=OPERATOR)
    client.post(f"/people/accept/{sent.secret}/", {"password1": PASSWORD, "password2": PASSWORD})
    assert signed_in(client)
    assert not proved(client)
    assert client.post(client.get(PROVE)["Location"], {"password": PASSWORD})["Location"] == BACK
    assert proved(client)


def test_the_proof_of_one_does_not_serve_the_next_at_the_same_screen(client, ada, make_person):
    sign_in(client, ada.email)
    other = make_person("Bea Madeup", "bea@made-up.example")
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert signed_in(client)
    assert not proved(client)
    assert not proved(Client())
