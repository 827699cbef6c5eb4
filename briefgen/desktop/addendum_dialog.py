"""The dialog before an addendum is written: what a reader of the pack handed out must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtWidgets import QFormLayout, QLabel, QSpinBox, QWidget

from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.told_dialog import ToldDialog
from briefgen.desktop.told_text import ToldText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.after.compare import Difference, Side
    from briefgen.pack.request import Request

_MOST = 999  # addenda to a pack


class Compared(Struct, frozen=True):
    """The pack ``name`` that was handed out, and what reads differently in that of ``request``."""

    name: str
    as_of: str
    request: Request
    old: Side
    differences: tuple[Difference, ...]


class AddendumDialog(ToldDialog):
    """Lists what reads differently and asks whether to write it; ``number`` is the addendum's."""

    def __init__(self, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = ToldText(self._parts(compared), self.tr("What reads differently"), self)
        self.number = QSpinBox(self, minimum=1, maximum=_MOST)
        self.number.setAccessibleName(self.tr("Number of the addendum"))
        self.number.lineEdit().setAccessibleName(self.tr("Number of the addendum"))
        label = QLabel(self.tr("&Number of the addendum"), self)
        label.setBuddy(self.number)
        row = QFormLayout()
        row.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        row.addRow(label, self.number)
        title, go = self.tr("Addendum to a pack"), self.tr("&Write it…")
        self.write = self.lay_out(title, self._head(compared), text, go, asked=row)
        carry_help(self, "later")
        number = self.tr("One is the first addendum to that pack; it stands in its title.")
        explain(self.text, self.tr("What stands in the pack handed out, and what now."))
        for widget in (self.number, self.number.lineEdit()):
            explain(widget, number)
        self.write.setFocus()

    def _head(self, compared: Compared) -> str:
        count = len(compared.differences)
        words = (
            self.tr("One thing reads differently in “{name}”, as at {day}.")
            if count == 1
            else self.tr("{count} things read differently in “{name}”, as at {day}.")
        )
        return words.format(count=count, name=compared.name, day=compared.as_of)

    def _parts(self, compared: Compared) -> Iterator[tuple[str, str]]:
        from briefgen.factbase.base import grouped  # noqa: PLC0415 - few ask

        for several in grouped(compared.differences, lambda one: one.part).values():
            yield several[0].title, "\n".join(map(self._line, several))

    def _line(self, one: Difference) -> str:
        if one.whole:
            is_new = one.kind.value == "added"
            return self.tr("New: the whole part") if is_new else self.tr("Gone: the whole part")
        if not one.before:
            return self.tr("New: {now}").format(now=one.now)
        if not one.now:
            return self.tr("Gone: {before}").format(before=one.before)
        return self.tr("Before: {before}\nNow: {now}").format(before=one.before, now=one.now)
