"""What a PDF says of itself in its document information and in its metadata packets (XMP)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.errors import HouseError
from briefgen.render.house_file.package import checked_part
from briefgen.render.pdf.metadata import PRODUCER, record_key
from briefgen.render.reading_pdf import text_of
from briefgen.render.revealing.lines import fine, look, on_date, quoted, shown
from briefgen.render.revealing.properties import author_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.render.pdf_syntax import PdfObjects
    from briefgen.render.revealing.lines import Line

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PROGRAMS = {"Creator": "written with", "Producer": "made into a PDF with"}
_DATES = {"CreationDate": "created", "ModDate": "changed"}
_PLAIN = {"Title": "title", "Subject": "subject"}
_SILENT = frozenset({"Trapped"})
# Of a packet: what says the same as the document information, and what claims a standard.
_SAME = {
    "title": "Title", "description": "Subject", "creator": "Author", "CreatorTool": "Creator",
    "Producer": "Producer", "CreateDate": "CreationDate", "ModifyDate": "ModDate",
    "MetadataDate": "ModDate",
}  # fmt: skip
_QUIET = frozenset({"format", "language", "part", "conformance", "rev", "Trapped"})
_SCHEMAS = "http://www.aiim.org/pdfa/ns/"


def information_lines(
    objects: PdfObjects, information: dict[str, object], office: str
) -> Iterator[Line]:
    """What the document information says, but for the generation record."""
    record = {record_key(number) for number in range(1, len(information) + 1)}
    for key, value in information.items():
        held = objects.resolve(value)
        text = text_of(held).strip() if isinstance(held, bytes) else ""
        if text and key not in record and key not in _SILENT:
            yield _line(key, text, office)


def _line(key: str, text: str, office: str) -> Line:
    if key == "Author":
        return author_line(text, office)
    if key in _DATES:
        return on_date(_DATES[key], text)
    if key in _PLAIN:
        return fine("properties", f"{_PLAIN[key]} {quoted(text)}")
    if key in _PROGRAMS:
        line = fine if text == PRODUCER else look
        return line("properties", f"{_PROGRAMS[key]} {quoted(text)}")
    return look("properties", f"{shown(key)}: {quoted(text)}")


def packet_lines(packets: Iterable[bytes], office: str) -> Iterator[Line]:
    """What the metadata packets say; each thing once."""
    told = set()
    for packet in packets:
        try:
            root = checked_part("metadata", packet.strip(), Path("metadata"))
        except HouseError:
            yield look("properties", "a metadata packet is damaged or unsafe, so it is not known")
            continue
        for name, text in _values(root):
            if name not in _QUIET and (name, text) not in told:
                told.add((name, text))
                yield _line(_SAME.get(name, name), text, office)
        if any("instanceID" in name or "DocumentID" in name for name, _ in _values(root)):
            yield look("properties", "ids that let copies and earlier states be matched")


def _values(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The name and text of each property, whether an element or an attribute."""
    for element in root.iter("*"):
        if element.tag.startswith(f"{{{_SCHEMAS}"):
            continue
        for key, value in element.attrib.items():
            name = etree.QName(str(key))
            if name.namespace and name.namespace not in _RDF and "XML/1998" not in name.namespace:
                yield name.localname, str(value)
        if len(element) == 0 and (element.text or "").strip():
            yield _property_name(element), (element.text or "").strip()


def _property_name(element: etree._Element) -> str:
    """The property that a value belongs to: the nearest element that is not of the frame."""
    named: etree._Element | None = element
    while named is not None and str(named.tag).startswith(_RDF):
        named = named.getparent()
    return "" if named is None else etree.QName(named).localname
