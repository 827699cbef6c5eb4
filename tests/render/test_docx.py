"""The Word file says what the pack says, in Word's own means: styles, lists, fields, tables."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Callout,
    Column,
    Contents,
    Cover,
    Detail,
    Heading,
    List,
    ListItem,
    ListStyle,
    Pack,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Citation, Emphasis, Link, Strong, Text
from briefgen.pack.said import block_text
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from tests.render.sample import every_block
from tests.render.word_files import (
    W,
    body_of,
    ministry,
    opened,
    paragraph_text,
    parts_of,
    style_of,
)
from tests.render.word_lint import lint

PAGES = {"trade": 3, "trade.volume": 3, "trade.volume.figures": 4, "text": 7, "sources": 9}


def written(*blocks: object) -> bytes:
    """A Word file of ``blocks``, or of the sample with every kind of block."""
    pack = every_block()
    if blocks:
        pack = replace(pack, blocks=blocks)
    return write_docx(pack, read_house(ministry()), PAGES)


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


def paragraphs(data: bytes, *styles: str) -> list[etree._Element]:
    """The body's paragraphs, those in tables included; of these styles if any are named.

    Those that say nothing and only end a section are left out.
    """
    found = (p for p in body_of(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is None)
    return [paragraph for paragraph in found if not styles or style_of(paragraph) in styles]


def has(paragraph: etree._Element, tag: str) -> bool:
    """Whether the paragraph itself, not its style, carries a property."""
    return paragraph.find(f"{W}pPr/{W}{tag}") is not None


def list_of(paragraph: etree._Element) -> str:
    """The list that a paragraph itself names."""
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if number is None else number.get(f"{W}val")


def said(pack: Pack) -> list[str]:
    """What the pack prints, piece by piece."""
    return [piece for block in pack.blocks for piece in block_text(block)]


# --- the same words in the same order -----------------------------------------------------------


def test_the_file_says_what_the_blocks_say_in_their_order(sample: bytes) -> None:
    """Each piece is a paragraph; only the entries of the contents are the writer's own."""
    contents = ("TOC1", "TOC2", "TOC3")
    printed = [paragraph_text(p) for p in paragraphs(sample) if style_of(p) not in contents]
    printed = [text.removeprefix("Table 1. ").replace("\u00a0", " ").rstrip() for text in printed]
    assert printed == said(every_block())


def test_python_docx_reads_the_same_file(sample: bytes) -> None:
    """Another reader finds headings, tables and sections, once it has opened the controls."""
    document = opened(io.BytesIO(sample))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == ["Trade", "Trade volumes and balance"]
    assert len(document.tables) == 1
    assert len(document.tables[0].rows) == 61
    assert len(document.sections) == 4  # the front, and the parts under a heading of level 1


def test_an_empty_pack_is_still_a_document() -> None:
    """No blocks, one empty paragraph."""
    pack = replace(every_block(), blocks=())
    data = write_docx(pack, read_house(ministry()), {})
    assert [paragraph_text(p) for p in paragraphs(data)] == [""]


def test_a_table_without_columns_is_nothing_at_all() -> None:
    """Word would repair one; no caption of it is left, and it takes no number, as in the PDF."""
    empty = Table("none", "Nothing", (), ())
    data = written(empty, Table("t", "Something", (Column("A", 1.0),), ()))

    assert len(list(body_of(data).iter(f"{W}tbl"))) == 1
    captions = [paragraph_text(p) for p in paragraphs(data, "Caption")]
    assert captions == ["Table 1. Something"]
    assert lint(data) == []


def test_empty_pieces_of_a_cover_leave_no_empty_line() -> None:
    """No subtitle, no paragraph; no notice, no note."""
    data = written(Cover("c", "Title", "", (Detail("Place", (Text("Astana"),)),)))
    assert [style_of(p) for p in paragraphs(data)] == ["Title", "CoverLabel", "CoverDetail"]


# --- styles, pages, spacing ---------------------------------------------------------------------


def test_each_block_is_in_the_style_of_its_name(sample: bytes) -> None:
    """Nothing is formatted by hand that a style can say."""
    used = {style_of(p) for p in paragraphs(sample)}
    assert used == {
        *("Title", "Subtitle", "CoverLabel", "CoverDetail", "Note", "TOCHeading", "TOC1", "TOC2"),
        *("Heading1", "Heading2", "Heading3", "LeadParagraph", "Objective", "SpokenLine"),
        *("TheyMayRaise", "OurResponse", "Caption", "TableHead", "TableText", "ListBullet"),
        *("CalloutTitle", "CalloutText", "BodyText", "SourceEntry"),
    }


