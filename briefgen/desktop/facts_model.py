"""The list of facts as a table model: ids and records in a Python list, no proxy between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefgen.desktop.standing import Standing
from briefgen.desktop.words import date_text, standing_text, standing_tip, use_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QIcon

    from briefgen.desktop.standing import Judged
    from briefgen.factbase.base import FactBase

    AnyIndex = QModelIndex | QPersistentModelIndex

INCLUDED, DATE, TOPIC, STATEMENT, USE, SOURCES = range(6)
_NONE = QModelIndex()


class FactsModel(QAbstractTableModel):
    """The listed facts, one a row; ticking the first column asks for a fact in or out."""

    tick_asked = Signal(object, bool)  # a Judged, and whether it shall be in the pack

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base: FactBase | None = None
        self._rows: list[Judged] = []
        self._sorting = (DATE, Qt.SortOrder.DescendingOrder)
        self._icons: dict[Standing, QIcon] = {}
        self._printed: Collection[str] | None = None

    # --- what is listed ---

    def set_icons(self, icons: dict[Standing, QIcon]) -> None:
        """Use ``icons`` for the ways a fact can stand."""
        self._icons = icons
        self._redraw()

    def show_printed(self, printed: Collection[str] | None) -> None:
        """Tell of the chosen facts which are not among those ``printed``, if that is known."""
        self._printed = printed
        self._redraw()

    def show_facts(self, base: FactBase, facts: Sequence[Judged]) -> None:
        """List ``facts`` of ``base``; a list of the same facts is only redrawn."""
        rows = self._sorted(facts)
        if self._base is base and [r.fact.id for r in rows] == [r.fact.id for r in self._rows]:
            self._rows = rows
            self._redraw()
            return
        self.beginResetModel()
        self._base, self._rows = base, rows
        self.endResetModel()

    def fact_at(self, row: int) -> Judged | None:
        """The fact in ``row``, None outside the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, fact: str) -> int:
        """The row of the fact with this id, -1 where it is not listed."""
        return next((n for n, one in enumerate(self._rows) if one.fact.id == fact), -1)

    def _redraw(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, SOURCES)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- the model as Qt asks for it ---

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """How many facts are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else SOURCES + 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """What can be done with a cell."""
        flags = super().flags(index)
        one = self.fact_at(index.row())
        if index.column() == INCLUDED and one and one.standing.printable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The words over the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Chosen"),
            self.tr("Date"),
            self.tr("Topic"),
            self.tr("Fact"),
            self.tr("Use"),
            self.tr("Sources"),
        )[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        if not index.isValid() or self._base is None:
            return None
        one, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(one, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(one, column)
            case Qt.ItemDataRole.CheckStateRole if column == INCLUDED:
                checked = one.standing.included
                return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column == INCLUDED:
                return self._icons.get(one.standing)
            case Qt.ItemDataRole.TextAlignmentRole:
                across = (
                    Qt.AlignmentFlag.AlignHCenter
                    if column == SOURCES
                    else Qt.AlignmentFlag.AlignLeft
                )
                return across | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.AccessibleTextRole if column == INCLUDED:
                why = standing_text(one.standing)
                if self._is_left_out(one):
                    why = self.tr("{why}, not printed").format(why=why)
                return self.tr("{why}: {fact}").format(why=why, fact=one.fact.statement)
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a fact in or out of the pack by its tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != INCLUDED:
            return False
        self.tick_asked.emit(self._rows[index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the facts by ``column``; the same stay in date order."""
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].fact.id for index in before]
        self._rows = self._sorted(self._rows)
        rows = {one.fact.id: number for number, one in enumerate(self._rows)}
        after = [self.index(rows[i], old.column()) for i, old in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # --- words and order ---

    def _sorted(self, facts: Sequence[Judged]) -> list[Judged]:
        column, order = self._sorting
        newest = sorted(facts, key=lambda one: (one.fact.date.start, one.fact.id), reverse=True)
        descending = order is Qt.SortOrder.DescendingOrder
        if column == DATE:
            return newest if descending else newest[::-1]
        return sorted(newest, key=self._sort_key(column), reverse=descending)

    def _sort_key(self, column: int) -> Callable[[Judged], Any]:
        if column == INCLUDED:
            ranks = {standing: rank for rank, standing in enumerate(Standing)}
            return lambda one: ranks[one.standing]
        if column == SOURCES:
            return self._sources
        return lambda one: self._text(one, column).casefold()

    def _sources(self, one: Judged) -> int:
        assert self._base is not None
        return len({citation.source for citation in self._base.citations_of.get(one.fact.id, ())})

    def _text(self, one: Judged, column: int) -> str:
        assert self._base is not None
        match column:
            case 0:
                is_out = self._is_left_out(one)
                return self.tr("Not printed") if is_out else standing_text(one.standing)
            case 1:
                return date_text(one.fact.date)
            case 2:
                return self._base.topics[one.fact.topic].title
            case 3:
                return one.fact.statement
            case 4:
                return use_text(one.fact.use)
            case _:
                return str(self._sources(one))

    def _is_left_out(self, one: Judged) -> bool:
        """Whether ``one`` is chosen and does not stand in the pages as they are."""
        is_printed = self._printed is None or one.fact.id in self._printed
        return one.standing.included and not is_printed

    def _not_printed(self) -> str:
        return self.tr(
            "Chosen, but not printed: it was left out to keep to the pages, or no part of the pack "
            "tells it. The checks name what was left out."
        )

    def _tip(self, one: Judged, column: int) -> str | None:
        if column == INCLUDED:
            return self._not_printed() if self._is_left_out(one) else standing_tip(one.standing)
        return one.fact.statement if column == STATEMENT else None
