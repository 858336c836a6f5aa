"""A forecast on several machines: its parts go to the workers of a Dask cluster.

Whole numbers and rates travel, and no name. Every worker needs the same version of Wraparound as whoever asks.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from wraparound.methods.stockflow.simulation import Part, Through
from wraparound.published.terms import CannotAnswer

SECONDS = 10.0
"""How long a scheduler may take to answer, and then to name a worker."""

AHEAD = 2
"""Parts under way for each thread of the cluster: one is worked on and one waits, so that none is idle."""

SCHEMES = ("", "tcp", "tls", "ws", "wss")
NO_ADDRESS = "is no address of a scheduler: write it like tcp://10.0.0.5:8786."


class NoCluster(CannotAnswer):
    """There is no cluster to work on; the message says what is missing."""


@contextmanager
def on_cluster(address: str, *, within: float = SECONDS) -> Iterator[Through]:
    """What runs the parts of a forecast on the workers of the scheduler there, at an address like tcp://10.0.0.5:8786."""
    try:
        from distributed import CancelledError, Client
    except ImportError:
        raise NoCluster(
            "Several machines need the library distributed, which this installation lacks: install the extra “cluster”"
            ", or leave out --scheduler."
        ) from None
    # Before anything is started for it: what is no address waits for nothing.
    if not _is_address(address):
        raise NoCluster(f"“{address}” {NO_ADDRESS}")
    try:
        client = Client(address, timeout=within, set_as_default=False)
    except ValueError:
        raise NoCluster(f"“{address}” {NO_ADDRESS}") from None
    except OSError:
        raise NoCluster(f"No scheduler answered at {address} within {within:g} seconds.") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=within)
        except TimeoutError:
            raise NoCluster(f"The scheduler at {address} has no workers.") from None
        try:
            yield partial(_through, client)
        except CancelledError:
            raise NoCluster(f"The scheduler at {address} went away before the forecast was done.") from None


def _is_address(text: str) -> bool:
    scheme, _, place = text.rpartition("://")
    return scheme in SCHEMES and ":" in place


def _through[Made](client: Any, work: Callable[[Part], Made], parts: Iterable[Part]) -> Iterator[Made]:
    """The flows in order, parts and flows only as they are needed.

    Each part brings its stock and rates, a megabyte or four: a scheduler that holds them once may keep them at one
    worker alone, and with that worker they would be gone. A part that its scheduler knows whole is done elsewhere.
    """
    most = AHEAD * sum(client.nthreads().values())
    under_way = deque[Any]()
    try:
        for part in parts:
            under_way.append(client.submit(work, part, pure=False))
            if len(under_way) >= most:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        # Whoever stops between parts wants nothing of those that are under way.
        client.cancel(list(under_way))
