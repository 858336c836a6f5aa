"""Where a site keeps what is its own; read without Django, so that the command line needs no database for it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("WRAPAROUND_VAR", ROOT / "var"))
RELEASES = VAR / "evidence"
"""The evidence releases that this site made from imports."""
