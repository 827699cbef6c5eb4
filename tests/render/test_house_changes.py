"""Tracked changes in a house count as accepted, and nobody's name goes along with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.errors import HouseError
from tests.render.remade_house import BODY, HEADER, Made, in_front, run

if TYPE_CHECKING:
    from pathlib import Path

BY = 'w:id="7" w:author="A. Clerk" w:date="2020-01-01T00:00:00Z"'


def cell(text: str, mark: str = "") -> str:
    """A cell that says ``text``, with a ``mark`` among its properties."""
    width = '<w:tcW w:w="3000" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{mark}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of ``rows``."""
    grid = '<w:gridCol w:w="3000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (
            "styles",
            '<w:name w:val="Body Text"/>',
            f'<w:name w:val="Body Text"/><w:rPr><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>',
        ),
        ("styles", "<w:pPr>", f"<w:pPr><w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
        ("lists", "<w:rPr>", f"<w:rPr><w:ins {BY}/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"),
        ("styles", "<w:docDefaults>", "<!-- A. Clerk was here --><w:docDefaults>"),
        ("lists", "<w:abstractNum ", "<!-- A. Clerk was here --><w:abstractNum "),
        ("header", "<w:p>", f"<w:customXmlInsRangeStart {BY}/><w:p>"),
        ("footer", "<w:p>", f"<w:p><w:customXmlDelRangeStart {BY}/>"),
        (
            "header",
            "<w:p>",
            table(
                f"<w:tr><w:tblPrEx><w:tblPrExChange {BY}><w:tblPrEx/></w:tblPrExChange>"
                f"</w:tblPrEx>{cell('one', f'<w:cellIns {BY}/>')}{cell('two')}</w:tr>"
            )
            + "<w:p>",
        ),
    ],
)
def test_who_changed_what_stays_behind(tmp_path: Path, part: str, old: str, new: str) -> None:
    """In the styles, the lists, the header and the footer."""
    assert "Clerk" not in Made(tmp_path, **{part: (old, new)}).everything


def test_what_was_struck_out_is_gone_and_what_was_put_in_stays(tmp_path: Path) -> None:
    """Words, as Word keeps them until somebody accepts."""
    gone = f"<w:del {BY}>{run('Old name', 'delText')}</w:del>"
    moved = f"<w:moveFrom {BY}>{run('Elsewhere')}</w:moveFrom>"
    put_in = f"<w:ins {BY}>{run('New name')}</w:ins>"
    made = Made(tmp_path, header=in_front(f"<w:p>{gone}{put_in}{moved}</w:p>"))
    assert made.word_lines()[0] == "New name"
    assert "New name" in made.pdf.artifact_text(1)
    for word in ("Old name", "Elsewhere", "Clerk"):
        assert word not in made.everything


def test_a_struck_out_cell_is_gone_with_its_column(tmp_path: Path) -> None:
    """Neither format prints it, and what is beside it keeps its width."""
    struck = f"<w:cellDel {BY}/>"
    rows = [f"<w:tr>{cell('Old', struck)}{cell(text)}</w:tr>" for text in ("Street", "Town")]
    made = Made(tmp_path, header=in_front(table(*rows)))
    assert made.word_lines()[:2] == ["Street", "Town"]
    assert "Old" not in made.everything
    assert made.parts[HEADER].count(b"<w:gridCol ") == 1


def test_a_row_of_struck_out_cells_is_gone(tmp_path: Path) -> None:
    """A row must hold a cell, so one without any goes."""
    struck = f"<w:cellDel {BY}/>"
    rows = f"<w:tr>{cell('Old', struck)}</w:tr><w:tr>{cell('Street')}</w:tr>"
    made = Made(tmp_path, header=in_front(table(rows, columns=1)))
    assert made.parts[HEADER].count(b"<w:tr>") == 1


