"""The slow work itself, as plain functions for the job runner: preview and export. No Qt here.

What draws documents is imported inside, so that it never stands between a user and the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from briefgen.desktop.library import Library
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request

    Steps = Callable[[str], None]

_PREVIEW = Path("preview.pdf")  # names the format; nothing is written


@dataclass(frozen=True, slots=True)
class Preview:
    """A pack as it would be exported: what it was made from, and its PDF."""

    made: MadePack
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote."""

    paths: tuple[Path, ...]


def make_preview(library: Library, request: Request, today: date, on_step: Steps) -> Preview:
    """The pack that ``request`` calls for and its PDF, the same bytes an export would write."""
    on_step("select")
    from briefgen.pack.build import make_pack  # noqa: PLC0415 - slow to import
    from briefgen.render.files import find_house, render_files  # noqa: PLC0415

    made = make_pack(library.base, request, library.templates, today)
    house = find_house(library.templates, request.house)
    files = render_files(made.pack, house, [_PREVIEW], on_step)
    return Preview(made, files[_PREVIEW])


def write_pack(
    library: Library, request: Request, today: date, paths: tuple[Path, ...], on_step: Steps
) -> Exported:
    """Make the pack and write it to ``paths``, all of them or none.

    Raises OutputError where a path cannot be written; what stood there is then untouched.
    """
    on_step("select")
    from briefgen.pack.build import make_pack  # noqa: PLC0415 - slow to import
    from briefgen.render.files import export, find_house  # noqa: PLC0415

    made = make_pack(library.base, request, library.templates, today)
    house = find_house(library.templates, request.house)
    export(made.pack, house, paths, on_step)
    return Exported(paths)
