"""Questions, and where nothing is answered, in words."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.equality.terms.answers import (
    LEVEL,
    AnswerList,
    Characteristic,
    Given,
    ListStanding,
    Without,
)

QUESTIONS = {
    Characteristic.ETHNICITY: "What is your ethnic group?",
    Characteristic.DISABILITY: "Are you disabled?",
    Characteristic.SEX: "What is your sex?",
    Characteristic.AGE_BAND: "How old are you?",
    Characteristic.RELIGION: "What is your religion or belief?",
    Characteristic.ORIENTATION: "What is your sexual orientation?",
}
NAMES = {
    Characteristic.ETHNICITY.value: "Ethnicity",
    Characteristic.DISABILITY.value: "Disability",
    Characteristic.SEX.value: "Sex",
    Characteristic.AGE_BAND.value: "Age",
    Characteristic.RELIGION.value: "Religion or belief",
    Characteristic.ORIENTATION.value: "Sexual orientation",
    LEVEL: "Pay level",
}
WITHOUT = {
    Without.PREFER_NOT: "Prefer not to say",
    Without.DECLINED: "Asked, and not answered",
    Without.NOT_ASKED: "Not asked",
}
STANDINGS = {
    ListStanding.CONFIRMED: "The national list.",
    ListStanding.UNCONFIRMED: "This list is not confirmed against the national one.",
    ListStanding.OF_THIS_SITE: "This site’s own list.",
}
NO_LONGER = "Answered with a list that is no longer used. Please answer again, if you like"


def answer_words(characteristic: Characteristic, given: Given, lists: Mapping[str, AnswerList]) -> str:
    """What was answered to a question, or why there is no answer."""
    code = given.get(characteristic, Without.NOT_ASKED.value)
    if code in frozenset(Without):
        return WITHOUT[Without(code)]
    choice = lists[characteristic.value].choice(code)
    return choice.words if choice else NO_LONGER


def say_lists(lists: Sequence[AnswerList]) -> str:
    """Every list with its codes, a line for each answer."""
    lines = []
    for one in lists:
        lines.append(f"{NAMES[one.name]} ({one.name}). {STANDINGS[one.standing]}")
        lines += [f"  {choice.code:<16}{choice.words}" for choice in one.choices]
    return "\n".join(lines)
