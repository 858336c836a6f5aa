"""One pair: asked, accepted, met and ended, by either of the two; what each reads, and nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from wraparound.capabilities.partnerships.actions import joining, pairs
from wraparound.capabilities.partnerships.actions.endings import end_those_over
from wraparound.capabilities.partnerships.models.pairs import Bar, BarVersion, Joining, Pair, PairPart, PairPartVersion
from wraparound.capabilities.partnerships.queries.needs import needs_today
from wraparound.capabilities.partnerships.queries.pairs import held_of, pair_terms
from wraparound.capabilities.partnerships.tasks import look_after_pairs
from wraparound.capabilities.partnerships.terms.pairs import (
    CannotTakePart,
    Meetings,
    NoSuchPair,
    Often,
    PairSort,
    PairState,
)
from wraparound.capabilities.partnerships.tests.pairs_world import (
    AT,
    BACKEND,
    LATER,
    TODAY,
    address_of,
    agree,
    ask,
    make,
    make_pairs_world,
    mine,
    offer,
    open_one,
    pair_of,
    seek,
)
from wraparound.people.actions.leaving import leave
from wraparound.people.actions.people import close_account
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile, place_hold
from wraparound.records.models.log import Look, Removal

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_pairs_world)


@pytest.fixture
def asked(world):
    return ask(world.seeker, "giver")


@pytest.fixture
def agreed(world, asked):
    agree(asked, world.giver, at=AT)
    return asked


def read(number, by, *, on=TODAY):
    return pair_terms(number, viewer=by, on=on)


def meet(number, by, *, at=AT, version=None, **more):
    noted = {"often": Often.MONTH, "first_meeting": TODAY, "next_meeting": None, "ends_on": None, **more}
    seen = read(number, by).version if version is None else version
    pairs.meet(number, Meetings(**noted), version=seen, at=at, by=by)


def test_one_person_is_asked_and_accepts(world, asked):
    hers, theirs = read(asked, world.seeker), read(asked, world.giver)
    assert (hers.state, theirs.state) == (PairState.WAITS_FOR_OTHER, PairState.ASKS_YOU)
    assert (theirs.other, theirs.wants) == ("Sefa Seekwell", "An hour a month")
    assert [need.address for need in needs_today(viewer=world.giver, at=AT)] == [f"/partnerships/people/pairs/{asked}/"]
    pairs.accept(asked, at=AT, by=world.giver)
    assert {read(asked, one).state for one in (world.seeker, world.giver)} == {PairState.AGREED}
    assert needs_today(viewer=world.giver, at=AT) == ()


@pytest.mark.parametrize("who", ["stranger", "organiser", "director", "region", "keeper", "auditor", "far"])
def test_nobody_but_the_two_opens_a_pair(world, agreed, who):
    viewer = getattr(world, who)
    for act in (
        lambda: read(agreed, viewer),
        lambda: pairs.accept(agreed, at=AT, by=viewer),
        lambda: pairs.end(agreed, at=AT, by=viewer),
        lambda: pairs.note(agreed, "Mine now", at=AT, by=viewer),
        lambda: pairs.let_organiser_know(agreed, True, at=AT, by=viewer),
        lambda: pairs.meet(
            agreed,
            Meetings(often=Often.MONTH, first_meeting=None, next_meeting=None, ends_on=None),
            version=0,
            at=AT,
            by=viewer,
        ),
    ):
        with pytest.raises(NoSuchPair):
            act()
    assert mine(viewer) == ()


def test_a_decline_carries_no_mark(world, asked):
    """What the asker reads is the same whether it was declined, taken back, or never answered; and nobody is named."""
    pairs.end(asked, at=AT + timedelta(days=1), by=world.giver)
    declined = read(asked, world.seeker, on=LATER.date())
    other = ask(world.other, "giver", at=AT)
    end_those_over(at=AT + timedelta(days=40), by=OPERATOR)
    unanswered = read(other, world.other, on=(AT + timedelta(days=40)).date())
    for one in (declined, unanswered):
        assert (one.state, one.other, one.job, one.group) == (PairState.ENDED, "", "", ())
    assert mine(world.giver) == (), "whoever declined keeps nothing of it in their list"
    fields = {one.name for one in PairPart._meta.get_fields()} | {one.name for one in Pair._meta.get_fields()}
    assert not {name for name in fields if "declin" in name or "ended_by" in name}


def test_whoever_is_barred_hears_nothing_and_the_asker_no_more_than_of_others(world):
    joining.keep_away(address_of("seeker"), at=AT, by=world.giver)
    number = ask(world.seeker, "giver")
    assert mine(world.giver) == ()
    assert needs_today(viewer=world.giver, at=AT) == ()
    with pytest.raises(NoSuchPair):
        read(number, world.giver)
    assert read(number, world.seeker).state is PairState.WAITS_FOR_OTHER
    end_those_over(at=AT + timedelta(days=40), by=OPERATOR)
    assert read(number, world.seeker).state is PairState.ENDED


@pytest.mark.parametrize(
    ("side", "more", "said"),
    [
        ("seeker", {}, "yourself"),
        ("nobody", {}, "Nobody signs in"),
        ("giver", {"who": "Gita Givewell"}, "Nobody signs in"),
        ("giver", {"sort": PairSort.PEER_GROUP}, "needs a cohort"),
        ("giver", {"wants": "x" * 601}, "600"),
    ],
)
def test_an_asking_that_cannot_be_is_refused(world, side, more, said):
    with pytest.raises(CannotTakePart, match=said):
        ask(world.seeker, side, **more)


def test_the_same_is_not_asked_twice_and_whom_one_barred_is_not_asked(world, asked):
    with pytest.raises(CannotTakePart, match="already"):
        ask(world.seeker, "giver")
    joining.keep_away(address_of("spare"), at=AT, by=world.seeker)
    with pytest.raises(CannotTakePart, match="must not be paired"):
        ask(world.seeker, "spare")


def test_something_that_came_to_stand_between_them_ends_a_proposal_at_the_answer(world, asked):
    joining.keep_away(address_of("giver"), at=AT, by=world.seeker)
    assert pairs.accept(asked, at=AT, by=world.giver) is False
    assert read(asked, world.giver).state is PairState.ENDED


def test_both_note_when_they_meet_and_it_ends_by_itself_after_its_last_day(world, agreed):
    last = TODAY + timedelta(days=30)
    meet(agreed, world.giver, next_meeting=TODAY + timedelta(days=14), ends_on=last)
    assert read(agreed, world.seeker).next_meeting == TODAY + timedelta(days=14)
    end_those_over(at=AT + timedelta(days=30), by=OPERATOR)
    assert read(agreed, world.seeker).is_open
    end_those_over(at=AT + timedelta(days=31), by=OPERATOR)
    assert not read(agreed, world.seeker).is_open


@pytest.mark.parametrize(
    "days",
    [
        {"ends_on": TODAY - timedelta(days=1)},
        {"ends_on": TODAY + timedelta(days=2_000)},
        {"next_meeting": TODAY - timedelta(days=1)},
        {"next_meeting": TODAY + timedelta(days=9), "ends_on": TODAY + timedelta(days=8)},
    ],
)
def test_days_that_cannot_be_are_refused(world, agreed, days):
    with pytest.raises(CannotTakePart):
        meet(agreed, world.giver, **days)


def test_meetings_are_noted_once_both_have_accepted_and_not_over_what_the_other_noted(world, asked):
    with pytest.raises(CannotTakePart, match="both have accepted"):
        meet(asked, world.seeker)
    agree(asked, world.giver, at=AT)
    seen = read(asked, world.seeker).version
    meet(asked, world.giver)
    with pytest.raises(ChangedMeanwhile):
        meet(asked, world.seeker, version=seen)


def test_either_ends_it_and_the_other_is_told_that_it_ended_and_nothing_more(world, agreed, mailoutbox):
    look_after_pairs(AT)
    mailoutbox.clear()
    pairs.end(agreed, at=AT, by=world.seeker)
    look_after_pairs(AT)
    (mail,) = mailoutbox
    assert mail.to == [address_of("giver")]
    for name in ("Sefa", "Seekwell", "Gita", "mentor", "First years"):
        assert name not in mail.subject + mail.body
    look_after_pairs(AT)
    assert len(mailoutbox) == 1
    with pytest.raises(CannotTakePart):
        pairs.accept(agreed, at=AT, by=world.giver)


def test_whoever_is_proposed_is_told_once_without_content(world, mailoutbox):
    number = open_one(world)
    seek(number, world.seeker)
    offer(number, world.giver)
    look_after_pairs(LATER)
    assert sorted(one.to[0] for one in mailoutbox) == [address_of("giver"), address_of("seeker")]
    look_after_pairs(LATER + timedelta(hours=1))
    assert len(mailoutbox) == 2


def test_each_note_is_of_its_writer_alone_and_stands_in_no_history(world, agreed):
    pairs.note(agreed, "She listens more than I do", at=AT, by=world.seeker)
    assert read(agreed, world.seeker).own_note == "She listens more than I do"
    assert read(agreed, world.giver).own_note == ""
    pairs.end(agreed, at=AT, by=world.giver)
    assert read(agreed, world.seeker).own_note, "it stays with whoever wrote it"
    assert "note" not in {one.name for one in PairPartVersion._meta.get_fields()}
    pairs.note(agreed, " ", at=AT, by=world.seeker)
    assert read(agreed, world.seeker).own_note == ""
    with pytest.raises(CannotTakePart):
        pairs.note(agreed, "x" * 3001, at=AT, by=world.seeker)


@pytest.mark.parametrize("who", ["seeker", "giver"])
def test_whoever_leaves_the_site_ends_theirs_and_takes_what_they_said_along(world, agreed, who, mailoutbox):
    pairs.note(agreed, "Said by the seeker", at=AT, by=world.seeker)
    pairs.note(agreed, "Said by the giver", at=AT, by=world.giver)
    look_after_pairs(AT)
    mailoutbox.clear()
    left, stays = (getattr(world, one) for one in (who, {"seeker": "giver", "giver": "seeker"}[who]))
    marks = Removal.objects.count()
    leave(at=AT, by=left)
    found = read(agreed, stays)
    assert (found.state, found.other, found.wants) == (PairState.ENDED, "", "")
    assert [one.person_id for one in PairPart.objects.filter(pair=agreed)] == [stays.person]
    assert not Removal.objects.filter(sort__startswith="partnerships").exists(), "no mark says that there was one"
    assert Removal.objects.count() > marks
    look_after_pairs(AT + timedelta(minutes=5))
    assert [one.to for one in mailoutbox] == [[address_of({"seeker": "giver", "giver": "seeker"}[who])]]


def test_an_account_that_is_closed_ends_what_its_owner_was_in(world, agreed):
    close_account(str(world.people["giver"].key), at=AT, by=OPERATOR)
    assert read(agreed, world.seeker).state is PairState.ENDED
    look_after_pairs(AT)
    assert Pair.objects.get(pk=agreed).ended_at is not None


def test_a_year_after_it_ended_it_goes_whole_and_without_a_mark(world):
    number = open_one(world)
    seek(number, world.seeker)
    offer(number, world.giver)
    make(number)
    pair = pair_of(number, world.seeker)
    agree(pair, world.seeker, world.giver)
    pairs.end(pair, at=LATER, by=world.seeker)
    report = run_retention(at=LATER + timedelta(days=370), by=OPERATOR, act=True)
    assert not PairPart.objects.filter(pair=pair).exists()
    assert not PairPartVersion.objects.filter(pair_id=pair).exists()
    assert not Pair.objects.filter(pk=pair).exists()
    assert not Removal.objects.filter(sort__startswith="partnerships.pair").exists()
    assert "pairing" not in {one.name for one in report.lines}
    assert Joining.objects.count() == 2, "the cohort goes on"


def test_a_legal_hold_keeps_what_is_about_somebody_and_the_rest_goes(world, agreed):
    pairs.end(agreed, at=AT, by=world.seeker)
    row = world.people["giver"]
    place_hold(row.pk, row.controller, "A claim", at=AT, by=OPERATOR)
    run_retention(at=AT + timedelta(days=400), by=OPERATOR, act=True)
    assert [one.person_id for one in PairPart.objects.all()] == [row.pk]
    assert mine(world.giver) == ()


def test_what_somebody_takes_away_is_what_they_said_themselves(world, agreed):
    number = open_one(world)
    seek(number, world.seeker, wants="To talk about money")
    pairs.note(agreed, "She listens", at=AT, by=world.seeker)
    said = " ".join(one.words for one in held_of(viewer=world.seeker, at=AT))
    assert "To talk about money" in said
    assert "She listens" in said
    assert "An hour a month" in said
    assert "Gita" not in said
    assert held_of(viewer=world.giver, at=AT) == ()


def test_whoever_was_seen_in_a_pair_reads_it_in_their_log_and_nobody_else_does(client, world, agreed):
    read(agreed, world.seeker)
    assert Look.objects.filter(fields="name for a pair").exists()
    client.force_login(world.people["giver"], backend=BACKEND)
    assert "name for a pair" in client.get("/people/me/looks/").content.decode()
    client.force_login(world.people["auditor"], backend=BACKEND)
    assert "name for a pair" not in client.get("/people/audit/looks/").content.decode()


def test_bars_say_nothing_to_history(world):
    joining.keep_away(address_of("giver"), at=AT, by=world.seeker)
    joining.keep_away(address_of("giver"), at=AT, by=world.seeker)
    kept = Bar.objects.get()
    assert {kept.one_id, kept.two_id} == {world.seeker.person, world.giver.person}
    # History has that somebody said something, and of whom in no field.
    version = BarVersion.objects.get(v_record=kept.pk)
    told = [getattr(version, field.attname) for field in BarVersion._meta.fields if not field.name.startswith("v_")]
    assert world.seeker.person in told
    assert world.giver.person not in [one for one in told if one != version.controller_id]


@pytest.mark.django_db(transaction=True)
def test_both_answer_at_once_and_it_is_agreed_or_ended_and_never_both():
    world = make_pairs_world()
    number = ask(world.seeker, "giver")
    together = Barrier(2)

    def says(act):
        together.wait()
        try:
            act()
        except CannotTakePart:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(says, lambda: pairs.accept(number, at=AT, by=world.giver))
        second = pool.submit(says, lambda: pairs.end(number, at=AT, by=world.seeker))
        said = first.result(), second.result()
    row = Pair.objects.get(pk=number)
    assert row.ended_at is not None
    assert said[1] == "done"
    accepted = PairPart.objects.get(pair=number, person=world.giver.person).accepted_at
    assert (accepted is None) == (said[0] == "refused")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_make_the_pairs_once():
    world = make_pairs_world()
    number = open_one(world)
    seek(number, world.seeker)
    offer(number, world.giver)
    together = Barrier(2)

    def runs():
        together.wait()
        try:
            return make(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: runs(), range(2)))
    assert Pair.objects.filter(cohort=number, ended_at__isnull=True).count() == 1
