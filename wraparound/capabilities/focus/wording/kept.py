"""What is said of kept counts: on the pages over time, at the terminal, and where they are refused."""

from wraparound.capabilities.focus.terms.kept import KeptOverTime, KeptPage
from wraparound.capabilities.focus.terms.texts import LONGEST_NAME, MOST_KEPT, DatedDocument, HowRange, SurveyBeside
from wraparound.capabilities.focus.wording.texts import (
    KINDS,
    NOT_THIS,
    many,
    percent,
    plural,
    say_accuracy,
    say_corrected,
    say_difference,
    say_together,
)
from wraparound.capabilities.focus.wording.texts import say_usual as say_usual_of_kind
from wraparound.charts.share_steps import ShareStep, ShareStepsPicture, share_steps_chart
from wraparound.charts.terms import Chart, ChartTable
from wraparound.methods.focus.counting import LEAST

OWN_PAGE = "What your texts talk about"
OWN_BEHIND = "Counts that you keep of texts of yours. Read by you alone"
KEEP = "Keep these counts"
WHAT_IS_KEPT = (
    "Kept are the counts, the kind, the name and the month that you give, and how it was read. The text is not kept, "
    "and cannot be made again from what is: only a mark stays that tells whether you keep the same text twice."
)
ALONE = "For myself alone"
ALONE_MEANS = (
    "Nobody else reads it, whatever their role. It is in the copy of your data, and goes when you take it away, or "
    "when your account does."
)
FOR_IT_MEANS = "Read by those who lead it. Kept for six years, or until one of those who may keep takes it away."
SOMEBODYS_OWN = (
    "Objectives and appraisals are somebody's own, and no organisation keeps their counts. Keep them for yourself "
    "alone."
)
NAME = f"Give it a name, of {LONGEST_NAME} letters at most."
DAY = "Give a month that has begun, such as 2026-05, or a day that has come, such as 2026-05-28."
FULL = f"{MOST_KEPT} are kept, and no more can be. Take some away first."
BY_ITS_PERSON = "Taken away by whose it was"
TOO_LATE = "This text was read more than a day ago. Read it again, then keep the counts."
NOT_OURS = "These are not the counts that you were shown. Read the text again, then keep them."
KEPT, TAKEN_AWAY = "The counts are kept. The text is not.", "Taken away."
NONE_OWN = "You keep no counts. Have a text read, and keep what was counted: nobody else will see it."
NONE_HERE = "No counts of documents are kept here yet."
NOT_HELD = "No published staff survey figures of this organisation are held."
BESIDE = (
    "What staff said in the NHS Staff Survey stands beside the documents and is in no number with them: that both move "
    "says nothing of one causing the other."
)
BY_CHANCE = (
    "Each document is put beside the one before. Of twenty such pairs in which nothing changed, one looks like a "
    "change all the same."
)
TOO_SHORT = "too short"
MOST_DRAWN = 24
"""Documents in a picture, the latest; its table has them all."""


def say_when(one: DatedDocument) -> str:
    """The day of a document, or its month.

    >>> from datetime import date
    >>> say_when(DatedDocument(name="", day=date(2026, 5, 1), whole_month=True))
    'May 2026'
    """
    if one.day is None:
        return "no day"
    return f"{one.day:%B %Y}" if one.whole_month else f"{one.day.day} {one.day:%B %Y}"


def say_title(page: KeptPage) -> str:
    """What the page is called."""
    return f"What documents of {page.name} talk about" if page.code else OWN_PAGE


def say_sort(sort: KeptOverTime) -> str:
    """The kind, and how many."""
    return f"{KINDS[sort.kind]}: {many(len(sort.documents), 'document')}"


def say_overall(sort: KeptOverTime) -> str:
    """Whether the last differs from the first."""
    told = [one for one in sort.documents if one.share]
    if len(told) < 2:
        have = "has" if len(told) == 1 else "have"
        return f"Nothing can be compared yet: {many(len(told), 'document')} {have} {LEAST} flagged sentences or more."
    return f"{say_when(told[0])} and {say_when(told[-1])}: {_lower(say_difference(sort.overall))}"


def say_all(sort: KeptOverTime) -> str:
    """All documents of the kind as one."""
    return say_together(sort.together)


def say_here(found: HowRange | None, sort: KeptOverTime) -> str:
    """What was usual so far among those kept; nothing of fewer than five."""
    if found is None:
        return ""
    ends = f"from {percent(found.low)} to {percent(found.high)}"
    return f"Among these {found.documents} {plural(sort.kind)} how went {ends}. That is what was, and no target."


def say_change(one: DatedDocument) -> str:
    """Beside the one before, or why not."""
    if one.same_as:
        return f"It says the same as “{one.same_as}”, and is counted once."
    if one.share is None:
        return ""
    if one.since is None:
        return "The first with a percentage."
    return f"Beside the one before: {_lower(say_difference(one.since))}"


