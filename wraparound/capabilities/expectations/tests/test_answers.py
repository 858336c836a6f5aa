"""Every real trust and every regime, once, as people read it."""

import re

import pytest

from wraparound.capabilities.expectations.queries import every_regime, every_trust
from wraparound.capabilities.expectations.wording import recovery as words
from wraparound.capabilities.expectations.wording import terminal
from wraparound.people.terms import PUBLIC

NEVER_ON_A_SCREEN = re.compile(
    r"failing|poor performer|high potential|nine-box|blocker|talent score|league table"
    r"|still in\b|(?-i:\bNone\b|\bnan\b)",
    re.I,
)


def test_shrewsbury_and_telford_in_words():
    answer = next(one for one in every_trust(viewer=PUBLIC) if one.organisation.code == "RXW")
    assert answer.sentences[0] == (
        "Shrewsbury and Telford Hospital entered quality special measures on 8 November 2018 and left on 5 March 2026, "
        "after 7 years 4 months. It went on as recovery support from July 2021."
    )
    assert "Guidance of 2014 said 12 months" in answer.sentences[-1]


@pytest.mark.parametrize("answer", every_trust(viewer=PUBLIC), ids=lambda answer: answer.organisation.code)
def test_every_trust_has_an_answer_that_blames_nobody_and_invents_nothing(answer):
    said = terminal.say_trust(answer)
    assert not NEVER_ON_A_SCREEN.search(said), NEVER_ON_A_SCREEN.search(said)
    assert answer.sentences
    assert len(answer.sentences[-1]) > 60
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
    assert blackpool.sentences[0] == (
        "Blackpool Teaching Hospitals entered the Recovery Support Programme on 6 February 2025. We hold no later "
        "source, so whether and when it left, we do not know."
    )
