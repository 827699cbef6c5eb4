"""The dialog before newer facts are taken in: who signed them, and what they change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.desktop.explaining import carry_help, explain
from briefgen.desktop.record_words import count_of_records, kind_of_record
from briefgen.desktop.told_dialog import ToldDialog
from briefgen.desktop.told_text import ToldText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from PySide6.QtWidgets import QWidget


class ToldChange(Struct, frozen=True):
    """A record of ``table`` that is "added", "changed" or "gone": what it says, and why.

    ``columns`` are what differs in one that is changed: its name, the old words and the new.
    """

    kind: str
    table: str
    words: str
    reason: str = ""
    columns: tuple[tuple[str, str, str], ...] = ()


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


class UpdateDialog(ToldDialog):
    """Tells what would change and asks whether to take it in."""

    def __init__(self, found: NewFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = ToldText(self._parts(found), self.tr("What would change"), self)
        go = self.tr("&Take them in")
        self.take = self.lay_out(self.tr("New facts"), self._head(found), text, go)
        carry_help(self, "later")
        explain(self.text, self.tr("Each fact, figure and source that would be another."))

    def _head(self, found: NewFacts) -> str:
        words = self.tr(
            "{title} ({label}), made on {day} and signed by the {trusted} key {signer}."
        ).format(
            title=found.title,
            label=found.label,
            day=found.made.isoformat(),
            trusted=self.tr("newly trusted") if found.is_new_signer else self.tr("trusted"),
            signer=found.signer,
        )
        counts = Counter(told.table for told in found.changes)
        changed = ", ".join(count_of_records(table, number) for table, number in counts.items())
        would = self.tr("New, changed or withdrawn: {changed}.").format(changed=changed)
        words = f"{words}\n{would if changed else self.tr('Nothing would change.')}"
        keys = [
            self.tr("Taking them in trusts the key {key} from then on.").format(key=key)
            for key in (found.signer if found.is_new_signer else "", found.new_key)
            if key
        ]
        return "\n".join(
            (
                words,
                *keys,
                *([found.note] if found.note else ()),
                *map(_as_sentence, found.oddities),
            )
        )

    def _parts(self, found: NewFacts) -> Iterator[tuple[str, str]]:
        for told in found.changes:
            deed = {
                "added": self.tr("New"),
                "changed": self.tr("Changed"),
                "gone": self.tr("Withdrawn"),
            }[told.kind]
            is_told_below = any(new == told.words for _name, _old, new in told.columns)
            lines = [] if is_told_below else [told.words]
            lines += [told.reason] if told.reason else []
            lines += [
                self.tr("{name}\nBefore: {old}\nNow: {new}").format(
                    name=name, old=old or self.tr("nothing"), new=new or self.tr("nothing")
                )
                for name, old, new in told.columns
            ]
            yield f"{deed}: {kind_of_record(told.table)}", "\n".join(lines)


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
