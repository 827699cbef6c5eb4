"""The Word file as a file: whole, clean, the same every time, and opened by other programs."""

from __future__ import annotations

import getpass
import hashlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Callout,
    Column,
    Contents,
    Cover,
    Detail,
    Furniture,
    Heading,
    List,
    ListItem,
    ListStyle,
    Pack,
    Paragraph,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Citation, Link, Text
from briefgen.pack.said import block_text
from briefgen.render.docx import write_docx
from briefgen.render.docx.package import packed
from briefgen.render.house_file.reader import read_house
from tests.render.libreoffice import printed_by_libreoffice
from tests.render.sample import every_block
from tests.render.word_files import (
    W,
    body_of,
    changed_house,
    ministry,
    paragraph_text,
    parts_of,
    without_style,
)
from tests.render.word_lint import lint

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = {"trade": 3, "trade.volume": 3, "text": 7, "sources": 9}
HOSTILE = (
    '<w:p/> & "quoted" ]]> &amp; &#0;',
    "NUL\x00 bell\x07 tab\x0b escape\x1b[0m delete\x7f",
    "order \u202eturned\u202c \u2066isolated\u2069",
    "surrogate \ud800 and \udfff, not a character \ufffe \uffff",
    "w" * 10_000,
    "line\nbreak\r\nand\ttab",
    "پاکستان اور قازقستان, Қазақстан ₸ ₨ → 𝕏",
    "{marking} %s $(x) \\o \\h",
)


def sample(house: Path | None = None) -> bytes:
    """The pack with every block in the ministry's house or another."""
    return write_docx(every_block(), read_house(house or ministry()), PAGES)


def hostile_pack() -> Pack:
    """A pack whose every text is hostile."""
    text = " ".join(HOSTILE)
    words = (Text(text),)
    item = ListItem("i", words, tag=text)
    blocks = (
        Cover("c", text, text, (Detail(text, words),), words),
        Contents("t", text),
        Heading("h", 1, text),
        Paragraph("p", (Text(text), Citation((1,)), Link(text, f"https://example.org/{text}"))),
        List("l", (item,), ListStyle.SPOKEN),
        Table("d", text, (Column(text, 0.5), Column(text, 0.5)), ((words, words),), (words,)),
        Callout("o", text, (item,)),
        SourceList("s", (SourceEntry(1, "x", words),)),
    )
    return Pack(
        title=text,
        subject=text,
        author=text,
        language="en-GB",
        as_of=every_block().as_of,
        furniture=Furniture(text, text, text, page_of=text, table_label=text),
        blocks=blocks,
    )


# --- sound --------------------------------------------------------------------------------------


def findings(data: bytes, folder: Path) -> list[str]:
    """What a validator of the Open XML schema and our own lint find."""
    audit = pytest.importorskip("openxml_audit", reason="the validator is not installed")
    path = folder / "checked.docx"
    path.write_bytes(data)
    result = audit.OpenXmlValidator().validate(str(path))
    return [str(error) for error in result.errors] + lint(data)


def test_a_file_with_every_block_is_valid(tmp_path: Path) -> None:
    """No schema error, nothing that Word would repair."""
    assert findings(sample(), tmp_path) == []


def test_the_house_file_itself_is_valid(tmp_path: Path) -> None:
    """Curators open it in Word."""
    assert findings(ministry().read_bytes(), tmp_path) == []


def test_hostile_text_breaks_nothing(tmp_path: Path) -> None:
    """T19: mark-up is text, what XML cannot hold is left out, the rest is there."""
    data = write_docx(hostile_pack(), read_house(ministry()), {"h": 2})
    assert findings(data, tmp_path) == []
    text = "".join(paragraph_text(paragraph) for paragraph in body_of(data).iter(f"{W}p"))
    assert '<w:p/> & "quoted" ]]> &amp; &#0;' in text
    assert "w" * 10_000 in text
    assert "order turned isolated" in text
    assert "line break  and tab" in text
    assert "Қазақстан ₸ ₨ → 𝕏" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", text)


