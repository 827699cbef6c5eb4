"""How the pack looks and from which day it speaks: marking, house style, pages, language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from briefgen.desktop.check_box import CheckBox
from briefgen.desktop.fields import CheckedEdit, MessageLabel
from briefgen.desktop.form import MARGINS, Page
from briefgen.desktop.own_file_box import OwnFileBox
from briefgen.desktop.words import layout_text
from briefgen.factbase.dates import day_from
from briefgen.pack.cells import most_letters
from briefgen.pack.request import Layout

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


class LookPage(Page):
    """A form over the request's marking, day, house style, pages, route map and language."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("LookPage", "Marking and look"), parent)
        self._library: Library | None = None
        inside = QWidget(self)
        self._form = QFormLayout(inside)
        self._form.setContentsMargins(*MARGINS)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_marking(inside)
        self._add_house(inside)
        self._add_pages(inside)
        self._add_language(inside)
        self.hold(inside)

    def _add_marking(self, inside: QWidget) -> None:
        self.marking = QComboBox(inside, editable=True)
        self.marking.addItems(MARKINGS)
        self._add_box(self.marking, self.tr("&Marking on every page"), self.tr("Marking"))
        line = self.marking.lineEdit()
        assert line is not None
        line.setAccessibleName(self.tr("Marking"))
        line.setMaxLength(most_letters("marking"))
        self.marking.editTextChanged.connect(self._on_marking)
        self.as_of = CheckedEdit(inside, check_day)
        self.as_of.setPlaceholderText(self.tr("today"))
        self.as_of.setAccessibleName(self.tr("Information as at"))
        self.as_of_message = MessageLabel(inside)
        self.as_of.judged.connect(self.as_of_message.say)
        self.as_of.taken.connect(self._on_as_of)
        self._form.addRow(self.tr("Information a&s at"), self.as_of)
        self._form.addRow(self.as_of_message)

    def _add_house(self, inside: QWidget) -> None:
        self.house = OwnFileBox(self.tr("Choose a Word file…"), inside)
        self._add_box(self.house, self.tr("House st&yle"), self.tr("House style"))
        self.house.chosen.connect(self._on_house)

    def _add_pages(self, inside: QWidget) -> None:
        self.layout_choice = QComboBox(inside)
        for layout in Layout:
            self.layout_choice.addItem(layout_text(layout), layout.value)
        self._add_box(self.layout_choice, self.tr("Pa&ges"), self.tr("Pages"))
        self.layout_choice.activated.connect(self._on_layout)
        self.route_map = CheckBox(self.tr("R&oute map (coastlines only)"), inside)
        self.route_map.clicked.connect(self._on_route_map)
        self._form.addRow(self.route_map)

    def _add_language(self, inside: QWidget) -> None:
        self.language = QComboBox(inside)
        self.language.setToolTip(
            self.tr("Headings, labels, dates and numbers; facts stay as they are held")
        )
        self._add_box(self.language, self.tr("La&nguage"), self.tr("Language of the pack"))
        self.language.activated.connect(self._on_language)

    def _add_box(self, box: QComboBox, words: str, name: str) -> None:
        box.setSizeAdjustPolicy(_ANY_WIDTH)
        box.setMinimumContentsLength(12)
        box.setAccessibleName(name)
        self._form.addRow(words, box)

    # --- showing ---

    def show_library(self, library: Library) -> None:
        """Offer the house styles and the languages of ``library``."""
        self._library = library
        self.house.offer((name, name, "") for name in library.houses)
        self.language.clear()
        for code in library.languages:
            self.language.addItem(_language_name(code), code)
        if self.request is not None:
            self.show_request(self.request)

    def show_request(self, request: Request) -> None:
        """Show the values of ``request``."""
        super().show_request(request)
        self.as_of.show_value(request.as_of.isoformat() if request.as_of else "")
        self._show_marking(request)
        self.house.show_value(request.house)
        self.layout_choice.setCurrentIndex(self.layout_choice.findData(request.layout.value))
        self.route_map.setChecked(request.route_map)  # emits no click
        if self.language.findData(request.language) < 0:
            self.language.addItem(_language_name(request.language), request.language)
        self.language.setCurrentIndex(self.language.findData(request.language))

    def _show_marking(self, request: Request) -> None:
        product = self._library.product(request.product) if self._library else None
        line = self.marking.lineEdit()
        assert line is not None
        line.setPlaceholderText(product.default_marking if product else "")
        if self.marking.currentText().strip() != request.marking:
            with QSignalBlocker(self.marking):
                self.marking.setEditText(request.marking)

    # --- what the user does ---

    @Slot(str)
    def _on_marking(self, text: str) -> None:
        if self.request is not None:
            changed = replace(self.request, marking=text.strip())
            self.request_changed.emit(changed, self.tr("Change of the marking"), "marking")

    @Slot(str)
    def _on_as_of(self, text: str) -> None:
        if self.request is not None:
            changed = replace(self.request, as_of=date.fromisoformat(text) if text else None)
            self.request_changed.emit(changed, self.tr("Change of the day"), "as_of")

    @Slot(str)
    def _on_house(self, name: str) -> None:
        if self.request is not None:
            changed = replace(self.request, house=name)
            self.request_changed.emit(changed, self.tr("Change of the house style"), "")

    @Slot(int)
    def _on_layout(self, index: int) -> None:
        if self.request is not None:
            layout = Layout(self.layout_choice.itemData(index))
            changed = replace(self.request, layout=layout)
            self.request_changed.emit(changed, self.tr("Change of layout"), "")

    @Slot(bool)
    def _on_route_map(self, wanted: bool) -> None:
        if self.request is not None:
            changed = replace(self.request, route_map=wanted)
            self.request_changed.emit(changed, self.tr("Change of the route map"), "")

    @Slot(int)
    def _on_language(self, index: int) -> None:
        if self.request is not None:
            changed = replace(self.request, language=self.language.itemData(index))
            self.request_changed.emit(changed, self.tr("Change of the language"), "")


def _language_name(code: str) -> str:
    """The name of a language, or its code where Qt knows none."""
    language = QLocale(code).language()
    return code if language is QLocale.Language.C else QLocale.languageToString(language)


def check_day(text: str) -> None:
    """Raise DayError where ``text`` is not one day."""
    day_from(text)
