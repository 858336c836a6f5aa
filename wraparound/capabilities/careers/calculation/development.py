"""Steps of a development plan and texts of a talk, as they are stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wraparound.capabilities.careers.terms.development import NewPlanStep, PlanStep, Side, TalkText


def kept_step(key: int, new: NewPlanStep, done_on: date | None = None) -> dict[str, Any]:
    """A step as it is stored."""
    return {
        "key": key,
        "words": new.words,
        "competency": new.competency,
        "by_when": new.by_when.isoformat(),
        "help_needed": new.help_needed,
        "done_on": done_on.isoformat() if done_on else None,
    }


def steps_of(stored: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[PlanStep, ...]:
    """The steps by day: those that are open first. `titles` are those of competencies, by key."""
    found = [
        PlanStep(
            key=one["key"],
            words=one["words"],
            competency=one["competency"],
            title=titles.get(one["competency"], ""),
            by_when=date.fromisoformat(one["by_when"]),
            help_needed=one["help_needed"],
            done_on=_day(one["done_on"]),
        )
        for one in stored
    ]
    return tuple(sorted(found, key=lambda one: (one.done_on is not None, one.by_when, one.key)))


def next_day(stored: Sequence[Mapping[str, Any]]) -> date | None:
    """The earliest day of a step that is not done; none where every one is."""
    return min((date.fromisoformat(one["by_when"]) for one in stored if not one["done_on"]), default=None)


def reminded_of(due: date, today: date) -> str:
    """Of which day somebody is reminded, and on which side of it."""
    return f"{due.isoformat()} {'late' if due < today else 'soon'}"


def texts_of(stored: Sequence[Mapping[str, Any]], names: Mapping[Side, str]) -> tuple[TalkText, ...]:
    """What was written about a talk, the latest first."""
    found = [
        TalkText(
            place=place,
            by=Side(one["by"]),
            name=names[Side(one["by"])],
            held_on=date.fromisoformat(one["held_on"]),
            written_on=date.fromisoformat(one["written_on"]),
            words=one["words"],
            agreed_on=_day(one["agreed_on"]),
        )
        for place, one in enumerate(stored, start=1)
    ]
    return tuple(reversed(found))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
