"""Lines are as tall in the Word file, as LibreOffice prints it, as in the PDF."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Heading, List, ListItem, ListStyle
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.sample import every_block
from tests.render.word_files import ministry

if TYPE_CHECKING:
    from pathlib import Path


def test_a_last_line_of_small_words_is_as_tall_as_the_others(tmp_path: Path) -> None:
    """Word measures it by the mark of the paragraph, LibreOffice by what stands in it."""
    pack = every_block()
    # Of many lengths, so that with some of them the tag stands in a line of its own.
    points = List(
        "points",
        tuple(
            ListItem(f"p{length}", (Text("It" + " is" * length),), tag="in any meeting")
            for length in range(18, 34)
        ),
        ListStyle.SPOKEN,
    )
    house = read_house(ministry())
    alone = replace(pack, blocks=(Heading("h", 1, "Points"), points))

    theirs, ours = (
        _lines_of(data)
        for data in (
            printed_by_libreoffice(write_docx(alone, house, {}), tmp_path).read_bytes(),
            write_pdf(alone, house).data,
        )
    )

    assert len(ours) == len(points.items)
    assert theirs == pytest.approx(ours, abs=2)


def _lines_of(pdf: bytes) -> list[float]:
    """How far beneath the first one each point begins, in points."""
    box = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(box, input=pdf, capture_output=True, check=True).stdout.decode()
    tops = [float(y) for y in re.findall(r'yMax="([\d.]+)">It<', told)]
    return [top - tops[0] for top in tops]
