"""Facts export and import as a user meets them: what is shown, written, and left alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import briefgen
from briefgen.cli import main
from briefgen.resources import bundled_data
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A small fact base of the user's own."""
    return write_tiny_base(tmp_path / "base")


@pytest.fixture
def workbook(base: Path, tmp_path: Path) -> Path:
    """That base, exported."""
    file = tmp_path / "facts.xlsx"
    main(["facts", "export", "--facts", str(base), "-o", str(file)])
    return file


def edit(file: Path, cells: dict[str, str], sheet: str = "facts") -> None:
    """Change cells of a workbook as a curator does."""
    workbook = openpyxl.load_workbook(file)
    for cell, text in cells.items():
        workbook[sheet][cell] = text
    workbook.save(file)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- export ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "starts"), [("a.xlsx", b"PK"), ("a.csv", b'\xef\xbb\xbf"id"'), ("a.json", b"{")]
)
def test_the_ending_picks_the_format(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, starts: bytes
) -> None:
    """The path is printed, nothing else."""
    file = tmp_path / name

    assert main(["facts", "export", "--facts", str(base), "-o", str(file)]) == 0
    assert file.read_bytes().startswith(starts)
    assert capsys.readouterr() == (f"{file}\n", "")


@pytest.mark.parametrize("name", ["mine", "mine/", "mine.v2/"])
def test_a_folder_becomes_a_fact_base(base: Path, tmp_path: Path, name: str) -> None:
    """One that can be checked, imported into and built from."""
    assert main(["facts", "export", "--facts", str(base), "-o", f"{tmp_path}/{name}"]) == 0
    assert contents(tmp_path / name) == contents(base)
    assert main(["facts", "check", "--facts", f"{tmp_path}/{name}"]) == 0


def test_a_base_of_ones_own_begins_without_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the registers to choose from; a first import goes in, and a pack can be made of it."""
    mine, files = tmp_path / "mine", write_tiny_base(tmp_path / "files")
    assert main(["facts", "export", "--no-facts", "-o", f"{mine}/"]) == 0
    assert main(["facts", "check", "--facts", str(mine)]) == 0
    assert "0 facts, 0 figures, 0 lines, 0 sources; 0 errors" in capsys.readouterr().out
    assert "trade.volume,trade," in (mine / "topics.csv").read_text(encoding="utf-8")

    names = ("facts", "observations", "citations", "organisations")
    tables = [str(files / f"{name}.csv") for name in names]
    assert main(["facts", "import", *tables, str(files / "sources.json"), "--into", str(mine)]) == 0
    assert main(["facts", "check", "--facts", str(mine)]) == 0
    assert "1 fact, 1 figure" in capsys.readouterr().out


def test_an_export_in_which_nothing_is_found_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder of tables would look like a base that was lost."""
    assert main(["facts", "export", "--search", "zzyzx", "-o", f"{tmp_path / 'none'}/"]) == 0
    assert "no fact is found, and none is written" in capsys.readouterr().err
    assert main(["facts", "export", "--no-facts", "--search", "x", "-o", f"{tmp_path}/b/"]) == 2
    assert "--no-facts leaves out all facts" in capsys.readouterr().err


