"""Proposals at the terminal, in words."""

from collections.abc import Sequence

from wraparound.capabilities.partnerships.terms.proposals import Guards, Proposal, Proposals, Verdict
from wraparound.capabilities.partnerships.terms.standings import AspectSide
from wraparound.capabilities.partnerships.wording.guard import GUARDS, VERDICTS
from wraparound.capabilities.partnerships.wording.proposals import (
    headline,
    left_out_words,
    unknown_of_all,
    unknown_words,
)
from wraparound.capabilities.partnerships.wording.standings import SIDE_HEADINGS, label_of


def say_proposals(found: Proposals) -> str:
    """The answer, where the organisation stands, and each proposal criterion by criterion."""
    head = [f"{found.name} ({found.code})", *found.sentences]
    head += [f"  {left_out_words(one.by, one.many)}" for one in found.left_out]
    parts = ["\n".join(head), *filter(None, (_standing(found, side) for side in AspectSide))]
    unknown = unknown_of_all(found.proposals)
    if unknown:
        parts.append(unknown_words(unknown))
    parts += [_say(one, unknown) for one in found.proposals]
    parts.append("\n".join(("What this cannot say:", *(f"  {words}" for words in found.limits))))
    parts.append(f"Evidence release {found.release}, method {found.method}, as at {found.on.isoformat()}.")
    return "\n\n".join(parts)


def _standing(found: Proposals, side: AspectSide) -> str:
    lines = [f"  {label_of(one)}: {one.words}" for one in found.aspects if one.side is side]
    return "\n".join((f"{SIDE_HEADINGS[side]}:", *lines)) if lines else ""


def _say(one: Proposal, unknown: Sequence[Guards]) -> str:
    lines = [f"{one.name} ({one.code})"]
    if one.hurts:
        lines.append(f"  {headline(one)}")
    for each in one.criteria:
        lines += [f"  {each.asked}: {each.words[0]}", *(f"    {words}" for words in each.words[1:])]
    lines += [
        f"  {GUARDS[line.guard]} ({VERDICTS[line.verdict]}): {line.words}"
        for line in one.guard
        if line.verdict is not Verdict.NOT_KNOWN
    ]
    said = {line.words for line in one.guard if line.guard in unknown}
    if left := [words for words in one.not_known if words not in said]:
        lines += ["  What we do not know:", *(f"    {words}" for words in left)]
    return "\n".join(lines)
