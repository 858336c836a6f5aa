"""Vacancies and matching as people meet them: pages, command line, and what either shows to whom."""

import io
import re

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import requirements as asking
from wraparound.capabilities.pipelines.actions.holders import leave
from wraparound.capabilities.pipelines.actions.interests import write_interests
from wraparound.capabilities.pipelines.actions.releases import take_back
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage, Requirement, Vacancy
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.matching import ON_A_PAGE, match_page
from wraparound.capabilities.pipelines.terms.matching import (
    Asks,
    Narrow,
    RequirementSort,
    RequirementTerms,
    Verdict,
)
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseFor, ReleaseTo, Travel
from wraparound.capabilities.pipelines.terms.posts import Leaving, Left, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.terms.vacancies import Stage
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    SINCE,
    TODAY,
    a_post,
    held,
    look_as,
    make_world,
    version_of,
)
from wraparound.capabilities.pipelines.tests.vacancy_world import (
    DAY,
    as_viewer,
    decided,
    decision_of,
    ends,
    listed,
    opened,
    person_called,
    ready,
    released,
    seen,
)
from wraparound.people.actions.people import add_membership, end_membership
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import LookedAt

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def now_world():
    return make_world(on=timezone.localdate())


def asks(world, vacancy, sort=RequirementSort.ROLE_HELD, *, essential=True, at=AT, **more):
    new = RequirementTerms(number=0, sort=sort, essential=essential, asks=Asks(**more))
    return asking.ask(vacancy, new, at=at, by=world.director)


def match(vacancy, viewer, on=TODAY, known=None, **more):
    return match_page(vacancy, viewer=viewer, day=Day(on, known), today=Day(TODAY), **more)


def names(page):
    return [one.known.name for one in page.rows]


def a_deputy(world, name="Della Deputy", since=SINCE, at=AT):
    post = a_post(world, f"Deputy of {name}", role=PostRole.FINANCE, level=PostLevel.DEPUTY, at=at)
    held(world, post, name, since, at=at)
    return person_called(name)


def test_people_stand_by_name_whatever_they_meet(world):
    zoe, abe = a_deputy(world, "Zoe Zest"), a_deputy(world, "Abe Archer", TODAY - DAY * 10)
    ready(zoe, world.director)
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.YEARS, role=PostRole.FINANCE, years=3)
    page = match(vacancy, world.director)
    assert names(page) == ["Abe Archer", "Zoe Zest"]
    assert [one.answers[0].verdict for one in page.rows] == [Verdict.DOES_NOT, Verdict.MEETS]
    assert abe.pk in {one.known.number for one in page.rows}


def test_an_answer_names_the_fact_and_its_day_and_what_is_missing(world):
    a_deputy(world, "Abe Archer", TODAY - DAY * 10)
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.YEARS, role=PostRole.FINANCE, years=3)
    (row,) = match(vacancy, world.director).rows
    assert "11 days in all" in row.answers[0].fact
    assert "Deputy of Abe Archer" in row.answers[0].fact
    assert row.answers[0].on == TODAY - DAY * 10
    assert row.missing == ("At least 3 years in finance: does not",)


def test_who_holds_the_post_is_not_among_those_to_follow_themselves(world):
    post = a_post(world)
    held(world, post, "Hanna Holder")
    vacancy = opened(world, post)
    assert "Hanna Holder" not in names(match(vacancy, world.director))


def test_only_those_released_to_the_trusts_for_posts_come_from_elsewhere(world):
    for name, to, purpose in (
        ("Rhea Released", ReleaseTo.TRUSTS, ReleaseFor.POSTS),
        ("Regina Region", ReleaseTo.REGION, ReleaseFor.POSTS),
        ("Stella Stretch", ReleaseTo.TRUSTS, ReleaseFor.STRETCH),
    ):
        released(world, name, to=to, purpose=purpose)
    vacancy = opened(world)
    assert names(match(vacancy, world.director)) == ["Rhea Released"]