def test_what_is_wrong_is_told_as_one_goes_through_the_files(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File by file and row by row, whichever rule finds it, and errors before questions."""
    head = ",".join(FACT)
    rows = [
        FACT | {"id": "a", "topic": "energy"},
        FACT | {"id": "b", "releasable": "yes", "date": "2022-02-30"},
        FACT | {"id": "c", "places": "lahor"},
    ]
    text = "\n".join([head, *(",".join(row.values()) for row in rows)])
    (tmp_path / "facts.csv").write_text(f"{text}\n", encoding="utf-8")

    assert main(["facts", "import", str(tmp_path / "facts.csv"), "--into", str(base)]) == 1
    lines = capsys.readouterr().out.splitlines()
    cells = [line.split()[3] for line in lines if line.startswith("error: facts.csv, cell")]
    assert cells == sorted(cells, key=lambda cell: int(cell.strip("ABCDEFGHIJKLMN")))
    assert {"B2", "D3", "J3", "G4"} <= set(cells)


def test_an_export_can_be_narrowed(tmp_path: Path) -> None:
    """By topic, dates and words, as a list is."""
    file = tmp_path / "a.json"
    options = ["--topics", "trade", "--from", "2024", "--to", "2025", "--search", "million"]
    assert main(["facts", "export", "-o", str(file), *options]) == 0
    facts = json.loads(file.read_text(encoding="utf-8"))["facts"]

    assert facts
    assert {fact["category"] for fact in facts} == {"trade"}
    assert all("million" in fact["statement"] for fact in facts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.ods"], "ends in none of .xlsx, .csv, .json"),
        (["-o", "nowhere/a.xlsx"], "no such folder"),
        (["-o", "nowhere/a/"], "choose another place"),
        (["-o", "full"], "name a new folder"),
        (["-o", "a.xlsx", "--topics", "trda"], "did you mean “trade”"),
        (["-o", "a.xlsx", "--facts", "nowhere"], "no such folder"),
        ([], "-o"),
    ],
)
def test_an_export_that_cannot_be_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """Exit 2, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    code = main(["facts", "export", *arguments])
    printed = capsys.readouterr()

    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert message in printed.err
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


# --- import ---------------------------------------------------------------------------------------


def test_a_dry_run_shows_each_change_and_writes_nothing(
    base: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Added and changed rows, column by column, each with its place."""
    statement = "Trade of both countries came to 45 million dollars in 2021."
    edit(workbook, {"E2": statement})
    new = FACT | {"id": "trade-2022", "date": "2022", "statement": "Trade grew in 2022."}
    edit(workbook, {f"{chr(64 + i)}3": text for i, text in enumerate(new.values(), start=1)})
    edit(workbook, {"A3": "trade-2022", "B3": "report-2022", "C3": "para 2"}, "citations")
    before = contents(base)
    capsys.readouterr()

    assert main(["facts", "import", str(workbook), "--into", str(base), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "facts: 1 added, 1 changed, 0 unchanged, 0 refused" in shown
    assert "changed trade-2021 (facts.xlsx, sheet facts, row 2)" in shown
    assert f"statement: {FACT['statement']} -> {statement}" in shown
    assert "added trade-2022 (facts.xlsx, sheet facts, row 3)" in shown
    assert "    date: 2022\n" in shown
    assert shown.endswith("Nothing was written: a dry run.\n")
    assert contents(base) == before


def test_an_import_replaces_the_tables_that_change_and_no_others(
    base: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what comes in can be used."""
    edit(workbook, {"N2": "Looked at again."})
    before = contents(base)
    capsys.readouterr()

    assert main(["facts", "import", str(workbook), "--into", str(base)]) == 0
    assert capsys.readouterr().out.endswith(f"Written to {base}: facts.csv.\n")
    changed = {name for name, data in contents(base).items() if data != before[name]}
    assert changed == {"facts.csv"}
    assert b"Looked at again." in contents(base)["facts.csv"]
    assert main(["facts", "check", "--facts", str(base)]) == 0


def test_one_error_and_nothing_is_written(
    base: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1; file, sheet, cell and what to do; the good rows do not go in either."""
    edit(workbook, {"N2": "Good."})
    edit(workbook, {"H2": "=40+5"}, "observations")
    before = contents(base)
    capsys.readouterr()

    assert main(["facts", "import", str(workbook), "--into", str(base)]) == 1
    shown = capsys.readouterr().out
    assert (
        "error: facts.xlsx, sheet observations, cell H2 (trade.2021.total): This is a formula"
        in (shown)
    )
    assert shown.endswith("Nothing was written: mend the error and run the import again.\n")
    assert contents(base) == before


def test_an_import_as_json_is_one_document(
    base: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts, changes, problems, what was written."""
    edit(workbook, {"N2": "New.", "A3": "half"})
    capsys.readouterr()

    assert main(["facts", "import", str(workbook), "--into", str(base), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["written"] == []
    assert document["tables"]["facts"] == {"added": 0, "changed": 1, "unchanged": 0, "refused": 1}
    (change,) = document["changes"]
    assert (change["change"], change["key"], change["place"]) == (
        "changed",
        ["trade-2021"],
        "row 2",
    )
    assert change["columns"] == [{"column": "note", "old": "", "new": "New."}]
    problem = document["problems"][0]
    assert (problem["file"], problem["sheet"], problem["place"]) == (
        "facts.xlsx",
        "facts",
        "cell B3",
    )


def test_the_bundled_facts_exported_and_imported_are_the_same_files(tmp_path: Path) -> None:
    """All tables, through the command line and back."""
    file, copy = tmp_path / "all.xlsx", tmp_path / "copy"
    shutil.copytree(bundled_data(), copy)
    main(["facts", "export", "-o", str(file)])

    assert main(["facts", "import", str(file), "--into", str(copy)]) == 0
    assert contents(copy) == contents(bundled_data())


def test_an_encoding_that_was_guessed_is_told(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, so that the result stays clean."""
    file = tmp_path / "facts.csv"
    file.write_bytes("id,note\ntrade-2021,Торговля\n".encode("cp1251"))

    assert main(["facts", "import", str(file), "--into", str(base)]) == 0
    assert "read as Windows-1251" in capsys.readouterr().err
    assert "Торговля" in (base / "facts.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the files to take in"),
        (["facts.xlsx"], "--into FOLDER"),
        (["facts.xlsx", "--into", "nowhere"], "no datapackage.json"),
        (["facts.xlsx", "--into", "nowhere"], "export --no-facts -o nowhere/” begins one"),
        (["facts.xlsx", "--into", "facts.xlsx"], "facts.xlsx"),
        (["nowhere.xlsx", "--into", "base"], "no such file"),
        (["base", "--into", "base"], "ends in .xlsx, .csv, .json or .bib"),
        (["facts.csv", "--table", "fact", "--into", "base"], "none of the tables"),
    ],
)
def test_an_import_that_cannot_be_is_one_sentence(
    workbook: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """Exit 2."""
    monkeypatch.chdir(workbook.parent)
    capsys.readouterr()
    code = main(["facts", "import", *arguments])
    printed = capsys.readouterr()

    assert (code, printed.out, printed.err.count("\n")) == (2, "", 1)
    assert message in printed.err


def test_a_table_that_cannot_be_replaced_leaves_all_as_they_were(
    base: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Windows a table that is open in a spreadsheet cannot be replaced."""
    edit(workbook, {"N2": "New."})
    edit(workbook, {"C2": "para 9"}, "citations")
    before = contents(base)
    replace: Callable[[Path, Path], Path] = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "citations.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    capsys.readouterr()

    assert main(["facts", "import", str(workbook), "--into", str(base)]) == 2
    assert "the disk is full" in capsys.readouterr().err
    assert contents(base) == before


def test_a_table_that_was_changed_meanwhile_is_not_written_over(
    base: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two people may work on one folder."""
    from briefgen.factbase.exchange import incoming  # noqa: PLC0415

    edit(workbook, {"N2": "New."})
    plan_import = incoming.plan_import

    def while_somebody_writes(folder: Path, paths: tuple[Path, ...], table: str) -> object:
        plan = plan_import(folder, paths, table)
        with (base / "facts.csv").open("a", encoding="utf-8") as file:
            file.write("theirs\n")
        return plan

    monkeypatch.setattr(incoming, "plan_import", while_somebody_writes)

    assert main(["facts", "import", str(workbook), "--into", str(base)]) == 2
    assert "somebody has changed it just now" in capsys.readouterr().err
    assert (base / "facts.csv").read_text(encoding="utf-8").endswith("theirs\n")


def test_the_facts_that_are_shipped_are_never_changed(workbook: Path, tmp_path: Path) -> None:
    """Where the program is installed; in a checkout data/ is where curators work."""
    package = tmp_path / "site" / "briefgen"
    shutil.copytree(Path(briefgen.__file__).parent, package)
    shutil.copytree(bundled_data(), package / "bundled" / "data")
    shutil.copytree(bundled_data().parent / "templates", package / "bundled" / "templates")
    before = contents(package / "bundled" / "data")
    command = [sys.executable, "-m", "briefgen", "facts", "import", str(workbook), "--into"]
    environment = os.environ | {"PYTHONPATH": str(package.parent), "PYTHONUTF8": "1"}

    done = subprocess.run(
        [*command, str(package / "bundled" / "data")],
        cwd=package.parent, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "never changed" in done.stderr
    assert contents(package / "bundled" / "data") == before
    edit(workbook, {"A2": "=1"})
    assert main(["facts", "import", str(workbook), "--into", str(bundled_data()), "--dry-run"]) == 1
