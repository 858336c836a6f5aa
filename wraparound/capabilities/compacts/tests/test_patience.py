"""The patience rule of a compact: chosen with both errors, frozen, verified, moved by new figures, and never more."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from wraparound.capabilities.compacts.actions.demo import seed
from wraparound.capabilities.compacts.actions.patience import look_at_figures
from wraparound.capabilities.compacts.calculation.clock import Stretch
from wraparound.capabilities.compacts.calculation.documents import agreement_in, frozen_in
from wraparound.capabilities.compacts.calculation.patience import NoRule, RuleQuestion, judge, rule_for
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.patience import Verdict
from wraparound.capabilities.compacts.queries.compacts import compact
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.patience import judged_of, patience_of, rules_of
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.realism import Standing, standing_of
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.tasks import look_at_its_figures, look_at_new_figures
from wraparound.capabilities.compacts.terms.agreement import Agreement, Concern, Patience
from wraparound.capabilities.compacts.terms.patience import Verdict as Answer
from wraparound.capabilities.compacts.tests.factories import (
    TODAY,
    begin,
    fill,
    in_force,
    look_as,
    make_world,
    offered,
    result,
)
from wraparound.capabilities.compacts.wording.patience import told_verdict
from wraparound.capabilities.expectations.queries.fits import fit_of
from wraparound.methods.trajectories.fit import Fit
from wraparound.people.actions.demo import seed_region
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published.terms import AE_ALL, AE_MAJOR, Measure
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event
from wraparound.records.terms import EventTerms

SEEDED = datetime(2026, 11, 25, 12, tzinfo=UTC)
SOMEBODY = "RXW"
"""A real trust; only that its figures are published is used of it."""


def asked(**more):
    parts = {
        "key": "r1",
        "choice": Patience.USUAL,
        "unit": SOMEBODY,
        "measure": AE_ALL,
        "lower": False,
        "starts": date(2024, 7, 1),
        "months": 24,
        "known": date(2024, 6, 20),
    }
    return RuleQuestion(**{**parts, **more})


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_of(SOMEBODY, AE_ALL, viewer=PUBLIC)[0]


@pytest.fixture(scope="module")
def rule(fit):
    return rule_for(fit, asked(), "a release")


def changed(fit, *, from_period, by=0.0, gone=False, broken=False):
    """The same fit with the trust's own positions moved from a period on, or gone, or in another stretch."""
    row = fit.positions.units.index(SOMEBODY)
    relative, stretch = fit.positions.relative.copy(), fit.positions.stretch.copy()
    relative[row, from_period:] += by
    if gone:
        relative[row, from_period:] = np.nan
    if broken:
        stretch[row, from_period:] += 1
    return replace(fit, positions=replace(fit.positions, relative=relative, stretch=stretch))


def start_in(fit, rule):
    return (rule.start - fit.positions.first_month) // rule.months_per_period


TODAY_THEN = date(2026, 11, 1)


# The rule itself, on published figures that are changed by hand.


def test_a_rule_says_both_errors_before_anybody_signs(rule):
    assert rule.months == 24
    assert [one.choice for one in rule.choices] == [Patience.LATER, Patience.USUAL, Patience.SOONER]
    last = [one.errors[-1] for one in rule.choices]
    assert [one.months for one in last] == [24, 24, 24]
    assert last[0].flagged < last[1].flagged < last[2].flagged < 0.15
    assert last[0].missed_half > last[1].missed_half > last[2].missed_half
    assert all(one.missed_one < one.missed_half for one in last)


def test_a_rule_is_made_from_what_was_known_on_its_day_and_nothing_later(fit, rule):
    last = start_in(fit, rule)
    later = fit.positions.relative.copy()
    later[:, last + 1 :] = 9.0
    again = rule_for(replace(fit, positions=replace(fit.positions, relative=later)), asked(), "a release")
    assert again == rule