def test_a_region_sees_by_name_who_was_released_and_the_same_counts(world):
    a_deputy(world)
    released(world)
    vacancy = opened(world)
    asks(world, vacancy, role=PostRole.FINANCE)
    theirs, ours = match(vacancy, world.region), match(vacancy, world.director)
    assert names(theirs) == ["Rhea Released"]
    assert (theirs.people, theirs.meet_all, theirs.hidden) == (2, 1, 1)
    assert (ours.people, ours.meet_all, ours.shut_out) == (2, 1, theirs.shut_out)


def test_what_somebody_would_consider_is_read_only_where_they_let_it_be(client, now_world):
    from wraparound.people.queries.viewers import viewer_for
    from wraparound.people.terms.access import PUBLIC

    world, today = now_world, timezone.localdate()
    della = a_deputy(world)
    herself = viewer_for(della.pk, della.name, on=today, viewer=PUBLIC)
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.WOULD_MOVE)

    def says(shown, version):
        write_interests(
            Interests(travel=Travel.MOVE, shown_at_work=shown), version=version, at=timezone.localtime(), by=herself
        )
        day = Day(today)
        (row,) = match_page(vacancy, viewer=world.director, day=day, today=day).rows
        return row.answers[0].verdict

    from wraparound.capabilities.pipelines.queries.interests import own_interests

    assert says(False, 0) is Verdict.NOT_KNOWN
    assert says(True, own_interests(viewer=herself)[1]) is Verdict.MEETS


def would_move(person, *, shown, at=AT):
    new = Interests(travel=Travel.MOVE, shown_at_work=shown)
    write_interests(new, version=0, at=at, by=as_viewer(person, at.date()))


def verdict_of(page, name):
    """Of the only requirement; none where they are not named."""
    return next((one.answers[0].verdict for one in page.rows if one.known.name == name), None)


def test_what_the_trusts_own_people_keep_to_themselves_is_not_read_by_way_of_their_release_to_others(world):
    olu = released(world, "Olu Ownhand", "ZZ01", by=world.director)
    would_move(olu, shown=False)
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.WOULD_MOVE)
    page = match(vacancy, world.director)
    assert verdict_of(page, "Olu Ownhand") is Verdict.NOT_KNOWN
    assert not page.rows[0].released


def test_whoever_the_other_trust_of_a_shared_post_knows_from_a_past_post_is_not_read_there(world):
    post = a_post(world, shared_with=("ZZ02",))
    theirs = a_post(world, "Head of costing", code="ZZ02", by=world.other_director, level=PostLevel.DEPUTY)
    gone = Leaving(last_day=SINCE + DAY * 300, because=Left.NHS_POST)
    entry = held(world, theirs, "Della Deputy", by=world.other_director)
    della = person_called("Della Deputy")
    add_membership(str(della.key), "ZZ01", "Manager", starts=SINCE + DAY * 301, at=AT, by=OPERATOR)
    leave(entry, gone, version=version_of(entry), at=AT, by=world.other_director)
    end_membership(str(della.key), "ZZ02", on=SINCE + DAY * 300, at=AT, by=OPERATOR)
    ready(della, world.director)
    would_move(della, shown=True)
    vacancy = opened(world, post)
    asks(world, vacancy, RequirementSort.WOULD_MOVE)
    ours, other = match(vacancy, world.director), match(vacancy, world.other_director)
    assert verdict_of(ours, "Della Deputy") is Verdict.MEETS
    assert (names(other), other.hidden, other.shut_out) == ([], ours.people, ours.shut_out)


def test_a_match_tells_who_is_considered_to_those_who_see_the_candidates_and_to_no_other_trust(world):
    post = a_post(world, shared_with=("ZZ02",))
    olu = released(world, "Olu Ownhand", "ZZ01", by=world.director)
    vacancy = opened(world, post)
    number = listed(world, vacancy, olu)
    looking = (world.director, world.region, world.other_director)
    marks = [[(one.known.name, one.listed) for one in match(vacancy, viewer).rows] for viewer in looking]
    assert marks == [[("Olu Ownhand", number)], [("Olu Ownhand", number)], [("Olu Ownhand", None)]]


def test_a_match_of_a_past_day_marks_only_who_had_come_onto_the_list_by_then(world):
    della, vacancy = a_deputy(world), opened(world)
    number = listed(world, vacancy, della, on=TODAY - DAY * 30)
    before, then = TODAY - DAY * 31, TODAY - DAY * 30
    assert [one.listed for one in match(vacancy, world.director, before).rows] == [None]
    assert [one.listed for one in match(vacancy, world.director, then).rows] == [number]
    assert [one.listed for one in match(vacancy, world.director, then, AT - DAY).rows] == []


