"""What the pack is for: the visit, who reads it, its marking and its look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.fields import CheckedEdit, MessageLabel
from briefgen.desktop.words import layout_text
from briefgen.errors import UsageError
from briefgen.factbase.dates import parse_edtf
from briefgen.pack.request import Layout, Visit

if TYPE_CHECKING:
    from briefgen.desktop.library import Library
    from briefgen.pack.request import Request

_ANY_WIDTH = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
MARKINGS = (
    "UNCLASSIFIED – FOR OFFICIAL USE",
    "TLP:CLEAR",
    "TLP:GREEN",
    "TLP:AMBER",
    "TLP:AMBER+STRICT",
    "TLP:RED",
)


class VisitPanel(QScrollArea):
    """A form over the request's visit, marking, day, house style and route map."""

    request_changed = Signal(object, str, str)  # the new Request, what was done, the merge key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: Request | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The visit"))
        inside = QWidget(self)
        self._form = QFormLayout(inside)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[str, QLineEdit] = {}
        self._add_visit_fields(inside)
        self._add_pack_fields(inside)
        self.setWidget(inside)

    def _add_visit_fields(self, inside: QWidget) -> None:
        self._add_text(inside, "title", self.tr("&Title"), "")
        self._add_text(inside, "place", self.tr("&Place"), self.tr("Astana, Kazakhstan"))
        self.dates, self.dates_message = self._add_checked(
            inside,
            self.tr("&Dates of the visit"),
            self.tr("2026-12-07 or 2026-12-07/2026-12-08"),
            check_visit_dates,
        )
        self.fields["dates"] = self.dates
        self.dates.taken.connect(partial(self._on_text, "dates"))
        self._add_text(inside, "principal", self.tr("P&rincipal"), self.tr("the Minister"))
        self._add_text(inside, "counterpart", self.tr("Co&unterpart"), "")
        self._add_text(inside, "prepared_by", self.tr("Prepared &by"), "")
        self._add_text(inside, "contact", self.tr("Co&ntact"), "")
        self._add_text(inside, "number", self.tr("Pac&k number"), self.tr("PKKZ-2026-03"))
        self._add_text(inside, "issue", self.tr("&Issue number"), "")

    def _add_pack_fields(self, inside: QWidget) -> None:
        self.marking = QComboBox(inside, editable=True)
        self.marking.addItems(MARKINGS)
        self.marking.setSizeAdjustPolicy(_ANY_WIDTH)
        self.marking.setMinimumContentsLength(12)
        self.marking.setAccessibleName(self.tr("Marking"))
        line = self.marking.lineEdit()
        assert line is not None
        line.setAccessibleName(self.tr("Marking"))
        self._form.addRow(self.tr("&Marking on every page"), self.marking)
        self.as_of, self.as_of_message = self._add_checked(
            inside, self.tr("Information a&s at"), self.tr("today"), check_day
        )
        self.house = QComboBox(inside)
        self.house.setAccessibleName(self.tr("House style"))
        self.house.setSizeAdjustPolicy(_ANY_WIDTH)
        self._form.addRow(self.tr("House st&yle"), self.house)
        self.layout_choice = QComboBox(inside)
        for layout in Layout:
            self.layout_choice.addItem(layout_text(layout), layout.value)
        self.layout_choice.setAccessibleName(self.tr("Pages"))
        self.layout_choice.setSizeAdjustPolicy(_ANY_WIDTH)
        self._form.addRow(self.tr("Pa&ges"), self.layout_choice)
        self.layout_choice.activated.connect(self._on_layout)
        self.route_map = QCheckBox(self.tr("R&oute map (coastlines only)"), inside)
        self._form.addRow(self.route_map)
        self.language = QComboBox(inside)
        self.language.setAccessibleName(self.tr("Language of the pack"))
        self.language.setToolTip(
            self.tr("Headings, labels, dates and numbers; facts stay as they are held")
        )
        self.language.setSizeAdjustPolicy(_ANY_WIDTH)
        self._form.addRow(self.tr("Language"), self.language)
        self.marking.editTextChanged.connect(self._on_marking)
        self.as_of.taken.connect(self._on_as_of)
        self.house.textActivated.connect(self._on_house)
        self.route_map.clicked.connect(self._on_route_map)
        self.language.activated.connect(self._on_language)

    def _add_text(self, inside: QWidget, name: str, label: str, hint: str) -> None:
        field = QLineEdit(inside)
        field.setPlaceholderText(hint)
        field.setAccessibleName(label.replace("&", ""))
        field.textEdited.connect(partial(self._on_text, name))
        self.fields[name] = field
        self._form.addRow(label, field)

    def _add_checked(
        self, inside: QWidget, label: str, hint: str, check: object
    ) -> tuple[CheckedEdit, MessageLabel]:
        assert callable(check)
        field = CheckedEdit(inside, check)
        field.setPlaceholderText(hint)
        field.setAccessibleName(label.replace("&", ""))
        message = MessageLabel(inside)
        field.judged.connect(message.say)
        box = QWidget(inside)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(field)
        column.addWidget(message)
        words = QLabel(label, inside)
        words.setBuddy(field)
        self._form.addRow(words, box)
        return field, message

    # --- showing ---

    def show_library(self, library: Library) -> None:
        """Offer the house styles and the languages of ``library``."""
        self.house.clear()
        self.house.addItems(list(library.houses))
        self.language.clear()
        for code in library.languages:
            self.language.addItem(_language_name(code), code)
        if self._request is not None:
            self.show_request(self._request, library)

    def show_request(self, request: Request, library: Library | None) -> None:
        """Show the values of ``request``."""
        self._request = request
        for name, field in self.fields.items():
            value = getattr(request.visit, name)
            if isinstance(field, CheckedEdit):
                field.show_value(value)
            elif (field.text().strip() or _default(name)) != value:
                field.setText(value)
        self.as_of.show_value(request.as_of.isoformat() if request.as_of else "")
        self._show_marking(request, library)
        with QSignalBlocker(self.house):
            if self.house.findText(request.house) < 0:
                self.house.addItem(request.house)
            self.house.setCurrentText(request.house)
        self.layout_choice.setCurrentIndex(self.layout_choice.findData(request.layout.value))
        self.route_map.setChecked(request.route_map)  # emits no click
        if self.language.findData(request.language) < 0:
            self.language.addItem(_language_name(request.language), request.language)
        self.language.setCurrentIndex(self.language.findData(request.language))

    def _show_marking(self, request: Request, library: Library | None) -> None:
        product = library.product(request.product) if library else None
        line = self.marking.lineEdit()
        assert line is not None
        line.setPlaceholderText(product.default_marking if product else "")
        if self.marking.currentText().strip() != request.marking:
            with QSignalBlocker(self.marking):
                self.marking.setEditText(request.marking)

    # --- what the user does ---

    @Slot(str)
    def _on_text(self, name: str, text: str) -> None:
        if self._request is not None:
            value: Any = text.strip() or _default(name)
            visit = replace(self._request.visit, **{name: value})
            done = self.tr("Change of the visit")
            self.request_changed.emit(replace(self._request, visit=visit), done, f"visit.{name}")

    @Slot(str)
    def _on_marking(self, text: str) -> None:
        if self._request is not None:
            changed = replace(self._request, marking=text.strip())
            self.request_changed.emit(changed, self.tr("Change of the marking"), "marking")

    @Slot(str)
    def _on_as_of(self, text: str) -> None:
        if self._request is not None:
            changed = replace(self._request, as_of=date.fromisoformat(text) if text else None)
            self.request_changed.emit(changed, self.tr("Change of the day"), "as_of")

    @Slot(str)
    def _on_house(self, name: str) -> None:
        if self._request is not None:
            changed = replace(self._request, house=name)
            self.request_changed.emit(changed, self.tr("Change of the house style"), "")

    @Slot(int)
    def _on_layout(self, index: int) -> None:
        if self._request is not None:
            layout = Layout(self.layout_choice.itemData(index))
            changed = replace(self._request, layout=layout)
            self.request_changed.emit(changed, self.tr("Change of layout"), "")

    @Slot(bool)
    def _on_route_map(self, wanted: bool) -> None:
        if self._request is not None:
            changed = replace(self._request, route_map=wanted)
            self.request_changed.emit(changed, self.tr("Change of the route map"), "")

    @Slot(int)
    def _on_language(self, index: int) -> None:
        if self._request is not None:
            changed = replace(self._request, language=self.language.itemData(index))
            self.request_changed.emit(changed, self.tr("Change of the language"), "")


def _language_name(code: str) -> str:
    """The name of a language, or its code where Qt knows none."""
    language = QLocale(code).language()
    return code if language is QLocale.Language.C else QLocale.languageToString(language)


def check_visit_dates(text: str) -> None:
    """Raise DateFormatError where ``text`` is no EDTF date."""
    parse_edtf(text, "dates of the visit")


def check_day(text: str) -> None:
    """Raise UsageError where ``text`` is not one day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is not a day: write it like 2026-11-22.") from None


def _default(name: str) -> str:
    return Visit().title if name == "title" else ""
