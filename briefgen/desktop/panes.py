"""The three panes side by side: what to put in, which facts, and the pages it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QTabWidget, QVBoxLayout, QWidget

from briefgen.desktop.choices_panel import ChoicesPanel
from briefgen.desktop.facts_panel import FactsPanel
from briefgen.desktop.findings_panel import FindingsPanel
from briefgen.desktop.icons import standing_icons
from briefgen.desktop.preview import PreviewPanel
from briefgen.desktop.room_panel import RoomPanel
from briefgen.desktop.topics_panel import TopicsPanel
from briefgen.desktop.visit_panel import VisitPanel

if TYPE_CHECKING:
    from briefgen.desktop.settings import Settings

_OF_HEIGHT = 0.4  # of the right pane that unfolded findings take
_SIZES = (335, 575, 490)
_SMALLEST = (250, 330, 300)


class Panes(QSplitter):
    """Holds the panels and the lines between them that a user can drag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.topics = TopicsPanel(self)
        self.choices = ChoicesPanel(self)
        self.visit = VisitPanel(self)
        self.facts = FactsPanel(self)
        self.preview = PreviewPanel(self)
        self.room = RoomPanel(self)
        self.findings = FindingsPanel(self)
        self.findings.names = self.visit.names
        self._below: tuple[QWidget, ...] = ()
        self.tabs = self._left()
        self.pages = self._right()
        self.setChildrenCollapsible(False)
        for pane, smallest in zip((self.tabs, self.facts, self.pages), _SMALLEST, strict=True):
            pane.setMinimumWidth(smallest)
            self.addWidget(pane)
        for number, stretch in enumerate((0, 3, 3)):
            self.setStretchFactor(number, stretch)
        self.setSizes(list(_SIZES))

    def _left(self) -> QTabWidget:
        contents = QWidget(self)
        layout = QVBoxLayout(contents)
        layout.addWidget(self.topics, 1)
        layout.addWidget(self.choices)
        tabs = QTabWidget(self)
        bar = _KeyedTabs(tabs)
        bar.asked.connect(self.focus_left)
        tabs.setTabBar(bar)
        tabs.addTab(contents, self.tr("&Contents"))
        tabs.addTab(self.visit, self.tr("Visit and &look"))
        for widget in (tabs, tabs.tabBar()):
            widget.setAccessibleName(self.tr("What the pack holds, and what it is for"))
        return tabs

    @property
    def fault(self) -> str:
        """What is wrong with a date, or what else was typed and refused; empty where nothing is."""
        return self.choices.fault or self.visit.fault

    def lead_to_fault(self) -> None:
        """Put the cursor there."""
        in_dates = bool(self.choices.fault)
        self.tabs.setCurrentIndex(0 if in_dates else 1)
        if in_dates:
            self.choices.first.setFocus()
        else:
            self.visit.lead_to_fault()

    @Slot()
    def start_afresh(self) -> None:
        """Keep nothing that was typed and refused: another brief is shown next."""
        self.choices.start_afresh()
        self.visit.start_afresh()

    def lead_to(self, *parts: QWidget) -> None:
        """Let F6 lead to ``parts`` below the panes too, where they are in sight."""
        self._below = parts

    @Slot()
    def focus_left(self) -> None:
        """Put the cursor into what the left pane shows: the topics, or the list of pages."""
        first = self.visit.list if self.tabs.currentWidget() is self.visit else self.topics.tree
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def focus_next(self) -> None:
        """Put the cursor into the next part: left, facts, pages, what to say, checks, below."""
        self._focus_part(1)

    @Slot()
    def focus_previous(self) -> None:
        """Put the cursor into the part before."""
        self._focus_part(-1)

    def _focus_part(self, step: int) -> None:
        left = self.visit.list if self.tabs.currentWidget() is self.visit else self.topics.tree
        parts: tuple[tuple[QWidget, QWidget], ...] = (
            (self.tabs, left),
            (self.facts, self.facts.table),
            (self.preview, self.preview.view),
            (self.room, self.room.button),
            (self.findings, self.findings.button),
            *((part, part) for part in self._below),
        )
        ready = [(part, first) for part, first in parts if first.isVisible() and first.isEnabled()]
        at = QApplication.focusWidget()
        here = [
            number for number, (part, _first) in enumerate(ready) if at and part.isAncestorOf(at)
        ]
        there = (here[0] + step) % len(ready) if here else 0
        ready[there][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _right(self) -> QSplitter:
        pages = QSplitter(Qt.Orientation.Vertical, self)
        pages.setChildrenCollapsible(False)
        pages.addWidget(self.preview)
        pages.addWidget(self.room)
        pages.addWidget(self.findings)
        for place, stretch in enumerate((4, 1, 1)):
            pages.setStretchFactor(place, stretch)
        self.findings.button.toggled.connect(self._on_findings_unfolded)
        return pages

    @Slot(bool)
    def _on_findings_unfolded(self, unfolded: bool) -> None:
        """Give what is to be read more room than its least, where the pages can spare it."""
        preview, room, findings = self.pages.sizes()
        wanted = int(_OF_HEIGHT * self.pages.height())
        if unfolded and findings < wanted:
            self.pages.setSizes([preview + findings - wanted, room, wanted])

    def apply_icons(self) -> None:
        """Draw the pictures in the colours of the palette as it is now."""
        self.preview.apply_icons()
        self.room.apply_icons()
        self.facts.model.set_icons(standing_icons(self.palette()))

    def restore(self, settings: Settings) -> None:
        """Take up the shape that was remembered."""
        for splitter, kept in (
            (self, settings.panes),
            (self.facts.splitter, settings.facts_panes),
            (self.pages, settings.preview_panes),
        ):
            if kept:
                splitter.restoreState(QByteArray.fromBase64(kept.encode()))
        self.preview.set_zoom_name(settings.zoom)

    def remembered(self, settings: Settings) -> Settings:
        """``settings`` with the shape as it is now."""
        return replace(
            settings,
            panes=as_text(self.saveState()),
            facts_panes=as_text(self.facts.splitter.saveState()),
            preview_panes=as_text(self.pages.saveState()),
            zoom=self.preview.zoom_name,
        )


class _KeyedTabs(QTabBar):
    """Tabs whose keys (Alt and the underlined letter) tell that they were pressed.

    A bar of Qt turns to the tab and leaves the cursor where it was.
    """

    asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Turn to the tab as ever, then tell of its key."""
        taken = super().event(event)
        if taken and event.type() is QEvent.Type.Shortcut:
            self.asked.emit()
        return taken


def as_text(state: QByteArray) -> str:
    """Bytes of Qt as text for a settings file."""
    return bytes(state.toBase64().data()).decode()
