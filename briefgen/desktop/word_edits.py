"""Taking in what was edited in a Word file: which, what is shown, and what becomes of the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from briefgen.desktop.actions import folder_of
from briefgen.desktop.errors import describe
from briefgen.desktop.making import read_edits
from briefgen.desktop.passwords import work_on_file
from briefgen.errors import BriefgenError
from briefgen.render.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.pack.after.taking_in import TakenIn

EDITS = "edits"  # the key of its job


def take_in_edits(*, desk: Desk, on_told: Callable[[str], None]) -> None:
    """Ask for a Word file, show what was edited in it, and take that into the request.

    What has no place is written beside the brief; ``on_told`` hears what came of it.
    """
    state = desk.state
    edited = desk.dialogs.edited_path(desk.window, folder_of(state)) if state.library else None
    if edited and state.library:
        work_on_file(
            desk=desk,
            key=EDITS,
            path=edited,
            work=partial(read_edits, state.library, state.request, state.today()),
            on_done=partial(_take_in, desk, edited, on_told),
            choose_again=partial(take_in_edits, desk=desk, on_told=on_told),
        )


def _take_in(desk: Desk, edited: Path, on_told: Callable[[str], None], taken: TakenIn) -> None:
    from briefgen.render.keeping import unplaced_path, unplaced_text  # noqa: PLC0415 - read by now

    say = partial(QCoreApplication.translate, "actions")
    state = desk.state
    if not (taken.reworded or taken.dropped or taken.unplaced):
        on_told(say("Nothing was edited in {name}.").format(name=edited.name))
        return
    if not desk.dialogs.take_in(desk.window, taken, edited.name):
        return
    told = say("The edits are taken in.")
    if taken.unplaced:
        path = unplaced_path(state.path or edited)
        try:
            write_whole({path: unplaced_text(taken, edited.name).encode()})
        except BriefgenError as error:
            desk.dialogs.failure(desk.window, describe(error))
            return
        told = say("The edits are taken in; what has no place stands in {path}.").format(path=path)
    kept = taken.request
    changed = replace(state.request, reworded=kept.reworded, dropped=kept.dropped)
    state.change(changed, say("Taking in of edits"))
    on_told(told)
