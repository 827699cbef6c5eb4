"""Signing a folder: only what fits the base is signed, and what does not is told in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import UpdateError
from briefgen.trust.making import draft_update
from briefgen.trust.manifest import manifest_in
from tests.tiny_base import FACT, OBSERVATION

if TYPE_CHECKING:
    from tests.trust.updates import Room

AWAY = {"table": "facts", "id": "trade-note", "reason": "Nobody counts."}


def test_rows_that_fit_have_no_problems(room: Room) -> None:
    """The draft tells what it would do."""
    draft = draft_update(room.source(), room.base)

    assert draft.problems == ()
    assert draft.laid.replaced == {
        "facts": frozenset({"trade-2021"}),
        "observations": frozenset({"trade.2021.total"}),
    }


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"observations": [OBSERVATION | {"value": "46"}]}, "Nothing accounts for “45 million”"),
        ({"facts": [FACT | {"id": "new", "statement": "It grew."}]}, "The fact has no source"),
        ({"facts": [FACT | {"topic": "trade.volumes"}]}, "not a usable row of the table topics"),
        ({"facts": [FACT | {"date": "soon"}]}, "is not a date"),
        ({"withdrawn": [AWAY | {"id": "trade-1999"}]}, "There is no such row to withdraw"),
        (
            {
                "withdrawn": [AWAY],
                "facts": [FACT | {"id": "trade-note", "statement": "Trade is counted."}],
            },
            "withdrawn and given in one update",
        ),
    ],
)
def test_rows_that_do_not_fit_are_problems(
    room: Room, tables: dict[str, list[dict[str, str]]], message: str
) -> None:
    """What the base with the update over it would leave out is found before it is signed."""
    problems = draft_update(room.source(tables), room.base).problems

    assert any(message in problem.message for problem in problems), problems


def test_a_withdrawn_fact_goes_with_its_source_line(room: Room) -> None:
    """Its citation goes along, and is counted."""
    draft = draft_update(room.source({"withdrawn": [AWAY]}), room.base)

    assert draft.problems == ()
    assert draft.laid.went_along == 1


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ({"version": 0}, "“version”: write a whole number"),
        ({"version": "12"}, "“version”: write a whole number"),
        ({"version": True}, "“version”: write a whole number"),
        ({"name": "PK KZ"}, "“name”: write small letters"),
        ({"name": "con"}, "“name”: Windows keeps that name"),
        ({"name": "../up"}, "“name”: write small letters"),
        ({"created": "today"}, "“created”: write the day"),
        ({"review_by": "2026-11-01"}, "“review_by”: it is before the day"),
        ({"title": 5}, "“title”: write a text"),
        ({"reviewed": "2026-11-01"}, "“reviewed”: there is no such key"),
        ({"format": 2}, "reads 1; look for a newer program"),
        ({"base": "other"}, "it is for the base “other”"),
    ],
)
def test_a_manifest_that_cannot_be_is_refused(
    room: Room, manifest: dict[str, object], message: str
) -> None:
    """Each sentence names the key and says what to write."""
    with pytest.raises(UpdateError, match=message):
        draft_update(room.source(**manifest), room.base)


@pytest.mark.parametrize("version", ["9" * 5000, "[" * 100_000])
def test_a_manifest_that_no_one_would_write_is_refused(version: str) -> None:
    """A number of thousands of digits, brackets without end."""
    with pytest.raises(UpdateError, match="not valid JSON"):
        manifest_in(f'{{"format": 1, "version": {version}}}', Path("news.briefupdate"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{\n  "format": 1,\n  "name": "pk-kz",\n}',
            "line 4 of its update.json is not valid JSON. Lo",
        ),
        (
            '{"format": 1, "name": "pk-kz", "version": 1}',
            "“created”, “review_by”, “title”: they are",
        ),
        (
            '{"format": 1, "name": "a", "version": 1, "created": "", "title": ""}',
            "“review_by”: it is",
        ),
    ],
)
def test_what_is_wrong_with_a_manifest_is_told_with_its_line_and_all_that_it_lacks(
    room: Room, text: str, message: str
) -> None:
    """It is typed by hand, and nobody likes to be told of one key at a time."""
    source = room.source()
    (source / "update.json").write_text(text, encoding="utf-8")
    with pytest.raises(UpdateError, match=message):
        draft_update(source, room.base)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"reason": ""}, "row 2: fill in table, id and reason"),
        ({"table": "fact"}, "row 2: there is no table “fact”"),
        ({"more": "x"}, "the first row of withdrawn.csv is not table,id,reason"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(
    room: Room, row: dict[str, str], message: str
) -> None:
    """A withdrawal needs a reason that its readers can be told."""
    with pytest.raises(UpdateError, match=message):
        draft_update(room.source({"withdrawn": [AWAY | row]}), room.base)


def test_a_folder_with_a_misspelt_table_is_refused(room: Room) -> None:
    """A table that would be left behind is told, not ignored."""
    source = room.source({"facts": [FACT]})
    (source / "facts.csv").rename(source / "fact.csv")

    with pytest.raises(UpdateError, match=r"“fact\.csv” is none of"):
        draft_update(source, room.base)


def test_an_empty_update_is_refused(room: Room) -> None:
    """There is nothing to sign."""
    with pytest.raises(UpdateError, match="neither gives nor withdraws anything"):
        draft_update(room.source({}), room.base)
