"""The structure tree in the file: elements, what they mark on the pages, and what is clicked."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from briefgen.render.layout.tags import MARK_BITS, Tag
from briefgen.render.pdf.objects import reference, references
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.render.pdf.objects import ObjectFile

_LAST_MARK = (1 << MARK_BITS) - 1
_MOST = 200  # elements that wait to be put into the file together
_FORMS = (b"%s", b"/K %s", b"/K[%s]")  # of the kids of an element that has none, one, or more
_NAME = b"/ID"  # how the attributes of an element that has an identifier begin


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
        self._done: list[tuple[int, bytes]] = []

    def write(self, top: Tag, number: int, root: int) -> None:
        """Write ``top``, object ``number``, and all beneath it; ``root`` is what it hangs under."""
        self._element(top, number, _hung_under(root))
        self._file.put_all(self._done)
        self._done.clear()

    def _element(self, tag: Tag, number: int, above: bytes) -> None:
        """Write ``tag`` as object ``number``, and what is beneath it, which is let go.

        ``above`` tells what it hangs under. The page of the first marked piece is told once for
        all of its kids.
        """
        pages, marks = self._pages, self._marks
        home, listed, own = -1, [], b""
        for kid in tag.kids:
            if isinstance(kid, int):
                page, mark = kid >> MARK_BITS, kid & _LAST_MARK
                marks[page][mark] = number
                if home < 0:
                    home = page
                if page == home:
                    listed.append(b"%d" % mark)
                else:
                    listed.append(b"<</Type/MCR%s/MCID %d>>" % (pages[page], mark))
            elif isinstance(kid, Tag):
                own = own or _hung_under(number)
                below = self._file.reserve()
                self._element(kid, below, own)
                listed.append(b"%d 0 R" % below)
            else:
                self._areas[kid.key - len(pages)] = number
                where = b"" if kid.page == home else pages[kid.page]
                listed.append(b"<</Type/OBJR%s/Obj %d 0 R>>" % (where, kid.number))
        tag.kids = []
        attributes = tag.attributes
        if attributes and attributes.startswith(_NAME):
            self._named.append((attributes.removeprefix(_NAME), number))
        if tag.block:
            attributes += b"/T%s" % text_string(tag.block)
        where = b"" if home < 0 else pages[home]
        kids = _FORMS[min(len(listed), 2)] % b" ".join(listed)
        self._done.append(
            (number, b"<</S/%s%s%s%s%s>>" % (tag.role, above, attributes, where, kids))
        )
        if own and len(self._done) > _MOST:
            self._file.put_all(self._done)
            self._done.clear()

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


def _hung_under(number: int) -> bytes:
    """The entry that tells that an element hangs under object ``number``."""
    return b"/P %d 0 R" % number
