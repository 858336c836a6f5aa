"""Imports in words: what would change, why a row cannot be taken, and what our words for a cell are."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.columns import COLUMNS, PROTECTED, TITLES
from wraparound.capabilities.pipelines.terms.exchange import (
    BY_NUMBER,
    Choice,
    Difference,
    ImportLine,
    ImportSaid,
    ImportState,
    ImportTerms,
    Outcome,
    Sheet,
    Undoing,
    Value,
    Why,
)
from wraparound.capabilities.pipelines.wording.posts import COST_PER, GRADES, KINDS, LEFT, LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, SORTS, USES

SAID: Mapping[str, Mapping[str, str]] = {
    name: {one.value: words for one, words in table.items() if one.value}
    for name, table in (
        *(("role", ROLES), ("level", LEVELS), ("grade", GRADES), ("kind", KINDS), ("left_because", LEFT)),
        *(("cost_per", COST_PER), ("use", USES), ("sort", SORTS), ("band", BANDS)),
    )
}
"""How the value of a cell is written in a workbook of ours."""
_ALSO = {
    "grade": {
        "band 8a": "8a",
        "band 8b": "8b",
        "band 8c": "8c",
        "band 8d": "8d",
        "band 9": "9",
        "very senior manager": "vsm",
    },
    "kind": {
        "permanent": "substantive",
        "fixed term": "substantive",
        "fixed term temp": "substantive",
        "secondment": "secondment",
    },
}
READ: Mapping[str, Mapping[str, str]] = {
    name: {
        **_ALSO.get(name, {}),
        **{words.casefold(): value for value, words in table.items()},
        **{value.casefold(): value for value in table},
    }
    for name, table in SAID.items()
}
"""What may stand in a cell, folded, and what it is taken for."""

SENTENCES: Mapping[Why, str] = {
    Why.ORGANISATION: "“{0}” is no organisation whose posts you keep here. Correct the code, or leave the cell empty.",
    Why.NO_ENTRY: "There is no entry {0} that you may see. Leave the cell empty for something new.",
    Why.NO_PERSON: "There is nobody with that key whom you may see. Leave it empty, and give name or employee number.",
    Why.NO_POST: "There is no such post here: “{0}”. Give number or title of one that is, or add it in Posts.",
    Why.NAME: "Give a name with at least one letter, and at most {0} letters.",
    Why.TITLE: "Give the post a title.",
    Why.TWICE: "The same stands in another row already{0}. Leave one of the two.",
    Why.DAY: "“{0}” is no day. Write it like 2028-03-31 or 31/03/2028.",
    Why.YES_NO: "“{0}” is neither yes nor no.",
    Why.NUMBER: "“{0}” is not a whole number up to {1}.",
    Why.WORD: "“{0}” is not a word we know here. {1}",
    Why.LONG: "That is longer than {0} letters.",
    Why.DAYS: "The last day lies before the first.",
    Why.FAR: "Look at the year: not before 1948, and at most a year ahead.",
    Why.ELSEWHERE: "They do not belong to this organisation. They join by taking up a post: enter that in Holders.",
    Why.GRANTED: (
        "Something they were given here would end with that day. Whoever looks after access enters it, so that nobody "
        "loses a role by a spreadsheet."
    ),
    Why.WHO: "Say who it is: a name, an employee number or our key.",
    Why.NEW_NUMBER: "Nobody here has the number “{0}”, and the row gives no name. Correct the number, or give a name.",
    Why.WHICH_POST: "Say which post: its number, its position number or its title.",
    Why.CLOSED: "The post is closed. Open it again on its page to change it.",
    Why.CLOSE_ON_PAGE: "A post is closed on its own page, where what follows from it is asked.",
    Why.BEFORE_HOLDER: "Somebody held it before that first day.",
    Why.CRITICAL: "Say why it is critical: what would go wrong if it stood empty.",
    Why.LEAST_MOST: "The least number of successors is above the most.",
    Why.LOOP: "It would report to itself, through others. Correct one of the two.",
    Why.ABOVE: "There is no post “{0}” here to report to, so what it reports to stays as it is.",
    Why.HELD: "{0} holds it in that time. Give their last day first.",
    Why.HELD_TWICE: "They hold it already in that time. Change that entry, by its number, instead.",
    Why.AFTER_POST: "The post has ended. Give a last day within its time.",
    Why.VACANCY: "When a post is vacant follows from who held it. Correct their days instead.",
    Why.PERSON_STAYS: "An entry stays with its person. Leave the entry number empty to enter somebody else.",
    Why.LEFT_WITHOUT_END: "A reason for leaving needs a last day.",
    Why.ON_THE_PLAN_PAGE: "What is said of somebody named already is changed on the page of the post, not by a file.",
    Why.NOT_THERE: "“{0}” does not belong here as far as you may see. Ask for a release, or add them first.",
    Why.HOLDS_IT: "{0} holds that post already.",
    Why.DESCRIBED: "Either name a person, or say who is meant and choose “external”.",
    Why.SECOND_ASSIGNMENT: "A second job of somebody who stands in another row.",
    Why.NOT_KEPT_HERE: "About a post that is not kept here.",
    Why.LEFT_OUT: "You left it out.",
    Why.OWN_NAME: "Their name stays as it is: it is theirs, or their own organisation’s, to change.",
}
HEADS: Mapping[Outcome, str] = {
    Outcome.ASKS: "Needs your choice",
    Outcome.REFUSED: "Cannot be taken",
    Outcome.CHANGE: "Would change",
    Outcome.ADD: "Would be added",
    Outcome.LEFT: "Passed over",
    Outcome.SAME: "Stays as it is",
}
STATES: Mapping[ImportState, str] = {
    ImportState.SENT: "say what its columns are",
    ImportState.LOOKING: "being looked at",
    ImportState.LOOKED: "looked at, nothing written",
    ImportState.WRITING: "being written",
    ImportState.WRITTEN: "written",
    ImportState.FAILED: "could not be taken",
    ImportState.DROPPED: "put aside",
    ImportState.UNDOING: "being undone",
    ImportState.UNDONE: "undone",
}
HOLDS = {
    "people": "People: who belongs here, in which job",
    "posts": "Posts",
    "holders": "Who holds which post",
    "successors": "Who is named to follow or stand in",
    "staff": "Staff in post: people, and who holds the posts kept here",
    "": "Nothing: pass it over",
}
MOVED = (
    "Something here has changed since you looked, so nothing was written. This is what the file would do now. Look "
    "again, and write it if it is right."
)
UNEXPECTED = (
    "Something went wrong here, and nothing of it was written. The fault is noted for those who run this site. Send "
    "the file again, in parts, to find the row that it does not take."
)
NOT_UNDONE = (
    "Something went wrong here, and nothing was undone: all is as this import wrote it. The fault is noted for those "
    "who run this site. Undo it again, or ask them."
)
NO_LONGER = "Whoever asked for this keeps the posts of this organisation no longer, so nothing was changed."
BEING_UNDONE = "It is being undone. Look at it again in a while."
BUSY: Mapping[ImportState, str] = {
    ImportState.LOOKING: "being looked at",
    ImportState.WRITING: "being written, all together or not at all",
    ImportState.UNDOING: "being undone, all together or not at all",
}
NO_POST_FILLED = "A job does not fill a post: who holds which is brought in by Holders, or by a list of staff in post."
ASKED = "It may mean several: choose on the page, or give the number or key."
SENT_ABOUT = (
    "Columns that are not in the file change nothing. An empty cell changes nothing either.",
    "Roles, sign-in addresses, releases, what people say of themselves and readiness are never touched.",
    "What is written can be undone whole, from the list of imports.",
    "Columns about ethnicity, sex, age, birth, disability, religion and the like are never read, and columns that you "
    "leave out are not kept.",
    "The rows themselves are kept until they are written or put aside, those that were not taken to be mended; all of "
    "them for a week at most.",
)


DAYS = frozenset({"starts", "ends", "expected_end"})
"""Columns whose values are days, which come as text from a preview that was kept."""


def not_kept_words(heading: str) -> str:
    """Why a column cannot be taken."""
    if PROTECTED.search(heading):
        return f"{heading}: not read. What it is about is held nowhere here."
    return f"{heading}: left out when you looked, so it is not kept. Send the file again to take it in."


def rows_words(many: int) -> str:
    return "1 row" if many == 1 else f"{many:,} rows"


def heading(sheet: Sheet, column: str) -> str:
    """What a column is called on screens."""
    known = COLUMNS[sheet].get(column)
    return known.heading if known else column


def said(column: str, value: Value) -> str:
    """A value as people read it."""
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if column in DAYS and isinstance(value, str):
        return day(date.fromisoformat(value))
    if isinstance(value, tuple):
        return ", ".join(value)
    return SAID.get(column, {}).get(value, value) if isinstance(value, str) else f"{value:,}"


def change_words(line: ImportLine, one: Difference, names: Mapping[int, str] | None = None) -> str:
    """One field of a row: what it says, or before and after."""
    name = heading(line.sheet, one.column)
    if line.outcome in (Outcome.ADD, Outcome.ASKS):
        return f"{name}: {said(one.column, one.after)}"
    before = _name_or(str(one.before), names or {}) if one.column == "name" else one.before
    return f"{name}: {said(one.column, before)} → {said(one.column, one.after)}"


def changes_words(line: ImportLine, names: Mapping[int, str] | None = None) -> str:
    """What a row would change, or says where somebody must choose."""
    return "; ".join(change_words(line, one, names) for one in line.changes)


def why_words(line: ImportLine, names: Mapping[int, str] | None = None) -> str:
    """The sentence of a row that is refused, passed over or only half taken; empty where there is none."""
    if line.why is None:
        return ASKED if line.outcome is Outcome.ASKS else ""
    given = [_name_or(one, names or {}) for one in (*line.said, "", "")]
    if line.why is Why.TWICE:
        given[0] = f" (row {given[0]})" if given[0] else ""
    if line.why is Why.WORD:
        given[1] = known_words(line.column)
    where = f"{heading(line.sheet, line.column)}: " if line.column and line.outcome is Outcome.REFUSED else ""
    return where + SENTENCES[line.why].format(*given)


def _name_or(text: str, names: Mapping[int, str]) -> str:
    """What a sentence names: a person of this site by number, as far as they may be named, or words."""
    if text.startswith(BY_NUMBER) and text.isascii() and text[1:].isdigit():
        return names.get(int(text[1:]), "Somebody")
    return text


def known_words(column: str) -> str:
    """The words that a cell of a column may hold."""
    table = SAID.get(column, {})
    return f"Write one of: {', '.join(table.values())}." if table else ""


def line_head(line: ImportLine, names: Mapping[int, str] | None = None) -> str:
    """Which row it is and about whom: a person of this site only by the name that they may be seen by now."""
    name = (names or {}).get(line.person, "Somebody") if line.person else ""
    about = ": ".join(one for one in (line.about, name) if one)
    return f"{TITLES[line.sheet]}, row {line.line}{f': {about}' if about else ''}"


def choice_words(one: Choice, names: Mapping[int, str], places: Mapping[int, str]) -> str:
    """One of several people or posts that a row may mean."""
    if one.value == "new":
        return "None of these: somebody or something new"
    if one.person:
        where = places.get(one.person, "")
        return f"{names.get(one.person, 'Somebody here')}{f', {where}' if where else ''}"
    return one.words


def preview_head(found: ImportTerms) -> str:
    """What the file would do, in a sentence or two."""
    counts = {one: found.counts.get(one.value, 0) for one in Outcome}
    if not found.writes and not counts[Outcome.ASKS] and not counts[Outcome.REFUSED]:
        return f"Nothing would change: all {rows_words(found.rows)} say what is here already."
    parts = [
        f"{rows_words(counts[one])} {words}"
        for one, words in (
            (Outcome.ADD, "would add something"),
            (Outcome.CHANGE, "would change something"),
            (Outcome.SAME, "would change nothing"),
            (Outcome.LEFT, "would be passed over"),
            (Outcome.ASKS, "must wait for your choice"),
            (Outcome.REFUSED, "cannot be taken"),
        )
        if counts[one]
    ]
    return f"{'; '.join(parts)}. Nothing is written yet." if parts else "The file has no rows."


def sheet_words(found: ImportTerms, sheet: Sheet) -> str:
    """What the rows of one sheet would do."""
    of = found.by_sheet.get(sheet.value, {})
    return ", ".join(f"{HEADS[one].lower()} {of[one.value]:,}" for one in Outcome if of.get(one.value))


def write_words(found: ImportTerms) -> str:
    """What the button says that writes it."""
    many = found.counts.get(Outcome.ADD.value, 0) + found.counts.get(Outcome.CHANGE.value, 0)
    return f"Write {rows_words(many)}" + (", without the rest" if found.not_taken() else "")


def written_words(found: ImportTerms) -> str:
    added, changed = (found.counts.get(one.value, 0) for one in (Outcome.ADD, Outcome.CHANGE))
    return f"{found.file} is written: {rows_words(added)} added, {rows_words(changed)} changed.{rest_words(found)}"


def state_words(found: ImportTerms) -> str:
    """Where an import stands, in a few words."""
    refused = found.state is ImportState.WRITTEN and found.told
    return f"{STATES[found.state]}; it could not be undone" if refused else STATES[found.state]


def busy_words(found: ImportTerms) -> str:
    """What is being done with it off the request."""
    many = found.taken() if found.state is ImportState.UNDOING else found.rows
    return f"{rows_words(many)} {'is' if many == 1 else 'are'} {BUSY[found.state]}."


def undone_words(found: ImportTerms) -> str:
    return f"{found.file} is undone."


def rest_words(found: ImportTerms) -> str:
    """How many rows were left when the rest was written; empty where none was."""
    many = found.not_taken()
    return f" {rows_words(many)} {'was' if many == 1 else 'were'} not taken." if many else ""


STAYS = "Each was changed since, belongs with something that was, carries something that came since, or has to be kept."


def undoing_words(found: Undoing) -> str:
    """What an undo would do."""
    left = f" {len(found.left):,} stay as they are." if found.left else ""
    parts = []
    if found.back:
        goes = (
            "1 record goes back to what it said"
            if found.back == 1
            else f"{found.back:,} records go back to what they said"
        )
        parts.append(f"{goes} before")
    if found.removed:
        many = "1 record that it added is" if found.removed == 1 else f"{found.removed:,} records that it added are"
        parts.append(f"{many} removed")
    return f"{', and '.join(parts) or 'Nothing would change'}.{left}"


def say_undoing(found: Undoing) -> str:
    """The same at the terminal, with what stays."""
    left = [f"  {one}" for one in found.left if one]
    more = ["  And more."] if "" in found.left else []
    return "\n".join([undoing_words(found), *([STAYS, *left, *more] if found.left else [])])


def say_import(found: ImportTerms) -> str:
    """An import at the terminal."""
    lines = [f"Import {found.number} for {found.organisation}: {found.file}, {state_words(found)}."]
    if found.told:
        lines.append(found.told)
    if found.state in (ImportState.LOOKED, ImportState.WRITTEN):
        lines.append(preview_head(found) if found.state is ImportState.LOOKED else written_words(found))
        lines += [f"  {TITLES[sheet]}: {words}" for sheet in Sheet if (words := sheet_words(found, sheet))]
    return "\n".join(lines)


def say_imported(answer: ImportSaid) -> str:
    """What a command did, and the first rows that ask or cannot be taken."""
    lines = [f"  {line_head(line, answer.names)}. {why_words(line, answer.names)}" for line in answer.lines]
    return "\n".join([say_import(answer.found), *lines])
