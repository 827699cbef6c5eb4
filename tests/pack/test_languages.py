"""The printed words of a pack in every language, and packs written with them."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale

from briefgen.pack.product import product_names, read_product
from briefgen.pack.templates import HELD_IN, language_names, read_words
from briefgen.pack.wording import ORDINAL_UNITS, split_unit
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.making import bundled_base

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "kk", "ru", "ur")
_EMPTY_ON_PURPOSE = {"audiences.any"}  # said to anybody: nothing is printed
_BRACES = re.compile(r"\{(\w+)\}")


@cache
def _document(language: str) -> dict[str, Any]:
    path = bundled_templates() / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _entries(language: str) -> dict[str, Any]:
    """Every entry by group and key."""
    groups = {k: v for k, v in _document(language).items() if k != "language"}
    return {f"{group}.{key}": text for group, held in groups.items() for key, text in held.items()}


def _forms(entry: object) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [str(entry)]


def _texts(language: str) -> Iterator[tuple[str, str]]:
    for name, entry in _entries(language).items():
        for form in _forms(entry):
            yield name, form


def test_the_four_languages_are_there() -> None:
    """English, Kazakh, Russian and Urdu."""
    assert language_names(bundled_templates()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    """A key that one language lacks would stop a pack."""
    assert sorted(_entries(language)) == sorted(_entries(HELD_IN))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_braces_of_the_english(language: str) -> None:
    """What the program fills in is said in every language, and in every form of a word."""
    english = {name: set(_BRACES.findall(text)) for name, text in _texts(HELD_IN)}
    wrong = [
        (name, text)
        for name, text in _texts(language)
        if sorted(_BRACES.findall(text)) != sorted(english[name])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_without_a_reason(language: str) -> None:
    """A word that was not translated is not left blank."""
    empty = {name for name, text in _texts(language) if not text.strip()}
    assert empty == _EMPTY_ON_PURPOSE


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_words_have_the_plural_forms_of_their_language(language: str) -> None:
    """As CLDR has them; ordinals by their own rule."""
    locale = Locale.parse(read_words(bundled_templates(), language).language, sep="-")
    for name, entry in _entries(language).items():
        if isinstance(entry, dict):
            rule = locale.ordinal_form if name.startswith("ordinals.") else locale.plural_form
            assert set(entry) == {*rule.tags, "other"}, name


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != HELD_IN])
def test_no_word_is_left_in_english(language: str) -> None:
    """A text of letters differs from the English; names of programs and codes may stay."""
    english = dict(_texts(HELD_IN))
    code = re.compile(r"SHA-256|Natural Earth|briefgen [a-z ]+|\{\w+\}|'[^']*'")
    patterns = ("dates", "plural.")
    for name, text in _texts(language):
        if name.startswith(patterns) and "'" not in english[name] and not _BRACES.search(text):
            continue  # a pattern of letters for year, month and day; a name of a plural category
        words = re.sub(r"\bd\b|\by\b|[ML]{4}|\W|\d", " ", code.sub(" ", text))
        assert not re.search(r"[A-Za-z]{2,}", words), (name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_topics_products_and_markings_of_the_program_are_translated(language: str) -> None:
    """Everything the bundled facts and products can print has words in every language."""
    words = read_words(bundled_templates(), language)
    with (bundled_data() / "topics.csv").open(encoding="utf-8", newline="") as file:
        topics = {row["id"]: row["title"] for row in csv.DictReader(file)}
    assert set(words.groups["topics"]) == set(topics)
    units = {split_unit(o.unit)[1] for o in bundled_base().observations.values()}
    assert units - {*words.groups["units"], *ORDINAL_UNITS} == set()
    names = product_names(bundled_templates())
    assert set(words.groups["products"]) == set(names)
    for name in names:
        product = read_product(bundled_templates(), name)
        assert product.default_marking in words.groups["markings"]
        if language == HELD_IN:
            assert words.get("products", name) == product.title
    if language == HELD_IN:
        assert words.groups["topics"] == topics
