"""Two boxes that follow each other stay two, in the Word file as in the PDF."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PIL import Image

from briefgen.pack.blocks import Callout, Heading, ListItem, Pack
from briefgen.pack.inlines import Text
from briefgen.render.docx import write_docx
from briefgen.render.pdf.document import write_pdf
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.sample import every_block
from tests.render.test_houses_shipped import HOUSES, house
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from pathlib import Path

DOTS = 150  # an inch


@pytest.mark.parametrize("name", HOUSES)
def test_the_page_shows_between_two_boxes(name: str, tmp_path: Path) -> None:
    """Word processors make one of paragraphs alike; what the third says is no end of the second."""
    items = (ListItem("i", (Text("Words."),)),)
    boxes = [Callout(f"box{n}", title, items) for n, title in enumerate(("One", "Two", "Three"))]
    pack = replace(every_block(), blocks=(Heading("h", 1, "Boxes"), *boxes))
    word = write_docx(pack, house(name), {})
    pdf, printed = write_pdf(pack, house(name)).data, printed_by_libreoffice(word, tmp_path)

    assert lint(word) == []
    ours, theirs = _tops(pdf), _tops(printed.read_bytes())
    assert [y - theirs[0] for y in theirs] == pytest.approx([y - ours[0] for y in ours], abs=2.5)
    for data, tops in ((pdf, ours), (printed.read_bytes(), theirs)):
        page = _picture(data)
        for top in tops[1:]:
            across = [_at(page, 300.0, top - up) for up in range(2, 24)]
            assert (255, 255, 255) in across
            assert across[0] == _at(page, 300.0, tops[0] - 2)  # and its ground above its title


@pytest.mark.parametrize("name", HOUSES)
def test_a_box_that_goes_over_begins_at_the_head_of_its_page(name: str, tmp_path: Path) -> None:
    """What stands between it and the box before it stays behind."""
    packs = (_boxes(count) for count in range(10, 80))
    pack = next(p for p in packs if _page_tops(write_pdf(p, house(name)).data, "Two")[0][0] > 1)
    word = write_docx(pack, house(name), {})
    pdf, printed = write_pdf(pack, house(name)).data, printed_by_libreoffice(word, tmp_path)

    [(page, top)] = _page_tops(printed.read_bytes(), "Two")
    assert (page, top) == pytest.approx(_page_tops(pdf, "Two")[0], abs=2.5)


def _boxes(count: int) -> Pack:
    """A box of so many items, and another."""
    items = tuple(ListItem(f"i{n}", (Text("Words."),)) for n in range(count))
    boxes = (Callout("one", "One", items), Callout("two", "Two", items[:1]))
    return replace(every_block(), blocks=(Heading("h", 1, "Boxes"), *boxes))


def _page_tops(pdf: bytes, word: str) -> list[tuple[int, float]]:
    """The page and the top, in points, of each ``word``."""
    box = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(box, input=pdf, capture_output=True, check=True).stdout.decode()
    pages = told.split("<page ")[1:]
    return [
        (number, float(y))
        for number, page in enumerate(pages, 1)
        for y in re.findall(rf'yMin="([\d.]+)"[^>]*>{word}<', page)
    ]


def _tops(pdf: bytes) -> list[float]:
    """How far down the title of each box begins, in points."""
    box = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(box, input=pdf, capture_output=True, check=True).stdout.decode()
    return [float(y) for y in re.findall(r'yMin="([\d.]+)"[^>]*>(?:One|Two|Three)<', told)]


def _picture(pdf: bytes) -> Image.Image:
    command = ["pdftoppm", "-r", str(DOTS), "-png", "-singlefile", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def _at(page: Image.Image, x: float, y: float) -> object:
    return page.getpixel((round(x * DOTS / 72), round(y * DOTS / 72)))
