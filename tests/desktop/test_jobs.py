"""The door for slow work: off the window's thread, newest wins, every failure is told."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread

from briefgen.desktop.jobs import CancelledError, Jobs, ThreadPool
from briefgen.errors import FactBaseError
from tests.desktop.desk import AtOncePool, open_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def jobs(qapp: QObject) -> Iterator[Jobs]:
    """A job runner on its own thread."""
    made = Jobs(qapp)
    yield made
    made.finish()
    made.deleteLater()


class _Gate:
    """Work that waits until it is let through."""

    def __init__(self, result: str) -> None:
        self.started, self.open = threading.Event(), threading.Event()
        self._result = result

    def __call__(self, on_step: Callable[[str], None]) -> str:
        self.started.set()
        assert self.open.wait(20)
        on_step("after the gate")
        return self._result


def test_work_runs_off_the_thread_of_the_window_and_reports_on_it(qtbot: QtBot, jobs: Jobs) -> None:
    """The slow part never holds up the window."""
    threads: list[int] = []
    jobs.start(
        "a",
        lambda _step: threading.get_ident(),
        on_done=lambda worker: threads.extend((worker, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[1] == threading.get_ident() != threads[0]


def test_loading_preview_and_export_run_off_the_thread_of_the_window(
    qtbot: QtBot, qapp: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real work of the real window is on the worker's thread."""
    threads: dict[str, QThread] = {}
    real = Jobs.run

    def run(self: Jobs, job: object) -> None:
        threads[job.key] = QThread.currentThread()  # type: ignore[attr-defined]
        real(self, job)  # type: ignore[arg-type]

    monkeypatch.setattr(Jobs, "run", run)
    window, dialogs = open_window(qtbot, tmp_path, pool=ThreadPool(qapp))
    dialogs.exports.append((tmp_path / "a.docx", tmp_path / "a.pdf"))
    with qtbot.waitSignal(window.panes.preview.shown, timeout=30_000):
        window.live.refresh()
    window.verbs.export_both()
    qtbot.waitUntil((tmp_path / "a.pdf").is_file, timeout=30_000)
    assert set(threads) == {"load", "preview", "export"}
    assert all(thread is not window.thread() for thread in threads.values())


def test_the_newest_of_a_kind_wins(qtbot: QtBot, jobs: Jobs) -> None:
    """The result of an older preview is thrown away, whenever it comes."""
    results: list[str] = []
    old, new = _Gate("old"), _Gate("new")
    jobs.start("preview", old, on_done=results.append)
    assert old.started.wait(20)
    jobs.start("preview", new, on_done=results.append)
    old.open.set()
    new.open.set()
    qtbot.waitUntil(lambda: not jobs.waiting_for("preview"))
    assert results == ["new"]


def test_an_error_reaches_the_dialog_unless_the_caller_takes_it(qtbot: QtBot, jobs: Jobs) -> None:
    """No failure is silent."""
    mine: list[Exception] = []
    with qtbot.waitSignal(jobs.failed) as shown:
        jobs.start("a", _fail, on_done=print)
    assert isinstance(shown.args[0], ValueError)
    jobs.start("b", _fail, on_done=print, on_failed=mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    assert str(mine[0]) == "broken"


def _fail(_on_step: Callable[[str], None]) -> None:
    raise ValueError("broken")


def test_a_fault_of_the_program_in_a_job_is_shown_as_such(qtbot: QtBot, tmp_path: Path) -> None:
    """The dialog tells a fault of ours from a mistake of the user."""
    window, dialogs = open_window(qtbot, tmp_path)
    window.jobs.start("x", _fail, on_done=print)
    (failure,) = dialogs.failures
    assert failure.title == "The program made a mistake"
    assert "ValueError: broken" in failure.details


def test_cancel_stops_at_the_next_step_and_reports_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    """The work under way ends, its result is not used, and the runner is free again."""
    gate, results = _Gate("late"), []
    jobs.start("export", gate, on_done=results.append)
    assert gate.started.wait(20)
    with qtbot.waitSignals([jobs.cancelled, jobs.busy_changed]):
        jobs.cancel()
    gate.open.set()
    jobs.finish()
    assert results == []
    with qtbot.waitSignal(jobs.busy_changed):
        jobs.start("export", lambda _step: "next", on_done=results.append)
    qtbot.waitUntil(lambda: results == ["next"])


def test_an_export_cancelled_before_writing_leaves_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    """Cancel between drawing and writing: nothing is there."""
    window, dialogs = open_window(qtbot, tmp_path)
    window.jobs.step_changed.connect(window.jobs.cancel)
    dialogs.exports.append((tmp_path / "a.docx", tmp_path / "a.pdf"))
    window.verbs.export_both()
    assert not list(tmp_path.glob("a.*"))
    assert "nothing was written" in window.statusBar().currentMessage()
    assert not dialogs.failures


def test_a_step_of_a_dropped_job_raises(qtbot: QtBot) -> None:
    """This is how work learns that nobody waits for it."""
    del qtbot
    jobs = Jobs(None, AtOncePool())
    seen: list[str] = []

    def work(on_step: Callable[[str], None]) -> None:
        jobs.cancel()
        with pytest.raises(CancelledError):
            on_step("on")
        seen.append("raised")

    jobs.start("a", work, on_done=print)
    assert seen == ["raised"]


def test_progress_shows_only_for_work_that_lasts(
    qtbot: QtBot, qapp: QObject, tmp_path: Path
) -> None:
    """Quick work does not flicker; slow work names its step and can be stopped."""
    window, _dialogs = open_window(qtbot, tmp_path, pool=ThreadPool(qapp))
    qtbot.waitUntil(lambda: not window.jobs.waiting_for("load"))
    gate = _Gate("done")
    window.jobs.start("slow", gate, on_done=str)
    assert not window.progress.isVisible()
    qtbot.waitUntil(window.progress.isVisible, timeout=5000)
    window.progress.cancel.click()
    assert not window.progress.isVisible()
    gate.open.set()


def test_a_fact_base_that_cannot_be_read_is_told_and_ends_the_program(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Without facts there is nothing to work on."""
    _window, dialogs = open_window(qtbot, tmp_path, data=tmp_path / "nowhere")
    (failure,) = dialogs.failures
    assert failure.title == "The facts cannot be read"
    assert failure.text == str(FactBaseError(tmp_path / "nowhere", "there is no such folder."))


def test_no_work_is_told_of_while_a_dialog_waits_for_an_answer(qtbot: QtBot, jobs: Jobs) -> None:
    """The strip with its Cancel would spin for as long as somebody reads."""
    busy: list[bool] = []
    told: list[list[bool]] = []
    jobs.busy_changed.connect(busy.append)
    jobs.start("a", lambda _step: 1, on_done=lambda _one: told.append([*busy]))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][-2:] == [True, False]
