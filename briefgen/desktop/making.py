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
    from briefgen.render.files import render_files  # noqa: PLC0415 - slow to import
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    made, house = make_to_fit(library.base, request, library.templates, today)
    files = render_files(made.pack, house, [_PREVIEW], on_step)
    return Preview(made, files[_PREVIEW])


def write_pack(
    library: Library, request: Request, today: date, paths: tuple[Path, ...], on_step: Steps
) -> Exported:
    """Make the pack and write it to ``paths``, all of them or none.

    Raises OutputError where a path cannot be written; what stood there is then untouched.
    """
    on_step("select")
    from briefgen.render.files import export  # noqa: PLC0415 - slow to import
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    made, house = make_to_fit(library.base, request, library.templates, today)
    export(made.pack, house, paths, on_step)
    return Exported(paths)
