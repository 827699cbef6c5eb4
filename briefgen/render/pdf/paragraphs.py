"""Blocks of running text made into strips: headings, paragraphs, lists, callouts, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.pack.blocks import (
    Align,
    Callout,
    Heading,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    SourceList,
)
from briefgen.render.house import AFTER_TABLE
from briefgen.render.list_marks import mark, mark_kind
from briefgen.render.pdf.lines import break_lines, spans_of
from briefgen.render.pdf.measure import NO_BREAK, source_anchor
from briefgen.render.pdf.strips import Hold, Patch, Strip, TextMark
from briefgen.render.pdf.tags import Tag, list_numbering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.render.house import House, TextStyle
    from briefgen.render.pdf.lines import Line
    from briefgen.render.pdf.measure import Run
    from briefgen.render.pdf.setting import Setting

SHADE_X = 6.0  # how far shading and side rules stand out from the text, in points
SHADE_Y = 5.0
_WHOLE_BOX = 0.3  # of a page: a smaller box is not cut
_WHOLE_TAG = 30  # characters, up to which a tag behind an item is not broken
_LABEL_GAP = 0.4  # from a list number to its text, in parts of the size


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the blocks are set on: the text column and the styles, ready to set text."""

    house: House
    settings: Mapping[str, Setting]
    width: float
    height: float
    continued: str  # printed where a table goes on
    table_label: str  # printed before the caption of a table, with its number
    figure_label: str  # printed before the caption of a figure

    def __getitem__(self, style: str) -> Setting:
        """The setting of the style of that name."""
        return self.settings[style]


def lay_lines(
    setting: Setting, lines: Sequence[Line], tag: Tag | None, left: float, right: float
) -> list[Strip]:
    """One strip for each of ``lines``, held so that no line of a paragraph stands alone."""
    together = setting.style.keep_together
    last = len(lines) - 1
    strips = []
    for index, line in enumerate(lines):
        x = aligned(setting.style.align, line.width, left, right)
        mark = TextMark(x, setting.baseline, line.spans, tag)
        strips.append(Strip(setting.leading, (mark,), hold=_hold_of_line(index, last, together)))
    return strips


def lay_text(
    setting: Setting, runs: Sequence[Run], tag: Tag | None, left: float, right: float
) -> list[Strip]:
    """``runs`` set between ``left`` and ``right``, without the spacing and shading of the style."""
    indent = setting.style.first_line_indent if setting.style.align is Align.LEFT else 0.0
    lines = break_lines(runs, right - left, right - left - indent)
    strips = lay_lines(setting, lines, tag, left, right)
    if indent and strips:
        strips[0] = moved(strips[0], indent)
    return strips


def styled_text(
    sheet: Sheet, setting: Setting, runs: Sequence[Run], tag: Tag | None
) -> list[Strip]:
    """``runs`` as a whole paragraph, with indents, spacing, shading and rules of the style."""
    style = setting.style
    strips = lay_text(setting, runs, tag, style.left_indent, sheet.width - style.right_indent)
    strips = spaced(dressed(strips, style, sheet.width), style)
    return holding(strips, Hold.WISH) if style.keep_with_next else strips


def heading(sheet: Sheet, block: Heading, parent: Tag) -> list[Strip]:
    """A heading, which never stands last on a page."""
    setting = sheet[f"Heading {min(block.level, 3)}"]
    tag = Tag(b"H%d" % min(block.level, 6), parent)
    strips = styled_text(sheet, setting, [setting.text(block.text)], tag)
    strips = [strip._replace(hold=Hold.MUST) for strip in strips]
    if strips:
        strips[0] = strips[0]._replace(
            anchor=block.id,
            fresh_page=block.new_page or block.right_hand,
            right_hand=block.right_hand,
        )
    return strips


def paragraph(sheet: Sheet, block: Paragraph, parent: Tag) -> list[Strip]:
    """A paragraph in its style."""
    setting = sheet[block.style]
    strips = styled_text(sheet, setting, setting.runs(block.inlines), Tag(b"P", parent))
    return holding(strips, Hold.WISH) if block.keep_with_next else strips


def empty_page(sheet: Sheet, words: str) -> Strip:
    """What a page says that is left empty on purpose, in the middle of the column."""
    setting = sheet[ParagraphStyle.NOTE]
    lines = break_lines([setting.text(words)], sheet.width)
    marks = tuple(
        TextMark(
            aligned(Align.CENTRE, line.width, 0.0, sheet.width),
            number * setting.leading + setting.baseline,
            line.spans,
            None,
        )
        for number, line in enumerate(lines)
    )
    return Strip(len(lines) * setting.leading, marks)


