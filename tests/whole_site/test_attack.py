"""Every address × everybody who can be given anything × their own, a colleague's, another trust's and region's record.

What should happen stands in expected_access.py, which was not made from any access.py. Beside the status, no answer may
hold the name, address or key of somebody whom its viewer may not see: list, page, search and API cannot disagree.
"""

import re

import pytest
from django.db import transaction
from django.test import Client

from tests.reading import text_in
from tests.whole_site.addresses import (
    EVERY_ADDRESS,
    KEY,
    MILESTONE,
    ONE,
    OWN_RECOMMENDATION,
    PLAN_FILE,
    PROGRAMME,
    SENT_TO_A_COMPACT,
    SENT_TO_CAREERS,
    SENT_TO_DELIVERY,
    SENT_TO_EQUALITY,
    SENT_TO_FOCUS,
    SENT_TO_LISTENING,
    SENT_TO_PAIRS,
    SENT_TO_PARTNERSHIPS,
    SENT_TO_PIPELINES,
    THANKED,
    TOKEN,
    WHICH,
    named_patterns,
)
from tests.whole_site.expected_access import (
    CARD,
    CHANGE_RECORD,
    CLOSED,
    EVERYONE,
    KEPT_RECORD,
    LED,
    RECORD,
    kind_of,
    reads_compact,
    reads_plan,
    runs_programme,
    statuses,
    visible,
)
from tests.whole_site.world import RELATIONS, SECRET, make_world
from wraparound.people.models import Grant, Membership, Person

pytestmark = pytest.mark.django_db

POSTED = {
    "people:end_grant",
    "people:end_sign_in",
    "people:end_token",
    "people:invite_again",
    "people:end_membership",
    "people:close",
    "people:sign_in_as",
    "people:hold",
    "people:release_hold",
    "people:withdraw",
    "people:again",
    "sources:take",
    *SENT_TO_A_COMPACT,
    *SENT_TO_PARTNERSHIPS,
    *SENT_TO_PIPELINES,
    *SENT_TO_PARTNERSHIPS,
    *SENT_TO_DELIVERY,
    *SENT_TO_PAIRS,
    *SENT_TO_LISTENING,
    *SENT_TO_CAREERS,
    *SENT_TO_EQUALITY,
    *SENT_TO_FOCUS,
}
LEAST_CASES = 3_000
A_FEW = {"nobody", "member", "chair for talent over organisation", "administrator for audit over organisation"}
WITHOUT_A_TOKEN = {"expectations:targets", "focus:index", "sources:preview", "listening:call", "listening:receipt"}
"""Forms of the public site, which uses no cookie and so has no token: docs/decisions/0015 and 0061."""
SHOWN_TO_ALL = {
    *("compacts:recognition_public", "compacts:recognition_public_file", "compacts:recognition_public_pdf"),
    "api:api_recognition_public",
}
OF_EMPLOYERS = {"careers:offers_kept", "careers:offer_answer"}
OF_WHOEVER_THANKS = {
    *("compacts:thanks", "people:me", "people:my_looks", "people:my_data", "people:history", "pipelines:mine"),
    *("people:my_sheet", "api:api_my_record", "api:api_my_looks"),
}
LISTED_API = {name for name, address in EVERY_ADDRESS.items() if address.startswith("/api/compacts")}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def address_of(name, world, subject):
    """The address of this name about this subject."""
    key = subject.key if subject else world.colleague.key
    code = {world.elsewhere: "N2", world.far: "S1"}.get(subject, "N1")
    special = {
        "people:person": f"/people/{key}/",
        "people:give": f"/people/{key}/give/",
        "people:invite_again": f"/people/{key}/invite/",
        "people:add_membership": f"/people/{key}/belongs/",
        "people:end_membership": f"/people/{key}/belongs/{code}/end/",
        "people:close": f"/people/{key}/close/",
        "people:remove": f"/people/{key}/remove/",
        "people:history": f"/people/{key}/history/",
        "people:conversations": f"/people/{key}/conversations/",
        "people:hold": f"/people/{key}/hold/",
        "api:api_history": f"/api/people/{key}/history",
        "people:end_grant": f"/people/roles/{world.colleagues_grant}/end/",
        "api:api_person": f"/api/people/{key}",
    }
    if name == "people:correct_membership":
        return f"/people/{key}/belongs/{membership_of(subject)}/correct/"
    if name.startswith("compacts:") or EVERY_ADDRESS[name].startswith("/api/compacts"):
        number = world.prospectus if "prospectus" in EVERY_ADDRESS[name] else world.compact
        number = world.undertaking if name == "compacts:undertaking" else number
        number = world.ended if "statement" in name or "verify_ending" in name else number
        there = EVERY_ADDRESS[name].replace(f"/{ONE}", f"/{number}", 1).replace(TOKEN, world.token)
        there = there.replace(f"/{WHICH}", f"/{world.recognition}").replace(f"/{THANKED}", f"/{world.thanks}")
        for example, hanging in world.hanging.items():
            there = there.replace(f"/{example}", f"/{hanging}")
        there = there.replace("check-ins/999999", f"check-ins/{world.check_in}")
        return there.replace("raised/999999", f"raised/{world.raised}")
    if name.startswith("pipelines:") or EVERY_ADDRESS[name].startswith("/api/pipelines"):
        there = EVERY_ADDRESS[name].replace(KEY, str(key))
        for example, number in world.pipeline.items():
            there = there.replace(f"/{example}", f"/{number}")
        return there
    if name.startswith("delivery:") or EVERY_ADDRESS[name].startswith("/api/delivery"):
        there = EVERY_ADDRESS[name].replace(f"/{MILESTONE}", f"/{world.milestone}")
        there = there.replace(f"/{PLAN_FILE}", f"/{world.plan_file}")
        own, programme = world.own_recommendation
        return there.replace(f"/{OWN_RECOMMENDATION}/", f"/{own}/").replace(f"/{PROGRAMME}/", f"/{programme}/")
    for area, numbers in (
        ("partnerships", world.partnership),
        ("listening", world.listening),
        ("careers", world.careers),
        ("equality", world.equality),
        ("focus", world.focus),
    ):
        if name.startswith(f"{area}:") or EVERY_ADDRESS[name].startswith(f"/api/{area}"):
            there = EVERY_ADDRESS[name]
            for example, number in numbers.items():
                there = there.replace(f"/{example}", f"/{number}")
            return there
    return special.get(name) or EVERY_ADDRESS[name]