def test_a_hostile_language_or_office_stays_a_text(tmp_path: Path) -> None:
    """What stands in attributes is escaped for attributes."""
    pack = replace(every_block(), language='en"<x>', author="<&>")
    data = write_docx(pack, read_house(ministry()), {})
    assert lint(data) == []
    data = write_docx(replace(pack, language="kk"), read_house(ministry()), {})
    assert findings(data, tmp_path) == []


# --- clean --------------------------------------------------------------------------------------


def test_nothing_is_left_of_the_machine_or_the_house() -> None:
    """D2, D4, O1: no thumbnail, one custom part (the generation record), no user, host or home."""
    parts = parts_of(sample())
    assert sorted(parts) == sorted(
        {
            *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"),
            *("word/_rels/document.xml.rels", "word/_rels/fontTable.xml.rels"),
            *("word/document.xml", "word/fontTable.xml", "word/numbering.xml"),
            *("customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"),
            *("word/settings.xml", "word/styles.xml", "word/theme/theme1.xml"),
            *(f"word/header{number}.xml" for number in (1, 2)),
            *(f"word/footer{number}.xml" for number in range(1, 6)),  # one for each section's name
            *(f"word/fonts/font{number}.odttf" for number in (1, 2, 3)),
        }
    )
    everything = b"".join(content for name, content in parts.items() if name.endswith("xml"))
    private = {getpass.getuser(), socket.gethostname(), str(Path.home()), os.environ["HOME"]}
    for word in (*private, "rsid", "python", "lastModifiedBy", "Normal.dotm", "w:comment"):
        assert len(word) < 4 or word.encode() not in everything
    assert [name for name, part in parts.items() if b"w:sdt" in part] == ["word/document.xml"]


def test_the_same_pack_gives_the_same_bytes_in_any_process() -> None:
    """O4, D7: over runs and hash seeds."""
    program = (
        "import hashlib, sys\n"
        "from tests.render.test_docx_file import sample\n"
        "print(hashlib.sha256(sample()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert digests == {hashlib.sha256(sample()).hexdigest()}


def test_the_zip_is_plain() -> None:
    """Content types first, names in order, the earliest time there is, plain files."""
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in entries} == {(0, 0x20)}


def test_three_hundred_pages_make_no_large_file() -> None:
    """The text of a long pack weighs less than its fonts."""
    long = write_docx(every_block(4000, 1200), read_house(ministry()), PAGES)
    assert len(long) < 1_000_000


# --- other houses -------------------------------------------------------------------------------


def test_a_house_with_few_styles_gets_the_rest(tmp_path: Path) -> None:
    """Real headings and lists also where the house forgot them."""
    names = ("heading 2", "Objective", "Spoken Line", "toc 1", "footer", "Citation", "Marking")
    data = sample(without_style(tmp_path, *names, "Briefing Table", "Source Entry", "List Bullet"))
    assert findings(data, tmp_path) == []
    styles = etree.fromstring(parts_of(data)["word/styles.xml"])
    added = {style.find(f"{W}name").get(f"{W}val"): style for style in styles.iter(f"{W}style")}
    assert added["heading 2"].find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    assert added["Objective"].find(f"{W}basedOn").get(f"{W}val") == "BodyText"


def test_ids_that_a_house_makes_up_break_nothing(tmp_path: Path) -> None:
    """An id is any text; a list's id may not even be a number."""
    parts = parts_of(ministry().read_bytes())
    styles = parts["word/styles.xml"].decode().replace('"BodyText"', '"Body &quot;&lt;/w:p>"')
    numbering = (
        parts["word/numbering.xml"]
        .decode()
        .replace(
            "</w:numbering>",
            '<w:num w:numId="x"><w:abstractNumId w:val="3"/></w:num></w:numbering>',
        )
    )
    house = changed_house(
        tmp_path,
        add={"word/styles.xml": styles.encode(), "word/numbering.xml": numbering.encode()},
    )
    assert lint(sample(house)) == []