def test_figures_that_go_as_others_did_are_inside_the_range(fit, rule):
    found = judge(rule, fit, [], TODAY_THEN, "a release")
    assert found.verdict is Answer.INSIDE
    assert not any(one.below for one in found.periods)
    counted = [one for one in found.periods if one.counts]
    assert counted[0].day == date(2024, 7, 1)
    assert all(one.line < one.expected < one.far for one in counted)


def test_a_deep_fall_is_a_reason_to_talk_and_a_lasting_one_is_unlike_the_others(fit, rule):
    newest = fit.positions.periods - 1
    sudden = judge(rule, changed(fit, from_period=newest, by=-1.2), [], TODAY_THEN, "a release")
    assert sudden.verdict is Answer.TALK
    assert sudden.since == sudden.newest
    lasting = judge(rule, changed(fit, from_period=start_in(fit, rule) + 2, by=-1.2), [], TODAY_THEN, "a release")
    assert lasting.verdict is Answer.UNLIKE
    assert lasting.stake >= 20


def test_one_bad_quarter_that_is_made_good_is_left_again_and_said_so(fit, rule):
    row = fit.positions.units.index(SOMEBODY)
    relative = fit.positions.relative.copy()
    relative[row, start_in(fit, rule) + 4] -= 1.0
    found = judge(rule, replace(fit, positions=replace(fit.positions, relative=relative)), [], TODAY_THEN, "x")
    assert found.verdict is Answer.INSIDE
    assert any(one.below for one in found.periods)
    assert "has come back" in told_verdict(found).detail


def test_a_recording_step_or_a_merger_in_mid_term_stops_the_rule(fit, rule):
    found = judge(rule, changed(fit, from_period=start_in(fit, rule) + 3, by=-3, broken=True), [], TODAY_THEN, "x")
    assert found.verdict is Answer.STOPPED
    assert found.broken == date(2024, 10, 1)
    assert not any(one.below for one in found.periods)
    assert "amending" in told_verdict(found).sentence


def test_missing_quarters_hold_nothing_against_anybody(fit, rule):
    last = fit.positions.periods
    short = judge(rule, changed(fit, from_period=last - 1, gone=True), [], TODAY_THEN, "x")
    assert short.verdict is Answer.INSIDE
    silent = judge(rule, changed(fit, from_period=last - 3, gone=True), [], TODAY_THEN, "x")
    assert silent.verdict is Answer.SILENT
    none_yet = judge(rule, changed(fit, from_period=start_in(fit, rule) + 1, gone=True), [], TODAY_THEN, "x")
    assert none_yet.verdict is Answer.SILENT


def test_what_happens_while_the_clock_stands_still_does_not_count_and_a_fall_in_it_is_taken_out(fit, rule):
    first = start_in(fit, rule) + 3
    fallen = changed(fit, from_period=first, by=-1.2)
    assert judge(rule, fallen, [], TODAY_THEN, "x").verdict is Answer.UNLIKE
    pause = Stretch(date(2024, 10, 1), date(2025, 4, 1), ())
    paused = judge(rule, fallen, [pause], TODAY_THEN, "x")
    assert paused.verdict is Answer.INSIDE
    assert [one.counts for one in paused.periods if one.day in (date(2024, 10, 1), date(2025, 1, 1))] == [False, False]
    of_another = judge(rule, fallen, [Stretch(date(2024, 10, 1), date(2025, 4, 1), ("r9",))], TODAY_THEN, "x")
    assert of_another.verdict is Answer.UNLIKE


def test_a_pause_of_less_than_half_a_quarter_leaves_the_quarter_in(fit, rule):
    found = judge(rule, fit, [Stretch(date(2024, 10, 1), date(2024, 11, 10), ())], TODAY_THEN, "x")
    assert next(one.counts for one in found.periods if one.day == date(2024, 10, 1))


def test_before_the_first_whole_quarter_it_is_too_early(fit):
    late = rule_for(fit, asked(starts=date(2026, 2, 1), known=date(2026, 1, 20)), "x")
    assert judge(late, fit, [], TODAY_THEN, "x").verdict is Answer.EARLY


