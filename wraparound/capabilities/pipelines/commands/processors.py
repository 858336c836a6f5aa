"""Parts of a simulation on all processors of this machine.

Threads would share one processor most of the time, since arrays of a part are short and Python goes from one to the
next: so each part goes to a process of its own. The answer is the same to the last byte.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from wraparound.methods.stockflow.simulation import Through


@contextmanager
def on_processors(many: int | None = None) -> Iterator[Through]:
    """What runs parts on so many processes, as many as there are processors where it is not said.

    Whoever leaves early waits for no more than the parts that are under way.
    """
    many = many or os.process_cpu_count() or 1
    # Begun anew: copies of this process could wait forever for locks that its other threads held. An interrupt is for
    # this process to answer, which then ends the others.
    pool = ProcessPoolExecutor(
        many, get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)
