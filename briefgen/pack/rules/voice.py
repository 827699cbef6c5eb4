"""Rules on spoken words: the speaker's voice, no filler, fit to be read out and to be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.pack.blocks import List
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.rules.spoken import (
    SCRIPT,
    all_spoken,
    is_said_to_them,
    lists_called,
    points,
    said,
    spoken_runs,
)
from briefgen.pack.wordlists import found_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.findings import Checked
    from briefgen.pack.inlines import Inlines

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:-\d+)?\b")
_UNSPEAKABLE = re.compile(r"[()\[\]/%$€£₸₨&*<>=+_|]")


def _speakers_voice(checked: Checked) -> Iterator[Flaw]:
    """“You” is the counterpart, where words are said to him; elsewhere, and in advice, the speaker.

    An opening greets those it is read to, whom nobody else could mean.
    """
    for block in checked.pack.blocks:
        words = checked.listed("advised" if is_said_to_them(block) else "addressed")
        for place, inlines in spoken_runs(block):
            found = "" if place.startswith(SCRIPT) else found_in(said(inlines), words)
            if found:
                yield Flaw(
                    place,
                    f"It says “{found}”: words to be spoken are in the speaker’s own voice.",
                    "Say “we” or “I”, and “you” only to the counterpart; what is meant for the "
                    "speaker goes into a note.",
                )


def _no_fillers(checked: Checked) -> Iterator[Flaw]:
    fillers = checked.listed("fillers")
    for item in points(checked.pack):
        found = found_in(said(item.inlines), fillers)
        if found:
            yield Flaw(
                item.id,
                f"“{found}” is courtesy and no point.",
                "Leave courtesy to the core script; say what we ask.",
            )


def _known_acronyms(checked: Checked) -> Iterator[Flaw]:
    acronyms = checked.selection.base.acronyms
    known = checked.listed("acronyms")
    heard = ""
    for place, inlines in all_spoken(checked.pack):
        text = said(inlines)
        heard += f" {text.lower()}"
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            expansion = acronyms[acronym].expansion if acronym in acronyms else ""
            if acronym.lower() not in known and (not expansion or expansion.lower() not in heard):
                meaning = f" ({expansion})" if expansion else ""
                yield Flaw(
                    place,
                    f"{acronym}{meaning} is said before it is expanded.",
                    "Say it in full the first time, or add it to acronyms.csv.",
                )


def _reads_aloud(checked: Checked) -> Iterator[Flaw]:
    longest = checked.product.thresholds.word_letters
    for place, inlines in all_spoken(checked.pack):
        text = said(inlines)
        signs = "".join(dict.fromkeys(_UNSPEAKABLE.findall(text)))
        if signs:
            yield Flaw(
                place, f"“{signs}” cannot be read out.", "Write what is to be said in words."
            )
        for word in _WORD.findall(text):
            if len(word) > longest and "-" not in word:
                yield Flaw(place, f"“{word}” is long to say.", "Use a shorter word.")


def _notes_begin_with_a_verb(checked: Checked) -> Iterator[Flaw]:
    verbs = checked.listed("note_verbs")
    for block in lists_called(checked.pack, "sensitivities.list"):
        for item in block.items:
            first = _WORD.search(said(item.inlines))
            if verbs and first and first.group().lower() not in verbs:
                yield Flaw(
                    item.id,
                    f"A note to the speaker begins with what to do, not with “{first.group()}”.",
                    "Begin with raise, ask, offer, avoid, do not …",
                )


def _safe_if_leaked(checked: Checked) -> Iterator[Flaw]:
    harmful = checked.listed("harmful")
    for place, inlines in (*all_spoken(checked.pack), *_notes(checked)):
        found = found_in(said(inlines), harmful)
        if found:
            yield Flaw(
                place,
                f"“{found}” would do harm if these pages were seen.",
                "Say it without judgement, or leave it out.",
            )


def _notes(checked: Checked) -> Iterator[tuple[str, Inlines]]:
    for block in checked.pack.blocks:
        if isinstance(block, List) and block.id == "sensitivities.list":
            yield from ((item.id, item.inlines) for item in block.items)


RULES = (
    Rule("TP6", "Spoken words are in the voice of the speaker.", Level.BLOCKS, _speakers_voice),
    Rule("TP7", "Courtesies and fillers are no points.", Level.WARNING, _no_fillers),
    Rule("TP18", "An acronym is expanded before it is spoken.", Level.WARNING, _known_acronyms),
    Rule("TP19", "Spoken text can be read out as it stands.", Level.WARNING, _reads_aloud),
    Rule(
        "TP21", "A note to the speaker begins with a verb.", Level.ADVICE, _notes_begin_with_a_verb
    ),
    Rule("TP22", "The pages do no harm if they are seen.", Level.WARNING, _safe_if_leaked),
)
