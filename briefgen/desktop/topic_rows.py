"""The rows of the tree of topics: what stands in each column, and how they are put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from briefgen.desktop.counting import count_of_facts
from briefgen.desktop.words import likelihood_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.request import Likelihood

TOPIC = Qt.ItemDataRole.UserRole  # the id of the topic, or the category
_NUMBER = Qt.ItemDataRole.UserRole + 1  # how many facts it has
TITLE, LIKELIHOOD, FACTS = range(3)  # the columns


def new_row(parent: QTreeWidget | QTreeWidgetItem, text: str, topic: str) -> QTreeWidgetItem:
    """A row with a tick for ``topic``, called ``text``."""
    item = QTreeWidgetItem(parent, [text, "", "0"])
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
    )
    item.setData(TITLE, TOPIC, topic)
    item.setData(TITLE, _NUMBER, 0)
    item.setCheckState(TITLE, Qt.CheckState.Unchecked)
    item.setToolTip(TITLE, text)
    tip = "How likely the topic is to come up: click to change it, or Ctrl+1, Ctrl+2, Ctrl+3"
    item.setToolTip(LIKELIHOOD, QCoreApplication.translate("topic_rows", tip))
    item.setTextAlignment(FACTS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def show_count(item: QTreeWidgetItem, number: int, palette: QPalette) -> None:
    """Show ``number`` facts; a row without any is greyed."""
    item.setText(FACTS, str(number))
    item.setData(TITLE, _NUMBER, number)
    group = QPalette.ColorGroup.Active if number else QPalette.ColorGroup.Disabled
    brush = palette.brush(group, QPalette.ColorRole.Text)
    for column in (TITLE, LIKELIHOOD, FACTS):
        item.setForeground(column, brush)
    _name(item)


def show_likelihood(item: QTreeWidgetItem, likelihood: Likelihood | None) -> None:
    """Show how likely the topic is to come up; None where the topics of a category differ."""
    mixed = QCoreApplication.translate("topic_rows", "Mixed")
    item.setText(LIKELIHOOD, likelihood_text(likelihood) if likelihood else mixed)
    _name(item)


def _name(item: QTreeWidgetItem) -> None:
    """What a screen reader says of the row."""
    words = QCoreApplication.translate("topic_rows", "{topic}, {likelihood}, {facts}")
    text = words.format(
        topic=item.text(TITLE),
        likelihood=item.text(LIKELIHOOD).lower(),
        facts=count_of_facts(item.data(TITLE, _NUMBER) or 0),
    )
    item.setData(TITLE, Qt.ItemDataRole.AccessibleTextRole, text)


def categories(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """The rows of categories."""
    for row in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(row)
        if item is not None:
            yield item


def children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The rows of the topics of a category; none for a topic."""
    rows = (item.child(row) for row in range(item.childCount()))
    return [row for row in rows if row is not None]


def arrange(category: QTreeWidgetItem, topics: tuple[str, ...]) -> None:
    """Put the rows below ``category`` in the order of ``topics``."""
    found = {child.data(TITLE, TOPIC): child for child in children(category)}
    for place, topic in enumerate(topics):
        if category.indexOfChild(found[topic]) != place:
            category.takeChild(category.indexOfChild(found[topic]))
            category.insertChild(place, found[topic])


def tick_categories(tree: QTreeWidget) -> None:
    """Tick each category as its topics are ticked."""
    for category in categories(tree):
        states = {child.checkState(TITLE) for child in children(category)}
        mixed = len(states) > 1
        category.setCheckState(TITLE, Qt.CheckState.PartiallyChecked if mixed else states.pop())
