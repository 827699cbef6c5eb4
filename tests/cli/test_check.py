"""check: what is amiss with a pack, by what there is to do, rule by rule."""

from __future__ import annotations

import json
import re
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from briefgen.cli import main
from briefgen.cli.findings_told import each_told, told
from briefgen.pack.findings import Finding
from briefgen.pack.product import Level

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

AS_OF = ["--as-of", "2026-11-22"]


@cache
def checked(*words: str) -> tuple[int, str, str]:
    """What “check” says of the sample visit with ``words``: its exit code, and both outputs."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = main(["check", *words, *AS_OF])
    return code, out.getvalue(), err.getvalue()


def test_check_lists_what_is_amiss() -> None:
    """The sample has warnings and nothing that blocks: exit 0."""
    code, out, _ = checked("--json")
    document = json.loads(out)
    findings = document["findings"]

    assert (code, document["blocking"]) == (0, 0)
    assert document["speaking"]["fits"] is True
    assert all(finding["level"] != "blocks" for finding in findings)
    assert {"rule", "level", "block", "message", "fix"} <= set(findings[0])


def test_check_tells_the_findings_of_a_rule_together() -> None:
    """Each rule once with how often, three places, and what to do."""
    code, out, err = checked()
    assert code == 0
    lines = out.splitlines()
    heads = [line for line in lines if re.match(r"[A-Z]+\d*[a-g]? (blocks|warning|advice)", line)]
    start = next(n for n, line in enumerate(lines) if line.startswith("TP4 advice, "))

    assert len(lines) < 40
    assert max(map(len, lines)) < 300
    often = [head for head in heads if " times: " in head]
    assert len({head.split()[0] for head in often}) == len(often) > 2
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


def test_what_the_reader_has_to_do_comes_before_what_others_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the pack lacks to leave the house first; the sources, which curators keep, last."""
    brief = tmp_path / "visit.brief"
    brief.write_text('format = 2\ntopics = ["trade"]\nvoice = "neutral"\n', encoding="utf-8")
    main(["check", str(brief), *AS_OF])
    lines = capsys.readouterr().out.splitlines()

    heads = [line for line in lines if line.endswith(":")]
    assert heads == [
        "Before the pack leaves the house:",
        "In what you chose and entered:",
        "In the house style and the files:",
        "In the fact base, for those who keep it:",
    ]
    assert [lines[n + 1].split()[0] for n, line in enumerate(lines) if line in heads] == [
        *("M8", "TP27", "D1", "S2")
    ]
    rules = [line.split()[0] for line in lines if re.match(r"M\d", line)]
    assert rules == ["M8", "M9", "M9", "M10", "M11"]


def test_all_is_told_in_the_same_order() -> None:
    """Blocks, marking, request, words, look, facts: of one task what is graver first."""
    given = ["S2", "L1", "TP4", "P6", "M8", "TP15"]
    levels = {"TP15": Level.BLOCKS, "S2": Level.WARNING}
    findings = [Finding(r, levels.get(r, Level.ADVICE), "pack", "Amiss.", "Mend.") for r in given]

    assert [line.split()[0] for line in each_told(findings, {})] == given[::-1]
    heads = [line for line in told(findings, {}) if line.endswith(":")]
    assert heads[0] == "Without this there is no final pack:"
    assert len(heads) == len(given)


def test_sources_that_lack_the_same_are_told_at_once() -> None:
    """By the numbers of the list, of many the first and how many more; “--all” tells all."""
    told_of = [f for f in json.loads(checked("--json")[1])["findings"] if f["rule"] == "S2"]
    undated = next(f for f in told_of if f["message"].endswith("]."))

    assert len(told_of) <= 3
    assert re.fullmatch(
        r"\d+ sources lack their date: \[2\] to \[4\], \[7\], .*\[\d+\]\.", undated["message"]
    )
    assert undated["block"] == "sources.list [2]"
    short = [line for line in checked()[1].splitlines() if line.startswith("S2 ")]
    assert len(short) == len(told_of)
    first = next(line for line in short if "lack their date" in line)
    assert re.search(r"(\d+) sources lack their date: \[2\] to \[4\], and \d+ more\. ", first)
    lines = [line for line in checked("--all")[1].splitlines() if line.startswith("S2 ")]
    assert all(one["message"] in line for one, line in zip(told_of, lines, strict=True))
    lecture = next(line for line in lines if "Special Lecture" in line)
    assert " …” lacks its date and address. (sources.list [" in lecture


