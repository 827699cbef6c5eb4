"""The lists of words that rules go by: ``templates/wordlists/``, by the language of the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.errors import TemplateError
from briefgen.pack.cells import CellError, texts_of
from briefgen.pack.templates import HELD_IN, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def read_wordlists(templates: Path) -> Mapping[str, frozenset[str]]:
    """The lists by name; none where the folder has none. Raises TemplateError for one that is none.

    Lines are written in one language whatever the pack is printed in, so there is one file.
    """
    path = templates / "wordlists" / f"{HELD_IN}.toml"
    if not path.is_file():
        return {}
    try:
        return {
            name: frozenset(word.lower() for word in texts_of(words, name))
            for name, words in read_toml(path).items()
        }
    except CellError as error:
        raise TemplateError(path, str(error)) from None


def found_in(text: str, words: frozenset[str]) -> str:
    """The first of ``words``, single or several, that stands in ``text``; empty for none."""
    padded = f" {' '.join(_WORD.findall(text.lower()))} "
    return next((word for word in sorted(words) if f" {word} " in padded), "")
