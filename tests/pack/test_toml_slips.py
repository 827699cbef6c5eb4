"""Slips in the TOML of a template: one sentence with the line, what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen import resources
from briefgen.errors import TemplateError
from briefgen.pack.product import read_product
from briefgen.pack.templates import read_toml

if TYPE_CHECKING:
    from pathlib import Path

SLIPS = (
    ("topic_on_new_page = True", "“True” is written true here, in small letters"),
    ("topic_on_new_page = yes", "“yes” is written true here"),
    ("title = Checklist", "“Checklist” is a text: put straight quotes"),
    ("title =", "there is nothing behind the “=”"),
    ("title = ?", "“?” is no value: write a text in straight quotes, a number, true or false"),
    ('title: "Checklist"', "write “=” behind “title” and not a colon"),
    ('the title = "Checklist"', "“the title” is no name of a key: a name has no spaces"),
    ('= "Checklist"', "there is no name before the “=”"),
    ("title", "this cannot be read as “name = value”"),
    ("// for the desk", "a note begins with #"),
    ("our_share = 0,5", "a full stop before its decimals: 0.5"),
    ("points = 04", "a number has no zeros before it: 4"),
    ('title = "The "short" one"', "there are quotes within the text: put single quotes"),
    ('title = "Checklist" for the desk', "something stands behind the value"),
    ('title = "Checklist', "the text is not closed"),
    ("title = 'Checklist", "the text is not closed"),
    ('title = """Checklist', "a text is not closed"),
    (r'title = "C:\desk"', "a backslash in a text is typed twice"),
    (r'title = "C:\users"', "a backslash in a text is typed twice"),
    ("[depth", "the brackets of this head do not close: write [depth]."),
    ("[[pattern]", "the brackets of this head do not close: write [[pattern]]."),
    ('sections = ["cover" "contents"]', "a comma is missing in this list"),
    ('[limits]\n[limits]\ntitle = "A"', "[limits] stands here for the second time"),
    ('title = "A"\ntitle = "B"', "“title” stands here for the second time"),
    ("title = “Checklist”", "there is the curly quote “"),
    ("on = 2026-02-30", "February 2026 has 28 days"),
    ("one = { a = 1, a = 2 }", "a name stands twice in these braces"),
    ('title = "A\a"', "a sign in the line that nobody sees"),
)
OF_THE_READER = ("Invalid", "Expected", "Cannot", "Unclosed", "Illegal", "(at ", "declar")


@pytest.mark.parametrize(("text", "message"), SLIPS)
def test_a_slip_in_a_template_is_told_in_one_sentence_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    """None of it in the words of a reader of TOML."""
    path = tmp_path / "ours.toml"
    path.write_text(f"format = 2\n{text}\n", encoding="utf-8")

    with pytest.raises(TemplateError) as told:
        read_toml(path)
    words = str(told.value).removeprefix(f"The template {path} cannot be used: ")
    line = 3 if "\n" in text else 2
    assert words.startswith(f"line {line}: ")
    assert message in words
    assert words.endswith(".")
    assert not [one for one in OF_THE_READER if one in words]


def test_an_open_list_is_told_where_the_next_key_begins(tmp_path: Path) -> None:
    """No comma is missing there."""
    path = tmp_path / "ours.toml"
    path.write_text('sections = ["cover",\n  "contents"\nrest = ["A"]\n', encoding="utf-8")

    with pytest.raises(TemplateError, match="line 3: a bracket before this line is not closed"):
        read_toml(path)


@pytest.mark.parametrize("quotes", ["'", '"""', "'''"])
def test_a_text_that_runs_on_is_told_where_it_begins(tmp_path: Path, quotes: str) -> None:
    """A reader of TOML comes to the end of the file before it gives up."""
    path = tmp_path / "ours.toml"
    text = f'format = 2\none = {quotes}It runs on\ntitle = "A" # it\'s one\n[depth]\n'
    path.write_text(text if "'" in quotes else text.replace("'", ""), encoding="utf-8")

    with pytest.raises(TemplateError, match=r"line 2: .*text is not closed"):
        read_toml(path)


def test_the_lines_of_further_slips_are_told_along(tmp_path: Path) -> None:
    """One look at the file is enough."""
    path = tmp_path / "ours.toml"
    path.write_text("title = A\nformat = 2\na = yes\nb = 1,5\n", encoding="utf-8")

    with pytest.raises(TemplateError, match=r"line 1: .*: line 3, 4\.$"):
        read_toml(path)


def test_a_template_saved_with_a_mark_of_its_letters_is_read(tmp_path: Path) -> None:
    """As editors on Windows save it."""
    text = (resources.bundled_templates() / "products/checklist.toml").read_text(encoding="utf-8")
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8-sig")

    assert read_product(resources.bundled_templates(), str(path)).title == "Checklist"
