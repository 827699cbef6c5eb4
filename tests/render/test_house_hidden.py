"""Words that a house hides are in neither format; those that it shows after all are in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.remade_house import HEADER, STYLES, Made, in_front, run

if TYPE_CHECKING:
    from pathlib import Path

HIDING = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="Unseen"><w:name w:val="Unseen"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Aside"><w:name w:val="Aside"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Aside2"><w:name w:val="Aside 2"/>'
    '<w:basedOn w:val="Aside"/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Dark"><w:name w:val="Dark"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Dark2"><w:name w:val="Dark 2"/>'
    '<w:basedOn w:val="Dark"/></w:style></w:styles>'
)


def looking(text: str, properties: str) -> str:
    """A run that says ``text`` with a look of its own."""
    return run(text).replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")


def styled(style: str, runs: str) -> str:
    """A paragraph in ``style``."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def made_of(folder: Path, xml: str) -> Made:
    """Both formats with ``xml`` at the top of every page."""
    return Made(folder, header=in_front(xml), styles=("</w:styles>", HIDING))


ROW = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>".format
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="{}"/></w:tblPr>'
    "<w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>"
).format
HIDDEN = {
    "words": f"<w:p>{looking('Unseen', '<w:vanish/>')}</w:p>",
    "by a style of words": "<w:p>" + looking("Unseen", '<w:rStyle w:val="Unseen"/>') + "</w:p>",
    "by a style": styled("Aside", run("Unseen")),
    "by what a style stands on": styled("Aside2", run("Unseen")),
    "field": '<w:p><w:fldSimple w:instr="SUBJECT">'
    + looking("Unseen", "<w:vanish/>")
    + "</w:fldSimple></w:p>",
    "row": "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    + ROW("<w:trPr><w:hidden/></w:trPr>", run("Unseen"))
    + ROW("", "")
    + "</w:tbl>",
    "by a style of tables": TABLE("Dark", ROW("", run("Unseen"))),
    "by what a style of tables stands on": TABLE("Dark2", ROW("", run("Unseen"))),
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_words_are_in_neither_format(tmp_path: Path, hidden: str) -> None:
    """By themselves, by a style, or by what that stands on; as words and as fields."""
    made = made_of(tmp_path, f"{hidden}<w:p>{run('Institute of Roads')}</w:p>")
    assert "Institute of Roads" in made.pdf.artifact_text(1)
    for text in (made.parts[HEADER].decode(), "\n".join(made.pdf.artifact_text(1))):
        assert "Unseen" not in text
        assert "Briefing pack" not in text  # what the field would say: the subject of the pack
    assert b"vanish" not in made.parts[HEADER] + made.parts[STYLES]


def test_a_paragraph_that_is_hidden_whole_leaves_no_line(tmp_path: Path) -> None:
    """Its end is hidden with it."""
    made = made_of(tmp_path, styled("Aside", run("Unseen")) + f"<w:p>{run('Institute')}</w:p>")
    assert made.word_lines()[0] == "Institute"


@pytest.mark.parametrize(
    "shown",
    [
        "<w:p>" + looking("Seen", '<w:vanish w:val="0"/>') + "</w:p>",
        styled("Aside", looking("Seen", '<w:vanish w:val="false"/>')),
        TABLE("Dark", ROW("", looking("Seen", '<w:vanish w:val="0"/>'))),
    ],
)
def test_words_that_are_not_hidden_after_all_are_in_both(tmp_path: Path, shown: str) -> None:
    """A switch that is off, also over a style that hides."""
    made = made_of(tmp_path, shown)
    assert made.word_lines()[0] == "Seen"
    assert "Seen" in made.pdf.artifact_text(1)
    assert b"vanish" not in made.parts[HEADER]


def test_a_style_of_ours_that_hides_its_words_shows_them_in_both(tmp_path: Path) -> None:
    """A pack that kept a part of itself from whoever has the Word file would not be one pack."""
    name = '<w:name w:val="Note"/>'
    made = Made(tmp_path, styles=(name, f"{name}<w:rPr><w:vanish/></w:rPr>"))
    assert b"vanish" not in made.parts[STYLES]
