"""What a field holds that holds several things, as text that a person reads: no brackets, no names for machines."""

from collections.abc import Iterable


def in_words(value: object) -> str:
    """The texts and numbers in it, one thing after the other; what is empty or no is left out.

    >>> in_words([{"key": 1, "words": "Lead a rota", "done_on": None}, {"key": 2, "words": "Sit in", "help": ""}])
    '1, Lead a rota; 2, Sit in'
    >>> in_words({"1": "Not yet", "2": None})
    '1: Not yet'
    """
    if isinstance(value, dict):
        return ", ".join(f"{key}: {in_words(one)}" for key, one in value.items() if _says(one))
    if isinstance(value, list):
        return "; ".join(_thing(one) for one in value if _says(one))
    return str(value)


def _thing(one: object) -> str:
    """A thing of a list: of one with named parts what the parts say, without their names."""
    parts: Iterable[object] = one.values() if isinstance(one, dict) else (one,)
    return ", ".join(in_words(part) for part in parts if _says(part))


def _says(value: object) -> bool:
    return value is not None and value is not False and value not in ("", [], {})
