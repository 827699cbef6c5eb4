"""Citations, their sources and addresses in the Word file, and what is not broken over lines."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.pack.blocks import (
    Column,
    List,
    ListItem,
    Paragraph,
    SourceEntry,
    SourceList,
    Table,
)
from briefgen.pack.inlines import Citation, Emphasis, Link, Strong, Text
from tests.render.docx_reading import list_of, paragraphs, written
from tests.render.word_files import (
    W,
    body_of,
    paragraph_text,
    parts_of,
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The sample pack as a Word file."""
    return written()


def test_sources_bear_the_numbers_they_are_cited_by() -> None:
    """Also where numbers are left out."""
    entries = tuple(SourceEntry(n, f"s{n}", (Text(f"Source {n}."),)) for n in (2, 3, 7))
    data = written(SourceList("s", entries))
    numbering = etree.fromstring(parts_of(data)["word/numbering.xml"])
    ids = [list_of(p) for p in paragraphs(data)]
    starts = [
        numbering.find(f"{W}num[@{W}numId='{number}']//{W}startOverride").get(f"{W}val")
        for number in ids
    ]
    assert starts == ["2", "2", "7"]
    assert ids[0] == ids[1] != ids[2]


def test_a_citation_leads_to_its_sources(sample: bytes) -> None:
    """Each of several numbers is a link; a single one is, with its brackets."""
    objective = paragraphs(sample, "Objective")[0]
    assert paragraph_text(objective).endswith("\u00a0[1,\u00a03]")
    anchors = [link.get(f"{W}anchor") for link in objective.iter(f"{W}hyperlink")]
    assert anchors == ["_Source1", "_Source3"]

    sources = SourceList("s", (SourceEntry(7, "x", (Text("Ministry."),)),))
    data = written(Paragraph("p", (Citation((7,)),)), sources)
    (single,) = body_of(data).iter(f"{W}hyperlink")
    assert (single.get(f"{W}anchor"), paragraph_text(single)) == ("_Source7", "[7]")


def test_spaces_at_the_ends_of_words_are_told_to_be_meant() -> None:
    """Word drops others; where there are none, nothing is told."""
    words = (Text(" Trade "), Strong("grew"), Text(" by\u00a0 "), Strong("\u00a0half "))
    rows = ((Text("a & b"),), (Text(" c"),)), ((Text("100 %"),), (Text("d"),))
    columns = (Column("What", 0.5), Column("Share", 0.5))
    data = written(Paragraph("p", words), Table("t", "", columns, rows))

    space = "{http://www.w3.org/XML/1998/namespace}space"
    told = {text.text: text.get(space) == "preserve" for text in body_of(data).iter(f"{W}t")}
    assert told == {text: text != text.strip() for text in told}
    assert {" Trade ", "grew", "a & b", " c", "100 %", "d"} <= set(told)


@pytest.mark.parametrize("count", [2, 4, 5])
def test_a_short_citation_stays_on_the_line_of_the_word_before_it(count: int) -> None:
    """A long one may be broken, and so may one in a table, whose columns may be narrower."""
    words = (Text("Trade grew. "), Citation(tuple(range(1, count + 1))), Text(" It fell."))
    data = written(Paragraph("p", words), Table("t", "", (Column("What", 1.0),), ((words,),)))
    whole = "\u00a0" if count <= 4 else " "
    numbers = [str(number) for number in range(1, count + 1)]

    shown = [paragraph_text(p) for p in paragraphs(data) if "Trade" in paragraph_text(p)]
    assert shown == [
        f"Trade grew.\u00a0[{f',{comma}'.join(numbers)}] It fell." for comma in (whole, " ")
    ]


def test_a_short_tag_is_not_broken_over_lines() -> None:
    """A long one is."""
    long = "to whoever asks, at the table or outside"
    items = tuple(ListItem(tag, (Text("We ask."),), tag) for tag in ("to any of them", long))
    data = written(List("l", items))

    assert [paragraph_text(p) for p in paragraphs(data)] == [
        "We ask. (to\u00a0any\u00a0of\u00a0them)", f"We ask. ({long})",
    ]  # fmt: skip


def test_one_space_stands_between_a_citation_and_a_tag() -> None:
    """The space that makes a last line tall comes behind the last of both."""
    item = ListItem("i", (Text("We ask."), Citation((4,))), "to any")
    [paragraph] = paragraphs(written(List("l", (item,))))

    said = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    assert said.replace("\u00a0", " ") == "We ask.[4] (to any) "


def test_a_citation_without_an_entry_is_plain_text() -> None:
    """A link to nowhere is worse than none."""
    data = written(Paragraph("p", (Citation((4,)),)))
    assert paragraph_text(paragraphs(data)[0]) == "[4]"
    assert body_of(data).find(f".//{W}hyperlink") is None


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("http://example.org/ü ß", "http://example.org/%C3%BC%20%C3%9F"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("HTTPS://example.org", "https://example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (r"\\server\share", None),
        ("ftp://example.org", None),
        ("https://", None),
        ("https://[broken", None),
        ("java\x00script:alert(1)", None),
    ],
)
def test_only_web_and_mail_addresses_are_links(url: str, target: str | None) -> None:
    """O8: the words stay, the link goes."""
    data = written(Paragraph("p", (Link("see here", url),)))
    assert paragraph_text(paragraphs(data)[0]) == "see here"
    rels = parts_of(data)["word/_rels/document.xml.rels"].decode()
    assert (f'Target="{target}" TargetMode="External"' in rels) == (target is not None)
    assert rels.count("External") == (target is not None)


def test_an_address_cited_twice_is_one_relationship() -> None:
    """The same target keeps its id."""
    link = Link("x", "https://example.org/")
    data = written(Paragraph("p", (link, link)), Paragraph("q", (link,)))
    assert parts_of(data)["word/_rels/document.xml.rels"].count(b"External") == 1


def test_stress_is_bold_or_italic_and_the_rest_is_joined() -> None:
    """Neighbours of one look are one run."""
    blocks = Paragraph("p", (Text("a "), Text("b "), Emphasis("c"), Text(" d")))
    runs = paragraphs(written(blocks))[0].findall(f"{W}r")
    assert [paragraph_text(run) for run in runs] == ["a b ", "c", " d"]
    assert runs[1].find(f"{W}rPr/{W}i") is not None
