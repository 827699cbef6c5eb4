"""Python's search for unused cycles, put off while documents are drawn."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Have no search for unused cycles made until the block ends.

    A long pack is a million small objects that all stay in use until its file is whole. Searching
    them again and again finds nothing and takes a third of the time; what has become unused is
    freed without that search all the while, and cycles are freed by the next one.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # All that was made joins what has long been there, without a look at it: the search that
        # falls due the moment it is allowed again would go through a million objects.
        gc.freeze()
        gc.unfreeze()
        gc.enable()
