"""Looking through any file for what it reveals: which, and what is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefgen.desktop.actions import folder_of
from briefgen.desktop.making import look_through
from briefgen.desktop.passwords import work_on_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.desktop.actions import Desk
    from briefgen.render.revealing.lines import Revealed

REVEAL = "reveal"  # the key of its job


def reveal_file(*, desk: Desk, on_done: Callable[[Revealed], None]) -> None:
    """Ask for a DOCX or PDF, anybody's, and look it through for what it reveals."""
    path = desk.dialogs.document_path(desk.window, folder_of(desk.state))
    if path is not None:
        again = partial(reveal_file, desk=desk, on_done=on_done)
        work_on_file(
            desk=desk,
            key=REVEAL,
            path=path,
            work=look_through,
            on_done=on_done,
            choose_again=again,
        )
