"""Every question and message that stands before the window, behind one door for tests."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QWidget,
)

from briefgen import __version__
from briefgen.desktop.explaining import carry_help
from briefgen.desktop.found_box import FoundBox
from briefgen.desktop.help_topics import START
from briefgen.desktop.icons import app_icon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.desktop.addendum_dialog import Compared
    from briefgen.desktop.errors import Failure
    from briefgen.desktop.export_choice import ExportChoice
    from briefgen.desktop.faults_dialog import FaultyFacts
    from briefgen.desktop.found_box import Found
    from briefgen.desktop.rescue import Rescue
    from briefgen.desktop.rewordable import Wordable
    from briefgen.desktop.settings import Settings
    from briefgen.desktop.snapshots import Snapshot
    from briefgen.desktop.trust_dialog import OfferedKey
    from briefgen.desktop.update_dialog import NewFacts
    from briefgen.pack.after.taking_in import TakenIn

_SIGN = 64  # pixels that the sign of the program is wide


class Answer(Enum):
    """What to do with unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Asker(Protocol):
    """What the verbs ask of the user; tests answer without a screen."""

    def open_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The .brief to open, None to leave it."""

    def save_path(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the .brief, None to leave it."""

    def export(
        self, parent: QWidget, suggestion: Path, suffixes: Sequence[str], *, plain: bool
    ) -> ExportChoice | None:
        """Where and how to write a file for each of ``suffixes``; None to leave it.

        ``plain`` is what is suggested: a copy for the other side has no generation record.
        """

    def document_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The DOCX or PDF to look through, None to leave it."""

    def pack_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The finished pack to check or to follow up, None to leave it."""

    def password(self, parent: QWidget, name: str, *, was_wrong: bool) -> str | None:
        """The password that the file called ``name`` asks for, None to leave it.

        ``was_wrong`` tells that one was typed and does not open it.
        """

    def edited_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The Word file with edits, None to leave it."""

    def house_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The Word file that is to be the house style, None to leave it."""

    def product_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The TOML file that is to be the product, None to leave it."""

    def take_in(self, parent: QWidget, taken: TakenIn, name: str) -> bool:
        """Show the edits ``taken`` from the file called ``name``; whether to take them in."""

    def facts_path(self, parent: QWidget, folder: Path) -> Path | None:
        """A fact base in one file, or the datapackage.json of one in a folder; None to leave it."""

    def faulty(self, parent: QWidget, found: FaultyFacts) -> bool:
        """Show what is amiss in facts; whether to work with the rest."""

    def update_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The signed file with newer facts, None to leave it."""

    def key_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The file with a public key, None to leave it."""

    def trusts(self, parent: QWidget, key: OfferedKey) -> bool:
        """Show the fingerprint of ``key``; whether its owner has read out the same."""

    def new_facts(self, parent: QWidget, found: NewFacts) -> bool:
        """Show what ``found`` would change; whether to take it in."""

    def addendum(self, parent: QWidget, compared: Compared) -> int:
        """Show what reads differently; the number of the addendum to write, 0 for none."""

    def reword(self, parent: QWidget, texts: Sequence[Wordable], chosen: str) -> Mapping[str, str]:
        """New words by place for some of ``texts``, the one at ``chosen`` shown first."""

    def reason(self, parent: QWidget, rule: str, fault: str) -> str | None:
        """Why ``rule`` may fail as ``fault`` tells; None to leave it."""

    def unsaved(self, parent: QWidget, name: str) -> Answer:
        """What to do with the changes of the brief called ``name``."""

    def found(self, parent: QWidget, kept: Snapshot) -> Found:
        """What to do with ``kept``, the work of a program that ended before it was saved."""

    def failure(self, parent: QWidget | None, failure: Failure) -> bool:
        """Show ``failure``; whether the user takes its next step."""

    def settings(self, parent: QWidget, settings: Settings, rescue: Rescue) -> Settings | None:
        """The settings as the user wants them, None to leave them; ``rescue`` keeps copies."""

    def about(self, parent: QWidget, facts: str) -> None:
        """Say what the program is, and in ``facts`` what it works on."""


class Dialogs(QObject):
    """The questions as real dialogs."""

    def open_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The .brief to open, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent, self.tr("Open a brief"), str(folder), self.tr("Briefs (*.brief);;All files (*)")
        )
        return Path(name) if name else None

    def save_path(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the .brief, None to leave it."""
        dialog = QFileDialog(parent, self.tr("Save the brief"), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Briefs (*.brief)"))
        dialog.setDefaultSuffix("brief")
        dialog.selectFile(suggestion.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def export(
        self, parent: QWidget, suggestion: Path, suffixes: Sequence[str], *, plain: bool
    ) -> ExportChoice | None:
        """Where and how to write a file for each of ``suffixes``; None to leave it.

        ``plain`` is what is suggested: a copy for the other side has no generation record.
        """
        from briefgen.desktop.export_dialog import ExportDialog  # noqa: PLC0415 - as asked

        dialog = ExportDialog(parent, suggestion, suffixes)
        dialog.plain.setChecked(plain)
        dialog.exec()
        dialog.deleteLater()
        return dialog.choice

    def document_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The DOCX or PDF to look through, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("What does this file reveal?"),
            str(folder),
            self.tr("Word and PDF documents (*.docx *.dotx *.docm *.pdf);;All files (*)"),
        )
        return Path(name) if name else None

    def pack_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The finished pack to check or to follow up, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("Choose the finished pack"),
            str(folder),
            self.tr("Finished packs (*.docx *.pdf);;All files (*)"),
        )
        return Path(name) if name else None

    def password(self, parent: QWidget, name: str, *, was_wrong: bool) -> str | None:
        """The password that the file called ``name`` asks for, None to leave it."""
        from briefgen.desktop.password_dialog import PasswordDialog  # noqa: PLC0415 - as asked

        dialog = PasswordDialog(name, parent, was_wrong=was_wrong)
        return dialog.password.text() if dialog.exec() else None

    def edited_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The Word file with edits, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("Take in edits from Word"),
            str(folder),
            self.tr("Word documents (*.docx);;All files (*)"),
        )
        return Path(name) if name else None

    def house_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The Word file that is to be the house style, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("A Word file as house style"),
            str(folder),
            self.tr("Word documents and templates (*.docx *.dotx);;All files (*)"),
        )
        return Path(name) if name else None

    def product_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The TOML file that is to be the product, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("A product of your own"),
            str(folder),
            self.tr("Products (*.toml);;All files (*)"),
        )
        return Path(name) if name else None

    def take_in(self, parent: QWidget, taken: TakenIn, name: str) -> bool:
        """Show the edits ``taken`` from the file called ``name``; whether to take them in."""
        from briefgen.desktop.edits_dialog import EditsDialog  # noqa: PLC0415 - as asked

        return bool(EditsDialog(taken, name, parent).exec())

    def facts_path(self, parent: QWidget, folder: Path) -> Path | None:
        """A fact base in one file, or the datapackage.json of one in a folder; None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("Facts of your own: a .briefbase, or the datapackage.json in their folder"),
            str(folder),
            self.tr("Fact bases (*.briefbase datapackage.json);;All files (*)"),
        )
        return Path(name) if name else None

    def faulty(self, parent: QWidget, found: FaultyFacts) -> bool:
        """Show what is amiss in facts; whether to work with the rest."""
        from briefgen.desktop.faults_dialog import FaultsDialog  # noqa: PLC0415 - as asked

        return bool(FaultsDialog(found, parent).exec())

    def update_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The signed file with newer facts, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("Take in new facts"),
            str(folder),
            self.tr("Signed updates of the facts (*.briefupdate);;All files (*)"),
        )
        return Path(name) if name else None

    def key_path(self, parent: QWidget, folder: Path) -> Path | None:
        """The file with a public key, None to leave it."""
        name, _filter = QFileDialog.getOpenFileName(
            parent,
            self.tr("The public key of whoever signed the new facts"),
            str(folder),
            self.tr("Public keys (*.pub);;All files (*)"),
        )
        return Path(name) if name else None

    def trusts(self, parent: QWidget, key: OfferedKey) -> bool:
        """Show the fingerprint of ``key``; whether its owner has read out the same."""
        from briefgen.desktop.trust_dialog import TrustDialog  # noqa: PLC0415 - as asked

        return bool(TrustDialog(key, parent).exec())

    def new_facts(self, parent: QWidget, found: NewFacts) -> bool:
        """Show what ``found`` would change; whether to take it in."""
        from briefgen.desktop.update_dialog import UpdateDialog  # noqa: PLC0415 - as asked

        return bool(UpdateDialog(found, parent).exec())

    def addendum(self, parent: QWidget, compared: Compared) -> int:
        """Show what reads differently; the number of the addendum to write, 0 for none."""
        from briefgen.desktop.addendum_dialog import AddendumDialog  # noqa: PLC0415 - as asked

        dialog = AddendumDialog(compared, parent)
        return dialog.number.value() if dialog.exec() else 0

    def reword(self, parent: QWidget, texts: Sequence[Wordable], chosen: str) -> Mapping[str, str]:
        """New words by place for some of ``texts``, the one at ``chosen`` shown first."""
        from briefgen.desktop.reword_dialog import RewordDialog  # noqa: PLC0415 - as asked

        dialog = RewordDialog(texts, chosen, parent)
        return dialog.changes if dialog.exec() else {}

    def reason(self, parent: QWidget, rule: str, fault: str) -> str | None:
        """Why ``rule`` may fail as ``fault`` tells; None to leave it."""
        from briefgen.desktop.reason_dialog import ReasonDialog  # noqa: PLC0415 - as asked

        dialog = ReasonDialog(rule, fault, parent)
        return dialog.reason.text().strip() if dialog.exec() else None

    def unsaved(self, parent: QWidget, name: str) -> Answer:
        """What to do with the changes of the brief called ``name``."""
        buttons = QMessageBox.StandardButton
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("Save the changes to “{name}”?").format(name=name))
        box.setInformativeText(self.tr("Without saving, the choices made since are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        for button, words in (
            (buttons.Save, self.tr("&Save")),
            (buttons.Discard, self.tr("&Leave without saving")),
            (buttons.Cancel, self.tr("&Cancel")),
        ):
            box.button(button).setText(words)  # Qt's own words have no letters to press
        box.setDefaultButton(buttons.Save)
        carry_help(box, "files")
        answers = {buttons.Save.value: Answer.SAVE, buttons.Discard.value: Answer.DISCARD}
        return answers.get(box.exec(), Answer.CANCEL)

    def found(self, parent: QWidget, kept: Snapshot) -> Found:
        """What to do with ``kept``, the work of a program that ended before it was saved."""
        box = FoundBox(kept, parent)
        box.exec()
        return box.answer

    def failure(self, parent: QWidget | None, failure: Failure) -> bool:
        """Show ``failure``; whether the user takes its next step."""
        from briefgen.desktop.error_dialog import ErrorDialog  # noqa: PLC0415 - as asked

        return bool(ErrorDialog(failure, parent).exec())

    def settings(self, parent: QWidget, settings: Settings, rescue: Rescue) -> Settings | None:
        """The settings as the user wants them, None to leave them; ``rescue`` keeps copies."""
        from briefgen.desktop.settings_dialog import SettingsDialog  # noqa: PLC0415 - as asked

        dialog = SettingsDialog(settings, rescue, parent)
        return dialog.chosen if dialog.exec() else None

    def about(self, parent: QWidget, facts: str) -> None:
        """Say what the program is, and in ``facts`` what it works on."""
        words = self.tr(
            "briefgen {version}\n\nBriefing packs on Pakistan–Kazakhstan relations from sourced "
            "facts, made on this machine alone.\n\n{facts}\n\nThe window is drawn with Qt, "
            "used under the LGPL 3."
        )
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("About briefgen"))
        box.setIconPixmap(app_icon().pixmap(_SIGN))
        box.setText(words.format(version=__version__, facts=facts))
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        carry_help(box, START)
        box.exec()