def test_a_match_names_no_post_that_the_card_would_not(world):
    rhea = released(world)
    theirs = a_post(world, "Head of costing", code="ZZ02", by=world.other_director)
    held(world, theirs, since=SINCE, by=world.other_director, person=str(rhea.key))
    vacancy = opened(world)
    asks(world, vacancy, role=PostRole.FINANCE)
    page = match(vacancy, world.director)
    assert verdict_of(page, "Rhea Released") is Verdict.NOT_KNOWN
    assert "Head of costing" not in page.rows[0].answers[0].fact
    assert page.meet_all == 0


def test_on_an_earlier_day_nobody_is_read_who_was_released_later_or_is_released_no_more(world):
    rhea = released(world)
    ready(rhea, world.other_director)
    vacancy = opened(world, on=TODAY - DAY * 85)
    before, while_released = TODAY - DAY * 84, TODAY - DAY * 20
    assert names(match(vacancy, world.director, before)) == []
    assert names(match(vacancy, world.director, while_released)) == ["Rhea Released"]
    take_back(Release.objects.get(person=rhea).pk, at=AT, by=as_viewer(rhea))
    page = match(vacancy, world.director, while_released)
    assert (names(page), page.hidden) == ([], 1)


def test_a_region_knows_by_name_who_is_considered_by_what_they_were_released_for(world):
    for name, purpose in (("Posy Posts", ReleaseFor.POSTS), ("Stella Stretch", ReleaseFor.STRETCH)):
        released(world, name, "ZZ01", to=ReleaseTo.REGION, purpose=purpose, by=world.director)
    vacancy = opened(world)
    for name in ("Posy Posts", "Stella Stretch"):
        person = person_called(name)
        held(world, a_post(world, f"Deputy of {name}", level=PostLevel.DEPUTY), since=SINCE, person=str(person.key))
        listed(world, vacancy, person)
    assert names(match(vacancy, world.region)) == ["Posy Posts"]
    found = seen(vacancy, world.region)
    assert ([one.called for one in found.candidates], found.hidden) == (["Posy Posts"], 1)


def test_as_shown_a_match_answers_by_what_this_site_knew_on_the_day(world):
    della, vacancy = a_deputy(world), opened(world)
    band = {"role": PostRole.FINANCE, "level": PostLevel.BOARD, "kind": "Acute", "band": Band.READY_NOW}
    asks(world, vacancy, RequirementSort.READINESS, **band)
    later = AT + DAY * 20
    ready(della, world.director, on=TODAY - DAY * 30, at=later)
    asks(world, vacancy, RequirementSort.WOULD_MOVE, at=later)
    then, today = TODAY + DAY * 10, Day(TODAY + DAY * 30)
    known_today = match_page(vacancy, viewer=world.director, day=Day(then), today=today)
    as_shown = match_page(vacancy, viewer=world.director, day=Day(then, AT + DAY * 10), today=today)
    assert verdict_of(known_today, "Della Deputy") is Verdict.MEETS
    assert verdict_of(as_shown, "Della Deputy") is Verdict.NOT_KNOWN
    assert (len(known_today.requirements), len(as_shown.requirements)) == (2, 1)


def test_the_command_gives_what_the_page_gives_of_the_day(world):
    a_deputy(world)
    released(world)
    vacancy = opened(world)
    asks(world, vacancy, role=PostRole.FINANCE)
    asks(world, vacancy, RequirementSort.WORDS, words="Brings people along")
    ours = match(vacancy, world.director)
    operators = match(vacancy, OPERATOR)
    assert [(one.known.name, one.answers) for one in operators.rows] == [
        (one.known.name, one.answers) for one in ours.rows
    ]
    assert operators.shut_out == ours.shut_out


