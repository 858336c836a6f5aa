"""A plan as a workbook, in words: what its columns mean, what a file would do, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wraparound.capabilities.delivery.terms.recommendations import Choice
from wraparound.capabilities.delivery.terms.spreadsheets import (
    COLUMNS,
    Difference,
    FilePage,
    FileState,
    FileTerms,
    InTheWay,
    Outcome,
    RowTold,
    Sheet,
    StaysBecause,
    WhatItDoes,
)
from wraparound.capabilities.delivery.wording.milestones import EVIDENCE, REASONS, STATES, doubt_words, loop_words
from wraparound.capabilities.delivery.wording.plain import begun, counted, day
from wraparound.capabilities.delivery.wording.recommendations import CHOICES, CHOSEN

NAME = "Spreadsheet"
NOTES = (
    "Change what is to be otherwise, add rows at the end, and send the workbook back on the page of the plan, under "
    "Spreadsheet. You see what it would do before anything is written.",
    "The number says which milestone a row is. Leave it as it is; leave it empty in rows that you add, or give them a "
    "name such as new 1, so that others can wait for it.",
    "Rows and columns that you take out change nothing. Milestones are dropped on their state, not by taking them out.",
    "The sheets Moves and Columns are for you to read. They are not read when the workbook comes in.",
    "This file names people. Keep it as you keep other papers that do, and delete it when you are done.",
)
_NOT_READ = "For you to read; it is not read when the workbook comes in."
MEANS: Mapping[Sheet, Mapping[str, str]] = {
    Sheet.MILESTONES: {
        "number": "Which milestone of the plan. Empty in a new row, or a name of your own such as new 1.",
        "title": "What will be so when it is reached: 160 letters at most.",
        "recommendation": "The key of the recommendation that it serves, as in the sheet Answers. Empty: for none.",
        "for": f"The title of that recommendation. {_NOT_READ}",
        "owner": "Who sees to it: the name of somebody with a place or a role here, or the address they sign in with.",
        "owner_key": "Tells people of one name apart. Leave it as it is; empty in new rows.",
        "due": "The day by which it will be so, such as 2026-09-30.",
        "moved_why": f"Only where you changed the day: {'; '.join(REASONS.values())}.",
        "moved_words": "More of why, in your own words. Needed where the reason is something else.",
        "effort": "People’s days that it takes, of all together. Empty where nobody said.",
        "evidence": f"What will show it: {'; '.join(EVIDENCE.values())}. Empty: nothing yet.",
        "evidence_of": "Of a figure the key of the measure, of a promise the number in its address.",
        "evidence_words": "What will show it, in words.",
        "evidence_link": "Where that can be read, beginning with https://.",
        "waits_for": "Numbers, or names, of the milestones that it waits for, with ; between them.",
        "state": f"{'; '.join(STATES.values())}.",
        "ended": "The day on which it was done or dropped; not one to come.",
        "why_ended": "Why it was dropped. Needed where it was.",
        "shared": "yes or no. Your region reads what a shared milestone says, its day and where it stands.",
    },
    Sheet.ANSWERS: {
        "recommendation": "The key of the recommendation. Leave it as it is.",
        "programme": "The review, inspection or report that it is of. Read for recommendations that the plan lacks.",
        "place": f"Its place there. {_NOT_READ}",
        "title": "What it asks for, in a few words. Read for recommendations that the plan lacks.",
        "asks": "More of it. Read for recommendations that the plan lacks.",
        "source": "Who made it, and when. Read for recommendations that the plan lacks.",
        "link": "Where it can be read. Read for recommendations that the plan lacks.",
        "choice": f"{'; '.join(CHOICES.values())}. Empty: not answered yet.",
        "words": "How it is adapted, or why it is declined. Needed for both.",
        "on": "The day on which it was answered. Empty: today.",
        "by": f"Who answered. {_NOT_READ} Whoever brings in another answer gives it.",
        "shared": "yes or no. Your region reads a shared answer with its words and its day.",
    },
    Sheet.MOVES: {
        "number": f"Which milestone. {_NOT_READ}",
        "title": "What it says now.",
        "on": "The day on which its day was moved.",
        "before": "When it was due before.",
        "after": "When it was due from then on.",
        "reason": "Why it was moved.",
        "words": "More of why.",
    },
}
NOTES_OF_REGION = (
    "Add rows at the end, or change what stands here, and send the workbook back on the page of your region’s "
    "programmes. You see what it would do before anything is written.",
    "A programme that is not there yet begins with its first recommendation. Rows that you take out change nothing: a "
    "recommendation is ended on its page.",
)
MEANS_OF_REGION = {
    "recommendation": "Its key. Leave it as it is; empty in rows that you add.",
    "programme": "The review, inspection or report that it is of. One that is there stays in its programme.",
    "place": f"Its place there. {_NOT_READ}",
    "title": "What it asks for, in a few words: 160 letters at most.",
    "asks": "More of it, in your own words.",
    "source": "Who made it, and when.",
    "link": "Where it can be read, beginning with https://.",
}
HEADS = {
    Outcome.REFUSED: "What has to be mended",
    Outcome.MEANWHILE: "Changed here since",
    Outcome.CHANGE: "What is changed",
    Outcome.ADD: "What is added",
}
IN_THE_WAY = "Nothing is written while a row has to be mended. Mend these rows in your file and send it again."
NOTHING_TICKED = (
    "Everything in which this file differs was changed here since. Tick what is to be written all the same."
)
CANNOT_TELL = (
    "This file does not say when it was taken out. We cannot tell whether what it changes was changed here "
    "since: look at each change before you write it."
)
MADE = "Taken out at {}. Leave this line: by it we see what was changed here since."
WHY = ("moved_why", "moved_words")
"""Columns that say why a day moves: they become no other, and stand beside the days."""
DOUBTFUL = "{} may not be meant so: look at what is said there. It is written with the rest."
TICK = "Tick a row to write it as it is in your file. What stands here is then overwritten, and stays in its history."
TAKE_EVERY = "All of these rows, as they are in the file"
NOTHING = "Nothing in this file differs from what stands here, so there is nothing to write."
ELSEWHERE = (
    "None of the numbers in this file is of this plan: it comes from another. Every milestone in it would be added as "
    "a new one."
)
MOVED_SINCE = "Something was changed while you looked. See again what the file would do now."
DONE_ALREADY = "That was done already. Look at it again."
NOT_WRITTEN = "Only what was written can be undone, and only once."
NO_UNDO = "Nothing was undone. {}"
SHOWN = 5
STAYS = {
    StaysBecause.CHANGED: "was changed here since",
    StaysBecause.WAITED: "waits for another by now, or another waits for it",
    StaysBecause.REFERRED: "is referred to by now, by a {}",
    StaysBecause.ANSWERED: "was answered since, or a milestone serves it by now",
    StaysBecause.HELD: "is about somebody whose records must be kept for now",
    StaysBecause.RING: "cannot be so again: it is so already, or would close a ring with what waits by now",
}
ANSWERS_BY_PEOPLE = "Answers are given by people who sign in. Leave the sheet Answers out."
UNDONE_MOVE = "The spreadsheet that had moved it was undone."
SENT_OUT = "{}: {} and {}."


def spoken() -> Mapping[str, Mapping[str, str]]:
    """For each column whose cells are words of ours: the words people write, compared, and what they are kept as."""
    tables: Mapping[str, Mapping[str, str]] = {
        "state": {one.value: words for one, words in STATES.items()},
        "moved_why": {one.value: words for one, words in REASONS.items()},
        "evidence": {one.value: words for one, words in EVIDENCE.items()},
        "choice": {one.value: words for one, words in CHOICES.items()},
    }
    found: dict[str, dict[str, str]] = {}
    for name, table in tables.items():
        found[name] = {words.casefold(): value for value, words in table.items()}
        found[name] |= {value: value for value in table}
    found["choice"] |= {CHOSEN[one].casefold(): one.value for one in Choice}
    return found


def answer_words(does: WhatItDoes) -> tuple[str, ...]:
    """What the file would do, in a few sentences."""
    wrong = does.many(Outcome.REFUSED)
    said = [
        f"{begun(counted(does.many(Outcome.ADD), 'row'))} would be added and {does.many(Outcome.CHANGE):,} changed; "
        f"{does.many(Outcome.SAME):,} stay as they are."
    ]
    if does.stays:
        said.append(
            f"{begun(counted(does.stays, 'milestone'))} of the plan {'is' if does.stays == 1 else 'are'} not in "
            "this file and would stay as well."
        )
    if wrong:
        said.insert(0, f"{begun(counted(wrong, 'row has', 'rows have'))} to be mended. {IN_THE_WAY}")
    elif not does.can_be_written and not does.many(Outcome.MEANWHILE):
        said = [NOTHING]
    if does.many(Outcome.MEANWHILE):
        said.append(_meanwhile(does))
    if doubtful := sum(bool(one.doubts) for one in does.rows):
        said.append(DOUBTFUL.format(begun(counted(doubtful, "row"))))
    if not does.many(Outcome.MEANWHILE) and does.made_at is None and does.many(Outcome.CHANGE):
        said.append(CANNOT_TELL)
    if does.elsewhere and does.many(Outcome.ADD):
        said.append(ELSEWHERE)
    return tuple(said)


def _meanwhile(does: WhatItDoes) -> str:
    many = does.many(Outcome.MEANWHILE)
    on = f" on {day(does.made_at.date())}" if does.made_at else ""
    whose = begun(counted(many, "row differs", "rows differ"))
    it = "It is" if many == 1 else "They are"
    return (
        f"{whose} from what was changed here since this file was taken out{on}. {it} not written, unless you tick "
        f"{'it' if many == 1 else 'them'} below."
    )


def made_note(at: datetime) -> str:
    """The line of a workbook that says when it was taken out."""
    return MADE.format(at.isoformat())


def in_the_way_words(does: WhatItDoes) -> str:
    """Why nothing is written: the first row that has to be mended, and what to do."""
    first = does.rows_of(Outcome.REFUSED)[0]
    return f"{row_head(first)}. {trouble_words(first)} {IN_THE_WAY}"


def stays_words(one: InTheWay) -> str:
    """Why one of them cannot be taken back."""
    return f"“{one.title}” {STAYS[one.because].format(one.by)}."


def no_undo_words(some: Sequence[InTheWay]) -> str:
    """Why nothing was undone: the first of them."""
    more = f" And {len(some) - SHOWN:,} more." if len(some) > SHOWN else ""
    return NO_UNDO.format(" ".join(stays_words(one) for one in some[:SHOWN]) + more)


def passed_words(page: FilePage) -> tuple[str, ...]:
    """What of the file was not read."""
    said = []
    if page.sheets_passed:
        said.append(f"Sheets that are none of ours, and were not read: {_quoted(page.sheets_passed)}.")
    if page.columns_passed:
        said.append(f"Columns that are none of ours, and were not read: {_quoted(page.columns_passed)}.")
    return tuple(said)


def row_head(one: RowTold) -> str:
    """Such as "Milestones, row 4: Train every ward leader"."""
    return f"{one.sheet.value}, row {one.line}{f': {one.title}' if one.title else ''}"


def trouble_words(one: RowTold) -> str:
    """Why it cannot be taken, and what to do."""
    return loop_words(one.loop) if one.loop else one.trouble


def difference_words(one: RowTold, each: Difference, titles: Mapping[str, str]) -> str:
    """Such as "Due on: from 1 March 2026 to 3 March 2026"; `titles` says what keys and numbers stand for."""
    before, after = (_said(each.column, value, titles) for value in (each.before, each.after))
    is_new = one.outcome is Outcome.ADD or each.column in WHY
    return f"{COLUMNS[one.sheet][each.column]}: {after if is_new else f'from {before} to {after}'}"


def doubts_words(one: RowTold) -> tuple[str, ...]:
    """What of a row may not be meant."""
    return tuple(doubt_words(each) for each in one.doubts)


def kept_words(one: RowTold, each: Difference, titles: Mapping[str, str]) -> str:
    """What stands here now beside what stands in the file, such as "Due on: here 1 March 2026, in your file …"."""
    if each.column in WHY:
        return f"{COLUMNS[one.sheet][each.column]}, in your file: {_said(each.column, each.after, titles)}"
    here, file = (_said(each.column, value, titles) for value in (each.before, each.after))
    return f"{COLUMNS[one.sheet][each.column]}: here {here}, in your file {file}"


def state_words(one: FileTerms) -> str:
    """Where a file stands."""
    if one.state is FileState.SENT:
        return f"Sent on {day(one.sent_on)} by {one.sent_by}. Nothing of it is written yet."
    if one.state is FileState.DROPPED:
        return f"Sent on {day(one.sent_on)} by {one.sent_by}, and put aside. Nothing of it was written."
    many = f"{counted(one.counts.get('add', 0), 'row')} added and {one.counts.get('change', 0):,} changed"
    on = day(one.done_on) if one.done_on else ""
    if one.state is FileState.UNDONE:
        return f"Undone on {on}: all of it is as it was before its {many}."
    return f"Written on {on}, sent by {one.sent_by}: {many}."


def say_out(file: str, milestones: int, answers: int) -> str:
    """What was written into a file at the terminal."""
    return SENT_OUT.format(file, counted(milestones, "milestone"), counted(answers, "answer"))


def say_page(page: FilePage) -> str:
    """A file at the terminal: what it would do, or did."""
    lines: list[str] = []
    if page.does is not None:
        lines += answer_words(page.does)
        for one in page.does.rows_of(Outcome.REFUSED):
            lines.append(f"- {row_head(one)}. {trouble_words(one)}")
        for one in page.does.rows:
            lines += [f"- {row_head(one)}. {words}" for words in doubts_words(one)]
        for one in page.does.rows_of(Outcome.MEANWHILE):
            lines.append(f"- {row_head(one)}. {HEADS[Outcome.MEANWHILE]}.")
            lines += [f"  {kept_words(one, each, page.does.names)}" for each in one.differences]
    lines += passed_words(page)
    lines.append(state_words(page.file))
    return "\n".join(lines)


def _said(column: str, value: str, titles: Mapping[str, str]) -> str:
    """A value as people say it; "nothing" where there is none."""
    if not value:
        return "nothing"
    if column in ("due", "ended", "on"):
        return day(date.fromisoformat(value))
    if column == "waits_for":
        return ", ".join(f"“{titles.get(one, one)}”" for one in value.split("; "))
    tables: Mapping[str, Mapping[Any, str]] = {
        "state": STATES,
        "evidence": EVIDENCE,
        "choice": CHOICES,
        "moved_why": REASONS,
    }
    words = tables.get(column, {})
    named = titles if column in ("owner", "recommendation") else {}
    return next((said for kept, said in words.items() if kept == value), named.get(value, value))


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{one}”" for one in words)
