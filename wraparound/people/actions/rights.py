"""What people do about what is held of them, and what those who keep it answer: who may is decided here."""

from datetime import date, datetime

from django.conf import settings

from wraparound.people.access import CHANGE_ACCESS, CHANGE_THE_SITE, CONVERSE, SIGNED_IN, Rule, allows, ensure, reach
from wraparound.people.actions.people import CannotBringIn
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_key, name_words
from wraparound.people.models import Membership, NameWord, Person
from wraparound.people.queries.contests import answered_by
from wraparound.people.queries.elsewhere import contestable
from wraparound.people.queries.looking import shown
from wraparound.people.queries.people import NobodyHere, answerable, person_of, subject_of
from wraparound.people.queries.records import entry_of, sorts
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions import controllers, deliveries, rights
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import site_controller
from wraparound.records.models.keeping import KEPT, Controller
from wraparound.records.models.log import Transfer
from wraparound.records.models.rights import Contest, Conversation
from wraparound.records.queries.rights import NoSuchEntry, contest_of, conversation_of, hold_of


def contest_entry(sort: str, number: int, words: str, *, at: datetime, by: Viewer) -> Contest:
    """The viewer says what is wrong with an entry about themselves; NoSuchEntry for anybody else's."""
    entry = entry_of(sort, number, viewer=by)
    row = KEPT[sorts(viewer=by)[sort]].record._default_manager.get(pk=number)
    return rights.contest(row, f"{entry.title}. {entry.detail}", words, at=at, by=by)


def withdraw_contest(number: int, *, at: datetime, by: Viewer) -> Contest:
    """The viewer takes back what they said; NoSuchEntry for anybody else's."""
    ensure(by, SIGNED_IN)
    row = contest_of(number, viewer=by)
    if row.about_person != by.person:
        raise NoSuchEntry
    rights.withdraw_contest(row, at=at, by=by)
    return row


def contest_to_answer(number: int, *, on: date, by: Viewer) -> Contest:
    """The contest behind a number, for those who answer it where the entry was made; else NoSuchEntry."""
    row = contest_of(number, viewer=by)
    rule = answered_by(row.sort, viewer=by)
    if not allows(by, rule, answerable(row.controller.code, viewer=by)):
        raise NoSuchEntry
    if rule is CONVERSE and row.about_person == by.person:
        # Another leader answers: they were talked about, not talking.
        raise NoSuchEntry
    return row


def answer_contest(number: int, *, upheld: bool, answer: str, at: datetime, by: Viewer) -> Contest:
    """Answers what a person said is wrong; they are told. An entry of a capability is put right with it."""
    row = contest_to_answer(number, on=at.date(), by=by)
    kept = contestable(row.sort, viewer=by)
    with changing("Answer to what the person said is wrong", at=at, by=by):
        rights.answer_contest(row, upheld=upheld, answer=answer, at=at, by=by)
        if upheld and kept is not None:
            kept.put_right(row.record, answer.strip(), at=at, by=by)
    return row


def correct_own_name(name: str, *, version: int, at: datetime, by: Viewer) -> None:
    """The viewer's own name as it should be; ChangedMeanwhile where somebody else changed the record in between."""
    ensure(by, SIGNED_IN)
    cleaned = clean_name(name)
    if not name_words(cleaned) or len(cleaned) > LONGEST_NAME:
        raise CannotBringIn(f"Give a name with at least one letter or digit, and at most {LONGEST_NAME} letters.")
    with changing("Corrected by the person themselves", at=at, by=by):
        person = Person.objects.select_for_update().get(pk=by.person or 0)
        rights.ensure_unchanged(person, version, by=by)
        person.name, person.name_key = cleaned, name_key(cleaned)[: 2 * LONGEST_NAME]
        person.save(update_fields=["name", "name_key"])
        # Words of the name until now still find it as at an earlier day.
        NameWord.objects.filter(person=person).update(past=True)
        NameWord.objects.bulk_create([NameWord(person=person, word=word) for word in name_words(cleaned)])


