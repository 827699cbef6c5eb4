"""Rules on what was asked for: somebody to speak for, and a brief of each topic that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Heading
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.request import Side, resolve_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked

SPEAKS = "TP27"
BRIEFS = "P6"
_SPOKEN_PARTS = {"messages", "core_script", "card_points", "points"}


def _speaks_for_somebody(checked: Checked) -> Iterator[Flaw]:
    selection, product = checked.selection, checked.product
    wants_points = _SPOKEN_PARTS & {*product.sections, *product.depth.certain}
    has_points = any(line.type is LineType.POINT for line in selection.lines)
    if selection.request.voice is Side.NEUTRAL and wants_points and not has_points:
        yield Flaw(
            "pack",
            "The pack speaks for nobody (its voice is neutral), so it has no points to make.",
            "Choose whose: PAK or KAZ, as --voice, voice in the .brief, or Voice in the window.",
        )


def _each_topic_has_a_brief(checked: Checked) -> Iterator[Flaw]:
    """Of what the request names; of a whole category, one topic is enough."""
    selection, product = checked.selection, checked.product
    if "topics" not in product.sections:
        return
    printed = {b.id for b in checked.pack.blocks if isinstance(b, Heading)}
    for name in selection.request.topics:
        topics = resolve_topics(selection.base, [name]) if _is_known(checked, name) else ()
        if topics and not any(f"topic.{topic}" in printed for topic in topics):
            yield from _without_a_brief(checked, name, topics)


def _is_known(checked: Checked, name: str) -> bool:
    """Whether there are topics of that name; a category may be empty in a small base."""
    return any(name in (t.id, t.category) for t in checked.selection.base.topics.values())


def _without_a_brief(checked: Checked, name: str, topics: tuple[str, ...]) -> Iterator[Flaw]:
    selection, product = checked.selection, checked.product
    depths = [
        product.depth.of(selection.request.likelihood_of(t, selection.base.topics[t].category))
        for t in topics
    ]
    if not any(depths):
        return  # the product has no brief of what is so unlikely
    room = product.limits.topics
    if not any(selection.facts_by_topic.get(topic) for topic in topics):
        why, fix = "no fact of it lies in the range of dates", "Widen the range, or leave it out."
    elif room and len(selection.topics) > room:
        many = "1 topic" if room == 1 else f"{room} topics"
        why, fix = f"this product has room for {many}", "Make one of it alone, or put it first."
    else:
        why = "there is nothing to say of it in this range, voice and likelihood"
        fix = "Widen the range, set it to certain, or leave it out."
    yield Flaw("pack", f"The topic “{name}” has no brief: {why}.", fix)


RULES = (
    Rule(SPEAKS, "A pack with points speaks for somebody.", Level.ADVICE, _speaks_for_somebody),
    Rule(BRIEFS, "Each chosen topic has a brief.", Level.ADVICE, _each_topic_has_a_brief),
)
