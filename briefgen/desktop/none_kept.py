"""Python before 3.12 counts the references to None, and Qt's binding takes one with each call.

Measured with PySide6 6.12.0 and Python 3.11: every method that returns None leaves one reference
fewer, and when none is left the interpreter aborts ("deallocating None"), with the unsaved work.
A search among the texts of a pack was enough. Later Pythons never let None go.
"""

from __future__ import annotations

import sys

_ENOUGH = sys.maxsize // 4  # far from both ends, whatever else counts
_NEAR = 1000  # references that come and go while they are counted


def keep_none() -> None:
    """See to it that no number of calls uses the references to None up."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > _ENOUGH // 2:
        return
    import ctypes  # noqa: PLC0415 - not wanted elsewhere

    # The count comes first in an object; not in builds for debugging, which is seen from it.
    count = ctypes.c_ssize_t.from_address(id(None))
    if abs(count.value - sys.getrefcount(None)) < _NEAR:
        count.value += _ENOUGH
