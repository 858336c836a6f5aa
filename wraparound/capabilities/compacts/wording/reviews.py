"""Review meetings in words: when, why, what changed since the last one, what was revised, and where a record stands."""

from collections.abc import Mapping

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import UndertakingState
from wraparound.capabilities.compacts.terms.reviews import (
    Known,
    KnownResult,
    KnownUndertaking,
    ReviewLine,
    ReviewState,
    ReviewTerms,
    Revised,
    SideAnswer,
    SideWords,
    SinceLast,
    StepState,
    StepTerms,
)
from wraparound.capabilities.compacts.wording.agreement import PARTIES, POINTS, day, party, result_words
from wraparound.capabilities.compacts.wording.compacts import KEPT_WORDS
from wraparound.capabilities.compacts.wording.criteria import STATES as CRITERION_STATES
from wraparound.capabilities.compacts.wording.criteria import criterion_words

THE = {one: f"{words[0].upper()}{words[1:]}" for one, words in PARTIES.items()}
STATES = {
    ReviewState.PLANNED: "Still to be held",
    ReviewState.HELD: "Held; its record is being written",
    ReviewState.AGREED: "Held; its record is agreed",
    ReviewState.APART: "Held; the sides say it differently",
    ReviewState.LEFT: "Not held",
}
STEP_STATES = {StepState.OPEN: "To be done", StepState.DONE: "Done", StepState.NOT_DONE: "Not done"}
STEP_TONES = {StepState.OPEN: "due", StepState.DONE: "kept", StepState.NOT_DONE: "not-kept"}
ANSWERS = {
    SideAnswer.NONE: "has not answered yet",
    SideAnswer.WROTE: "wrote it",
    SideAnswer.CONFIRMED: "confirms it",
    SideAnswer.APART: "does not agree to it",
}
CALM = (
    "A figure moves from month to month without anybody's doing. Look at the range and at several months before you "
    "look at one."
)
NOT_A_PROMISE = (
    "What comes next is not a promise: nothing follows by itself when it is not done. To promise it, amend the compact."
)
STANDS_ALONE = "Not confirmed by every side that must; it stands as the side that wrote it has it."
CHANGED_UNDER_YOU = "Somebody else changed this while you were writing. What it says now stands above what you wrote."


def name_of(one: ReviewLine) -> str:
    """ "Review at 6 months"; "Review that the board called"."""
    if one.point is not None:
        return f"Review at {POINTS[one.point]}"
    if one.called_for is not None:
        return f"Review that {PARTIES[one.called_for]} called"
    return "Review because something was not kept"


def when_line(one: ReviewLine) -> str:
    """When it was, or is to be, in calm words."""
    if one.state is ReviewState.LEFT:
        return f"It was to be held by {day(one.due)}, and was not."
    if one.held_on is not None:
        return f"Held on {day(one.held_on)}."
    if one.day is not None:
        said = "agreed" if one.day_agreed else "proposed"
        return f"To be held by {day(one.due)}; the day {said} is {day(one.day)}."
    if one.overdue:
        return f"It was to be held by {day(one.due)}. No day has been found yet: propose one."
    return f"To be held by {day(one.due)}. No day is proposed yet."


def because_line(one: ReviewLine) -> str:
    """Why it was called, where it was not one of the review points."""
    if one.point is not None or not one.because:
        return ""
    if one.called_for is not None:
        return f"Called because: {one.because}"
    return f"Called because this was not kept: {one.because}"


def lead(found: ReviewTerms) -> str:
    """The first sentence of its page."""
    return f"{STATES[found.state]}. {when_line(found.line)}"


def day_words(found: ReviewTerms) -> str:
    """Who proposed the day and who agreed to it."""
    if found.line.day is None or found.day_for is None:
        return ""
    said = f"{THE[found.day_for]} proposed {day(found.line.day)}"
    agreed = found.day_agreed_for
    return f"{said}; agreed by {PARTIES[agreed]}." if agreed else f"{said}; nobody else has agreed to it yet."


def since_head(found: ReviewTerms) -> str:
    """From when on changes are told."""
    if found.last_on is None:
        return "This is the first review: everything since the first day stands below."
    return f"Since the review on {day(found.last_on)}:"


def since_lines(found: ReviewTerms) -> tuple[str, ...]:
    """What changed since the review before, one line each; promises of all sides alike, then what followed."""
    since = found.since
    return _since(since, found.known) if since is not None else ()


def _since(since: SinceLast, known: Known) -> tuple[str, ...]:
    lines = [f"{KEPT_WORDS[one.sort][one.state]}: {one.words} ({one.giver})." for one in since.settled]
    lines += [f"{late_words(one)}: {one.words} ({one.giver}, due {day(one.due)})." for one in since.late]
    lines += [
        f"{KEPT_WORDS[one.sort][one.state]}: {one.words} ({one.giver}, due {day(one.due)})." for one in since.altered
    ]
    lines += [one.line for one in since.begun]
    lines += [one.line for one in since.ended]
    lines += [
        f"Exit criterion, {CRITERION_STATES[one.state].lower()}: {criterion_words(one)}." for one in since.criteria
    ]
    if not lines:
        lines.append("No promise, condition or exit criterion stands otherwise than it did.")
    for one in since.figures:
        result = known.result_of(one.key)
        if result is not None:
            lines.append(moved_words(result, one.before, one.before_period))
    return tuple(lines)


