"""Who may be asked, in which groups, and what figures say: docs/methods/listening.md."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from wraparound.capabilities.listening.terms.pulses import (
    MINIMUM,
    AskedOften,
    CouldBeAsked,
    KeptGroup,
    KeptQuestion,
    KeptReport,
    Moved,
    PulseQuestion,
    SetResult,
    Share,
    TimeStep,
)
from wraparound.methods.disclosure import EVERYBODY, Cut, Group, Report, Shown, choose, classes
from wraparound.methods.proportions import proportion_interval

AT_LEAST_BETWEEN = {AskedOften.MONTH: timedelta(days=30), AskedOften.QUARTER: timedelta(days=91)}
WORDS = re.compile(r"\w+")
JUDGED_ALONG = timedelta(days=366)
"""For how long an earlier report is taken to say what somebody still thinks."""
SAYS_MOST = 2
"""The last answers that count as agreeing, at every level of detail."""
NOT_TOLD_UNDER = 2
"""Silent people under which the number of answers is not told: it would say that everybody answered."""


def asked_now(could: Sequence[CouldBeAsked], today: date) -> tuple[CouldBeAsked, ...]:
    """Those of them whom a pulse asks today: nobody who does not want it, and nobody more often than they agreed to."""
    return tuple(one for one in could if _may_be_asked(one, today))


def _may_be_asked(one: CouldBeAsked, today: date) -> bool:
    if one.often is AskedOften.NEVER:
        return False
    return one.last_asked is None or today - one.last_asked >= AT_LEAST_BETWEEN[one.often]


def grouped(asked: Sequence[CouldBeAsked], minimum: int = MINIMUM) -> dict[int, str]:
    """For each person the group that is kept beside their answers: at least `minimum` people, or everybody in one.

    Groups that are too small are put together, the smallest with the next; equal ones in the order of their names.
    """
    sizes: list[tuple[tuple[str, ...], int]] = [
        ((label,), many) for label, many in Counter(one.label for one in asked).items()
    ]
    while len(sizes) > 1:
        sizes.sort(key=lambda one: (one[1], one[0]))
        (smallest, few), (following, more), *rest = sizes
        if few >= minimum:
            break
        sizes = [(tuple(sorted((*smallest, *following))), few + more), *rest]
    named = {label: _together(labels) for labels, _ in sizes for label in labels}
    return {one.person: named[one.label] for one in asked}


def _together(labels: Sequence[str]) -> str:
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def report_of(people: Mapping[str, frozenset[int]], counts: Mapping[str, Sequence[int]]) -> Report:
    """One question of a pulse as the method of disclosure takes it: who was asked in each group, and what was said."""
    return Report(
        tuple(
            Group(name=name, people=own, counts=tuple(counts.get(name, (0,) * 5)))
            for name, own in sorted(people.items())
        )
    )


def same_words(one: str, other: str) -> bool:
    """Whether two questions differ in nothing but capitals, spaces and marks."""
    return WORDS.findall(one.casefold()) == WORDS.findall(other.casefold())


def tell(report: Report, earlier: Sequence[Shown], beside: Sequence[Shown] = ()) -> KeptQuestion:
    """What may be told of a question beside what earlier reports told: everybody first, then the largest groups.

    `earlier` are of the same question; those of `beside` could be of it in other words.
    """
    largest_first = sorted(report.groups, key=lambda one: (-len(one.people), one.name))
    wanted: list[Cut] = [EVERYBODY]
    if len(largest_first) > 1:
        wanted += [frozenset({one.name}) for one in largest_first]
    shown = choose(report, wanted, earlier, beside=beside)
    groups = tuple(KeptGroup(one.name, len(one.people), one.counts) for one in report.groups)
    return KeptQuestion(groups, shown.cuts, shown.level)


def shown_again(kept: KeptQuestion, people: Mapping[str, frozenset[int]]) -> Shown:
    """What was told, as the method takes it, to judge a later report beside it."""
    counts = {one.name: one.counts for one in kept.groups}
    return Shown(report_of(people, counts), kept.cuts, kept.level)


def answered_told(report: KeptReport) -> int | None:
    """How many answered, where it may be told: not under the minimum, and not where nearly everybody did."""
    if report.answered < MINIMUM or report.asked - report.answered < NOT_TOLD_UNDER:
        return None
    return report.answered


def set_result(name: str, cut: Cut, kept: KeptQuestion, question: PulseQuestion) -> SetResult:
    """What is told of one set: answers of one class together, and the share who gave one of the two that say most."""
    inside = [one for one in kept.groups if not cut or one.name in cut]
    counts = [sum(answer) for answer in zip(*(one.counts for one in inside), strict=True)]
    words: dict[int, list[str]] = {}
    for place, own in enumerate(kept.level):
        words.setdefault(own, []).append(question.answers[place])
    named = [_either(words[own]) for own in sorted(words)]
    told = classes(counts, kept.level)
    return SetResult(
        name=name,
        asked=sum(one.asked for one in inside),
        answers=tuple(zip(named, told, strict=True)),
        shares=tuple(share(count, sum(told)) for count in told),
        most=share(sum(counts[-SAYS_MOST:]), sum(counts)),
    )


def _either(answers: Sequence[str]) -> str:
    return " or ".join((answers[0], *(one[0].lower() + one[1:] for one in answers[1:])))


def share(count: int, of: int) -> Share:
    """A share with its interval (95%); `of` is above 0."""
    low, high = proportion_interval(count, of)
    return Share(count=count, of=of, low=low, high=high)


def moved(before: Share, now: Share, since: date) -> Moved:
    """How a share moved, with an interval made from those of both, as for two samples of people.

    The distances of each share from the ends of its own interval are squared and added (Newcombe 1998, Statistics in
    Medicine 17, 873–890, with Jeffreys' interval in place of Wilson's).
    """
    first, second = before.count / before.of, now.count / now.of
    down = math.hypot(second - now.low, before.high - first)
    up = math.hypot(now.high - second, first - before.low)
    difference = second - first
    return Moved(since=since, before=before, difference=difference, low=difference - down, high=difference + up)


def moved_since(steps: Sequence[TimeStep]) -> Moved | None:
    """How the share of the last step moved since the one before it that was told; none where either is missing."""
    told = [(one.on, one.most) for one in steps if one.most is not None]
    if len(told) < 2 or steps[-1].most is None:
        return None
    (since, before), (_, now) = told[-2:]
    return moved(before, now, since)


def as_data(report: KeptReport) -> dict[str, object]:
    """A report as it is stored, in what JSON knows."""
    return {
        "asked": report.asked,
        "answered": report.answered,
        "questions": [
            {
                "groups": [[one.name, one.asked, list(one.counts)] for one in question.groups],
                "cuts": [sorted(cut) for cut in question.cuts],
                "level": list(question.level),
            }
            for question in report.questions
        ],
    }


def from_data(data: Mapping[str, Any]) -> KeptReport:
    """A stored report again."""
    questions = tuple(
        KeptQuestion(
            groups=tuple(KeptGroup(name, asked, tuple(counts)) for name, asked, counts in one["groups"]),
            cuts=tuple(frozenset(cut) for cut in one["cuts"]),
            level=tuple(one["level"]),
        )
        for one in data["questions"]
    )
    return KeptReport(data["asked"], data["answered"], questions)
