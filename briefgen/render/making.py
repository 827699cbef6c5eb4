"""A pack made to fit: the house style is found first, since it decides how much a page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.build import make_pack
from briefgen.pack.findings import Finding
from briefgen.pack.product import Level
from briefgen.render.collector import collector_at_rest
from briefgen.render.files import find_house
from briefgen.render.house_rules import rule_findings
from briefgen.render.layout.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Block, Pack
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Request
    from briefgen.render.house import House

HOUSE = "HOUSE"  # the rule of findings on the house style


def make_to_fit(
    base: FactBase,
    request: Request,
    templates: Path,
    today: date,
    *,
    final: bool = False,
    kept: Kept | None = None,
) -> tuple[MadePack, House]:
    """The pack that ``request`` calls for, fitted to the pages of its product, and its house.

    Blocks laid out before are taken from ``kept``.
    What of a house style of one's own could not be kept stands among the findings. Raises what
    `make_pack` raises, and HouseError or UsageError for the house style.
    """
    house = find_house(templates, request.house)
    kept = kept or Kept()

    def measure(pack: Pack, blocks: Sequence[Block]) -> int:
        from briefgen.render.layout.pages import pages_taken  # noqa: PLC0415 - only where it is asked

        return pages_taken(pack, blocks, house, kept)

    with collector_at_rest():
        made = make_pack(base, request, templates, today, final=final, measure=measure)
    of_house = (*house_findings(house), *rule_findings(house))
    return replace(made, findings=(*made.findings, *of_house)), house


def house_findings(house: House) -> tuple[Finding, ...]:
    """What there is to say of ``house``, as findings of the rule HOUSE."""
    place = f"house style {house.name}"
    return tuple(
        Finding(HOUSE, Level.WARNING, place, f"House style: {remark}.", "Mend it in Word.")
        for remark in house.remarks
    )
