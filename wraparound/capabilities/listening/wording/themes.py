"""Themes in words: how texts stand together, how far readers agree, and what is told."""

from collections.abc import Sequence

from wraparound.capabilities.listening.terms.themes import Agreement, AlikeTexts, OpenedBy, ThemesTold
from wraparound.capabilities.listening.wording.plain import day

NONE_OF_THEM = "None of them"
RELIABLE, TENTATIVE = 0.8, 2 / 3
HOW_TOGETHER = (
    "Texts that share two less common words stand together. It helps the eye and decides nothing: the theme of each "
    "text is yours to choose."
)
NOT_GROUPED = "There are too many texts to put those together that share words. They stand in an order of chance."
APART = "Neither of you sees what the other chose before both are done. The names of themes are seen by both."
TOO_MUCH = (
    "How many texts are of which theme we cannot tell: there are too few, or it would say what a few people think."
)
NO_AGREEMENT = (
    "How far the two readers agree we cannot tell: fewer than 11 texts were sorted by both, or all under one theme."
)
ONE_READER = "One person sorted them, so that nobody knows whether another would have sorted them alike."


def together_words(group: AlikeTexts) -> str:
    """Why texts stand together, as a heading."""
    if not group.shared:
        return "Texts that stand alone"
    return f"{len(group.texts)} texts that share words such as {', '.join(f'“{one}”' for one in group.shared)}"


def agreement_words(one: Agreement | None) -> str:
    """How far two readers agree, with what the figure means."""
    if one is None:
        return NO_AGREEMENT
    return (
        f"The two readers {_how_far(one.alpha)} on {one.texts} texts ({figure(one.alpha)}, and likely between "
        f"{figure(one.low)} and {figure(one.high)}; 1 would be always, 0 no more often than by chance)."
    )


def _how_far(alpha: float) -> str:
    """Krippendorff (2019) relies on 0.8 and more, and draws first conclusions only from two thirds."""
    if alpha == 1:
        return "always agreed"
    if alpha >= RELIABLE:
        return "nearly always agreed"
    if alpha >= TENTATIVE:
        return "mostly agreed"
    return "often differed" if alpha > 0 else "agreed no more often than by chance"


def figure(part: float) -> str:
    """0.7 → "0.70", -0.1 → "−0.10"."""
    return f"{part:.2f}".replace("-", "−")


def told_words(told: ThemesTold) -> str:
    """What is told of themes, in a sentence before the list."""
    if not told.texts:
        return "Nobody wrote anything."
    if not told.counts:
        return TOO_MUCH
    return f"What the {told.texts} texts are mostly about, as people sorted them:"


def rests_on(told: ThemesTold) -> str:
    """How far the sorting can be relied on."""
    return agreement_words(told.agreement) if told.readers > 1 else ONE_READER


def opened_words(opened: Sequence[OpenedBy]) -> str:
    """Who opened the texts; the log of reading."""
    if not opened:
        return "Nobody has opened what people wrote yet."
    return f"Opened by {'; '.join(f'{one.name}, last on {day(one.on)}' for one in opened)}."


def readers_words(names: Sequence[str]) -> str:
    """Who reads what is written: "A reads it", "A and B read it"."""
    return f"{' and '.join(names)} {'read' if len(names) > 1 else 'reads'} it"
