"""Sections that are taken out as one sheet, and charts that share a page, however it looks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.factbase.records import LineType
from briefgen.pack.after.verify import remake
from briefgen.pack.blocks import List
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.one_sheet import sheets
from briefgen.render.making import make_to_fit
from briefgen.render.pdf.document import write_pdf
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.pack.making import bundled_base
from tests.render.pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.build import MadePack
    from briefgen.render.house import House

DAY = date(2026, 11, 22)
LOOKS = [("plain", "en"), ("think-tank", "en"), ("ministry", "ru"), ("plain", "kk")]
looks = pytest.mark.parametrize(("house", "language"), LOOKS)


@cache
def sample(house: str, language: str) -> tuple[MadePack, House]:
    """The sample visit, fitted."""
    path = bundled_templates() / "sample.brief"
    request = replace(request_from(read_brief(path), path), house=house, language=language)
    return make_to_fit(bundled_base(), request, bundled_templates(), DAY)


@looks
def test_what_must_not_be_said_and_press_lines_are_one_sheet_each(
    house: str, language: str
) -> None:
    """A sheet that goes on over a page loses what weighs least, and says how much is shown."""
    made, _ = sample(house, language)
    assert made.checked
    assert made.checked.measure
    found = dict(sheets(made.pack.blocks))

    assert set(found) == {"section.sensitivities", "section.press"}
    for sheet in found.values():
        assert made.checked.measure(made.pack, sheet) == 1


def test_the_weightiest_stay_and_what_went_is_told() -> None:
    """Who prepared the pack learns of each; who reads it, how many there are."""
    made, _ = sample("plain", "en")
    (lost,) = [one for one in made.fitted if one.section == "sensitivities"]
    lines = {f"line.{one.id}": one for one in made.selection.lines}
    found = dict(sheets(made.pack.blocks))["section.sensitivities"]
    (kept,) = [block for block in found if isinstance(block, List)]
    shown = len(kept.items)
    every = sum(one.type is LineType.SENSITIVITY for one in made.selection.lines)

    assert lost.left_out
    assert not {item.id for item in kept.items} & set(lost.left_out)
    heaviest = min(lines[name].priority.rank for name in lost.left_out)
    assert max(lines[item.id].priority.rank for item in kept.items) <= heaviest
    assert f"Shown: {shown} of {every}" in str(found)
    assert any(f.rule == "FIT" and "The section" in f.message for f in made.findings)


def test_a_pack_with_shorter_sheets_is_made_again_from_its_record(tmp_path: Path) -> None:
    """What went from a sheet stands in the record with all else that had no room."""
    made, house = sample("plain", "en")
    printed = read_pdf(write_pdf(made.pack, house).data, tmp_path / "visit.pdf")

    again = remake(printed, bundled_base(), bundled_templates())

    assert again.made is not None
    assert again.made.pack.blocks == made.pack.blocks
    assert again.different == ()


@looks
def test_no_chart_is_left_over_for_a_page_of_its_own(house: str, language: str) -> None:
    """Small charts stand beside a tall one; the first page may begin with the end of a table."""
    made, style = sample(house, language)
    pages = ReadPdf(write_pdf(made.pack, style).data)
    caption = re.compile(r"(?:Figure|Рисунок) ([2-5])\.|([2-5])-сурет")
    on_pages = [len(caption.findall(pages.page_text(n))) for n in range(len(pages.pdf.pages))]
    with_charts = [count for count in on_pages if count]

    assert sum(with_charts) == 4
    assert min(with_charts[1:]) > 1
