"""Verifying: what in a file was altered, and what of it has changed in the facts since."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from briefgen.pack.after.verify import Deed, Fate, Verdict, figure_sentence, verify
from briefgen.render.reading import read_pack
from briefgen.render.remaking import why_not_same
from briefgen.resources import bundled_templates
from tests.pack.base_edits import (
    CITATION,
    EVENT,
    FACT,
    LINE,
    MADE_ON,
    OBSERVATION,
    REQUEST,
    ROWS,
    base_of,
    changed_figure,
    files_from,
)
from tests.pack.test_assemble import TODAY
from tests.render.word_files import W, opened, parts_of, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.factbase.base import FactBase


def judged(path: Path, base: FactBase, day: date = MADE_ON) -> Verdict:
    """What has become of the pack at ``path``."""
    return verify(read_pack(path), base, bundled_templates(), day)


def deeds(verdict: Verdict) -> set[tuple[str, str]]:
    """What was done to which block."""
    return {(edit.deed, edit.block) for edit in verdict.edits}


def fates(verdict: Verdict) -> set[tuple[str, str]]:
    """What became of which row."""
    return {(change.fate, change.id) for change in verdict.changes}


@pytest.fixture
def base(tmp_path: Path) -> FactBase:
    """The base the packs are made of."""
    return base_of(tmp_path / "base")


@pytest.fixture
def pack(base: FactBase, tmp_path: Path) -> tuple[Path, Path]:
    """A DOCX and a PDF made of it."""
    return files_from(base, tmp_path / "out")


# --- nothing changed ----------------------------------------------------------------------------


def test_a_pack_as_it_was_made_is_unchanged(base: FactBase, pack: tuple[Path, Path]) -> None:
    """From either file alone; and the same bytes come out again."""
    for path in pack:
        printed = read_pack(path)
        verdict = verify(printed, base, bundled_templates(), MADE_ON)

        assert verdict.is_unchanged
        assert verdict.remade.different == ()
        assert why_not_same(path, printed, verdict.remade, bundled_templates()) == ""


def test_a_pack_in_another_language_is_unchanged_too(tmp_path: Path) -> None:
    """The lines that patterns make are in one language, whatever that of the pack."""
    event = FACT | {"id": "pact", "kind": "agreement", "statement": "They signed a text in 2021."}
    base = base_of(
        tmp_path / "base", facts=[event], citations=[CITATION | {"fact": "pact"}],
        observations=[], lines=[],
    )  # fmt: skip
    path, _ = files_from(base, tmp_path / "out", replace(REQUEST, language="ru"))

    printed = read_pack(path)
    assert "pattern.agreement.pact" in printed.record["lines"]
    verdict = verify(printed, base, bundled_templates(), MADE_ON)
    assert verdict.changes == ()
    assert verdict.is_unchanged


def test_the_record_names_nobody_and_no_place_on_the_machine(
    base: FactBase, tmp_path: Path
) -> None:
    """A product and a house of one's own are known by their file names."""
    product = tmp_path / "mine.toml"
    shutil.copy(bundled_templates() / "products" / "checklist.toml", product)
    request = replace(REQUEST, product=str(product))
    path, _ = files_from(base, tmp_path / "out", request)
    printed = read_pack(path)

    assert printed.record["request"]["product"] == "mine.toml"
    assert str(tmp_path) not in str(dict(printed.record))
    verdict = verify(printed, base, bundled_templates(), MADE_ON)
    assert "add --product" in verdict.remade.why_not
    again = verify(printed, base, bundled_templates(), MADE_ON, product=str(product))
    assert again.is_unchanged
    assert why_not_same(path, printed, again.remade, bundled_templates()) == ""


def test_the_record_holds_each_row_that_is_printed(pack: tuple[Path, Path]) -> None:
    """Facts, figures, lines and sources by id, and nothing that is not in the pack."""
    record = read_pack(pack[0]).record

    assert set(record["facts"]) == {"trade-2021", "relations-1992"}
    assert set(record["observations"]) == {"trade.2021.total"}
    assert set(record["lines"]) == {"line-1"}
    assert set(record["sources"]) == {"report-2022"}
    assert record == read_pack(pack[1]).record


# --- edits by hand ------------------------------------------------------------------------------


