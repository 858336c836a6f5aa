"""A store that somebody altered: whatever they did, verifying finds it, or says plainly why it cannot."""

import time
from dataclasses import replace

import pytest
from django.db import connection

from wraparound.capabilities.compacts.actions import signing, texts
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.calculation.undertakings import bound_by
from wraparound.capabilities.compacts.models.agreed import Compact, Seal, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries import realism
from wraparound.capabilities.compacts.queries.compacts import compact, compared
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.terms.agreement import Party, ResultSort
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    look_as,
    offered,
    promise,
    result,
    sign,
)
from wraparound.capabilities.compacts.wording import agreement as say
from wraparound.people.terms.access import OPERATOR
from wraparound.published.measures import Better
from wraparound.records.actions.changes import changing
from wraparound.records.models.triggers import removing

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def by_hand(what):
    """Does in the store what somebody could who is at the machine."""
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        what()


def failing(made, **more):
    return [name for name, ok, _ in verify(made.pk, viewer=OPERATOR, **more).checks if not ok]


def amended(world, made):
    number = texts.answer(made.pk, 1, reason="More days", at=AT + days(1), by=world.chair)
    fill(made, world.chair, number=number, promises=(promise("p1", days=60.0),))
    texts.share(made.pk, number, at=AT + days(1), by=world.chair)
    signing.offer(made.pk, number, at=AT + days(1), by=world.chair)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number, at=AT + days(1))
    return number


def test_an_older_version_put_back_in_force_is_found(world):
    made = in_force(world)
    number = amended(world, made)
    assert failing(made) == failing(made, version=1) == []

    def put_back():
        old = Text.objects.get(compact=made, number=1)
        Text.objects.filter(compact=made, number=number).update(state="replaced")
        Text.objects.filter(pk=old.pk).update(state="in_force", ended_at=None)
        for key, parts in bound_by(agreement_in(old.content)):
            Undertaking.objects.filter(compact=made, key=key).update(state="open", **parts)

    by_hand(put_back)
    assert failing(made) == ["standing"]
    assert failing(made, version=number) == ["standing"]


def test_a_seal_of_another_version_that_was_altered_is_no_way_round(world):
    made = in_force(world)
    number = amended(world, made)

    def older():
        Text.objects.filter(compact=made, number=number).update(state="replaced")
        Text.objects.filter(compact=made, number=1).update(state="in_force")
        seal = Seal.objects.get(text__number=number, signed=True)
        Seal.objects.filter(pk=seal.pk).update(body=seal.body.replace("2026-05-05", "2026-05-03"))

    by_hand(older)
    assert "standing" in failing(made)


def test_a_signature_that_was_sealed_and_is_gone_is_found(world):
    made = in_force(world, asks_centre=True)
    first = Seal.objects.get(text__compact=made, signed=True)
    sign(made, world.centre, Party.CENTRE, at=AT + days(2))
    assert failing(made) == []

    def without_the_centre():
        Signature.objects.filter(party=Party.CENTRE).update(void_at=AT)
        Seal.objects.create(
            text=first.text, signed=True, body=first.body, digest=first.digest, mark=first.mark, at=first.at
        )

    by_hand(without_the_centre)
    assert failing(made) == ["signatures"]


def test_another_last_day_is_found(world):
    made = in_force(world)
    by_hand(lambda: Compact.objects.filter(pk=made.pk).update(last_day=TODAY + days(30)))
    assert failing(made) == ["promises"]


@pytest.mark.parametrize(
    "what",
    [
        lambda: Seal.objects.filter(signed=False).update(body="no JSON at all"),
        lambda: Seal.objects.filter(signed=True).update(body="[]"),
        lambda: Text.objects.update(frozen=Text.objects.get().frozen.replace('"worked_out":"20', '"worked_out":"xx')),
        lambda: Text.objects.update(content=Text.objects.get().content.replace("ae_4hour_major", "no_such_measure")),
        lambda: Text.objects.update(content=Text.objects.get().content.replace('"sort":"measure"', '"sort":"regime"')),
        lambda: Text.objects.update(frozen="null"),
        lambda: Signature.objects.all().update(digest=""),
    ],
    ids=["a body", "a list", "a day", "a measure", "a sort", "nothing", "fingerprints"],
)
def test_whatever_was_altered_the_page_answers(world, client, what):
    made = in_force(world)
    by_hand(what)
    assert failing(made)
    look_as(client, world, "leader")
    answer = client.get(f"/compacts/{made.pk}/versions/1/verify/")
    assert answer.status_code == 200
    assert "is not what was signed" in answer.content.decode()


def test_a_measure_that_a_later_release_lacks_or_calls_otherwise_goes_on_meaning_what_was_signed(world, monkeypatch):
    made = in_force(world)
    expected = compact(made.pk, viewer=world.leader, on=TODAY).text.agreement.results[0]
    assert (expected.name, expected.better) == ("A&E within four hours, major departments", "higher")
    signed = say.result_words(expected)
    cards = dict(realism.measure_cards())
    card = cards.pop("ae_4hour_major")
    turned = {**cards, "ae_4hour_major": replace(card, label="Renamed", better=Better.LOWER)}
    for now in (cards, turned):
        for room in (say, realism):
            monkeypatch.setattr(room, "measure_cards", lambda now=now: now)
        assert say.result_words(expected) == signed
        assert failing(made) == []


def test_without_a_card_nobody_says_which_way_is_better():
    assert say.result_words(result("r1", measure="gone")) == "gone: 54%"


def test_two_versions_that_differ_in_anything_agreed_differ_in_words(world):
    made = begin(world)
    fill(made, world.chair, promises=(promise("p1"), promise("p2")), results=(result("r1"),))
    texts.share(made.pk, 1, at=AT, by=world.chair)
    number = texts.answer(made.pk, 1, at=AT, by=world.leader)
    changed = (promise("p1", review=TODAY + days(30)), promise("p2", component="coaching"))
    regime = result("r1", sort=ResultSort.REGIME, regime="recovery_support", since=TODAY, measure="", level=None)
    fill(made, world.leader, number=number, promises=changed, results=(regime,))
    both = compared(made.pk, 1, number, viewer=world.leader, on=TODAY)
    assert {one.key for one in both.differences} == {"p1", "p2", "r1"}
    assert all(one.before != one.after for one in both.differences)
    assert "in it since 4 May 2026" in next(one.after for one in both.differences if one.key == "r1")


def test_whoever_signs_reads_all_that_they_sign(world, client):
    made = offered(world, parts={"promises": (promise("p1", review=TODAY + days(40)),)})
    text = compact(made.pk, viewer=world.leader, on=TODAY).text
    session = look_as(client, world, "leader").session
    session["proved_elsewhere_at"] = time.time()
    session.save()
    page = client.get(f"/compacts/{made.pk}/versions/1/sign/").content.decode()
    for line in (*text.agreement.starting_point, "Looked at again on", "The region is asked to sign"):
        assert line.replace("&", "&amp;").replace("'", "&#39;") in page
