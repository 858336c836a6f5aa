"""Check-ins: written by a leader, answered by the person they chose, taken back, and who opens them when."""

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wraparound.capabilities.compacts.actions import check_ins, confidants
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import CheckIn, CheckInVersion, Confidant
from wraparound.capabilities.compacts.queries.acting import acting
from wraparound.capabilities.compacts.queries.check_ins import asked_of_check_ins
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.tasks import apply_what_follows, mail_those_waited_for
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import LONGEST_WORDS
from wraparound.capabilities.compacts.tests.check_in_world import (
    MENTOR,
    Q,
    accept,
    as_viewer,
    ask,
    chosen,
    read,
    reply,
    seen,
    somebody,
    step_out,
    words_in,
    write,
)
from wraparound.capabilities.compacts.tests.factories import AT, BACKEND, begin, days, in_force, look_as
from wraparound.people.actions.grants import end as end_grant
from wraparound.people.actions.grants import give
from wraparound.people.actions.leaving import leave
from wraparound.people.actions.people import close_account, open_account_again
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile, place_hold
from wraparound.records.models.log import Removal

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]


@pytest.fixture
def mentor(world, made):
    """Chosen, and has accepted."""
    found = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    accept(made, found)
    return found


def waits(viewer):
    asked = asked_of_check_ins(acting(viewer.person, viewer=viewer), viewer=viewer)["check-ins"]
    return tuple(need for _, need in asked.tell(asked.rows))


def ended(made):
    with changing("It ended", at=AT, by=OPERATOR):
        Compact.objects.filter(pk=made.pk).update(ended_at=AT)
    made.refresh_from_db()


def test_the_leader_writes_and_whoever_they_chose_reads_and_answers(world, made, mentor):
    first = check_ins.write(
        made.pk, {Q.HOW: " Tired ", Q.TALK: "The board", Q.HELPS: ""}, seen=0, at=AT, by=world.leader
    )
    reply(made, first, mentor, "Let us talk on Friday")
    for viewer in (world.leader, mentor):
        (one,) = read(made, viewer).check_ins
        assert one.first.parts == ((Q.HOW, "Tired"), (Q.TALK, "The board"))
        assert [part for each in one.answers for part in each.parts] == [(None, "Let us talk on Friday")]


def test_the_leader_answers_an_answer(world, made, mentor):
    first = write(made, world.leader)
    reply(made, first, mentor, "How so?")
    reply(made, first, world.leader, "Just so")
    assert words_in(read(made, mentor)) == ["All is well", "How so?", "Just so"]


def test_whoever_was_chosen_finds_the_way_from_their_own_list_and_nobody_else_does(client, world, made, mentor):
    way = f"/compacts/{made.pk}/check-ins/"
    client.force_login(Person.objects.get(pk=mentor.person), backend=BACKEND)
    assert way in client.get("/compacts/").content.decode()
    for side in ("chair", "region", "centre", "improver", "stranger"):
        assert way not in look_as(client, world, side).get("/compacts/").content.decode()


def test_nothing_opens_before_it_is_accepted(world, made):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    first = write(made, world.leader)
    found = read(made, maud)
    assert (found.check_ins, found.opens) == ((), False)
    with pytest.raises(NoSuchCompact):
        reply(made, first, maud)
    accept(made, maud, at=AT + days(1))
    write(made, world.leader, "Now to both", at=AT + days(2))
    assert words_in(read(made, maud)) == ["Now to both"]


@pytest.mark.parametrize("earlier", [False, True])
def test_what_was_written_before_they_accepted_is_read_only_where_the_leader_says_so(
    world, made, mentor, earlier, mailoutbox
):
    percy = somebody("Percy Peerless", "percy@made-up.example")
    ask(made, "percy@made-up.example", world.leader, reads_earlier=earlier, at=AT + days(1))
    first = write(made, world.leader, "While nobody had answered", at=AT + days(2))
    reply(made, first, world.leader, "And more", at=AT + days(2))
    accept(made, percy, at=AT + days(3))
    told = ["While nobody had answered"] if earlier else []
    assert words_in(read(made, percy)) == told
    assert len(waits(percy)) == len(told)
    mailoutbox.clear()
    mail_those_waited_for(AT + days(3))
    assert mailoutbox == []
    reply(made, first, world.leader, "Since", at=AT + days(4))
    assert words_in(read(made, percy)) == ([*told, "Since"] if earlier else [])
    mail_those_waited_for(AT + days(4))
    assert len(mailoutbox) == len(told)
    assert len(waits(percy)) == len(told)


