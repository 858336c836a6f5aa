"""When parity comes, in words: the year, what is not known, and what it rests on."""

from collections.abc import Sequence
from dataclasses import replace

from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    USUAL_LEAVING_OF_100,
    YEARS_AHEAD,
    LevelParity,
    ParityAsked,
    ParityTarget,
    ParityVerdict,
    PlaceParity,
    Reaching,
)
from wraparound.capabilities.equality.wording.figures import STANDARDS
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.own import day

NONE_YET = "Nothing is shown of this place yet, so nothing can be worked out: no monitoring file of it is counted."
HIDDEN_ALL = (
    "Cannot tell at these counts: shortlists and appointments of both groups, and everybody employed, have to be shown "
    "here, and one of them is hidden. A region or all regions may tell."
)
HIDDEN_LEVEL = (
    "Cannot tell: a figure of this level stands for fewer than 10 people, or is hidden so that a small one beside it "
    "cannot be worked out."
)
HIDDEN_LEVELS = (
    "Cannot tell, since a figure of them stands for fewer than 10 people, or is hidden so that a small one beside it "
    "cannot be worked out"
)
THERE = "There already."
TODAY = "There by these figures. Whether it stays there for a year cannot be told at these counts."
CANNOT_TELL = f"Cannot tell at these counts: it may be there already, and it may not come within {YEARS_AHEAD} years."
QUESTION = "When does each level reach the share, and what would bring it forward?"
RUNS = "Each level is followed for 25 years, 100 times, with rates as they may truly be."
RESTS = (
    "It rests on shown figures alone, each up to {off_by} away from the number of people. The earliest year takes the "
    "counts behind them that favour the group most, the latest those that favour it least."
)
ONE_SHORTLIST = (
    "Files count shortlists and appointments of all levels together, so each level is taken to be filled from "
    "shortlists like these. Where those of higher levels hold fewer people of the group, parity comes later than here."
)
LEAVING = (
    "Nobody counts here who leaves. {leaving} of 100 people are taken to leave their level in a year, alike in both "
    "groups{usual}, and a post to stand vacant for five months."
)
USUAL = ", as many as leave senior posts (our own assumption, not your figure)"
SAME_CHANCE = "The what-if meets the same chance as the plain run, so a difference between them comes of the what-if."
CANNOT_SAY = (
    "It says where present rates lead, not what will be: other years, growth and cuts are not in it, and people of no "
    "known group are in no share."
)
STATED = (
    "This site holds no published share of the population. This one was stated by whoever asked, and was not checked."
)
VERDICT = {
    ParityVerdict.HIDDEN: HIDDEN_LEVEL,
    ParityVerdict.THERE: THERE,
    ParityVerdict.TODAY: TODAY,
    ParityVerdict.CANNOT_TELL: CANNOT_TELL,
}
ASKED = {
    "shortlists": "People of the group on shortlists, above the lowest level shown",
    "appointments": "People of the group appointed from shortlists",
    "group_leaving": "People of the group who leave",
    "entry": "People of the group on shortlists of the lowest level shown",
}


def in_words(found: Reaching, *, what_if: bool = False) -> Reaching:
    """The same with its sentence."""
    return replace(found, words=reaching_words(found, what_if=what_if))


def reaching_words(found: Reaching, *, what_if: bool = False) -> str:
    """When a level is at the share.

    >>> reaching_words(Reaching(verdict=ParityVerdict.NOT_BEFORE, early=2041, middle=2047))
    'Not before 2041 at present rates. In half of the runs by 2047; in fewer than nine of ten within 25 years.'
    """
    if found.verdict in VERDICT:
        return VERDICT[found.verdict]
    rates = "in this what-if" if what_if else "at present rates"
    if found.verdict is ParityVerdict.NOT_WITHIN:
        return f"Not within {YEARS_AHEAD} years {rates}, in nine of ten runs or more."
    if not found.middle:
        return f"Not before {found.early} {rates}. In fewer than half of the runs within {YEARS_AHEAD} years."
    most = f"in nine of ten by {found.late}" if found.late else f"in fewer than nine of ten within {YEARS_AHEAD} years"
    return f"Not before {found.early} {rates}. In half of the runs by {found.middle}; {most}."


