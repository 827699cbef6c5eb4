"""The content that every peer writes: plain data (dictionaries, lists, strings) in one JSON file.

Every peer reads it from there, in a process whose time is counted, so this loads little.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = 5  # of each table


def write_content(content: dict[str, Any], path: Path) -> None:
    """Keep ``content`` in the file that the peers read."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def read_content(path: Path) -> dict[str, Any]:
    """What `write_content` kept."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def spoken(content: dict[str, Any]) -> list[str]:
    """Every word that a document made of ``content`` must say, in order, without the contents.

    Marks that a program makes by itself (numbers of lists, pages and sources) are not among them.
    """
    pieces = [content["title"], content["subtitle"]]
    for section in content["sections"]:
        table, chart = section["table"], section["chart"]
        pieces.append(section["heading"])
        pieces += [plain(paragraph) for paragraph in section["paragraphs"]]
        pieces += [table["caption"], *table["heads"]]
        pieces += [cell for row in table["rows"] for cell in row]
        pieces += [plain(point) for point in section["points"]]
        pieces.append(chart["title"])
    pieces += [plain(source) for source in content["sources"]]
    return " ".join(pieces).split()


def plain(spans: list[list[Any]]) -> str:
    """The words of ``spans`` without their citations."""
    return "".join(text for kind, text in spans if kind != "cite")
