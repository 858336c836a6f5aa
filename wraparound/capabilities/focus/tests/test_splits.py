"""A set of short statements as it is read while somebody writes it: counts in words, and which say nothing of how."""

from itertools import permutations

from wraparound.capabilities.focus.queries.texts import split_of
from wraparound.capabilities.focus.terms.splits import SplitLine, SplitState
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.people.terms.access import PUBLIC

S = SplitState
TASK = "Clear the backlog of scans by the end of March"
PEOPLE = "Listen to ward staff each week and act on what they say"
ANNEX = "See the annex for the list of names"
FRENCH = "Réduire la liste d'attente et soutenir les équipes des urgences pour une meilleure écoute"


def split(*texts, **more):
    lines = [
        one if isinstance(one, SplitLine) else SplitLine(key=str(place), text=one) for place, one in enumerate(texts)
    ]
    return split_of(lines, TextKind.OBJECTIVES, called="result", viewer=PUBLIC)


def states(read):
    return [one.state for one in read.lines]


def test_a_set_is_counted_in_words_and_says_which_has_no_how():
    read = split(TASK, "Hold the budget to plan", PEOPLE, ANNEX)
    assert states(read) == [S.WHAT, S.WHAT, S.HOW, S.NEITHER]
    assert read.said == "Of 4 results, 2 say what is to be done, 1 says how and 1 says neither what nor how."
    assert [one.key for one in read.without_how] == ["0", "1", "3"]
    assert (read.counts.what, read.counts.how, read.counts.neither, read.not_read) == (2, 1, 1, 0)


def test_no_share_is_said_however_many_there_are_and_what_it_rests_on_always_is():
    for read in (split(TASK), split(*[TASK] * 20, *[PEOPLE] * 20)):
        assert "%" not in read.said
        assert "coded them" in read.trust
        assert "no fault" in read.no_fault
        assert any("provisional" in one for one in read.explained)
        assert any("must not be used to judge a person" in one for one in read.explained)


def test_several_sentences_of_one_statement_say_what_any_of_them_says():
    assert states(split(f"{TASK}. {PEOPLE}.")) == [S.BOTH]
    assert states(split(f"{TASK}. {ANNEX}.")) == [S.WHAT]


def test_what_is_no_english_or_no_word_is_read_as_nothing_and_named_as_lacking_nothing():
    read = split(FRENCH, "12 34 %", "")
    assert states(read) == [S.NOT_READ] * 3
    assert read.without_how == ()
    assert (read.not_read, read.counts.scored) == (3, 0)


def test_a_published_measure_counts_as_it_is_marked_and_typed_words_as_they_read():
    figure = SplitLine(key="a", text="Staff: 31% or more", marked=S.HOW, worded=False)
    typed = SplitLine(key="b", text=TASK, marked=S.HOW)
    read = split(figure, typed)
    assert [(one.state, one.by_mark) for one in read.lines] == [(S.HOW, True), (S.WHAT, False)]
    assert read.differing == (f"“{TASK}” is marked as “how it gets done”, and its words were read as what.",)


def test_no_statement_changes_what_another_is_read_as():
    texts = (TASK, PEOPLE, FRENCH, ANNEX)
    alone = {text: states(split(text))[0] for text in texts}
    for order in permutations(texts):
        assert states(split(*order)) == [alone[text] for text in order]


def test_nothing_is_said_of_an_empty_set():
    assert split().lines == ()
