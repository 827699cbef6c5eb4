"""The commands verify and compare: their exit codes, what they print, what they write."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest

from briefgen.cli import main
from briefgen.render.reading import read_pack
from tests.pack.base_edits import LINE, changed_figure
from tests.render.word_files import opened
from tests.tiny_base import CITATION, FACT, SOURCE, write_tiny_base

DAY = ["--as-of", "2026-11-22"]


@pytest.fixture
def old_facts(tmp_path: Path) -> str:
    """The tiny base."""
    return str(write_tiny_base(tmp_path / "old"))


@pytest.fixture
def new_facts(tmp_path: Path) -> str:
    """The tiny base with another figure."""
    changes = changed_figure("46")
    return str(
        write_tiny_base(
            tmp_path / "new", facts=changes["facts"][:1], observations=changes["observations"]
        )
    )


@pytest.fixture
def brief(tmp_path: Path) -> str:
    """A request."""
    path = tmp_path / "visit.brief"
    path.write_text('format = 1\nvoice = "PAK"\ntopics = ["trade"]\n', encoding="utf-8")
    return str(path)


@pytest.fixture
def pack(tmp_path: Path, brief: str, old_facts: str) -> tuple[str, str]:
    """The pack as a Word file and a PDF."""
    paths = (str(tmp_path / "a.docx"), str(tmp_path / "a.pdf"))
    assert main(["build", brief, "--facts", old_facts, *DAY, "-o", paths[0], "-o", paths[1]]) == 0
    return paths


# --- verify -------------------------------------------------------------------------------------


def test_verify_finds_nothing_in_a_fresh_pack(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0, and the same bytes again."""
    for path in pack:
        capsys.readouterr()
        assert main(["verify", path, "--facts", old_facts, *DAY]) == 0
        printed = capsys.readouterr()
        assert "No alterations in the file." in printed.out
        assert "The same file can be made again, byte for byte." in printed.out
        assert printed.err == ""


