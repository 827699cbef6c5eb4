"""The blocks of a pack set as strips, one after the other; those set before as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from briefgen.pack.blocks import (
    Block,
    Callout,
    Contents,
    Cover,
    Heading,
    List,
    PageBreak,
    Paragraph,
    SourceList,
    Table,
)
from briefgen.pack.figure_blocks import (
    Chart,
    CorridorDiagram,
    FigureBlock,
    RouteMap,
    TimelineDiagram,
)
from briefgen.pack.inlines import Citation, CrossReference, Footnote
from briefgen.pack.said import inline_runs
from briefgen.render.foreign import wholly_foreign
from briefgen.render.house import AFTER_BAR
from briefgen.render.layout.dressing import ALONE, Joined, drawn_together, holding, holding_whole
from briefgen.render.layout.figures import figure
from briefgen.render.layout.footnotes import with_notes
from briefgen.render.layout.front import contents, cover
from briefgen.render.layout.lists import bullet_or_number_list, callout, source_list
from briefgen.render.layout.paragraphs import Sheet, heading, paragraph
from briefgen.render.layout.strips import Hold
from briefgen.render.layout.tables import table
from briefgen.render.layout.tags import Tag
from briefgen.render.stretches import stretches, wide_blocks
from briefgen.render.together import blocks_held, blocks_set_off

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from briefgen.pack.blocks import Pack
    from briefgen.render.layout.kept import Kept
    from briefgen.render.layout.paragraphs import Sheet
    from briefgen.render.layout.setting import NoteCalls
    from briefgen.render.layout.strips import Strip


class BlockSetter:
    """Sets the blocks of one pack."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        pack: Pack,
        root: Tag,
        notes: NoteCalls,
        sources: frozenset[int],
        kept: Kept | None,
    ) -> None:
        """Set on ``sheets``: upright and, where one is asked for, on its side.

        The elements go under ``root``, the footnotes that are called to ``notes``. ``sources`` are
        the numbers that the pack lists; blocks that ``kept`` knows are taken from there.
        """
        self._sheets = sheets
        self._pack = pack
        self._root = root
        self._notes = notes
        self._sources = sources
        self._kept = kept
        self._headings = [block for block in pack.blocks if isinstance(block, Heading)]
        self._tables = self._figures = 0
        styles = sheets[0].house.styles
        self._framed = {
            name for name, style in styles.items() if style.is_framed and not style.page_break
        }
        self._joined = ALONE  # the block that is set, with those around it
        self._contextual = {name for name, style in styles.items() if style.contextual}

    def strips(self, blocks: Sequence[Block]) -> list[Strip]:
        """The strips of ``blocks``, which are of the pack."""
        starts = {stretch.start for stretch in stretches(blocks)}
        held, set_off = blocks_held(blocks), blocks_set_off(blocks, self._sheets[0].house)
        strips: list[Strip] = []
        fresh = False
        before = ""  # the style of the paragraphs before, where it asks for no room between them
        for place, (block, wide) in enumerate(zip(blocks, wide_blocks(blocks), strict=True)):
            fresh = fresh or (place > 0 and place in starts)
            self._joined = self._joined_around(blocks, place, starts) if self._framed else ALONE
            made = self._block(block, self._sheets[wide])
            if wide:
                made = [replace(strip, wide=True) for strip in made]
            if made and not made[0].anchor:
                made[0] = replace(made[0], anchor=block.id)
            if made and fresh:
                made[0] = replace(made[0], fresh_page=True)
            style = self._style_without_room(block) if self._contextual else ""
            if made and style and style == before:
                strips[-1], made[0] = drawn_together(strips[-1], made[0])
            if made:
                before = style
            if made and set_off[place] and not fresh:
                made[0] = replace(made[0], before=max(made[0].before, AFTER_BAR))
            if held[place]:
                hold = holding_whole if isinstance(block, Paragraph) else holding
                made = hold(made, Hold.WISH)
            # What follows the cover, or an explicit break, starts a page.
            fresh = isinstance(block, (Cover, PageBreak)) or (fresh and not made)
            strips += made
        return strips

    def _joined_around(self, blocks: Sequence[Block], place: int, starts: set[int]) -> Joined:
        """Whether the paragraph at ``place`` shares its frame with those around it."""
        block = blocks[place]
        if not isinstance(block, Paragraph) or block.style not in self._framed:
            return ALONE
        last = place == len(blocks) - 1
        return Joined(
            place > 0 and place not in starts and self._goes_on(blocks[place - 1], block),
            not last and place + 1 not in starts and self._goes_on(block, blocks[place + 1]),
        )

    def _goes_on(self, above: Block, below: Block) -> bool:
        """Whether two blocks are of one style, and of one side where a pack is read from right."""
        if not (isinstance(above, Paragraph) and isinstance(below, Paragraph)):
            return False
        if above.style != below.style:
            return False
        foreign = (wholly_foreign(one.inlines) for one in (above, below))
        return not self._pack.from_right or len(set(foreign)) == 1

    def _style_without_room(self, block: Block) -> str:
        """The style of ``block`` if it asks for no room between paragraphs of it, else nothing."""
        style = block.style if isinstance(block, (Paragraph, List)) else ""
        return style if style in self._contextual else ""

    def _block(self, block: Block, sheet: Sheet) -> list[Strip]:
        """The strips of ``block``, its elements named after it, with its footnotes."""
        self._count(block)
        root = self._root
        known, called = len(root.kids), len(self._notes.called)
        kept = self._kept
        made = self._set(block, sheet) if kept is None else self._set_or_taken(block, sheet, kept)
        if len(self._notes.called) > called:
            made = with_notes(sheet, made, self._notes.called, called + 1, root)
        for kid in root.kids[known:]:
            if isinstance(kid, Tag):
                # A plain copy has no names.
                kid.block = block.id if self._pack.record else ""
        return made

    def _count(self, block: Block) -> None:
        if isinstance(block, Table):
            self._tables += bool(block.caption and block.columns)
        elif type(block) in _FIGURES:
            self._figures += 1

    def _set_or_taken(self, block: Block, sheet: Sheet, kept: Kept) -> list[Strip]:
        root, notes = self._root, _notes_in(block)
        key = self._key(block, sheet, len(self._notes.called) if notes else 0)
        if key is None:
            return self._set(block, sheet)
        found = kept.take(key, root)
        if found is not None:
            self._notes.called += notes
            return found
        known = len(root.kids)
        made = self._set(block, sheet)
        kept.put(key, made, (kid for kid in root.kids[known:] if isinstance(kid, Tag)))
        return made

    def _key(self, block: Block, sheet: Sheet, called: int) -> Hashable:
        """All that the strips of ``block`` come from; None where other blocks have a say in them.

        ``called`` is how many footnotes were called before its own.
        """
        kind = type(block)
        if kind not in _KEPT:
            return None
        listed = []
        for inlines in inline_runs(block):
            for inline in inlines:
                if isinstance(inline, CrossReference):
                    return None  # it prints a number that is counted elsewhere
                if isinstance(inline, Citation):
                    listed += [number in self._sources for number in inline.numbers]
        told: tuple[object, ...] = ()
        if kind is Table:
            told = (self._tables, sheet.continued)
        elif kind in _FIGURES:
            told = (self._figures,)
        place = (sheet.width, sheet.height, told, called, self._joined)
        return block, *place, tuple(listed)

    def _set(self, block: Block, sheet: Sheet) -> list[Strip]:
        kind = type(block)
        if self._joined is not ALONE and isinstance(block, Paragraph):
            return paragraph(sheet, block, self._root, self._joined)
        if kind in _PLAIN:  # told by their class: to ask one after the other takes longer
            return _PLAIN[kind](sheet, block, self._root)
        match block:
            case Table():
                return table(sheet, block, self._tables, self._root)
            case Chart() | CorridorDiagram() | TimelineDiagram() | RouteMap():
                return figure(sheet, block, self._figures, self._root)
            case Contents():
                return contents(sheet, block, self._headings, self._root)
            case _:
                return []


_FIGURES = frozenset(get_args(FigureBlock))
_KEPT = _FIGURES | {Paragraph, List, Table, Callout, SourceList}  # for the next layout
# What sets a block for which nothing need be known but itself.
_PLAIN: dict[type, Callable[[Sheet, Any, Tag], list[Strip]]] = {
    Paragraph: paragraph,
    Heading: heading,
    List: bullet_or_number_list,
    Callout: callout,
    SourceList: source_list,
    Cover: cover,
}


def _notes_in(block: Block) -> list[Footnote]:
    """The footnotes that ``block`` calls, in that order."""
    runs = inline_runs(block)
    return [inline for inlines in runs for inline in inlines if isinstance(inline, Footnote)]