def moved_words(one: KnownResult, before: float, period: str) -> str:
    """The newest figure beside the newest one of the review before: two figures, and no verdict."""
    now = f"{one.percent:.1f}% ({one.period})" if one.percent is not None else "no figure"
    return f"{result_words(one.result)}: {before:.1f}% ({period}) was the newest figure then; now it is {now}."


def late_words(one: KnownUndertaking) -> str:
    """ "Overdue" or "Not kept"."""
    return state_words(one)


def state_words(one: KnownUndertaking) -> str:
    """Kept, due, overdue, not kept: in a word or two."""
    if one.overdue and one.state is UndertakingState.OPEN:
        return "Overdue"
    return KEPT_WORDS[one.sort][one.state]


def tone_words(one: KnownUndertaking) -> str:
    """The colour that goes with it: only kept, due and not kept have one."""
    if one.state is UndertakingState.KEPT:
        return "kept"
    return "not-kept" if one.overdue or one.state is UndertakingState.NOT_KEPT else "due"


def undertaking_words(one: KnownUndertaking) -> str:
    """Who to whom, by when, and when it was delivered."""
    who = f"{one.giver} to {one.receiver}" if one.receiver else one.giver
    done = f" · delivered on {day(one.delivered_on)}" if one.delivered_on else ""
    line = f"{who} · by {day(one.due)}{done}"
    return line[0].upper() + line[1:]


def due_words(one: KnownResult) -> str:
    """By when a result is due, and by how many days the clock moved it."""
    if not one.moved:
        return f"By {day(one.by)}"
    many = "1 day" if one.moved == 1 else f"{one.moved:,} days"
    return f"By {day(one.by)} (agreed {day(one.result.by)}; {many} later because the clock stood still)"


def latest(one: KnownResult) -> tuple[float, str] | None:
    """The newest figure that is known, as pictures take it."""
    return (one.percent, one.period) if one.percent is not None else None


def figure_words(one: KnownResult) -> str:
    """The newest figure in a sentence."""
    if one.percent is None:
        return ""
    return f"The newest figure is {one.percent:.1f}% ({one.period})."


def revised_words(one: Revised, known: Known) -> str:
    """What was published otherwise since."""
    result = known.result_of(one.key)
    name = result_words(result.result) if result else "A result"
    return f"{name}, {one.period}: {one.then:.1f}% then, {one.now:.1f}% now."


def step_words(one: StepTerms) -> str:
    """Who sees to it, by which day, and what was said of it."""
    who = party(one.party, one.name) if one.party is Party.OTHER else PARTIES[one.party]
    if one.name and one.party is not Party.OTHER:
        who = f"{one.name}, for {who}"
    line = f"{who} · by {day(one.due)}"
    if one.settled_on is not None:
        line += f" · said on {day(one.settled_on)} by {one.settled_by}"
    return line[0].upper() + line[1:]


def step_state(one: StepTerms) -> str:
    """To be done, overdue, done, not done."""
    if not one.counts and one.state is StepState.OPEN:
        return "Not confirmed"
    return "Overdue" if one.overdue else STEP_STATES[one.state]


def step_tone(one: StepTerms) -> str:
    """The colour that goes with it."""
    if not one.counts and one.state is StepState.OPEN:
        return "ended"
    return "not-kept" if one.overdue else STEP_TONES[one.state]


def answer_words(one: SideWords) -> str:
    """What a side says of the record."""
    by = f" ({one.answered_by})" if one.answered_by else ""
    return f"{THE[one.party]} {ANSWERS[one.answer]}{by}."


def record_lead(found: ReviewTerms) -> str:
    """Where the record stands, and whose word is still to come."""
    if found.state is ReviewState.AGREED:
        return "Leader and board have both written or confirmed this record. Nothing in it is altered any more."
    if found.state is ReviewState.APART:
        wrote = PARTIES[found.written_for] if found.written_for else "one side"
        return (
            f"The sides do not agree on one record. It stands here as {wrote} has it, with each side's words beside. "
            "Nothing in it is altered any more."
        )
    if found.written_for is None:
        return "Nobody has written the record yet. Any side can; another side then confirms it."
    waiting = [PARTIES[one] for one in (Party.LEADER, Party.BOARD) if not _stands(found, one)]
    said = f"Written by {found.written_by}, for {PARTIES[found.written_for]}."
    return f"{said} It waits for {' and '.join(waiting)} to confirm it." if waiting else said


def _stands(found: ReviewTerms, side: Party) -> bool:
    words = found.words_of(side)
    return words is not None and words.answer in (SideAnswer.WROTE, SideAnswer.CONFIRMED)


def own_words(found: ReviewTerms) -> Mapping[Party, SideWords]:
    """What each side said, of those that said anything."""
    return {one.party: one for one in found.words if one.words}


def added_by(one_party: Party | None, name: str) -> str:
    """Who added something, and for whom."""
    return f"{name}, for {PARTIES[one_party]}" if one_party is not None else f"{name}, for no side"


def ended_role(side: Party | None, names: tuple[str, ...]) -> str:
    """That a role has ended, and who can record now."""
    where = f" for {PARTIES[side]}" if side is not None else ""
    who = (
        f"It is recorded{where} by {' or '.join(names)} now."
        if names
        else f"Nobody acts{where} today: whoever looks after access gives that role to somebody."
    )
    return f"You act for no side of this compact that records reviews today. {who}"
