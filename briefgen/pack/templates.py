"""Products and printed words: the TOML files in ``templates/`` as checked records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.errors import TemplateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each part a product holds."""

    messages: int
    message_words: int
    points: int
    point_words: int
    pairs: int
    if_raised: int
    figures: int
    background: int
    disagreements: int
    trade_rows: int
    timeline_rows: int


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of pack: its sections in order and their limits."""

    name: str
    path: Path
    title: str
    description: str
    sections: tuple[str, ...]
    topic_parts: tuple[str, ...]
    topic_on_new_page: bool
    limits: Limits
    default_marking: str


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


def product_names(templates: Path) -> tuple[str, ...]:
    """The products there are, by file name."""
    return tuple(sorted(path.stem for path in (templates / "products").glob("*.toml")))


def read_product(templates: Path, name: str) -> Product:
    """The product called ``name``, or the one in the TOML file of that path.

    Raises UsageError with the nearest name where there is none, TemplateError for a slip in it.
    """
    path = _product_path(templates, name)
    document = read_toml(path)
    keys = {"format", "title", "description", "sections", "topic_parts", "topic_on_new_page"}
    _check_keys(path, document, keys | {"limits", "marking"}, "")
    _check_keys(path, document["limits"], set(Limits.__slots__), "limits.")
    _check_keys(path, document["marking"], {"default"}, "marking.")
    _check_types(path, document)
    return Product(
        name=path.stem,
        path=path,
        title=document["title"],
        description=document["description"],
        sections=tuple(document["sections"]),
        topic_parts=tuple(document["topic_parts"]),
        topic_on_new_page=document["topic_on_new_page"],
        limits=Limits(**document["limits"]),
        default_marking=document["marking"]["default"],
    )


def _product_path(templates: Path, name: str) -> Path:
    if name.endswith(".toml"):
        return Path(name)
    names = product_names(templates)
    if name not in names:
        raise UsageError(
            f"There is no product “{name}”{nearest(name, names)}. "
            f"Products: {', '.join(names)}, or the path of a .toml."
        )
    return templates / "products" / f"{name}.toml"


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


def _check_keys(path: Path, table: object, keys: set[str], prefix: str) -> None:
    if not isinstance(table, dict):
        raise TemplateError(path, f"[{prefix.rstrip('.')}] must be a table of keys.")
    unknown = [key for key in table if key not in keys]
    if unknown:
        hint = nearest(unknown[0], keys)
        raise TemplateError(path, f"“{prefix}{unknown[0]}” is no key of a product{hint}.")
    missing = sorted(keys - set(table))
    if missing:
        raise TemplateError(path, f"the key “{prefix}{missing[0]}” is missing.")


def _check_types(path: Path, document: Mapping[str, Any]) -> None:
    if document["format"] != FORMAT:
        raise TemplateError(path, f"format must be {FORMAT}.")
    wanted = {"title": str, "description": str, "topic_on_new_page": bool}
    wrong = [key for key, kind in wanted.items() if not isinstance(document[key], kind)]
    for key in ("sections", "topic_parts"):
        value = document[key]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            wrong.append(key)
    wrong += [
        f"limits.{key}"
        for key, value in document["limits"].items()
        if type(value) is not int or value < 0
    ]
    if not isinstance(document["marking"]["default"], str) or not document["marking"]["default"]:
        wrong.append("marking.default")
    if wrong:
        raise TemplateError(path, f"“{wrong[0]}” has a value of the wrong kind.")
