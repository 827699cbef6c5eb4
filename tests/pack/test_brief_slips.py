"""Slips that people make in a ``.brief``: each told as what was meant, with where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import BriefFileError, BriefgenError
from briefgen.pack.brief_file import read_brief, request_from

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'format = 2\ntopics = ["trade"]\n'
ENTRY = 'side = "PAK"\nname = "A. Khan"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}[visit]\ntitle = “Visit to Astana”\n", "line 4 has the curly quote “, as Word"),
        (f'{HEAD}[visit]\ntitle = "Visit to Astana”\n', "line 4 has the curly quote ”, as Word"),
        (f"{HEAD}[visit]\ntitle = ‘Visit’ # so\n", "line 4 has the curly quote ‘, as Word"),
        (f"{HEAD}marking = «SECRET»\n", "line 3 has the curly quote «, as Word"),
        ('format = 2\ntopics = ["trade", “culture”]\n', 'put straight quotes (") around the text'),
        (
            f'{HEAD}[visit]\ntitle = "Visit\nplace = "A"\n',
            "the text in line 4 is not closed: put a",
        ),
        (
            f"{HEAD}[delegation]\n{ENTRY}[[delegation]]\n{ENTRY}",
            "[delegation] in line 3 needs double brackets: write [[delegation]] over each entry.",
        ),
        (
            f"{HEAD}[[delegation]]\n{ENTRY}[delegation] # the second\n{ENTRY}",
            "[delegation] in line 6 needs double brackets: write [[delegation]] over each entry.",
        ),
        (f"{HEAD}[delegation]\n{ENTRY}", "must stand under [[delegation]], in double brackets"),
        (f'{HEAD}[[visit]]\ntitle = "A"\n', "write [visit], in single brackets"),
        (
            f'{HEAD}[[delegation]]\n{ENTRY}layout = "print"\n',
            "under [[delegation]] and is a key of the whole file: put it above the first line in",
        ),
        (f'{HEAD}[visit]\nhouse = "ministry"\n', "“house” stands under [visit] and is a key of"),
        (f'{HEAD}[likelihood]\nvoice = "PAK"\n', "“voice” stands under [likelihood] and is"),
        (
            f'{HEAD}[visit]\ndates = "2026-12-08/2026-12-07"\n',
            "the first day, 2026-12-08, lies after the last, 2026-12-07: swap the two.",
        ),
    ],
)
def test_a_slip_is_told_as_what_was_meant(tmp_path: Path, text: str, message: str) -> None:
    """One sentence with the place and the remedy, not where a reader of TOML gave up."""
    path = tmp_path / "visit.brief"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BriefgenError, match=re.escape(message)):
        request_from(read_brief(path), path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('title = "the Minister’s “visit”" oops', "line 4"),
        ("title = = 3 # “so”", "line 4"),
        ('title = "a\\q “b”"', "Unescaped"),
    ],
)
def test_quotes_that_are_no_slip_are_not_blamed(tmp_path: Path, line: str, message: str) -> None:
    """Curly ones within a text or a comment are as they should be."""
    path = tmp_path / "visit.brief"
    path.write_text(f"{HEAD}[visit]\n{line}\n", encoding="utf-8")

    with pytest.raises(BriefFileError, match=message) as told:
        read_brief(path)
    assert "curly" not in str(told.value)


def test_a_key_of_a_head_may_be_called_as_one_of_the_file(tmp_path: Path) -> None:
    """The language of an entry of the programme is its own."""
    path = tmp_path / "visit.brief"
    entry = '[[programme]]\nevent = "Talks"\nlanguage = "Kazakh"\n'
    path.write_text(HEAD + entry, encoding="utf-8")

    assert request_from(read_brief(path), path).programme[0].language == "Kazakh"
