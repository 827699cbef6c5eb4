"""The structure tree in the file: elements, what they mark on the pages, and what is clicked."""

from __future__ import annotations

from array import array
from itertools import repeat
from typing import TYPE_CHECKING

from briefgen.render.layout.tags import MARK_BITS, Area, Tag
from briefgen.render.pdf.objects import reference, references
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.render.pdf.objects import ObjectFile

_LAST_MARK = (1 << MARK_BITS) - 1


def write_tree(
    file: ObjectFile, document: Tag, pages: Sequence[int], marks: Sequence[int], areas: int
) -> int:
    """Add the tree under ``document`` to ``file``; the number of the tree's root.

    ``pages`` are the page objects in order, ``marks`` how many marks each bears, ``areas`` how
    many clickable areas there are on all. Page n, counted from 0, has the key n in the tree's
    index of parents; the keys of the areas follow. The elements are let go as they are written.
    """
    root, top = file.reserve(), file.reserve()
    tree = _Tree(file, pages, marks, areas)
    tree.write(document, top, root)
    file.put(
        root,
        b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d%s>>"
        % (
            reference(top),
            reference(file.add(tree.parents())),
            len(pages) + areas,
            tree.names(),
        ),
    )
    return root


class _Tree:
    """Elements written from the top down, and what belongs to which of them."""

    def __init__(
        self, file: ObjectFile, pages: Sequence[int], marks: Sequence[int], areas: int
    ) -> None:
        self._file = file
        self._pages = [b"/Pg %d 0 R" % number for number in pages]
        # The number of the element of each mark of a page, and of each area.
        self._marks = [array("L", (0,)) * count for count in marks]
        self._areas = array("L", (0,)) * areas
        self._named: list[tuple[bytes, int]] = []

    def write(self, top: Tag, number: int, root: int) -> None:
        """Write ``top``, object ``number``, and all beneath it; ``root`` is what it hangs under.

        The kids of an element are numbered one after the other.
        """
        pages, marks = self._pages, self._marks
        waiting = [(top, number, root)]
        done: list[tuple[int, bytes]] = []
        while waiting:
            tag, number, above = waiting.pop()
            kids, attributes = tag.kids, tag.attributes
            if attributes and attributes.startswith(b"/ID"):
                self._named.append((attributes.removeprefix(b"/ID"), number))
            if tag.block:
                attributes += b"/T%s" % text_string(tag.block)
            if len(kids) == 1 and isinstance(piece := kids[0], int):  # most cells
                page, mark = piece >> MARK_BITS, piece & _LAST_MARK
                marks[page][mark] = number
                said = (tag.role, above, attributes, pages[page], mark)
                done.append((number, b"<</S/%s/P %d 0 R%s%s/K %d>>" % said))
            else:
                listed = self._kids(kids, number, waiting) if kids else b""
                entries = (tag.role, above, attributes, listed)
                done.append((number, b"<</S/%s/P %d 0 R%s%s>>" % entries))
                self._file.put_all(done)
                done.clear()
                tag.kids = []
        self._file.put_all(done)

    def _kids(
        self, kids: Sequence[Tag | int | Area], number: int, waiting: list[tuple[Tag, int, int]]
    ) -> bytes:
        """The entries that list the ``kids`` of element ``number``; elements join ``waiting``.

        They tell the page of the first marked piece once for all of them.
        """
        below = [kid for kid in kids if isinstance(kid, Tag)]
        first = self._file.reserve(len(below))
        numbers = range(first, first + len(below))
        waiting += zip(reversed(below), reversed(numbers), repeat(number))
        if len(below) == len(kids):
            told, listed = b"", references(numbers)
        else:
            told, listed = self._mixed_kids(kids, number, iter(numbers))
        return b"%s/K %s" % (told, listed) if len(kids) == 1 else b"%s/K[%s]" % (told, listed)

    def _mixed_kids(
        self, kids: Sequence[Tag | int | Area], number: int, numbers: Iterator[int]
    ) -> tuple[bytes, bytes]:
        """The page of ``kids``, and themselves; the elements among them have the ``numbers``."""
        home = -1
        listed: list[bytes] = []
        for kid in kids:
            if isinstance(kid, int):
                page, mark = kid >> MARK_BITS, kid & _LAST_MARK
                self._marks[page][mark] = number
                if home < 0:
                    home = page
                if page == home:
                    listed.append(b"%d" % mark)
                else:
                    listed.append(b"<</Type/MCR%s/MCID %d>>" % (self._pages[page], mark))
            elif isinstance(kid, Tag):
                listed.append(b"%d 0 R" % next(numbers))
            else:
                self._areas[kid.key - len(self._pages)] = number
                where = b"" if kid.page == home else self._pages[kid.page]
                listed.append(b"<</Type/OBJR%s/Obj %d 0 R>>" % (where, kid.number))
        return b"" if home < 0 else self._pages[home], b" ".join(listed)

    def parents(self) -> bytes:
        """For each page the element of each of its marks; then the element of each area."""
        rows = [b"%d[%s]" % (page, references(row)) for page, row in enumerate(self._marks)]
        rows += [b"%d %d 0 R" % row for row in enumerate(self._areas, len(self._pages))]
        return b"<</Nums[%s]>>" % b" ".join(rows)

    def names(self) -> bytes:
        """The index of the elements that have an identifier."""
        if not self._named:
            return b""
        named = b" ".join(b"%s %d 0 R" % pair for pair in sorted(self._named))
        return b"/IDTree<</Names[%s]>>" % named
