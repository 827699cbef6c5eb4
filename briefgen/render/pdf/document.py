"""A pack made into a PDF file: its layout drawn page by page, and the file written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Heading
from briefgen.render.layout.pages import Layout, lay_out
from briefgen.render.pdf.colour import srgb_profile
from briefgen.render.pdf.draw import PageDrawer
from briefgen.render.pdf.drawing import points
from briefgen.render.pdf.embedding import embed_font
from briefgen.render.pdf.font_table import FontTable
from briefgen.render.pdf.furniture_forms import FurnitureForms
from briefgen.render.pdf.metadata import information, xmp_packet
from briefgen.render.pdf.navigation import Entry, add_link, destination, write_outline
from briefgen.render.pdf.objects import ObjectFile, references
from briefgen.render.pdf.pictures import PictureTable
from briefgen.render.pdf.tree import write_tree
from briefgen.render.pdf_strings import text_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Pack
    from briefgen.render.house import House


class PdfFile(Struct, frozen=True):
    """A finished file: its bytes and how many pages.

    ``block_pages`` are the printed page numbers of all blocks by id, ``heading_pages`` those of
    the headings.
    """

    data: bytes
    pages: int
    heading_pages: Mapping[str, int]
    block_pages: Mapping[str, int]


def write_pdf(pack: Pack, house: House) -> PdfFile:
    """Draw ``pack`` in the style of ``house`` as a tagged, archival PDF.

    The same pack and house give the same bytes. ``house`` must have all styles that the blocks
    of ``pack`` name. Raises FigureError for a figure without a text alternative or a source.
    """
    return draw_layout(lay_out(pack, house))


def draw_layout(layout: Layout) -> PdfFile:
    """The file of a layout, which is spent by it: RuntimeError if it was drawn before."""
    if layout.drawn:
        message = "This layout has been drawn: lay the pack out again to draw it once more."
        raise RuntimeError(message)
    layout.drawn = True
    return _Writer(layout).write()


class _Writer:
    """One file in the making."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._pack = layout.pack
        self._file = ObjectFile()
        self._fonts = FontTable()
        self._forms = FurnitureForms(self._file, self._fonts)
        self._images = PictureTable()
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
            content = drawer.draw(page, printed, len(pages))
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
        images = self._images.embedded(self._file)
        self._file.put(self._forms.fonts, b"<<%s>>" % b"".join(fonts))
        drawn = images + [b"/%s %d 0 R" % form for form in self._forms.numbers.items()]
        shown = b"/XObject<<%s>>" % b"".join(drawn) if drawn else b""
        return b"<</Font %d 0 R%s%s>>" % (self._forms.fonts, shown, self._images.states)

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
