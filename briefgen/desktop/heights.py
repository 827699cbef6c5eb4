"""How high a part is at least: so many lines, but a share of the screen where letters are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OF_SCREEN = 6  # parts of its height, of which one part of the window takes one at most


def lines_high(widget: QWidget, lines: int) -> int:
    """The height of ``lines`` of text in ``widget``, as far as a small screen can spare it."""
    wanted = lines * widget.fontMetrics().lineSpacing()
    return min(wanted, widget.screen().availableGeometry().height() // _OF_SCREEN)
