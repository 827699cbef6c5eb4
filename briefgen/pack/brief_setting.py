"""One key of a ``.brief`` set by hand: ``--set visit.place=Astana``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.errors import UsageError
from briefgen.pack.brief_reading import SELECTION

if TYPE_CHECKING:
    from briefgen.pack.brief_lines import Where


def set_value(document: dict[str, Any], assignment: str) -> Where:
    """Put ``key=value`` (``visit.title=Visit to Astana``) into a ``.brief`` document.

    What comes back is where it was put.
    """
    key, equals, value = assignment.partition("=")
    if not equals or not key.strip():
        raise UsageError(f"“{assignment}” is not key=value: write it as visit.place=Astana.")
    tables, last = _path(key.strip())
    target = document
    for name in tables:
        inside = target.setdefault(name, {})
        if not isinstance(inside, dict):
            raise UsageError(f"“{key}” names nothing that can be set: “{name}” holds no keys.")
        target = inside
    lists = {"topics", "distribution", *SELECTION}
    target[last] = [v.strip() for v in value.split(",") if v.strip()] if last in lists else value
    return (*tables, last)


def _path(key: str) -> tuple[list[str], str]:
    """The tables a dotted key leads through, and its last name; topic ids have dots within."""
    table, dot, rest = key.partition(".")
    if table == "likelihood" and dot:
        return [table], rest
    *tables, last = key.split(".")
    return tables, last
