"""What focus says, on the page, at the terminal and in JSON alike."""

from collections.abc import Sequence

from wraparound.capabilities.focus.terms.texts import (
    AccuracyFigure,
    CodersAgreed,
    DatedDocument,
    DocumentRead,
    DocumentsOverTime,
    SentenceRead,
    SurveyBeside,
    TextKind,
    UsualOfKind,
    WordPart,
)
from wraparound.methods.focus.counting import LEAST, FlagCounts, HowShare, ShareDifference
from wraparound.methods.focus.horizon import Horizon
from wraparound.methods.focus.language import Language

ABOUT = "what this text talks about"
NOT_KEPT = "The text is read and not kept. Nobody else is told what came of it."
NOT_THIS = (
    "It measures wording, not what anybody does: it says nothing of how somebody leads, and must not be used to "
    "judge a "
    "person. There is no share that would be right: a plan to recover should be mostly about what."
)
KINDS = {
    TextKind.OBJECTIVES: "Objectives",
    TextKind.APPRAISAL: "Appraisal form",
    TextKind.ADVERT: "Advert or person specification",
    TextKind.AGENDA: "Board agenda",
    TextKind.BOARD_PAPER: "Board paper",
    TextKind.PLAN: "Plan",
    TextKind.STRATEGY: "Strategy",
}
RULE = (
    "What: work to be done, a target, a standard, cost, a deadline, a plan, a problem to fix, or what comes of it for "
    "patients. How: how people are treated, led, listened to, developed and kept well, how teams and partners work "
    "together, and listening to patients. A sentence can be both or neither. Each word below adds to one, takes "
    "from it, or "
    "does neither; the sum decides."
)
BOTH_SIDES = (
    "These words stand in a published list of words called masculine- or feminine-coded (Gaucher, Friesen and "
    "Kay 2011, who "
    "found adverts with masculine-coded words less appealing to women). Later work found next to no effect on "
    "who applies "
    "(Castilla and Rho 2023: a field experiment and some 300,000 postings). So they are marked, and nothing is "
    "made of them."
)
CODES = {
    "T": "what",
    "R": "how: people",
    "E": "how: partners",
    "P": "how: listening to patients",
    "C": "change",
    "N": "neither",
}
FEW_OF_A_KIND = 30
"""Sentences of one kind of document, under which its own figures are not said."""
NO_DAY = "Its name says no month: call it such as “2026-05 board paper” or “Board paper May 2026”."
MOST_WORDS = 8
MOST_ON_A_PAGE = 400
"""Sentences that are shown one by one; counts are of all."""
SMALLEST_SAID = 0.3
"""Log odds; a word that adds less, either way, is not marked."""


def say_counts(counts: FlagCounts) -> str:
    """The counts in one sentence."""
    return (
        f"{many(counts.scored, 'sentence')}: {counts.what} about what, {counts.how} about how, {counts.both} "
        f"about both, "
        f"{counts.neither} about neither, {counts.unsure} too close to call."
    )


def say_share(share: HowShare | None, counts: FlagCounts) -> str:
    """The share of how in words, or why there is none."""
    if share is None:
        return (
            f"No percentage: it would rest on {many(counts.flagged, 'sentence')} about what or how, and under {LEAST} "
            "chance alone moves it too far."
        )
    return (
        f"How makes up {percent(share.share)} of what it says of the two; with a text of this length, anything from "
        f"{percent(share.low)} to {percent(share.high)} would be no surprise. That is chance alone: sentences "
        f"that were "
        "read wrongly come on top."
    )


def say_corrected(share: HowShare | None, corrected: HowShare | None, kind: TextKind) -> str:
    """The interval with misreadings counted in, or why there is none; nothing where there is no share."""
    if share is None:
        return ""
    if corrected is None:
        return (
            f"How far misreadings move it nobody knows: too few sentences of {plural(kind)} were coded, or too many of "
            "these would be misread."
        )
    return (
        f"With sentences read wrongly counted in, as often as it happens in {plural(kind)}, anything from "
        f"{percent(corrected.low)} to {percent(corrected.high)} would be no surprise."
    )


def say_usual(found: UsualOfKind) -> str:
    """What is usual of a kind, and on what it rests; never a target."""
    if found.low is None or found.high is None:
        there = "there is none" if not found.documents else f"there are only {found.documents}"
        there = "there is only one" if found.documents == 1 else there
        return (
            f"Nobody knows yet what share is usual for {plural(found.kind)}: {found.least_documents} coded documents "
            f"with {found.least_sentences} flagged sentences each would be the least, and {there}."
        )
    return (
        f"Among {found.documents} coded {plural(found.kind)} how went from {percent(found.low)} to "
        f"{percent(found.high)}. That is what was, and no target."
    )


def say_difference(found: ShareDifference | None) -> str:
    """Whether two documents of a kind differ."""
    if found is None:
        return "They cannot be compared: one of them, at least, is too short for a share."
    ends = f"{_points(found.low)} to {_points(found.high)} points"
    if found.differs:
        return f"The share of how is {abs(100 * found.points):.0f} points {_way(found.points)} ({ends})."
    return f"No difference can be told from chance ({ends})."


