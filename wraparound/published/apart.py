"""A module of ours run in a process of its own that knows nothing of this one, to read what may be made to break it."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence

TOO_MUCH = 3
"""How a process ends that finds itself that it would grow too far."""
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


def limit_here(memory: int, seconds: int) -> None:
    """Bytes of address space and seconds of processor that this process may use from here on; it leaves no core."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def grew_too_far(read: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether its limits ended it: it was killed, said so itself, or could not have the memory it asked for."""
    return read.returncode < 0 or read.returncode == TOO_MUCH or b"memory allocation" in read.stderr
