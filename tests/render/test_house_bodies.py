"""What the body of a house asks for goes with the body, which is never printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.render.house_file.reader import read_house
from tests.render.house_pictures import OFFICE
from tests.render.remade_house import Made
from tests.render.test_house_refusals import BODY, refusal, relation
from tests.render.word_files import W, changed_house

if TYPE_CHECKING:
    from pathlib import Path

RELATED = "word/_rels/document.xml.rels"
ADDRESSES = [
    ("hyperlink", "file:///S:/forms/letterhead.docx"),
    ("hyperlink", r"\\server\share\style guide.docx"),
    ("hyperlink", "ftp://example.org/"),
    ("hyperlink", "onenote:///D:/notes.one"),
    ("hyperlink", "javascript:alert(1)"),
    ("image", "file:///S:/logos/crest.png"),
]


FETCHING = [
    "INCLUDETEXT x.docx",
    "DDEAUTO cmd",
    "LINK Excel.Sheet x",
    'INCLUDEPICTURE "http://evil.invalid/x.png"',
    'HYPERLINK "file:///c:/x"',
]


def outward(kind: str, target: str) -> tuple[str, str]:
    """What to swap in relationships for one more, which leads outside."""
    one = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return "</Relationships>", f"{one}</Relationships>"


@pytest.mark.parametrize(("kind", "target"), ADDRESSES)
def test_what_points_outside_is_refused_in_the_body_too(
    tmp_path: Path, kind: str, target: str
) -> None:
    """T13, T14: a path of a server alone would give away who opens the file."""
    assert target in refusal(changed_house(tmp_path, swap={RELATED: outward(kind, target)}))


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments", "glossaryDocument"])
def test_a_field_in_notes_goes_with_them(tmp_path: Path, kind: str) -> None:
    """A pack has footnotes of its own, nobody's comments and no building blocks."""
    there = f'<Relationship Id="x2" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
    field = "<w:p><w:fldSimple w:instr='FILLIN \"To whom?\"'/></w:p>"
    add = {f"word/{kind}.xml": f'<w:{kind} xmlns:w="{W[1:-1]}">{field}</w:{kind}>'.encode()}
    swap = {RELATED: ("</Relationships>", there)}
    assert not read_house(changed_house(tmp_path, add=add, swap=swap)).remarks


@pytest.mark.parametrize(
    "instruction",
    [
        "MACROBUTTON NoMacro [Click here and type the addressee]",
        'FILLIN "To whom?"',
    ],
)
def test_a_field_that_waits_for_a_click_goes_with_the_body(
    tmp_path: Path, instruction: str
) -> None:
    """Forms ask for the addressee so; nothing of it is kept."""
    field = f"<w:p><w:fldSimple w:instr='{instruction}'/></w:p>"
    path = changed_house(tmp_path, swap={BODY: ("<w:body>", f"<w:body>{field}")})
    assert not read_house(path).remarks


@pytest.mark.parametrize("instruction", FETCHING)
def test_a_field_that_fetches_is_refused_in_the_body_too(tmp_path: Path, instruction: str) -> None:
    """T15: a file that would run or fetch as it opens is no letterhead to build on."""
    field = f"<w:p><w:fldSimple w:instr='{instruction}'/></w:p>"
    swap = {BODY: ("<w:body>", f"<w:body>{field}")}
    assert "not allowed" in refusal(changed_house(tmp_path, swap=swap))


@pytest.mark.parametrize("kind", ["attachedTemplate", "subDocument", "frame", "header"])
def test_the_body_may_not_fetch_what_a_document_is_made_of(tmp_path: Path, kind: str) -> None:
    """T13, T14: that it is not kept lets nothing in."""
    path = changed_house(tmp_path, swap={RELATED: outward(kind, "http://evil.invalid/x")})
    assert "http://evil.invalid/x" in refusal(path)


@pytest.mark.parametrize(("kind", "target"), ADDRESSES)
def test_a_header_is_no_body_whatever_else_it_is_called(
    tmp_path: Path, kind: str, target: str
) -> None:
    """T14: one that is told to be comments as well is kept all the same."""
    comments = f'<Relationship Id="x2" Type="{OFFICE}/comments" Target="header1.xml"/>'
    path = changed_house(
        tmp_path,
        swap={RELATED: ("</Relationships>", f"{comments}</Relationships>")},
        add=relation(kind, target, "word/_rels/header1.xml.rels"),
    )
    assert "points outside" in refusal(path)


def test_what_is_no_header_is_not_taken_for_one(tmp_path: Path) -> None:
    """Comments that a section calls its header would bring their links along."""
    swap = {RELATED: ('/header" Target="header1.xml"', '/comments" Target="header1.xml"')}
    rels = relation("hyperlink", "http://evil.invalid/x", "word/_rels/header1.xml.rels")
    made = Made.of(read_house(changed_house(tmp_path, swap=swap, add=rels)))
    assert not [name for name, data in made.parts.items() if b"evil.invalid" in data]


def test_relationships_are_looked_at_before_they_are_believed(tmp_path: Path) -> None:
    """T9: they tell which parts are printed, and are read first for that."""
    swap = {RELATED: ("<Relationships", "<!DOCTYPE x><Relationships")}
    assert "damaged or unsafe" in refusal(changed_house(tmp_path, swap=swap))
