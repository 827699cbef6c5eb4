"""Lists and tables of the Word file are those of Word."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Column,
    List,
    ListItem,
    ListStyle,
    Table,
)
from briefgen.pack.inlines import Text
from briefgen.render.house_file.reader import read_house
from tests.render.docx_reading import has, list_of, paragraphs, written
from tests.render.word_files import (
    W,
    body_of,
    ministry,
    paragraph_text,
    parts_of,
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


# --- lists ----------------------------------------------------------------------------------------


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


# --- tables ---------------------------------------------------------------------------------------


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
