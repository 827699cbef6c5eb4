"""The cells of a ``.brief`` file: what stands behind a key, read as what it must be.

Each function takes the value, the dotted name of its key and where it stands, and raises
BriefFileError with the three in one sentence.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.errors import BriefFileError
from briefgen.pack.templates import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Where = Path | str

_LONGEST = 200  # letters of a text that is printed on one line or two
_MOST_LETTERS: Mapping[str, int] = {
    "marking": 60,
    "visit.title": 90,
    "visit.purpose": 400,
    "reworded.text": 4000,
    "practical.text": 400,
}
_MOST = 10_000  # of anything that is counted

_Choice = TypeVar("_Choice", bound=StrEnum)


def cell_of(hint: Any, value: object, key: str, where: Where) -> object:  # noqa: ANN401 - a type
    """The value of a field whose type is ``hint``."""
    if hint is str:
        return text_of(value, key, where)
    if hint is int:
        return whole_of(value, key, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choice_of(hint, value, key, where)
    if hint == float | None:
        return part_of(value, key, where)
    return texts_of(value, key, where)


def text_of(value: object, key: str, where: Where) -> str:
    """A text, its control characters made spaces."""
    """The value of a field whose type is ``hint``."""
    if not isinstance(value, str):
        raise BriefFileError(where, f"“{key}” must be a text in quotes.")
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()
    most = _MOST_LETTERS.get(key, _LONGEST)
    if len(text) > most:
        raise BriefFileError(where, f"“{key}” has more than {most} letters: shorten it.")
    return text


def texts_of(value: object, key: str, where: Where) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BriefFileError(where, f"“{key}” must be a list of texts in quotes.")
    return tuple(dict.fromkeys(value))


def whole_of(value: object, key: str, where: Where) -> int:
    """A whole number that is not negative."""
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    if type(number) is not int or not 0 <= number <= _MOST:
        raise BriefFileError(where, f"“{key}” must be a whole number from 0 to 10,000.")
    return number


def part_of(value: object, key: str, where: Where) -> float:
    """A part of a whole: above 0, at most 1."""
    try:
        number = float(value) if isinstance(value, (str, int, float)) else -1.0
    except ValueError:
        number = -1.0
    if isinstance(value, bool) or not 0 < number <= 1:
        raise BriefFileError(where, f"“{key}” must be a part of the whole, such as 0.5.")
    return number


def switch_of(value: object, key: str, where: Where) -> bool:
    """True or false."""
    if value in ("true", "false"):  # as typed behind --set
        return value == "true"
    if not isinstance(value, bool):
        raise BriefFileError(where, f"“{key}” must be true or false, without quotes.")
    return value


def choice_of(kind: type[_Choice], value: object, key: str, where: Where) -> _Choice:
    """A member of ``kind``."""
    text = text_of(value, key, where)
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(filter(None, kind))
        message = f"the {key} “{text}” is none of {known}{nearest(text, kind)}."
        raise BriefFileError(where, message) from None


def day_of(value: object, where: Where) -> date | None:
    """A day, or None for none."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BriefFileError(where, f"“as_of” must be a day such as 2026-11-22, not {value!r}.")
