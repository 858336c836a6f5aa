"""What people do about what is held of them, and holds. Who may is decided above, where people are known."""

from datetime import date, datetime

from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.calculation.reasons import name_beside
from wraparound.records.models.keeping import Controller, Record
from wraparound.records.models.log import Change
from wraparound.records.models.rights import Contest, Conversation, Hold
from wraparound.records.queries.history import version_number
from wraparound.records.terms import ContestState, Someone


class ChangedMeanwhile(CannotAnswer):
    """Somebody else changed the record since the editor read it; nothing was written, and both texts are kept."""


class CannotContest(CannotAnswer):
    """The contest cannot be made, answered or withdrawn like this; the message says why."""


class CannotTell(CannotAnswer):
    """The conversation cannot be recorded or closed like this; the message says why."""


def ensure_unchanged(row: Record, version: int, *, by: Someone) -> None:
    """Nothing, or ChangedMeanwhile where the record is no longer at the version that the editor's form carried."""
    now = version_number(row, viewer=by)
    if now != version:
        change = Change.objects.get(pk=now)
        raise ChangedMeanwhile(
            f"Somebody else changed this at {change.at:%H:%M on %d %B %Y} while you were writing. Nothing of yours was "
            "lost: below is what it says now, with what you wrote. Put them together and send it again."
        )


def contest(row: Record, entry: str, words: str, *, at: datetime, by: Someone) -> Contest:
    """The person says what is wrong with an entry about them; CannotContest without words, or while one is open."""
    sort = row._meta.label_lower
    if not words.strip():
        raise CannotContest("Say what is wrong, so that somebody can put it right.")
    with changing("Said to be wrong by the person it is about", at=at, by=by):
        if Contest.objects.filter(sort=sort, record=row.pk, state=ContestState.OPEN).exists():
            raise CannotContest("You have said already that this is wrong, and nobody has answered yet.")
        made = Contest.objects.create(
            controller=row.controller,
            about_person=getattr(row, type(row).person_field),
            sort=sort,
            record=row.pk,
            entry=entry[:300],
            words=words.strip()[:1000],
            made_at=at,
        )
        tell("people.contested", {"sort": sort}, by=by, of=made)
    return made


def answer_contest(row: Contest, *, upheld: bool, answer: str, at: datetime, by: Someone) -> None:
    """Answers it; the person is told. CannotContest without a reason, or where it is answered already."""
    if not answer.strip():
        raise CannotContest("Say why: the person will read it.")
    with changing("Answer to what the person said is wrong", at=at, by=by):
        row = _still_open(row.pk)
        row.state = ContestState.UPHELD if upheld else ContestState.DECLINED
        row.answer, row.answered_by, row.answered_at = answer.strip()[:1000], by.person, at
        row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        tell("people.told", {"person": str(row.about_person)}, by=by, of=row)


def withdraw_contest(row: Contest, *, at: datetime, by: Someone) -> None:
    """The person takes it back."""
    with changing("Taken back by the person", at=at, by=by):
        row = _still_open(row.pk)
        row.state, row.answered_at = ContestState.WITHDRAWN, at
        row.save(update_fields=["state", "answered_at"])


def _still_open(number: int) -> Contest:
    """The contest as it is now that nobody else can change it; CannotContest where it is answered or taken back."""
    row = Contest.objects.select_for_update().get(pk=number)
    if row.state != ContestState.OPEN:
        raise CannotContest("That was answered or withdrawn already.")
    return row


def open_conversation(
    about: int, controller: Controller, *, held_on: date, purpose: str, present: str, at: datetime, by: Someone
) -> Conversation:
    """Records that somebody was or will be talked about; the person sees it at once."""
    if not (purpose.strip() and present.strip()):
        raise CannotTell("Say what the conversation was for and who took part: the person will read it.")
    with changing("A conversation about the person", at=at, by=by):
        made = Conversation.objects.create(
            controller=controller,
            about_person=about,
            held_on=held_on,
            purpose=purpose.strip()[:200],
            present=present.strip()[:500],
            opened_by=by.person,
            opened_by_name=name_beside(by),
            opened_at=at,
        )
        tell("people.told", {"person": str(about)}, by=by, of=made)
    return made


def tell_outcome(row: Conversation, outcome: str, *, version: int, at: datetime, by: Someone) -> None:
    """Tells the person how the conversation ended. A later correction is told again, and what was told first stays."""
    if not outcome.strip():
        raise CannotTell("Say how it ended, in words meant for the person it was about.")
    with changing("The outcome of a conversation, told to the person", at=at, by=by):
        row = Conversation.objects.select_for_update(of=("self",)).select_related("controller").get(pk=row.pk)
        ensure_unchanged(row, version, by=by)
        row.outcome, row.told_at, row.read_at = outcome.strip()[:2000], at, None
        row.save(update_fields=["outcome", "told_at", "read_at"])
        tell("people.told", {"person": str(row.about_person)}, by=by, of=row)


def mark_read(about: int, *, at: datetime, by: Someone) -> None:
    """The person has now seen what they were told. No change of a record: history leaves it out."""
    Conversation.objects.filter(about_person=about, told_at__isnull=False, read_at__isnull=True).update(read_at=at)
    Contest.objects.filter(about_person=about, answered_at__isnull=False, read_at__isnull=True).update(read_at=at)


def place_hold(about: int, controller: Controller, why: str, *, at: datetime, by: Someone) -> Hold:
    """From now on nothing about the person is removed."""
    if not why.strip():
        raise CannotAnswer("Say what the hold is for: a claim, an inquiry, a complaint.")
    with changing("A legal hold was placed", at=at, by=by):
        return Hold.objects.create(controller=controller, about_person=about, why=why.strip()[:300], placed_at=at)


def release_hold(row: Hold, *, at: datetime, by: Someone) -> None:
    """The hold ends; retention goes on as if it had not been."""
    with changing("A legal hold was released", at=at, by=by):
        # Released twice, the first stands.
        Hold.objects.filter(pk=row.pk, released_at__isnull=True).update(released_at=at)
