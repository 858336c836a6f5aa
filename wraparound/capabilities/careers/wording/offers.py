"""Offers across organisations, requests for them and what they led to, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.offers import (
    LEAST_TO_TELL,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Backfill,
    BoardLine,
    BoardPage,
    BoardTold,
    EmployerAnswer,
    EmployerTerms,
    LedTo,
    LedToTerms,
    NeedPart,
    OfferKind,
    OfferLine,
    OfferPage,
    RequestHere,
    RequestState,
    RequestTerms,
    Side,
    StatedNeeds,
)
from wraparound.capabilities.careers.wording.frameworks import day, how_many

KINDS: Mapping[OfferKind, str] = {
    OfferKind.STRETCH: "Stretch assignment",
    OfferKind.SECONDMENT: "Secondment",
    OfferKind.SHADOWING: "Shadowing",
    OfferKind.PROJECT: "Project role",
    OfferKind.MENTORING: "Mentoring",
}
BACKFILL: Mapping[Backfill, str] = {
    Backfill.NOT_NEEDED: "No backfill is needed",
    Backfill.HOST: "The host pays for backfill",
    Backfill.OWN: "Your own organisation pays for backfill",
    Backfill.SHARED: "Both pay for backfill, as they agree",
}
PARTS: Mapping[NeedPart, str] = {
    NeedPart.KIND: "the kind",
    NeedPart.REGION: "the region",
    NeedPart.COMPETENCY: "the competency",
    NeedPart.DAYS: "the days a week",
}
STATES: Mapping[RequestState, str] = {
    RequestState.WAITS: "It waits for an answer.",
    RequestState.DECLINED: "It was declined.",
    RequestState.AGREED: "Both said yes. It has not begun yet.",
    RequestState.UNDER_WAY: "Both said yes, and it is under way.",
    RequestState.ENDED: "It has ended.",
    RequestState.TAKEN_BACK: "You took it back.",
    RequestState.LAPSED: "The offer was over before both had answered.",
}
LED_TO: Mapping[LedTo, str] = {
    LedTo.SENIOR: "A more senior role",
    LedTo.WIDER: "More in the same role",
    LedTo.OTHER: "A role elsewhere at the same level",
    LedTo.SAME: "The same as before",
    LedTo.LEFT: "Work outside the NHS",
}
YEARS: Mapping[int, str] = {1: "one year on", 2: "two years on"}
LEAD = (
    "Work that another organisation offers so that somebody can learn: to stretch, on secondment, by shadowing, in a "
    "project, with a mentor. Nobody is matched or scored: you look, and you ask."
)
ORDER = (
    "In the same order for everybody: the first to close stands first, then by name of the organisation and of the "
    "offer. How much of what you look for an offer meets moves it nowhere."
)
NONE_OPEN = "No offer is open today."
STICKS = "What you choose stands here the next time too, until you change it. Nobody else reads it."
COUNT_IN = (
    f"My region may count that I look for this: only of {LEAST_TO_TELL} people or more together, once a year, so that "
    "it sees what is missing on this board"
)
NO_EMPLOYER = (
    "We do not know where you work, so nobody could agree to it. Ask whoever looks after access at your organisation "
    "to add you there."
)
AT_HOME = "It is your own organisation that offers it: ask whoever leads people there."
WHO_READS = (
    "Your name and your words are read by those who lead people at both organisations. Both have to agree, and say why "
    "where they do not. You can take it back until both have: then nobody else "
    "reads it any more."
)
NOW = "What happens now"
SETTLE = (
    "Talk with both of them before it starts: who does your work meanwhile, and to whom you report there. Nothing of "
    "that is arranged by this site."
)
PAYS = "Who pays for backfill stands in the offer."
NO_MORE = "One organisation said no, so nothing more comes of this request. The other is not asked any more."
TRY_NEXT = (
    "You can ask for another offer, or talk with your manager about what would make it possible another time. Nobody "
    "holds it against you that you asked."
)
NO_WORDS = f"Say in a few words why you would like it, in at most {LONGEST_REASON} characters."
ASKED_ALREADY = "You have asked for it already."
NOT_OPEN = "It is no longer open."
WRONG_EMPLOYER = "Choose which of the organisations where you work has to agree."
WRONG_TEXT = (
    f"Say what it is and where in at most {LONGEST_TITLE} characters each, and what somebody does and what you "
    f"get from it in at most {LONGEST_TEXT}."
)
WRONG_DAYS = (
    "Choose a last day that is not before the first, within three years, and a last day to ask, from today on, that is "
    "not after its last day."
)
WRONG_HALF_DAYS = "Days a week: half a day to five days, or leave it open."
WRONG_BACKFILL = "Say how many days a week need backfill, or that none is needed."
WRONG_COMPETENCY = "Choose competencies of this framework."
NO_REASON = f"Say why, in words that you would like to read yourself, in at most {LONGEST_REASON} characters."
NOT_YOUR_OWN = "Somebody else at your organisation has to answer what you asked for."
ANSWERED_ALREADY = "Your organisation has answered it, or it waits no longer."
NOT_RUNNING = "Only what both agreed to and is not over can be ended."
SAID_NO = "An employer has said no, and that stays: it cannot be taken back."
LEFT_THERE = " You do not work there any more, so it is not theirs to answer: take it back, and ask anew."
BOTH_AGREED = "Both have agreed. It can be ended, with a reason."
NOT_DUE = "Nothing is asked about it today."
WHY_LEARN = (
    "What did it lead to, for you? It is yours to say or not. If you agree, it is counted with what others say, and "
    f"told of {LEAST_TO_TELL} people or more together, each answer once. Otherwise it stands in the copy of your "
    "data alone."
)
IN_USE = "offers that can build something of it"
LOOKED_FOR = "what people look for of it"
TAKEN_DOWN = "Taken down. Nobody can ask for it any more; who asked before still waits for you."
TOLD_LEAD = (
    "Which offers nobody asked for, what people look for and do not find, and what offers led to. Nothing is told of "
    f"fewer than {LEAST_TO_TELL}, each count stands for a year, and nobody can be found in it."
)
NOT_TOLD = f"Nothing can be told yet: fewer than {LEAST_TO_TELL}, or too few of them stand apart."
ASKED_SUBJECT = "Somebody would like what is offered, and waits for your organisation"
ASKED_BODY = """Somebody would like to take up an offer under Careers in Wraparound, and your organisation has to agree.

