"""The slow work itself, as plain functions for the job runner: preview and export. No Qt here.

What draws documents is imported inside, so that it never stands between a user and the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.export_choice import ExportChoice
    from briefgen.desktop.library import Library
    from briefgen.pack.after.taking_in import TakenIn
    from briefgen.pack.blocks import Block
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request
    from briefgen.render.revealing.lines import Revealed

    Steps = Callable[[str], None]


class Preview(Struct, frozen=True):
    """A pack as it would be exported: what it was made from, its PDF, and where blocks begin.

    ``pages`` are the printed numbers of these, by the ids of blocks and of what stands in them;
    ``words`` are what each of these says.
    """

    made: MadePack
    pdf: bytes
    pages: Mapping[str, int]
    words: Mapping[str, str]


class Exported(Struct, frozen=True):
    """The files that an export wrote, and what each of them reveals.

    ``placeholders`` are the texts of a final pack that only hold a place, as sentences.
    """

    paths: tuple[Path, ...]
    revealed: tuple[Revealed, ...]
    placeholders: tuple[str, ...] = ()


def make_preview(library: Library, request: Request, today: date, on_step: Steps) -> Preview:
    """The pack that ``request`` calls for and its PDF, the same bytes an export would write."""
    on_step("select")
    from briefgen.pack.item_names import words_by_id  # noqa: PLC0415 - slow to import
    from briefgen.render.files import draw_pages  # noqa: PLC0415
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    kept = library.kept
    made, house = make_to_fit(library.base, request, library.templates, today, kept=kept)
    on_step("PDF")
    drawn = draw_pages(made.pack, house, kept)
    pages = _pages_by_id(made.pack.blocks, drawn.block_pages)
    return Preview(made, drawn.data, pages, words_by_id(made.pack.blocks))


def _pages_by_id(blocks: Sequence[Block], numbers: Mapping[str, int]) -> dict[str, int]:
    """The page of each block and item; of what has no place of its own, that of what is before."""
    from briefgen.pack.item_names import ids_of  # noqa: PLC0415 - slow to import

    pages: dict[str, int] = {}
    last = 1
    for block in blocks:
        last = numbers.get(block.id, last)
        for name in ids_of(block):
            pages.setdefault(name, last)
    return pages


def read_edits(
    library: Library,
    request: Request,
    today: date,
    edited: Path,
    passphrase: str | None,
    on_step: Steps,
) -> TakenIn:
    """What a person changed in the Word file ``edited``, taken into ``request``.

    Raises PackFileError for a file that is none of ours, PasswordError for one that ``passphrase``
    does not open.
    """
    on_step("select")
    from briefgen.render.keeping import edits_of  # noqa: PLC0415 - slow to import

    return edits_of(edited, request, library.base, library.templates, today, passphrase)


def write_pack(
    library: Library, request: Request, today: date, choice: ExportChoice, on_step: Steps
) -> Exported:
    """Make the pack and write it as ``choice`` has it, all files or none; then look them through.

    Raises OutputError where a path cannot be written, and NotFinalError for a final pack that a
    check blocks; what stood there is then untouched.
    """
    on_step("select")
    from briefgen.render.files import Handing, export  # noqa: PLC0415 - slow to import
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    base, templates, kept = library.base, library.templates, library.kept
    made, house = make_to_fit(base, request, templates, today, final=choice.final, kept=kept)
    if choice.final:
        from briefgen.render.finished import checked_as_final  # noqa: PLC0415 - slow to import

        on_step("check")
        made = checked_as_final(made, house)
    handing = Handing(plain=choice.plain, passphrase=choice.passphrase)
    export(made.pack, house, choice.paths, on_step, handing, kept)
    passphrase = choice.passphrase or None
    revealed = tuple(look_through(path, passphrase, _unheard) for path in choice.paths)
    return Exported(choice.paths, revealed, _placeholders(made) if choice.final else ())


def _placeholders(made: MadePack) -> tuple[str, ...]:
    from briefgen.pack.rules.placeholders import PLACEHOLDERS  # noqa: PLC0415 - slow to import

    return tuple(found.message for found in made.findings if found.rule == PLACEHOLDERS)


def look_through(path: Path, passphrase: str | None, on_step: Steps) -> Revealed:
    """What the file at ``path`` reveals.

    Raises RevealError for one that cannot be looked through, and PasswordError for one with a
    password that ``passphrase`` does not open.
    """
    on_step("reveal")
    from briefgen.render.revealing.reveal import reveal  # noqa: PLC0415 - slow to import

    return reveal(path, passphrase)


def _unheard(step: str) -> None:
    """The files stand already, so nothing is stopped any more."""
    del step
