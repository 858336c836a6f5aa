"""Focus: words add up exactly, no text changes another, and the small estimators agree with obvious or kept ones."""

import math
import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from wraparound.capabilities.focus import evidence
from wraparound.methods.focus import evaluation, fitting, suites
from wraparound.methods.focus.counting import FlagCounts, HowShare, counted, difference, share_of_how
from wraparound.methods.focus.gendered import gendered
from wraparound.methods.focus.horizon import Horizon, horizon
from wraparound.methods.focus.lexicon import Term, hits, lexicon_of
from wraparound.methods.focus.model import score
from wraparound.methods.focus.nearest import nearest
from wraparound.methods.focus.padding import padding
from wraparound.methods.focus.splitting import Block, PieceKind, blocks_of, sentences_of
from wraparound.methods.focus.tokens import STOP_WORDS, tokens_of
from wraparound.methods.focus.training import Lesson, learn_readably
from wraparound.methods.focus.valence import negative
from wraparound.published.small_tables import checked_rows

SENTENCES = [one.text for one in evidence.lessons()]
some_text = st.one_of(
    st.text(max_size=200),
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=3).map(" ".join),
)


# Words and terms


def test_words_keep_their_place_and_numbers_are_one_word():
    text = "Don’t miss 1,200 of the board's 78% target — £5m!"
    found = tokens_of(text)
    assert [one.word for one in found] == [
        "don't",
        "miss",
        "0",
        "of",
        "the",
        "board",
        "0",
        "%",
        "target",
        "£",
        "0",
        "m",
    ]
    assert text[found[5].start : found[5].end] == "board's"


def test_the_longest_term_takes_its_words_and_a_phrase_can_silence_them():
    words = lexicon_of(
        [
            Term(("staff",), "R", 2),
            Term(("staff*",), "R", 1),
            Term(("staff", "cost*"), "T", 2),
            Term(("the", "trust"), "N", 0),
            Term(("trust*",), "R", 3),
        ],
        version="",
    )
    found = hits(tokens_of("Staff costs of the trust; staff, staffing and trust"), words)
    assert [(one.code, one.weight, one.first, one.after) for one in found] == [
        ("T", 2, 0, 2),
        ("N", 0, 3, 5),
        ("R", 2, 5, 6),
        ("R", 1, 6, 7),
        ("R", 3, 8, 9),
    ]


def test_no_term_is_a_word_that_only_joins_others():
    alone = [term for shelf in evidence.lexicon().exact.values() for term in shelf if len(term.words) == 1]
    assert not {term.words[0] for term in alone if term.code != "N"} & STOP_WORDS


# Amounts


@given(some_text)
@settings(max_examples=150, deadline=None)
def test_what_the_words_add_is_the_amount_to_the_last_digit(text):
    scored = score(text, evidence.model())
    for one in (scored.what, scored.how):
        assert len(one.by_word) == len(scored.tokens)
        assert 1 / (1 + math.exp(-one.odds)) == pytest.approx(one.amount, abs=1e-12)
        assert one.flagged == (one.amount >= 0.5)