Sign in: the page of today leads to it. This message says no more on purpose.
"""
ANSWERED_SUBJECT = "There is news about what you asked for"
ANSWERED_BODY = """An employer has answered what you asked for under Careers in Wraparound.

Sign in, open Careers, then “Offers across organisations”. This message says no more on purpose.
"""


def lacks(label: str) -> str:
    """That nothing is written in a field, by what it is called."""
    return f"{label}: nothing is written here yet."


def days_words(half_days: int) -> str:
    """Half days a week, as people say them.

    >>> days_words(1), days_words(2), days_words(5)
    ('half a day a week', '1 day a week', '2.5 days a week')
    """
    if half_days == 1:
        return "half a day a week"
    return f"{half_days / 2:g} {'day' if half_days == 2 else 'days'} a week"


def line_words(one: OfferLine) -> str:
    """An offer in a list, under its title."""
    days = f", {days_words(one.half_days)}" if one.half_days else ""
    when = f"{day(one.starts)} to {day(one.ends)}{days}"
    return f"{KINDS[one.kind]}. {one.host}, {one.where}. {when}. Ask until {day(one.closes_on)}."


def builds_words(one: OfferLine) -> str:
    """What it can build."""
    if not one.titles:
        return "It does not say which competencies it can build."
    return f"It can build: {'; '.join(one.titles)}."


def stands_words(one: BoardLine) -> str:
    """Which stated needs it meets, and of which it does not say; empty where nothing was stated."""
    parts = ((one.met, "Meets what you look for"), (one.not_known, "It does not say"))
    return " ".join(f"{words}: {', '.join(PARTS[each] for each in some)}." for some, words in parts if some)


def board_words(page: BoardPage) -> str:
    """How much there is, in a sentence."""
    if not page.lines:
        if not page.others:
            return NONE_OPEN
        return f"{how_many(page.others, 'offer')} open today, and none has what you look for, as far as its host says."
    more = (
        f" {how_many(page.others, 'other')} open today {_has(page.others)} not what you look for."
        if page.others
        else ""
    )
    first = (
        f" The first {len(page.lines)} to close are shown: say what you look for, to see fewer." if page.more else ""
    )
    return f"{how_many(len(page.lines) + page.more, 'offer')}.{first}{more}"


def backfill_words(one: OfferPage) -> str:
    """Who pays for backfill, and for how many days."""
    many = f": {days_words(one.backfill_half_days)}" if one.backfill_half_days else ""
    return f"{BACKFILL[one.backfill]}{many}."


def next_words(one: RequestTerms) -> list[str]:
    """What happens once both said yes: when it starts and ends, with whom to settle the rest, and that it can end."""
    if one.state not in (RequestState.AGREED, RequestState.UNDER_WAY):
        return []
    line = one.offer
    days = f", {days_words(line.half_days)}" if line.half_days else ""
    sides = [f"{each.by} agreed to it for {each.name}" for each in (one.own, one.host) if each.by]
    found = [f"It starts on {day(line.starts)} and ends on {day(line.ends)}, at {line.host}, {line.where}{days}."]
    found += [f"{'; '.join(sides)}."] if sides else []
    return [*found, f"{SETTLE} {PAYS}"]


def employer_words(one: EmployerTerms) -> str:
    """What one employer says."""
    if one.answer is EmployerAnswer.WAITS:
        nobody = " Nobody there can answer here yet: tell whoever leads people there." if one.nobody else ""
        return f"{one.name} has not answered.{LEFT_THERE if one.left else nobody}"
    said = "said yes" if one.answer is EmployerAnswer.YES else "said no"
    why = f" “{one.because}”" if one.because else ""
    return f"{one.name} {said} on {day(one.on)} ({one.by}).{why}" if one.on else f"{one.name} {said}.{why}"


def looks_words(page: BoardPage) -> str:
    """What somebody looks for, on the board."""
    now = page.needs
    titles, regions = dict(page.competencies), dict(page.regions)
    parts = [_small(KINDS[now.kind]) if now.kind else ""]
    parts.append(f"in {regions.get(now.region, now.region)}" if now.region else "")
    parts.append(f"that can build “{titles[page.wanted]}”" if page.wanted in titles else "")
    parts.append(f"{days_words(now.most_half_days)} at most" if now.most_half_days else "")
    said = ", ".join(filter(None, parts))
    return (
        f"You look for: {said}." if said else "You have not said what you look for, so everything that is open is here."
    )


def needs_words(one: StatedNeeds) -> str:
    """What somebody looks for, for the copy of their data."""
    parts = [KINDS[one.kind] if one.kind else "", one.region, one.competency and f"{one.framework} {one.competency}"]
    parts.append(days_words(one.most_half_days) if one.most_half_days else "")
    counted = "May be counted in your region." if one.counted else "Not counted."
    return f"{'; '.join(filter(None, parts)) or 'Anything'}. {counted}"


def request_words(one: RequestTerms) -> str:
    """A request in the list of whoever asked."""
    due = " You are asked what it led to." if one.due else ""
    return f"{one.offer.host}. {STATES[one.state]}{due}"


def here_words(one: RequestHere) -> str:
    """A request in the list of an employer."""
    if one.may_answer:
        who = "works with you" if one.side is Side.OWN else f"works at {one.request.own.name}"
        return f"Waits for you since {day(one.request.asked_on)}. {one.request.person} {who}."
    waits = one.request.state is RequestState.WAITS
    return f"{one.request.person}. {'It waits for the other employer.' if waits else STATES[one.request.state]}"


def led_to_words(one: LedToTerms) -> str:
    """What they said that it led to."""
    counted = "It may be counted." if one.counted else "It is not counted."
    return f"{YEARS[one.years].capitalize()} you said: {_small(LED_TO[one.led_to])}. {counted}"


def ended_words(one: RequestTerms) -> str:
    """That it ended early, by whom and why."""
    return f"Ended on {day(one.ended_on)} by {one.ended_by}: “{one.ended_because}”" if one.ended_on else ""


def need_words(title: str) -> str:
    """What waits for an employer, on the page of today."""
    return f"Somebody asks for “{title}”, and waits for your organisation"


def news_words(title: str) -> str:
    """That an employer answered what the viewer asked for, on the page of today."""
    return f"There is an answer to what you asked for: “{title}”"


def due_words(title: str) -> str:
    """What is asked of whoever took part, on the page of today."""
    return f"What did “{title}” lead to, for you?"


def told_words(told: BoardTold) -> list[str]:
    """All that is told to a region, each in a sentence; empty where nothing is."""
    found = [
        f"{KINDS[kind]}: of {total} offers that closed, nobody asked for {without} (counted on {day(on)})."
        for kind, (total, without, on) in told.without.items()
    ]
    when = f" (counted on {day(told.needs_on)})" if told.needs_on else ""
    found += [f"{many} people look for {what}, and nothing open had it{when}." for what, many in told.needs.items()]
    for years, (said, on) in told.led_to.items():
        parts = "; ".join(f"{_small(LED_TO[one])} {many}" for one, many in said.items())
        found.append(f"{YEARS[years].capitalize()}, of {sum(said.values())} people: {parts} (counted on {day(on)}).")
    return found


def held_words(one: RequestTerms) -> str:
    """All of a request, for the copy of one's data."""
    lines = [one.words, STATES[one.state], employer_words(one.own), employer_words(one.host), ended_words(one)]
    return "\n".join(filter(None, [*lines, *map(led_to_words, one.led_to)]))


def _has(many: int) -> str:
    return "has" if many == 1 else "have"


def _small(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
