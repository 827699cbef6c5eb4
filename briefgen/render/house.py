"""The house style: page, type and colours, read from a Word file so that both writers agree.

A ministry brands its packs by editing ``templates/house/*.docx`` in Word; nothing about looks
stands anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Align


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A paragraph style with everything it inherits worked in. Lengths are points."""

    name: str
    font: str
    size: float
    bold: bool
    italic: bool
    color: str  # RRGGBB
    space_before: float
    space_after: float
    leading: float  # from one baseline to the next
    left_indent: float
    right_indent: float
    first_line_indent: float  # negative: hanging
    align: Align
    keep_with_next: bool
    keep_together: bool
    fill: str | None  # RRGGBB of the paragraph's shading
    border_left: tuple[float, str] | None  # width in points, RRGGBB
    border_bottom: tuple[float, str] | None
    caps: bool


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How data tables look. Lengths are points."""

    head_fill: str | None
    band_fill: str | None
    rule: tuple[float, str]  # width, RRGGBB: between rows
    frame: tuple[float, str]  # above the head and under the last row
    pad_x: float
    pad_y: float


@dataclass(frozen=True, slots=True)
class House:
    """A house style read from ``source`` (its bytes, for the DOCX writer to build on)."""

    name: str
    source: bytes
    page_width: float
    page_height: float
    margin_top: float
    margin_right: float
    margin_bottom: float
    margin_left: float
    header_distance: float
    footer_distance: float
    styles: Mapping[str, TextStyle]
    table: TableStyle

    @property
    def text_width(self) -> float:
        """Width of the text column in points."""
        return self.page_width - self.margin_left - self.margin_right
