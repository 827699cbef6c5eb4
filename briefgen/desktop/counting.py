"""How many there are of something, in words: 1 fact, 2 facts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def counted(number: int, one: str, many: str, **others: object) -> str:
    """``one`` or ``many``, whichever ``number`` asks for, with the number where {count} stands.

    ``others`` are what stands in other places of it.
    """
    return (one if number == 1 else many).format(count=number, **others)


def count_of_facts(number: int) -> str:
    """1 fact, 2 facts."""
    one = QCoreApplication.translate("counting", "{count} fact")
    return counted(number, one, QCoreApplication.translate("counting", "{count} facts"))