def test_whoever_says_no_has_no_way_in_and_the_leader_is_told(world, made, mailoutbox):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    mail_those_waited_for(AT)
    mailoutbox.clear()
    step_out(made, maud)
    with pytest.raises(NoSuchCompact):
        read(made, maud)
    found = read(made, world.leader)
    assert (found.confidant, found.left) == (None, "Maud Mentorly")
    for _ in range(2):
        mail_those_waited_for(AT)
    assert [one.to for one in mailoutbox] == [["leader@made-up.example"]]


@pytest.mark.parametrize("who", ["leader", "mentor"])
def test_either_steps_out_and_then_the_person_opens_nothing(world, made, mentor, who):
    first = write(made, world.leader)
    step_out(made, world.leader if who == "leader" else mentor)
    with pytest.raises(NoSuchCompact):
        read(made, mentor)
    with pytest.raises(NoSuchCompact):
        reply(made, first, mentor)
    assert words_in(read(made, world.leader)) == ["All is well"]


@pytest.mark.parametrize("earlier", [False, True])
def test_another_person_reads_earlier_ones_only_where_the_leader_says_so(world, made, mentor, earlier):
    first = write(made, world.leader, "Of the time of Maud")
    reply(made, first, mentor, "What Maud said")
    percy = somebody("Percy Peerless", "percy@made-up.example")
    ask(made, "percy@made-up.example", world.leader, reads_earlier=earlier, at=AT + days(1))
    with pytest.raises(NoSuchCompact):
        read(made, mentor)
    accept(made, percy, at=AT + days(1))
    write(made, world.leader, "Of the time of Percy", at=AT + days(2))
    reply(made, first, world.leader, "Of the leader, later", at=AT + days(3))
    # What somebody else answered was said to the leader alone.
    late = ["Of the time of Maud", "Of the leader, later"] if earlier else []
    assert words_in(read(made, percy)) == ["Of the time of Percy", *late]
    assert "What Maud said" in words_in(read(made, world.leader))


def test_an_entry_of_before_is_not_answered_by_whoever_cannot_read_it(world, made, mentor):
    first = write(made, world.leader)
    percy = somebody("Percy Peerless", "percy@made-up.example")
    ask(made, "percy@made-up.example", world.leader, at=AT + days(1))
    accept(made, percy, at=AT + days(1))
    with pytest.raises(NoSuchCompact):
        reply(made, first, percy)


def test_somebody_chosen_before_is_chosen_again_from_the_list(world, made, mentor):
    step_out(made, world.leader)
    key = str(Person.objects.get(email=MENTOR).key)
    ask(made, key, world.leader)
    assert chosen().person_id == mentor.person
    step_out(made, world.leader)
    with pytest.raises(CannotAgree, match="from the list"):
        ask(made, str(world.people["stranger"].key), world.leader)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("chair", "acts for the board"),
        ("region", "acts for the region"),
        ("leader", "yourself"),
        ("", "Say whom"),
        ("nobody", "Nobody signs in"),
    ],
)
def test_who_cannot_be_chosen(world, made, who, said):
    with pytest.raises(CannotAgree, match=said):
        ask(made, f"{who}@made-up.example" if who else "", world.leader)
    assert not Confidant.objects.exists()


def test_the_region_can_be_chosen_where_it_takes_no_part(world):
    made = in_force(world, asks_region=False)
    ask(made, "region@made-up.example", world.leader)
    assert chosen().person_id == world.region.person


def test_the_same_person_is_not_asked_twice(world, made, mentor):
    with pytest.raises(CannotAgree, match="already"):
        ask(made, MENTOR, world.leader)


