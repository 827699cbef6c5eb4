"""What is wrong with a request is told line by line: the file’s mistakes there, options by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FIVE = """\
format = 2
voice = "IND"
topics = ["trade", "culutre"]
from = "2022-02-30"

[visit]
hotel = "x"

[selection]
pinned = [
    "igc-9-islamabad-2020",
    "igc-9-islamabd-2020",
]
"""
GOOD = 'format = 2\nvoice = "PAK"\ntopics = ["trade"]\n'


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["check", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.splitlines()


def _brief(tmp_path: Path, text: str) -> str:
    path = tmp_path / "visit.brief"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_five_mistakes_are_five_lines_in_the_order_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Keys, values, dates, topics and ids alike, each once, with its line and what to do."""
    path = _brief(tmp_path, FIVE)

    told = [line.removeprefix(f"briefgen: {path}, line ") for line in _told(capsys, path)]
    starts = (
        "2: the voice “IND” is none of PAK, KAZ, neutral.",
        "3: there is no topic “culutre” (did you mean “culture”?). Whole topics: trade, ",
        "4: “2022-02-30” (the start of the range): there is no such day: February 2022 has 28",
        "7: “visit.hotel” is no key of a .brief; correct or delete it.",
        "12: there is no fact or line “igc-9-islamabd-2020” to pin or drop (did you mean “igc-9-is",
    )
    assert len(told) == len(starts)
    for line, start in zip(told, starts, strict=True):
        assert line.startswith(start)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--voice", "PK"], "--voice: the voice “PK” is none of PAK, KAZ, neutral"),
        (["--set", "visit.hotel=x"], "--set visit.hotel: “visit.hotel” is no key"),
        (["--set", "meeting.minutes=ten"], "--set meeting.minutes: “meeting.minutes” must be"),
        (["--from", "2022-02-30"], "--from: “2022-02-30” (the start of the range): there is no"),
        (["--to", "05/06/2024"], "--to: “05/06/2024” (the end of the range) is not a date"),
        (["--from", "2026", "--to", "2020"], "--from and --to: the range starts at 2026, after"),
        (["--topics", "trda"], "--topics: there is no topic “trda” (did you mean “trade”?)"),
        (["--product", "visitpack"], "--product: there is no product “visitpack” (did you mean"),
        (["--lang", "xx"], "--lang: there are no printed words for the language “xx”"),
        (["--house", "minstry"], "--house: there is no house style “minstry” (did you mean"),
        (["--as-of", "2022-02-30"], "“2022-02-30” (--as-of): there is no such day: February"),
        (["--set", "overrides.XX1=so"], "--set overrides.XX1: there is no rule “XX1” to override"),
    ],
)
@pytest.mark.parametrize("with_brief", [True, False])
def test_what_an_option_says_is_blamed_on_the_option(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    message: str,
    *,
    with_brief: bool,
) -> None:
    """Not on a file in which it does not stand, with a .brief and without."""
    briefs = [_brief(tmp_path, GOOD)] if with_brief else []

    [line] = _told(capsys, *briefs, *options)
    assert line.startswith(f"briefgen: {message}")
    assert "visit.brief" not in line


def test_a_range_between_an_option_and_the_file_names_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Either may be the one to change."""
    path = _brief(tmp_path, f'{GOOD}to = "2020"\n')

    [line] = _told(capsys, path, "--from", "2026")
    assert line.startswith(f"briefgen: --from and {path}, line 4: the range starts at 2026, after")


def test_every_bad_setting_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What sets nothing stands beside what is set to something wrong, each with its option."""
    told = _told(
        capsys, "--set", "foo", "--set", "topics.x=1", "--set", "visit.plac=Astana",
        "--set", "meeting.minutes=long", "--set", "=x",
    )  # fmt: skip
    assert told[:3] == [
        "briefgen: --set: “=x” is not key=value: write it as visit.place=Astana.",
        "briefgen: --set: “foo” is not key=value: write it as visit.place=Astana.",
        "briefgen: --set: “topics.x” names nothing that can be set: “topics” holds no keys.",
    ]
    assert told[3].startswith("briefgen: --set meeting.minutes: “meeting.minutes” must be a whole")
    assert told[4].startswith("briefgen: --set visit.plac: “visit.plac” is no key of a .brief")


def test_an_early_day_to_speak_from_is_not_blamed_on_the_range(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The facts are of the range; on that day no source of ours had told them."""
    [line] = _told(capsys, "--as-of", "2000-01-01")
    assert "No fact of these topics was known on 2000-01-01" in line
    assert "a later day to speak from (as of)" in line
    assert "range" not in line


def test_a_range_without_facts_is_blamed_where_the_day_is_late_enough(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As before."""
    [line] = _told(capsys, "--from", "1950", "--to", "1951")
    assert "widen the range" in line


def test_compare_tells_the_file_whose_names_are_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two, one cannot tell which is meant otherwise."""
    good = _brief(tmp_path, GOOD)
    wrong = tmp_path / "wrong.brief"
    wrong.write_text('format = 2\ntopics = ["trda"]\n', encoding="utf-8")

    assert main(["compare", good, str(wrong)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"briefgen: {wrong}, line 2: there is no topic “trda”")