def test_verify_of_a_request_says_what_to_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A .brief is no finished pack; exit 2."""
    brief = tmp_path / "visit.brief"
    brief.write_text("format = 2\n", encoding="utf-8")

    assert main(["verify", str(brief)]) == 2
    assert "no pack yet; name a DOCX or PDF that was made from it" in capsys.readouterr().err


def test_verify_names_the_figure_that_changed(
    pack: tuple[str, str], new_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, in words and as one JSON document."""
    assert main(["verify", pack[1], "--facts", new_facts, *DAY]) == 1
    text = capsys.readouterr().out
    assert main(["verify", pack[0], "--facts", new_facts, *DAY, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)

    figure = next(line for line in text.splitlines() if line.endswith("(trade.2021.total)"))
    assert "page 3: the figure has changed. Goods trade, total, 2021: 46 USD" in figure
    assert figure.startswith("  “")
    assert "The same file cannot be made again: the fact base" in text
    parts = text.partition("What would read differently: ")[2]
    assert parts.startswith(
        "“Top messages”, page 3; “Core script”, page 4; “Trade: 1.1 Trade volumes”, page 5; "
    )
    assert {(c["fate"], c["id"]) for c in document["changes"]} == {
        ("changed", "trade-2021"),
        ("changed", "trade.2021.total"),
    }
    assert document["edits"] == []
    assert document["same_bytes"] is False


def test_verify_tells_what_is_overdue_by_its_words(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words, the page where a file tells pages, and the id last."""
    for path, page in zip(pack, ("", ", page 3"), strict=True):
        capsys.readouterr()
        assert main(["verify", path, "--facts", old_facts, "--as-of", "2030-01-01"]) == 1
        statement = FACT["statement"]
        told = f"  “{statement}”{page}: the fact is past its review. It was to be looked at again"
        assert told in capsys.readouterr().out


def test_a_word_file_that_was_only_saved_again_is_told_in_one_sentence(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No word of it is another, so that nothing is to be done: exit 0, and no “but”."""
    opened(pack[0]).save(pack[0])
    capsys.readouterr()

    assert main(["verify", pack[0], "--facts", old_facts, *DAY]) == 0
    out = capsys.readouterr().out
    assert "What the file says is unaltered; another program saved it again." in out
    assert "alterations" not in out
    assert "cannot be made again" not in out


def test_parts_without_a_page_are_told_without_one(
    pack: tuple[str, str], new_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word file tells no pages, and what is new today stands on none."""
    assert main(["verify", pack[0], "--facts", new_facts, *DAY]) == 1
    parts = capsys.readouterr().out.partition("What would read differently: ")[2]
    assert parts.startswith("“Top messages”; “Core script”; “Trade: 1.1 Trade volumes”; ")


def _without_marking(path: str, part: str = "word/header") -> None:
    """Take the marking out of every header of a Word file, or out of one ``part``."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            is_meant = name.startswith(part)
            archive.writestr(name, data.replace(b"OFFICIAL", b"OPEN") if is_meant else data)


@pytest.fixture
def sides(tmp_path: Path) -> dict[str, str]:
    """The same request in another language and for another side."""
    made = {}
    for name, changed in {"en": 'voice = "PAK"', "ru": 'voice = "PAK"\nlanguage = "ru"',
                          "kaz": 'voice = "KAZ"'}.items():  # fmt: skip
        made[name] = str(tmp_path / f"{name}.brief")
        Path(made[name]).write_text(f'format = 2\n{changed}\ntopics = ["trade"]\n', "utf-8")
    return made


@pytest.mark.parametrize("output", [[], ["-o", "a.pdf"]])
def test_packs_in_two_languages_are_not_compared_word_by_word(
    old_facts: str, sides: dict[str, str], capsys: pytest.CaptureFixture[str], output: list[str]
) -> None:
    """Every word would be told as changed."""
    assert main(["compare", sides["en"], sides["ru"], "--facts", old_facts, *DAY, *output]) == 2
    assert capsys.readouterr().err == (
        "briefgen: en.brief is in the language “en” and ru.brief in “ru”, so that every word "
        "differs: compare packs in one language.\n"
    )


def test_those_who_hold_a_pack_get_no_addendum_with_the_lines_of_another_side(
    tmp_path: Path, sides: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What differs can be listed; but no pack is made of it."""
    target = tmp_path / "a.pdf"
    request = ["compare", sides["en"], sides["kaz"], *DAY]
    assert main([*request, "-o", str(target)]) == 2
    assert "en.brief speaks for PAK and kaz.brief for KAZ" in capsys.readouterr().err
    assert not target.exists()
    assert main(request) == 1


def test_headers_without_the_marking_are_one_alteration(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each section has a part of its own in the file, and one hand changed them all."""
    _without_marking(pack[0])
    capsys.readouterr()

    assert main(["verify", pack[0], "--facts", old_facts, *DAY]) == 1
    out = capsys.readouterr().out
    assert "1 alteration in the file.\n" in out
    [said] = [line for line in out.splitlines() if "marking" in line]
    assert said == (
        "  The marking is missing from the first-page header of section 1 "
        "and the header of all sections."
    )


def test_a_header_without_the_marking_is_told_by_its_pages_and_section(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has the file open in Word sees sections and kinds of pages, and no numbers of parts."""
    _without_marking(pack[0], "word/footer1.xml")
    capsys.readouterr()

    assert main(["verify", pack[0], "--facts", old_facts, *DAY]) == 1
    out = capsys.readouterr().out
    assert "  The marking is missing from the footer of sections 1 to 3.\n" in out


def test_the_headers_of_even_and_odd_pages_are_told_apart(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word has other ones for even pages where somebody asked for it, as for a printed book."""
    with zipfile.ZipFile(pack[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    first = b'<w:headerReference w:type="first"'
    assert parts["word/document.xml"].count(first) == 1
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        first, b'<w:headerReference w:type="even"'
    )
    settings = parts["word/settings.xml"]
    parts["word/settings.xml"] = settings.replace(
        b"</w:settings>", b"<w:evenAndOddHeaders/></w:settings>"
    )
    with zipfile.ZipFile(pack[0], "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    _without_marking(pack[0])
    capsys.readouterr()

    main(["verify", pack[0], "--facts", old_facts, *DAY])
    out = capsys.readouterr().out
    assert "from the even-page header of all sections and the odd-page header of all" in out


@pytest.mark.parametrize("command", ["verify", "reveal"])
def test_a_file_with_the_name_of_another_kind_is_told_so(
    tmp_path: Path, pack: tuple[str, str], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """It is read all the same, and nobody else’s program opens it."""
    for path, name, told in (
        (pack[0], "b.pdf", "is a Word file by what is in it: give its name the ending .docx."),
        (pack[1], "b.docx", "is a PDF by what is in it: give its name the ending .pdf."),
    ):
        wrong = tmp_path / name
        wrong.write_bytes(Path(path).read_bytes())
        capsys.readouterr()
        main([command, str(wrong)])
        assert f"briefgen: {wrong} {told}\n" in capsys.readouterr().err
        main([command, path])
        assert "by what is in it" not in capsys.readouterr().err


def test_verify_names_the_block_that_was_edited(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, with what stands there now."""
    document = opened(pack[0])
    heading = next(p for p in document.paragraphs if p.text == "1.1 Trade volumes")
    heading.runs[0].text = "Trade flows"
    document.save(pack[0])

    assert main(["verify", pack[0], "--facts", old_facts, *DAY]) == 1
    out = capsys.readouterr().out
    said = "“Trade: 1.1 Trade volumes”, heading was edited; it now begins: Trade flows"
    assert f"  {said} (topic.trade.volume)\n    was: 1.1 Trade volumes\n" in out
    assert "\n    now: Trade flows\n" in out


def test_the_number_of_a_table_is_no_difference(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The writers print it; beside the old words of a table it looks like what was typed."""
    document = opened(pack[0])
    document.tables[1].rows[1].cells[1].paragraphs[0].runs[0].text = "54 million dollars"
    document.save(pack[0])

    assert main(["verify", pack[0], "--facts", old_facts, *DAY]) == 1
    was, now = capsys.readouterr().out.partition("was: ")[2].splitlines()[:2]
    assert "45 million" in was
    assert now.strip() == f"now: {was.replace('45', '54')}"


def test_an_edited_cover_is_called_the_cover(
    pack: tuple[str, str], old_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by the words that somebody put there."""
    document = opened(pack[0])
    title = next(p for p in document.paragraphs if p.text == "Briefing pack")
    title.runs[0].text = "Visit to Almaty"
    document.save(pack[0])
    assert main(["verify", pack[0], "--facts", old_facts]) == 1

    out = capsys.readouterr().out
    assert "  The cover was edited; it now begins: Visit to Almaty" in out
    assert "“Visit to Almaty”" not in out


@pytest.mark.parametrize("command", [["verify"], ["compare", "{brief}"]])
def test_a_file_that_is_no_pack_is_one_sentence(
    tmp_path: Path,
    brief: str,
    old_facts: str,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    """Exit 2, nothing on standard output."""
    other = tmp_path / "other.docx"
    docx.Document().save(str(other))
    for name in (str(other), str(tmp_path / "nowhere.pdf"), str(tmp_path)):
        arguments = [part.format(brief=brief) for part in command]

        assert main([*arguments, name, "--facts", old_facts]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1
        assert "cannot be read as a pack of briefgen" in printed.err


# --- compare ------------------------------------------------------------------------------------


def test_compare_finds_nothing_between_a_request_and_its_pack(
    tmp_path: Path,
    pack: tuple[str, str],
    brief: str,
    old_facts: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 0, and no addendum."""
    addendum = tmp_path / "addendum.pdf"
    capsys.readouterr()
    for path in pack:
        command = ["compare", path, brief, "--facts", old_facts, *DAY, "-o", str(addendum)]
        assert main(command) == 0
        printed = capsys.readouterr()
        assert printed.out == "Nothing that is printed has changed.\n"
        assert "no addendum was written" in printed.err
    assert not addendum.exists()


def test_compare_leaves_the_numbers_of_several_sources_out_of_account(
    tmp_path: Path, brief: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a PDF a mark such as [1, 2] holds a space that no line breaks at; it is no change."""
    facts = write_tiny_base(tmp_path / "two", citations=[CITATION, CITATION | {"source": "other"}])
    sources = json.dumps([SOURCE, SOURCE | {"id": "other", "title": "Another count"}])
    (facts / "sources.json").write_text(sources, encoding="utf-8")
    pack = tmp_path / "two.pdf"
    assert main(["build", brief, "--facts", str(facts), *DAY, "-o", str(pack)]) == 0
    assert any("[1,\u00a02]" in text for b in read_pack(pack).blocks for text in b.pieces)
    capsys.readouterr()

    assert main(["compare", str(pack), brief, "--facts", str(facts), *DAY]) == 0

    assert capsys.readouterr().out == "Nothing that is printed has changed.\n"


def test_compare_writes_an_addendum_for_two_states_of_the_facts(
    tmp_path: Path,
    brief: str,
    old_facts: str,
    new_facts: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 1, old and new words on standard output, both files written."""
    outputs = [tmp_path / "addendum.docx", tmp_path / "addendum.pdf"]
    command = ["compare", brief, brief, "--facts", new_facts, "--facts-old", old_facts, *DAY]
    written = [part for path in outputs for part in ("-o", str(path))]

    assert main([*command, *written, "--number", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "1.1 Trade volumes" in lines
    assert "  changed: trade.volume.points.list (figures: trade.2021.total)" in lines
    assert "    - We ask for one table: trade was 45 million dollars in 2021." in lines
    assert "    + We ask for one table: trade was 46 million dollars in 2021." in lines
    assert lines[-2:] == [str(path) for path in outputs]
    assert opened(str(outputs[0])).paragraphs[0].text == "Addendum 2 to Briefing pack"
    assert outputs[1].read_bytes().startswith(b"%PDF")
    main(["verify", str(outputs[0]), "--facts", new_facts])
    assert capsys.readouterr().out.startswith(f"{outputs[0]}: addendum, as at ")


def test_an_addendum_of_ones_own_has_the_sections_it_names(
    tmp_path: Path, brief: str, old_facts: str, new_facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of the product, shortened and in another order; a slip in it is named by its line."""
    plan, pdf = tmp_path / "short.toml", tmp_path / "short.pdf"
    assert main(["templates", "new", "addendum", str(plan)]) == 0
    text = plan.read_text(encoding="utf-8")
    before = text.partition("sections = [")[0]
    plan.write_text(f'{before}sections = ["changed_figures", "changes"]\n', encoding="utf-8")
    command = ["compare", brief, brief, "--facts-old", old_facts, "--facts", new_facts, *DAY]

    assert main([*command, "--product", str(plan), "-o", str(pdf)]) == 1
    printed = read_pack(pdf)
    headings = [name for name, *_, level in printed.record["blocks"] if level]
    assert headings == ["figures", "changes"]

    plan.write_text(text.replace('"changes"', '"chnages"'), encoding="utf-8")
    capsys.readouterr()
    assert main([*command, "--product", str(plan), "-o", str(pdf)]) == 2
    assert "line 10: “chnages” in sections is none of" in capsys.readouterr().err
    assert main(["templates", "check", str(plan)]) == 1
    assert "did you mean “changes”" in capsys.readouterr().out
    assert main(["build", brief, "--product", str(plan), "-o", str(pdf)]) == 2
    assert "made of two: briefgen compare" in capsys.readouterr().err


def test_compare_of_an_old_pdf_and_a_new_request_as_json(
    tmp_path: Path, pack: tuple[str, str], brief: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON document; the ids of the rows that changed."""
    line = LINE | {"text": "We ask for two tables: trade was {trade.2021.total|speak}."}
    facts = str(write_tiny_base(tmp_path / "new", lines=[line]))
    capsys.readouterr()

    assert main(["compare", pack[1], brief, "--facts", facts, *DAY, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["changed_rows"]["lines"] == ["line-1"]
    assert document["changed_rows"]["observations"] == []
    assert {d["block"] for d in document["differences"]} == {
        "messages.list",
        "script.trade.0",
        "trade.volume.points.list",
    }


def test_compare_refuses_an_output_before_any_work(
    brief: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong ending."""
    assert main(["compare", brief, brief, "-o", "addendum.odt"]) == 2
    assert "neither .docx nor .pdf" in capsys.readouterr().err


@pytest.mark.parametrize(("day", "is_told"), [("2025-06-01", True), ("2026-11-20", False)])
def test_an_addendum_of_most_of_the_pack_is_told_as_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, *, is_told: bool
) -> None:
    """Between facts a year and a half apart; a pack of last week has an addendum that serves."""
    old, new, pdf = (str(tmp_path / name) for name in ("old.docx", "new.docx", "a.pdf"))
    topics = ["--topics", "trade", "--voice", "PAK"]
    assert main(["build", *topics, "--as-of", day, "-o", old]) == 0
    assert main(["build", *topics, "--as-of", "2026-11-22", "-o", new]) == 0

    assert main(["compare", old, new, "-o", pdf]) == 1
    assert ("prints more than half of the pack anew" in capsys.readouterr().err) is is_told
