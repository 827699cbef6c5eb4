"""Export: both files or none, and a clear word when it cannot be."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit

from briefgen.desktop.actions import file_name
from briefgen.desktop.dialogs import DOCX, PDF, Dialogs, with_suffixes
from briefgen.pack.request import Request, Visit

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded


def test_export_both_writes_a_docx_and_a_pdf(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Both stand where they were asked for, and the status bar says so."""
    window, dialogs = desk
    paths = (tmp_path / "a.docx", tmp_path / "a.pdf")
    dialogs.export.append(paths)
    window.menus.actions["export"].trigger()
    assert not dialogs.failures
    assert zipfile.ZipFile(io.BytesIO(paths[0].read_bytes())).testzip() is None
    assert paths[1].read_bytes().startswith(b"%PDF-")
    message = window.statusBar().currentMessage()
    assert all(str(path) in message for path in paths)


@pytest.mark.parametrize(("name", "suffix"), [("docx", DOCX), ("pdf", PDF)])
def test_one_format_alone_can_be_exported(
    desk: tuple[MainWindow, Recorded], tmp_path: Path, name: str, suffix: str
) -> None:
    """No other file appears beside it."""
    window, dialogs = desk
    folder = tmp_path / "out"
    folder.mkdir()
    dialogs.export.append((folder / f"one{suffix}",))
    window.menus.actions[name].trigger()
    assert [path.name for path in folder.iterdir()] == [f"one{suffix}"]


def test_a_place_that_cannot_be_written_is_told_and_another_can_be_chosen(
    desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The dialog says why; its next step asks for a place again; nothing half-made is left."""
    window, dialogs = desk
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder", encoding="utf-8")
    good = (tmp_path / "b.docx", tmp_path / "b.pdf")
    dialogs.export += [(blocked / "a.docx", blocked / "a.pdf"), good]
    dialogs.next_steps.append(True)
    window.menus.actions["export"].trigger()
    (failure,) = dialogs.failures
    assert failure.title == "The file was not written"
    assert str(blocked / "a.docx") in failure.text
    assert failure.next_step == "Choose another place"
    assert "OutputError" in failure.details
    assert all(path.is_file() for path in good)
    assert blocked.read_text(encoding="utf-8") == "not a folder"
    assert not list(tmp_path.glob(".briefgen-*"))


def test_nothing_is_exported_while_a_date_is_wrong(desk: tuple[MainWindow, Recorded]) -> None:
    """What stands in the field is not what would be written, so nothing is."""
    window, dialogs = desk
    window.panes.choices.first.setText("banana")
    window.verbs.export_both()

    assert dialogs.suggestions == []
    assert "is not a date" in window.statusBar().currentMessage()


def test_leaving_the_dialog_exports_nothing(desk: tuple[MainWindow, Recorded]) -> None:
    """Escape in the file dialog is no error."""
    window, dialogs = desk
    window.menus.actions["export"].trigger()
    assert len(dialogs.suggestions) == 1
    assert not dialogs.failures


def test_the_suggested_name_is_that_of_the_visit_and_of_no_person() -> None:
    """Title and first day, with nothing that a file system refuses."""
    visit = Visit(title="Visit: Astana / Almaty", dates="2026-12-07/2026-12-08", principal="X")
    assert file_name(Request(visit=visit)) == "Visit-Astana-Almaty-2026-12-07"
    assert file_name(Request(visit=Visit(title="???"))) == "briefing"


def test_a_typed_ending_is_taken_for_the_format_and_not_doubled(tmp_path: Path) -> None:
    """Whatever ending is typed, each format gets its own."""
    for typed in ("a", "a.pdf", "a.DOCX"):
        assert with_suffixes(tmp_path / typed, (DOCX, PDF)) == (
            tmp_path / "a.docx",
            tmp_path / "a.pdf",
        )
    assert with_suffixes(tmp_path / "v1.2", (PDF,)) == (tmp_path / "v1.2.pdf",)


def test_the_real_file_dialog_takes_a_typed_path(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """A path typed in the dialog and Return give both names."""
    typed = _Typist(window, str(tmp_path / "typed"))
    qtbot.waitUntil(window.isVisible)
    typed.start()
    paths = Dialogs(window).export_paths(window, tmp_path / "visit", (DOCX, PDF))
    assert paths == (tmp_path / "typed.docx", tmp_path / "typed.pdf")


class _Typist:
    """Types a path into the file dialog that opens next."""

    def __init__(self, window: MainWindow, path: str) -> None:
        self._window, self._path = window, path
        self._timer = QTimer(window, interval=50)
        self._timer.timeout.connect(self._type)

    def start(self) -> None:
        """Wait for the dialog."""
        self._timer.start()

    def _type(self) -> None:
        for dialog in self._window.findChildren(QFileDialog):
            if dialog.isVisible():
                self._timer.stop()
                field = dialog.findChild(QLineEdit, "fileNameEdit")
                assert isinstance(field, QLineEdit)
                field.setText(self._path)
                dialog.accept()
