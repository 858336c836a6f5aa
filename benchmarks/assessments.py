"""What 2,000 people say of themselves, counted for their region, beside the same counted person by person.

Run: make benchmark-assessments. 2,000 made-up people of one region who agreed to be counted, each with answers to 27
competencies at four stages, some without a chance to show them, some left out; SQLite. Ours reads all answers, counts
them, and decides by the rules of disclosure what may be told. Beside it stands the plain way over the same rows: each
assessment as a record, put beside what a role asks as its own page does it, the states added up; it decides nothing.
Both must find the same numbers. Seconds of the processor, and on the clock; the best of several runs after a first.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from timing import best_of

PEOPLE, RUNS = 2_000, 9
TARGET = f"to reach: {PEOPLE:,} assessments within 100 ms of processor time, warm"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    print(f"{TARGET}\nprocessors {os.cpu_count()}, wanted by others at the start: {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WRAPAROUND_VAR": folder, "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.demo"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        region, key = _made_up()
        return _timed(region, key)


def _timed(region: int, key: str) -> int:
    from wraparound.capabilities.careers.calculation.counting import by_state
    from wraparound.capabilities.careers.queries.counts import told_in_region
    from wraparound.capabilities.careers.queries.frameworks import framework_called
    from wraparound.capabilities.careers.terms.profiles import Ask
    from wraparound.capabilities.careers.tests.world import TODAY
    from wraparound.people.terms.access import OPERATOR

    framework = framework_called(key, viewer=OPERATOR).framework
    wanted = framework.rungs[2].name
    asks = [Ask(competency=one.key, rung=wanted) for one in framework.competencies]

    def ours() -> Any:
        told = told_in_region(region, key, viewer=OPERATOR, on=TODAY)
        return {one.competency: by_state(told.get(one.competency), 2) for one in asks}

    found, (wall, cpu) = best_of(ours, RUNS)
    plain, (their_wall, their_cpu) = best_of(lambda: _plain(framework, key, asks), RUNS)
    alike = all(found[one] == plain[one] for one in found)
    print(f"ours, with what may be told: {1000 * cpu:.0f} ms of the processor, {1000 * wall:.0f} ms on the clock")
    print(f"person by person: {1000 * their_cpu:.0f} ms of the processor, {1000 * their_wall:.0f} ms on the clock")
    print(
        f"{their_cpu / cpu:.1f} times; {'the same numbers' if alike else 'OTHER NUMBERS'} of {len(found)} competencies"
    )
    return 0 if alike and cpu < 0.1 else 1


def _plain(framework: Any, key: str, asks: list[Any]) -> dict[str, dict[Any, int]]:
    """By competency how many stand how; no chance to show it apart, and what was left out not counted."""
    from wraparound.capabilities.careers.calculation.assessing import answered
    from wraparound.capabilities.careers.calculation.gaps import gap_lines
    from wraparound.capabilities.careers.models.assessments import Assessment
    from wraparound.capabilities.careers.models.counts import CountIn

    found: dict[str, Counter[Any]] = {one.competency: Counter() for one in asks}
    agreed = set(CountIn.objects.filter(agreed=True).values_list("person", flat=True))
    for row in Assessment.objects.filter(framework=key):
        if row.person_id in agreed:
            said = {one.competency.key: one for one in answered(framework, row.answers)}
            for line in gap_lines(framework, asks, said, {}):
                if line.said.is_answered:
                    found[line.competency.key][(line.state,)] += 1
    return {one: dict(counts) for one, counts in found.items()}


def _made_up() -> tuple[int, str]:
    """The region and the key of the framework, once everybody is there and has answered."""
    from wraparound.capabilities.careers.models.assessments import Assessment
    from wraparound.capabilities.careers.models.counts import CountIn
    from wraparound.capabilities.careers.terms.frameworks import own_key
    from wraparound.capabilities.careers.tests import world
    from wraparound.people.calculation import name_key
    from wraparound.people.models import Membership, Organisation, Person
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions.changes import changing

    made: Any = world  # made for tests, which say no types
    key = own_key(made.brought_in(made.make_careers_world()))
    framework, chance = made.standards().framework, Random(20261127)
    here = Organisation.objects.get(code=world.HERE)
    days = {"begun_on": world.TODAY, "changed_on": world.TODAY}
    names = [f"Countable Person{number:04}" for number in range(PEOPLE)]
    with changing("People to be counted", at=world.AT, by=OPERATOR):
        people = Person.objects.bulk_create(
            Person(controller=here.controller, name=one, name_key=name_key(one), made_up=True, joined_at=world.AT)
            for one in names
        )
        own = [{"controller": here.controller, "person": one} for one in people]
        Membership.objects.bulk_create(
            Membership(**one, organisation=here, job="Nurse", starts=world.TODAY) for one in own
        )
        CountIn.objects.bulk_create(CountIn(**one, agreed=True) for one in own)
        Assessment.objects.bulk_create(
            Assessment(**one, framework=key, answers=_answers(framework, chance), **days) for one in own
        )
    return here.region_id, key


def _answers(framework: Any, chance: Random) -> dict[str, str | None]:
    rungs = [*(one.name for one in framework.rungs), None]
    keys = [one.key for one in framework.competencies if chance.random() < 0.95]
    return {key: chance.choice(rungs) for key in keys}


if __name__ == "__main__":
    raise SystemExit(main())
