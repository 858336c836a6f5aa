"""What somebody takes away: their own record as JSON and as a workbook, lists and logs as spreadsheets."""

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from wraparound.people.terms.people import PersonLine
from wraparound.people.terms.records import AuditLine, ChangeLine, HeldElsewhere, OwnRecord, OwnTraces
from wraparound.people.wording import records as tell
from wraparound.published.export import Row, as_excel, as_workbook_of


def plain(value: object) -> Any:
    """A term as JSON knows it: dataclasses as objects, days and moments as text, words of ours as their value."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def as_workbook(
    found: OwnRecord, history: Sequence[ChangeLine], traces: OwnTraces, elsewhere: Sequence[HeldElsewhere] = ()
) -> bytes:
    """One's own record as Excel: a sheet for each part, and for each part that capabilities hold."""
    more: dict[str, list[Row]] = {}
    for one in elsewhere:
        line: Row = {"when": tell.clock(one.at), "what": one.what, "who": one.by, "words": one.words}
        more.setdefault(one.part, []).append(line)
    return as_workbook_of(
        {
            "Entries": [
                {
                    "what": one.title,
                    "when": one.detail,
                    "entry of": one.organisation,
                    "written by": one.written_by,
                    "written": tell.clock(one.written_at),
                    "why": one.why,
                    "what you said is wrong": one.contest.words if one.contest else "",
                }
                for one in found.entries
            ],
            "Who can see it": [{"person": one.person, "why": one.why} for one in found.seers],
            "Who looked": [
                {
                    "when": tell.clock(one.at),
                    "person": one.who,
                    "why": one.why,
                    "saw": one.what,
                    "how": tell.FACES[one.face],
                }
                for one in found.looks.looks
            ],
            "Conversations": [
                {"day": one.held_on, "what for": one.purpose, "who took part": one.present, "outcome": one.outcome}
                for one in found.conversations
            ],
            "What you said is wrong": [
                {
                    "when": tell.clock(one.at),
                    "entry": one.entry,
                    "what you said": one.words,
                    "where it stands": tell.STATES[one.state],
                    "answer": one.answer,
                }
                for one in found.contests
            ],
            "What was changed": [
                {
                    "when": tell.clock(one.at),
                    "who": one.who,
                    "why": one.why,
                    "what": tell.change_head(one),
                    "field": field,
                    "before": before,
                    "after": after,
                }
                for one in history
                for field, before, after in (one.fields or (("", "", ""),))
            ],
            "Where you signed in": [
                {
                    "when": tell.clock(one.at),
                    "browser": one.browser,
                    "how": one.way,
                    "last used": tell.clock(one.seen_at),
                }
                for one in traces.sign_ins
            ],
            "Your tokens": [{"name": one.name, "made": tell.clock(one.made_at)} for one in traces.tokens],
            "Looks you made": [
                {"when": tell.clock(one.at), "why": one.why, "saw": one.what, "of how many people": one.many}
                for one in traces.looks
            ],
            "Removed": [{"mark": tell.removal_line(one)} for one in found.removals],
            **more,
        }
    )


def people_workbook(people: Sequence[PersonLine]) -> bytes:
    """The people of a list, a row for each place where they belong."""
    rows: list[Row] = [
        {"name": one.name, "organisation": place.organisation, "job": place.job, "since": place.starts.isoformat()}
        for one in people
        for place in one.memberships
    ]
    alone: list[Row] = [
        {"name": one.name, "organisation": "", "job": "", "since": ""} for one in people if not one.memberships
    ]
    return as_excel([*rows, *alone], sheet="People")


def audit_workbook(lines: Sequence[AuditLine]) -> bytes:
    """Changes, a row for each."""
    return as_excel(
        [{"when": tell.clock(one.at), "who": one.who, "why": one.why, "touched": tell.touched(one)} for one in lines],
        sheet="Changes",
    )
