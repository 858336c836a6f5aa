"""Readiness is agreed by named people, on evidence, for a while; and it never moves by itself."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wraparound.capabilities.pipelines.actions.readiness import agree, agree_for, end
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.needs_readiness import asked_of_readiness
from wraparound.capabilities.pipelines.queries.needs_rows import answered
from wraparound.capabilities.pipelines.queries.readiness import bench
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.readiness import BenchQuestion, NoSuchReadiness, Which
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.ready_world import AT, EVIDENCE, TODAY, day, make_world, new, person
from wraparound.people.queries.people import NobodyHere
from wraparound.people.tests.factories import make_person
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event
from wraparound.records.queries.history import version_number

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def asked(viewer, today):
    return list(answered(asked_of_readiness(viewer=viewer, today=today), viewer=viewer))


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def at_day(on):
    return datetime.combine(on, AT.timetz())


def counting(key, on=TODAY):
    return list(day(on).readiness().filter(person__key=key).order_by("kind", "pk"))


def test_what_is_agreed_counts_from_its_day_and_its_listeners_are_told(world):
    number = agree(new(world.ada), at=AT, by=world.director)
    (row,) = counting(world.ada)
    assert (row.pk, row.band, row.agreed_by, row.evidence) == (
        *(number, Band.READY_NOW, "Chay Chair, Di Director", EVIDENCE),
    )
    told = Event.objects.get(name="pipelines.readiness_agreed")
    assert told.data == {
        "readiness": str(number),
        "person": str(row.person_id),
        "organisation": "N1",
        "on": "2026-02-02",
    }
    assert "Ada" not in str(told.data)


def test_what_is_agreed_anew_replaces_what_counted_and_ends_it_the_day_before(world):
    first = agree(new(world.ada, Band.ONE_TO_TWO, on=date(2025, 9, 1)), at=at_day(date(2025, 9, 1)), by=world.director)
    agree(new(world.ada, evidence="A year as deputy"), at=AT, by=world.director)
    assert [one.band for one in counting(world.ada)] == [Band.READY_NOW]
    assert [one.band for one in counting(world.ada, TODAY - timedelta(days=1))] == [Band.ONE_TO_TWO]
    assert Readiness.objects.get(pk=first).ends == TODAY - timedelta(days=1)


def test_agreed_twice_on_a_day_the_last_counts_on_it_and_the_first_nowhere(world):
    agree(new(world.ada, Band.ONE_TO_TWO), at=AT, by=world.director)
    agree(new(world.ada), at=AT, by=world.director)
    assert [one.band for one in counting(world.ada)] == [Band.READY_NOW]
    found = card(world.ada, viewer=world.director, day=day(), today=day())
    assert [one.band for one in found.readiness] == [Band.READY_NOW]
    assert [one.band for one in found.earlier] == [Band.ONE_TO_TWO]


def test_what_counted_for_one_day_only_counts_on_it(world):
    agree(new(world.ada, Band.ONE_TO_TWO), at=AT, by=world.director)
    later = TODAY + timedelta(days=1)
    agree(new(world.ada, on=later), at=at_day(later), by=world.director)
    assert [one.band for one in counting(world.ada)] == [Band.ONE_TO_TWO]
    assert [one.band for one in counting(world.ada, later)] == [Band.READY_NOW]


def test_several_kinds_become_an_entry_each(world):
    agree_for(["Acute", "Community", "Acute"], new(world.ada), at=AT, by=world.director)
    assert [one.kind for one in counting(world.ada)] == ["Acute", "Community"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agreed_on": TODAY + timedelta(days=1)}, "not come yet"),
        ({"agreed_on": date(2024, 12, 31), "review_by": date(2025, 12, 31)}, "belongs here since 1 January 2025"),
        ({"agreed_by": " , - "}, "at least one person"),
        ({"agreed_by": "ADA  READYMAN"}, "alone cannot agree"),
        ({"evidence": "  "}, "what it rests on"),
        ({"evidence": "x" * 2001}, "2,000 letters"),
        ({"review_by": date(2027, 2, 3)}, "by 2 February 2027"),
        ({"review_by": TODAY}, "lies ahead"),
        ({"agreed_on": date(2025, 3, 1), "review_by": TODAY - timedelta(days=1)}, "lies ahead"),
        ({"kind": " "}, "kinds of organisation"),
    ],
)
def test_what_does_not_do_is_refused_with_a_sentence_and_nothing_is_kept(world, changes, said):
    with pytest.raises(CannotKeep, match=said):
        agree(replace(new(world.ada), **changes), at=AT, by=world.director)
    assert not Readiness.objects.exists()


def test_twelve_months_to_the_day_are_allowed(world):
    agree(replace(new(world.ada), review_by=date(2027, 2, 2)), at=AT, by=world.director)


def test_nobody_agrees_or_ends_their_own(world):
    own = str(person_key(world.director))
    with pytest.raises(CannotKeep, match="Nobody agrees"):
        agree(new(own), at=AT, by=world.director)
    number = agree(new(own), at=AT, by=world.chair)
    with pytest.raises(CannotKeep, match="Nobody agrees or ends"):
        end(number, "I would rather not", version=None, at=AT, by=world.director)


def person_key(viewer):
    from wraparound.people.models import Person

    return Person.objects.get(pk=viewer.person).key


def test_only_those_who_lead_where_they_belong_agree_and_end(world):
    number = agree(new(world.ada), at=AT, by=world.director)
    others = (world.neighbour, world.region, world.nation, world.analyst, world.member, world.keeper)
    for viewer in others:
        with pytest.raises(NobodyHere):
            agree(new(world.ada, kind="Community"), at=AT, by=viewer)
        with pytest.raises(NoSuchReadiness):
            end(number, "It is over", version=None, at=AT, by=viewer)
    with pytest.raises(NobodyHere):
        agree(new(make_person("Gone Away", until=date(2025, 12, 31))), at=AT, by=world.director)


def test_something_older_than_what_counts_is_refused(world):
    agree(new(world.ada), at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="newer was agreed on 2 February 2026"):
        agree(new(world.ada, Band.ONE_TO_TWO, on=date(2026, 1, 5)), at=AT, by=world.director)


def test_a_review_says_what_it_rests_on_today(world):
    agree(new(world.ada, on=date(2026, 1, 5)), at=at_day(date(2026, 1, 5)), by=world.director)
    with pytest.raises(CannotKeep, match="word for word"):
        agree(new(world.ada), at=AT, by=world.director)
    agree(new(world.ada, evidence="Still so: led the spring plan too"), at=AT, by=world.director)


def test_two_who_agree_at_once_are_told_and_the_second_can_send_it_again(world):
    first = agree(new(world.ada, Band.ONE_TO_TWO), at=AT, by=world.director, seen=0)
    with pytest.raises(ChangedMeanwhile):
        agree(new(world.ada), at=AT, by=world.chair, seen=0)
    agree(new(world.ada, kind="Community"), at=AT, by=world.chair, seen=0)
    agree(new(world.ada), at=AT, by=world.chair, seen=first + 1)


def test_ended_with_a_reason_it_counts_until_the_end_of_that_day(world):
    number = agree(new(world.ada, on=date(2026, 1, 5)), at=at_day(date(2026, 1, 5)), by=world.director)
    row = Readiness.objects.get(pk=number)
    with pytest.raises(CannotKeep, match="Say why"):
        end(number, " ", version=None, at=AT, by=world.chair)
    with pytest.raises(ChangedMeanwhile):
        end(number, "A mistake", version=version_number(row, viewer=world.chair) - 1, at=AT, by=world.chair)
    end(number, "It was about somebody else", version=version_number(row, viewer=world.chair), at=AT, by=world.chair)
    assert counting(world.ada)
    assert not counting(world.ada, TODAY + timedelta(days=1))
    assert Event.objects.filter(name="pipelines.readiness_ended").exists()
    with pytest.raises(CannotKeep, match="already"):
        end(number, "Again", version=None, at=AT, by=world.chair)


@pytest.mark.parametrize("days", [0, 1, 364, 365, 800])
def test_a_band_never_moves_by_itself_and_past_its_review_is_stale_everywhere(world, days):
    """Stale shown as fresh: on the card, in the list, in the filters, in the counts of the region."""
    agree(replace(new(world.ada, Band.ONE_TO_TWO), review_by=date(2027, 2, 2)), at=AT, by=world.director)
    on = day(TODAY + timedelta(days=days))
    stale = on.on > date(2027, 2, 2)
    (line,) = card(world.ada, viewer=world.director, day=on, today=on).readiness
    assert (line.band, line.stale) == (Band.ONE_TO_TWO, stale)

    def found(**asked):
        return [one.known.key for one in bench(BenchQuestion(**asked), viewer=world.director, day=on, today=on).people]

    assert (world.ada in found(band=Band.ONE_TO_TWO)) is not stale
    assert (world.ada in found(which=Which.STALE)) is stale
    assert world.ada not in found(band=Band.READY_NOW)
    assert world.ada in found(which=Which.AGREED)
    (counts,) = bench(BenchQuestion(), viewer=world.region, day=on, today=on).counts
    assert (counts.one_to_two, counts.stale, counts.ready_now, counts.people) == (int(not stale), int(stale), 0, 1)


def test_a_past_day_shows_the_band_that_counted_then_and_as_shown_what_the_site_knew(world):
    agree(new(world.ada, Band.ONE_TO_TWO, on=date(2025, 9, 1)), at=at_day(date(2025, 9, 1)), by=world.director)
    agree(new(world.ada, on=date(2026, 1, 20), evidence="A year as deputy"), at=AT, by=world.director)
    then = day(date(2026, 1, 25))
    (line,) = card(world.ada, viewer=world.director, day=then, today=day()).readiness
    assert line.band is Band.READY_NOW  # agreed on the 20th, entered on the 2nd: by what is known today
    (line,) = card(world.ada, viewer=world.director, day=day(date(2025, 12, 1)), today=day()).readiness
    assert line.band is Band.ONE_TO_TWO


def test_those_who_lead_are_asked_to_review_what_is_near_or_past_its_day(world):
    assert asked(world.director, AT.date()) == []
    agree(new(world.ada, on=date(2025, 9, 1), months=6), at=at_day(date(2025, 9, 1)), by=world.director)
    agree(new(world.bo, months=2), at=AT, by=world.director)
    (need,) = asked(world.director, AT.date())
    assert need.words == "The readiness of somebody of yours is to be reviewed within 30 days."
    (need,) = asked(world.chair, date(2026, 3, 20))
    assert need.words == "The readiness of 2 of your people is to be reviewed within 30 days; of 1 it is past its day."
    assert need.by == date(2026, 2, 28)
    for viewer in (world.neighbour, world.region, world.member, world.keeper):
        assert asked(viewer, date(2026, 3, 20)) == []


deeds = some.lists(
    some.tuples(
        some.sampled_from(["agree", "end", "wait"]),
        some.integers(0, 40),
        some.sampled_from(Band),
        some.sampled_from(["Acute", "Community"]),
    ),
    max_size=12,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_happens_on_each_day_at_most_one_counts_and_every_day_has_what_was_agreed_last(world, happened):
    with transaction.atomic():
        _live_through(world, happened)
        transaction.set_rollback(True)


def _live_through(world, happened):
    """Against a slow obvious diary: what each day says is what was said last of it."""
    now, diary, start = date(2025, 6, 1), {}, date(2025, 4, 1)
    for number, (deed, many, band, kind) in enumerate(happened):
        if deed == "wait":
            now += timedelta(days=many)
            continue
        at = at_day(now)
        row = Readiness.objects.filter(person__key=world.ada, kind=kind, ends__isnull=True).first()
        if deed == "end" and row is not None:
            end(row.pk, "It is over", version=None, at=at, by=world.director)
            diary = {key: said for key, said in diary.items() if key[0] != kind or key[1] <= now}
        elif deed == "agree":
            on = now - timedelta(days=many)
            try:
                said = new(world.ada, band, on=on, kind=kind, evidence=f"Evidence {number}")
                agree(replace(said, review_by=max(said.review_by, now)), at=at, by=world.director)
            except CannotKeep:
                continue
            diary |= {(kind, on + timedelta(days=one)): band for one in range(500)}
    for one in range(0, 420, 3):
        when = start + timedelta(days=one)
        counted = [(row.kind, row.band) for row in counting(world.ada, when)]
        assert len({kind for kind, _ in counted}) == len(counted)
        assert dict(counted) == {kind: diary[kind, when] for kind in ("Acute", "Community") if (kind, when) in diary}


def test_who_recorded_it_stands_with_it(world):
    number = agree(new(world.ada), at=AT, by=world.director)
    assert Readiness.objects.get(pk=number).recorded_by == person(person_key(world.director))
