"""The house's own header and footer stand in both formats, with the pack's words in them."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import docx
import page as validation
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from msgspec.structs import replace
from PIL import Image

from tests.render.made import AS_AT, MARKING, MM, TITLE, Made, images, short_pack
from tests.render.sample import every_block
from tests.render.third_party import (
    EXIF_OWNER,
    add_field,
    letterhead,
    put_logo,
    set_free,
)
from tests.render.word_files import W, ministry

if TYPE_CHECKING:
    from pathlib import Path


def test_the_houses_own_words_stand_in_both_formats(tmp_path: Path) -> None:
    """The name in a letterhead and the address in its footer are kept, with their looks."""
    document = letterhead()
    name = document.sections[0].header.paragraphs[0].add_run("Institute of Roads")
    name.font.size, name.font.bold, name.font.color.rgb = Pt(15), True, RGBColor(0, 80, 120)
    document.sections[0].footer.paragraphs[0].add_run("1 Long Street, Astana")
    made = Made(document, tmp_path)

    assert "Institute of Roads" in made.word_lines("header1")
    assert "1 Long Street, Astana" in made.word_lines("footer1")
    for page in range(len(made.pdf.pdf.pages)):
        assert "Institute of Roads" in made.pdf_lines(page)
        assert "1 Long Street, Astana" in made.pdf_lines(page)
    assert "005078" in {line.color for line in made.pdf.lines if line.size == 15}
    assert "Institute of Roads" not in made.pdf.tree().text()


def test_what_the_house_has_no_place_for_is_added(tmp_path: Path) -> None:
    """The marking at the top and the foot, the title, the day and the page numbers."""
    made = Made(letterhead(), tmp_path)
    assert made.word_lines("header1") == [MARKING, TITLE]
    assert made.word_lines("footer1") == [f"{AS_AT}Page 1 of 1", MARKING]
    pages = len(made.pdf.pdf.pages)
    assert made.pdf_lines(1)[-5:] == [
        *(MARKING.upper(), TITLE),
        *(AS_AT, f"Page 2 of {pages}", MARKING.upper()),
    ]


def test_the_cover_has_what_the_house_has_and_nothing_added_but_the_marking(tmp_path: Path) -> None:
    """A house that knows no first page shows its letterhead on the cover too."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Institute of Roads")
    made = Made(document, tmp_path)
    assert made.word_lines("header2") == [MARKING, "Institute of Roads"]
    assert made.word_lines("footer2") == [MARKING]
    assert made.pdf_lines(0) == [MARKING.upper(), "Institute of Roads", MARKING.upper()]


def test_fields_of_the_house_are_the_place_for_title_and_page(tmp_path: Path) -> None:
    """TITLE, PAGE and NUMPAGES: what Word's own menus put there."""
    document = letterhead()
    section = document.sections[0]
    add_field(section.header.paragraphs[0], "TITLE \\* MERGEFORMAT", "Old title")
    foot = section.footer.paragraphs[0]
    foot.add_run("Sheet ")
    add_field(foot, "PAGE")
    foot.add_run(" / ")
    add_field(foot, "NUMPAGES", "9")
    made = Made(document, tmp_path)

    assert made.word_lines("header1") == [MARKING, TITLE]
    assert made.word_lines("footer1")[0] == "Sheet 1 / 1"
    assert b'<w:t xml:space="preserve">Sheet </w:t>' in made.parts["word/footer1.xml"]
    assert "Old title" not in str(made.parts)
    pages = len(made.pdf.pdf.pages)
    assert f"Sheet 3 / {pages}" in "".join(made.pdf_lines(2))
    assert "Page 3 of" not in "".join(made.pdf_lines(2))
    assert AS_AT in made.pdf_lines(2)
    assert TITLE in made.pdf_lines(0)


def test_words_own_control_for_the_title_is_a_place_for_it(tmp_path: Path) -> None:
    """Insert, Quick Parts, Document Property, Title: no developer's tab is needed."""
    document = letterhead()
    header = document.sections[0].header
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Title"/><w:dataBinding '
        'w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{0}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:rPr><w:i/></w:rPr><w:t>Their report</w:t></w:r></w:sdtContent>"
        "</w:sdt>"
    )
    header.paragraphs[0]._p.append(control)
    made = Made(document, tmp_path)
    assert made.word_lines("header1") == [MARKING, TITLE]
    assert made.word("header1").find(f"{W}p[2]/{W}r/{W}rPr/{W}i") is not None


