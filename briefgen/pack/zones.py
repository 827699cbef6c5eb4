"""Time zones as computers know them (Asia/Almaty), one of which a request may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZONE = re.compile(
    r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[A-Z][\w-]+)+"
)
ASTANA = "Asia/Astana"  # in no list, and written by everybody who looks for it
# The zones of the two countries keep one time since March 2024, whatever an old computer thinks.
UTC_5 = frozenset(
    (
        *("Asia/Karachi", "Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau", "Asia/Oral"),
        *("Asia/Qostanay", "Asia/Qyzylorda", ASTANA),
    )
)


def is_zone(text: str) -> bool:
    """Whether ``text`` is written as the name of a zone; other words are printed as they are."""
    return _ZONE.fullmatch(text) is not None


def unknown_zone(text: str) -> Iterator[str]:
    """Nothing for a zone that there is, or other words; else what hints at the nearest."""
    if not is_zone(text) or text in UTC_5:
        return
    from babel.core import get_global  # noqa: PLC0415 - slow to import, and rarely asked

    known = {*get_global("zone_territories"), *get_global("zone_aliases")}
    if text not in known:
        yield nearest(text, sorted(known))
