"""What a person wrote into a ``.brief`` though it is so anyhow: kept when it is written again.

Who typed ``status = "expected"`` meant something by it, and looks for it where it stood.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.pack.brief_remarks import pairs_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def as_typed(
    document: Mapping[str, Any], whole: Mapping[str, Any], named: Mapping[str, Any]
) -> dict[str, Any]:
    """``document`` with the keys of ``named`` that it leaves out for being at their default.

    ``whole`` is the document with every key. A day that is written as a text stays a text.
    """
    kept = {key: _typed(value, whole.get(key), named.get(key)) for key, value in document.items()}
    for key, value in named.items():
        if key in kept or key not in whole:
            continue
        if isinstance(value, dict) and isinstance(whole[key], dict):
            inside = as_typed({}, whole[key], value)
            if inside or not value:
                kept[key] = inside
        elif _is(whole[key], value):
            kept[key] = value
    return kept


def _typed(value: object, whole: object, named: object) -> object:
    match value, whole, named:
        case dict(), dict(), dict():
            return as_typed(value, whole, named)
        case list(), list(), list() if any(isinstance(one, dict) for one in value):
            olds = {new: named[old] for old, new in pairs_of(named, whole)}
            return [
                as_typed(row, every, olds.get(number, {}))
                for number, (row, every) in enumerate(zip(value, whole, strict=True))
            ]
        case date(), _, str() if value.isoformat() == named:
            return named
        case _:
            return value


def _is(default: object, value: object) -> bool:
    """Whether ``value`` says what is so anyhow: ``false`` is no number."""
    return type(default) is type(value) and default == value