def say_accuracy(figures: Sequence[AccuracyFigure], kind: TextKind) -> list[str]:
    """How often the measure agrees with a coder, for this kind of document where enough of it was coded."""
    own = [one for one in figures if one.kind == kind.value and one.figure == "accuracy"]
    overall = [one for one in figures if one.kind == "all" and one.figure == "accuracy"]
    said = []
    if own and own[0].sentences >= FEW_OF_A_KIND:
        said += [_agreement(one, f"of {plural(kind)}") for one in own]
    elif own:
        said.append(
            f"Only {own[0].sentences} coded sentences are of {plural(kind)}: too few to say how well it reads them."
        )
    else:
        said.append(f"No coded sentences are of {plural(kind)}: nobody knows how well it reads them.")
    said += [_agreement(one, "of all kinds") for one in overall]
    return [*said, _say_coders(figures)]


def _say_coders(figures: Sequence[AccuracyFigure]) -> str:
    coders = next((int(one.value) for one in figures if one.figure == "coders"), 1)
    if coders > 1:
        return f"They were coded by {coders} people, each alone, and are those on which all agree."
    return "They were coded by one person. No two people have coded them yet, so these figures are provisional."


def say_flags(one: SentenceRead) -> str:
    """What a sentence is about, in a word or two."""
    if one.language is not Language.ENGLISH:
        return "not read: no English"
    if one.unsure:
        return "too close to call"
    if one.what_flag and one.how_flag:
        return "what and how"
    return "what" if one.what_flag else "how" if one.how_flag else "neither"


def say_beside(one: SentenceRead) -> list[str]:
    """What stands beside a sentence: change, horizon, and that it is negative."""
    said = ["change"] if one.change else []
    if one.horizon in {Horizon.SHORT, Horizon.BOTH}:
        said.append("looks a short way ahead")
    if one.horizon in {Horizon.LONG, Horizon.BOTH}:
        said.append("looks a long way ahead")
    return [*said, "says that something is missing or went wrong"] if one.negative else said


def mark(part: WordPart) -> str:
    """How a word is marked: what, how, or nothing where it adds too little to either."""
    if max(part.what, part.how) < SMALLEST_SAID:
        return ""
    return "what" if part.what > part.how else "how"


def say_words(one: SentenceRead, flag: str) -> str:
    """Which words add most to a flag and which take most from it, with how much, in log odds."""
    adds = [(part.text, getattr(part, flag)) for part in one.parts if abs(getattr(part, flag)) >= SMALLEST_SAID]
    start = getattr(one, f"{flag}_start")
    most = sorted(adds, key=lambda pair: -abs(pair[1]))
    told = ", ".join(f"{word} {value:+.1f}" for word, value in most[:MOST_WORDS])
    rest = sum(getattr(part, flag) for part in one.parts) - sum(value for _, value in most[:MOST_WORDS])
    others = f", all others together {rest:+.1f}" if abs(rest) >= 0.05 else ""
    return f"Begins at {start:+.1f}; {told or 'no word adds much'}{others} (log odds; above 0 is a yes)"


def say_amount(flag: str, amount: float) -> str:
    """An amount in words."""
    return f"Amount of {flag}: {amount:.2f} of 1, flagged from 0.5 up"


def say_code(code: str) -> str:
    """A code of ours in words."""
    return ", ".join(CODES[letter] for letter in code)


def say_padding(read: DocumentRead) -> list[str]:
    """Warnings, each in a sentence; none where nothing looks padded."""
    said = [
        f"“{one.words}” stands in {one.sentences} sentences. Phrases that come again and again move the counts."
        for one in read.padding.phrases[:3]
    ]
    if read.padding.warned and read.padding.hung_on:
        said.append(
            f"In {many(len(read.padding.hung_on), 'sentence')} only the last words speak of how, after a task: "
            f"the counts "
            "of how may say more than the text does."
        )
    return said


def say_document(read: DocumentRead) -> str:
    """A document at the terminal."""
    lines = [f"{KINDS[read.kind]}: {ABOUT}", say_counts(read.counts), *say_shares(read)]
    lines.append(say_shown_beside(read))
    lines += [*say_left_out(read), *say_padding(read)]
    lines += ["", *(f"{one.number:4}  {say_flags(one):18} {one.text}" for one in read.sentences)]
    return "\n".join([*lines, "", *say_accuracy(read.accuracy, read.kind), f"Read by {read.method}.", NOT_THIS])


def say_shares(read: DocumentRead) -> list[str]:
    """The share, with misreadings counted in, and what is usual; each in a sentence."""
    said = (say_share(read.share, read.counts), say_corrected(read.share, read.corrected, read.kind))
    return [*filter(None, said), say_usual(read.usual)]


