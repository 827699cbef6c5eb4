"""The page on products of one's own tells every name that such a file may hold."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.pack.assemble import SECTIONS
from briefgen.pack.sections.topic_brief import PARTS
from briefgen.pack.templates import read_toml
from briefgen.resources import bundled_templates

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = (DOCS / "products" / "your-own.md").read_text(encoding="utf-8")


def test_sections_parts_and_keys_are_told() -> None:
    """All that the program knows, and whatever key a product that is shipped has above its tables.

    A section or a part that is told and is none would be refused by `templates check`.
    """
    products = [
        document
        for path in (bundled_templates() / "products").glob("*.toml")
        if not (document := read_toml(path)).get("made_of_two")
    ]
    keys = {key for one in products for key, value in one.items() if not isinstance(value, dict)}
    tables = {f"[{key}]" for one in products for key in one if key not in keys}
    told = set(re.findall(r"`([^`\n]+)`", PAGE))

    assert sorted({*SECTIONS, *PARTS, *keys, *tables} - told - {"format"}) == []
    listed = PAGE.partition("## Sections")[2].partition("## For the whole")[0]
    named = set(re.findall(r"`([a-z_]+)`", listed)) - {"sections"}
    assert sorted(named - {*SECTIONS, *PARTS}) == []


def test_each_product_that_is_shipped_has_a_page() -> None:
    """Under its name."""
    names = {path.stem for path in (bundled_templates() / "products").glob("*.toml")}
    assert {path.stem for path in (DOCS / "products").glob("*.md")} == {*names, "your-own"}
