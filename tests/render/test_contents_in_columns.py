"""Contents in two columns: each goes on by itself, and both are as low as they can be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Contents, Heading, Pack
from briefgen.render.pdf.document import write_pdf
from tests.render.languages import sample_house
from tests.render.pdf_reading import Line, ReadPdf
from tests.render.sample import every_block

LONG = "A heading of so many words that its entry takes two lines of a column, or even three"


def pack_of(*titles: str) -> Pack:
    """A pack of contents in two columns, and of headings."""
    headings = tuple(Heading(f"h{n}", 1, title, new_page=True) for n, title in enumerate(titles))
    return replace(every_block(), blocks=(Contents("toc", "Contents", 1, columns=2), *headings))


def entries(pack: Pack) -> tuple[ReadPdf, list[list[Line]]]:
    """The file, and the lines of each of its columns, from above."""
    read = ReadPdf(write_pdf(pack, sample_house()).data)
    middle = sample_house().margin_left + sample_house().text_width / 2
    lines = [line for line in read.lines if line.page == 0 and line.mark is not None]
    words = [
        line for line in lines if line.text.strip(" .") and not line.text.strip(" .").isdigit()
    ]
    told = [line for line in words if line.text.strip() != "Contents"]
    left = sorted((line for line in told if line.x < middle), key=lambda line: -line.y)
    right = sorted((line for line in told if line.x >= middle), key=lambda line: -line.y)
    return read, [left, right]


def test_a_long_entry_moves_none_of_the_other_column() -> None:
    """The lines of each column stand as close as those of the shorter entries."""
    titles = [f"Title {n}" for n in range(12)]
    _, (plain, _) = entries(pack_of(*titles))
    usual = plain[0].y - plain[1].y
    _, (left, right) = entries(pack_of(titles[0], LONG, *titles[2:]))

    assert len(left) > len(plain)
    gaps = [above.y - below.y for above, below in pairwise(right)]
    assert gaps == pytest.approx([usual] * len(gaps), abs=0.02)


def test_columns_are_balanced_and_begin_at_one_height() -> None:
    """Two long entries at the beginning leave more of the short ones to the second column."""
    titles = [LONG, LONG, *(f"Title {n}" for n in range(8))]
    _, (left, right) = entries(pack_of(*titles))

    assert left[0].y == pytest.approx(right[0].y, abs=0.02)
    lowest = [column[-1].y for column in (left, right)]
    step = sample_house().styles["TOC 1"].leading * 2
    assert abs(lowest[0] - lowest[1]) < step
    assert len({line.text for line in right}) > len(titles) // 2


def test_the_entries_are_read_in_the_order_of_the_pack() -> None:
    """Down the first column, then down the second, each with its number."""
    titles = ["First", LONG, "Third", "Fourth", "Fifth"]
    read, _ = entries(pack_of(*titles))
    told = [e.text() for e in read.tree().walk() if e.role == "TOCI"]

    assert [t.rstrip(" .0123456789") for t in told] == titles


def test_contents_too_tall_for_columns_of_one_page_go_on_overleaf() -> None:
    """None is lost, and each page is read down its first column, then down its second."""
    titles = [f"Title number {n}" for n in range(160)]
    read, _ = entries(pack_of(*titles))
    told = [e for e in read.tree().walk() if e.role == "TOCI"]
    assert len(told) == len(titles)

    first = [page for e in told for page in {p for kid in e.walk() for p in kid.pages}]
    assert first == sorted(first)
    assert first[0] < first[-1]
    middle = sample_house().margin_left + sample_house().text_width / 2
    for page in set(first):
        lines = [line for line in read.lines if line.page == page and "Title" in line.text]
        of_page = [line for line in lines if line.mark is not None]
        sides = [line.x >= middle for line in of_page]
        assert sides == sorted(sides)
        for side in (False, True):
            down = [line.y for line in of_page if (line.x >= middle) == side]
            assert down == sorted(down, reverse=True)
            numbers = [int(n.text.split()[2]) for n in of_page if (n.x >= middle) == side]
            assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_a_long_entry_makes_no_gap_on_a_page_that_is_full() -> None:
    """However much of it the contents take."""
    titles = [f"Title {n}" for n in range(60)]
    titles[10] = LONG
    _, (_, right) = entries(pack_of(*titles))
    gaps = [above.y - below.y for above, below in pairwise(right)]
    assert max(gaps) == pytest.approx(min(gaps), abs=0.02)


def test_a_heading_without_a_letter_is_not_listed() -> None:
    """As one that a person has put in other words, of which nothing shows."""
    headings = (Heading("h", 1, "Shown"), Heading("e", 1, ""), Heading("z", 1, "\u200b"))
    pack = replace(every_block(), blocks=(Contents("toc", "Contents", 1, columns=2), *headings))

    pdf = ReadPdf(write_pdf(pack, sample_house()).data)

    entries = [element.text() for element in pdf.tree().walk() if element.role == "TOCI"]
    assert len(entries) == 1
    assert "Shown" in entries[0]
