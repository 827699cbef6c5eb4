"""templates: products and house styles, listed, copied and checked."""

from __future__ import annotations

import json
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from pathlib import Path


def test_templates_can_be_listed_shown_checked_and_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy starts from a product and never overwrites."""
    target = tmp_path / "mine.toml"

    assert main(["templates", "list"]) == 0
    assert "visit-pack" in capsys.readouterr().out
    assert main(["templates", "show", "checklist", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["limits"]["points"] == 4
    assert main(["templates", "check"]) == 0
    assert main(["templates", "new", "checklist", str(target)]) == 0
    assert 'title = "Checklist"' in target.read_text(encoding="utf-8")
    assert main(["templates", "new", "checklist", str(target)]) == 2


def test_every_mistake_in_a_product_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keys and lines of all slips at once, in the order to mend them."""
    target = tmp_path / "mine.toml"
    main(["templates", "new", "checklist", str(target)])
    text = target.read_text(encoding="utf-8")
    slips = {"pairs = 5": "pears = 5", "our_share = 0.5": "our_share = 50", "seen_days": "sen_days"}
    for right, wrong in slips.items():
        text = text.replace(right, wrong)
    target.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    capsys.readouterr()

    assert main(["templates", "check", str(target), "--json"]) == 1

    found = json.loads(capsys.readouterr().out)
    named = [(m["line"], m["mistake"]) for m in found]
    for wrong in slips.values():
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(wrong.split()[0]))
        assert any(n == line and wrong.split(" ", 1)[0] in why for n, why in named), wrong
    assert "lacks “pairs”" in named[-2][1]
    assert "lacks “seen_days”" in named[-1][1]


@pytest.fixture
def own_templates(tmp_path: Path) -> Path:
    """A folder of templates to make mistakes in."""
    folder = tmp_path / "templates"
    return copytree(bundled_templates(), folder, ignore=ignore_patterns("faces", "ready"))


def _edit(path: Path, right: str, wrong: str) -> int:
    """Put ``wrong`` in place of ``right`` in a file; the line that stands in."""
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return text[: text.index(right)].count("\n") + 1


def test_the_printed_words_are_checked_with_the_rest(
    own_templates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing, misspelled or lacks a brace would stop a pack, or be printed wrong."""
    words = own_templates / "words" / "ru.toml"
    text = words.read_text(encoding="utf-8")
    held = text.splitlines()
    head = held.index("[headings]") + 1
    contents = _edit(words, "\ncontents = ", "\ncontentz = ") + 1
    number = next(n for n, line in enumerate(held, 1) if " {page}" in line or "{number}" in line)
    key = held[number - 1].partition(" ")[0]
    _edit(words, held[number - 1], held[number - 1].replace("{", "{x"))
    with words.open("a", encoding="utf-8") as file:
        file.write('[topics]\n"own.topic" = "Своя тема"\n' if "[topics]" not in text else "")

    assert main(["templates", "check", "--templates", str(own_templates)]) == 1
    told = capsys.readouterr().out
    assert f"{words}, line {contents}: there is no “contentz” under [headings]" in told
    assert "did you mean “contents”?" in told
    assert f"{words}, line {head}: “contents” under [headings] is missing" in told
    assert f"{words}, line {number}: “{key}” under [" in told
    assert "products 7, house styles 3, languages 4; mistakes: " in told


def test_files_that_cannot_be_read_are_told_beside_the_mistakes_in_others(
    own_templates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One look is enough: a slip in one file does not hide what is amiss in the next."""
    words = own_templates / "words" / "en.toml"
    slip = _edit(words, 'language = "', "language = ")
    card = own_templates / "products" / "pocket-card.toml"
    other = _edit(card, "true", "True")
    wrong = _edit(own_templates / "products" / "checklist.toml", "pairs = 5", "pears = 5")

    assert main(["templates", "check", "--templates", str(own_templates)]) == 1
    told = capsys.readouterr().out
    assert f"{words}, line {slip}: " in told
    assert f"{card}, line {other}: “True” is written true" in told
    assert f"checklist.toml, line {wrong}: " in told
    assert "languages 4; mistakes: 4." in told
