"""Number formats that make a chart's live number read as the pack prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")  # whatever parts thousands and decimals


def number_format(text: str, value: Decimal, digits: str) -> str:
    """The number format that prints ``value``, in ``digits``, as ``text``: hedges, sign and digits.

    Word puts the separators of its own language. What is more than the number, such as a range,
    stays a text.
    """
    if text == digits:  # most: nothing but the number
        decimals = text.partition(".")[2]
        return f"0.{'0' * len(decimals)}" if decimals else "0"
    places = max(0, -int(value.as_tuple().exponent))
    found = _NUMBER.search(text)
    if found is None or _NUMBER.search(text, found.end()):
        return _quoted(text)
    printed = "".join(filter(str.isdecimal, found[0]))
    if printed != f"{abs(value):f}".replace(".", ""):
        return _quoted(text)
    parted = len(found[0]) - len(printed) > bool(places)
    core = ("#,##0" if parted else "0") + ("." + "0" * places if places else "")
    return _sections(text[: found.start()], core, text[found.end() :], below=value < 0)


def fixed(value: Decimal) -> str:
    """``value`` in digits, never with a power of ten."""
    text = str(value)  # four times as fast as a format
    return f"{value:f}" if "E" in text else text


def _sections(before: str, core: str, after: str, *, below: bool) -> str:
    """One format for all, or where there is a sign, one for each side of nought.

    Where the sign of what is ``below`` nought is a word, no other sign may stand beside it.
    """
    minus = "\N{MINUS SIGN}"
    tail = _quoted(after)
    if before.endswith(("+", minus)):
        words = _quoted(before[:-1])
        return f'{words}"+"{core}{tail};{words}"{minus}"{core}{tail}'
    whole = f"{_quoted(before)}{core}{tail}"
    return f"{whole};{whole}" if below else whole


def _quoted(text: str) -> str:
    plain = text.replace('"', "”")
    return f'"{plain}"' if plain else ""
