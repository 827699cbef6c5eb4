"""Every product of the sample visit as files: its parts, its pages, and what may not leave."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pikepdf
import pytest
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.records import LineType
from briefgen.pack.blocks import Heading, List, ListStyle
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.brief_parts import topic_briefs
from briefgen.pack.build import make_pack
from briefgen.pack.inlines import facts_of
from briefgen.pack.places import places_of
from briefgen.pack.product import Level
from briefgen.pack.request import Rewording
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.templates import read_words
from briefgen.render.files import export, find_house, house_names
from briefgen.render.finished import with_files_checked
from briefgen.render.making import make_to_fit
from briefgen.render.reading import read_pack
from briefgen.render.revealing.lines import Judgement
from briefgen.render.revealing.reveal import reveal
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base
from tests.render.pdf_reading import ReadPdf
from tests.render.word_files import A6, LETTER, house_on

if TYPE_CHECKING:
    from briefgen.pack.build import MadePack

PRODUCTS = ("visit-pack", "checklist", "background", "call-brief", "pocket-card", "releasable")
SECTIONS = {
    "checklist": ["category.trade", "category.corridor", "category.security",
                  "category.relations", "unlikely", "sources", "record"],
    "call-brief": ["steering", "category.trade", "sources"],
    "pocket-card": ["messages", "card", "sources"],
}  # fmt: skip


def made_of(product: str, voice: str = "PAK", **keys: str) -> tuple[MadePack, Path, Path]:
    """The sample visit as ``product``: the pack, its DOCX and its PDF."""
    told = read_brief(bundled_templates() / "sample.brief")
    keys |= {"product": product, "voice": voice}
    return _made_with(frozenset((key, word) for key, word in keys.items() if told.get(key) != word))


@cache
def _made_with(changes: frozenset[tuple[str, str]]) -> tuple[MadePack, Path, Path]:
    """The sample visit with other words for some of its keys."""
    path = bundled_templates() / "sample.brief"
    document = read_brief(path) | dict(changes)
    made, house = make_to_fit(
        bundled_base(), request_from(document, path), bundled_templates(), TODAY
    )
    folder = Path(mkdtemp(dir=Path.home()))  # taken away when the run ends
    files = (folder / "pack.docx", folder / "pack.pdf")
    export(made.pack, house, files)
    return made, *files


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(pdf) as document:
        return len(document.pages)


def words_of(made: MadePack) -> str:
    """All that a pack says."""
    return "\n".join(piece for block in made.pack.blocks for piece in block_text(block))


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_product_is_made_in_both_formats_and_passes_its_rules(product: str) -> None:
    """No blocking finding, and both files say what the pack says."""
    made, docx, pdf = made_of(product)

    assert made.blocking == ()
    ids = [block.id for block in made.pack.blocks if block_text(block)]
    for path in (docx, pdf):
        printed = [block.id for block in read_pack(path).blocks]
        assert [name for name in ids if name in printed] == [
            name for name in printed if name in ids
        ]
        assert set(ids) - set(printed) <= {"contents"}


def test_numbers_with_a_space_in_them_are_accounted_for() -> None:
    """Russian parts thousands by a space, which a writer may make another one."""
    made, _, _ = made_of("visit-pack", language="ru")
    house = find_house(bundled_templates(), "ministry")

    checked = with_files_checked(made, house)
    assert [str(f) for f in checked.findings if f.rule == "TP15"] == []
    cost = next(b for b in made.pack.blocks if b.id == "charts.container.cost")
    assert "2\u00a0000" in " ".join(block_text(cost))


@pytest.mark.parametrize("product", SECTIONS)
def test_a_product_has_its_sections_and_no_others(product: str) -> None:
    """In their order."""
    made, _, _ = made_of(product)
    found = [b.id for b in made.pack.blocks if isinstance(b, Heading) and b.level == 1]

    assert found == SECTIONS[product]


@pytest.mark.parametrize("voice", ["PAK", "KAZ"])
@pytest.mark.parametrize(("product", "most"), [("call-brief", 2), ("pocket-card", 2)])
def test_a_call_brief_and_a_card_are_one_sheet(product: str, most: int, voice: str) -> None:
    """Two sides, whichever side speaks."""
    _, _, pdf = made_of(product, voice)

    assert pages_of(pdf) <= most


@pytest.mark.parametrize(
    ("product", "keys"),
    [
        ("call-brief", {"layout": "print"}),
        ("pocket-card", {"layout": "print"}),
        ("pocket-card", {"language": "ru"}),
        ("call-brief", {"language": "ur"}),
        *(
            (product, {"house": house})
            for product in ("call-brief", "pocket-card")
            for house in ("think-tank", "plain")
        ),
    ],
)
def test_a_sheet_is_one_sheet_in_any_layout_language_and_house(
    product: str, keys: dict[str, str]
) -> None:
    """No page is left blank in it, and the note on the language takes none of its own."""
    made, _, pdf = made_of(product, **keys)

    assert made.blocking == ()
    assert pages_of(pdf) <= 2


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_card_without_a_voice_is_refused(language: str) -> None:
    """Nobody speaks in a neutral pack of the sample, so a card of what to say would be empty."""
    with pytest.raises(UsageError, match="pocket-card has nothing to print"):
        made_of("pocket-card", "neutral", language=language)


@pytest.mark.parametrize(("product", "sides"), [("visit-pack", 2), ("checklist", 1)])
def test_a_topic_keeps_to_its_sides(product: str, sides: int) -> None:
    """Two in the visit pack, one in the checklist."""
    made, _, pdf = made_of(product)
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}

    briefs = dict(topic_briefs(made.pack.blocks))
    assert briefs
    for topic, blocks in briefs.items():
        taken = {page for block in blocks for page in pages.get(block.id, ())}
        assert len(taken) <= sides, topic


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ur"])
@pytest.mark.parametrize("house", ["ministry", "plain", "think-tank"])
def test_contents_and_issue_slip_share_one_page(house: str, language: str) -> None:
    """Between the cover and the steering note; the parts, the briefs and the issues."""
    made, _, pdf = made_of("visit-pack", house=house, language=language)
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}
    slip = [b.id for b in made.pack.blocks if b.id.startswith("contents.")]

    assert slip[:3] == ["contents.briefs", "contents.issues", "contents.note"]
    assert slip[3:] == ([] if language == "en" else ["contents.language"])
    assert {page for name in slip for page in pages[name]} == {2}
    assert pages["steering"] == (3,)


@pytest.mark.parametrize("product", ["background", "checklist", "releasable"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_parts_before_the_first_brief_have_a_page_each(product: str, language: str) -> None:
    """A cover, and the contents with the slip; none of them spills a line or two on another."""
    made, _, pdf = made_of(product, language=language)
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}
    slip = [b.id for b in made.pack.blocks if b.id.startswith("contents.")]

    assert pages["cover"] == (1,)
    assert {page for name in slip for page in pages[name]} == {2}
    first = next(b.id for b in made.pack.blocks if isinstance(b, Heading))
    assert pages[first] == (3,)


def test_the_steering_note_and_the_messages_share_one_page() -> None:
    """The whole visit on one page; the cover is one page as well."""
    made, _, pdf = made_of("visit-pack")
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}
    names = [b.id for b in made.pack.blocks]
    note = names[names.index("steering") : names.index("messages.list") + 1]

    assert len({page for name in note for page in pages[name]}) == 1
    assert len(pages["cover"]) == 1


def test_a_card_is_in_the_largest_type_with_its_lines_on_one_side() -> None:
    """Three messages and four points; the sources are on the back."""
    made, _, pdf = made_of("pocket-card")
    lists = [b for b in made.pack.blocks if isinstance(b, List)]
    styles = find_house(bundled_templates(), "ministry").styles
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}

    assert [len(block.items) for block in lists] == [3, 4]
    assert {block.style for block in lists} == {ListStyle.CARD}
    assert styles["Card Line"].size > styles["Spoken Line"].size
    assert len({page for block in lists for page in pages[block.id]}) == 1


def card_in(house: str, folder: Path, language: str = "en") -> tuple[MadePack, Path]:
    """The sample visit as a card in a house that may be a file, and its PDF."""
    request = made_of("pocket-card", language=language)[0].selection.request
    made, style = make_to_fit(
        bundled_base(), replace(request, house=house), bundled_templates(), TODAY
    )
    export(made.pack, style, (folder / "card.pdf",))
    return made, folder / "card.pdf"


@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("language", ["en", "ru", "ur"])
@pytest.mark.parametrize("house", house_names(bundled_templates()))
def test_what_a_card_says_stands_on_its_front_and_the_sources_on_its_back(
    house: str, language: str, paper: str, tmp_path: Path
) -> None:
    """Points for which there is no room go, the last first; the card and the findings say so."""
    own = {"A4": house, "letter": str(house_on(LETTER, tmp_path, house, "1440"))}[paper]
    made, pdf = card_in(own, tmp_path, language)
    pages = {block.id: set(block.pages) for block in read_pack(pdf).blocks}
    said = [name for name in pages if not name.startswith("sources")]

    assert set().union(*(pages[name] for name in said)) == {1}
    assert pages["sources.list"] == {2}
    shown = next(b for b in made.pack.blocks if b.id == "card.points.list")
    assert isinstance(shown, List)
    lost = [name for fitted in made.fitted for name in fitted.left_out]
    assert len(shown.items) + len(lost) == 4
    assert made.pack.record["fitted"] == sorted(lost)
    assert ("front.left_out.more" in pages) is bool(lost)
    told = [finding.message for finding in made.findings if finding.rule == "FIT"]
    assert all(any(name in message for message in told) for name in lost)


def test_a_point_of_a_card_that_was_reworded_stays() -> None:
    """Another goes in its place."""
    made, _, _ = made_of("pocket-card", house="think-tank")
    [lost] = made.fitted
    assert lost.is_card
    name = lost.left_out[0]
    whole = make_pack(bundled_base(), made.selection.request, bundled_templates(), TODAY)
    places = (place for block in whole.pack.blocks for place in places_of(block))
    ground = next(place.ground for place in places if place.id == name)
    own = Rewording(name, ground, "We ask for this in our own words.")
    request = replace(made.selection.request, reworded=(own,))

    again, _ = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)

    assert name not in again.pack.record["fitted"]
    assert "We ask for this in our own words." in words_of(again)


def test_a_card_that_runs_over_its_side_is_told(tmp_path: Path) -> None:
    """On paper as small as a hand three messages take more than a page, and none may go."""
    made, pdf = card_in(str(house_on(A6, tmp_path)), tmp_path)
    pages = {block.id: block.pages for block in read_pack(pdf).blocks}

    assert len(pages["messages.list"]) > 1
    [told] = [f for f in made.findings if f.rule == "FIT" and f.level is Level.WARNING]
    assert "The card runs over its side" in told.message


def text_of_file(path: Path) -> str:
    """All that a reader of the file sees, headers and footers with it."""
    if path.suffix == ".pdf":
        return "\n".join(line.text for line in ReadPdf(path.read_bytes()).lines)
    with zipfile.ZipFile(path) as parts:
        pages = (n for n in parts.namelist() if re.match(r"word/[a-z]+\d*\.xml$", n))
        return "\n".join(
            re.sub(r"<[^>]+>", "", parts.read(name).decode().replace("</w:p>", "\n"))
            for name in pages
        )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_copy_for_release_gives_nothing_of_our_side_away(language: str) -> None:
    """No aim, test, point, addressee, likelihood, clearance, receiver, nor what was left out."""
    made, docx, pdf = made_of("releasable", house="plain", language=language)
    words = read_words(bundled_templates(), language)
    lines = made.selection.base.lines.values()
    labels = [
        *(words.label(key) for key in ("objective", "success", "principal", "counterpart")),
        *(words.get("slip", key) for key in ("copy", "return_by", "likelihood", "drafted")),
        *(words.get("origin", key) for key in ("drafted", "cleared", "unlikely")),
        *(words.get("slip", key) for key in ("certain", "possible", "unlikely", "issues")),
        words.label("no_choice").partition(";")[2].partition("؛")[0].strip(),
        *(words.heading(key) for key in ("points", "messages", "background_say")),
        *(words.get("audiences", key) for key in ("trade-minister", "foreign-minister")),
        *(words.get("record", key) for key in ("selection", "checks", "overridden", "speaking")),
        words.known("markings", "UNCLASSIFIED – FOR OFFICIAL USE", ""),
    ]
    asked = ["Office of the Minister", "1 of 6", "Trade Desk", "Director,", "shortened",
             "Return to", "whoever prepared", "PAK;", "culture.education", "of 309"]  # fmt: skip
    ours = [line.words[:40] for line in lines if "{" not in line.words[:40]
            and line.type is not LineType.PRESS]  # fmt: skip
    # A word that the title of some source has too may stand there, but not as a label by itself.
    titles = "\n".join(source.title for source in made.selection.base.sources.values())
    for path in (docx, pdf):
        text = text_of_file(path)
        alone = {line.strip() for line in text.splitlines()}
        assert words.known("markings", "FOR RELEASE", "") in text
        assert "129.63" in text or "129,63" in text
        assert [
            told
            for told in (*labels, *asked, *ours)
            if (told in alone if _stands_in(told, titles) else _stands_in(told, text))
        ] == []
        found = reveal(path)
        assert [line.says for line in found.lines if line.judgement is Judgement.LEAKS] == []


def _stands_in(told: str, text: str) -> bool:
    return told in text and bool(re.search(rf"(?<!\w){re.escape(told)}(?!\w)", text))


def test_a_copy_for_release_with_lines_for_our_side_leaks(tmp_path: Path) -> None:
    """A product of one's own that prints points and bears the old marking is found by `reveal`."""
    text = (bundled_templates() / "products" / "releasable.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(
        text.replace('"FOR RELEASE"', '"UNCLASSIFIED – FOR OFFICIAL USE"').replace(
            'certain = ["', 'certain = ["points", "'
        ),
        encoding="utf-8",
    )
    path = bundled_templates() / "sample.brief"
    request = replace(request_from(read_brief(path), path), product=str(own))
    made, house = make_to_fit(bundled_base(), request, bundled_templates(), TODAY)
    files = (tmp_path / "pack.docx", tmp_path / "pack.pdf")
    export(made.pack, house, files)

    assert {f.rule for f in made.blocking} == {"M14"}
    for path in files:
        told = [line.says for line in reveal(path).lines if line.judgement is Judgement.LEAKS]
        assert [says.partition(":")[0] for says in told] == ["a copy for release"] * 2
        assert "trade.volume.points" in told[0] + told[1]
        assert "keeps it in the house" in told[0] + told[1]


