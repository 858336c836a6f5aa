"""A document as it is read: counts, what stands beside them, and what is left out."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.calculation import (
    ReadBy,
    coders_agreed,
    parts_of,
    read_document,
    score_row,
)
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.capabilities.focus.wording.texts import (
    mark,
    say_accuracy,
    say_corrected,
    say_counts,
    say_difference,
    say_padding,
    say_share,
    say_usual,
)
from wraparound.methods.focus.counting import difference
from wraparound.methods.focus.evaluation import kappa
from wraparound.methods.focus.model import score
from wraparound.methods.focus.splitting import Block, PieceKind, blocks_of
from wraparound.published.small_tables import checked_rows

SHARED = Path(__file__).resolve().parents[5] / "shared/focus/sentences.tsv"
TASKS = [one.text for one in evidence.lessons() if one.code == "T"][:40]
PEOPLE = [one.text for one in evidence.lessons() if one.code == "R"][:40]


@pytest.fixture(scope="module")
def by():
    return ReadBy(
        model=evidence.model(),
        examples=evidence.examples(),
        valence=evidence.valence_words(),
        gendered=evidence.gendered_list(),
        accuracy=evidence.accuracy(),
        tried=evidence.tried(TextKind.PLAN),
        usual=evidence.usual(TextKind.PLAN),
    )


def read(texts, by, kind=TextKind.PLAN):
    return read_document([Block(PieceKind.BULLET, text) for text in texts], by, kind=kind, year=2026)


def test_misreadings_are_counted_in_only_where_enough_of_the_kind_was_coded(by):
    plan = read([*TASKS, *PEOPLE[:20]], by)
    assert plan.share is not None
    assert plan.corrected is None
    assert "too few sentences of plans" in say_corrected(plan.share, plan.corrected, TextKind.PLAN)
    adverts = replace(by, tried=evidence.tried(TextKind.ADVERT))
    advert = read([*TASKS, *PEOPLE[:20]], adverts, TextKind.ADVERT)
    assert advert.corrected.high - advert.corrected.low > advert.share.high - advert.share.low
    assert "counted in" in say_corrected(advert.share, advert.corrected, TextKind.ADVERT)
    assert read(TASKS[:5], adverts, TextKind.ADVERT).corrected is None


def test_what_is_usual_is_a_range_of_enough_documents_or_not_known():
    known = {kind: evidence.usual(kind) for kind in TextKind}
    for found in known.values():
        assert (found.low is None) == (found.documents < found.least_documents)
    assert "there are only 2" in say_usual(known[TextKind.ADVERT])
    assert "there is none" in say_usual(known[TextKind.BOARD_PAPER])
    enough = replace(known[TextKind.ADVERT], documents=6, low=0.2, high=0.5)
    assert say_usual(enough) == "Among 6 coded adverts how went from 20% to 50%. That is what was, and no target."


def test_headings_are_read_and_not_counted(by):
    found = read_document(blocks_of("# Our people\n\nClear the backlog by March.\n"), by, kind=TextKind.PLAN, year=2026)
    assert (found.headings, found.counts.scored, len(found.sentences)) == (1, 1, 2)
    assert say_counts(found.counts).startswith("1 sentence: 1 about what")


def test_a_long_document_has_a_share_and_two_of_a_kind_are_compared(by):
    tasks, people = read(TASKS, by), read(PEOPLE, by)
    assert tasks.share.high < people.share.low
    assert "would be no surprise" in say_share(tasks.share, tasks.counts)
    assert "points higher" in say_difference(difference(people.share, tasks.share))
    assert "No difference" in say_difference(difference(tasks.share, tasks.share))
    short = read(TASKS[:5], by)
    assert "No percentage" in say_share(short.share, short.counts)
    assert "cannot be compared" in say_difference(None)


def test_pieces_put_together_are_the_text_and_what_they_add_is_the_amount(by):
    text = " “Listen to staff” – and, by March, clear the backlog!  "
    scored = score(text, by.model)
    pieces = parts_of(text, scored)
    assert "".join(piece.text for piece in pieces) == text
    assert scored.how.start + sum(piece.how for piece in pieces) == pytest.approx(scored.how.odds)
    marks = {piece.text: mark(piece) for piece in pieces}
    assert (marks["Listen"], marks["backlog"], marks["to"]) == ("how", "what", "")


def test_a_row_without_a_word_has_nothing_of_either(by):
    assert score_row(7, " … ", by.model).what == 0
    assert score_row(7, " … ", by.model).unsure is False


def test_padding_is_told(by):
    padded = [f"{text.rstrip('.')}, valuing, supporting and developing our people." for text in TASKS[:12]]
    assert any("“valuing supporting and developing”" in words for words in say_padding(read(padded, by)))
    assert say_padding(read(TASKS, by)) == []


def test_gendered_words_are_for_adverts_alone(by):
    text = ["A supportive and decisive leader."]
    assert [one.word for one in read(text, by, TextKind.ADVERT).gendered] == ["supportive", "decisive"]
    assert read(text, by, TextKind.PLAN).gendered == ()


def test_accuracy_is_said_for_the_kind_only_where_enough_was_coded(by):
    advert = " ".join(say_accuracy(by.accuracy, TextKind.ADVERT))
    assert "sentences of adverts" in advert
    assert "provisional" in advert
    two = [replace(one, value=2.0) if one.figure == "coders" else one for one in by.accuracy]
    assert "coded by 2 people" in " ".join(say_accuracy(two, TextKind.ADVERT))
    assert "too few" in " ".join(say_accuracy(by.accuracy, TextKind.OBJECTIVES))
    assert "nobody knows" in " ".join(say_accuracy((), TextKind.AGENDA))


def test_two_coders_who_agree_and_two_who_do_not():
    one = {str(row): {"what": "yes" if row % 2 else "no", "how": "yes" if row % 3 else "no"} for row in range(30)}
    other = {
        row: {**said, "how": "no" if said["how"] == "yes" and int(row) % 4 else said["how"]}
        for row, said in one.items()
    }
    what, how = coders_agreed({"A": one, "B": other}).flags
    assert (what.alpha, what.sentences) == (1, 30)
    assert how.alpha < 0.6


def test_every_file_is_the_one_that_its_sidecar_describes():
    for table, columns in evidence.COLUMNS.items():
        assert checked_rows(evidence.PUBLISHED, table, columns, whose="focus")[0]


def test_a_flag_is_read_by_the_model_only_where_it_beat_the_lexicon_by_enough():
    rows, _ = checked_rows(evidence.PUBLISHED, evidence.ACCURACY, evidence.COLUMNS[evidence.ACCURACY], whose="focus")
    own = [row for row in rows if (row["kind"], row["figure"]) == ("all", "kappa")]
    kappas = {(row["set"], row["flag"]): float(row["value"]) for row in own}
    for flag, table in evidence.SHIPPED.items():
        gain = kappas["NHS sentences, model", flag] - kappas["NHS sentences, lexicon", flag]
        assert (table == evidence.WEIGHTS) == (gain >= 0.05)


def test_the_accuracy_that_is_stated_is_that_of_the_measure_as_it_ships(by):
    if not SHARED.is_file():
        pytest.skip("the coded NHS sentences are not beside this project")
    with SHARED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    stated = {one.flag: one.value for one in by.accuracy if (one.kind, one.figure) == ("all", "kappa")}
    scores = [score(row["text"], by.model) for row in rows]
    import numpy as np

    for flag in ("what", "how"):
        said = np.array([float(row[flag]) for row in rows])
        flagged = np.array([float(getattr(one, flag).flagged) for one in scores])
        assert kappa(said, flagged) == pytest.approx(stated[flag], abs=0.001)
