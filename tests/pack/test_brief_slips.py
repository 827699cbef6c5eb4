"""Slips that people make in a ``.brief``: each told as what was meant, with where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import BriefFileError, BriefgenError
from briefgen.pack.brief_file import read_brief, request_from

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'format = 2\ntopics = ["trade"]\n'
ENTRY = 'side = "PAK"\nname = "A. Khan"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"{HEAD}[visit]\ntitle = “Visit to Astana”\n",
            "line 4: there is the curly quote “, as Word",
        ),
        (
            f'{HEAD}[visit]\ntitle = "Visit to Astana”\n',
            "line 4: there is the curly quote ”, as Word",
        ),
        (f"{HEAD}[visit]\ntitle = ‘Visit’ # so\n", "line 4: there is the curly quote ‘, as Word"),
        (f"{HEAD}marking = «SECRET»\n", "line 3: there is the curly quote «, as Word"),
        ('format = 2\ntopics = ["trade", “culture”]\n', 'put straight quotes (") around the text'),
        (
            f'{HEAD}[visit]\ntitle = "Visit\nplace = "A"\n',
            "line 4: the text is not closed: put a",
        ),
        (
            f"{HEAD}[delegation]\n{ENTRY}[[delegation]]\n{ENTRY}",
            "line 3: [delegation] needs double brackets: write [[delegation]] over each entry.",
        ),
        (
            f"{HEAD}[[delegation]]\n{ENTRY}[delegation] # the second\n{ENTRY}",
            "line 6: [delegation] needs double brackets: write [[delegation]] over each entry.",
        ),
        (f"{HEAD}[delegation]\n{ENTRY}", "must stand under [[delegation]], in double brackets"),
        (f'{HEAD}[[visit]]\ntitle = "A"\n', "write [visit], in single brackets"),
        (
            f'{HEAD}[[delegation]]\n{ENTRY}layout = "print"\n',
            "under [[delegation]] and is a key of the whole file: put it above the first line in",
        ),
        (f'{HEAD}[visit]\nhouse = "ministry"\n', "“house” stands under [visit] and is a key of"),
        (f'{HEAD}[likelihood]\nvoice = "PAK"\n', "“voice” stands under [likelihood] and is"),
        (
            f'{HEAD}[visit]\ndates = "2026-12-08/2026-12-07"\n',
            "the first day, 2026-12-08, lies after the last, 2026-12-07: swap the two.",
        ),
    ],
)
def test_a_slip_is_told_as_what_was_meant(tmp_path: Path, text: str, message: str) -> None:
    """One sentence with the place and the remedy, not where a reader of TOML gave up."""
    path = tmp_path / "visit.brief"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BriefgenError, match=re.escape(message)):
        request_from(read_brief(path), path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('title = "the Minister’s “visit”" oops', "line 4"),
        ("title = = 3 # “so”", "line 4"),
        ('title = "a\\q “b”"', "backslash"),
    ],
)
def test_quotes_that_are_no_slip_are_not_blamed(tmp_path: Path, line: str, message: str) -> None:
    """Curly ones within a text or a comment are as they should be."""
    path = tmp_path / "visit.brief"
    path.write_text(f"{HEAD}[visit]\n{line}\n", encoding="utf-8")

    with pytest.raises(BriefFileError, match=message) as told:
        read_brief(path)
    assert "curly" not in str(told.value)


def test_a_key_of_a_head_may_be_called_as_one_of_the_file(tmp_path: Path) -> None:
    """The language of an entry of the programme is its own."""
    path = tmp_path / "visit.brief"
    entry = '[[programme]]\nevent = "Talks"\nlanguage = "Kazakh"\n'
    path.write_text(HEAD + entry, encoding="utf-8")

    assert request_from(read_brief(path), path).programme[0].language == "Kazakh"


def _told(path: Path, text: str) -> list[str]:
    """What is said of a file with ``text`` in it, without the name of the file."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BriefFileError) as error:
        request_from(read_brief(path), path)
    return [line.removeprefix(f"{path}, ") for line in error.value.lines]


def test_slips_and_wrong_keys_are_told_together_in_the_order_of_the_lines(tmp_path: Path) -> None:
    """A text in curly quotes does not hide the voice below it, and is not told as a wrong value."""
    text = (
        'format = 2\nvoice = “PAK”\nlayout = "papre"\nas_of = 2022-02-30\n'
        '[meeting]\nminutes = half an hour\n[delegation]\nside = "PAK"\nname = "A\n'
        '[visit]\nplace = "Astana"\nplace = "Almaty"\nhotel = "x"\n'
    )
    told = _told(tmp_path / "visit.brief", text)

    assert [line.partition(":")[0] for line in told] == [
        f"line {number}" for number in (2, 3, 4, 6, 7, 9, 12, 13)
    ]
    assert "is none of tablet, print" in told[1]
    assert "February 2022 has 28 days" in told[2]
    assert "write [[delegation]] over each entry" in told[4]
    assert "“place” stands here for the second time" in told[6]
    assert "“visit.hotel” is no key" in told[7]


def test_a_slip_without_bounds_ends_the_search(tmp_path: Path) -> None:
    """Nothing is made up of lines that may stand within it."""
    text = 'format = 2\ntopics = ["trade",\n  "culture"\nvoice = "IND"\n'

    assert _told(tmp_path / "visit.brief", text) == [
        "line 4: a bracket before this line is not closed: close it."
    ]


def test_every_entry_of_a_list_is_told_with_its_own_line(tmp_path: Path) -> None:
    """The second of three rows is where the mistake is; what lacks a key is told at its head."""
    row = '[[programme]]\nevent = "Talks"\ntime = "{}"\n'
    rows = "".join(row.format(time) for time in ("10:00", "25:00", "11:00"))
    issue = '[[issues]]\non = "2026-13"\n'

    told = _told(tmp_path / "visit.brief", f'format = 2\n"topics" = ["trade"]\n{rows}{issue}')
    assert told == [
        "line 8: “programme.time”: “25:00” is not a time of day: write it like 09:30.",
        "line 12: [issues] lacks “number”; add it.",
        "line 13: “2026-13” (issues.on 1): there is no such month: they are 01 to 12.",
    ]


def test_dates_the_wrong_way_round_are_told_with_both_lines(tmp_path: Path) -> None:
    """Either of the two may be the wrong one."""
    told = _told(tmp_path / "visit.brief", 'to = "2020"\nformat = 2\nfrom = "2026"\n')

    assert told == [
        "line 1 and line 3: the range starts at 2026, after its end 2020: swap the two dates."
    ]
