"""The sentences that hold the core script together, out of the folder of templates."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import TemplateError
from briefgen.pack.templates import HELD_IN, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Part(StrEnum):
    """What the speaker is to whom he speaks to; ``ELSEWHERE`` also where nobody tells."""

    HOST = "host"
    GUEST = "guest"
    ELSEWHERE = "elsewhere"
    CALL = "call"


class Script(Struct, frozen=True):
    """The sentences between the lines.

    ``courtesy`` and ``close`` are by the part of the speaker (`Part`); ``{subject}`` is
    filled from ``subjects``, by topic, or with the title of a topic that has none.
    """

    aim: str
    only: str
    first: str
    next: str
    within: str
    asks: str
    courtesy: Mapping[str, str]
    close: Mapping[str, str]
    subjects: Mapping[str, str]


# The tables of texts, with the keys that each must have; subjects are as many as there are topics.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "courtesy": tuple(Part),
    "close": tuple(Part),
    "subjects": (),
}


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
    for key in sorted(keys):
        _check_texts(path, key, table[key])
    return Script(**table)


def _check_texts(path: Path, key: str, told: object) -> None:
    """Raise TemplateError unless ``told`` is the text, or the texts, of the script's ``key``."""
    if key not in _TABLES:
        if not isinstance(told, str):
            raise TemplateError(path, f"the key “script.{key}” is no text.")
        return
    if not isinstance(told, dict):
        raise TemplateError(path, f"“script.{key}” is to be a table: [script.{key}].")
    for name in _TABLES[key] or told:
        if not isinstance(told.get(name), str):
            raise TemplateError(path, f"the key “script.{key}.{name}” is missing or no text.")
