"""Which pages the headers and footers of a Word file stand on, as Word itself calls them.

Word numbers their parts as it saves them, and nobody who has the file open sees these numbers: he
sees the first-page header of section 1.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from briefgen.render.house_file.package import W, checked_part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_SETTINGS = "word/settings.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = ("header", "footer")
_PAGES = {"first": "first-page ", "even": "even-page ", "default": ""}
_ODD = "odd-page "  # the usual ones, where those of even pages are others
_RUN = 3  # numbers in a row that are told by the first and the last

Use = tuple[str, str]  # header or footer, and the pages of a section that it is for


def furniture_in_words(parts: Mapping[str, bytes], names: Collection[str], path: Path) -> str:
    """Where the headers and footers ``names`` (“header1”) stand; empty where there are none."""
    if not names:
        return ""
    sections = list(_sections(parts, path))
    found: dict[Use, list[int]] = {}
    for number, uses in enumerate(sections, 1):
        for use, name in uses.items():
            if name in names:
                found.setdefault(use, []).append(number)
    told = [
        f"the {_pages(pages, parts, path)}{kind}{_of_sections(found[kind, pages], len(sections))}"
        for kind in _KINDS
        for pages in _PAGES
        if (kind, pages) in found
    ]
    used = {name for uses in sections for name in uses.values()}
    left = [name for name in names if name not in used]
    told += [f"a {kind} of no section" for kind in _KINDS if any(kind in name for name in left)]
    return _listed(told)


def _sections(parts: Mapping[str, bytes], path: Path) -> Iterator[dict[Use, str]]:
    """For each section its headers and footers; one that names none has those before it."""
    targets = _targets(parts, path)
    uses: dict[Use, str] = {}
    document = checked_part(_DOCUMENT, parts[_DOCUMENT], path)
    for section in document.iter(f"{W}sectPr"):
        before = section.getparent()
        if before is not None and before.tag == f"{W}sectPrChange":
            continue  # what it was before a tracked change
        for kind in _KINDS:
            for reference in section.iterfind(f"{W}{kind}Reference"):
                pages = reference.get(f"{W}type", "default")
                uses[kind, pages] = targets.get(reference.get(_ID, ""), "")
        has_first = section.find(f"{W}titlePg") is not None
        yield {use: name for use, name in uses.items() if use[1] != "first" or has_first}


def _targets(parts: Mapping[str, bytes], path: Path) -> dict[str, str]:
    """The names of parts (“header1”) by the ids under which the document knows them."""
    if _RELATIONS not in parts:
        return {}
    relations = checked_part(_RELATIONS, parts[_RELATIONS], path)
    return {
        one.get("Id", ""): posixpath.splitext(posixpath.basename(one.get("Target", "")))[0]
        for one in relations
    }


def _pages(pages: str, parts: Mapping[str, bytes], path: Path) -> str:
    if pages == "default" and _SETTINGS in parts:
        settings = checked_part(_SETTINGS, parts[_SETTINGS], path)
        if settings.find(f"{W}evenAndOddHeaders") is not None:
            return _ODD
    return _PAGES[pages]


def _of_sections(numbers: list[int], count: int) -> str:
    """Of which sections: "of section 1", "of sections 2 to 5 and 7", "of all sections"."""
    if count == 1:
        return ""
    if len(numbers) == count:
        return " of all sections"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        word
        for run in runs
        for word in ([f"{run[0]} to {run[-1]}"] if len(run) >= _RUN else map(str, run))
    ]
    return f" of section{'' if len(numbers) == 1 else 's'} {_listed(words)}"


def _listed(words: Iterable[str]) -> str:
    """``words`` one after the other: 1, 2 and 3."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
