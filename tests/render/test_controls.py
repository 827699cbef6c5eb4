"""Content controls: each block of a Word file stands in one that bears its id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from msgspec.structs import replace

from briefgen.pack.after.verify import Deed, hand_edits
from briefgen.pack.blocks import Heading, Paragraph
from briefgen.pack.fingerprints import blocks_printed
from briefgen.pack.inlines import Text
from briefgen.pack.said import block_text
from briefgen.render.docx import write_docx
from briefgen.render.docx.controls import control_tag
from briefgen.render.house_file.reader import read_house
from briefgen.render.reading_docx import read_docx
from tests.pack.making import make_bundled
from tests.render.sample import every_block
from tests.render.test_docx_file import findings
from tests.render.word_files import W, ministry, paragraph_text, parts_of, zipped

if TYPE_CHECKING:
    from briefgen.pack.blocks import Pack
    from briefgen.pack.printed import PrintedPack

LONG = "line.pattern.agreement." + "a-very-long-name-of-a-fact-" * 4


def controls(data: bytes) -> dict[str, etree._Element]:
    """The controls of a Word file by tag."""
    root = etree.fromstring(parts_of(data)["word/document.xml"])
    return {one.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): one for one in root.iter(f"{W}sdt")}


def written(pack: Pack) -> bytes:
    """``pack`` as a Word file of the ministry."""
    return write_docx(pack, read_house(ministry()), {})


def changed(data: bytes, tag: str, paragraph: str, *, emptied: bool = False) -> PrintedPack:
    """The file read again after its block ``tag`` was typed over, which took its bookmark along."""
    parts = parts_of(data)
    root = etree.fromstring(parts["word/document.xml"])
    for control in root.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag:
            content = control.find(f"{W}sdtContent")
            content[:] = [
                etree.fromstring(
                    f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{paragraph}</w:t></w:r></w:p>'
                )
            ]
            if emptied:
                etree.SubElement(control.find(f"{W}sdtPr"), f"{W}showingPlcHdr")
    return read_docx(zipped(parts | {"word/document.xml": etree.tostring(root)}), Path("a.docx"))


def test_every_block_stands_in_a_control_with_its_id() -> None:
    """Cover, contents, headings, lists, tables with caption and notes, boxes, sources."""
    pack = every_block(table_rows=3)
    found = controls(written(pack))

    assert list(found) == [block.id for block in pack.blocks if block_text(block)]
    for block in pack.blocks:
        if isinstance(block, (Heading, Paragraph)):
            said = "".join(map(paragraph_text, found[block.id].iter(f"{W}p")))
            assert said.replace("\u00a0", " ") == block_text(block)[0]
    numbers = [one.find(f"{W}sdtPr/{W}id").get(f"{W}val") for one in found.values()]
    assert len(set(numbers)) == len(numbers)
    titles = [one.find(f"{W}sdtPr/{W}alias").get(f"{W}val") for one in found.values()]
    assert "Trade volumes and balance: Background: can be used" in titles


def test_a_tag_has_room_in_word(tmp_path: Path) -> None:
    """At most 64 characters, and two long ids that begin alike keep apart."""
    blocks = tuple(Paragraph(f"{LONG}{n}", (Text(f"Words {n}."),)) for n in range(2))
    pack = replace(every_block(), blocks=blocks)
    data = written(pack)

    assert max(map(len, controls(data))) <= 64
    assert set(controls(data)) == {control_tag(block.id) for block in blocks}
    assert len(controls(data)) == 2
    assert findings(data, tmp_path) == []


def test_a_pack_without_a_record_has_no_controls() -> None:
    """Nor bookmarks of blocks: nothing in the file tells how it was made."""
    data = written(replace(every_block(), record={}))
    document = parts_of(data)["word/document.xml"]

    assert b"<w:sdt>" not in document
    assert b"_Block" not in document
    assert not [name for name in parts_of(data) if name.startswith("customXml")]


def test_a_whole_paragraph_that_was_typed_over_is_known_by_its_control() -> None:
    """Also where its neighbours were typed over with it."""
    pack = make_bundled(topics=("culture",)).pack
    names = [block.id for block in pack.blocks if isinstance(block, Paragraph)][1:3]
    for name in names:
        printed = changed(written(pack), control_tag(name), "Other words.")
        edits = list(hand_edits(printed))
        assert [(edit.deed, edit.block, edit.text) for edit in edits] == [
            (Deed.EDITED, name, "Other words.")
        ]


def test_a_control_that_was_emptied_says_nothing() -> None:
    """What Word asks for in its place is no text of the pack."""
    pack = make_bundled(topics=("culture",)).pack
    name = next(block.id for block in pack.blocks if isinstance(block, Paragraph))
    printed = changed(written(pack), name, "Click or tap here to enter text.", emptied=True)

    assert [(edit.deed, edit.block) for edit in hand_edits(printed)] == [(Deed.GONE, name)]


def test_the_record_knows_blocks_by_the_same_order() -> None:
    """Read back, a file says what its record holds."""
    pack = make_bundled(topics=("culture",)).pack
    printed = read_docx(written(pack), Path("a.docx"))

    label = pack.furniture.table_label
    assert [entry[0] for entry in blocks_printed(pack.blocks, label) if entry[2]] == [
        block.id for block in printed.blocks
    ]
    assert list(hand_edits(printed)) == []
