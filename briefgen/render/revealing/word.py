"""What a Word file reveals: its parts are read as text and trees, and nothing in them is run.

A part that is damaged or unsafe to parse is named, and the rest is looked through all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.errors import HouseError, RevealError
from briefgen.render.docx.record import ROOT
from briefgen.render.house_file.package import checked_part, unpack
from briefgen.render.revealing.lines import fine, leaks, look, places_in, shown
from briefgen.render.revealing.pictures import picture_lines
from briefgen.render.revealing.properties import property_lines
from briefgen.render.revealing.record import name_lines, office_named, record_in, record_lines
from briefgen.render.revealing.word_body import body_lines
from briefgen.render.revealing.word_links import link_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.render.revealing.lines import Line

_XML = (".xml", ".rels", ".vml")
_FONTS = (".odttf", ".ttf", ".otf")
_PICTURES = (
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".svg"),
)
_WORKBOOKS = (".xlsx", ".xlsm", ".docx", ".pptx")


def word_lines(data: bytes, path: Path) -> Iterator[Line]:
    """Each thing that the Word file ``data`` reveals; RevealError for what is none."""
    try:
        parts = unpack(data, path)
    except HouseError as error:
        raise RevealError(path, error.why) from error
    if "[Content_Types].xml" not in parts or not any(n.startswith("word/") for n in parts):
        raise RevealError(path, "it is neither a Word file (.docx) nor a PDF.")
    roots, unread = _trees(parts, path)
    text = next((root.text or "" for root in roots.values() if root.tag == ROOT), "")
    record = record_in(text, path)
    yield from name_lines(path.name, record)
    yield from property_lines(roots, office_named(record))
    yield from record_lines(text, record)
    yield from _custom_parts(roots)
    yield from body_lines(roots)
    yield from link_lines(roots)
    yield from _enclosed(parts, path)
    yield from picture_lines((n, parts[n]) for n in sorted(parts) if _is_picture(n))
    yield from places_in((n, parts[n].decode("utf-8", "replace")) for n in roots)
    for name in unread:
        says = f"the part {shown(name)} is damaged or unsafe, so what it holds is not known"
        yield look("hidden", says)


def _trees(
    parts: Mapping[str, bytes], path: Path
) -> tuple[dict[str, etree._Element], tuple[str, ...]]:
    """The roots of all XML parts by name, and the names of those that cannot be parsed."""
    roots: dict[str, etree._Element] = {}
    unread = []
    for name in sorted(parts):
        if name.lower().endswith(_XML):
            try:
                roots[name] = checked_part(name, parts[name], path)
            except HouseError:
                unread.append(name)
    return roots, tuple(unread)


def _custom_parts(roots: Mapping[str, etree._Element]) -> Iterator[Line]:
    for name, root in roots.items():
        own = name.startswith("customXml/") and not name.endswith(".rels")
        if not own or root.tag == ROOT or etree.QName(root).localname == "datastoreItem":
            continue
        yield look("custom parts", f"{shown(name)} holds {shown(str(root.tag))}")
    for name in roots:
        if name.startswith("docMetadata/"):
            yield leaks("custom parts", f"{shown(name)} labels the file with its organisation's id")
        elif name.startswith("_xmlsignatures/") and not name.endswith(".rels"):
            yield look("custom parts", f"{shown(name)} is a signature, and tells who signed")


def _enclosed(parts: Mapping[str, bytes], path: Path) -> Iterator[Line]:
    """Files within the file: workbooks, macros, thumbnails, settings of printers."""
    lines = list(_each_enclosed(parts, path))
    areas = {line.area for line in lines}
    if "thumbnail" not in areas:
        yield fine("thumbnail", "no thumbnail")
    if "embedded" not in areas:
        yield fine("embedded", "no file within the file")
    yield from lines


def _each_enclosed(parts: Mapping[str, bytes], path: Path) -> Iterator[Line]:
    for name in sorted(parts):
        low = name.lower()
        if low.endswith(_XML) or low.endswith(_FONTS):
            continue
        if "thumbnail" in low:
            says = f"{shown(name)} is a small picture of the first page, perhaps of an older state"
            yield leaks("thumbnail", says)
        elif low.endswith(_WORKBOOKS):
            yield from _workbook(name, parts[name], path)
        elif "vbaproject" in low or "activex" in low:
            yield leaks("embedded", f"{shown(name)} is a macro or a control")
        elif "printersettings" in low:
            yield leaks("embedded", f"{shown(name)} names a printer")
        elif not _is_picture(name):
            yield leaks("embedded", f"{shown(name)} is a file within the file")


def _workbook(name: str, data: bytes, path: Path) -> Iterator[Line]:
    """A file of Office within the file, as stands behind a chart, with its own properties."""
    try:
        roots, unread = _trees(unpack(data, path), path)
    except HouseError:
        yield leaks("embedded", f"{shown(name)} is a file within the file and cannot be read")
        return
    behind_chart = name.lower().endswith(".xlsx") and not unread
    line = fine if behind_chart else leaks
    yield line("embedded", f"{shown(name)} is the workbook behind a chart" if behind_chart else
               f"{shown(name)} is a file within the file")  # fmt: skip
    yield from property_lines(roots, "", f"in {shown(name)}: ")


def _is_picture(name: str) -> bool:
    return name.lower().endswith(_PICTURES) and "thumbnail" not in name.lower()
