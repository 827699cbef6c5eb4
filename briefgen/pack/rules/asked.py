"""Rules on what was asked for: somebody to speak for, and a brief of each topic that was chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Heading
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.request import Side, resolve_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.factbase.records import Line
    from briefgen.pack.findings import Checked

SPEAKS = "TP27"
BRIEFS = "P6"
SAYS_WE = "TP28"
_SPOKEN_PARTS = {"messages", "core_script", "card_points", "points"}
_PRINTED_IN = {  # what lines are printed in, of those that a pack without a speaker may have
    LineType.THEY_MAY_RAISE: {"pairs"},
    LineType.RESPONSE: {"pairs"},
    LineType.IF_RAISED: {"if_raised"},
    LineType.PRESS: {"press", "press_questions"},
    LineType.SENSITIVITY: {"sensitivities"},
}
_NAMED = 3  # lines that a message names


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


def _nobody_says_we(checked: Checked) -> Iterator[Flaw]:
    """Of lines that the product has a place for."""
    lost = [
        left.line.id
        for left in checked.selection.left_out
        if left.says_we and _has_a_place_for(checked, left.line)
    ]
    if lost:
        lines = "1 line says" if len(lost) == 1 else f"{len(lost)} lines say"
        named = ", ".join(lost[:_NAMED]) + (
            f" and {len(lost) - _NAMED} more" * (len(lost) > _NAMED)
        )
        left = "is" if len(lost) == 1 else "are"
        yield Flaw(
            "pack",
            f"{lines} “we” or “I” and {left} left out of a pack that speaks for nobody: {named}.",
            "Choose whose it is, PAK or KAZ, or word the lines without a speaker in lines.csv.",
        )


def _has_a_place_for(checked: Checked, line: Line) -> bool:
    request, product = checked.selection.request, checked.product
    category = checked.selection.base.topics[line.topic].category
    parts = product.depth.of(request.likelihood_of(line.topic, category))
    return not _PRINTED_IN.get(line.type, set()).isdisjoint((*product.sections, *parts))


def _each_topic_has_a_brief(checked: Checked) -> Iterator[Flaw]:
    """Of what the request names; of a whole category those that have facts, if any has.

    Topics that have none for one reason are told together.
    """
    selection, product = checked.selection, checked.product
    if "topics" not in product.sections:
        return
    printed = {b.id for b in checked.pack.blocks if isinstance(b, Heading)}
    found: dict[tuple[str, str], list[str]] = {}
    for name in selection.request.topics:
        topics = resolve_topics(selection.base, [name]) if _is_known(checked, name) else ()
        missed = [topic for topic in topics if f"topic.{topic}" not in printed]
        if len(missed) == len(topics):
            told = _why_without_a_brief(checked, topics) if topics else None
            if told:
                found.setdefault(told, []).append(f"“{name}”")
        elif _has_too_little_room(checked):
            beyond = [f"“{topic}”" for topic in missed if _would_have_a_brief(checked, topic)]
            if beyond:
                found.setdefault(_no_room(checked), []).extend(beyond)
    for (why, fix), several in found.items():
        names = list(dict.fromkeys(several))
        if len(names) == 1:
            yield Flaw("pack", f"The topic {names[0]} has no brief: {why}.", fix)
        else:
            message = f"The topics {', '.join(names)} have no brief: {_of_them(why)}."
            yield Flaw("pack", message, _of_them(fix))


def _is_known(checked: Checked, name: str) -> bool:
    """Whether there are topics of that name; a category may be empty in a small base."""
    return any(name in (t.id, t.category) for t in checked.selection.base.topics.values())


def _of_them(text: str) -> str:
    """``text``, which is on one topic, as it is said of several."""
    text = text.replace("of it alone, or put it first", "of each, or put first what matters most")
    return re.sub(r"\bit\b", "them", text)


def _why_without_a_brief(checked: Checked, topics: tuple[str, ...]) -> tuple[str, str] | None:
    """Why ``topics`` have none and what to do; None where the product means them to have none."""
    selection, product = checked.selection, checked.product
    depths = [
        product.depth.of(selection.request.likelihood_of(t, selection.base.topics[t].category))
        for t in topics
    ]
    if not any(depths):
        return None  # the product has no brief of what is so unlikely
    if not any(selection.facts_by_topic.get(topic) for topic in topics):
        return "no fact of it lies in the range of dates", "Widen the range, or leave it out."
    if _has_too_little_room(checked):
        return _no_room(checked)
    return (
        "there is nothing to say of it in this range, voice and likelihood",
        "Widen the range, set it to certain, or leave it out.",
    )


def _has_too_little_room(checked: Checked) -> bool:
    room = checked.product.limits.topics
    return bool(room) and len(checked.selection.topics) > room


def _no_room(checked: Checked) -> tuple[str, str]:
    room = checked.product.limits.topics
    many = "1 topic" if room == 1 else f"{room} topics"
    return f"this product has room for {many}", "Make a pack of it alone, or put it first."


def _would_have_a_brief(checked: Checked, topic: str) -> bool:
    """Whether a topic of a category has facts, and the product a brief of what is so likely."""
    selection = checked.selection
    category = selection.base.topics[topic].category
    depth = checked.product.depth.of(selection.request.likelihood_of(topic, category))
    return bool(depth and selection.facts_by_topic.get(topic))


RULES = (
    Rule(SPEAKS, "A pack with points speaks for somebody.", Level.ADVICE, _speaks_for_somebody),
    Rule(SAYS_WE, "A line that says “we” has a speaker.", Level.ADVICE, _nobody_says_we),
    Rule(BRIEFS, "Each chosen topic has a brief.", Level.ADVICE, _each_topic_has_a_brief),
)
