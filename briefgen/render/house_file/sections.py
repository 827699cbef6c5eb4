"""The sections of a house's document, which is all that is taken of it.

What else stands in it, a sample of each style or a whole report, is never printed. It is let go
once it was found harmless, so that nothing later has to read it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, main_part, parse_part

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_sections_alone(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with nothing in the document but the ends of its sections."""
    name = main_part(parts)
    root = parse_part(parts[name])
    made = etree.Element(root.tag)
    body = etree.SubElement(made, f"{W}body")
    for section in list(root.iter(f"{W}sectPr")):
        properties = section.getparent()
        if properties is not None and properties.tag == f"{W}pPr":
            # With its paragraph, which may be struck out and the end of the section with it.
            etree.SubElement(body, f"{W}p").append(properties)
            etree.SubElement(body, f"{W}p")
        elif properties is not None and properties.tag == f"{W}body":
            body.append(section)
    return {**parts, name: etree.tostring(made)}


def sections_of(parts: Mapping[str, bytes]) -> list[etree._Element]:
    """The sections of the document, the last one first: its page is that of a house."""
    return list(parse_part(parts[main_part(parts)]).iter(f"{W}sectPr"))[::-1]