@pytest.mark.parametrize(
    ("more", "why"),
    [({"unit": "XXX"}, "Nothing is published"), ({"known": date(2017, 1, 1)}, "do not reach back far enough")],
)
def test_where_there_can_be_no_rule_it_says_why(fit, more, why):
    with pytest.raises(NoRule, match=why):
        rule_for(fit, asked(**more), "x")


def test_a_measure_published_once_a_year_has_no_rule_and_says_that_reviews_talk_about_it():
    yearly = fit_of(SOMEBODY, Measure("staff_enough"), viewer=PUBLIC)[0]
    with pytest.raises(NoRule, match="once a year"):
        rule_for(yearly, asked(measure="staff_enough"), "x")


def test_a_measure_that_is_published_no_more_makes_the_rule_silent(rule):
    gone = replace(rule, measure="no_such_measure")
    found = judged_of([gone], [result("r1")], Standing(SOMEBODY, True, None), [], today=TODAY_THEN, viewer=PUBLIC)
    assert found[0].verdict is Answer.SILENT
    assert "no longer published" in found[0].detail


def test_a_measure_whose_meaning_was_turned_round_stops_the_rule(rule):
    turned = replace(rule, lower=True)
    found = judged_of([turned], [result("r1")], Standing(SOMEBODY, True, None), [], today=TODAY_THEN, viewer=PUBLIC)
    assert found[0].verdict is Answer.STOPPED


def test_only_results_that_chose_a_rule_have_one():
    agreement = Agreement(
        starts=date(2026, 5, 11),
        months=24,
        results=(
            result("r1", patience=Patience.SOONER),
            result("r2", patience=Patience.NONE),
            result("r3"),
            result("r4", measure="staff_enough", concern=Concern.HOW, patience=Patience.USUAL),
        ),
    )
    found = rules_of(agreement, Standing(SOMEBODY, True, None), today=TODAY, viewer=PUBLIC)
    assert [(one.key, bool(one.why_not)) for one in found] == [("r1", False), ("r4", True)]


def test_figures_published_after_the_day_that_is_asked_about_are_not_judged(fit, rule):
    fallen = changed(fit, from_period=start_in(fit, rule) + 4, by=-2.0)
    assert judge(rule, fallen, [], date(2025, 1, 2), "x").verdict is Answer.INSIDE
    assert judge(rule, fallen, [], TODAY_THEN, "x").verdict is Answer.UNLIKE


def test_a_compact_shorter_than_a_quarter_has_no_rule(fit):
    with pytest.raises(NoRule, match="less than one period"):
        rule_for(fit, asked(months=2), "x")


# In a compact.


def staged():
    """A change made behind the back of the product, to set the scene."""
    return changing("To set the scene of a test", at=SEEDED, by=OPERATOR)


def told_of(name, **data):
    return EventTerms(
        number=1, name=name, sort="", record=None, at=SEEDED, by=None, by_name="", controller="", data=data
    )


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def seeded(db):
    seed_region(60, at=SEEDED, by=OPERATOR)
    seed(at=SEEDED, by=OPERATOR)
    return Compact.objects.get(organisation__code="ZZ03")


def with_patience(world, **more):
    return in_force(world, parts={"results": (result("r1", patience=Patience.USUAL),)}, **more)


@pytest.mark.database
def test_the_rule_is_frozen_with_the_offer_and_verified_with_the_rest(world):
    made = with_patience(world)
    text = Text.objects.get(compact=made)
    (frozen_rule,) = frozen_in(text.frozen).patience
    assert frozen_rule.made_up
    assert frozen_rule.allowed
    found = verify(made.pk, viewer=world.chair)
    assert found.holds
    assert {name: ok for name, ok, _ in found.checks}["patience"]


def test_a_changed_line_no_longer_verifies(world):
    made = with_patience(world)
    text = Text.objects.get(compact=made)
    kept = json.loads(text.frozen)
    kept["patience"][0]["allowed"][3] += 0.00001
    with staged():
        Text.objects.filter(pk=text.pk).update(frozen=json.dumps(kept, sort_keys=True, separators=(",", ":")))
    found = verify(made.pk, viewer=world.chair)
    assert not found.holds
    assert not {name: ok for name, ok, _ in found.checks}["patience"]


