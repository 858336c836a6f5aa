"""Pairs of a cohort in a spreadsheet, without a database."""

import json
import secrets
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.calculation.cohort_sheets import pairs_of_sheet
from wraparound.capabilities.partnerships.terms.pairs import CannotTakePart, SheetPairs
from wraparound.capabilities.partnerships.wording.pairs_terminal import sheet_lines

if TYPE_CHECKING:
    from argparse import _SubParsersAction

LARGEST_SEED = 2**31 - 1


def add_pairing(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verb = verbs.add_parser(
        "pair",
        help="stable pairs of a cohort in a spreadsheet, without database or network; ends with 2 where rows are wrong",
        epilog="wraparound partnerships pair cohort.csv --json",
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="CSV: ref, side, places, wishes, topics, not_with")
    verb.add_argument("--seed", type=int, default=None, metavar="N", help="makes the same pairs again; else by chance")
    verb.set_defaults(answer=_pair, say=sheet_lines)


def _pair(asked: Namespace) -> SheetPairs:
    from wraparound.capabilities.partnerships.exchange.cohort_sheet import rows_in

    if asked.seed is not None and not 0 <= asked.seed <= LARGEST_SEED:
        raise CannotTakePart(f"Give a seed from 0 to {LARGEST_SEED}.")
    seed = asked.seed if asked.seed is not None else secrets.randbelow(LARGEST_SEED)
    rows, faults = rows_in(asked.file)
    if not faults:
        return pairs_of_sheet(rows, seed)
    found = SheetPairs(pairs=(), waiting=(), places_left=0, unstable=0, seed=seed, faults=faults)
    if asked.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        print(sheet_lines(found), file=sys.stderr)
    many = len(faults)
    raise CannotTakePart(f"{asked.file.name} has {many} {'fault' if many == 1 else 'faults'}; nothing was paired.")
