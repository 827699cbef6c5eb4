"""Lets a control say what it is for, and a part of the window which page of the help it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWhatsThis

from briefgen.desktop.help_topics import START, topics

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

_PROPERTY = "help"


def explain(widget: QWidget, words: str) -> None:
    """Let ``widget`` say what it is for; a description it has of its own stays."""
    widget.setWhatsThis(words)
    if not widget.accessibleDescription():
        widget.setAccessibleDescription(words)


def is_about(widget: QWidget, name: str) -> None:
    """Let F1 in ``widget``, and in all that it holds, open the page called ``name``."""
    widget.setProperty(_PROPERTY, name)


def page_in_focus(window: QWidget | None = None) -> str:
    """The page about what has the keyboard: its own, or that of what holds it.

    Of ``window``, where it is given, what had the keyboard last, even if it is behind others now.
    """
    widget = window.focusWidget() if window else QApplication.focusWidget()
    while widget is not None:
        if name := widget.property(_PROPERTY):
            return str(name)
        widget = widget.parentWidget()
    return START


def carry_help(dialog: QDialog, name: str) -> None:
    """Let F1 in ``dialog`` open the page called ``name`` before it."""
    is_about(dialog, name)

    def open_page() -> None:
        from briefgen.desktop.help_window import open_help  # noqa: PLC0415 - few ask

        open_help(dialog, topics(), name)

    key = QShortcut(QKeySequence(Qt.Key.Key_F1), dialog)
    key.activated.connect(open_page)


def tell_of_focus() -> None:
    """Show beside the control that has the keyboard what it is for."""
    at = widget = QApplication.focusWidget()
    while widget is not None and not widget.whatsThis():
        widget = widget.parentWidget()
    if at is not None and widget is not None:
        place = at.mapToGlobal(at.rect().bottomLeft() / 2)
        QWhatsThis.showText(place, widget.whatsThis(), at)
