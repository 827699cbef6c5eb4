"""What the window is about: the request being made, the file it lives in, and its history.

No widget is known here. Everything a user chooses goes through ``change``, which is why all of it
can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from briefgen.desktop.elsewhere import contents_of
from briefgen.desktop.standing import (
    Judged,
    Listing,
    chosen_topics,
    judge_facts,
    list_facts,
)
from briefgen.pack.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.library import Library

_UNDO_STEPS = 100


class State(QObject):
    """The current request over the loaded library."""

    library_loaded = Signal()
    starting_afresh = Signal()  # another brief comes next
    request_changed = Signal()
    listing_changed = Signal()
    document_changed = Signal()  # another file, or saved, or no longer as saved

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None
        self.path: Path | None = None
        self.seen = b""  # of the contents of that file, as they were opened or saved
        self.folder: Path | None = None  # where a file was opened or saved last
        self.request = Request()
        self.today = today
        self.history = QUndoStack(self)
        self.history.setUndoLimit(_UNDO_STEPS)
        self.history.cleanChanged.connect(self._on_clean_changed)
        self.words = ""
        self.everything = self.disputed = False
        self.judged: Mapping[str, Judged] = {}
        self.listing = Listing((), {}, 0, 0)

    @property
    def unsaved(self) -> bool:
        """Whether the request differs from what was opened or last saved."""
        return not self.history.isClean()

    @property
    def topics(self) -> set[str]:
        """The ids of the topics that the request names."""
        return chosen_topics(self.library.base, self.request) if self.library else set()

    @property
    def names_anything(self) -> bool:
        """Whether the request asks for a topic or a fact at all."""
        return bool(self.request.topics or self.request.pinned)

    def set_library(self, library: Library) -> None:
        """Work on ``library`` from now on."""
        self.library = library
        self.library_loaded.emit()
        self._judge()

    def open(self, request: Request, path: Path | None) -> None:
        """Start afresh with ``request``, which came from ``path``, or from no file of the user."""
        self.starting_afresh.emit()
        self.path, self.seen = path, contents_of(path)
        self.folder = path.absolute().parent if path else self.folder
        self.history.clear()
        self.history.setClean()
        self._take(request)
        self.document_changed.emit()

    def saved_to(self, path: Path) -> None:
        """Remember that the request stands in ``path`` as it is now."""
        self.path, self.folder = path, path.absolute().parent
        self.seen = contents_of(path)
        self.history.setClean()
        self.document_changed.emit()

    def change(self, request: Request, text: str, merge: str = "") -> None:
        """Make ``request`` the current one, as a step that can be undone and is called ``text``.

        Steps that follow each other with the same ``merge`` become one, such as typing in a field.
        """
        if request != self.request:
            self.history.push(_Change(self, self.request, request, text, merge))

    def show(self, words: str, *, everything: bool, disputed: bool = False) -> None:
        """List the facts that hold ``words``, of the request or of all there are.

        Where ``disputed``, only those that another fact disagrees with.
        """
        if (words, everything, disputed) != (self.words, self.everything, self.disputed):
            self.words, self.everything, self.disputed = words, everything, disputed
            self._list()

    def _take(self, request: Request) -> None:
        before, self.request = self.request, request
        if _judges(before) != _judges(request):
            self._judge()
        self.request_changed.emit()

    def _judge(self) -> None:
        if self.library:
            self.judged = judge_facts(self.library.base, self.request, self.today())
            self._list()

    def _list(self) -> None:
        if self.library:
            rivals = self.library.base.disagreements_of if self.disputed else None
            self.listing = list_facts(
                self.judged,
                self.library.index,
                self.words,
                everything=self.everything,
                among=rivals,
            )
            self.listing_changed.emit()

    def _on_clean_changed(self, _clean: bool) -> None:
        self.document_changed.emit()


def _judges(request: Request) -> tuple[object, ...]:
    """What of ``request`` says which facts are chosen; the rest is typed without judging anew."""
    topics, dropped, pinned = request.topics, request.dropped, request.pinned
    return topics, dropped, pinned, request.first, request.last, request.as_of


class _Change(QUndoCommand):
    """One step of the history: the request before and after."""

    def __init__(
        self, state: State, before: Request, after: Request, text: str, merge: str
    ) -> None:
        super().__init__(text)
        self._state, self._before, self._after, self._merge = state, before, after, merge

    def undo(self) -> None:
        """Go back to the request before."""
        self._state._take(self._before)

    def redo(self) -> None:
        """Take the request after."""
        self._state._take(self._after)

    def id(self) -> int:
        """The number that steps which may merge have in common; -1 for never."""
        return hash(self._merge) % 2**30 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the later step into this one."""
        if not isinstance(other, _Change) or other._merge != self._merge:
            return False
        self._after = other._after
        return True
