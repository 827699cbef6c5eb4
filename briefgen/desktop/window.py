"""The one window: topics and visit on the left, facts in the middle, the pages on the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QTabWidget, QVBoxLayout, QWidget

from briefgen.desktop import actions
from briefgen.desktop.choices_panel import ChoicesPanel
from briefgen.desktop.dialogs import DOCX, PDF
from briefgen.desktop.errors import describe
from briefgen.desktop.facts_panel import FactsPanel
from briefgen.desktop.findings_panel import FindingsPanel
from briefgen.desktop.icons import app_icon, standing_icons
from briefgen.desktop.library import load_library
from briefgen.desktop.menus import Menus, Verb
from briefgen.desktop.preview import PreviewPanel
from briefgen.desktop.progress import ProgressStrip
from briefgen.desktop.settings import Settings, write_settings
from briefgen.desktop.topics_panel import TopicsPanel
from briefgen.desktop.visit_panel import VisitPanel
from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from briefgen.desktop.dialogs import Asker
    from briefgen.desktop.jobs import Jobs
    from briefgen.desktop.library import Library
    from briefgen.desktop.making import Exported, Preview
    from briefgen.desktop.standing import Judged
    from briefgen.desktop.state import State
    from briefgen.pack.request import Request

_PREVIEW_PAUSE = 300  # milliseconds without a change before the pack is made anew
_MESSAGE_TIME = 10_000  # milliseconds a message stands in the status bar
_SIZE = (1360, 840)
_LEFT, _MIDDLE, _RIGHT = 260, 620, 520


class MainWindow(QMainWindow):
    """Puts the panels together and connects them to the state; rules live elsewhere."""

    library_failed = Signal()  # there are no facts to work on

    def __init__(
        self,
        *,
        state: State,
        jobs: Jobs,
        dialogs: Asker,
        data: Path,
        templates: Path,
        config: Path,
        settings: Settings,
        brief: Path | None = None,
    ) -> None:
        super().__init__()
        self.state, self.jobs, self.dialogs = state, jobs, dialogs
        self._data, self._templates, self._config = data, templates, config
        self.settings = settings
        self._brief = brief
        self._asked_to_load = False
        self.desk = actions.Desk(state, jobs, dialogs, self)
        self._refresh = QTimer(self, singleShot=True, interval=_PREVIEW_PAUSE)
        self._refresh.timeout.connect(self.refresh)
        self._build_panes()
        self._build_menus()
        self._build_status()
        self._connect()
        self._apply_icons()
        self._restore()
        self._on_document_changed()

    # --- building ---

    def _build_panes(self) -> None:
        self.topics = TopicsPanel(self)
        self.choices = ChoicesPanel(self)
        self.visit = VisitPanel(self)
        self.facts = FactsPanel(self)
        self.preview = PreviewPanel(self)
        self.findings = FindingsPanel(self)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setChildrenCollapsible(False)
        for pane, width in (
            (self._left(), 210),
            (self.facts, 330),
            (self._right(), 300),
        ):
            pane.setMinimumWidth(width)
            self.panes.addWidget(pane)
        for number, stretch in enumerate((0, 3, 3)):
            self.panes.setStretchFactor(number, stretch)
        self.panes.setSizes([_LEFT, _MIDDLE, _RIGHT])
        frame = QWidget(self)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.addWidget(self.panes)
        self.setCentralWidget(frame)

    def _left(self) -> QWidget:
        contents = QWidget(self)
        layout = QVBoxLayout(contents)
        layout.addWidget(self.topics, 1)
        layout.addWidget(self.choices)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(contents, self.tr("&Contents"))
        self.tabs.addTab(self.visit, self.tr("Visit and &look"))
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(self.tr("What the pack holds, and what it is for"))
        return self.tabs

    def _right(self) -> QWidget:
        self.pages = QSplitter(Qt.Orientation.Vertical, self)
        self.pages.setChildrenCollapsible(False)
        self.pages.addWidget(self.preview)
        self.pages.addWidget(self.findings)
        self.pages.setStretchFactor(0, 4)
        self.pages.setStretchFactor(1, 1)
        return self.pages

    def _build_menus(self) -> None:
        self.menus = Menus(self, self.state.history)
        keys = QKeySequence.StandardKey
        self.menus.add(
            (
                Verb("new", self.tr("&New"), keys.New, self.new),
                Verb("open", self.tr("&Open…"), keys.Open, self.open),
                Verb("sample", self.tr("Open the sa&mple visit"), None, self.open_sample),
                Verb("save", self.tr("&Save"), keys.Save, self.save),
                Verb("save-as", self.tr("Save &as…"), QKeySequence("Ctrl+Shift+S"), self.save_as),
                Verb("export", self.tr("&Export both…"), QKeySequence("Ctrl+E"), self.export_both),
                Verb("docx", self.tr("Export &DOCX…"), QKeySequence("Ctrl+Shift+D"), self.export_docx),
                Verb("pdf", self.tr("Export &PDF…"), QKeySequence("Ctrl+Shift+P"), self.export_pdf),
                Verb("quit", self.tr("&Quit"), QKeySequence("Ctrl+Q"), self.close),
                Verb("find", self.tr("&Search the facts"), keys.Find, self.facts.focus_search),
                Verb("refresh", self.tr("Re&fresh"), QKeySequence("F5"), self.refresh),
                Verb("larger", self.tr("&Larger"), keys.ZoomIn, self.preview.zoom_in),
                Verb("smaller", self.tr("S&maller"), keys.ZoomOut, self.preview.zoom_out),
                Verb("next", self.tr("&Next page"), QKeySequence("Alt+PgDown"), self.preview.go_on),
                Verb(
                    "previous",
                    self.tr("&Previous page"),
                    QKeySequence("Alt+PgUp"),
                    self.preview.go_back,
                ),
                Verb("about", self.tr("&About briefgen"), None, self.about),
            )
        )
        files = ("new", "open", "recent", "sample", "", "save", "save-as", "", "export", "docx")
        self.menus.fill(
            (
                (self.tr("&File"), (*files, "pdf", "", "quit")),
                (self.tr("&Edit"), ("undo", "redo", "", "find")),
                (self.tr("Vie&w"), ("refresh", "", "larger", "smaller", "", "next", "previous")),
                (self.tr("&Help"), ("about",)),
            )
        )

    def _build_status(self) -> None:
        self.progress = ProgressStrip(self.jobs, self)
        self.base_name = QLabel(self)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self.base_name)

    def _connect(self) -> None:
        self.state.library_loaded.connect(self._on_library)
        self.state.request_changed.connect(self._on_request)
        self.state.listing_changed.connect(self._on_listing)
        self.state.document_changed.connect(self._on_document_changed)
        self.topics.topics_chosen.connect(self._on_topics)
        self.choices.request_changed.connect(self._on_choice)
        self.visit.request_changed.connect(self._on_choice)
        self.facts.search_changed.connect(self._on_search)
        self.facts.ticks_asked.connect(self._on_ticks)
        self.menus.recent_chosen.connect(self._on_recent)
        self.menus.recent_cleared.connect(self._on_recent_cleared)
        self.jobs.failed.connect(self._on_job_failed)
        self.jobs.cancelled.connect(self._on_cancelled)
        self.jobs.busy_changed.connect(self._on_busy)

    # --- loading ---

    def showEvent(self, event: QShowEvent) -> None:
        """Start loading once the window stands there."""
        super().showEvent(event)
        if not self._asked_to_load:
            self._asked_to_load = True
            QTimer.singleShot(0, self.load)

    @Slot()
    def load(self) -> None:
        """Load the facts off this thread."""
        self.statusBar().showMessage(self.tr("Loading the facts…"))
        work = partial(_load, self._data, self._templates)
        self.jobs.start(
            "load", work, on_done=self.state.set_library, on_failed=self._on_load_failed
        )

    def _on_load_failed(self, error: Exception) -> None:
        self.dialogs.failure(self, describe(error))
        self.library_failed.emit()

    @Slot()
    def _on_library(self) -> None:
        library = self.state.library
        assert library is not None
        self.statusBar().clearMessage()
        base = library.base
        self.base_name.setText(self.tr("{count} facts").format(count=len(base.facts)))
        self.topics.show_base(base)
        self.choices.show_library(library)
        self.visit.show_library(library)
        brief, self._brief = self._brief, None
        opened = bool(brief) and actions.open_brief(desk=self.desk, path=brief)
        if opened:
            self._remember()
        else:
            actions.open_sample(desk=self.desk, templates=self._templates)
        self._on_busy(busy=False)

    # --- showing the state ---

    @Slot()
    def _on_request(self) -> None:
        request, library = self.state.request, self.state.library
        self.choices.show_request(request)
        self.visit.show_request(request, library)
        if library:
            try:
                self.topics.show_chosen(library.base, request.topics)
            except BriefgenError as error:
                self.preview.say(str(error))
            self._refresh.start()

    @Slot()
    def _on_listing(self) -> None:
        library = self.state.library
        if library:
            self.topics.show_counts(self.state.listing.counts)
            self.facts.show_listing(library.base, self.state.judged, self.state.listing)

    @Slot()
    def _on_document_changed(self) -> None:
        name = self.state.path.name if self.state.path else self.state.request.visit.title
        self.setWindowTitle(self.tr("{name}[*] – briefgen").format(name=name))
        self.setWindowModified(self.state.unsaved)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:  # noqa: ARG002 - a signal's value
        ready = self.state.library is not None
        exporting = self.jobs.waiting_for(actions.EXPORT)
        for name in ("export", "docx", "pdf"):
            self.menus.actions[name].setEnabled(ready and not exporting)
        for name in ("new", "open", "sample", "save", "save-as", "refresh"):
            self.menus.actions[name].setEnabled(ready)
        self.preview.show_updating(updating=self.jobs.waiting_for(actions.PREVIEW))

    # --- the preview ---

    @Slot()
    def refresh(self) -> None:
        """Make the pack anew and show its pages."""
        self._refresh.stop()
        actions.refresh_preview(
            desk=self.desk, on_done=self._on_preview, on_failed=self._on_preview_failed
        )

    def _on_preview(self, preview: Preview) -> None:
        self.preview.say("")
        self.preview.show_pdf(preview.pdf)
        self.findings.show_findings(preview.made.findings)

    def _on_preview_failed(self, error: Exception) -> None:
        if isinstance(error, BriefgenError):
            self.preview.say(str(error))
        else:
            self._on_job_failed(error)

    # --- verbs ---

    @Slot()
    def new(self) -> None:
        """Start with an empty request."""
        actions.new_brief(desk=self.desk)

    @Slot()
    def open(self) -> None:
        """Open a .brief."""
        if actions.open_brief(desk=self.desk):
            self._remember()

    @Slot()
    def open_sample(self) -> None:
        """Show the sample visit."""
        if actions.may_leave(desk=self.desk):
            actions.open_sample(desk=self.desk, templates=self._templates)

    @Slot()
    def save(self) -> None:
        """Save the .brief."""
        if actions.save_brief(desk=self.desk):
            self._remember()

    @Slot()
    def save_as(self) -> None:
        """Save the .brief under another name."""
        if actions.save_brief_as(desk=self.desk):
            self._remember()

    @Slot()
    def export_both(self) -> None:
        """Write a DOCX and a PDF."""
        self._export((DOCX, PDF))

    @Slot()
    def export_docx(self) -> None:
        """Write a DOCX."""
        self._export((DOCX,))

    @Slot()
    def export_pdf(self) -> None:
        """Write a PDF."""
        self._export((PDF,))

    def _export(self, suffixes: tuple[str, ...]) -> None:
        actions.export_pack(desk=self.desk, suffixes=suffixes, on_done=self._on_exported)

    def _on_exported(self, exported: Exported) -> None:
        names = self.tr(" and ").join(str(path) for path in exported.paths)
        self.statusBar().showMessage(self.tr("Written: {names}").format(names=names))

    @Slot()
    def about(self) -> None:
        """Say what this program is and which facts it works on."""
        library = self.state.library
        facts = library.base if library else None
        words = (
            self.tr("Facts: {name} {version}, {count} of them").format(
                name=facts.name, version=facts.version, count=len(facts.facts)
            )
            if facts
            else ""
        )
        self.dialogs.about(self, words)

    # --- what the panels ask for ---

    @Slot(object)
    def _on_topics(self, topics: set[str]) -> None:
        actions.choose_topics(desk=self.desk, topics=topics)

    @Slot(object, str, str)
    def _on_choice(self, request: Request, words: str, merge: str) -> None:
        self.state.change(request, words, merge)

    @Slot(str, bool)
    def _on_search(self, words: str, everything: bool) -> None:
        self.state.show(words, everything=everything)

    @Slot(object, bool)
    def _on_ticks(self, facts: list[Judged], include: bool) -> None:
        actions.tick_facts(desk=self.desk, facts=facts, include=include)

    @Slot(object)
    def _on_recent(self, path: Path) -> None:
        if actions.open_brief(desk=self.desk, path=path):
            self._remember()

    @Slot()
    def _on_recent_cleared(self) -> None:
        self.settings = replace(self.settings, recent=())
        self.menus.show_recent(())

    @Slot(object)
    def _on_job_failed(self, error: Exception) -> None:
        self.dialogs.failure(self, describe(error))

    @Slot(str)
    def _on_cancelled(self, key: str) -> None:
        words = (
            self.tr("Export stopped; nothing was written.")
            if key == actions.EXPORT
            else self.tr("Stopped. F5 makes the preview anew.")
        )
        self.statusBar().showMessage(words, _MESSAGE_TIME)

    # --- what is remembered ---

    def _remember(self) -> None:
        if self.state.path:
            self.settings = self.settings.with_recent(self.state.path)
            self.menus.show_recent(self.settings.recent)

    def _restore(self) -> None:
        self.resize(*_SIZE)
        kept = self.settings
        places: tuple[tuple[str, Callable[[QByteArray], object]], ...] = (
            (kept.geometry, self.restoreGeometry),
            (kept.panes, self.panes.restoreState),
            (kept.facts_panes, self.facts.splitter.restoreState),
            (kept.preview_panes, self.pages.restoreState),
        )
        for value, restore in places:
            if value:
                restore(QByteArray.fromBase64(value.encode()))
        self.preview.set_zoom_name(kept.zoom)
        self.menus.show_recent(kept.recent)
        self._on_busy(busy=False)

    def current_settings(self) -> Settings:
        """What to remember of the window as it stands."""
        return replace(
            self.settings,
            geometry=_text(self.saveGeometry()),
            panes=_text(self.panes.saveState()),
            facts_panes=_text(self.facts.splitter.saveState()),
            preview_panes=_text(self.pages.saveState()),
            zoom=self.preview.zoom_name,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then stop the work under way and remember the shape."""
        if not actions.may_leave(desk=self.desk):
            event.ignore()
            return
        self._refresh.stop()
        self.jobs.finish()
        try:
            write_settings(self._config, self.current_settings())
        except (BriefgenError, OSError) as error:
            self.dialogs.failure(self, describe(error))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the pictures anew when the system turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._apply_icons()

    def _apply_icons(self) -> None:
        self.setWindowIcon(app_icon())
        self.menus.apply_icons()
        self.preview.apply_icons()
        self.facts.model.set_icons(standing_icons(self.palette()))


def _load(data: Path, templates: Path, on_step: Callable[[str], None]) -> Library:
    on_step("load")
    return load_library(data, templates)


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()
