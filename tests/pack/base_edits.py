"""A tiny fact base, a pack made of it as files, and changes to its rows, for the tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.factbase.load import load_factbase
from briefgen.pack.build import MadePack, make_pack
from briefgen.pack.request import Request, Side, Visit
from briefgen.render.files import export, find_house
from briefgen.resources import bundled_templates
from tests.tiny_base import CITATION, FACT, LINE, OBSERVATION, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from tests.tiny_base import Rows

MADE_ON = date(2026, 11, 22)
EVENT = FACT | {
    "id": "relations-1992", "topic": "relations.foundations", "kind": "event", "date": "1992",
    "statement": "Relations began in 1992.",
}  # fmt: skip
ROWS: dict[str, Rows] = {
    "facts": [FACT, EVENT],
    "citations": [CITATION, CITATION | {"fact": "relations-1992"}],
}
REQUEST = Request(
    topics=("trade", "relations"), voice=Side.PAK, as_of=MADE_ON,
    visit=Visit(title="Visit to Astana", prepared_by="Central Asia Desk"),
)  # fmt: skip


def base_of(folder: Path, **changes: Rows) -> FactBase:
    """The tiny base with an event; ``changes`` replace its tables."""
    base = load_factbase(write_tiny_base(folder, **(ROWS | changes)))
    assert base.problems == ()
    return base


def made_from(base: FactBase, request: Request = REQUEST) -> MadePack:
    """The pack that ``request`` makes of ``base``."""
    return make_pack(base, request, bundled_templates(), MADE_ON)


def files_from(base: FactBase, folder: Path, request: Request = REQUEST) -> tuple[Path, Path]:
    """The same pack as a DOCX and a PDF in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = (folder / "pack.docx", folder / "pack.pdf")
    export(made_from(base, request).pack, find_house(bundled_templates(), request.house), paths)
    return paths


def changed_figure(value: str) -> dict[str, Rows]:
    """The tables in which trade came to ``value`` million dollars."""
    fact = FACT | {"statement": f"Trade came to {value} million dollars in 2021."}
    return {"facts": [fact, EVENT], "observations": [OBSERVATION | {"value": value}]}


__all__ = ["CITATION", "EVENT", "FACT", "LINE", "OBSERVATION", "REQUEST", "ROWS"]
