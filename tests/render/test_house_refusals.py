"""A house file may come by mail: what is unsafe or absurd is refused in one sentence."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import HouseError
from briefgen.render.house_file.reader import read_house
from tests.render.house_pictures import OFFICE, PACKAGE, with_picture
from tests.render.word_files import W, changed_house, ministry, parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

HEADER, BODY, STYLES = "word/header1.xml", "word/document.xml", "word/styles.xml"
RELS = "word/_rels/settings.xml.rels"


def refusal(path: Path) -> str:
    """The sentence with which ``path`` is refused; it names the file and ends like a sentence."""
    with pytest.raises(HouseError) as caught:
        read_house(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def relation(kind: str, target: str, name: str = RELS) -> dict[str, bytes]:
    """A relationships part with one that leads outside."""
    xml = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f"Target='{target}' TargetMode='External'/></Relationships>"
    )
    return {name: xml.encode()}


def in_header(xml: str) -> dict[str, tuple[str, str]]:
    """``xml`` put in front of the header's paragraphs."""
    return {HEADER: ("<w:p>", f"{xml}<w:p>")}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file is the user's to mend."""
    assert "no such file" in refusal(tmp_path / "none.docx")


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    """Any other file renamed to .docx."""
    path = tmp_path / "text.docx"
    path.write_bytes(b"Dear colleague,")
    assert "not a Word file" in refusal(path)


def test_a_cut_off_file_is_refused(tmp_path: Path) -> None:
    """A download that broke off."""
    path = tmp_path / "half.docx"
    path.write_bytes(ministry().read_bytes()[:-3000])
    assert "not a Word file" in refusal(path)


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    """A part whose checksum is wrong."""
    data = bytearray(ministry().read_bytes())
    data[data.index(b"word/styles.xml") + 200] ^= 0xFF
    path = tmp_path / "flipped.docx"
    path.write_bytes(bytes(data))
    assert "damaged" in refusal(path)


def test_a_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    """O7: Word wraps a protected file in an OLE container."""
    path = tmp_path / "secret.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    assert "password" in refusal(path)


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    """T16: no encryption flag on any entry."""
    data = bytearray(ministry().read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8 : entry + 10] = struct.pack("<H", 1)
    path = tmp_path / "flag.docx"
    path.write_bytes(bytes(data))
    assert "password" in refusal(path)


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/vbaData.xml",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
        "word/embeddings/Sheet.xlsx",
        "word/afchunk.htm",
    ],
)
def test_macros_and_embedded_objects_are_refused(tmp_path: Path, name: str) -> None:
    """T12: active parts are refused even where nothing refers to them."""
    assert "macro or an embedded object" in refusal(changed_house(tmp_path, add={name: b"x"}))


@pytest.mark.parametrize("kind_of_macro", ["document", "template"])
def test_a_macro_document_under_another_name_is_refused(tmp_path: Path, kind_of_macro: str) -> None:
    """T11: the content type tells a .docm or .dotm, not the suffix."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    suffix = "Template" if kind_of_macro == "template" else ""
    macro = f"application/vnd.ms-word.{kind_of_macro}.macroEnabled{suffix}.main+xml"
    path = changed_house(tmp_path, swap={"[Content_Types].xml": (kind, macro)})
    sentence = refusal(path)
    assert "file for macros" in sentence
    assert "“Word Document (*.docx)”" in sentence


def test_another_document_of_office_is_refused(tmp_path: Path) -> None:
    """T11: a workbook under the name of a document."""
    kind = "wordprocessingml.document.main"
    path = changed_house(tmp_path, swap={"[Content_Types].xml": (kind, "spreadsheetml.sheet.main")})
    assert "not a plain Word document" in refusal(path)


def test_a_strict_document_is_told_what_it_is(tmp_path: Path) -> None:
    """Saved as .docx it is one already: the sentence names the type to choose."""
    parts = parts_of(ministry().read_bytes())
    strict = "http://purl.oclc.org/ooxml"
    for name, data in parts.items():
        text = data.replace(OFFICE.encode(), f"{strict}/officeDocument/relationships".encode())
        parts[name] = text.replace(W[1:-1].encode(), f"{strict}/wordprocessingml/main".encode())
    path = tmp_path / "strict.docx"
    path.write_bytes(zipped(parts))
    sentence = refusal(path)
    assert "Strict Open XML Document" in sentence
    assert "“Word Document (*.docx)”" in sentence


def test_a_word_template_is_as_good_as_a_document(tmp_path: Path) -> None:
    """T11: a .dotx without macros is harmless."""
    path = changed_house(
        tmp_path, swap={"[Content_Types].xml": ("document.main+xml", "template.main+xml")}
    )
    assert read_house(path).styles["Heading 1"].size == 20


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        "<!DOCTYPE x>",
    ],
)
def test_a_doctype_in_any_part_is_refused(tmp_path: Path, prolog: str) -> None:
    """T9, T10: before any parser sees it."""
    path = changed_house(tmp_path, swap={HEADER: ("<w:hdr", f"{prolog}<w:hdr")})
    assert "damaged or unsafe" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7"])
def test_a_doctype_cannot_hide_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    """What the bytes do not show cannot be checked, so it is not let in."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x><x/>'
    path = changed_house(tmp_path, add={"word/other.xml": text.encode(encoding)})
    assert "damaged or unsafe" in refusal(path)


