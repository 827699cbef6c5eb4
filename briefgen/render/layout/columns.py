"""How wide the columns of a table are: as their shares say, but that no word need be broken.

Nor should a figure be parted from its unit (`value_columns`).

Both writers ask here, so that a table has the same columns in both files.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from briefgen.pack.inlines import Strong, plain, plain_cells
from briefgen.render.layout.breaking import BETWEEN_LETTERS
from briefgen.render.layout.letterforms import words_like
from briefgen.render.layout.value_columns import values_to_widen, widened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.pack.blocks import Column, Table
    from briefgen.pack.inlines import Inlines
    from briefgen.render.house import House
    from briefgen.render.styles import TextStyle

_KEPT = 512  # tables of which the columns are remembered
_SLACK = 1.0  # points: another program may measure letters a little wider
_TIED, _PARTED = re.compile(" "), re.compile("[ \u00a0]")  # what words end at
_LONGEST = 24  # characters; longer ones are addresses and checksums, which may be broken


def column_edges(table: Table, house: House, width: float) -> list[float]:
    """Where the columns of ``table`` begin and where the last ends, in points from 0 to ``width``.

    A column that is narrower than its longest word takes from those that have room to spare; where
    they have not enough, words that are tied are parted first; then the words of one column alone
    are broken, if that is enough; then the shares hold.
    """
    text, head = house.styles["Table Text"], house.styles["Table Head"]
    return list(_edges(table, text, head, _pads(house), width))


def has_room(table: Table, house: House, width: float) -> bool:
    """Whether no word of ``table`` need be broken in columns of ``width`` in all."""
    text, head = house.styles["Table Text"], house.styles["Table Head"]
    return _needed(table, text, head, _pads(house)) <= width


def _pads(house: House) -> float:
    """How much of the width of a column its cells keep free."""
    return house.table.pad_x + house.table.pad_right


@lru_cache(maxsize=_KEPT)  # it is asked of each width that there might be
def _needed(table: Table, text: TextStyle, head: TextStyle, pads: float) -> float:
    return sum(_least_widths(table, text, head, pads, parts=_PARTED))


@lru_cache(maxsize=_KEPT)  # both files of a pack ask
def _edges(
    table: Table, text: TextStyle, head: TextStyle, pads: float, width: float
) -> tuple[float, ...]:
    widths = _by_share(table.columns, width)
    cells = [
        [row[index] for row in table.rows if index < len(row)]
        for index in range(len(table.columns))
    ]
    said = [plain_cells(column) for column in cells]
    around = pads + _SLACK
    if not _words_fit(table.columns, cells, said, text, head, [has - around for has in widths]):
        parted = _least_widths(table, text, head, pads, parts=_PARTED)
        widths = (
            _with_whole_words(widths, _least_widths(table, text, head, pads))
            or _with_whole_words(widths, parted)
            or _with_one_cut(parted, width)
            or widths
        )
    rooms = [has - around for has in widths]
    wide = values_to_widen(table.columns, cells, said, rooms, text)
    if wide:
        widths = widened(widths, _least_widths(table, text, head, pads), said, wide, around, text)
    return tuple(accumulate(widths, initial=0.0))


def _with_whole_words(widths: list[float], least: Sequence[float]) -> list[float] | None:
    """``widths`` of which none is under its ``least``; None where there is no room for that."""
    lacking = sum(max(need - has, 0.0) for need, has in zip(least, widths, strict=True))
    spare = sum(max(has - need, 0.0) for need, has in zip(least, widths, strict=True))
    if lacking > spare:
        return None
    if not lacking:
        return widths
    return [
        max(need, has - max(has - need, 0.0) * lacking / spare)
        for need, has in zip(least, widths, strict=True)
    ]


def _with_one_cut(least: Sequence[float], width: float) -> list[float] | None:
    """Columns of ``width`` in all, as wide as ``least`` asks for but for the widest of them.

    None where that would no longer be the widest: words would be broken in many columns then.
    """
    widest = max(range(len(least)), key=least.__getitem__)
    others = [*least[:widest], *least[widest + 1 :]]
    left = width - sum(others)
    if left < max(others, default=0.0):
        return None
    return [left if index == widest else need for index, need in enumerate(least)]


def _by_share(columns: Sequence[Column], width: float) -> list[float]:
    shares = [max(column.share, 0.0) for column in columns]
    whole = sum(shares)
    if not whole:
        shares, whole = [1.0] * len(columns), float(len(columns))
    return [share / whole * width for share in shares]


def _words_fit(
    columns: Sequence[Column],
    cells: Sequence[Sequence[Inlines]],
    said: Sequence[Sequence[str]],
    text: TextStyle,
    head: TextStyle,
    rooms: Sequence[float],
) -> bool:
    """Whether every column has room for its longest word; ``cells`` and what they say by column.

    Told without measuring most titles and cells: so few letters would fit whatever they were.
    """
    widest_title = words_like(head, bold=head.bold).widest * head.size / 1000
    widest = max(words_like(text, bold=bold).widest for bold in (text.bold, True))
    widest *= text.size / 1000
    for index, (column, room) in enumerate(zip(columns, rooms, strict=True)):
        long_title = _long_words((column.title,), room / widest_title)
        if long_title and _longest(long_title, head, bold=head.bold) > room:
            return False
        long = _long_words(said[index], room / widest)
        if long:
            strong = any(isinstance(one, Strong) for cell in cells[index] for one in cell)
            looks = {text.bold, strong}
            if any(_longest(long, text, bold=bold) > room for bold in looks):
                return False
    return True


def _long_words(texts: Sequence[str], few: float) -> list[str]:
    """The words of ``texts`` that have more than a ``few`` letters, or others than ASCII's."""
    if max(map(len, texts), default=0) <= few and "".join(texts).isascii():
        return []  # as in most columns
    long = [text for text in texts if len(text) > few or not text.isascii()]
    words = [word for text in long for word in text.split(" ")]
    return [word for word in words if len(word) > few or not word.isascii()]


def _least_widths(
    table: Table, text: TextStyle, head: TextStyle, pads: float, parts: re.Pattern[str] = _TIED
) -> list[float]:
    """How wide each column has to be for its longest word, with ``pads`` points beside it.

    ``parts`` is what words end at.
    """
    least = []
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows if index < len(row)]
        words = _words((plain(cell) for cell in cells), parts)
        strong = _words(
            (one.text for cell in cells for one in cell if isinstance(one, Strong)), parts
        )
        longest = max(
            _longest(_words((column.title,), parts), head, bold=head.bold),
            _longest(words, text, bold=text.bold),
            _longest(strong, text, bold=True),
        )
        least.append(longest + pads + _SLACK)
    return least


def _words(texts: Iterable[str], parts: re.Pattern[str] = _TIED) -> set[str]:
    words: set[str] = set()
    for text in texts:
        words.update(parts.split(text))
    return words


def _longest(words: Iterable[str], style: TextStyle, *, bold: bool) -> float:
    """The width of the longest of ``words`` that must not be broken."""
    measure = words_like(style, bold=bold)
    widest = 0.0
    for word in words:
        parts = [word]
        if not word.isalnum() and BETWEEN_LETTERS.search(word):
            parts = BETWEEN_LETTERS.sub(r"\g<0> ", word).split(" ")
        for part in parts:
            if len(part) <= _LONGEST:
                width = measure[part.upper() if style.caps else part]
                widest = width if width > widest else widest
    return widest * style.size / 1000
