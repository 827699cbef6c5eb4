"""Updates to let in or refuse: made as a signer makes them, or bent as an attacker would."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefgen.trust.contents import MANIFEST
from briefgen.trust.keys import SecretKey, new_key
from briefgen.trust.making import draft_update
from briefgen.trust.signing import sign
from briefgen.trust.update import sealed
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MANIFEST_VALUES: dict[str, object] = {
    "format": 1,
    "name": "pk-kz",
    "version": 12,
    "created": "2026-11-20",
    "review_by": "2027-02-20",
    "title": "Corrections of November",
    "note": "The bureau counted again.",
}
# A correction: the figure of the tiny base was 45, and is 46.
CORRECTED = {
    "facts": [FACT | {"statement": "Trade came to 46 million dollars in 2021."}],
    "observations": [OBSERVATION | {"value": "46"}],
}

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Room:
    """A base, a signer it trusts, and a place for files."""

    folder: Path
    base: Path
    signer: SecretKey

    @property
    def trusted(self) -> Path:
        """The public key that came with the base."""
        return self.base / "keys" / "house.pub"

    def source(self, tables: dict[str, Rows] | None = None, **manifest: object) -> Path:
        """A folder to sign; without tables, the correction."""
        folder = self.folder / "source"
        write_source(folder, CORRECTED if tables is None else tables, **manifest)
        return folder

    def signed(
        self,
        tables: dict[str, Rows] | None = None,
        *,
        by: SecretKey | None = None,
        **manifest: object,
    ) -> Path:
        """The file of an update."""
        draft = draft_update(self.source(tables, **manifest), self.base)
        assert draft.problems == ()
        return self.put(sealed(draft.manifest, draft.texts, by or self.signer))

    def put(self, data: bytes, name: str = "a.briefupdate") -> Path:
        """A file with these bytes."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def signed_zip(self, payload: bytes, comment: str = "briefgen update pk-kz version 12") -> Path:
        """A file around any payload, validly signed."""
        return self.put(sign(payload, self.signer, comment) + payload)


def make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A tiny base that trusts a new signer, and a home of its own for what is installed."""
    monkeypatch.setenv("BRIEFGEN_HOME", str(folder / "home"))
    base = write_tiny_base(
        folder / "base",
        facts=[FACT, FACT | {"id": "trade-note", "statement": "Trade is counted by two offices."}],
        citations=[CITATION, CITATION | {"fact": "trade-note"}],
        lines=[LINE],
    )
    room = Room(folder, base, new_key())
    room.trusted.parent.mkdir()
    room.trusted.write_text(room.signer.public.text, encoding="ascii")
    return room


def write_source(folder: Path, tables: dict[str, Rows], **manifest: object) -> None:
    """The tables of an update in a folder; ``manifest`` changes its update.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    text = json.dumps(MANIFEST_VALUES | manifest, ensure_ascii=False)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
