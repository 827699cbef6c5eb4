"""The dialog before newer facts are taken in: who signed them, and what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.told_text import ToldText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefgen.trust.effects import Change

_SIZE = (720, 480)


class ToldChange(Struct, frozen=True):
    """A ``change``, the ``words`` of the fact it is about ("" for other records), and why."""

    change: Change
    words: str = ""
    reason: str = ""


class NewFacts(Struct, frozen=True):
    """What a signed file would change; ``oddities`` are sentences on its days and its rows.

    ``is_new_signer``: its key is trusted only from then on; so is ``new_key``, which it brings.
    """

    label: str
    title: str
    note: str
    signer: str
    made: date
    changes: tuple[ToldChange, ...]
    oddities: tuple[str, ...] = ()
    is_new_signer: bool = False
    new_key: str = ""


class UpdateDialog(QDialog):
    """Tells what would change and asks whether to take it in."""

    def __init__(self, found: NewFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New facts"))
        self.resize(*_SIZE)
        self.head = QLabel(self._head(found), self)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.text = ToldText(self._parts(found), self.tr("What would change"), self)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = box.addButton(self.tr("&Take them in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.head)
        layout.addWidget(self.text, 1)
        layout.addWidget(box)
        carry_help(self, "later")
        explain(self.text, self.tr("Each fact, figure and source that would be another."))

    def _head(self, found: NewFacts) -> str:
        words = self.tr(
            "{title} ({label}), made on {day} and signed by the {trusted} key {signer}. "
            "Records that would change: {count}."
        ).format(
            title=found.title,
            label=found.label,
            day=found.made.isoformat(),
            trusted=self.tr("newly trusted") if found.is_new_signer else self.tr("trusted"),
            signer=found.signer,
            count=len(found.changes),
        )
        keys = [
            self.tr("Taking them in trusts the key {key} from then on.").format(key=key)
            for key in (found.signer if found.is_new_signer else "", found.new_key)
            if key
        ]
        return "\n".join((words, *keys, *([found.note] if found.note else ()), *found.oddities))

    def _parts(self, found: NewFacts) -> Iterator[tuple[str, str]]:
        for told in found.changes:
            change = told.change
            deed = {
                "added": self.tr("New"),
                "changed": self.tr("Changed"),
                "gone": self.tr("Withdrawn"),
            }[change.kind]
            lines = [told.words] if told.words else []
            lines += [told.reason] if told.reason else []
            lines += [
                self.tr("{name}\nBefore: {old}\nNow: {new}").format(
                    name=name, old=old or self.tr("nothing"), new=new or self.tr("nothing")
                )
                for name, old, new in change.columns
            ]
            yield f"{deed}: {change.table}, {change.key}", "\n".join(lines)