def say_shown_beside(read: DocumentRead) -> str:
    """Change, horizon, negatives and headings of a document: beside the counts, in none of them. Nothing of none."""
    parts = (
        (read.change, "with words of change"),
        (read.short, "looking a short way ahead"),
        (read.long, "looking a long way ahead"),
        (read.negative, "saying that something is missing or went wrong"),
    )
    said = [f"{count} {words}" for count, words in parts if count]
    headings = f"{many(read.headings, 'heading').capitalize()} not counted." if read.headings else ""
    beside = f"Beside that: {'; '.join(said)}." if said else ""
    return " ".join(part for part in (beside, headings) if part)


def say_left_out(read: DocumentRead) -> list[str]:
    """What was not read, or may be read wrongly, each in a sentence; none where all was."""
    said = list(read.notes)
    if read.not_english:
        is_are = "is" if read.not_english == 1 else "are"
        said.append(
            f"{many(read.not_english, 'sentence').capitalize()} {is_are} not in English, as far as can be told, and "
            "not counted: this measure knows English words alone."
        )
    if read.overlong:
        numbers = ", ".join(str(one) for one in read.overlong[:MOST_WORDS])
        said.append(
            f"Of very many words: {'sentence' if len(read.overlong) == 1 else 'sentences'} {numbers}. Full stops may "
            "have been lost; each counts as one."
        )
    return said


def say_where(one: SentenceRead) -> str:
    """The number of a sentence, and where it stands."""
    return f"{one.number}, {one.where}" if one.where else f"{one.number}"


def say_over_time(found: DocumentsOverTime) -> str:
    """Documents over time at the terminal: each with its counts, then what changed, then what staff said beside."""
    lines = [f"{KINDS[found.kind]}: {ABOUT}, the oldest first"]
    lines += [_dated(one) for one in found.documents]
    lines += ["", f"First and last: {say_difference(found.overall)}", say_together(found.together)]
    lines.append(say_usual(found.usual))
    if found.organisation:
        lines += [
            "",
            f"Beside it, and in no number with it, what staff of {found.organisation} said (NHS Staff Survey):",
        ]
        lines += [_said(one) for one in found.beside] or ["Nothing of it is held."]
    return "\n".join([*lines, "", *say_accuracy(found.accuracy, found.kind), f"Read by {found.method}.", NOT_THIS])


def _dated(one: DatedDocument) -> str:
    if one.counts is None:
        why = f"It says the same as {one.same_as}, and is counted once." if one.same_as else one.why_not
        return f"{one.day or '–'!s:10}  {one.name}: not counted. {why}"
    share = "no percentage: too short" if one.share is None else f"how {percent(one.share.share)}"
    ends = f" ({percent(one.share.low)} to {percent(one.share.high)})" if one.share else ""
    since = f" {say_difference(one.since)}" if one.since else ""
    left = f" {' '.join(one.notes)}" if one.notes else ""
    return f"{one.day}  {one.name}: {many(one.counts.scored, 'sentence')}, {share}{ends}.{since}{left}"


def say_together(together: HowShare | None) -> str:
    """The share of all documents of a kind as one, or why there is none."""
    if together is None:
        return "All together: no percentage under five documents and 30 sentences about what or how."
    ends = f"{percent(together.low)} to {percent(together.high)}"
    return f"All together: how makes up {percent(together.share)} ({ends})."


def _said(one: SurveyBeside) -> str:
    return f"{one.year}  {one.title}: {one.percent:.1f}% of {one.respondents:,}"


def say_agreement(found: CodersAgreed) -> str:
    """How far coders agree, at the terminal."""
    lines = [f"Coders: {', '.join(found.coders)}"]
    for one in found.flags:
        if one.alpha is None:
            lines.append(f"{one.flag}: {one.sentences} sentences coded by all: too few to tell, or all alike.")
            continue
        worth = (
            "enough to publish" if one.alpha >= 0.7 else "mend the rules first" if one.alpha < 0.6 else "not yet enough"
        )
        lines.append(
            f"{one.flag}: Krippendorff's alpha {one.alpha:.2f} ({one.low:.2f} to {one.high:.2f}), "
            f"{one.sentences} sentences: {worth}."
        )
    return "\n".join(lines)


def _agreement(one: AccuracyFigure, of: str) -> str:
    ends = f" ({percent(one.low)} to {percent(one.high)})" if one.low is not None and one.high is not None else ""
    return (
        f"On {one.flag} it agrees with the coder in {percent(one.value)} of {one.sentences} sentences {of} "
        f"from {many(one.documents, 'source')}{ends}."
    )


def plural(kind: TextKind) -> str:
    """Documents of a kind."""
    return {
        TextKind.OBJECTIVES: "objectives",
        TextKind.AGENDA: "agendas",
        TextKind.STRATEGY: "strategies",
    }.get(kind, f"{kind.value}s")


def many(count: int, noun: str) -> str:
    """So many of something."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1, in whole percent."""
    return f"{100 * share:.0f}%"


def _points(share: float) -> str:
    """A difference in points; to a tenth where whole ones would read as none.

    >>> _points(0.34), _points(0.004)
    ('+34', '+0.4')
    """
    points = 100 * share
    return f"{points:+.0f}" if abs(points) >= 0.5 else f"{points:+.1f}"


def _way(points: float) -> str:
    return "higher" if points > 0 else "lower"
