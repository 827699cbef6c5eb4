"""The structure tree: what each piece of a page is, in the order it is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Area(Struct, frozen=True, gc=False):
    """A clickable area: the page it is on, its object, and its key in the index of parents."""

    page: int
    number: int
    key: int


MARK_BITS = 24  # bits for the number of a mark on its page; the page stands above them


class Tag:
    """An element of the tree, with its kids in reading order.

    A kid is an element, a clickable area, or what `marked_piece` gives.
    """

    # None knows what it hangs under: a tree without cycles is gone as soon as it is let go.
    __slots__ = ("attributes", "block", "kids", "role")

    def __init__(self, role: bytes, parent: Tag | None = None, attributes: bytes = b"") -> None:
        """Make an element and hang it under ``parent``.

        ``attributes`` are further entries of its dictionary.
        """
        self.role = role
        self.attributes = attributes
        self.kids: list[Tag | int | Area] = []
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


def marked_piece(page: int, mark: int) -> int:
    """The piece of ``page``, counted from 0, that bears the number ``mark``, as one number."""
    return page << MARK_BITS | mark


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
