"""Counts that are kept: only where somebody asks, never the text, and for whoever they are meant for alone."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core import signing

from wraparound.capabilities.focus.actions.keeping import keep_for_organisation, keep_own, take_away, take_away_own
from wraparound.capabilities.focus.forms import KeepForm
from wraparound.capabilities.focus.models import KeptReading, KeptReadingVersion, OwnReading, OwnReadingVersion
from wraparound.capabilities.focus.queries.kept import held_of, organisation_page, own_page
from wraparound.capabilities.focus.terms.kept import CannotKeepReading, NewKept, NoSuchReading, ReadToKeep
from wraparound.capabilities.focus.terms.texts import MOST_KEPT, TextKind
from wraparound.capabilities.focus.wording import kept as say
from wraparound.methods.focus.counting import FlagCounts
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.removal import remove, run_retention
from wraparound.records.actions.rights import place_hold
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.database, pytest.mark.django_db]
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
REAL = "RXW"
"""A real trust, of which the survey is published; no count of it is invented outside a test."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "Cut waits for scans by March.\n\nListen to ward staff each week and act on what they say.\n"
PAPER = ReadToKeep(
    kind=TextKind.BOARD_PAPER,
    counts=FlagCounts(what=60, how=15, both=5, neither=20, unsure=9),
    method="lexicon 2, model 1",
    mark="what it says",
    once="once",
)
MORE_HOW = FlagCounts(what=30, how=45, both=5, neither=20, unsure=9)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    north = add_region("NO", "North (made up)", at=AT, by=OPERATOR, made_up=True)
    for code in ("ZZ01", "ZZ02", REAL):
        add_organisation(code, f"Trust {code}", "Acute", north, at=AT, by=OPERATOR, made_up=code != REAL)
    grants = {
        "Wanda Wardwell": None,
        "Colin Colleague": None,
        "Chip Executive": (Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, Scope.ORGANISATION, "ZZ01"),
        "Chara Chair": (Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01"),
        "Nell Nearby": (Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, Scope.ORGANISATION, "ZZ02"),
        "Kay Keeper": (Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, ""),
    }
    return {name.split()[0]: somebody(name, grant) for name, grant in grants.items()}


def somebody(name, grant):
    address = f"{name.replace(' ', '.').lower()}@made-up.example"
    belongs = (("ZZ01", "Ward manager", date(2025, 1, 1), None),)
    (key,) = bring_in([NewPerson(name, address, belongs)], at=AT, by=OPERATOR)
    if grant:
        give(NewGrant(key, *grant, date(2025, 1, 1), None, "For the test"), at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    return viewer_for(person.pk, person.name, on=AT.date(), viewer=PUBLIC)


def new(month, organisation="", name="Board paper"):
    return NewKept(name=name, day=date(2026, month, 1), whole_month=True, organisation=organisation)


def read(month, counts=PAPER.counts, **more):
    return replace(PAPER, counts=counts, mark=f"of {month}", once=f"once {month}", **more)


def result_page(client, viewer, text=TEXT, kind="plan"):
    client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
    return client.post("/focus/", {"text": text, "kind": kind}).content.decode()


def held_in(page):
    return re.search(r'name="held" value="([^"]+)"', page)[1]


def test_nothing_is_kept_unless_asked_and_then_no_word_of_the_text(client, world):
    page = result_page(client, world["Wanda"])
    assert not OwnReading.objects.exists()
    assert "The text is not kept" in page
    sent = {"held": held_in(page), "name": "My plan", "when": "2026-04", "whose": "-"}
    for _ in range(2):
        assert client.post("/focus/keep/", sent).url == "/focus/mine/"
    (row,) = OwnReading.objects.all()
    assert (row.what, row.how, row.day, row.whole_month) == (1, 1, date(2026, 4, 1), True)
    said = " ".join(str(value) for value in (*vars(row).values(), *OwnReadingVersion.objects.values_list()))
    assert not any(word in said for word in ("waits", "scans", "ward staff"))
    assert "My plan" in client.get("/focus/mine/").content.decode()


def test_figures_cannot_be_forged_and_are_of_one_viewer_alone(client, world):
    held = held_in(result_page(client, world["Wanda"]))
    sent = {"name": "Mine", "when": "2026-04", "whose": "-"}
    forged = signing.dumps({"what": 1}, salt="focus.read.1")
    result_page(client, world["Colin"])
    for token in (held, forged, held[:-4], "x" * 3_000, ""):
        page = client.post("/focus/keep/", {**sent, "held": token})
        assert "There is a problem" in page.content.decode()
    assert not OwnReading.objects.exists()


def test_who_does_not_act_for_an_organisation_is_offered_none_and_can_send_none(client, world):
    page = result_page(client, world["Wanda"])
    assert "For Trust ZZ01" not in page
    sent = {"held": held_in(page), "name": "Plan", "when": "2026-04", "whose": "ZZ01"}
    assert "There is a problem" in client.post("/focus/keep/", sent).content.decode()
    for name in ("Wanda", "Chara", "Nell", "Kay"):
        with pytest.raises(NotYours):
            keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world[name])
    page = result_page(client, world["Chip"])
    assert "For Trust ZZ01" in page
    sent["held"] = held_in(page)
    assert client.post("/focus/keep/", sent).url == "/focus/organisations/ZZ01/"
    assert "For Trust ZZ01" not in result_page(client, world["Chip"], kind="objectives")


def test_an_organisation_keeps_no_text_of_a_person(world):
    for kind in (TextKind.OBJECTIVES, TextKind.APPRAISAL):
        with pytest.raises(CannotKeepReading, match="somebody's own"):
            keep_for_organisation(replace(PAPER, kind=kind), new(1, "ZZ01"), at=AT, by=world["Chip"])


def test_what_somebody_keeps_is_theirs_alone(world):
    number = keep_own(read(1), new(1, name="Mine"), at=AT, by=world["Wanda"])
    assert own_page(viewer=world["Wanda"]).many == 1
    for name in ("Colin", "Chip", "Kay"):
        assert own_page(viewer=world[name]).many == 0
        assert held_of(viewer=world[name], at=AT) == ()
        with pytest.raises(NoSuchReading):
            take_away_own(number, at=AT, by=world[name])
    (held,) = held_of(viewer=world["Wanda"], at=AT)
    assert "60 about what, 15 about how" in held.words
    take_away_own(number, at=AT, by=world["Wanda"])
    assert not OwnReading.objects.exists()
    assert not OwnReadingVersion.objects.exists()


def test_own_counts_go_with_their_person_and_those_of_an_organisation_stay_by_a_number(world):
    keep_own(read(1), new(1), at=AT, by=world["Chip"])
    keep_for_organisation(read(2), new(2, "ZZ01"), at=AT, by=world["Chip"])
    remove("people.person", [world["Chip"].person], basis=Basis.ERASURE, why="They asked", at=AT, by=OPERATOR)
    assert not OwnReading.objects.exists()
    assert organisation_page("ZZ01", viewer=world["Chara"]).many == 1


def test_a_hold_keeps_own_counts(world):
    number = keep_own(read(1), new(1), at=AT, by=world["Wanda"])
    person = Person.objects.get(pk=world["Wanda"].person)
    place_hold(person.pk, person.controller, "An inquiry", at=AT, by=OPERATOR)
    with pytest.raises(CannotKeepReading):
        take_away_own(number, at=AT, by=world["Wanda"])


def test_counts_of_an_organisation_go_after_six_years(world):
    keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world["Chip"])
    run_retention(at=AT.replace(year=2032, month=4), by=OPERATOR, act=True)
    assert KeptReading.objects.exists()
    run_retention(at=AT.replace(year=2032, month=6), by=OPERATOR, act=True)
    assert not KeptReading.objects.exists()
    assert not KeptReadingVersion.objects.exists()


