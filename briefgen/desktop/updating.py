"""Taking in newer facts from a signed file, while the brief stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.desktop.actions import folder_of
from briefgen.desktop.errors import describe
from briefgen.desktop.library import Library, load_library
from briefgen.desktop.update_dialog import NewFacts, ToldChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.trust.update import Update

    Steps = Callable[[str], None]

UPDATE = "update"  # the key of its jobs


class Places(Struct, frozen=True):
    """Where the bundled facts and the templates lie."""

    data: Path
    templates: Path


def take_in_update(*, desk: Desk, places: Places, on_done: Callable[[NewFacts], None]) -> None:
    """Ask for a signed file, show what it changes, lay it over the facts and work on these."""
    state = desk.state
    path = desk.dialogs.update_path(desk.window, folder_of(state)) if state.library else None
    if path is None or state.library is None:
        return

    def on_failed(error: Exception) -> None:
        if desk.dialogs.failure(desk.window, describe(error)):
            take_in_update(desk=desk, places=places, on_done=on_done)

    def on_read(found: NewFacts) -> None:
        if desk.dialogs.new_facts(desk.window, found):
            work = partial(_installed, path, places, state.today())
            desk.jobs.start(UPDATE, work, on_done=partial(on_loaded, found), on_failed=on_failed)

    def on_loaded(found: NewFacts, library: Library) -> None:
        state.set_library(library)
        on_done(found)

    work = partial(_read, path, state.library, places, state.today())
    desk.jobs.start(UPDATE, work, on_done=on_read, on_failed=on_failed)


def _read(path: Path, library: Library, places: Places, today: date, on_step: Steps) -> NewFacts:
    """What the file at ``path`` would change.

    Raises UpdateError for one that no trusted key signed, or that was made for other facts.
    """
    on_step("update")
    from briefgen.trust.effects import changes  # noqa: PLC0415 - slow to import
    from briefgen.trust.installed import open_with, read_trusted, remarks_on  # noqa: PLC0415

    update = read_trusted(path, places.data)
    before, after = library.base, open_with(update, places.data)
    problems = [str(problem) for problem in after.problems if problem not in before.problems]
    reasons = {(one.table, one.key): one.reason for one in update.layer.withdrawn}
    told = []
    for change in changes(before, after):
        fact = None
        if change.table == "facts":
            fact = (before if change.kind == "gone" else after).facts.get(change.key)
        reason = reasons.get((change.table, change.key), "")
        told.append(ToldChange(change, fact.statement if fact else "", reason))
    oddities = (*problems, *remarks_on(update, today))
    return _new_facts(update, tuple(told), oddities)


def _new_facts(
    update: Update, changes: tuple[ToldChange, ...], oddities: tuple[str, ...]
) -> NewFacts:
    manifest = update.manifest
    return NewFacts(
        label=manifest.label,
        title=manifest.title,
        note=manifest.note,
        signer=update.key.id,
        made=manifest.created,
        changes=changes,
        oddities=oddities,
    )


def _installed(path: Path, places: Places, today: date, on_step: Steps) -> Library:
    """The facts with the update at ``path`` over them.

    Raises UpdateError or OutputError; nothing has changed then.
    """
    on_step("update")
    from briefgen.trust.installed import install  # noqa: PLC0415 - slow to import

    install(path, places.data, datetime.now(UTC))
    return load_library(places.data, places.templates, today)
