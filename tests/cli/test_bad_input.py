"""What is wrong with an input is one sentence that names it, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from tests.tiny_base import FACT, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = ["--as-of", "2026-11-22"]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "{}.brief", "-o", "a.pdf"],
        ["build", "--product", "{}.toml", "-o", "a.pdf"],
        ["build", "--house", "{}.docx", "-o", "a.pdf"],
        ["build", "--password-file", "{}.txt", "-o", "a.pdf"],
        ["verify", "{}.pdf"],
        ["reveal", "{}.docx"],
        ["compare", "{}.docx", "b.docx"],
        ["templates", "check", "{}.toml"],
        ["update", "inspect", "{}.briefupdate"],
        ["update", "inspect", "{}.briefupdate", "--trust", "{}.pub"],
    ],
)
def test_a_file_that_is_not_there_is_told_in_one_way(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    """Whatever it was to be: by its name, with where to look, and not in the system's words."""
    monkeypatch.chdir(tmp_path)

    code = main([part.format("nowhere") for part in arguments])
    printed = capsys.readouterr()

    assert (code, printed.out) == (2, "")
    assert len(_lines(printed.err)) == 1
    assert "nowhere." in printed.err
    assert "there is no such file; look at its name and at the folder" in printed.err


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


def test_build_into_a_folder_that_is_not_there_names_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a file in it whose name nobody gave."""
    assert main(["build", "--into", str(tmp_path / "packs")]) == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith(f"briefgen: Cannot write {tmp_path / 'packs'}: there is no such")


def test_a_damaged_brief_names_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and the place of the slip."""
    brief = tmp_path / "visit.brief"
    brief.write_text('format = 1\nvoice = "PAK\n', encoding="utf-8")

    assert main(["build", str(brief), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "line 2" in capsys.readouterr().err


@pytest.mark.timeout(30)  # without limits these would take minutes
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (".".join("a" * 50_000) + " = 1", "line 1 holds more than 2,000 full stops"),
        ("".join(f"k{number} = 1\n" for number in range(60_000)), "longer than 500,000 letters"),
    ],
    ids=["a key of many parts", "many keys"],
)
def test_a_brief_that_no_one_would_write_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    """Before it is read: it comes from elsewhere and may be made to keep the program busy."""
    brief = tmp_path / "visit.brief"
    brief.write_text(text, encoding="utf-8")

    assert main(["check", str(brief)]) == 2
    assert why in capsys.readouterr().err


def test_problems_in_a_fact_base_are_told_and_the_rest_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad row does not stop a pack."""
    facts = write_tiny_base(tmp_path / "facts", facts=[FACT, FACT | {"id": "x", "date": "soon"}])
    pdf = tmp_path / "a.pdf"
    code = main(["build", "--facts", str(facts), "--topics", "trade", "-o", str(pdf)])

    assert code == 0
    assert pdf.exists()
    told = capsys.readouterr().err
    assert "a problem in the fact base" in told
    assert "briefgen facts check --facts" in told


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


def test_all_bad_options_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Places to write to, days, keys and topics: nobody mends one to be told of the next."""
    lost = tmp_path / "lost" / "a.pdf"
    code = main(
        [
            *("build", "-o", str(lost), "-o", "a.odt", "--as-of", "2026-13-40", "--topics", "trad"),
            *("--set", "visit.plac=X", "--set", "foo", "--from", "2030", "--to", "2020"),
        ]
    )
    told = capsys.readouterr().err.splitlines()

    assert code == 2
    wanted = (
        f"Cannot write {lost}: there is no such folder",
        "“a.odt” ends in neither .docx nor .pdf",
        "“2026-13-40” (--as-of): there is no such month",
        "--from and --to: the range starts at 2030",
        "--set: “foo” is not key=value",
        "--set visit.plac: “visit.plac” is no key",
        "--topics: there is no topic “trad” (did you mean “trade”?)",
    )
    assert len(told) == len(wanted)
    for line, words in zip(told, wanted, strict=True):
        assert line.startswith(f"briefgen: {words}")


def test_no_password_is_asked_for_before_a_bad_option_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be typed twice in vain; here there is not even a terminal to type it on."""
    out = tmp_path / "a.pdf"

    assert main(["build", "-o", str(out), "--protect", "--as-of", "soon"]) == 2
    assert capsys.readouterr().err.startswith("briefgen: “soon” (--as-of) is not a day")