def test_a_part_that_is_no_xml_is_refused(tmp_path: Path) -> None:
    """Broken mark-up is named by its part."""
    path = changed_house(tmp_path, swap={"word/styles.xml": ("</w:styles>", "")})
    assert "word/styles.xml" in refusal(path)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://evil.invalid/x.png"),
        ("frame", "http://evil.invalid/"),
        ("subDocument", "other.docx"),
        ("hyperlink", "file:///c:/x"),
        ("hyperlink", r"\\server\share\x"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_pointing_outside_is_refused(tmp_path: Path, kind: str, target: str) -> None:
    """T13, T14: a file on a server would be fetched, and the user's hash leaked."""
    assert "points outside" in refusal(changed_house(tmp_path, add=relation(kind, target)))


@pytest.mark.parametrize("target", ["http://evil.invalid/x.dotm", "file:///C:/Org.dotx"])
def test_an_attached_template_is_refused_and_told_how_to_take_off(
    tmp_path: Path, target: str
) -> None:
    """T13: Word would fetch it. It is no link, so it is not broken as one."""
    sentence = refusal(changed_house(tmp_path, add=relation("attachedTemplate", target)))
    assert target in sentence
    assert "Templates, Go" in sentence
    assert "Break that link" not in sentence


def test_a_web_address_in_the_header_is_let_in(tmp_path: Path) -> None:
    """T13: hyperlinks to http, https and mailto are all that may lead out."""
    rels = relation("hyperlink", "https://example.org/", "word/_rels/header1.xml.rels")
    assert read_house(changed_house(tmp_path, add=rels))


def test_a_chart_in_the_header_is_refused(tmp_path: Path) -> None:
    """Headers are carried into every document, so they hold text and pictures only."""
    xml = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/chart" '
        'Target="charts/chart1.xml"/></Relationships>'
    )
    path = changed_house(tmp_path, add={"word/_rels/header1.xml.rels": xml.encode()})
    assert "more than text and pictures" in refusal(path)


@pytest.mark.parametrize(
    "pieces",
    [
        ("INCLUDETEXT x.docx",),
        ("IN", 'CLUDEPICTURE "http://evil.invalid"'),
        ("DDEAUTO cmd",),
        ('HYPERLINK "file:///c:/x"',),
        (r'HYPERLINK "\\server\x"',),
        ("MACROBUTTON run",),
        ('INCLUDETEXT "https://evil.invalid/x.docx"',),
        ("LINK Excel.Sheet x.xlsx",),
        ("\tDDEAUTO\tcmd",),
        ('INCLUDETEXT\n"http://evil.invalid"',),
        ("IN<!-- -->CLUDETEXT x",),
        ("DDEAUTO</w:instrText><w:tab/><w:instrText>cmd",),
        ('"INCLUDETEXT" x',),
        (r'HYPERLINK \l "part" "file:///c:/x"',),
        (r'HYPERLINK "https://example.org/" \\server\x',),
        ("HYPERLINK \u201cfile:///c:/x\u201d",),
        ("HYPERLINK",),
    ],
)
def test_fields_that_fetch_or_run_are_refused(tmp_path: Path, pieces: tuple[str, ...]) -> None:
    """T15: also where Word has split the instruction over runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    path = changed_house(tmp_path, swap=in_header(f"<w:p>{begin}{runs}{end}</w:p>"))
    assert "not allowed" in refusal(path)


def test_a_simple_field_is_checked_too(tmp_path: Path) -> None:
    """T15: the short form of a field is no way round."""
    xml = '<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'
    assert "INCLUDETEXT" in refusal(changed_house(tmp_path, swap=in_header(xml)))


def test_taking_in_another_file_is_refused(tmp_path: Path) -> None:
    """T12: altChunk."""
    path = changed_house(
        tmp_path, swap={"word/document.xml": ("<w:body>", "<w:body><w:altChunk/>")}
    )
    assert "altChunk" in refusal(path)


def test_a_part_that_unpacks_to_an_absurd_size_is_refused(tmp_path: Path) -> None:
    """T16: counted while reading, so a lying header does not help."""
    path = changed_house(tmp_path, add={"word/media/image1.png": bytes(60_000_000)})
    sentence = refusal(path)
    assert "absurd size" in sentence
    assert "as PNG or JPEG" in sentence


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    """T16: no more than 2,000 entries."""
    path = changed_house(tmp_path, add={f"x/{number}.txt": b"" for number in range(2001)})
    assert "2000 parts" in refusal(path)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """T16: two readers could see two different files."""
    path = tmp_path / "twice.docx"
    buffer = io.BytesIO(ministry().read_bytes())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/Styles.xml", b"<x/>")
    path.write_bytes(buffer.getvalue())
    assert "same name" in refusal(path)


def test_a_file_without_styles_is_refused(tmp_path: Path) -> None:
    """A house is its styles."""
    path = tmp_path / "bare.docx"
    parts = parts_of(ministry().read_bytes())
    for without in ({}, {"word/styles.xml": f'<w:styles xmlns:w="{W[1:-1]}"/>'.encode()}):
        path.write_bytes(zipped({k: v for k, v in parts.items() if "styles" not in k} | without))
        assert "its styles cannot be made out: there are none in it" in refusal(path)


# --- pictures and text of a header --------------------------------------------------------------


def png_claiming(width: int, height: int) -> bytes:
    """The head of a PNG of that many dots; nothing of them is there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (7_100, 7_100)])
