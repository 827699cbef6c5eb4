"""A pack made to fit: the house style is found first, since it decides how much a page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.build import make_pack
from briefgen.render.files import find_house

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Pack
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request
    from briefgen.render.house import House


def make_to_fit(
    base: FactBase, request: Request, templates: Path, today: date, *, final: bool = False
) -> tuple[MadePack, House]:
    """The pack that ``request`` calls for, fitted to the pages of its product, and its house.

    Raises what `make_pack` raises, and HouseError or UsageError for the house style.
    """
    house = find_house(templates, request.house)

    def measure(pack: Pack) -> int:
        from briefgen.render.pdf import lay_out  # noqa: PLC0415 - only where it is asked

        return len(lay_out(pack, house).pages)

    return make_pack(base, request, templates, today, final=final, measure=measure), house
