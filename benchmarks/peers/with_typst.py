"""Typst through its Python package: one template, the content as a JSON file beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import typst
from content import write_content

_TEMPLATE = Path(__file__).with_name("pack.typ")


def prepare(content: dict[str, Any], folder: Path) -> None:
    """Put the template into the folder that the compiler may read."""
    del content
    shutil.copy(_TEMPLATE, folder)


def write(content: dict[str, Any], folder: Path, target: Path) -> None:
    """Compile the template over the content that was read, tagged."""
    _write(content, folder, target, tags=True)


def write_untagged(content: dict[str, Any], folder: Path, target: Path) -> None:
    """The same without tags."""
    _write(content, folder, target, tags=False)


def _write(content: dict[str, Any], folder: Path, target: Path, *, tags: bool) -> None:
    data = "content.json"  # read by the compiler itself, which is its fastest way
    if "edition" in content:
        data = "edited.json"
        write_content(content, folder / data)
    typst.compile(
        folder / _TEMPLATE.name,
        output=target,
        font_paths=[folder / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"content": data},
        pdf_tags=tags,
    )
