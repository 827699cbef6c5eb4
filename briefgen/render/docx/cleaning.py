"""Takes out of the house's parts what editing leaves in them: sessions, comments, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_package import W

if TYPE_CHECKING:
    from lxml import etree

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_REMOVED = (
    *("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd"),
    *("moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange", "sectPrChange"),
    *("tblPrChange", "trPrChange", "tcPrChange", "numberingChange", "rsid"),
)
_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")


def drop_session_marks(root: etree._Element) -> None:
    """Take out the marks of single editing sessions (w:rsid…), here and in all below."""
    for element in list(root.iter(f"{W}rsid")):
        remove(element)
    for element in root.iter():
        for name in [n for n in element.attrib if _is_session_mark(str(n))]:
            del element.attrib[name]


def clean_furniture(root: etree._Element) -> None:
    """Leave of a header or footer what is printed; tracked changes count as accepted."""
    drop_session_marks(root)
    for tag in _REMOVED:
        for element in list(root.iter(f"{W}{tag}")):
            remove(element)
    for tag in _UNWRAPPED:
        for element in list(root.iter(f"{W}{tag}")):
            replace_by(element, list(element))


def remove(element: etree._Element) -> None:
    """Take ``element`` out of its parent."""
    replace_by(element, [])


def replace_by(element: etree._Element, children: list[etree._Element]) -> None:
    """Put ``children`` where ``element`` stood."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)


def _is_session_mark(name: str) -> bool:
    return name.startswith(f"{W}rsid") or name in (f"{_W14}paraId", f"{_W14}textId")
