"""The command line as a user meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.cli.findings_told import told
from briefgen.pack.findings import Finding
from briefgen.pack.product import Level, product_names
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = ["--as-of", "2026-11-22"]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


# --- build --------------------------------------------------------------------------------------


def test_build_writes_both_files_and_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paths on standard output, what was left out and speaking time on standard error, exit 0."""
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    code = main(
        ["build", "--topics", "trade,corridor", "--from", "2020", "--to", "2026", "--voice", "PAK",
         *AS_OF, "-o", str(docx), "-o", str(pdf)]
    )  # fmt: skip
    printed = capsys.readouterr()

    assert code == 0
    assert re.fullmatch(
        r"briefgen: to keep to the pages, \d+ items were left out; “briefgen check --all” names "
        r"them\.\n"
        r"briefgen: the pack shortens some of its lists; “briefgen facts list” and “briefgen facts "
        r"conflicts” have the rest\.\n"
        r"briefgen: to say: \d+ words, about \d+ of the \d+ minutes that are ours\.\n",
        printed.err,
    )
    assert _lines(printed.out) == [str(docx), str(pdf)]
    assert docx.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_a_brief_without_a_voice_is_told_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By build and by check: that nobody speaks, how to choose, and no minutes of nothing."""
    brief = tmp_path / "h8.brief"
    brief.write_text('topics = ["relations.country"]\n[meeting]\nminutes = 45\n', encoding="utf-8")
    for command in (["build", "-o", str(tmp_path / "h8.pdf")], ["check"]):
        main([*command, str(brief), *AS_OF])
        printed = capsys.readouterr()
        told = printed.out + printed.err

        assert "The pack speaks for nobody (its voice is neutral)" in told
        assert "PAK or KAZ, as --voice" in told
        assert "to say:" not in told


def test_topics_of_ones_own_are_not_as_likely_as_those_of_the_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample holds culture for unlikely; whoever asks for it wants its points."""
    main(["build", "--topics", "culture", "-o", str(tmp_path / "cul.pdf"), "--json", *AS_OF])

    assert json.loads(capsys.readouterr().out)["speaking"]["script_words"] > 0
    pdf = read_pdf((tmp_path / "cul.pdf").read_bytes(), tmp_path / "cul.pdf")
    assert "unlikely" not in {block.id for block in pdf.blocks}


def test_a_map_is_drawn_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--map asks for it, --no-map takes it out of a .brief that does."""
    brief = tmp_path / "map.brief"
    brief.write_text('format = 1\ntopics = ["corridor"]\nmap = true\n', encoding="utf-8")
    pdf = ["-o", str(tmp_path / "a.pdf"), "--json", *AS_OF]
    drawn = {}
    for name, words in {
        "asked": ["--topics", "corridor", "--map"],
        "brief": [str(brief)],
        "taken out": [str(brief), "--no-map"],
    }.items():
        assert main(["build", *words, *pdf]) == 0
        record = json.loads(capsys.readouterr().out)["record"]
        drawn[name] = any(block[0] == "route_map.map" for block in record["blocks"])

    assert drawn == {"asked": True, "brief": True, "taken out": False}


def test_the_language_of_the_options_goes_before_that_of_the_brief(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--lang for once, language in the .brief for good."""
    brief = tmp_path / "kk.brief"
    brief.write_text('format = 1\ntopics = ["culture"]\nlanguage = "kk"\n', encoding="utf-8")
    pdf = ["-o", str(tmp_path / "a.pdf"), "--json", *AS_OF]
    marks = []
    for words in ([str(brief)], [str(brief), "--lang", "ru"]):
        assert main(["build", *words, *pdf]) == 0
        marks.append(json.loads(capsys.readouterr().out)["record"]["draft"])

    assert marks == ["ЖОБА", "ПРОЕКТ"]