def test_those_who_lead_it_read_documents_over_time_and_a_change_only_where_it_is_one(world):
    for month, counts in ((1, PAPER.counts), (2, replace(PAPER.counts, how=18)), (3, MORE_HOW)):
        keep_for_organisation(read(month, counts), new(month, "ZZ01"), at=AT, by=world["Chip"])
    again = replace(read(3, MORE_HOW), once="another page")
    keep_for_organisation(again, new(4, "ZZ01"), at=AT, by=world["Chip"])
    keep_for_organisation(read(5, FlagCounts(5, 5, 0, 1, 1)), new(5, "ZZ01"), at=AT, by=world["Chip"])
    (sort,) = organisation_page("ZZ01", viewer=world["Chara"]).sorts
    january, february, march, april, may = sort.documents
    assert (january.since, february.since.differs, march.since.differs) == (None, False, True)
    assert (april.counts, april.same_as, may.share) == (None, "Board paper", None)
    assert sort.overall.points == pytest.approx(march.share.share - january.share.share)
    assert sort.together is None
    assert "whether" not in say.picture(sort, 0).title
    assert "No percentage" in say.say_share_line(may, sort)
    for name in ("Wanda", "Nell", "Kay"):
        with pytest.raises(NotYours):
            organisation_page("ZZ01", viewer=world[name])


