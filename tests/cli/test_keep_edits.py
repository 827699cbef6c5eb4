"""build --keep-edits: what a person changed in Word or LibreOffice is there in the next pack."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.pack.fingerprints import squeezed
from briefgen.render.reading import read_pack
from tests.pack.base_edits import ROWS, changed_figure
from tests.render.word_edits import (
    added_in_word,
    changed_rows,
    edited_in_word,
    saved_by_libreoffice,
)
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.pack.request import Request

DAY = ["--as-of", "2026-11-22"]
LINE = "We ask for one table: trade was 45 million dollars in 2021."
SAID = "I ask for one table, because trade was 45 million dollars in 2021. [1]"
THREE = {
    LINE: SAID,  # the first is the message; the brief says it again
    "Relations began in 1992": "Relations began in 1992, and it's a good year. [1]",
    "Key figures": "The numbers",
}
NEEDS_OFFICE = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


class Desk:
    """A .brief, two states of the facts, and a pack made of the first."""

    def __init__(self, folder: Path) -> None:
        self.facts = str(write_tiny_base(folder / "old", **ROWS))
        self.new_facts = str(write_tiny_base(folder / "new", **(ROWS | changed_figure("46"))))
        self.brief = folder / "visit.brief"
        self.brief.write_text(
            'format = 2\nvoice = "PAK"\ntopics = ["trade", "relations"]\n'
            'product = "visit-pack"\n[visit]\ntitle = "Visit to Astana"\n',
            encoding="utf-8",
        )
        self.pack = folder / "pack.docx"
        self.again = folder / "again.docx"
        self.build("-o", str(self.pack))

    def build(self, *more: str, facts: str = "") -> int:
        """Run build and return its exit code."""
        return main(["build", str(self.brief), "--facts", facts or self.facts, *DAY, *more])

    def keep(self, *more: str, facts: str = "") -> int:
        """Take the edits in and build again."""
        edits = ["--keep-edits", str(self.pack), "-o", str(self.again)]
        return self.build(*edits, *more, facts=facts)

    @property
    def request(self) -> Request:
        """What stands in the .brief."""
        return request_from(read_brief(self.brief), self.brief)

    @property
    def unplaced(self) -> str:
        """What was written beside the .brief."""
        return self.brief.with_suffix(".unplaced.txt").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(tmp_path)


def said(path: Path) -> dict[str, str]:
    """What a pack says, block by block."""
    return {block.id: squeezed(" ".join(block.pieces)) for block in read_pack(path).blocks}


@pytest.mark.parametrize(
    "program", ["word", "tracked", pytest.param("libreoffice", marks=NEEDS_OFFICE)]
)
def test_three_edits_are_there_and_the_rest_is_fresh(desk: Desk, program: str) -> None:
    """A figure that changed meanwhile is the new one where nobody touched it."""
    edited_in_word(desk.pack, THREE, tracked=program == "tracked")
    if program == "libreoffice":
        saved_by_libreoffice(desk.pack)
    assert desk.keep(facts=desk.new_facts) == 0
    pack = said(desk.again)

    assert pack["messages.list"].startswith("I ask for one table, because trade was 45 million")
    assert pack["trade.volume.figures"] == "The numbers"
    background = pack["relations.foundations.background_say.list"]
    assert background.startswith("Relations began in 1992, and it")
    assert "a good year. [1]" in background
    assert "46 million dollars" in pack["trade.volume.figures.table"]
    assert "trade was 46 million dollars in 2021." in pack["trade.volume.points.list"]
    assert "45" not in pack["trade.volume.figures.table"]
    assert {one.place for one in desk.request.reworded} == {
        "message.line-1", "fact.relations-1992", "trade.volume.figures",
    }  # fmt: skip
    assert desk.request.dropped == ()
    assert not desk.brief.with_suffix(".unplaced.txt").exists()


def test_comments_in_the_brief_outlast_the_edits(desk: Desk) -> None:
    """The file is written anew around them."""
    own = desk.brief.read_text(encoding="utf-8").replace("[visit]", "# as cabled\n[visit] # ours")
    desk.brief.write_text(own, encoding="utf-8")
    edited_in_word(desk.pack, THREE)
    assert desk.keep() == 0

    assert desk.request.reworded
    assert "# as cabled\n[visit]  # ours\n" in desk.brief.read_text(encoding="utf-8")


def test_the_brief_is_as_it_was_but_for_the_edits(desk: Desk) -> None:
    """No key moves, and none is added that nobody asked for."""
    before = desk.brief.read_text(encoding="utf-8")
    edited_in_word(desk.pack, {LINE: SAID})
    assert desk.keep() == 0

    after = desk.brief.read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n[[reworded]]\n")
    assert after.count("[[reworded]]") == 1


def test_words_that_stand_elsewhere_too_are_told(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message is another now; the point it was taken from, and the script, are not."""
    edited_in_word(desk.pack, {LINE: SAID})
    assert desk.keep("--json") == 0
    printed = capsys.readouterr()
    elsewhere = json.loads(printed.out)["kept_edits"]["reworded"][0]["elsewhere"]

    assert "“Core script”" in elsewhere
    assert "“Trade: 1.1 Trade volumes: Points to make”" in elsewhere
    assert f"the old words still stand in {'; '.join(elsewhere)}: edit them there" in printed.err


