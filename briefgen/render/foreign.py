"""Words in another language in a pack that is read from the right, with what belongs to them.

A citation behind an English sentence stands where that sentence ends, on its right; else it
would part the sentence from the next one, which would go on to the left of it. The numbers of any
citation count from the left, so that no page has [18, 22] here and [22 ,18] there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.inlines import Citation, Link, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.pack.inlines import Inline


def foreign_inlines(inlines: Sequence[Inline]) -> list[bool]:
    """For each of ``inlines`` whether it runs with words in another language.

    Those words do, addresses, the citations behind them, and the spaces between all these; and so
    does each citation of several numbers.
    """
    flags: list[bool] = []
    before = False
    for inline in inlines:
        if inline.text.strip():
            before = _is_foreign(inline) or (before and isinstance(inline, Citation))
        flags.append(before or (isinstance(inline, Citation) and len(inline.numbers) > 1))
    for place in range(len(inlines) - 1, -1, -1):  # a space at the end of them is not of them
        if inlines[place].text.strip() or not flags[place]:
            continue
        flags[place] = place + 1 < len(inlines) and flags[place + 1]
    return flags


def wholly_foreign(inlines: Sequence[Inline]) -> bool:
    """Whether all of a paragraph runs with words in another language, so that it may itself."""
    flags = foreign_inlines(inlines)
    said = [flag for flag, inline in zip(flags, inlines, strict=True) if inline.text.strip()]
    return any(map(language_of, inlines)) and all(said)


def _is_foreign(inline: Inline) -> bool:
    return isinstance(inline, Link) or bool(language_of(inline))
