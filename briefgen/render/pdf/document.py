"""A pack made into a PDF file: set the blocks, fill the pages, draw them, write the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Cover,
    Furniture,
    Heading,
    Pack,
    SourceList,
)
from briefgen.render.figures.refusing import check_figures
from briefgen.render.pdf.blocks import BlockSetter
from briefgen.render.pdf.colour import srgb_profile
from briefgen.render.pdf.draw import PageDrawer
from briefgen.render.pdf.drawing import points
from briefgen.render.pdf.embedding import embed_font
from briefgen.render.pdf.fill import Column, Page, fill_pages
from briefgen.render.pdf.font_table import FontTable
from briefgen.render.pdf.footnotes import note_rule
from briefgen.render.pdf.furniture import PageFrame
from briefgen.render.pdf.furniture_forms import FurnitureForms
from briefgen.render.pdf.metadata import information, xmp_packet
from briefgen.render.pdf.navigation import Entry, Place, add_link, destination, write_outline
from briefgen.render.pdf.objects import ObjectFile, references, text_string
from briefgen.render.pdf.page_references import number_pages
from briefgen.render.pdf.paragraphs import Sheet, empty_page
from briefgen.render.pdf.pictures import embed_picture
from briefgen.render.pdf.setting import NoteCalls, Setting
from briefgen.render.pdf.strips import mirrored
from briefgen.render.pdf.tags import RIGHT_TO_LEFT, Tag, write_tree
from briefgen.render.references import reference_words
from briefgen.render.stretches import wide_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.render.house import House, Picture
    from briefgen.render.kept import Kept


class PdfFile(Struct, frozen=True):
    """A finished file: its bytes and how many pages.

    ``block_pages`` are the printed page numbers of all blocks by id, ``heading_pages`` those of
    the headings.
    """

    data: bytes
    pages: int
    heading_pages: Mapping[str, int]
    block_pages: Mapping[str, int]


class Layout(Struct, frozen=True):
    """A pack set on pages, ready to be drawn, and the page of each heading.

    The tree of what is read aloud grows as pages are drawn, and what is drawn is let go: a layout
    is drawn once.
    """

    pack: Pack
    frames: Sequence[PageFrame]  # of upright pages, and of those on their side if there are any
    root: Tag
    pages: Sequence[Page]
    places: Mapping[str, Place]  # where blocks and sources begin

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
    check_figures(pack.blocks)
    if kept is not None:
        kept.begin(house, (pack.furniture, pack.language, pack.subject, pack.author))
    notes = NoteCalls()
    sources = frozenset(
        entry.number
        for block in pack.blocks
        if isinstance(block, SourceList)
        for entry in block.entries
    )
    settings = _Settings(pack, house, notes, sources)
    wide = (False, True) if any(wide_blocks(pack.blocks)) else (False,)
    frames = [_frame(pack, house, kept, wide=lies) for lies in wide]
    sheets = [_sheet(frame, settings, pack.furniture) for frame in frames]
    root = Tag(b"Document", attributes=RIGHT_TO_LEFT if pack.from_right else b"")
    setter = BlockSetter(sheets, pack, root, notes, sources, kept)
    strips = setter.strips()
    columns = [Column(sheet.height, note_rule(sheet)) for sheet in sheets]
    if pack.from_right:
        strips = [mirrored(strip, sheets[strip.wide].width) for strip in strips]
        columns = [
            replace(column, rule=mirrored(column.rule, sheet.width))
            for column, sheet in zip(columns, sheets, strict=True)
        ]
    if strips:
        strips[0] = replace(strips[0], before=strips[0].before + frames[0].cover_drop)
    pages = fill_pages(strips, columns, empty_page(sheets[0], pack.furniture.blank_page))
    places = _places(pages, frames)
    if notes.pages:
        number_pages(pages, places)
    return Layout(pack, frames, root, pages, places)


def write_pdf(pack: Pack, house: House) -> PdfFile:
    """Draw ``pack`` in the style of ``house`` as a tagged, archival PDF.

    The same pack and house give the same bytes. ``house`` must have all styles that the blocks
    of ``pack`` name. Raises FigureError for a figure without a text alternative or a source.
    """
    return draw_layout(lay_out(pack, house))


def draw_layout(layout: Layout) -> PdfFile:
    """The file of a layout."""
    return _Writer(layout).write()


def _places(pages: Sequence[Page], frames: Sequence[PageFrame]) -> dict[str, Place]:
    """Where the strips with an anchor stand."""
    tops = [frame.size[1] - frame.top for frame in frames]
    return {
        item.strip.anchor: Place(index, tops[page.wide] - item.y)
        for index, page in enumerate(pages)
        for item in page.items
        if item.strip.anchor
    }


def _sheet(frame: PageFrame, settings: Mapping[str, Setting], words: Furniture) -> Sheet:
    height = max(frame.bottom - frame.top, 1.0)
    labels = (words.table_label, words.figure_label)
    return Sheet(frame.house, settings, frame.house.text_width, height, words.continued, *labels)


def _frame(pack: Pack, house: House, kept: Kept | None, *, wide: bool) -> PageFrame:
    has_cover = bool(pack.blocks) and isinstance(pack.blocks[0], Cover)
    if kept is None:
        return PageFrame(house, pack, has_cover=has_cover, wide=wide)
    sections = [b.text for b in pack.blocks if isinstance(b, Heading) and b.level == 1]
    longest = max(sections, key=len, default="")
    return kept.frame(
        (has_cover, wide, longest),
        lambda: PageFrame(house, pack, has_cover=has_cover, wide=wide),
    )


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


class _Writer:
    """One file in the making."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._pack = layout.pack
        self._file = ObjectFile()
        self._fonts = FontTable()
        self._forms = FurnitureForms(self._file, self._fonts)
        self._images: dict[Picture, bytes] = {}
        self._numbers: list[int] = []
        self._marks: list[int] = []  # how many each page bears
        self._links = 0

    def write(self) -> PdfFile:
        """Draw the pages and write the file."""
        pages, printed = self._layout.pages, self._layout.heading_pages
        first = self._file.reserve(len(pages))
        self._numbers = list(range(first, first + len(pages)))
        resources, parent = self._file.reserve(), self._file.reserve()
        sections = self._layout.sections
        for index, page in enumerate(pages):
            frame = self._layout.frames[page.wide]
            shared = (self._fonts, self._forms, self._images)
            drawer = PageDrawer(index, frame, sections[index], *shared)
            content = drawer.draw(page.items, printed, len(pages))
            self._marks.append(drawer.marks)
            page.items.clear()  # what is drawn makes room for what is written
            self._write_page(drawer, content, frame.size, (parent, resources))
        kids = references(self._numbers)
        self._file.put(parent, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
        self._file.put(resources, self._resources())
        info = self._file.add(information(self._pack))
        data = self._file.finish(self._catalog(parent), info)
        return PdfFile(data, len(pages), printed, self._layout.block_pages)

    def _write_page(
        self,
        drawer: PageDrawer,
        content: bytes,
        size: tuple[float, float],
        above: tuple[int, int],
    ) -> None:
        """Write a page that was drawn; ``above`` are its parent and what all pages share."""
        file, index = self._file, drawer.page
        stream = file.add_stream(content)
        areas = []
        for link in drawer.links:
            key = len(self._numbers) + self._links
            goal = destination(link.target, self._layout.places, self._numbers)
            areas.append(add_link(file, link, index, key, goal))
            self._links += 1
        annotations = b"/Annots[%s]" % references(areas) if areas else b""
        file.put(
            self._numbers[index],
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R"
            b"/StructParents %d/Tabs/S%s>>"
            % (above[0], *(points(size[0]), points(size[1])), above[1], stream, index, annotations),
        )

    def _resources(self) -> bytes:
        fonts = [
            b"/%s %d 0 R" % (font.name, embed_font(self._file, font)) for font in self._fonts.fonts
        ]
        images = [
            b"/%s %d 0 R" % (name, embed_picture(self._file, picture))
            for picture, name in self._images.items()
        ]
        self._file.put(self._forms.fonts, b"<<%s>>" % b"".join(fonts))
        drawn = images + [b"/%s %d 0 R" % form for form in self._forms.numbers.items()]
        shown = b"/XObject<<%s>>" % b"".join(drawn) if drawn else b""
        return b"<</Font %d 0 R%s>>" % (self._forms.fonts, shown)

    def _catalog(self, parent: int) -> int:
        file, places = self._file, self._layout.places
        entries = [
            Entry(block.level, block.text, places[block.id])
            for block in self._pack.blocks
            if isinstance(block, Heading) and block.id in places
        ]
        outline = write_outline(file, entries, self._numbers)
        metadata = file.add_stream(
            xmp_packet(self._pack), b"/Type/Metadata/Subtype/XML", compress=False
        )
        profile = file.add_stream(srgb_profile(), b"/N 3")
        tree = write_tree(file, self._layout.root, self._numbers, self._marks, self._links)
        shown = b"/Outlines %d 0 R/PageMode/UseOutlines" % outline if outline else b""
        wishes = b"/Direction/R2L" if self._pack.from_right else b""
        wishes += b"/Duplex/DuplexFlipLongEdge" if self._pack.two_sided else b""
        return file.add(
            b"<</Type/Catalog/Pages %d 0 R%s/Metadata %d 0 R/StructTreeRoot %d 0 R"
            b"/MarkInfo<</Marked true>>/Lang%s/ViewerPreferences<</DisplayDocTitle true%s>>"
            b"/PageLabels<</Nums[0<</S/D>>]>>"
            b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            b"/Info(sRGB)/DestOutputProfile %d 0 R>>]>>"
            % (parent, shown, metadata, tree, text_string(self._pack.language), wishes, profile)
        )
