"""The two formats say the same: the sample briefing as Word file and as PDF, block by block."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.render.agreeing import bare, foreign_words, notes_of
from tests.render.languages import LANGUAGES, sample_docx, sample_pack, sample_pdf
from tests.render.pdf_reading import ReadPdf
from tests.render.word_files import W, parts_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with LibreOffice's text of each DOCX; the program is started once for all."""
    folder = tmp_path_factory.mktemp("texts")
    names = [f"{language}.docx" for language in LANGUAGES]
    for language, name in zip(LANGUAGES, names, strict=True):
        (folder / name).write_bytes(sample_docx(language))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", *names],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=280,
    )
    return folder


@pytest.mark.timeout(300)
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_and_pdf_hold_the_same_pieces_in_the_same_order(
    texts: Path, language: str
) -> None:
    """LibreOffice's text of the DOCX and the PDF's structure tree, each against the pack."""
    pack = sample_pack(language)

    # LibreOffice leaves the words of footnotes out of its text, so they are read from their part.
    text = (texts / f"{language}.txt").read_text(encoding="utf-8-sig")
    assert foreign_words(pack, text, read=False) == []
    part = etree.fromstring(parts_of(sample_docx(language))["word/footnotes.xml"])
    told = ["".join(t.text or "" for t in note.iter(f"{W}t")) for note in part.iter(f"{W}footnote")]
    assert [bare(words) for words in told if words] == notes_of(pack) != []
    spoken = ReadPdf(sample_pdf(language).data).tree().text(frozenset({"Reference"}))
    assert foreign_words(pack, spoken, read=True) == []
