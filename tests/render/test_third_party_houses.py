"""Any sane Word file is a house: its page, type, header, footer and logo, and nothing else."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx.shared import Mm
from lxml import etree
from msgspec.structs import replace

from briefgen.errors import HouseError
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.third_party import add_field, letterhead, put_logo, saved, set_body
from tests.render.word_files import W, parts_of, zipped
from tests.render.word_lint import lint

LIBREOFFICE = Path(__file__).parent / "houses" / "libreoffice.docx"
MAIN = "wordprocessingml.document.main+xml"
SPACE = f'xmlns:w="{W[1:-1]}"'
MILLIMETRE = 72 / 25.4


def rich_letterhead(folder: Path) -> Path:
    """A letterhead with a logo, fields, a second section and all that editing leaves behind."""
    document = letterhead()
    document.core_properties.last_modified_by = "Somebody Else"
    document.core_properties.created = datetime(2019, 1, 1, tzinfo=UTC)
    header = document.sections[0].header.paragraphs[0]
    put_logo(header, "JPEG")
    header.add_run("\tInstitute of Roads")
    add_field(document.sections[0].footer.paragraphs[0], "PAGE")
    document.add_comment(document.paragraphs[0].runs, text="Secret remark", author="Somebody")
    return saved(document, folder)


def as_template(path: Path) -> Path:
    """The same file as a Word template."""
    parts = parts_of(path.read_bytes())
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(
        MAIN, "wordprocessingml.template.main+xml"
    ).encode()
    made = path.with_suffix(".dotx")
    made.write_bytes(zipped(parts))
    return made


def in_other_words(path: Path, spelling: str) -> Path:
    """The same file, its headers and footers under another prefix than w, or under none."""
    parts = parts_of(path.read_bytes())
    for name, data in parts.items():
        if name.startswith(("word/header", "word/footer")):
            text = data.decode().replace("<w:", f"<{spelling}").replace("</w:", f"</{spelling}")
            declared = f"xmlns{':' if spelling else ''}{spelling.rstrip(':')}"
            parts[name] = text.replace("xmlns:w=", f'{declared}="{W[1:-1]}" xmlns:w=', 1).encode()
            if spelling == "x:":  # and nothing else
                text = text.replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=")
                parts[name] = text.encode()
    made = path.with_name("spelled.docx")
    made.write_bytes(zipped(parts))
    return made


@pytest.mark.parametrize("language", ["en-GB", "ur"])
@pytest.mark.parametrize("spelling", ["", "y:", "x:"])
def test_its_header_may_be_spelled_in_any_prefix(
    tmp_path: Path, spelling: str, language: str
) -> None:
    """Word writes w, other programs write others, and some declare two for one thing."""
    path = rich_letterhead(tmp_path)
    pack = replace(every_block(table_rows=4, paragraphs=2), language=language)
    usual = parts_of(write_docx(pack, read_house(path), {}))

    made = parts_of(write_docx(pack, read_house(in_other_words(path, spelling)), {}))

    assert made.keys() == usual.keys()
    for name in made:
        if name.startswith(("word/header", "word/footer")):
            told = [etree.fromstring(parts[name]).itertext() for parts in (made, usual)]
            assert "".join(told[0]) == "".join(told[1])


@pytest.mark.parametrize("kind", ["docx", "dotx", "libreoffice"])
def test_its_header_and_logo_go_along_and_its_people_do_not(tmp_path: Path, kind: str) -> None:
    """Author, dates, comments, custom properties, thumbnail and the words of its body stay."""
    path = LIBREOFFICE if kind == "libreoffice" else rich_letterhead(tmp_path)
    house = read_house(as_template(path) if kind == "dotx" else path)
    pack = every_block(table_rows=4, paragraphs=2)
    data = write_docx(pack, house, {})
    parts = parts_of(data)

    assert lint(data) == []
    everything = b"".join(parts.values())
    for word in (b"Somebody", b"Secret remark", b"never printed", b"python-docx", b"LibreOffice"):
        assert word not in everything
    for name in ("docProps/thumbnail.jpeg", "docProps/custom.xml", "word/comments.xml"):
        assert name not in parts
    assert [name for name in parts if name.startswith("word/media/")]
    assert b"Institute of Roads" in parts["word/header1.xml"]
    checked = tmp_path / "checked.docx"
    checked.write_bytes(data)
    audit = pytest.importorskip("openxml_audit", reason="the validator is not installed")
    assert [str(error) for error in audit.OpenXmlValidator().validate(str(checked)).errors] == []

    pdf = ReadPdf(write_pdf(pack, house).data)
    assert "Institute of Roads" in pdf.artifact_text(1)
    assert len(list(pdf.pdf.pages[1].get_images())) == 1
    assert pdf.artifact_text(1).count(pack.furniture.marking.upper()) == 2


def test_its_page_is_the_page_of_both_formats(tmp_path: Path) -> None:
    """Letter paper, narrow margins, as the house has them."""
    document = letterhead()
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(18)
    house = read_house(saved(document, tmp_path))
    pack = every_block(table_rows=4, paragraphs=2)
    pdf = ReadPdf(write_pdf(pack, house).data)
    assert [float(edge) for edge in pdf.pdf.pages[0].MediaBox] == [0, 0, 612, 792]
    first = min(line.x for line in pdf.lines if line.mark is not None)
    assert first == pytest.approx(18 * MILLIMETRE, abs=0.1)
    body = parts_of(write_docx(pack, house, {}))["word/document.xml"]
    assert b'w:w="12240"' in body
    assert b'w:left="1020"' in body


def test_margins_that_are_exact_give_way_to_what_is_added_to_the_header(tmp_path: Path) -> None:
    """Word would let the text run into the marking; in both formats the header pushes it down."""
    document = letterhead()
    section = document.sections[0]
    section.header.paragraphs[0].add_run("Ministry of Exact Margins")
    section.top_margin = section.bottom_margin = Mm(-25)
    house = read_house(saved(document, tmp_path))
    assert house.margin_top == pytest.approx(25 * MILLIMETRE, abs=0.1)
    parts = parts_of(write_docx(every_block(table_rows=4, paragraphs=2), house, {}))
    margins = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}pgMar"))
    assert margins
    for margin in margins:
        assert (margin.get(f"{W}top"), margin.get(f"{W}bottom")) == ("1417", "1417")


def test_a_font_of_its_theme_that_cannot_be_embedded_is_told_and_replaced(tmp_path: Path) -> None:
    """Both formats show one face, wherever they are opened."""
    house = read_house(saved(letterhead(), tmp_path))
    assert {style.font for style in house.styles.values()} == {"Noto Sans"}
    assert (
        "it uses Calibri, Cambria, which cannot be embedded: Noto Sans stands in "
        "(Noto Sans and FiraGO travel with a pack)"
    ) in (house.remarks)
    parts = parts_of(write_docx(every_block(table_rows=1, paragraphs=1), house, {}))
    everything = b"".join(parts[name] for name in parts if name.endswith(".xml"))
    assert b"Calibri" not in everything
    assert b"minorHAnsi" not in everything


def test_a_font_that_we_carry_is_kept(tmp_path: Path) -> None:
    """FiraGO is embedded as itself."""
    document = letterhead()
    set_body(document, "FiraGO", 11)
    house = read_house(saved(document, tmp_path))
    assert house.styles["Body Text"].font == "FiraGO"


def test_a_size_changed_in_the_house_changes_in_both_formats(tmp_path: Path) -> None:
    """Edit a style and everything in it follows."""
    document = letterhead()
    set_body(document, "Noto Sans", 13)
    house = read_house(saved(document, tmp_path))
    pack = every_block(table_rows=1, paragraphs=2)
    pdf = ReadPdf(write_pdf(pack, house).data)
    assert b" 13 Tf" in pdf.pdf.pages[2].Contents.read_bytes()
    styles = parts_of(write_docx(pack, house, {}))["word/styles.xml"]
    assert b'<w:sz w:val="26"/>' in styles


def test_the_same_house_gives_the_same_bytes(tmp_path: Path) -> None:
    """Pictures made anew do not differ from run to run."""
    path = rich_letterhead(tmp_path)
    pack = every_block(table_rows=2, paragraphs=1)
    first, second = (read_house(path) for _ in range(2))
    assert write_docx(pack, first, {}) == write_docx(pack, second, {})
    assert write_pdf(pack, first).data == write_pdf(pack, second).data


def test_a_thumbnail_and_custom_properties_are_dropped(tmp_path: Path) -> None:
    """T12, D2: the house may have them; a pack never does."""
    path = rich_letterhead(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("docProps/custom.xml", "<Properties/>")
        archive.writestr("customXml/item9.xml", "<secret/>")
    parts = parts_of(write_docx(every_block(table_rows=1, paragraphs=1), read_house(path), {}))
    assert "docProps/thumbnail.jpeg" in parts_of(path.read_bytes())
    assert not [name for name in parts if "thumbnail" in name or "custom.xml" in name]
    assert b"<secret/>" not in b"".join(parts.values())


def test_a_file_without_a_single_style_is_refused(tmp_path: Path) -> None:
    """A house is its styles, so an empty list of them is none."""
    path = saved(letterhead(), tmp_path)
    parts = parts_of(path.read_bytes())
    parts["word/styles.xml"] = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    path.write_bytes(zipped(parts))
    with pytest.raises(HouseError, match="cannot be made out"):
        read_house(path)


@pytest.mark.parametrize(
    "columns",
    [
        '<w:cols w:num="2" w:space="425" w:sep="1"/>',
        '<w:cols w:equalWidth="0"><w:col w:w="3000" w:space="400"/><w:col w:w="5000"/></w:cols>',
    ],
)
def test_a_house_in_columns_makes_a_pack_in_one_and_is_told(tmp_path: Path, columns: str) -> None:
    """Both formats agree, and a section without columns of its own has one."""
    path = saved(letterhead(), tmp_path)
    parts = parts_of(path.read_bytes())
    body = etree.fromstring(parts["word/document.xml"])
    [old] = body.iter(f"{W}cols")
    old.getparent().replace(old, etree.fromstring(columns.replace("w:cols", f"w:cols {SPACE}", 1)))
    parts["word/document.xml"] = etree.tostring(body)
    path.write_bytes(zipped(parts))

    house = read_house(path)
    assert "its text stands in 2 columns: a pack has one, but for its contents" in house.remarks
    made = parts_of(write_docx(every_block(table_rows=1, paragraphs=1), house, {}))
    assert b"<w:sectPr>" in made["word/document.xml"]
    assert b"<w:cols" not in made["word/document.xml"]