def test_whoever_comes_to_act_for_another_side_opens_nothing_from_that_day(world, made, mentor):
    write(made, world.leader)
    key = str(Person.objects.get(email=MENTOR).key)
    new = NewGrant(key, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01", AT.date(), None, "For the test")
    give(new, at=AT, by=OPERATOR)
    now = viewer_for(mentor.person, mentor.name, on=AT.date(), viewer=PUBLIC)
    with pytest.raises(NoSuchCompact):
        read(made, now)
    found = read(made, world.leader).confidant
    assert not found.reads
    assert "another side" in found.why_not
    assert waits(now) == ()


def shut_out(person, how):
    """Makes them chair, or closes their account; and what undoes it."""
    key = str(Person.objects.get(pk=person.person).key)
    if how == "closed":
        close_account(key, at=AT, by=OPERATOR)
        return lambda: open_account_again(key, at=AT, by=OPERATOR)
    new = NewGrant(key, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01", AT.date(), None, "For the test")
    number = give(new, at=AT, by=OPERATOR).number
    return lambda: end_grant(number, at=AT, by=OPERATOR)


@pytest.mark.parametrize("how", ["chair", "closed"])
@pytest.mark.parametrize("sees", ["writing", "the task"])
def test_whoever_was_shut_out_comes_back_only_when_chosen_anew(world, made, mentor, how, sees, mailoutbox):
    undo = shut_out(mentor, how)
    if sees == "the task":
        apply_what_follows(AT)
    write(made, world.leader, "About them")
    undo()
    write(made, world.leader, "Afterwards", at=AT + days(1))
    with pytest.raises(NoSuchCompact):
        read(made, as_viewer(Person.objects.get(pk=mentor.person)))
    assert not Confidant.objects.filter(ended_at__isnull=True).exists()
    assert read(made, world.leader).left == "Maud Mentorly"
    mailoutbox.clear()
    apply_what_follows(AT)
    assert {address for one in mailoutbox for address in one.to} <= {"leader@made-up.example"}
    ask(made, MENTOR, world.leader, at=AT + days(2))
    accept(made, mentor, at=AT + days(2))
    write(made, world.leader, "Chosen anew", at=AT + days(3))
    assert words_in(read(made, mentor)) == ["Chosen anew"]


@pytest.mark.parametrize("how", ["chair", "closed"])
@pytest.mark.parametrize("accepted", [True, False])
def test_whoever_is_shut_out_is_not_mailed_and_the_leader_is(world, made, how, accepted, mailoutbox):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    if accepted:
        accept(made, maud)
        write(made, world.leader)
    shut_out(maud, how)
    mailoutbox.clear()
    for _ in range(2):
        apply_what_follows(AT)
    assert [one.to for one in mailoutbox] == [["leader@made-up.example"]]


def test_the_task_leaves_alone_whoever_can_be_chosen(made, mentor):
    apply_what_follows(AT)
    assert chosen().person_id == mentor.person


def test_somebody_who_left_the_site_opens_nothing_and_the_leader_is_told(world, made, mentor):
    first = write(made, world.leader)
    reply(made, first, mentor, "Before I go")
    leave(at=AT, by=mentor)
    found = read(made, world.leader)
    assert "no longer has an account" in found.confidant.why_not
    # What they answered was said to the leader, and stays with them.
    assert "Before I go" in words_in(found)


def test_words_taken_back_are_gone_and_a_line_stays(world, made, mentor):
    first = write(made, world.leader)
    answered = reply(made, first, mentor, "Said too soon")
    with pytest.raises(NoSuchCompact):
        check_ins.take_back(made.pk, answered, at=AT, by=world.leader)
    check_ins.take_back(made.pk, answered, at=AT, by=mentor)
    check_ins.take_back(made.pk, answered, at=AT, by=mentor)
    assert CheckIn.objects.get(pk=answered).words == ""
    (one,) = read(made, world.leader).check_ins
    assert [each.taken_back for each in one.answers] == [True]
    assert words_in(read(made, world.leader)) == ["All is well"]


def test_history_has_no_words_at_all_and_says_that_they_were_taken_back(world, made):
    first = write(made, world.leader)
    check_ins.take_back(made.pk, first, at=AT, by=world.leader)
    assert "words" not in {field.name for field in CheckInVersion._meta.get_fields()}
    assert [one.taken_back_at is None for one in CheckInVersion.objects.order_by("v_version")] == [True, False]


@pytest.mark.parametrize("on_whom", ["leader", "mentor"])
def test_under_a_legal_hold_nothing_is_taken_back_or_removed_and_nobody_else_opens_it(world, made, mentor, on_whom):
    first = write(made, world.leader)
    answered = reply(made, first, mentor)
    held = world.leader.person if on_whom == "leader" else mentor.person
    place_hold(held, made.controller, "A claim", at=AT, by=OPERATOR)
    with pytest.raises(CannotAgree, match="legal hold"):
        check_ins.take_back(made.pk, answered, at=AT, by=mentor)
    ended(made)
    run_retention(at=AT + days(500), by=OPERATOR, act=True)
    kept = set(CheckIn.objects.values_list("pk", flat=True))
    assert kept == ({first, answered} if on_whom == "leader" else {answered})
    for viewer in (world.chair, world.centre, world.stranger, OPERATOR):
        with pytest.raises(NoSuchCompact):
            read(made, viewer)
    # The compact itself waits until nothing of it is on hold.
    run_retention(at=AT + days(3_000), by=OPERATOR, act=True)
    assert Compact.objects.filter(pk=made.pk).exists()


def test_a_year_after_the_compact_ended_they_go_with_their_history_and_leave_no_mark(world, made, mentor):
    write(made, world.leader)
    ended(made)
    run_retention(at=AT + days(360), by=OPERATOR, act=True)
    assert words_in(read(made, world.leader)) == ["All is well"]
    report = run_retention(at=AT + days(370), by=OPERATOR, act=True)
    assert not CheckIn.objects.exists()
    assert not CheckInVersion.objects.exists()
    assert not Confidant.objects.exists()
    assert "check_in" not in {one.name for one in report.lines}
    assert not Removal.objects.filter(sort__in=["compacts.checkin", "compacts.confidant"]).exists()


def test_when_the_leader_leaves_they_go_at_once(world, made, mentor):
    first = write(made, world.leader)
    reply(made, first, mentor)
    leave(at=AT, by=world.leader)
    assert not CheckIn.objects.exists()
    assert not Confidant.objects.exists()


def test_empty_and_too_long_words_are_answered_and_nothing_is_kept(world, made):
    for words, said in (("  ", "Write something"), ("x" * (LONGEST_WORDS + 1), "3,000 characters")):
        with pytest.raises(CannotAgree, match=said):
            write(made, world.leader, words)
    assert not CheckIn.objects.exists()


def test_before_it_is_in_force_nothing_is_written_and_after_it_ended_it_is_read(world, mentor, made):
    draft = begin(world, role="Director of nursing")
    with pytest.raises(CannotAgree, match="once the compact is in force"):
        write(draft, world.leader)
    with pytest.raises(CannotAgree, match="once the compact is in force"):
        ask(draft, MENTOR, world.leader)
    first = write(made, world.leader)
    ended(made)
    for act in (
        lambda: write(made, world.leader),
        lambda: reply(made, first, mentor),
        lambda: ask(made, "stranger@made-up.example", world.leader),
    ):
        with pytest.raises(CannotAgree, match="has ended"):
            act()
    assert words_in(read(made, mentor)) == words_in(read(made, world.leader)) == ["All is well"]


def test_two_windows_at_once_do_not_write_twice(world, made):
    before = seen(made, world.leader)
    check_ins.write(made.pk, {Q.HOW: "Once"}, seen=before, at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="another window"):
        check_ins.write(made.pk, {Q.HOW: "Once"}, seen=before, at=AT, by=world.leader)
    assert CheckIn.objects.count() == 1


def test_two_windows_at_once_do_not_choose_twice(world, made, mentor):
    with pytest.raises(ChangedMeanwhile):
        confidants.choose(made.pk, "stranger@made-up.example", reads_earlier=True, version=0, at=AT, by=world.leader)
    assert chosen().person_id == mentor.person


def test_without_a_key_the_page_says_so_and_keeps_what_was_typed(client, world, made):
    look_as(client, world, "leader")
    place = f"/compacts/{made.pk}/check-ins/"
    with override_settings(LOCK_KEYS=[]):
        assert "cannot keep check-ins yet" in client.get(place).content.decode()
        answer = client.post(place, {"how": "What I typed", "seen": 0}).content.decode()
    assert "cannot keep check-ins yet" in answer
    assert "What I typed" in answer
    assert not CheckIn.objects.exists()


def test_a_wrong_key_shuts_one_entry_and_loses_none(world, made):
    write(made, world.leader, "Under the first key")
    old, new = "the first key, which is long enough for it", "the second key, which is long enough for it"
    with override_settings(LOCK_KEYS=[new]):
        write(made, world.leader, "Under the second", at=AT + days(1))
        one, two = read(made, world.leader).check_ins
        assert (one.first.shut, two.first.shut) == (False, True)
        assert one.first.parts == ((Q.HOW, "Under the second"),)
    with override_settings(LOCK_KEYS=[old, new, "only for tests, and long enough to lock with"]):
        assert words_in(read(made, world.leader)) == ["Under the second", "Under the first key"]


def test_what_is_new_waits_for_the_other_and_is_mailed_once_without_its_words(world, made, mentor, mailoutbox):
    first = write(made, world.leader, "Words that no mail has")
    assert [need.address for need in needs_today(viewer=mentor, at=AT)] == [f"/compacts/{made.pk}/check-ins/"]
    mail_those_waited_for(AT)
    mail_those_waited_for(AT + days(1))
    assert [one.to for one in mailoutbox] == [[MENTOR]]
    assert "no mail has" not in mailoutbox[0].body + mailoutbox[0].subject
    check_ins.mark_read(made.pk, [first], at=AT, by=mentor)
    assert needs_today(viewer=mentor, at=AT) == ()
    reply(made, first, mentor)
    assert any("answer to a check-in" in need.words for need in needs_today(viewer=world.leader, at=AT))
    for viewer in (world.chair, world.region, world.centre, world.improver):
        assert not any("check" in need.words for need in needs_today(viewer=viewer, at=AT))


def unread():
    return set(CheckIn.objects.filter(read_at__isnull=True).values_list("pk", flat=True))


def test_only_what_was_shown_is_marked_as_read(client, world, made, mentor):
    numbers = [write(made, world.leader, f"{day}", at=AT + days(day)) for day in range(15)]
    client.force_login(Person.objects.get(pk=mentor.person), backend=BACKEND)
    way = f"/compacts/{made.pk}/check-ins/"
    for address in (way, f"{way}{numbers[0]}/"):
        assert client.head(address).status_code == 200
    assert unread() == set(numbers)
    client.get(f"{way}{numbers[0]}/")
    assert unread() == set(numbers[1:])
    client.get(way)
    assert unread() == {numbers[1], numbers[2]}
    client.get(f"{way}?page=2")
    assert unread() == set()


def test_nobody_marks_as_read_what_they_wrote_or_do_not_read(world, made, mentor):
    first = write(made, world.leader)
    answered = reply(made, first, mentor)
    percy = somebody("Percy Peerless", "percy@made-up.example")
    ask(made, "percy@made-up.example", world.leader, at=AT + days(1))
    accept(made, percy, at=AT + days(1))
    check_ins.mark_read(made.pk, [first, answered], at=AT, by=percy)
    assert unread() == {first, answered}
    check_ins.mark_read(made.pk, [first, answered], at=AT, by=world.leader)
    assert unread() == {first}


def test_what_did_not_open_stays_unread(client, world, made, mentor):
    first = write(made, world.leader)
    client.force_login(Person.objects.get(pk=mentor.person), backend=BACKEND)
    with override_settings(LOCK_KEYS=["another key, which is long enough for it"]):
        client.get(f"/compacts/{made.pk}/check-ins/")
    assert unread() == {first}


def test_being_asked_is_mailed_and_waits_until_it_is_answered(world, made, mailoutbox):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    assert "asks you" in waits(maud)[0].words
    mail_those_waited_for(AT)
    assert [one.to for one in mailoutbox] == [[MENTOR]]
    accept(made, maud)
    assert waits(maud) == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_whatever_is_written_is_read_again_as_it_was_and_never_stands_in_the_table(world, made, words):
    if not words.strip():
        return
    number = write(made, world.leader, words)
    assert read(made, world.leader).check_ins[0].first.parts == ((Q.HOW, words.strip()),)
    kept = CheckIn.objects.get(pk=number).words
    assert kept.startswith("gAAAA")
    assert len(words.strip()) < 8 or words.strip() not in kept
