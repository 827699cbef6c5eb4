"""Workbooks made for the tests of what comes in from them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl

from tests.tiny_base import FACT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from briefgen.factbase.exchange.changes import Import

    Rows = Sequence[Mapping[str, object]]


def write_workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook with a sheet a table; the columns are those of its first row."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    workbook.save(path)
    return path


def changed_workbook(path: Path, change: Callable[[Worksheet], object]) -> Path:
    """A workbook whose sheet of facts holds the one fact of the base, bent by ``change``."""
    write_workbook(path, facts=[FACT])
    workbook = openpyxl.load_workbook(path)
    change(workbook["facts"])
    workbook.save(path)
    return path


def messages(plan: Import) -> dict[str, str]:
    """What was found, by place."""
    return {str(finding.place): finding.message for finding in plan.findings}


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Put other bytes into a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def add_part(path: Path, name: str, data: bytes) -> None:
    """Put a part more into a workbook."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
