"""Help without leaving the program: for what has the keyboard, for each control, for the keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QSpinBox, QTabBar, QWhatsThis, QWidget

from briefgen.desktop.export_choice import DOCX, PDF
from briefgen.desktop.export_dialog import ExportDialog
from briefgen.desktop.help_topics import topics
from briefgen.desktop.help_window import HelpWindow
from briefgen.desktop.reason_dialog import ReasonDialog
from tests.desktop.test_accessibility import _unnamed, _views

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

DOCS = Path(__file__).parents[2] / "docs" / "window.md"


def _open_at(qtbot: QtBot, widget: QWidget) -> HelpWindow:
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_F1)
    helped = widget.window().findChild(HelpWindow)
    assert isinstance(helped, HelpWindow)
    qtbot.waitUntil(helped.isActiveWindow)
    return helped


def _undescribed(top: QWidget) -> list[str]:
    """What takes the keyboard and says neither what it is for, nor is the line of what does."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        described = interface.text(QAccessible.Text.Description)
        if isinstance(widget, QTabBar):  # Qt speaks the name of the tab alone
            described = widget.accessibleDescription()
        held = widget.parentWidget() if isinstance(widget.parentWidget(), QSpinBox) else widget
        if not described or not (held.whatsThis() or _action_tells(held)):
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


def _action_tells(widget: QWidget) -> bool:
    return any(action.whatsThis() for action in widget.actions())


def test_f1_opens_the_help_for_what_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    """Each part has its page in the same window; Escape leaves it and the focus comes back."""
    window.live.refresh()
    panes = window.panes
    for widget, title in (
        (panes.topics.tree, "Topics"),
        (panes.choices.first, "Dates, voice and product"),
        (panes.facts.table, "The facts"),
        (panes.preview.view, "The pages"),
        (panes.room.button, "To say: time and room"),
        (panes.findings.button, "Checks"),
    ):
        helped = _open_at(qtbot, widget)
        assert helped.text.toPlainText().startswith(title)
        assert helped.list.currentItem().text() == title
        assert helped.text.hasFocus()
        assert _unnamed(helped) == []
    assert len(window.findChildren(HelpWindow)) == 1
    qtbot.keyClick(helped, Qt.Key.Key_Escape)
    assert not helped.isVisible()
    qtbot.waitUntil(panes.findings.button.hasFocus)


def test_every_page_of_the_help_can_be_opened_by_the_arrow_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    """From the list beside the text, and every page has words."""
    helped = _open_at(qtbot, window.panes.topics.tree)
    helped.list.setCurrentRow(0)
    helped.list.setFocus()
    titles = [page.title for page in topics()]
    for title in titles:
        assert helped.text.toPlainText().startswith(title)
        assert len(helped.text.toPlainText()) > 150
        qtbot.keyClick(helped.list, Qt.Key.Key_Down)
    assert helped.text.toPlainText().startswith("Keys")


def test_the_page_of_keys_has_every_key_of_the_menus(window: MainWindow) -> None:
    """It is made from them; the page in the docs has them too."""
    window.menus.actions["keys"].trigger()
    helped = window.findChild(HelpWindow)
    assert isinstance(helped, HelpWindow)
    told, docs = helped.text.toPlainText(), DOCS.read_text(encoding="utf-8")
    for action in window.menus.listed():
        if not action.shortcut().isEmpty():
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            assert key in told, action.text()
            assert key in docs, action.text()


def test_every_control_says_what_it_is_for(window: MainWindow) -> None:
    """By Shift+F1 and to a screen reader, on every page."""
    window.live.refresh()
    window.panes.findings.button.setChecked(True)
    window.panes.room.button.setChecked(True)
    for view in _views(window):
        assert _undescribed(window) == [], view


def test_shift_f1_tells_of_the_control_that_has_the_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A line beside it, gone with the next key."""
    window.activateWindow()
    window.panes.choices.first.setFocus()
    qtbot.keyClick(window.panes.choices.first, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    told = [one for one in QApplication.topLevelWidgets() if one.inherits("QWhatsThat")]
    assert [one.isVisible() for one in told] == [True]
    QWhatsThis.hideText()


def test_a_dialog_has_the_help_too(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """F1 in it opens the page about it, before it."""
    for dialog, title in (
        (ExportDialog(window, tmp_path / "pack", (DOCX, PDF)), "Export and save"),
        (ReasonDialog("S1", "A level is skipped.", window), "Checks"),
    ):
        assert isinstance(dialog, QDialog)
        dialog.open()
        helped = _open_at(qtbot, dialog)
        assert helped.text.toPlainText().startswith(title)
        helped.close()
        dialog.reject()