def share_words(share: float | None, low: float | None = None, high: float | None = None) -> str:
    """A share in percent, with its ends where they are given.

    >>> share_words(0.213, 0.2, 0.225)
    '21.3% (20.0% to 22.5%)'
    """
    if share is None:
        return "hidden"
    ends = f" ({100 * low:.1f}% to {100 * high:.1f}%)" if low is not None and high is not None else ""
    return f"{100 * share:.1f}%{ends}"


def target_words(target: float | None, asked: ParityAsked, group: str) -> str:
    """Which share is to be reached, and where it is from."""
    if asked.target is ParityTarget.POPULATION:
        return f"{share_words(target)} of the population served are {group}. Source, as stated: {asked.source}"
    if target is None:
        return f"How many of those employed are {group} is hidden"
    return f"{share_words(target)} of those employed, whose group is known, are {group}"


def asked_words(asked: ParityAsked) -> tuple[str, ...]:
    """What would be otherwise, one sentence each."""
    given = ((words, getattr(asked, name)) for name, words in ASKED.items())
    return tuple(f"{words}: {many} in place of {AS_NOW}." for words, many in given if many != AS_NOW)


def answer(found: PlaceParity) -> str:
    """All levels in a sentence or two, as things are."""
    told = [one.now for one in found.levels if one.now.verdict is not ParityVerdict.HIDDEN]
    counted = {verdict: sum(one.verdict is verdict for one in told) for verdict in ParityVerdict}
    here = counted[ParityVerdict.THERE] + counted[ParityVerdict.TODAY]
    parts = [
        f"{many} {words}"
        for many, words in (
            (here, "there by these figures"),
            (counted[ParityVerdict.NOT_BEFORE], f"not before {_years(told)}"),
            (counted[ParityVerdict.NOT_WITHIN], f"not within {YEARS_AHEAD} years"),
            (counted[ParityVerdict.CANNOT_TELL], "cannot be told at these counts"),
        )
        if many
    ]
    if not parts:
        return "Of no level can anything be told at these counts."
    return f"At present rates, of {len(told)} levels of which figures are shown: {', '.join(parts)}."


def _years(told: Sequence[Reaching]) -> str:
    """Between which years levels are reached at the earliest."""
    years = sorted(one.early for one in told if one.verdict is ParityVerdict.NOT_BEFORE and one.early)
    return "" if not years else f"{years[0]}" if years[0] == years[-1] else f"{years[0]} to {years[-1]}, level by level"


def hidden_levels(levels: Sequence[LevelParity]) -> str:
    """Which levels cannot be told; empty for none."""
    names = [one.name for one in levels if one.now.verdict is ParityVerdict.HIDDEN]
    return f"{HIDDEN_LEVELS}: {', '.join(names)}." if names else ""


def says(asked: ParityAsked, off_by: int) -> tuple[str, ...]:
    """What it rests on, what it takes for granted, and what it cannot say."""
    usual = USUAL if asked.leaving == USUAL_LEAVING_OF_100 else ", as was stated"
    stated = (STATED,) if asked.target is ParityTarget.POPULATION else ()
    same = (SAME_CHANCE,) if asked.is_what_if else ()
    taken = LEAVING.format(leaving=asked.leaving, usual=usual)
    return (*stated, RUNS, RESTS.format(off_by=off_by), ONE_SHORTLIST, taken, *same, CANNOT_SAY)


def heading(found: PlaceParity) -> str:
    """By which standard, from figures of which year."""
    counted = f", counted on {day(found.counted_on)}" if found.counted_on else ""
    of_year = f", figures of {year_words(found.year)}{counted}" if found.year else ""
    return f"{STANDARDS[found.asked.standard]}{of_year}"


def say_parity(found: PlaceParity) -> str:
    """All of it at the terminal."""
    lines = [f"When parity comes: {found.name}", f"{heading(found)}."]
    if found.target_words:
        lines.append(f"To reach: {found.target_words}.")
    lines += asked_words(found.asked)
    if found.why_not:
        lines.append(found.why_not)
    else:
        lines.append(answer(found))
        for one in (one for one in found.levels if one.share is not None):
            lines += ["", f"{one.name}: {share_words(one.share, one.low, one.high)}", f"  {one.now.words}"]
            lines += [f"  What if: {one.then.words}"] if one.then else []
        lines += ["", hidden_levels(found.levels)]
    return "\n".join([*lines, "", *found.says])
