"""Endings and statements at the terminal."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.compacts import Verified
from wraparound.capabilities.compacts.terms.endings import EndingPage, StatementTerms
from wraparound.capabilities.compacts.wording import endings as tell
from wraparound.capabilities.compacts.wording import statements as say
from wraparound.capabilities.compacts.wording.agreement import day


def ending(page: EndingPage) -> str:
    """How a compact ends or ended, what follows, and its statement as far as it is settled."""
    return "\n".join(_ending(page))


def verified(found: Verified) -> str:
    """Whether a statement holds, check by check."""
    head = "holds" if found.holds else "DOES NOT HOLD"
    lines = [f"The statement of compact {found.compact} {head}."]
    lines += [f"  {'ok  ' if ok else 'NO  '}{said}" for _, ok, said in found.checks]
    return "\n".join([*lines, f"Fingerprint {found.fingerprint}"])


def broken(found: Verified) -> str:
    """That it does not hold, in a sentence."""
    return (
        f"The statement of compact {found.compact} is not what was settled. Bring back a backup from before it was "
        "altered, and find out who altered it."
    )


def _ending(page: EndingPage) -> Iterator[str]:
    leader = f", with {page.leader}" if page.leader else ""
    yield f"Compact {page.compact}: {page.post}, {page.organisation}{leader}"
    if not page.in_force or page.last_day is None:
        yield "It was put aside." if page.ended_at is not None else "Nothing of it is in force, so it needs no ending."
        return
    if page.standing is not None:
        yield tell.standing_words(page.standing, page.today)
        yield from (f"{head}: {words}" for head, words in tell.said_lines(page.standing))
    elif page.ended_at is not None:
        yield f"It came to its last day, {day(page.last_day)}."
    else:
        yield f"It ends by itself after its last day, {day(page.last_day)}."
    if page.merged is not None:
        yield tell.merged_words(page.merged, page.organisation, page.today, ended=page.ended_at is not None)
    yield from ("", "What still counts:" if page.ended_at else "What follows when it ends:")
    yield from (f"  - {words}" for words in tell.follows_lines(page))
    yield from ("", f"The statement: {tell.statement_words(page)}")
    if page.statement is not None:
        yield from _statement(page.statement, page.leader)


def _statement(found: StatementTerms, leader: str) -> Iterator[str]:
    if not found.holds:
        yield "What is kept is not what was settled: wraparound compacts verify-ending says what differs."
    if head := say.revised_head(found):
        yield head
        yield from (f"  - {say.revised_line(one)}" for one in found.revised)
    for part in say.sections(found.statement, found.state, leader):
        yield from ("", part.heading)
        yield from (f"  {words}" for words in part.sentences)
        yield from (f"  - {name}: {words}" for name, words in part.points)
    yield from ("", *(say.agreed_line(one, found.state) for one in found.agreed))
    yield f"Fingerprint {found.fingerprint}"
