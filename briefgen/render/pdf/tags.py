"""The structure tree: what each piece of a page is, in the order it is read aloud."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from briefgen.render.pdf.objects import reference, text_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.pdf.objects import ObjectFile


class Content(NamedTuple):
    """A marked piece of a page: the page counted from 0, and the mark's number on it."""

    page: int
    mark: int


class Area(NamedTuple):
    """A clickable area: the page it is on, its object, and its key in the index of parents."""

    page: int
    number: int
    key: int


class Tag:
    """An element of the tree, with its kids in reading order."""

    __slots__ = ("attributes", "block", "kids", "number", "parent", "role")

    def __init__(self, role: bytes, parent: Tag | None = None, attributes: bytes = b"") -> None:
        """Make an element and hang it under ``parent``.

        ``attributes`` are further entries of its dictionary.
        """
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Tag | Content | Area] = []
        self.number = 0
        self.block = ""  # the id of the block that this element begins or is
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator[Tag]:
        """This element and all beneath it, in reading order."""
        waiting = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += [kid for kid in reversed(tag.kids) if isinstance(kid, Tag)]


RIGHT_TO_LEFT = b"/A<</O/Layout/WritingMode/RlTb>>"
_LIST_KINDS = {
    "bullet": b"Disc",
    "none": b"None",
    "lowerRoman": b"LowerRoman",
    "upperRoman": b"UpperRoman",
    "lowerLetter": b"LowerAlpha",
    "upperLetter": b"UpperAlpha",
}
COLUMN_HEAD = b"/A<</O/Table/Scope/Column>>"


def list_numbering(kind: str) -> bytes:
    """The attribute that tells how a list is numbered; ``kind`` is Word's name for it."""
    return b"/A<</O/List/ListNumbering/%s>>" % _LIST_KINDS.get(kind, b"Decimal")


def note_id(identifier: str) -> bytes:
    """The attribute that names a note; each note of a file needs one of its own."""
    return b"/ID<%s>" % identifier.encode().hex().encode()


def figure_place(left: float, bottom: float, right: float, top: float) -> bytes:
    """The attribute that tells where on its page a figure stands."""
    return b"/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % (left, bottom, right, top)


def write_tree(file: ObjectFile, document: Tag, pages: Sequence[int]) -> int:
    """Add the tree under ``document`` to ``file``; ``pages`` are the page objects in order.

    The result is the number of the tree's root. Page n, counted from 0, has the key n in the
    tree's index of parents; the keys of the areas follow.
    """
    elements = list(document.walk())
    root = file.reserve()
    for element in elements:
        element.number = file.reserve()
    for element in elements:
        above = root if element.parent is None else element.parent.number
        file.put(element.number, _element(element, above, pages))
    index, areas = _parents(elements, len(pages))
    file.put(
        root,
        b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d%s>>"
        % (
            reference(document.number),
            reference(file.add(index)),
            len(pages) + areas,
            _names(elements),
        ),
    )
    return root


def _element(tag: Tag, parent: int, pages: Sequence[int]) -> bytes:
    home: int | None = None  # the page of its first piece, which is told once for all
    kids = []
    for kid in tag.kids:
        if isinstance(kid, Content) and home is None:
            home = kid.page
        kids.append(_kid(kid, home, pages))
    return b"<</S/%s/P %d 0 R%s%s%s%s>>" % (
        tag.role,
        parent,
        tag.attributes,
        b"/T%s" % text_string(tag.block) if tag.block else b"",
        b"" if home is None else b"/Pg %d 0 R" % pages[home],
        b"/K %s" % kids[0] if len(kids) == 1 else b"/K[%s]" % b" ".join(kids) if kids else b"",
    )


def _kid(kid: Tag | Content | Area, home: int | None, pages: Sequence[int]) -> bytes:
    match kid:
        case Content() if kid.page == home:
            return b"%d" % kid.mark
        case Content():
            return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[kid.page], kid.mark)
        case Tag():
            return b"%d 0 R" % kid.number
        case Area():
            return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[kid.page], kid.number)


def _parents(elements: Sequence[Tag], pages: int) -> tuple[bytes, int]:
    """For each page the element of each of its marks; then the element of each area.

    Also how many areas there are.
    """
    marks: list[dict[int, int]] = [{} for _ in range(pages)]
    areas: dict[int, int] = {}
    for tag in elements:
        for kid in tag.kids:
            if isinstance(kid, Content):
                marks[kid.page][kid.mark] = tag.number
            elif isinstance(kid, Area):
                areas[kid.key] = tag.number
    rows = (
        b"%d[%s]" % (page, b" ".join([b"%d 0 R" % found[mark] for mark in sorted(found)]))
        for page, found in enumerate(marks)
    )
    links = (b"%d %d 0 R" % pair for pair in sorted(areas.items()))
    return b"<</Nums[%s]>>" % b" ".join(chain(rows, links)), len(areas)


def _names(elements: Sequence[Tag]) -> bytes:
    """The index of the elements that have an identifier."""
    found = sorted(
        (tag.attributes.removeprefix(b"/ID"), tag.number)
        for tag in elements
        if tag.attributes.startswith(b"/ID")
    )
    if not found:
        return b""
    return b"/IDTree<</Names[%s]>>" % b" ".join(b"%s %d 0 R" % pair for pair in found)
