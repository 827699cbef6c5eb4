"""The lists of words that rules go by: ``templates/wordlists/``, by the language of the lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.errors import TemplateError
from briefgen.pack.cells import CellError, texts_of
from briefgen.pack.templates import HELD_IN, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KEPT = 4  # of as many folders of templates; every pack is checked by them
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def read_wordlists(templates: Path) -> Mapping[str, frozenset[str]]:
    """The lists by name; none where the folder has none. Raises TemplateError for one that is none.

    Lines are written in one language whatever the pack is printed in, so there is one file.
    """
    path = templates / "wordlists" / f"{HELD_IN}.toml"
    return _read_as_it_is(path, path.read_bytes()) if path.is_file() else {}


@lru_cache(maxsize=_KEPT)
def _read_as_it_is(path: Path, _now: bytes) -> Mapping[str, frozenset[str]]:
    """The lists in ``path``, read again only when it holds something else."""
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
