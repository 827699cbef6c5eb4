"""The dates, the voice and the product: the choices that stand under the topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from briefgen.desktop.fields import CheckedEdit, MessageLabel
from briefgen.desktop.own_file_box import OwnFileBox
from briefgen.desktop.words import side_text
from briefgen.errors import BriefgenError
from briefgen.pack.request import Request, Side, end_of_range

if TYPE_CHECKING:
    from briefgen.desktop.library import Library


class ChoicesPanel(QWidget):
    """Two typed dates, the voice and the product."""

    request_changed = Signal(object, str, str)  # the new Request, what was done, the merge key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: Request | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._add_dates()
        self._add_combos()

    def _add_dates(self) -> None:
        self.first = self._date_field(0, self.tr("Fr&om"))
        self.last = self._date_field(1, self.tr("&To"))
        self.message = MessageLabel(self)
        self._grid.addWidget(self.message, 2, 0, 1, 2)

    def _date_field(self, column: int, text: str) -> CheckedEdit:
        name = text.replace("&", "")
        field = CheckedEdit(self, _DateCheck(name))
        field.setAccessibleName(self.tr("{name} date").format(name=name))
        field.setPlaceholderText(self.tr("any date"))
        field.setToolTip(self.tr("A year (2024), a month (2024-07) or a day (2024-07-01)"))
        field.setClearButtonEnabled(True)
        field.taken.connect(self._on_dates)
        field.judged.connect(self._on_judged)
        label = QLabel(text, self)
        label.setBuddy(field)
        self._grid.addWidget(label, 0, column)
        self._grid.addWidget(field, 1, column)
        return field

    def _add_combos(self) -> None:
        self.voice = QComboBox(self)
        for side in Side:
            self.voice.addItem(side_text(side), side.value)
        self.voice.setAccessibleName(self.tr("Voice"))
        self.voice.activated.connect(self._on_voice)
        self.product = OwnFileBox(self.tr("Choose a product file…"), self)
        self.product.setAccessibleName(self.tr("Product"))
        self.product.chosen.connect(self._on_product)
        for column, (text, box) in enumerate(
            ((self.tr("&Voice"), self.voice), (self.tr("Pro&duct"), self.product))
        ):
            label = QLabel(text, self)
            label.setBuddy(box)
            self._grid.addWidget(label, 3, column)
            self._grid.addWidget(box, 4, column)

    # --- showing ---

    def show_library(self, library: Library) -> None:
        """Offer the products of ``library``."""
        self.product.offer((p.name, p.title, p.description) for p in library.products)
        if self._request is not None:
            self.show_request(self._request)

    def start_afresh(self) -> None:
        """Keep no date that was refused: another brief is shown next."""
        self._request = None
        for field in (self.first, self.last):
            field.start_afresh()

    def show_request(self, request: Request) -> None:
        """Show the values of ``request``."""
        dates_changed = self._request is None or (self._request.first, self._request.last) != (
            request.first,
            request.last,
        )
        self._request = request
        if dates_changed:
            self.first.show_value(request.first)
            self.last.show_value(request.last)
            self.message.say("")
        self.voice.setCurrentIndex(self.voice.findData(request.voice.value))
        self.product.show_value(request.product)

    @property
    def fault(self) -> str:
        """What is wrong with the dates as typed; empty where they can be used."""
        if self._request is None:
            return ""
        first, last = self.first.text().strip(), self.last.text().strip()
        try:
            replace(self._request, first=first, last=last).dates  # noqa: B018 - raises
        except BriefgenError as error:
            return str(error)
        return ""

    # --- what the user does ---

    @Slot(str)
    def _on_judged(self, message: str) -> None:
        self.message.say(message)

    @Slot(str)
    def _on_dates(self, _text: str) -> None:
        if self._request is None:
            return
        changed = replace(
            self._request, first=self.first.text().strip(), last=self.last.text().strip()
        )
        try:
            changed.dates  # noqa: B018 - raises where a date is wrong or the range is empty
        except BriefgenError as error:
            self.message.say(str(error))
        else:
            self.message.say("")
            self.request_changed.emit(changed, self.tr("Change of the dates"), "")

    @Slot(int)
    def _on_voice(self, index: int) -> None:
        if self._request is not None:
            changed = replace(self._request, voice=Side(self.voice.itemData(index)))
            self.request_changed.emit(changed, self.tr("Change of voice"), "")

    @Slot(str)
    def _on_product(self, name: str) -> None:
        if self._request is not None:
            changed = replace(self._request, product=name)
            self.request_changed.emit(changed, self.tr("Change of product"), "")


class _DateCheck:
    """Checks one end of the range, naming the field it stands in."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, text: str) -> None:
        end_of_range(text, self._name)
