"""What a vacancy asks for: entered, and asked no more. What was asked on an earlier day stays readable."""

from datetime import date, datetime

from wraparound.capabilities.pipelines.calculation.matching import asks_in, asks_text, trouble_with
from wraparound.capabilities.pipelines.models.vacancies import Requirement
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import vacancy_kept
from wraparound.capabilities.pipelines.terms.matching import MOST_REQUIREMENTS, RequirementTerms
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.vacancies import NoSuchVacancy
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import KINDS
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def ask(number: int, new: RequirementTerms, *, at: datetime, by: Viewer) -> int:
    """A vacancy asks for something more; the number of the requirement. CannotKeep where it says too little."""
    if trouble := trouble_with(new, kinds=KINDS):
        raise CannotKeep(trouble)
    with changing("What a vacancy asks for", at=at, by=by):
        row = vacancy_kept(number, viewer=by, today=Day(at.date()))
        there = list(Requirement.objects.filter(vacancy=row, dropped=False))
        if len(there) >= MOST_REQUIREMENTS:
            raise CannotKeep(f"It asks for {MOST_REQUIREMENTS} things already. Drop one that matters less.")
        if any(one.sort == new.sort and asks_in(one.asks) == new.asks for one in there):
            raise CannotKeep("It asks for that already.")
        made = Requirement.objects.create(
            controller_id=row.controller_id,
            vacancy=row,
            sort=new.sort,
            essential=new.essential,
            asks=asks_text(new.asks),
        )
    return int(made.pk)


def weigh(number: int, *, essential: bool, version: int, at: datetime, by: Viewer) -> int:
    """A requirement is essential, or desirable; the number of its vacancy."""
    with changing("What a vacancy asks for", at=at, by=by):
        row = _row(number, at.date(), by)
        ensure_unchanged(row, version, by=by)
        row.essential = essential
        row.save()
    return int(row.vacancy_id)


def drop(number: int, *, version: int, at: datetime, by: Viewer) -> int:
    """A vacancy asks for something no more, from today on; the number of the vacancy."""
    with changing("What a vacancy asks for no more", at=at, by=by):
        row = _row(number, at.date(), by)
        ensure_unchanged(row, version, by=by)
        row.dropped = True
        row.save()
    return int(row.vacancy_id)


def _row(number: int, today: date, by: Viewer) -> Requirement:
    row = Requirement.objects.filter(dropped=False).select_related("controller").filter(pk=number).first()
    if row is None:
        raise NoSuchVacancy
    vacancy_kept(row.vacancy_id, viewer=by, today=Day(today))
    return row
