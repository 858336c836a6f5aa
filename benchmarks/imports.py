"""A trust's spreadsheet of 50,000 people in: looked at, added, looked at again, updated, undone; out; and gone again.

Run: make benchmark-imports. For each store, each step in a process of its own: seconds of reading the workbook, of
looking (rows, today's state, plan, preview kept) and of writing, CPU of the process, and its peak memory and that of
the guarded one that reads Excel. Every file has all the people; in “one in five changed” that many have another job.
The last file adds as many others, who are undone.
Beside it, on the same store, what most tools do: one query and one save for each row, within one transaction, timed on
5,000 rows.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stores import ROOT, make_up, on_each_store, surroundings

STEPS = (
    *("add", "same", "one in five changed", "all changed", "undo changed", "row by row", "export"),
    *("add others", "undo added"),
)
CODE = "ZZ01"
ROW_BY_ROW = 5_000
TARGETS = "to reach: 50,000 people, preview and update within 20 s together, memory bounded"
FIRST = ("Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou", "Mae", "Ned", "Oz", "Pia")
LAST = ("Ashworth", "Brindle", "Carr", "Dunmore", "Ellery", "Fenwick", "Garside", "Holt", "Ingham", "Jessop", "Kershaw")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(measure(asked.step, asked.people)))
        return 0
    print(f"{TARGETS}\n")
    head = f"{'store':<11}{'step':<21}{'rows':>7}{'read s':>8}{'look s':>8}{'write s':>9}{'CPU s':>7}{'MB':>6}"
    print(f"{head}{'Excel MB':>10}  did")
    on_each_store(lambda store, folder, more: run_store(store, asked.people, folder, more))
    return 0


def run_store(store: str, people: int, folder: Path, more: dict[str, str]) -> None:
    """Every step on one store, after the one before."""
    part = surroundings(folder, more)
    make_up(60, part)
    for step in STEPS:
        command = [sys.executable, __file__, "--step", step, "--people", str(people)]
        answer = subprocess.run(command, cwd=ROOT, env=part, check=True, capture_output=True, text=True).stdout
        row = json.loads(answer.splitlines()[-1])
        times = "".join(f"{row.get(name, 0):>{width}.1f}" for name, width in (("read", 8), ("look", 8), ("write", 9)))
        used = f"{row['cpu']:>7.1f}{row['memory']:>6.0f}{row['child']:>10.0f}"
        print(f"{store:<11}{step:<21}{row['rows']:>7,}{times}{used}  {row['did']}", flush=True)


def measure(step: str, people: int) -> dict[str, Any]:
    """One step, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wraparound.web.settings.demo")
    import django

    django.setup()
    begun = time.process_time()
    acts = {"row by row": row_by_row, "export": export, "undo changed": undo, "undo added": undo}
    found = acts[step](people) if step in acts else bring_in(step, people)
    found["cpu"] = time.process_time() - begun
    megabyte = 1024
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / megabyte
    found["child"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / megabyte
    return found


def rows_of(step: str, people: int) -> list[dict[str, str]]:
    """The file: all the people, with other jobs for as many as the step says."""
    every = {"one in five changed": 5, "all changed": 1}.get(step, 0)
    first = people if step == "add others" else 0
    start = date(2010, 1, 1)
    return [
        {
            "Employee number": str(2_000_000 + number),
            "Name": f"{FIRST[number % 16]} {LAST[number // 16 % 11]}-{number}",
            "Job": f"Job {number % 40}{f', {step}' if every and number % every == 0 else ''}",
            "Belongs from": (start + timedelta(days=number % 5_000)).isoformat(),
        }
        for number in range(first, first + people)
    ]


def bring_in(step: str, people: int) -> dict[str, Any]:
    """Reads, looks and writes, each timed. The workbook is made by another process, so that its memory is not ours."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions import imports
    from wraparound.capabilities.pipelines.exchange.tables import read_tables
    from wraparound.capabilities.pipelines.queries.imports import import_terms
    from wraparound.people.terms.access import OPERATOR

    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import imports; "
        "from wraparound.published.export import as_workbook_of as out; "
        f"sys.stdout.buffer.write(out({{'People': imports.rows_of({step!r}, {people})}}))"
    )
    made = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE)
    content, _ = made.communicate()
    begun = time.monotonic()
    tables = read_tables("people.xlsx", content)
    read = time.monotonic()
    at = timezone.localtime()
    number = imports.send(CODE, "people.xlsx", tables, at=at, by=OPERATOR)
    del tables
    imports.take_as(number, None, at=at, by=OPERATOR)
    looked = time.monotonic()
    found = import_terms(number, viewer=OPERATOR)
    if found.writes:
        imports.write(number, at=at, by=OPERATOR)
    written = time.monotonic()
    told = ", ".join(f"{many:,} {outcome}" for outcome, many in sorted(found.counts.items()))
    return {"rows": people, "read": read - begun, "look": looked - read, "write": written - looked, "did": told}


def row_by_row(people: int) -> dict[str, Any]:
    """What most tools do with each row: find it, compare, save it."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.models.exchange import OutsideNumber
    from wraparound.people.models import Membership
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions.changes import changing

    rows = rows_of("", people)[:ROW_BY_ROW]
    begun = time.monotonic()
    with changing("Row by row, to be timed", at=timezone.localtime(), by=OPERATOR):
        for one in rows:
            known = OutsideNumber.objects.get(organisation__code=CODE, sort="employee", number=one["Employee number"])
            row = Membership.objects.get(person=known.person_id, organisation=known.organisation_id, ends=None)
            if row.job != one["Job"]:
                row.job = one["Job"]
                row.save()
    seconds = time.monotonic() - begun
    return {
        "rows": len(rows),
        "write": seconds,
        "did": f"{seconds * people / len(rows):.0f} s for {people:,} at this pace",
    }


def export(people: int) -> dict[str, Any]:
    """All of it as a workbook."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.exchange.tables import workbook_out
    from wraparound.capabilities.pipelines.queries.exporting import export_of
    from wraparound.people.terms.access import OPERATOR

    begun = time.monotonic()
    rows = export_of(CODE, viewer=OPERATOR, on=timezone.localdate())
    many = sum(len(some) for some in rows.values())
    size = len(workbook_out(rows))
    return {"rows": many, "write": time.monotonic() - begun, "did": f"{size / 1e6:.1f} MB of Excel"}


def undo(people: int) -> dict[str, Any]:
    """The last import that was written, which gave everybody another job or added them, is taken back."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions import undoing
    from wraparound.capabilities.pipelines.models.exchange import Import
    from wraparound.people.terms.access import OPERATOR

    last = Import.objects.filter(state="written").order_by("-pk")[0]
    at, begun = timezone.localtime(), time.monotonic()
    seen = undoing.undoing(last.pk, on=at.date(), by=OPERATOR)
    looked = time.monotonic()
    undoing.undo(last.pk, seen=len(seen.left), at=at, by=OPERATOR)
    done = time.monotonic() - looked
    told = f"{seen.back:,} put back, {seen.removed:,} removed, {len(seen.left):,} changed since and left"
    return {"rows": last.rows, "look": looked - begun, "write": done, "did": told}


if __name__ == "__main__":
    sys.exit(main())
