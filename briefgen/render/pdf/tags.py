"""The structure tree: what each piece of a page is, in the order it is read aloud."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.pdf.objects import reference, text_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.pdf.objects import ObjectFile


class Content(Struct, frozen=True, gc=False):
    """A marked piece of a page: the page counted from 0, and the mark's number on it."""

    page: int
    mark: int


class Area(Struct, frozen=True, gc=False):
    """A clickable area: the page it is on, its object, and its key in the index of parents."""

    page: int
    number: int
    key: int


class Tag:
    """An element of the tree, with its kids in reading order."""

    # None knows what it hangs under: a tree without cycles is gone as soon as it is let go.
    __slots__ = ("attributes", "block", "kids", "number", "role")

    def __init__(self, role: bytes, parent: Tag | None = None, attributes: bytes = b"") -> None:
        """Make an element and hang it under ``parent``.

        ``attributes`` are further entries of its dictionary.
        """
        self.role = role
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
    tree = _Tree(pages, root)
    for element in elements:
        file.put(element.number, tree.element(element))
    index, areas = tree.parents()
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


class _Tree:
    """Elements written from the top down, and what belongs to which of them."""

    def __init__(self, pages: Sequence[int], root: int) -> None:
        self._pages = [reference(number) for number in pages]
        self._root = reference(root)
        self._above: dict[int, bytes] = {}  # what each element hangs under
        self._marks: list[dict[int, bytes]] = [{} for _ in pages]  # whose each mark of a page is
        self._areas: dict[int, bytes] = {}

    def element(self, tag: Tag) -> bytes:
        """The dictionary of ``tag``, after that of what it hangs under."""
        own = reference(tag.number)
        home: int | None = None  # the page of its first piece, which is told once for all
        kids = []
        for kid in tag.kids:
            if isinstance(kid, Content):
                home = kid.page if home is None else home
                self._marks[kid.page][kid.mark] = own
                kids.append(self._content(kid, home))
            elif isinstance(kid, Tag):
                self._above[kid.number] = own
                kids.append(reference(kid.number))
            else:
                self._areas[kid.key] = own
                place = (self._pages[kid.page], kid.number)
                kids.append(b"<</Type/OBJR/Pg %s/Obj %d 0 R>>" % place)
        return b"<</S/%s/P %s%s%s%s%s>>" % (
            tag.role,
            self._above.get(tag.number, self._root),
            tag.attributes,
            b"/T%s" % text_string(tag.block) if tag.block else b"",
            b"" if home is None else b"/Pg %s" % self._pages[home],
            b"/K %s" % kids[0] if len(kids) == 1 else b"/K[%s]" % b" ".join(kids) if kids else b"",
        )

    def _content(self, content: Content, home: int) -> bytes:
        if content.page == home:
            return b"%d" % content.mark
        return b"<</Type/MCR/Pg %s/MCID %d>>" % (self._pages[content.page], content.mark)

    def parents(self) -> tuple[bytes, int]:
        """For each page the element of each of its marks; then the element of each area.

        Also how many areas there are.
        """
        rows = (
            b"%d[%s]" % (page, b" ".join([found[mark] for mark in sorted(found)]))
            for page, found in enumerate(self._marks)
        )
        links = (b"%d %s" % pair for pair in sorted(self._areas.items()))
        return b"<</Nums[%s]>>" % b" ".join(chain(rows, links)), len(self._areas)


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