def membership_of(subject):
    """The number of somebody's membership; one that nobody has for nobody."""
    return Membership.objects.filter(person=subject).values_list("pk", flat=True).first() or 999_999


def cases(world):
    """Every address, holder and relation that makes a difference."""
    for name, _ in named_patterns():
        kind = kind_of(name)
        # What is open to all is tried as a few: whoever they are makes no difference to it.
        for holder in [one for one in world.holders if kind != EVERYONE or one.label in A_FEW]:
            about_someone = kind in (RECORD, CHANGE_RECORD, KEPT_RECORD, LED, CARD) and name != "people:end_grant"
            relations = RELATIONS if about_someone else ("colleague",)
            for relation in relations:
                if not (relation == "self" and holder.person is None):
                    yield name, kind, holder, relation


def test_everyone_gets_what_is_theirs_and_nothing_else(world):
    clients = {}
    for holder in world.holders:
        clients[holder.label] = Client(raise_request_exception=True)
        if holder.person:
            clients[holder.label].force_login(
                holder.person, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
    wrong, tried = [], 0
    for name, kind, holder, relation in cases(world):
        address = address_of(name, world, world.subject(holder, relation))
        client = clients[holder.label]
        # What a case changes is taken back, so that the next begins in the same world.
        with transaction.atomic(), transaction.atomic(using="equality"):
            answer = client.post(address) if name in POSTED else client.get(address)
            for store in ("default", "equality"):
                transaction.set_rollback(True, using=store)
        tried += 1
        right = statuses(kind, holder, relation)
        if answer.status_code not in right:
            wrong.append(f"{name} as {holder.label} about {relation}: {answer.status_code}, not {sorted(right)}")
        wrong += [f"{name} as {holder.label} tells of {told}" for told in leaks(answer, holder, world, name)]
        if name not in WITHOUT_A_TOKEN and forms_nobody_can_send(answer):
            wrong.append(f"{name} as {holder.label} has a form without its token")
    print(f"\n{tried:,} cases")
    assert not wrong, "\n".join(wrong[:60])
    assert tried >= LEAST_CASES


def forms_nobody_can_send(answer):
    """Forms that post and lack the token, without which they are refused: the test client alone would not notice."""
    said = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
    forms = re.findall(r'<form[^>]*method="post".*?</form>', said, re.S)
    return [one for one in forms if "csrfmiddlewaretoken" not in one]


def leaks(answer, holder, world, name):
    """Whom the answer tells of although its viewer may not see them."""
    said = text_in(answer)
    for relation in RELATIONS[1:]:
        person = world.subject(holder, relation)
        given_by_name = holder.scope == "person" and relation == "colleague"  # their own grant says over whom
        # Whoever reads a compact knows with whom it is.
        by_compact = relation == "colleague" and reads_compact(holder) and ("compacts" in name or name == "today")
        by_compact = by_compact or (relation == "colleague" and name in LISTED_API and reads_compact(holder))
        # A leader shows their recognition to everybody who has its address; whoever is asked to thank knows whom, and
        # reads in their own log that the leader looked at what they gave.
        asked = holder.label == "member" and name in OF_WHOEVER_THANKS
        shown = relation == "colleague" and (name in SHOWN_TO_ALL or asked)
        # Whoever reads the plan of N1 knows that the colleague owns a milestone of it.
        by_plan = relation == "colleague" and "delivery" in name and reads_plan(holder)
        # Whoever leads people at N1 reads who asks for what it offers.
        asks = relation == "other organisation" and name in OF_EMPLOYERS
        # Whoever runs a programme of positive action reads who asked to join it.
        joins = relation == "colleague" and name == "equality:programme_asked" and runs_programme(holder)
        known = visible(holder, relation) or given_by_name or by_compact or shown or by_plan or asks or joins
        if not known and (person.name in said or person.email in said):
            yield person.name
    if SECRET in said and name not in OF_EMPLOYERS:
        yield "what a check-in or a note in a pair says"


def test_a_name_in_a_sheet_or_on_paper_would_be_noticed(client, world):
    chair = world.holder("chair", "organisation", "talent")
    client.force_login(chair.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    stranger = next(one for one in world.holders if one.label == "member")
    for address in (
        "/people/people.xlsx",
        "/pipelines/posts.xlsx",
        f"/pipelines/people/{world.colleague.key}/card.pdf",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert list(leaks(answer, chair, world, "")) == []
        assert world.colleague.name in leaks(answer, stranger, world, "")


def test_every_address_is_in_the_table():
    assert [name for name, _ in named_patterns() if kind_of(name) is None] == []


def test_an_address_without_a_line_would_fail():
    assert kind_of("compacts-of-tomorrow:show") is None


def test_what_should_be_closed_is_closed_to_everyone(client, world):
    for name, _ in named_patterns():
        if kind_of(name) == CLOSED:
            assert client.get(address_of(name, world, None)).status_code in (404, 405)
            assert client.post(address_of(name, world, None)).status_code in (403, 404)


@pytest.mark.parametrize("role", ["chair", "people_director", "administrator"])
def test_list_search_page_count_and_api_agree(client, world, role):
    """SAP's lineage chart shows successors that its organisation chart hides; ours cannot."""
    holder = world.holder(role, "organisation", "audit" if role == "administrator" else "talent")
    client.force_login(holder.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    listed = client.get("/api/people/").json()
    keys = {one["key"] for one in listed["people"]}
    assert listed["matching"] == len(keys)
    for person in (world.colleague, world.elsewhere, world.far):
        may = str(person.key) in keys
        assert may == (person == world.colleague)
        assert (client.get(f"/people/{person.key}/").status_code == 200) is may
        assert (client.get(f"/api/people/{person.key}").status_code == 200) is may
        found = client.get("/api/people/", {"q": person.name}).json()["matching"]
        assert found == int(may)
        assert (person.name in client.get("/people/", {"q": person.name.split()[0]}).content.decode()) is may


def test_a_newcomer_cannot_list_everyone(client, world):
    """Horilla 306: any new employee could list everyone and open their details."""
    newcomer = next(one for one in world.holders if one.label == "member")
    client.force_login(newcomer.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/people/").status_code == 403
    assert client.get("/api/people/").status_code == 403
    assert client.get(f"/people/{world.colleague.key}/").status_code == 404


def test_a_leader_sees_all_of_their_people_and_none_of_others(client, world):
    """Frappe 4380: a manager sees people who are not theirs and misses some who are."""
    chair = world.holder("chair", "organisation", "talent")
    client.force_login(chair.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    names = {one["name"] for one in client.get("/api/people/").json()["people"]}
    everyone_here = {one.person.name for one in world.holders if one.person} | {world.colleague.name}
    assert names == everyone_here


def test_no_field_comes_without_its_own_permission(client, world):
    """Frappe 3765: an API returned any field of an employee with no permission check."""
    chair = world.holder("chair", "organisation", "talent")
    client.force_login(chair.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    seen = client.get(f"/api/people/{world.colleague.key}").json()
    assert seen["email"] is None
    assert seen["grants"] is None
    assert seen["seers"] is None
    assert world.colleague.email not in client.get(f"/people/{world.colleague.key}/").content.decode()


@pytest.mark.parametrize("form", ["invite", "give", "belongs"])
def test_another_trusts_code_in_a_form_changes_nothing(client, world, form):
    """The keeper of one trust names another's in every form there is."""
    keeper = world.holder("administrator", "organisation")
    client.force_login(keeper.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {
        **{"name": "New Person", "email": "new@made-up.example", "job": "Chair", "starts": "2026-01-01"},
        **{"role": "chair", "purpose": "talent", "reason": "Mine now"},
    }
    place = {"invite": "/people/invite/"}.get(form, f"/people/{world.colleague.key}/{form}/")
    before = (Grant.objects.count(), Membership.objects.count(), Person.objects.count())
    for code in ("S1", "N2", "ZZZ", ""):
        answer = client.post(place, {**sent, "organisation": code, "over": f"organisation:{code}"})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    for over in ("nation:", "region:NORTH", "person:x", "everything"):
        if form == "give":
            assert "There is a problem" in client.post(place, {**sent, "over": over}).content.decode()
    assert (Grant.objects.count(), Membership.objects.count(), Person.objects.count()) == before
