"""A role beside what somebody said: met, partly, missing, unknown, each competency alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.assessments import answer_screen, begin_assessment
from wraparound.capabilities.careers.actions.frameworks import map_frameworks
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.calculation.assessing import answered
from wraparound.capabilities.careers.calculation.gaps import gap_lines, state_of
from wraparound.capabilities.careers.queries.assessments import screen_page
from wraparound.capabilities.careers.queries.gaps import gap_page
from wraparound.capabilities.careers.terms.assessments import Answered
from wraparound.capabilities.careers.terms.frameworks import Competency, own_key
from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.tests.framework_examples import any_framework
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    TODAY,
    brought_in,
    make_careers_world,
    signed_in,
)
from wraparound.capabilities.pipelines.terms.posts import PostRole

RUNGS = ("Not yet", "Sometimes", "Most of the time", "Almost always")
LEAD = Competency(key="1", domain="1", title="Leading")
ORDER = [GapState.MISSING, GapState.PARTLY, GapState.MET]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


@pytest.mark.parametrize(
    ("said", "state"),
    [("Not yet", "missing"), ("Sometimes", "partly"), ("Most of the time", "met"), ("Almost always", "met")],
)
def test_each_answer_stands_so_to_most_of_the_time(said, state):
    ask = Ask(competency="1", rung="Most of the time")
    assert state_of(ask, Answered(competency=LEAD, rung=said), RUNGS) == state


@given(some.sampled_from(RUNGS[1:]), some.sampled_from(RUNGS), some.sampled_from(RUNGS))
def test_saying_more_never_counts_for_less_and_asking_more_never_for_more(rung, one, other):
    low, high = sorted((one, other), key=RUNGS.index)

    def place(asked, said):
        answer = Answered(competency=LEAD, rung=said)
        return ORDER.index(state_of(Ask(competency="1", rung=asked), answer, RUNGS))

    assert place(rung, low) <= place(rung, high)
    if low != RUNGS[0]:
        assert place(high, rung) <= place(low, rung)


@given(some.sampled_from(RUNGS[1:]))
def test_no_chance_to_show_it_and_no_answer_are_unknown_and_never_missing(rung):
    for said in (Answered(competency=LEAD, no_chance=True), Answered(competency=LEAD)):
        assert state_of(Ask(competency="1", rung=rung), said, RUNGS) is GapState.UNKNOWN


@given(any_framework(), some.data())
def test_each_competency_stands_by_itself(one, data):
    rungs = [rung.name for rung in one.rungs]
    keys = [each.key for each in one.competencies]
    asks = [Ask(competency=key, rung=data.draw(some.sampled_from(rungs[1:]))) for key in keys]
    anything = some.one_of(some.none(), some.sampled_from(rungs))
    given_answers = data.draw(some.dictionaries(some.sampled_from(keys), anything))

    def states(answers, asked):
        said = {each.competency.key: each for each in answered(one, answers)}
        return {line.competency.key: line.state for line in gap_lines(one, asked, said, {})}

    whole = states(given_answers, asks)
    assert list(whole) == keys
    for ask in asks:
        alone = {key: said for key, said in given_answers.items() if key == ask.competency}
        assert states(alone, [ask]) == {ask.competency: whole[ask.competency]}


def role(world, framework, asks):
    new = NewProfile(
        place=f"organisation:{HERE}",
        sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
        framework=framework,
        asks=asks,
    )
    return write_profile(new, at=AT, by=world.director)


def says(world, answers):
    number = begin_assessment(SHIPPED, at=AT, by=world.ward)
    for place in range(1, 7):
        version = screen_page(number, place, viewer=world.ward).version
        answer_screen(number, place, answers, version=version, at=AT, by=world.ward)


@pytest.mark.database
@pytest.mark.django_db
def test_a_ward_manager_sees_what_is_met_partly_missing_and_unknown(client, world):
    number = role(world, SHIPPED, tuple(Ask(competency=str(at), rung="Most of the time") for at in range(1, 6)))
    empty = gap_page(number, viewer=world.ward, on=TODAY)
    assert {one.state for one in empty.lines} == {GapState.UNKNOWN}
    says(world, {"1": "Almost always", "2": "Sometimes", "3": "Not yet", "4": None, "6": "Almost always"})
    page = gap_page(number, viewer=world.ward, on=TODAY)
    assert [one.state.value for one in page.lines] == ["met", "partly", "missing", "unknown", "unknown"]
    said = signed_in(client, world.ward).get(f"/careers/roles/{number}/mine/").content.decode()
    assert "Of 5 competencies that it asks for: 1 missing, 1 partly there, 1 met, 2 not known." in said
    assert said.count("Write a step of your plan for this") == 2
    assert "Whether you have such experience is not asked here" not in said
    assert "Nothing that would help with it is offered here yet." in said
    assert "%" not in said.split("<main")[1].split("</main>")[0]
    other = gap_page(number, viewer=world.director, on=TODAY)
    assert {one.state for one in other.lines} == {GapState.UNKNOWN}
    assert set(client.get(f"/api/careers/roles/{number}/mine").json()) == {
        *("profile", "lines", "offers", "board", "credits", "assessment", "progress"),
    }


@pytest.mark.database
@pytest.mark.django_db
def test_what_was_said_against_the_framework_before_is_told_and_not_counted(world):
    says(world, {"1": "Almost always"})
    after = brought_in(world)
    map_frameworks(SHIPPED, after, [("1", "c1")], replaces_on=TODAY, version=0, at=AT, by=world.director)
    number = role(world, own_key(after), (Ask(competency="c1", rung="Doing it alone"),))
    (line,) = gap_page(number, viewer=world.ward, on=TODAY).lines
    assert line.state is GapState.UNKNOWN
    assert "you said “Almost always”" in line.earlier
    assert line.next_words == ("You do 1.1: doing it alone",)
