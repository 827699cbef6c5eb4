"""The house's theme: its palette and fonts, without the pictures a theme may drag along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.fonts import DEFAULT_FAMILY, is_carried
from briefgen.render.furniture.cleaning import replace_by
from briefgen.render.house_package import part_of_kind, read_file, read_parts
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLAIN_FILL = f'<a:solidFill xmlns:a="{_DRAWING}"><a:schemeClr val="phClr"/></a:solidFill>'


def theme_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The theme of the house file ``parts`` by its name in the document.

    A house that has none, as LibreOffice leaves it out, gets that of our plain house: Word asks
    for one.
    """
    root = part_of_kind(parts, "theme")
    if root is None:
        plain = bundled_templates() / "house" / "plain.docx"
        root = part_of_kind(read_parts(read_file(plain), plain), "theme")
    if root is None:
        raise ValueError("the plain house has a theme")
    for fill in list(root.iter(f"{{{_DRAWING}}}blipFill")):
        replace_by(fill, [etree.fromstring(_PLAIN_FILL)])
    for latin in root.iter(f"{{{_DRAWING}}}latin"):
        if not is_carried(latin.get("typeface", "")):
            latin.attrib.clear()
            latin.set("typeface", DEFAULT_FAMILY)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return {"word/theme/theme1.xml": data}
