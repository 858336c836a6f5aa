"""The columns of our workbook, and what the same thing is called in public layouts of the Electronic Staff Record."""

import re
from dataclasses import dataclass

from wraparound.capabilities.pipelines.terms.exchange import Sheet

FIRST_NAME, LAST_NAME, PRIMARY = "first_name", "last_name", "primary"
"""Columns of other systems that are no field of ours: a name in two parts, and which of several jobs is the main."""


@dataclass(frozen=True)
class Column:
    """A column: the sheet it stands in, what it holds, its heading, and what else it may be called."""

    sheet: Sheet
    name: str
    heading: str
    others: tuple[str, ...] = ()


_PERSON = (
    ("person", "Person key", ()),
    ("number", "Employee number", ("staff number", "payroll number")),
)
_NAME = ("name", "Name", ("full name", "employee name", "employee full name", "person", "holder", "post holder"))
_ORGANISATION = ("organisation", "Organisation", ("organisation code", "ods code", "trust code", "employer code"))
_POST = (
    ("post", "Post number", ()),
    ("position", "Position number", ("esr position number", "position id")),
)
_TITLE = ("title", "Post", ("post title", "position title", "position name", "title of post", "title"))

_SHEETS: dict[Sheet, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    Sheet.PEOPLE: (
        ("entry", "Entry", ()),
        *_PERSON,
        _NAME,
        (FIRST_NAME, "First name", ("forename", "forenames", "given name", "first names")),
        (LAST_NAME, "Last name", ("surname", "family name")),
        _ORGANISATION,
        ("job", "Job", ("job title", "position title", "position name", "role title", "position")),
        (
            "starts",
            "Belongs from",
            ("latest start date", "latest hire date", "start date", "hire date", "date joined", "joined"),
        ),
        ("ends", "Belongs until", ("end date", "leaving date", "termination date", "date left", "last day", "left")),
        (PRIMARY, "Primary assignment", ("primary assignment flag", "primary", "primary flag")),
    ),
    Sheet.POSTS: (
        *_POST,
        _ORGANISATION,
        _TITLE,
        ("role", "Role", ("job role", "portfolio")),
        ("level", "Level", ()),
        ("executive", "Executive", ()),
        ("voting", "Votes on the board", ("voting", "votes")),
        ("grade", "Grade", ("pay band", "band", "pay scale", "afc band", "grade code", "payscale")),
        ("critical", "Critical", ("critical post",)),
        ("critical_because", "Why critical", ("why it is critical",)),
        ("above", "Reports to post", ("reports to post number",)),
        (
            "above_position",
            "Reports to position",
            (
                "supervisor position number",
                "reports to position number",
                "position reports to",
                "parent position number",
            ),
        ),
        ("shared", "Serves too", ("shared with",)),
        ("least", "Least successors", ()),
        ("most", "Most successors", ()),
        ("starts", "First day", ("position start date", "effective start date", "start date", "effective from")),
        ("ends", "Last day", ("position end date", "effective end date", "end date")),
        ("ended_because", "Why it ended", ()),
    ),
    Sheet.HOLDERS: (
        ("entry", "Entry", ()),
        *_POST,
        _ORGANISATION,
        _TITLE,
        *_PERSON,
        _NAME,
        (FIRST_NAME, "First name", ("forename", "forenames", "given name", "first names")),
        (LAST_NAME, "Last name", ("surname", "family name")),
        ("kind", "How held", ("assignment category", "held as", "holder kind")),
        (
            "starts",
            "First day",
            ("start date in position", "position start date", "assignment start date", "since", "start date"),
        ),
        ("ends", "Last day", ("assignment end date", "end date", "until")),
        ("expected_end", "Expected last day", ("projected end date", "fixed term end date", "contract end date")),
        ("left_because", "Why they left", ("leaving reason",)),
        ("cost", "Cost in pounds", ("cost",)),
        ("cost_per", "Cost is for", ()),
    ),
    Sheet.SUCCESSORS: (
        ("entry", "Entry", ()),
        *_POST,
        _ORGANISATION,
        _TITLE,
        ("use", "Named for", ()),
        ("sort", "Sort", ()),
        *_PERSON,
        ("name", "Name", ("successor", "full name", "employee name")),
        ("label", "Who is meant", ()),
        ("band", "Readiness", ()),
        ("because", "Why", ("reason",)),
        ("starts", "Named on", ()),
        ("confirmed_on", "Confirmed on", ()),
    ),
}
COLUMNS: dict[Sheet, dict[str, Column]] = {
    sheet: {name: Column(sheet, name, heading, others) for name, heading, others in columns}
    for sheet, columns in _SHEETS.items()
}
NOT_OURS = frozenset({FIRST_NAME, LAST_NAME, PRIMARY})
"""Read where another system has them; never written."""
TITLES = {Sheet.PEOPLE: "People", Sheet.POSTS: "Posts", Sheet.HOLDERS: "Holders", Sheet.SUCCESSORS: "Successors"}
ESSENTIAL: dict[Sheet, tuple[tuple[str, ...], ...]] = {
    Sheet.PEOPLE: (("name", LAST_NAME, "entry", "person", "number"),),
    Sheet.POSTS: (("title", "post", "position"),),
    Sheet.HOLDERS: (("post", "position", "title", "entry"), ("name", LAST_NAME, "person", "number", "entry")),
    Sheet.SUCCESSORS: (("post", "position", "title", "entry"), ("name", "person", "number", "label", "entry")),
}
"""Of each group one column at least: without, a row of the sheet says nothing."""
PROTECTED = re.compile(
    r"(?<![a-z])(ethnic[a-z]*|race|racial[a-z]*|sex|gender[a-z]*|trans|transgender[a-z]*|pregnan[a-z]*|maternit[a-z]*"
    r"|marital[a-z]*|marriage|civil[ _]?partner[a-z]*|religio[a-z]*|belief[a-z]*|faith|disab[a-z]*|impairment[a-z]*"
    r"|sexual[a-z]*|orientation|age|age[ _]?(band|group|range)|[a-z]*birth[a-z]*|d\.?o\.?b|nationalit[a-z]*)(?![a-z])",
    re.IGNORECASE,
)
"""Headings of what only the equality store holds, and of days of birth, which tell an age."""
