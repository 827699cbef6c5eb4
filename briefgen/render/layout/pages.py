"""A pack set on pages: its blocks made into strips, the pages filled with them.

It draws nothing, and loads nothing that draws: a Word file takes its page numbers from here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Contents,
    Cover,
    Furniture,
    Heading,
    Pack,
    PageBreak,
    SourceList,
)
from briefgen.pack.ties import tied, tied_blocks
from briefgen.render.figures.palette import palette_of
from briefgen.render.figures.refusing import check_figures
from briefgen.render.layout.blocks import BlockSetter
from briefgen.render.layout.cover_room import CoverRoom, cover_room, squeezed
from briefgen.render.layout.fill import fill_pages
from briefgen.render.layout.filled import Column, More, Page, Place
from briefgen.render.layout.footnotes import note_rule
from briefgen.render.layout.front import cover
from briefgen.render.layout.furniture import page_frame
from briefgen.render.layout.lying import lying
from briefgen.render.layout.page_references import number_pages
from briefgen.render.layout.paragraphs import Sheet, empty_page
from briefgen.render.layout.setting import NoteCalls, Setting
from briefgen.render.layout.strips import all_set, mirrored
from briefgen.render.layout.tags import RIGHT_TO_LEFT, Tag
from briefgen.render.references import reference_words
from briefgen.render.stretches import wide_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.pack.blocks import Block
    from briefgen.render.house import House
    from briefgen.render.layout.furniture import PageFrame
    from briefgen.render.layout.kept import Kept
    from briefgen.render.layout.strips import Strip


_SPARE = 6.0  # points of each page that a fitted brief leaves: half a line


class Layout(Struct):
    """A pack set on pages, ready to be drawn, and the page of each heading.

    The tree of what is read aloud grows as pages are drawn, and what is drawn is let go: a layout
    is drawn once, and ``drawn`` from then on.
    """

    pack: Pack
    frames: Sequence[PageFrame]  # of upright pages, and of those on their side if there are any
    root: Tag
    pages: Sequence[Page]
    places: Mapping[str, Place]  # where blocks and sources begin
    starting: frozenset[str]  # the blocks that start a page because they are told to
    parted: frozenset[str]  # those that go over to a page though they asked not to
    drawn: bool = False

    @property
    def block_pages(self) -> Mapping[str, int]:
        """The printed number of the page on which each block begins, by the block's id."""
        return {
            block.id: self.places[block.id].page + 1
            for block in self.pack.blocks
            if block.id in self.places
        }

    @property
    def heading_pages(self) -> Mapping[str, int]:
        """Those of the headings."""
        pages = self.block_pages
        return {
            block.id: pages[block.id]
            for block in self.pack.blocks
            if isinstance(block, Heading) and block.id in pages
        }

    @property
    def repeats(self) -> bool:
        """Whether anything stands again at the head of a page: a table goes on there."""
        return any(item.repeated for page in self.pages for item in page.items)

    @property
    def going_over(self) -> frozenset[str]:
        """The headings of sections that begin beneath others and go over to the next page."""
        names = {b.id for b in self.pack.blocks if isinstance(b, Heading) and b.level == 1}
        found: set[str] = set()
        beneath = ""  # the section that goes on, if it began beneath another
        for page in self.pages:
            for place, item in enumerate(page.items):
                if item.strip.anchor in names:
                    beneath = item.strip.anchor if place else ""
                elif not place and beneath:
                    found.add(beneath)
        return frozenset(found)

    @property
    def sections(self) -> list[str]:
        """For each page the first section that begins on it, else the one that goes on there."""
        names = {b.id: b.text for b in self.pack.blocks if isinstance(b, Heading) and b.level == 1}
        found: list[str] = []
        last = ""
        for page in self.pages:
            anchors = (item.strip.anchor for item in page.items)
            begun = [names[anchor] for anchor in anchors if anchor in names]
            found.append(begun[0] if begun else last)
            last = begun[-1] if begun else last
        return found


