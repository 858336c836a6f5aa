"""Python looks for rings of objects that nobody needs; among the rows of a large file there are none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While hundreds of thousands of plain values are made: looking through them again and again took a quarter of it.

    What is no longer needed still goes at once; only rings wait until the end.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