def bullet_or_number_list(sheet: Sheet, block: List, parent: Tag) -> list[Strip]:
    """A list with bullets or numbers; spoken lines say to whom in small type."""
    if not block.items:
        return []
    setting = sheet[block.style]
    labels = [mark(setting.style, n) for n in range(1, len(block.items) + 1)]
    runs = [_item_runs(setting, item) for item in block.items]
    tag = Tag(b"L", parent, list_numbering(mark_kind(setting.style)))
    return _labelled(sheet, setting, labels, runs, tag)


def source_list(sheet: Sheet, block: SourceList, parent: Tag) -> list[Strip]:
    """The sources, each behind its number, to which citations lead."""
    if not block.entries:
        return []
    setting = sheet["Source Entry"]
    labels = [mark(setting.style, entry.number) for entry in block.entries]
    runs = [setting.runs(entry.inlines) for entry in block.entries]
    tag = Tag(b"L", parent, list_numbering(mark_kind(setting.style)))
    anchors = [source_anchor(entry.number) for entry in block.entries]
    return _labelled(sheet, setting, labels, runs, tag, anchors)


def callout(sheet: Sheet, block: Callout, parent: Tag) -> list[Strip]:
    """A shaded box, which may go over to the next page between its items."""
    box = Tag(b"Div", parent)
    title, text = sheet["Callout Title"], sheet["Callout Text"]
    strips = _box_part(sheet, title, [title.text(block.title)], Tag(b"P", box))
    strips = [strip._replace(hold=Hold.MUST) for strip in strips]
    if block.items:
        items = Tag(b"L", box, list_numbering(mark_kind(text.style)))
        bullet = mark(text.style, 1)
        left, label_x = _columns_of_list(text, [bullet])
        for item in block.items:
            entry = Tag(b"LI", items)
            label = Tag(b"Lbl", entry) if bullet else None
            runs = _item_runs(text, item)
            part = _box_part(sheet, text, runs, Tag(b"LBody", entry), left)
            strips += _with_label(part, text, bullet, label_x, label)
    return _closed_box(sheet, strips, title.style, text.style)


def spaced(strips: list[Strip], style: TextStyle) -> list[Strip]:
    """``strips`` with the room above and beneath that ``style`` asks for."""
    if strips:
        strips[0] = strips[0]._replace(before=style.space_before)
        strips[-1] = strips[-1]._replace(after=style.space_after)
    return strips


def holding(strips: list[Strip], hold: Hold) -> list[Strip]:
    """``strips`` with the last one holding what comes next at least as firmly as ``hold``."""
    if strips and strips[-1].hold < hold:
        strips[-1] = strips[-1]._replace(hold=hold)
    return strips


def padded(strip: Strip, above: float = 0.0, below: float = 0.0) -> Strip:
    """``strip`` made taller, what it shows moved down by ``above``."""
    marks = tuple(mark._replace(y=mark.y + above) for mark in strip.marks)
    patches = tuple(patch._replace(y=patch.y + above) for patch in strip.patches)
    return strip._replace(height=strip.height + above + below, marks=marks, patches=patches)


def dressed(strips: list[Strip], style: TextStyle, width: float) -> list[Strip]:
    """``strips`` of one paragraph with the shading and the rules of ``style``."""
    if not strips:
        return strips
    if style.fill:
        strips[0] = padded(strips[0], above=SHADE_Y)
        strips[-1] = padded(strips[-1], below=SHADE_Y)
    if style.border_top and not style.fill:
        strips[0] = _overlined(strips[0], style, style.border_top, width)
    if style.border_bottom:
        strips[-1] = _underlined(strips[-1], style, style.border_bottom, width)
    if style.fill or style.border_left:
        strips = [_shaded(strip, style, width) for strip in strips]
    return strips


def _shaded(strip: Strip, style: TextStyle, width: float) -> Strip:
    """``strip`` on the ground of ``style``, with its bar to the left of it."""
    left = style.left_indent + min(style.first_line_indent, 0.0) - SHADE_X
    ground = []
    if style.fill:
        right = width - style.right_indent + min(SHADE_X, style.right_indent)
        ground.append(Patch(left, 0.0, right - left, strip.height, style.fill))
    if style.border_left:
        thickness, color = style.border_left
        ground.append(Patch(left - thickness, 0.0, thickness, strip.height, color))
    return strip._replace(patches=(*ground, *strip.patches))


def aligned(align: Align, width: float, left: float, right: float) -> float:
    """Where text ``width`` wide begins between ``left`` and ``right``."""
    match align:
        case Align.LEFT:
            return left
        case Align.RIGHT:
            return right - width
        case Align.CENTRE:
            return (left + right - width) / 2


def moved(strip: Strip, right: float) -> Strip:
    """``strip`` with its text moved ``right`` by that many points."""
    marks = tuple(
        mark._replace(x=mark.x + right) if isinstance(mark, TextMark) else mark
        for mark in strip.marks
    )
    return strip._replace(marks=marks)


