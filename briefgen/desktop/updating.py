"""Taking in newer facts from a signed file, while the brief stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.desktop.actions import folder_of
from briefgen.desktop.errors import describe
from briefgen.desktop.library import Library, load_library
from briefgen.desktop.record_words import column_words, said_by_record, value_words
from briefgen.desktop.trust_dialog import OfferedKey
from briefgen.desktop.update_dialog import NewFacts, ToldChange
from briefgen.errors import KeyFileError, UntrustedKeyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.desktop.facts_at_hand import Places
    from briefgen.factbase.base import FactBase
    from briefgen.trust.effects import Change
    from briefgen.trust.keys import PublicKey
    from briefgen.trust.update import Update

    Steps = Callable[[str], None]

UPDATE = "update"  # the key of its jobs


class ReadUpdate(Struct, frozen=True):
    """An update as it was read from ``path``, with the keys ``given`` for it, and its effects."""

    path: Path
    update: Update
    given: tuple[PublicKey, ...]
    found: NewFacts


def take_in_update(*, desk: Desk, places: Places, on_done: Callable[[NewFacts], None]) -> None:
    """Ask for a signed file, show what it changes, lay it over the facts and work on these.

    What is laid over them is what was shown, even if another file lies there by then.
    """
    if desk.state.library:
        _TakingIn(desk, places, on_done).ask()


class _TakingIn:
    """One update on its way in: asked for, read, its key trusted where need be, shown, laid."""

    def __init__(self, desk: Desk, places: Places, on_done: Callable[[NewFacts], None]) -> None:
        self._desk, self._places, self._on_done = desk, places, on_done

    def ask(self) -> None:
        """Ask for the file."""
        path = self._desk.dialogs.update_path(self._desk.window, folder_of(self._desk.state))
        if path is not None:
            self._read(path)

    def _read(self, path: Path, *given: PublicKey) -> None:
        library = self._desk.state.library
        assert library is not None
        work = partial(_read, path, given, library, self._places, self._desk.state.today())
        self._start(work, self._on_read, partial(self._on_refused, path))

    def _start(
        self,
        work: Callable[[Steps], object],
        on_done: Callable[..., None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        self._desk.jobs.start(UPDATE, work, on_done=on_done, on_failed=on_failed)

    def _on_refused(self, path: Path, error: Exception) -> None:
        """Go on with the key of whoever signed it, or with another file."""
        goes_on = self._desk.dialogs.failure(self._desk.window, describe(error))
        if goes_on and isinstance(error, UntrustedKeyError):
            self._ask_for_key(path, error.key)
        elif goes_on:
            self.ask()

    def _ask_for_key(self, path: Path, number: str) -> None:
        """Ask for the key of that ``number`` and whether it is to be trusted."""
        desk = self._desk
        while (file := desk.dialogs.key_path(desk.window, path.absolute().parent)) is not None:
            try:
                key = _key_in(file, number)
            except KeyFileError as error:
                failure = replace(describe(error), next_step="Choose another file")
                if not desk.dialogs.failure(desk.window, failure):
                    return
                continue
            if desk.dialogs.trusts(desk.window, OfferedKey(file, key.id, key.fingerprint)):
                self._read(path, key)
            return

    def _on_read(self, read: ReadUpdate) -> None:
        desk = self._desk
        if desk.dialogs.new_facts(desk.window, read.found):
            work = partial(_installed, read, self._places, desk.state.today())
            self._start(work, partial(self._on_laid, read.found), self._on_not_laid)

    def _on_laid(self, found: NewFacts, library: Library) -> None:
        self._desk.state.set_library(library)
        self._on_done(found)

    def _on_not_laid(self, error: Exception) -> None:
        if self._desk.dialogs.failure(self._desk.window, describe(error)):
            self.ask()


def _key_in(file: Path, number: str) -> PublicKey:
    """The public key of that ``number`` in ``file``. Raises KeyFileError."""
    from briefgen.trust.keys import read_public_key  # noqa: PLC0415 - loads libsodium

    key = read_public_key(file)
    if key.id != number:
        raise KeyFileError(file, f"it is the key {key.id}, and the key {number} signed the facts.")
    return key


def _read(
    path: Path,
    given: tuple[PublicKey, ...],
    library: Library,
    places: Places,
    today: date,
    on_step: Steps,
) -> ReadUpdate:
    """The update in the file at ``path`` and what it would change.

    Raises UpdateError for one that no trusted key signed, that was made for other facts, or that
    is not newer than what is installed.
    """
    on_step("update")
    from briefgen.trust.effects import changes  # noqa: PLC0415 - slow to import
    from briefgen.trust.installed import (  # noqa: PLC0415 - slow to import
        installed_before,
        open_with,
        read_trusted,
        remarks_on,
    )

    update = read_trusted(path, places.data, given)
    installed_before(update, places.data, path)
    before, after = library.base, open_with(update, places.data)
    problems = [str(problem) for problem in after.problems if problem not in before.problems]
    reasons = {(one.table, one.key): one.reason for one in update.layer.withdrawn}
    told = [
        _told(before, after, change, reasons.get((change.table, change.key), ""))
        for change in changes(before, after)
    ]
    oddities = (*problems, *remarks_on(update, today))
    return ReadUpdate(path, update, given, _new_facts(update, given, tuple(told), oddities))


def _told(before: FactBase, after: FactBase, change: Change, reason: str) -> ToldChange:
    """``change`` in the words of the window."""
    there = before if change.kind == "gone" else after
    columns = tuple(
        (column_words(name), value_words(before, name, old), value_words(after, name, new))
        for name, old, new in change.columns
    )
    words = said_by_record(there, change.table, change.key)
    return ToldChange(change.kind, change.table, words, reason, columns)


def _new_facts(
    update: Update,
    given: tuple[PublicKey, ...],
    changes: tuple[ToldChange, ...],
    oddities: tuple[str, ...],
) -> NewFacts:
    manifest = update.manifest
    return NewFacts(
        label=manifest.label,
        title=manifest.title,
        note=manifest.note,
        signer=update.key.id,
        is_new_signer=update.key in given,
        new_key=update.new_key.id if update.new_key else "",
        made=manifest.created,
        changes=changes,
        oddities=oddities,
    )


def _installed(read: ReadUpdate, places: Places, today: date, on_step: Steps) -> Library:
    """The facts with the update over them that was ``read``.

    Raises UpdateError or OutputError; nothing has changed then.
    """
    on_step("update")
    from briefgen.trust.installed import install_read  # noqa: PLC0415 - slow to import

    now = datetime.now(UTC)
    install_read(read.update, places.data, now, path=read.path, given=read.given)
    return load_library(places.data, places.templates, today)