def test_pages_start_where_the_blocks_say(sample: bytes) -> None:
    """After the cover, at headings that ask for it, and after a page break.

    A heading of level 1 starts its page by a section of its own, which tells its name below.
    """
    fresh = [paragraph_text(p) for p in paragraphs(sample) if has(p, "pageBreakBefore")]
    assert fresh == ["Contents"]
    begun = [
        next(paragraph_text(later) for later in p.itersiblings() if paragraph_text(later))
        for p in body_of(sample).iter(f"{W}p")
        if has(p, "sectPr")
    ]
    assert begun == ["Trade", "Running text", "Sources"]


def test_a_break_before_a_heading_on_a_new_page_breaks_once() -> None:
    """Two wishes for a fresh page are one."""
    data = written(
        Paragraph("p", (Text("a"),)), PageBreak("b"), Heading("h", 2, "H", new_page=True)
    )
    assert len([p for p in paragraphs(data) if has(p, "pageBreakBefore")]) == 1
    assert len(paragraphs(data)) == 2
    data = written(
        Paragraph("p", (Text("a"),)), PageBreak("b"), Heading("h", 1, "H", new_page=True)
    )
    assert not [p for p in paragraphs(data) if has(p, "pageBreakBefore")]
    assert len(list(body_of(data).iter(f"{W}sectPr"))) == 2


def test_keep_with_next_is_passed_on(sample: bytes) -> None:
    """What must not be parted from the next block is told so."""
    kept = [style_of(p) for p in paragraphs(sample) if has(p, "keepNext")]
    # The head, the first, and the last two before the note.
    rows = [*["TableHead"] * 4, *["TableText"] * 12]
    assert kept == ["Objective", "SpokenLine", "TheyMayRaise", *rows, "ListBullet", "CalloutTitle"]


def test_a_small_table_is_held_on_one_page() -> None:
    """Each row but the last holds the next; in a long one the head, the first, the last but one.

    The last one holds a note on the table.
    """

    def kept(rows: int, *notes: str) -> list[str]:
        cells = tuple(((Text(str(number)),),) for number in range(rows))
        told = tuple((Text(note),) for note in notes)
        data = written(Table("t", "T", (Column("A", 1.0),), cells, told))
        found = [p for p in paragraphs(data) if has(p, "keepNext") and style_of(p) != "Caption"]
        return [paragraph_text(p) for p in found]

    assert kept(4) == ["A", "0", "1", "2"]
    assert kept(5) == ["A", "0", "3"]
    assert kept(5, "one", "two") == ["A", "0", "3", "4", "one"]
    assert kept(1, "one") == ["A", "0"]


@pytest.mark.parametrize(
    ("style", "count", "kept"),
    [
        (ListStyle.SPOKEN, 3, [0, 1]),
        (ListStyle.SPOKEN, 5, [3]),
        (ListStyle.BULLET, 3, [1]),
        (ListStyle.BULLET, 1, []),
    ],
)
def test_a_list_leaves_no_scrap_to_the_next_page(
    style: ListStyle, count: int, kept: list[int]
) -> None:
    """A few numbered items stay on one page; of others two go over, with a note on them."""
    items = tuple(ListItem(f"i{n}", (Text(str(n)),)) for n in range(count))
    note = Paragraph("n", (Text("note"),), ParagraphStyle.NOTE)

    def held(*blocks: object) -> list[str]:
        return [paragraph_text(p) for p in paragraphs(written(*blocks)) if has(p, "keepNext")]

    assert held(List("l", items, style)) == [str(number) for number in kept]
    assert held(List("l", items, style), note) == [*map(str, kept), str(count - 1)]


def test_running_text_stands_clear_of_a_paragraph_with_a_bar() -> None:
    """A note on it stands close."""
    bar = Paragraph("b", (Text("They may ask."),), ParagraphStyle.THEY_MAY_RAISE)
    note = Paragraph("n", (Text("note"),), ParagraphStyle.NOTE)
    text = Paragraph("t", (Text("text"),))

    close, clear = (paragraphs(written(bar, after))[-1] for after in (note, text))
    assert clear.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "120"
    assert not has(close, "spacing")