def lay_out(pack: Pack, house: House, kept: Kept | None = None) -> Layout:
    """Set the blocks of ``pack`` in the style of ``house`` and fill the pages with them.

    ``house`` must have all styles that the blocks of ``pack`` name. Blocks that ``kept`` knows are
    taken from there. Raises FigureError for a figure without a text alternative or a source.
    """
    pack = tied(pack)
    pack = replace(pack, blocks=lying(pack.blocks, house))
    filled = _filled(pack, pack.blocks, house, kept)
    places = _places(filled.pages, filled.frames)
    if filled.refers_to_pages:
        number_pages(filled.pages, places)
    starting = frozenset(
        item.strip.anchor for page in filled.pages for item in page.items if item.strip.fresh_page
    )
    parted = frozenset(page.parted for page in filled.pages if page.parted)
    return Layout(pack, filled.frames, filled.root, filled.pages, places, starting, parted)


def turned_as_in(layout: Layout, pack: Pack) -> Pack:
    """``pack`` with the headings of sections starting a page just where they do in ``layout``.

    Where the house starts a page with each of them, there is nothing to say.
    """
    return _turned(layout, pack, lambda heading: heading.level == 1)


def settled_as_in(layout: Layout, pack: Pack) -> Pack:
    """``pack`` with those that may run on doing so just where they do in ``layout``."""
    return _turned(layout, pack, lambda heading: heading.runs_on)


def _turned(layout: Layout, pack: Pack, is_meant: Callable[[Heading], bool]) -> Pack:
    if layout.frames[0].house.styles["Heading 1"].page_break:
        return pack
    return replace(
        pack,
        blocks=tuple(
            replace(block, new_page=block.id in layout.starting, runs_on=False)
            if isinstance(block, Heading) and block.id in layout.places and is_meant(block)
            else block
            for block in pack.blocks
        ),
    )


def pages_taken(pack: Pack, blocks: Sequence[Block], house: House, kept: Kept | None = None) -> int:
    """How many pages ``blocks`` take by themselves, set as they are in ``pack``.

    They stand between its header and its footer, and refer to its tables and sources. Each page
    keeps ``_SPARE`` points, so that what fits does so in programs that round otherwise. Raises what
    `lay_out` raises.
    """
    blocks = lying(tied_blocks(pack, blocks), house)
    return len(_filled(pack, blocks, house, kept, spare=_SPARE).pages)


class _Filled(Struct, frozen=True):
    """Blocks on pages, which may wait for numbers of pages that their words refer to."""

    frames: Sequence[PageFrame]
    root: Tag
    pages: Sequence[Page]
    refers_to_pages: bool


def _filled(
    pack: Pack, blocks: Sequence[Block], house: House, kept: Kept | None, spare: float = 0.0
) -> _Filled:
    """``blocks`` of ``pack``, which may be all, on pages that keep ``spare`` points each."""
    check_figures(blocks)
    if kept is not None:
        # Tables alone say that they go on, and know it by themselves.
        furniture = replace(pack.furniture, continued="")
        kept.begin(house, (furniture, pack.language, pack.subject, pack.author))
    notes = NoteCalls()
    sources = frozenset(
        entry.number
        for block in pack.blocks
        if isinstance(block, SourceList)
        for entry in block.entries
    )
    settings = _Settings(pack, house, notes, sources)
    wide = (False, True) if any(wide_blocks(blocks)) else (False,)
    frames = [page_frame(house, pack, wide=lies) for lies in wide]
    sheets = [_sheet(frame, settings, pack.furniture) for frame in frames]
    root = Tag(b"Document", attributes=RIGHT_TO_LEFT if pack.from_right else b"")
    strips = BlockSetter(sheets, pack, root, notes, sources, kept).strips(blocks)
    more = _more(frames, pack) if blocks is pack.blocks else [{} for _ in frames]
    columns = [
        Column(sheet.height - spare, note_rule(sheet), of_sections)
        for sheet, of_sections in zip(sheets, more, strict=True)
    ]
    if pack.from_right:
        strips = [mirrored(strip, sheets[strip.wide].width) for strip in all_set(strips)]
        columns = [
            replace(column, rule=mirrored(column.rule, sheet.width))
            for column, sheet in zip(columns, sheets, strict=True)
        ]
    rise = 0.0
    if strips and isinstance(blocks[0], Cover):
        rise = frames[0].cover_rise
        strips = _with_cover(strips, pack, frames[0], sheets[0].height)
    blank = empty_page(sheets[0], pack.furniture.blank_page)
    pages = fill_pages(strips, columns, blank, rise, _sections(blocks, house))
    return _Filled(frames, root, pages, bool(notes.pages))


