"""Workbooks that a stranger made to do harm, or that are damaged: refused, one sentence each."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from briefgen.factbase.exchange.incoming import plan_import
from briefgen.factbase.exchange.places import ExchangeError
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    Rows = Sequence[Mapping[str, object]]


from tests.factbase.workbooks import add_part, changed_workbook, messages, rewrite, write_workbook

DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels"]
)
def test_a_part_with_a_doctype_is_refused(tmp_path: Path, part: str) -> None:
    """An entity could be a bomb, or say in one reader what it does not say in another."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    with zipfile.ZipFile(file) as archive:
        root = archive.read(part).split(b"<", 2)[1 if b"<?xml" not in archive.read(part) else 2]
    start = b"<" + root[:8]
    rewrite(file, part, start, DOCTYPE + start)

    with pytest.raises(ExchangeError, match="DOCTYPE"):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/macrosheets/sheet1.xml", b"<x/>", "macros"),
        ("xl/worksheets/sheet1.xml", b"<x/>", "not built as a workbook"),
        ("xl/zeros.bin", b"\0" * (20 * 2**20), "far more than a table holds"),
        ("docProps/more.xml", b"<x", "damaged"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_no_table_needs_is_refused(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    """A macro, a second part of one name, a bomb, a damaged part."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    add_part(file, name, data)

    with pytest.raises(ExchangeError, match=message):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    """All but the first would come in empty."""
    file = changed_workbook(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("M2:N2"))

    with pytest.raises(
        ExchangeError, match="sheet facts, the cells M2:N2 are merged: unmerge them"
    ):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "has a password"),
        ("a.xlsx", b"no archive", "no whole .xlsx file"),
        ("a.xlsx", b"", "no whole .xlsx file"),
        ("a.xlsm", b"x", "may hold macros"),
        ("a.xls", b"x", "save it as .xlsx"),
        ("a.docx", b"x", "ends in .xlsx, .csv, .json or .bib"),
        ("missing.xlsx", None, "no such file"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    """With what to do about it."""
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(ExchangeError, match=message):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    """As a broken copy from a stick is."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    file.write_bytes(file.read_bytes()[:-200])

    with pytest.raises(ExchangeError, match="no whole"):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """With a sentence and no traceback."""
    file = tmp_path / "a.xlsx"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    file.write_bytes(content.getvalue())

    with pytest.raises(ExchangeError, match="cannot be read"):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("XFD1048576", "cell XFD1048576: a table may have 50,000 rows"),
        ("A50001", "50,000 rows"),
        ("BI2", "60 columns"),
    ],
)
def test_a_table_of_absurd_size_is_refused_at_its_cell(
    tmp_path: Path, cell: str, message: str
) -> None:
    """One cell in the last corner would otherwise be a table of millions."""
    file = changed_workbook(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__(cell, "x"))

    with pytest.raises(ExchangeError, match=message):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_rows_that_only_look_formatted_do_not_count(tmp_path: Path) -> None:
    """A spreadsheet keeps a colour down to the last row."""

    def paint(sheet: Worksheet) -> None:
        sheet["A60000"].font = openpyxl.styles.Font(bold=True)

    plan = plan_import(
        write_tiny_base(tmp_path / "base"), [changed_workbook(tmp_path / "a.xlsx", paint)]
    )

    assert plan.counts["facts"].unchanged == 1


def test_names_of_columns_belong_in_the_first_row(tmp_path: Path) -> None:
    """A title above them is not guessed away."""
    file = changed_workbook(tmp_path / "a.xlsx", lambda sheet: sheet.insert_rows(1))
    plan = plan_import(write_tiny_base(tmp_path / "base"), [file])

    assert "belong in row 1" in messages(plan)["a.xlsx, sheet facts, row 2"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'<row r="2"', b'<row r="9999999"', "numbered past the last one"),
        (b'<c r="A2"', b'<c r="A-2"', "damaged and cannot be read"),
    ],
)
def test_a_sheet_with_impossible_addresses_is_refused(
    tmp_path: Path, old: bytes, new: bytes, message: str
) -> None:
    """Before its rows are counted up to a number that has no end."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    rewrite(file, "xl/worksheets/sheet1.xml", old, new)

    with pytest.raises(ExchangeError, match=message):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    """The flag in the archive says so."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    data = bytearray(file.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    file.write_bytes(data)

    with pytest.raises(ExchangeError, match="has a password"):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


def test_a_workbook_is_not_opened_without_the_guard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OPENPYXL_DEFUSEDXML=False in the environment switches it off."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)

    with pytest.raises(ExchangeError, match="switched off"):
        plan_import(write_tiny_base(tmp_path / "base"), [file])


@pytest.mark.timeout(30)  # without its limit the search would take hours
def test_merged_cells_are_looked_for_in_one_go(tmp_path: Path) -> None:
    """Words in a comment may begin like one again and again."""
    file = write_workbook(tmp_path / "a.xlsx", facts=[FACT])
    begun = b"".join(b"<mergeCell %d " % number for number in range(200_000))
    end = b"</worksheet>"
    rewrite(file, "xl/worksheets/sheet1.xml", end, b"<!--" + begun + b"-->" + end)

    assert plan_import(write_tiny_base(tmp_path / "base"), [file]).findings == ()
