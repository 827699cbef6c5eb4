"""Charts of Word's own: the chart part as text, its numbers cached, its labels live.

The labels are number formats, not text, so that they follow when somebody edits the workbook.
Elements stand in the order of the schema; Word refuses a file that has them otherwise.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefgen.pack.figure_blocks import ChartKind
from briefgen.render.docx.number_formats import fixed, number_format
from briefgen.render.docx.package import HEAD
from briefgen.render.docx.text import attribute, escape
from briefgen.render.docx.workbook import SHEET, column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.figure_blocks import Chart
    from briefgen.render.docx.chart_rows import Row
    from briefgen.render.figures.axis import Axis
    from briefgen.render.figures.charts import DrawnChart
    from briefgen.render.figures.palette import Palette

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CATEGORIES, _VALUES = 1001, 1002  # the ids of the axes
_NO_FILL = "<a:noFill/>"
_NO_LINE = f"<a:ln>{_NO_FILL}</a:ln>"
_PLAIN = f"<c:spPr>{_NO_FILL}{_NO_LINE}</c:spPr>"
_ON_WHITE = f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_NO_LINE}</c:spPr>'
_GAP = {ChartKind.COLUMNS: 45, ChartKind.BARS: 60}  # between groups, in per cent of a column
_MARK_SIZE = 9  # points
_BEYOND = Decimal("1.3")  # of the longest bar: room for its number
_HAIR = 6350  # EMU: half a point
_KEPT = 64  # looks, each of which most charts of a document share


def chart_part(
    chart: Chart, rows: Sequence[Row], palette: Palette, language: str, drawn_as: DrawnChart
) -> list[bytes]:
    """The chart part for ``rows`` of ``chart`` in pieces, of which most are ASCII.

    It has the axis of what is ``drawn_as`` in the PDF; where that is crowded, names and numbers of
    columns stand upright. Its workbook is its first relationship.
    """
    turn = _TURNED if drawn_as.crowded else ""
    drawn = "".join(_series(number, row, chart, palette, turn) for number, row in enumerate(rows))
    ids = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    if chart.kind is ChartKind.MARKS:
        hair = _line(palette.middle, _HAIR, "sysDot")
        plot = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}'
            f"<c:dropLines><c:spPr>{hair}</c:spPr></c:dropLines>"
            f'<c:marker val="1"/>{ids}</c:lineChart>'
        )
    else:
        direction = "bar" if chart.kind is ChartKind.BARS else "col"
        overlap = '<c:overlap val="100"/>' if len(rows) > len(chart.series) else ""
        plot = (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/>'
            f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="{_GAP[chart.kind]}"/>{overlap}'
            f"{ids}</c:barChart>"
        )
    opening = (
        f'{HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}" xmlns:r="{_RELATIONSHIPS}">'
        f'<c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}'
    )
    closing = (
        f"<c:spPr>{_NO_FILL}{_NO_LINE}</c:spPr></c:plotArea>{_legend(chart)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_NO_FILL}{_NO_LINE}</c:spPr>{_type(palette)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    lying = chart.kind is ChartKind.BARS
    axes = (_category_axis(palette, turn, lying=lying), _value_axis(chart, drawn_as.axis, palette))
    return [piece.encode() for piece in (opening, *axes, closing)]


# --- series -------------------------------------------------------------------------------------


def _series(number: int, row: Row, chart: Chart, palette: Palette, turn: str) -> str:
    letter, last = column(number + 1), len(chart.categories) + 1
    name = _text_cache(f"{SHEET}!${letter}$1", [row.name])
    names = _text_cache(f"{SHEET}!$A$2:$A${last}", chart.categories)
    points = "".join(
        [
            f'<c:pt idx="{place}"><c:v>{digits}</c:v></c:pt>'
            for place, digits in enumerate(row.digits)
            if digits
        ]
    )
    numbers = (
        f"<c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(row.values)}"/>{points}'
        "</c:numCache></c:numRef>"
    )
    if chart.kind is ChartKind.MARKS:
        look = (
            f'<c:spPr><a:ln w="{_HAIR}">{_NO_FILL}</a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="{_MARK_SIZE}"/>'
            f"<c:spPr>{_fill(palette.dark)}{_NO_LINE}</c:spPr></c:marker>"
        )
        end = '<c:smooth val="0"/>'
    else:
        look = f'<c:spPr>{_shade(row.shade, palette)}</c:spPr><c:invertIfNegative val="0"/>'
        end = ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{name}</c:tx>{look}'
        f"{_labels(row, chart, palette, turn)}<c:cat>{names}</c:cat>"
        f"<c:val>{numbers}</c:val>{end}</c:ser>"
    )


def _text_cache(cells: str, texts: Sequence[str]) -> str:
    points = "".join(
        [f'<c:pt idx="{n}"><c:v>{escape(text)}</c:v></c:pt>' for n, text in enumerate(texts)]
    )
    return (
        f'<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}'
        "</c:strCache></c:strRef>"
    )


@lru_cache(maxsize=_KEPT)
def _shade(shade: str, palette: Palette) -> str:
    """The fill of a series: dark, light, or hatched for a balance; told apart in grey too."""
    outline = _line(palette.dark, _HAIR)
    if shade == "balance":
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{palette.dark}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>{outline}'
        )
    return _fill(palette.dark if shade == "dark" else palette.light) + outline


def _labels(row: Row, chart: Chart, palette: Palette, turn: str) -> str:
    """The number at each value, printed as the PDF prints it; ``turn`` stands it upright.

    The series says how most of its values are labelled, a value what differs.
    """
    look = _label_ground(chart, palette, turn)
    values = enumerate(zip(row.printed, row.values, row.digits, strict=True))
    labels = {
        place: _label(text, value, digits, chart, look)
        for place, (text, value, digits) in values
        if value is not None and digits is not None
    }
    shown = [label for label in labels.values() if label != _NO_LABEL]
    usual = max(dict.fromkeys(shown), key=shown.count, default=_NO_LABEL)
    others = "".join(
        [
            f'<c:dLbl><c:idx val="{place}"/>{label}</c:dLbl>'
            for place, label in labels.items()
            if label != usual
        ]
    )
    return f"<c:dLbls>{others}{usual}</c:dLbls>"


def _label_ground(chart: Chart, palette: Palette, turn: str) -> str:
    """What a label of ``chart`` stands on: white, so that no line of the grid runs through it.

    Bars have no grid. A label that stands upright is as wide as its column and more: a ground
    would cover the columns beside it.
    """
    # A label takes its type from the chart; LibreOffice breaks one beside a bar unless told not to.
    bounds = _UNBROKEN if chart.kind is ChartKind.BARS else turn
    return f"{_PLAIN}{_type(palette, bounds=bounds)}" if bounds else _ON_WHITE


def _label(text: str, value: Decimal, digits: str, chart: Chart, look: str) -> str:
    """The label that prints ``value``, which has those ``digits``, as ``text``; none without."""
    if not text:
        return _NO_LABEL
    return _label_look(number_format(text, value, digits), look, _label_place(chart, value))


@lru_cache(maxsize=_KEPT)
def _label_look(form: str, look: str, place: str) -> str:
    return (
        f'<c:numFmt formatCode="{attribute(form)}" sourceLinked="0"/>'
        f'{look}<c:dLblPos val="{place}"/>{_SHOW_VALUE}'
    )


def _label_place(chart: Chart, value: Decimal) -> str:
    """A mark has its number on the side away from the axis, a column or a bar at its end."""
    if chart.kind is not ChartKind.MARKS:
        return "outEnd"
    return "b" if value < 0 else "t"


_NO_LABEL = '<c:delete val="1"/>'
_UPRIGHT = ' rot="0" vert="horz"'
_TURNED = ' rot="-5400000" vert="horz"'
_UNBROKEN = ' wrap="none"'
_SHOW_VALUE = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


# --- axes and legend ----------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def _category_axis(palette: Palette, turn: str, *, lying: bool) -> str:
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling>'
        f'<c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{_line(palette.color, _HAIR)}</c:spPr>{_type(palette, bounds=turn or _UPRIGHT)}"
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, axis: Axis, palette: Palette) -> str:
    lying = chart.kind is ChartKind.BARS
    high, low = (end * _BEYOND if lying else end for end in (axis.high, axis.low))
    core = "#,##0" if axis.step % 1 == 0 else "General"
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{fixed(high)}"/><c:min val="{fixed(low)}"/></c:scaling>'
        f"{_value_axis_look(chart.unit, palette, core, lying=lying)}"
        f'<c:majorUnit val="{fixed(axis.step)}"/></c:valAx>'
    )


@lru_cache(maxsize=_KEPT)
def _value_axis_look(unit: str, palette: Palette, core: str, *, lying: bool) -> str:
    grid = "" if lying else f"<c:spPr>{_line(palette.faint, _HAIR)}</c:spPr>"
    lines = "" if lying else f"<c:majorGridlines>{grid}</c:majorGridlines>"
    return (
        f'<c:delete val="{int(lying)}"/><c:axPos val="{"b" if lying else "l"}"/>{lines}'
        f"{_title(unit, palette, lying=lying)}"
        f'<c:numFmt formatCode="{core};&quot;\N{MINUS SIGN}&quot;{core}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{_NO_LINE}</c:spPr>"
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/>'
    )


def _title(unit: str, palette: Palette, *, lying: bool) -> str:
    """The unit along the axis; the Word file has it there, the PDF above the plot."""
    turn = "" if lying else ' rot="-5400000" vert="horz"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f"{_run_type(palette, 'defRPr', bold=True)}</a:pPr><a:r>"
        f"{_run_type(palette, 'rPr', bold=True)}<a:t>{escape(unit)}</a:t></a:r></a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title>'
    )


def _legend(chart: Chart) -> str:
    if len(chart.series) == 1:  # the two ends of a range are told by its number
        return ""
    return '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'


def _fill(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _line(color: str, width: int, dash: str = "solid") -> str:
    return f'<a:ln w="{width}">{_fill(color)}<a:prstDash val="{dash}"/></a:ln>'


@lru_cache(maxsize=_KEPT)
def _type(palette: Palette, *, bold: bool = False, bounds: str = "") -> str:
    return (
        f"<c:txPr><a:bodyPr{bounds}/><a:lstStyle/><a:p><a:pPr>"
        f'{_run_type(palette, "defRPr", bold=bold)}</a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
        "</c:txPr>"
    )


def _run_type(palette: Palette, element: str, *, bold: bool) -> str:
    return _face(palette.family, palette.size, palette.color, element, bold)


@cache
def _face(family: str, size: float, color: str, element: str, bold: bool) -> str:
    face = attribute(family)
    return (
        f'<a:{element} sz="{round(size * 100)}" b="{int(bold)}">{_fill(color)}'
        f'<a:latin typeface="{face}"/><a:cs typeface="{face}"/></a:{element}>'
    )
