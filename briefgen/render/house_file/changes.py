"""The parts of a house as they read once every tracked change in them is accepted.

What was put in stays, what was struck out goes, and nobody's name stands on either. Comments that
a program or a person wrote into the XML itself go too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.house_file.package import W, looks_like_xml, parse_part
from briefgen.render.house_file.widths import span_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is told faster from the bytes than by a walk: most parts hold none of it.
_SIGNS = re.compile(
    rb"[<:](?:(?<=<)(?:!--|\?(?!xml\s))|(?:ins|del|delText|moveFrom|moveTo|cellIns|cellDel"
    rb"|cellMerge|customXml(?:Ins|Del|Move)\w*)[\s/>])"
)
_CHANGE = b"Change"  # at the end of the names of others
_STRUCK_OUT = (
    *("del", "delText", "delInstrText", "moveFrom", "cellIns", "cellDel", "cellMerge"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange"),
    *("tcPrChange", "tblGridChange", "numberingChange"),
    *(f"{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")),
    *(
        f"customXml{kind}Range{end}"
        for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
        for end in ("Start", "End")
    ),
)
_PUT_IN = ("ins", "moveTo")


def without_changes(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with all changes accepted; a part without any is as it was."""
    return {
        name: _accepted(content) if looks_like_xml(content) and _may_hold(content) else content
        for name, content in parts.items()
    }


def _may_hold(content: bytes) -> bool:
    """Whether there may be changes in a part."""
    return _CHANGE in content or _SIGNS.search(content) is not None


def _accepted(content: bytes) -> bytes:
    root = parse_part(content)
    # What stands behind a comment is text of the element that it stood in.
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for row in root.findall(f".//{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            _take_out(row)
    for table in list(root.iter(f"{W}tbl")):
        _drop_cells(table)
    for table in root.findall(f".//{W}tbl"):
        if table.find(f".//{W}tr") is None:
            _take_out(table)
    joined = _with_struck_marks(root)
    etree.strip_elements(root, *(f"{W}{tag}" for tag in _STRUCK_OUT), with_tail=False)
    etree.strip_tags(root, *(f"{W}{tag}" for tag in _PUT_IN))
    for paragraph in reversed(joined):
        _join(paragraph)
    return etree.tostring(root)


def _drop_cells(table: etree._Element) -> None:
    """Take the cells out that were struck out; a column goes where all of its cells went."""
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    gone = [_dropped(row, len(columns)) for row in _own(table, "tr", "tbl")]
    for place in set.intersection(*gone) if gone else ():
        if place < len(columns):
            _take_out(columns[place])


def _own(element: etree._Element, tag: str, within: str) -> list[etree._Element]:
    """What of ``element`` is called ``tag``, in a control too, but not in a table in a cell."""
    return [
        one
        for one in element.iter(f"{W}{tag}")
        if next(one.iterancestors(f"{W}{within}")) is element
    ]


def _dropped(row: etree._Element, columns: int) -> set[int]:
    """Which of the ``columns`` of its table ``row`` lost a cell in."""
    gone: set[int] = set()
    place = 0
    for cell in _own(row, "tc", "tr"):
        end = min(place + span_of(cell), columns)
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            gone.update(range(place, end))
            _take_out(cell)
        place = end
    if row.find(f".//{W}tc") is None:
        _take_out(row)
    return gone


def _with_struck_marks(root: etree._Element) -> list[etree._Element]:
    """The paragraphs whose end was struck out: each goes on with the next."""
    return [
        paragraph
        for paragraph in root.iter(f"{W}p")
        for tag in ("del", "moveFrom")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{tag}") is not None
    ]


def _join(paragraph: etree._Element) -> None:
    """Put what ``paragraph`` says before what the next one does, in the style of the next one."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p":
        return
    place = 0 if after.find(f"{W}pPr") is None else 1
    after[place:place] = [child for child in paragraph if child.tag != f"{W}pPr"]
    _take_out(paragraph)


def _take_out(element: etree._Element) -> None:
    """Remove ``element``, and the control around it that holds nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag == f"{W}sdtContent" and not len(parent):
        control = parent.getparent()
        if control is not None:
            _take_out(control)
