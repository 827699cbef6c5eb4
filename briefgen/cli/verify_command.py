"""briefgen verify: from a finished file alone, what was altered and what has changed since."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from briefgen.cli.options import (
    as_of_option,
    counted,
    day_of,
    facts_option,
    json_option,
    open_factbase,
    print_json,
    tell_misnamed,
)
from briefgen.cli.passwords import passphrase_in, password_file_option
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.base import FactBase
    from briefgen.pack.after.verdict_told import ToldChange, ToldEdit
    from briefgen.pack.after.verify import Change, Edit, Verdict
    from briefgen.pack.printed import PrintedPack
    from briefgen.render.drawn_pages import PageChanges

CHANGED = 1
_DEEDS = {
    "edited": "{where} was edited; it now begins: {text} ({block})",
    "undescribed": "{where}: the figure lost its text alternative; its words are as printed "
    "({block})",
    "gone": "{where} is gone ({block})",
    "added": "Text was added: {text}",
    "unmarked": "The marking is missing from {where}.",
    "touched": "The words of the pages are as printed, but the file was changed otherwise.",
}
_FATES = {
    "changed": "has changed",
    "superseded": "was superseded",
    "withdrawn": "was withdrawn",
    "ended": "has ended",
    "renamed": "was renamed",
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
    from briefgen.pack.after.verify import verify as judge  # noqa: PLC0415 - loads the locale data
    from briefgen.render.reading import read_pack  # noqa: PLC0415
    from briefgen.render.remaking import pages_changed, why_not_same  # noqa: PLC0415

    tell_misnamed(file)
    passphrase = passphrase_in(password_file)
    printed = read_pack(file, passphrase)
    day = day_of(as_of) or datetime.now(UTC).date()
    base, templates = open_factbase(facts_path), bundled_templates()
    verdict = judge(printed, base, templates, day, product=product or "", house=house or "")
    why = why_not_same(file, printed, verdict.remade, templates, passphrase)
    pages = pages_changed(file, printed, verdict.remade, templates, passphrase)
    if as_json:
        print_json(_document(printed, verdict, why, pages))
    else:
        for line in _told(file, printed, verdict, why, base, pages):
            print(line)
    return 0 if verdict.is_unchanged else CHANGED


def _told(
    file: Path,
    printed: PrintedPack,
    verdict: Verdict,
    why: str,
    base: FactBase,
    pages: PageChanges | None,
) -> Iterator[str]:
    from briefgen.pack.after.verdict_told import told_verdict  # noqa: PLC0415 - locale data
    from briefgen.render.remaking import SAVED_AGAIN  # noqa: PLC0415

    told = told_verdict(verdict, printed, base)
    record = printed.record
    kind = "addendum" if "addendum" in record else record["product"]
    yield (
        f"{file}: {kind}, as at {record['as_of']}, by {record['program']} "
        f"from the fact base {record['fact_base']} {record['fact_base_version']}."
    )
    saved_again = why == SAVED_AGAIN and not verdict.edits  # as a PDF could not be, unseen
    if saved_again:
        yield "\nWhat the file says is unaltered; another program saved it again."
    else:
        yield f"\n{_count(len(verdict.edits), 'alteration')} in the file."
    if pages:
        yield from map("  {}".format, _pages_told(pages))
    for one in told.edits:
        if pages and one.edit.deed == "touched":
            continue  # told by its pages
        yield f"  {_edit(one)}"
        if one.before or one.now:
            yield f"    was: {one.before or 'nothing'}"
            yield f"    now: {one.now or 'nothing'}"
    yield f"\n{_count(len(verdict.changes), 'change')} in what it rests on."
    yield from map(_change, told.changes)
    if not why:
        yield "\nThe same file can be made again, byte for byte."
    elif not saved_again:
        yield f"\nThe same file cannot be made again: {why.rstrip('.')}."
    if told.different:
        yield f"What would read differently: {'; '.join(told.different)}."


def _pages_told(pages: PageChanges) -> Iterator[str]:
    """What became of the pages; where nothing did, that another program saved the file."""
    from briefgen.pack.after.verdict_told import listed  # noqa: PLC0415 - locale data

    if pages.are_none:
        yield "Every page is drawn as it was: the file was saved again, or changed elsewhere."
    for numbers, one, several in (
        (pages.gone, "is gone", "are gone"),
        (
            pages.otherwise,
            "is drawn otherwise, or bears a note",
            "are drawn otherwise, or bear notes",
        ),
        (pages.moved, "stands elsewhere", "stand elsewhere"),
        (pages.added, "was added", "were added"),
    ):
        if numbers:
            named = listed(map(str, numbers))
            yield f"Pages {named} {several}." if numbers[1:] else f"Page {named} {one}."


def _edit(told: ToldEdit) -> str:
    """An alteration by its place, the page where the file tells pages, and the id last."""
    edit = told.edit
    where = f"{told.where}, page {told.page}" if told.page else told.where
    if edit.deed != "unmarked":
        where = f"{where[:1].upper()}{where[1:]}"
    return _DEEDS[edit.deed].format(where=where, block=edit.block, text=edit.text)


def _change(told: ToldChange) -> str:
    """A change by the words of its row and the first page that prints it, the id last."""
    change = told.change
    page = f"page {told.page}" if told.page else ""
    where = ", ".join(filter(None, (told.words and f"“{told.words}”", page)))
    said = f"{_ROWS[change.table]} {_FATES[change.fate]}. {change.now}"
    return f"  {where}: the {said} ({change.id})" if where else f"  The {said} ({change.id})"


def _count(number: int, noun: str) -> str:
    return counted(number, noun) if number else f"No {noun}s"


def _document(
    printed: PrintedPack, verdict: Verdict, why: str, pages: PageChanges | None
) -> dict[str, Any]:
    record = printed.record
    return {
        "file": printed.name,
        "unchanged": verdict.is_unchanged,
        "program": record["program"],
        "product": record["product"],
        "as_of": record["as_of"],
        "fact_base": f"{record['fact_base']} {record['fact_base_version']}",
        "edits": [_edit_document(edit) for edit in verdict.edits],
        "pages": asdict(pages) if pages else None,
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
