"""A framework as data that can be stored, and from it again, without loss."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from wraparound.capabilities.careers.terms.frameworks import Competency, Domain, Framework, Rung, Statement

PARTS: Mapping[str, type[Any]] = {
    "stages": Rung,
    "scale": Rung,
    "domains": Domain,
    "competencies": Competency,
    "statements": Statement,
}


def as_data(one: Framework) -> dict[str, Any]:
    """Texts, lists and days as text; empty values are left out."""
    made: dict[str, Any] = {}
    for part in fields(one):
        value = getattr(one, part.name)
        if part.name in PARTS:
            value = [_part(each) for each in value]
        made |= {part.name: value.isoformat() if isinstance(value, date) else value} if value else {}
    return made


def _part(one: Any) -> dict[str, Any]:
    """What cannot be left out stays, also where it is empty."""
    held = ((part, getattr(one, part.name)) for part in fields(one))
    return {part.name: value for part, value in held if value or part.default is MISSING}


def from_data(data: Mapping[str, Any]) -> Framework:
    """The framework that `as_data` was made of."""
    parts = {name: tuple(sort(**each) for each in data.get(name, ())) for name, sort in PARTS.items()}
    days = {name: date.fromisoformat(data[name]) for name in ("starts", "ends") if data.get(name)}
    words = {name: value for name, value in data.items() if name not in PARTS and name not in days}
    return Framework(**{"name": "", "version": "", **words, **days, **parts})
