"""Reading files back: what is no pack of ours is refused in one sentence, whatever it holds."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from briefgen.errors import PackFileError
from briefgen.pack.after.verify import Deed, hand_edits
from briefgen.pack.figure_blocks import FigureBlock
from briefgen.pack.fingerprints import fingerprint, squeezed, without_label
from briefgen.pack.said import block_text
from briefgen.render.files import find_house, render_files
from briefgen.render.reading import read_pack
from briefgen.resources import bundled_templates
from tests.pack.making import make_bundled
from tests.render.made import word_and_pdf
from tests.render.word_files import ministry, parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes]:
    """A pack as Word file and PDF."""
    return word_and_pdf("culture")


def refusal(data: bytes, folder: Path) -> str:
    """The sentence with which a file of ``data`` is refused."""
    path = folder / "file"
    path.write_bytes(data)
    with pytest.raises(PackFileError) as caught:
        read_pack(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"The file {path} cannot be read as a pack of briefgen: ")
    assert "\n" not in sentence
    return sentence.partition("briefgen: ")[2]


def test_both_files_say_a_figure_as_its_alternative(tmp_path: Path) -> None:
    """Caption, alternative, finding and source, block by block the same."""
    pack = make_bundled(topics=("trade.volume",), route_map=True).pack
    paths = (tmp_path / "a.docx", tmp_path / "a.pdf")
    made = render_files(pack, find_house(bundled_templates(), "ministry"), paths)
    drawn = {block.id: block for block in pack.blocks if isinstance(block, FigureBlock)}
    assert drawn
    for path in paths:
        path.write_bytes(made[path])
        printed = {block.id: block for block in read_pack(path).blocks}
        for name, block in drawn.items():
            said = [squeezed(piece) for piece in printed[name].pieces]
            label = f"Figure {list(drawn).index(name) + 1}. "
            assert said[0] == label + block.text.caption
            assert said[1:] == [squeezed(piece) for piece in block_text(block)[1:]]


def test_an_alternative_changed_by_hand_is_an_edit(tmp_path: Path) -> None:
    """As is a caption; Word keeps the one in the properties of the drawing."""
    pack = make_bundled(topics=("trade.volume",)).pack
    path = tmp_path / "a.docx"
    made = render_files(pack, find_house(bundled_templates(), "ministry"), (path,))
    parts = parts_of(made[path])
    name = "word/document.xml"
    path.write_bytes(zipped(parts | {name: parts[name].replace(b"Columns by", b"Bars by")}))

    edits = list(hand_edits(read_pack(path)))

    assert [(edit.deed, edit.block) for edit in edits] == [(Deed.EDITED, "charts.trade")]


# --- Word files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is not a Word file"),
        (b"A plain text.", "it is not a Word file"),
        (b"PK\x03\x04 and no more", "it is not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it has a password or is in the old"),
        (zipped({"a.txt": b"A zip of something else."}), "it holds no generation record"),
        (zipped({"x": bytes(3_000_000)}), "unpacks to an absurd size"),
    ],
)
def test_what_is_no_word_file_of_ours_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    """Empty, text, cut off, under a password, another zip, a bomb."""
    assert why in refusal(data, tmp_path)


def test_a_word_file_without_a_record_is_none_of_ours(tmp_path: Path) -> None:
    """Such as the house file itself."""
    assert "it holds no generation record" in refusal(ministry().read_bytes(), tmp_path)


def _with_part(name: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        parts = parts_of(data)
        return zipped(parts | {name: change(parts[name])})

    return changed


_ITEM = "customXml/item1.xml"


def _recorded(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    """A file with the record changed."""

    def changed(part: bytes) -> bytes:
        found = re.search(rb">(\{.*\})<", part, re.S)
        assert found
        text = found[1].replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
        record = json.loads(text)
        made = change(record)
        new = json.dumps(made if made is not None else record).encode()
        for sign, entity in ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;")):
            new = new.replace(sign, entity)
        return part.replace(found[1], new)

    return _with_part(_ITEM, changed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            _with_part("word/document.xml", lambda x: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + x),
            "damaged or unsafe",
        ),
        (_with_part("word/document.xml", lambda x: x[:-50]), "its part word/document.xml is"),
        (_with_part(_ITEM, lambda x: b"<!DOCTYPE a>" + x), "damaged or unsafe"),
        (_with_part(_ITEM, lambda x: re.sub(rb"\{.*\}", b"", x)), "no generation record"),
        (_with_part(_ITEM, lambda x: re.sub(rb"\{.*\}", b"[" * 9999, x)), "record is damaged"),
        (_recorded(lambda r: r.update(format=99)), "has format 99; this program reads 1"),
        (_recorded(lambda r: r.update(facts=["a"])), "record is damaged"),
        (_recorded(lambda r: r.update(as_of="2026-02-30")), "record is damaged"),
        (_recorded(lambda r: r.update(blocks=[["a", "b", "c", 0]])), "record is damaged"),
        (_recorded(lambda r: r.update(rivals={"a": [1]})), "record is damaged"),
        (_recorded(lambda r: r.update(request=None)), "record is damaged"),
        (_recorded(lambda r: {"of": r["program"]}), "no generation record"),
        (_recorded(lambda r: [r]), "no generation record"),
    ],
)
def test_a_damaged_word_file_is_refused(
    tmp_path: Path, files: tuple[bytes, bytes], change: Callable[[bytes], bytes], why: str
) -> None:
    """DOCTYPE, a part cut off, a record that is foreign, newer, deep or out of shape."""
    assert why in refusal(change(files[0]), tmp_path)


def test_bookmarks_of_others_are_no_blocks(tmp_path: Path, files: tuple[bytes, bytes]) -> None:
    """A number of absurd length, one beyond the record, one of another program."""
    parts = parts_of(files[0])
    body = parts["word/document.xml"]
    for name in (b"_Block" + b"9" * 5000, b"_Block9999", b"_Blocks", b"_Toc1"):
        path = tmp_path / "a.docx"
        changed = body.replace(b'"_Block0001"', b'"%s"' % name)
        path.write_bytes(zipped(parts | {"word/document.xml": changed}))

        assert "cover" in {block.id for block in read_pack(path).blocks}


# --- PDF ----------------------------------------------------------------------------------------


def _object_stream(packed: bytes) -> bytes:
    return (
        b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(packed)
        + packed
        + b"\nendstream\nendobj\ntrailer\n<</Root 2 0 R>>\n"
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n", "damaged or cut off"),
        (b"%PDF-1.7\n1 0 obj\n<</A", "damaged or cut off"),
        (b"%PDF-1.7\n1 0 obj\n(never closed", "damaged or cut off"),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, "nested absurdly deep"),
        (b"%PDF-1.7\n1 0 obj\n" + b"9" * 100_000 + b"\nendobj", "absurd length"),
        (_object_stream(zlib.compress(bytes(210_000_000), 1)), "absurd size"),
        (_object_stream(b"no flate at all"), "damaged or cut off"),
        (b"%PDF-1.7\n1 0 obj\n1 0 R\nendobj\ntrailer<</Root 1 0 R>>", "damaged or cut off"),
        (
            b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>",
            "it has a password",
        ),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>", "no generation record"),
    ],
)
def test_what_is_no_pdf_of_ours_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    """Cut off, nested without end, a bomb, a loop, under a password, of another program."""
    assert why in refusal(data, tmp_path)


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_refused(
    tmp_path: Path, files: tuple[bytes, bytes], kept: float
) -> None:
    """Wherever the cut falls."""
    assert refusal(files[1][: int(len(files[1]) * kept)], tmp_path)


def test_a_pdf_saved_in_another_way_is_read(tmp_path: Path, files: tuple[bytes, bytes]) -> None:
    """Without object streams, in another order, in pieces: the words are the same."""
    path = tmp_path / "a.pdf"
    path.write_bytes(files[1])
    before = read_pack(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=True)
    after = read_pack(path)

    assert (before.whole, after.whole) == (True, False)
    assert after.blocks == before.blocks


def test_each_block_of_a_pdf_knows_its_pages(tmp_path: Path, files: tuple[bytes, bytes]) -> None:
    """Counted from 1, as printed."""
    path = tmp_path / "a.pdf"
    path.write_bytes(files[1])
    pages = {block.id: block.pages for block in read_pack(path).blocks}

    assert pages["cover"] == (1,)
    assert pages["contents"] == (2,)
    assert pages["messages.list"] == (3,)
    with pikepdf.open(path) as pdf:
        assert max(pages["record.table"]) == len(pdf.pages)


def test_a_long_record_stands_in_pieces_that_pdf_a_allows(tmp_path: Path) -> None:
    """No string of a PDF/A-2 is longer than 32,767 bytes."""
    path = tmp_path / "a.pdf"
    made = render_files(make_bundled().pack, find_house(bundled_templates(), "ministry"), [path])
    path.write_bytes(made[path])
    with pikepdf.open(path) as pdf:
        pieces = [len(str(pdf.docinfo[key])) for key in pdf.docinfo if "Record" in key]

    assert len(pieces) > 1
    assert max(pieces) <= 32_767
    assert len(read_pack(path).record["facts"]) > 100


# --- what is compared ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\u00a0c", "a b c"),
        ("e\u0301t\u00e9", "\u00e9te\u0301"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("Table 12. Trade", "Table 3. Trade"),
        ("گُل", "گل"),
    ],
)
def test_what_programs_change_by_themselves_is_no_edit(one: str, other: str) -> None:
    """Spaces, composed letters, hidden hyphens, table numbers, vowel signs."""
    assert fingerprint([one], "Table {number}.") == fingerprint([other], "Table {number}.")


def test_no_invisible_character_is_compared_whatever_stands_around_it() -> None:
    """Hidden hyphens, marks of direction, vowel signs of Arabic: in Latin, Cyrillic and Arabic."""
    hidden = [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
    vowels = [*range(0x64B, 0x660), 0x670]
    for code in (*hidden, *vowels):
        for before, after in (("a", "b"), ("о", "ы"), ("ب", "ت")):
            assert squeezed(f"{before}{chr(code)}{after}") == before + after, hex(code)
    assert squeezed(" о  ы\u00a0\u3000b\t") == "о ы b"


def test_pieces_are_compared_together_as_they_would_be_one_by_one() -> None:
    """Whatever stands in a piece beside many that are compared as they are."""
    codes = [
        *range(0x20, 0x180),
        *range(0x300, 0x530),
        *range(0x600, 0x6E0),
        *range(0x2000, 0x2070),
    ]
    for code in codes:
        for piece in (
            chr(code),
            f"е{chr(code)}",
            f"{chr(code)} b",
            f"a {chr(code)}",
            f"a {chr(code)} ",
        ):
            pieces = ["Түркістан", piece, "45.1", "Été"]
            alone = [bare for bare in map(squeezed, pieces) if bare]
            assert fingerprint(pieces) == fingerprint(alone), (hex(code), piece)
    assert fingerprint(["a", " ", "b", "c  d"]) == fingerprint(["a", "b", "c d"])


@pytest.mark.parametrize(
    ("one", "other"), [(("45",), ("54",)), (("a", "b"), ("ab",)), (("a",), ("A",))]
)
def test_what_a_person_changes_is_an_edit(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Digits, capitals, and where one paragraph ends."""
    assert fingerprint(one) != fingerprint(other)


def test_a_label_is_taken_off_in_any_language() -> None:
    """The number may stand before the word."""
    assert without_label("3-кесте. Сауда", "{number}-кесте.") == "Сауда"
    assert without_label("Trade", "") == "Trade"
