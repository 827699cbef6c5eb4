"""Header, footer and properties of the Word file."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.blocks import (
    Heading,
)
from briefgen.render.docx import write_docx
from briefgen.render.house_file.reader import read_house
from tests.render.docx_reading import written
from tests.render.sample import every_block
from tests.render.word_files import (
    W,
    body_of,
    ministry,
    paragraph_text,
    parts_of,
    style_of,
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


def furniture(data: bytes) -> dict[str, etree._Element]:
    """Headers and footers by kind: “header default”, “footer first” and so on.

    Of those that sections have for themselves, the last.
    """
    parts = parts_of(data)
    rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in rels}
    found = {}
    for part in ("header", "footer"):
        for reference in body_of(data).iter(f"{W}{part}Reference"):
            name = f"word/{targets[reference.get(qn('r:id'))]}"
            found[f"{part} {reference.get(f'{W}type')}"] = etree.fromstring(parts[name])
    return found


def test_the_marking_stands_at_the_top_and_foot_of_every_page(sample: bytes) -> None:
    """M1: cover included; M2: in the style Marking."""
    pages = furniture(sample)
    assert set(pages) == {"header default", "header first", "footer default", "footer first"}
    for name, root in pages.items():
        marking = root[0] if name.startswith("header") else root[-1]
        assert paragraph_text(marking) == "UNCLASSIFIED – FOR OFFICIAL USE"
        assert style_of(marking) == "Marking"


def test_header_and_footer_show_title_date_and_page(sample: bytes) -> None:
    """M12, M13: information as at, page x of y and the section as fields."""
    pages = furniture(sample)
    header, footer = pages["header default"], pages["footer default"]
    assert paragraph_text(header[1]) == "Visit to Astana: trade & corridors"
    assert paragraph_text(footer[0]) == "Information as at 22 November 2026Sources · Page 1 of 9"
    codes = [element.get(f"{W}instr") for element in footer.iter(f"{W}fldSimple")]
    assert codes == ["STYLEREF 1", "PAGE", "NUMPAGES"]
    assert not [root for root in pages.values() if root.find(f".//{W}sdt") is not None]


def test_without_a_cover_the_first_page_is_like_the_others() -> None:
    """A page that is no cover shows title and number."""
    data = written(Heading("h", 1, "H"))
    assert set(furniture(data)) == {"header default", "footer default"}
    assert body_of(data).find(f"{W}sectPr/{W}titlePg") is None


def test_properties_are_set_on_purpose(sample: bytes) -> None:
    """D1: title, subject, office, language and the day the pack speaks from; no person."""
    core = docx.Document(io.BytesIO(sample)).core_properties
    assert core.title == "Visit to Astana: trade & corridors"
    assert core.subject == "Briefing pack"
    assert core.author == "Central Asia Desk"
    assert core.language == "en-GB"
    assert core.created.date() == core.modified.date() == date(2026, 11, 22)
    assert (core.last_modified_by, core.comments, core.keywords, core.category) == ("", "", "", "")


def test_the_language_is_that_of_the_pack() -> None:
    """L8: for proofing, hyphens and the screen reader's voice."""
    data = write_docx(replace(every_block(), language="ru"), read_house(ministry()), {})
    styles = etree.fromstring(parts_of(data)["word/styles.xml"])
    assert [element.get(f"{W}val") for element in styles.iter(f"{W}lang")] == ["ru"]
    assert b'<w:themeFontLang w:val="ru"/>' in parts_of(data)["word/settings.xml"]


def test_word_opens_it_in_todays_mode(sample: bytes) -> None:
    """Mode 15, so that no title bar says “Compatibility Mode”."""
    settings = etree.fromstring(parts_of(sample)["word/settings.xml"])
    modes = {
        setting.get(f"{W}name"): setting.get(f"{W}val")
        for setting in settings.iter(f"{W}compatSetting")
    }
    assert modes["compatibilityMode"] == "15"
