"""Making packs from tiny and bundled fact bases for the tests."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.factbase.load import load_factbase
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.build import MadePack, make_pack
from briefgen.pack.request import Request, Side
from briefgen.pack.select import Selection, select
from briefgen.resources import bundled_data, bundled_templates
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from tests.tiny_base import Rows

TODAY = date(2026, 11, 22)
_KEPT = 24  # packs: many tests look at the same ones, and none can change them


@cache
def bundled_base() -> FactBase:
    """The bundled fact base, read once a session."""
    return load_factbase(bundled_data())


def make_bundled(**values: object) -> MadePack:
    """A pack from the bundled facts; ``values`` are fields of the request."""
    return _made(Request(**({"voice": Side.PAK} | values)))  # type: ignore[arg-type]


def make_sample(**changes: object) -> MadePack:
    """The sample visit, not fitted to its pages; ``changes`` are fields of its request."""
    path = bundled_templates() / "sample.brief"
    return _made(replace(request_from(read_brief(path), path), **changes))


@lru_cache(maxsize=_KEPT)
def _made(request: Request) -> MadePack:
    return make_pack(bundled_base(), request, bundled_templates(), TODAY)


def make_tiny(folder: Path, request: Request | None = None, **tables: Rows) -> MadePack:
    """A pack from the tiny base; ``tables`` replace its tables."""
    base = load_factbase(write_tiny_base(folder, **tables))
    assert base.problems == ()
    request = request or Request(topics=("trade", "relations"), voice=Side.PAK)
    return make_pack(base, request, bundled_templates(), TODAY)


def select_tiny(folder: Path, request: Request | None = None, **tables: Rows) -> Selection:
    """What a request finds in the tiny base, nothing included."""
    base = load_factbase(write_tiny_base(folder, **tables))
    assert base.problems == ()
    return select(base, request or Request(topics=("trade", "relations")), TODAY)
