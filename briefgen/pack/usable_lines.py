"""Which curated lines a pack may use: those whose grounds it has, and what goes with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.factbase.records import Line, LineType, Use, Voice
from briefgen.factbase.tellings import told
from briefgen.factbase.tokens import split_line, table_of, tokens_of
from briefgen.pack.grounds import fact_of_token
from briefgen.pack.request import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact
    from briefgen.pack.request import Request

SPOKEN = (LineType.OBJECTIVE, LineType.POINT, LineType.RESPONSE, LineType.IF_RAISED, LineType.PRESS)

# The numeral I: with “of”, a comma or a number behind it, or behind a word with a capital, unless
# that only begins a sentence or names the place where somebody speaks.
_NUMERAL = re.compile(
    r"(?<!\bIn )(?<!\bAt )(?<!\bOn )\b"
    r"(?!(?:And|As|Before|But|Can|Could|Here|If|May|Now|Or|Since|So|That|Then|There|This|Today"
    r"|Tomorrow|What|When|Where|While|Who|Yesterday)\b)[A-Z]\w+ I\b"
    r"|\b(?!(?:and|or)\b)\w+ I(?= of\b|,| ?\d)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Oo]urs?|[Mm]e|[Mm]y|[Oo]urselves|[Mm]yself)\b")


class LeftOut(Struct, frozen=True):
    """A curated line of the chosen topics that was not used, and why not."""

    line: Line
    reason: str
    fact: str = ""  # the background-only fact it would have spoken
    objective: str = ""  # the line it serves, where that is not in the pack
    says_we: bool = False  # in a pack that speaks for nobody


class Grounds(Struct, frozen=True):
    """What lines may rest on: the facts and figures of the pack.

    ``may_cite`` says of another fact whether an objective may rest on it all the same.
    """

    base: FactBase
    facts: Collection[str]
    observations: Collection[str]
    may_cite: Callable[[Fact], bool]

    def carry(self, line: Line) -> bool:
        """Whether all that ``line`` rests on is in the pack and may be used for it."""
        return self.missing(line) is None

    def missing(self, line: Line, *, cites: bool = False) -> LeftOut | None:
        """Why ``line`` cannot be used; None where it can. ``cites``: what it may cite is enough."""
        for fact, present in self._of(line, cites=cites):
            if not present:
                return LeftOut(line, f"the fact {fact} is not in the pack")
            if line.type in SPOKEN and self.base.facts[fact].use is not Use.SAY:
                return LeftOut(line, f"the fact {fact} is background only", fact)
        return None

    def _of(self, line: Line, *, cites: bool) -> Iterator[tuple[str, bool]]:
        """The facts a line rests on and whether each, with its figure, is at hand."""
        for token in tokens_of(line.words):
            fact = fact_of_token(self.base, token)
            if table_of(token) == "observations":  # what is spoken stands in the tables
                yield fact, token.id in self.observations
            else:
                yield fact, fact in self.facts or (cites and self.may_cite(self.base.facts[fact]))


def usable_lines(
    grounds: Grounds, request: Request, topics: tuple[str, ...]
) -> tuple[tuple[Line, ...], tuple[LeftOut, ...]]:
    """The lines of ``topics`` in order of saying, and those that were left out.

    A point goes with the objective it serves, a response with what it answers. An objective is
    what is wanted now: while a point serves it, it may rest on what is older than the range. A
    point whose objective the user dropped stays, since that is for the user to mend. Where nobody
    speaks, a line that says “we” or “I” is left out, though either side could say it, and with the
    last response to it what they may raise.
    """
    lines = [
        line
        for line in _in_order_of_saying(grounds.base, topics)
        if _voice_fits(line, request.voice) and line.id not in request.dropped
    ]
    points = (line for line in lines if line.type is LineType.POINT and grounds.carry(line))
    served = {line.answers for line in points}
    found: dict[str, Line] = {}
    left_out = []
    for line in lines:
        missing = grounds.missing(line, cites=line.id in served)
        if not missing and request.voice is Side.NEUTRAL and says_we(line):
            missing = LeftOut(line, "it says “we” or “I”, and nobody speaks", says_we=True)
        if missing:
            left_out.append(missing)
        else:
            found[line.id] = line
    used: dict[str, Line] = {}
    for line in found.values():
        alone = _without_its_partner(grounds.base, request, line, found)
        if alone:
            left_out.append(alone)
        else:
            used[line.id] = line
    unanswered = _unanswered(used, left_out)
    left_out += (LeftOut(used.pop(i), "its responses are not in the pack") for i in unanswered)
    return tuple(used.values()), tuple(left_out)


def _unanswered(used: Mapping[str, Line], left_out: Iterable[LeftOut]) -> list[str]:
    """What they may raise of which no response is left, since all say “we” or “I”; by id."""
    answered = {line.answers for line in used.values()}
    lost = {left.line.answers for left in left_out if left.says_we} - answered
    raised = (line.id for line in used.values() if line.type is LineType.THEY_MAY_RAISE)
    return [one for one in raised if one in lost]


def _without_its_partner(
    base: FactBase, request: Request, line: Line, found: Mapping[str, Line]
) -> LeftOut | None:
    """Why ``line`` has nothing to stand for in this pack; None where it has."""
    if line.answers in found:
        return None
    if line.type is LineType.RESPONSE:
        return LeftOut(line, "what it answers is not in the pack")
    aim = base.lines.get(line.answers)
    if line.type is LineType.POINT and aim and aim.type is LineType.OBJECTIVE:
        if aim.id in request.dropped:
            return None
        return LeftOut(line, "the objective it serves is not in the pack", objective=aim.id)
    return None


def says_we(line: Line) -> bool:
    """Whether ``line`` speaks as somebody, be it in words that it advises to say."""
    said = "".join(part for part in split_line(told(line.words)) if isinstance(part, str))
    return _FIRST_PERSON.search(_NUMERAL.sub("", said)) is not None


def _in_order_of_saying(base: FactBase, topics: tuple[str, ...]) -> list[Line]:
    lines = (base.lines_of.get(topic, ()) for topic in topics)
    return [line for group in lines for line in sorted(group, key=lambda one: one.priority.rank)]


def _voice_fits(line: Line, side: Side) -> bool:
    return line.voice is Voice.ANY or line.voice.value == side.value
