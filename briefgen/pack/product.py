"""Products: the TOML files in ``templates/products/``, read with every mistake located.

A product says which sections are printed in which order, how much of each, what a topic gets by
how likely it is to come up, how many pages there may be, and what becomes of a rule that fails.
Every number of it stands in its file, so that a house can set its own.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.errors import TemplateError, UsageError
from briefgen.pack.cells import CellError, choice_of, faults_of, record_of, unknown_keys
from briefgen.pack.locating import Mistake, bare_keys, located
from briefgen.pack.own_files import PRODUCT_SUFFIX
from briefgen.pack.request import Likelihood
from briefgen.pack.templates import nearest, read_toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

FORMAT = 2
_OF = "a product"
_LEVELS = (1, 2, 3)  # of headings
_MADE_OF_TWO = re.compile(r"^made_of_two\s*=\s*true\b", re.MULTILINE)


class Level(StrEnum):
    """``blocks`` stops a final pack; a ``warning`` and ``advice`` do not; ``off`` is not tested."""

    BLOCKS = "blocks"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"


class _Head(Struct, frozen=True):
    """What stands above the tables of a product.

    ``contents_depth`` is how many levels of headings the contents list; ``releasable_only`` keeps
    out every fact that may not leave; ``large_type`` sets the lines to be said in the largest type
    of the house; ``by_telephone`` is for a call, where nobody meets.
    """

    title: str
    description: str
    sections: tuple[str, ...]
    topic_on_new_page: bool
    contents_depth: int = 2
    releasable_only: bool = False
    large_type: bool = False
    by_telephone: bool = False


class Depth(Struct, frozen=True):
    """The parts of a topic, by how likely it is to come up."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    unlikely: tuple[str, ...]

    def of(self, likelihood: Likelihood) -> tuple[str, ...]:
        """The parts for a topic of that likelihood."""
        parts: tuple[str, ...] = getattr(self, likelihood)
        return parts


class Limits(Struct, frozen=True):
    """How much of each part a product holds; 0 of ``topics`` is all of them."""

    topics: int
    messages: int
    objectives: int
    theirs: int
    script_words: int
    points: int
    pairs: int
    if_raised: int
    figures: int
    background: int
    disagreements: int
    trade_rows: int
    timeline_rows: int
    sensitivities: int
    person_facts: int
    questions: int
    answer_words: int


class Fit(Struct, frozen=True):
    """How many pages there may be: of a topic, of the whole, of a section that is one sheet.

    0 is no limit.
    """

    topic_sides: int
    pages: int
    section_sides: int = 0


class Speech(Struct, frozen=True):
    """How long words take, where the request does not say.

    ``consecutive_factor`` is the part of our time that is left beside a consecutive interpreter.
    """

    words_per_minute: int
    our_share: float
    consecutive_factor: float


class Thresholds(Struct, frozen=True):
    """The numbers that the rules of `checks` go by."""

    points_heard: int  # TP1: what can be heard of a topic
    points_most: int  # TP1: what never more than
    point_words: int  # TP3, P5
    message_words: int  # TP3
    glance_words: int  # TP4
    point_figures: int  # TP16
    word_letters: int  # TP19
    seen_days: int  # TP20: how long ago an office may have been seen
    alike_percent: int  # TP25: from which likeness on two points are one
    steering_words: int  # P2
    objective_words: int  # P6a
    raise_words: int  # P6c
    response_words: int  # P6c, P6d
    background_words: int  # P6f
    background_facts: int  # P6f


class _Marking(Struct, frozen=True):
    """The marking where the request gives none."""

    default: str


_TABLES: Mapping[str, type] = {
    "depth": Depth,
    "limits": Limits,
    "fit": Fit,
    "speech": Speech,
    "thresholds": Thresholds,
    "marking": _Marking,
}


class Product(Struct, frozen=True):
    """A kind of pack. ``rules`` holds what becomes of a rule where the product says otherwise."""

    name: str
    path: Path
    title: str
    description: str
    sections: tuple[str, ...]
    topic_on_new_page: bool
    contents_depth: int
    releasable_only: bool
    large_type: bool
    by_telephone: bool
    depth: Depth
    limits: Limits
    fit: Fit
    speech: Speech
    thresholds: Thresholds
    rules: Mapping[str, Level]
    default_marking: str


def product_names(templates: Path) -> tuple[str, ...]:
    """The products a pack can be built as, by file name; what is made of two packs is not one."""
    paths = sorted((templates / "products").glob("*.toml"))
    return tuple(path.stem for path in paths if not is_made_of_two(path))


