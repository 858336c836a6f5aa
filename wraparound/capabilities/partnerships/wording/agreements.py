"""A partnership in words: how it stands, who is waited for, its terms, how it ended, and what that does not say."""

from wraparound.capabilities.partnerships.terms.agreements import (
    AgreementLine,
    AgreementPage,
    AgreementState,
    Begun,
    DaysKnown,
    EndedHow,
    EndOf,
    Gone,
    JointWords,
    Payer,
    Side,
    WrittenTerms,
)
from wraparound.capabilities.partnerships.wording.own_words import days_words, topic_in_line
from wraparound.capabilities.partnerships.wording.plain import day

STATE = AgreementState
STATES = {
    STATE.SUGGESTED: "Suggested by the region",
    STATE.PROPOSED: "Proposed",
    STATE.DIAGNOSIS: "Agreeing what is wrong",
    STATE.TERMS: "Agreeing the terms",
    STATE.IN_FORCE: "In force",
    STATE.ENDED: "Ended",
    STATE.DECLINED: "Declined",
    STATE.TAKEN_BACK: "Taken back",
}
PAYERS = {
    Payer.NOBODY: "No money changes hands",
    Payer.HELPED: "The organisation that is helped",
    Payer.REGION: "The region",
    Payer.CENTRE: "The national body",
}
WHO_PAYS = {
    Payer.HELPED: "paid by the organisation that is helped",
    Payer.REGION: "paid by the region",
    Payer.CENTRE: "paid by the national body",
}
NO_MARK = (
    "Declining is one click. Nothing is marked or counted by it: it leaves every list but that of the two boards, and "
    "a reason, if you give one, is read by the other board alone."
)
JOINED = (
    "The other board had proposed the same to you already, so the two are joined into one, and you have both said that "
    "you want to talk. Next, each of you says what it thinks is wrong."
)
SPEAKS_FOR_BOTH = (
    "You speak for both organisations. What two boards agree is agreed by two people: ask somebody else who leads one "
    "of them."
)
NO_CAUSE = (
    "Figures of both organisations stand here so that both look at the same. They do not say that the partnership "
    "caused any of it: much else happens at both at the same time."
)


def heading(helper: str, helped: str, *, agreed: bool = True) -> str:
    """What a partnership is called: before both have agreed it, only what could be.

    >>> heading("Thistleford", "Larkmoor"), heading("Thistleford", "Larkmoor", agreed=False)
    ('Thistleford helps Larkmoor', 'Thistleford could help Larkmoor')
    """
    return f"{helper} {'helps' if agreed else 'could help'} {helped}"


def unheard_words(found: AgreementPage) -> str:
    """What to do where nobody is there who could answer; empty where somebody is."""
    if not found.unheard:
        return ""
    names = " and ".join(found.unheard)
    return (
        f"Nobody speaks for the board of {names} on this site yet, so no mail went there. Tell them yourself; whoever"
        " looks after the site can give their chair or chief executive a place."
    )


def state_words(found: AgreementPage) -> str:
    """How it stands, in a sentence or two, to whoever reads it."""
    waits = " and ".join(found.name_of(side) for side in found.waits_for)
    if found.state is STATE.SUGGESTED:
        return "The region suggests it. Neither board has proposed it yet: either can, or can decline."
    if found.state is STATE.PROPOSED and found.proposed_by:
        asks = "asks for help" if found.proposed_by is Side.HELPED else "offers to help"
        return f"{found.name_of(found.proposed_by)} {asks}. {waits} is asked whether it wants to talk about it."
    if found.state is STATE.DIAGNOSIS:
        return _diagnosis_words(found, waits)
    if found.state is STATE.TERMS:
        return _terms_words(found, waits)
    if found.state is STATE.IN_FORCE and found.in_force_on and found.last_day:
        return f"In force since {day(found.in_force_on)}, until {day(found.last_day)}."
    return end_words(found)


def _terms_words(found: AgreementPage, waits: str) -> str:
    if found.terms is None:
        return "Both boards agree what is wrong. Either can write the terms now."
    return f"Version {found.terms.number} of the terms waits to be accepted by {waits}."


def _diagnosis_words(found: AgreementPage, waits: str) -> str:
    if found.told != tuple(Side):
        done = "Neither has done so yet." if not found.told else f"{waits} has not done so yet."
        return f"Before anything else, each board says for itself what it thinks is wrong. {done}"
    if found.joint is None:
        return "Both boards have said what they think is wrong, and read each other. Next, one text that both agree."
    return f"Version {found.joint.number} of the shared text waits to be agreed to, or answered, by {waits}."


def is_written(found: AgreementPage) -> bool:
    """Whether a board has written something that would be lost to both: then a no is asked once more."""
    return bool(found.told or found.joint or found.terms)


def end_words(found: AgreementPage) -> str:
    """How it came to its end; nothing of one that has not."""
    if found.end is None:
        return ""
    if found.end.side is None and found.end.how is None:
        return f"A regional director suggested it on {day(found.end.on)}, when your two boards talked already."
    return _ended_words(found, found.end)


