"""Keeps None from being freed while Qt's functions hand it out uncounted.

From Python 3.12 on nobody counts who holds None. The wheels of PySide 6.12 are built as if that
were so everywhere: under 3.11 each call of a Qt function that gives nothing takes one reference to
None away, and after some ten thousand, a few minutes of work, the interpreter ends the program.
"""

from __future__ import annotations

import sys

_MANY = 1 << 40  # calls of Qt that are never made
_NEAR = 1000  # references that come and go while they are counted


def keep_none() -> None:
    """Count None as held so often that it cannot be freed, where Python counts it at all."""
    if sys.version_info >= (3, 12):
        return
    import ctypes  # noqa: PLC0415 - not wanted elsewhere

    # The count comes first in an object; not in builds for debugging, which is seen from it.
    count = ctypes.c_ssize_t.from_address(id(None))
    if abs(count.value - sys.getrefcount(None)) < _NEAR:
        count.value += _MANY
