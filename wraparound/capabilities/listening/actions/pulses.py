"""Opening a pulse, saying what was done after one, and how often somebody may be asked."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.listening.access import ASK, TAKE_PART
from wraparound.capabilities.listening.calculation.pulses import asked_now, grouped
from wraparound.capabilities.listening.evidence import standing_questions
from wraparound.capabilities.listening.models.pulses import Asked, Done, Pulse, Willing
from wraparound.capabilities.listening.models.themes import Reading
from wraparound.capabilities.listening.queries.asking import could_be_asked, places_to_ask
from wraparound.capabilities.listening.queries.pulses import pulse_to_speak_of
from wraparound.capabilities.listening.queries.themes import could_read, never_asked
from wraparound.capabilities.listening.terms.pulses import (
    LONGEST_OPEN,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MINIMUM,
    MOST_QUESTIONS,
    AskedOften,
    CannotListen,
    NewPulse,
)
from wraparound.capabilities.listening.wording.pulses import NO_SECOND, OWN_ANSWERS, too_few_words, too_long_words
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

OPENED, SAID, SET = "A pulse was opened", "What was done after a pulse was said", "How often somebody may be asked"


def open_pulse(new: NewPulse, *, at: datetime, by: Viewer) -> int:
    """Opens a pulse and asks everybody who may be asked; its number. Who they are is told to nobody.

    CannotListen for a place that is not theirs, without questions or with too many, for a last day that cannot be, and
    where fewer could be asked than any figure needs.
    """
    ensure(by, ASK)
    title = " ".join(new.title.split())
    questions = _questions(new)
    _ensure_fits(new, title, questions, at.date())
    organisation, region = place_of(new.over, by=by)
    second = _second(new, at.date(), by)
    could = could_be_asked(
        organisation=organisation.pk if organisation else None,
        region=region.pk if region else None,
        whom=new.whom,
        split=new.split,
        viewer=by,
        on=at.date(),
        besides=never_asked(new.over, viewer=by, on=at.date()),
    )
    asked = asked_now(could, at.date())
    if len(asked) < MINIMUM:
        raise CannotListen(too_few_words(len(could)))
    place = organisation or region
    assert place is not None  # one of those offered
    group_of = grouped(asked)
    with changing(OPENED, at=at, by=by):
        made = Pulse.objects.create(
            controller=place.controller,
            title=title,
            organisation=organisation,
            region=region,
            whom=new.whom,
            split=new.split,
            questions=questions,
            free=" ".join(new.free.split()),
            asked=len(asked),
            opened_by_id=by.person or 0,
            opened_at=at,
            closes_on=new.closes_on,
        )
        Asked.objects.bulk_create(
            Asked(controller=place.controller, pulse=made, person_id=person, group=group_of[person], on=at.date())
            for person in sorted(group_of)
        )
        if made.free:
            Reading.objects.create(controller=place.controller, pulse=made, first_id=by.person or 0, second=second)
        tell("listening.opened", {"pulse": str(made.pk)}, by=by, of=made)
    return int(made.pk)


def set_often(often: AskedOften, *, at: datetime, by: Viewer) -> None:
    """How often the actor agrees to be asked, from now on; a pulse that has asked them already goes on."""
    ensure(by, TAKE_PART)
    person = Person.objects.select_related("controller").get(pk=by.person or 0)
    with changing(SET, at=at, by=by):
        row = Willing.objects.filter(person=person).first()
        row = row or Willing(person=person, controller=person.controller)
        row.often = often
        row.save()


def say_done(number: int, *, heard: str, did: str, on: date, link: str, at: datetime, by: Viewer) -> None:
    """Says what was heard and what was done about it, to those whom the pulse asked; once it is closed."""
    row = pulse_to_speak_of(number, viewer=by)
    if row.closed_at is None:
        raise CannotListen("Say what was done once the pulse is closed and its figures are there.")
    if not heard.strip() or not did.strip():
        raise CannotListen("Say both: what you heard, and what was done about it.")
    if len(heard) > LONGEST_WORDS or len(did) > LONGEST_WORDS:
        raise CannotListen(too_long_words("each part", LONGEST_WORDS))
    with changing(SAID, at=at, by=by):
        Done.objects.create(
            controller=row.controller,
            pulse=row,
            heard=heard.strip(),
            did=did.strip(),
            on=on,
            link=link.strip(),
            said_by_id=by.person or 0,
        )


def _second(new: NewPulse, today: date, by: Viewer) -> Person | None:
    """Whoever reads what is written beside the actor; CannotListen for somebody who could not have asked."""
    if not new.second or not new.free.strip():
        return None
    if new.second not in dict(could_read(new.over, viewer=by, on=today)):
        raise CannotListen(NO_SECOND)
    return Person.objects.get(key=new.second)


def _questions(new: NewPulse) -> list[dict[str, object]]:
    known = standing_questions()
    if not set(new.standing) <= known.keys():
        raise CannotListen("Choose standing questions from those that there are.")
    standing = [known[key] for key in dict.fromkeys(new.standing)]
    own = [" ".join(words.split()) for words in new.own if words.strip()]
    asked = [(one.words, one.answers, one.name) for one in standing] + [(words, OWN_ANSWERS, "") for words in own]
    return [{"words": words, "answers": list(answers), "standing": name} for words, answers, name in asked]


def _ensure_fits(new: NewPulse, title: str, questions: list[dict[str, object]], today: date) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise CannotListen(f"Give the pulse a title of at most {LONGEST_TITLE} characters.")
    if not questions or len(questions) > MOST_QUESTIONS:
        raise CannotListen(f"Ask one question at least, and {MOST_QUESTIONS} at most: it should take two minutes.")
    if any(len(str(one["words"])) > LONGEST_QUESTION for one in questions) or len(new.free) > LONGEST_QUESTION:
        raise CannotListen(too_long_words("a question", LONGEST_QUESTION))
    if not today < new.closes_on <= today + timedelta(days=LONGEST_OPEN):
        raise CannotListen(f"Choose a last day from tomorrow on, within {LONGEST_OPEN} days.")


def place_of(over: str, *, by: Viewer) -> tuple[Organisation | None, Region | None]:
    """The place for which the actor may ask, as an organisation or a region; CannotListen for any other."""
    if over not in dict(places_to_ask(viewer=by)):
        raise CannotListen("Choose a region or an organisation for which you may ask.")
    sort, _, code = over.partition(":")
    if sort == "organisation":
        return Organisation.objects.select_related("controller").get(code=code), None
    return None, Region.objects.select_related("controller").get(code=code)
