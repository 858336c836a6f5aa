"""Measure files: a page of TOML that says what a measure is, ours and any that somebody brings."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wraparound.published.measures import (
    Better,
    Cards,
    DefinitionChange,
    Every,
    MeasureCard,
    MeasureSource,
    Standard,
)
from wraparound.published.release import read_table, release_in_use
from wraparound.published.terms import CannotAnswer, Kind, Measure, NotInEvidence, Release

FILES = Path(__file__).parent / "measure_files"
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")
CODE = re.compile(r"[A-Z0-9]{3,5}")
KEYS = frozenset(
    {"measure", "title", "in_a_sentence", "better", "period", "period_called", "adds_up", "unit", "kinds", "order"}
    | {"compared_within_kind", "counts_cases", "standard", "source", "breaks", "definition_changes"}
    | {"organisations", "made_up"}
)
TABLE = "measures"
LONGEST = 200


class MeasureFileNotRead(CannotAnswer):
    """A measure file that does not say what it must; the message says what is missing and gives an example."""


@cache
def our_cards() -> Cards:
    """The measures that came with the software, in the order in which they are offered."""
    return _in_order(card_from(path.read_text(encoding="utf-8"), path.name) for path in FILES.glob("*.toml"))


@cache
def cards_in(release: Release) -> Cards:
    """Every measure that a release can hold figures of: ours, and those whose files were imported into it."""
    return _in_order((*our_cards().values(), *(card for _, card in imported_cards(release))))


@cache
def imported_cards(release: Release) -> tuple[tuple[int, MeasureCard], ...]:
    """The measures whose files were imported into a release, each with the row that holds its file."""
    if not any(sidecar.table == TABLE for sidecar in release.sidecars):
        return ()
    rows = read_table(release, TABLE)
    return tuple((row.address.row, card_from(row.values["file"], row.values["measure"])) for row in rows)


def measure_cards() -> Cards:
    """Every measure of the release in use."""
    return cards_in(release_in_use())


def card_of(measure: str) -> MeasureCard:
    """What a measure is; NotInEvidence names those there are."""
    cards = measure_cards()
    if measure not in cards:
        raise NotInEvidence(f"We hold no measure “{measure}”. There are: {', '.join(cards)}.")
    return cards[Measure(measure)]


def card_from(text: str, name: str) -> MeasureCard:
    """The measure that a file describes; MeasureFileNotRead with what is wrong, by key."""
    given = _table(text, name)
    odd = sorted(set(given) - KEYS)
    if odd:
        raise MeasureFileNotRead(f"{name} says “{odd[0]}”, which a measure file does not have. It may say: {_known()}.")
    try:
        _breaks(given, name)
        return _card(given, name)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        if isinstance(trouble, MeasureFileNotRead):
            raise
        what = trouble.args[0] if isinstance(trouble, KeyError) else str(trouble)
        raise MeasureFileNotRead(f"{name}: {what} is missing or not as it should be. {_example()}") from trouble


def organisations_declared(text: str, name: str) -> Mapping[str, str]:
    """Code → name of the made-up organisations that a measure file brings; none in a file of a real measure."""
    return _organisations(_table(text, name), name)


def _organisations(table: dict[str, Any], name: str) -> Mapping[str, str]:
    given = table.get("organisations", {})
    if not isinstance(given, dict) or not all(isinstance(one, str) and one.strip() for one in given.values()):
        raise MeasureFileNotRead(
            f'{name}: give made-up organisations under [organisations], in lines such as ZZA01 = "Name".'
        )
    odd = [code for code in given if not CODE.fullmatch(code)]
    if odd:
        raise MeasureFileNotRead(f"{name}: “{odd[0]}” is no code; use three to five capital letters and digits.")
    return dict(given)


def breaks_declared(text: str, name: str) -> tuple[tuple[str, date, str], ...]:
    """Code, period and reason of each jump at one organisation that comes from recording."""
    return _breaks(_table(text, name), name)


def _breaks(table: dict[str, Any], name: str) -> tuple[tuple[str, date, str], ...]:
    rows = table.get("breaks", [])
    try:
        return tuple((str(row["ods_code"]), _day(row["period"]), _text(row, "why", name)) for row in rows)
    except (KeyError, TypeError, ValueError) as trouble:
        raise MeasureFileNotRead(
            f"{name}: each [[breaks]] needs ods_code, period (such as 2025-04-01) and why."
        ) from trouble


def _table(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as trouble:
        raise MeasureFileNotRead(f"{name} is no measure file: {trouble}. {_example()}") from trouble


def _card(given: dict[str, Any], name: str) -> MeasureCard:
    measure, every = str(given["measure"]), Every(given["period"])
    if not NAME.fullmatch(measure):
        raise MeasureFileNotRead(
            f"{name}: “{measure[:60]}” cannot name a measure; use small letters, digits and _, such as cancelled_day."
        )
    made_up = _flag(given, "made_up", name)
    if _organisations(given, name) and not made_up:
        raise MeasureFileNotRead(
            f"{name} brings organisations of its own, so it must say made_up = true: real ones come with the register."
        )
    return MeasureCard(
        measure=Measure(measure),
        label=_text(given, "title", name) + (" (made up)" if made_up else ""),
        figure=_text(given, "in_a_sentence", name),
        better=Better(given["better"]),
        every=every,
        period=str(given.get("period_called") or ("year" if every is Every.YEAR else "quarter")),
        adds_up=_flag(given, "adds_up", name, default=every is not Every.MONTH),
        unit=_text(given, "unit", name),
        source=_source(given["source"], name),
        within_kind=_flag(given, "compared_within_kind", name),
        kinds=tuple(Kind(one) for one in given.get("kinds", ())),
        counts_cases=_flag(given, "counts_cases", name, default=True),
        standard=_standard(given.get("standard"), name),
        definition_changes=tuple(
            DefinitionChange(_day(one["period"]), _text(one, "why", name))
            for one in given.get("definition_changes", ())
        ),
        made_up=made_up,
        order=int(given.get("order", 100)),
    )


def _source(given: dict[str, Any], name: str) -> MeasureSource:
    return MeasureSource(
        _text(given, "publisher", name),
        _text(given, "title", name),
        _link(given, "link", name),
        _text(given, "licence", name),
        _link(given, "licence_link", name),
    )


def _standard(given: dict[str, Any] | None, name: str) -> Standard | None:
    if given is None:
        return None
    percent = float(given["percent"])
    if not 0 <= percent <= 100:
        raise MeasureFileNotRead(f"{name}: the standard is a percentage from 0 to 100, not {percent:g}.")
    return Standard(percent, _link(given, "link", name))


def _text(given: Mapping[str, Any], key: str, name: str) -> str:
    value = given[key]
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise MeasureFileNotRead(f"{name}: {key} must be a line of text of up to {LONGEST} letters.")
    return " ".join(value.split())


def _link(given: Mapping[str, Any], key: str, name: str) -> str:
    value = str(given.get(key, ""))
    if value and not re.fullmatch(r"https?://[^\s\"<>]{3,300}", value):
        raise MeasureFileNotRead(f"{name}: {key} must be an address that begins with https://.")
    return value


def _flag(given: Mapping[str, Any], key: str, name: str, *, default: bool = False) -> bool:
    value = given.get(key, default)
    if not isinstance(value, bool):
        raise MeasureFileNotRead(f"{name}: {key} is true or false.")
    return value


def _day(value: object) -> date:
    return value if type(value) is date else date.fromisoformat(str(value))


def _in_order(cards: Iterable[MeasureCard]) -> Cards:
    return {card.measure: card for card in sorted(cards, key=lambda one: (one.order, one.measure))}


def _known() -> str:
    return ", ".join(sorted(KEYS))


def _example() -> str:
    return "The guide page docs/how-to/import.md has a whole example."