def say_share_line(one: DatedDocument, sort: KeptOverTime) -> str:
    """The share in a line of its own, with misreadings counted in where that can be."""
    if one.share is None:
        return f"No percentage: under {LEAST} flagged sentences."
    corrected = f". {say_corrected(one.share, one.corrected, sort.kind)}" if one.corrected else ""
    return f"How: {say_share_short(one)}{corrected}"


def say_usual(sort: KeptOverTime) -> list[str]:
    """What is usual of the kind, each in a sentence."""
    return [*filter(None, (say_here(sort.here, sort),)), say_usual_of_kind(sort.usual)]


def say_share_short(one: DatedDocument) -> str:
    """The share with its interval, in a cell."""
    if one.share is None:
        return "" if one.same_as else "none: too short"
    return f"{percent(one.share.share)} ({percent(one.share.low)} to {percent(one.share.high)})"


def say_survey(one: SurveyBeside) -> str:
    """A published figure in a cell."""
    return f"{one.percent:.1f}% of {one.respondents:,}"


def survey_table(page: KeptPage) -> ChartTable | None:
    """What staff said: a row to each question, a column to each of the last years; none where nothing is held."""
    years = sorted({one.year for one in page.beside})[-5:]
    titles = list(dict.fromkeys(one.title for one in page.beside))
    cells = {(one.title, one.year): say_survey(one) for one in page.beside}
    rows = tuple((title, *(cells.get((title, year), "–") for year in years)) for title in titles)
    return ChartTable("NHS Staff Survey, as published", ("What staff said", *map(str, years)), rows) if rows else None


def picture(sort: KeptOverTime, place: int) -> Chart | None:
    """The share of how, document after document; none before there are two."""
    if len(sort.documents) < 2:
        return None
    drawn = [one for one in sort.documents if not one.same_as][-MOST_DRAWN:]
    return share_steps_chart(
        ShareStepsPicture(
            name=f"focus-{place}",
            title=_finding(sort),
            description=(
                "The share of how among what each document says of what and how, with its 95% interval: chance alone, "
                "not sentences that were read wrongly."
            ),
            axis_words="How, as a share of what and how",
            steps=tuple(_step(one) for one in drawn),
            not_told=TOO_SHORT,
            table=table(sort),
        )
    )


def table(sort: KeptOverTime) -> ChartTable:
    """Every document with its counts."""
    return ChartTable(
        f"{KINDS[sort.kind]}, the oldest first",
        ("Document", "When", "What", "How", "Both", "Neither", "Too close to call", "Share of how (95%)"),
        tuple(_row(one) for one in sort.documents),
    )


def say_page(page: KeptPage) -> str:
    """The page at the terminal."""
    lines = [say_title(page)]
    if not page.sorts:
        lines.append(NONE_HERE)
    for sort in page.sorts:
        lines += ["", say_sort(sort), *(_line(one) for one in sort.documents), say_overall(sort), say_all(sort)]
        lines += [*say_usual(sort), *say_accuracy(sort.accuracy, sort.kind), f"Read by {sort.method}."]
    if page.code:
        lines += ["", BESIDE]
        lines += [f"{one.year}  {one.title}: {say_survey(one)}" for one in page.beside] or [NOT_HELD]
    return "\n".join([*lines, "", NOT_THIS])


def _line(one: DatedDocument) -> str:
    counts = f"{one.counts.what} what, {one.counts.how} how, {one.counts.both} both. " if one.counts else ""
    share = say_share_short(one)
    parts = (f"{say_when(one)}  {one.name}: {counts}", f"How {share}. " if share else "", say_change(one))
    return "".join(parts).strip()


def _row(one: DatedDocument) -> tuple[str, ...]:
    counts = one.counts
    if counts is None:
        return (one.name, say_when(one), "–", "–", "–", "–", "–", f"as “{one.same_as}”")
    numbers = (counts.what, counts.how, counts.both, counts.neither, counts.unsure)
    return (one.name, say_when(one), *map(str, numbers), say_share_short(one))


def _step(one: DatedDocument) -> ShareStep:
    day = one.day
    words = f"{day:%b %Y}" if day else ""
    flagged = f"{one.counts.flagged} flagged" if one.counts else ""
    share = one.share
    ends = {"share": share.share, "low": share.low, "high": share.high} if share else {}
    return ShareStep(words=words, short=f"{day:%m/%y}" if day else "", below=flagged, **ends)


def _finding(sort: KeptOverTime) -> str:
    drawn = many(len([one for one in sort.documents if not one.same_as]), "document")
    if sort.overall is None:
        return f"{drawn}: nothing can be compared yet"
    if not sort.overall.differs:
        return f"{drawn}: whether the share of how moved we cannot tell"
    way = "higher" if sort.overall.points > 0 else "lower"
    return f"{drawn}: the share of how is {way} in the last than in the first"


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