def _ended_words(found: AgreementPage, end: EndOf) -> str:
    on, who = day(end.on), found.name_of(end.side) if end.side else ""
    if found.state is STATE.DECLINED:
        return f"{who} declined on {on}. On this site only the two boards see that."
    if found.state is STATE.TAKEN_BACK:
        return f"{who} took it back on {on}. On this site only the two boards see that."
    if end.how is EndedHow.CLOSED:
        return f"It ended on {on}, because one of the two organisations is no more."
    if end.how is EndedHow.RAN_OUT:
        return f"It came to its last day, {day(found.last_day or end.on)}."
    return f"{who} ended it on {on}."


def gone_words(one: Gone, over: bool) -> str:
    """What became of an organisation, and who must act."""
    names = " and ".join(name for _, name in one.into)
    what = f"became part of {names}" if names else "was closed"
    follows = f" If both want to go on, the board of {names} and yours agree anew." if names else ""
    now = (
        "The partnership ended with it."
        if over
        else "Nothing more can be agreed with it; the partnership ends with it."
    )
    return f"{one.name} {what} on {day(one.on)}. {now}{follows}"


def begun_words(begun: Begun) -> str:
    """What is said to whoever proposed."""
    return JOINED if begun.joined else "Proposed. The other board is told that something waits for it."


def beyond_words(known: DaysKnown) -> str:
    """What the helper is told of its own days before it accepts; empty where nothing is known of what it offered."""
    if known.offered is None:
        return (
            "You have not said how many days you could give, so we cannot tell whether this is too much. You promise "
            f"{days_words(known.promised + known.here)} in all with this."
        )
    if known.beyond:
        return (
            f"With this you promise {days_words(known.promised + known.here)} in all, and you said that you could give "
            f"{days_words(known.offered)}. You may; say that you know it."
        )
    return (
        f"With this you promise {days_words(known.promised + known.here)} in all, of {days_words(known.offered)} that "
        "you said you could give."
    )


def money_words(terms: WrittenTerms) -> str:
    """Money to the helper and who pays it."""
    if terms.paid_by is Payer.NOBODY:
        return "No money changes hands."
    return f"£{terms.money:,} to the helper in all, {WHO_PAYS[terms.paid_by]}."


def days_and_time(terms: WrittenTerms) -> str:
    """How many days and from when to when."""
    return (
        f"{days_words(terms.days)} of people’s time, from {day(terms.starts)} to {day(terms.ends)}: about "
        f"{terms.days_in_all} days in all."
    )


def reviews_words(terms: WrittenTerms) -> str:
    """When both boards look at it together."""
    days = [day(one) for one in terms.reviews]
    along = f"on {', '.join(days)}, and " if days else ""
    return f"Both boards review it {along}at the end."


def terms_lines(terms: WrittenTerms) -> tuple[tuple[str, str], ...]:
    """The terms as heads and sentences, apart from the aims."""
    return (
        ("Who comes, and what they do", terms.people),
        ("Days and time", days_and_time(terms)),
        ("Money", money_words(terms)),
        ("What the helper gains", terms.gains),
        ("Reviews", reviews_words(terms)),
    )


def joint_words_line(one: JointWords, names: dict[Side, str]) -> str:
    """Who wrote a shared text and whether the other has agreed to it."""
    wrote = f"Version {one.number}, written by {names[one.side]} on {day(one.written_on)}."
    if one.agreed_on:
        return f"{wrote} {names[one.side.other]} agreed to it on {day(one.agreed_on)}."
    return f"{wrote} {names[one.side.other]} has not agreed to it yet."


def line_words(one: AgreementLine) -> str:
    """A partnership in a list: how it stands."""
    about = f"{STATES[one.state]} · {topic_in_line(one.topic)}"
    if one.state is STATE.IN_FORCE and one.last_day:
        lasts = f"{about} · until {day(one.last_day)}"
        return f"{lasts} · {days_words(one.days)}" if one.days else lasts
    return f"{about} · since {day(one.since)}"


def need_words(one: AgreementLine) -> str:
    """What is wanted of a board, in its list of today."""
    other = one.helped if Side.HELPER in one.sides else one.helper
    if one.state is STATE.SUGGESTED:
        return f"The region suggests a partnership with {other}."
    if one.state is STATE.PROPOSED:
        asks = "asks you for help" if Side.HELPER in one.sides else "offers to help you"
        return f"{other} {asks} with {topic_in_line(one.topic)}."
    if one.state is STATE.DIAGNOSIS:
        return f"The partnership with {other} waits for your view of what is wrong."
    return f"The partnership with {other} waits for terms, or for you to accept them."


NEED_ACTIONS = {
    STATE.SUGGESTED: "Propose it, or decline",
    STATE.PROPOSED: "Read and answer it",
    STATE.DIAGNOSIS: "Say what you think is wrong, or agree",
    STATE.TERMS: "Read and accept, or answer",
}
