"""What of a change comes from the request: briefs that are new, gone or of another length.

A topic switched on or off moves entries of a dozen tables. Told one by one they hide the one
thing that was done, so an addendum tells the brief and counts what follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.after.compare import Difference, Kind, Side
from briefgen.pack.after.grounds import facts_said
from briefgen.pack.after.parts import BRIEFS, COVER
from briefgen.pack.after.verify import recorded_request
from briefgen.pack.inlines import facts_of
from briefgen.pack.request import resolve_topics
from briefgen.pack.said import inline_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from briefgen.factbase.base import FactBase
    from briefgen.pack.blocks import Block
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Likelihood, Request

_OF_BRIEFS = frozenset({"topics", "likelihood"})  # keys of a request that choose its briefs
_OF_ISSUES = frozenset({"issues", "clearance"})  # those that change with every issue anyhow
_OF_VISITORS = frozenset({"programme", "delegations", "practical"})  # parts that no brief brings
_OF_VISIT = frozenset({"issue", "copy", "distribution", "return_by"})
_MADE_FROM = ("digest", "as_of", "product_sha256", "words_sha256", "patterns_sha256")


class Switched(Struct, frozen=True):
    """A brief that the request switched on or off; None for the likelihood of what is not there."""

    before: Likelihood | None
    now: Likelihood | None


class Causes(Struct, frozen=True):
    """The briefs that were switched, by the id of their part, and what that moves elsewhere.

    ``alone`` where nothing else was changed between the two packs, neither facts nor request;
    another product alone has other parts.
    """

    briefs: Mapping[str, Switched]
    alone: bool
    same_product: bool
    base: FactBase
    blocks: tuple[Mapping[str, Block], Mapping[str, Block]]  # of the old pack and of the new

    @classmethod
    def between(cls, old: Side, new: Side, made: MadePack) -> Causes:
        """What the requests of two packs switch; the old pack may be known by its words alone."""
        base = made.selection.base
        briefs = dict(_switched(recorded_request(old.printed), recorded_request(new.printed), base))
        records = old.printed.record, new.printed.record
        alone = bool(briefs) and _differ_in_briefs_alone(*records)
        same_product = records[0]["product"] == records[1]["product"]
        return cls(briefs, alone, same_product, base, (old.grounds, new.grounds))

    def follow(self, difference: Difference) -> bool:
        """Whether ``difference`` is there because a brief was switched."""
        if not self.briefs or difference.part == COVER:
            return False
        if difference.part in self.briefs:  # another length, but words of one's own stay a change
            return self.alone or difference.kind is not Kind.CHANGED
        if self.alone:
            return True
        if difference.whole:
            return self._moves_part(difference)
        gone = self._moves(self.blocks[0], difference.block, difference.before)
        added = self._moves(self.blocks[1], difference.block, difference.now)
        return {Kind.GONE: gone, Kind.ADDED: added, Kind.CHANGED: gone and added}[difference.kind]

    def moves_figure(self, fact: str) -> bool:
        """Whether a figure of ``fact`` is new or gone because a brief was switched."""
        return self.alone or self._is_switched(fact)

    def _moves(self, blocks: Mapping[str, Block], block: str, text: str) -> bool:
        """Whether ``text`` rests on facts of switched briefs, and on no others."""
        facts = facts_said(blocks.get(block), text)
        return bool(facts) and all(map(self._is_switched, facts))

    def _moves_part(self, difference: Difference) -> bool:
        """Whether a part is new or gone with briefs whose facts it tells.

        It may tell those of others too, as a table of agreements does, which is there with any.
        """
        if difference.part in _OF_VISITORS:
            return False
        blocks = self.blocks[difference.kind is Kind.ADDED]
        return self.same_product and any(
            self._is_switched(fact)
            for name, block in blocks.items()
            if name.partition(".")[0] == difference.part
            for run in inline_runs(block)
            for fact in facts_of(run)
        )

    def _is_switched(self, fact: str) -> bool:
        known = self.base.facts.get(fact)
        return known is not None and f"{BRIEFS}{known.topic}" in self.briefs


def _switched(old: Request, new: Request, base: FactBase) -> Iterator[tuple[str, Switched]]:
    before, now = _likelihoods(old, base), _likelihoods(new, base)
    for topic in {**now, **before}:
        one = Switched(before.get(topic), now.get(topic))
        if one.before != one.now:
            yield f"{BRIEFS}{topic}", one


def _likelihoods(request: Request, base: FactBase) -> dict[str, Likelihood]:
    """How likely each topic is that ``request`` asks for, as far as the base still has it."""
    known = {*base.topics, *(topic.category for topic in base.topics.values())}
    names = [name for name in request.topics if name in known]
    topics = resolve_topics(base, names) if names else ()
    return {name: request.likelihood_of(name, base.topics[name].category) for name in topics}


def _differ_in_briefs_alone(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    same_ground = all(old.get(key) == new.get(key) for key in _MADE_FROM)
    return same_ground and _but_for_briefs(old["request"]) == _but_for_briefs(new["request"])


def _but_for_briefs(request: Mapping[str, Any]) -> dict[str, Any]:
    """A request as a document without what chooses its briefs and what tells its issue."""
    kept = {k: v for k, v in request.items() if k not in _OF_BRIEFS | _OF_ISSUES}
    kept["visit"] = {k: v for k, v in request.get("visit", {}).items() if k not in _OF_VISIT}
    return kept
