"""From two boards that agree a partnership to a proposed amendment of the compact, by the worker's own delivery."""

import pytest
from django.core import mail

from wraparound.capabilities.compacts.actions import partnering, texts
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.models.agreed import Text
from wraparound.capabilities.compacts.models.partnering import PartnerPromise
from wraparound.capabilities.compacts.queries.compacts import compact
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.partnering import partnered
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.partnering import PartneredState
from wraparound.capabilities.compacts.tests import factories
from wraparound.capabilities.partnerships.actions import agreeing, asking
from wraparound.capabilities.partnerships.terms.agreements import Move, NewProposal, Side
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.tests.partner_world import digest_for, written_terms
from wraparound.records import tasks
from wraparound.records.models.outbox import Delivery
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = factories.AT


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(factories.make_world)


def agreed(world):
    """ZZ02 helps ZZ01, by their two chairs."""
    words = "Would you help us at our front door?"
    new = NewProposal(mine="ZZ01", theirs="ZZ02", side=Side.HELPED, topic=Topic.URGENT_CARE, words=words)
    number = asking.propose(new, at=AT, by=world.chair).number
    asking.answer(number, Move.TAKE_UP, at=AT, by=world.other_chair)
    for viewer in (world.chair, world.other_chair):
        agreeing.tell_diagnosis(number, "Late decisions", version=0, at=AT, by=viewer)
    agreeing.write_diagnosis(number, "Decisions are late", seen=0, at=AT, by=world.chair)
    agreeing.agree_diagnosis(number, seen=1, at=AT, by=world.other_chair)
    agreeing.write_terms(number, written_terms(), seen=0, at=AT, by=world.chair)
    for viewer in (world.chair, world.other_chair):
        agreeing.accept(number, digest=digest_for(number, viewer), at=AT, by=viewer)
    return number


def work():
    with tasks.at_work() as name:
        return tasks.work_off(listeners(), name)


def drafts(made):
    return list(Text.objects.filter(compact=made, state=TextState.PRIVATE))


def asked(viewer):
    return [one for one in needs_today(viewer=viewer, at=AT) if "partnership" in one.words.lower()]


def test_a_partnership_becomes_a_private_draft_of_the_board_that_may_be_shared(world):
    made = factories.in_force(world)
    agreed(world)
    work()
    (draft,) = drafts(made)
    assert (draft.side, draft.written_by_name) == (Party.BOARD, "the partnership that was agreed")
    before, after = (agreement_in(one.content) for one in (Text.objects.get(compact=made, number=1), draft))
    (added,) = [one for one in after.promises if one.key not in {known.key for known in before.promises}]
    assert added.component == "buddy_trust"
    assert added.giver_name == "Thistleford Hospitals (made up)"
    assert added.words.startswith("Thistleford Hospitals (made up) helps with urgent and emergency care")
    assert (added.days, added.cost, added.paid_by) == (95.0, 24_000, Party.BOARD)
    assert (added.starts, added.due) == (written_terms().starts, written_terms().ends)
    assert "came into force" in after.reason
    (need,) = asked(world.chair)
    assert need.address == f"/compacts/{made.pk}/versions/{draft.number}/edit/"
    assert asked(world.leader) == asked(world.region) == []
    assert compact(made.pk, viewer=world.leader, on=factories.TODAY).text.number == 1
    texts.share(made.pk, draft.number, at=AT, by=world.chair)
    assert asked(world.chair) == []


def test_it_is_done_once_however_often_it_is_delivered(world):
    made = factories.in_force(world)
    agreed(world)
    work()
    Delivery.objects.filter(listener="compacts.propose_what_was_partnered").update(state="waiting", done_at=None)
    work()
    assert len(drafts(made)) == 1
    assert PartnerPromise.objects.count() == 1


def test_a_draft_that_is_open_is_left_alone_and_the_promise_waits(client, world):
    made = factories.in_force(world)
    own = texts.answer(made.pk, 1, reason="A ward closed", at=AT, by=world.chair)
    content = Text.objects.get(compact=made, number=own).content
    agreed(world)
    work()
    assert Text.objects.get(compact=made, number=own).content == content
    assert len(drafts(made)) == 1
    (waiting,) = partnered(made.pk, viewer=world.chair).waiting
    assert partnered(made.pk, viewer=world.leader).waiting == ()
    (need,) = asked(world.chair)
    assert need.address == f"/compacts/{made.pk}/partnerships/"
    with pytest.raises(CannotAgree, match="for the chair"):
        partnering.add_waiting(made.pk, waiting.number, at=AT, by=world.leader)
    factories.look_as(client, world, "chair")
    assert "helps with urgent and emergency care" in client.get(need.address).content.decode()
    assert client.post(need.address, {"which": waiting.number}).status_code == 302
    changed = agreement_in(Text.objects.get(compact=made, number=own).content)
    assert changed.reason == "A ward closed"
    assert any(one.component == "buddy_trust" for one in changed.promises)
    with pytest.raises(CannotAgree, match="no longer waits"):
        partnering.leave_waiting(made.pk, waiting.number, at=AT, by=world.chair)


def test_a_board_leaves_it_out(world):
    made = factories.in_force(world)
    texts.answer(made.pk, 1, reason="A ward closed", at=AT, by=world.chair)
    agreed(world)
    work()
    (waiting,) = partnered(made.pk, viewer=world.chair).waiting
    partnering.leave_waiting(made.pk, waiting.number, at=AT, by=world.chair)
    assert PartnerPromise.objects.get().state == PartneredState.LEFT
    assert asked(world.chair) == []


def test_without_a_compact_in_force_nothing_follows(world):
    factories.begin(world)
    agreed(world)
    work()
    assert not PartnerPromise.objects.exists()


def test_mail_says_that_something_waits_and_not_what(world):
    factories.in_force(world)
    mail.outbox.clear()
    agreed(world)
    work()
    subjects = {one.subject for one in mail.outbox}
    assert "A partnership needs you in Wraparound" in subjects
    said = " ".join(one.body for one in mail.outbox)
    assert "Thistleford" not in said
    assert "Larkmoor" not in said
    assert not any("stranger@" in one.to[0] for one in mail.outbox)
