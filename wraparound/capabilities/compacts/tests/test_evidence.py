"""The catalogue of support and the made-up figures are whole, sourced, calm, and refused when altered."""

import csv
import hashlib
import re
import shutil
from datetime import date

import pytest

from wraparound.capabilities.compacts.evidence import (
    MADE_UP_RELEASE,
    PUBLISHED,
    EvidenceUnsound,
    made_up_figures,
    support_catalogue,
)
from wraparound.capabilities.compacts.terms.support import Strength
from wraparound.published.measure_files import our_cards
from wraparound.published.performance import figures_of_measure
from wraparound.published.release import EvidenceAltered, open_release
from wraparound.published.staff_experience import staff_figures_of_measure
from wraparound.published.terms import (
    AE_MAJOR,
    RTT_18_WEEKS,
    STAFF_ENOUGH,
    STAFF_WORK_STRESS,
    NotInEvidence,
    RowAddress,
)

# The periods of the made-up figures follow this release, as their sidecar says; a newer one does not move them.
REAL = open_release("2026-11-23")
ACUTE = [f"ZZ{number:02}" for number in range(1, 9)]
OTHERS = [f"ZZ{number:02}" for number in range(9, 13)]
EVERY_FIGURE = [one for code in (*ACUTE, *OTHERS) for one in made_up_figures(code)]
NEVER_ON_SCREEN = (
    *("failing", "poor performer", "high potential", "nine-box", "nine box", "blocker"),
    *("talent score", "league table"),
)
NEEDED = {
    *("agreed_expectations", "improvement_director", "buddy_trust", "temporary_appointments", "collective_leadership"),
    *("engaged_top_team", "peer_mentoring", "coaching", "peer_network", "improvement_money", "pay_premium"),
    *("forbearance", "recognition", "return_ticket", "reduced_reporting", "protected_time"),
}


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(PUBLISHED, tmp_path / "published")


def change(folder, table, old, new, *, rows=None):
    """Changes a table and lets its sidecar agree, so that only what it says is at fault."""
    file, sidecar = folder / f"{table}.csv", folder / f"{table}.toml"
    before = file.read_bytes()
    assert old in before
    file.write_bytes(before.replace(old, new, 1))
    text = sidecar.read_text(encoding="utf-8")
    text = text.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(file.read_bytes()).hexdigest())
    if rows is not None:
        text = re.sub(r"^rows = \d+$", f"rows = {rows}", text, flags=re.MULTILINE)
    sidecar.write_text(text, encoding="utf-8")


def periods_of(code, measure):
    return [one.period for one in made_up_figures(code) if one.measure == measure]


def real_periods(figures):
    return sorted({one.period for one in figures})[-16:]


def written(component):
    return " ".join((component.name, component.what, component.known, component.source, component.source_2))


def test_the_catalogue_has_every_component_that_a_package_is_made_of():
    assert set(support_catalogue()) >= NEEDED
    assert next(iter(support_catalogue())) == "agreed_expectations"
    assert all(key == one.key and re.fullmatch(r"[a-z]+(_[a-z]+)*", key) for key, one in support_catalogue().items())


def test_nobody_can_change_the_catalogue_for_everybody_else():
    with pytest.raises(TypeError):
        support_catalogue()["recognition"] = None


@pytest.mark.parametrize("component", support_catalogue().values(), ids=lambda one: one.key)
def test_every_component_says_what_it_is_what_is_known_and_where_that_was_read(component):
    assert re.fullmatch(r"https?://\S+", component.link)
    assert not component.source_2 or re.fullmatch(r"https?://\S+", component.link_2)
    assert component.what.count(". ") == 0
    assert component.known.count(". ") <= 1
    assert component.what.endswith(".")
    assert component.known.endswith(".")


@pytest.mark.parametrize("component", support_catalogue().values(), ids=lambda one: one.key)
def test_no_component_says_what_is_never_said_on_screen_or_quotes_anybody(component):
    # An address may be shown where a page is printed, so the first one is held to the same.
    said = f"{written(component)} {component.link}".casefold()
    assert not [words for words in NEVER_ON_SCREEN if words in said]
    assert not set('"“”‘') & set(written(component))


def test_where_no_evaluation_spoke_the_catalogue_says_that_no_evidence_was_found():
    for component in support_catalogue().values():
        without = component.strength in {Strength.RECOMMENDED, Strength.NONE_FOUND}
        assert without == bool(
            re.search(r"\b[Nn]o (\w+ and no )?evidence\b|No guarantee .* no evidence", component.known)
        )


def test_a_return_ticket_never_goes_round_fair_competition():
    assert "never a promised post that goes round fair competition" in support_catalogue()["return_ticket"].what


@pytest.mark.parametrize("table", ["support", "made_up_figures"])
@pytest.mark.parametrize("which", [0, 1_000, -2])
def test_one_altered_byte_is_refused_with_what_to_do(copy, table, which):
    file = copy / f"{table}.csv"
    content = bytearray(file.read_bytes())
    content[which] ^= 1
    file.write_bytes(content)
    with pytest.raises(EvidenceAltered, match=rf"{table}\.csv .* checksum.* Restore both"):
        (support_catalogue(copy) if table == "support" else made_up_figures("ZZ01", copy))


@pytest.mark.parametrize("name", ["support.csv", "support.toml"])
def test_a_missing_file_is_refused(copy, name):
    (copy / name).unlink()
    with pytest.raises(EvidenceAltered, match=r"support\.csv .* cannot be read"):
        support_catalogue(copy)


