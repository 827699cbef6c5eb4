"""The page on the .brief file says what the program reads."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from briefgen.pack.brief_file import request_from
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Issue,
    Meeting,
    PracticalNote,
    ProgrammeEntry,
    Request,
    Rewording,
    Visit,
)
from tests.pack.making import bundled_base

PAGE = Path(__file__).resolve().parent.parent / "docs" / "brief-file.md"
RECORDS = (
    *(Visit, Meeting, ProgrammeEntry, Delegate, PracticalNote, Clearance, Issue, Rewording),
)  # fmt: skip


def examples() -> str:
    """All examples of the page as one file."""
    return "\n".join(re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


def test_the_examples_make_one_good_brief() -> None:
    """Read by the program itself, from top to bottom; its facts and topics are there."""
    request = request_from(tomllib.loads(examples()), "docs/brief-file.md")
    base = bundled_base()

    assert request.reworded
    assert request.overrides
    ids = (*request.pinned, *request.dropped, *request.order, request.visit.last_met)
    known = {*base.facts, *base.lines, *base.topics, *(t.category for t in base.topics.values())}
    assert [name for name in ids if name not in known] == []
    assert request.delegation[0].person in base.people


def test_every_key_has_an_example() -> None:
    """Whatever a .brief may hold is shown once."""
    document = tomllib.loads(examples())
    shown = {key for key, value in document.items() if not isinstance(value, list | dict)}
    shown |= {"topics", *document["selection"], *document}
    named = {"first": "from", "last": "to", "route_map": "map"}
    assert {named.get(name, name) for name in Request.__struct_fields__} <= shown
    written = examples()
    for record in RECORDS:
        missing = [name for name in record.__struct_fields__ if f"\n{name} = " not in written]
        assert missing == [], record.__name__
