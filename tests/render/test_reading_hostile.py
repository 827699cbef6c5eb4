"""Files made to keep the reader busy, or to stumble: refused, or read as what is sound in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from briefgen.errors import PackFileError
from briefgen.render.pdf.metadata import record_key
from briefgen.render.pdf_syntax import PdfObjects
from briefgen.render.reading import read_pack
from briefgen.render.reading_pdf import record_text
from tests.render.made import word_and_pdf
from tests.render.word_files import parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.pack.printed import PrintedPack

pytestmark = pytest.mark.timeout(30)  # without their limits these would take hours

_PAGE = b"<</Type/Page/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>>>"
_FILLER = 100  # objects from here on are those of a test


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes]:
    """A real pack as Word file and PDF."""
    return word_and_pdf("culture")


@pytest.fixture(scope="module")
def record(files: tuple[bytes, bytes]) -> bytes:
    """Its generation record, as the strings of a document information."""
    text = record_text(PdfObjects(files[1])).encode("ascii", "backslashreplace")
    pieces = (text[start : start + 30_000] for start in range(0, len(text), 30_000))
    return b"".join(
        b"/%s<%s>" % (record_key(number).encode(), piece.hex().encode())
        for number, piece in enumerate(pieces, 1)
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _pdf(record: bytes, changed: Mapping[int, bytes], behind: bytes = b"") -> bytes:
    """A PDF of one page without words; ``changed`` are other objects in it, by number."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R>>",
        2: b"<</Kids[4 0 R]>>",
        3: b"<</K 7 0 R>>",
        4: _PAGE,
        5: _stream(b"/P<</MCID 0>>BDC/F1 9 Tf<0001>Tj EMC"),
        6: b"<</Subtype/Type0/ToUnicode 8 0 R>>",
        7: b"<</S/Document/K[<</S/P/T(x)/Pg 4 0 R/K 0>>]>>",
        8: _stream(b"1 beginbfchar <0001><0041> endbfchar"),
        9: b"<<%s>>" % record,
        **changed,
    }
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in objects.items())
    return b"%PDF-1.7\n" + body + behind + b"trailer<</Root 1 0 R/Info 9 0 R>>\n"


def _read(data: bytes, folder: Path) -> PrintedPack:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return read_pack(path)


def _each(numbers: range) -> bytes:
    return b"".join(b"%d 0 R " % number for number in numbers)


def _all_beneath_all(count: int) -> dict[int, bytes]:
    """Nodes of a tree of pages each of which has all the others beneath it."""
    nodes = range(_FILLER, _FILLER + count)
    shared = nodes.stop
    return {
        2: b"<</Kids %d 0 R>>" % shared,
        shared: b"[%s]" % _each(nodes),
        **dict.fromkeys(nodes, b"<</Kids %d 0 R>>" % shared),
    }


def _doubling(levels: int) -> dict[int, bytes]:
    """Elements each of which stands twice in the one above it."""
    numbers = range(_FILLER, _FILLER + levels)
    deeper = {n: b"<</S/Div/K[%d 0 R %d 0 R]>>" % (n + 1, n + 1) for n in numbers}
    return {7: b"<</S/Div/K[%d 0 R]>>" % _FILLER, **deeper}


def test_the_pdf_that_the_others_are_made_from_is_read(tmp_path: Path, record: bytes) -> None:
    """So that what is refused below is refused for its own fault."""
    (block,) = _read(_pdf(record, {}), tmp_path).blocks

    assert (block.id, block.units) == ("x", (("A",),))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({2: b"<</Kids[%s]>>" % (b"4 0 R " * 200_000)}, "absurd number of pages"),
        (_all_beneath_all(2_000), "absurd number of pages"),
        (_doubling(45), "structure tree is absurdly large"),
        (
            {
                4: _PAGE.replace(b"5 0 R", b"[%s]" % (b"5 0 R " * 200_000)),
                5: _stream(b"q Q " * 100_000),
            },
            "unpacks to an absurd size",
        ),
        (
            {8: _stream(b"beginbfrange" + b"<0000><ffff><0041>" * 100_000 + b"endbfrange")},
            "absurd number of letters",
        ),
        (
            {8: _stream(b"beginbfrange<00><ffffffffffffffff><0041>endbfrange")},
            "absurd number of letters",
        ),
    ],
    ids=["one page again and again", "pages in a ring", "an element met by every way",
         "one content again and again", "ranges again and again", "a range without end"],
)  # fmt: skip
def test_what_would_take_hours_is_refused(
    tmp_path: Path, record: bytes, changed: Mapping[int, bytes], why: str
) -> None:
    """A small file may name the same thing many times, and each of those many times again."""
    with pytest.raises(PackFileError, match=why):
        _read(_pdf(record, changed), tmp_path)