def test_a_copy_for_release_holds_nothing_that_may_not_leave() -> None:
    """No fact that is not releasable, no pairs, no defence, no remarks on people; it says so."""
    made, _, _ = made_of("releasable")
    facts = made.selection.base.facts
    ids = " ".join(block.id for block in made.pack.blocks)
    printed = {
        name for block in made.pack.blocks for run in inline_runs(block) for name in facts_of(run)
    }

    assert printed
    assert all(facts[name].releasable for name in printed)
    for part in (".pairs", "if_raised", "not_for_use", "sensitivities", "steering", "interlocutor",
                 "practical", "script"):  # fmt: skip
        assert part not in ids
    assert "Copy for release: facts and figures with their sources" in words_of(made)


def test_what_may_not_leave_would_be_there_otherwise() -> None:
    """The same visit in full holds facts that the copy for release leaves out."""
    full, copy = made_of("background")[0].selection, made_of("releasable")[0].selection
    held = {name for name, chosen in full.facts.items() if not chosen.fact.releasable}

    assert held
    assert not held & set(copy.facts)


@pytest.mark.parametrize("house", ["ministry", "plain", "think-tank"])
def test_a_derived_figure_is_named_in_two_lines(house: str) -> None:
    """Its column has the room, although the figures beside it have their units on their line."""
    _, _, pdf = made_of("visit-pack", house=house)
    lines = [line.text.strip() for line in ReadPdf(pdf.read_bytes()).lines]

    balances = [line for line in lines if line.startswith("Balance: Pakistan to")]
    assert len(balances) > 1
    assert all(line.startswith("Balance: Pakistan to Kazakhstan,") for line in balances)
    assert any(line.endswith(" percent") for line in lines)
    assert "percent" not in lines
