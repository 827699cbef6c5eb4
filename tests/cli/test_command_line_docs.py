"""The page on the command line names every command, option and key that there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from briefgen.cli import main
from briefgen.cli.commands import briefgen

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "command-line.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
DAY = ["--as-of", "2026-11-22"]


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it."""
    if not isinstance(group, click.Group):
        yield path
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found
        yield from commands(found, (*path, name))


def options_of(path: tuple[str, ...]) -> Iterator[str]:
    """The options of a command, each by all the ways to write it."""
    found: click.Command = briefgen
    for name in path:
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), name)
        assert inner
        found = inner
    for option in found.params:
        if isinstance(option, click.Option):
            yield from (*option.opts, *option.secondary_opts)


@pytest.mark.parametrize("path", [*commands(briefgen)], ids=" ".join)
def test_every_command_and_option_is_on_the_page(path: tuple[str, ...]) -> None:
    """In the section of the command; those of a group by name."""
    section = SECTIONS[path[0]]

    assert path[1:] == () or f"`{' '.join(path)}" in section
    missing = [name for name in options_of(path) if not re.search(rf"`{name}\b", section)]
    assert not missing


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", *DAY],
        ["build", *DAY, "-o", "{folder}/a.pdf"],
        ["verify", "{pack}", *DAY],
        ["compare", "{pack}", "{brief}", *DAY],
        ["reveal", "{pack}"],
        ["facts", "list", "--topics", "trade.targets"],
        ["facts", "topics"],
        ["facts", "check"],
        ["facts", "conflicts"],
        ["facts", "stale", "--as-of", "2027-06-01"],
        ["update", "list"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_key_of_a_json_document_is_on_the_page(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those at the top, and those of what a list holds."""
    brief, pack = tmp_path / "a.brief", tmp_path / "pack.docx"
    brief.write_text('format = 2\nvoice = "PAK"\ntopics = ["trade.targets"]\n', encoding="utf-8")
    main(["build", str(brief), *DAY, "-o", str(pack)])
    capsys.readouterr()
    names = {"pack": str(pack), "brief": str(brief), "folder": str(tmp_path)}
    main([*(one.format(**names) for one in arguments), "--json"])
    document = json.loads(capsys.readouterr().out)
    held = [document] if isinstance(document, dict) else document[:1]

    assert held or arguments[1] == "check"
    for one in held:
        missing = [key for key in one if f"`{key}`" not in SECTIONS[arguments[0]]]
        assert not missing