def test_a_struck_out_cell_is_gone_wherever_it_stands(tmp_path: Path) -> None:
    """Behind a table in a cell that goes too, and in a control."""
    struck = f"<w:cellDel {BY}/>"
    inner = table(f"<w:tr>{cell('Old inner')}</w:tr>", columns=1)
    nested = cell("Old outer", struck).replace("<w:p>", f"{inner}<w:p>")
    first = table(f"<w:tr>{nested}{cell('Street')}</w:tr>")
    second = table(f"<w:tr>{cell('Old second', struck)}{cell('Town')}</w:tr>")
    control = f"<w:sdt><w:sdtContent>{cell('Old held', struck)}</w:sdtContent></w:sdt>"
    third = table(f"<w:tr>{control}{cell('Land')}</w:tr>")
    made = Made(tmp_path, header=in_front(f"{first}<w:p/>{second}<w:p/>{third}"))
    assert "Old" not in made.everything
    assert [text for text in made.word_lines() if text][:3] == ["Street", "Town", "Land"]


@pytest.mark.parametrize("span", ["300000000", "9" * 5000])
def test_a_cell_over_absurdly_many_columns_is_no_fault_of_the_program(
    tmp_path: Path, span: str
) -> None:
    """It is refused in a sentence that names it, and takes no room before that."""
    mark = f'<w:gridSpan w:val="{span}"/><w:cellDel {BY}/>'
    rows = f"<w:tr>{cell('Old', mark)}{cell('Street')}</w:tr>"
    with pytest.raises(HouseError, match="val of gridSpan"):
        Made(tmp_path, header=in_front(table(rows)))


@pytest.mark.parametrize("kept", [["Street"], []])
def test_a_struck_out_row_is_gone(tmp_path: Path, kept: list[str]) -> None:
    """No empty row stays, and no table without rows."""
    mark = f"<w:trPr><w:del {BY}/></w:trPr>"
    rows = [f"<w:tr>{cell(text)}</w:tr>" for text in kept] + [f"<w:tr>{mark}{cell('Old')}</w:tr>"]
    made = Made(tmp_path, header=in_front(table(*rows, columns=1)))
    assert made.parts[HEADER].count(b"<w:tr>") == len(kept)
    assert made.parts[HEADER].count(b"<w:tbl>") == len(kept)
    assert "Old" not in made.everything


def test_a_struck_out_end_of_a_paragraph_joins_it_to_the_next(tmp_path: Path) -> None:
    """As Word does it: the words stand in the paragraph that is left."""
    mark = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    xml = f"<w:p>{mark}{run('Institute ')}</w:p><w:p>{mark}</w:p><w:p>{run('of Roads')}</w:p>"
    made = Made(tmp_path, header=in_front(xml))
    assert made.word_lines()[0] == "Institute of Roads"


def test_a_control_goes_only_with_all_that_it_held(tmp_path: Path) -> None:
    """A paragraph whose end is struck out leaves what else stands in the same control."""
    struck = f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('Institute ')}</w:p>"
    kept = f"<w:p>{run('of Roads')}</w:p>"
    control = f"<w:sdt><w:sdtContent>{struck}{kept}</w:sdtContent></w:sdt>"
    made = Made(tmp_path, header=in_front(control))

    assert made.word_lines()[0] == "Institute of Roads"


def test_the_page_is_the_one_after_the_change(tmp_path: Path) -> None:
    """The old section stands within the new one."""
    old = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="900"/>'
    change = f"<w:sectPrChange {BY}><w:sectPr>{old}</w:sectPr></w:sectPrChange>"
    made = Made(tmp_path, body=("</w:sectPr>", f"{change}</w:sectPr>"))
    assert [float(edge) for edge in made.pdf.pdf.pages[1].MediaBox] == [0, 0, 595.3, 841.9]
    assert b'<w:pgSz w:w="11906" w:h="16838"' in made.parts[BODY]
    assert "Clerk" not in made.everything


def test_words_around_a_comment_in_the_xml_stay(tmp_path: Path) -> None:
    """What a program wrote between them is no part of the text."""
    made = Made(tmp_path, header=in_front(f"<w:p>{run('Institute <!-- Clerk -->of Roads')}</w:p>"))
    assert made.word_lines()[0] == "Institute of Roads"
    assert "Clerk" not in made.everything
