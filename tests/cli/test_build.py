"""build as a user meets it: the files it writes, what it tells, its exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.pack.product import product_names
from briefgen.render.reading_pdf import read_pdf
from briefgen.resources import bundled_templates
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = ["--as-of", "2026-11-22"]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


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


def test_a_few_words_take_under_a_minute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not “about 0 minutes”, which nothing that is said takes; in the pack's record neither."""
    brief, out = tmp_path / "short.brief", tmp_path / "short.pdf"
    brief.write_text(
        'product = "visit-pack"\nvoice = "PAK"\ntopics = ["culture.education"]\n'
        "[meeting]\nminutes = 20\nwords_per_minute = 2000\n",
        encoding="utf-8",
    )
    main(["build", str(brief), "-o", str(out), *AS_OF])

    assert re.search(r"to say: \d+ words, under 1 of the 10 minutes", capsys.readouterr().err)
    printed = " ".join(p for b in read_pdf(out.read_bytes(), out).blocks for p in b.pieces)
    assert re.search(r"\d+ words, under 1 minute of the 10 that are ours", printed)


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


def test_no_final_pack_is_made_from_a_base_in_error(tmp_path: Path) -> None:
    """A draft is; what is final must rest on every row."""
    facts = write_tiny_base(tmp_path / "facts", facts=[FACT, FACT | {"id": "x", "date": "soon"}])
    pdf = tmp_path / "a.pdf"

    command = ["build", "--facts", str(facts), "--topics", "trade", "-o", str(pdf), "--final"]
    assert main(command) == 3
    assert not pdf.exists()
