"""What became of a finished pack: a panel below the panes, filled by a check of any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from briefgen.desktop.delegates import WrappedCells
from briefgen.desktop.heights import lines_high
from briefgen.desktop.icons import icon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.desktop.checking import CheckedPack
    from briefgen.pack.after.verdict_told import ToldChange, ToldEdit
    from briefgen.render.drawn_pages import PageChanges

_LINES = 9  # of text that the panel shows at least
_COLUMNS = 3
_FINE, _LOOK, _DUE, _WRONG = "in-range", "warning", "later", "blocked"


class CheckedDock(QDockWidget):
    """A tree: what was altered in the file, what it rests on has changed, can it be made again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check of a finished pack"))
        self.setObjectName("checked")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("What became of the pack"))
        self.tree.setColumnCount(_COLUMNS)
        self.tree.setHeaderLabels([self.tr("What"), self.tr("Where"), self.tr("How it reads now")])
        self.tree.setWordWrap(True)
        self.tree.setAllColumnsShowFocus(True)
        header = self.tree.header()
        header.setAccessibleName(self.tr("Columns of what became of the pack"))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, 48 * self.fontMetrics().averageCharWidth())
        self.tree.setItemDelegate(WrappedCells(self.tree))
        self.tree.setMinimumHeight(lines_high(self, _LINES))
        self.setWidget(self.tree)
        self.toggleViewAction().setText(self.tr("Check of a pac&k"))
        self.toggleViewAction().setEnabled(False)
        self.hide()

    def show_checked(self, checked: CheckedPack) -> None:
        """List what the check found, come into sight and take the keyboard."""
        self.setWindowTitle(self.tr("Check of {name}").format(name=checked.name))
        self.tree.clear()
        told = checked.told
        edits = list(self._edits(checked))
        self._add(self._edits_sum(checked, len(edits)), edits, _sign(bool(edits)))
        self._add(
            self._changes_sum(checked), map(self._change, told.changes), _sign(bool(told.changes))
        )
        parts = (
            self._item(_LOOK, self.tr("Would read differently"), where) for where in told.different
        )
        self._add(self._same(checked), parts, _sign(bool(told.different)))
        self.toggleViewAction().setEnabled(True)
        self.show()
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.tree.setFocus()

    def summary(self, checked: CheckedPack) -> str:
        """What the check found, in a sentence."""
        head = self.tr("{name}, as at {day}").format(name=checked.name, day=checked.as_of)
        if checked.is_unchanged:
            return self.tr("{head}: nothing in it has changed").format(head=head)
        return self.tr("{head}: {edits}; {changes}").format(
            head=head,
            edits=self._edits_sum(checked, len(list(self._edits(checked)))),
            changes=self._changes_sum(checked),
        )

    # --- branches and their lines ---

    def _add(self, words: str, items: Iterable[QTreeWidgetItem], sign: str) -> None:
        branch = QTreeWidgetItem([words])
        branch.setIcon(0, icon(sign, self.palette()))
        self.tree.addTopLevelItem(branch)
        branch.setFirstColumnSpanned(True)
        branch.addChildren(list(items))
        branch.setExpanded(True)

    def _edits_sum(self, checked: CheckedPack, count: int) -> str:
        if checked.is_saved_again and checked.changes and checked.changes.pages:
            return self.tr("Every page says and shows what it did; another program saved it again")
        if checked.is_saved_again:
            return self.tr("What the file says is unaltered; another program saved it again")
        if not count:
            return self.tr("The file is as it was written")
        deeds = {told.edit.deed for told in checked.told.edits}
        is_else_as_it_was = checked.changes is None or checked.changes.are_none
        if is_else_as_it_was and deeds == {"undescribed"}:
            return self.tr(
                "No word is altered; the program that saved it again dropped text alternatives: "
                "{count}"
            ).format(count=count)
        return self.tr("Altered in the file: {count}").format(count=count)

    def _changes_sum(self, checked: CheckedPack) -> str:
        count = len(checked.told.changes)
        if not count:
            return self.tr("Nothing it rests on has changed")
        return self.tr("Changed since in what it rests on: {count}").format(count=count)

    def _same(self, checked: CheckedPack) -> str:
        if not checked.why_not_same:
            return self.tr("The same file can be made again, byte for byte")
        if checked.is_saved_again:
            return self.tr("The same pack can be made again")
        why = checked.why_not_same.rstrip(".")
        return self.tr("The same file cannot be made again: {why}").format(why=why)

    def _edits(self, checked: CheckedPack) -> Iterator[QTreeWidgetItem]:
        """What was altered: in the words, and else in the file where that can be told."""
        changes = checked.changes
        for told in checked.told.edits:
            if told.edit.deed != "touched" or changes is None:
                yield self._edit(told)
        if changes is None:
            return
        for what, numbers in self._pages(changes.pages):
            yield self._item(_WRONG, what, ", ".join(map(str, numbers)))
        for kind in changes.beside:
            yield self._item(_WRONG, self._beside(kind))

    def _pages(self, pages: PageChanges | None) -> Iterator[tuple[str, Sequence[int]]]:
        """What became of pages, with their numbers."""
        if pages is None:
            return
        for what, numbers in (
            (self.tr("Pages that are gone"), pages.gone),
            (self.tr("Pages drawn otherwise, or with a note"), pages.otherwise),
            (self.tr("Pages that stand elsewhere"), pages.moved),
            (self.tr("Pages that were added"), pages.added),
        ):
            if numbers:
                yield what, numbers

    def _beside(self, kind: str) -> str:
        return {
            "attached": self.tr("Other files attached or embedded"),
            "runs": self.tr("Runs or fetches what it did not: a script, a macro, a template"),
            "form": self.tr("Other fields to fill in or to sign"),
            "layers": self.tr("Other layers that can be shown and hidden"),
            "spoken": self.tr("Tells a screen reader something else"),
            "bookmarks": self.tr("Other bookmarks"),
            "named": self.tr("Another title, author, subject or keywords"),
            "settings": self.tr("Another setting of the whole file, as how it opens"),
            "pictures": self.tr("A picture was put in"),
            "comments": self.tr("Comments were put in"),
        }[kind]

    def _edit(self, told: ToldEdit) -> QTreeWidgetItem:
        deed = {
            "edited": self.tr("Edited"),
            "gone": self.tr("Gone"),
            "undescribed": self.tr("Lost its text alternative"),
            "added": self.tr("Added"),
            "unmarked": self.tr("Lacks the marking"),
            "touched": self.tr("Changed otherwise; the words are as printed"),
        }[told.edit.deed]
        return self._item(_WRONG, deed, self._paged(told.where, told.page), self._now(told))

    def _now(self, told: ToldEdit) -> str:
        """How it reads now: what differs and what stood there, or else how it begins."""
        if told.before or told.now:
            return self.tr("“{now}” (was “{before}”)").format(now=told.now, before=told.before)
        return told.edit.text

    def _change(self, told: ToldChange) -> QTreeWidgetItem:
        change = told.change
        fate = {
            "changed": self.tr("Has changed"),
            "superseded": self.tr("Was superseded"),
            "withdrawn": self.tr("Was withdrawn"),
            "ended": self.tr("Has ended"),
            "renamed": self.tr("Was renamed"),
            "overdue": self.tr("Past its review"),
            "rival": self.tr("Has gained a rival"),
        }[change.fate]
        where = self._paged(told.words or change.id, told.page)
        item = self._item(_DUE if change.fate == "overdue" else _LOOK, fate, where, change.now)
        item.setToolTip(1, change.id)
        return item

    def _paged(self, where: str, page: int | None) -> str:
        if page is None:
            return where
        return self.tr("{where}, page {page}").format(where=where, page=page)

    def _item(self, sign: str, *words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([*words])
        item.setIcon(0, icon(sign, self.palette()))
        for column in range(_COLUMNS):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return item


def _sign(found: bool) -> str:
    return _LOOK if found else _FINE
