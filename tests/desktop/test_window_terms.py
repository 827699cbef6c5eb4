"""Who works in the window is not sent to the command line."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import briefgen
from briefgen.desktop.errors import describe
from briefgen.desktop.window_terms import (
    _commands,
    by_field,
    in_window_terms,
    without_commands,
)
from briefgen.errors import UpdateError, UsageError

if TYPE_CHECKING:
    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded


def _told(folder: Path) -> str:
    """All the sentences that the engine may say, one a line."""
    found: list[str] = []
    for path in folder.rglob("*.py"):
        if "desktop" not in path.parts and "cli" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
    return "\n".join(found)


def test_each_phrase_that_is_replaced_is_one_that_the_engine_says() -> None:
    """A phrase that was put otherwise there would be replaced no longer."""
    told = _told(Path(briefgen.__file__).parent)
    for phrase in _commands():
        assert phrase in told, phrase
        assert without_commands(phrase) != phrase


def test_what_files_reveal_is_told_without_commands(
    short_desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Neither the hint on the name nor that on the record names an option."""
    window, dialogs = short_desk
    dialogs.exports.append((tmp_path / "letter.docx", tmp_path / "letter.pdf"))
    window.menus.actions["export"].trigger()
    tree = window.reveals.tree
    said = [
        branch.child(row).text(2)
        for branch in (tree.topLevelItem(0), tree.topLevelItem(1))
        if branch
        for row in range(branch.childCount())
    ]
    assert any("the name that an export proposes is number, issue" in one for one in said)
    assert any("a generation record (a plain copy has none)" in one for one in said)
    assert not [one for one in said if "--" in one or "build" in one]
    assert any(one.startswith("the request says “Principal”: “") for one in said)
    assert any(one.endswith("under “Delegations”") for one in said)
    assert not [one for one in said if "visit." in one or "under [" in one]
    assert any(one.endswith("under “Comes up”") for one in said)
    told = by_field("the request says 2 things under [selection]", {})
    assert told == "the request says 2 things under “what you ticked, left out or moved by hand”"


def test_errors_and_findings_are_told_without_commands() -> None:
    """What the command line alone can do is said to be so."""
    older = UpdateError(
        "a.briefupdate",
        "this is the older version 11; "
        "to go back on purpose, give the reason with --allow-downgrade.",
    )
    assert "--allow" not in describe(older).text
    assert "left to the command line" in describe(older).text
    topics = UsageError("There is no topic “x”; “briefgen facts topics” lists the finer ones.")
    assert describe(topics).text == "There is no topic “x”."
    fix = "Choose whose: PAK or KAZ, as --voice, voice in the .brief, or Voice in the window."
    assert in_window_terms(fix, {}) == "Choose whose: Pakistan or Kazakhstan, under Voice."
