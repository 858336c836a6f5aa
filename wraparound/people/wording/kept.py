"""Records at the terminal: what is held, who looked, what was changed, kept, passed on and waits."""

from wraparound.people.terms.records import AuditLine, ChangeLine, ControlPage, LookLines, OwnRecord
from wraparound.people.wording import background as tasks
from wraparound.people.wording import records as tell
from wraparound.records.terms import Background, RetentionReport, TransferTerms


def record(one: OwnRecord) -> str:
    """Everything held about somebody."""
    lines = [one.name, f"Answerable: {one.controller}", "", "Who can see this, and why:"]
    lines += [f"  {seer.person}: {seer.why}" for seer in one.seers] or ["  nobody else"]
    lines += ["", "What is held:"]
    for entry in one.entries:
        lines += [f"  {entry.title}. {entry.detail}", f"    {tell.written_line(entry)}"]
        lines += [f"    {tell.contest_line(entry.contest, own=False)}"] if entry.contest else []
    lines += ["", "Conversations:"]
    lines += [
        f"  {talk.held_on}, {talk.purpose}: {talk.outcome or 'outcome still owed'}" for talk in one.conversations
    ] or ["  none"]
    marks = [tell.removal_line(mark) for mark in one.removals]
    return "\n".join([*lines, "", "Who looked:", *_looks(one.looks), *marks])


def history(lines: tuple[ChangeLine, ...]) -> str:
    """What was changed."""
    told = []
    for one in lines:
        told.append(f"{tell.clock(one.at)}  {tell.change_head(one)} by {one.who}: {one.why}")
        told += [f"    {words}" for field in one.fields if (words := tell.field_line(field, one.did))]
    return "\n".join(told) or "Nothing was changed yet."


def looks(found: LookLines) -> str:
    """Who looked."""
    return "\n".join([f"{found.matching:,} looks; page {found.page} of {found.pages}", *_looks(found)])


def audit(lines: tuple[AuditLine, ...]) -> str:
    """Who changed what."""
    told = [f"{tell.clock(one.at)}  {one.who}: {one.why} ({tell.touched(one)})" for one in lines]
    return "\n".join(told) or "Nothing was changed."


def retention(found: RetentionReport) -> str:
    """What is due, or what was removed."""
    lines = [
        f"{one.words}: {one.due:,} due, {one.removed:,} removed, {one.held:,} on hold" for one in found.lines if one.due
    ]
    if not lines:
        return "Nothing is past its time."
    return "\n".join(lines if found.acted else [*lines, "Nothing was removed. To remove it for good: --act"])


def control(page: ControlPage) -> str:
    """Who is answerable for what."""
    told = [
        f"{one.code:<10} {one.name}: {_counted(one.records)}"
        + (f". No more; passed into {one.successor}" if one.ended_at else "")
        for one in page.controllers
    ]
    return "\n".join(told) or "Nobody is answerable for anything yet: nothing is kept."


def transfer(one: TransferTerms) -> str:
    """What passed."""
    return f"{one.before} → {one.after}: {_counted(one.records)}"


def background(found: Background) -> str:
    """What runs in the background."""
    lines = [tasks.standing(found)]
    lines += [f"  given up: {one.number}, {tasks.delivery(one)}. {one.trouble}" for one in found.dead]
    lines += [f"  {tasks.STATES[one.state]}: {one.number}, {tasks.delivery(one)}" for one in found.under_way]
    return "\n".join(lines)


def _counted(records: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{many:,} × {sort}" for sort, many in records) or "nothing"


def _looks(found: LookLines) -> list[str]:
    return [f"  {tell.clock(one.at)}  {one.who}: {tell.look_line(one)}" for one in found.looks] or ["  nobody yet"]