def test_a_field_that_nobody_can_keep_is_left_out_and_told(tmp_path: Path) -> None:
    """FILENAME would print a path of somebody's machine."""
    document = letterhead()
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Kept ")
    add_field(foot, "FILENAME \\p", "C:\\Users\\somebody\\x.docx")
    made = Made(document, tmp_path)
    assert "somebody" not in str(made.parts)
    assert "Kept" in [line.strip() for line in made.pdf_lines(1)]
    assert "the field FILENAME in its header or footer was left out" in made.house.remarks


def test_a_sign_that_no_face_has_is_told(tmp_path: Path) -> None:
    """Those of the house's own words too: in the PDF a sign of a missing letter stands there."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("Посольство 大使馆 سفارت")
    [told] = [one for one in Made(document, tmp_path).house.remarks if "no letter" in one]
    assert "大 使 馆" in told
    assert "П" not in told


def test_a_logo_is_drawn_in_both_formats(tmp_path: Path) -> None:
    """In the line of text, at its size; in the PDF it is an artifact with its clear parts clear."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0], width=40)
    made = Made(document, tmp_path)

    for page in images(made.pdf_data):
        [(width, _, _, height, x, _)] = page
        assert (width, height) == pytest.approx((40 * MM, 20 * MM), abs=0.1)
        assert x == pytest.approx(made.house.margin_left, abs=0.1)
    [image] = made.pdf.pdf.pages[0].get_images().values()
    assert (int(image.Width), int(image.Height)) == (240, 120)
    assert set(image.SMask.read_bytes()) == {0, 255}
    assert "/Artifact<</Type/Pagination/Subtype/Header" in str(
        made.pdf.pdf.pages[0].Contents.read_bytes().split(b" cm /I1 Do")[0][-120:]
    )
    assert made.parts["word/media/image1.png"][:4] == b"\x89PNG"
    assert b"r:embed" in made.parts["word/header1.xml"]


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpeg"), ("GIF", "png"), ("TIFF", "png")])
def test_a_picture_is_made_anew_so_that_nothing_hides_in_it(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    """The owner in a photograph's EXIF, thumbnails, and the name of the file stay at home."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0], kind)
    made = Made(document, tmp_path)
    data = made.parts[f"word/media/image1.{suffix}"]
    assert EXIF_OWNER.encode() not in data
    assert EXIF_OWNER.encode() not in made.pdf_data
    with Image.open(io.BytesIO(data)) as image:
        assert image.getexif() == {}
        assert image.convert("RGB").getpixel((10, 10))[1] == pytest.approx(120, abs=3)
    assert images(made.pdf_data)[1]


def test_a_logo_stands_behind_the_words_before_it(tmp_path: Path) -> None:
    """A logo in the line of text keeps its place in it, in both formats."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Before ")
    put_logo(header, width=20)
    header.add_run(" behind")
    made = Made(document, tmp_path)
    [[_, _, _, _, left, *_]] = images(made.pdf_data)[1]
    before, behind = (
        next(line for line in made.pdf.lines if line.page == 1 and line.text.strip() == text)
        for text in ("Before", "behind")
    )
    assert before.x < left < behind.x
    assert left + 20 * MM == pytest.approx(behind.x, abs=6)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_pdf_with_a_logo_is_still_accessible_and_archival(tmp_path: Path, kind: str) -> None:
    """PDF/UA-1 and PDF/A-2a, also where the picture has clear parts."""
    document = letterhead()
    put_logo(document.sections[0].header.paragraphs[0], kind)
    path = tmp_path / "pack.pdf"
    path.write_bytes(Made(document, tmp_path).pdf_data)
    for profile in ("ua1", "2a"):
        result = validation.validate_pdf(str(path), profile=profile)
        assert [failure.message for failure in result.failures] == []


