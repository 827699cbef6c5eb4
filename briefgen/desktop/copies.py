"""Copies of a house style and a product beside the .brief that is to name them. No Qt here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.errors import OutputError
from briefgen.pack.own_files import far_files

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.request import Request

_LEADS_AWAY = re.compile(r"^~+|[:\\]|(?<=\.)\.+")  # what a name in a .brief may not hold


def with_copies(request: Request, brief: Path) -> tuple[Request, dict[Path, bytes]]:
    """``request`` with files that lie beside ``brief`` in place of all others, and what to write.

    Nothing there is written over. Raises OutputError where another file has the name, or where
    what is to be copied is no longer there.
    """
    values: dict[str, str] = {}
    copies: dict[Path, bytes] = {}
    for key, path in far_files(request, brief).items():
        target = brief.absolute().parent / _LEADS_AWAY.sub("", path.name)
        values[key] = str(target)
        try:
            data = path.read_bytes()
            if not target.exists():
                copies[target] = data
            elif target.read_bytes() != data:
                why = "another file of that name is there; rename one of the two."
                raise OutputError(target, why)
        except OSError as error:
            why = f"{path} cannot be read ({error.strerror}); choose another file in its place."
            raise OutputError(target, why) from error
    return replace(request, **values), copies