def test_there_is_air_after_a_table_and_a_callout() -> None:
    """Body text has no space before, so what follows a table brings it along."""
    table = Table("t", "Caption", (Column("A", 1.0),), (((Text("1"),),),))
    callout = Callout("c", "Title", (ListItem("i", (Text("Item"),)),))
    after = Paragraph("p", (Text("after"),))
    for block in (table, callout):
        last = paragraphs(written(block, after))[-1]
        assert last.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "160"
    heading = paragraphs(written(table, Heading("h", 2, "H")))[-1]
    assert not has(heading, "spacing")


# --- contents and headings ----------------------------------------------------------------------


def test_the_contents_show_pages_before_word_computes_them(sample: bytes) -> None:
    """Entries down to the depth asked for, each with the page of the PDF."""
    entries = paragraphs(sample, "TOC1", "TOC2", "TOC3")
    assert [paragraph_text(p) for p in entries] == [
        "Trade3",
        "Trade volumes and balance3",
        "Running text7",
        "Sources9",
    ]
    assert all(p.find(f".//{W}tab") is not None for p in entries)
    codes = [element.text.strip() for p in entries for element in p.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-2" \h \z'
    assert [code.split()[0] for code in codes[1:]] == ["PAGEREF"] * 4


def test_contents_in_columns_end_within_them_when_word_makes_them_anew() -> None:
    """Word gives new entries nothing but their style, so it is the style that knows the column."""
    headings = (Heading(f"h{number}", 1, f"Part {number}") for number in range(6))
    data = written(Contents("c", "Contents", columns=2), *headings)
    entries = paragraphs(data, "TOC1")

    assert [p.find(f"{W}pPr/{W}tabs") for p in entries] == [None] * 6
    style = next(
        style
        for style in etree.fromstring(parts_of(data)["word/styles.xml"]).iter(f"{W}style")
        if style.get(f"{W}styleId") == "TOC1"
    )
    [stop] = style.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    [columns] = [c for c in body_of(data).iter(f"{W}cols") if c.get(f"{W}num") == "2"]
    text = 9072  # twips between the margins of the ministry's page
    assert int(stop.get(f"{W}pos")) == (text - int(columns.get(f"{W}space"))) // 2
    assert style.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "0"


def test_the_contents_are_one_field_that_ends_with_the_last_entry(sample: bytes) -> None:
    """Opened in the first entry, closed in the last, page numbers nested."""
    depths, depth = [], 0
    for paragraph in paragraphs(sample, "TOC1", "TOC2"):
        for mark in paragraph.iter(f"{W}fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType")]
        depths.append(depth)
    assert depths == [1, 1, 1, 0]


def test_every_entry_leads_to_its_heading(sample: bytes) -> None:
    """The link, the page reference and the bookmark bear one name."""
    headings = {
        p.find(f"{W}bookmarkStart").get(f"{W}name"): paragraph_text(p)
        for p in paragraphs(sample, "Heading1", "Heading2", "Heading3")
    }
    for entry in paragraphs(sample, "TOC1", "TOC2"):
        name = entry.find(f"{W}hyperlink").get(f"{W}anchor")
        assert paragraph_text(entry).startswith(headings[name])
        assert any(f"PAGEREF {name} " in code.text for code in entry.iter(f"{W}instrText"))


def test_a_heading_whose_page_is_unknown_is_listed_without_a_number() -> None:
    """No number is better than a wrong one; Word fills it when asked."""
    blocks = (Contents("c", "Contents"), Heading("elsewhere", 1, "Elsewhere"))
    data = written(*blocks)
    assert [paragraph_text(p) for p in paragraphs(data, "TOC1")] == ["Elsewhere"]


def test_contents_without_headings_are_a_title_only() -> None:
    """An empty field would print Word's complaint."""
    data = written(Contents("c", "Contents"))
    assert [style_of(p) for p in paragraphs(data)] == ["TOCHeading"]
    assert body_of(data).find(f".//{W}fldChar") is None


# --- lists --------------------------------------------------------------------------------------


def test_every_numbered_list_counts_from_one() -> None:
    """Each list is a list of its own with a start of its own."""

    def points(name: str, style: ListStyle) -> List:
        return List(name, (ListItem("a", (Text("one"),)), ListItem("b", (Text("two"),))), style)

    data = written(
        points("x", ListStyle.SPOKEN), points("y", ListStyle.SPOKEN), points("z", ListStyle.NUMBER)
    )
    ids = [list_of(p) for p in paragraphs(data)]
    assert ids[0] == ids[1] != ids[2] == ids[3] != ids[4] == ids[5]
    numbering = etree.fromstring(parts_of(data)["word/numbering.xml"])
    for number in {*ids}:
        start = numbering.find(f"{W}num[@{W}numId='{number}']//{W}startOverride")
        assert start.get(f"{W}val") == "1"


