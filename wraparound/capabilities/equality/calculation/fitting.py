"""Whether a programme is for somebody, by what they gave: docs/papers/equality-monitoring.md."""

from collections.abc import Mapping, Set

from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, Given
from wraparound.capabilities.equality.terms.programmes import Fit, ForWhom


def fit(rule: ForWhom, given: Given, lists: Mapping[str, AnswerList]) -> Fit:
    """Whether these answers are among those that a rule names.

    A question without an answer, and a code that its list no longer has, tell nothing either way.

    >>> from wraparound.capabilities.equality.terms.answers import ListedAnswer, ListStanding
    >>> women = ListedAnswer("F", "Female", "female")
    >>> sexes = AnswerList(name="sex", standing=ListStanding.CONFIRMED, choices=(women,))
    >>> rule = ForWhom(answers={Characteristic.SEX: frozenset({"F"})})
    >>> fit(rule, {Characteristic.SEX: "F"}, {"sex": sexes}).value, fit(rule, {}, {"sex": sexes}).value
    ('fits', 'cannot_tell')
    """
    found = [_is_one(codes, given.get(one, ""), lists[one.value]) for one, codes in rule.answers.items()]
    decides, other = (False, Fit.FITS) if rule.every else (True, Fit.DOES_NOT)
    if decides in found:
        return Fit.FITS if decides else Fit.DOES_NOT
    return Fit.CANNOT_TELL if None in found or not found else other


def _is_one(codes: Set[str], code: str, of_list: AnswerList) -> bool | None:
    """Whether an answer is one of these; none where there is no answer."""
    return code in codes if of_list.choice(code) else None


def plain_rule(rule: ForWhom) -> dict[str, object]:
    """A rule as it is kept."""
    return {"every": rule.every, "answers": {one.value: sorted(codes) for one, codes in rule.answers.items()}}


def rule_of(plain: Mapping[str, object]) -> ForWhom:
    """What `plain_rule` was given.

    >>> rule = ForWhom(answers={Characteristic.SEX: frozenset({"F"})}, every=True)
    >>> rule_of(plain_rule(rule)) == rule
    True
    """
    answers = plain["answers"]
    assert isinstance(answers, dict)  # as it was kept
    return ForWhom(
        answers={Characteristic(one): frozenset(codes) for one, codes in answers.items()}, every=bool(plain["every"])
    )
