"""briefgen build and briefgen check: from a request to files, or to a list of findings."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from briefgen.cli.asking import asking_of
from briefgen.cli.keep_edits import check_keeping, keep_edits
from briefgen.cli.options import (
    counted,
    open_factbase,
    print_json,
    request_options,
    tell,
)
from briefgen.cli.passwords import passphrase_for_copies, password_file_option
from briefgen.errors import NotFinalError, OutputError, UsageError
from briefgen.pack.naming import suggested_name
from briefgen.render.layout.kept import Kept
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.cli.asking import Asking
    from briefgen.pack.build import MadePack
    from briefgen.pack.findings import Finding
    from briefgen.render.house import House

PROBLEMS_FOUND = 1
BLOCKED = 3

_NOT_PLAIN = (
    "the record inside tells whom the pack speaks for and what was left out; "
    "hand over a copy made with “--plain”."
)


@click.command(short_help="Make a pack as Word file and PDF.")
@request_options
@click.option(
    "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), metavar="OUT",
    help="A .docx or .pdf to write; may be given again.",
)  # fmt: skip
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Write a DOCX and a PDF there, named by number, issue, day and marking.",
)  # fmt: skip
@click.option(
    "--keep-edits", "edited", type=click.Path(path_type=Path), metavar="EDITED.docx",
    help="First take what was changed in this Word file into BRIEF.",
)  # fmt: skip
@click.option("--final", is_flag=True, help="Refuse while a blocking check fails (exit 3).")
@click.option("--plain", is_flag=True, help="Leave the generation record out of the files.")
@click.option("--protect", is_flag=True, help="Ask for a password that the files open with.")
@password_file_option
def build(
    outputs: tuple[Path, ...],
    *,
    folder: Path | None,
    edited: Path | None,
    final: bool,
    plain: bool,
    protect: bool,
    password_file: Path | None,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - from click
) -> int:
    """Make a pack from BRIEF (a .brief file; without one, a sample visit)."""
    if not outputs and not folder and not edited:
        raise UsageError("Say where to write: briefgen build -o briefing.docx -o briefing.pdf")
    from briefgen.render.files import Handing, export  # noqa: PLC0415 - slow to import

    asking = asking_of(options, options["brief"], _unwritable(outputs, folder))
    passphrase = ""
    if not asking.amiss and not asking.faults:  # else nobody types one in vain
        passphrase = passphrase_for_copies(password_file, ask=protect)
    if edited:
        check_keeping(edited, options["brief"], outputs)
    laid = Kept()
    made, house, edits = _make(
        options, asking, final=final, edited=edited, passphrase=passphrase, laid=laid
    )
    if final:
        from briefgen.render.finished import checked_as_final  # noqa: PLC0415

        try:
            made = checked_as_final(made, house)
        except NotFinalError as error:
            for words in (*error.reasons, str(error)):
                tell(words)
            return BLOCKED
    name = suggested_name(made.selection.request, made.pack.furniture.marking, made.pack.as_of)
    outputs += _in_folder(folder, name)
    if edited:
        check_keeping(edited, options["brief"], outputs)
    if outputs:
        handing = Handing(plain=plain, passphrase=passphrase)
        export(made.pack, house, outputs, handing=handing, kept=laid)
    if as_json:
        print_json(_document(made, outputs) | ({"kept_edits": edits} if edited else {}))
    else:
        _print(made, house, outputs, plain=plain)
    return 0


def _unwritable(outputs: Iterable[Path], folder: Path | None) -> Iterator[str]:
    """Why not, for each place that cannot be written to."""
    from briefgen.render.writing import check_folder, unwritable  # noqa: PLC0415 - slow to import

    yield from map(str, unwritable(outputs))
    try:
        if folder:
            check_folder(folder)
    except OutputError as error:
        yield str(error)


def _print(made: MadePack, house: House, outputs: tuple[Path, ...], *, plain: bool) -> None:
    """The files that were written; what there is to say of the pack on standard error."""
    from briefgen.pack.rules.across import ACROSS  # noqa: PLC0415 - slow to import
    from briefgen.pack.rules.asked import BRIEFS, SAYS_WE, SPEAKS  # noqa: PLC0415
    from briefgen.pack.rules.days import DAYS, OVER, OVERLAPS  # noqa: PLC0415 - slow to import
    from briefgen.pack.rules.marking import REGISTRY  # noqa: PLC0415 - slow to import
    from briefgen.pack.rules.placeholders import PLACEHOLDERS  # noqa: PLC0415
    from briefgen.render.finding_groups import OF_REWORDINGS  # noqa: PLC0415
    from briefgen.render.making import house_findings  # noqa: PLC0415

    _tell_findings(made.blocking)
    asked = [SPEAKS, SAYS_WE, ACROSS, DAYS, OVER, OVERLAPS, BRIEFS, *OF_REWORDINGS]
    if not made.pack.furniture.draft:
        asked += [PLACEHOLDERS, *REGISTRY]
    told = set(made.blocking)
    _tell_findings(tuple(f for f in made.findings if f.rule in asked and f not in told))
    _tell_left_out(made)
    _tell_shortened(made)
    _tell_findings(house_findings(house))
    _tell_speaking(made)
    for path in outputs:
        print(path)
    if made.selection.releasable_only and outputs and not plain:
        tell(_NOT_PLAIN)


@click.command(short_help="Say what is amiss with a pack.")
@request_options
@click.option("--all", "each", is_flag=True, help="Each finding on a line of its own, whole.")
def check(*, as_json: bool, each: bool, **options: Any) -> int:  # noqa: ANN401 - from click
    """List what is amiss with the pack that BRIEF makes (exit 1 where something blocks).

    Findings of one rule stand together, with the first few places.
    """
    from briefgen.cli.findings_told import counted, each_told, told  # noqa: PLC0415 - slow to import
    from briefgen.pack.item_names import words_by_id  # noqa: PLC0415 - slow to import
    from briefgen.render.finished import with_files_checked  # noqa: PLC0415 - slow to import

    made, house, _ = _make(options, asking_of(options, options["brief"]))
    made = with_files_checked(made, house)
    if as_json:
        print_json(
            {
                "blocking": len(made.blocking),
                "findings": _findings_document(made.findings),
                "speaking": _speaking_document(made),
            }
        )
    else:
        words = words_by_id(made.pack.blocks)
        for line in (each_told if each else told)(made.findings, words):
            print(line)
        if not each:
            tell(counted(made.findings))
    return PROBLEMS_FOUND if made.blocking else 0


def _make(
    options: dict[str, Any],
    asking: Asking,
    *,
    final: bool = False,
    edited: Path | None = None,
    passphrase: str = "",
    laid: Kept | None = None,
) -> tuple[MadePack, House, dict[str, Any]]:
    """The pack, its house style, and what of ``edited`` was kept in it.

    What was laid out to fit it is kept in ``laid``.
    """
    from briefgen.render.making import make_to_fit  # noqa: PLC0415 - loads the locale data

    base = open_factbase(options["facts_path"])
    today = datetime.now(UTC).date()
    templates = bundled_templates()
    edits: dict[str, Any] = {}
    with asking.told_where(base, templates) as asked:
        request = asked
        if edited:
            brief, opens = options["brief"], passphrase or None
            request, edits = keep_edits(edited, brief, request, base, templates, today, opens)
        made, house = make_to_fit(base, request, templates, today, final=final, kept=laid)
    return made, house, edits


def _in_folder(folder: Path | None, name: str) -> tuple[Path, ...]:
    """The two files called ``name`` in ``folder``; none without a folder."""
    return tuple(folder / f"{name}{suffix}" for suffix in (".docx", ".pdf")) if folder else ()


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        tell(str(finding))


def _tell_left_out(made: MadePack) -> None:
    count = sum(len(lost.left_out) for lost in made.fitted)
    if count:
        what = "1 item was left out" if count == 1 else f"{count} items were left out"
        which = "it" if count == 1 else "them"
        tell(f"to keep to the pages, {what}; “briefgen check --all” names {which}.")


def _tell_shortened(made: MadePack) -> None:
    """Where the rest of the lists is that the pack says it shows in part."""
    counts = [block.id for block in made.pack.blocks if block.id.endswith(".more")]
    if any(not name.endswith(".left_out.more") for name in counts):
        tell(
            "the pack shortens some of its lists; “briefgen facts list” and “briefgen facts "
            "conflicts” have the rest."
        )


def _tell_speaking(made: MadePack) -> None:
    time = made.speaking
    if time and time.room and time.words:
        minutes = "under 1" if time.is_under_a_minute else f"about {time.minutes:.0f}"
        ours = counted(round(time.minutes_of_ours), "minute")
        are = "is" if ours == "1 minute" else "are"
        words = counted(time.words, "word")
        tell(f"to say: {words}, {minutes} of the {ours} that {are} ours.")


def _speaking_document(made: MadePack) -> dict[str, Any]:
    time = made.speaking
    assert time is not None
    return {
        "script_words": time.script_words,
        "points": time.points,
        "point_words": time.point_words,
        "room_words": time.room,
        "minutes": round(time.minutes, 1),
        "minutes_of_ours": round(time.minutes_of_ours, 1),
        "fits": time.fits,
    }


def _document(made: MadePack, outputs: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "outputs": [
            {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in outputs
        ],
        "facts": list(made.selection.facts),
        "record": dict(made.pack.record),
        "speaking": _speaking_document(made),
        "findings": _findings_document(made.findings),
        "fitted": [asdict(lost) for lost in made.fitted],
        "left_out": [
            {"line": left.line.id, "reason": left.reason} for left in made.selection.left_out
        ],
    }


def _findings_document(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    """In the order in which they are told."""
    from briefgen.pack.tasks import by_task  # noqa: PLC0415 - slow to import

    return [_finding_document(finding) for finding in by_task(findings)]


def _finding_document(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "block": finding.block,
        "message": finding.message,
        "fix": finding.fix,
        "overridden": finding.excused,
    }
