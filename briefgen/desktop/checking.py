"""Checking a finished pack against itself and the facts of today: which, and what is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.desktop.actions import pack_asked_for
from briefgen.desktop.errors import describe_unchecked
from briefgen.desktop.passwords import work_on_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.desktop.library import Library
    from briefgen.pack.after.verdict_told import ToldVerdict
    from briefgen.pack.request import Request
    from briefgen.render.remaking import FileChanges

    Steps = Callable[[str], None]

VERIFY = "verify"  # the key of its job


class CheckedPack(Struct, frozen=True):
    """What a check found in the file ``name``, a pack as at ``as_of``.

    ``why_not_same`` says why the same file cannot be made again; it is empty where it can.
    ``changes`` are those of the file besides its words, where they can be told.
    """

    name: str
    as_of: str
    told: ToldVerdict
    is_unchanged: bool
    is_saved_again: bool
    why_not_same: str
    changes: FileChanges | None = None


def check_pack(*, desk: Desk, on_done: Callable[[CheckedPack], None]) -> None:
    """Ask for a finished pack and check it against the facts of today."""
    asked = pack_asked_for(desk)
    if asked is None:
        return
    library, path = asked
    work_on_file(
        desk=desk,
        key=VERIFY,
        path=path,
        work=partial(_checked, library, desk.state.request, desk.state.today()),
        on_done=on_done,
        choose_again=partial(check_pack, desk=desk, on_done=on_done),
        told=describe_unchecked,
    )


def _checked(
    library: Library,
    request: Request,
    today: date,
    path: Path,
    passphrase: str | None,
    on_step: Steps,
) -> CheckedPack:
    """The check of the file at ``path``, with the product and house of one's own of ``request``.

    Raises PackFileError for a file that is no pack, PasswordError for one that does not open.
    """
    on_step("verify")
    from briefgen.pack.after.verdict_told import told_verdict  # noqa: PLC0415 - slow to import
    from briefgen.pack.after.verify import verify  # noqa: PLC0415
    from briefgen.render.reading import read_pack  # noqa: PLC0415
    from briefgen.render.remaking import (  # noqa: PLC0415
        file_changes,
        judged_as_file,
        why_not_same,
    )

    base, templates = library.base, library.templates
    printed = read_pack(path, passphrase)
    record = printed.record
    own = of_ones_own(request, record["request"])
    verdict = verify(printed, base, templates, today, **own)
    why = why_not_same(path, printed, verdict.remade, templates, passphrase)
    changes = file_changes(path, why, verdict.remade, templates, passphrase)
    verdict = judged_as_file(verdict, changes)
    return CheckedPack(
        name=path.name,
        as_of=record["as_of"],
        told=told_verdict(verdict, printed, base),
        is_unchanged=verdict.is_unchanged,
        is_saved_again=changes is not None and changes.are_none and not verdict.edits,
        why_not_same=why,
        changes=changes,
    )


def of_ones_own(request: Request, recorded: dict[str, str]) -> dict[str, str]:
    """The product and the house of ``request`` where the pack was made with files of these names.

    A record names no path; the request on the desk is most likely the one it was made from.
    """
    from briefgen.pack.own_files import OWN, is_own_file  # noqa: PLC0415 - slow to import
    from briefgen.pack.record import bare_name  # noqa: PLC0415

    chosen = {key: getattr(request, key) for key in OWN}
    return {
        key: name
        for key, name in chosen.items()
        if is_own_file(name) and bare_name(name) == recorded.get(key)
    }
