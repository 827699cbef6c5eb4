"""No figure without words: one that lacks its text alternative or its source is not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import FigureError
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.inlines import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Block


def check_figures(blocks: Iterable[Block]) -> None:
    """Raise FigureError for the first figure that lacks an alternative or a source line."""
    for block in blocks:
        if isinstance(block, FigureBlock):
            if not plain(block.text.alternative).strip():
                raise FigureError(block.id, "text alternative")
            if not plain(block.text.source).strip():
                raise FigureError(block.id, "source line")