def test_bullets_come_from_the_style_alone(sample: bytes) -> None:
    """L4: real lists; a bullet has nothing to count."""
    bullets = paragraphs(sample, "ListBullet", "CalloutText")
    assert len(bullets) == 4
    assert not any(has(p, "numPr") for p in bullets)
    styles = etree.fromstring(parts_of(sample)["word/styles.xml"])
    for name in ("ListBullet", "CalloutText", "SpokenLine"):
        assert styles.find(f"{W}style[@{W}styleId='{name}']/{W}pPr/{W}numPr") is not None


def test_a_tag_stands_after_its_line_in_small_type(sample: bytes) -> None:
    """To whom it may be said, in brackets, and a space as tall as the line."""
    line = paragraphs(sample, "SpokenLine")[0]
    *_, tag, space = line.findall(f"{W}r")
    assert paragraph_text(space) == " "
    assert [part.tag for part in space.find(f"{W}rPr")] == [f"{W}w"]  # as narrow as can be
    assert paragraph_text(tag).split() == ["(to", "the", "trade", "minister)"]
    assert tag.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "ItemTag"


# --- sources and links --------------------------------------------------------------------------


def test_sources_bear_the_numbers_they_are_cited_by() -> None:
    """Also where numbers are left out."""
    entries = tuple(SourceEntry(n, f"s{n}", (Text(f"Source {n}."),)) for n in (2, 3, 7))
    data = written(SourceList("s", entries))
    numbering = etree.fromstring(parts_of(data)["word/numbering.xml"])
    ids = [list_of(p) for p in paragraphs(data)]
    starts = [
        numbering.find(f"{W}num[@{W}numId='{number}']//{W}startOverride").get(f"{W}val")
        for number in ids
    ]
    assert starts == ["2", "2", "7"]
    assert ids[0] == ids[1] != ids[2]


def test_a_citation_leads_to_its_sources(sample: bytes) -> None:
    """Each of several numbers is a link; a single one is, with its brackets."""
    objective = paragraphs(sample, "Objective")[0]
    assert paragraph_text(objective).endswith("\u00a0[1,\u00a03]")
    anchors = [link.get(f"{W}anchor") for link in objective.iter(f"{W}hyperlink")]
    assert anchors == ["_Source1", "_Source3"]

    sources = SourceList("s", (SourceEntry(7, "x", (Text("Ministry."),)),))
    data = written(Paragraph("p", (Citation((7,)),)), sources)
    (single,) = body_of(data).iter(f"{W}hyperlink")
    assert (single.get(f"{W}anchor"), paragraph_text(single)) == ("_Source7", "[7]")


def test_spaces_at_the_ends_of_words_are_told_to_be_meant() -> None:
    """Word drops others; where there are none, nothing is told."""
    words = (Text(" Trade "), Strong("grew"), Text(" by\u00a0 "), Strong("\u00a0half "))
    rows = ((Text("a & b"),), (Text(" c"),)), ((Text("100 %"),), (Text("d"),))
    columns = (Column("What", 0.5), Column("Share", 0.5))
    data = written(Paragraph("p", words), Table("t", "", columns, rows))

    space = "{http://www.w3.org/XML/1998/namespace}space"
    told = {text.text: text.get(space) == "preserve" for text in body_of(data).iter(f"{W}t")}
    assert told == {text: text != text.strip() for text in told}
    assert {" Trade ", "grew", "a & b", " c", "100 %", "d"} <= set(told)


@pytest.mark.parametrize("count", [2, 4, 5])
def test_a_short_citation_stays_on_the_line_of_the_word_before_it(count: int) -> None:
    """A long one may be broken, and so may one in a table, whose columns may be narrower."""
    words = (Text("Trade grew. "), Citation(tuple(range(1, count + 1))), Text(" It fell."))
    data = written(Paragraph("p", words), Table("t", "", (Column("What", 1.0),), ((words,),)))
    whole = "\u00a0" if count <= 4 else " "
    numbers = [str(number) for number in range(1, count + 1)]

    shown = [paragraph_text(p) for p in paragraphs(data) if "Trade" in paragraph_text(p)]
    assert shown == [
        f"Trade grew.\u00a0[{f',{comma}'.join(numbers)}] It fell." for comma in (whole, " ")
    ]


