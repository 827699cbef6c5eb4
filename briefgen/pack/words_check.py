"""What is amiss in a file of printed words: what is missing, unknown, or lacks a brace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.errors import TemplateError
from briefgen.pack.locating import Mistake, key_lines
from briefgen.pack.templates import HELD_IN, nearest, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefgen.pack.templates import Words

# What a fact base, a product or a request of one's own may add words for.
_OPEN = {
    *("audiences", "counted", "countries", "markings", "measures", "products", "topics"),
    *("units", "units_alone"),
}
_BRACES = re.compile(r"\{(\w+)\}")


def words_mistakes(templates: Path, language: str) -> tuple[Mistake, ...]:
    """Every mistake in the printed words of ``language``, by line, held against the English."""
    try:
        words = read_words(templates, language)
    except TemplateError as error:
        return (Mistake(0, error.why),)
    try:
        held = read_words(templates, HELD_IN)
    except TemplateError:
        return ()  # told of that file; nothing can be held against it
    lines = key_lines(words.path.read_text(encoding="utf-8-sig"))
    found = _mistakes(words, held, lines)
    return tuple(sorted(found, key=lambda one: (not one.line, one.line)))


def _mistakes(words: Words, held: Words, lines: Mapping[str, int]) -> Iterator[Mistake]:
    ours, theirs = _texts_by_key(words), _texts_by_key(held)
    for (group, key), texts in ours.items():
        line = lines.get(f"{group}.{key}", lines.get(group, 0))
        if (group, key) not in theirs:
            if group in _OPEN:
                continue
            near = nearest(key, [name for part, name in theirs if part == group])
            yield Mistake(line, f"there is no “{key}” under [{group}]{near}.")
            continue
        wanted = {name for text in theirs[group, key] for name in _BRACES.findall(text)}
        for text in texts:
            if wanted != {*_BRACES.findall(text)}:
                told = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "no braces"
                yield Mistake(line, f"“{key}” under [{group}] must hold {told}, as the English.")
    for group, key in theirs.keys() - ours.keys():
        line = lines.get(group, 0)
        yield Mistake(line, f"“{key}” under [{group}] is missing: translate it from en.toml.")


def _texts_by_key(words: Words) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (group, key): (entry,) if isinstance(entry, str) else tuple(entry.values())
        for group, entries in words.groups.items()
        for key, entry in entries.items()
    }
