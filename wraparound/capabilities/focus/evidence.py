"""The files of focus → the model, the coded sentences and the lists of words, checked."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.focus.terms.texts import AccuracyFigure, SurveyBeside, TextKind, UsualOfKind
from wraparound.methods.focus.correcting import Tried
from wraparound.methods.focus.features import CODES
from wraparound.methods.focus.gendered import gendered_words
from wraparound.methods.focus.lexicon import NOTHING, Lexicon, Term, lexicon_of
from wraparound.methods.focus.model import FLAGS, Flag, Model, Weights
from wraparound.methods.focus.nearest import Example, Examples, examples_of
from wraparound.published.measure_files import card_of
from wraparound.published.release import EvidenceAltered
from wraparound.published.small_tables import checked_rows
from wraparound.published.staff_experience import STAFF_INDICATORS, staff_indicators_of
from wraparound.published.terms import Release

if TYPE_CHECKING:
    from wraparound.methods.focus.training import Lesson

PUBLISHED = Path(__file__).parent / "published"
LEXICON, SENTENCES, WEIGHTS, READABLE = "lexicon", "sentences", "weights", "readable"
VALENCE, GENDERED, EXCEPTIONS, ACCURACY = "valence", "gendered", "exceptions", "accuracy"
COLUMNS = {
    LEXICON: ("term", "code", "weight"),
    SENTENCES: ("kind", "document", "code", "horizon", "negative", "text"),
    WEIGHTS: ("part", "rarity", "what", "how"),
    READABLE: ("part", "what", "how"),
    VALENCE: ("term", "sort"),
    GENDERED: ("stem", "side"),
    EXCEPTIONS: ("term", "meaning"),
    ACCURACY: ("set", "kind", "flag", "figure", "value", "low", "high", "sentences", "documents"),
}
JUDGED_BY = "NHS sentences, shipped"
"""The set of figures that results state beside themselves."""
USUAL = "NHS documents, usual share"
"""The set that says what share is usual of a kind, where enough documents of it were coded."""
FOUND, LEFT = "found where the coder said yes", "left where the coder said no"
"""Figures of a flag in sentences that are sure: its sensitivity and its specificity."""
LONG_ENOUGH, LOWEST, HIGHEST = "documents long enough", "lowest share", "highest share"
LEAST_USUAL, LEAST_DOCUMENTS = 10, 5
"""Flagged sentences of a document, and such documents of a kind, under which nobody knows what is usual of it."""
START = "start"
"""The row of a table of weights that says where the log odds begin."""
SHIPPED: dict[Flag, str] = {"what": READABLE, "how": WEIGHTS}
"""Which table each flag is read by: the model only where it beat the lexicon (docs/methods/focus-accuracy.md).

