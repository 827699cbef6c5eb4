"""build --keep-edits: what a person changed in a Word file becomes part of the .brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.cli.options import tell
from briefgen.errors import UsageError
from briefgen.pack.brief_file import brief_text, read_brief, request_from, text_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.after.taking_in import TakenIn
    from briefgen.pack.request import Request


def check_keeping(edited: Path, brief: Path | None, outputs: Sequence[Path]) -> None:
    """Raise UsageError where edits could not be kept, or would be written over."""
    if brief is None:
        raise UsageError("Name the .brief that takes the edits in: briefgen build VISIT.brief …")
    if edited.resolve() in {path.resolve() for path in outputs}:
        raise UsageError(f"{edited} holds the edits: write the new pack under another name.")


def keep_edits(
    edited: Path,
    brief: Path,
    request: Request,
    base: FactBase,
    templates: Path,
    today: date,
    passphrase: str | None,
) -> tuple[Request, dict[str, Any]]:
    """``request`` with the edits of ``edited``, and what was done, as a JSON document.

    It is told on standard error; then the .brief is written, and beside it what has no place.
    """
    from briefgen.render.keeping import (  # noqa: PLC0415 - reads Word files
        edits_of,
        unplaced_path,
        unplaced_text,
    )
    from briefgen.render.writing import write_whole  # noqa: PLC0415

    taken = edits_of(edited, request, base, templates, today, passphrase)
    _tell(taken, edited)
    files: dict[Path, bytes] = {}
    if taken.request != request:
        own = request_from(read_brief(brief), brief)
        kept = replace(own, reworded=taken.request.reworded, dropped=taken.request.dropped)
        files[brief] = brief_text(kept, text_before(brief)).encode()
    document = _document(taken)
    if taken.unplaced:
        path = unplaced_path(brief)
        files[path] = unplaced_text(taken, edited.name).encode()
        document["unplaced_file"] = str(path)
    write_whole(files)
    for path in files:
        tell(f"{path} was written.")
    return taken.request, document


def _tell(taken: TakenIn, edited: Path) -> None:
    for new in taken.reworded:
        words = f"now reads “{new.now}”" if new.now else "reads as it did before"
        tell(f"{new.where} {words}, in place of “{new.before}”.")
        if new.elsewhere:
            places = "; ".join(new.elsewhere)
            tell(f"the old words still stand in {places}: edit them there too, or leave them.")
    for struck in taken.dropped:
        tell(f"{struck.where}: {struck.place} is dropped: “{struck.before}”.")
    for one in taken.unplaced:
        words = f" “{one.text}”" if one.text else ""
        tell(f"not placed, {one.where}:{words} {one.why}")
    if not (taken.reworded or taken.dropped or taken.unplaced):
        tell(f"nothing was edited in {edited}.")


def _document(taken: TakenIn) -> dict[str, Any]:
    return {
        "reworded": [
            {
                "place": new.place,
                "where": new.where,
                "before": new.before,
                "now": new.now,
                "elsewhere": list(new.elsewhere),
            }
            for new in taken.reworded
        ],
        "dropped": [
            {"id": one.place, "where": one.where, "words": one.before} for one in taken.dropped
        ],
        "unplaced": [
            {"why": one.why, "where": one.where, "text": one.text} for one in taken.unplaced
        ],
    }