def test_words_that_were_edited_everywhere_are_told_nowhere(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing left to do."""
    script = said(desk.pack)["script.trade.0"]
    edited_in_word(desk.pack, {LINE: SAID, script: "I ask for one table."})
    edited_in_word(desk.pack, {LINE: SAID})
    assert desk.keep() == 0

    assert "still stand" not in capsys.readouterr().err


def test_the_ground_that_moved_is_told_and_the_old_number_is_stopped(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence was typed around a figure of the day before."""
    edited_in_word(desk.pack, THREE)
    desk.keep(facts=desk.new_facts)
    capsys.readouterr()
    assert main(["check", str(desk.brief), "--facts", desk.new_facts, *DAY]) == 1
    printed = capsys.readouterr().out

    assert "RW1 warning: The words under your rewording have changed: they now read" in printed
    assert "46 million dollars in 2021" in printed
    assert "TP15 blocks" in printed


def test_a_figure_that_was_left_alone_in_an_edited_sentence_follows_the_facts(desk: Desk) -> None:
    """It is kept as its token, so the next state of the facts prints the next figure."""
    edited_in_word(desk.pack, {LINE: SAID})
    assert desk.keep() == 0
    [rewording] = desk.request.reworded
    assert rewording.text == "I ask for one table, because trade was {trade.2021.total|speak}."

    assert desk.build("-o", str(desk.again), facts=desk.new_facts) == 0
    assert "because trade was 46 million dollars in 2021. [1]" in said(desk.again)["messages.list"]


def test_the_same_edits_twice_are_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run changes nothing, and says what the first did not keep."""
    edited_in_word(desk.pack, THREE)
    desk.keep()
    before = desk.brief.read_bytes()
    capsys.readouterr()
    desk.keep()

    assert desk.brief.read_bytes() == before
    assert "nothing was edited" in capsys.readouterr().err


def test_spaces_that_no_line_is_broken_at_are_not_kept_in_the_brief(desk: Desk) -> None:
    """An edited sentence still has them around what was left alone: a .brief is typed."""
    edited_in_word(
        desk.pack, {LINE: "I ask for it: trade was 45\u00a0million dollars in 2021. [1]"}
    )
    assert desk.keep() == 0

    said = "I ask for it: trade was {trade.2021.total|speak}."
    assert said in [one.text for one in desk.request.reworded]
    assert "\u00a0" not in desk.brief.read_text(encoding="utf-8")


def test_a_pack_with_kept_edits_can_be_edited_again(desk: Desk) -> None:
    """A new wording takes the place of the old; the old words typed again bring them back."""
    edited_in_word(desk.pack, {LINE: SAID, "Key figures": "The numbers"})
    desk.keep()
    shutil.move(desk.again, desk.pack)
    edited_in_word(
        desk.pack, {"I ask for one table": "We want it. [1]", "The numbers": "Key figures"}
    )
    desk.keep()

    assert [(one.place, one.text) for one in desk.request.reworded] == [
        ("message.line-1", "We want it.")
    ]
    assert said(desk.again)["messages.list"].startswith("We want it. [1]")
    assert desk.build("--keep-edits", str(desk.again)) == 0
    assert len(desk.request.reworded) == 1


def test_what_was_struck_out_becomes_a_drop(desk: Desk) -> None:
    """A line with its message, and a fact on which nothing rests."""
    edited_in_word(desk.pack, {"Relations began in 1992": "", LINE: ""})
    edited_in_word(desk.pack, {LINE: ""})
    assert desk.keep() == 0

    assert set(desk.request.dropped) == {"line-1", "relations-1992"}
    pack = said(desk.again)
    assert "messages.list" not in pack
    assert "Relations began" not in " ".join(pack.values())


def test_a_fact_that_lines_rest_on_is_not_dropped_behind_their_backs(
    desk: Desk, tmp_path: Path
) -> None:
    """Striking out its sentence in the background must not take out the talking point."""
    claims = [fact | {"kind": "claim"} for fact in ROWS["facts"]]  # key figures tell counts alone
    desk.facts = str(write_tiny_base(tmp_path / "claims", **(ROWS | {"facts": claims})))
    desk.build("-o", str(desk.pack))
    edited_in_word(desk.pack, {"Trade came to 45 million": ""})
    assert desk.keep() == 0

    assert desk.request.dropped == ()
    assert "line-1 rest on it" in desk.unplaced
    assert "Trade came to 45 million dollars in 2021." in desk.unplaced


def test_what_has_no_place_is_kept_whole_beside_the_brief(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Added paragraphs with where they stood, and changes on the cover; a second file."""
    long = "A thought of one’s own & more. " * 40
    edited_in_word(desk.pack, {"Visit to Astana": "Visit to Almaty"})
    added_in_word(desk.pack, "Relations began in 1992", long)
    assert desk.keep("--json") == 0
    document = json.loads(capsys.readouterr().out)["kept_edits"]

    assert " ".join(long.split()) in " ".join(desk.unplaced.split())
    assert "Visit to Almaty" in desk.unplaced
    assert "Background: can be used”. It was added." in desk.unplaced
    assert document["unplaced_file"].endswith("visit.unplaced.txt")
    assert {one["text"].strip() for one in document["unplaced"]} >= {long.strip()}
    assert document["reworded"] == []
    first = desk.unplaced
    desk.keep()
    assert desk.unplaced == first
    assert desk.brief.with_suffix(".unplaced-2.txt").is_file()


def test_details_of_the_cover_that_moved_on_by_themselves_are_no_edits(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """The title was changed; the day of the facts is another one today, and nobody typed it."""
    edited_in_word(desk.pack, {"Visit to Astana": "Visit to Almaty"})
    assert desk.keep("--as-of", "2026-11-23", "--json") == 0
    document = json.loads(capsys.readouterr().out)["kept_edits"]

    assert [one["text"] for one in document["unplaced"]] == ["Visit to Almaty"]
    assert "November 2026" not in desk.unplaced


def test_the_note_under_the_contents_that_was_struck_out_is_told_by_its_words(desk: Desk) -> None:
    """It stands under no heading, and an id tells a reader nothing."""
    own = desk.brief.read_text(encoding="utf-8")
    desk.brief.write_text(own.replace("[visit]", 'from = "1992"\n[visit]'), encoding="utf-8")
    desk.build("-o", str(desk.pack))
    edited_in_word(desk.pack, {"Facts dated from 1992": ""})
    assert desk.keep() == 0

    assert "contents.note" not in desk.unplaced
    assert "In “Facts dated from 1992" in desk.unplaced


def test_two_details_of_the_cover_that_were_changed_are_both_kept(desk: Desk) -> None:
    """Also one that moved on as well: what the person typed is no longer what was printed."""
    edited_in_word(desk.pack, {"Visit to Astana": "Visit to Almaty", "22 November 2026": "Today"})
    assert desk.keep("--as-of", "2026-11-23") == 0

    assert "Visit to Almaty" in desk.unplaced
    assert "Today" in desk.unplaced


def test_a_text_too_long_for_the_brief_is_kept_beside_it(desk: Desk) -> None:
    """The .brief can be read again afterwards; a text of which nothing is left is struck out."""
    long = "Words without an end. " * 300
    edited_in_word(desk.pack, {LINE: long, "Relations began in 1992": "[1]"})
    assert desk.keep() == 0

    assert desk.request.reworded == ()
    assert desk.request.dropped == ("relations-1992",)
    assert long.strip() in desk.unplaced
    assert "longer than the 4000 letters" in desk.unplaced


def test_an_edited_cell_is_a_rewording_of_that_cell(desk: Desk) -> None:
    """The other cells of its row stay fresh."""
    edited_in_word(desk.pack, {"Goods trade": "All goods"})
    assert desk.keep(facts=desk.new_facts) == 0

    [rewording] = desk.request.reworded
    assert rewording.place == "trade.volume.figures.table/trade.2021.total/1"
    assert "All goods" in said(desk.again)["trade.volume.figures.table"]
    assert "46 million" in said(desk.again)["trade.volume.figures.table"]


PROGRAMME = """
[[programme]]
event = "Arrival"
day = "2026-12-07"
time = "08:40"

[[programme]]
event = "Talks"
day = "2026-12-07"
time = "11:00"
place = "Ministry"

[[programme]]
event = "Dinner"
day = "2026-12-07"
time = "19:00"
"""

SUPPER = "Supper, place to be confirmed"


def with_programme(desk: Desk) -> None:
    """Give the visit a programme, and make its pack anew."""
    with desk.brief.open("a", encoding="utf-8") as file:
        file.write(PROGRAMME)
    desk.build("-o", str(desk.pack))


def test_a_cell_of_the_programme_is_told_as_its_row_and_column(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what it read and where to change it: the row comes from the request."""
    with_programme(desk)
    edited_in_word(desk.pack, {"7 December 2026, 11:00": "7 December 2026, 11:30"})
    capsys.readouterr()
    assert desk.keep("--json") == 0
    document = json.loads(capsys.readouterr().out)["kept_edits"]

    assert document["unplaced"] == [
        {
            "why": "It read “7 December 2026, 11:00”. What stands here comes from [[programme]] in "
            "the .brief: change it there.",
            "where": "in “Programme”, 2nd row, When",
            "text": "7 December 2026, 11:30",
        }
    ]
    assert "In “Programme”, 2nd row, When. It read" in desk.unplaced


def test_a_row_of_the_programme_that_was_struck_out_or_added_is_told(desk: Desk) -> None:
    """The one is printed again, and nobody took note of it before; the other has no place."""
    with_programme(desk)
    changed_rows(desk.pack, gone="Talks", added=("8 December 2026", "Lunch", "", ""))
    assert desk.keep() == 0

    assert "In “Programme”, 2nd row. It was struck out and is printed again." in desk.unplaced
    assert "Talks, Ministry" in desk.unplaced
    assert "In “Programme”. It was added.\n8 December 2026\tLunch" in desk.unplaced


def test_the_head_of_a_column_is_told_as_one(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no row that was added; the words of a head are the program's."""
    edited_in_word(desk.pack, {"Counted by": "Who counts"})
    capsys.readouterr()
    assert desk.keep("--json") == 0
    (head,) = json.loads(capsys.readouterr().out)["kept_edits"]["unplaced"]

    assert head == {
        "why": "It read “Counted by”. The heads of columns are the program’s.",
        "where": "in “Trade: 1.1 Trade volumes: Key figures”, head of the 4th column",
        "text": "Who counts",
    }


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23"])
def test_what_was_typed_in_the_record_is_told(
    desk: Desk, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    """It is written anew each time, and what somebody typed there must not go unheard."""
    edited_in_word(desk.pack, {"trade, relations": "trade only", "Table 5. What": "Table 5. How"})
    capsys.readouterr()
    assert desk.keep("--json", "--as-of", day) == 0
    edits = json.loads(capsys.readouterr().out)["kept_edits"]["unplaced"]

    assert {"trade only", "How"} <= {edit["text"] for edit in edits}
    assert {edit["where"].partition(",")[0] for edit in edits} == {"in “How this pack was made”"}


def test_places_are_told_in_words(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A heading, a cell and a caption, by what a reader sees; ids are for programs."""
    edited_in_word(
        desk.pack,
        {
            "Key figures": "The numbers",
            "Goods trade": "All goods",
            "Table 2. Key": "Table 2. Counts",
        },
    )
    assert desk.keep() == 0
    told = capsys.readouterr().err

    brief = "“Trade: 1.1 Trade volumes: Key figures”"
    assert f"{brief}, heading now reads “The numbers”" in told
    assert f"{brief}, 1st row, What is counted now reads “All goods”" in told
    assert f"{brief}, caption of the table now reads “Counts”" in told
    assert "trade.volume" not in told


def test_what_is_told_comes_before_the_file_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Old words, new words, and the file last; options of the line do not enter the .brief."""
    edited_in_word(desk.pack, {LINE: SAID})
    assert desk.keep("--marking", "TLP:RED") == 0
    told = capsys.readouterr().err

    assert told.index("“Top messages”, 1st item now reads “I ask") < told.index(
        "visit.brief was written"
    )
    assert "in place of “We ask for one table" in told
    assert desk.request.marking == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--keep-edits", "{pack}", "-o", "{pack}"], "write the new pack under another name"),
        (["--keep-edits", "{brief}"], "cannot be read as a pack"),
        (["--keep-edits", "{pdf}"], "edits are taken from a Word file"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(
    desk: Desk, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """And neither the .brief nor the edits are touched."""
    pdf = desk.pack.with_suffix(".pdf")
    desk.build("-o", str(pdf))
    before = desk.brief.read_bytes(), desk.pack.read_bytes()
    capsys.readouterr()
    names = {"pack": desk.pack, "brief": desk.brief, "pdf": pdf}
    assert desk.build(*(argument.format(**names) for argument in arguments)) == 2

    assert message in capsys.readouterr().err
    assert (desk.brief.read_bytes(), desk.pack.read_bytes()) == before
    assert main(["build", "--keep-edits", str(desk.pack)]) == 2


def test_footnotes_and_figures_are_no_added_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pack of the bundled facts: one cell is edited, and only that is told."""
    brief, pack = tmp_path / "a.brief", tmp_path / "a.docx"
    brief.write_text('format = 2\nvoice = "PAK"\ntopics = ["trade"]\n', encoding="utf-8")
    assert main(["build", str(brief), *DAY, "-o", str(pack)]) == 0
    printed = {block.id: block for block in read_pack(pack).blocks}
    table = next(b for name, b in printed.items() if name.endswith("figures.table"))
    cell = table.units[2][0]
    edited_in_word(pack, {cell: "What we count"})
    capsys.readouterr()
    assert main(["build", str(brief), *DAY, "--keep-edits", str(pack), "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)["kept_edits"]

    assert [one["now"] for one in kept["reworded"]] == ["What we count"]
    assert (kept["dropped"], kept["unplaced"]) == ([], [])


def unplaced_of(
    brief: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, str]]:
    """What of the edits of ``pack`` has no place in ``brief``, with the bundled facts."""
    capsys.readouterr()
    assert main(["build", str(brief), *DAY, "--keep-edits", str(pack), "--json"]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["kept_edits"]["unplaced"]
    return found


def test_what_was_left_out_to_keep_to_the_pages_makes_no_edits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source that the fitted pack cites for fewer facts is as it was printed."""
    brief, pack = tmp_path / "a.brief", tmp_path / "a.docx"
    topics = '["culture.education", "culture.people"]'
    brief.write_text(f'format = 2\nvoice = "PAK"\ntopics = {topics}\n', encoding="utf-8")
    assert main(["build", str(brief), *DAY, "-o", str(pack)]) == 0
    assert read_pack(pack).record["fitted"]
    printed = {block.id: block for block in read_pack(pack).blocks}
    source = squeezed(printed["sources.list"].units[0][0])
    press = next(
        squeezed(" ".join(unit))
        for name, block in printed.items()
        if name.startswith("press")
        for unit in block.units
        if unit[0].startswith("If it comes up. ")
    )
    said_now = press.replace("If it comes up. ", "If it comes up. We hear: ")
    edited_in_word(pack, {source: f"{source} Check.", press[:60]: said_now})

    press_now, source_now = unplaced_of(brief, pack, capsys)
    assert source_now["text"] == f"{source} Check."
    assert source_now["why"].endswith(
        "comes from the sources of the facts (sources.json): change it there."
    )
    assert press_now["text"].startswith("If it comes up. We hear: ")
    assert "page" not in press_now["text"]
    assert press_now["why"] == "These are words of the part that they lead to: change them there."


def test_what_the_brief_alone_changed_is_no_edit_of_a_cell(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that moved since is no edit; where nobody can tell, the words of today are told."""
    with_programme(desk)
    text = desk.brief.read_text(encoding="utf-8")
    desk.brief.write_text(text.replace('"11:00"', '"11:30"'), encoding="utf-8")
    edited_in_word(desk.pack, {"Dinner": SUPPER})
    capsys.readouterr()
    assert desk.keep("--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["kept_edits"]["unplaced"]
    assert (one["text"], one["where"]) == (SUPPER, "in “Programme”, 3rd row, Event and place")
    assert one["why"].startswith("It read “Dinner, place to be confirmed”. ")

    edited_in_word(desk.pack, {"7 December 2026, 11:00": "7 December 2026, 12:00"})
    assert desk.keep("--json") == 0
    found = json.loads(capsys.readouterr().out)["kept_edits"]["unplaced"]
    assert [one["text"] for one in found] == ["7 December 2026, 12:00", SUPPER]
    assert found[0]["why"].startswith("What is printed there today is “7 December 2026, 11:30”. ")


def test_the_pack_of_another_visit_is_not_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words of one visit never slip into another; one that was renamed or put off is the same."""
    desk = Desk(tmp_path)
    brief = desk.brief.read_text(encoding="utf-8") + 'place = "Astana"\ndates = "2026-12-07"\n'
    desk.brief.write_text(brief, encoding="utf-8")
    assert desk.build("-o", str(desk.pack)) == 0
    edited_in_word(desk.pack, {LINE: SAID})

    other = brief.replace("Visit to Astana", "Talks").replace('"Astana"', '"Almaty"')
    other = other.replace("2026-12-07", "2027-02-01")
    desk.brief.write_text(other, encoding="utf-8")
    capsys.readouterr()
    assert desk.keep() == 2
    assert "it is the pack of another visit, “Visit to Astana”" in capsys.readouterr().err
    assert desk.brief.read_text(encoding="utf-8") == other
    assert not desk.again.exists()

    put_off = brief.replace("Visit to Astana", "Talks").replace("2026-12-07", "2027-02-01")
    desk.brief.write_text(put_off, encoding="utf-8")
    assert desk.keep() == 0
    assert desk.request.reworded
