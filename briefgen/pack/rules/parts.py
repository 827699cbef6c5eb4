"""Rules on the parts of a pack: how long each may be and what it must hold.

The ids name the part as the outline of a pack counts them: 2 the steering note, 3 the messages,
5 the core script, 6 a topic brief with its parts a to g, 11 the timeline, 13 the press.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Callout, Heading, List, Paragraph, ParagraphStyle, Table
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.inlines import facts_of, plain
from briefgen.pack.product import Level
from briefgen.pack.rules.spoken import MESSAGES, SCRIPT, lists_called, said, topic_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Block
    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inlines

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def _under(checked: Checked, heading: str) -> Iterator[Block]:
    """The blocks under the heading of that id, to the next of its level."""
    level = 0
    for block in checked.pack.blocks:
        if isinstance(block, Heading):
            if block.id == heading:
                level = block.level
                continue
            if level and block.level <= level:
                return
        if level:
            yield block


def _words_of(blocks: Iterator[Block]) -> int:
    texts = (said(b.inlines) for b in blocks if isinstance(b, Paragraph))
    return sum(len(text.split()) for text in texts)


def _steering_on_one_page(checked: Checked) -> Iterator[Flaw]:
    most = checked.product.thresholds.steering_words
    count = _words_of(_under(checked, "steering"))
    if count > most:
        yield Flaw(
            "steering",
            f"The steering note has {count} words where {most} fit its page.",
            "Shorten.",
        )


def _messages(count: int) -> str:
    return "There is 1 message" if count == 1 else f"There are {count} messages"


def _three_messages(checked: Checked) -> Iterator[Flaw]:
    wanted = checked.product.limits.messages
    for block in lists_called(checked.pack, MESSAGES):
        if len(block.items) != wanted:
            yield Flaw(
                block.id,
                f"{_messages(len(block.items))} where {wanted} are wanted.",
                "Make points of more topics a must, or choose more topics.",
            )
        for item in block.items:
            if not any(facts_of(item.inlines)):
                yield Flaw(item.id, "The message rests on no fact.", "Cite one.", Level.BLOCKS)


def _script_can_be_read_out(checked: Checked) -> Iterator[Flaw]:
    limits = checked.product.thresholds
    blocks = [
        b
        for b in checked.pack.blocks
        if isinstance(b, Paragraph)
        and b.id.startswith(SCRIPT)
        and b.style is not ParagraphStyle.NOTE
    ]
    count = sum(len(said(b.inlines).split()) for b in blocks)
    if count > checked.product.limits.script_words:
        most = checked.product.limits.script_words
        yield Flaw(
            "script", f"The core script has {count} words where {most} are read.", "Shorten."
        )
    for block in blocks:
        for sentence in _SENTENCE_END.split(said(block.inlines)):
            words = len(sentence.split())
            if words > limits.point_words:
                yield Flaw(
                    block.id,
                    f"A sentence has {words} words where {limits.point_words} can be read in one "
                    f"breath: “{sentence[:60]}…”",
                    "Make two of it.",
                )


def _objective_can_fail(checked: Checked) -> Iterator[Flaw]:
    most, weak = checked.product.thresholds.objective_words, checked.listed("weak_aims")
    untested = {f"line.{line.id}" for line in checked.selection.lines if not line.test}
    for block in checked.pack.blocks:
        if not (isinstance(block, Paragraph) and block.style is ParagraphStyle.OBJECTIVE):
            continue
        text = said(block.inlines)
        if block.id in untested:
            yield Flaw(
                block.id,
                "It does not say how one would see that the objective was reached.",
                "Write it in the column “test” of lines.csv.",
            )
        if len(text.split()) > most:
            yield Flaw(block.id, f"The objective has more than {most} words.", "Shorten it.")
        if any(text.lower().startswith(aim) for aim in weak):
            yield Flaw(
                block.id,
                "Nobody could tell whether this objective was reached.",
                "Say what is to be agreed, given or decided, and by when.",
            )


def _pairs_are_short(checked: Checked) -> Iterator[Flaw]:
    limits = checked.product.thresholds
    for style, most in (
        (ParagraphStyle.THEY_MAY_RAISE, limits.raise_words),
        (ParagraphStyle.OUR_RESPONSE, limits.response_words),
    ):
        for block in checked.pack.blocks:
            if not (isinstance(block, Paragraph) and block.style is style):
                continue
            count = len(said(block.inlines).split())
            if block.id.startswith("line.") and count > most:
                yield Flaw(block.id, f"{count} words where {most} are wanted.", "Shorten it.")


def _answers_are_short(checked: Checked) -> Iterator[Flaw]:
    most = checked.product.thresholds.response_words
    for block in checked.pack.blocks:
        if isinstance(block, (List, Callout)) and ".if_raised" in block.id:
            for item in block.items:
                count = len(said(item.inlines).split())
                if count > most:
                    yield Flaw(item.id, f"{count} words where {most} are wanted.", "Shorten it.")


def _box_is_short(checked: Checked) -> Iterator[Flaw]:
    most = checked.product.limits.figures
    for block in checked.pack.blocks:
        if isinstance(block, Table) and ".figures." in block.id and len(block.rows) > most:
            yield Flaw(
                block.id,
                f"The box has {len(block.rows)} figures where {most} are taken in.",
                "Keep the most telling.",
            )


def _background_is_short(checked: Checked) -> Iterator[Flaw]:
    limits = checked.product.thresholds
    for block in checked.pack.blocks:
        if not (isinstance(block, List) and ".background_" in block.id):
            continue
        words = sum(len(plain(item.inlines).split()) for item in block.items)
        if words > limits.background_words and len(block.items) > limits.background_facts:
            yield Flaw(
                block.id,
                f"{words} words of background where {limits.background_words} are read.",
                "Lower “background” in the product’s [limits].",
            )


def _press_lines_are_public(checked: Checked) -> Iterator[Flaw]:
    facts, lines = checked.selection.base.facts, checked.selection.base.lines
    for block in checked.pack.blocks:
        for place, inlines in _press_places(block):
            line = lines.get(place.partition(".")[2])
            if line is not None and line.type not in (LineType.PRESS, LineType.RESPONSE):
                continue
            closed = [f for f in facts_of(inlines) if f in facts and not facts[f].releasable]
            if closed:
                yield Flaw(
                    place,
                    f"It rests on {closed[0]}, which may not be released.",
                    "Rest it on facts that are public.",
                )


def _press_places(block: Block) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, List) and (".press." in block.id or block.id == "press.lines.list"):
        yield from ((item.id, item.inlines) for item in block.items)
    if isinstance(block, Paragraph) and block.id.startswith("press."):
        yield block.id, block.inlines


def _worst_case_is_prepared(checked: Checked) -> Iterator[Flaw]:
    contentious = {
        line.topic for line in checked.selection.lines if line.type is LineType.SENSITIVITY
    }
    parts = checked.product.depth.certain
    for topic, printed in topic_parts(checked.pack).items():
        full = "points" in printed and "pairs" in parts and "objective" in printed
        if full and topic in contentious and "pairs" not in printed:
            yield Flaw(
                f"topic.{topic}",
                "The topic is touchy, and nothing is said of what they may raise.",
                "Add a line of type they-may-raise with a response.",
            )


RULES = (
    Rule("P2", "The steering note fits one page.", Level.WARNING, _steering_on_one_page),
    Rule("P3", "There are three messages, each on a fact.", Level.WARNING, _three_messages),
    Rule(
        "P5", "The core script is read out in two minutes.", Level.WARNING, _script_can_be_read_out
    ),
    Rule(
        "P6a",
        "An objective could fail, and says when it is reached.",
        Level.WARNING,
        _objective_can_fail,
    ),
    Rule("P6c", "What they may raise and our response are short.", Level.WARNING, _pairs_are_short),
    Rule("P6d", "A defensive answer is short.", Level.WARNING, _answers_are_short),
    Rule("P6e", "The box of key figures is taken in at a glance.", Level.WARNING, _box_is_short),
    Rule("P6f", "Background is facts and dates, not a story.", Level.WARNING, _background_is_short),
    Rule(
        "P6g", "What is given to the press may be released.", Level.BLOCKS, _press_lines_are_public
    ),
    Rule(
        "TP23",
        "A touchy topic has its worst case prepared.",
        Level.WARNING,
        _worst_case_is_prepared,
    ),
)
