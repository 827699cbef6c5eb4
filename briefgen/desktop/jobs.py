"""The one door for slow work: a plain function goes in, its result or its error comes out.

Work runs one job at a time on a thread of its own. A newer job with the same key takes the place
of an older one, whose result is thrown away. Failure is shown unless the caller says otherwise,
so that no error path can be forgotten.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct, field
from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class CancelledError(Exception):
    """Raised inside a job that is no longer wanted, at its next step."""


class Pool(Protocol):
    """Where jobs run. The program's own is a QThreadPool of one thread; a test's runs at once."""

    def start(self, work: Callable[[], None], /) -> object:
        """Run ``work`` some time."""

    def wait(self) -> None:
        """Return when all work is done."""


class ThreadPool:
    """One worker thread, so that renders never run side by side."""

    def __init__(self, parent: QObject) -> None:
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(1)

    def start(self, work: Callable[[], None]) -> None:
        """Run ``work`` on the thread when its turn comes."""
        self._pool.start(work)

    def wait(self) -> None:
        """Return when the thread has nothing left to do."""
        self._pool.waitForDone()


class Job(Struct, eq=False):
    """One piece of work under way. ``key`` names what a newer one replaces."""

    key: str
    work: Callable[[Callable[[str], None]], Any]
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None]
    cancelled: threading.Event = field(default_factory=threading.Event)


class Jobs(QObject):
    """Starts jobs and hands their results back on the thread of the window."""

    busy_changed = Signal(bool)  # at every start and end
    step_changed = Signal(str)
    failed = Signal(object)  # an exception that no caller wanted to show itself
    cancelled = Signal(str)  # the key of a job that was stopped by the user
    _stepped = Signal(object, str)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, pool: Pool | None = None) -> None:
        super().__init__(parent)
        self._pool: Pool = pool or ThreadPool(self)
        self._waiting: list[Job] = []
        self._stepped.connect(self._on_stepped)
        self._ended.connect(self._on_ended)

    def waiting_for(self, key: str) -> bool:
        """Whether a job of this key waits or runs and is still wanted."""
        return any(job.key == key for job in self._waiting)

    def start(
        self,
        key: str,
        work: Callable[[Callable[[str], None]], Result],
        *,
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run ``work`` off this thread, then ``on_done`` or ``on_failed`` on it.

        ``work`` is given a function to call with the name of each step; it raises CancelledError
        there once the job is no longer wanted. An older job of the same ``key`` is dropped.
        """
        self.forget(key)
        job = Job(key, work, on_done, on_failed or self.failed.emit)
        self._waiting.append(job)
        self.busy_changed.emit(bool(self._waiting))
        self._pool.start(_Run(self, job))
        return job

    def forget(self, key: str) -> None:
        """Drop the job of ``key``: what it makes is no longer wanted."""
        for old in [job for job in self._waiting if job.key == key]:
            self._drop(old)
        self.busy_changed.emit(bool(self._waiting))

    @Slot()
    def cancel(self) -> None:
        """Stop everything that waits or runs, as the user asked."""
        for job in list(self._waiting):
            self._drop(job)
            self.cancelled.emit(job.key)
        self.busy_changed.emit(bool(self._waiting))

    def finish(self) -> None:
        """Drop everything and return when the worker thread is done: for closing."""
        for job in list(self._waiting):
            self._drop(job)
        self._pool.wait()

    def run(self, job: Job) -> None:
        """Do the work of ``job``; called by the pool, off the window's thread."""
        outcome: tuple[object, Exception | None] = (None, None)
        try:
            self._check_in(job, "")
            outcome = (job.work(_Step(self, job)), None)
        except CancelledError:
            return
        except Exception as error:
            outcome = (None, error)
        self._ended.emit(job, *outcome)

    def step(self, job: Job, name: str) -> None:
        """Say which step ``job`` has come to. Raises CancelledError when it is unwanted."""
        self._check_in(job, name)
        self._stepped.emit(job, name)

    @staticmethod
    def _check_in(job: Job, name: str) -> None:
        if job.cancelled.is_set():
            raise CancelledError(name)

    def _drop(self, job: Job) -> None:
        job.cancelled.set()
        self._waiting.remove(job)

    @Slot(object, str)
    def _on_stepped(self, job: Job, name: str) -> None:
        if job in self._waiting:
            self.step_changed.emit(name)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, error: Exception | None) -> None:
        if job not in self._waiting:
            return
        self._waiting.remove(job)
        self.busy_changed.emit(bool(self._waiting))  # what is asked now is no work under way
        try:
            job.on_failed(error) if error is not None else job.on_done(result)
        finally:
            self.busy_changed.emit(bool(self._waiting))


class _Run:
    """What the pool calls; holds the job alive while it runs."""

    def __init__(self, jobs: Jobs, job: Job) -> None:
        self._jobs, self._job = jobs, job

    def __call__(self) -> None:
        self._jobs.run(self._job)


class _Step:
    """The function given to the work for telling its steps."""

    def __init__(self, jobs: Jobs, job: Job) -> None:
        self._jobs, self._job = jobs, job

    def __call__(self, name: str) -> None:
        self._jobs.step(self._job, name)
