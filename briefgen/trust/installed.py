"""The installed updates: whose signatures are trusted, and what lies over the bundled facts.

An installed update is kept as it came, signature and all, and is checked again whenever it is
opened. There is one of a name: a newer version takes the place of the older as a whole.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.errors import OutputError, UpdateError, UsageError
from briefgen.factbase.load import load_factbase
from briefgen.factbase.schema import read_datapackage
from briefgen.pack.templates import nearest
from briefgen.paths import trusted_keys_folder, updates_folder
from briefgen.render.writing import write_whole
from briefgen.trust.keys import read_public_key
from briefgen.trust.update import SUFFIX, read_update

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.trust.keys import PublicKey
    from briefgen.trust.update import Update

LOG = "log.jsonl"
_A_DAY = timedelta(days=1)  # "today" may be tomorrow already where the update was made


def trusted_keys(data: Path) -> tuple[PublicKey, ...]:
    """The keys that came with the facts in ``data`` (keys/*.pub) and those trusted since.

    Raises KeyFileError for a file of that name that holds none.
    """
    folders = (data / "keys", trusted_keys_folder())
    files = [file for folder in folders for file in sorted(folder.glob("*.pub"))]
    return tuple(read_public_key(file) for file in files)


def read_trusted(path: Path, data: Path, given: Sequence[PublicKey] = ()) -> Update:
    """The update in ``path``, signed by a trusted key or by one of those ``given``.

    Raises UpdateError, also where it was made for another base than that in ``data``.
    """
    update = read_update(path, [*trusted_keys(data), *given])
    check_base(update, read_datapackage(data).name, path)
    return update


def installed_updates(data: Path) -> tuple[list[Update], list[str]]:
    """The installed updates that can be used, the last made at the end; why the others cannot."""
    good, bad = listed(data)
    return good, [f"{one.why} Packs are made without it." for one in bad]


def check_base(update: Update, name: str, path: Path) -> None:
    """Raise UpdateError where ``update`` was made for another fact base than ``name``."""
    if update.manifest.base != name:
        why = f"it was made for the fact base “{update.manifest.base}”, and this is “{name}”."
        raise UpdateError(path, why)


def open_with(update: Update, data: Path) -> FactBase:
    """The base in ``data`` as it would be with ``update`` installed. Raises FactBaseError."""
    others = [u for u in installed_updates(data)[0] if u.manifest.name != update.manifest.name]
    return load_factbase(data, [u.layer for u in in_order([*others, update])])


def in_order(updates: Iterable[Update]) -> list[Update]:
    """The updates as they lie over each other: the one made last on top."""
    return sorted(updates, key=lambda update: (update.manifest.created, update.manifest.name))


def remarks_on(update: Update, today: date) -> list[str]:
    """What its reader should know about the days of an update, seen from ``today``."""
    manifest, remarks = update.manifest, []
    if today > manifest.review_by:
        remarks.append(
            f"the update {manifest.label} was to be looked at again by {manifest.review_by}: "
            "ask its sender for a newer one."
        )
    if today + _A_DAY < manifest.created:
        remarks.append(
            f"the clock of this machine says {today}, and the update {manifest.label} was made "
            f"later, on {manifest.created}: put the clock right, for packs go by the day."
        )
    return remarks


# --- installing ---------------------------------------------------------------------------------


def install(
    path: Path, data: Path, now: datetime, *, trust: Path | None = None, downgrade: str = ""
) -> tuple[Update, int]:
    """Install the update in ``path`` over the base in ``data``, whole or not at all.

    ``trust`` is the file of a key to trust from now on; ``downgrade`` is the reason to install a
    version that is not newer. Returns the update and the version it replaces (0 where there was
    none). Raises UpdateError, KeyFileError or OutputError; nothing has changed then.
    """
    given = [read_public_key(trust)] if trust else []
    update = read_trusted(path, data, given)
    return update, install_read(update, data, now, path=path, given=given, downgrade=downgrade)


def install_read(
    update: Update,
    data: Path,
    now: datetime,
    *,
    path: Path,
    given: Sequence[PublicKey] = (),
    downgrade: str = "",
) -> int:
    """Install ``update`` as it was read from ``path``, whatever lies there by now.

    The keys ``given`` are trusted from now on. Returns the version it replaces (0 where there was
    none). Raises UpdateError or OutputError; nothing has changed then.
    """
    before = installed_before(update, data, path, downgrade=downgrade)
    new_keys = [*given, *([update.new_key] if update.new_key else [])]
    _keep(update, new_keys, _entry(update, before, now, downgrade))
    return before


def installed_before(update: Update, data: Path, path: Path, *, downgrade: str = "") -> int:
    """The installed version that ``update`` would replace; 0 where there is none.

    Raises UpdateError where that is not older, without a reason to ``downgrade``.
    """
    name, version = update.manifest.name, update.manifest.version
    before = _installed_version(name, data)
    if version <= before and not downgrade:
        raise UpdateError(path, _not_newer(name, version, before))
    return before


def _not_newer(name: str, version: int, before: int) -> str:
    if version == before:
        return f"version {version} of {name} is installed already."
    return (
        f"version {before} of {name} is installed, and this is the older version {version}; "
        "to go back on purpose, give the reason with --allow-downgrade."
    )


def _entry(update: Update, before: int, now: datetime, reason: str) -> dict[str, object]:
    return {
        "time": now.isoformat(timespec="seconds"),
        "name": update.manifest.name,
        "version": update.manifest.version,
        "instead_of": before,
        "key": update.key.id,
        "reason": reason,
    }


def _keep(update: Update, keys: Sequence[PublicKey], entry: dict[str, object]) -> None:
    updates, trusted = updates_folder(), trusted_keys_folder()
    log = updates / LOG
    try:
        for folder in (updates, trusted):
            folder.mkdir(parents=True, exist_ok=True)
        lines = log.read_bytes() if log.exists() else b""
    except OSError as error:
        raise OutputError(updates, f"{error.strerror or error}.") from error
    write_whole(
        {trusted / f"{key.id.lower()}.pub": key.text.encode("ascii") for key in keys}
        | {log: lines + _line(entry)}
        | {_file_of(update.manifest.name): update.data}
    )


# --- what is installed, and taking it away ------------------------------------------------------


class Unusable(Struct, frozen=True):
    """An installed update that is left out of every pack, and why."""

    name: str
    why: str


def listed(data: Path) -> tuple[list[Update], list[Unusable]]:
    """The installed updates as they lie over each other, and those that cannot be used."""
    names = _names()
    if not names:
        return [], []
    keys, base = trusted_keys(data), read_datapackage(data).name
    good, bad = [], []
    for name in names:
        file = _file_of(name)
        try:
            update = read_update(file, keys)
            check_base(update, base, file)
            good.append(update)
        except UpdateError as error:
            bad.append(Unusable(name, str(error)))
    return in_order(good), bad


def remove(name: str, data: Path, now: datetime, reason: str = "") -> int:
    """Take the installed update ``name`` away, and write so in the log; the version it was.

    Keys that are trusted stay trusted. Raises UsageError where it is not installed, OutputError
    where it cannot be removed.
    """
    names = _names()
    if name not in names:
        known = f"installed: {', '.join(names)}." if names else "none is."
        raise UsageError(f"No update “{name}” is installed{nearest(name, names)}; {known}")
    version = _installed_version(name, data)
    entry = {
        "time": now.isoformat(timespec="seconds"),
        "name": name,
        "version": version,
        "removed": True,
        "reason": reason,
    }
    log = updates_folder() / LOG
    try:
        lines = log.read_bytes() if log.exists() else b""
        _file_of(name).unlink()
    except OSError as error:
        raise OutputError(_file_of(name), f"{error.strerror or error}.") from error
    write_whole({log: lines + _line(entry)})
    return version


def _names() -> list[str]:
    """The names of all that is installed, usable or not."""
    return [file.name.removesuffix(SUFFIX) for file in sorted(updates_folder().glob(f"*{SUFFIX}"))]


def _file_of(name: str) -> Path:
    return updates_folder() / f"{name}{SUFFIX}"


def _line(entry: dict[str, object]) -> bytes:
    """A line of the log."""
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8")


def _installed_version(name: str, data: Path) -> int:
    """The installed version of ``name``: by its file, and by the log where that is damaged."""
    file = _file_of(name)
    if not file.exists():
        return 0
    try:
        return read_update(file, trusted_keys(data)).manifest.version
    except UpdateError:
        return _logged_version(name)


def _logged_version(name: str) -> int:
    try:
        lines = (updates_folder() / LOG).read_text(encoding="utf-8").splitlines()
        entries = [json.loads(line) for line in lines]
        return int(next(e["version"] for e in reversed(entries) if e["name"] == name))
    except (OSError, ValueError, LookupError, TypeError, StopIteration):
        return 0  # nothing is known of it, and it is not in use either
