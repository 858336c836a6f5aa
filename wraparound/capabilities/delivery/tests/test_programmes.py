"""Programmes of organisations and regions: added, changed, ended, and what stays of answers and milestones."""

import pytest
from django.core.exceptions import PermissionDenied

from wraparound.capabilities.delivery.actions import answers, programmes, spreadsheets
from wraparound.capabilities.delivery.exchange.spreadsheets import plan_tables
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation, Programme
from wraparound.capabilities.delivery.queries.door import door
from wraparound.capabilities.delivery.queries.needs import needs_today
from wraparound.capabilities.delivery.queries.plans import plan
from wraparound.capabilities.delivery.queries.programmes import own_recommendation, regional_programmes
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.queries.spreadsheets import file_page
from wraparound.capabilities.delivery.terms.recommendations import (
    CannotPlan,
    Choice,
    NewAnswer,
    NewRecommendation,
    NotInPlan,
    number_in,
)
from wraparound.capabilities.delivery.terms.spreadsheets import READ_OF_REGION, NoSuchFile, Outcome
from wraparound.capabilities.delivery.tests.plan_world import (
    AT,
    FAR,
    HERE,
    NEAR,
    TODAY,
    commit,
    days,
    look_as,
    make_world,
)
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.terms import Basis

NEW = NewRecommendation(programme="Winter review", title="Open the day room")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def titles(code, viewer):
    found = plan(code, viewer=viewer, today=TODAY)
    return {one.recommendation.title for one in found.answered if one.recommendation.of}


def told_today(viewer):
    """How many recommendations wait, as the list of today says it."""
    said = [one.words for one in needs_today(viewer=viewer, at=AT) if "for the answer of" in one.words]
    return int(said[0].split()[0]) if said else 0


def answer(world, key, **more):
    answers.answer(HERE, key, NewAnswer(choice=Choice.ADOPT, **more), version=0, at=AT, by=world.lead)


def test_what_a_region_recommends_stands_in_every_plan_of_the_region_and_in_no_other(world):
    key = programmes.recommend_to_region("NO", NEW, at=AT, by=world.region)
    assert titles(HERE, world.lead) == titles(NEAR, world.near_lead) == {"Open the day room"}
    for own in ("One", "Two"):
        answers.recommend(HERE, NewRecommendation(programme="Ours", title=own), at=AT, by=world.lead)
    assert told_today(world.lead) == door(viewer=world.lead, today=TODAY).plans[0].unanswered == 16
    assert told_today(world.near_lead) == 14
    answer(world, key)
    assert told_today(world.lead) == door(viewer=world.lead, today=TODAY).plans[0].unanswered == 15
    for one in recommendations(viewer=world.lead):
        answer(world, one.key)
    assert told_today(world.lead) == 2
    programmes.end_programme(Programme.objects.get(name="Ours").pk, at=AT, by=world.lead)
    assert told_today(world.lead) == 0
    programmes.recommend_to_region(
        "NO", NewRecommendation(programme="winter REVIEW", title="And air it"), at=AT, by=world.improver
    )
    (held,) = regional_programmes("", viewer=world.region).programmes
    assert [one.number for one in held.recommendations] == [1, 2]


def test_only_those_of_the_region_keep_its_programmes_and_of_the_organisation_its_own(world):
    for side in ("lead", "chief", "chair", "owner", "administrator"):
        with pytest.raises(PermissionDenied):
            programmes.recommend_to_region("NO", NEW, at=AT, by=getattr(world, side))
    with pytest.raises(NotInPlan):
        programmes.recommend_to_region("NO", NEW, at=AT, by=world.other_region)
    regional = number_in(programmes.recommend_to_region("NO", NEW, at=AT, by=world.region))
    own = number_in(answers.recommend(HERE, NEW, at=AT, by=world.lead))
    for number, side in ((regional, "lead"), (regional, "other_region"), (own, "region"), (own, "near_lead")):
        with pytest.raises(NotInPlan):
            own_recommendation(number, viewer=getattr(world, side))
        with pytest.raises(NotInPlan):
            programmes.end_recommendation(number, at=AT, by=getattr(world, side))
        with pytest.raises(NotInPlan):
            programmes.end_programme(
                OwnRecommendation.objects.get(pk=number).programme_id, at=AT, by=getattr(world, side)
            )


