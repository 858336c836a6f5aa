"""People at the terminal: the same answers as pages and API, and refusals in one line."""

import json

import pytest

from wraparound.cli import main
from wraparound.people.tests.factories import make_person, make_trust

pytestmark = pytest.mark.django_db


def run(capsys, *words):
    code = main(["people", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_trust_is_set_up_from_an_empty_site(capsys):
    assert "/people/first/" in run(capsys, "first-link")[1]
    assert run(capsys, "add-organisation", "RXX", "Example Trust", "--region", "Midlands")[0] == 0
    code, out, _ = run(capsys, "invite", "Ada Madeup", "ada@made-up.example", "--organisation", "RXX", "--job", "Chair")
    assert code == 0
    assert "/people/accept/" in out
    listed = json.loads(run(capsys, "list", "--q", "ada", "--json")[1])
    key = listed["people"][0]["key"]
    words = ("give", key, "--role", "chair", "--for", "talent", "--over", "organisation:RXX", "--why", "Appointed")
    assert "Chair of Example Trust" in run(capsys, *words)[1]
    assert run(capsys, *words)[0] == 2
    assert "Who can see this, and why" in run(capsys, "show", key)[1]
    number = json.loads(run(capsys, "roles", "--json")[1])[0]["number"]
    assert "Ended by whoever runs this site" in run(capsys, "end", str(number))[1]
    assert "Ada Madeup" in run(capsys, "roles", "--ended")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "wibble"), "nobody here whom you may see"),
        (("end", "99"), "no such role"),
        (("invite", "A", "a@b.example", "--organisation", "ZZZ", "--job", "Chair"), "No organisation"),
        (
            ("give", "wibble", "--role", "chair", "--for", "talent", "--over", "organisation:N1", "--why", "x"),
            "nobody here",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(capsys, words, said):
    make_trust()
    code, _, err = run(capsys, *words)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("over", ["nowhere", "organisation", "nation:X"])
def test_a_scope_that_is_none_is_refused(capsys, over):
    with pytest.raises(SystemExit):
        main(["people", "give", "k", "--role", "chair", "--for", "talent", "--over", over, "--why", "x"])
    assert "is no scope" in capsys.readouterr().err


def test_records_are_the_same_by_command_page_and_api(capsys, client):
    make_trust()
    key = make_person("Ada Madeup")
    from wraparound.people.queries.people import person_of
    from wraparound.people.terms.access import OPERATOR
    from wraparound.people.tests.factories import make_administrator

    keeper = make_administrator()
    client.force_login(person_of_viewer(keeper), backend="allauth.account.auth_backends.AuthenticationBackend")
    history = json.loads(run(capsys, "history", key, "--json")[1])
    api = client.get(f"/api/people/{key}/history").json()
    assert [(one["why"], one["fields"]) for one in history] == [(one["why"], one["fields"]) for one in api]
    page = client.get(f"/people/{key}/history/").content.decode()
    assert all(one["why"] in page for one in history)
    assert "People were brought in" in run(capsys, "record", key)[1]
    assert "Otto Keeper" in run(capsys, "looks", key)[1]
    assert "whoever runs this site" in run(capsys, "audit")[1]
    assert "Trust N1" in run(capsys, "controllers")[1]
    assert "Nothing is past its time" in run(capsys, "retention")[1]
    assert "Nobody is at work" in run(capsys, "background")[1]
    code, _, err = run(capsys, "again", "999")
    assert (code, err.count("\n")) == (2, 1)
    code, _, err = run(capsys, "transfer", "N1", "ZZZ", "--why", "x")
    assert code == 2
    assert "No legal entity" in err
    assert "→ New body" in run(capsys, "transfer", "N1", "NEW", "--name", "New body", "--why", "Merged", "--ends")[1]
    assert person_of(key, viewer=OPERATOR).controller.code == "NEW"
    assert "2 records were removed" in run(capsys, "remove", key)[1]


def person_of_viewer(viewer):
    from wraparound.people.models import Person

    return Person.objects.get(pk=viewer.person)


def test_command_page_and_api_say_the_same(capsys, client):
    make_trust()
    for number in range(3):
        make_person(f"Someone Number{number}")
    listed = json.loads(run(capsys, "list", "--json")[1])
    from wraparound.people.actions.accounts import open_first_account
    from wraparound.people.terms.access import OPERATOR
    from wraparound.people.tests.factories import AT

    keeper = open_first_account("First Keeper", "first@made-up.example", "quiet lantern orchard", at=AT, by=OPERATOR)
    client.force_login(keeper, backend="allauth.account.auth_backends.AuthenticationBackend")
    api = client.get("/api/people/").json()
    assert [one for one in api["people"] if one["name"] != "First Keeper"] == listed["people"]
    page = client.get("/people/").content.decode()
    assert all(one["name"] in page for one in listed["people"])
