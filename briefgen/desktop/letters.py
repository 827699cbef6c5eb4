"""Letters for a machine whose own fonts lack those of the language of a pack.

The pages bring their letters along; lists and fields of the window have those of the system, which
may show boxes for half of an Urdu word.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

_JOINED = frozenset({"ur"})  # languages whose letters the family of joined letters has


def carry_letters(language: str) -> None:
    """See to it that the window can show ``language``: the system's letters first, then ours."""
    if language in _JOINED:
        _carry()


@cache
def _carry() -> int:
    from briefgen.render.faces.fonts import JOINING_FAMILY, font_file  # noqa: PLC0415 - slow

    return QFontDatabase.addApplicationFontFromData(font_file(JOINING_FAMILY))