def test_only_what_was_read_in_the_same_way_is_compared(world):
    keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world["Chip"])
    keep_for_organisation(read(2, MORE_HOW, method="lexicon 3"), new(2, "ZZ01"), at=AT, by=world["Chip"])
    keep_for_organisation(read(3, MORE_HOW, kind=TextKind.PLAN), new(3, "ZZ01"), at=AT, by=world["Chip"])
    sorts = organisation_page("ZZ01", viewer=world["Chara"]).sorts
    assert [(one.kind, one.method, one.overall) for one in sorts] == [
        (TextKind.BOARD_PAPER, "lexicon 2, model 1", None),
        (TextKind.BOARD_PAPER, "lexicon 3", None),
        (TextKind.PLAN, "lexicon 2, model 1", None),
    ]


def test_of_five_documents_there_is_a_range_and_one_share_of_all(world):
    for month in range(1, 6):
        counts = replace(PAPER.counts, how=10 * month)
        keep_for_organisation(read(month, counts), new(month, "ZZ01"), at=AT, by=world["Chip"])
    (sort,) = organisation_page("ZZ01", viewer=world["Chara"]).sorts
    shares = [one.share.share for one in sort.documents]
    assert (sort.here.low, sort.here.high, sort.here.documents) == (shares[0], shares[-1], 5)
    assert sort.together.low < sort.together.share < sort.together.high
    assert "no target" in say.say_here(sort.here, sort)


def test_taken_away_it_counts_no_longer_and_the_same_page_may_keep_it_again(client, world):
    number = keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world["Chip"])
    assert keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world["Chip"]) == number
    with pytest.raises(NotYours):
        take_away("ZZ01", number, at=AT, by=world["Chara"])
    with pytest.raises(NoSuchReading):
        take_away("ZZ02", number, at=AT, by=world["Nell"])
    take_away("ZZ01", number, at=AT, by=world["Chip"])
    assert organisation_page("ZZ01", viewer=world["Chip"]).many == 0
    assert keep_for_organisation(read(1), new(1, "ZZ01"), at=AT, by=world["Chip"]) != number


def test_a_mark_tells_nothing_to_another_owner(world):
    keep_own(PAPER, new(1), at=AT, by=world["Wanda"])
    keep_own(PAPER, new(1), at=AT, by=world["Colin"])
    marks = set(OwnReading.objects.values_list("mark", flat=True))
    assert len(marks) == 2
    assert PAPER.mark not in marks


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Give it a name"),
        ({"day": date(2026, 6, 1)}, "month that has begun"),
        ({"name": "n" * 121}, "at most"),
    ],
)
def test_what_cannot_be_kept_is_said(world, change, words):
    with pytest.raises(CannotKeepReading, match=words):
        keep_own(PAPER, replace(new(1), **change), at=AT, by=world["Wanda"])


@pytest.mark.parametrize(
    ("typed", "day", "whole_month"),
    [
        ("2026-04", date(2026, 4, 1), True),
        ("April 2026", date(2026, 4, 1), True),
        ("2026-04-01", date(2026, 4, 1), False),
        ("1 April 2026", date(2026, 4, 1), False),
        ("28/04/2026", date(2026, 4, 28), False),
        ("2026-13", None, False),
        ("last spring", None, False),
    ],
)
def test_a_month_or_a_day_is_understood_as_people_type_it(world, typed, day, whole_month):
    form = KeepForm({"when": typed}, viewer=world["Wanda"], places=())
    form.is_valid()
    assert form.cleaned_data.get("when") == ((day, whole_month) if day else None)


def test_there_is_an_end_to_how_many_are_kept(world, monkeypatch):
    monkeypatch.setattr("wraparound.capabilities.focus.actions.keeping.MOST_KEPT", 1)
    keep_own(read(1), new(1), at=AT, by=world["Wanda"])
    with pytest.raises(CannotKeepReading, match=str(MOST_KEPT)):
        keep_own(read(2), new(2), at=AT, by=world["Wanda"])


def test_page_and_api_say_the_same_beside_the_published_survey(client, world):
    give(
        NewGrant(
            str(Person.objects.get(pk=world["Wanda"].person).key),
            *(Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, Scope.ORGANISATION, REAL),
            *(date(2025, 1, 1), None, "For the test"),
        ),
        at=AT,
        by=OPERATOR,
    )
    client.force_login(Person.objects.get(pk=world["Wanda"].person), backend=BACKEND)
    page = client.get(f"/focus/organisations/{REAL}/").content.decode()
    assert say.NONE_HERE in page
    assert "53.8% of 4,036" in page
    said = client.get(f"/api/focus/organisations/{REAL}").json()
    assert (said["sorts"], said["beside"][0]["respondents"] > 0) == ([], True)
    assert client.get("/focus/organisations/ZZ01/").status_code == 403
    assert client.get("/focus/organisations/NOWHERE/").status_code == 404
