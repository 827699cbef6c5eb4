"""briefgen facts export and import: tables out to a spreadsheet and, shown first, in again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.options import (
    facts_option,
    first_option,
    json_option,
    last_option,
    open_factbase,
    print_json,
    split_list,
    tell,
    topics_option,
)
from briefgen.errors import OutputError, UsageError
from briefgen.factbase.index import FactIndex, FactQuery
from briefgen.pack.request import Request, resolve_topics
from briefgen.render.writing import write_whole
from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.exchange.changes import Change, Import
    from briefgen.factbase.exchange.places import Finding, Place

_SHORT = 200  # characters of a cell that are shown


# --- export -------------------------------------------------------------------------------------


@click.command("export")
@click.option(
    "-o", "output", required=True, metavar="OUT",
    help="A file (.xlsx, .csv, .json), or a new folder for the Data Package.",
)  # fmt: skip
@topics_option
@first_option
@last_option
@click.option("--search", "text", metavar="WORDS", default="", help="Words the fact must hold.")
@click.option(
    "--no-facts", is_flag=True,
    help="Only topics, organisations, measures, places and acronyms: to begin with.",
)  # fmt: skip
@facts_option
def export_facts(
    output: str,
    topics: str | None,
    first: str | None,
    last: str | None,
    text: str,
    facts_path: Path | None,
    *,
    no_facts: bool,
) -> int:
    """Write the facts and what they rest on to a spreadsheet or a folder."""
    from briefgen.factbase.exchange import outgoing  # noqa: PLC0415 - most of a second

    formats = {
        ".xlsx": outgoing.export_xlsx,
        ".csv": outgoing.export_csv,
        ".json": outgoing.export_json,
    }
    path = Path(output)
    is_folder = output.endswith(("/", "\\")) or not path.suffix
    if not is_folder and path.suffix.lower() not in formats:
        raise UsageError(
            f"“{path.name}” ends in none of {', '.join(formats)}: the ending picks the format; "
            "a folder is written with / behind it."
        )
    base = open_factbase(facts_path)
    chosen = _chosen(base, topics, first, last, text)
    if no_facts and chosen is not None:
        raise UsageError("--no-facts leaves out all facts: name no topics, dates or words with it.")
    if chosen == []:
        tell("no fact is found, and none is written; look at the topics, dates and words.")
    chosen = [] if no_facts else chosen
    if is_folder:
        _write_folder(path, outgoing.export_package(base, chosen))
    else:
        write_whole({path: formats[path.suffix.lower()](base, chosen)})
    print(path)
    return 0


def _chosen(
    base: FactBase, topics: str | None, first: str | None, last: str | None, text: str
) -> list[str] | None:
    """The ids of the facts asked for, newest first; none where the whole base is meant."""
    if topics is None and not (first or last or text):
        return None
    wanted = resolve_topics(base, split_list(topics)) if topics is not None else ()
    dates = Request(first=first or "", last=last or "").dates
    return list(FactIndex(base).search(FactQuery(wanted, dates, text)))


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with ``files``, there as a whole or not at all. Raises OutputError."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(folder, "there is something of that name already; name a new folder.")
        with tempfile.TemporaryDirectory(
            prefix=".briefgen-", dir=folder.absolute().parent, ignore_cleanup_errors=True
        ) as temporary:
            whole = Path(temporary) / folder.name
            whole.mkdir()
            for name in files:
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole({whole / name: data for name, data in files.items()})
            if folder.exists():
                folder.rmdir()
            whole.rename(folder)
    except OSError as error:
        raise OutputError(folder, f"{error.strerror or error}; choose another place.") from error


# --- import -------------------------------------------------------------------------------------


@click.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="The folder of the fact base that takes them in.",
)  # fmt: skip
@click.option("--table", metavar="NAME", default="", help="The table that a .csv file is for.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@json_option
def import_facts(
    files: tuple[Path, ...], folder: Path | None, table: str, *, dry_run: bool, as_json: bool
) -> int:
    """Take tables (.xlsx, .csv) and sources (.json, .bib) into a fact base of your own.

    Rows are matched by their id and nothing is deleted. One error, and nothing is written.
    """
    from briefgen.factbase.exchange.incoming import plan_import  # noqa: PLC0415 - slow to load

    if not files:
        raise UsageError("Name the files to take in: a .xlsx, .csv, .json or .bib file.")
    plan = plan_import(_checked(folder), files, table)
    is_written = not dry_run and not plan.is_refused and bool(plan.files)
    if is_written:
        _replace_together(plan)
    if as_json:
        print_json(_document(plan, is_written=is_written))
    else:
        for note in plan.notes:
            tell(note)
        _print_plan(plan, is_written=is_written)
    return 1 if plan.is_refused else 0


def _checked(folder: Path | None) -> Path:
    """The folder to change. Raises UsageError for none, and for the facts that are shipped."""
    if folder is None:
        raise UsageError(
            "Say which fact base takes the files in: --into FOLDER "
            "(briefgen facts export -o FOLDER/ makes one of the bundled facts)."
        )
    shipped = bundled_data().resolve()
    is_checkout = (shipped.parent / "pyproject.toml").is_file()
    if folder.resolve().is_relative_to(shipped) and not is_checkout:
        raise UsageError(
            f"{folder} holds the facts that came with the program, which are never changed: "
            "make a copy of your own with briefgen facts export -o FOLDER/"
        )
    if (folder.is_dir() or not folder.exists()) and not (folder / "datapackage.json").is_file():
        raise UsageError(
            f"{folder} is no fact base yet (there is no datapackage.json in it): "
            f"“briefgen facts export --no-facts -o {folder}/” begins one that is empty, and "
            "without --no-facts one with the facts that came with the program."
        )
    return folder


def _replace_together(plan: Import) -> None:
    """Write all tables, or leave all as they were. Raises OutputError."""
    for path, before in plan.before.items():
        if path.read_bytes() != before:
            raise OutputError(path, "somebody has changed it just now; run the import again.")
    try:
        write_whole(plan.files)
    except OutputError:
        # One table may stand in its place when the next is refused one, open in a spreadsheet.
        write_whole({p: old for p, old in plan.before.items() if p.read_bytes() != old})
        raise


def _print_plan(plan: Import, *, is_written: bool) -> None:
    for table, counts in plan.counts.items():
        print(
            f"{table}: {counts.added} added, {counts.changed} changed, "
            f"{counts.unchanged} unchanged, {counts.refused} refused"
        )
        for change in plan.changes:
            if change.table == table:
                _print_change(change)
    for finding in plan.findings:
        print(finding)
    print(_outcome(plan, is_written=is_written))


def _print_change(change: Change) -> None:
    print(f"  {change.kind} {', '.join(change.key)} ({change.place})")
    for column in change.columns:
        old = f"{_shown(column.old)} -> " if change.kind == "changed" else ""
        print(f"    {column.column}: {old}{_shown(column.new)}")


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return (line if len(line) <= _SHORT else f"{line[:_SHORT]}…") or "(empty)"


def _outcome(plan: Import, *, is_written: bool) -> str:
    if plan.is_refused:
        errors = sum(finding.severity == "error" for finding in plan.findings)
        what = "the error" if errors == 1 else f"the {errors} errors"
        return f"Nothing was written: mend {what} and run the import again."
    if is_written:
        return f"Written to {plan.folder}: {', '.join(path.name for path in plan.files)}."
    return "Nothing was written: a dry run." if plan.files else "Nothing to write: no change."


def _document(plan: Import, *, is_written: bool) -> dict[str, object]:
    return {
        "into": str(plan.folder),
        "written": [str(path) for path in plan.files] if is_written else [],
        "tables": {
            name: {
                "added": counts.added,
                "changed": counts.changed,
                "unchanged": counts.unchanged,
                "refused": counts.refused,
            }
            for name, counts in plan.counts.items()
        },
        "changes": [_change_document(change) for change in plan.changes],
        "problems": [_finding_document(finding) for finding in plan.findings],
        "notes": list(plan.notes),
    }


def _change_document(change: Change) -> dict[str, object]:
    return {
        "change": str(change.kind),
        "table": change.table,
        "key": list(change.key),
        **_place_document(change.place),
        "columns": [
            {"column": column.column, "old": column.old, "new": column.new}
            for column in change.columns
        ],
    }


def _finding_document(finding: Finding) -> dict[str, object]:
    return {
        "severity": str(finding.severity),
        **_place_document(finding.place),
        "id": finding.record,
        "message": finding.message,
    }


def _place_document(place: Place) -> dict[str, str]:
    return {"file": place.file, "sheet": place.sheet, "place": place.spot}
