"""The programme on the page: a day stands on one line, whatever the language and the house."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from briefgen.pack.dating import Dating
from briefgen.pack.request import ProgrammeEntry
from briefgen.pack.templates import read_words
from briefgen.pack.ties import NO_BREAK
from briefgen.render.pdf.document import write_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled
from tests.render.pdf_reading import ReadPdf
from tests.render.test_houses_shipped import HOUSES, house

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
