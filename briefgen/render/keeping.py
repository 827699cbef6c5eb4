"""Edits made in Word or LibreOffice on their way into a request, and what has no place there."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefgen.errors import PackFileError
from briefgen.pack.after.taking_in import TakenIn, take_in
from briefgen.pack.build import make_pack
from briefgen.pack.templates import read_words
from briefgen.render.reading import read_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.request import Request, Visit


def edits_of(
    edited: Path,
    request: Request,
    base: FactBase,
    templates: Path,
    today: date,
    passphrase: str | None = None,
) -> TakenIn:
    """What a person changed in the Word file ``edited``, taken into ``request``.

    The file may open only with ``passphrase``.

    Raises PackFileError for a file that is no Word file of ours or of another visit, UsageError
    for a request that makes no pack.
    """
    printed = read_pack(edited, passphrase)
    if printed.whole is not None or edited.suffix.lower() == ".pdf":  # a locked one has no seal
        raise PackFileError(edited, "edits are taken from a Word file (.docx), and this is a PDF.")
    if "addendum" in printed.record:
        raise PackFileError(edited, "it is an addendum: make the edits in the pack itself.")
    another = other_visit(printed.record.get("request", {}).get("visit", {}), request.visit)
    if another:
        raise PackFileError(
            edited, f"it is the pack of another visit, “{another}”: open the .brief of that one."
        )
    fitted = printed.record.get("fitted", ())
    made = make_pack(base, replace(request, reworded=()), templates, today, fitted=fitted)
    return take_in(printed, made, request, read_words(templates, request.language))


def other_visit(recorded: Mapping[str, Any], visit: Visit) -> str:
    """The title of the visit ``recorded`` where nothing that tells visits apart is as in ``visit``.

    One that was renamed or put off is still the same.
    """
    told = [(recorded.get(key, ""), getattr(visit, key)) for key in ("title", "place", "dates")]
    given = [(old, new) for old, new in told if old and new]
    is_other = len(given) > 1 and all(old != new for old, new in given)
    return str(recorded["title"]) if is_other and recorded.get("title") else ""


def unplaced_text(taken: TakenIn, name: str) -> str:
    """All that has no place, whole, as a text to keep; ``name`` is that of the edited file."""
    parts = [f"What was done in {name} and has no place in the .brief"]
    for one in taken.unplaced:
        head = f"{one.where[:1].upper()}{one.where[1:]}. {one.why}"
        parts.append(f"{head}\n{one.text}" if one.text else head)
    return "\n\n".join(parts) + "\n"


def unplaced_path(beside: Path) -> Path:
    """A name that is free for what has no place: visit.unplaced.txt beside visit.brief."""
    for number in count(1):
        ending = ".unplaced.txt" if number == 1 else f".unplaced-{number}.txt"
        path = beside.with_suffix(ending)
        if not path.exists():
            return path
    raise AssertionError  # the numbers never end
