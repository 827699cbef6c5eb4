"""The sentences that hold the core script together, out of the folder of templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import TemplateError
from briefgen.factbase.records import Category
from briefgen.pack.templates import HELD_IN, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Script(Struct, frozen=True):
    """The sentences between the lines. ``{subject}`` is filled from ``subjects``, by category."""

    courtesy: str
    aim: str
    first: str
    next: str
    asks: str
    close: str
    subjects: Mapping[str, str]


def read_script(templates: Path) -> Script | None:
    """The sentences of the script; None where the folder has none.

    Raises TemplateError for a key that is missing, unknown or no text.
    """
    path = templates / "patterns" / f"{HELD_IN}.toml"
    table = read_toml(path).get("script") if path.is_file() else None
    if table is None:
        return None
    keys = set(Script.__struct_fields__)
    for key in (*sorted(keys - set(table)), *sorted(set(table) - keys)):
        fault = "is missing" if key in keys else "is no sentence of a script"
        raise TemplateError(path, f"the key “script.{key}” {fault}.")
    for name in Category:
        if not isinstance(table["subjects"].get(name), str):
            raise TemplateError(path, f"the key “script.subjects.{name}” is missing or no text.")
    return Script(**table)