def open_conversation(key: str, *, held_on: date, purpose: str, present: str, at: datetime, by: Viewer) -> Conversation:
    """Records a conversation about somebody, whom the viewer must lead; the person sees it at once."""
    person = person_of(key, viewer=by)
    if not allows(by, CONVERSE, subject_of(person, viewer=by, on=at.date())):
        raise NobodyHere
    if person.pk == by.person:
        raise rights.CannotTell("A conversation about yourself is recorded by whoever held it with others.")
    return rights.open_conversation(
        person.pk,
        _answerable(person, CONVERSE, at.date(), by),
        held_on=held_on,
        purpose=purpose,
        present=present,
        at=at,
        by=by,
    )


def conversation_to_tell(number: int, *, on: date, by: Viewer) -> tuple[Conversation, Person]:
    """The conversation behind a number and whom it was about; NoSuchEntry unless the viewer leads where it was held.

    It stays with the organisation that held it, also when the person moves on: the next one never reads it, and the
    first can still tell them how it ended.
    """
    row = conversation_of(number, viewer=by)
    person = Person.objects.filter(pk=row.about_person).first()
    about = answerable(row.controller.code, viewer=by)
    if person is None or not allows(by, CONVERSE, about):
        raise NoSuchEntry
    shown([person.pk], ("name", "conversation"), CONVERSE, viewer=by, about=about)
    return row, person


def tell_outcome(number: int, outcome: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Tells the person how a conversation about them ended."""
    row, _ = conversation_to_tell(number, on=at.date(), by=by)
    rights.tell_outcome(row, outcome, version=version, at=at, by=by)


def mark_read(*, at: datetime, by: Viewer) -> None:
    """The viewer has read what they were told."""
    ensure(by, SIGNED_IN)
    rights.mark_read(by.person or 0, at=at, by=by)


def place_hold(key: str, why: str, *, at: datetime, by: Viewer) -> None:
    """A legal hold on somebody whose access the viewer looks after."""
    person = person_of(key, viewer=by)
    if not _keeps(person.pk, at.date(), by):
        raise NobodyHere
    rights.place_hold(person.pk, _answerable(person, CHANGE_ACCESS, at.date(), by), why, at=at, by=by)


def release_hold(number: int, *, at: datetime, by: Viewer) -> None:
    """Ends a legal hold that the viewer's own organisation placed."""
    row = hold_of(number, viewer=by)
    if not allows(by, CHANGE_ACCESS, answerable(row.controller.code, viewer=by)):
        raise NoSuchEntry
    rights.release_hold(row, at=at, by=by)


def transfer_control(before: str, after: str, why: str, *, ends: bool, at: datetime, by: Viewer) -> Transfer:
    """Passes every record of one legal entity to another."""
    ensure(by, CHANGE_THE_SITE)
    return controllers.transfer_control(before, after, why, ends=ends, at=at, by=by)


def enter_controller(code: str, name: str, *, at: datetime, by: Viewer) -> str:
    """A legal entity that has no organisation on this site, such as the body that takes over a region; its code."""
    ensure(by, CHANGE_THE_SITE)
    return str(controllers.controller_called(code, name, by=by).code)


def send_again(number: int, *, at: datetime, by: Viewer) -> None:
    """A dead delivery is tried again."""
    ensure(by, CHANGE_THE_SITE)
    deliveries.send_again(number, at=at, by=by)


def _answerable(person: Person, rule: Rule, on: date, by: Viewer) -> Controller:
    """Who is answerable for what the viewer records about somebody: the organisation through which they reach them."""
    far = reach(by, rule)
    if far.nation:
        # What the whole site records about somebody is not for their own organisation to end.
        return site_controller(settings.SITE_CONTROLLER, by=by)
    here = Membership.objects.current(on).filter(person=person).select_related("organisation__controller")
    for one in here.order_by("starts", "pk"):
        if one.organisation_id in far.organisations or one.organisation.region_id in far.regions:
            return one.organisation.controller
    return person.controller


def _keeps(person: int, on: date, by: Viewer) -> bool:
    """Whether the viewer looks after access to the person."""
    found = Person.objects.filter(pk=person).first()
    about = subject_of(found, viewer=by, on=on) if found else Subject()
    return allows(by, CHANGE_ACCESS, about)
