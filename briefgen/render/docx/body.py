"""The body of the document: blocks become paragraphs and tables, written as text in one go."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from msgspec.structs import replace

from briefgen.pack.blocks import (
    Callout,
    Contents,
    Cover,
    Heading,
    List,
    ListStyle,
    PageBreak,
    Paragraph,
    SourceList,
    Table,
)
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.render.docx.ample import has_ample_room
from briefgen.render.docx.contents import contents_xml, entries_of, set_in_columns
from briefgen.render.docx.controls import CONTROL_END, control_start, control_titles
from briefgen.render.docx.footnotes import Footnotes
from briefgen.render.docx.package import HEAD, NAMESPACES
from briefgen.render.docx.record import block_bookmark
from briefgen.render.docx.runs import Place, Runs, source_bookmark
from briefgen.render.docx.section import SectionPart
from briefgen.render.docx.starts import KEEP, WHOLE, Starts
from briefgen.render.docx.tables import table_xml
from briefgen.render.docx.text import NO_SPACING, escape, field, run
from briefgen.render.foreign import wholly_foreign
from briefgen.render.house import AFTER_BAR, AFTER_FIGURE, AFTER_TABLE, CONTENTS_GAP, turned
from briefgen.render.references import STOPS, reference_words
from briefgen.render.stretches import stretches
from briefgen.render.together import blocks_held, blocks_set_off, items_held

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from briefgen.pack.blocks import Block, Pack
    from briefgen.render.docx.figures import Figures
    from briefgen.render.docx.numbering import Numbering
    from briefgen.render.docx.package import Relations
    from briefgen.render.docx.styles import StyleSheet
    from briefgen.render.house import House
    from briefgen.render.layout.cover_room import CoverRoom

_DOCUMENT, _END = f"{HEAD}<w:document {NAMESPACES}><w:body>", "</w:body></w:document>"
_LOWEST = 1.0  # points: of a paragraph that says nothing
_LOW = f'<w:spacing w:before="0" w:after="0" w:line="{_LOWEST * 20:.0f}" w:lineRule="exact"/>'
# A drawing stands on a line as tall as itself, whatever the style of text asks for.
_DRAWING = (
    f'<w:spacing w:before="0" w:after="{round(AFTER_FIGURE * 20)}" w:line="240" '
    'w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
)
_MANY = 500  # pieces that are handed on together


def _listed(pack: Pack) -> frozenset[int]:
    """The numbers of the sources that ``pack`` lists."""
    lists = (block for block in pack.blocks if isinstance(block, SourceList))
    return frozenset(entry.number for one in lists for entry in one.entries)


def _places_referred_to(pack: Pack, block_pages: Mapping[str, int]) -> dict[str, Place]:
    """Where the references of ``pack`` lead, by the ids of the blocks."""
    return {
        name: Place(reference_bookmark(name), words, str(block_pages.get(name, "")))
        for name, words in reference_words(pack).items()
    }


class Body:
    """Writes the blocks of a pack one after the other."""

    def __init__(
        self,
        pack: Pack,
        house: House,
        sheet: StyleSheet,
        numbering: Numbering,
        relations: Relations,
        figures: Figures,
        block_pages: Mapping[str, int],
        *,
        parted: Collection[str] = (),
        going_over: Collection[str] = (),
    ) -> None:
        """Prepare what blocks refer to: headings with their pages, and sources.

        Those ``parted`` hold nothing, the sections ``going_over`` share the name of their pages.
        """
        self._parted, self._going_over = parted, going_over
        self._pack = pack
        self._house = house
        self._sheet = sheet
        self._numbering = numbering
        self._entries = entries_of(pack, block_pages)
        sources, references = _listed(pack), _places_referred_to(pack, block_pages)
        self.footnotes = Footnotes(sheet, sources, references)
        self._runs = Runs(sheet, relations, sources, references, self.footnotes.call)
        self._headings = iter(self._entries)
        self._bookmarks = 0
        self._figures = figures
        self._tables = 0
        self._numbered_figures = 0
        self._fresh = False  # whether the next paragraph starts a page
        self._turned = False  # whether it does so anyway, as the first of its section
        self._width = house.text_width
        self._gap = 0.0  # the least space before the next paragraph
        self._held = False  # whether the end of the block stays with the next one
        self._after_table = False
        self._after_box = False
        self._before = NO_SPACING  # the space above the next paragraph, where it is not its style's
        self._mark = ""  # what opens the bookmark of a block, until a paragraph takes it in
        self._starts = Starts(house, sheet)
        self._out: list[str] = []
        self._from_right = pack.from_right

    @property
    def stressed(self) -> bool:
        """Whether any words of the pack are stressed."""
        return self._runs.stressed or self.footnotes.stressed

    def xml(self, section: Callable[[SectionPart], str]) -> Iterator[list[bytes]]:
        """The part of the document in pieces, block by block.

        ``section`` gives the w:sectPr of a part of a stretch of pages.
        Most pieces are ASCII, which is encoded in a tenth of the time.
        """
        yield [_DOCUMENT.encode()]
        blocks = self._pack.blocks
        titles = tuple(control_titles(blocks)) if self._pack.record else ()
        held, set_off = blocks_held(blocks), blocks_set_off(blocks, self._house)
        begun = {stretch.start: stretch for stretch in stretches(blocks, self._going_over)}
        self._section, self._part = section, SectionPart(begun[0])
        is_empty = True
        for place, block in enumerate(blocks):
            if place and place in begun:
                self._end_section(SectionPart(begun[place]))
            wide = self._part.stretch.wide
            self._width = (turned(self._house) if wide else self._house).text_width
            self._held = held[place] and block.id not in self._parted
            if set_off[place]:
                self._gap = AFTER_BAR
            if titles:
                self._write_controlled(place + 1, block, titles[place])
            else:
                self._write(block)
            if len(self._out) > _MANY:
                yield [*map(str.encode, self._out)]
                self._out.clear()
                is_empty = False
        if self._after_table or (is_empty and not self._out):
            self._paragraph("Body Text")  # Word wants a paragraph at the end
        yield [*map(str.encode, (*self._out, section(self._part), _END))]

    def _end_section(self, after: SectionPart) -> None:
        """End the section in a paragraph as low as there can be; ``after`` follows it.

        The next stretch starts a page.
        """
        self._out.append(f"<w:p><w:pPr>{_LOW}{self._section(self._part)}</w:pPr></w:p>")
        self._part = after
        self._fresh = self._after_table = self._after_box = False
        self._turned = not after.goes_on
        self._gap = 0.0

    def _end_part(self, columns: int) -> None:
        """End a part of the section that stands in ``columns``; the stretch goes on beneath it."""
        self._part = replace(self._part, columns=columns)
        self._end_section(SectionPart(self._part.stretch, goes_on=True))

    def _write_controlled(self, number: int, block: Block, title: str) -> None:
        """Write a block inside a content control and a bookmark of its own.

        These marks serve the record, so a plain copy has neither.
        """
        start = len(self._out)
        self._mark, closing = self._bookmark(block_bookmark(number))
        self._write(block)
        if len(self._out) > start:
            self._out.insert(start, control_start(number, block.id, title))
            self._out.append(closing + CONTROL_END)
        self._mark = ""

    def _write(self, block: Block) -> None:
        self._writers[type(block)](self, block)

    def _running_text(self, paragraph: Paragraph) -> None:
        keep = self._held or (paragraph.keep_with_next and paragraph.id not in self._parted)
        from_left = self._from_right and wholly_foreign(paragraph.inlines)
        words = self._runs.of(paragraph.inlines)
        self._paragraph(paragraph.style, *words, keep=keep, from_left=from_left)

    def _page_break(self, _: PageBreak) -> None:
        self._fresh = True

    def _paragraph(
        self,
        style: str,
        *content: str,
        keep: bool = False,
        number: int = 0,
        from_left: bool = False,
        gaps: tuple[float, float] = WHOLE,
    ) -> None:
        """Write one paragraph; ``number`` is the list it is told to belong to.

        It runs ``from_left`` in a pack that is read from the right. ``gaps`` are how much it keeps
        of the space above and beneath it.
        """
        flow = (self._fresh, self._gap, self._before)
        asked = (style, keep, number, from_left, gaps, *flow)
        self._out += (self._starts.of(asked), self._mark, *content, "</w:p>")
        self._mark = ""
        self._fresh = self._after_table = self._turned = self._after_box = False
        self._gap, self._before = 0.0, NO_SPACING

    def _cover(self, cover: Cover) -> None:
        room = None if has_ample_room(cover, self._house) else self._room_of_cover()
        above, between = (room.above, room.between) if room else WHOLE
        for style, text in (("Title", cover.title), ("Subtitle", cover.subtitle)):
            if text:
                self._paragraph(style, run(escape(text)), gaps=(above, between))
                above = between
        gaps = (between, between)
        for detail in cover.details:
            self._paragraph("Cover Label", run(escape(detail.label)), gaps=gaps)
            self._paragraph("Cover Detail", *self._runs.of(detail.value), gaps=gaps)
        if cover.notice:
            self._gap = AFTER_TABLE
            self._paragraph("Note", *self._runs.of(cover.notice))
        self._fresh = True

    def _room_of_cover(self) -> CoverRoom:
        """How much of its gaps the cover keeps, so as to keep to its page as in the PDF."""
        from briefgen.render.layout.pages import room_of_cover  # noqa: PLC0415 - packs with covers

        return room_of_cover(self._pack, self._house)

    def _contents(self, contents: Contents) -> None:
        """The list of headings; columns are a section of their own in the midst of the page."""
        self._paragraph("TOC Heading", run(escape(contents.title)))
        width = (self._width + CONTENTS_GAP) / contents.columns - CONTENTS_GAP
        entries = contents_xml(self._entries, contents.depth, self._sheet, self._house, width)
        if contents.columns == 1:
            self._out.append(entries)
            return
        set_in_columns(self._sheet, self._house, width)
        self._end_part(1)
        self._out.append(entries)
        self._end_part(contents.columns)

    def _heading(self, heading: Heading) -> None:
        entry = next(self._headings)
        self._fresh = self._fresh or (heading.new_page and not self._turned)
        opening, closing = self._bookmark(entry.bookmark)
        named, end = self._bookmark(reference_bookmark(heading.id))
        opening, closing = opening + named, end + closing
        words = opening + self._take_mark() + run(escape(heading.text)) + closing
        self._paragraph(f"Heading {entry.level}", words)

    def _bookmark(self, name: str) -> tuple[str, str]:
        """What opens and what closes a bookmark."""
        self._bookmarks += 1
        number = self._bookmarks
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def _take_mark(self) -> str:
        mark, self._mark = self._mark, ""
        return mark

    def _list(self, block: List) -> None:
        style = block.style.value
        counts = block.style is not ListStyle.BULLET
        number = self._numbering.restart(style) if counts else self._numbering.bullets(style)
        held = () if block.id in self._parted else items_held(block)
        for place, item in enumerate(block.items):
            last = place == len(block.items) - 1
            keep = place in held or (last and self._held)
            self._paragraph(style, *self._runs.of_item(item), keep=keep, number=number)

    def _callout(self, callout: Callout) -> None:
        has_items = bool(callout.items)
        if self._after_box and not self._fresh:
            self._set_boxes_apart()
        self._paragraph("Callout Title", run(escape(callout.title)), keep=has_items)
        number = self._numbering.bullets("Callout Text")
        for place, item in enumerate(callout.items, 1):
            keep = self._held and place == len(callout.items)
            self._paragraph("Callout Text", *self._runs.of_item(item), keep=keep, number=number)
        self._after_box = True
        self._gap = AFTER_TABLE

    def _set_boxes_apart(self) -> None:
        """Keep two boxes from becoming one, as they do in programs where nothing is between them.

        A paragraph as low as there can be stands there, and the room around it makes up for it. It
        stays behind where the next box begins a page, whose head would else stand lower.
        """
        above = self._house.styles["Callout Text"].space_after
        beneath = self._house.styles["Callout Title"].space_before
        self._out.append(f"<w:p><w:pPr>{_LOW}</w:pPr></w:p>")
        self._before = max(max(above, beneath, AFTER_TABLE) - above - _LOWEST, 0.0)

    def _table(self, table: Table) -> None:
        if not table.columns:
            return
        if table.caption:
            self._tables += 1
            words = self._pack.furniture.table_label
            label = self._label(words, "Table", self._tables, table.id)
            self._paragraph("Caption", label + run(escape(table.caption)))
        elif self._after_table or self._fresh:
            self._paragraph("Caption")  # two tables that touch would become one
        self._out.append(self._take_mark())
        followed = bool(table.notes) or self._held
        look = (self._width, self._house, self._sheet, self._runs)
        parted = table.id in self._parted
        self._out += table_xml(table, *look, followed=followed and not parted, parted=parted)
        self._after_table, self._after_box = True, False
        for place, note in enumerate(table.notes, 1):
            keep = self._held or place < len(table.notes)
            self._paragraph("Note", *self._runs.of(note), keep=keep)
        self._gap = AFTER_TABLE

    def _figure(self, figure: FigureBlock) -> None:
        self._numbered_figures += 1
        words = figure.text
        form = self._pack.furniture.figure_label
        label = self._label(form, "Figure", self._numbered_figures, figure.id)
        self._paragraph("Caption", label + run(escape(words.caption)), keep=True)
        style = self._sheet.id("Body Text")
        *pieces, last = self._figures.runs(figure)
        for piece in pieces:
            self._out.append(
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_DRAWING}</w:pPr>{piece}</w:p>'
            )
        self._out.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{KEEP}{_DRAWING}</w:pPr>{last}</w:p>'
        )
        if words.finding:
            keep = figure.id not in self._parted
            self._paragraph("Body Text", *self._runs.of(words.finding), keep=keep)
        self._paragraph("Note", *self._runs.of(words.source))
        self._gap = AFTER_TABLE

    def _label(self, label: str, sequence: str, number: int, block: str) -> str:
        """“Table 3. ” with its number as a field, so that Word can list and refer to tables."""
        before, _, after = label.partition("{number}")
        stop = after[len(after.rstrip(STOPS)) :]
        counted = field(f"SEQ {sequence} \\* ARABIC", str(number))
        opening, closing = self._bookmark(reference_bookmark(block))
        named = run(escape(before)) + counted + run(escape(after.removesuffix(stop)))
        return opening + named + closing + run(escape(f"{stop} "))

    def _sources(self, sources: SourceList) -> None:
        number, expected = 0, 0
        for entry in sources.entries:
            if entry.number != expected:
                number = self._numbering.restart("Source Entry", entry.number)
            expected = entry.number + 1
            opening, closing = self._bookmark(source_bookmark(entry.number))
            words = (opening, *self._runs.of(entry.inlines), closing)
            self._paragraph("Source Entry", *words, number=number)

    # By class and not by object: methods kept in an object would keep it alive.
    _writers: ClassVar[dict[type, Callable[[Body, Any], None]]] = {
        Cover: _cover,
        Contents: _contents,
        Heading: _heading,
        Paragraph: _running_text,
        List: _list,
        Table: _table,
        **dict.fromkeys(get_args(FigureBlock), _figure),
        Callout: _callout,
        SourceList: _sources,
        PageBreak: _page_break,
    }


def reference_bookmark(block: str) -> str:
    """The name of the bookmark that references to ``block`` lead to."""
    return f"_Ref{zlib.crc32(block.encode()):010d}"
