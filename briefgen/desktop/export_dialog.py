"""The export dialog: where the files go, whether as plain copies, and under which password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.counting import counted
from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.export_choice import DOCX, PDF, ExportChoice
from briefgen.desktop.fields import MessageLabel
from briefgen.errors import PasswordError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 560  # of the dialog, in pixels


class ExportDialog(QDialog):
    """Asks for the place and the kind of copy; ``choice`` holds the answer once accepted."""

    def __init__(self, parent: QWidget, suggestion: Path, suffixes: Sequence[str]) -> None:
        super().__init__(parent)
        self._suffixes = tuple(suffixes)
        self.choice: ExportChoice | None = None
        titles = {
            (DOCX,): self.tr("Export DOCX"),
            (PDF,): self.tr("Export PDF"),
            (DOCX, PDF): self.tr("Export DOCX and PDF"),
        }
        self.setWindowTitle(titles[self._suffixes])
        layout = QVBoxLayout(self)
        layout.addLayout(self._place(suggestion))
        layout.addLayout(self._kind())
        self.message = MessageLabel(self)
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.name.setFocus()
        self.name.selectAll()
        self._show_names()
        carry_help(self, "files")
        self._explain()
        width = max(_WIDTH, self.minimumSizeHint().width())
        self.setMinimumWidth(width)
        self.resize(width, layout.totalHeightForWidth(width))  # by itself it forgets what wraps

    def _place(self, suggestion: Path) -> QFormLayout:
        self.folder = self._line(self.tr("Folder"), str(suggestion.parent))
        self.name = self._line(self.tr("Name"), suggestion.name)
        self.browse = QPushButton(self.tr("&Browse…"), self)
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._on_browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        self.files = QLabel(self)
        self.files.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setWordWrap(True)
        form = QFormLayout()
        self._add(form, self.tr("&Folder"), self.folder, row)
        self._add(form, self.tr("&Name"), self.name, self.name)
        form.addRow("", self.files)
        self.name.textChanged.connect(self._show_names)
        return form

    def _kind(self) -> QFormLayout:
        self.final = CheckBox(
            self.tr("F&inal: without the word “Draft”; not written while a check blocks"), self
        )
        self.final.setToolTip(
            self.tr(
                "The finished files are read back and checked. "
                "While a check blocks, nothing is written."
            )
        )
        self.plain = CheckBox(self.tr("P&lain copy, without the generation record"), self)
        self.plain.setToolTip(
            self.tr("What a plain copy reveals is what a reader sees; it cannot be verified later.")
        )
        self.protect = CheckBox(self.tr("&Open with a password only"), self)
        self.first = self._line(self.tr("Password"), "", QLineEdit.EchoMode.Password)
        self.again = self._line(self.tr("The same again"), "", QLineEdit.EchoMode.Password)
        self.hint = QLabel(
            self.tr("Twelve letters or more, such as four words. It cannot be had again."), self
        )
        self.hint.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.final)
        form.addRow(self.plain)
        form.addRow(self.protect)
        self._add(form, self.tr("&Password"), self.first, self.first)
        self._add(form, self.tr("The same &again"), self.again, self.again)
        form.addRow(self.hint)
        self.protect.toggled.connect(self._on_protect)
        self._on_protect(protect=False)
        return form

    def _explain(self) -> None:
        """Say what each control is for, in the words of its tip where it has one."""
        twice = self.tr("Twelve letters or more. It is typed twice and cannot be had again.")
        for widget, words in (
            (self.folder, self.tr("Where the files are written.")),
            (self.name, self.tr("The name without its ending; a whole path may be pasted.")),
            (self.browse, self.tr("Chooses the folder.")),
            (self.final, self.final.toolTip()),
            (self.plain, self.plain.toolTip()),
            (self.protect, self.tr("Locks the files: they open with the password alone.")),
            (self.first, twice),
            (self.again, twice),
        ):
            explain(widget, words)

    def _line(
        self, name: str, text: str, echo: QLineEdit.EchoMode = QLineEdit.EchoMode.Normal
    ) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setAccessibleName(name)
        line.setEchoMode(echo)
        return line

    def _add(
        self, form: QFormLayout, words: str, buddy: QWidget, field: QWidget | QHBoxLayout
    ) -> None:
        label = QLabel(words, self)
        label.setBuddy(buddy)
        form.addRow(label, field)

    # --- what the user does ---

    @Slot(bool)
    def _on_protect(self, protect: bool) -> None:
        for widget in (self.first, self.again, self.hint):
            widget.setEnabled(protect)
        if protect:
            self.first.setFocus()

    @Slot()
    def _on_browse(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if found:
            self.folder.setText(found)

    @Slot()
    def _show_names(self) -> None:
        names = [path.name for path in self._paths()]
        self.files.setText(
            self.tr("Writes {names}").format(names=", ".join(names)) if names else ""
        )
        self.go.setEnabled(bool(names))

    def _paths(self) -> tuple[Path, ...]:
        """The files to write; none while no name is typed."""
        # A whole path may be typed or pasted as the name; it then takes the place of the folder.
        typed = self.name.text().strip()
        path = Path(self.folder.text().strip(), typed)
        return with_suffixes(path, self._suffixes) if typed and path.name else ()

    def accept(self) -> None:
        """Take the answers if the passwords will do and what is there may be replaced."""
        passphrase = ""
        if self.protect.isChecked():
            try:
                passphrase = self._passphrase()
            except PasswordError as error:
                self.message.say(str(error))
                self.first.setFocus()
                return
        paths = self._paths()
        if self._may_replace(paths):
            plain, final = self.plain.isChecked(), self.final.isChecked()
            self.choice = ExportChoice(paths, plain, passphrase, final)
            super().accept()

    def _passphrase(self) -> str:
        from briefgen.render.protecting import checked_passphrase  # noqa: PLC0415 - few packs are locked

        if self.first.text() != self.again.text():
            raise PasswordError(self.tr("The two passwords"), self.tr("differ: type them anew."))
        return checked_passphrase(self.first.text())

    def _may_replace(self, paths: Sequence[Path]) -> bool:
        there = [path.name for path in paths if path.exists()]
        if not there:
            return True
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Replace?"))
        names = self.tr(" and ").join(there)
        box.setText(
            counted(
                len(there),
                self.tr("{names} is already there."),
                self.tr("{names} are already there."),
                names=names,
            )
        )
        box.setInformativeText(
            counted(
                len(there),
                self.tr("The old file is replaced only when the new one is whole."),
                self.tr("The old files are replaced only when both new ones are whole."),
            )
        )
        replace = box.addButton(self.tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(self.tr("&Choose another name"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        carry_help(box, "files")
        box.exec()
        return box.clickedButton() is replace


def with_suffixes(path: Path, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """``path`` with each of ``suffixes``; a .docx or .pdf that was typed is taken off first."""
    stem = path.name
    if path.suffix.lower() in (DOCX, PDF):
        stem = path.name[: -len(path.suffix)]
    return tuple(path.with_name(stem + suffix) for suffix in suffixes)