def test_a_remark_in_the_page_setup_is_passed_over(tmp_path: Path) -> None:
    """Other programs leave comments in the XML."""
    swap = {"word/document.xml": ("<w:cols ", "<!-- columns --><w:cols ")}
    assert lint(sample(changed_house(tmp_path, swap=swap))) == []


def test_a_house_without_lists_still_prints_lists(tmp_path: Path) -> None:
    """Numbers and bullets of our own."""
    parts = parts_of(ministry().read_bytes())
    styles = re.sub(rb"<w:numPr>.*?</w:numPr>", b"", parts["word/styles.xml"])
    rels = re.sub(rb'<Relationship Id="rId2"[^>]*>', b"", parts["word/_rels/document.xml.rels"])
    override = rb'<Override PartName="/word/numbering.xml"[^>]*>'
    types = re.sub(override, b"", parts["[Content_Types].xml"])
    house = changed_house(
        tmp_path,
        add={
            "word/styles.xml": styles,
            "word/_rels/document.xml.rels": rels,
            "[Content_Types].xml": types,
        },
        drop=("word/numbering.xml",),
    )
    data = sample(house)
    assert findings(data, tmp_path) == []
    numbering = etree.fromstring(parts_of(data)["word/numbering.xml"])
    marks = {level.get(f"{W}val") for level in numbering.iterfind(f".//{W}lvl[1]/{W}lvlText")}
    assert marks == {"•", "%1.", "[%1]"}


def test_the_marking_is_printed_where_the_house_forgot_it(tmp_path: Path) -> None:
    """M1: no house can leave it out, nor the page numbers."""
    bare = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p/></w:hdr>'
    house = changed_house(
        tmp_path,
        add={
            "word/header1.xml": bare.encode(),
            "word/footer1.xml": bare.replace("hdr", "ftr").encode(),
        },
    )
    parts = parts_of(sample(house))
    furniture = [name for name in parts if re.match(r"word/(header|footer)\d", name)]
    assert len(furniture) == 7
    assert all("UNCLASSIFIED – FOR OFFICIAL USE".encode() in parts[name] for name in furniture)
    assert sum(b"NUMPAGES" in parts[name] for name in furniture) == 4


def test_a_house_without_header_and_footer_gets_them(tmp_path: Path) -> None:
    """A page and styles are all that a house must have; the cover bears the marking alone."""
    text = parts_of(ministry().read_bytes())["word/document.xml"].decode()
    text = re.sub(r"<w:(header|footer)Reference[^>]*>", "", text)
    data = sample(changed_house(tmp_path, add={"word/document.xml": text.encode()}))
    assert findings(data, tmp_path) == []
    assert next(body_of(data).iter(f"{W}sectPr")).find(f"{W}titlePg") is not None
    assert b"NUMPAGES" in parts_of(data)["word/footer1.xml"]
    assert b"NUMPAGES" not in parts_of(data)["word/footer2.xml"]


def test_two_sided_houses_keep_their_even_pages(tmp_path: Path) -> None:
    """Left pages bear the marking too."""
    house = changed_house(
        tmp_path,
        swap={
            "word/document.xml": ('w:type="first" r:id="rId6"', 'w:type="even" r:id="rId6"'),
            "word/settings.xml": (
                "<w:characterSpacing",
                "<w:evenAndOddHeaders/><w:characterSpacing",
            ),
        },
    )
    twice = changed_house(
        tmp_path,
        add=parts_of(house.read_bytes())
        | {
            "word/document.xml": parts_of(house.read_bytes())["word/document.xml"].replace(
                b'w:type="first" r:id="rId8"', b'w:type="even" r:id="rId8"'
            )
        },
    )
    data = sample(twice)
    assert findings(data, tmp_path) == []
    kinds = [r.get(f"{W}type") for r in body_of(data).iter(f"{W}headerReference")]
    assert kinds == ["default", "first", "even", *["default", "even"] * 3]
    assert b"evenAndOddHeaders" in parts_of(data)["word/settings.xml"]


