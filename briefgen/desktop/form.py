"""Forms over the records of a request: labels above fields, a line below for what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.field_words import field_words
from briefgen.desktop.fields import CheckedEdit, MessageLabel
from briefgen.pack.cells import most_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefgen.desktop.entries import Entry
    from briefgen.desktop.library import Library
    from briefgen.pack.request import Request


MARGINS = (0, 4, 4, 0)  # left, top, right, bottom: of a page, in pixels


class Cell(Struct, frozen=True):
    """A field of a record: its key there, its words with their letter, and what makes it."""

    key: str
    words: str
    make: Callable[[QWidget], QWidget]


class RecordForm(QWidget):
    """A field for each of ``cells``; ``name`` is that of the record in a .brief."""

    edited = Signal(str, object, bool)  # key, value, and whether the next one merges with it

    def __init__(self, name: str, cells: Iterable[Cell], parent: QWidget) -> None:
        super().__init__(parent)
        self.layout_of_rows = QFormLayout(self)
        self.layout_of_rows.setContentsMargins(0, 0, 0, 0)
        self.layout_of_rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.layout_of_rows.setFieldGrowthPolicy(
            QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow
        )
        self.widgets: dict[str, QWidget] = {}
        self.messages: dict[str, MessageLabel] = {}
        for cell in cells:
            self._add(name, cell)

    def _add(self, name: str, cell: Cell) -> None:
        field = cell.make(self)
        for part in (field, *field.findChildren(QLineEdit)):  # a spin box has a line of its own
            part.setAccessibleName(cell.words.replace("&", ""))
            part.setAccessibleDescription(field_words(name, cell.key))
        field.setWhatsThis(field_words(name, cell.key))
        if isinstance(field, QLineEdit):
            field.setMaxLength(most_letters(f"{name}.{cell.key}"))
        entry = cast("Entry", field)
        entry.taken.connect(partial(self._on_taken, cell.key, entry.merges))
        label = QLabel(cell.words, self)
        label.setBuddy(field)
        self.widgets[cell.key] = field
        self.layout_of_rows.addRow(label, self._with_message(cell.key, field))

    def _with_message(self, key: str, field: QWidget) -> QWidget:
        """``field``, over a line for what is wrong with it where it checks its text."""
        if not isinstance(field, CheckedEdit):
            return field
        box = QWidget(self)
        self.messages[key] = message = MessageLabel(box)
        field.judged.connect(message.say)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(message)
        return box

    def show_record(self, record: object) -> None:
        """Show the values of ``record``."""
        for key, field in self.widgets.items():
            cast("Entry", field).show_value(getattr(record, key))

    def start_afresh(self) -> None:
        """Keep nothing that was refused: another record is shown next."""
        for field in self.findChildren(CheckedEdit):
            field.start_afresh()

    def _on_taken(self, key: str, merges: bool, value: object) -> None:
        self.edited.emit(key, value, merges)


class Page(QScrollArea):
    """A page of the panel on the visit. ``title`` names it in the list of pages."""

    request_changed = Signal(object, str, str)  # the new Request, what was done, the merge key

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.request: Request | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard
        self.setAccessibleName(title)

    def hold(self, inside: QWidget) -> None:
        """Show ``inside`` on the ground of the tab, without one of its own."""
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_library(self, library: Library) -> None:
        """Offer what ``library`` has to choose from."""

    def show_request(self, request: Request) -> None:
        """Show the values of ``request``."""
        self.request = request

    def start_afresh(self) -> None:
        """Keep nothing that was refused: another brief is shown next."""
        for field in self.findChildren(CheckedEdit):
            field.start_afresh()

    def count(self, _request: Request) -> int | None:
        """How many rows ``_request`` has here; None for a page that holds no rows."""
        return None


class RecordPage(Page):
    """A form over one record of the request, such as the visit; ``done`` names a change of it."""

    def __init__(
        self, title: str, record: str, done: str, cells: Iterable[Cell], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self.record, self._done = record, done
        self.form = RecordForm(record, cells, self)
        self.form.edited.connect(self._on_edited)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*MARGINS)
        column.addWidget(self.form)
        column.addStretch(1)
        self.hold(inside)

    def show_request(self, request: Request) -> None:
        """Show the values of ``request``."""
        super().show_request(request)
        self.form.show_record(getattr(request, self.record))

    def _on_edited(self, key: str, value: object, merges: bool) -> None:
        if self.request is not None:
            values: dict[str, Any] = {key: value}
            record = replace(getattr(self.request, self.record), **values)
            values = {self.record: record}
            merge = f"{self.record}.{key}" if merges else ""
            self.request_changed.emit(replace(self.request, **values), self._done, merge)
