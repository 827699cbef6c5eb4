"""What a chart of Word's own draws: the columns of its workbook, drawn as one series each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.docx.number_formats import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from briefgen.pack.figure_blocks import Chart, DataPoint, Series


class Row(Struct, frozen=True, gc=False):
    """A column of the workbook drawn as one series: its name, values and printed numbers.

    ``digits`` are the values in digits.

    A value of a range has no number of its own: the upper end shows both.
    """

    name: str
    values: tuple[Decimal | None, ...]
    digits: tuple[str | None, ...]
    printed: tuple[str, ...]
    shade: str


def rows_of(chart: Chart) -> list[Row]:
    """The series of ``chart`` as Word draws them.

    The upper ends of ranges come first, so that the lower ends are drawn over them.
    """
    rows: list[Row] = []
    for number, series in enumerate(chart.series):
        ends = tuple(point.high if point else None for point in series.points)
        if any(end is not None for end in ends):
            printed = tuple(
                point.printed.text if point and point.high is not None else ""
                for point in series.points
            )
            rows.append(Row(series.upper, ends, _digits(ends), printed, "light"))
        rows.append(_row(series, "balance" if series.balance else "light" if number else "dark"))
    return rows


def _row(series: Series, shade: str) -> Row:
    values = tuple(point.value if point else None for point in series.points)
    printed = tuple(map(_own_text, series.points))
    return Row(series.name, values, _digits(values), printed, shade)


def _digits(values: Sequence[Decimal | None]) -> tuple[str | None, ...]:
    return tuple([None if value is None else fixed(value) for value in values])


def _own_text(point: DataPoint | None) -> str:
    return "" if point is None or point.high is not None else point.printed.text
