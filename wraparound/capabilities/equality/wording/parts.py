"""Parts of equality in words: what each is, what becomes of it when it is off, and why it is off."""

from collections.abc import Mapping

from wraparound.capabilities.equality.terms.parts import EqualityPart, PartDecision, PartStanding, PlaceParts
from wraparound.capabilities.equality.wording.own import day

NAME = "What your organisation uses"
LEAD = (
    "Everything is on until somebody switches it off. What the law or the NHS contract asks for stays on. Anything "
    "else can be switched off, with a reason that is shown where the part would be."
)
NAMES: Mapping[EqualityPart, str] = {
    EqualityPart.DUTY: "Public sector equality duty",
    EqualityPart.WRES: "Workforce Race Equality Standard (WRES)",
    EqualityPart.WDES: "Workforce Disability Equality Standard (WDES)",
    EqualityPart.OWN_ANSWERS: "Asking people for their own answers",
    EqualityPart.MONITORING: "Monitoring files",
    EqualityPart.STAGES: "Stages on the way to a post",
    EqualityPart.ACTIONS: "The six actions",
    EqualityPart.REQUIREMENTS: "Requirements that shut people out",
    EqualityPart.PARITY: "When parity comes",
    EqualityPart.PROGRAMMES: "Programmes of positive action",
}
IS: Mapping[EqualityPart, str] = {
    EqualityPart.DUTY: (
        "Figures of your organisation by group, and objectives that they are about. The Equality Act 2010 asks public "
        "bodies to have due regard to equality, and to publish."
    ),
    EqualityPart.WRES: "Figures by ethnicity. The NHS standard contract asks for them every year.",
    EqualityPart.WDES: "Figures by disability. The NHS standard contract asks for them every year.",
    EqualityPart.OWN_ANSWERS: "Your people are asked on their own page for what they wish to say of themselves.",
    EqualityPart.MONITORING: "Files of what you hold of staff and applicants: WRES and WDES are counted from them.",
    EqualityPart.STAGES: "How far people come on the way to posts of yours, from what is entered in pipelines.",
    EqualityPart.ACTIONS: "What is done about the plan of 2023, with owner, day and what shows it.",
    EqualityPart.REQUIREMENTS: "What vacancies and profiles of yours ask that is known to keep people away.",
    EqualityPart.PARITY: "When each level of yours reaches a share at present rates, and what would bring it forward.",
    EqualityPart.PROGRAMMES: "Programmes that you offer openly to groups that are too few among those who lead.",
}
WHEN_OFF: Mapping[EqualityPart, str] = {
    EqualityPart.OWN_ANSWERS: "Their page says that you do not ask, and why. They may give what they like still.",
    EqualityPart.MONITORING: (
        "No file is taken in. Files that are counted stay so until you take them back. WRES and WDES stay your duty, "
        "also where you count them elsewhere."
    ),
    EqualityPart.STAGES: (
        "No stage of yours comes into the store from that day on, and your figures show none. What came in before "
        "stays in the sums of the region. Stages that are missed meanwhile do not come in later."
    ),
    EqualityPart.ACTIONS: "The page is closed, and a region is told that you do not use it. Your plan stays.",
    EqualityPart.REQUIREMENTS: "Nothing is looked at, and the page says so.",
    EqualityPart.PARITY: "Nothing is worked out of yours alone, and the page says so. Regions stay.",
    EqualityPart.PROGRAMMES: "No new one is offered in your name. Those that are offered stay until you close them.",
}
STATUTORY = "Statutory"
STATUTORY_STAYS = "What the law or the NHS contract asks for cannot be switched off here."
REASON_NEEDED = "Say why, in at most 600 letters: it is shown, with your name, where the part would be. Name nobody."
STANDS_SO = "It stands so already. Somebody may have switched it before you: look at the page again."
SWITCHED = "Kept. The reason is shown where the part would be."
SWITCHED_ON = "Kept. It is on again."
WHO = "Switched by the equality lead of the organisation, and by nobody else."


def off_said(part: EqualityPart, one: PartDecision, *, by_name: bool = True) -> str:
    """That it is off, since when, by whom and why: what stands where the part would be."""
    who = f" by {one.by}" if by_name else ""
    return f"{NAMES[part]}: switched off on {day(one.on)}{who}. The reason: {ended(one.reason)}"


def ended(words: str) -> str:
    """Words with a stop at their end.

    >>> ended("We count elsewhere"), ended("Why not?")
    ('We count elsewhere.', 'Why not?')
    """
    return words if words.endswith((".", "!", "?")) else f"{words}."


def standing_words(one: PartStanding) -> str:
    """How it stands today."""
    if one.is_statutory:
        return "On. It cannot be switched off."
    if one.last is None:
        return "On."
    return decision_words(one.last)


def decision_words(one: PartDecision) -> str:
    """One decision: what, when, by whom, why."""
    if one.is_on:
        return f"Switched on again on {day(one.on)} by {one.by}."
    return f"Off since {day(one.on)}, switched by {one.by}. The reason: {ended(one.reason)}"


def history_words(one: PartStanding) -> tuple[str, ...]:
    """Decisions before the one that holds, the newest first."""
    return tuple(
        decision_words(each).replace("Off since", "Switched off on").replace(", switched by", " by")
        for each in one.decisions[1:]
    )


def say_parts(found: PlaceParts) -> str:
    """Every part at the terminal."""
    lines = [found.name]
    for one in found.parts:
        label = f" ({STATUTORY.lower()})" if one.is_statutory else ""
        lines += ["", f"{NAMES[one.part]}{label}", f"  {standing_words(one)}"]
        lines += [f"  Before: {words}" for words in history_words(one)]
    return "\n".join(lines)
