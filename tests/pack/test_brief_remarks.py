"""Comments in a .brief: they are still there, and where they were, when it is written again."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.brief_file import brief_text, request_from, text_before
from briefgen.pack.brief_remarks import with_remarks
from briefgen.pack.request import Issue, ProgrammeEntry

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.request import Request

OWN = """\
# Ask Mr Baig before anything of this leaves the desk.

# the format stays
format = 2
product = "visit-pack"
voice = "PAK"   # we speak for Islamabad
topics = [
    # first what he asks for
    "trade",  # "volume" # and targets
    "corridor.qtta",
    # culture is out until March
]
from = '2020'

# --- the visit ---

[visit]
title = "Visit to #1 Astana"  # as in the cable
# not yet confirmed
dates = "2026-12-07/2026-12-08"

[likelihood]
"corridor.qtta" = "unlikely"  # they never raise it

[[programme]]
event = "Arrival"
time = "08:40"

# lunch is still open
[[programme]]   # the talks
event = "Talks"
minutes = 45    # of which 20 ours

[[issues]]  # as sent
number = "1"
# end of file
"""


def read(text: str) -> Request:
    """The request in ``text``."""
    return request_from(tomllib.loads(text), "x.brief")


def comments(text: str) -> list[str]:
    """Whatever stands behind a #, in order; no value of these tests has one but the title."""
    return sorted(line.partition("# ")[2] for line in text.splitlines() if "# " in line)


def around(text: str, comment: str) -> tuple[str, str]:
    """What stands on the line of ``comment`` before it, and on the next line."""
    lines = [*text.splitlines(), ""]
    place = next(n for n, line in enumerate(lines) if comment in line)
    return lines[place].partition("#" if "#1" not in lines[place] else "# ")[0].strip(), lines[
        place + 1
    ].strip()


def test_every_comment_is_kept_where_nothing_was_changed() -> None:
    """Before and beside keys, tables, entries and items, at the head and at the foot."""
    text = brief_text(read(OWN), OWN)

    assert comments(text) == comments(OWN)
    assert read(text) == read(OWN)
    assert text.startswith("# Ask Mr Baig before anything of this leaves the desk.\n\n# the format")
    assert text.endswith("# end of file\n")


@pytest.mark.parametrize(
    ("comment", "on", "below"),
    [
        ("# the format stays", "", "format = 2"),
        ("# we speak for", 'voice = "PAK"', "topics = ["),
        ("# first what he", "", '"trade",  # "volume" # and targets'),
        ('# "volume" # and', '"trade",', '"corridor.qtta",'),
        ("# culture is out", "", "]"),
        ("# --- the visit ---", "", ""),
        ("# as in the cable", 'title = "Visit to #1 Astana"', 'place = "Astana"'),
        ("# not yet confirmed", "", 'dates = "2026-12-07/2026-12-08"'),
        ("# they never raise it", '"corridor.qtta" = "unlikely"', ""),
        ("# lunch is still open", "", "[[programme]]  # the talks"),
        ("# the talks", "[[programme]]", 'event = "Talks"'),
        ("# of which 20 ours", "minutes = 45", ""),
        ("# as sent", "[[issues]]", 'number = "1"'),
    ],
)
def test_a_comment_stays_with_what_it_is_on(comment: str, on: str, below: str) -> None:
    """Also where other keys come in between."""
    request = read(OWN)
    visit = replace(request.visit, place="Astana", principal="the Minister")
    text = brief_text(replace(request, visit=visit, marking="OFFICIAL"), OWN)

    assert around(text, comment) == (on, below)


def test_comments_move_with_the_entry_they_are_on() -> None:
    """A new first entry takes nothing from the second."""
    request = read(OWN)
    new = ProgrammeEntry("Departure from Islamabad", time="06:00")
    text = brief_text(replace(request, programme=(new, *request.programme[::-1])), OWN)

    assert around(text, "# the talks") == ("[[programme]]", 'event = "Talks"')
    assert around(text, "# of which 20 ours")[0] == "minutes = 45"
    assert around(text, "# lunch is still open") == ("", "[[programme]]  # the talks")


