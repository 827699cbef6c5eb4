"""Speaking time: whether what is to be said fits what there is time for.

Words there is time for: minutes, our share of them, words a minute, and what consecutive
interpreting leaves. What counts is said aloud in the meeting by our side unasked: the core script
where there is one, and the points to make that it does not hold already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.pack.blocks import Paragraph, ParagraphStyle
from briefgen.pack.findings import Flaw, Rule
from briefgen.pack.product import Level
from briefgen.pack.request import Interpreting
from briefgen.pack.rules.spoken import SCRIPT, points, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack
    from briefgen.pack.findings import Checked
    from briefgen.pack.product import Speech
    from briefgen.pack.request import Meeting


class SpeakingTime(Struct, frozen=True):
    """Words to say and words there is time for; ``room`` is 0 where no time is set."""

    script_words: int
    point_words: int
    points: int
    room: int
    pace: float  # words a minute of ours, the interpreter's time taken off

    @property
    def words(self) -> int:
        """All words to say."""
        return self.script_words + self.point_words

    @property
    def minutes(self) -> float:
        """How long the words take."""
        return self.words / self.pace

    @property
    def is_under_a_minute(self) -> bool:
        """Whether the minutes would be rounded to none, though there are words to say."""
        return self.words > 0 and round(self.minutes) == 0

    @property
    def minutes_of_ours(self) -> float:
        """How long we may speak, the interpreter's time taken off."""
        return self.room / self.pace

    @property
    def fits(self) -> bool:
        """Whether there is time for all of it, or no time was set."""
        return not self.room or self.words <= self.room


def speaking_time(pack: Pack, meeting: Meeting, speech: Speech) -> SpeakingTime:
    """The time that ``pack`` takes to say; the meeting's own numbers go before the product's."""
    consecutive = meeting.interpreter is Interpreting.CONSECUTIVE
    rate = meeting.words_per_minute or speech.words_per_minute
    share = meeting.our_share or speech.our_share
    factor = speech.consecutive_factor if consecutive else 1.0
    script = [
        said(block.inlines)
        for block in pack.blocks
        if isinstance(block, Paragraph)
        and block.id.startswith(SCRIPT)
        and block.style is not ParagraphStyle.NOTE
    ]
    read_out = " ".join(script)
    texts = [said(item.inlines) for item in points(pack)]
    left = [text for text in texts if text not in read_out]
    return SpeakingTime(
        script_words=len(read_out.split()),
        point_words=sum(len(text.split()) for text in left),
        points=len(left),
        room=int(meeting.minutes * share * rate * factor),
        pace=rate * factor,
    )


def _there_is_time(checked: Checked) -> Iterator[Flaw]:
    meeting = checked.selection.request.meeting
    time = speaking_time(checked.pack, meeting, checked.product.speech)
    if not time.fits:
        yield Flaw(
            "pack",
            f"The core script ({time.script_words} words) and {time.points} further points "
            f"({time.point_words} words) take {time.minutes:.0f} minutes where we have "
            f"{time.minutes_of_ours:.0f}: {time.words - time.room} words too many.",
            "Drop points, set topics to possible, or ask for a longer meeting.",
        )


RULES = (Rule("TP24", "What is to be said fits the meeting.", Level.WARNING, _there_is_time),)
