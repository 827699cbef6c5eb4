"""Places for words of the pack that are known by the words our own houses show in them.

A house of ours may come back from a program that keeps of a content control only what stands in
it (LibreOffice 7.4 forgets its tag, others the control).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.render.furniture import AS_AT, MARKING, PAGE_OF, TITLE
from briefgen.render.house_file.package import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_SHOWN = {"Marking": MARKING, "Title of the pack": TITLE, "Information as at": AS_AT}
_PAGE_OF = re.compile(r"Page \d+ of \d+")
_PLAIN = frozenset({f"{W}rPr", f"{W}t"})  # what a run of mere words has


def slot_of_control(control: etree._Element) -> str:
    """The slot that a control without a name stands for by its words; empty if it is none."""
    return _slot_shown([control])


def lost_slots(paragraph: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """The runs of ``paragraph`` that show a slot and nothing else between tabs; with its name.

    The marking stands alone: before a tab the word may be a label.
    """
    stretch: list[etree._Element] = []
    for child in [*paragraph, None]:
        if child is not None and child.tag == f"{W}r" and all(e.tag in _PLAIN for e in child):
            stretch.append(child)
            continue
        if stretch and (child is None or _parts(child)) and _parts(stretch[0].getprevious()):
            name, alone = _slot_shown(stretch), child is None and _begins(stretch[0])
            if name and (alone or name != MARKING):
                yield name, stretch
        stretch = []


def _parts(beside: etree._Element | None) -> bool:
    """Whether what stands ``beside`` words keeps them apart from others."""
    if beside is None or beside.tag == f"{W}pPr":
        return True
    return beside.tag == f"{W}r" and any(
        beside.find(f"{W}{name}") is not None for name in ("tab", "ptab", "br", "cr")
    )


def _begins(run: etree._Element) -> bool:
    before = run.getprevious()
    return before is None or before.tag == f"{W}pPr"


def _slot_shown(elements: Iterable[etree._Element]) -> str:
    words = "".join(t.text or "" for element in elements for t in element.iter(f"{W}t")).strip()
    return PAGE_OF if _PAGE_OF.fullmatch(words) else _SHOWN.get(words, "")