def test_left_and_right_pages_may_differ(tmp_path: Path) -> None:
    """Even pages have the header the house made for them."""
    document = letterhead()
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.header.paragraphs[0].add_run("Right")
    section.even_page_header.paragraphs[0].add_run("Left")
    made = Made(document, tmp_path)
    assert ["Left" in made.pdf_lines(page) for page in range(4)] == [False, True, False, True]
    assert ["Right" in made.pdf_lines(page) for page in range(4)] == [True, False, True, False]
    assert "Left" in made.word_lines("header3")


def test_tab_stops_put_words_where_the_house_wants_them(tmp_path: Path) -> None:
    """Left, middle and right, as Word's own header style has it."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("left\tmiddle\tright")
    made = Made(document, tmp_path)
    placed = {line.text: line for line in made.pdf.lines if line.page == 1}
    left = made.house.margin_left
    assert placed["left"].x == pytest.approx(left, abs=0.1)
    middle = (placed["middle"].x + placed["middle"].right) / 2
    assert middle == pytest.approx(left + 234, abs=0.1)
    assert placed["right"].right == pytest.approx(left + 468, abs=0.1)


def test_a_table_holds_logo_and_address_side_by_side(tmp_path: Path) -> None:
    """Letterheads are often tables; ground and lines are drawn."""
    document = letterhead()
    table = document.sections[0].header.add_table(1, 2, Mm(150))
    put_logo(table.cell(0, 0).paragraphs[0], width=30)
    words = table.cell(0, 1).paragraphs[0]
    words.add_run("Institute of Roads")
    words.alignment = 2
    table.cell(0, 1)._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="AA00BB"/>')
    )
    made = Made(document, tmp_path)
    [(_, _, _, _, x, _)] = images(made.pdf_data)[1]
    assert x == pytest.approx(made.house.margin_left + 5.4, abs=0.1)
    [name] = [line for line in made.pdf.lines if line.page == 1 and line.text.startswith("Inst")]
    assert name.right == pytest.approx(made.house.margin_left + 150 * MM - 5.4, abs=0.1)
    assert "AA00BB" in {fill.color for fill in made.pdf.fills if fill.page == 1}


@pytest.mark.parametrize(
    ("across", "down", "place"),
    [
        (
            '<wp:positionH relativeFrom="page"><wp:posOffset>360000</wp:posOffset></wp:positionH>',
            '<wp:positionV relativeFrom="page"><wp:posOffset>720000</wp:posOffset></wp:positionV>',
            (10 * MM, 20 * MM),
        ),
        (
            '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>',
            '<wp:positionV relativeFrom="page"><wp:align>top</wp:align></wp:positionV>',
            (612 - 90 - 40 * MM, 0.0),
        ),
    ],
)
def test_a_picture_that_stands_free_is_where_the_house_put_it(
    tmp_path: Path, across: str, down: str, place: tuple[float, float]
) -> None:
    """Word measures from the page, the margin or the paragraph."""
    document = letterhead()
    header = document.sections[0].header.paragraphs[0]
    put_logo(header, width=40)
    set_free(header, across, down)
    made = Made(document, tmp_path)
    [(_, _, _, height, x, y)] = images(made.pdf_data)[1]
    assert (x, made.house.page_height - y - height) == pytest.approx(place, abs=0.1)
    assert b"wp:anchor" in made.parts["word/header1.xml"]


def test_the_words_of_a_text_box_are_kept_and_a_watermark_is_not(tmp_path: Path) -> None:
    """Both formats say the same; what cannot be carried is told."""
    document = letterhead()
    paragraph = document.sections[0].header.paragraphs[0]
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    boxed = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    for inside in (f"<v:textbox>{boxed}</v:textbox>", '<v:textpath string="SPECIMEN"/>'):
        shape = f"<v:shape>{inside}</v:shape>"
        xml = f"<w:r {nsdecls('w')} {vml}><w:pict>{shape}</w:pict></w:r>"
        paragraph._p.append(parse_xml(xml))
    made = Made(document, tmp_path)
    assert "In a box" in made.word_lines("header1")
    assert "In a box" in made.pdf_lines(1)
    assert "SPECIMEN" not in str(made.parts)
    told = [remark for remark in made.house.remarks if "header or footer" in remark]
    assert ["watermark" in remark for remark in told] == [False, True]


def test_a_drawn_text_box_is_unpacked_and_a_drawn_shape_goes(tmp_path: Path) -> None:
    """As Word has drawn them since 2010; neither stays as a drawing that one format would lack."""
    document = letterhead()
    paragraph = document.sections[0].header.paragraphs[0]
    boxed = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    kind = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    for inside in (f"<wps:txbx>{boxed}</wps:txbx>", ""):
        shape = f'<wps:wsp xmlns:wps="{kind}">{inside}<wps:bodyPr/></wps:wsp>'
        data = f'<a:graphic><a:graphicData uri="{kind}">{shape}</a:graphicData></a:graphic>'
        extent = '<wp:extent cx="900000" cy="300000"/><wp:docPr id="9" name="Shape"/>'
        xml = f"<w:r {nsdecls('w', 'wp', 'a')}><w:drawing><wp:inline>{extent}{data}"
        paragraph._p.append(parse_xml(f"{xml}</wp:inline></w:drawing></w:r>"))
    made = Made(document, tmp_path)

    assert "In a box" in made.word_lines("header1")
    assert "In a box" in made.pdf_lines(1)
    assert b"<w:drawing" not in made.parts["word/header1.xml"]


def test_a_section_without_a_header_goes_on_with_the_one_before(tmp_path: Path) -> None:
    """As Word links sections to the previous one."""
    document = letterhead()
    document.sections[0].header.paragraphs[0].add_run("From the first section")
    document.add_section()
    made = Made(document, tmp_path)
    assert "From the first section" in made.pdf_lines(1)
    assert "From the first section" in made.word_lines("header1")


def test_rules_above_and_under_a_header_are_drawn(tmp_path: Path) -> None:
    """Paragraph borders of the house's header."""
    document = letterhead()
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.add_run("Ruled")
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="16" w:color="336699"/>'
            '<w:bottom w:val="single" w:sz="8" w:color="993366"/></w:pBdr>'
        )
    )
    made = Made(document, tmp_path)
    drawn = {fill.color: fill.height for fill in made.pdf.fills if fill.page == 1}
    assert (drawn["336699"], drawn["993366"]) == (2, 1)


