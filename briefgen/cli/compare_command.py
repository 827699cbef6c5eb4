"""briefgen compare: what a reader of an old pack must know, as a list and as an addendum."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.asking import asking_of_file
from briefgen.cli.options import (
    as_of_option,
    day_of,
    facts_option,
    json_option,
    open_factbase,
    print_json,
    tell,
    tell_misnamed,
)
from briefgen.cli.passwords import passphrase_in, password_file_option
from briefgen.errors import PackFileError, UsageError
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefgen.factbase.base import FactBase
    from briefgen.pack.after.compare import Difference, Side

CHANGED = 1
_BRIEF = ".brief"


@click.command(short_help="Say what differs between two packs.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), metavar="OUT",
    help="A .docx or .pdf to write an addendum to; may be given again.",
)  # fmt: skip
@click.option(
    "--number", type=click.IntRange(1, 999), default=1, show_default=True,
    help="The number of the addendum.",
)  # fmt: skip
@click.option(
    "--product", default="addendum", show_default=True, metavar="NAME|FILE.toml",
    help="The sections of the addendum and their order.",
)  # fmt: skip
@facts_option
@click.option(
    "--facts-old", "old_facts_path", type=click.Path(path_type=Path), metavar="PATH",
    help="The fact base of OLD, where it is another.",
)  # fmt: skip
@as_of_option
@click.option(
    "--all", "each", is_flag=True, help="Also what only follows from other changes, and counts."
)
@password_file_option
@json_option
def compare(
    old: Path,
    new: Path,
    outputs: tuple[Path, ...],
    number: int,
    product: str,
    as_of: str | None,
    *,
    each: bool,
    as_json: bool,
    **paths: Path | None,
) -> int:
    """Say what differs between OLD and NEW: .brief files or finished packs (exit 1)."""
    from briefgen.cli.compare_told import told  # noqa: PLC0415 - locale data
    from briefgen.pack.after.compare import compare as differences_of  # noqa: PLC0415
    from briefgen.render.writing import check_targets  # noqa: PLC0415

    check_targets(outputs)
    day = day_of(as_of) or datetime.now(UTC).date()
    base = open_factbase(paths["facts_path"])
    old_path = paths["old_facts_path"]
    passphrase = passphrase_in(paths["password_file"])
    before = _side(old, open_factbase(old_path) if old_path else base, day, passphrase)
    now = _side(new, base, day, passphrase)
    differences = differences_of(before, now)
    if differences and outputs:
        _write_addendum(before, now, differences, outputs, number, product)
    elif outputs:
        tell("nothing has changed, so no addendum was written.")
    written = outputs if differences else ()
    if as_json:
        print_json(_document(before, now, differences, written))
    else:
        lines = told(differences, None) if each else _told_in_short(differences, before, now)
        for line in (*lines, *map(str, written)):
            print(line)
    return CHANGED if differences else 0


def _told_in_short(differences: tuple[Difference, ...], old: Side, new: Side) -> Iterator[str]:
    from briefgen.cli.compare_told import (  # noqa: PLC0415
        ONLY_COUNTS,
        causes_between,
        older_told,
        told,
    )
    from briefgen.pack.addendum.dates import without_older  # noqa: PLC0415
    from briefgen.pack.after.verify import recorded_request  # noqa: PLC0415
    from briefgen.pack.after.worth_telling import worth_telling  # noqa: PLC0415
    from briefgen.pack.templates import read_words  # noqa: PLC0415

    words = read_words(bundled_templates(), recorded_request(new.printed).language)
    telling = worth_telling(differences, old, new, words)
    if differences and not telling:
        return iter((ONLY_COUNTS,))
    telling, older = without_older(telling, old, new)
    rest = told(telling, causes_between(old, new)) if telling or not older else ()
    return chain(older_told(older), rest)


def _side(path: Path, base: FactBase, day: date, passphrase: str | None) -> Side:
    from briefgen.pack.after.compare import side_of_made, side_of_printed  # noqa: PLC0415
    from briefgen.render.making import make_to_fit  # noqa: PLC0415 - loads the locale data
    from briefgen.render.reading import read_pack  # noqa: PLC0415

    templates = bundled_templates()
    if path.suffix.lower() == _BRIEF:
        with asking_of_file(path).told_where(base, templates) as request:
            made, _ = make_to_fit(base, request, templates, day)
        return side_of_made(made, path.name)
    tell_misnamed(path)
    printed = read_pack(path, passphrase)
    if "addendum" in printed.record:
        raise PackFileError(path, "it is an addendum itself: name the pack it belongs to.")
    return side_of_printed(printed, base, templates)


def _write_addendum(
    old: Side,
    new: Side,
    differences: tuple[Difference, ...],
    outputs: tuple[Path, ...],
    number: int,
    product: str,
) -> None:
    from briefgen.pack.addendum.making import make_addendum, prints_most_of  # noqa: PLC0415
    from briefgen.render.files import export, find_house  # noqa: PLC0415
    from briefgen.render.remaking import with_pages  # noqa: PLC0415

    templates = bundled_templates()
    _refuse_two_visits(old, new)
    laid = with_pages(old, templates)
    pack = make_addendum(laid, new, differences, templates, number, product)
    house = new.made.selection.request.house if new.made else ""
    export(pack, find_house(templates, house), outputs)
    if prints_most_of(new, pack):
        tell(
            "the addendum prints more than half of the pack anew; a new issue may serve those who "
            "hold it better."
        )


def _refuse_two_visits(old: Side, new: Side) -> None:
    """An addendum brings one pack up to date; that of another visit is a pack of its own."""
    from briefgen.pack.after.verify import recorded_request  # noqa: PLC0415
    from briefgen.render.keeping import other_visit  # noqa: PLC0415

    recorded = old.printed.record.get("request", {}).get("visit", {})
    another = other_visit(recorded, recorded_request(new.printed).visit)
    if another:
        raise UsageError(
            f"{old.printed.name} is the pack of another visit, “{another}”, than "
            f"{new.printed.name}: hand that out as it is; compare without -o tells what differs."
        )


def _document(
    old: Side, new: Side, differences: tuple[Difference, ...], outputs: tuple[Path, ...]
) -> dict[str, Any]:
    from briefgen.pack.after.compare import changed_rows, renamed_rows  # noqa: PLC0415

    renamed = renamed_rows(old, new)
    rows = changed_rows(old, new, renamed)
    return {
        "old": _side_document(old),
        "new": _side_document(new),
        "differences": [
            {
                "kind": str(d.kind),
                "part": d.part,
                "title": d.title,
                "block": d.block,
                "whole": d.whole,
                "before": d.before,
                "now": d.now,
                "figures": list(d.figures),
            }
            for d in differences
        ],
        "changed_rows": {table: list(names) for table, names in rows.items()},
        "renamed_rows": dict(renamed.by_table) if renamed else {},
        "outputs": [str(path) for path in outputs],
    }


def _side_document(side: Side) -> dict[str, str]:
    record = side.printed.record
    return {
        "name": side.printed.name,
        "as_of": record["as_of"],
        "fact_base": f"{record['fact_base']} {record['fact_base_version']}",
        "digest": record["digest"],
    }
