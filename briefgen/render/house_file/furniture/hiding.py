"""Takes hidden words out of headers and footers: Word does not print them, but would carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.cleaning import remove, remove_all
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import child_of, toggle

if TYPE_CHECKING:
    from lxml import etree

    from briefgen.render.house_file.styles import StyleBook

_HIDING = ("vanish", "specVanish", "webHidden")
_AROUND_RUNS = (f"{W}fldSimple", f"{W}sdtContent", f"{W}sdt", f"{W}hyperlink")


def drop_hidden(root: etree._Element, book: StyleBook) -> None:
    """Take out what is hidden by itself or by a style of ``book``; slots are in plain form."""
    for row in list(root.iter(f"{W}tr")):
        properties = child_of(row, "trPr")
        if properties is not None and toggle(properties, "hidden", inherited=False):
            remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        _drop_runs(paragraph, book)
    show_all(root)


def show_all(root: etree._Element) -> None:
    """Let nothing hide what is left: neither a style nor the number of a list."""
    for tag in _HIDING:
        remove_all(root, tag)


def _drop_runs(paragraph: etree._Element, book: StyleBook) -> None:
    look = book.paragraph_look(paragraph)
    hidden = [run for run in paragraph.iter(f"{W}r") if book.run_look(look, run).hidden]
    for run in hidden:
        _take_out(run)
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    ends_hidden = look.hidden if mark is None else toggle(mark, "vanish", look.hidden)
    if ends_hidden and paragraph.find(f".//{W}r") is None and paragraph.getnext() is not None:
        remove(paragraph)


def _take_out(run: etree._Element) -> None:
    """Take ``run`` out, and what stood around it alone."""
    parent = run.getparent()
    remove(run)
    if parent is not None and parent.tag in _AROUND_RUNS and parent.find(f".//{W}r") is None:
        _take_out(parent)