def test_what_is_ended_is_asked_of_nobody_and_answers_and_milestones_stay(world):
    answered, served, neither = (
        answers.recommend(HERE, NewRecommendation(programme="Review", title=title), at=AT, by=world.lead)
        for title in ("Answered", "Served", "Neither")
    )
    answer(world, answered)
    commit(world, "Milestone", recommendation=served)
    programme = Programme.objects.get()
    programmes.end_programme(programme.pk, at=AT + days(1), by=world.lead)
    found = plan(HERE, viewer=world.lead, today=TODAY + days(2))
    told = {one.recommendation.title: one.recommendation.ended for one in found.answered if one.recommendation.of}
    assert told == {"Answered": True, "Served": True}
    assert len(found.unanswered) == door(viewer=world.lead, today=TODAY).plans[0].unanswered == 13
    with pytest.raises(NotInPlan):
        answer(world, neither)
    with pytest.raises(CannotPlan, match="already"):
        programmes.end_programme(programme.pk, at=AT + days(1), by=world.lead)
    # As at the day before, nothing was ended.
    then = plan(HERE, viewer=world.lead, today=TODAY + days(9), as_at=TODAY)
    assert [one.recommendation.ended for one in then.answered if one.recommendation.of] == [False] * 3


def test_what_it_says_is_changed_once_and_a_faster_colleague_is_noticed(world):
    number = number_in(answers.recommend(HERE, NEW, at=AT, by=world.lead))
    version = own_recommendation(number, viewer=world.lead).version
    other = NewRecommendation(programme=NEW.programme, title="Open both rooms", source="The board")
    programmes.change_recommendation(number, other, version=version, at=AT, by=world.lead)
    assert own_recommendation(number, viewer=world.lead).recommendation.title == "Open both rooms"
    with pytest.raises(ChangedMeanwhile):
        programmes.change_recommendation(number, NEW, version=version, at=AT, by=world.lead)


def test_a_programme_is_renamed_and_no_two_have_one_name(world):
    answers.recommend(HERE, NEW, at=AT, by=world.lead)
    answers.recommend(HERE, NewRecommendation(programme="Other", title="x"), at=AT, by=world.lead)
    other = Programme.objects.get(name="Other").pk
    with pytest.raises(CannotPlan, match="of that name already"):
        programmes.rename_programme(other, "winter review", at=AT, by=world.lead)
    with pytest.raises(CannotPlan, match="Give the programme a name"):
        programmes.rename_programme(other, "  ", at=AT, by=world.lead)
    programmes.rename_programme(other, "Summer review", at=AT, by=world.lead)
    assert Programme.objects.filter(name="Summer review").exists()


def test_several_come_in_at_once_as_csv(world):
    text = "Programme,Title,What it asks for,Source\nReview,One,Do one,Us\nReview,Two,,\nWinter,One,,\n"
    tables = plan_tables("answers.csv", text.encode())
    number = spreadsheets.send(HERE, "answers.csv", tables, at=AT, by=world.lead)
    does = file_page(number, viewer=world.lead, today=TODAY).does
    spreadsheets.write(number, does.fingerprint, at=AT, by=world.lead)
    rows = OwnRecommendation.objects.order_by("pk").values_list("programme__name", "number", "title", "words")
    assert list(rows) == [("Review", 1, "One", "Do one"), ("Review", 2, "Two", ""), ("Winter", 1, "One", "")]


def test_a_region_adds_changes_and_ends_on_its_pages(client, world):
    look_as(client, world, "region")
    assert "Programmes of the region" in client.get("/delivery/region/").content.decode()
    place = "/delivery/region/programmes/"
    assert "Say in a few words what it asks for." in client.post(place, {"programme": "Review"}).content.decode()
    said = client.post(place, {"programme": "Review", "title": "Walk the wards"}, follow=True).content.decode()
    assert "Each organisation of the region answers it for itself." in said
    one = OwnRecommendation.objects.get()
    page = f"/delivery/recommendations/{one.pk}/"
    version = own_recommendation(one.pk, viewer=world.region).version
    said = client.post(page, {"title": "Walk them at night", "version": version}, follow=True).content.decode()
    assert "1. Walk them at night" in said
    step = f"/delivery/programmes/{one.programme_id}/"
    assert "Renamed." in client.post(step, {"step": "rename", "name": "Night"}, follow=True).content.decode()
    assert "No longer followed." in client.post(page, {"step": "end"}, follow=True).content.decode()
    assert "It is no longer followed." in client.post(step, {"step": "end"}, follow=True).content.decode()
    assert client.post(step, {"step": "dance"}).status_code == 404
    look_as(client, world, "lead")
    assert client.get(f"/delivery/{HERE}/programmes/").status_code == 200
    assert client.get(f"/delivery/{FAR}/programmes/").status_code == 403