def test_what_is_gone_leaves_its_line_to_its_comment() -> None:
    """A remark on it must not seem to be one on what comes next; nothing written is lost."""
    request = read(OWN)
    changed = replace(
        request,
        topics=("corridor.qtta",),
        likelihood=(),
        visit=replace(request.visit, dates=""),
        programme=request.programme[:1],
    )
    text = brief_text(changed, OWN)

    assert '    # "trade",  # "volume" # and targets\n    "corridor.qtta",\n' in text
    assert '# "corridor.qtta" = "unlikely"  # they never raise it\n' in text
    assert '# not yet confirmed\n# dates = "2026-12-07/2026-12-08"\n' in text
    assert "# lunch is still open\n# [[programme]]   # the talks\n" in text
    assert read(text) == changed
    assert brief_text(changed, text) == text


def test_an_empty_list_keeps_the_comments_within_it() -> None:
    """They stand above it."""
    changed = replace(read(OWN), topics=())
    text = brief_text(changed, OWN)

    assert '# first what he asks for\n# "trade",  # "volume" # and targets\n' in text
    assert "# culture is out until March\ntopics = []\n" in text
    assert read(text) == changed


@pytest.mark.parametrize(
    "before",
    [
        'visit = { title = "a # b" } # inline\nformat = 2\n',
        'visit.title = "a" # dotted\n"format" = 2\n',
        'format = 2\r\nmarking = """\nOFFICIAL # no comment\n""" # long\r\n',
        "format = 2\nmarking = '''it's \"\"\" '''   # quoted\n",
        'issues = [\n  {number = "1"}, # one\n  {number = "2"},\n]\n',
        "topics = [] # none\n# foot",
        'topics = ["trade" # no comma\n]\n[ "visit" ] # spaced\n"title" = "x"\n',
    ],
)
def test_however_the_file_is_written_it_is_read_the_same(before: str) -> None:
    """All ways of TOML to write a key, a text and a table; a comment is found in each."""
    before = before.replace("\r\n", "\n")
    request = read(before)
    changed = replace(request, issues=(*request.issues, Issue(number="9")))
    text = brief_text(changed, before)

    assert read(text) == changed
    remark = before.rstrip("\n").rpartition("# ")[2].split("\n")[0]
    assert f"# {remark}" in text
    assert brief_text(changed, text) == text


def test_a_file_that_is_none_gives_no_comments() -> None:
    """It may have been changed by another program since it was opened."""
    request = read(OWN)

    assert brief_text(request, "# a\nformat = = 2") == brief_text(request)


def test_entries_of_lists_have_heads_of_their_own() -> None:
    """However short they are: [[issues]], as the guide shows them."""
    assert '\n[[issues]]\nnumber = "1"\n' in brief_text(read(OWN))


def test_equal_items_of_a_list_keep_a_comment_each() -> None:
    """In their order; one that is gone leaves its lines as a comment."""
    before = 'a = [\n    "x",  # 1\n    "x",  # 2\n    # 3\n    "x",\n]\n'

    same = with_remarks('a = [\n    "x",\n    "x",\n    "x",\n]\n', before)
    fewer = with_remarks('a = [\n    "x",\n]\n', before)

    assert [same.count(f"# {n}") for n in (1, 2, 3)] == [1, 1, 1]
    assert same.index("# 1") < same.index("# 2") < same.index("# 3")
    assert [fewer.count(mark) for mark in ("# 1", "# 2", "# 3")] == [1, 1, 1]


OUT_OF_ORDER = """\
voice = "PAK"
format = 2

topics = ["trade",   "relations",
    "corridor.qtta"]   # as agreed
product = 'visit-pack'

[meeting]
minutes = 45

[visit]
place = "Astana"
title = "Visit to Astana"
[[issues]]
number = "1"

[[programme]]
time = "08:40"
event = "Arrival"
"""


