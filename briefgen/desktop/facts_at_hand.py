"""Which facts the window works on: the bundled ones, or a fact base of one's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from briefgen.desktop.actions import folder_of
from briefgen.desktop.errors import describe
from briefgen.desktop.menus import Verb
from briefgen.desktop.standing import without_unknown
from briefgen.errors import FactBaseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from briefgen.desktop.actions import Desk
    from briefgen.desktop.library import Library

LOAD = "load"  # the key of its jobs
TABLES = "datapackage.json"  # what a folder of tables is chosen by


class Places(Struct, frozen=True):
    """Where the bundled facts and the templates lie."""

    data: Path
    templates: Path


class FactsAtHand(QObject):
    """Loads the facts, takes others in their place while the brief stays, and tells of it."""

    failed = Signal()  # there are no facts to work on
    taken = Signal(str)  # the path of one's own facts, "" for the bundled ones
    told = Signal(str)

    def __init__(self, desk: Desk, places: Places) -> None:
        super().__init__(desk.window)
        self._desk, self.places = desk, places

    def verbs(self) -> tuple[Verb, ...]:
        """What stands in the File menu."""
        return (
            Verb("own-facts", self.tr("Facts of &your own…"), None, self.choose),
            Verb("bundled", self.tr("&Back to the bundled facts"), None, self.go_back),
        )

    def load(self, own: str) -> None:
        """Load the facts at the path ``own``, where there is one, and else the bundled facts."""
        on_failed = self._on_own_gone if own else self._on_none
        self._start(Path(own) if own else None, self._desk.state.set_library, on_failed)

    def read_again(self) -> bool:
        """Read facts of one's own anew where their files have changed; whether that has begun."""
        library = self._desk.state.library
        if library is None or library.own is None:
            return False
        from briefgen.desktop.library import files_of  # noqa: PLC0415 - not before the window

        changed = files_of(library.own) != library.own_files
        if changed:
            self._start(library.own, self._take_again, self._on_unreadable)
        return changed

    @Slot()
    def choose(self) -> None:
        """Ask for a fact base, show what is amiss in it, and work on it; the brief stays."""
        desk = self._desk
        path = desk.dialogs.facts_path(desk.window, folder_of(desk.state))
        if path is not None:
            own = path.parent if path.name == TABLES else path
            self._start(own.absolute(), self._take, self._on_refused)

    @Slot()
    def go_back(self) -> None:
        """Work on the bundled facts again; the brief stays."""
        self._start(None, self._take, self._on_refused)

    def _start(
        self,
        own: Path | None,
        on_done: Callable[[Library], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        places = self.places
        work = partial(_load, places.data, places.templates, self._desk.state.today(), own)
        self._desk.jobs.start(LOAD, work, on_done=on_done, on_failed=on_failed)

    def _take(self, library: Library) -> None:
        if not self._works_with_rest(library):
            return
        self._work_with(library)
        words = self.tr("These facts are worked with from now on: {name}. The pages are made anew.")
        self.told.emit(words.format(name=library.own or self.tr("the bundled ones")))

    def _take_again(self, library: Library) -> None:
        """What is amiss is listed again only where it is something else than before."""
        before = self._desk.state.library
        known = before.base.problems if before else ()
        if library.base.problems != known and not self._works_with_rest(library):
            return
        self._work_with(library)
        words = self.tr("Read anew: {name}. The pages are made anew.")
        self.told.emit(words.format(name=library.own))

    def _works_with_rest(self, library: Library) -> bool:
        """Whether facts of one's own will do without what is amiss in them, which is listed."""
        if library.own is None or not library.base.problems:
            return True
        from briefgen.desktop.faults_dialog import FaultyFacts  # noqa: PLC0415 - few have any

        desk, found = self._desk, FaultyFacts(library.own, library.base.problems)
        return desk.dialogs.faulty(desk.window, found)

    def _work_with(self, library: Library) -> None:
        state = self._desk.state
        mended = without_unknown(library.base, state.request)
        state.change(mended, self.tr("Leaving out what these facts do not have"))
        state.set_library(library)
        self.taken.emit(str(library.own or ""))

    def _on_unreadable(self, error: Exception) -> None:
        """What was worked with is worked with still; F5 tries again."""
        self._desk.dialogs.failure(self._desk.window, describe(error))

    def _on_refused(self, error: Exception) -> None:
        """What was worked with is worked with still."""
        failure = describe(error)
        if isinstance(error, FactBaseError):
            failure = replace(failure, next_step=self.tr("Choose others"))
        if self._desk.dialogs.failure(self._desk.window, failure):
            self.choose()

    def _on_own_gone(self, error: Exception) -> None:
        """Start with the bundled facts; they are kept to only where that is wanted."""
        failure = replace(describe(error), next_step=self.tr("Use the bundled facts from now on"))
        if self._desk.dialogs.failure(self._desk.window, failure):
            self.taken.emit("")
        self.load("")

    def _on_none(self, error: Exception) -> None:
        self._desk.dialogs.failure(self._desk.window, describe(error))
        self.failed.emit()


def _load(
    data: Path, templates: Path, today: date, own: Path | None, on_step: Callable[[str], None]
) -> Library:
    on_step("load")
    from briefgen.desktop.library import load_library  # noqa: PLC0415 - not before the window

    return load_library(data, templates, today, own)
