"""A cohort in a spreadsheet as lines for a terminal."""

from wraparound.capabilities.partnerships.terms.pairs import PairWhy, SheetPair, SheetPairs


def sheet_lines(found: SheetPairs) -> str:
    """Pairs, those who wait and why, and what makes the same again; or what is wrong, row by row."""
    if found.faults:
        wrong = [f"row {one.row}: {one.words}" for one in found.faults]
        return "\n".join(["Nothing was paired. Put these right first:", *wrong])
    pairs = f"{len(found.pairs)} {'pair' if len(found.pairs) == 1 else 'pairs'}"
    lines = [f"{pairs}; {len(found.waiting)} who seek have nobody; {found.places_left} places left."]
    lines += [f"{one.seeker} with {one.giver}{_wishes(one)}" for one in found.pairs]
    lines += [f"{one.seeker} has nobody. {_why(one.why)}" for one in found.waiting]
    lines.append(f"No two would both rather have each other. The same pairs again: --seed {found.seed}")
    return "\n".join(lines)


def _why(why: PairWhy) -> str:
    """Why a seeker has nobody, said of them."""
    if not why.possible:
        return "Nobody could have been there for them: no wish, topic or place of both fits."
    parts = []
    if why.rather_others:
        parts.append(f"{why.rather_others} took people they had wished for more")
    if why.by_order:
        parts.append(f"{why.by_order} liked somebody else just as much, and chance decided")
    return f"{why.possible} could have been: {'; '.join(parts)}."


def _wishes(one: SheetPair) -> str:
    parts = [
        f"{whose} wish {wish}"
        for whose, wish in (("their", one.wish_of_seeker), ("the other's", one.wish_of_giver))
        if wish is not None
    ]
    return f" ({', '.join(parts)})" if parts else ""