def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """T20: 50 million dots are the limit, by what the head of the file says."""
    assert "50 million" in refusal(with_picture(tmp_path, png_claiming(*size)))


@pytest.mark.parametrize(
    "data", [b"picture", png_claiming(10, 10), b"\xff\xd8\xff\xe0" + bytes(20)]
)
def test_a_picture_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes) -> None:
    """It is found here, and not when the first pack is drawn."""
    assert "cannot be read as PNG or JPEG" in refusal(with_picture(tmp_path, data))


def test_a_drawing_that_may_hold_a_script_is_refused(tmp_path: Path) -> None:
    """T20: no SVG."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert "kind that may not" in refusal(with_picture(tmp_path, svg, "word/media/crest.svg"))


def test_a_metafile_is_left_out_and_told(tmp_path: Path) -> None:
    """Pictures that Windows alone can draw would show in one format and not in the other."""
    house = read_house(with_picture(tmp_path, b"\x01\0\0\0", "word/media/crest.emf"))
    assert house.remarks == (
        "the EMF picture in its header or footer was left out: put it there anew as PNG or JPEG",
    )


def test_a_part_with_twelve_megabytes_of_text_is_refused(tmp_path: Path) -> None:
    """T17: no header says that much."""
    text = "x" * (12 * 1024 * 1024)
    path = changed_house(
        tmp_path, swap={HEADER: ("<w:p>", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p>")}
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:  # not packed, so that it is no bomb
        for name, content in parts.items():
            archive.writestr(name, content)
    assert HEADER in refusal(path)


@pytest.mark.parametrize("kind", ["vbaProject", "oleObject", "control", "aFChunk"])
def test_a_macro_is_found_by_what_a_part_is_to_the_document(tmp_path: Path, kind: str) -> None:
    """Whatever it is called, and whatever type is said of it."""
    there = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="plain.dat"/></Relationships>'
    swap = {"word/_rels/document.xml.rels": ("</Relationships>", there)}
    path = changed_house(tmp_path, swap=swap, add={"word/plain.dat": b"\xd0\xcf\x11\xe0"})
    assert "plain.dat" in refusal(path)


def test_how_a_printer_is_set_stays_behind(tmp_path: Path) -> None:
    """Word keeps it beside the page; it is no reason to refuse a letterhead."""
    there = (
        f'<Relationship Id="rId77" Type="{OFFICE}/printerSettings" '
        'Target="printerSettings1.bin"/></Relationships>'
    )
    swap = {"word/_rels/document.xml.rels": ("</Relationships>", there)}
    name = "word/printerSettings1.bin"
    house = read_house(changed_house(tmp_path, swap=swap, add={name: b"\\\\PRINTSRV\\A"}))
    assert not house.remarks


@pytest.mark.parametrize("add", [{BODY: b"<html/>"}, {}])
def test_a_file_without_a_document_is_refused(tmp_path: Path, add: dict[str, bytes]) -> None:
    """Its main part is another kind of text, or is not there at all."""
    path = changed_house(tmp_path, add=add, drop=() if add else (BODY,))
    assert "no document in it" in refusal(path)
