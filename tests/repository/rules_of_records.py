"""What is stored: every model is a record or says why not, and none of them holds a protected characteristic."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tests.repository.tree import text_of
from wraparound.records.calculation.retention import RETENTION
from wraparound.records.models.keeping import KEPT, Record, Version

CHARACTERISTICS = re.compile(
    r"(^|_)(ethnic\w*|race|racial\w*|sex|gender\w*|trans|pregnan\w*|maternit\w*|marital\w*|marriage|religio\w*|belief\w*|"
    r"faith|disab\w*|impairment\w*|sexual\w*|orientation|age|birth\w*|date_of_birth|dob|nationality|health\w*)(_|$)"
)
FILLS_WHAT_IS_THERE = ("wraparound/people/migrations/0003_controllers.py",)
"""Steps with code of their own that does nothing where no row is."""
EQUALITY = "equality"
"""The one capability that may: its store stands apart from every decision."""
PUBLISHER = "wraparound/capabilities/equality/actions/publishing"
MAY_COUNT = (PUBLISHER, "wraparound/capabilities/equality/tests/")
COUNTING = re.compile(r"equality\.queries\.counting\b|equality\.queries import [^\n]*\bcounting\b")


def models_are_records(root: Path) -> Iterator[str]:
    """A record has a controller, a retention class and a history; what needs none of them says why."""
    for model in _ours():
        name = f"{model.__module__}.{model.__name__}"
        if issubclass(model, Record):
            if model._meta.label_lower not in KEPT:
                yield f"{name} has no history: write {model.__name__}Version = versions_of({model.__name__}) below it."
            if model.keeping not in RETENTION:
                yield f"{name} says no retention class that is known: set keeping to one of {', '.join(RETENTION)}."
        elif not issubclass(model, Version) and not getattr(model, "not_a_record", ""):
            yield f"{name} is not a Record: let it be one, or say in not_a_record why it needs no history."


def no_protected_characteristics(root: Path) -> Iterator[str]:
    """What the law protects has no place beside what decisions are made of."""
    for model in _ours():
        if model._meta.app_label == EQUALITY:
            continue
        for field in model._meta.get_fields():
            if CHARACTERISTICS.search(field.name):
                yield f"{model.__module__}.{model.__name__} has {field.name}: that belongs to equality alone."


def counts_leave_through_the_publisher(root: Path) -> Iterator[str]:
    """What is counted of people leaves the store of equality only once small numbers are kept back."""
    for module in sorted((root / "wraparound").rglob("*.py")):
        named = module.relative_to(root)
        if COUNTING.search(text_of(module)) and not str(named).startswith(MAY_COUNT):
            yield f"{named} reads counts of equality: ask {PUBLISHER}, which keeps small numbers back."


def stores_share_nothing(root: Path) -> Iterator[str]:
    """No key leads into the store of equality or out of it, and no table of it is kept with a history elsewhere."""
    for model in _ours():
        for field in model._meta.get_fields():
            ends = {model._meta.app_label, getattr(field.related_model or model, "_meta", model._meta).app_label}
            if EQUALITY in ends and ends != {EQUALITY}:
                yield f"{model.__module__}.{model.__name__} has {field.name}, which leads from one store to the other."
        if model._meta.app_label == EQUALITY and issubclass(model, Record):
            yield f"{model.__module__}.{model.__name__} is a Record: its history would keep what people withdraw."


def steps_fill_no_new_store(root: Path) -> Iterator[str]:
    """A new store goes by none of the steps that led to today's tables, so none of them may put rows there."""
    for step in sorted((root / "wraparound").rglob("migrations/*.py")):
        named = str(step.relative_to(root))
        if named not in FILLS_WHAT_IS_THERE and re.search(r"\b(RunPython|RunSQL)\b", text_of(step)):
            yield (
                f"{named} does more than make tables: enter what a new store must hold after migrating, as "
                "docs/decisions/0056 says; where it changes only what is there already, name it in FILLS_WHAT_IS_THERE."
            )


def _ours() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("wraparound."))


RULES = (
    models_are_records,
    no_protected_characteristics,
    counts_leave_through_the_publisher,
    stores_share_nothing,
    steps_fill_no_new_store,
)
