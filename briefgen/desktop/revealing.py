"""Looking through any file for what it reveals: which, with which password, and what is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefgen.desktop.actions import folder_of
from briefgen.desktop.errors import describe
from briefgen.desktop.making import look_through
from briefgen.errors import PasswordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.render.revealing.lines import Revealed

REVEAL = "reveal"  # the key of its job


def reveal_file(*, desk: Desk, on_done: Callable[[Revealed], None]) -> None:
    """Ask for a DOCX or PDF, anybody's, and look it through for what it reveals."""
    path = desk.dialogs.document_path(desk.window, folder_of(desk.state))
    if path is not None:
        _look_through(desk, path, None, on_done)


def _look_through(
    desk: Desk, path: Path, passphrase: str | None, on_done: Callable[[Revealed], None]
) -> None:
    work = partial(look_through, path, passphrase)
    on_failed = partial(_reveal_failed, desk, path, passphrase, on_done)
    desk.jobs.start(REVEAL, work, on_done=on_done, on_failed=on_failed)


def _reveal_failed(
    desk: Desk,
    path: Path,
    passphrase: str | None,
    on_done: Callable[[Revealed], None],
    error: Exception,
) -> None:
    """Ask for a password where one is wanted; tell of anything else."""
    wanted = isinstance(error, PasswordError) and error.wanted
    if wanted and passphrase is None:
        typed = desk.dialogs.password(desk.window, path.name)
        if typed is not None:
            _look_through(desk, path, typed, on_done)
    elif desk.dialogs.failure(desk.window, describe(error)):
        reveal_file(desk=desk, on_done=on_done)
