"""How tables of the sample share the width of the page, in each of our houses."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Heading, Table
from briefgen.render.files import find_house, house_names
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_sample
from tests.render.pdf_reading import ReadPdf

HOUSES = house_names(bundled_templates())


@cache
def drawn(house: str) -> tuple[Table, ReadPdf]:
    """The widest table of the sample, and its tables as they are drawn, each on a fresh page."""
    tables = [block for block in make_sample().pack.blocks if isinstance(block, Table)]
    blocks = [
        block
        for n, t in enumerate(tables)
        for block in (Heading(f"h{n}", 1, t.id, new_page=True), t)
    ]
    pack = replace(make_sample().pack, blocks=tuple(blocks))
    (wide,) = [table for table in tables if table.wide]
    return wide, ReadPdf(write_pdf(pack, find_house(bundled_templates(), house)).data)


def lines_of_cells(read: ReadPdf, words: str) -> list[int]:
    """How many lines each cell takes that says these ``words``."""
    found = []
    for cell in read.tree().walk():
        if cell.role == "TD" and words in cell.text():
            marks = {mark for element in cell.walk() for mark in element.marks}
            heights = {round(line.y) for line in read.lines if (line.page, line.mark) in marks}
            found.append(len(heights))
    return found


@pytest.mark.parametrize("house", HOUSES)
def test_the_corridors_of_the_sample_stand_on_one_page(house: str) -> None:
    """It lies on its side and is looked at as a whole."""
    table, read = drawn(house)
    (whole,) = [
        element
        for element in read.tree().walk()
        if element.role == "Table" and table.caption in element.text()
    ]
    pages = {page for element in whole.walk() for page, _ in element.marks}

    assert len([e for e in whole.walk() if e.role == "TR"]) > len(table.rows)
    assert len(pages) == 1


@pytest.mark.parametrize("house", HOUSES)
def test_who_counted_is_told_in_two_lines(house: str) -> None:
    """Those who name nobody are many; in larger type, where figures are derived, in three."""
    found = lines_of_cells(drawn(house)[1], "Kazinform, not saying who counted")

    assert len(found) > 6
    assert max(found) <= (3 if house == "plain" else 2)
