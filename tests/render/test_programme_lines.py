"""The programme on the page: a day stands on one line, whatever the language and the house."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Table
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.dating import Dating
from briefgen.pack.request import ProgrammeEntry
from briefgen.pack.templates import read_words
from briefgen.pack.ties import NO_BREAK
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled
from tests.render.pdf_reading import ReadPdf
from tests.render.test_houses_shipped import HOUSES, house
from tests.render.word_files import A6, W, body_of, house_on

if TYPE_CHECKING:
    from pathlib import Path

DAYS = (date(2026, 9, 22), date(2026, 12, 7))


@pytest.mark.parametrize("name", HOUSES)
@pytest.mark.parametrize("language", ["en", "ru", "kk", "ur"])
def test_a_day_of_the_programme_stands_on_one_line(language: str, name: str) -> None:
    """Nobody puts the year of one row and the month of the next together."""
    entries = [ProgrammeEntry("Talks of the two ministers", f"{day}", "08:40") for day in DAYS]
    made = make_bundled(topics=("culture",), programme=tuple(entries), language=language)
    table = next(block for block in made.pack.blocks if block.id == "programme.table")
    pdf = ReadPdf(write_pdf(replace(made.pack, blocks=(table,)), house(name)).data)
    drawn: dict[tuple[int, float], str] = {}  # in Urdu numbers and words are drawn one by one
    for line in pdf.lines:
        place = line.page, round(line.y, 1)
        drawn[place] = f"{drawn.get(place, '')} {line.text}"
    rows = [row.replace(NO_BREAK, " ").replace(",", " ").split() for row in drawn.values()]
    dating = Dating(read_words(bundled_templates(), language))

    for day in DAYS:
        said = set(dating.day(day).split())
        assert [row for row in rows if said <= {word.strip("،") for word in row}], rows


@pytest.mark.parametrize("name", HOUSES)
def test_on_paper_as_small_as_a_hand_the_programme_lies_on_its_side(
    name: str, tmp_path: Path
) -> None:
    """Upright its four columns are so narrow that words were broken in each; on its side none is.

    Both files turn the page.
    """
    path = bundled_templates() / "sample.brief"
    entries = request_from(read_brief(path), path).programme
    made = make_bundled(topics=("culture",), programme=entries)
    table = next(block for block in made.pack.blocks if block.id == "programme.table")
    assert isinstance(table, Table)
    pack = replace(made.pack, blocks=(table,))
    small = read_house(house_on(A6, tmp_path, name))
    data = write_pdf(pack, small).data
    pdf = ReadPdf(data)
    with pikepdf.open(BytesIO(data)) as opened:
        sizes = [page.mediabox.as_list()[2:] for page in opened.pages]
    lying = body_of(write_docx(pack, small, {})).find(f"{W}sectPr/{W}pgSz")

    drawn = {word.strip(".,:") for line in pdf.lines for word in line.text.split()}
    assert {"December", "Statements", "Choreography", "confirmed", "expected"} <= drawn
    assert all(width > height for width, height in sizes)
    assert lying is not None
    assert lying.get(f"{W}orient") == "landscape"
    on_desk = body_of(write_docx(pack, house(name), {})).find(f"{W}sectPr/{W}pgSz")
    assert on_desk is not None
    assert on_desk.get(f"{W}orient") != "landscape"
