"""The inks and shades that drawings take from a house."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.render.faces.measure import Ink, words_of
from briefgen.render.figures.scene import WHITE, lightness, mixed

if TYPE_CHECKING:
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle

_SMALL = 0.88  # of the size of table text: labels in a drawing
_KEPT = 8  # palettes
_LEAST = 7.0  # points: smaller type is not read on paper


class Palette:
    """The inks and shades of a house, as drawings use them."""

    def __init__(self, text: TextStyle, heading: TextStyle) -> None:
        """Take them from the ``text`` of tables and from the top ``heading``."""
        size = max(text.size * _SMALL, _LEAST)
        self.family = text.font
        self.size = size
        self.leading = round(size * 1.25, 2)
        self.color = text.color
        self.dark = darker(heading.color)
        self.light = mixed(self.dark, WHITE, 0.72)
        self.faint = mixed(text.color, WHITE, 0.86)
        self.middle = mixed(text.color, WHITE, 0.45)
        self.ink = Ink(words_of(text.font, bold=False, italic=False), size, text.color)
        self.bold = Ink(words_of(text.font, bold=True, italic=False), size, text.color)
        self.small = Ink(words_of(text.font, bold=False, italic=False), size * 0.9, text.color)


def palette_of(house: House) -> Palette:
    """The palette of ``house``; the same object for the same looks, so that drawings are kept."""
    return _palette(house.styles["Table Text"], house.styles["Heading 1"])


_palette = lru_cache(maxsize=_KEPT)(Palette)

_DARK = 0.32  # a shade at most so light stands out from its tints and from paper, in grey too


def darker(color: str) -> str:
    """``color``, made dark enough to carry a drawing."""
    light = lightness(color)
    return color if light <= _DARK else mixed(color, "000000", 1 - _DARK / light)
