"""Who is asking. Until accounts exist there is one viewer: the public."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """Someone who looks: `name` is what the log of looks will call them."""

    name: str


PUBLIC = Viewer("public")
"""Anyone at all, not signed in."""

OPERATOR = Viewer("operator")
"""Whoever runs a command on the machine that holds the site."""
