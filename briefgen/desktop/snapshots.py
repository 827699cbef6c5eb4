"""A request that was not saved, as it is kept in case the program dies. No Qt here.

The file holds the ``.brief`` document, when it was kept, and the file it came from. Files of one's
own stand apart with their whole paths: a ``.brief`` may not name them so.
"""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.pack.own_files import OWN, own_files
from briefgen.pack.request import Request

if TYPE_CHECKING:
    from typing import Any

_USUAL = Request()
STAYS = timedelta(days=7)  # from the first offer that was put off


class Snapshot(Struct, frozen=True):
    """A request as it was at ``at``, and the file it was opened from, if any."""

    request: Request
    at: datetime
    origin: Path | None = None
    first_offered: datetime | None = None  # and not taken up

    def stays_until(self, now: datetime) -> datetime:
        """When it goes of itself: only what somebody was offered, and days later."""
        return (self.first_offered or now) + STAYS


def write_snapshot(path: Path, kept: Snapshot) -> None:
    """Keep ``kept`` at ``path``, whole or not at all. Raises OutputError or OSError."""
    import tomli_w  # noqa: PLC0415 - not before the first window

    from briefgen.pack.brief_file import document_of  # noqa: PLC0415 - not before the window
    from briefgen.render.writing import write_whole  # noqa: PLC0415 - likewise

    own = own_files(kept.request)
    plain = replace(kept.request, **{key: getattr(_USUAL, key) for key in own})
    document = {
        "at": kept.at.isoformat(timespec="seconds"),
        "origin": str(kept.origin.absolute()) if kept.origin else "",
        "own": {key: str(file) for key, file in own.items()},
        "brief": document_of(plain),
    }
    if kept.first_offered:
        document["first-offered"] = kept.first_offered.isoformat(timespec="seconds")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole({path: tomli_w.dumps(document).encode()})


def read_snapshot(path: Path) -> Snapshot | None:
    """What is kept at ``path``; None where that cannot be read."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        return _snapshot(document, path)
    except (
        *(BriefgenError, OSError, ValueError, KeyError, TypeError, AttributeError),
        RecursionError,
    ):
        return None


def _snapshot(document: dict[str, Any], path: Path) -> Snapshot:
    from briefgen.pack.brief_file import request_from  # noqa: PLC0415 - not before the window

    request = request_from(document["brief"], path)
    own = {key: str(file) for key, file in document["own"].items() if key in OWN}
    origin = Path(document["origin"]) if document["origin"] else None
    offered = document.get("first-offered")
    return Snapshot(
        replace(request, **own),
        datetime.fromisoformat(document["at"]),
        origin,
        datetime.fromisoformat(offered) if offered else None,
    )
