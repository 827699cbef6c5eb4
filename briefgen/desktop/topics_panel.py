"""The topics as a tree with ticks, and beside each how many facts it holds just now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeySequence,
    QPalette,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.delegates import WrappedTitles
from briefgen.desktop.standing import topics_by_category
from briefgen.desktop.words import category_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from briefgen.factbase.base import FactBase

_TOPIC = Qt.ItemDataRole.UserRole
_COLUMN = 0
_INDENT = 14  # pixels a level


class TopicsPanel(QWidget):
    """A tree of categories and topics; the figures are facts that match words and dates."""

    topics_chosen = Signal(object)  # a set of topic ids
    move_asked = Signal(str, int)  # a topic or category, and -1 for up or 1 for down

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget(self)
        self._base: FactBase | None = None
        self._order: tuple[str, ...] = ()
        self._build_tree()
        self.up = self._move_action(self.tr("Move topic u&p"), "Alt+Up", -1)
        self.down = self._move_action(self.tr("Move topic &down"), "Alt+Down", 1)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)

    def _build_tree(self) -> None:
        self.tree.setHeaderLabels([self.tr("Topics"), self.tr("Facts")])
        self.tree.setAccessibleName(self.tr("Topics"))
        self.tree.setAccessibleDescription(
            self.tr(
                "Tick the topics of the pack with the space key, move them with Alt and the arrow "
                "keys. Beside each: matching facts."
            )
        )
        self.tree.setWordWrap(True)
        self.tree.setIndentation(_INDENT)
        self.tree.setItemDelegateForColumn(0, WrappedTitles(self.tree))
        header = self.tree.header()
        header.setAccessibleName(self.tr("Columns of the topics"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsMovable(False)
        header.sectionResized.connect(self._on_resized)
        self.tree.itemChanged.connect(self._on_item_changed)

    def _move_action(self, words: str, keys: str, step: int) -> QAction:
        """An action that moves the topic under the cursor; its key works in the tree alone."""
        action = QAction(words, self.tree)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._on_move, step))
        self.tree.addAction(action)
        return action

    def show_base(self, base: FactBase) -> None:
        """Fill the tree with the topics of ``base``."""
        self._base, self._order = base, ()
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for category, topics in topics_by_category(base).items():
                parent = self._item(self.tree, category_text(category), category.value)
                font = parent.font(_COLUMN)
                font.setBold(True)
                parent.setFont(_COLUMN, font)
                for topic in topics:
                    self._item(parent, base.topics[topic].title, topic)
            self.tree.expandAll()
            first = self.tree.topLevelItem(0)
            if first is not None:
                self.tree.setCurrentItem(first)

    def show_order(self, order: tuple[str, ...]) -> None:
        """Put the topics as ``order`` has them; the cursor stays on its topic."""
        if self._base is None or order == self._order:
            return
        self._order = order
        with QSignalBlocker(self.tree):
            current = self.tree.currentItem()
            found = {item.data(_COLUMN, _TOPIC): item for item in self._categories()}
            for place, (category, topics) in enumerate(
                topics_by_category(self._base, order).items()
            ):
                item = found[category.value]
                if self.tree.indexOfTopLevelItem(item) != place:
                    unfolded = item.isExpanded()
                    self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(item))
                    self.tree.insertTopLevelItem(place, item)
                    item.setExpanded(unfolded)
                _arrange(item, topics)
            if current is not None:
                self.tree.setCurrentItem(current)
        self._announce()

    def _announce(self) -> None:
        """Say where the moved topic stands now."""
        item = self.tree.currentItem()
        if item is None:
            return
        parent = item.parent() or self.tree.invisibleRootItem()
        words = self.tr("{topic}, {place} of {all}").format(
            topic=item.text(0), place=parent.indexOfChild(item) + 1, all=parent.childCount()
        )
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.tree, words))

    def show_chosen(self, chosen: Collection[str]) -> None:
        """Tick the topics with the ids ``chosen``."""
        with QSignalBlocker(self.tree):
            for item in self._topics():
                ticked = item.data(_COLUMN, _TOPIC) in chosen
                item.setCheckState(_COLUMN, _state(ticked=ticked))
            self._tick_categories()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many facts each topic would list; what has none is greyed, never hidden."""
        with QSignalBlocker(self.tree):
            for category in self._categories():
                children = _children(category)
                numbers = [counts.get(child.data(_COLUMN, _TOPIC), 0) for child in children]
                for item, number in zip(
                    [category, *children], [sum(numbers), *numbers], strict=True
                ):
                    self._show_count(item, number)

    def counts(self) -> dict[str, int]:
        """The figures as shown, by topic id."""
        return {item.data(_COLUMN, _TOPIC): int(item.text(1)) for item in self._topics()}

    def chosen(self) -> set[str]:
        """The ids of the ticked topics."""
        return {
            item.data(_COLUMN, _TOPIC)
            for item in self._topics()
            if item.checkState(_COLUMN) is Qt.CheckState.Checked
        }

    # --- inside ---

    def _item(
        self, parent: QTreeWidget | QTreeWidgetItem, text: str, topic: str
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [text, "0"])
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setData(_COLUMN, _TOPIC, topic)
        item.setCheckState(_COLUMN, Qt.CheckState.Unchecked)
        item.setToolTip(_COLUMN, text)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _show_count(self, item: QTreeWidgetItem, number: int) -> None:
        item.setText(1, str(number))
        palette = self.tree.palette()
        group = QPalette.ColorGroup.Active if number else QPalette.ColorGroup.Disabled
        brush = palette.brush(group, QPalette.ColorRole.Text)
        item.setForeground(0, brush)
        item.setForeground(1, brush)
        words = self.tr("{topic}, {number} facts").format(topic=item.text(0), number=number)
        item.setData(_COLUMN, Qt.ItemDataRole.AccessibleTextRole, words)

    def _categories(self) -> Iterator[QTreeWidgetItem]:
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None:
                yield item

    def _topics(self) -> Iterator[QTreeWidgetItem]:
        for category in self._categories():
            yield from _children(category)

    def _tick_categories(self) -> None:
        for category in self._categories():
            states = {child.checkState(_COLUMN) for child in _children(category)}
            mixed = len(states) > 1
            category.setCheckState(
                _COLUMN, Qt.CheckState.PartiallyChecked if mixed else states.pop()
            )

    def _on_move(self, step: int, _checked: object = None) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.move_asked.emit(item.data(_COLUMN, _TOPIC), step)

    @Slot()
    def _on_resized(self) -> None:
        self.tree.scheduleDelayedItemsLayout()  # another width, other line breaks

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        with QSignalBlocker(self.tree):
            for child in _children(item):
                child.setCheckState(_COLUMN, item.checkState(_COLUMN))
            self._tick_categories()
        self.topics_chosen.emit(self.chosen())


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (item.child(row) for row in range(item.childCount()))
    return [child for child in children if child is not None]


def _arrange(category: QTreeWidgetItem, topics: tuple[str, ...]) -> None:
    """Put the children of ``category`` in the order of ``topics``."""
    found = {child.data(_COLUMN, _TOPIC): child for child in _children(category)}
    for place, topic in enumerate(topics):
        if category.indexOfChild(found[topic]) != place:
            category.takeChild(category.indexOfChild(found[topic]))
            category.insertChild(place, found[topic])


def _state(*, ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