def test_three_paragraphs_edited_with_another_program_are_named(
    base: FactBase, pack: tuple[Path, Path]
) -> None:
    """The words of a run, a whole paragraph, and the cell of a table."""
    document = opened(str(pack[0]))
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Spoken Line":
            paragraph.runs[0].text = "I ask for two tables: trade was "
        if paragraph.text.startswith("Relations began in 1992"):
            paragraph.text = "Relations began long ago."
    document.tables[1].rows[1].cells[1].paragraphs[0].runs[0].text = "54 million dollars"
    document.save(str(pack[0]))

    assert deeds(judged(pack[0], base)) == {
        (Deed.EDITED, "messages.list"),
        (Deed.EDITED, "trade.volume.points.list"),
        (Deed.EDITED, "trade.volume.figures.table"),
        (Deed.EDITED, "relations.foundations.background_say.list"),
    }


def test_runs_split_as_word_does_are_no_edit(base: FactBase, pack: tuple[Path, Path]) -> None:
    """A run a word, proofing marks, session ids and a tracked deletion and insertion of none."""
    parts = parts_of(pack[0].read_bytes())
    root = etree.fromstring(parts["word/document.xml"])
    for run in list(root.iter(f"{W}r")):
        text = run.find(f"{W}t")
        if text is None or " " not in (text.text or "").strip():
            continue
        for piece in text.text.replace(" ", " \n").split("\n"):
            copy = etree.fromstring(etree.tostring(run))
            copy.find(f"{W}t").text = piece
            copy.set(f"{W}rsidR", "00AB12CD")
            run.addprevious(etree.fromstring(f'<w:proofErr xmlns:w="{W[1:-1]}"/>'))
            run.addprevious(copy)
        run.getparent().remove(run)
    pack[0].write_bytes(zipped(parts | {"word/document.xml": etree.tostring(root)}))

    assert judged(pack[0], base).edits == ()


def _tracked(pack: Path, old: str, xml: str) -> None:
    parts = parts_of(pack.read_bytes())
    text = parts["word/document.xml"].decode()
    assert old in text
    pack.write_bytes(zipped(parts | {"word/document.xml": text.replace(old, xml, 1).encode()}))


def test_tracked_changes_count_as_made(base: FactBase, pack: tuple[Path, Path]) -> None:
    """What is struck through is gone, what is inserted is there."""
    said = "<w:r><w:t>1.1 Trade volumes</w:t></w:r>"
    deleted = said.replace("w:t>", "w:delText>")
    mark = 'w:id="900" w:author="A" w:date="2026-11-23T00:00:00Z"'
    _tracked(
        pack[0],
        f"{said}<w:bookmarkEnd",
        f"<w:del {mark}>{deleted}</w:del><w:ins {mark}><w:r><w:t>Flows</w:t></w:r></w:ins>"
        "<w:bookmarkEnd",
    )
    edits = judged(pack[0], base).edits

    assert [(edit.deed, edit.block, edit.text) for edit in edits] == [
        (Deed.EDITED, "topic.trade.volume", "Flows")
    ]


def test_a_block_that_is_gone_and_text_that_was_added_are_told(
    base: FactBase, pack: tuple[Path, Path]
) -> None:
    """A paragraph taken out, one put before the end, a marking taken off."""
    document = opened(str(pack[0]))
    for paragraph in list(document.paragraphs):
        if paragraph.text == "1.1 Trade volumes" and paragraph.style.name == "Heading 2":
            paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph("One more thing.")
    for paragraph in document.sections[0].header.paragraphs:
        paragraph.text = ""
    document.save(str(pack[0]))
    verdict = judged(pack[0], base)

    assert (Deed.GONE, "topic.trade.volume") in deeds(verdict)
    assert (Deed.ADDED, "") in deeds(verdict)
    assert "One more thing." in {edit.text for edit in verdict.edits}
    assert {edit.block[:6] for edit in verdict.edits if edit.deed is Deed.UNMARKED} == {"header"}