def test_build_json_tells_what_the_pack_is_made_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON document and nothing else; the hash is that of the file."""
    pdf = tmp_path / "a.pdf"
    main(["build", "--topics", "culture", *AS_OF, "-o", str(pdf), "--json"])
    document = json.loads(capsys.readouterr().out)

    assert document["outputs"][0]["path"] == str(pdf)
    assert len(document["outputs"][0]["sha256"]) == 64
    assert document["facts"]
    assert document["record"]["product"] == "visit-pack"


# Builds each command on standard input; in a process of its own, and in the folder it is run in.
BUILD_ALL = """
import json, sys
from briefgen.cli import main
for words in json.load(sys.stdin):
    if code := main(words):
        sys.exit(code)
"""


def built_in(folder: Path, commands: list[list[str]], surroundings: dict[str, str]) -> None:
    """Run ``commands`` in ``folder``, made for them, with ``surroundings`` as environment."""
    folder.mkdir(parents=True)
    environment = os.environ | surroundings | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD_ALL], input=json.dumps(commands), cwd=folder,
        env=environment, capture_output=True, encoding="utf-8", check=False, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.timeout(600)
def test_the_same_request_makes_the_same_bytes(tmp_path: Path) -> None:
    """Every product in both formats, and every language.

    In other processes and folders, with other hash seeds, time zones and locales; what was
    built before in the same process changes nothing either.
    """
    products = product_names(bundled_templates())  # an addendum is compared, not built
    languages = sorted(path.stem for path in (bundled_templates() / "words").glob("*.toml"))
    kinds = [(product, "en") for product in products]
    kinds += [("checklist", language) for language in languages if language != "en"]
    commands = [
        ["build", *AS_OF, "--product", product, "--set", f"language={language}",
         "-o", f"{product}-{language}.docx", "-o", f"{product}-{language}.pdf"]
        for product, language in kinds
    ]  # fmt: skip
    here, there = tmp_path / "a", tmp_path / "another place" / "b"
    built_in(here, commands, {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"})
    far = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Pago_Pago", "LC_ALL": "ur_PK.UTF-8"}
    built_in(there, commands[::-1], far | {"LANGUAGE": "kk", "SOURCE_DATE_EPOCH": "1"})

    names = sorted(path.name for path in here.iterdir())
    assert len(names) == 2 * len(kinds)
    different = [n for n in names if (here / n).read_bytes() != (there / n).read_bytes()]
    assert not different


def test_final_is_refused_while_a_check_blocks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A product of one's own without a source list: exit 3, nothing written; a draft is made."""
    product, pdf = tmp_path / "mine.toml", tmp_path / "a.pdf"
    main(["templates", "new", "checklist", str(product)])
    text = product.read_text(encoding="utf-8")
    product.write_text(text.replace('"sources", ', ""), encoding="utf-8")
    command = ["build", "--product", str(product), *AS_OF, "-o", str(pdf)]

    assert main([*command, "--final"]) == 3
    assert not pdf.exists()
    assert "S1 blocks" in capsys.readouterr().err
    assert main(command) == 0
    assert pdf.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--topics", "trda"], "did you mean “trade”"),
        (["--topics", ","], "names no topic"),
        (["--from", "2026", "--to", "2020"], "after its end"),
        (["--from", "05/06/2024"], "is not a date"),
        (["--from", "2020/2022"], "is an interval: write one"),
        (["--from", "1950", "--to", "1951"], "widen the range"),
        (["--marking", "X" * 61], "more than 60 letters"),
        (["--as-of", "yesterday"], "is not a day"),
        (["--voice", "IND"], "is none of PAK, KAZ, neutral"),
        (["--product", "visitpack"], "did you mean “visit-pack”"),
        (["--house", "minstry"], "did you mean “ministry”"),
        (["--house", "nowhere.docx"], "nowhere.docx"),
        (["--lang", "xx"], "languages: en, kk, ru, ur."),
        (["--facts", "/nowhere/at/all"], "no such folder"),
        (["--set", "visit"], "is not key=value"),
        (["--set", "visit.hotel=x"], "is no key"),
        (["nowhere.brief"], "no such file"),
        (["--tpoics", "trade"], "No such option"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Exit 2; what, where, what to do; no traceback; no file."""
    pdf = tmp_path / "a.pdf"
    code = main(["build", *arguments, "-o", str(pdf)])
    printed = capsys.readouterr()

    assert code == 2
    assert printed.out == ""
    assert len(_lines(printed.err)) == 1
    assert message in printed.err
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_command_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and exit 2, as for any mistake."""
    code = main(["buld"])
    printed = capsys.readouterr()

    assert code == 2
    assert printed.out == ""
    assert len(_lines(printed.err)) == 1
    assert "did you mean “build”" in printed.err


def test_the_topics_that_can_be_asked_for_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """By category, each with its title and the number of its facts; the same as JSON."""
    assert main(["facts", "topics"]) == 0
    lines = _lines(capsys.readouterr().out)
    assert lines[0] == "trade"
    heads = [line for line in lines if not line.startswith("  ")]
    assert heads == ["trade", "corridor", "security", "culture", "relations"]
    assert re.fullmatch(r"  trade\.volume +\d+ facts  Trade volumes and balance", lines[1])

    assert main(["facts", "topics", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == sum(line.startswith("  ") for line in lines)
    assert main(["facts", "list", "--topics", "trade.volume", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert listed[0]["facts"] == len(found)


def test_every_command_of_the_help_is_there_and_loads_no_other() -> None:
    """A command is loaded by its name; its help comes without what the others need."""
    script = (
        "import sys; from briefgen.cli import main; main([sys.argv[1], '--help']);"
        "print('loaded:', *(m for m in sys.modules if m.startswith('briefgen.cli.')))"
    )
    names = {"build": "build_command", "verify": "verify_command", "update": "update_commands"}
    for name, module in names.items():
        command = [sys.executable, "-c", script, name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        loaded = done.stdout.rpartition("loaded:")[2].split()
        assert f"Usage: briefgen {name}" in done.stdout
        assert f"briefgen.cli.{module}" in loaded
        assert not {f"briefgen.cli.{one}" for one in names.values() if one != module} & set(loaded)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.odt", "neither .docx nor .pdf"),
        ("a", "neither .docx nor .pdf"),
        ("missing/a.pdf", "no such folder"),
        ("file/a.pdf", "is a file, not a folder"),
        ("folder.pdf", "a folder of that name"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    """A wrong ending, a folder that is none, a name that is taken by a folder."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.pdf").mkdir()
    good = tmp_path / "good.pdf"
    code = main(["build", "-o", str(good), "-o", str(tmp_path / name)])

    assert code == 2
    assert message in capsys.readouterr().err
    assert not good.exists()


def test_a_damaged_brief_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and the place of the slip."""
    brief = tmp_path / "visit.brief"
    brief.write_text('format = 1\nvoice = "PAK\n', encoding="utf-8")

    assert main(["build", str(brief), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "line 2" in capsys.readouterr().err


def test_problems_in_a_fact_base_are_told_and_the_rest_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad row does not stop a pack."""
    facts = write_tiny_base(tmp_path / "facts", facts=[FACT, FACT | {"id": "x", "date": "soon"}])
    pdf = tmp_path / "a.pdf"
    code = main(["build", "--facts", str(facts), "--topics", "trade", "-o", str(pdf)])

    assert code == 0
    assert pdf.exists()
    assert "1 problems in the fact base" in capsys.readouterr().err


def test_no_final_pack_is_made_from_a_base_in_error(tmp_path: Path) -> None:
    """A draft is; what is final must rest on every row."""
    facts = write_tiny_base(tmp_path / "facts", facts=[FACT, FACT | {"id": "x", "date": "soon"}])
    pdf = tmp_path / "a.pdf"

    command = ["build", "--facts", str(facts), "--topics", "trade", "-o", str(pdf), "--final"]
    assert main(command) == 3
    assert not pdf.exists()


# --- check --------------------------------------------------------------------------------------


def test_check_lists_what_is_amiss(capsys: pytest.CaptureFixture[str]) -> None:
    """The sample has warnings and nothing that blocks: exit 0."""
    code = main(["check", "--json", *AS_OF])
    document = json.loads(capsys.readouterr().out)
    findings = document["findings"]

    assert (code, document["blocking"]) == (0, 0)
    assert document["speaking"]["fits"] is True
    assert all(finding["level"] != "blocks" for finding in findings)
    assert {"rule", "level", "block", "message", "fix"} <= set(findings[0])


def test_check_tells_the_findings_of_a_rule_together(capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings before advice, each rule once with how often, three places, and what to do."""
    assert main(["check", *AS_OF]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    heads = [line for line in lines if not line.startswith("    ")]
    start = next(n for n, line in enumerate(lines) if line.startswith("TP4 advice, "))

    assert len(lines) < 40
    assert max(map(len, lines)) < 250
    often = [head for head in heads if " times: " in head]
    assert len({head.split()[0] for head in often}) == len(often) > 2
    levels = [head.split()[1].rstrip(",:") for head in heads]
    assert levels == sorted(levels, key=["blocks", "warning", "advice"].index)
    assert lines[start].endswith(" times: A point is taken in at a glance.")
    place = re.compile(r"    “\S.*” \(line\.\S+\): ")
    assert all(place.match(line) for line in lines[start + 1 : start + 4])
    number = int(lines[start].split(", ")[1].split()[0])
    assert lines[start + 4 : start + 6] == [
        f"    and {number - 3} more",
        "    Leave out what the listener knows.",
    ]
    assert err.startswith("briefgen: findings: ")
    assert " warnings, " in err


def test_check_all_gives_each_finding_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Whole, as many as `--json` has."""
    main(["check", "--json", *AS_OF])
    findings = json.loads(capsys.readouterr().out)["findings"]

    assert main(["check", "--all", *AS_OF]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(findings)
    assert all(one["message"] in line for one, line in zip(findings, lines, strict=True))


def test_check_names_items_by_their_words_and_their_ids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was left out, and where a finding is: first words, then the id in brackets."""
    main(["check", "--all", *AS_OF])
    lines = capsys.readouterr().out.splitlines()

    fit = next(line for line in lines if line.startswith("FIT"))
    gone = fit.partition("left out: ")[2].partition(". “")[0].split("; “")
    assert len(gone) > 1
    assert all(
        re.fullmatch(r"“?[^“”]{5,}” \((fact|figure|line|trade\.volume\.disagreements)\.\S+\)", one)
        for one in gone
    )
    assert "“I propose that our statistics services compare …” (line." in lines[0]


def test_where_what_to_do_differs_the_first_is_told() -> None:
    """A reader of the short list can begin at once."""
    one = Finding("TP3", Level.WARNING, "line.a", "Too long.", "Shorten it.")
    other = Finding("TP3", Level.WARNING, "line.b", "Two ideas.", "Make two points.")

    assert list(told([one, other, one, one], {}))[-1] == (
        "    For the first: Shorten it. For the others see “--all”."
    )


def test_one_page_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A checklist has a side a topic."""
    main(["check", "--product", "checklist", *AS_OF])
    out = capsys.readouterr().out

    assert "would not fit 1 page, so" in out
    assert "1 pages" not in out


def test_what_blocks_is_told_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each place of it, since all must be mended; it comes first."""
    brief = tmp_path / "visit.brief"
    parts = "".join(
        f'[[clearance]]\npart = "{part}"\n'
        for part in ("trade.volume", "trade.targets", "trade.goods", "trade.energy")
    )
    brief.write_text(f'format = 2\ntopics = ["trade"]\n{parts}', encoding="utf-8")

    assert main(["check", str(brief), *AS_OF]) == 1
    out, err = capsys.readouterr()
    assert [line.split(":")[0] for line in out.splitlines()[:4]] == ["M11 blocks"] * 4
    assert "4 that block, " in err


def test_a_path_in_a_brief_from_elsewhere_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even where a house style of one's own is named on the command line."""
    brief = tmp_path / "sent.brief"
    brief.write_text('format = 2\nproduct = "/etc/hosts.toml"\n', encoding="utf-8")

    assert main(["check", str(brief), "--house", "plain", *AS_OF]) == 2
    assert "must be a name, not a path" in capsys.readouterr().err


def test_clearance_of_a_topic_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in its name would leave the topic uncleared and nobody would see it."""
    brief = tmp_path / "visit.brief"
    text = 'format = 2\ntopics = ["trade"]\n[[clearance]]\npart = "trade.volum"\n'
    brief.write_text(text, encoding="utf-8")

    assert main(["check", str(brief), *AS_OF]) == 2
    assert "to be cleared (did you mean “trade.volume”?)" in capsys.readouterr().err


# --- facts --------------------------------------------------------------------------------------


def test_facts_list_json_gives_each_fact_with_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A list of objects with at least the promised keys."""
    assert main(["facts", "list", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)

    assert len(documents) >= 200
    keys = {"id", "category", "topic", "kind", "date", "statement", "use", "sources"}
    for document in documents:
        assert keys <= set(document)
        assert document["sources"]
        for source in document["sources"]:
            assert {"id", "title", "publisher", "issued", "locator"} <= set(source)


def test_facts_list_narrows_by_topic_date_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    """All conditions hold at once."""
    main(["facts", "list", "--topics", "trade", "--to", "2022", "--search", "million", "--json"])
    documents = json.loads(capsys.readouterr().out)

    assert documents
    assert {document["category"] for document in documents} == {"trade"}
    assert all("million" in document["statement"] for document in documents)


def test_facts_list_says_that_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Silence would look like a fault; what programs read stays empty."""
    assert main(["facts", "list", "--search", "zzyzx"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "No fact is found" in printed.err


def test_build_into_a_folder_that_is_not_there_names_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a file in it whose name nobody gave."""
    assert main(["build", "--into", str(tmp_path / "packs")]) == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith(f"briefgen: Cannot write {tmp_path / 'packs'}: there is no such")


def test_facts_list_csv_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    """A header and a row a fact."""
    main(["facts", "list", "--topics", "culture", "--csv"])
    rows = _lines(capsys.readouterr().out)

    assert rows[0] == "id,category,topic,kind,date,statement,use,sources"
    assert len(rows) > 10


def test_every_printed_figure_is_traceable(capsys: pytest.CaptureFixture[str]) -> None:
    """A figure's id leads to its reporter, period, fact and source."""
    assert main(["facts", "show", "trade.fy25.pak-kaz.baig", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert document["value"] == 97.96
    assert document["period"] == "2024-07/2025-06"
    assert document["sources"][0]["id"] == "baig-2026"
    assert main(["facts", "show", "trade.fy25.pak-kaz.baig"]) == 0
    assert "value: 97.96" in capsys.readouterr().out


def test_an_unknown_id_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2."""
    assert main(["facts", "show", "trade-2025-total-janju"]) == 2
    assert "did you mean “trade-2025-total-janjua”" in capsys.readouterr().err


def test_facts_check_is_clean_on_the_bundled_data_and_lists_what_is_wrong_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0 and 1."""
    assert main(["facts", "check"]) == 0
    capsys.readouterr()
    folder = write_tiny_base(tmp_path, facts=[FACT | {"kind": "rumour"}])
    assert main(["facts", "check", "--facts", str(folder), "--json"]) == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert (problem["file"], problem["row"], problem["column"]) == ("facts.csv", 2, "kind")


def test_facts_conflicts_puts_rivals_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """Figures and statements, each with who says it."""
    assert main(["facts", "conflicts", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)

    assert {"figures", "facts"} >= {document["type"] for document in documents}
    assert any("diplomatic relations began" in document["about"] for document in documents)
    assert all(len(document["claims"]) >= 2 for document in documents)


def test_facts_conflicts_reads_as_words(capsys: pytest.CaptureFixture[str]) -> None:
    """How many, then a heading for each and a line a claim: value, period, who, source, id."""
    assert main(["facts", "conflicts", "--topics", "trade.volume,relations.foundations"]) == 0
    out = capsys.readouterr().out
    first, *others = out.split("\n\n")

    assert re.fullmatch(r"\d+ disagreements: \d+ on figures, \d+ on statements\.", first)
    number, *parts = (int(number) for number in re.findall(r"\d+", first))
    assert number == sum(parts) == len(others)
    assert (
        "Goods trade, Kazakhstan to Pakistan, 2024, FY2024/25 (July to June)\n"
        "  11.8 million dollars, 2024, counted by Ministry of Foreign Affairs of Kazakhstan; "
        "Trend News Agency (kaz-exports-2024-kaz-mfa)\n"
    ) in out
    assert "  Preferred: 97.96 million dollars. It is the State Bank's count" in out
    assert "\nThe year diplomatic relations began\n" in out
    assert "id:" not in out
    assert all(len(group.splitlines()) > 2 for group in others)


def test_facts_stale_lists_what_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is due on the day of curating; all of it in ten years."""
    assert main(["facts", "stale", "--as-of", "2026-11-22"]) == 0
    assert main(["facts", "stale", "--as-of", "2036-11-22"]) == 1
    assert "facts are due for review on 2036-11-22" in capsys.readouterr().out


# --- templates and the rest ---------------------------------------------------------------------


def test_templates_can_be_listed_shown_checked_and_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy starts from a product and never overwrites."""
    target = tmp_path / "mine.toml"

    assert main(["templates", "list"]) == 0
    assert "visit-pack" in capsys.readouterr().out
    assert main(["templates", "show", "checklist", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["limits"]["points"] == 4
    assert main(["templates", "check"]) == 0
    assert main(["templates", "new", "checklist", str(target)]) == 0
    assert 'title = "Checklist"' in target.read_text(encoding="utf-8")
    assert main(["templates", "new", "checklist", str(target)]) == 2


def test_every_mistake_in_a_product_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keys and lines of all slips at once, in the order to mend them."""
    target = tmp_path / "mine.toml"
    main(["templates", "new", "checklist", str(target)])
    text = target.read_text(encoding="utf-8")
    slips = {"pairs = 5": "pears = 5", "our_share = 0.5": "our_share = 50", "seen_days": "sen_days"}
    for right, wrong in slips.items():
        text = text.replace(right, wrong)
    target.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    capsys.readouterr()

    assert main(["templates", "check", str(target), "--json"]) == 1

    found = json.loads(capsys.readouterr().out)
    named = [(m["line"], m["mistake"]) for m in found]
    for wrong in slips.values():
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(wrong.split()[0]))
        assert any(n == line and wrong.split(" ", 1)[0] in why for n, why in named), wrong
    assert "lacks “pairs”" in named[-2][1]
    assert "lacks “seen_days”" in named[-1][1]


def test_the_selftest_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """From a source tree."""
    assert main(["selftest"]) == 0
    assert "selftest passed" in capsys.readouterr().out


def test_without_a_display_the_next_step_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 and the command that needs no window."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main([]) == 2
    assert "briefgen build -o" in capsys.readouterr().err


def test_a_reader_that_hangs_up_is_no_fault() -> None:
    """Briefgen facts list | head ends quietly."""
    process = subprocess.run(
        f'"{sys.executable}" -m briefgen facts list | head -n 1',
        shell=True, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert process.stderr == ""
    assert process.returncode == 0
