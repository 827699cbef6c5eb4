"""The facts: a search field, the list with a tick each, and the chosen fact in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QStyle,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.counting import count_of_facts
from briefgen.desktop.delegates import OutlinedChecks
from briefgen.desktop.fact_text import FACT_LINK, fact_page
from briefgen.desktop.facts_model import (
    DATE,
    INCLUDED,
    SOURCES,
    STATEMENT,
    TOPIC,
    USE,
    FactsModel,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from briefgen.desktop.standing import Judged, Listing
    from briefgen.factbase.base import FactBase

_PAUSE = 150  # milliseconds without a key before the search runs
_LINES = 3  # of a statement shown in a row
# Below these widths, in letters, a column gives its room to the statement; the detail shows it.
_ROOM_FOR = {DATE: 35, USE: 78, SOURCES: 93, TOPIC: 116}
_ROOM_FOR_STANDING = 48  # below it the signs stand without their words


class FactsTable(QTableView):
    """The list itself: space ticks the chosen rows, and narrow windows keep the statement."""

    tick_asked = Signal(object)  # the list of rows to turn over

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._signs_alone = False  # in the column of how a fact stands
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(OutlinedChecks(self))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Facts"))
        self.setAccessibleDescription(self.tr("Space takes a fact into the pack or out of it."))
        rows = self.verticalHeader()
        rows.hide()
        rows.setAccessibleName(self.tr("Rows of the facts"))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() * _LINES + 10)

    def _standing_width(self) -> int:
        """Of the tick and the sign, with the words beside them where there is room."""
        if not self._signs_alone:
            words = "MMMM" + self.tr("Founding")
            return self.fontMetrics().horizontalAdvance(words) + 16
        metrics = QStyle.PixelMetric
        parts = (metrics.PM_IndicatorWidth, metrics.PM_SmallIconSize)
        margin = self.style().pixelMetric(metrics.PM_FocusFrameHMargin) + 1
        return sum(self.style().pixelMetric(part) + 2 * margin for part in parts) + 2 * margin

    def fit_columns(self) -> None:
        """Give each column what its words need and the statement the rest."""
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Columns of the facts"))
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicator(DATE, Qt.SortOrder.DescendingOrder)
        for column, sample in (
            (DATE, "2026-02-03"),
            (TOPIC, self.tr("Targets and potential")),
            (USE, self.tr("Background")),
            (SOURCES, self.tr("Sources")),
        ):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(sample) + 16)
        header.setSectionResizeMode(INCLUDED, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(INCLUDED, self._standing_width())
        header.setSectionResizeMode(STATEMENT, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what there is no room for."""
        letters = self.viewport().width() // self.fontMetrics().averageCharWidth()
        for column, wanted in _ROOM_FOR.items():
            self.setColumnHidden(column, letters < wanted)
        signs = letters < _ROOM_FOR_STANDING
        if signs is not self._signs_alone:
            self._signs_alone = signs
            self.setColumnWidth(INCLUDED, self._standing_width())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the ticks of the chosen rows over with the space key."""
        if event.key() == Qt.Key.Key_Space and self.selectionModel().hasSelection():
            self.tick_asked.emit([index.row() for index in self.selectionModel().selectedRows()])
        else:
            super().keyPressEvent(event)


class FactsPanel(QWidget):
    """The middle pane: search, list, detail."""

    search_changed = Signal(str, bool, bool)  # the words; all there is? only what is disputed?
    ticks_asked = Signal(object, bool)  # a list of Judged, and whether they shall be in
    words_asked = Signal(str)  # the id of a fact that shall be put in other words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: FactBase | None = None
        self._judged: Mapping[str, Judged] = {}
        self._listing: Listing | None = None
        self._printed: Collection[str] | None = None
        self._shown = ""  # id of the fact in the detail
        self._words = ""  # that were searched for when the list was filled
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._build_search())
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._build_list())
        self.splitter.addWidget(self._build_detail())
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout.addWidget(self.splitter)

    def _build_search(self) -> QHBoxLayout:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search the facts"))
        self.search.setAccessibleName(self.tr("Search the facts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        self.everything = CheckBox(self.tr("&All facts"), self)
        self.everything.setToolTip(
            self.tr("Also list facts outside the topics and dates; tick one to pin it.")
        )
        self.everything.toggled.connect(self._on_search)
        self.disputed = CheckBox(self.tr("Disputed"), self)
        self.disputed.setToolTip(
            self.tr("List only facts that others disagree with; who does stands below the fact.")
        )
        self.disputed.toggled.connect(self._on_search)
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.everything)
        row.addWidget(self.disputed)
        return row

    def _build_list(self) -> QWidget:
        box = QWidget(self)
        self.model = FactsModel(self)
        self.table = FactsTable(box)
        self.table.setModel(self.model)
        self.table.fit_columns()
        self.count = QLabel(box)
        self.count.setWordWrap(True)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.count)
        self.model.tick_asked.connect(self._on_tick)
        self.model.modelReset.connect(self._keep_shown)
        self.table.tick_asked.connect(self._on_rows_ticked)
        self.table.doubleClicked.connect(self._on_double_click)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        return box

    def _build_detail(self) -> QTextBrowser:
        self.detail = QTextBrowser(self)
        self.detail.setOpenLinks(False)
        self.detail.setAccessibleName(self.tr("The fact in full"))
        self.detail.setPlaceholderText(self.tr("Choose a fact to read it in full."))
        self.detail.setMinimumHeight(90)
        self.detail.anchorClicked.connect(self._on_link)
        return self.detail

    # --- showing ---

    def show_printed(self, printed: Collection[str] | None) -> None:
        """Tell which facts are ``printed`` in the pages shown; None while that is not known."""
        self._printed = printed
        self.model.show_printed(printed)
        if self._listing:
            self.count.setText(self._counted(self._listing))

    def show_listing(self, base: FactBase, judged: Mapping[str, Judged], listing: Listing) -> None:
        """List the facts of ``listing`` and say how many there are."""
        self._base, self._judged, self._listing = base, judged, listing
        before = self.table.currentIndex().row()
        self.model.show_facts(base, listing.facts)
        self.count.setText(self._counted(listing))
        if self.model.row_of(self._shown) >= 0:
            self.show_fact(self._shown)
        else:
            self._show_another(before)
        self._words = self.search.text()

    def _show_another(self, before: int) -> None:
        """The fact of the detail is not listed: show what stands in its place, or the first."""
        self._shown = ""
        self.detail.clear()
        row = before if self.search.text() == self._words else 0
        if self.model.rowCount():
            row = min(max(row, 0), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, STATEMENT))

    def _counted(self, listing: Listing) -> str:
        """How much is listed, what is chosen and what of it is printed, and why nothing is."""
        counted = self.tr("{listed} listed; {included} of {facts} chosen").format(
            listed=len(listing.facts),
            included=listing.included,
            facts=count_of_facts(listing.total),
        )
        printed = self._printed
        if printed is not None:
            count = sum(one.standing.included for one in map(self._judged.get, printed) if one)
            counted = self.tr("{counted}, {printed} printed").format(counted=counted, printed=count)
        if listing.facts:
            return counted
        if not self.search.text().strip():
            return self._counted_disputed(counted)
        if self.everything.isChecked():
            return self.tr("No fact holds these words. {counted}").format(counted=counted)
        return self.tr(
            "No fact of these topics and dates holds these words; "
            "“All facts” looks in all. {counted}"
        ).format(counted=counted)

    def _counted_disputed(self, counted: str) -> str:
        if not self.disputed.isChecked() or self.everything.isChecked():
            return counted
        words = self.tr(
            "No fact of these topics and dates is disputed; “All facts” looks in all. {counted}"
        )
        return words.format(counted=counted)

    def show_fact(self, fact: str) -> None:
        """Show the fact with this id in full, and choose it in the list where it is listed."""
        one = self._judged.get(fact)
        if self._base is None or one is None:
            return
        position = self.detail.verticalScrollBar().value() if fact == self._shown else 0
        self._shown = fact
        self.detail.setHtml(fact_page(self._base, one))
        self.detail.verticalScrollBar().setValue(position)
        row = self.model.row_of(fact)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, STATEMENT))

    @property
    def shown_fact(self) -> str:
        """The id of the fact in the detail, or ""."""
        return self._shown

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor in the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- what the user does ---

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _on_search(self) -> None:
        self._pause.stop()
        everything, disputed = self.everything.isChecked(), self.disputed.isChecked()
        self.search_changed.emit(self.search.text(), everything, disputed)

    @Slot(object, bool)
    def _on_tick(self, one: Judged, include: bool) -> None:
        self.ticks_asked.emit([one], include)

    @Slot(object)
    def _on_rows_ticked(self, rows: list[int]) -> None:
        found = [one for one in map(self.model.fact_at, rows) if one and one.standing.printable]
        if found:
            self.ticks_asked.emit(found, not all(one.standing.included for one in found))

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.fact_at(current.row())
        if one and one.fact.id != self._shown:
            self.show_fact(one.fact.id)

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        one = self.model.fact_at(index.row())
        if one and one.standing.included and index.column() != INCLUDED:
            self.words_asked.emit(one.fact.id)

    @Slot()
    def _keep_shown(self) -> None:
        row = self.model.row_of(self._shown)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, STATEMENT))

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith(FACT_LINK):
            fact = address.removeprefix(FACT_LINK)
            if self.model.row_of(fact) < 0:  # where it can be ticked
                self.everything.setChecked(True)
            self.show_fact(fact)
