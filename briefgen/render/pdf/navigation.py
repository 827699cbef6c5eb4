"""Ways through the file: what can be clicked, the outline, and the labels of the pages."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.render.layout.tags import Area
from briefgen.render.pdf.drawing import points
from briefgen.render.pdf.objects import reference
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.render.faces.measure import Target
    from briefgen.render.layout.filled import Place
    from briefgen.render.pdf.links import Box, LinkArea
    from briefgen.render.pdf.objects import ObjectFile


class Entry(Struct):
    """A heading in the outline."""

    level: int
    text: str
    place: Place
    number: int = 0
    kids: list[Entry] = field(default_factory=list)


def add_link(file: ObjectFile, link: LinkArea, page: int, key: int, destination: bytes) -> int:
    """Add the clickable area of ``link`` on ``page`` and hang it in its element; its number.

    ``key`` is the area's key in the index of parents, ``destination`` what `destination` gave.
    The area is widened to whole points up and down, where nothing stands close.
    """
    boxes = link.boxes
    left, bottom, right, top = _around(boxes)
    number = file.add(
        b"<</Subtype/Link/Border[0 0 0]/F 4/StructParent %d/Rect[%s %d %s %d]%s/Contents%s%s>>"
        % (
            key,
            points(left),
            floor(bottom),
            points(right),
            ceil(top),
            _quads(boxes) if len(boxes) > 1 else b"",
            text_string(link.text.strip()),
            destination,
        )
    )
    link.tag.kids.append(Area(page, number, key))
    return number


def _around(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """The left, lower, right and upper edge of what holds all ``boxes``."""
    first = boxes[0]
    if len(boxes) == 1:  # most links
        return first.left, first.bottom, first.right, first.top
    return (
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def destination(target: Target, places: Mapping[str, Place], pages: Sequence[int]) -> bytes:
    """Where a click on ``target`` leads, as entries of an annotation; nothing if nowhere."""
    if target.url:
        return b"/A<</S/URI/URI%s>>" % text_string(target.url)
    place = places.get(target.anchor)
    return b"" if place is None else b"/Dest%s" % _view(place, pages)


def write_outline(file: ObjectFile, entries: Iterable[Entry], pages: Sequence[int]) -> int | None:
    """Add the headings as an outline; the number of its root, or nothing for no headings."""
    top = _nested(entries)
    if not top:
        return None
    root = file.reserve()
    _number(file, top)
    for index in range(len(top)):
        _write_entry(file, top, index, root, pages)
    body = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
    file.put(root, body % (top[0].number, top[-1].number, len(top)))
    return root


def _nested(entries: Iterable[Entry]) -> list[Entry]:
    top: list[Entry] = []
    path: list[Entry] = []
    for entry in entries:
        while path and path[-1].level >= entry.level:
            path.pop()
        (path[-1].kids if path else top).append(entry)
        path.append(entry)
    return top


def _number(file: ObjectFile, entries: Sequence[Entry]) -> None:
    for entry in entries:
        entry.number = file.reserve()
        _number(file, entry.kids)


def _write_entry(
    file: ObjectFile, family: Sequence[Entry], index: int, parent: int, pages: Sequence[int]
) -> None:
    entry = family[index]
    parts = [b"<</Title%s/Parent %d 0 R" % (text_string(entry.text), parent)]
    if index:
        parts.append(b"/Prev %d 0 R" % family[index - 1].number)
    if index + 1 < len(family):
        parts.append(b"/Next %d 0 R" % family[index + 1].number)
    if entry.kids:
        # A negative count: shown closed, so that a long pack opens as its list of sections.
        body = b"/First %d 0 R/Last %d 0 R/Count -%d"
        parts.append(body % (entry.kids[0].number, entry.kids[-1].number, len(entry.kids)))
    parts.append(b"/Dest%s>>" % _view(entry.place, pages))
    file.put(entry.number, b"".join(parts))
    for kid in range(len(entry.kids)):
        _write_entry(file, entry.kids, kid, entry.number, pages)


def _view(place: Place, pages: Sequence[int]) -> bytes:
    return b"[%s/XYZ null %s null]" % (reference(pages[place.page]), points(place.y))


def _quads(boxes: Sequence[Box]) -> bytes:
    edges = [
        edge
        for b in boxes
        for edge in (b.left, b.top, b.right, b.top, b.left, b.bottom, b.right, b.bottom)
    ]
    return b"/QuadPoints[%s]" % b" ".join(map(points, edges))
