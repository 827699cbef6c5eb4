"""Fields, controls and links of a header or footer, however a program writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from briefgen.render.house_file.reader import read_house
from tests.render.remade_house import FOOTER, Made, in_front, run
from tests.render.word_files import W, changed_house

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS = "word/_rels/footer1.xml.rels"


def field(instruction: str, shown: str = "7") -> str:
    """A field as Word writes it, in five runs."""
    signs = {kind: f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")}
    return (
        f"<w:r>{signs['begin']}</w:r>{run(instruction, 'instrText')}"
        f"<w:r>{signs['separate']}</w:r>{run(shown)}<w:r>{signs['end']}</w:r>"
    )


def in_footer(folder: Path, runs: str) -> Made:
    """Both formats with a paragraph of ``runs`` first in the footer."""
    return Made(folder, footer=in_front(f"<w:p>{runs}</w:p>"))


def pdf_line(made: Made) -> str:
    """What stands in the PDF's footer on page 2, before the house's own lines."""
    return "".join(made.pdf.artifact_text(1)).partition("Information as at")[0]


@pytest.mark.parametrize("shown", ["", "<w:t>7</w:t>"])
def test_a_field_in_one_run_loses_no_words_after_it(tmp_path: Path, shown: str) -> None:
    """Some programs write all signs of a field into one run; its look is that of all."""
    one = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Sheet </w:t>"
        '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        f'<w:fldChar w:fldCharType="separate"/>{shown}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = in_footer(tmp_path, f"{one}{run(' of ours')}{one.replace('PAGE', 'NUMPAGES')}")
    assert made.word_lines(FOOTER)[0] == "Sheet 1 of oursSheet 1"
    pages = len(made.pdf.pdf.pages)
    assert pdf_line(made).endswith(f"Sheet 2 of oursSheet {pages}")
    fields = etree.fromstring(made.parts[FOOTER]).findall(f"{W}p[1]/{W}fldSimple")
    assert [found.get(f"{W}instr") for found in fields] == ["PAGE", "NUMPAGES"]
    assert all(found.find(f"{W}r/{W}rPr/{W}b") is not None for found in fields)


@pytest.mark.parametrize(
    "instruction", ["PAGE\\* MERGEFORMAT", "\tpage\t\\* Arabic", " PAGE\n", 'PAGE \\*"CHARFORMAT"']
)
def test_a_page_number_is_one_whatever_stands_around_its_name(
    tmp_path: Path, instruction: str
) -> None:
    """No space, a tab, a line break, a switch that changes no sign."""
    made = in_footer(tmp_path, run("Sheet ") + field(instruction))
    assert made.word_lines(FOOTER)[0] == "Sheet 1"
    assert pdf_line(made).endswith("Sheet 2")
    assert made.remarks == ()


def test_a_page_number_in_other_signs_is_told(tmp_path: Path) -> None:
    """Both formats count 1, 2, 3."""
    made = in_footer(tmp_path, field("PAGE \\* ROMAN \\* MERGEFORMAT", "I"))
    assert made.remarks == ("its page numbers are set as 1, 2, 3 and not as ROMAN asks",)


@pytest.mark.parametrize(
    "instruction",
    [
        'HYPERLINK \\o "tip" "https://example.org/"',
        'HYPERLINK "https://example.org/" \\t "_blank" \\n',
        'HYPERLINK"https://example.org/"',
        "HYPERLINK \u201cmailto:office@example.org\u201d",
        'HYPERLINK "" \\l "part"',
        'HYPERLINK "tel:+9251000000"',
    ],
)
def test_a_link_that_leads_nowhere_unsafe_is_let_in(tmp_path: Path, instruction: str) -> None:
    """Its switches may stand before its address; the words of the link are kept."""
    made = in_footer(tmp_path, field(instruction, "our pages"))
    assert made.word_lines(FOOTER)[0] == "our pages"
    assert pdf_line(made).endswith("our pages")


def control(content: str, properties: str = "<w:showingPlcHdr/>") -> str:
    """A content control that shows what to type into it."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_what_asks_to_be_typed_over_is_left_out(tmp_path: Path) -> None:
    """Nobody wants “Click or tap here” on every page."""
    asks = run("Click or tap here")
    made = Made(
        tmp_path,
        footer=in_front(
            f"<w:p>{run('Office')}{control(asks)}{control(run(' 5'), '<w:text/>')}</w:p>"
            f"{control(f'<w:p>{asks}</w:p>')}"
        ),
    )
    assert made.word_lines(FOOTER)[0] == "Office 5"
    assert "Click" not in made.everything


def with_link(folder: Path, target: str) -> Path:
    """A house with a link to ``target`` in its footer."""
    rels = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId9" Type="{OFFICE}/hyperlink" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    link = f'<w:hyperlink r:id="rId9" w:tooltip="Ask A. Clerk">{run("Call us")}</w:hyperlink>'
    paragraph = f"<w:p>{link}</w:p>"
    return changed_house(folder, add={RELS: rels.encode()}, swap={FOOTER: in_front(paragraph)})


def test_a_telephone_in_the_footer_keeps_its_words_without_a_link(tmp_path: Path) -> None:
    """http, https and mailto alone may lead out of a pack (O8)."""
    made = Made.of(read_house(with_link(tmp_path, "tel:+9251000000")))
    assert made.word_lines(FOOTER)[0] == "Call us"
    assert b"hyperlink" not in made.parts[FOOTER]
    assert RELS not in made.parts
    assert "Call us" in pdf_line(made)
    assert [remark for remark in made.remarks if "telephone" in remark]


def test_a_link_to_a_bookmark_keeps_its_words_alone(tmp_path: Path) -> None:
    """The bookmark is not taken along, and its name may tell of a person."""
    link = f'<w:hyperlink w:anchor="ClerksMark" w:history="1">{run("See above")}</w:hyperlink>'
    made = in_footer(tmp_path, link)
    assert made.word_lines(FOOTER)[0] == "See above"
    assert "ClerksMark" not in made.everything
    assert b"hyperlink" not in made.parts[FOOTER]


def test_a_mail_address_in_the_footer_is_kept_without_its_tip(tmp_path: Path) -> None:
    """What is shown when a pointer rests on a link is not printed."""
    made = Made.of(read_house(with_link(tmp_path, "mailto:office@example.org")))
    assert b"mailto:office@example.org" in made.parts[RELS]
    assert b"hyperlink" in made.parts[FOOTER]
    assert "Clerk" not in made.everything
    assert made.remarks == ()
