"""From a folder of tables to a signed update, once its rows fit the fact base they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UpdateError
from briefgen.factbase.load import load_factbase
from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.schema import read_datapackage
from briefgen.trust.contents import KNOWN, MANIFEST, WITHDRAWN, check_text
from briefgen.trust.manifest import manifest_in
from briefgen.trust.update import layer_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.layers import Laid
    from briefgen.trust.manifest import Manifest


class Draft(Struct, frozen=True):
    """An update before it is signed, and what is wrong with it."""

    manifest: Manifest
    texts: Mapping[str, str]
    laid: Laid
    problems: tuple[Problem, ...]


def draft_update(folder: Path, data: Path) -> Draft:
    """The update that the tables in ``folder`` make, laid on trial over the base in ``data``.

    Raises UpdateError where the folder holds none.
    """
    texts = _texts(folder)
    if MANIFEST not in texts:
        raise UpdateError(folder, f"there is no {MANIFEST} in it: see docs/updates.md.")
    base = read_datapackage(data).name
    manifest = manifest_in(texts.pop(MANIFEST), folder)
    if manifest.base not in ("", base):
        raise UpdateError(folder, f"it is for the base “{manifest.base}”, and this is “{base}”.")
    manifest = replace(manifest, base=base)
    over = load_factbase(data, [layer_of(manifest, texts, folder)])
    errors = [p for p in over.problems if p.severity is Severity.ERROR]
    return Draft(manifest, texts, over.layers[0], (*errors, *_idle_withdrawals(over)))


def _texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise UpdateError(folder, "it is no folder; give the one that holds update.json.")
    texts = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.name not in KNOWN:
            known = ", ".join(sorted(KNOWN))
            raise UpdateError(folder, f"“{path.name}” is none of {known}; take it away.")
        try:
            texts[path.name] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise UpdateError(folder, f"“{path.name}” is not UTF-8 text.") from None
        check_text(path.name, texts[path.name], folder)
    return texts


def _idle_withdrawals(base: FactBase) -> list[Problem]:
    laid = base.layers[0]
    missing = [(w, "There is no such row to withdraw: correct the id.") for w in laid.missing]
    both = [
        (w, "The row is withdrawn and given in one update: do one of the two.")
        for w in laid.withdrawn
        if laid.holds(w.table, w.key)
    ]
    return [
        Problem(Severity.ERROR, f"{laid.name}: {WITHDRAWN}", None, w.table, w.key, message)
        for w, message in (*missing, *both)
    ]
