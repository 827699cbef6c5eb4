"""No figure without words: one that lacks its text alternative or its source is not drawn.

Nor is a chart without a single number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import FigureError
from briefgen.pack.figure_blocks import Chart, FigureBlock
from briefgen.pack.inlines import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pack.blocks import Block
    from briefgen.pack.figure_blocks import Series


def check_figures(blocks: Iterable[Block]) -> None:
    """Raise FigureError for the first figure without alternative, source line or numbers."""
    for block in blocks:
        if isinstance(block, FigureBlock):
            if not plain(block.text.alternative).strip():
                raise FigureError(block.id, "text alternative")
            if not plain(block.text.source).strip():
                raise FigureError(block.id, "source line")
            if isinstance(block, Chart) and not any(map(_has_number, block.series)):
                raise FigureError(block.id, "number to draw")


def _has_number(series: Series) -> bool:
    return any(point is not None for point in series.points)