def _sections(blocks: Sequence[Block], house: House) -> dict[str, bool]:
    """The ids of the headings of sections, and whether each may run on.

    None does where the house starts a page with it, nor behind what ends one.
    """
    starts_page = house.styles["Heading 1"].page_break
    return {
        block.id: block.runs_on
        and not (block.right_hand or starts_page)
        and not isinstance(before, (Cover, Contents, PageBreak))
        for before, block in pairwise(blocks)
        if isinstance(block, Heading) and block.level == 1
    }


def _with_cover(strips: list[Strip], pack: Pack, frame: PageFrame, height: float) -> list[Strip]:
    """``strips``, of which the first are a cover, with that kept to its page if it can be."""
    fresh = (place for place, strip in enumerate(strips) if place and strip.fresh_page)
    end = next(fresh, len(strips))
    first = squeezed(strips[:end], cover_room(strips[:end], _cover_height(pack, frame, height)))
    first[0] = replace(first[0], before=first[0].before + frame.cover_drop)
    return first + strips[end:]


def _cover_height(pack: Pack, frame: PageFrame, height: float) -> float:
    """What the page of the cover holds where other pages hold ``height``."""
    more = _more([frame], pack)[0].get("", More())
    return height + more.above + more.below - frame.cover_rise - frame.cover_drop


def room_of_cover(pack: Pack, house: House) -> CoverRoom:
    """How the cover of ``pack``, its first block, keeps to its page, for whoever sets it too."""
    frame = page_frame(house, pack)
    settings = _Settings(pack, house, NoteCalls(), frozenset())
    sheet = _sheet(frame, settings, pack.furniture)
    strips = [
        strip
        for block in pack.blocks[:1]
        if isinstance(block, Cover)
        for strip in cover(sheet, block, Tag(b"Document"))
    ]
    return cover_room(strips, _cover_height(pack, frame, sheet.height))


def _more(frames: Sequence[PageFrame], pack: Pack) -> list[dict[str, More]]:
    """What `PageFrame.more` gives for the sections of ``pack``, by the ids of their headings.

    Each of the ``frames`` knows all sections or none does: one may begin on a page on its side and
    go on on upright ones.
    """
    headings = [b for b in pack.blocks if isinstance(b, Heading) and b.level == 1]
    found = [frame.more(heading.text for heading in headings) for frame in frames]
    if not any(found):
        return found
    ids = {"": ""} | {heading.id: heading.text for heading in headings}
    return [{name: more.get(text, More()) for name, text in ids.items()} for more in found]


def _places(pages: Sequence[Page], frames: Sequence[PageFrame]) -> dict[str, Place]:
    """Where the strips with an anchor stand."""
    tops = [frame.size[1] - frame.top for frame in frames]
    return {
        item.strip.anchor: Place(index, tops[page.wide] + page.rise - item.y)
        for index, page in enumerate(pages)
        for item in page.items
        if item.strip.anchor
    }


def _sheet(frame: PageFrame, settings: Mapping[str, Setting], words: Furniture) -> Sheet:
    height = max(frame.bottom - frame.top, 1.0)
    labels = (words.table_label, words.figure_label)
    house = frame.house
    size = (house.text_width, height)
    return Sheet(house, settings, palette_of(house), *size, words.continued, *labels)


class _Settings(dict[str, Setting]):
    """The styles of a house made ready to set text, each when it is first asked for."""

    def __init__(self, pack: Pack, house: House, notes: NoteCalls, sources: frozenset[int]) -> None:
        super().__init__()
        self._styles, self._from_right = house.styles, pack.from_right
        self._shared = (sources, notes, reference_words(pack))

    def __missing__(self, name: str) -> Setting:
        style = self._styles[name]
        made = Setting(style, self._styles, *self._shared, from_right=self._from_right)
        self[name] = made
        return made
