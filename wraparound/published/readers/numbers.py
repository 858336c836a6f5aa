"""Counts as publishers write them."""

import re

NOTHING = frozenset({"", "-", "n/a", "na", "*", "..", "null", "none"})
COUNT = re.compile(r"\d{1,3}(,\d{3})+|\d{1,12}")
LARGEST = 10**9
"""More than everybody in England many times over: such a number is no count."""


class NotACount(ValueError):
    """A cell that holds no whole number of people or cases; the message says what it holds and what to give."""


def count_in(text: str) -> int | None:
    """1,234 or 1234 → 1234; None for an empty cell or a dash; NotACount for anything else."""
    plain = text.strip().removesuffix(".0")
    if plain.casefold() in NOTHING:
        return None
    if COUNT.fullmatch(plain) and (number := int(plain.replace(",", ""))) <= LARGEST:
        return number
    shown = f"“{plain[:30]}”"
    if plain.endswith("%") or re.fullmatch(r"0?\.\d+", plain):
        raise NotACount(f"{shown} is a percentage; a count of cases is needed")
    if plain.startswith("-"):
        raise NotACount(f"{shown} is below zero; a count cannot be")
    if re.fullmatch(r"\d+\.\d+", plain):
        raise NotACount(f"{shown} is no whole number; a count of cases is needed, not a percentage")
    raise NotACount(f"{shown} is no number")