def test_narrowing_leaves_out_who_fails_something_essential_and_nobody_for_what_is_desirable(world):
    a_deputy(world, "Abe Archer", TODAY - DAY * 10)
    a_deputy(world, "Zoe Zest")
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.YEARS, role=PostRole.FINANCE, years=3)
    asks(world, vacancy, RequirementSort.WOULD_MOVE, essential=False)
    assert names(match(vacancy, world.director, narrow=Narrow.ESSENTIAL)) == ["Zoe Zest"]
    assert names(match(vacancy, world.director, narrow=Narrow.POSSIBLE)) == ["Zoe Zest"]


def test_only_those_shown_on_the_page_are_logged_as_looked_at(world):
    della, zoe = a_deputy(world), a_deputy(world, "Zoe Zest", TODAY - DAY)
    vacancy = opened(world)
    asks(world, vacancy, RequirementSort.YEARS, role=PostRole.FINANCE, years=3)
    before = {one.pk: LookedAt.objects.filter(about=one.pk).count() for one in (della, zoe)}
    match(vacancy, world.director, narrow=Narrow.ESSENTIAL)
    assert LookedAt.objects.filter(about=della.pk).count() == before[della.pk] + 1
    assert LookedAt.objects.filter(about=zoe.pk).count() == before[zoe.pk]


def test_from_match_to_holder_on_pages(client, now_world):
    world, today = now_world, timezone.localdate()
    post = a_post(world)
    deputy = a_deputy(world)
    look_as(client, world, "director")
    page = client.get(f"/pipelines/posts/{post}/").content.decode()
    assert f"/pipelines/posts/{post}/vacancy/new/" in page
    given = {"opened_on": today - DAY * 9, "needed_from": today + DAY * 20, "because": "She retires"}
    answer = client.post(f"/pipelines/posts/{post}/vacancy/new/", given)
    vacancy = Vacancy.objects.get().pk
    assert answer.url == f"/pipelines/vacancies/{vacancy}/"
    wanted = {"sort": "role_held", "essential": "1", "role": "finance", "level": "", "kind": ""}
    assert client.post(f"/pipelines/vacancies/{vacancy}/requirements/", wanted).status_code == 302
    page = client.get(f"/pipelines/vacancies/{vacancy}/match/").content.decode()
    assert f"?person={deputy.key}" in page
    adds = {"person": str(deputy.key), "on": today - DAY * 5, "because": "Closed three year ends"}
    client.post(f"/pipelines/vacancies/{vacancy}/candidates/new/", adds)
    candidacy = Candidacy.objects.get().pk
    decides = {"stage": "interview", "on": today - DAY, "because": "The panel agreed"}
    assert client.post(f"/pipelines/candidates/{candidacy}/", decides).status_code == 302
    ends = {"stage": "appointed", "candidate": str(candidacy), "on": today, "because": "Chosen by all", "others": ""}
    assert client.post(f"/pipelines/vacancies/{vacancy}/end/", ends).status_code == 302
    page = client.get(f"/pipelines/vacancies/{vacancy}/").content.decode()
    start = page.index(f"/pipelines/posts/{post}/holders/new/?")
    link = page[start : page.index('"', start)].replace("&amp;", "&")
    assert "Della" not in link
    form = client.get(link).content.decode()
    assert 'value="Della Deputy"' in form
    assert f'type="hidden" name="person" value="{deputy.key}"' in form
    assert "Who was appointed: Della Deputy" in form
    takes = {"kind": "substantive", "name": "Della Deputy", "asked": "Della Deputy", "person": str(deputy.key)}
    assert client.post(link, {**takes, "starts": today + DAY * 20}).status_code == 302
    assert Holder.objects.get(post=post).person_id == deputy.pk


def test_whoever_was_appointed_is_not_asked_about_beside_those_of_nearly_that_name(client, now_world):
    world, today = now_world, timezone.localdate()
    post, other = a_post(world), a_post(world, "Deputy director of finance")
    held(world, other, "Della Deputy")
    held(world, a_post(world, "Director of nursing"), "Delia Deputy")
    deputy = Person.objects.get(name="Della Deputy")
    vacancy = opened(world, post)
    ends(world, vacancy, Stage.APPOINTED, candidate=listed(world, vacancy, deputy))
    look_as(client, world, "director")
    candidacy = Candidacy.objects.get(person=deputy)
    link = f"/pipelines/posts/{post}/holders/new/?candidate={candidacy.pk}&starts={today}"
    assert "Delia" not in client.get(link).content.decode()
    takes = {"kind": "substantive", "asked": "Della Deputy", "person": str(deputy.key), "starts": today}
    other_name = client.post(link, {**takes, "name": "Delia Deputy"})
    assert "Choose whether it is they" in other_name.content.decode()
    assert client.post(link, {**takes, "name": "Della Deputy"}).status_code == 302


