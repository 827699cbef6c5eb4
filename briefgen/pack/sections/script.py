"""The core script: a spoken opening that can be read aloud, put together from curated lines.

The sentences that hold it together stand in ``templates/patterns/``; all that states something is
a line of the fact base, with its tokens and sources. It is in the language of the lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.base import grouped
from briefgen.factbase.records import Line, LineType
from briefgen.pack.blocks import Block, Heading, Paragraph, ParagraphStyle
from briefgen.pack.inlines import Citation, Inline, Inlines, Text, plain
from briefgen.pack.patterns import pattern_class
from briefgen.pack.request import Likelihood, Side
from briefgen.pack.sections.hosting import part_of
from briefgen.pack.sections.steering import top_messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.pack.draft import Draft
    from briefgen.pack.script_sentences import Script

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def core_script(draft: Draft) -> list[Block]:
    """Courtesy, the top messages by subject, further asks while there is room, and a close.

    None in a neutral pack, where nobody speaks, nor where there is nothing to say.
    """
    script, messages = draft.script, _sayable(draft, top_messages(draft))
    if script is None or draft.selection.request.voice is Side.NEUTRAL or not messages:
        return []
    part = part_of(draft)
    opening, close = (
        (Text(f"{script.courtesy[part]} {script.aim}", draft.held),),
        (Text(script.close[part], draft.held),),
    )
    room = draft.product.limits.script_words - _words(opening) - _words(close)
    leads = _leads(draft, script, _groups(draft, messages))
    room -= sum(len(lead.split()) for lead in (*leads.values(), script.asks))
    room -= sum(_words(draft.line(line)) for line in messages)
    asks = _that_fit(draft, _unlike(_first_points(draft, messages), messages), room)
    room -= sum(_words(draft.line(line)) for line in asks)
    supports = _that_fit(draft, _second_points(draft, messages), room)
    paragraphs: list[tuple[str, Inlines]] = [
        ("courtesy", opening),
        *_by_subject(draft, script, messages, supports),
        *([("asks", _run_on(draft, script.asks, asks))] if asks else []),
        ("close", close),
    ]
    return [
        Heading("script", 1, draft.words.get("script", "heading"), new_page=True),
        _note(draft, sum(_words(said) for _, said in paragraphs)),
        *(Paragraph(f"script.{key}", said, ParagraphStyle.LEAD) for key, said in paragraphs),
    ]


def _note(draft: Draft, words: int) -> Paragraph:
    """How long ``words`` take to read aloud, at the pace of the meeting or of the product."""
    pace = draft.selection.request.meeting.words_per_minute or draft.product.speech.words_per_minute
    minutes = max(round(words / pace), 1)
    form = draft.wording.plural_form(minutes)
    note = draft.words.counted("script", "note", form, minutes=minutes)
    return Paragraph("script.note", (Text(note),), ParagraphStyle.NOTE)


def _by_subject(
    draft: Draft, script: Script, messages: list[Line], supports: list[Line]
) -> Iterator[tuple[str, Inlines]]:
    """The messages under what they are about, those of a topic with the point that supports them.

    Whoever has turned to a subject stays with it: the first message of each tells when it comes.
    """
    groups = _groups(draft, messages)
    leads = _leads(draft, script, groups)
    for number, (category, lines) in enumerate(groups.items()):
        said: list[Inline] = []
        for topic, its_own in grouped(lines, lambda line: line.topic).items():
            points = [*its_own, *(point for point in supports if point.topic == topic)]
            said += [*([Text(" ")] if said else []), *_run_on(draft, leads[topic], points)]
        yield f"{category}.{number}", tuple(said)


def _groups(draft: Draft, messages: list[Line]) -> Mapping[str, Sequence[Line]]:
    """The messages of each category."""
    return grouped(messages, lambda line: draft.base.topics[line.topic].category)


def _leads(draft: Draft, script: Script, groups: Mapping[str, Sequence[Line]]) -> Mapping[str, str]:
    """How the speaker turns to each topic: by its own words, since a subject may have several."""
    topics = [dict.fromkeys(line.topic for line in lines) for lines in groups.values()]
    is_alone = sum(map(len, topics)) == 1
    leads: dict[str, str] = {}
    for some in topics:
        for place, topic in enumerate(some):
            if not leads:
                lead = script.only if is_alone else script.first
            else:
                lead = script.within if place else script.next
            leads[topic] = lead.format(subject=_subject(draft, script, topic))
    return leads


def _subject(draft: Draft, script: Script, topic: str) -> str:
    return script.subjects.get(topic) or _as_spoken(draft, draft.base.topics[topic].title)


def _as_spoken(draft: Draft, title: str) -> str:
    """A title within a sentence: in small letters where it does not begin with a name."""
    names = {place.name.split()[0] for place in draft.base.places.values()}
    held, *_ = (*draft.held_in, draft.words)
    names |= {held.get("countries", code).split()[0] for code in held.groups["countries"]}
    first = re.split(r"[\s-]", title, maxsplit=1)[0].rstrip(",")
    is_name = first in names or not first[1:].islower()
    return title if is_name else f"{title[0].lower()}{title[1:]}"


def _first_points(draft: Draft, said: list[Line]) -> list[Line]:
    """The first point of each topic that is sure to come up and not spoken of yet."""
    spoken = {line.topic for line in said}
    left = [
        topic
        for topic in draft.topics
        if topic.id not in spoken and draft.likelihood(topic) is Likelihood.CERTAIN
    ]
    return [line for t in left for line in draft.selection.lines_of(t.id, LineType.POINT)[:1]]


def _second_points(draft: Draft, said: list[Line]) -> list[Line]:
    """For each topic of ``said`` the next point of it, to support the message."""
    found = []
    for topic in dict.fromkeys(line.topic for line in said):
        points = draft.selection.lines_of(topic, LineType.POINT)
        found += [line for line in points if line not in said][:1]
    return found


def _unlike(lines: list[Line], said: list[Line]) -> list[Line]:
    """``lines`` with one at most of each pattern, which all end in the same words."""
    heard = {pattern_class(line.id) for line in said} - {""}
    kept = []
    for line in lines:
        about = pattern_class(line.id)
        if about not in heard:
            kept.append(line)
            heard |= {about} - {""}
    return kept


def _that_fit(draft: Draft, lines: list[Line], room: int) -> list[Line]:
    """Those that can be said in one breath, in order, as long as there are words left."""
    kept: list[Line] = []
    for line in _sayable(draft, lines):
        words = _words(draft.line(line))
        if words <= room:
            kept.append(line)
            room -= words
    return kept


def _run_on(draft: Draft, lead: str, lines: list[Line]) -> Inlines:
    inlines: list[Inline] = [Text(lead, draft.held)]
    for line in lines:
        inlines += [Text(" "), *draft.line(line)]
    return tuple(inlines)


def _sayable(draft: Draft, lines: list[Line]) -> list[Line]:
    """Those of ``lines`` that have no sentence too long to be said in one breath."""
    most = draft.product.thresholds.point_words
    return [line for line in lines if _longest_sentence(draft.line(line)) <= most]


def _longest_sentence(inlines: Inlines) -> int:
    return max(len(sentence.split()) for sentence in _SENTENCE_END.split(_said(inlines)))


def _words(inlines: Inlines) -> int:
    return len(_said(inlines).split())


def _said(inlines: Inlines) -> str:
    return plain(i for i in inlines if not isinstance(i, Citation))
