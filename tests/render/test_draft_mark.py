"""The word for a draft: on every page of both formats until the pack is final."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pikepdf
from msgspec.structs import replace

from briefgen.pack.after.verify import hand_edits, remake
from briefgen.pack.build import make_pack
from briefgen.pack.request import Request
from briefgen.render.docx import write_docx
from briefgen.render.files import render_files
from briefgen.render.house_file.reader import read_house
from briefgen.render.pdf.document import write_pdf
from briefgen.render.reading_docx import read_docx
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.pdf_reading import ReadPdf
from tests.render.sample import every_block
from tests.render.word_files import W, ministry, paragraph_text, parts_of, zipped
from tests.render.word_lint import lint

REQUEST = Request(topics=("trade",), as_of=TODAY)


def _drafted() -> bytes:
    pack = every_block()
    pack = replace(pack, furniture=replace(pack.furniture, draft="DRAFT"))
    return write_docx(pack, read_house(ministry()), {"trade": 3})


def test_every_page_of_a_draft_says_so_at_head_and_foot() -> None:
    """Cover included, as a badge: light letters on a dark ground, no part of what is read aloud."""
    house, pack = read_house(ministry()), every_block()
    final = write_pdf(pack, house)
    draft = write_pdf(replace(pack, furniture=replace(pack.furniture, draft="DRAFT")), house)

    pdf = ReadPdf(draft.data)
    for number in range(draft.pages):
        said = [text for text in pdf.artifact_text(number) if "DRAFT" in text]
        assert len(said) == 2
        badges = [fill for fill in pdf.fills if fill.page == number and fill.color == "1F1F1F"]
        assert len(badges) == 2
    assert (draft.pages, draft.heading_pages) == (final.pages, final.heading_pages)
    assert "DRAFT" not in pdf.tree().text()
    assert not [line for line in ReadPdf(final.data).lines if "DRAFT" in line.text]


def test_every_header_and_footer_of_a_draft_says_so() -> None:
    """Those of the cover too, where it stands in a line of its own."""
    data = _drafted()
    assert lint(data) == []
    document = docx.Document(BytesIO(data))
    section = document.sections[0]
    for part in (section.header, section.footer, section.first_page_header):
        said = "\n".join(paragraph_text(paragraph._p) for paragraph in part.paragraphs)
        assert "\u00a0DRAFT\u00a0" in said
        [badge] = [r for p in part.paragraphs for r in p.runs if "DRAFT" in r.text]
        assert badge._r.find(f"{W}rPr/{W}shd").get(f"{W}fill") == "1F1F1F"
    final = parts_of(write_docx(every_block(), read_house(ministry()), {}))
    assert not [name for name, part in final.items() if b"DRAFT" in part]


def test_a_pack_is_a_draft_until_somebody_says_that_it_is_final() -> None:
    """Its record tells which, so that the same pack can be made again either way."""
    base = bundled_base()
    draft = make_pack(base, REQUEST, bundled_templates(), TODAY).pack
    final = make_pack(base, REQUEST, bundled_templates(), TODAY, final=True).pack

    assert (draft.furniture.draft, draft.record["draft"]) == ("DRAFT", "DRAFT")
    assert (final.furniture.draft, final.record["draft"]) == ("", "")


def test_a_draft_mark_is_no_edit_and_its_loss_is_one() -> None:
    """Verify reads the mark back, makes the pack again with it, and misses it where it is gone."""
    pack = make_pack(bundled_base(), REQUEST, bundled_templates(), TODAY).pack
    house = read_house(ministry())
    path = Path("pack.docx")
    data = render_files(pack, house, [path])[path]
    printed = read_docx(data, path)
    assert list(hand_edits(printed)) == []
    remade = remake(printed, bundled_base(), bundled_templates())
    assert remade.made is not None
    assert render_files(remade.made.pack, house, [path])[path] == data

    parts = parts_of(data)
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(b"DRAFT", b"")
    edits = list(hand_edits(read_docx(zipped(parts), path)))
    assert [(edit.deed, edit.block) for edit in edits] == [("unmarked", "footer1")]


def test_the_mark_leaves_the_pdf_whole() -> None:
    """A draft is an archival file like any other."""
    pack = every_block()
    marked = replace(pack, furniture=replace(pack.furniture, draft="DRAFT"))
    with pikepdf.open(BytesIO(write_pdf(marked, read_house(ministry())).data)) as pdf:
        assert not pdf.check_pdf_syntax()
