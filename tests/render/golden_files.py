"""Finished files as text that can be kept and compared: one stored file for each part."""

from __future__ import annotations

import difflib
import json
import shutil
from typing import TYPE_CHECKING

from lxml import etree

from tests.render.pdf_reading import Element, ReadPdf
from tests.render.word_files import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pikepdf

Texts = dict[str, str]
LIST = "parts.txt"  # what the Word file holds, in its order


def told(word: bytes, pdf: bytes) -> Texts:
    """What is compared of a pack in both formats, by the name of the stored file."""
    parts = _unpacked(word)
    shown = {f"docx/{name}": _indented(part) for name, part in parts.items() if _is_xml(name)}
    return {LIST: "".join(f"{name}\n" for name in parts), **shown, "pdf.txt": _pdf_text(pdf)}


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file; those of an embedded workbook stand below its name."""
    found: dict[str, bytes] = {}
    for name, part in parts_of(data).items():
        found[name] = part
        if name.endswith(".xlsx"):
            found |= {f"{name}/{inner}": content for inner, content in parts_of(part).items()}
    return found


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _indented(part: bytes) -> str:
    """``part`` with a line for each element; spaces that are text stay as they are."""
    root = etree.fromstring(part)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


def _pdf_text(data: bytes) -> str:
    """The structure tree with roles and words, the outline, and what else a page bears."""
    pdf = ReadPdf(data)
    count = len(pdf.pdf.pages)
    with pdf.pdf.open_outline() as outline:
        entries = list(_outline(pdf.pdf, outline.root, 1))
    lines = [f"{count} pages", "", "Outline", *entries, "", *_tree(pdf.tree(), 0)]
    for number in range(count):
        lines += ["", f"Not read aloud on page {number + 1}", *pdf.artifact_text(number)]
    return "".join(f"{line}\n" for line in lines)


def _outline(pdf: pikepdf.Pdf, items: list[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
    for item in items:
        page = pdf.pages.index(item.destination[0]) + 1
        yield f"{' ' * depth}{item.title}: page {page}"
        yield from _outline(pdf, item.children, depth + 1)


def _tree(element: Element, depth: int) -> Iterator[str]:
    """A line for each element, then its words and what is beneath it."""
    attributes = {k: v for k, v in element.attributes.items() if k not in ("/BBox", "/O")}
    page = f" page {element.pages[0] + 1}" if element.pages else ""
    said = f" {json.dumps(attributes, ensure_ascii=False)}" if attributes else ""
    yield f"{' ' * depth}{element.role}{page}{said}"
    if element.drawn:
        yield f"{' ' * (depth + 1)}drawn: {element.drawn}"
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _tree(kid, depth + 1)
        else:
            yield f"{' ' * (depth + 1)}“{kid}”"


# --- what is kept -------------------------------------------------------------------------------


def kept(folder: Path, base: Path) -> Texts:
    """The stored files of a pack in ``folder``.

    A part that is the same in the pack of ``base`` is stored there alone.
    """
    own = _stored(folder)
    if LIST not in own:
        return own
    listed = [f"docx/{name}" for name in own[LIST].splitlines() if _is_xml(name)]
    common = _stored(base)
    return {name: common[name] for name in listed if name in common} | own


def _stored(folder: Path) -> Texts:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def keep(folder: Path, base: Path, texts: Texts) -> None:
    """Store ``texts`` in ``folder`` in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    common = {} if folder == base else _stored(base)
    for name, text in texts.items():
        if name.startswith("docx/") and common.get(name) == text:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def difference(before: Mapping[str, str], now: Mapping[str, str], most: int = 150) -> str:
    """What changed, as a unified diff of the stored files, ``most`` lines of it."""
    lines = [
        line.rstrip("\n")
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
        for line in difflib.unified_diff(
            before.get(name, "").splitlines(keepends=True),
            now.get(name, "").splitlines(keepends=True),
            f"kept/{name}",
            f"made/{name}",
            n=2,
        )
    ]
    rest = len(lines) - most
    return "\n".join([*lines[:most], *([f"... and {rest} lines more"] if rest > 0 else [])])