def test_what_few_places_say_is_told_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two entries that overlap both are named: with one alone nobody finds the other."""
    entries = "".join(
        f'[[programme]]\nday = "2026-12-07"\ntime = "{time}"\nminutes = 60\nevent = "{event}"\n'
        for time, event in (
            ("11:00", "Talks with the Minister of Foreign Affairs of Kazakhstan"),
            ("11:30", "Meeting with the Chairman of the Senate of the Parliament"),
        )
    )
    brief = tmp_path / "visit.brief"
    brief.write_text(f'format = 2\ntopics = ["trade"]\n{entries}', encoding="utf-8")

    main(["check", str(brief), *AS_OF])
    line = next(ln for ln in capsys.readouterr().out.splitlines() if ln.startswith("TP32 "))
    assert "Talks with the Minister" in line
    assert "Meeting with the Chairman" in line
    assert "2nd row" in line


def test_check_all_gives_each_finding_a_line() -> None:
    """Whole, as many as `--json` has."""
    findings = json.loads(checked("--json")[1])["findings"]

    code, out, _ = checked("--all")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == len(findings)
    assert all(one["message"] in line for one, line in zip(findings, lines, strict=True))


def test_check_names_items_by_their_words_and_their_ids() -> None:
    """What was left out, and where a finding is: first words, then the id in brackets."""
    lines = checked("--all")[1].splitlines()

    fit = next(line for line in lines if line.startswith("FIT"))
    gone = fit.partition("left out: ")[2].partition(". “")[0].split("; “")
    assert len(gone) > 1
    assert all(
        re.fullmatch(r"“?[^“”]{5,}” \((fact|figure|line|trade\.volume\.disagreements)\.\S+\)", one)
        for one in gone
    )
    assert any("“I propose that our statistics services compare …” (line." in one for one in lines)


def test_of_much_that_was_left_out_the_weightiest_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """However few the findings are; the rest is there with “--all”, and what went last first."""
    brief = tmp_path / "two.brief"
    brief.write_text(
        'format = 2\nproduct = "visit-pack"\nvoice = "PAK"\n'
        'topics = ["trade.volume", "corridor.trans-afghan"]\nfrom = "2019"\n',
        encoding="utf-8",
    )
    told: list[list[str]] = []
    for every in ((), ("--all",)):
        main(["check", *every, str(brief), *AS_OF])
        lines = capsys.readouterr().out.splitlines()
        told.append([line for line in lines if line.startswith("FIT")])
    assert len(told[0]) == len(told[1]) == 2
    for short, whole in zip(*told, strict=True):
        gone = re.findall(r"\(((?:fact|figure|line|trade)\.\S+)\)[;.]", whole)
        named = re.findall(r"\(((?:fact|figure|line|trade)\.\S+)\);", short)
        assert named == gone[:-4:-1]
        assert f"so {len(gone)} items were left out" in short
        assert f"and {len(gone) - 3} more." in short


def test_where_what_to_do_differs_the_first_is_told() -> None:
    """A reader of the short list can begin at once."""
    one = Finding("TP3", Level.WARNING, "line.a", "Too long.", "Shorten it.")
    other = Finding("TP3", Level.WARNING, "line.b", "Two ideas.", "Make two points.")

    assert list(told([one, other, one, one], {}))[-1] == (
        "    For the first: Shorten it. For the others see “--all”."
    )


def test_the_reason_for_which_a_rule_may_fail_is_told_however_often_it_fails() -> None:
    """Once, over the places; what fails of that rule without a reason stands by itself."""
    excused = [
        Finding("FIT", Level.WARNING, f"topic.{n}", "Too long.", "Drop a line.", "small paper")
        for n in range(5)
    ]
    bare = [Finding("FIT", Level.WARNING, f"pack.{n}", "Long.", "Drop.") for n in range(4)]
    lines = list(told([*excused, *bare], {}))

    heads = [line for line in lines if line.startswith("FIT ")]
    assert [head.split(":")[0] for head in heads] == [
        "FIT warning, 5 times",
        "FIT warning, 4 times",
    ]
    assert heads[0].endswith(" Overridden: small paper")
    assert sum("small paper" in line for line in lines) == 1


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
    assert [line.split(":")[0] for line in out.splitlines()[1:5]] == ["M11 blocks"] * 4
    assert "4 that block, " in err
