"""Takes out of the house's parts what editing leaves in them: sessions, comments, shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import BEFORE_INDENT, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_XML = "{http://www.w3.org/XML/1998/namespace}"  # says whether spaces at an end count
_KEPT_SPACES = (W, WP, A, PIC, R, _XML)
# Which way text runs: that is for the language of the pack to say, in all of a file.
DIRECTIONS = ("bidi", "bidiVisual", "rtl")
_REMOVED = (
    *("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("rsid", "footnoteReference", "endnoteReference", "ruby", "sectPr", "framePr"),
    *("tblpPr", "tblOverlap"),
    *DIRECTIONS,
)
_ALIGNED = {"center": "center", "right": "right", "outside": "right"}
_BEFORE_ALIGNMENT = (
    *BEFORE_INDENT,
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
)
_UNWRAPPED = ("smartTag", "customXml")
_SESSION_MARKS = (b"rsid", b"paraId", b"textId")
_MARKED = etree.XPath(
    "descendant-or-self::*/@w:*[starts-with(local-name(), 'rsid')]"
    " | descendant-or-self::*/@w14:paraId | descendant-or-self::*/@w14:textId",
    namespaces={"w": W[1:-1], "w14": _W14[1:-1]},
)
_PATH_SIGNS = ("\\", "/", ":")  # in the description of a picture: Word once put its path there

SHAPE_LEFT_OUT = (
    "a drawn shape, a watermark or a picture of the old kind in its header or footer was left out; "
    "put pictures in line with text"
)
TABLE_IN_LINE = (
    "a table that stood free in its header or footer was put in line: it would hide what is added"
)
BOX_UNPACKED = "the words of a text box in its header or footer were set as plain paragraphs"


def drop_session_marks(root: etree._Element) -> None:
    """Take out the marks of single editing sessions (w:rsid…), here and in all below."""
    text = etree.tostring(root)
    if not any(mark in text for mark in _SESSION_MARKS):  # told faster than by a walk
        return
    for element in list(root.iter(f"{W}rsid")):
        remove(element)
    for mark in cast("list[Any]", _MARKED(root)):  # texts that know where they stand
        del mark.getparent().attrib[mark.attrname]


def clean_furniture(root: etree._Element) -> list[str]:
    """Leave of a header or footer what is printed.

    Text, tables and pictures stay; what is said of the rest comes out, a sentence each.
    """
    remarks = [*_flatten_shapes(root)]
    drop_session_marks(root)
    if next(root.iter(f"{W}tblpPr"), None) is not None:
        remarks.append(TABLE_IN_LINE)
    _align_framed(root)
    for tag in _REMOVED:
        remove_all(root, tag)
    for element in _found(root, *_UNWRAPPED):
        replace_by(element, list(element))
    _keep_known(root)
    _hush_pictures(root)
    for link in _found(root, "hyperlink"):
        for unprinted in {f"{W}tooltip", f"{W}tgtFrame", f"{W}docLocation"} & set(link.attrib):
            del link.attrib[unprinted]
    etree.cleanup_namespaces(root)
    return list(dict.fromkeys(remarks))


def _align_framed(root: etree._Element) -> None:
    """What stands in a frame at the right or in the middle, as page numbers do, stays there."""
    for frame in _found(root, "framePr"):
        align = _ALIGNED.get(frame.get(f"{W}xAlign", ""))
        properties = frame.getparent()
        if align is not None and properties is not None:
            in_order(properties, "jc", _BEFORE_ALIGNMENT).set(f"{W}val", align)


def remove_all(root: etree._Element, tag: str) -> None:
    """Take every w:``tag`` out of what is beneath ``root``."""
    for element in _found(root, tag):
        remove(element)


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


def _found(root: etree._Element, *tags: str) -> list[etree._Element]:
    return list(root.iter(*(f"{W}{tag}" for tag in tags)))


def _flatten_shapes(root: etree._Element) -> Iterator[str]:
    """Text boxes become paragraphs, other shapes go; of two forms of one thing the newer stays."""
    for either in list(root.iter(f"{_MC}AlternateContent")):
        choice = either.find(f"{_MC}Choice")
        fallback = either.find(f"{_MC}Fallback")
        chosen = choice if choice is not None else fallback
        replace_by(either, [] if chosen is None else list(chosen))
    for shape in _found(root, "drawing", "pict", "object"):
        if shape.getroottree().getroot() is not root:
            continue  # it went with the text box it stood in
        boxes = [box for box in shape.iter(f"{W}txbxContent") if box.find(f".//{W}t") is not None]
        if shape.tag == f"{W}drawing" and not boxes and _is_picture(shape):
            continue
        if boxes:
            _lift(shape, [paragraph for box in boxes for paragraph in box])
            yield BOX_UNPACKED
        else:
            yield SHAPE_LEFT_OUT
        remove(shape)


def _lift(shape: etree._Element, paragraphs: Iterable[etree._Element]) -> None:
    """Put the ``paragraphs`` of a text box in front of the paragraph it is anchored in."""
    host = next(shape.iterancestors(f"{W}p"), None)
    if host is None:
        return
    for paragraph in list(paragraphs):
        host.addprevious(paragraph)


def _is_picture(drawing: etree._Element) -> bool:
    data = drawing.find(f".//{A}graphicData")
    return data is not None and data.find(f"{PIC}pic") is not None


def _keep_known(root: etree._Element) -> None:
    """Drop what later versions of Word and other programs add; nothing of it is printed."""
    for element in list(root.iter(etree.Element)):
        if not element.tag.startswith(_KEPT_SPACES) or element.tag == f"{A}extLst":
            remove(element)
            continue
        for name in list(element.attrib):
            if str(name).startswith("{") and not str(name).startswith(_KEPT_SPACES):
                del element.attrib[name]


def _hush_pictures(root: etree._Element) -> None:
    """A picture keeps its description, but not the name of the file it once was.

    One that stands in a line has no room around it, as for Word.
    """
    for number, element in enumerate(root.iter(f"{WP}docPr", f"{PIC}cNvPr"), start=1):
        element.set("id", str(number))
        element.set("name", f"Picture {number}")
        for told in ("descr", "title"):
            if any(sign in element.get(told, "") for sign in _PATH_SIGNS):
                del element.attrib[told]
        for link in list(element):
            element.remove(link)
    for line in root.iter(f"{WP}inline"):  # LibreOffice takes what is not said for an eighth inch
        for side in "TBLR":
            line.set(f"dist{side}", "0")
