"""Steps five and six for a pack: draw it in the formats asked for, then write the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.blocks import Heading
from briefgen.pack.own_files import HOUSE_SUFFIXES
from briefgen.render.collector import collector_at_rest
from briefgen.render.house_file.reader import read_house
from briefgen.render.writing import check_targets, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House
    from briefgen.render.layout.kept import Kept
    from briefgen.render.layout.pages import Layout
    from briefgen.render.pdf.document import PdfFile


_HOUSES = "[!~.]*.docx"  # not what Word puts beside one that is open


class Handing(Struct, frozen=True):
    """How files leave the desk.

    A ``plain`` one is without generation record and marks of blocks; one with a ``passphrase``
    opens with that alone.
    """

    plain: bool = False
    passphrase: str = ""

    def __repr__(self) -> str:
        return "Handing()"  # no trace of the program shows a password


AS_IT_IS = Handing()


def house_names(templates: Path) -> tuple[str, ...]:
    """The bundled house styles, by file name."""
    return tuple(sorted(path.stem for path in (templates / "house").glob(_HOUSES)))


def is_house_file(path: Path) -> bool:
    """Whether ``path`` is named as a Word document or a Word template."""
    return path.suffix.lower() in HOUSE_SUFFIXES


def find_house(templates: Path, name: str) -> House:
    """The house style called ``name``, or the one in the Word file of that path."""
    return read_house(house_path(templates, name))


def house_path(templates: Path, name: str) -> Path:
    """Where the Word file of the house style ``name`` lies, which may be its path."""
    if is_house_file(Path(name)):
        return Path(name)
    names = house_names(templates)
    if name not in names:
        from briefgen.pack.templates import nearest  # noqa: PLC0415 - loads what reads templates

        raise UsageError(
            f"There is no house style “{name}”{nearest(name, names)}. "
            f"Styles: {', '.join(names)}, or the path of a .docx."
        )
    return templates / "house" / f"{name}.docx"


def _unheard(step: str) -> None:
    """Nobody listens to the progress."""
    del step


def render_files(
    pack: Pack,
    house: House,
    paths: Sequence[Path],
    on_step: Callable[[str], None] = _unheard,
    kept: Kept | None = None,
) -> dict[Path, bytes]:
    """The bytes of each of ``paths``, the suffix picking the format.

    The pages are always laid out: the page numbers in the contents of the DOCX come from there,
    and where a section begins on the page before, which both formats do alike.
    ``on_step`` is told what is being drawn; blocks set before are taken from ``kept``.
    """
    from briefgen.render.layout.pages import (  # noqa: PLC0415 - slow to import
        lay_out,
        settled_as_in,
        turned_as_in,
    )

    pack = _with_house(pack, house)
    with collector_at_rest():
        on_step("PDF")
        draws, writes = any(map(_is_pdf, paths)), not all(map(_is_pdf, paths))
        as_drawn = draws or _may_run_on(pack)  # else no heading looks at what is above it
        layout = lay_out(pack if as_drawn else _as_in_word(pack), house, kept)
        pages, turned = layout.block_pages, turned_as_in(layout, pack)
        parted, going_over = layout.parted, layout.going_over
        goes_on = writes and as_drawn and layout.repeats
        settled = settled_as_in(layout, pack)
        pdf = _drawn(layout).data if draws else b""
        del layout  # the Word file takes the memory that it leaves
        if goes_on:
            layout = lay_out(_as_in_word(settled), house, kept)
            pages, turned = layout.block_pages, turned_as_in(layout, settled)
            parted, going_over = layout.parted, layout.going_over
        files = {}
        for path in paths:
            if _is_pdf(path):
                files[path] = pdf
            else:
                from briefgen.render.docx import write_docx  # noqa: PLC0415 - not for a PDF

                on_step("DOCX")
                files[path] = write_docx(turned, house, pages, parted, going_over)
    return files


def _may_run_on(pack: Pack) -> bool:
    """Whether it depends on the pages of the PDF where some section of ``pack`` begins."""
    return any(isinstance(block, Heading) and block.runs_on for block in pack.blocks)


def _as_in_word(pack: Pack) -> Pack:
    """``pack`` as it takes the pages of its Word file.

    Where a table goes on, Word repeats its head, and has no caption over it that says so.
    """
    return replace(pack, furniture=replace(pack.furniture, continued=""))


def draw_pages(pack: Pack, house: House, kept: Kept | None = None) -> PdfFile:
    """The PDF that `render_files` gives, and the page of each block in it.

    Blocks set before are taken from ``kept``.
    """
    from briefgen.render.layout.pages import lay_out  # noqa: PLC0415 - slow to import

    with collector_at_rest():
        return _drawn(lay_out(_with_house(pack, house), house, kept))


def _drawn(layout: Layout) -> PdfFile:
    from briefgen.render.pdf.document import draw_layout  # noqa: PLC0415 - not for a DOCX alone

    return draw_layout(layout)


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf"


def _with_house(pack: Pack, house: House) -> Pack:
    """``pack`` with the house style in its generation record."""
    if not pack.record:
        return pack
    record = {**pack.record, "house": house.name, "house_sha256": house.digest}
    return replace(pack, record=record)


def export(
    pack: Pack,
    house: House,
    paths: Sequence[Path],
    on_step: Callable[[str], None] = _unheard,
    handing: Handing = AS_IT_IS,
    kept: Kept | None = None,
) -> None:
    """Draw ``pack`` and write it to ``paths``, all of them or none.

    Blocks set before, as when the pack was fitted to its pages, are taken from ``kept``. Under a
    passphrase only what is locked is written: the plain bytes stay in memory.
    """
    check_targets(paths)
    files = render_files(handed(pack, handing), house, paths, on_step, kept)
    on_step("files")
    write_whole({path: locked(data, path, handing) for path, data in files.items()})


def handed(pack: Pack, handing: Handing) -> Pack:
    """``pack`` without its generation record, and with it the marks of blocks, for a plain copy."""
    return replace(pack, record={}) if handing.plain else pack


def locked(data: bytes, path: Path, handing: Handing) -> bytes:
    """The bytes of the file ``path``, under the passphrase if there is one."""
    if not handing.passphrase:
        return data
    from briefgen.render.protecting import protected  # noqa: PLC0415 - loads what locks

    return protected(data, path.suffix, handing.passphrase)
