"""The program with the window: builds its objects once, and catches what nothing else caught."""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from briefgen import __version__, paths, resources
from briefgen.desktop.dialogs import Dialogs
from briefgen.desktop.errors import Failure, describe_unhandled
from briefgen.desktop.icons import app_icon
from briefgen.desktop.jobs import Jobs
from briefgen.desktop.settings import read_settings
from briefgen.desktop.state import State
from briefgen.desktop.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from types import TracebackType

    from briefgen.desktop.dialogs import Asker

FAILED = 1
_FRAME = (16, 48)  # pixels that borders and title bar take at most


class UnhandledErrors(QObject):
    """Shows what no code caught, from whatever thread it comes; one dialog at a time."""

    raised = Signal(object)  # a Failure

    def __init__(self, dialogs: Asker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._showing = False
        self.window: MainWindow | None = None
        self.raised.connect(self._on_raised)

    def install(self) -> None:
        """Catch errors in slots and in threads from now on."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take an error that reached the top; Ctrl+C in a terminal just ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(FAILED)
            return
        if sys.stderr is not None:  # a windowed program on Windows has none
            traceback.print_exception(kind, error, trace)
        self.raised.emit(describe_unhandled(kind, error, trace))

    def _catch_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        self.catch(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(object)
    def _on_raised(self, failure: Failure) -> None:
        if self._showing:
            return  # one at a time: an error while painting would otherwise fill the screen
        self._showing = True
        try:
            self._dialogs.failure(self.window, failure)
        finally:
            self._showing = False
        if self.window is None:
            QApplication.exit(FAILED)


def main(argv: list[str] | None = None) -> int:
    """Open the window and return the exit code when it is closed.

    ``argv`` is the command line without the program's name; it may hold the path of a .brief.
    """
    arguments = sys.argv[1:] if argv is None else argv
    app = QApplication.instance() or QApplication([sys.argv[0], *arguments])
    assert isinstance(app, QApplication)
    _name(app)
    dialogs = Dialogs(app)
    errors = UnhandledErrors(dialogs, app)
    errors.install()
    try:
        window = build_window(arguments, dialogs)
        fit_to_screen(window)
        window.show()
    except Exception:
        errors.catch(*sys.exc_info())
        return FAILED
    errors.window = window
    window.library_failed.connect(_give_up)
    return app.exec()


def build_window(arguments: Sequence[str], dialogs: Asker) -> MainWindow:
    """The window over the bundled facts, as it was left, with the .brief of ``arguments``."""
    files = [Path(argument) for argument in arguments if not argument.startswith("-")]
    config = paths.config_folder()
    settings, trouble = read_settings(config)
    state = State(today)
    window = MainWindow(
        state=state,
        jobs=Jobs(state),
        dialogs=dialogs,
        data=resources.bundled_data(),
        templates=resources.bundled_templates(),
        config=config,
        unsaved=paths.unsaved_folder(),
        settings=settings,
        brief=files[0] if files else None,
    )
    state.setParent(window)
    if trouble:
        window.statusBar().showMessage(trouble)
    return window


def fit_to_screen(window: MainWindow) -> None:
    """See to it that no part of ``window`` begins out of reach; a shape that was kept stays."""
    if not window.settings.geometry:
        room = window.screen().availableGeometry().size() - QSize(*_FRAME)
        window.resize(window.size().boundedTo(room))


def today() -> date:
    """The day on this machine's calendar."""
    return datetime.now().astimezone().date()


def _name(app: QApplication) -> None:
    app.setApplicationName("briefgen")
    app.setApplicationDisplayName("briefgen")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("briefgen")
    app.setWindowIcon(app_icon())
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # of the window's language: English


@Slot()
def _give_up() -> None:
    QTimer.singleShot(0, _exit_failed)


def _exit_failed() -> None:
    QApplication.exit(FAILED)
