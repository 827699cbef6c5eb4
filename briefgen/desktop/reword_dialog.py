"""The dialog for other words: the texts of the pack on the left, old and new words on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.counting import counted
from briefgen.desktop.explaining import carry_help, explain
from briefgen.pack.cells import most_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.desktop.rewordable import Wordable

_PLACE = Qt.ItemDataRole.UserRole
_SHOWN = 120  # letters of a text in the list
_SIZE = (860, 520)
_MOST = most_letters("reworded.text") // 2  # tokens may be longer than what they print


class RewordDialog(QDialog):
    """Collects new words for any number of texts; ``changes`` holds them once it is accepted."""

    def __init__(
        self, texts: Sequence[Wordable], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reword the pack"))
        self.resize(*_SIZE)
        self._texts = {text.place: text for text in texts}
        self.changes: dict[str, str] = {}
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self._build_list(panes))
        panes.addWidget(self._build_words(panes))
        layout = QVBoxLayout(self)
        layout.addWidget(panes, 1)
        layout.addWidget(self._build_buttons())
        self._fill(texts)
        carry_help(self, "reword")
        for widget, words in (
            (self.search, self.tr("Lists the texts that hold every word.")),
            (self.list, self.tr("The texts of the pack; one in your words has a sign.")),
            (self.original, self.tr("What the pack says without your words.")),
            (self.words, self.tr("What the pack is to say instead.")),
            (self.back, self.tr("Takes your words for this text away.")),
        ):
            explain(widget, words)
        self.choose(chosen or (texts[0].place if texts else ""))

    def _build_list(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        self.search = QLineEdit(box)
        self.search.setPlaceholderText(self.tr("Search the texts"))
        self.search.setAccessibleName(self.tr("Search the texts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.list = _Texts(box)
        self.list.setAlternatingRowColors(True)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Texts of the pack"))
        self.list.currentItemChanged.connect(self._on_chosen)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        return box

    def _build_words(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        self.where = QLabel(box)
        self.where.setWordWrap(True)
        self.original = QPlainTextEdit(box)
        self.original.setReadOnly(True)
        self.original.setTabChangesFocus(True)
        self.words = QPlainTextEdit(box)
        self.words.setTabChangesFocus(True)
        self.words.textChanged.connect(self._on_typed)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.where)
        for text, field in (
            (self.tr("As the &facts have it"), self.original),
            (self.tr("In your &words"), self.words),
        ):
            label = QLabel(text, box)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(field, 1)
        self.hint = QLabel(self._advice(), box)
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        return box

    def _advice(self) -> str:
        """What stands under the words: what becomes of figures, or that they are too many."""
        long = [text for text in self.changes.values() if len(text) > _MOST]
        if long:
            return self.tr("At most {most} letters: shorten the text.").format(most=_MOST)
        return self.tr(
            "Figures, names and sources that you leave standing stay tied to their facts. "
            "A number of your own is told by the checks."
        )

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        self.ok = box.button(buttons.Ok)
        self.back = box.addButton(
            self.tr("&Back to the original"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.back.clicked.connect(self.take_back)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def reject(self) -> None:
        """Leave; what was typed is only lost where that is wanted."""
        if not self.changes:
            super().reject()
            return
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("New words"))
        one, many = self.tr("{count} text has new words."), self.tr("{count} texts have new words.")
        box.setText(counted(len(self.changes), one, many))
        box.setInformativeText(self.tr("Are they to be taken into the pack?"))
        roles = QMessageBox.ButtonRole
        take = box.addButton(self.tr("&Take them in"), roles.AcceptRole)
        take.setEnabled(self.ok.isEnabled())
        away = box.addButton(self.tr("Throw them &away"), roles.DestructiveRole)
        go_on = box.addButton(self.tr("&Go on writing"), roles.RejectRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        carry_help(box, "reword")
        box.exec()
        if box.clickedButton() is take:
            self.accept()
        elif box.clickedButton() is away:
            super().reject()

    def _fill(self, texts: Sequence[Wordable]) -> None:
        for text in texts:
            item = QListWidgetItem(self._line(text.now, reworded=text.is_reworded), self.list)
            item.setData(_PLACE, text.place)
            item.setToolTip(text.where)

    def _line(self, words: str, *, reworded: bool) -> str:
        short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
        return self.tr("Reworded: {words}").format(words=short) if reworded else short

    # --- choosing and typing ---

    @property
    def place(self) -> str:
        """The id of the text that is shown, or ""."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(_PLACE)) if row >= 0 else ""

    def choose(self, place: str) -> None:
        """Show the text at ``place`` and put the cursor into its words."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PLACE) == place:
                self.list.setCurrentRow(row)
                self.words.setFocus()
                return

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chosen(self, *_items: QListWidgetItem) -> None:
        row = self.list.currentRow()
        if row >= 0 and self.list.isRowHidden(row):  # typed letters lead there
            self._choose_a_listed_one()  # which calls this again
            return
        text = self._texts.get(self.place)
        with QSignalBlocker(self.words):
            self.where.setText(text.where if text else self._nothing_chosen())
            self.original.setPlainText(text.original if text else "")
            self.words.setPlainText(self.changes.get(self.place, text.now) if text else "")
        self.words.setEnabled(text is not None)
        self._mark()

    def _nothing_chosen(self) -> str:
        return self.tr("No text of the pack holds these words.") if self.search.text() else ""

    @Slot()
    def _on_typed(self) -> None:
        text = self._texts[self.place]
        typed = self.words.toPlainText()
        if typed == text.now:
            self.changes.pop(text.place, None)
        else:
            self.changes[text.place] = typed
        too_long = any(len(words) > _MOST for words in self.changes.values())
        self.ok.setEnabled(not too_long)
        self.hint.setText(self._advice())
        self._mark()

    @Slot()
    def take_back(self) -> None:
        """Show the words as the facts have them."""
        self.words.setPlainText(self._texts[self.place].original)

    def _mark(self) -> None:
        text, item = self._texts.get(self.place), self.list.currentItem()
        if text is None or item is None:
            self.back.setEnabled(False)
            return
        now = self.changes.get(text.place, text.now)
        self.back.setEnabled(now != text.original)
        item.setText(self._line(now, reworded=now != text.original))

    @Slot(str)
    def _on_search(self, words: str) -> None:
        wanted = words.casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            text = self._texts[item.data(_PLACE)]
            typed = self.changes.get(text.place, "")
            held = f"{text.where} {text.now} {text.original} {typed}".casefold()
            item.setHidden(wanted not in held)
        self._choose_a_listed_one()

    def _choose_a_listed_one(self) -> None:
        """What is edited is always among what is listed, and highlighted there."""
        self.list.setCurrentRow(self.list.nearest_listed(self.list.currentRow()))


class _Texts(QListWidget):
    """A list some rows of which are hidden, and which no key leads to these.

    Home and End lead a list of Qt to hidden rows, and then highlight another.
    """

    def nearest_listed(self, to: int) -> int:
        """The listed row next to the row ``to``, or -1."""
        listed = (row for row in range(self.count()) if not self.item(row).isHidden())
        return min(listed, key=lambda row: abs(row - to), default=-1)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where ``action`` leads, among what is listed."""
        index = super().moveCursor(action, modifiers)
        if index.isValid() and self.isRowHidden(index.row()):
            return self.model().index(self.nearest_listed(index.row()), 0)
        return index
