"""Names as people write them, and as they are found: pure text."""

import unicodedata

LONGEST_NAME = 120
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: invisible, and needed to spell names in Persian and several Indian scripts."""


def clean_name(text: str) -> str:
    """The name composed (NFC), with single spaces and without characters nobody can see, which could hide others."""
    kept = (
        " " if one.isspace() else one
        for one in unicodedata.normalize("NFC", text)
        if one.isspace() or one in _JOINERS or unicodedata.category(one) not in _INVISIBLE
    )
    return " ".join("".join(kept).split())


def name_key(name: str) -> str:
    """What a name is sorted and found by: without accents, case or invisible marks.

    >>> name_key("Zoë O’Brien")
    "zoe o'brien"
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one) and one not in _JOINERS).split())


def name_words(name: str) -> tuple[str, ...]:
    """The words by which a name is found, each once: parts of double-barrelled names too."""
    key = name_key(name)
    words = key.replace("-", " ").replace("'", "").split() + key.split()
    return tuple(dict.fromkeys(word[:60] for word in words if word))
