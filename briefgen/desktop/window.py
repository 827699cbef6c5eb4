"""The one window: topics and visit on the left, facts in the middle, the pages on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from briefgen.desktop import actions, overriding
from briefgen.desktop.checked_dock import CheckedDock
from briefgen.desktop.control_words import explain_parts, explain_verbs
from briefgen.desktop.counting import count_of_facts
from briefgen.desktop.errors import describe
from briefgen.desktop.explaining import is_about, page_in_focus
from briefgen.desktop.facts_at_hand import FactsAtHand, Places
from briefgen.desktop.help_topics import topics
from briefgen.desktop.icons import app_icon
from briefgen.desktop.letters import carry_letters
from briefgen.desktop.likelihoods import likelihoods
from briefgen.desktop.live_preview import LivePreview
from briefgen.desktop.menus import Menus
from briefgen.desktop.own_files import OwnFiles
from briefgen.desktop.panes import Panes, as_text
from briefgen.desktop.progress import ProgressStrip
from briefgen.desktop.rescue import Rescue
from briefgen.desktop.reveal_dock import RevealDock
from briefgen.desktop.settings import FILE_NAME, Settings, read_settings, write_settings
from briefgen.desktop.shared_switches import SharedSwitches
from briefgen.desktop.verbs import Verbs
from briefgen.desktop.window_keys import WindowKeys
from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from briefgen.desktop.checking import CheckedPack
    from briefgen.desktop.dialogs import Asker
    from briefgen.desktop.jobs import Jobs
    from briefgen.desktop.standing import Judged
    from briefgen.desktop.state import State
    from briefgen.pack.findings import Finding
    from briefgen.pack.request import Likelihood, Request
    from briefgen.render.revealing.lines import Revealed

_MESSAGE_TIME = 10_000  # milliseconds a message stands in the status bar
_SIZE = (1360, 840)


class MainWindow(QMainWindow):
    """Puts the panes together and connects them to the state; rules live elsewhere."""

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
        unsaved: Path,
        settings: Settings,
        brief: Path | None = None,
    ) -> None:
        super().__init__()
        self.state, self.jobs, self.dialogs, self.settings = state, jobs, dialogs, settings
        self._data, self._templates, self._config = data, templates, config
        self._brief = brief
        self._asked_to_load = self._has_begun = False
        self.desk = actions.Desk(state, jobs, dialogs, self)
        self.rescue = Rescue(state, unsaved, self, is_on=settings.keep_unsaved)
        self.switches = SharedSwitches(config, self)
        self._build()
        self._connect()
        self._restore()
        self._on_document_changed()
        self._on_busy(busy=False)

    # --- building ---

    def _build(self) -> None:
        self.panes = Panes(self)
        frame = QWidget(self)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.addWidget(self.panes)
        self.setCentralWidget(frame)
        self.live = LivePreview(self.desk, self.panes)
        places = Places(self._data, self._templates)
        self.facts_at_hand = FactsAtHand(self.desk, places)
        self.verbs = Verbs(self.desk, self.panes, self.live, self.facts_at_hand)
        self.own_files = OwnFiles(self.desk, self.panes, self._templates)
        self.menus = Menus(self, self.state.history)
        for teller in (self.verbs.file_verbs, self.verbs.view_verbs, self.facts_at_hand.verbs):
            self.menus.add(teller())
        self.menus.take(self.panes.topics.verbs())
        self.reveals = RevealDock(self)
        self.reveals.names = self.panes.visit.names
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.reveals)
        self.menus.actions["reveals"] = self.reveals.toggleViewAction()
        self.menus.actions["folder"] = self.reveals.written.verb
        self.checked = CheckedDock(self)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.checked)
        self.menus.actions["checked"] = self.checked.toggleViewAction()
        self.panes.lead_to(self.reveals.written, self.reveals.tree, self.checked.tree)
        self.menus.fill(self.verbs.menus())
        self.panes.facts.table.addAction(self.menus.actions["reword"])
        self.progress = ProgressStrip(self.jobs, self)
        self.base_name = QLabel(self)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self.base_name)
        explain_parts(self.panes)
        explain_verbs(self.menus)
        of_fields = ("undo", "redo")  # what was typed last is theirs
        WindowKeys(self, (v for name, v in self.menus.actions.items() if name not in of_fields))
        is_about(self.reveals, "later")
        is_about(self.checked, "later")
        self._apply_icons()
        self.panes.focus_left()

    def _connect(self) -> None:
        self.state.library_loaded.connect(self._on_library)
        self.state.starting_afresh.connect(self.panes.start_afresh)
        self.state.request_changed.connect(self._on_request)
        self.state.listing_changed.connect(self._on_listing)
        self.state.document_changed.connect(self._on_document_changed)
        self.panes.topics.topics_chosen.connect(self._on_topics)
        self.panes.topics.move_asked.connect(self._on_move)
        self.panes.topics.likelihood_asked.connect(self._on_likelihood)
        self.panes.choices.request_changed.connect(self._on_choice)
        self.panes.visit.request_changed.connect(self._on_choice)
        self.panes.facts.search_changed.connect(self._on_search)
        self.panes.facts.ticks_asked.connect(self._on_ticks)
        self.panes.facts.words_asked.connect(self.verbs.reword)
        self.panes.findings.override_asked.connect(self._on_override)
        self.panes.findings.taking_back_asked.connect(self._on_taking_back)
        self.verbs.file_used.connect(self._on_file_used)
        self.verbs.settings_asked.connect(self._on_settings)
        self.verbs.help_asked.connect(self._on_help)
        for teller in (self.verbs, self.reveals.written, self.facts_at_hand):
            teller.told.connect(self.statusBar().showMessage)
        self.verbs.revealed.connect(self._on_revealed)
        self.verbs.checked.connect(self._on_checked)
        self.facts_at_hand.failed.connect(self.library_failed)
        self.facts_at_hand.taken.connect(self._on_facts_taken)
        self.menus.recent_chosen.connect(self.verbs.open)
        self.menus.recent_cleared.connect(self._on_recent_cleared)
        for name in ("undo", "redo"):  # what the status bar tells may no longer be so
            self.menus.actions[name].triggered.connect(self.statusBar().clearMessage)
        self.rescue.keeping.connect(self.switches.look)
        self.switches.turned.connect(self._on_turned_elsewhere)
        self.rescue.failed.connect(self._on_nothing_kept)
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
        self.facts_at_hand.load(self.settings.facts)

    @Slot(str)
    def _on_facts_taken(self, own: str) -> None:
        self.settings = replace(self.settings, facts=own)
        self._keep_settings()
        self.live.refresh()

    @Slot()
    def _on_library(self) -> None:
        library = self.state.library
        assert library is not None
        self.statusBar().clearMessage()
        count = count_of_facts(len(library.base.facts))
        words = self.tr("{count} of your own: {name}")
        own = library.own
        self.base_name.setText(words.format(count=count, name=own.name) if own else count)
        self.base_name.setToolTip("\n".join((*([str(own)] if own else []), *library.remarks)))
        self.panes.topics.show_base(library.base)
        self.panes.choices.show_library(library)
        self.panes.visit.show_library(library)
        if self._has_begun:  # newer facts were taken in: the brief stays
            self._on_request()
            self._on_busy(busy=False)
            return
        self._has_begun = True
        brief, self._brief = self._brief, None
        if brief is None or not self.verbs.open(brief):
            actions.open_sample(desk=self.desk, templates=self._templates)
        actions.offer_unsaved(desk=self.desk, rescue=self.rescue)
        if library.remarks:
            self.statusBar().showMessage(library.remarks[0])
        self._on_busy(busy=False)

    # --- showing the state ---

    @Slot()
    def _on_request(self) -> None:
        request, library = self.state.request, self.state.library
        carry_letters(request.language)
        self._on_document_changed()  # the title of the visit may be another
        self.panes.choices.show_request(request)
        self.panes.visit.show_request(request)
        if library:
            self.panes.topics.show_chosen(self.state.topics)
            self.panes.topics.show_order(request.order)
            self.panes.topics.show_likelihoods(likelihoods(library.base, request))

    @Slot()
    def _on_listing(self) -> None:
        library = self.state.library
        if library:
            self.panes.topics.show_counts(self.state.listing.counts)
            self.panes.facts.show_listing(library.base, self.state.judged, self.state.listing)

    @Slot()
    def _on_document_changed(self) -> None:
        name = self.state.path.name if self.state.path else self.state.request.visit.title
        own = self.state.library.own if self.state.library else None
        if own:
            name = self.tr("{name} – facts: {facts}").format(name=name, facts=own.name)
        self.setWindowTitle(self.tr("{name}[*] – briefgen").format(name=name))
        self.setWindowModified(self.state.unsaved)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:  # noqa: ARG002 - a signal's value
        ready = self.state.library is not None
        exporting = self.jobs.waiting_for(actions.EXPORT)
        for name in ("export", "docx", "pdf"):
            self.menus.actions[name].setEnabled(ready and not exporting)
        files = "new open sample save save-as edits update own-facts addendum verify"
        for name in (*files.split(), "reword", "refresh", "show"):
            self.menus.actions[name].setEnabled(ready)
        own = bool(self.state.library and self.state.library.own)
        self.menus.actions["bundled"].setEnabled(own)
        self.panes.preview.show_updating(updating=self.jobs.waiting_for(actions.PREVIEW))

    # --- what the panels ask for ---

    @Slot(object)
    def _on_topics(self, topics: set[str]) -> None:
        actions.choose_topics(desk=self.desk, topics=topics)

    @Slot(str, int)
    def _on_move(self, name: str, step: int) -> None:
        actions.move_topic(desk=self.desk, name=name, step=step)

    @Slot(str, object)
    def _on_likelihood(self, name: str, likelihood: Likelihood) -> None:
        actions.set_likelihood(desk=self.desk, name=name, likelihood=likelihood)

    @Slot(object, str, str)
    def _on_choice(self, request: Request, words: str, merge: str) -> None:
        self.state.change(request, words, merge)

    @Slot(str, bool, bool)
    def _on_search(self, words: str, everything: bool, disputed: bool) -> None:
        self.state.show(words, everything=everything, disputed=disputed)

    @Slot(object, bool)
    def _on_ticks(self, facts: list[Judged], include: bool) -> None:
        actions.tick_facts(desk=self.desk, facts=facts, include=include)

    @Slot(object)
    def _on_override(self, finding: Finding) -> None:
        overriding.let_fail(desk=self.desk, finding=finding)

    @Slot(str)
    def _on_taking_back(self, rule: str) -> None:
        overriding.let_block(desk=self.desk, rule=rule)

    @Slot(object, object)
    def _on_revealed(self, revealed: Sequence[Revealed], written: Sequence[Path]) -> None:
        self.checked.hide()  # one of the two at a time leaves the pages their room
        self.reveals.show_revealed(revealed, written)

    @Slot(object)
    def _on_checked(self, checked: CheckedPack) -> None:
        self.reveals.hide()
        self.checked.show_checked(checked)
        self.statusBar().showMessage(self.checked.summary(checked))

    @Slot(str)
    def _on_help(self, name: str) -> None:
        from briefgen.desktop.help_window import keys_page, open_help  # noqa: PLC0415 - few ask

        open_help(self, (*topics(), keys_page(self.menus.listed())), name or page_in_focus())

    @Slot(object)
    def _on_job_failed(self, error: Exception) -> None:
        self.dialogs.failure(self, describe(error))

    @Slot(str)
    def _on_nothing_kept(self, why: str) -> None:
        words = self.tr("Save often: unsaved work cannot be kept in case of a crash. {why}")
        self.statusBar().showMessage(words.format(why=why), _MESSAGE_TIME)

    @Slot(str)
    def _on_cancelled(self, key: str) -> None:
        words = (
            self.tr("Export stopped; nothing was written.")
            if key == actions.EXPORT
            else self.tr("Stopped. F5 makes the preview anew.")
        )
        self.statusBar().showMessage(words, _MESSAGE_TIME)

    # --- what is remembered ---

    @Slot()
    def _on_file_used(self) -> None:
        if self.state.path:
            self.settings = self.settings.with_recent(self.state.path)
            self.menus.show_recent(self.settings.recent)

    @Slot()
    def _on_recent_cleared(self) -> None:
        self.settings = replace(self.settings, recent=())
        self.menus.show_recent(())

    @Slot()
    def _on_settings(self) -> None:
        chosen = self.dialogs.settings(self, self.settings, self.rescue)
        if chosen is None or chosen == self.settings:
            return
        self.settings = chosen
        self.rescue.switch(is_on=chosen.keep_unsaved)
        self.menus.show_recent(chosen.recent)
        self._keep_settings()

    @Slot(object)
    def _on_turned_elsewhere(self, kept: Settings) -> None:
        """Follow the switches that another window has turned."""
        followed = self.settings.as_switched(kept)
        if followed != self.settings:
            self.settings = followed
            self.rescue.switch(is_on=followed.keep_unsaved)
            self.menus.show_recent(followed.recent)

    def _keep_settings(self) -> None:
        try:
            write_settings(self._config, self.settings)
        except (BriefgenError, OSError) as error:
            self.dialogs.failure(self, describe(error))

    def _restore(self) -> None:
        self.resize(*_SIZE)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        self.panes.restore(self.settings)
        self.menus.show_recent(self.settings.recent)
        folders = (Path(name).parent for name in self.settings.recent)
        self.state.folder = next(folders, None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then stop the work under way and remember the shape."""
        if not actions.may_leave(desk=self.desk):
            event.ignore()
            return
        self.rescue.let_go()
        self.live.stop()
        self.jobs.finish()
        self.settings = replace(
            self.panes.remembered(self.settings), geometry=as_text(self.saveGeometry())
        )
        if (self._config / FILE_NAME).exists():  # another window may have turned a switch
            kept, trouble = read_settings(self._config)
            self.settings = self.settings if trouble else self.settings.as_switched(kept)
        self._keep_settings()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the pictures anew when the system turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._apply_icons()

    def _apply_icons(self) -> None:
        self.setWindowIcon(app_icon())
        self.menus.apply_icons()
        self.panes.apply_icons()
