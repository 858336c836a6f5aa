"""A module of ours run in a process of its own that knows nothing of this one, to read what may be made to break it."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

NEEDED = ("PATH", "LD_LIBRARY_PATH")
"""What Python is found by, and the libraries that it was built with."""


def run_apart(module: str, words: Sequence[str], content: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    """What it says to `content` on its standard input, and how it ends; subprocess.TimeoutExpired after `seconds`.

    It stands at the root of the file system and sees no setting of the site: neither keys nor addresses of databases.
    """
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", module, *words],
        input=content,
        capture_output=True,
        timeout=seconds,
        check=False,
        cwd="/",
        env=bare_environment(os.environ),
    )


def bare_environment(around: Mapping[str, str]) -> dict[str, str]:
    """Of the variables around, those alone without which Python does not start; text is UTF-8 whatever they say."""
    return {"LANG": "C.UTF-8"} | {name: around[name] for name in NEEDED if name in around}
