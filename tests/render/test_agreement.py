"""The two formats say the same: the sample briefing as Word file and as PDF, block by block."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from briefgen.pack.blocks import (
    Contents,
    CrossReference,
    block_text,
    footnotes,
    inline_runs,
    plain,
)
from briefgen.pack.figure_blocks import FigureBlock
from tests.render.languages import LANGUAGES, sample_docx, sample_pack, sample_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.word_files import W, parts_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.blocks import Block, Inlines, Pack

# What a writer adds of its own between the pieces of a pack: numbers of items, tables, figures and
# notes, bullets.
_OWN = r"({table}|{figure}|\d+\.|\d{{1,2}}|\[\d+\]|[•‣▪–-]|)*"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\uf0b7"))


def _bare(text: str) -> str:
    """``text`` without spaces, which each format sets its own way."""
    return "".join(text.split()).translate(_UNSEEN)


def _notes(pack: Pack) -> list[str]:
    return [_bare(plain(note)) for block in pack.blocks for note in footnotes(block)]


def _pieces(block: Block, *, read: bool) -> list[str]:
    """The pieces of ``block``: all that is ``read`` aloud, or what stands in plain text.

    Plain text has neither footnotes, which are the last pieces, nor the alternatives of drawings.
    """
    said = list(block_text(block))
    if not read:
        said = said[: -len(list(footnotes(block))) or None]
        if isinstance(block, FigureBlock):
            said.remove(plain(block.text.alternative))
    around = {plain(run): _around(run) for run in inline_runs(block)}
    return [part for piece in said for part in around.get(piece, [piece])]


def _around(run: Inlines) -> list[str]:
    """The words of ``run`` between its references, which print what the writers number."""
    groups = groupby(run, key=lambda inline: isinstance(inline, CrossReference))
    return [plain(group) for refers, group in groups if not refers]


def _foreign_words(pack: Pack, text: str, *, read: bool) -> list[str]:
    """What stands in ``text`` between the pieces of the pack and is not the writer's own."""
    bare, position, found = _bare(text), 0, []
    table, figure = (
        re.escape(_bare(label)).replace(r"\{number\}", r"\d+")
        for label in (pack.furniture.table_label, pack.furniture.figure_label)
    )
    own_words = re.compile(_OWN.format(table=f"{table}?", figure=f"{figure}?"))
    after_contents = False
    for block in pack.blocks:
        for piece in map(_bare, _pieces(block, read=read)):
            place = bare.find(piece, position)
            assert place >= 0, f"{block.id}: “{piece}” is missing or out of order"
            between = bare[position:place]
            if not after_contents and not own_words.fullmatch(between):
                found.append(f"{block.id}: {between}")
            position, after_contents = place + len(piece), False
        after_contents = after_contents or isinstance(block, Contents)  # its entries follow
    rest = bare[position:]
    return [*found, rest] if rest else found


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_and_pdf_hold_the_same_pieces_in_the_same_order(
    tmp_path: Path, language: str
) -> None:
    """LibreOffice's text of the DOCX and the PDF's structure tree, each against the pack."""
    pack = sample_pack(language)
    (tmp_path / "pack.docx").write_bytes(sample_docx(language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "pack.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )

    # LibreOffice leaves the words of footnotes out of its text, so they are read from their part.
    text = (tmp_path / "pack.txt").read_text(encoding="utf-8-sig")
    assert _foreign_words(pack, text, read=False) == []
    part = etree.fromstring(parts_of((tmp_path / "pack.docx").read_bytes())["word/footnotes.xml"])
    told = ["".join(t.text or "" for t in note.iter(f"{W}t")) for note in part.iter(f"{W}footnote")]
    assert [_bare(words) for words in told if words] == _notes(pack) != []
    spoken = ReadPdf(sample_pdf(language).data).tree().text(frozenset({"Reference"}))
    assert _foreign_words(pack, spoken, read=True) == []
