"""Listening at the terminal."""

from collections.abc import Sequence

from wraparound.capabilities.listening.terms.calls import CallLine, CallPage
from wraparound.capabilities.listening.terms.pulses import PulsePage, PulseState
from wraparound.capabilities.listening.wording.calls import call_words, closed_words, pieces_words
from wraparound.capabilities.listening.wording.joined import joined_words
from wraparound.capabilities.listening.wording.plain import day
from wraparound.capabilities.listening.wording.pulses import (
    NEVER_LIVE,
    answer_words,
    headings_of,
    moved_words,
    not_told_words,
    over_time_words,
    rows_of,
    state_words,
)


def say_calls(found: Sequence[CallLine]) -> str:
    """Calls for evidence at the terminal."""
    return (
        "\n".join(f"{one.number}. {one.title}: {call_words(one)}" for one in found) or "There is no call for evidence."
    )


def say_call(page: CallPage) -> str:
    """One call for evidence at the terminal."""
    lines = [page.line.title, call_words(page.line), closed_words(page), page.question]
    if page.heard_on:
        lines += ["", f"What was heard ({day(page.heard_on)})", page.heard]
        lines += ["", "What is good and should spread", page.good] if page.good else []
    if words := pieces_words(page):
        lines += ["", words]
    return "\n".join(lines)


def say_pulse(page: PulsePage) -> str:
    """A pulse at the terminal."""
    lines = [f"{page.line.title} · {page.line.place}", state_words(page)]
    if page.line.state is not PulseState.CLOSED:
        lines.append(NEVER_LIVE)
    for result in page.results:
        lines += ["", result.question.words, f"  {answer_words(result)}"]
        if result.moved:
            lines.append(f"  {moved_words(result.moved)}")
        if len(result.over_time) > 1:
            lines.append(f"  {over_time_words(result)}")
        for row in rows_of(result):
            told = zip(headings_of(result)[1:], row[1:], strict=True)
            lines.append(f"  {row[0]}: " + "; ".join(f"{name} {count}" for name, count in told))
        if words := not_told_words(result):
            lines.append(f"  {words}")
    for one in page.done:
        lines += ["", f"You said: {one.heard}", f"We did ({day(one.on)}): {one.did}"]
        lines += [f"  {joined_words(each)}" for each in one.joined]
    return "\n".join(lines)
