"""Letters as people type them, where a printer or a web page has set others in their place."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff"
"""The soft hyphen, spaces and joiners without a width, and the mark of the order of bytes."""
_PLAIN = str.maketrans({**LIGATURES, **dict.fromkeys(UNSEEN, "")})


def plain_letters(text: str) -> str:
    """The text with letters that are set as one (ﬁ) taken apart, and without what nobody sees."""
    return text.translate(_PLAIN)
