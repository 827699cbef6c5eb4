"""What a document says about itself: set on purpose, and nothing about who runs the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.footnotes import SEPARATORS
from briefgen.render.docx.package import HEAD, NAMESPACES
from briefgen.render.docx.text import attribute, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House

_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def core_properties(pack: Pack) -> bytes:
    """Title, subject, office, language and date; the date is the day the pack speaks from."""
    stamp = f"{pack.as_of.isoformat()}T00:00:00Z"
    return (
        f"{HEAD}<cp:coreProperties {_CORE_NAMESPACES}>"
        f"<dc:title>{escape(pack.title)}</dc:title>"
        f"<dc:subject>{escape(pack.subject)}</dc:subject>"
        f"<dc:creator>{escape(pack.author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{escape(pack.language)}</dc:language>"
        "<cp:revision>1</cp:revision>"
        "</cp:coreProperties>"
    ).encode()


def app_properties() -> bytes:
    """No program, no template, no company, no counts."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{HEAD}<Properties xmlns="{namespace}"><DocSecurity>0</DocSecurity></Properties>'.encode()
    )


def settings(language: str, house: House, *, even_and_odd: bool, footnotes: bool) -> bytes:
    """Settings of today's Word, fonts embedded; ``even_and_odd`` for a house of two-sided pages."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    lines = "".join(f'<w:footnote w:id="{number}"/>' for number in SEPARATORS.values())
    notes = f"<w:footnotePr>{lines}</w:footnotePr>" if footnotes else ""
    page = "".join(f"<w:{tag}/>" for tag in _of_page(house))
    sides = "<w:evenAndOddHeaders/>" if even_and_odd else ""
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        f'{page}<w:defaultTabStop w:val="720"/>{sides}'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{notes}'
        f"<w:compat>{compatibility}</w:compat>"
        f'<w:themeFontLang w:val="{attribute(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _of_page(house: House) -> Iterator[str]:
    """What is set of all pages of ``house``."""
    if house.mirrored:
        yield "mirrorMargins"
    if house.border is not None and not house.border.around_header:
        yield "bordersDoNotSurroundHeader"
    if house.border is not None and not house.border.around_footer:
        yield "bordersDoNotSurroundFooter"
