"""Opening the bundled facts with what is installed over them; quick where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.load import load_factbase
from briefgen.paths import updates_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase


class Opened(Struct, frozen=True):
    """The bundled base with the installed updates over it, and what is odd about them."""

    base: FactBase
    remarks: tuple[str, ...] = ()


def open_bundled(data: Path, today: date) -> Opened:
    """The fact base in ``data`` with the installed updates over it, the last made on top.

    An installed update that cannot be used is left out, with a remark. Raises FactBaseError where
    the base itself cannot be read, and KeyFileError.
    """
    if not updates_folder().is_dir():
        return Opened(load_factbase(data))
    from briefgen.trust.installed import installed_updates, remarks_on  # noqa: PLC0415 - libsodium

    updates, remarks = installed_updates(data)
    base = load_factbase(data, [update.layer for update in updates])
    remarks += [remark for update in updates for remark in remarks_on(update, today)]
    return Opened(base, tuple(remarks))
