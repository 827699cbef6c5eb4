"""Lets a control say what it is for: to Shift+F1 and to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def explain(widget: QWidget, words: str) -> None:
    """Let ``widget`` say what it is for; a description it has of its own stays."""
    widget.setWhatsThis(words)
    if not widget.accessibleDescription():
        widget.setAccessibleDescription(words)