def test_changed_words_in_the_bundled_header_show_in_both_formats(tmp_path: Path) -> None:
    """Edit a copy of a house we ship and both outputs follow."""
    document = docx.Document(str(ministry()))
    document.sections[0].header.paragraphs[1].insert_paragraph_before("Ministry of Commerce")
    made = Made(document, tmp_path)
    assert made.word_lines("header1") == [MARKING, "Ministry of Commerce", TITLE]
    assert "Ministry of Commerce" in made.pdf_lines(1)


def test_a_draft_says_so_in_any_house(tmp_path: Path) -> None:
    """The word stands once in each header and each footer."""
    pack = short_pack()
    pack = replace(pack, furniture=replace(pack.furniture, draft="DRAFT"))
    made = Made(letterhead(), tmp_path, pack)
    for part in ("header1", "header2", "footer1", "footer2"):
        assert "".join(made.word_lines(part)).count("DRAFT") == 1
    for page in range(3):
        assert "".join(made.pdf_lines(page)).count("DRAFT") == 2


def test_what_is_the_same_on_every_page_is_in_the_file_once(tmp_path: Path) -> None:
    """Pages call it by name, and still say it where a reader looks, as no part of the text."""
    made = Made(letterhead(), tmp_path, every_block(table_rows=120, paragraphs=30))
    pages = made.pdf.pdf.pages
    calls = [b" Do" in page.Contents.read_bytes() for page in pages]

    assert calls.count(True) >= len(pages) - 4
    for number in range(2, len(pages)):
        said = made.pdf_lines(number)
        assert MARKING in said
        assert any(f"Page {number + 1} of {len(pages)}" in text for text in said)
    (tmp_path / "pack.pdf").write_bytes(made.pdf_data)
    done = subprocess.run(
        ["pdftotext", str(tmp_path / "pack.pdf"), "-"], capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().count(MARKING) >= len(pages)
    for profile in ("ua1", "2a"):
        assert validation.validate_pdf(str(tmp_path / "pack.pdf"), profile=profile).is_compliant
