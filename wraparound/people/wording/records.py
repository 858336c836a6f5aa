"""What is held, seen, changed and removed, in the words of those it is about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from wraparound.people.terms.access import GrantTerms
from wraparound.people.terms.records import AuditLine, ChangeLine, LeavingLine, LookLine, RecordEntry
from wraparound.people.wording.access import day, grant_dates
from wraparound.records.terms import (
    Basis,
    ContestState,
    ContestTerms,
    Did,
    Face,
    RemovalTerms,
    RetentionClass,
    StandingContest,
)

HERE = ZoneInfo("Europe/London")
FACES = {
    Face.PAGE: "on a page",
    Face.EXPORT: "in a file they took away",
    Face.API: "by a program",
    Face.COMMAND: "at the machine of the site",
    Face.LIBRARY: "in a notebook",
}
STATES = {
    ContestState.OPEN: "waits for an answer",
    ContestState.UPHELD: "put right",
    ContestState.DECLINED: "left as it is",
    ContestState.WITHDRAWN: "taken back by you",
}
DID = {Did.ENTERED: "entered", Did.CHANGED: "changed", Did.REMOVED: "removed"}
BASES = {
    Basis.ERASURE: "at the person’s own request",
    Basis.RETENTION: "because its time was up",
    Basis.UNDO: "because the import that had added it was undone",
}


SORTS = {
    "person": "name and account",
    "membership": "place of work",
    "grant": "role",
    "person removed": "name and account removed",
    "membership removed": "place of work removed",
}


AGREED_OR_PLANNED = (
    "Of these, whoever looks after access does not read what those who lead an organisation agreed or planned about "
    "you."
)


CHANGED = " changed"


def sort_words(sort: str) -> str:
    """What people call a sort of record."""
    return SORTS.get(sort, sort)


def membership_detail(starts: date, ends: date | None) -> str:
    """From when to when somebody belonged."""
    return f"{day(starts)} to {day(ends)}" if ends else f"Since {day(starts)}"


def grant_detail(grant: GrantTerms) -> str:
    """From when to when, who gave it, why and who ended it."""
    return grant_dates(grant)


def look_line(one: LookLine) -> str:
    """Why somebody was let look, what they saw and how."""
    alone = "" if one.many == 1 else f", in a list of {one.many:,} people"
    why = f"{one.why}. " if one.why else ""
    times = "" if one.times == 1 else f", {one.times:,} times that day"
    return f"{why}Saw {one.what}{alone}, {FACES[one.face]}{times}."


def looked_at(one: LookLine) -> str:
    """Whom a look showed, for those who check."""
    more = one.many - len(one.names)
    named = ", ".join(one.names)
    if not named:
        return "1 person" if one.many == 1 else f"{one.many:,} people"
    return f"{named} and {more:,} more" if more > 0 else named


def change_head(one: ChangeLine) -> str:
    """What was done to what."""
    return f"{sort_words(one.sort).capitalize()} {DID[one.did]}"


def changed_words(name: str) -> str:
    """That a field which holds several things changed; what it said stands in the copy that one takes away."""
    return f"{name[0].upper()}{name[1:]}{CHANGED}"


def field_line(field: tuple[str, str, str], did: Did) -> str:
    """A field before and after."""
    name, before, after = field
    if name.endswith(CHANGED) and not (before or after):
        return name
    if did is Did.ENTERED:
        return f"{name}: {after}" if after else ""
    return f"{name}: {before or 'nothing'} → {after or 'nothing'}"


def touched(one: AuditLine) -> str:
    """How many records of which sort a change touched, and about whom."""
    records = ", ".join(f"{many:,} × {sort_words(sort)}" for sort, many in one.touched)
    records = records or "a record that was removed since, or none that has a history"
    return f"{records}: {', '.join(one.about)}{' …' if len(one.about) > 4 else ''}" if one.about else records


def contest_line(one: ContestTerms, *, own: bool) -> str:
    """What was said and where it stands, beside the entry."""
    said = StandingContest(number=one.number, on=one.at.date(), words=one.words, state=one.state, answer=one.answer)
    return beside_line(said, own=own)


def beside_line(one: StandingContest, *, own: bool) -> str:
    """The same of what was read with the entry."""
    who = "You said" if own else "The person says"
    line = f"{who} on {day(one.on)} that this is wrong: {one.words}"
    if one.state is ContestState.OPEN:
        return f"{line.rstrip('.')}. It waits for an answer."
    return f"{line.rstrip('.')}. Answer: {one.answer.rstrip('.')} ({STATES[one.state]})."


def who_answers(*, close: bool) -> str:
    """Who reads what somebody says is wrong, and what becomes of it, before they say it."""
    if close:
        return (
            "What you write is read by you, beside the entry, and by those who lead the organisation that wrote it: "
            "its chair, its chief executive and its director of people. They put it right or say why not, and you are "
            "told."
        )
    return (
        "What you write stands beside the entry on your page here, and is read by whoever may see that entry there: "
        "your record names them. Whoever looks after access at your organisation puts it right or says why not, and "
        "you are told."
    )


def written_line(one: RecordEntry) -> str:
    """Whose entry it is, who wrote it, when and why."""
    by = f"{one.written_by}, {clock(one.written_at)}: {one.why}"
    return f"An entry of {one.organisation}; put in here by {by}" if one.organisation else f"Written by {by}"


def removal_line(one: RemovalTerms) -> str:
    """The dated mark of what is no longer here."""
    return (
        f"On {day(one.at.date())} something was removed here ({sort_words(one.sort)}), {BASES[one.basis]}: {one.why}."
    )


def leaving_line(one: LeavingLine) -> str:
    """One sort of record, and whether it goes."""
    many = "1 record" if one.many == 1 else f"{one.many:,} records"
    return f"{one.words[0].upper()}{one.words[1:]} ({many})"


def kept_for(one: RetentionClass) -> str:
    """How long a sort of record is kept."""
    if one.months is None:
        return "as long as this site"
    years, rest = divmod(one.months, 12)
    parts = [f"{years} {'year' if years == 1 else 'years'}"] if years else []
    parts += [f"{rest} months"] if rest else []
    return f"{' and '.join(parts)} from {one.counted_from}"


def as_at_words(when: date) -> str:
    """What a page of the past shows."""
    return f"As this site knew it at the end of {day(when)}"


def date_words(iso: str) -> str:
    """A day that is kept as text, in words."""
    return day(date.fromisoformat(iso))


def clock(when: datetime) -> str:
    """A day and a time, to the minute, in our own time zone."""
    local = when.astimezone(HERE)
    return f"{day(local.date())}, {local:%H:%M}"