def test_a_region_brings_recommendations_in_from_excel_looks_writes_and_undoes_them(client, world):
    there = number_in(programmes.recommend_to_region("NO", NEW, at=AT, by=world.region))
    look_as(client, world, "region")
    place = "/delivery/region/programmes/spreadsheet/"
    assert place in client.get("/delivery/region/programmes/").content.decode()
    out = client.get(f"{place}recommendations.xlsx?region=NO")
    assert out["Content-Disposition"] == 'attachment; filename="NO-recommendations.xlsx"'
    tables = dict(plan_tables("x.xlsx", out.content, READ_OF_REGION))
    headings, row = tables["Recommendations"]
    assert row[:4] == [f"own-{there}", "Winter review", "1", "Open the day room"]
    rows = [
        [*row[:4], "All of the year", *row[5:]],
        ["", "winter REVIEW", "", "Air it", "", "", ""],
        ["", "Summer review", "", "Shade it", "At noon", "Us", ""],
    ]
    number = spreadsheets.send_to_region(
        "NO", "x.xlsx", [("Recommendations", [headings, *rows])], at=AT, by=world.region
    )
    page = f"{place}{number}/"
    said = client.get(page).content.decode()
    assert "2 rows would be added and 1 changed" in said
    assert "What it asks for: from nothing to All of the year" in said
    assert OwnRecommendation.objects.count() == 1
    does = file_page(number, viewer=world.region, today=TODAY).does
    sent = {"step": "write", "fingerprint": does.fingerprint}
    assert "Written." in client.post(page, sent, follow=True).content.decode()
    assert titles(NEAR, world.near_lead) == {"Open the day room", "Air it", "Shade it"}
    assert OwnRecommendation.objects.get(pk=there).words == "All of the year"
    assert OwnRecommendation.objects.get(title="Air it").programme.name == "Winter review"
    # Once somebody answers one of them nothing is taken back, and it is said why.
    answer(world, f"own-{OwnRecommendation.objects.get(title='Air it').pk}")
    assert "“Air it” was answered since" in client.get(page).content.decode()
    row = Answer.objects.get()
    with changing("Taken away for the test", at=AT, by=world.lead):
        remove("delivery.answer", [row.pk], basis=Basis.UNDO, why="Test", at=AT, by=world.lead)
    assert "Undone." in client.post(page, {"step": "undo"}, follow=True).content.decode()
    assert titles(NEAR, world.near_lead) == {"Open the day room"}
    assert not Programme.objects.filter(name="Summer review").exists()
    assert OwnRecommendation.objects.get().words == ""


def test_what_is_wrong_with_a_row_of_a_region_is_said_and_nothing_is_written(client, world):
    there = programmes.recommend_to_region("NO", NEW, at=AT, by=world.region)
    headings = ["Recommendation", "Programme", "Title", "Link"]
    rows = [
        ["own-999", "A", "B", ""],
        [there, "Another review", "Open the day room", ""],
        ["", "", "No programme", ""],
        ["", "R", "x" * 161, ""],
        ["", "R", "Link", "ftp://x"],
        ["", "R", "Twice", ""],
        ["", "r", "twice ", ""],
    ]
    sent = [("Recommendations", [headings, *rows])]
    number = spreadsheets.send_to_region("NO", "x.xlsx", sent, at=AT, by=world.region)
    does = file_page(number, viewer=world.region, today=TODAY).does
    said = {one.line: one.trouble for one in does.rows_of(Outcome.REFUSED)}
    expected = ("no recommendation “own-999”", "belongs to “Winter review”", "a title and say of which", "160 letters")
    for line, words in zip(range(2, 9), (*expected, "begins with https", None, "stands in row 7"), strict=True):
        assert (words in said[line]) if words else (line not in said), (line, said)
    with pytest.raises(CannotPlan, match="has to be mended"):
        spreadsheets.write(number, does.fingerprint, at=AT, by=world.region)
    assert OwnRecommendation.objects.count() == 1
    for side in ("lead", "chair", "near_lead"):
        with pytest.raises(PermissionDenied):
            spreadsheets.send_to_region("NO", "x.xlsx", sent, at=AT, by=getattr(world, side))
    for side in ("lead", "other_region"):
        with pytest.raises(NoSuchFile):
            file_page(number, viewer=getattr(world, side), today=TODAY)
    with pytest.raises(CannotPlan, match="it has the sheet Recommendations"):
        spreadsheets.send_to_region("NO", "x.xlsx", [("Milestones", [["What will be so"]])], at=AT, by=world.region)
    look_as(client, world, "region")
    assert client.get(f"/delivery/{HERE}/spreadsheet/{number}/").status_code in (403, 404)
