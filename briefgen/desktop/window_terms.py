"""What the checks ask for, in the terms of the window: its fields and pages, not keys of a file."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(
    r"\[\[(?P<rows>\w+)\]\]"
    r"|\((?P<alone>(?:visit|meeting)\.[a-z_]+|as_of)\)"
    r"|\b(?P<said>(?:visit|meeting)\.[a-z_]+|as_of)\b"
)
_IN_RECORD = re.compile(
    r"(?<=the request says )(?P<key>visit\.[a-z_]+)|(?<=under )\[(?P<part>\w+)\]$"
)
_ID = re.compile(r"(?<=”) \((?:fact|figure|line|topic|trade)\.[\w.-]+\)")  # of what is quoted
_FIGURE = "Put the token of an observation in its place."  # the advice of TP15, for a .brief


def without_commands(text: str) -> str:
    """``text`` with what the command line offers by what the window has for it."""
    for command, words in _commands().items():
        text = text.replace(command, words)
    return text


def _commands() -> dict[str, str]:
    say = partial(QCoreApplication.translate, "window_terms")
    return {
        "“build --into” gives number": say("the name that an export proposes is number"),
        "hand over a copy made with “--plain”": say("export and hand over a plain copy"),
        "“--plain” leaves it out": say("a plain copy has none"),
        "Look at it with “briefgen reveal”.": say("Look at it under File › What a file reveals…"),
        "PAK or KAZ, as --voice, voice in the .brief, or Voice in the window.": say(
            "Pakistan or Kazakhstan, under Voice."
        ),
        "; “briefgen facts topics” lists the finer ones": "",
        "start from a fresh copy, “briefgen templates new”": say("start from a product as it came"),
        "to go back on purpose, give the reason with --allow-downgrade": say(
            "going back on purpose is left to the command line"
        ),
    }


def in_window_terms(text: str, names: Mapping[str, str]) -> str:
    """``text`` with the keys of a ``.brief`` by their ``names`` in the window, without ids."""
    if text == _FIGURE:
        return QCoreApplication.translate(
            "window_terms", "Take the number out, or go back to the figure of the facts (F2)."
        )
    bare = without_commands(_ID.sub("", text))
    return _KEY.sub(lambda found: _named(found, names), bare)


def by_field(text: str, names: Mapping[str, str]) -> str:
    """``text`` of what a file says of its request, with fields and pages as the window has them."""
    fields = {key: name.rpartition(" › ")[2] for key, name in names.items()}
    pages = {
        key.partition(".")[0]: name.split(" › ")[-2] for key, name in names.items() if "." in key
    }
    pages |= _parts_without_page()
    return _IN_RECORD.sub(
        lambda found: (
            f"“{fields.get(found['key'], found['key'])}”"
            if found["key"]
            else f"“{fields.get(found['part']) or pages.get(found['part'], found['part'])}”"
        ),
        text,
    )


def _parts_without_page() -> dict[str, str]:
    """What the window calls those parts of a request that none of its pages holds."""
    say = partial(QCoreApplication.translate, "window_terms")
    return {
        "selection": say("what you ticked, left out or moved by hand"),
        "reworded": say("texts in other words"),
        "likelihood": say("Comes up"),
        "overrides": say("Let this fail, with a reason"),
    }


def _named(found: re.Match[str], names: Mapping[str, str]) -> str:
    name = names.get(found["rows"] or found["alone"] or found["said"])
    if name is None:
        return found[0]
    if found["alone"]:
        return f"({name})"
    return f"“{name}”" if found["said"] else name
