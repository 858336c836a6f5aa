"""Where the project is, and the surroundings in which its own code wins over an installed copy."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What a caller's shell may hold that would change the answer of a check or a test.
UNWANTED = (
    "DJANGO_SETTINGS_MODULE",
    "MYPYPATH",
    "PYTEST_ADDOPTS",
    "PYTEST_PLUGINS",
    # Each of the many processes of a run would compile all of the project anew.
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONWARNINGS",
    "WRAPAROUND_DATABASE_URL",
    "VIRTUAL_ENV",
)


def surroundings(**extra: str) -> dict[str, str]:
    """The environment for a child process: a copied tree shadows the one that is installed for editing."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return kept | {"PYTHONPATH": str(ROOT)} | extra