def test_where_the_present_holder_has_no_last_day_the_refusal_leads_to_where_it_is_entered(client, now_world):
    world = now_world
    post = a_post(world)
    entry = held(world, post, "Ada Present")
    look_as(client, world, "director")
    takes = {"name": "Bea Coming", "starts": timezone.localdate()}
    for given in ({**takes, "kind": "substantive"}, {"kind": "vacant", "starts": takes["starts"]}):
        page = client.post(f"/pipelines/posts/{post}/holders/new/", given).content.decode()
        assert "last day first" in page
        assert f'href="/pipelines/holders/{entry}/leave/"' in page


def test_the_name_of_an_outside_applicant_stands_in_no_address_and_only_for_their_own_post(client, now_world):
    world, today = now_world, timezone.localdate()
    post, other = a_post(world), a_post(world, "Director of nursing")
    vacancy = opened(world, post)
    oona = listed(world, vacancy, name="Oona Outside")
    ends(world, vacancy, Stage.APPOINTED, candidate=oona)
    look_as(client, world, "director")
    page = client.get(f"/pipelines/vacancies/{vacancy}/").content.decode()
    assert not re.search(r'href="[^"]*Oona', page)
    asked = f"holders/new/?candidate={oona}&starts={today}"
    assert 'value="Oona Outside"' in client.get(f"/pipelines/posts/{post}/{asked}").content.decode()
    assert "Oona" not in client.get(f"/pipelines/posts/{other}/{asked}").content.decode()
    assert client.get(f"/pipelines/posts/{post}/holders/new/?candidate=999999").status_code == 200


def test_a_page_of_a_post_says_once_since_when_its_vacancy_is_open(client, now_world):
    world = now_world
    post = a_post(world)
    opened(world, post)
    look_as(client, world, "director")
    page = client.get(f"/pipelines/posts/{post}/").content.decode()
    assert page.count("Opened since") == 1
    assert "Opened on" not in page


def test_where_nobody_is_left_of_the_candidates_the_vacancy_says_so(client, now_world):
    world = now_world
    vacancy = opened(world, a_post(world))
    candidacy = listed(world, vacancy, name="Oona Outside")
    decided(world, candidacy, Stage.NOT_APPOINTED)
    look_as(client, world, "director")
    assert "Nobody is still considered, of 1" in client.get(f"/pipelines/vacancies/{vacancy}/").content.decode()


def test_a_form_that_names_nobody_logs_no_look(client, now_world):
    world = now_world
    vacancy = opened(world)
    colleague = world.people["colleague"]
    listed(world, vacancy, colleague)
    look_as(client, world, "director")
    before = LookedAt.objects.filter(about=colleague.pk).count()
    for part in ("stages/new", "costs"):
        assert client.get(f"/pipelines/vacancies/{vacancy}/{part}/").status_code == 200
    assert LookedAt.objects.filter(about=colleague.pk).count() == before
    assert colleague.name in client.get(f"/pipelines/vacancies/{vacancy}/end/").content.decode()
    assert LookedAt.objects.filter(about=colleague.pk).count() == before + 1


def test_pages_of_a_match_stay_on_the_day_as_it_was_shown(client, now_world):
    world, today = now_world, timezone.localdate()
    vacancy = opened(world)
    for number in range(ON_A_PAGE + 1):
        listed_at_work = a_deputy(world, f"Deputy Number{number:02}")
        assert listed_at_work
    look_as(client, world, "director")
    on = (today - DAY).isoformat()
    page = client.get(f"/pipelines/vacancies/{vacancy}/match/?on={on}&shown=1").content.decode()
    assert f"on={on}&amp;shown=1&amp;page=2" in page


