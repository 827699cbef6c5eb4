"""What a reference within the pack prints: “Table 3”, “Figure 1”, or the words of a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Heading, Table
from briefgen.pack.figure_blocks import FigureBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Pack

STOPS = " .:\N{ARABIC FULL STOP}"  # behind the number in a caption, not in a reference


def reference_words(pack: Pack) -> Mapping[str, str]:
    """What refers to each table, figure and heading of ``pack``, by the id of the block."""
    words = pack.furniture
    found: dict[str, str] = {}
    tables = figures = 0
    for block in pack.blocks:
        if isinstance(block, Heading):
            found[block.id] = block.text
        elif isinstance(block, Table) and block.caption and block.columns:
            tables += 1
            found[block.id] = words.table_label.replace("{number}", str(tables)).strip(STOPS)
        elif isinstance(block, FigureBlock):
            figures += 1
            found[block.id] = words.figure_label.replace("{number}", str(figures)).strip(STOPS)
    return found
