"""Tells the capabilities that hear of it that a release is about to be taken into use."""

import sys
from importlib import import_module

from wraparound.published.terms import Release
from wraparound.web.catalogue import CATALOGUE


def announce(release: Release) -> int:
    """How many fits were made for the release; progress goes to standard error."""
    listeners = [import_module(f"{one.package}.tasks") for one in CATALOGUE if one.hears]
    return sum(int(one.evidence_released(release, tell=_tell)) for one in listeners)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