@pytest.mark.parametrize("content", [b"", b"rows = [", b"\xff\xfe", b"rows = 3"])
def test_a_sidecar_that_is_none_is_refused(copy, content):
    (copy / "support.toml").write_bytes(content)
    with pytest.raises(EvidenceAltered, match=r"support\.csv .* cannot be read"):
        support_catalogue(copy)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"key,name", b"key,called", "other columns"),
        (b"coaching,Coaching", b"recognition,Coaching", None),
        (b",recommended,", b",proven,", None),
        (b",none\n", b",weeks\n", None),
        (b",https://", b",ftp://", None),
    ],
)
def test_a_catalogue_that_says_what_cannot_be_is_refused(copy, old, new, words):
    change(copy, "support", old, new)
    with pytest.raises(EvidenceAltered if words else EvidenceUnsound, match=words or r"support\.csv, row \d+"):
        support_catalogue(copy)


def test_a_row_too_few_is_refused(copy):
    change(copy, "support", b"key,name", b"key,name", rows=3)
    with pytest.raises(EvidenceAltered, match="its sidecar says 3"):
        support_catalogue(copy)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"ZZ01,", b"RXW,", "no made-up code"),
        (b"ZZ01,ae_4hour_major,2022-07-01", b"ZZ01,ae_4hour_major,2022-04-01", "repeats"),
        (b"2022-04-01,", b"2022-04-01,9", "no share"),
        (b"2022-04-01,", b"2022-04-01,-", "no share"),
        (b"2022-04-01,", b"2022-04-01,0.", "invalid literal"),
        (b"2022-04-01,", b"2022-04-31,", "day"),
    ],
)
def test_made_up_figures_that_cannot_be_are_refused(copy, old, new, words):
    change(copy, "made_up_figures", old, new)
    with pytest.raises(EvidenceUnsound, match=rf"made_up_figures\.csv, row \d+: .*{words}"):
        made_up_figures("ZZ01", copy)


def test_the_made_up_figures_say_loudly_that_they_are_invented():
    sidecar = (PUBLISHED / "made_up_figures.toml").read_text(encoding="utf-8")
    assert sidecar.startswith("# EVERYTHING IN THIS TABLE IS INVENTED")
    assert "made_up = true" in sidecar
    assert 'title = "MADE UP' in sidecar


def test_only_made_up_trusts_have_made_up_figures_and_an_unknown_code_has_none():
    assert {one.code for one in EVERY_FIGURE} == {*ACUTE, *OTHERS}
    with (PUBLISHED / "made_up_figures.csv").open(encoding="utf-8", newline="") as table:
        assert {row["code"] for row in csv.DictReader(table)} == {*ACUTE, *OTHERS}
    assert made_up_figures("RXW") == made_up_figures("ZZ13") == made_up_figures("") == ()


def test_no_real_organisation_has_a_made_up_code_and_no_release_the_made_up_name():
    assert not [one for one in figures_of_measure(REAL, AE_MAJOR) if one.code.startswith("ZZ")]
    with pytest.raises(NotInEvidence):
        open_release(MADE_UP_RELEASE)


def test_every_made_up_figure_names_its_row():
    assert {one.address.release for one in EVERY_FIGURE} == {MADE_UP_RELEASE}
    assert made_up_figures("ZZ01")[0].address == RowAddress("made-up-2", "made_up_figures", 1)
    assert sorted(one.address.row for one in EVERY_FIGURE) == list(range(1, len(EVERY_FIGURE) + 1))


@pytest.mark.parametrize("code", ACUTE)
def test_acute_trusts_have_the_quarters_for_which_real_trusts_have_figures(code):
    assert periods_of(code, AE_MAJOR) == real_periods(figures_of_measure(REAL, AE_MAJOR))
    assert periods_of(code, RTT_18_WEEKS) == real_periods(figures_of_measure(REAL, RTT_18_WEEKS))


@pytest.mark.parametrize("code", [*ACUTE, *OTHERS])
@pytest.mark.parametrize("measure", [STAFF_ENOUGH, STAFF_WORK_STRESS])
def test_every_trust_has_the_surveys_that_real_trusts_have(code, measure):
    assert periods_of(code, measure) == real_periods(staff_figures_of_measure(REAL, measure))


@pytest.mark.parametrize("code", OTHERS)
def test_mental_health_trusts_have_surveys_only(code):
    assert {one.measure for one in made_up_figures(code)} == {STAFF_ENOUGH, STAFF_WORK_STRESS}


def test_made_up_shares_are_whole_numbers_of_known_measures_in_a_believable_range():
    for one in EVERY_FIGURE:
        assert one.measure in our_cards()
        assert type(one.within) is type(one.total) is int
        assert (0.44 if one.measure in {AE_MAJOR, RTT_18_WEEKS} else 0.2) < one.share < 0.86
        assert 1_500 < one.total < 80_000


def test_the_first_made_up_trust_has_a_little_over_half_and_falls_slightly():
    major = [one.share for one in made_up_figures("ZZ01") if one.measure == AE_MAJOR]
    waits = {one.period: one.share for one in made_up_figures("ZZ01") if one.measure == RTT_18_WEEKS}
    first, last = sum(major[:4]) / 4, sum(major[-4:]) / 4
    assert 0.50 < last < first < 0.54
    assert waits[date(2025, 1, 1)] == pytest.approx(0.50, abs=0.01)
