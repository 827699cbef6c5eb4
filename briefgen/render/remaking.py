"""Making a pack again as a file, to hold it byte for byte against the one there is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.errors import BriefgenError
from briefgen.render.files import find_house, render_files

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.printed import PrintedPack
    from briefgen.pack.verify import Remade


def why_not_same(path: Path, printed: PrintedPack, remade: Remade, templates: Path) -> str:
    """Why the pack made again is not the file at ``path`` byte for byte; empty where it is."""
    if remade.made is None:
        return remade.why_not
    try:
        house = find_house(templates, remade.made.selection.request.house)
    except BriefgenError as error:
        return str(error)
    reasons = list(remade.reasons)
    if hashlib.sha256(house.source).hexdigest() != printed.record.get("house_sha256"):
        reasons.append(f"the house style {house.name} has changed")
    [data] = render_files(remade.made.pack, house, [path]).values()
    if data == path.read_bytes():
        return ""
    return "; ".join(reasons) or "the file was changed after it was written"