def _hold_of_line(index: int, last: int, together: bool) -> Hold:
    if index == last:
        return Hold.NONE
    if index in (0, last - 1):
        return Hold.MUST
    return Hold.WISH if together else Hold.NONE


def _overlined(strip: Strip, style: TextStyle, border: tuple[float, str], width: float) -> Strip:
    left = style.left_indent + min(style.first_line_indent, 0.0)
    rule = Patch(left, 0.0, width - style.right_indent - left, *border)
    grown = padded(strip, above=border[0] + style.top_gap)
    return grown._replace(patches=(*grown.patches, rule))


def _underlined(strip: Strip, style: TextStyle, border: tuple[float, str], width: float) -> Strip:
    thickness, color = border
    gap = 0.0 if style.fill else style.bottom_gap
    out = SHADE_X if style.fill else 0.0
    left = style.left_indent + min(style.first_line_indent, 0.0) - out
    right = width - style.right_indent + min(out, style.right_indent)
    rule = Patch(left, strip.height + gap, right - left, thickness, color)
    grown = padded(strip, below=gap + thickness)
    return grown._replace(patches=(*grown.patches, rule))


def _item_runs(setting: Setting, item: ListItem) -> list[Run]:
    runs = setting.runs(item.inlines)
    if item.tag:
        tag = item.tag.replace(" ", NO_BREAK) if len(item.tag) <= _WHOLE_TAG else item.tag
        runs.append(setting.text(f" ({tag})", setting.tag))
    return runs


def _columns_of_list(setting: Setting, labels: Sequence[str]) -> tuple[float, float]:
    """Where the text and where the labels of a list begin."""
    style = setting.style
    label_x = style.left_indent + min(style.first_line_indent, 0.0)
    widest = max(setting.mark.width(label) for label in labels)
    return max(style.left_indent, label_x + widest + _LABEL_GAP * style.size), label_x


def _labelled(
    sheet: Sheet,
    setting: Setting,
    labels: Sequence[str],
    runs: Sequence[Sequence[Run]],
    parent: Tag,
    anchors: Sequence[str] = (),
) -> list[Strip]:
    """Items behind their labels, with the spacing and shading of the style."""
    left, label_x = _columns_of_list(setting, labels)
    style = setting.style
    strips: list[Strip] = []
    for label, item, anchor in zip(labels, runs, anchors or [""] * len(runs), strict=True):
        entry = Tag(b"LI", parent)
        label_tag = Tag(b"Lbl", entry) if label else None
        lines = break_lines(item, sheet.width - style.right_indent - left)
        part = lay_lines(
            setting, lines, Tag(b"LBody", entry), left, sheet.width - style.right_indent
        )
        part = _with_label(part, setting, label, label_x, label_tag)
        part[0] = part[0]._replace(anchor=anchor)
        strips += spaced(dressed(part, style, sheet.width), style)
    return strips


def _with_label(
    strips: list[Strip], setting: Setting, label: str, x: float, tag: Tag | None
) -> list[Strip]:
    """``strips`` with ``label`` before the first line; an empty one shows nothing."""
    if not strips:
        strips = [Strip(setting.leading)]
    if not label:
        return strips
    y = strips[0].marks[0].y if strips[0].marks else setting.baseline
    shown = TextMark(x, y, spans_of(*setting.text(label, setting.mark)), tag)
    strips[0] = strips[0]._replace(marks=(shown, *strips[0].marks))
    return strips


def _box_part(
    sheet: Sheet, setting: Setting, runs: Sequence[Run], tag: Tag, left: float | None = None
) -> list[Strip]:
    """Text of a box; the room beneath is inside the strips, so that it is shaded too.

    ``left`` is where the text of a list's item begins.
    """
    right = sheet.width - setting.style.right_indent
    if left is None:
        strips = lay_text(setting, runs, tag, setting.style.left_indent, right)
    else:
        strips = lay_lines(setting, break_lines(runs, right - left), tag, left, right)
    if strips:
        strips[-1] = padded(strips[-1], below=setting.style.space_after)
    return strips


def _closed_box(
    sheet: Sheet, strips: list[Strip], title: TextStyle, text: TextStyle
) -> list[Strip]:
    """``strips`` on one ground, kept on one page if they are few."""
    if not strips:
        return strips
    strips[0] = padded(strips[0], above=SHADE_Y)
    strips[-1] = padded(strips[-1], below=SHADE_Y)
    ground = title if title.fill or title.border_left else text
    strips = [_shaded(strip, ground, sheet.width) for strip in strips]
    if sum(strip.height for strip in strips) < _WHOLE_BOX * sheet.height:
        strips = [strip._replace(hold=max(strip.hold, Hold.WISH)) for strip in strips]
        strips[-1] = strips[-1]._replace(hold=Hold.NONE)
    strips[0] = strips[0]._replace(before=title.space_before)
    strips[-1] = strips[-1]._replace(after=max(text.space_after, AFTER_TABLE))
    return strips