def test_a_text_from_before_there_were_rules_still_reads_and_verifies(world):
    made = in_force(world)
    assert frozen_in(Text.objects.get(compact=made).frozen).patience == ()
    found = verify(made.pk, viewer=world.leader)
    assert found.holds
    without = json.loads(Text.objects.get(compact=made).content)
    for one in without["results"]:
        del one["patience"]
    assert agreement_in(json.dumps(without)).results[0].patience == ""
    assert patience_of(made.pk, viewer=world.leader, on=TODAY).why_none


def test_the_compact_says_what_the_rule_says(seeded):
    found = compact(seeded.pk, viewer=OPERATOR, on=SEEDED.date())
    assert found.judged_of("r1").verdict is Answer.TALK
    assert "nothing else" in found.judged_of("r1").sentence


@pytest.mark.database
def test_an_answer_is_written_down_once_and_looking_again_finds_nothing_new(seeded):
    (said,) = Verdict.objects.filter(compact=seeded)
    assert (said.verdict, said.latest, said.revised) == ("talk", True, False)
    look_at_figures(at=SEEDED, by=OPERATOR)
    assert look_at_figures(at=SEEDED, by=OPERATOR) == 0
    assert Verdict.objects.filter(compact=seeded).count() == 1


@pytest.mark.database
def test_new_figures_move_it_by_an_event_and_every_side_is_told_once(seeded):
    with staged():
        Verdict.objects.filter(compact=seeded).update(verdict="inside", newest=date(2025, 10, 1), fingerprint="0" * 64)
    event = told_of("sources.release_in_use", release="2026-11-23")
    for _ in range(2):
        look_at_new_figures(event)
    older, newer = Verdict.objects.filter(compact=seeded).order_by("pk")
    assert not older.latest
    assert (newer.verdict, newer.latest, newer.revised) == ("talk", True, True)
    told = Event.objects.filter(name="compacts.let_us_talk", record=seeded.pk)
    assert told.count() == 2  # when the region was made up, and now
    shown = patience_of(seeded.pk, viewer=OPERATOR, on=SEEDED.date())
    assert [one.revised for one in shown.said] == [True, False]


def test_nobody_is_told_of_figures_that_stay_inside_their_range(world):
    made = with_patience(world)
    event = told_of("compacts.in_force", compact=str(made.pk))
    look_at_its_figures(event)
    assert Verdict.objects.get(compact=made).verdict == "early"
    assert not Event.objects.filter(name="compacts.let_us_talk").exists()


def test_a_text_that_cannot_be_read_keeps_no_other_compact_from_being_looked_at(seeded):
    other = Compact.objects.get(organisation__code="ZZ01")
    with staged():
        Text.objects.filter(compact=seeded).update(frozen='{"patience": 3}')
        Verdict.objects.filter(compact=other).update(fingerprint="0" * 64)
    before = Verdict.objects.filter(compact=other).count()
    look_at_figures(at=SEEDED, by=OPERATOR)
    assert Verdict.objects.filter(compact=other).count() > before


def test_strangers_and_other_regions_are_told_that_there_is_no_such_compact(world):
    made = with_patience(world)
    for viewer in (world.stranger, world.other_chair, world.other_region):
        with pytest.raises(NoSuchCompact):
            patience_of(made.pk, viewer=viewer, on=TODAY)
    for viewer in (world.leader, world.chair, world.region, world.improver):
        assert patience_of(made.pk, viewer=viewer, on=TODAY).lines


def test_the_page_draws_the_band_says_the_answer_and_what_it_never_triggers(seeded, client):
    leader = seeded.leader
    client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/compacts/{seeded.pk}/patience/").content.decode()
    assert "Let us talk." in page
    assert "chart-ring" in page
    assert "triggers anything about pay or employment" in page