def test_a_file_that_says_the_same_is_the_same_to_the_letter() -> None:
    """Order of keys and tables, spaces, quotes, lines of lists; no default is added."""
    for text in (OUT_OF_ORDER, OWN.replace("]]   #", "]]  #")):
        assert brief_text(read(text), text) == text


def test_only_what_changed_is_another() -> None:
    """A changed value in its place; a new key or table behind what it follows in a new file."""
    request = read(OUT_OF_ORDER)
    visit = replace(request.visit, place="Almaty", principal="the Minister")
    text = brief_text(replace(request, visit=visit, dropped=("fact-1",)), OUT_OF_ORDER)

    changed = [line for line in text.splitlines() if line not in OUT_OF_ORDER.splitlines()]
    assert changed == [
        "[selection]", "dropped = [", '    "fact-1",', "]",
        'place = "Almaty"', 'principal = "the Minister"',
    ]  # fmt: skip
    heads = [line for line in text.splitlines() if line.startswith("[")]
    assert heads == ["[meeting]", "[selection]", "[visit]", "[[issues]]", "[[programme]]"]
    assert text.index("place =") < text.index("principal =")


def test_a_new_entry_stands_under_a_head_of_its_own() -> None:
    """Also where the file has no empty lines at all."""
    before = 'format = 2\n[[issues]]\nnumber = "1"\n'
    request = read(before)
    text = brief_text(replace(request, issues=(*request.issues, Issue(number="2"))), before)

    assert text == f'{before}\n[[issues]]\nnumber = "2"\n'


def test_lines_end_as_they_did(tmp_path: Path) -> None:
    """A file from Windows stays one: whoever compares the two sees what changed alone."""
    path = tmp_path / "own.brief"
    path.write_bytes(OWN.replace("\n", "\r\n").encode())
    changed = replace(read(OWN), marking="OFFICIAL")
    text = brief_text(changed, text_before(path))

    assert text == brief_text(changed, OWN).replace("\n", "\r\n")
    assert "# culture is out until March\r\n" in text


def test_dotted_keys_and_braces_become_tables() -> None:
    """As the manual says; their comments and all that they say are still there."""
    before = 'format = 2\ntopics = ["trade"]\n# his words\nvisit.title = "x"\nvoice = "PAK"\n'
    before += "meeting = { minutes = 30 }\n"
    text = brief_text(read(before), before)

    assert text.startswith('format = 2\ntopics = ["trade"]\nvoice = "PAK"\n')
    assert '[visit]\n# his words\ntitle = "x"\n' in text
    assert "[meeting]\nminutes = 30\n" in text
    assert read(text) == read(before)


TYPED = """\
format = 2
as_of = "2026-11-22"
marking = ""
map = false
layout = "tablet"
topics = ["trade"]

[visit]
title = "Briefing pack"
place = ""

[meeting]
minutes = 0
interpreter = "none"

[selection]
pinned = []
order = []

[[programme]]
event = "Arrival"
press = ""
minutes = 0

[[programme]]
event = "Talks"
status = "expected"
dress = ""
"""


def test_what_was_typed_stays_though_it_is_so_anyhow() -> None:
    """A key at its default was typed by somebody, and means something to them."""
    assert brief_text(read(TYPED), TYPED) == TYPED


def test_a_key_at_its_default_stays_beside_one_that_changes() -> None:
    """Entries are known again where one was put before them; what is no default goes when empty."""
    request = read(TYPED)
    rows = (ProgrammeEntry("Rest"), *request.programme)
    changed = replace(request, programme=rows, marking="OPEN")
    text = brief_text(changed, TYPED)

    assert 'marking = "OPEN"' in text
    document = tomllib.loads(text)
    assert document["programme"] == [
        {"event": "Rest"},
        {"event": "Arrival", "press": "", "minutes": 0},
        {"event": "Talks", "status": "expected", "dress": ""},
    ]
    assert "status" not in tomllib.loads(brief_text(changed, ""))["programme"][2]
