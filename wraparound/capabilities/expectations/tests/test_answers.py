"""Every real trust and every regime, once, as people read it."""

import re

import pytest

from wraparound.capabilities.expectations.queries.answers import every_regime, every_trust
from wraparound.capabilities.expectations.wording import recovery as words
from wraparound.capabilities.expectations.wording import terminal
from wraparound.capabilities.expectations.wording import trusts as trust_words
from wraparound.people.terms.access import PUBLIC

NEVER_ON_A_SCREEN = re.compile(
    r"failing|poor performer|high potential|nine-box|blocker|talent score|league table"
    r"|still in\b|(?-i:\bNone\b|\bnan\b)",
    re.I,
)


def test_shrewsbury_and_telford_in_words():
    answer = next(one for one in every_trust(viewer=PUBLIC) if one.organisation.code == "RXW")
    assert answer.recovery_sentences[0] == (
        "Shrewsbury and Telford Hospital entered quality special measures on 8 November 2018 and left on 5 March 2026, "
        "after 7 years 4 months. It went on as recovery support from July 2021."
    )
    assert "Guidance of 2014 said 12 months" in answer.recovery_sentences[-1]


@pytest.mark.parametrize("answer", every_trust(viewer=PUBLIC), ids=lambda answer: answer.organisation.code)
def test_every_trust_has_an_answer_that_blames_nobody_and_invents_nothing(answer):
    said = terminal.say_trust(answer)
    assert not NEVER_ON_A_SCREEN.search(said), NEVER_ON_A_SCREEN.search(said)
    assert answer.sentences
    assert len(answer.sentences[-1]) > 60
    assert len(answer.recovery_sentences[-1]) > 60
    unknown = [one for one in answer.spells if one.spell.exited is None]
    assert said.count("we do not know") >= len(unknown)
    if not answer.spells:
        assert "No spell of" in said
        assert answer.missing


@pytest.mark.parametrize("answer", every_regime(viewer=PUBLIC), ids=lambda answer: answer.regime.value)
def test_every_regime_is_said_without_blame(answer):
    assert not NEVER_ON_A_SCREEN.search(terminal.say_recovery(answer))
    assert words.limits(answer)


def test_a_trust_whose_exit_is_unknown_is_never_said_to_be_in_or_out_today():
    blackpool = next(one for one in every_trust(viewer=PUBLIC) if one.organisation.code == "RXL")
    assert blackpool.recovery_sentences[0] == (
        "Blackpool Teaching Hospitals entered the Recovery Support Programme on 6 February 2025. We hold no later "
        "source, so whether and when it left, we do not know."
    )


@pytest.mark.parametrize("answer", every_trust(viewer=PUBLIC), ids=lambda answer: answer.organisation.code)
def test_each_spell_of_unknown_end_says_so_in_its_own_sentence_and_nothing_about_today(answer):
    for one in answer.spells:
        said = trust_words.spell_sentence(one)
        if one.spell.exited is None:
            assert said.endswith("whether and when it left, we do not know.")
            assert not re.search(r"\b(is|remains|since|today|now)\b", said), said
        else:
            assert "we do not know" not in said or "when it entered, we do not know" in said


def test_what_was_read_and_what_was_inferred_is_told_apart():
    george = next(one for one in every_trust(viewer=PUBLIC) if one.organisation.code == "RJ7")
    assert "in December 2019, by our reading of a source without a date" in george.recovery_sentences[0]
    assert "Inferred rather than read: last known." in trust_words.about_dates(george.spells[0])


@pytest.mark.parametrize(
    ("code", "measure", "said"),
    [
        ("RAL", "rtt", "another trust was merged into it in between"),
        ("RX1", "all_types", "Not comparable with the year before: type-3 site added"),
        ("RXM", "rtt", "Later quarters were not reported, or are too small to show"),
        ("RXW", "all_types", "; 52% a year before."),
    ],
)
def test_a_year_before_stands_beside_a_figure_only_where_the_two_compare(code, measure, said):
    answer = next(one for one in every_trust(viewer=PUBLIC) if one.organisation.code == code)
    figure = next(one for one in answer.performance if measure in one.latest.measure)
    assert said in trust_words.figure_sentence(figure)
