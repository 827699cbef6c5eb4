"""The generation record inside a Word file: its only custom XML part, and the marks of blocks.

Each block stands in a bookmark of its own, numbered as in the record, beside its content control
(see `controls`): LibreOffice drops the tags of content controls around paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from briefgen.pack.record_form import record_text
from briefgen.render.docx.package import HEAD, RELATIONSHIPS, Relations
from briefgen.render.docx.text import escape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

NAMESPACE = "urn:briefgen:generation-record"
ROOT = f"{{{NAMESPACE}}}generationRecord"
ITEM = "customXml/item1.xml"
_DIGITS = 9  # of a block's number, at most
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def block_bookmark(number: int) -> str:
    """The name of the bookmark around block ``number`` of the pack, counted from 1."""
    return f"_Block{number:04d}"


def block_number(bookmark: str) -> int | None:
    """The number of the block that a bookmark of this name stands around, if it is one of ours."""
    digits = bookmark.removeprefix("_Block")
    known = digits != bookmark and digits.isdecimal() and len(digits) <= _DIGITS
    return int(digits) if known else None


def record_parts(record: Mapping[str, Any]) -> dict[str, bytes]:
    """The parts that hold ``record``; none for an empty one.

    Word carries an item along only where a second part names it.
    """
    if not record:
        return {}
    name = str(uuid5(NAMESPACE_URL, NAMESPACE)).upper()
    relations = Relations()
    relations.add(f"{RELATIONSHIPS}/customXmlProps", "itemProps1.xml")
    item = f'<generationRecord xmlns="{NAMESPACE}">{escape(record_text(record))}</generationRecord>'
    properties = (
        f'<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{{{name}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return {
        ITEM: f"{HEAD}{item}".encode(),
        "customXml/itemProps1.xml": f"{HEAD}{properties}".encode(),
        "customXml/_rels/item1.xml.rels": relations.part(),
    }