def test_a_short_tag_is_not_broken_over_lines() -> None:
    """A long one is."""
    long = "to whoever asks, at the table or outside"
    items = tuple(ListItem(tag, (Text("We ask."),), tag) for tag in ("to any of them", long))
    data = written(List("l", items))

    assert [paragraph_text(p) for p in paragraphs(data)] == [
        "We ask. (to\u00a0any\u00a0of\u00a0them)", f"We ask. ({long})",
    ]  # fmt: skip


def test_one_space_stands_between_a_citation_and_a_tag() -> None:
    """The space that makes a last line tall comes behind the last of both."""
    item = ListItem("i", (Text("We ask."), Citation((4,))), "to any")
    [paragraph] = paragraphs(written(List("l", (item,))))

    said = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    assert said.replace("\u00a0", " ") == "We ask.[4] (to any) "


def test_a_citation_without_an_entry_is_plain_text() -> None:
    """A link to nowhere is worse than none."""
    data = written(Paragraph("p", (Citation((4,)),)))
    assert paragraph_text(paragraphs(data)[0]) == "[4]"
    assert body_of(data).find(f".//{W}hyperlink") is None


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("http://example.org/ü ß", "http://example.org/%C3%BC%20%C3%9F"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("HTTPS://example.org", "https://example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (r"\\server\share", None),
        ("ftp://example.org", None),
        ("https://", None),
        ("https://[broken", None),
        ("java\x00script:alert(1)", None),
    ],
)
def test_only_web_and_mail_addresses_are_links(url: str, target: str | None) -> None:
    """O8: the words stay, the link goes."""
    data = written(Paragraph("p", (Link("see here", url),)))
    assert paragraph_text(paragraphs(data)[0]) == "see here"
    rels = parts_of(data)["word/_rels/document.xml.rels"].decode()
    assert (f'Target="{target}" TargetMode="External"' in rels) == (target is not None)
    assert rels.count("External") == (target is not None)


def test_an_address_cited_twice_is_one_relationship() -> None:
    """The same target keeps its id."""
    link = Link("x", "https://example.org/")
    data = written(Paragraph("p", (link, link)), Paragraph("q", (link,)))
    assert parts_of(data)["word/_rels/document.xml.rels"].count(b"External") == 1


def test_stress_is_bold_or_italic_and_the_rest_is_joined() -> None:
    """Neighbours of one look are one run."""
    blocks = Paragraph("p", (Text("a "), Text("b "), Emphasis("c"), Text(" d")))
    runs = paragraphs(written(blocks))[0].findall(f"{W}r")
    assert [paragraph_text(run) for run in runs] == ["a b ", "c", " d"]
    assert runs[1].find(f"{W}rPr/{W}i") is not None


# --- tables -------------------------------------------------------------------------------------


def test_the_head_of_a_table_repeats_and_rows_stay_whole(sample: bytes) -> None:
    """L5: the head is flagged, no row splits over pages."""
    table = body_of(sample).find(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 60
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_table_has_fixed_widths_that_fill_the_text(sample: bytes) -> None:
    """Grid and cells say the same, and Word does not fit the columns by itself."""
    table = body_of(sample).find(f"{W}tbl")
    grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert sum(grid) == round(read_house(ministry()).text_width * 20)
    assert [round(width / sum(grid), 2) for width in grid] == [0.22, 0.18, 0.16, 0.44]
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"


def test_figures_are_aligned_as_their_column_says(sample: bytes) -> None:
    """Head and cells of the third column stand at the right."""
    for row in body_of(sample).findall(f"{W}tbl/{W}tr")[:3]:
        alignments = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in row.findall(f"{W}tc")]
        assert [None if a is None else a.get(f"{W}val") for a in alignments] == [
            *(None, None),
            *("right", None),
        ]


def test_captions_are_numbered_by_fields() -> None:
    """Word can list the tables and refer to them."""
    table = Table("t", "Trade", (Column("A", 1.0),), (((Text("1"),),),))
    captions = paragraphs(written(table, replace(table, id="u")), "Caption")
    assert [paragraph_text(p) for p in captions] == ["Table 1. Trade", "Table 2. Trade"]
    assert all("SEQ Table" in p.find(f".//{W}instrText").text for p in captions)


