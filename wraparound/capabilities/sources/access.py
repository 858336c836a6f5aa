"""Who may see where figures come from: everyone, because evidence that cannot be checked is no evidence."""

from wraparound.people.access import Rule, anyone
from wraparound.people.terms import OPERATOR

_CHECKABLE = anyone("Where a figure comes from is open to all: evidence that cannot be checked is no evidence.")

RULES = {
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
CHANGE_EVIDENCE = Rule(
    allows=lambda viewer: viewer == OPERATOR,
    because="New evidence is taken in by whoever runs this site, at its own terminal.",
)
