"""What those who keep posts are told: how a post stands after what they did, and what each choice means."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.keeping import AfterIt, Called
from wraparound.capabilities.pipelines.terms.lists import HolderLine, PostTerms
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel
from wraparound.capabilities.pipelines.terms.usual import BoardEntered
from wraparound.capabilities.pipelines.wording.posts import KINDS, NOT_SHOWN, day

LEVELS_MEAN: Mapping[PostLevel, str] = {
    PostLevel.BOARD: "Board: a seat on the board, or attending it",
    PostLevel.DEPUTY: "Deputy: the tier that reports to it",
}
KINDS_MEAN: Mapping[HolderKind, str] = {
    HolderKind.SUBSTANTIVE: "Substantive: appointed to it. This ends a vacancy",
    HolderKind.INTERIM: "Interim: engaged for a time. The post stays vacant",
    HolderKind.ACTING: "Acting: somebody of yours stands in. The post stays vacant",
    HolderKind.SECONDMENT: "On secondment: lent by another employer or post. The post stays vacant",
    HolderKind.VACANT: "Vacant: nobody holds it substantively",
}
READ_BY_ALL = "Everybody who sees the post reads this; name nobody"
NOTHING_LOST = "Nothing is deleted: history keeps what it said before, who changed it, and why."
SOMEBODY_NEW = "No, somebody new here"
OPEN_AGAIN = "All that had ended with it is as it was before, unless somebody changed it since."
UNDO_TAKE_UP = "Was that a mistake? Take it back."
UNDO_LEAVE = "Was that a mistake? Correct it."
UNDO_CLOSE = "Was that a mistake? Open it again."


def holds_words(line: HolderLine, title: str, *, today: date) -> str:
    """Who holds a post from when on, as a sentence; in the past where it is over, and ahead where it has not begun."""
    who = f"{_name_of(line)} {{}} {title}{_how(line.kind)} from {day(line.starts)}"
    if line.ends is not None and line.ends < today:
        return f"{who.format('held')} to {day(line.ends)}."
    until = f" to {day(line.ends)}" if line.ends else ""
    return f"{who.format('will hold' if line.starts > today else 'holds')}{until}."


def kept_above(post: PostTerms, choices: Sequence[tuple[str, str]]) -> str:
    """What a post reports to already and could not be chosen anew; empty where it could, or reports to none."""
    if post.above_unseen:
        return f"As it is: {NOT_SHOWN}"
    if post.reports_to is None or str(post.reports_to[0]) in dict(choices):
        return ""
    return f"As it is: {post.reports_to[1]}"


def called_words(one: Called) -> str:
    """Somebody who could be meant, and where they belong, where that is the viewer's to see."""
    return f"{one.name}, {one.where}" if one.where else one.name


def appointed_words(one: Called) -> str:
    """Who the name stands for, where it came from an appointment."""
    return f"Who was appointed: {called_words(one)}. For somebody else, write their name instead."


def nobody_like(name: str) -> str:
    """That nobody was found; it says nothing of people whom the viewer may not name."""
    if not name:
        return "Give a name, or part of one, to look for somebody."
    return f"Nobody of yours, or released to you, is called {name} or nearly so. Enter them as somebody new here."


def new_here_words(name: str) -> str:
    """That a name was entered for somebody who was not here, so that a slip in it is noticed."""
    return f"{name} is new here."


def left_words(line: HolderLine, title: str, last_day: date, *, today: date) -> str:
    """The last day of a holder, as a sentence."""
    was = "was" if last_day < today else "is"
    return f"{_name_of(line)}: the last day in {title} {was} {day(last_day)}."


def vacant_words(after: AfterIt) -> str:
    """From when to when a post is vacant; empty where it is not."""
    if after.vacant is None:
        return ""
    if after.vacant.ends is None:
        return f"Vacant from {day(after.vacant.starts)}{', somebody stands in' if after.stand_in else ''}."
    return (
        f"From {day(after.vacant.starts)} to {day(after.vacant.ends)} nobody is entered, so it counts as vacant then. "
        "If somebody held it, enter them too."
    )


def closed_words(title: str, last_day: date, *, today: date) -> str:
    """The last day of a post, as a sentence."""
    return f"{title} {'ended' if last_day < today else 'ends'} on {day(last_day)}."


def entry_words(line: HolderLine) -> str:
    """An entry as it stands, in a line."""
    name = f"{line.known.name}, " if line.known else ""
    until = f" to {day(line.ends)}" if line.ends else ""
    return f"{name}{KINDS[line.kind]}, from {day(line.starts)}{until}"


def holders_words(lines: tuple[HolderLine, ...], *, today: date) -> str:
    """Who holds a post today, or is to hold it, in a line."""
    if not lines:
        return "Nobody is entered."
    return "; ".join(
        f"Vacant {_since(one, today)}"
        if one.kind is HolderKind.VACANT
        else f"{_name_of(one)}{_how(one.kind)}, {_since(one, today)}"
        for one in lines
    )


def board_words(entered: BoardEntered) -> str:
    """What was entered at once, as a sentence or two."""
    said = f"{_many(entered.posts, 'post')} entered, with {_many(entered.holders, 'holder')}"
    said += f"; {entered.vacant} vacant." if entered.vacant else "."
    if entered.known:
        said += f" Here already, and taken for the same person: {', '.join(entered.known)}."
    return said


def _name_of(line: HolderLine) -> str:
    return line.known.name if line.known else "Somebody"


def _how(kind: HolderKind) -> str:
    return "" if kind is HolderKind.SUBSTANTIVE else f" ({KINDS[kind]})"


def _since(line: HolderLine, today: date) -> str:
    return f"{'from' if line.starts > today else 'since'} {day(line.starts)}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
