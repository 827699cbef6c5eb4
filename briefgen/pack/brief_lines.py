"""A ``.brief`` taken apart into its statements and the comments before, beside and within them.

A TOML reader drops comments; this keeps where each stands. The text is TOML that has been read, so
that nothing here has to complain.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Where = tuple["str | int", ...]  # ("visit", "place"), ("programme", 0, "event")

_TOKEN = re.compile(
    r"""
      (?P<text> \"{3}(?:\\.|[^\\])*?\"{3,5}(?!\") | '{3}.*?'{3,5}(?!')
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* )
    | (?P<end> \n )
    | (?P<open> [\[{] )
    | (?P<close> [\]}] )
    | (?P<other> [^"'\#\[\]{}\n]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_Token = tuple[str, str]  # what it is, and its text


class Item(Struct):
    """A text in a list: what it says, how it is written, the comments above and beside it."""

    value: str
    source: str
    above: list[str]
    beside: str = ""

    @property
    def is_remarked(self) -> bool:
        """Whether a comment is on it."""
        return bool(self.above or self.beside)


class Statement(Struct):
    """The head of a table, or a key with its value, and where it stands in the document.

    ``above`` are the lines of comment before it, and empty ones; ``beside`` the comment at its end.
    ``items`` are those of a list of texts, ``tail`` the comments behind the last of them. ``line``
    is the number of its first line, from 1.
    """

    where: Where
    lines: list[str]
    above: list[str]
    beside: str = ""
    items: list[Item] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    line: int = 0

    @property
    def key(self) -> str:
        """The key as it is written; empty for the head of a table."""
        name, equals, _ = self.lines[0].partition("=")
        return name.strip() if equals and not name.lstrip().startswith("[") else ""

    @property
    def is_remarked(self) -> bool:
        """Whether a comment is on it: within, beside, or above with no empty line between."""
        within = self.tail or any(item.is_remarked for item in self.items)
        return bool(self.beside or within or (self.above and self.above[-1]))


def statements_of(text: str) -> tuple[list[Statement], list[str]]:
    """The statements of ``text`` in order, and the lines of comment behind the last."""
    found: list[Statement] = []
    table: Where = ()
    rows: Counter[Where] = Counter()
    above: list[str] = []
    line = 0
    for tokens in _logical_lines(text):
        first, line = line + 1, line + 1 + sum(words.count("\n") for _, words in tokens)
        said = [token for token in tokens if token[0] != "comment" and token[1].strip()]
        remarks = [words for kind, words in tokens if kind == "comment"]
        if not said:
            above.append(remarks[0].rstrip() if remarks else "")
            continue
        if said[0][0] == "open":
            table = _table_of("".join(words for _, words in said).strip(), rows)
            where = table
        else:
            where = (*table, *_path(_key_of(said)))
        found.append(_statement(where, tokens, above))
        found[-1].line = first
        above = []
    return found, above


def value_at(document: object, where: Where) -> object:
    """What stands in a ``document`` at ``where``; None where there is nothing."""
    for step in where:
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def _logical_lines(text: str) -> Iterator[list[_Token]]:
    """The tokens of each line, or of several lines where brackets hold them together."""
    line: list[_Token] = []
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and not depth:
            yield line
            line = []
        else:
            line.append((kind, match[0]))
    if line:
        yield line


def _statement(where: Where, tokens: Sequence[_Token], above: list[str]) -> Statement:
    beside = tokens[-1][1].rstrip() if tokens[-1][0] == "comment" else ""
    own = tokens[:-1] if beside else tokens
    lines = "".join(words for _, words in tokens).strip().split("\n")
    items, tail = _items(own)
    within = [words for kind, words in own if kind == "comment"]
    if within and not items:  # no list of texts: what stands in it stands above it
        return Statement(where, lines, [*above, *within], beside)
    if beside and lines:
        lines[-1] = lines[-1].rstrip()
    return Statement(where, lines, above, beside, items, tail)


def _items(tokens: Sequence[_Token]) -> tuple[list[Item], list[str]]:
    """The items of a list of texts, and the comments behind them; nothing of another value."""
    kinds = [kind for kind, _ in tokens]
    if kinds.count("open") != 1 or kinds[0] == "open":
        return [], []
    items: list[Item] = []
    above: list[str] = []
    on_line: Item | None = None
    for kind, words in tokens[kinds.index("open") + 1 :]:
        if kind == "text":
            on_line = Item(_value_of(words), words, above)
            items.append(on_line)
            above = []
        elif kind == "end":
            on_line = None
        elif kind == "comment" and on_line:
            on_line.beside = words.rstrip()
        elif kind == "comment":
            above.append(words.rstrip())
    return items, above


# --- where ----------------------------------------------------------------------------------------


def _table_of(head: str, rows: Counter[Where]) -> Where:
    """Where the table under ``head`` is; of a list of tables, its number too."""
    if not head.startswith("[["):
        return _path(head[1:-1])
    path = _path(head[2:-2])
    rows[path] += 1
    return (*path, rows[path] - 1)


def _key_of(tokens: Sequence[_Token]) -> str:
    """What stands before the sign of equality."""
    key = ""
    for kind, words in tokens:
        name, equals, _ = words.partition("=") if kind == "other" else (words, "", "")
        key += name
        if equals:
            break
    return key


def _path(name: str) -> Where:
    """The parts of a dotted name, of which some may be quoted."""
    inside: object = tomllib.loads(f"{name} = 0")
    path: list[str] = []
    while isinstance(inside, dict):
        [(part, inside)] = inside.items()
        path.append(part)
    return tuple(path)


def _value_of(source: str) -> str:
    return str(tomllib.loads(f"x = {source}")["x"])
