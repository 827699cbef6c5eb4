"""From a request to a checked pack: select, assemble and check in one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import UsageError
from briefgen.pack.assemble import assemble
from briefgen.pack.checks import Finding, check
from briefgen.pack.fitting import Fitted, Measure, fit
from briefgen.pack.patterns import read_patterns
from briefgen.pack.product import Level, read_product
from briefgen.pack.script import read_script
from briefgen.pack.select import Selection, select
from briefgen.pack.templates import HELD_IN, read_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Pack
    from briefgen.pack.request import Request


@dataclass(frozen=True)
class MadePack:
    """A pack, what it was assembled from, what it lost to keep to its pages, and the findings."""

    pack: Pack
    selection: Selection
    findings: tuple[Finding, ...]
    fitted: tuple[Fitted, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that stop a final pack."""
        return tuple(finding for finding in self.findings if finding.level is Level.BLOCKS)


def make_pack(
    base: FactBase,
    request: Request,
    templates: Path,
    today: date,
    *,
    final: bool = False,
    measure: Measure | None = None,
    fitted: Collection[str] = (),
) -> MadePack:
    """The pack that ``request`` calls for; it speaks from its ``as_of``, or from ``today``.

    Every page of it bears the word for a draft until somebody says that it is ``final``.
    ``measure`` counts the pages of a pack: with it, the pack is fitted to those of its product.
    Without, the items whose ids are ``fitted`` are left out: those that fitting it once left out.
    Raises UsageError for a request that makes no sense or finds nothing, and
    TemplateError for a broken template.
    """
    product = read_product(templates, request.product)
    words = read_words(templates, request.language)
    patterns = read_patterns(templates, HELD_IN)
    selection = select(base, request, today, patterns, releasable_only=product.releasable_only)
    if not selection.facts:
        raise UsageError(
            "No fact of these topics lies in the range of dates: widen the range or choose others."
        )

    script = read_script(templates)

    def assembled(left_out: Collection[str]) -> Pack:
        return assemble(selection, product, words, final=final, fitted=left_out, script=script)

    if measure:
        pack, losses = fit(selection, product, words, measure, assembled)
    else:
        pack, losses = assembled(fitted), ()
    return MadePack(pack, selection, check(pack, selection, product, losses), losses)
