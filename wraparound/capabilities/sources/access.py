"""Who may see where figures come from: everyone, because evidence that cannot be checked is no evidence."""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_CHECKABLE = anyone("Where a figure comes from is open to all: evidence that cannot be checked is no evidence.")

CHANGE_EVIDENCE = Rule(
    because="New evidence is taken in by analysts of the whole site, and by whoever runs it.",
    to=(To(Role.ANALYST, Purpose.IMPROVEMENT, frozenset({Scope.NATION})),),
)

RULES = {
    "take": CHANGE_EVIDENCE,
    "index": _CHECKABLE,
    "release": _CHECKABLE,
    "table": _CHECKABLE,
    "file": _CHECKABLE,
    "row": _CHECKABLE,
    "preview": _CHECKABLE,
    "compare": _CHECKABLE,
    "api_releases": _CHECKABLE,
    "api_release": _CHECKABLE,
    "api_rows": _CHECKABLE,
    "api_row": _CHECKABLE,
    "api_compare": _CHECKABLE,
}
SEE_SOURCES = _CHECKABLE
