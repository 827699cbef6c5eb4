"""What makes Word offer to repair a file and validators of the schema do not all notice."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from tests.render.word_files import W, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def lint(data: bytes) -> list[str]:
    """The findings in a Word file; an empty list is a clean file."""
    parts = parts_of(data)
    roots = {name: etree.fromstring(parts[name]) for name in parts if name.endswith(".xml")}
    body = roots["word/document.xml"]
    return [
        *_package(parts, roots),
        *_tables(body),
        *_bookmarks(body),
        *_numbers(body, roots["word/numbering.xml"]),
        *_styles(roots),
        *(finding for name, root in roots.items() for finding in _fields(name, root)),
        *_unique(root=body, tag=f"{WP}docPr", name="id"),
        *_unique(root=body, tag=f"{WPS}cNvPr", name="id"),
        *(f for name, root in roots.items() if "/charts/" in name for f in _chart(name, root)),
        *_unique(root=body, tag=f"{W}sdtPr/{W}id", name=f"{W}val"),
    ]


def _package(parts: dict[str, bytes], roots: dict[str, etree._Element]) -> Iterator[str]:
    """Relationships lead somewhere, references have a relationship, parts have a type."""
    types = roots["[Content_Types].xml"]
    known = {element.get("PartName", "").lstrip("/") for element in types}
    suffixes = {element.get("Extension") for element in types}
    for name in parts:
        if name != "[Content_Types].xml" and name not in known:
            suffix = name.rpartition(".")[2]
            if suffix not in suffixes or suffix == "xml":
                yield f"{name} has no content type"
    for name, root in roots.items():
        folder, _, file = name.rpartition("/")
        rels = parts.get(f"{folder}/_rels/{file}.rels", b"<none/>")
        ids = set()
        for relation in etree.fromstring(rels):
            ids.add(relation.get("Id"))
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
            if relation.get("TargetMode") != "External" and target not in parts:
                yield f"{name}: {target} is not there"
        used = {
            value
            for element in root.iter()
            for key, value in element.attrib.items()
            if key.startswith(R)
        }
        yield from (f"{name}: {missing} has no relationship" for missing in used - ids)


def _tables(body: etree._Element) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        if not grid:
            yield "a table has no grid"
        for row in table.iterfind(f"{W}tr"):
            widths = [int(w.get(f"{W}w")) for w in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")]
            if widths != grid:
                yield f"a row's widths {widths} are not those of the grid {grid}"
        for cell in table.iter(f"{W}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{W}p":
                yield "a cell does not end in a paragraph"
        following = _following(table)
        while following is not None and following.tag == f"{W}sdt":  # its first paragraph
            following = next(iter(following.find(f"{W}sdtContent")), None)
        if following is None or following.tag != f"{W}p":
            yield "no paragraph follows a table"


def _following(element: etree._Element) -> etree._Element | None:
    """What stands next on the page, outside the content control if that ends with it."""
    found = next((e for e in element.itersiblings() if not e.tag.startswith(f"{W}bookmark")), None)
    content = element.getparent()
    if found is None and content is not None and content.tag == f"{W}sdtContent":
        return _following(content.getparent())
    return found


_LABEL_PLACES = {  # where Word lets a label stand; elsewhere it calls the file damaged
    f"{C}barChart": {"outEnd", "inEnd", "ctr", "inBase"},
    f"{C}lineChart": {"t", "b", "l", "r", "ctr"},
}


def _chart(name: str, root: etree._Element) -> Iterator[str]:
    """Plots and axes name each other, and labels stand where they may."""
    axes = {
        axis.find(f"{C}axId").get("val"): axis.find(f"{C}crossAx").get("val")
        for axis in root.iterfind(f".//{C}plotArea/*")
        if axis.find(f"{C}crossAx") is not None
    }
    for plot in root.iterfind(f".//{C}plotArea/*"):
        if plot.find(f"{C}ser") is None:
            continue
        named = {element.get("val") for element in plot.iterfind(f"{C}axId")}
        if named != set(axes):
            yield f"{name}: the plot names the axes {sorted(named)}, there are {sorted(axes)}"
        places = {element.get("val") for element in plot.iter(f"{C}dLblPos")}
        if not places <= _LABEL_PLACES[plot.tag]:
            yield f"{name}: labels stand at {sorted(places)}"
    yield from (
        f"{name}: axis {one} crosses none" for one, other in axes.items() if other not in axes
    )
    numbers = [element.get("val") for element in root.iterfind(f".//{C}ser/{C}idx")]
    if len(numbers) != len(set(numbers)):
        yield f"{name}: two series of one number"


def _bookmarks(body: etree._Element) -> Iterator[str]:
    starts = [element.get(f"{W}id") for element in body.iter(f"{W}bookmarkStart")]
    names = [element.get(f"{W}name") for element in body.iter(f"{W}bookmarkStart")]
    opened: list[str] = []
    for mark in body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        if mark.tag == f"{W}bookmarkStart":
            opened.append(mark.get(f"{W}id"))
        elif mark.get(f"{W}id") in opened:
            opened.remove(mark.get(f"{W}id"))
        else:
            yield "a bookmark is closed before it is opened"
    if opened:
        yield "a bookmark is not closed"
    for what, values in (("id", starts), ("name", names)):
        yield from (f"bookmark {what} {v} twice" for v, n in Counter(values).items() if n > 1)
    yield from (f"bookmark name {name} is too long" for name in names if len(name) > 40)
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    yield from (f"no bookmark {name}" for name in sorted(anchors - set(names)))


def _numbers(body: etree._Element, numbering: etree._Element) -> Iterator[str]:
    kinds = {element.get(f"{W}abstractNumId") for element in numbering.iter(f"{W}abstractNum")}
    lists = [element.get(f"{W}numId") for element in numbering.iter(f"{W}num")]
    if len(lists) != len(set(lists)):
        yield "two lists of one id"
    for element in numbering.iterfind(f"{W}num/{W}abstractNumId"):
        if element.get(f"{W}val") not in kinds:
            yield f"no list definition {element.get(f'{W}val')}"
    for element in body.iter(f"{W}numId"):
        if element.get(f"{W}val") not in lists:
            yield f"no list {element.get(f'{W}val')}"
    tags = [element.tag for element in numbering]
    if tags != sorted(tags, key=[f"{W}abstractNum", f"{W}num"].index):
        yield "a list definition stands behind a list"


def _styles(roots: dict[str, etree._Element]) -> Iterator[str]:
    known = [style.get(f"{W}styleId") for style in roots["word/styles.xml"].iter(f"{W}style")]
    if len(known) != len(set(known)):
        yield "two styles of one id"
    for name, root in roots.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for element in root.iter(f"{W}{tag}"):
                if element.get(f"{W}val") not in known:
                    yield f"{name}: no style {element.get(f'{W}val')}"


def _fields(name: str, root: etree._Element) -> Iterator[str]:
    """Every field is opened, divided and closed in this order, also when nested."""
    open_fields: list[str] = []
    for element in root.iter(f"{W}fldChar"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif kind == "separate" and open_fields and open_fields[-1] == "begin":
            open_fields[-1] = "separate"
        elif kind == "end" and open_fields and open_fields.pop() == "separate":
            continue
        else:
            yield f"{name}: a field is broken at its {kind}"
    if open_fields:
        yield f"{name}: a field is not closed"


def _unique(root: etree._Element, tag: str, name: str) -> Iterator[str]:
    counts = Counter(element.get(name) for element in root.iterfind(f".//{tag}"))
    yield from (f"{tag} id {value} twice" for value, count in counts.items() if count > 1)
