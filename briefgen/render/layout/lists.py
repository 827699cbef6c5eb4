"""Items behind their numbers or bullets made into strips: lists, sources, boxes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.render.faces.measure import source_anchor
from briefgen.render.house import AFTER_TABLE
from briefgen.render.layout.dressing import (
    ALONE,
    Joined,
    drawn_together,
    dressed,
    holding_whole,
    on_their_grounds,
    overlined,
    padded,
    shaded,
    spaced,
    underlined,
)
from briefgen.render.layout.flow import Flow, break_lines
from briefgen.render.layout.justifying import justified
from briefgen.render.layout.lines import spans_of
from briefgen.render.layout.paragraphs import Sheet, as_one, lay_lines, lay_whole, set_text
from briefgen.render.layout.strips import Hold, Strip, TextMark
from briefgen.render.layout.tags import Tag, list_numbering
from briefgen.render.list_marks import mark, mark_kind
from briefgen.render.together import items_held
from briefgen.render.unbroken import whole_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from briefgen.pack.blocks import Callout, List, ListItem, SourceList
    from briefgen.render.faces.measure import Run
    from briefgen.render.layout.setting import Setting
    from briefgen.render.styles import TextStyle

_WHOLE_BOX = 0.3  # of a page: a smaller box is not cut
_LABEL_GAP = 0.4  # from a list number to its text, in parts of the size


def bullet_or_number_list(sheet: Sheet, block: List, parent: Tag) -> list[Strip]:
    """A list with bullets or numbers; spoken lines say to whom in small type."""
    if not block.items:
        return []
    setting = sheet[block.style]
    labels = [mark(setting.style, n) for n in range(1, len(block.items) + 1)]
    runs = (_item_runs(setting, item) for item in block.items)
    tag = Tag(b"L", parent, list_numbering(mark_kind(setting.style)))
    return _labelled(sheet, setting, labels, runs, tag, held=items_held(block))


def source_list(sheet: Sheet, block: SourceList, parent: Tag) -> list[Strip]:
    """The sources, each behind its number, to which citations lead."""
    if not block.entries:
        return []
    setting = sheet["Source Entry"]
    labels = [mark(setting.style, entry.number) for entry in block.entries]
    runs = (setting.runs(entry.inlines) for entry in block.entries)
    tag = Tag(b"L", parent, list_numbering(mark_kind(setting.style)))
    anchors = [source_anchor(entry.number) for entry in block.entries]
    return _labelled(sheet, setting, labels, runs, tag, anchors)


def callout(sheet: Sheet, block: Callout, parent: Tag) -> list[Strip]:
    """A shaded box, which may go over to the next page between its items."""
    box = Tag(b"Div", parent)
    title, text = sheet["Callout Title"], sheet["Callout Text"]
    strips = _box_part(sheet, title, [title.text(block.title)], Tag(b"P", box))
    strips = [replace(strip, hold=Hold.MUST) for strip in strips]
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
    return _closed_box(sheet, strips, title.style, text.style, has_items=bool(block.items))


def _item_runs(setting: Setting, item: ListItem) -> list[Run]:
    runs = setting.runs(item.inlines)
    if item.tag:
        runs.append(setting.text(f" ({whole_tag(item.tag)})", setting.tag))
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
    runs: Iterable[list[Run]],
    parent: Tag,
    anchors: Sequence[str] = (),
    held: Collection[int] = (),
) -> list[Strip]:
    """Items behind their labels, with the spacing and shading of the style.

    Those whose places are ``held`` stay with the next.
    """
    calls = setting.calls
    runs = list(runs)
    may_wait = setting.is_bare and setting.calls == calls
    left, label_x = _columns_of_list(setting, labels)
    style = setting.style
    right = sheet.width - style.right_indent
    strips: list[Strip] = []
    entries = zip(labels, runs, anchors or [""] * len(runs), strict=True)
    for place, (label, item, anchor) in enumerate(entries):
        flow = Flow(item, right - left, right - left)
        entry = Tag(b"LI", parent)
        parts = partial(_entry, setting, flow, label, entry, (label_x, left, right))
        hold = Hold.WISH if place in held else Hold.NONE
        if may_wait:
            made = [as_one(setting, max(len(flow), 1), parts, hold, anchor)]
        else:
            part = parts(to_cut=True)
            part[0] = replace(part[0], anchor=anchor)
            joined = Joined(place > 0, place < len(runs) - 1) if style.is_framed else ALONE
            part = dressed(part, style, sheet.width, joined)
            made = holding_whole(spaced(part, style, joined), hold)
        if style.contextual and strips:
            strips[-1], made[0] = drawn_together(strips[-1], made[0])
        strips += made
    return strips


def _entry(
    setting: Setting,
    flow: Flow,
    label: str,
    entry: Tag,
    places: tuple[float, float, float],
    *,
    to_cut: bool,
) -> list[Strip]:
    """An item behind its ``label``, without spacing and shading: a strip, or one a line to be cut.

    ``places`` are where the label and where the text begins, and where it ends.
    """
    label_x, left, right = places
    label_tag = Tag(b"Lbl", entry) if label else None
    lay = lay_lines if to_cut else lay_whole
    broken = justified(flow.lines(), setting.style.spread, right - left)
    lines = lay(setting, broken, Tag(b"LBody", entry), left, right)
    lines = on_their_grounds(lines, setting)
    return _with_label(lines, setting, label, label_x, label_tag)


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
    strips[0] = replace(strips[0], marks=(shown, *strips[0].marks))
    return strips


def _box_part(
    sheet: Sheet, setting: Setting, runs: Sequence[Run], tag: Tag, left: float | None = None
) -> list[Strip]:
    """Text of a box; the room beneath is inside the strips, so that it is shaded too.

    That of the last of them is taken off again: as in Word it lies outside.

    ``left`` is where the text of a list's item begins.
    """
    right = sheet.width - setting.style.right_indent
    if left is None:
        strips = set_text(setting, runs, setting.style.left_indent, right).strips(tag)
    else:
        lines = justified(break_lines(runs, right - left), setting.style.spread, right - left)
        strips = lay_lines(setting, lines, tag, left, right)
        strips = on_their_grounds(strips, setting)
    if strips:
        room = setting.style.space_after
        # At the end of a page it is not wanted.
        strips[-1] = replace(padded(strips[-1], below=room), closing=-room)
    return strips


def _closed_box(
    sheet: Sheet, strips: list[Strip], title: TextStyle, text: TextStyle, *, has_items: bool
) -> list[Strip]:
    """``strips`` on one ground, kept on one page if they are few."""
    if not strips:
        return strips
    ground = title if title.fill or title.border_left else text
    last = text if has_items else title
    strips[-1] = replace(padded(strips[-1], below=-last.space_after), closing=0.0)
    if title.border_top:
        strips[0] = overlined(strips[0], title, title.border_top, sheet.width)
    if text.border_bottom:
        rule = (strips[-1], text, text.border_bottom, sheet.width, text.bottom_gap)
        strips[-1] = underlined(*rule)
    known = [len(strip.patches) for strip in strips]
    strips = [shaded(strip, ground, sheet.width) for strip in strips]
    if sum(strip.height for strip in strips) < _WHOLE_BOX * sheet.height:
        strips = [replace(strip, hold=max(strip.hold, Hold.WHOLE)) for strip in strips]
        strips[-1] = replace(strips[-1], hold=Hold.NONE)
    # Cut by the end of a page it is closed there and opened again, as in Word.
    opening = title.top_gap + title.border_top[0] if title.border_top else 0.0
    closing = text.bottom_gap + text.border_bottom[0] if text.border_bottom else 0.0
    framed = len(strips[0].patches) - known[0]
    strips[1:] = [replace(strip, opening=opening, framed=framed) for strip in strips[1:]]
    strips[:-1] = [
        replace(strip, closing=closing + strip.closing, framed=framed) for strip in strips[:-1]
    ]
    strips[0] = replace(strips[0], before=title.space_before)
    strips[-1] = replace(strips[-1], after=max(text.space_after, AFTER_TABLE))
    return strips