@given(st.lists(some_text, min_size=1, max_size=6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_no_text_changes_another_and_their_order_changes_no_count(texts, chance):
    model = evidence.model()
    scores = [score(text, model) for text in texts]
    shuffled = [*texts, "The office is on the second floor."]
    chance.shuffle(shuffled)
    assert sorted(map(repr, scores)) == sorted(repr(score(text, model)) for text in texts)
    again = [score(text, model) for text in shuffled]
    assert all(one in again for one in scores)
    neutral = counted([score("The office is on the second floor.", model)])
    before, after = counted(scores), counted(again)
    assert [getattr(after, name) - getattr(neutral, name) for name in ("what", "how", "both")] == [
        before.what,
        before.how,
        before.both,
    ]


def published(figure):
    """What the page of accuracy says of a suite: the test is red where the measure moved and the page did not."""
    rows = checked_rows(evidence.PUBLISHED, evidence.ACCURACY, evidence.COLUMNS[evidence.ACCURACY], whose="focus")[0]
    (value,) = [row["value"] for row in rows if row["set"] == "suites, shipped" and row["figure"] == figure]
    return float(value)


def test_words_that_only_join_others_and_set_phrases_add_nothing():
    scored = score("Our savings, and yours, in a compassionate and inclusive way", evidence.model())
    words = [token.word for token in scored.tokens]
    for word in ("our", "and", "yours", "compassionate", "inclusive", "way"):
        place = words.index(word)
        assert scored.what.by_word[place] == scored.how.by_word[place] == 0


def test_kind_words_hung_on_a_task_are_no_how_and_padding_is_warned_of():
    model = evidence.model()
    assert suites.how_flagged(suites.stuffed(suites.VALUES), model) == 0
    assert suites.warned(model) == published("padded documents warned of")
    plain = [*suites.TASKS, *SENTENCES[:60]]
    assert not padding(plain, [score(text, model) for text in plain], model).warned


def test_a_denial_keeps_its_topic():
    assert suites.same_topic(evidence.model()) == published("a denial keeps both flags")


def test_listening_to_patients_is_how_and_doing_things_for_them_is_not():
    assert suites.how_flagged(suites.LISTENING, evidence.model()) == published("flagged: listening to patients")
    assert suites.how_flagged(suites.CARING, evidence.model()) == published("flagged: doing things for patients")


def test_the_nearest_coded_sentence_to_one_of_ours_is_itself():
    for text in SENTENCES[:20]:
        found = nearest(text, evidence.examples())
        assert found[0][0].text == text
        assert found[0][1] == pytest.approx(1)
    assert nearest("Zzz qqq", evidence.examples()) == []


# Learning


def test_the_ridge_agrees_with_a_general_minimiser():
    chance = np.random.default_rng(3)
    parts = chance.normal(size=(60, 90))
    said = (parts[:, 0] + chance.normal(size=60) > 0.3).astype(float)

    def loss(all_of_it):
        odds = all_of_it[0] + parts @ all_of_it[1:]
        return np.logaddexp(0, odds).sum() - (said * odds).sum() + 0.75 * (all_of_it[1:] ** 2).sum()

    expected = minimize(loss, np.zeros(91), method="L-BFGS-B", options={"maxiter": 5000, "ftol": 1e-14, "gtol": 1e-9})
    found = fitting.fit(parts, said, penalty=1.5)
    assert found.start == pytest.approx(expected.x[0], abs=1e-4)
    assert found.weights == pytest.approx(expected.x[1:], abs=1e-4)


def test_nothing_is_learned_where_all_say_the_same():
    with pytest.raises(ValueError, match="same"):
        fitting.fit(np.eye(3), np.ones(3), penalty=1.0)


def test_the_readable_weights_flag_where_terms_are_dense():
    words = lexicon_of([Term(("targets",), "T", 3), Term(("people",), "R", 3)], version="")
    lessons = [
        Lesson(f"{noun} and {rest}", code, "") for noun, code in (("targets", "T"), ("people", "R")) for rest in "abc"
    ]
    learned = learn_readably(lessons, words)
    assert learned["what"].adds["l:T dense"] > 0 > learned["what"].start
    assert set(learned["how"].adds) == {"l:R dense", "l:E dense", "l:P dense"}


# Agreement


def test_kappa_and_area_are_what_their_definitions_say():
    chance = random.Random(5)
    said = np.array([float(chance.random() < 0.4) for _ in range(80)])
    scores = np.array([round(0.4 * one + chance.random(), 1) for one in said])
    pairs = [(a > b) + (a == b) / 2 for a, b in product(scores[said == 1], scores[said == 0])]
    assert evaluation.area(said, scores) == pytest.approx(np.mean(pairs))
    # Cohen's own worked table, collapsed to two answers: 20 and 15 agreed of 50, 25 and 30 yes.
    one, other = np.repeat([1.0, 1.0, 0.0, 0.0], [20, 5, 10, 15]), np.repeat([1.0, 0.0, 1.0, 0.0], [20, 5, 10, 15])
    assert evaluation.kappa(one, other) == pytest.approx(0.4)
    assert evaluation.accuracy(one, other) == pytest.approx(0.7)
    assert evaluation.macro_f1(one, other) == pytest.approx((40 / 55 + 30 / 45) / 2)


def test_intervals_draw_whole_documents():
    said = np.array([1.0, 1.0, 0.0, 0.0] * 10)
    alone = evaluation.Coded(said, said, [str(place) for place in range(40)])
    chance = np.random.default_rng(1)
    found = evaluation.with_interval(evaluation.accuracy, alone, chance=chance, times=200)
    assert (found.figure, found.low, found.high) == (1, 1, 1)
    wrong = np.where(np.arange(40) < 4, 1 - said, said)
    one = evaluation.with_interval(evaluation.accuracy, evaluation.Coded(said, wrong, alone.documents), chance=chance)
    four = evaluation.with_interval(
        evaluation.accuracy, evaluation.Coded(said, wrong, [str(place // 4) for place in range(40)]), chance=chance
    )
    assert four.high - four.low > one.high - one.low


# Documents


def test_no_share_under_thirty_and_one_from_there():
    assert share_of_how(FlagCounts(what=20, how=5, both=4, neither=50, unsure=9)) is None
    found = share_of_how(FlagCounts(what=20, how=6, both=4, neither=50, unsure=9))
    assert found.share == pytest.approx(10 / 34)
    assert found.low < found.share < found.high


def test_without_sentences_of_both_the_interval_is_that_of_wilson():
    found = share_of_how(FlagCounts(what=30, how=10, both=0, neither=0, unsure=0))
    z, n, p = 1.959964, 40, 0.25
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert found.low == pytest.approx((middle - half) / (1 + z * z / n), abs=1e-6)
    assert found.high == pytest.approx((middle + half) / (1 + z * z / n), abs=1e-6)


# What, how, both; the last ones by far most often both, where a number of both that was held told far too little.
@pytest.mark.parametrize(
    "odds", [(0.2, 0.2, 0.1), (0.5, 0.05, 0.05), (0.1, 0.6, 0.2), (0.3, 0.01, 0.6), (0.01, 0.03, 0.8), (0.0, 0.02, 0.9)]
)
def test_the_interval_covers_as_often_as_it_says(odds):
    chance = np.random.default_rng(11)
    true = (odds[1] + odds[2]) / (odds[0] + odds[1] + 2 * odds[2])
    drawn = chance.multinomial(120, [*odds, 1 - sum(odds)], size=1200)
    found = [share_of_how(FlagCounts(int(w), int(h), int(b), int(n), 0)) for w, h, b, n in drawn]
    kept = [one for one in found if one is not None]
    assert len(kept) > 1000
    # Where some 109 of 120 have both and hardly one stands alone, counts are too few to err less on the safe side.
    assert 0.93 <= np.mean([one.low <= true <= one.high for one in kept]) <= (0.975 if min(odds) else 1)


def test_of_sentences_that_all_have_both_the_next_may_have_one():
    found = share_of_how(FlagCounts(what=0, how=0, both=30, neither=0, unsure=0))
    # Wilson's upper end of none in thirty is the most that stand alone; were all of those for how, or all for what:
    alone = 1.959964**2 / (30 + 1.959964**2)
    assert (found.low, found.share, found.high) == pytest.approx((1 - 1 / (2 - alone), 0.5, 1 / (2 - alone)))
    assert share_of_how(FlagCounts(0, 0, 300, 0, 0)).high < found.high


def test_a_change_is_called_one_only_where_chance_does_not_explain_it():
    assert not difference(HowShare(0.5, 0.4, 0.6), HowShare(0.45, 0.35, 0.55)).differs
    found = difference(HowShare(0.7, 0.6, 0.8), HowShare(0.3, 0.2, 0.4))
    assert found.differs
    assert found.points == pytest.approx(0.4)
    assert 0 < found.low < found.points < found.high
    back = difference(HowShare(0.3, 0.2, 0.4), HowShare(0.7, 0.6, 0.8))
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))


# Text


def test_plain_text_keeps_headings_bullets_cells_and_sentences_apart():
    text = (
        "# Objectives\n\nHold one-to-ones, e.g. with Dr. Smith, each month. Act on them.\nA line that goes on and\n"
        "ends here.\n• One bullet\n  that continues\n2) Another. With two sentences.\nTarget\tOwner\n\n"
        "Cut the backlog\n"
    )
    found = [(one.kind.value, one.text) for one in sentences_of(blocks_of(text))]
    assert found == [
        ("heading", "Objectives"),
        ("sentence", "Hold one-to-ones, e.g. with Dr. Smith, each month."),
        ("sentence", "Act on them."),
        ("sentence", "A line that goes on and ends here."),
        ("bullet", "One bullet that continues"),
        ("bullet", "Another."),
        ("bullet", "With two sentences."),
        ("cell", "Target"),
        ("cell", "Owner"),
        ("bullet", "Cut the backlog"),
    ]


@given(st.lists(st.builds(Block, st.sampled_from(PieceKind), st.text(max_size=80)), max_size=8))
@settings(max_examples=100, deadline=None)
def test_splitting_loses_no_letter(blocks):
    def letters(texts):
        return [letter for text in texts for letter in text if letter.isalpha()]

    assert letters(one.text for one in sentences_of(blocks)) == letters(one.text for one in blocks)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Clear the backlog by the end of March.", Horizon.SHORT),
        ("Report within 30 days.", Horizon.SHORT),
        ("Finish the plan this year.", Horizon.SHORT),
        ("By the end of quarter two every ward is audited.", Horizon.SHORT),
        ("By 2032 close half the gap.", Horizon.LONG),
        ("Our five-year strategy is about people.", Horizon.LONG),
        ("Sustain what we have won for the next decade.", Horizon.LONG),
        ("By June begin what will last until 2035.", Horizon.BOTH),
        ("By 2028 open the unit.", Horizon.NONE),
        ("The hospital opened in 1974 and was extended in 2011.", Horizon.NONE),
        ("She has worked here for five years.", Horizon.NONE),
        ("Listen to staff.", Horizon.NONE),
    ],
)
def test_the_horizon_is_told_by_rule(text, ahead):
    assert horizon(text, year=2026) is ahead


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("Staff do not feel valued.", True),
        ("The standard was not met.", True),
        ("Managers bully colleagues and ignore concerns.", True),
        ("Targets were missed in every quarter.", True),
        ("Staff feel valued.", False),
        ("We no longer tolerate bullying.", False),
        ("Nobody should be punished for speaking up.", False),
        ("No patient will wait longer than 52 weeks.", False),
        ("Never dismiss what a relative tells you.", False),
        ("", False),
    ],
)
def test_what_is_missing_or_went_wrong_is_told_by_rule(text, says_so):
    assert negative(tokens_of(text), evidence.valence_words()) is says_so


def test_gendered_words_are_marked_but_not_those_that_mean_something_else_here():
    text = "The trust seeks a competitive, supportive leader, responsible to the committee; a warm and decisive person."
    found = [(one.word, one.side) for one in gendered(text, evidence.gendered_list())]
    assert found == [("supportive", "feminine"), ("warm", "feminine"), ("decisive", "masculine")]