def test_a_record_under_ever_so_many_names_is_refused(tmp_path: Path) -> None:
    """Each of its pieces may be the same string."""
    names = b"".join(b"/%s 100 0 R" % record_key(number).encode() for number in range(1, 20_000))
    with pytest.raises(PackFileError, match="generation record is damaged"):
        _read(_pdf(names, {100: b"(%s)" % (b"x" * 1_000_000)}), tmp_path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({5: _stream(b"BMC EMC BDC EMC EMC /P<</MCID 0>>BDC/F1 9 Tf<0001>Tj EMC")}, "A"),
        ({8: _stream(b"beginbfrange<0000><0002><dbffdfff>endbfrange")}, "\ufffd"),
        ({8: _stream(b"beginbfchar " * 200_000 + b"<0001><0041> endbfchar")}, "A"),
        ({8: _stream(b"beginbfrange<0005><0001><0041>endbfrange")}, "\ufffd"),
    ],
    ids=["marks without a name", "past the last letter", "begun again and again", "backwards"],
)
def test_what_is_ill_written_is_passed_over(
    tmp_path: Path, record: bytes, changed: Mapping[int, bytes], said: str
) -> None:
    """The rest is read."""
    (block,) = _read(_pdf(record, changed), tmp_path).blocks
    assert block.units == ((said,),)


def test_a_trailer_within_a_trailer_is_part_of_it(tmp_path: Path, record: bytes) -> None:
    """Each is read once, however many begin inside another."""
    behind = b"trailer<</A(" * 100_000 + b")>>" * 100_000
    (block,) = _read(_pdf(record, {}, behind), tmp_path).blocks
    assert block.id == "x"


# --- Word files ---------------------------------------------------------------------------------

_RECORD, _DOCUMENT = "customXml/item1.xml", "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word_file(original: bytes, paragraphs: str, blocks: object = None, notes: str = "") -> bytes:
    """A pack whose body is these ``paragraphs``, and whose record tells of these ``blocks``."""
    parts = parts_of(original)
    root = etree.fromstring(parts[_RECORD])
    if blocks is not None:
        root.text = json.dumps(json.loads(root.text or "") | {"blocks": blocks})
    body = f"<w:document {_W}><w:body>{paragraphs}<w:sectPr/></w:body></w:document>"
    parts[_RECORD], parts[_DOCUMENT] = etree.tostring(root), body.encode()
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes {_W}>{notes}</w:footnotes>".encode()
    return zipped(parts)


def _paragraph(text: str, inside: str = "") -> str:
    return f"<w:p>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _in_block(number: int) -> str:
    """A paragraph of the block of that number."""
    mark = f'<w:bookmarkStart w:id="{number}" w:name="_Block{number:04d}"/>'
    return _paragraph(f"said {number}", mark) + f'<w:bookmarkEnd w:id="{number}"/>'


def _read_word(data: bytes, folder: Path) -> PrintedPack:
    path = folder / "a.docx"
    path.write_bytes(data)
    return read_pack(path)


def test_long_blocks_that_are_nowhere_are_not_looked_for_without_end(
    tmp_path: Path, files: tuple[bytes, bytes]
) -> None:
    """Each would be held against the words at each place of a long text."""
    words = "".join(_paragraph(f"word {number}") for number in range(20_000))
    blocks = [[f"b{number}", "0" * 16, 1000, 0] for number in range(5_000)]
    printed = _read_word(_word_file(files[0], words, blocks), tmp_path)

    assert sum(len(block.units) for block in printed.blocks) + len(printed.loose) == 20_000


def test_words_between_thousands_of_blocks_are_read(
    tmp_path: Path, files: tuple[bytes, bytes]
) -> None:
    """What is lost behind each block is looked for behind it, and not among all of them."""
    count = 8_000
    words = "".join(_in_block(number) + _paragraph("typed") for number in range(1, count + 1))
    blocks = [[f"b{number}", "0" * 16, 1, 0] for number in range(count)]
    printed = _read_word(_word_file(files[0], words, blocks), tmp_path)

    assert len(printed.blocks) == count
    assert len(printed.loose) == count


def test_a_note_is_said_where_it_is_called_first(
    tmp_path: Path, files: tuple[bytes, bytes]
) -> None:
    """However often it is called: no program of ours or of others does so."""
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    words = " ".join(f"word {number}" for number in range(20_000))
    text = "".join(_paragraph(f"called {number}", call) for number in range(20_000))
    notes = f'<w:footnote w:id="1">{_paragraph(words)}</w:footnote>'
    printed = _read_word(_word_file(files[0], text, notes=notes), tmp_path)

    said = [*printed.loose, *(unit for block in printed.blocks for unit in block.units)]
    assert sum(len(piece) > 100 for unit in said for piece in unit) == 1
