"""What readers of focus found: texts that took minutes, kinds that were wrong, and times that were none."""

import pytest

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.calculation import count_document
from wraparound.methods.focus.gendered import gendered
from wraparound.methods.focus.horizon import Horizon, horizon
from wraparound.methods.focus.language import Language, languages_of
from wraparound.methods.focus.model import score
from wraparound.methods.focus.padding import padding
from wraparound.methods.focus.splitting import PieceKind, blocks_of, sentences_of
from wraparound.methods.focus.valence import negative

BULLET, HEADING, SENTENCE = PieceKind.BULLET, PieceKind.HEADING, PieceKind.SENTENCE
FRENCH = (
    "Le conseil a décidé de réduire les listes d'attente avant la fin de l'année. Nous voulons une meilleure "
    "communication avec les patients et le personnel. Il faut soutenir le personnel."
)
POLISH = "Zarząd postanowił skrócić listy oczekujących do końca marca. Jakość opieki nie jest dobra ani nie jest tania."


@pytest.mark.parametrize(
    ("unit", "sentences"), [("A. ", 3_000), ("staff support plan ", 1), ("e.g. ", 1), ("QWxhZGRpbjpvcGVu", 1)]
)
def test_long_texts_of_odd_shapes_are_read_to_the_end(unit, sentences):
    """Each of them took minutes once, by the square of its length: this test would then hang."""
    model, valence = evidence.model(), evidence.valence_words()
    found = list(sentences_of(blocks_of(unit * 3_000)))
    assert len(found) == sentences
    assert not any(negative(score(one.text, model).tokens, valence) for one in found)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Meet the A&E wait goal\nCut cost and risk\nRun each list on time", [BULLET] * 3),
        ("•\tReduce waits across our sites\nby the end of March.", [BULLET]),
        ("●\tReduce waits\n■ Listen", [BULLET, BULLET]),
        ("Our Approach to People\nWe listen to staff each week and act on what they say.", [HEADING, SENTENCE]),
    ],
)
def test_lines_of_objectives_are_counted_and_titles_are_not(text, kinds):
    assert [one.kind for one in blocks_of(text)] == kinds


def test_stops_after_abbreviations_end_no_sentence_and_others_do():
    text = "See no. 5 and e.g. Leeds. We chose option B. We buy tape, etc. We met J. Smith. It is no. Staff stay."
    assert [one.text for one in sentences_of(blocks_of(text))] == [
        "See no. 5 and e.g. Leeds.",
        "We chose option B.",
        "We buy tape, etc.",
        "We met J. Smith.",
        "It is no.",
        "Staff stay.",
    ]


@pytest.mark.parametrize("text", [FRENCH, POLISH])
def test_other_languages_are_told_though_some_of_their_words_are_on_the_list(text):
    texts = [one.text for one in sentences_of(blocks_of(text))]
    model = evidence.model()
    assert set(languages_of(texts, [score(one, model) for one in texts])) == {Language.OTHER_WORDS}
    assert count_document(blocks_of(text), model)[0].scored == 0


def test_an_exception_that_is_a_stem_too_takes_the_word_out():
    found = gendered("Our committee and committed objectives for each individual child.", evidence.gendered_list())
    assert {one.word for one in found} <= {"committed"}


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Head of Urgent and Emergency Care", Horizon.NONE),
        ("Take urgent action on falls", Horizon.SHORT),
        ("Halve it within 60 months", Horizon.LONG),
        ("Halve it within six months", Horizon.SHORT),
        ("You will have five years of experience in nursing", Horizon.NONE),
        ("Children in care aged 5 years", Horizon.NONE),
        ("patients over 65 years", Horizon.NONE),
        ("Aim for good governance", Horizon.NONE),
        ("End it for good.", Horizon.LONG),
        ("In 2026 we treated 400 patients", Horizon.NONE),
        ("In our area 2030 patients were seen", Horizon.NONE),
        ("an eleven-year programme", Horizon.LONG),
    ],
)
def test_ordinary_words_of_the_health_service_are_no_time_ahead(text, far):
    assert horizon(text, year=2026) is far


def test_what_every_paper_says_is_no_padding():
    model = evidence.model()
    plain = [f"The Trust Board is asked to note report {number} on waits and beds." for number in range(12)]
    assert not padding(plain, [score(one, model) for one in plain], model).phrases
    kind = [f"Cut the wait in ward {number} in a compassionate and inclusive way." for number in range(12)]
    assert padding(kind, [score(one, model) for one in kind], model).warned