def test_who_writes_a_result_sees_how_often_each_choice_is_wrong(world, client):
    made = begin(world)
    fill(made, world.chair)
    typed = {
        "sort": "measure",
        "measure": AE_MAJOR,
        "level": "54",
        "patience": "sooner",
        "concern": "what",
        "at": "other",
        "by": "2027-06-30",
        "reason": "",
        "version": "1",
        "check": "1",
    }
    page = look_as(client, world, "chair").post(f"/compacts/{made.pk}/versions/1/results/new/", typed).content.decode()
    assert "How patient we are." in page
    assert "Sooner than usual (chosen)" in page
    assert "Slide half a point a month, and are missed" in page


def test_who_signs_reads_the_patience_that_was_chosen(world, client):
    made = offered(world, parts={"results": (result("r1", patience=Patience.LATER),)})
    page = look_as(client, world, "leader").get(f"/compacts/{made.pk}/versions/1/")
    assert "Patience later than usual: within" in page.content.decode()


def test_a_made_up_trust_is_no_reference_for_itself(world):
    place = Organisation.objects.get(code="ZZ01")
    standing = standing_of(place, viewer=OPERATOR)
    agreement = Agreement(starts=date(2026, 5, 11), months=24, results=(result("r1", patience=Patience.USUAL),))
    (made_up,) = rules_of(agreement, standing, today=TODAY, viewer=OPERATOR)
    real = fit_of(SOMEBODY, AE_MAJOR, viewer=PUBLIC)[0]
    twin = rule_for(real, asked(measure=AE_MAJOR, starts=date(2026, 5, 11), known=TODAY), "x")
    assert made_up.slopes == twin.slopes
    assert made_up.spread == twin.spread


def test_the_page_of_today_says_let_us_talk_to_both_sides_and_to_nobody_else(seeded):
    found = {}
    for who in ("Winifred Gandercote", "Jabari Junipermere", "Rhodri Lanternmere", "Orla Inklewick"):
        row = Person.objects.get(name=who)
        viewer = viewer_for(row.pk, who, on=SEEDED.date(), viewer=PUBLIC)
        found[who] = [one.words for one in needs_today(viewer=viewer, at=SEEDED) if "Let us talk" in one.words]
    assert [len(one) for one in found.values()] == [1, 1, 0, 0]


@pytest.mark.database
def test_an_amendment_keeps_the_rule_of_what_it_leaves_as_it_was(seeded):
    before = frozen_in(Text.objects.get(compact=seeded, state="in_force").frozen).patience
    agreement = agreement_in(Text.objects.get(compact=seeded, state="in_force").content)
    standing = standing_of(seeded.organisation, viewer=OPERATOR)
    on = SEEDED.date()
    same = rules_of(agreement, standing, today=on, viewer=OPERATOR, before=before)
    assert same == before
    (first, *others) = agreement.results
    sooner = replace(agreement, results=(replace(first, patience=Patience.SOONER), *others))
    anew = rules_of(sooner, standing, today=on, viewer=OPERATOR, before=before)
    assert anew[0].begins == on.isoformat()
    assert anew[0].asked_months < before[0].asked_months


def test_an_answer_about_a_result_that_was_amended_away_stands_no_longer(seeded):
    text = Text.objects.get(compact=seeded, state="in_force")
    kept = json.loads(text.frozen)
    kept["patience"] = []
    with staged():
        Text.objects.filter(pk=text.pk).update(frozen=json.dumps(kept, sort_keys=True, separators=(",", ":")))
    look_at_figures(at=SEEDED, by=OPERATOR, only=seeded.pk)
    assert not Verdict.objects.filter(compact=seeded, latest=True).exists()


def test_an_ended_compact_is_judged_no_further_than_its_end(seeded):
    with staged():
        seeded.ended_at = datetime(2025, 3, 1, tzinfo=UTC)
        seeded.save(update_fields=["ended_at"])
    found = patience_of(seeded.pk, viewer=OPERATOR, on=SEEDED.date())
    (line,) = [one for one in found.lines if one.judged]
    assert line.judged.verdict is Answer.INSIDE
    assert line.judged.newest < date(2025, 3, 1)
