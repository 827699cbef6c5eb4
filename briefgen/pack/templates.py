"""Printed words: the TOML files in ``templates/words/`` as checked records."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.errors import TemplateError, UsageError, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HELD_IN = "en"  # the language that facts, lines and names are held in
_LISTS = ("pattern",)  # what has an entry under each head in double brackets
_KEPT = 32  # documents: those of a pack are read again for the next one


class Words(Struct, frozen=True):
    """The printed words of one language; where they change with a number, a text a category."""

    path: Path
    language: str  # BCP 47
    groups: Mapping[str, Mapping[str, str | Mapping[str, str]]]

    def get(self, group: str, key: str, **values: object) -> str:
        """A printed word, its braces filled in. Raises TemplateError where it is missing."""
        return self.counted(group, key, "other", **values)

    def counted(self, group: str, key: str, category: str, **values: object) -> str:
        """A printed word in the form for a plural ``category`` (CLDR), its braces filled in.

        A language without that form has its "other". Raises TemplateError where it is missing.
        """
        try:
            text = self.groups[group][key]
            if not isinstance(text, str):
                text = text.get(category) or text["other"]
        except KeyError:
            raise TemplateError(
                self.path, f"it has no “{key}” under [{group}]; add that line."
            ) from None
        return self._filled(group, key, text, values) if values else text

    def known(self, group: str, key: str, otherwise: str) -> str:
        """A printed word for what a base of one's own may hold; ``otherwise`` where it is none."""
        return self.get(group, key) if key in self.groups.get(group, {}) else otherwise

    @property
    def is_held(self) -> bool:
        """Whether facts, lines and names are held in this language."""
        return self.path.stem == HELD_IN

    def _filled(self, group: str, key: str, text: str, values: Mapping[str, object]) -> str:
        try:
            return text.format(**values)
        except (KeyError, ValueError, IndexError):
            braces = ", ".join(f"{{{name}}}" for name in values)
            raise TemplateError(
                self.path, f"“{key}” under [{group}] may hold only the braces {braces}."
            ) from None

    def heading(self, key: str) -> str:
        """A heading."""
        return self.get("headings", key)

    def label(self, key: str, **values: object) -> str:
        """A label or a short sentence of the pack."""
        return self.get("labels", key, **values)


def read_words(templates: Path, language: str) -> Words:
    """The printed words of ``language`` (the BCP 47 primary tag, "en")."""
    path = templates / "words" / f"{language}.toml"
    names = language_names(templates)
    if language not in names:
        raise UsageError(
            f"There are no printed words for the language “{language}”; "
            f"languages: {', '.join(names)}."
        )
    document = read_toml(path)
    tag = document.pop("language", language)
    for group, entries in document.items():
        if not isinstance(entries, dict) or not all(map(_is_printable, entries.values())):
            raise TemplateError(path, f"[{group}] must hold only texts in quotes.")
    return Words(path, str(tag), document)


def held_words(words: Words) -> tuple[Words, ...]:
    """The printed words of the language that facts are held in; none where the pack is in it."""
    return () if words.is_held else (read_words(words.path.parent.parent, HELD_IN),)


def held_language(words: Words) -> str:
    """The language that facts are held in (BCP 47); empty where the pack is in it."""
    return next((held.language for held in held_words(words)), "")


def _is_printable(entry: object) -> bool:
    """Whether it is a text, or a text for each plural category with one for the rest."""
    if isinstance(entry, dict):
        return "other" in entry and all(isinstance(text, str) for text in entry.values())
    return isinstance(entry, str)


def language_names(templates: Path) -> tuple[str, ...]:
    """The languages that there are printed words for, by file name."""
    return tuple(sorted(path.stem for path in (templates / "words").glob("*.toml")))


def read_toml(path: Path) -> dict[str, Any]:
    """The document in ``path``; a TemplateError names the line of a slip.

    What stands below its own keys is not to be changed: whoever reads the same text has it too.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # an editor on Windows may mark it so
        return dict(_document(text))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(path, _first_slip(text)) from error
    except UnicodeDecodeError:
        raise TemplateError(path, "it is not UTF-8 text.") from None
    except ValueError:  # of a whole number with more digits than Python reads
        raise TemplateError(path, "a number in it is far too long.") from None
    except RecursionError:
        raise TemplateError(path, "its brackets are nested too deeply.") from None
    except OSError as error:
        raise TemplateError(path, why_unreadable(error)) from error


def _first_slip(text: str) -> str:
    """What keeps ``text`` from being read, with the line, and how much more there is of it."""
    from briefgen.pack.toml_slips import slips_in  # noqa: PLC0415 - for a mistake only

    slips, _mended = slips_in(text, _LISTS)
    first = f"line {slips[0].line}: {slips[0].why}"
    lines = ", ".join(f"{slip.line}" for slip in slips[1:])
    return f"{first} The same look is due to: line {lines}." if lines else first


@lru_cache(maxsize=_KEPT)
def _document(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def nearest(name: str, names: Iterable[str]) -> str:
    """The words that point to the name most like ``name``, if there is one."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake only

    found = get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f" (did you mean “{found[0]}”?)" if found else ""