def is_made_of_two(path: Path) -> bool:
    """Whether the product at ``path`` is made by comparing two packs, as an addendum is."""
    try:
        return bool(_MADE_OF_TWO.search(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return False  # whoever reads it says what is wrong


def read_product(templates: Path, name: str) -> Product:
    """The product called ``name``, or the one in the TOML file of that path.

    Raises UsageError with the nearest name where there is none, TemplateError with its line for
    the first mistake in it.
    """
    path = _product_path(templates, name)
    if is_made_of_two(path):
        raise UsageError(
            "An addendum tells what has changed between two packs, so it is made of two: "
            "briefgen compare OLD NEW -o addendum.docx."
        )
    document = read_toml(path)
    for mistake in located(path, _mistakes(document)):
        raise TemplateError(path, str(mistake))
    head = record_of(
        _Head, {key: document[key] for key in _Head.__struct_fields__ if key in document}, "", _OF
    )
    tables: dict[str, Any] = {
        key: record_of(kind, document[key], key, _OF) for key, kind in _TABLES.items()
    }
    marking: _Marking = tables.pop("marking")
    return Product(
        name=path.stem,
        path=path,
        **{key: getattr(head, key) for key in _Head.__struct_fields__},
        **tables,
        rules={rule: Level(value) for rule, value in document.get("rules", {}).items()},
        default_marking=marking.default,
    )


def product_mistakes(
    path: Path, sections: Collection[str], parts: Collection[str], rules: Collection[str]
) -> tuple[Mistake, ...]:
    """Every mistake in the product at ``path``; ``sections``, ``parts``, ``rules`` are those known.

    Raises TemplateError where it is no TOML at all.
    """
    document = read_toml(path)
    errors = [*_mistakes(document)]
    errors += _unknown_names(document, sections, parts, rules)
    return tuple(located(path, errors))


def _product_path(templates: Path, name: str) -> Path:
    if name.lower().endswith(PRODUCT_SUFFIX):
        return Path(name)
    path = templates / "products" / f"{name}.toml"
    if not path.is_file() or path.parent != templates / "products":
        names = product_names(templates)
        raise UsageError(
            f"There is no product “{name}”{nearest(name, names)}. "
            f"Products: {', '.join(names)}, or the path of a .toml."
        )
    return path


# --- mistakes -----------------------------------------------------------------------------------


def _mistakes(document: Mapping[str, Any]) -> Iterator[CellError]:
    found = document.get("format")
    if found != FORMAT:
        yield CellError(
            "format",
            f"its format is {found!r} and must be {FORMAT}: start from a fresh copy, "
            "“briefgen templates new”.",
        )
        return
    head = {key: value for key, value in document.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in document.items() if isinstance(value, dict)}
    head.pop("format")
    yield from bare_keys(faults_of(_Head, head, "", _OF))
    depth = head.get("contents_depth")
    if type(depth) is int and depth not in _LEVELS:
        yield CellError("contents_depth", "“contents_depth” must be 1, 2 or 3 levels of headings.")
    yield from unknown_keys(tables, {*_TABLES, "rules"}, "", _OF)
    for key, kind in _TABLES.items():
        if key not in tables:
            yield CellError(key, f"the table [{key}] is missing; add it.")
        else:
            yield from faults_of(kind, tables[key], key, _OF)
    for rule, value in tables.get("rules", {}).items():
        try:
            choice_of(Level, value, f"rules.{rule}")
        except CellError as error:
            yield error


def _unknown_names(
    document: Mapping[str, Any],
    sections: Collection[str],
    parts: Collection[str],
    rules: Collection[str],
) -> Iterator[CellError]:
    """Names that nothing in the program answers to."""
    depth = document.get("depth")
    lists = {
        "sections": (document.get("sections"), sections),
        **{
            f"depth.{key}": (depth.get(key) if isinstance(depth, dict) else None, parts)
            for key in Likelihood
        },
        "rules": (document.get("rules"), rules),
    }
    for key, (names, known) in lists.items():
        listed = names if isinstance(names, (list, dict)) else ()
        for name, count in Counter(name for name in listed if isinstance(name, str)).items():
            if name not in known:
                why = f"“{name}” in {key} is none of {', '.join(known)}{nearest(name, known)}."
                yield CellError(f"{key}.{name}", why)
            elif count > 1:
                yield CellError(f"{key}.{name}", f"“{name}” stands twice in {key}; keep one.")
