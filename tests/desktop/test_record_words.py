"""Every record of the fact base is told in words, and no table or id of it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.desktop.record_words import (
    column_words,
    count_of_records,
    kind_of_record,
    said_by_record,
    value_words,
)
from briefgen.factbase.stored import TABLES
from briefgen.trust.effects import records_by_key

if TYPE_CHECKING:
    from briefgen.desktop.library import Library

RECORDS = [table.name for table in TABLES if table.name != "problems"]


@pytest.mark.parametrize("table", RECORDS)
def test_every_record_of_the_bundled_facts_says_something_in_words(
    library: Library, table: str
) -> None:
    """Neither its key nor the token of a figure stands where a sentence is to be read."""
    for key in records_by_key(library.base, table):
        said = said_by_record(library.base, table, key)
        assert said.strip(), key
        assert said != key, key
        assert "{" not in said, key


@pytest.mark.parametrize("table", RECORDS)
def test_every_table_and_its_columns_have_words(table: str) -> None:
    """One of a thing is told as one."""
    record: Any = next(one.record for one in TABLES if one.name == table)
    assert "_" not in kind_of_record(table)
    one, two = count_of_records(table, 1), count_of_records(table, 2)
    assert one.startswith("1 ")
    assert two.startswith("2 ")
    assert one.removeprefix("1 ") != two.removeprefix("2 ")
    for column in record.__struct_fields__:
        assert re.fullmatch(r"[A-Z][A-Za-z ,-]+", column_words(column)), column


def test_values_are_those_a_reader_knows(library: Library) -> None:
    """Titles in place of ids, the words of the list in place of codes."""
    base = library.base
    topic = next(iter(base.topics.values()))
    fact = next(iter(base.facts.values()))
    assert value_words(base, "topic", topic.id) == topic.title
    assert value_words(base, "supersedes", fact.id) == fact.statement
    assert value_words(base, "use", "say") == "Can be said"
    assert value_words(base, "kind", "plan") == "Plan, not done"
    assert value_words(base, "releasable", "True") == "yes"
    assert value_words(base, "value", "45") == "45"
    assert value_words(base, "topic", "nowhere") == "nowhere"
