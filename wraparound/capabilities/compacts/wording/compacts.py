"""Compacts as they are shown: states, undertakings, what followed, signatures and the checks of a signed text."""

from datetime import date

from wraparound.capabilities.compacts.terms.agreement import Agreement, Follows, Party, Result, ResultSort
from wraparound.capabilities.compacts.terms.compacts import (
    CompactTerms,
    EffectTerms,
    Signed,
    TextLine,
    TextState,
    TextTerms,
    UndertakingSort,
    UndertakingState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.wording.agreement import (
    PARTIES,
    bearing_words,
    day,
    many_days,
    pounds,
    result_names,
)

STATES = {
    TextState.PRIVATE: "private draft",
    TextState.SHARED: "shared with every side",
    TextState.OFFERED: "to be signed",
    TextState.IN_FORCE: "in force",
    TextState.REPLACED: "replaced",
    TextState.LEFT: "put aside",
}
SIDES = {
    Party.LEADER: "Leader",
    Party.BOARD: "Board",
    Party.REGION: "Region",
    Party.CENTRE: "Centre",
    Party.OTHER: "Another organisation",
}
KEPT_WORDS = {
    UndertakingSort.PROMISE: {
        UndertakingState.OPEN: "Due",
        UndertakingState.REPORTED: "Said to be kept",
        UndertakingState.KEPT: "Kept",
        UndertakingState.NOT_KEPT: "Not kept",
        UndertakingState.ENDED: "No longer part of it",
    },
    UndertakingSort.CONDITION: {
        UndertakingState.OPEN: "Due",
        UndertakingState.REPORTED: "Said to be met",
        UndertakingState.KEPT: "Met",
        UndertakingState.NOT_KEPT: "Not met",
        UndertakingState.ENDED: "No longer part of it",
    },
}
WHICH = {
    "open": "Not settled yet",
    "overdue": "Overdue",
    "due": "Due within a month",
    "kept": "Kept or met",
    "not_kept": "Not kept or not met",
    "all": "All",
}
LIST_STATES = {
    "": "Every state",
    "writing": "Being written",
    "signing": "To be signed",
    "in_force": "In force",
    "ended": "Ended or put aside",
}


def head_of(organisation: str, leader: str | None) -> str:
    """Which compact it is, in a few words."""
    return f"Compact with {leader}, {organisation}" if leader else f"Compact, {organisation}"


def text_head(line: TextLine) -> str:
    """ "Version 2, by the board: shared with every side"."""
    return f"Version {line.number}, by {PARTIES[line.side]}: {STATES[line.state]}"


def state_of(one: UndertakingTerms) -> str:
    """Kept, due, overdue, not kept: in a word or two."""
    if one.overdue and one.state is UndertakingState.OPEN:
        return "Overdue"
    return KEPT_WORDS[one.sort][one.state]


def tone_of(one: UndertakingTerms) -> str:
    """The colour that goes with it: only kept, due and not kept have one."""
    if one.state is UndertakingState.KEPT:
        return "kept"
    if one.overdue or one.state is UndertakingState.NOT_KEPT:
        return "not-kept"
    return "ended" if one.state is UndertakingState.ENDED else "due"


def undertaking_line(one: UndertakingTerms) -> str:
    """Who to whom, by when, how much, at what cost."""
    parts = [one.giver_words if not one.receiver_words else f"{one.giver_words} to {one.receiver_words}"]
    parts.append(f"by {day(one.due)}")
    if one.days:
        given = f", {many_days(one.days_given)} given" if one.days_given is not None else ""
        parts.append(f"{many_days(one.days)}{given}")
    if one.cost:
        parts.append(f"{pounds(one.cost)}, paid by {one.paid_by}")
    line = " · ".join(parts)
    return line[0].upper() + line[1:]


def overdue_words(overdue: int, soon: int) -> str:
    """ "3 overdue, 2 due within a month"; nothing of either is said as such."""
    if not overdue and not soon:
        return "Nothing is overdue on any side, and nothing is due within a month."
    late = f"{overdue} overdue" if overdue else "Nothing is overdue"
    return f"{late}, {soon or 'none'} due within a month, on all sides alike."


def settled_line(one: UndertakingTerms) -> str:
    """What was recorded of it: when it was delivered, by whose word, on what evidence."""
    if one.state is UndertakingState.NOT_KEPT:
        return f"Recorded as not kept by {one.reported_by}. {one.evidence}".strip()
    if one.delivered_on is None:
        return ""
    verb = "Met" if one.sort is UndertakingSort.CONDITION else "Kept"
    said = f"{verb} on {day(one.delivered_on)}, says {one.reported_by}"
    if one.confirmed_by != one.reported_by:
        said += f"; confirmed by {one.confirmed_by}" if one.confirmed_by else "; nobody else has confirmed it yet"
    return f"{said}. {one.evidence}".strip() if one.evidence else f"{said}."


def follows_line(one: UndertakingTerms, today: date) -> str:
    """What follows or followed, when, and for which results where not for all."""
    if one.counts_as_kept or one.state is UndertakingState.ENDED or one.late_on is None:
        return ""
    when = f"on {day(one.late_on)}" if one.late_on > today else f"since {day(one.late_on)}"
    ahead = one.late_on > today
    only = f", {bearing_words(one.bears_on)}" if one.bears_on else ""
    return {
        Follows.NOTHING: "",
        Follows.PAUSE: f"If not, the clock pauses {when}{only}." if ahead else f"The clock stands still {when}{only}.",
        Follows.RERANGE: f"If not, ranges are worked out anew {when}{only}."
        if ahead
        else f"Worked out anew {when}{only}.",
        Follows.REVIEW: f"If not, a review is called {when}." if ahead else f"A review has been called {when}.",
    }[one.follows]


def effect_line(one: EffectTerms, agreement: Agreement | None = None) -> str:
    """What followed, because of what, from when to when, and, by the agreement in force, for which results."""
    if one.lifted:
        return f"{one.lifted} ({one.because})"
    names = result_names(one.bears_on, agreement) if agreement else ()
    only = f", {bearing_words(names)}" if names else ""
    if one.sort is Follows.PAUSE:
        if one.ends is None:
            return f"The clock has stood still since {day(one.starts)}{only}, because of “{one.because}”."
        lost = (one.ends - one.starts).days
        return f"The clock stood still for {many_days(lost)}, from {day(one.starts)}{only}, because of “{one.because}”."
    if one.sort is Follows.RERANGE:
        return f"Ranges were worked out anew on {day(one.starts)}{only}, because of “{one.because}”."
    held = f" It was held on {day(one.ends)}." if one.ends else " It has not been held yet."
    return f"A review was called on {day(one.starts)}, because of “{one.because}”.{held}"


def no_figure(result: Result, text: TextTerms, found: CompactTerms) -> str:
    """What is said of a result in force whose measure the evidence in use holds no figure of any more."""
    if result.sort is not ResultSort.MEASURE or text.state is not TextState.IN_FORCE or found.latest_of(result.key):
        return ""
    return (
        "No figure of this measure is published here any more. What was agreed and its frozen range stand; to judge by "
        "something else, amend the compact."
    )


def signature_line(one: Signed) -> str:
    """Who signed as what."""
    void = f" It no longer counts: {one.void}" if one.void else ""
    return f"{one.name}, {one.acting_as}. Typed “{one.typed}”.{void}"


def parties_words(found: CompactTerms) -> str:
    """Who signs, and who was not asked."""
    region = "The region is asked to sign." if found.asks_region else "The region takes no part."
    return f"{region} {'The centre is asked to sign.' if found.asks_centre else 'The centre was not asked.'}"


def waits_for(found: CompactTerms) -> str:
    """That the viewer's side has signed, and whose signatures are still to come."""
    assert found.text is not None  # only a text is signed
    must = [PARTIES[one] for one in found.text.missing if one is not Party.CENTRE]
    mine = ", ".join(PARTIES[one] for one in found.sides)
    return (
        f"Signed for {mine}. It comes into force once {' and '.join(must)} {'have' if len(must) > 1 else 'has'} signed."
    )


def missing_line(one: Party, found: CompactTerms) -> str:
    """Who has not signed, and whether they must."""
    if one is Party.CENTRE:
        return "The centre was asked to sign and has not." if found.asks_centre else "The centre was not asked to sign."
    return f"{PARTIES[one].capitalize()} has not signed."


def looked_why(parties: tuple[Party, ...]) -> str:
    """Why the viewer sees it."""
    if not parties:
        return "You see this by a role that may read compacts here."
    return f"You see this for {' and '.join(PARTIES[one] for one in parties)}."
