"""What is looked at before an organisation is asked to help another (docs/methods/partnerships.md, 3).

Every line says fine, hurts or not known. What is not known never counts as fine, and nothing makes up for what hurts.
"""

from collections.abc import Collection
from datetime import date

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import (
    MONTHS_IN_POST,
    MOST_HELPED,
    GuardLine,
    Guards,
    Known,
    Leader,
    Verdict,
)
from wraparound.capabilities.partnerships.terms.standings import AspectSide, SpellState
from wraparound.published.months import months_after

LEADING = ("chair", "chief_executive")
ORDER = tuple(Topic)
IN_ORDER = {Verdict.HURTS: 0, Verdict.NOT_KNOWN: 1, Verdict.FINE: 2}


def guard_of(
    helper: Known, topics: Collection[Topic], *, on: date, whatever: tuple[GuardLine, ...] | None = None
) -> tuple[GuardLine, ...]:
    """What helping with these topics would do to the helper: what hurts first, then what is not known.

    `whatever` is what `guard_whatever` says of it, where whoever asks has that already.
    """
    lines = (_same_need(helper, topics), _said_need(helper, topics))
    rest = guard_whatever(helper, on=on) if whatever is None else whatever
    return tuple(sorted((*rest, *lines), key=lambda one: IN_ORDER[one.verdict]))


def guard_whatever(helper: Known, *, on: date) -> tuple[GuardLine, ...]:
    """What guards a helper whomever it would help, with whatever: the same for everybody who asks."""
    return (_regime(helper), _figures(helper), _helps_already(helper), _days(helper), _leaders(helper, on))


def hurts(lines: Collection[GuardLine]) -> bool:
    """Whether anything would hurt the helper."""
    return any(one.verdict is Verdict.HURTS for one in lines)


def _regime(helper: Known) -> GuardLine:
    """In a regime hurts. That no source shows it in one is not known to be fine: our list is thin for one regime."""
    shown = [one for one in helper.spells if one.state is SpellState.SHOWN_IN]
    unclear = [one for one in helper.spells if one.state is SpellState.NOT_KNOWN]
    told = shown or unclear or [one for one in helper.spells if one.state is SpellState.LEFT]
    found = told[-1] if told else None
    verdict = Verdict.HURTS if shown else Verdict.NOT_KNOWN
    return GuardLine(guard=Guards.REGIME, verdict=verdict, spell=found, sources=(found.source,) if found else ())


def _figures(helper: Known) -> GuardLine:
    """Whether its own newest figures came out within what was realistic a year earlier, on every measure compared."""
    worse = tuple(one for one in helper.inside if one.worse)
    verdict = Verdict.HURTS if worse else Verdict.FINE if helper.inside else Verdict.NOT_KNOWN
    sources = tuple(one.source for one in worse or helper.inside)
    return GuardLine(guard=Guards.FIGURES, verdict=verdict, measures=worse, of=len(helper.inside), sources=sources)


def _same_need(helper: Known, topics: Collection[Topic]) -> GuardLine:
    """Whether published evidence shows a need of its own on what it would help with."""
    about = [one for one in helper.aspects if one.topic in topics]
    needs = [one for one in about if one.side is AspectSide.NEED]
    known = any(one.side is not AspectSide.NOT_KNOWN for one in about)
    verdict = Verdict.HURTS if needs else Verdict.FINE if known else Verdict.NOT_KNOWN
    return GuardLine(
        guard=Guards.SAME_NEED,
        verdict=verdict,
        topics=_in_order({one.topic for one in needs or about if one.topic}),
        sources=tuple(one.source for one in needs if one.source),
    )


def _said_need(helper: Known, topics: Collection[Topic]) -> GuardLine:
    """Whether it says itself that it needs help with the same."""
    needs = {one.topic for one in helper.needs} & set(topics)
    verdict = Verdict.HURTS if needs else Verdict.FINE if helper.words_read else Verdict.NOT_KNOWN
    return GuardLine(guard=Guards.SAID_NEED, verdict=verdict, topics=_in_order(needs))


def _helps_already(helper: Known) -> GuardLine:
    found = helper.helping
    if found is None:
        return GuardLine(guard=Guards.HELPS_ALREADY, verdict=Verdict.NOT_KNOWN)
    full = found.helps >= MOST_HELPED or found.helped > 0
    return GuardLine(guard=Guards.HELPS_ALREADY, verdict=Verdict.HURTS if full else Verdict.FINE, helping=found)


def _days(helper: Known) -> GuardLine:
    """Days promised against days offered; who offers none and promised some has promised more than it has."""
    found = helper.helping
    if found is None:
        return GuardLine(guard=Guards.DAYS, verdict=Verdict.NOT_KNOWN)
    promised, offered = found.days_promised, found.days_offered or 0.0
    spent = promised > 0 and promised >= offered
    verdict = Verdict.HURTS if spent else Verdict.FINE if offered > 0 else Verdict.NOT_KNOWN
    return GuardLine(guard=Guards.DAYS, verdict=verdict, helping=found)


def _leaders(helper: Known, on: date) -> GuardLine:
    """Whether chair and chief executive have been in post for a year; not known where one of the posts is not here."""
    held = helper.leaders or ()
    unsettled = tuple(one for one in held if not _settled(one, on))
    both = {one.role for one in held} >= set(LEADING)
    verdict = Verdict.HURTS if unsettled else Verdict.FINE if both else Verdict.NOT_KNOWN
    return GuardLine(guard=Guards.LEADERS, verdict=verdict, leaders=unsettled or held)


def _settled(one: Leader, on: date) -> bool:
    return one.kind == "substantive" and one.since is not None and months_after(one.since, MONTHS_IN_POST) <= on


def _in_order(topics: Collection[Topic]) -> tuple[Topic, ...]:
    return tuple(sorted(topics, key=ORDER.index)) if topics else ()