def test_what_editing_left_in_the_header_is_taken_out(tmp_path: Path) -> None:
    """O3: tracked changes, comments and sessions do not reach a reader."""
    edited = (
        '<w:p w:rsidR="00AB12CD"><w:proofErr w:type="spellStart"/>'
        '<w:ins w:id="1" w:author="A. Person"><w:r><w:t>kept</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A. Person"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/></w:p><w:p>'
    )
    house = changed_house(tmp_path, swap={"word/header1.xml": ("<w:p>", edited)})
    data = sample(house)
    header = parts_of(data)["word/header1.xml"]
    assert b"kept" in header
    for word in (b"gone", b"Person", b"rsid", b"bookmark", b"proofErr"):
        assert word not in header
    assert findings(data, tmp_path) == []


def test_a_control_around_a_whole_paragraph_is_filled(tmp_path: Path) -> None:
    """Word puts controls around paragraphs as well as inside them."""
    block = (
        '<w:sdt><w:sdtPr><w:tag w:val="running_title"/></w:sdtPr><w:sdtContent><w:p><w:pPr>'
        '<w:pStyle w:val="Header"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Title</w:t></w:r>'
        "</w:p></w:sdtContent></w:sdt><w:p>"
    )
    house = changed_house(tmp_path, swap={"word/header1.xml": ("<w:p>", block)})
    header = etree.fromstring(parts_of(sample(house))["word/header1.xml"])
    assert paragraph_text(header[0]) == every_block().furniture.running_title
    assert header[0].find(f"{W}r/{W}rPr/{W}b") is not None


# --- another program ----------------------------------------------------------------------------


def squeezed(pieces: Iterable[str]) -> str:
    """Text without spaces, which line ends and columns make anyhow."""
    return re.sub(r"\s", "", "".join(pieces))


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
def test_libreoffice_prints_every_block_in_order(tmp_path: Path) -> None:
    """Another program opens it, finds the fonts in it, and prints all that the pack says."""
    pack = every_block(table_rows=5)
    pdf = printed_by_libreoffice(write_docx(pack, read_house(ministry()), PAGES), tmp_path)
    raw = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    assert raw.count("UNCLASSIFIED – FOR OFFICIAL USE") == 2 * (raw.count("\f"))
    printed, place = squeezed(raw), 0
    for block in pack.blocks:
        if isinstance(block, (Paragraph, SourceList)) and "text" in block.id:
            continue  # long paragraphs may run over a page's foot and the next one's head
        for piece in block_text(block):
            found = printed.find(squeezed(piece), place)
            assert found >= 0, piece
            place = found


class Deflating:
    """What the library packs a file with, here in one go as the writer does."""

    def __init__(self, _: int, level: int) -> None:
        self._data, self._level = b"", level

    def compress(self, data: bytes) -> bytes:
        """Take ``data`` in; nothing comes out yet."""
        self._data += data
        return b""

    def flush(self) -> bytes:
        """All that was taken in, packed."""
        return bytes(packed(self._data, self._level).data)


def test_the_zip_is_the_one_that_the_library_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is put together by our own code; no reader can tell."""
    data = write_docx(every_block(), read_house(ministry()), {})
    monkeypatch.setattr(zipfile, "_get_compressor", Deflating)

    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(again, "w") as library:
        assert made.testzip() is None
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, 0x20
            level = 6 if part.filename.endswith(".odttf") else 1  # fonts are packed once for many
            library.writestr(entry, made.read(part), zipfile.ZIP_DEFLATED, level)
    same = again.getvalue() == data  # what differs would take minutes to show
    assert same


def test_a_part_is_packed_as_well_whatever_its_size() -> None:
    """Small parts are packed with little memory; what comes out is what went in, and no larger."""
    for size in (0, 1, 300, 1023, 1024, 5000, 70_000):
        data = b"".join(b"<w:t>%d</w:t>" % (n * n) for n in range(size))[:size]
        made = packed(data).data
        assert zlib.decompress(made, -zlib.MAX_WBITS) == data
        assert len(made) <= 1.05 * len(zlib.compress(data, 3)) + 6
