"""The pages of a Word file are those that its contents name, as LibreOffice prints them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import Callout, Contents, Heading, Paragraph, Table
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.figure_blocks import Chart
from briefgen.pack.inlines import Citation, Strong, Text
from briefgen.render.docx import write_docx
from briefgen.render.figures.drawn import scene_of
from briefgen.render.figures.palette import palette_of
from briefgen.render.files import render_files
from briefgen.render.house import CHARACTER_STYLES
from briefgen.render.house_file.reader import read_house
from briefgen.render.making import make_to_fit
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.headings import elsewhere, headings_in, headings_named
from tests.render.languages import sample_house, sample_pack
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import A5, W, body_of, house_on, paragraph_text, parts_of, style_of

if TYPE_CHECKING:
    from briefgen.pack.blocks import Block, Pack

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WITH_SOFFICE = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def pack_of(*blocks: Block) -> Pack:
    """A pack of ``blocks`` alone."""
    return replace(every_block(), blocks=blocks)


def colours_of_words(printed: Path) -> set[str]:
    """The colours in which words stand on the first page of a file that LibreOffice printed."""
    found, color = set(), ""
    with pikepdf.open(printed) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "rg":
                color = "".join(f"{round(float(part) * 255):02X}" for part in operands)
            elif str(operator) in ("Tj", "TJ"):
                found.add(color)
    return found


def files_of(
    product: str, house: str, language: str, *topics: str
) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    """The Word file of the sample, and its headings with the pages that the program gives."""
    path = bundled_templates() / "sample.brief"
    request = request_from(read_brief(path), path)
    request = replace(request, product=product, house=house, language=language)
    request = replace(request, topics=topics or request.topics)
    made, look = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    word = Path("pack.docx")
    return render_files(made.pack, look, (word,))[word], headings_named(made.pack, look)


@pytest.mark.timeout(300)
@_WITH_SOFFICE
@pytest.mark.parametrize(
    ("house", "language"),
    [("plain", "ru"), ("think-tank", "kk"), ("ministry", "ur")],
)
def test_headings_stand_on_the_pages_that_are_named(
    house: str, language: str, tmp_path: Path
) -> None:
    """In a visit pack of some sixty, at most two fall on the page before or after.

    Those of the English ones are looked at in `test_matrix`, where LibreOffice prints them anyway.
    """
    data, headings = files_of("visit-pack", house, language)
    printed = headings_in(printed_by_libreoffice(data, tmp_path))

    assert len(printed) == len(headings)
    assert len(elsewhere(headings, printed)) <= 2, elsewhere(headings, printed)


@pytest.mark.timeout(300)
@_WITH_SOFFICE
@pytest.mark.parametrize("topics", [("corridor", "security"), ("relations", "security")])
def test_they_do_on_small_paper_too(topics: tuple[str, ...], tmp_path: Path) -> None:
    """There a heading and the few items that are kept with it are often taller than a page.

    In these packs no table's notes go over with its last rows: LibreOffice, unlike Word, leaves
    those rows behind. Nor is an address longer than a line cut behind one of its signs: LibreOffice
    cuts it behind any letter, and so may need a line less.
    """
    house = house_on(A5, tmp_path, "plain", margins="1500")
    data, headings = files_of("visit-pack", str(house), "en", *topics)
    printed = headings_in(printed_by_libreoffice(data, tmp_path))

    assert len(printed) == len(headings)
    assert len(elsewhere(headings, printed)) <= 2, elsewhere(headings, printed)


def test_the_numbers_in_word_do_not_count_captions_that_only_the_pdf_repeats() -> None:
    """“(continued)” over each page of a long table takes a line that Word does not take."""
    rows = tuple(((Text(f"{n}"),), (Text("value"),)) for n in range(400))
    whole = next(block for block in every_block().blocks if isinstance(block, Table))
    long = replace(whole, columns=whole.columns[:2], rows=rows, notes=())
    names = (Path("pack.docx"), Path("pack.pdf"))
    contents = next(block for block in every_block().blocks if isinstance(block, Contents))
    for count in range(330, 400):
        table = replace(long, rows=long.rows[:count])
        pack = pack_of(contents, Heading("h", 1, "First"), table, Heading("next", 1, "Next"))
        silent = replace(pack, furniture=replace(pack.furniture, continued=""))
        pages = [write_pdf(one, sample_house()).heading_pages["next"] for one in (pack, silent)]
        if pages[0] != pages[1]:
            break
    made = render_files(pack, sample_house(), names)
    alone = render_files(pack, sample_house(), names[:1])

    assert pages[0] == pages[1] + 1
    listed = [
        paragraph_text(p)
        for p in body_of(made[names[0]]).iter(f"{W}p")
        if style_of(p).startswith("TOC1")
    ]
    assert f"Next{pages[1]}" in "".join(listed).replace("\t", "")
    assert alone[names[0]] == made[names[0]]
    assert ReadPdf(made[names[1]]).page_text(pages[0] - 1).count("Next") >= 1


def test_small_letters_alone_on_a_last_line_make_it_as_low_as_others() -> None:
    """A space as tall as the rest of the paragraph stands behind them: LibreOffice looks at it.

    It takes no room: behind a line that is full it would take another. A citation that no line is
    broken before or within is never alone, and has none.
    """
    one, many = Citation((7,), ("f1",)), Citation((1, 2, 3, 4, 5), ("f1",))
    told = pack_of(
        Paragraph("many", (Text("Words "), many)),
        Paragraph("strong", (Text("These "), Strong("words"), one)),
        Paragraph("held", (Text("Words "), one)),
        Paragraph("within", (one, Text("."))),
    )
    paragraphs = body_of(write_docx(told, sample_house(), {})).iter(f"{W}p")
    last = [list(p.iter(f"{W}r"))[-1] for p in paragraphs]

    for run in last[:2]:
        assert run.findtext(f"{W}t") == " "
        assert [(p.tag, p.get(f"{W}val")) for p in run.find(f"{W}rPr")] == [(f"{W}w", "1")]
    assert [run.findtext(f"{W}t") for run in last[2:]] == ["[7]", "."]


def test_the_room_beneath_a_box_lies_outside_it() -> None:
    """As in Word: its ground ends a gap beneath its words, whatever room they ask for."""
    from tests.render.test_page_breaks import items  # noqa: PLC0415 - of its boxes

    box = Callout("c", "The title", items(2))
    look = sample_house()
    text = look.styles["Callout Text"]
    assert text.space_after > 0
    read = ReadPdf(write_pdf(pack_of(box), look).data)
    foot = min(fill.y for fill in read.fills if fill.color == look.styles["Callout Title"].fill)
    lowest = min(line.y for line in read.lines if line.mark is not None)
    bare = replace(look, styles={**look.styles, "Callout Text": replace(text, space_after=0.0)})
    other = ReadPdf(write_pdf(pack_of(box), bare).data)
    same = min(fill.y for fill in other.fills if fill.color == look.styles["Callout Title"].fill)
    last = min(line.y for line in other.lines if line.mark is not None)

    assert lowest - foot == pytest.approx(last - same, abs=0.02)


def test_lines_above_and_beneath_a_table_take_room() -> None:
    """As in Word: a thicker frame moves the head down, a thicker foot what follows."""
    table = next(block for block in every_block(3).blocks if isinstance(block, Table))
    pack = pack_of(replace(table, notes=()), Paragraph("p", (Text("Behind it"),)))
    look = sample_house()
    thick = replace(
        look, table=replace(look.table, frame=(3.0, "000000", ""), foot=(5.0, "000000", ""))
    )
    drops = []
    for house in (look, thick):
        lines = ReadPdf(write_pdf(pack, house).data).lines
        drops.append(
            [next(line.y for line in lines if line.text == t) for t in ("Period", "Behind it")]
        )

    frame, foot = 3.0 - look.table.frame[0], 5.0 - look.table.foot[0]
    assert drops[0][0] - drops[1][0] == pytest.approx(frame, abs=0.02)
    assert drops[0][1] - drops[1][1] == pytest.approx(frame + foot, abs=0.02)


def test_a_chart_is_as_tall_in_word_as_in_the_pdf() -> None:
    """So that what follows it stands on the same page."""
    charts = [block for block in sample_pack("en").blocks if isinstance(block, Chart)]
    house = sample_house()
    body = body_of(write_docx(pack_of(*charts), house, {}))
    tall = [int(one.get("cy")) / 12700 for one in body.iter(f"{WP}extent")]

    assert charts
    drawn = [scene_of(chart, palette_of(house), house.text_width).height for chart in charts]
    assert tall == pytest.approx(drawn, abs=0.01)


def test_lines_of_joined_letters_are_as_far_apart_as_in_the_pdf() -> None:
    """Whatever font a line is in: that of Urdu is lower than that of the house."""
    house = sample_house()
    styles = etree.fromstring(parts_of(write_docx(sample_pack("ur"), house, {}))["word/styles.xml"])
    spacings = {
        style.find(f"{W}name").get(f"{W}val"): style.find(f"{W}pPr/{W}spacing")
        for style in styles.iter(f"{W}style")
    }

    for name, look in house.styles.items():
        if name in CHARACTER_STYLES:
            continue
        found = next(s for known, s in spacings.items() if known.casefold() == name.casefold())
        assert found.get(f"{W}lineRule") == "exact"
        assert int(found.get(f"{W}line")) / 20 == pytest.approx(look.leading, abs=0.03)


@_WITH_SOFFICE
@pytest.mark.parametrize("house", ["ministry", "think-tank"])  # plain has its grey elsewhere too
def test_what_cites_a_source_has_its_colour_in_cells_too(house: str, tmp_path: Path) -> None:
    """LibreOffice gives a cell the colour of all text, unless the style of cells names one."""
    look = read_house(bundled_templates() / "house" / f"{house}.docx")
    table = next(block for block in every_block(3).blocks if isinstance(block, Table))
    rows = (((Text("A word "), Citation((7,), ("f1",))), *table.rows[0][1:]),)
    pack = pack_of(replace(table, rows=rows, notes=()))
    printed = printed_by_libreoffice(write_docx(pack, look, {}), tmp_path)

    assert look.styles["Citation"].color in colours_of_words(printed)
