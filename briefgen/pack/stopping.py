"""What of a fact base would stop every final pack that prints it, told before there is a pack.

Loading lets it in, for the rows are well formed; a rule of the pack (docs/rules.md) blocks later.
Lines that no pack ever prints are told beside it: nobody would miss them before the visit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.factbase.problems import Problem, Severity
from briefgen.factbase.records import LineType, Use, Voice
from briefgen.factbase.tellings import told
from briefgen.factbase.tokens import PERSON_FORMS, split_line, tokens_of
from briefgen.pack.grounds import facts_of_line
from briefgen.pack.usable_lines import SPOKEN
from briefgen.pack.wordlists import found_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Line

_NUMERAL = re.compile(r"\d")
_NOT_TO_THEM = (LineType.OBJECTIVE, LineType.PRESS)


def stopping(
    base: FactBase,
    lists: Mapping[str, frozenset[str]],
    undrawn: Callable[[str], str],
) -> Iterator[Problem]:
    """Warnings of what is well formed and would stop a final pack, or never be printed.

    ``lists`` are those of words that rules go by; ``undrawn`` tells the characters of a text that
    no face has.
    """
    for line in base.lines.values():
        yield from _aimless(base, line)
        yield from _unspeakable(base, line)
        yield from _wrong_voice(line, lists)
        yield from _former_people(base, line)
    yield from _numbers_in_names(base)
    yield from _without_letters(base, undrawn)


def _aimless(base: FactBase, line: Line) -> Iterator[Problem]:
    """Points without an objective, and answers to nothing."""
    wanted, what = {
        LineType.POINT: (LineType.OBJECTIVE, "the objective it serves"),
        LineType.RESPONSE: (LineType.THEY_MAY_RAISE, "the line they may raise that it answers"),
    }.get(line.type, (None, ""))
    if wanted is None:
        return
    aim = base.lines.get(line.answers)
    then = (
        "rule TP8 stops a final pack that prints it"
        if line.type is LineType.POINT
        else "it is never printed"
    )
    if aim is None:
        yield _of_line(
            line, "answers", f"The {line.type} names nothing there, so that {then}: name {what}."
        )
    elif aim.type is not wanted:
        yield _of_line(
            line,
            "answers",
            f"“{aim.id}” is of the type {aim.type}, so that {then}: name {what}.",
        )
    elif Voice.ANY not in (line.voice, aim.voice) and line.voice is not aim.voice:
        yield _of_line(
            line,
            "answers",
            f"“{aim.id}” is in the voice {aim.voice} and this line in {line.voice}, so that it is "
            "never printed: make the two agree.",
        )


def _unspeakable(base: FactBase, line: Line) -> Iterator[Problem]:
    """Lines to say that rest on what may not be said, or not to everybody."""
    for name in facts_of_line(base, line):
        fact = base.facts[name]
        if line.type in SPOKEN and fact.use is not Use.SAY:
            yield _of_line(
                line,
                "text",
                f"The fact {name} is not for saying (“use” is {fact.use}), so that the line is "
                "never printed: rest it on another, or let the fact be said.",
            )
        elif line.type is LineType.PRESS and not fact.releasable:
            yield _of_line(
                line,
                "text",
                f"The fact {name} may not be released, so that rule P6g stops a final pack with "
                "this press line: rest it on facts that are public.",
            )


def _wrong_voice(line: Line, lists: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    if line.type not in SPOKEN:
        return
    words = lists.get("addressed" if line.type in _NOT_TO_THEM else "advised", frozenset())
    text = told("".join(part for part in split_line(line.text) if isinstance(part, str)))
    found = found_in(text, words)
    if found:
        yield _of_line(
            line,
            "text",
            f"It says “{found}”, so that rule TP6 stops a final pack that prints it: say “we” or "
            "“I”, and “you” only to the counterpart.",
        )


def _former_people(base: FactBase, line: Line) -> Iterator[Problem]:
    if line.type not in SPOKEN:
        return
    for name in dict.fromkeys(t.id for t in tokens_of(line.words) if t.form in PERSON_FORMS):
        person = base.people.get(name)
        if person and person.until:
            yield _of_line(
                line,
                "text",
                f"{person.name} ({name}) held the office until {person.until.edtf}, and rule TP20 "
                "stops a final pack for a later visit: take the name out, or name the successor.",
            )


def _numbers_in_names(base: FactBase) -> Iterator[Problem]:
    """Names that stand where print holds every number to a fact."""
    for path, column, names in (
        ("topics.csv", "title", {t.id: t.title for t in base.topics.values()}),
        ("measures.csv", "title", {m.id: m.title for m in base.measures.values()}),
        ("places.csv", "name", {p.id: p.name for p in base.places.values()}),
    ):
        for name, text in names.items():
            if _NUMERAL.search(text):
                message = (
                    f"“{text}” holds a number, and rule TP15 stops a final pack where it stands "
                    "among what is stated: write it in words, or leave it out."
                )
                yield Problem(Severity.WARNING, path, None, column, name, message)


def _without_letters(base: FactBase, undrawn: Callable[[str], str]) -> Iterator[Problem]:
    """Texts that a PDF cannot show whole."""
    texts = (
        *(("facts.csv", "statement", f.id, f.statement) for f in base.facts.values()),
        *(("lines.csv", "text", one.id, one.words) for one in base.lines.values()),
        *(("people.csv", "name", p.id, f"{p.name} {p.native_name}") for p in base.people.values()),
        *(("organisations.csv", "name", o.id, o.name) for o in base.organisations.values()),
        *(("topics.csv", "title", t.id, t.title) for t in base.topics.values()),
        *(
            ("sources.json", "title", s.id, f"{s.title} {s.publisher}")
            for s in base.sources.values()
        ),
    )
    for path, column, name, text in texts:
        signs = "" if text.isascii() else undrawn(text)
        if signs:
            message = (
                f"No face that is carried has letters for “{signs}”, and rule L12 stops a final "
                "pack that prints it: write it in Latin, Cyrillic or Arabic letters."
            )
            yield Problem(Severity.WARNING, path, None, column, name, message)


def _of_line(line: Line, column: str, message: str) -> Problem:
    return Problem(Severity.WARNING, "lines.csv", None, column, line.id, message)