def test_a_paragraph_typed_over_with_its_marks_is_still_placed(
    base: FactBase, pack: tuple[Path, Path]
) -> None:
    """Word drops a bookmark with the words it stands around."""
    parts = parts_of(pack[0].read_bytes())
    root = etree.fromstring(parts["word/document.xml"])
    said = [p for p in root.iter(f"{W}p") if "".join(p.itertext()) == "1.1 Trade volumes"]
    heading = said[-1]  # after the list of briefs
    names = [mark for mark in root.iter(f"{W}bookmarkStart") if mark.getparent() is heading]
    ids = {mark.get(f"{W}id") for mark in names}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") in ids:
            mark.getparent().remove(mark)
    next(heading.iter(f"{W}t")).text = "Typed over"
    pack[0].write_bytes(zipped(parts | {"word/document.xml": etree.tostring(root)}))

    assert [(e.deed, e.block, e.text) for e in judged(pack[0], base).edits] == [
        (Deed.EDITED, "topic.trade.volume", "Typed over")
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["en", "kk", "ru", "ur"])
def test_a_copy_saved_by_libreoffice_is_unaltered(
    base: FactBase, language: str, tmp_path: Path
) -> None:
    """It writes every part anew and drops some bookmarks; no word has changed.

    In a pack from the right its entries of the contents are no field any more.
    """
    pack = files_from(base, tmp_path / "out", replace(REQUEST, language=language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "saved"]
    subprocess.run(
        [*command, str(pack[0])], cwd=tmp_path, check=True, capture_output=True, timeout=100
    )
    printed = read_pack(tmp_path / "saved" / "pack.docx")
    verdict = verify(printed, base, bundled_templates(), MADE_ON)

    assert verdict.edits == ()
    assert verdict.is_unchanged
    saved = tmp_path / "saved" / "pack.docx"
    why = why_not_same(saved, printed, verdict.remade, bundled_templates())
    assert why == "the file was changed after it was written"


def test_a_pdf_tells_any_change_and_which_words_where_it_can(
    base: FactBase, pack: tuple[Path, Path]
) -> None:
    """Saved anew by another program; and with the words of a page changed."""
    with pikepdf.open(pack[1], allow_overwriting_input=True) as pdf:
        pdf.save(pack[1])
    assert deeds(judged(pack[1], base)) == {(Deed.TOUCHED, "")}

    with pikepdf.open(pack[1], allow_overwriting_input=True) as pdf:
        page = next(p for p in pdf.pages if b"45 million" in p.Contents.read_bytes())
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(content.replace(b"45 million", b"54 million"))
        pdf.save(pack[1])
    edited = deeds(judged(pack[1], base))
    assert edited
    assert {deed for deed, _ in edited} == {Deed.EDITED}
    assert all(block.startswith(("messages", "trade")) for _, block in edited)


def test_a_byte_added_to_a_pdf_is_told(base: FactBase, pack: tuple[Path, Path]) -> None:
    """The identifier of the file seals what stands before it, and nothing may follow."""
    pack[1].write_bytes(pack[1].read_bytes() + b"%\n")

    assert deeds(judged(pack[1], base)) == {(Deed.TOUCHED, "")}


# --- the facts since ----------------------------------------------------------------------------


def test_a_changed_figure_is_named_with_what_it_is_now(
    pack: tuple[Path, Path], tmp_path: Path
) -> None:
    """The observation, and the fact whose sentence says it."""
    for path in pack:
        verdict = judged(path, base_of(tmp_path / "new", **changed_figure("46")))

        assert fates(verdict) == {
            (Fate.CHANGED, "trade.2021.total"),
            (Fate.CHANGED, "trade-2021"),
        }
        figure = next(c for c in verdict.changes if c.table == "observations")
        assert figure.now == "Goods trade, total, 2021: 46 USD million (Bureau of Trade)."
        assert "trade.volume.figures.table" in verdict.remade.different
        assert verdict.edits == ()


def test_a_superseded_and_a_withdrawn_fact_are_told(
    pack: tuple[Path, Path], tmp_path: Path
) -> None:
    """One is replaced by a newer, one may no longer be used, one is no longer there."""
    newer = EVENT | {"id": "newer", "statement": "It began anew.", "supersedes": "relations-1992"}
    cited = [CITATION, CITATION | {"fact": "relations-1992"}, CITATION | {"fact": "newer"}]
    superseded = judged(
        pack[0], base_of(tmp_path / "a", facts=[FACT, EVENT, newer], citations=cited)
    )
    never = judged(pack[0], base_of(tmp_path / "b", facts=[FACT, EVENT | {"use": "never"}]))
    gone = judged(pack[0], base_of(tmp_path / "c", facts=[FACT], citations=[CITATION]))

    assert fates(superseded) == {(Fate.SUPERSEDED, "relations-1992")}
    assert "It began anew. (newer)" in superseded.changes[0].now
    assert fates(never) == fates(gone) == {(Fate.WITHDRAWN, "relations-1992")}


@pytest.mark.parametrize(
    ("known", "use", "day", "is_told"),
    [
        ("2026-11-23", "say", date(2026, 11, 22), False),
        ("2026-11-23", "say", date(2026, 11, 23), True),
        ("2022-01-27", "never", date(2026, 11, 23), False),
    ],
)
def test_a_fact_that_no_new_pack_of_the_day_would_print_replaces_none(
    tmp_path: Path, known: str, use: str, day: date, *, is_told: bool
) -> None:
    """Made on a day from the same facts and verified for it, a pack rests on nothing replaced."""
    newer = EVENT | {
        "id": "newer", "statement": "It began anew.", "supersedes": "relations-1992",
        "as_of": known, "use": use,
    }  # fmt: skip
    cited = [CITATION, CITATION | {"fact": "relations-1992"}, CITATION | {"fact": "newer"}]
    base = base_of(tmp_path / "base", facts=[FACT, EVENT, newer], citations=cited)
    path, _ = files_from(base, tmp_path / "out")

    told = {(Fate.SUPERSEDED, "relations-1992")} if is_told else set()
    assert fates(judged(path, base, day)) == told


def test_what_has_gone_past_its_review_since_is_told(
    base: FactBase, pack: tuple[Path, Path]
) -> None:
    """Seen on a later day, with the same facts; the pack itself reads the same."""
    assert judged(pack[0], base, date(2027, 2, 19)).is_unchanged
    verdict = judged(pack[0], base, date(2027, 2, 20))

    assert fates(verdict) == {(Fate.OVERDUE, "trade-2021"), (Fate.OVERDUE, "relations-1992")}
    assert verdict.remade.different == ()


def test_a_new_rival_is_told_even_when_it_is_newer_than_the_pack(
    pack: tuple[Path, Path], tmp_path: Path
) -> None:
    """Another reporter counts the same year differently; a statement is disputed."""
    said = "Trade came to 95 million dollars."
    other = FACT | {"id": "other", "as_of": "2026-12-01", "statement": said}
    rival = OBSERVATION | {
        "id": "trade.2021.office", "fact": "other", "reporter": "office", "value": "95",
        "as_of": "2026-12-01",
    }  # fmt: skip
    changes = {
        "facts": [FACT, EVENT, other],
        "citations": [*ROWS["citations"], CITATION | {"fact": "other"}],
        "observations": [OBSERVATION, rival],
        "disagreements": [
            {"fact": "relations-1992", "rival": "other", "about": "the start", "note": ""}
        ],
    }
    verdict = judged(pack[0], base_of(tmp_path / "new", **changes), date(2026, 12, 2))

    assert fates(verdict) == {
        (Fate.RIVAL, "trade.2021.total"),
        (Fate.RIVAL, "relations-1992"),
    }
    assert "95 USD million (Office of Trade)" in verdict.changes[1].now


def test_a_rival_that_the_pack_already_had_is_no_news(tmp_path: Path) -> None:
    """The record knows the rivals of its day."""
    rival = OBSERVATION | {"id": "trade.2021.office", "reporter": "office", "value": "95"}
    rows = {"observations": [OBSERVATION, rival], "facts": [FACT | {"statement": "It was."}, EVENT]}
    base = base_of(tmp_path / "base", **rows)
    path, _ = files_from(base, tmp_path / "out")

    assert judged(path, base).is_unchanged


def test_an_office_that_has_ended_is_told(tmp_path: Path) -> None:
    """The holder's last day lies between the making and today."""
    person = {
        "id": "pm", "name": "A. Person", "native_name": "", "office": "Minister",
        "country": "KAZ", "since": "2020", "until": "2026-12-10", "last_seen": "2026-11",
        "fact": "trade-2021",
    }  # fmt: skip
    line = LINE | {"text": "We thank {pm|name} for {trade.2021.total|speak}."}
    base = base_of(tmp_path / "base", people=[person], lines=[line])
    path, _ = files_from(base, tmp_path / "out")

    assert judged(path, base, date(2026, 12, 10)).is_unchanged
    assert fates(judged(path, base, date(2026, 12, 11))) == {(Fate.ENDED, "pm")}


def test_a_reworded_line_is_named(pack: tuple[Path, Path], tmp_path: Path) -> None:
    """Lines are rows like others."""
    line = LINE | {"text": "We want one table: trade was {trade.2021.total|speak}."}
    verdict = judged(pack[0], base_of(tmp_path / "new", lines=[line]))

    assert fates(verdict) == {(Fate.CHANGED, "line-1")}


def test_a_change_that_no_reader_sees_is_none(pack: tuple[Path, Path], tmp_path: Path) -> None:
    """A curator's note and a later review; only the state of the base is another."""
    facts = [FACT | {"note": "Looked at again.", "review_by": "2028-01-01"}, EVENT]
    base = base_of(tmp_path / "new", facts=facts)
    printed = read_pack(pack[0])
    verdict = verify(printed, base, bundled_templates(), TODAY)

    assert verdict.is_unchanged
    assert verdict.remade.different == ("record.table",)
    why = why_not_same(pack[0], printed, verdict.remade, bundled_templates())
    assert why.startswith("the fact base pakistan-kazakhstan-relations")


def test_a_pack_whose_topic_is_gone_cannot_be_made_again(base: FactBase, tmp_path: Path) -> None:
    """Said in a sentence; the rest is told all the same."""
    path, _ = files_from(base, tmp_path / "out", replace(REQUEST, pinned=("relations-1992",)))
    verdict = judged(path, base_of(tmp_path / "new", facts=[FACT], citations=[CITATION]))

    assert "There is no fact or line “relations-1992”" in verdict.remade.why_not
    assert (Fate.WITHDRAWN, "relations-1992") in fates(verdict)
    assert not verdict.is_unchanged


def test_both_files_are_read_as_the_same_blocks(pack: tuple[Path, Path]) -> None:
    """The words of a block do not depend on where they were printed."""
    word, pdf = (
        {b.id: " ".join(" ".join(b.pieces).split()) for b in read_pack(path).blocks}
        for path in pack
    )

    assert {name: text.removeprefix("Table 1. ") for name, text in word.items()} == {
        name: text.removeprefix("Table 1. ") for name, text in pdf.items()
    }


def test_a_figure_is_told_by_the_words_its_curators_have_for_it(tmp_path: Path) -> None:
    """“Share” alone would say nothing; beside a direction the measure does."""
    share = OBSERVATION | {"flow": "", "label": "Share of cotton in trade"}
    named = base_of(tmp_path / "named", observations=[share], lines=[])
    plain = base_of(tmp_path / "plain")

    assert [
        figure_sentence(base, base.observations["trade.2021.total"]) for base in (named, plain)
    ] == [
        "Share of cotton in trade, 2021: 45 USD million (Bureau of Trade).",
        "Goods trade, total, 2021: 45 USD million (Bureau of Trade).",
    ]


# --- renamed ------------------------------------------------------------------------------------

RENAMED = {
    "facts": [FACT | {"id": "trade-of-2021"}, EVENT],
    "observations": [OBSERVATION | {"fact": "trade-of-2021"}],
    "citations": [CITATION | {"fact": "trade-of-2021"}, CITATION | {"fact": EVENT["id"]}],
}


def test_a_fact_that_has_another_id_is_told_as_renamed(tmp_path: Path, base: FactBase) -> None:
    """It is neither gone nor another, nor is the figure that hangs on it."""
    for path in files_from(base, tmp_path / "out"):
        verdict = judged(path, base_of(tmp_path / path.suffix, **RENAMED))
        (change,) = verdict.changes

        assert (change.fate, change.id, change.new) == (
            Fate.RENAMED, "trade-2021", "trade-of-2021"
        )  # fmt: skip
        assert change.now == "Its id is now trade-of-2021; it says the same."


def test_a_figure_and_a_line_are_renamed_together(tmp_path: Path, base: FactBase) -> None:
    """The token in the line names the figure by its new id, and so says the same."""
    observation = OBSERVATION | {"id": "trade.of.2021"}
    line = LINE | {"id": "first", "text": LINE["text"].replace("trade.2021.total", "trade.of.2021")}
    assert line["text"] != LINE["text"]
    path = files_from(base, tmp_path / "out")[0]
    new = base_of(tmp_path / "new", observations=[observation], lines=[line])

    assert {(c.fate, c.id, c.new) for c in judged(path, new).changes} == {
        (Fate.RENAMED, "trade.2021.total", "trade.of.2021"),
        (Fate.RENAMED, LINE["id"], "first"),
    }


def test_what_was_renamed_and_changed_is_gone(tmp_path: Path, base: FactBase) -> None:
    """Nobody can tell that it was the same."""
    statement = "Trade in 2021 came to 45 million dollars."
    changed = FACT | {"id": "trade-of-2021", "statement": statement}
    rows = RENAMED | {"facts": [changed, EVENT]}
    path = files_from(base, tmp_path / "out")[0]

    assert (Fate.WITHDRAWN, "trade-2021") in fates(judged(path, base_of(tmp_path / "new", **rows)))
