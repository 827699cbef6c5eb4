"""What the finished files break, each under its rule: what they give away, say of themselves, are.

Leaks are found by what `reveal` finds; the rest is asked of the package, of the PDF's catalogue and
of both files as they are read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Contents, Heading
from briefgen.pack.findings import Flaw
from briefgen.pack.fingerprints import squeezed
from briefgen.pack.rules.files import (
    ACCESSIBLE,
    CLEAN_PACKAGE,
    CLEAN_PICTURES,
    INFORMATION,
    LEAKS,
    PAPER,
)
from briefgen.pack.said import block_text
from briefgen.render.faces.chains import REPLACEMENT
from briefgen.render.pdf_syntax import PdfObjects
from briefgen.render.reading_pdf import text_of
from briefgen.render.revealing.lines import Judgement
from briefgen.render.revealing.pdf import pdf_lines
from briefgen.render.revealing.word import word_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from briefgen.pack.blocks import Pack
    from briefgen.pack.printed import PrintedPack

Broken = tuple[str, Flaw]  # a rule and what breaks it

_RULE_OF_AREA = {"thumbnail": CLEAN_PACKAGE, "pictures": CLEAN_PICTURES}
_TRACE = "made with"  # how `reveal` tells of the program that a Word file was saved by
_FAULT = "The program is at fault; please report it."
_LETTERS = "Write it in Latin, Cyrillic or Arabic letters."
_LOOK = "Look at it with “briefgen reveal”."
_TEMPLATE = "Take it out of the house style, or choose another."


def file_flaws(
    files: Mapping[Path, bytes],
    printed: Mapping[Path, PrintedPack],
    pack: Pack,
    opened: PdfObjects | None = None,
) -> Iterator[Broken]:
    """What ``files`` of ``pack`` break; ``printed`` is each of them read back.

    ``opened`` are the objects in the PDF, where it was read before.
    """
    for path, data in files.items():
        objects = (opened or PdfObjects(data)) if path.suffix == ".pdf" else None
        yield from _given_away(path, data, objects)
        yield from _unread(printed[path], pack)
        if objects:
            yield from _information(objects, pack)
            yield from _untagged(objects)
            if pack.two_sided:
                yield from _on_paper(objects, printed[path], pack)


def _given_away(path: Path, data: bytes, pdf: PdfObjects | None) -> Iterator[Broken]:
    """What should not leave the house and yet stands in a file; traces of another program."""
    for line in pdf_lines(data, path, data, pdf) if pdf else word_lines(data, path):
        message = f"The finished {_kind(path.suffix)} gives away: {line.says}."
        if line.judgement is Judgement.LEAKS:
            rule = _RULE_OF_AREA.get(line.area, LEAKS)
            yield rule, Flaw("pack", message, _LOOK if rule is LEAKS else _TEMPLATE)
        elif line.area == "properties" and line.says.startswith(_TRACE):
            yield CLEAN_PACKAGE, Flaw("pack", message, _FAULT)


def _information(objects: PdfObjects, pack: Pack) -> Iterator[Broken]:
    told = objects.dictionary(objects.trailer.get("Info"))
    wanted = {"Title": pack.title, "Subject": pack.subject, "Author": pack.author}
    for key, text in wanted.items():
        found = objects.resolve(told.get(key))
        if text and (text_of(found) if isinstance(found, bytes) else "") != text:
            message = f"The finished PDF does not say its {key.lower()}, “{text}”."
            yield INFORMATION, Flaw("pack", message, _FAULT)
    if objects.resolve(_wishes(objects).get("DisplayDocTitle")) is not True:
        message = "A reader of the PDF would show the name of the file in place of its title."
        yield INFORMATION, Flaw("pack", message, _FAULT)


def _untagged(objects: PdfObjects) -> Iterator[Broken]:
    root = _catalogue(objects)
    marked = objects.dictionary(root.get("MarkInfo")).get("Marked")
    missing = [
        words
        for words, there in (
            ("a structure tree", root.get("StructTreeRoot") and marked is True),
            ("a language", root.get("Lang")),
            ("an outline", root.get("Outlines")),
        )
        if not there
    ]
    for words in missing:
        yield ACCESSIBLE, Flaw("pack", f"The finished PDF has not {words}.", _FAULT)


def _unread(printed: PrintedPack, pack: Pack) -> Iterator[Broken]:
    """Blocks whose words are not all read aloud from a file; what writers set anew is left out."""
    read = {block.id: _joined(block.pieces) for block in printed.blocks}
    for block in pack.blocks:
        said = block_text(block)
        if isinstance(block, Contents) or not _joined(said):
            continue
        words = read.get(block.id, "")
        lost = [piece for piece in said if _joined((piece,)) not in words]
        if not lost:
            continue
        kind = _kind(printed.name.rpartition(".")[2])
        message, hint = f"In the finished {kind} nobody is read “{lost[0][:60]}”.", _FAULT
        if signs := _undrawn(_joined(lost), words):
            message, hint = f"The {kind} has no letters for “{signs}”, and shows � there.", _LETTERS
        yield ACCESSIBLE, Flaw(block.id, message, hint)


def _undrawn(said: str, read: str) -> str:
    """The characters of ``said`` in whose place a file shows that it has no letter for them."""
    signs = "".join(dict.fromkeys(char for char in said if char not in read))
    shown = said.translate(dict.fromkeys(map(ord, signs), REPLACEMENT))
    return signs if signs and shown in read else ""


def _on_paper(objects: PdfObjects, printed: PrintedPack, pack: Pack) -> Iterator[Broken]:
    if objects.resolve(_wishes(objects).get("Duplex")) != "DuplexFlipLongEdge":
        message = "The finished PDF does not ask a printer for both sides of the paper."
        yield PAPER, Flaw("pack", message, _FAULT)
    pages = {block.id: block.pages for block in printed.blocks}
    for block in pack.blocks:
        if isinstance(block, Heading) and block.right_hand:
            first = min(pages.get(block.id, (1,)))
            if first % 2 == 0:
                message = f"“{block.text}” begins on page {first}, the back of a sheet."
                yield PAPER, Flaw(block.id, message, _FAULT)


def _catalogue(objects: PdfObjects) -> dict[str, object]:
    return objects.dictionary(objects.trailer.get("Root"))


def _wishes(objects: PdfObjects) -> dict[str, object]:
    """What the PDF wishes its reader to do."""
    return objects.dictionary(_catalogue(objects).get("ViewerPreferences"))


def _joined(pieces: Iterable[str]) -> str:
    """``pieces`` without anything that a writer or a reader may set otherwise."""
    return squeezed("".join(pieces))


def _kind(suffix: str) -> str:
    return suffix.removeprefix(".").upper()
