"""Why something that was done to a file has no place in a request, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MADE_OF_FACTS = "What stands here comes from the .brief or from the facts: change it there."
_MADE_OF_BRIEF = "What stands here comes from {key} in the .brief: change it there."
_MADE_OF_SOURCES = (
    "What stands here comes from the sources of the facts (sources.json): change it there."
)
THERE = "These are words of the part that they lead to: change them there."
MARKS = (
    "The marks of its sources were changed: they stand for the facts behind the words, so change "
    "those, or reword it."
)
NO_WORD = (
    "No word of it is another: its paragraphs, its rows or the marks of its sources were changed, "
    "and are printed as before."
)
COMMENT = "A comment is not printed: answer it, or put what it asks for into the words."
HEAD = "The heads of columns are the program’s."
_KEYS = {  # of a .brief, by the section or block that prints them
    "cover": "[visit]",
    "contents.issues": "[[issues]]",
    "programme": "[[programme]]",
    "delegations": "[[delegation]]",
    "practical": "[[practical]]",
}


def origin(block: str) -> str:
    """Where what a block says has to be changed."""
    if block.partition(".")[0] == "sources":
        return _MADE_OF_SOURCES
    key = _KEYS.get(block) or _KEYS.get(block.partition(".")[0])
    return _MADE_OF_BRIEF.format(key=key) if key else _MADE_OF_FACTS


def in_order(items: Sequence[str]) -> str:
    """That ``items`` were put in that order, and how to keep it: of lines a request can tell it."""
    lines = [name.partition(".")[2] for name in items if name.startswith("line.")]
    listed = ", ".join(f'"{line}"' for line in lines)
    how = f": set order = [{listed}] under [selection]" if lines else ""
    return f"It was put in another order{how}."
