"""Crediting earlier work, and ending that."""

from datetime import datetime

from wraparound.capabilities.careers.models.credits import Credit
from wraparound.capabilities.careers.queries.credits import credit_row, credit_writing
from wraparound.capabilities.careers.terms.credits import LONGEST_CREDIT, NewCredit
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.wording import credits as say
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell


def credit(new: NewCredit, *, at: datetime, by: Viewer) -> int:
    """Records that somebody's earlier work shows competencies; its number. They are told that there is something.

    CannotKeepCareer for whoever does not belong there today, for oneself, and without a reason or what it rests on.
    """
    page = credit_writing(new.organisation, new.framework, viewer=by, on=at.date())
    chosen = [one.key for one in page.framework.competencies if one.key in new.competencies]
    why, evidence = new.why.strip(), new.evidence.strip()
    if new.person not in dict(page.people):
        raise CannotKeepCareer(say.NOT_THERE)
    if not chosen:
        raise CannotKeepCareer(say.NO_COMPETENCY)
    if not (why and evidence) or len(why) > LONGEST_CREDIT or len(evidence) > LONGEST_CREDIT:
        raise CannotKeepCareer(say.NO_WHY)
    place = Organisation.objects.select_related("controller").get(code=new.organisation)
    with changing("Earlier work was credited", at=at, by=by):
        row = Credit.objects.create(
            controller=place.controller,
            person=Person.objects.get(key=new.person),
            organisation=place,
            framework=page.key,
            competencies=chosen,
            why=why,
            evidence=evidence,
            decided_by_id=by.person or 0,
            decided_on=at.date(),
        )
        tell("careers.credited", {"person": str(row.person_id)}, by=by, of=row)
    return int(row.pk)


def end_credit(number: int, because: str, *, at: datetime, by: Viewer) -> None:
    """From now on it counts no longer, for a reason that the person reads. Never by themselves."""
    row = credit_row(number, viewer=by)
    if row.person_id == by.person:
        raise CannotKeepCareer(say.NOT_THEIR_OWN)
    words = because.strip()
    if not words or len(words) > LONGEST_CREDIT:
        raise CannotKeepCareer(say.NO_WHY)
    with changing("A credit for earlier work was ended", at=at, by=by):
        _end(number, words, at)


def end_credit_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """It counts no longer, since the person was right that it is wrong. People has seen that the actor may answer."""
    with changing(say.UPHELD, at=at, by=by):
        _end(number, f"{say.UPHELD}: {answer}"[:LONGEST_CREDIT], at)


def _end(number: int, because: str, at: datetime) -> None:
    row = Credit.objects.select_for_update(of=("self",)).filter(pk=number, ended_on__isnull=True).first()
    if row is not None:
        row.ended_on, row.ended_because = at.date(), because
        row.save(update_fields=["ended_on", "ended_because"])
