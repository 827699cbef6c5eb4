"""pandoc: the content as Markdown, turned into a Word file by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from content import plain

if TYPE_CHECKING:
    from pathlib import Path

_SOURCE = "pandoc.md"


def command(folder: Path, target: Path) -> list[str]:
    """How to write ``target`` from what was prepared in ``folder``."""
    return [
        "pandoc", "--from=markdown-smart", "--to=docx", "--toc", f"--resource-path={folder}",
        str(folder / _SOURCE), "-o", str(target),
    ]  # fmt: skip


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Write the Markdown, which is not counted; the charts are the pictures of python-docx."""
    lines = [f"---\ntitle: '{content['title']}'\nsubtitle: '{content['subtitle']}'\n---", ""]
    for number, section in enumerate(content["sections"], 1):
        lines += [f"# {_safe(section['heading'])}", ""]
        for spans in section["paragraphs"]:
            lines += [_marked(spans), ""]
        lines += _table(section["table"])
        for place, spans in enumerate(section["points"], 1):
            lines += [f"{place}. {_marked(spans)}", ""]
        lines += [_safe(section["chart"]["title"]), "", f"![](chart{number}.png)\\ ", ""]
    lines += ["# Sources", ""]
    for number, spans in enumerate(content["sources"], 1):
        lines += [f"\\[{number}\\] {_safe(plain(spans))}", ""]
    (folder / _SOURCE).write_text("\n".join(lines), encoding="utf-8")


def _safe(text: str) -> str:
    return text.replace(".", "\\.", 1) if text[0].isdigit() else text


def _marked(spans: list[list[Any]]) -> str:
    marks = {"text": "{}", "bold": "**{}**", "cite": "^\\[{}\\]^"}
    return "".join(marks[kind].format(text) for kind, text in spans)


def _table(table: dict[str, Any]) -> list[str]:
    rows = [table["heads"], ["---", "---", "--:", "--:", "--:"], *table["rows"]]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [_safe(table["caption"]), "", *lines, ""]
