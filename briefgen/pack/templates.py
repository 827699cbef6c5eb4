"""Printed words: the TOML files in ``templates/words/`` as checked records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from briefgen.errors import TemplateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    """The printed words of one language."""

    path: Path
    language: str  # BCP 47
    groups: Mapping[str, Mapping[str, str]]

    def get(self, group: str, key: str, **values: object) -> str:
        """A printed word, its braces filled in. Raises TemplateError where it is missing."""
        try:
            text = self.groups[group][key]
        except KeyError:
            raise TemplateError(
                self.path, f"it has no “{key}” under [{group}]; add that line."
            ) from None
        return text.format(**values) if values else text

    def heading(self, key: str) -> str:
        """A heading."""
        return self.get("headings", key)

    def label(self, key: str, **values: object) -> str:
        """A label or a short sentence of the pack."""
        return self.get("labels", key, **values)


def read_words(templates: Path, language: str) -> Words:
    """The printed words of ``language`` (the BCP 47 primary tag, "en")."""
    path = templates / "words" / f"{language}.toml"
    names = tuple(sorted(p.stem for p in path.parent.glob("*.toml")))
    if language not in names:
        raise UsageError(
            f"There are no printed words for the language “{language}”; "
            f"languages: {', '.join(names)}."
        )
    document = read_toml(path)
    tag = document.pop("language", language)
    for group, entries in document.items():
        if not isinstance(entries, dict) or not all(isinstance(v, str) for v in entries.values()):
            raise TemplateError(path, f"[{group}] must hold only texts in quotes.")
    return Words(path, str(tag), document)


def read_toml(path: Path) -> dict[str, Any]:
    """The document in ``path``; a TemplateError names the line of a slip."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(path, f"{error}.") from error
    except UnicodeDecodeError:
        raise TemplateError(path, "it is not UTF-8 text.") from None
    except OSError as error:
        raise TemplateError(path, f"{error.strerror or error}.") from error


def nearest(name: str, names: Iterable[str]) -> str:
    """The words that point to the name most like ``name``, if there is one."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f" (did you mean “{found[0]}”?)" if found else ""
