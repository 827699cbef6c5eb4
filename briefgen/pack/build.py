"""From a request to a checked pack: select, assemble and check in one call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.pack.assemble import assemble, check_parts, recorded
from briefgen.pack.brief_faults import Fault
from briefgen.pack.brief_file import sample_in
from briefgen.pack.checks import RULES, check, findings_from
from briefgen.pack.dating import Dating
from briefgen.pack.findings import Checked, Finding
from briefgen.pack.fitting import Fitted, Measure, fit
from briefgen.pack.outcome import with_outcome
from briefgen.pack.patterns import read_patterns
from briefgen.pack.product import Level, read_product
from briefgen.pack.registered import with_registered_people
from briefgen.pack.release import as_judged, for_release, rewordings_for_release
from briefgen.pack.script_sentences import read_script
from briefgen.pack.select import Selection, select
from briefgen.pack.speaking import SpeakingTime, speaking_time
from briefgen.pack.templates import HELD_IN, nearest, read_words
from briefgen.pack.wordlists import read_wordlists

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Pack
    from briefgen.pack.draft import Assembled
    from briefgen.pack.findings import Flaw
    from briefgen.pack.product import Product
    from briefgen.pack.request import Request
    from briefgen.pack.templates import Words


class MadePack(Struct, frozen=True):
    """A pack, what it was assembled from, and what was found.

    ``findings`` are those of the rules, ``fitted`` is what the pack lost to keep to its pages,
    ``speaking`` how long it takes to say.
    """

    pack: Pack
    selection: Selection
    findings: tuple[Finding, ...]
    fitted: tuple[Fitted, ...] = ()
    speaking: SpeakingTime | None = None
    checked: Checked | None = None

    def with_flaws(self, rule: str, flaws: Iterable[Flaw]) -> MadePack:
        """This pack with further breaches of ``rule`` among its findings, where it is tested."""
        assert self.checked is not None
        if self.checked.product.rules.get(rule) is Level.OFF:
            return self
        more = tuple(findings_from(RULES[rule], flaws, self.checked))
        return replace(self, findings=(*self.findings, *more))

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
    for unknown in unknown_rules(request):
        raise UsageError(unknown.why)
    product = read_product(templates, request.product)
    check_parts(product)
    words = read_words(templates, request.language)
    asked = request = with_registered_people(base, request)
    if product.releasable_only:
        request = for_release(base, request, product.sections)
    selection = _selected(base, request, product, templates, today)
    script = read_script(templates)

    def assembled(left_out: Collection[str]) -> Assembled:
        return assemble(selection, product, words, final=final, fitted=left_out, script=script)

    if measure:
        assembly, losses = fit(selection, product, words, measure, assembled)
    else:
        assembly, losses = assembled(fitted), ()
    pack = recorded(assembly)
    if product.releasable_only:
        kept = rewordings_for_release(base, request.reworded, pack.reworded)
        if kept != request.reworded:  # what is not printed must not travel in the record
            asked = replace(asked, reworded=kept)
            return make_pack(
                base, asked, templates, today, final=final, measure=measure, fitted=fitted
            )
    lists = read_wordlists(templates)
    day = Dating(words).day(pack.as_of)
    sample = sample_in(templates)
    checked = Checked(pack, selection, product, losses, measure, lists, day, sample)
    return _judged(checked, words, asked)


def _selected(
    base: FactBase, request: Request, product: Product, templates: Path, today: date
) -> Selection:
    """What the pack is made of. Raises UsageError where there is nothing."""
    patterns = read_patterns(templates, HELD_IN)
    released = product.releasable_only
    selection = select(base, request, today, patterns, releasable_only=released)
    if selection.facts:
        return selection
    if select(base, replace(request, as_of=date.max), today, releasable_only=released).facts:
        raise UsageError(
            f"No fact of these topics was known on {selection.as_of}: choose a later day to speak "
            "from (as of)."
        )
    if released and select(base, request, today).facts:
        raise UsageError(
            f"No fact of these topics and dates may leave the house, and {product.name} prints no "
            "other: choose other topics, or another product."
        )
    raise UsageError(
        "No fact of these topics lies in the range of dates: widen the range or choose others."
    )


def _judged(checked: Checked, words: Words, asked: Request) -> MadePack:
    """The pack with what the rules find, and with that in its record.

    A copy for release is judged by what was ``asked``, and tells nobody how it was judged.
    """
    selection = checked.selection
    released = checked.product.releasable_only
    if released:
        judged = replace(selection, request=as_judged(selection.request, asked))
        checked = replace(checked, selection=judged)
    findings = check(checked)
    time = speaking_time(checked.pack, selection.request.meeting, checked.product.speech)
    pack = checked.pack
    if not released:
        pack = with_outcome(pack, words, findings, time, selection.request)
    return MadePack(pack, selection, findings, checked.fitted, time, checked)


def unknown_rules(request: Request) -> Iterator[Fault]:
    """The rules to override that there are not."""
    for one in request.overrides:
        if one.rule not in RULES:
            why = f"There is no rule “{one.rule}” to override{nearest(one.rule, RULES)}."
            yield Fault(("overrides", one.rule), why)