def test_tables_without_captions_do_not_run_into_each_other() -> None:
    """Word joins tables that touch."""
    table = Table("t", "", (Column("A", 1.0),), (((),),))
    body = body_of(written(table, replace(table, id="u")))
    tags = [element.tag for element in body if "bookmark" not in element.tag]
    assert tags == [f"{W}{name}" for name in ("tbl", "p", "tbl", "p", "sectPr")]


def test_a_short_row_is_filled_up() -> None:
    """A missing cell is an empty one."""
    columns = (Column("A", 0.5), Column("B", 0.5))
    data = written(Table("t", "", columns, (((Text("1"),),),)))
    assert [len(row.findall(f"{W}tc")) for row in body_of(data).iter(f"{W}tr")] == [2, 2]


# --- header, footer, properties -----------------------------------------------------------------


def furniture(data: bytes) -> dict[str, etree._Element]:
    """Headers and footers by kind: “header default”, “footer first” and so on.

    Of those that sections have for themselves, the last.
    """
    parts = parts_of(data)
    rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in rels}
    found = {}
    for part in ("header", "footer"):
        for reference in body_of(data).iter(f"{W}{part}Reference"):
            name = f"word/{targets[reference.get(qn('r:id'))]}"
            found[f"{part} {reference.get(f'{W}type')}"] = etree.fromstring(parts[name])
    return found


def test_the_marking_stands_at_the_top_and_foot_of_every_page(sample: bytes) -> None:
    """M1: cover included; M2: in the style Marking."""
    pages = furniture(sample)
    assert set(pages) == {"header default", "header first", "footer default", "footer first"}
    for name, root in pages.items():
        marking = root[0] if name.startswith("header") else root[-1]
        assert paragraph_text(marking) == "UNCLASSIFIED – FOR OFFICIAL USE"
        assert style_of(marking) == "Marking"


def test_header_and_footer_show_title_date_and_page(sample: bytes) -> None:
    """M12, M13: information as at, page x of y and the section as fields."""
    pages = furniture(sample)
    header, footer = pages["header default"], pages["footer default"]
    assert paragraph_text(header[1]) == "Visit to Astana: trade & corridors"
    assert paragraph_text(footer[0]) == "Information as at 22 November 2026Sources · Page 1 of 9"
    codes = [element.get(f"{W}instr") for element in footer.iter(f"{W}fldSimple")]
    assert codes == ["STYLEREF 1", "PAGE", "NUMPAGES"]
    assert not [root for root in pages.values() if root.find(f".//{W}sdt") is not None]


def test_without_a_cover_the_first_page_is_like_the_others() -> None:
    """A page that is no cover shows title and number."""
    data = written(Heading("h", 1, "H"))
    assert set(furniture(data)) == {"header default", "footer default"}
    assert body_of(data).find(f"{W}sectPr/{W}titlePg") is None


def test_properties_are_set_on_purpose(sample: bytes) -> None:
    """D1: title, subject, office, language and the day the pack speaks from; no person."""
    core = docx.Document(io.BytesIO(sample)).core_properties
    assert core.title == "Visit to Astana: trade & corridors"
    assert core.subject == "Briefing pack"
    assert core.author == "Central Asia Desk"
    assert core.language == "en-GB"
    assert core.created.date() == core.modified.date() == date(2026, 11, 22)
    assert (core.last_modified_by, core.comments, core.keywords, core.category) == ("", "", "", "")


def test_the_language_is_that_of_the_pack() -> None:
    """L8: for proofing, hyphens and the screen reader's voice."""
    data = write_docx(replace(every_block(), language="ru"), read_house(ministry()), {})
    styles = etree.fromstring(parts_of(data)["word/styles.xml"])
    assert [element.get(f"{W}val") for element in styles.iter(f"{W}lang")] == ["ru"]
    assert b'<w:themeFontLang w:val="ru"/>' in parts_of(data)["word/settings.xml"]


def test_word_opens_it_in_todays_mode(sample: bytes) -> None:
    """Mode 15, so that no title bar says “Compatibility Mode”."""
    settings = etree.fromstring(parts_of(sample)["word/settings.xml"])
    modes = {
        setting.get(f"{W}name"): setting.get(f"{W}val")
        for setting in settings.iter(f"{W}compatSetting")
    }
    assert modes["compatibilityMode"] == "15"
