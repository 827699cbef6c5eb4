"""What the checks ask for, in the terms of the window: its fields and pages, not keys of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(
    r"\[\[(?P<rows>\w+)\]\]"
    r"|\((?P<alone>(?:visit|meeting)\.[a-z_]+|as_of)\)"
    r"|\b(?P<said>(?:visit|meeting)\.[a-z_]+|as_of)\b"
)
_ID = re.compile(r"(?<=”) \((?:fact|figure|line|topic|trade)\.[\w.-]+\)")  # of what is quoted
_FIGURE = "Put the token of an observation in its place."  # the advice of TP15, for a .brief


def in_window_terms(text: str, names: Mapping[str, str]) -> str:
    """``text`` with the keys of a ``.brief`` by their ``names`` in the window, without ids."""
    if text == _FIGURE:
        return QCoreApplication.translate(
            "window_terms", "Take the number out, or go back to the figure of the facts (F2)."
        )
    return _KEY.sub(lambda found: _named(found, names), _ID.sub("", text))


def _named(found: re.Match[str], names: Mapping[str, str]) -> str:
    name = names.get(found["rows"] or found["alone"] or found["said"])
    if name is None:
        return found[0]
    if found["alone"]:
        return f"({name})"
    return f"“{name}”" if found["said"] else name
