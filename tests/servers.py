"""Where a server of a test may listen, and how it ends."""

import os
import socket
import subprocess

SECONDS_TO_END = 60


def free_port():
    """A port on which nobody listens. Workers that run at the same time never get the same one.

    Between asking for a port and listening on it a site makes its database, and another worker may ask meanwhile.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    mine = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % workers
    # Systems prefer odd ones here, or even ones: halves are shared out.
    while (port := _any_port()) // 2 % workers != mine:
        pass
    return port


def _any_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process):
    """Ends a server as an operator does; one that does not end is killed, so that none is left, and told."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
