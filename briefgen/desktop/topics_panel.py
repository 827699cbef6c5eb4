"""The topics as a tree with ticks, and beside each how many facts it holds just now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QPoint,
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
)
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.delegates import WrappedTitles
from briefgen.desktop.standing import topics_by_category
from briefgen.desktop.topic_rows import (
    FACTS,
    LIKELIHOOD,
    TITLE,
    TOPIC,
    arrange,
    categories,
    children,
    new_row,
    show_count,
    show_likelihood,
    tick_categories,
)
from briefgen.desktop.words import category_text
from briefgen.pack.request import Likelihood

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from briefgen.factbase.base import FactBase

_INDENT = 14  # pixels a level
_ROOM_FOR_COUNTS = 38  # letters of width


class TopicsPanel(QWidget):
    """A tree of categories and topics; the figures are facts that match words and dates."""

    topics_chosen = Signal(object)  # a set of topic ids
    move_asked = Signal(str, int)  # a topic or category, and -1 for up or 1 for down
    likelihood_asked = Signal(str, object)  # a topic or category, and its Likelihood

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget(self)
        self._base: FactBase | None = None
        self._order: tuple[str, ...] = ()
        self._build_tree()
        move, likely = self._on_move, self._on_likely
        self.up = self._action(self.tr("Move topic u&p"), "Alt+Up", partial(move, -1))
        self.down = self._action(self.tr("Move topic &down"), "Alt+Down", partial(move, 1))
        self.likely = {
            one: self._action(words, f"Ctrl+{number}", partial(likely, one))
            for number, (one, words) in enumerate(self._likely_words(), 1)
        }
        self.likelihood_menu = QMenu(self)
        self.likelihood_menu.addActions(list(self.likely.values()))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)

    def _build_tree(self) -> None:
        self.tree.setHeaderLabels([self.tr("Topics"), self.tr("Comes up"), self.tr("Facts")])
        self.tree.setAccessibleName(self.tr("Topics"))
        self.tree.setAccessibleDescription(
            self.tr(
                "Tick the topics of the pack with the space key, move them with Alt and the arrow "
                "keys, say with Ctrl and 1, 2 or 3 how likely they are to come up. Beside each: "
                "matching facts."
            )
        )
        self.tree.setWordWrap(True)
        self.tree.setIndentation(_INDENT)
        self.tree.setItemDelegateForColumn(0, WrappedTitles(self.tree))
        header = self.tree.header()
        header.setAccessibleName(self.tr("Columns of the topics"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (LIKELIHOOD, FACTS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsMovable(False)
        header.sectionResized.connect(self._on_resized)
        header.geometriesChanged.connect(self._on_width)
        self.tree.itemChanged.connect(self._on_item_changed)
        self.tree.itemClicked.connect(self._on_clicked)

    def _likely_words(self) -> tuple[tuple[Likelihood, str], ...]:
        return (
            (Likelihood.CERTAIN, self.tr("Topic is &certain to come up")),
            (Likelihood.POSSIBLE, self.tr("Topic &may come up")),
            (Likelihood.UNLIKELY, self.tr("Topic is un&likely to come up")),
        )

    def _action(self, words: str, keys: str, run: Callable[[object], None]) -> QAction:
        """An action on the topic under the cursor; its key works in the tree alone."""
        action = QAction(words, self.tree)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(run)
        self.tree.addAction(action)
        return action

    def verbs(self) -> dict[str, QAction]:
        """What can be done with the topic under the cursor, by name."""
        return {"up": self.up, "down": self.down} | {str(k): v for k, v in self.likely.items()}

    def show_base(self, base: FactBase) -> None:
        """Fill the tree with the topics of ``base``."""
        self._base, self._order = base, ()
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for category, topics in topics_by_category(base).items():
                parent = new_row(self.tree, category_text(category), category.value)
                font = parent.font(TITLE)
                font.setBold(True)
                parent.setFont(TITLE, font)
                for topic in topics:
                    new_row(parent, base.topics[topic].title, topic)
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
            found = {item.data(TITLE, TOPIC): item for item in categories(self.tree)}
            for place, (category, topics) in enumerate(
                topics_by_category(self._base, order).items()
            ):
                item = found[category.value]
                if self.tree.indexOfTopLevelItem(item) != place:
                    unfolded = item.isExpanded()
                    self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(item))
                    self.tree.insertTopLevelItem(place, item)
                    item.setExpanded(unfolded)
                arrange(item, topics)
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
                ticked = item.data(TITLE, TOPIC) in chosen
                item.setCheckState(
                    TITLE, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
                )
            tick_categories(self.tree)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many facts each topic would list; what has none is greyed, never hidden."""
        with QSignalBlocker(self.tree):
            for category in categories(self.tree):
                topics = children(category)
                numbers = [counts.get(topic.data(TITLE, TOPIC), 0) for topic in topics]
                for item, number in zip([category, *topics], [sum(numbers), *numbers], strict=True):
                    show_count(item, number, self.tree.palette())

    def show_likelihoods(self, told: Mapping[str, Likelihood | None]) -> None:
        """Show how likely each topic and category is to come up."""
        with QSignalBlocker(self.tree):
            for item in (*categories(self.tree), *self._topics()):
                show_likelihood(item, told.get(item.data(TITLE, TOPIC)))

    def counts(self) -> dict[str, int]:
        """The figures as shown, by topic id."""
        return {item.data(TITLE, TOPIC): int(item.text(FACTS)) for item in self._topics()}

    def chosen(self) -> set[str]:
        """The ids of the ticked topics."""
        return {
            item.data(TITLE, TOPIC)
            for item in self._topics()
            if item.checkState(TITLE) is Qt.CheckState.Checked
        }

    # --- inside ---

    def _topics(self) -> Iterator[QTreeWidgetItem]:
        for category in categories(self.tree):
            yield from children(category)

    def _on_move(self, step: int, _checked: object = None) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.move_asked.emit(item.data(TITLE, TOPIC), step)

    @Slot()
    def _on_resized(self) -> None:
        self.tree.scheduleDelayedItemsLayout()  # another width, other line breaks

    @Slot()
    def _on_width(self) -> None:
        """Hide the counts where letters are so large that the topics would be cut short."""
        letters = self.tree.viewport().width() // self.fontMetrics().averageCharWidth()
        self.tree.setColumnHidden(FACTS, letters < _ROOM_FOR_COUNTS)

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        with QSignalBlocker(self.tree):
            for child in children(item):
                child.setCheckState(TITLE, item.checkState(TITLE))
            tick_categories(self.tree)
        self.topics_chosen.emit(self.chosen())

    def _on_likely(self, likelihood: Likelihood, _checked: object = None) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.likelihood_asked.emit(item.data(TITLE, TOPIC), likelihood)

    @Slot(QTreeWidgetItem, int)
    def _on_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == LIKELIHOOD:
            self.tree.setCurrentItem(item)
            below = self.tree.visualItemRect(item).bottomLeft()
            left = self.tree.columnViewportPosition(LIKELIHOOD)
            place = self.tree.viewport().mapToGlobal(QPoint(left, below.y()))
            self.likelihood_menu.popup(place)