Chosen on the sentences that the published figures rest on, so those are no blind set; the tool that measures
writes nothing where its rule would choose otherwise.
"""


@cache
def lexicon(folder: Path = PUBLISHED) -> Lexicon:
    """The words of what and how; EvidenceAltered where the file cannot be understood."""
    rows, sidecar = checked_rows(folder, LEXICON, COLUMNS[LEXICON], whose="focus")
    known = {*CODES, NOTHING}
    if wrong := next((row for row in rows if row["code"] not in known or not row["term"]), None):
        raise EvidenceAltered(
            f"{LEXICON}.csv: “{wrong['term']}” has the code “{wrong['code']}”, which is none of ours."
        )
    terms = [Term(tuple(row["term"].split()), row["code"], float(row["weight"])) for row in rows]
    return lexicon_of(terms, version=str(sidecar["version"]))


@cache
def model(folder: Path = PUBLISHED) -> Model:
    """The model as shipped: for each flag the table of weights that it is read by."""
    tables = {name: weights(name, folder) for name in set(SHIPPED.values())}
    words = lexicon(folder)
    return Model(version(folder), words, {flag: tables[SHIPPED[flag]][flag] for flag in FLAGS})


def model_of(table: str, folder: Path = PUBLISHED) -> Model:
    """The model with both flags read by one table, to hold one against the other."""
    return Model(f"{version(folder)} {table}", lexicon(folder), weights(table, folder))


@cache
def version(folder: Path = PUBLISHED) -> str:
    """What every answer states of how it was made: lexicon, sentences, and which flag is read by what."""
    _, of_lexicon = checked_rows(folder, LEXICON, COLUMNS[LEXICON], whose="focus")
    _, of_weights = checked_rows(folder, WEIGHTS, COLUMNS[WEIGHTS], whose="focus")
    shipped = ", ".join(f"{flag} by {'model' if SHIPPED[flag] == WEIGHTS else 'lexicon'}" for flag in FLAGS)
    return f"lexicon {of_lexicon['version']}, model {of_weights['version']} ({shipped})"


@cache
def weights(table: str, folder: Path = PUBLISHED) -> dict[Flag, Weights]:
    """Both flags by one table of weights."""
    rows, _ = checked_rows(folder, table, COLUMNS[table], whose="focus")
    rarity = {row["part"]: float(row["rarity"]) for row in rows if row.get("rarity")}
    words = {part: rare for part, rare in rarity.items() if part.startswith("w:")}
    letters = {part: rare for part, rare in rarity.items() if part.startswith("c:")}
    found: dict[Flag, Weights] = {}
    for flag in FLAGS:
        adds = {row["part"]: float(row[flag]) for row in rows if row[flag]}
        found[flag] = Weights(adds.pop(START), adds, words, letters)
    return found


@cache
def lessons(folder: Path = PUBLISHED) -> "Sequence[Lesson]":
    """Every coded sentence of ours, with its kind of document as the group that it is held out with."""
    # Learning takes numpy, and who only has a text read does not learn.
    from wraparound.methods.focus.training import Lesson

    rows, _ = checked_rows(folder, SENTENCES, COLUMNS[SENTENCES], whose="focus")
    return tuple(Lesson(row["text"], row["code"], row["kind"]) for row in rows)


@cache
def examples(folder: Path = PUBLISHED) -> Examples:
    """The coded sentences, laid out to be found by their words."""
    rows, _ = checked_rows(folder, SENTENCES, COLUMNS[SENTENCES], whose="focus")
    coded = [Example(row["text"], row["code"], row["kind"]) for row in rows]
    return examples_of(coded, lexicon(folder), weights(WEIGHTS, folder)["what"].words)


@cache
def valence_words(folder: Path = PUBLISHED) -> Lexicon:
    """Words that are bad by themselves, and words that are bad once denied."""
    rows, sidecar = checked_rows(folder, VALENCE, COLUMNS[VALENCE], whose="focus")
    terms = [Term(tuple(row["term"].split()), row["sort"], 1.0) for row in rows]
    return lexicon_of(terms, version=str(sidecar["version"]))


@cache
def gendered_list(folder: Path = PUBLISHED) -> Lexicon:
    """The stems of Gaucher, Friesen and Kay (2011), less what they mean otherwise in the NHS."""
    stems, _ = checked_rows(folder, GENDERED, COLUMNS[GENDERED], whose="focus")
    apart, _ = checked_rows(folder, EXCEPTIONS, COLUMNS[EXCEPTIONS], whose="focus")
    return gendered_words([(row["stem"], row["side"]) for row in stems], [row["term"] for row in apart])


def first_lexicon(file: Path) -> Lexicon:
    """The first list of ours, from its file of stems by code: kept beside the project, for comparison alone."""
    found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    terms = {stem: code for code, stems in found.items() for stem in stems}
    return lexicon_of([Term(tuple(stem.split()), code, 1.0) for stem, code in terms.items()], version="1")


@cache
def accuracy(folder: Path = PUBLISHED) -> tuple[AccuracyFigure, ...]:
    """What was measured of the measure as shipped, on sentences that its weights never learned from (see SHIPPED)."""
    rows, _ = checked_rows(folder, ACCURACY, COLUMNS[ACCURACY], whose="focus")
    return tuple(_accuracy(row) for row in rows if row["set"] == JUDGED_BY)


@cache
def usual(kind: TextKind, folder: Path = PUBLISHED) -> UsualOfKind:
    """What is known of the share that is usual of a kind of document."""
    rows, _ = checked_rows(folder, ACCURACY, COLUMNS[ACCURACY], whose="focus")
    found = {row["figure"]: float(row["value"]) for row in rows if (row["set"], row["kind"]) == (USUAL, kind.value)}
    return UsualOfKind(
        kind=kind,
        documents=int(found.get(LONG_ENOUGH, 0)),
        low=found.get(LOWEST),
        high=found.get(HIGHEST),
        least_documents=LEAST_DOCUMENTS,
        least_sentences=LEAST_USUAL,
    )


def tried(kind: TextKind, folder: Path = PUBLISHED) -> Mapping[Flag, Tried]:
    """How each flag was read in sentences of a kind of document that were coded."""
    figures = {(one.flag, one.figure): one for one in accuracy(folder) if one.kind == kind.value}
    return {flag: _tried(figures.get((flag, FOUND)), figures.get((flag, LEFT))) for flag in FLAGS}


def _tried(found: AccuracyFigure | None, left: AccuracyFigure | None) -> Tried:
    """Counts again from a rate and of how many it is: they are few enough to come out exactly."""
    yes, no = found.sentences if found else 0, left.sentences if left else 0
    right = round(found.value * yes) if found else 0, round(left.value * no) if left else 0
    return Tried(found=right[0], yes=yes, left=right[1], no=no)


def _accuracy(row: Mapping[str, str]) -> AccuracyFigure:
    return AccuracyFigure(
        kind=row["kind"],
        flag=row["flag"],
        figure=row["figure"],
        value=float(row["value"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        sentences=int(row["sentences"]),
        documents=int(row["documents"]),
    )


def staff_survey(release: Release, code: str) -> tuple[SurveyBeside, ...]:
    """What staff of a trust said, indicator by indicator and year by year; percent, 0 to 100."""
    return tuple(
        SurveyBeside(
            measure=STAFF_INDICATORS[one.indicator],
            title=card_of(STAFF_INDICATORS[one.indicator]).label,
            year=one.year,
            percent=one.percent,
            respondents=one.respondents,
        )
        for one in staff_indicators_of(release, code)
    )
