"""A trust with people, posts, holders and a plan, and the ways a file is sent to it."""

from contextlib import contextmanager

from django.db import connection

from wraparound.capabilities.pipelines.actions import imports, succession
from wraparound.capabilities.pipelines.exchange.tables import read_tables, workbook_out
from wraparound.capabilities.pipelines.models.exchange import Import
from wraparound.capabilities.pipelines.queries.exporting import export_of
from wraparound.capabilities.pipelines.queries.imports import import_terms, lines_with
from wraparound.capabilities.pipelines.terms.exchange import Outcome, Sheet
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import NewSuccessor, Sort, Use
from wraparound.capabilities.pipelines.tests.keep_world import AT, TODAY, a_post, held, make_world, newcomer
from wraparound.people.models import Grant, Person
from wraparound.published.export import as_workbook_of


def furnished(world):
    """A finance director with a deputy, an interim, a vacancy and two named for the post."""
    chief = a_post(world, "Chief executive")
    finance = a_post(world, "Director of finance", reports_to=chief, critical=True, critical_because="The accounts")
    deputy = a_post(world, "Deputy director of finance", reports_to=finance, shared_with=("ZZ02",), least_successors=1)
    held(world, finance, "Zoë O’Brien-Voss", cost=120_000)
    held(world, chief, "=Ann Formula")
    held(world, deputy, kind=HolderKind.VACANT)
    held(world, deputy, "Ivo Interim", kind=HolderKind.INTERIM)
    successor = newcomer("Sam Successor")
    new = NewSuccessor(use=Use.SUCCESSOR, sort=Sort.NAMED, person=successor, because="Stood in\nfor half a year")
    succession.name(finance, new, confirm=True, at=AT, by=world.director)
    outside = NewSuccessor(use=Use.COVER, sort=Sort.EXTERNAL, label="Somebody from the ICB", because="Asked")
    succession.name(finance, outside, at=AT, by=world.director)
    return {"chief": chief, "finance": finance, "deputy": deputy}


def send(by, sheets, *, name="file.xlsx", code="ZZ01", taken=None):
    """Sends rows by sheet as a workbook, and has it looked at; the number of the import."""
    number = imports.send(code, name, read_tables(name, as_workbook_of(sheets)), at=AT, by=by)
    imports.take_as(number, taken, at=AT, by=by)
    return number


def send_csv(by, text, *, name="people.csv", code="ZZ01"):
    number = imports.send(code, name, read_tables(name, text.encode()), at=AT, by=by)
    imports.take_as(number, None, at=AT, by=by)
    return number


def exported(by, code="ZZ01"):
    return export_of(code, viewer=by, on=TODAY)


def send_back(by, rows, code="ZZ01"):
    number = imports.send(code, "back.xlsx", read_tables("back.xlsx", workbook_out(rows)), at=AT, by=by)
    imports.take_as(number, None, at=AT, by=by)
    return number


@contextmanager
def meanwhile(act):
    """Somebody else is faster: `act` is done just before the next change begins, after what was read before it."""
    waiting = [act]

    def faster(execute, sql, parameters, many, context):
        if waiting and sql.startswith("SELECT") and 'FROM "records_change"' in sql:
            waiting.pop()()
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(faster):
        yield
    assert not waiting


def counts(by, number):
    return dict(import_terms(number, viewer=by).counts)


def lines(number, outcome, by):
    return lines_with(Import.objects.get(pk=number), outcome, viewer=by)


def written(by, sheets, **more):
    number = send(by, sheets, **more)
    assert imports.write(number, at=AT, by=by)
    return number


def rights():
    """Every grant there is, and who may sign in by which address."""
    grants = list(Grant.objects.order_by("pk").values())
    return grants, list(
        Person.objects.exclude(email=None).order_by("pk").values_list("pk", "email", "password", "is_active")
    )


__all__ = ["AT", "TODAY", "Outcome", "Sheet", "furnished", "make_world"]
