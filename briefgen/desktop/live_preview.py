"""Keeps the pages up to date: waits for a pause, has the pack made, shows what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from briefgen.desktop import actions
from briefgen.errors import BriefgenError
from briefgen.pack.first_words import first_words

if TYPE_CHECKING:
    from briefgen.desktop.making import Preview
    from briefgen.desktop.panes import Panes
    from briefgen.pack.build import MadePack

_ENOUGH = 60  # letters by which words are found on the pages
_PAUSE = 300  # milliseconds without a change before the pack is made anew


class LivePreview(QObject):
    """Makes the pack of the current request, off this thread, and shows pages and findings.

    A request that makes no sense is told above the last good pages; any other failure goes the
    way of all failed jobs.
    """

    def __init__(self, desk: actions.Desk, panes: Panes) -> None:
        super().__init__(desk.window)
        self._desk, self._panes = desk, panes
        self._preview: Preview | None = None  # what is shown
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        desk.state.request_changed.connect(self._pause.start)
        desk.state.request_changed.connect(lambda: panes.facts.show_printed(None))
        panes.findings.place_asked.connect(self._turn_to)

    @property
    def made(self) -> MadePack | None:
        """The pack whose pages are shown."""
        return self._preview.made if self._preview else None

    def stop(self) -> None:
        """Start no more refreshes: the window is closing."""
        self._pause.stop()

    @Slot()
    def refresh(self) -> None:
        """Make the pack anew now; where nothing was chosen yet, say what to do instead."""
        self._pause.stop()
        state = self._desk.state
        is_new = self._preview is None or state.history.index() == 0
        if is_new and not state.names_anything:
            self._preview = None
            self._desk.jobs.forget(actions.PREVIEW)
            self._show_parts(shown=False)
            return
        actions.refresh_preview(desk=self._desk, on_done=self._show, on_failed=self._tell)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self._show_parts(shown=True)
        self._panes.preview.say("")
        self._panes.preview.show_pdf(preview.pdf)
        overrides = preview.made.selection.request.overrides
        self._panes.findings.show_findings(preview.made.findings, overrides, preview.words)
        self._panes.room.show_made(preview.made)
        self._panes.facts.show_printed(frozenset(preview.made.pack.record.get("facts", ())))

    def _show_parts(self, *, shown: bool) -> None:
        """Show pages and what there is to say of them, or what is to be done first."""
        self._panes.preview.show_pages(shown=shown)
        self._panes.room.setVisible(shown)
        self._panes.findings.setVisible(shown)

    @Slot(str)
    def _turn_to(self, name: str) -> None:
        """Turn the pages to the block or item of that ``name``, or to source [2] in “list [2]”.

        It is looked for from where its list begins.
        """
        name, bracket, source = name.partition(" [")
        page = self._preview.pages.get(name, 0) if self._preview else 0
        if self._preview and page:
            said = self._preview.words.get(name, "")
            words = f"[{source}" if bracket else first_words(said, _ENOUGH).removesuffix(" …")
            if not self._panes.preview.turn_to(words, page):
                self._panes.preview.go_to(page)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, BriefgenError):
            self._panes.preview.say(str(error))
        else:
            self._desk.jobs.failed.emit(error)
