"""Page, command line, API and library say the same."""

import json
import re
from html import unescape

import pytest

from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.capabilities.expectations.terms.performance import ForecastQuestion, TargetQuestion
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion, SpellOrder
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.cli import as_plain, main
from wraparound.methods.trajectories.national import Scenario
from wraparound.people.terms.access import PUBLIC
from wraparound.published.terms import Kind, Measure, Regime

QUESTIONS = [
    (RecoveryQuestion(regime=Regime.QUALITY), [], ""),
    (RecoveryQuestion(regime=Regime.FINANCIAL), [], ""),
    (RecoveryQuestion(regime=Regime.RECOVERY_SUPPORT), [], ""),
    (RecoveryQuestion(regime=Regime.QUALITY, kind=Kind.ACUTE), ["--kind", "acute"], "?kind=acute"),
    (RecoveryQuestion(regime=Regime.QUALITY, spell=SpellOrder.SECOND), ["--spell", "second"], "?spell=second"),
    (RecoveryQuestion(regime=Regime.QUALITY, months_served=18.5), ["--served", "18.5"], "?served=18.5"),
]


def plain(answer):
    return json.loads(json.dumps(as_plain(answer), default=str))


def at_the_terminal(capsys, *words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("question", "options", "asked"), QUESTIONS)
def test_recovery(client, capsys, question, options, asked):
    library = plain(answers.recovery(question, viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "recovery", "--regime", question.regime.value, *options) == library
    assert client.get(f"/api/expectations/recovery/{question.regime.value}{asked}").json() == library
    page = _text(client.get(f"/expectations/recovery/{question.regime.value}/{asked}"))
    for sentence in library["sentences"]:
        assert sentence in page


@pytest.mark.parametrize("code", ["RXW", "RX7", "RYR", "RXL", "RXH", "RW6", "K0N6A", "TAD", "RD7"])
def test_a_trust(client, capsys, code):
    library = plain(answers.trust(code, viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "trust", code) == library
    assert client.get(f"/api/expectations/trusts/{code}").json() == library
    page = _text(client.get(f"/expectations/{code}/"))
    for sentence in (*library["sentences"], *library["recovery_sentences"], *library["missing"]):
        assert sentence in page


@pytest.mark.parametrize(
    ("code", "measure", "target", "by", "scenario"),
    [
        ("RXW", "ae_4hour_major", "78", "2028-03", "held"),
        ("RYR", "ae_4hour_all_types", "80.5", "2027-06", "rising"),
        ("RXW", "rtt_18week_incomplete", "60", "2028-03", "held"),
        ("RRU", "ae_4hour_major", "78", "2028-03", "held"),
    ],
)
def test_a_target(client, capsys, code, measure, target, by, scenario):
    question = TargetQuestion(
        code=code, measure=Measure(measure), target=float(target), by=by, scenario=Scenario(scenario)
    )
    library = plain(answers.check(question, viewer=PUBLIC))
    options = ["--measure", measure, "--target", target, "--by", by, "--scenario", scenario]
    assert at_the_terminal(capsys, "expectations", "check", code, *options) == library
    asked = f"target={target}&by={by}&scenario={scenario}"
    assert client.get(f"/api/expectations/trusts/{code}/check/{measure}?{asked}").json() == library
    page = _text(client.get(f"/expectations/{code}/target/?measure={measure}&{asked}"))
    for sentence in library["sentences"]:
        assert sentence in page


@pytest.mark.parametrize(("code", "measure"), [("RXW", "ae_4hour_all_types"), ("RX1", "ae_4hour_all_types")])
def test_a_fan_and_its_comparators(client, capsys, code, measure):
    question = ForecastQuestion(code=code, measure=Measure(measure))
    fan = plain(answers.forecast(question, viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "forecast", code, "--measure", measure) == fan
    assert client.get(f"/api/expectations/trusts/{code}/forecast/{measure}").json() == fan
    page = _text(client.get(f"/expectations/{code}/?measure={measure}"))
    alike = plain(answers.comparators(question, 24, viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "comparators", code, "--measure", measure) == alike
    assert client.get(f"/api/expectations/trusts/{code}/comparators/{measure}").json() == alike
    named = _text(client.get(f"/expectations/{code}/comparators/?measure={measure}"))
    assert all(sentence in page for sentence in fan["sentences"])
    assert all(sentence in named for sentence in alike["sentences"])


def test_the_record_of_ratings(client, capsys):
    library = plain(answers.ratings(viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "ratings") == library
    assert client.get("/api/expectations/ratings").json() == library
    page = _text(client.get("/expectations/ratings/"))
    assert all(sentence in page for sentence in library["sentences"])


@pytest.mark.parametrize("text", ["brighton", "leeds", "RXW", "shrewsbery", "zzz"])
def test_a_search(client, capsys, text):
    library = plain(lists.trusts(TrustSearch(text=text), viewer=PUBLIC))
    assert at_the_terminal(capsys, "expectations", "find", text) == library
    assert client.get(f"/api/expectations/trusts?q={text}").json() == library
    page = _text(client.get(f"/expectations/?q={text}&stay=1"))
    for one in library["found"] or library["near"]:
        assert one["organisation"]["name"] in page


def test_a_source_row(client, capsys):
    api = client.get("/api/sources/releases/2026-11-23/regime_spells/40").json()
    assert at_the_terminal(capsys, "sources", "show", "regime_spells", "40") == api
    page = _text(client.get("/sources/2026-11-23/regime_spells/40/"))
    assert all(cell["text"] in page for cell in api["cells"])


def test_releases_spells_and_regimes(client, capsys):
    assert at_the_terminal(capsys, "sources", "releases") == client.get("/api/sources/releases").json()
    regimes = at_the_terminal(capsys, "expectations", "regimes")
    assert regimes == client.get("/api/expectations/recovery").json()
    spells = at_the_terminal(capsys, "expectations", "spells", "--regime", "recovery_support")
    assert spells == client.get("/api/expectations/recovery/recovery_support/spells").json()


def _text(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", response.content.decode())))
