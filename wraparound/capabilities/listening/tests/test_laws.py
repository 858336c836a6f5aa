"""Who is asked, in which groups, and what is counted: what must hold for every place."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.listening.calculation.pulses import (
    answered_told,
    as_data,
    asked_now,
    from_data,
    grouped,
    moved,
    report_of,
    set_result,
    share,
    tell,
)
from wraparound.capabilities.listening.evidence import standing_questions
from wraparound.capabilities.listening.terms.pulses import (
    MINIMUM,
    AskedOften,
    CouldBeAsked,
    KeptReport,
    PulseQuestion,
    QuestionTopic,
)
from wraparound.capabilities.listening.wording.pulses import moved_words

TODAY = date(2026, 11, 26)
FIVE = PulseQuestion(words="How is it?", answers=("None", "Few", "Half", "Most", "All"))


def somebody(person=1, label="Acute", often=AskedOften.QUARTER, last=None):
    return CouldBeAsked(person=person, label=label, often=often, last_asked=last)


@given(some.lists(some.sampled_from(["Acute", "Community", "Ambulance", "Mental health"]), min_size=1, max_size=80))
def test_no_group_beside_an_answer_is_small_unless_everybody_is_in_it(labels):
    group_of = grouped([somebody(person, label) for person, label in enumerate(labels)])
    sizes = Counter(group_of.values())
    assert sum(sizes.values()) == len(labels)
    assert len(sizes) == 1 or min(sizes.values()) >= MINIMUM
    # People of one word are never told apart.
    assert len({(labels[person], group) for person, group in group_of.items()}) == len(set(labels))


@given(some.integers(0, 400), some.sampled_from(AskedOften))
def test_nobody_is_asked_sooner_than_they_agreed_to(days, often):
    one = somebody(often=often, last=TODAY - timedelta(days=days))
    least = {AskedOften.NEVER: 10_000, AskedOften.MONTH: 30, AskedOften.QUARTER: 91}[often]
    assert (asked_now([one], TODAY) == (one,)) is (days >= least)


def test_whoever_was_never_asked_is_unless_they_do_not_want_to_be():
    assert asked_now([somebody()], TODAY) == (somebody(),)
    assert asked_now([somebody(often=AskedOften.NEVER)], TODAY) == ()


@given(some.integers(0, 60), some.integers(1, 60), some.integers(0, 60), some.integers(1, 60))
def test_a_move_lies_within_its_ends_and_turns_round(one, more, other, further):
    before, now = share(one, one + more), share(other, other + further)
    found, back = moved(before, now, TODAY), moved(now, before, TODAY)
    assert found.low <= found.difference <= found.high
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))


def test_a_move_is_told_from_chance_only_where_it_can_be():
    """12 of 40, then 28 of 40; and 12 of 40, then 15 of 40. The ends were worked out with the beta of scipy."""
    assert moved_words(moved(share(12, 40), share(28, 40), TODAY)) == (
        "It was 30% of 40 until 26 November 2026. It went up: between +18 and +58 points."
    )
    assert "we cannot tell: between −13 and +27 points" in moved_words(moved(share(12, 40), share(15, 40), TODAY))


def test_a_stored_report_comes_back_as_it_was():
    people = {"Acute": frozenset(range(20)), "Community": frozenset(range(20, 40))}
    kept = tell(report_of(people, {"Acute": [4] * 5, "Community": [2, 3, 2, 3, 2]}), [])
    report = KeptReport(asked=40, answered=32, questions=(kept,))
    assert from_data(as_data(report)) == report
    assert len(kept.cuts) == 3


def test_what_is_told_of_a_set_is_its_answers_together():
    people = {"Acute": frozenset(range(20))}
    kept = tell(report_of(people, {"Acute": [0, 3, 4, 6, 1]}), [])
    told = set_result("Everybody", frozenset(), kept, FIVE)
    assert told.answers == (("None or few", 3), ("Half", 4), ("Most or all", 7))
    assert (told.most.count, told.most.of, told.asked) == (7, 14, 20)


@pytest.mark.parametrize(("asked", "answered", "told"), [(40, 32, 32), (40, 10, None), (40, 39, None), (40, 38, 38)])
def test_how_many_answered_is_told_where_it_says_nothing_of_one(asked, answered, told):
    assert answered_told(KeptReport(asked=asked, answered=answered, questions=())) == told


def test_standing_questions_are_two_for_each_topic_with_five_answers_each():
    known = standing_questions()
    assert Counter(one.topic for one in known.values()) == dict.fromkeys(QuestionTopic, 2)
    assert all(len(set(one.answers)) == 5 for one in known.values())


def test_an_altered_file_of_questions_is_refused(tmp_path):
    from wraparound.capabilities.listening.evidence import PUBLISHED, QUESTIONS
    from wraparound.published.release import EvidenceAltered

    for ending in ("csv", "toml"):
        text = (PUBLISHED / f"{QUESTIONS}.{ending}").read_text(encoding="utf-8")
        (tmp_path / f"{QUESTIONS}.{ending}").write_text(text.replace("Very hard", "Hardest"), encoding="utf-8")
    with pytest.raises(EvidenceAltered, match="does not match its checksum"):
        standing_questions(tmp_path)
