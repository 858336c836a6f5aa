"""What a post is answerable for, guessed from the words somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.titles import level_of_title, role_of_title
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Chief executive", PostRole.CHIEF_EXECUTIVE),
        ("CHIEF  EXECUTIVE OFFICER", PostRole.CHIEF_EXECUTIVE),
        ("Interim CEO", PostRole.CHIEF_EXECUTIVE),
        ("Chair", PostRole.CHAIR),
        ("Chairman of the board", PostRole.CHAIR),
        ("Non-executive director", PostRole.NON_EXECUTIVE),
        ("Non executive director and chair of audit", PostRole.NON_EXECUTIVE),
        ("Director of finance", PostRole.FINANCE),
        ("Chief financial officer", PostRole.FINANCE),
        ("Director of nursing", PostRole.NURSING),
        ("Chief nurse and director of quality", PostRole.NURSING),
        ("Director of midwifery", PostRole.NURSING),
        ("Medical director", PostRole.MEDICAL),
        ("Chief operating officer", PostRole.OPERATIONS),
        ("Director of operations", PostRole.OPERATIONS),
        ("Chief people officer", PostRole.PEOPLE),
        ("Director of HR and OD", PostRole.PEOPLE),
        ("Director of strategy and partnerships", PostRole.STRATEGY),
        ("Chief information officer", PostRole.DIGITAL),
        ("Company secretary", PostRole.GOVERNANCE),
        ("Director of estates and facilities", PostRole.ESTATES),
        ("Director of improvement", PostRole.QUALITY),
        ("Director of allied health professions", PostRole.ALLIED_HEALTH),
        ("Deputy chief executive", PostRole.CHIEF_EXECUTIVE),
        ("Deputy chief executive and director of finance", PostRole.FINANCE),
        ("Warden of the north tower", PostRole.OTHER),
        ("Refinancer", PostRole.OTHER),
    ],
)
def test_the_role_is_guessed_from_the_word_that_comes_first(title, role):
    assert role_of_title(title) is role


def test_a_chief_operating_officer_is_no_chief_executive_and_a_wheelchair_no_chair():
    assert role_of_title("Chief operating officer") is not PostRole.CHIEF_EXECUTIVE
    assert role_of_title("Head of the wheelchair service") is PostRole.OTHER


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Director of finance", PostLevel.BOARD),
        ("Deputy director of finance", PostLevel.DEPUTY),
        ("Associate medical director", PostLevel.DEPUTY),
        ("Deputy chief executive and director of finance", PostLevel.BOARD),
        ("Vice chair", PostLevel.BOARD),
    ],
)
def test_the_level_is_the_board_unless_it_is_somebodys_deputy(title, level):
    assert level_of_title(title) is level


@given(st.text(max_size=130))
def test_any_words_have_a_role_and_a_level(title):
    assert role_of_title(title) in PostRole
    assert level_of_title(title) in PostLevel
    assert role_of_title(title.upper()) is role_of_title(title.upper().lower())