def test_the_reason_of_a_decision_that_came_with_the_outcome_can_be_put_right_on_its_page(client, now_world):
    world = now_world
    vacancy = opened(world)
    candidacy = listed(world, vacancy, world.people["colleague"])
    ends(world, vacancy)
    number, version = decision_of(candidacy, Stage.NOT_APPOINTED)
    look_as(client, world, "director")
    address = f"/pipelines/decisions/{number}/correct/"
    assert address in client.get(f"/pipelines/candidates/{candidacy}/").content.decode()
    form = client.get(address).content.decode()
    assert 'value="take_back"' not in form
    given = {"on": TODAY, "because": "We chose more years at a board", "why": "They asked", "version": version}
    assert client.post(address, given).status_code == 302
    assert CandidacyStage.objects.get(pk=number).because == "We chose more years at a board"


def test_what_was_typed_stays_where_it_is_refused(client, now_world):
    world = now_world
    vacancy = opened(world)
    look_as(client, world, "director")
    wrong = {"stage": "advertised", "on": "2019-01-01", "because": "In three journals"}
    page = client.post(f"/pipelines/vacancies/{vacancy}/stages/new/", wrong).content.decode()
    assert "before the vacancy was opened" in page
    assert "In three journals" in page
    page = client.post(f"/pipelines/vacancies/{vacancy}/end/", {"stage": "not_appointed", "on": "2026-03-01"})
    assert "Choose why nobody was appointed." in page.content.decode()


def test_a_list_comes_back_as_it_was_left(client, now_world):
    world = now_world
    opened(world)
    look_as(client, world, "region")
    client.get("/pipelines/vacancies/?role=nursing")
    page = client.get("/pipelines/vacancies/").content.decode()
    assert "No vacancy is all of this" in page
    assert "Director of finance" in client.get("/pipelines/vacancies/?all=1").content.decode()


def test_a_sheet_has_what_the_page_has_and_no_names(client, now_world):
    world = now_world
    vacancy = opened(world)
    listed(world, vacancy, name="Oona Outside")
    look_as(client, world, "region")
    answer = client.get("/pipelines/vacancies.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["Post"], told["Stage"], told["Still considered (people)"]) == ("Director of finance", "Long list", 1)
    assert "Oona" not in str(rows)


def test_somebody_slower_at_a_requirement_is_told_and_changes_nothing(client, now_world):
    world = now_world
    number = asks(world, opened(world), role=PostRole.FINANCE)
    look_as(client, world, "director")
    answer = client.post(f"/pipelines/requirements/{number}/change/", {"did": "drop", "version": "1"}, follow=True)
    assert "Somebody else changed this" in answer.content.decode()
    assert not Requirement.objects.get(pk=number).dropped


def test_the_same_is_not_asked_twice(world):
    from wraparound.capabilities.pipelines.terms.posts import CannotKeep

    vacancy = opened(world)
    asks(world, vacancy, role=PostRole.FINANCE)
    with pytest.raises(CannotKeep, match="asks for that already"):
        asks(world, vacancy, role=PostRole.FINANCE, essential=False)


@pytest.mark.parametrize(
    "address", ["/pipelines/vacancies/", "/pipelines/vacancies/{}/", "/pipelines/vacancies/{}/match/"]
)
def test_a_page_asks_the_store_little_however_many_there_are(client, now_world, address):
    world = now_world
    vacancy = opened(world)
    asks(
        world,
        vacancy,
        RequirementSort.READINESS,
        role=PostRole.FINANCE,
        level=PostLevel.BOARD,
        kind="Acute",
        band=Band.READY_NOW,
    )
    look_as(client, world, "director")
    listed(world, vacancy, a_deputy(world, "Della Deputy"))

    def many():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address.format(vacancy)).status_code == 200
        return len(asked)

    before = many()
    for number in range(3):
        other = opened(world, a_post(world, f"Director {number}"))
        deputy = a_deputy(world, f"Deputy Number{number}")
        listed(world, vacancy, deputy)
        assert other
    assert many() <= before + 1
    assert before <= 15, before
    look_as(client, world, "region")
    assert many() <= 15


def test_an_outside_applicant_never_becomes_a_person_of_this_site(world):
    people = Person.objects.count()
    listed(world, opened(world), name="Oona Outside")
    assert Person.objects.count() == people
