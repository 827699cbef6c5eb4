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
    from briefgen.render.remaking import FileChanges

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
_BESIDE = {
    "attached": "What is attached to it or embedded in it is another.",
    "runs": "It runs or fetches what it did not: a script, a macro, a template.",
    "form": "Its fields to fill in or to sign are others.",
    "layers": "Its layers that can be shown and hidden are others.",
    "spoken": "What it tells a screen reader is another.",
    "bookmarks": "Its bookmarks are others.",
    "named": "Its title, author, subject or keywords are others.",
    "settings": "A setting of the whole file is another, as how it opens.",
    "pictures": "A picture was put into it.",
    "comments": "Comments were put into it.",
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
    from briefgen.render.remaking import (  # noqa: PLC0415
        file_changes,
        judged_as_file,
        why_not_same,
    )

    tell_misnamed(file)
    passphrase = passphrase_in(password_file)
    printed = read_pack(file, passphrase)
    day = day_of(as_of) or datetime.now(UTC).date()
    base, templates = open_factbase(facts_path), bundled_templates()
    verdict = judge(printed, base, templates, day, product=product or "", house=house or "")
    why = why_not_same(file, printed, verdict.remade, templates, passphrase)
    changes = file_changes(file, why, verdict.remade, templates, passphrase)
    verdict = judged_as_file(verdict, changes)
    if as_json:
        print_json(_document(printed, verdict, why, changes))
    else:
        for line in _told(file, printed, verdict, why, base, changes):
            print(line)
    return 0 if verdict.is_unchanged else CHANGED


def _told(
    file: Path,
    printed: PrintedPack,
    verdict: Verdict,
    why: str,
    base: FactBase,
    changes: FileChanges | None,
) -> Iterator[str]:
    from briefgen.pack.after.verdict_told import told_verdict  # noqa: PLC0415 - locale data

    told = told_verdict(verdict, printed, base)
    record = printed.record
    kind = "addendum" if "addendum" in record else record["product"]
    yield (
        f"{file}: {kind}, as at {record['as_of']}, by {record['program']} "
        f"from the fact base {record['fact_base']} {record['fact_base_version']}."
    )
    of_file = list(_file_told(changes))
    edits = [one for one in told.edits if one.edit.deed != "touched" or changes is None]
    yield _whether_altered(verdict, changes, len(edits) + len(of_file))
    if changes and changes.pages and changes.pages.are_none and of_file:
        yield "  Every page is drawn as it was."
    yield from map("  {}".format, of_file)
    for one in edits:
        yield f"  {_edit(one)}"
        if one.before or one.now:
            yield f"    was: {one.before or 'nothing'}"
            yield f"    now: {one.now or 'nothing'}"
    yield f"\n{_count(len(verdict.changes), 'change')} in what it rests on."
    yield from map(_change, told.changes)
    if not why:
        yield "\nThe same file can be made again, byte for byte."
    elif not _is_saved_again(verdict, changes):
        yield f"\nThe same file cannot be made again: {why.rstrip('.')}."
    if told.different:
        yield f"What would read differently: {'; '.join(told.different)}."


def _whether_altered(verdict: Verdict, changes: FileChanges | None, count: int) -> str:
    """How much was altered, or that another program only saved the file again."""
    if _is_saved_again(verdict, changes):
        if changes and changes.pages:
            return "\nEvery page says and shows what it did; another program saved the file again."
        return "\nWhat the file says is unaltered; another program saved it again."
    lost = _only_undescribed(verdict, changes)
    if not lost:
        return f"\n{_count(count, 'alteration')} in the file."
    return (
        "\nNo word of the file is altered; the program that saved it again dropped "
        f"the text {'alternative' if lost == 1 else 'alternatives'} of {counted(lost, 'figure')}."
    )


def _is_saved_again(verdict: Verdict, changes: FileChanges | None) -> bool:
    """Whether the file is another only as another program packs it."""
    return changes is not None and changes.are_none and not verdict.edits


def _only_undescribed(verdict: Verdict, changes: FileChanges | None) -> int:
    """How many figures lost their text alternative in a file that is else only saved again."""
    lost = [edit.deed == "undescribed" for edit in verdict.edits]
    is_else_as_it_was = changes is None or changes.are_none
    return len(lost) if is_else_as_it_was and all(lost) else 0


def _file_told(changes: FileChanges | None) -> Iterator[str]:
    """What became of the file besides its words."""
    if changes is None:
        return
    if changes.pages:
        yield from _pages_told(changes.pages)
    yield from (_BESIDE[kind] for kind in changes.beside)


def _pages_told(pages: PageChanges) -> Iterator[str]:
    from briefgen.pack.after.verdict_told import listed  # noqa: PLC0415 - locale data

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
    printed: PrintedPack, verdict: Verdict, why: str, changes: FileChanges | None
) -> dict[str, Any]:
    record = printed.record
    return {
        "file": printed.name,
        "unchanged": verdict.is_unchanged,
        "saved_again": _is_saved_again(verdict, changes),
        "program": record["program"],
        "product": record["product"],
        "as_of": record["as_of"],
        "fact_base": f"{record['fact_base']} {record['fact_base_version']}",
        "edits": [_edit_document(edit) for edit in verdict.edits],
        "pages": asdict(changes.pages) if changes and changes.pages else None,
        "beside": list(changes.beside) if changes else None,
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
