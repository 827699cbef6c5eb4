"""What the abbreviations in a pack stand for, for who meets one far from where it was told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.blocks import Block, Column, Heading, SourceList, Table
from briefgen.pack.inlines import Text
from briefgen.pack.said import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.factbase.records import Acronym
    from briefgen.pack.draft import Draft


def abbreviations(draft: Draft) -> list[Block]:
    """Those of the register that stand in the sections before it, each with its full name.

    Titles and publishers in the list of sources keep their own.
    """
    written = (block for block in draft.written if not isinstance(block, SourceList))
    texts = (piece for block in written for piece in block_text(block))
    met = _met(draft.base.acronyms, texts)
    if not met:
        return []
    words = draft.words
    table = Table(
        "abbreviations.table",
        words.get("captions", "abbreviations"),
        (
            Column(words.get("columns", "abbreviation"), 0.22),
            Column(words.get("columns", "in_full"), 0.78),
        ),
        tuple(
            ((Text(one.acronym, draft.held),), (Text(one.expansion, draft.held),)) for one in met
        ),
    )
    return [Heading("abbreviations", 2, words.heading("abbreviations")), table]


def _met(known: Mapping[str, Acronym], texts: Iterable[str]) -> list[Acronym]:
    """Those of ``known`` that stand in ``texts``, in order of the alphabet; “CASA” in “CASA-1000”.

    The longest that fits is meant: “ML-1” is no “ML”.
    """
    if not known:
        return []
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    any_of_them = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    found = {name for text in texts for name in any_of_them.findall(text)}
    return [known[name] for name in sorted(found, key=str.casefold)]
