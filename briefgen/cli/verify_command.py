"""briefgen verify: from a finished file alone, what was altered and what has changed since."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.options import (
    as_of_option,
    day_of,
    facts_option,
    json_option,
    open_factbase,
    print_json,
)
from briefgen.cli.passwords import passphrase_in, password_file_option
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from briefgen.pack.printed import PrintedPack
    from briefgen.pack.verify import Change, Edit, Verdict

CHANGED = 1
_DEEDS = {
    "edited": "The block {block} was edited; it now begins: {text}",
    "gone": "The block {block} is gone.",
    "added": "Text was added: {text}",
    "unmarked": "The {block} lacks the marking.",
    "touched": "The words of the pages are as printed, but the file was changed otherwise.",
}
_FATES = {
    "changed": "has changed",
    "superseded": "was superseded",
    "withdrawn": "was withdrawn",
    "ended": "has ended",
    "overdue": "is past its review",
    "rival": "has gained a rival",
}
_ROWS = {
    "facts": "fact",
    "observations": "figure",
    "lines": "line",
    "people": "person",
    "sources": "source",
}


@click.command(short_help="Say what of a finished pack has changed.")
@click.argument("file", type=click.Path(path_type=Path))
@facts_option
@as_of_option
@click.option("--product", metavar="FILE.toml", help="The product of your own it was made with.")
@click.option("--house", metavar="FILE.docx", help="The house style of your own it was made with.")
@password_file_option
@json_option
def verify(
    file: Path,
    facts_path: Path | None,
    as_of: str | None,
    product: str | None,
    house: str | None,
    *,
    password_file: Path | None,
    as_json: bool,
) -> int:
    """Say what in FILE (.docx, .pdf) was altered, and what of it has changed since (exit 1)."""
    from briefgen.pack.verify import verify as judge  # noqa: PLC0415 - loads the locale data
    from briefgen.render.reading import read_pack  # noqa: PLC0415
    from briefgen.render.remaking import why_not_same  # noqa: PLC0415

    passphrase = passphrase_in(password_file)
    printed = read_pack(file, passphrase)
    day = day_of(as_of) or datetime.now(UTC).date()
    base, templates = open_factbase(facts_path), bundled_templates()
    verdict = judge(printed, base, templates, day, product=product or "", house=house or "")
    why = why_not_same(file, printed, verdict.remade, templates, passphrase)
    if as_json:
        print_json(_document(printed, verdict, why))
    else:
        _print(file, printed, verdict, why)
    return 0 if verdict.is_unchanged else CHANGED


def _print(file: Path, printed: PrintedPack, verdict: Verdict, why: str) -> None:
    record = printed.record
    print(
        f"{file}: {record['product']}, as at {record['as_of']}, by {record['program']} "
        f"from the fact base {record['fact_base']} {record['fact_base_version']}."
    )
    print(f"\n{_count(len(verdict.edits), 'alteration')} in the file.")
    for edit in verdict.edits:
        print(f"  {_DEEDS[edit.deed].format(block=edit.block, text=edit.text)}")
    print(f"\n{_count(len(verdict.changes), 'change')} in what it rests on.")
    for change in verdict.changes:
        print(f"  The {_ROWS[change.table]} {change.id} {_FATES[change.fate]}. {change.now}")
    print()
    if why:
        print(f"The same file cannot be made again: {why.rstrip('.')}.")
    else:
        print("The same file can be made again, byte for byte.")
    if verdict.remade.different:
        print("Blocks that would read differently: " + ", ".join(verdict.remade.different) + ".")


def _count(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def _document(printed: PrintedPack, verdict: Verdict, why: str) -> dict[str, Any]:
    record = printed.record
    return {
        "file": printed.name,
        "unchanged": verdict.is_unchanged,
        "program": record["program"],
        "product": record["product"],
        "as_of": record["as_of"],
        "fact_base": f"{record['fact_base']} {record['fact_base_version']}",
        "edits": [_edit_document(edit) for edit in verdict.edits],
        "changes": [_change_document(change) for change in verdict.changes],
        "same_bytes": not why,
        "why_not_same": why,
        "would_differ": list(verdict.remade.different),
    }


def _edit_document(edit: Edit) -> dict[str, str]:
    return {"deed": str(edit.deed), "block": edit.block, "text": edit.text}


def _change_document(change: Change) -> dict[str, str]:
    return {
        "fate": str(change.fate),
        "table": change.table,
        "id": change.id,
        "now": change.now,
    }
