"""A request and the ``.brief`` file that holds it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import BriefFileError, BriefgenError, UsageError
from briefgen.pack.brief_file import brief_text, read_brief, request_from
from briefgen.pack.brief_setting import set_value
from briefgen.pack.request import (
    Clearance,
    Delegate,
    Interpreting,
    Issue,
    Layout,
    Likelihood,
    Meeting,
    Override,
    PracticalNote,
    Press,
    ProgrammeEntry,
    Request,
    Rewording,
    Side,
    Visit,
    resolve_topics,
)
from briefgen.resources import bundled_templates
from tests.pack.making import bundled_base

FULL = Request(
    product="checklist",
    voice=Side.KAZ,
    topics=("trade", "corridor.qtta"),
    first="2020-07",
    last="2026",
    as_of=date(2026, 11, 22),
    marking="TLP:AMBER",
    house="ministry",
    layout=Layout.PRINT,
    route_map=True,
    visit=Visit(
        title="Astana сапары",
        dates="2026-12-07",
        principal="the “Minister”",
        distribution=("Minister’s office", "Embassy"),
    ),
    meeting=Meeting(30, 0.4, 120, Interpreting.CONSECUTIVE),
    likelihood=(("trade", Likelihood.POSSIBLE), ("corridor.qtta", Likelihood.UNLIKELY)),
    programme=(ProgrammeEntry("Talks", "2026-12-07", "10:30", minutes=45, press=Press.CLOSED),),
    delegation=(Delegate(Side.KAZ, person="tokayev"), Delegate(Side.PAK, name="A", office="B")),
    practical=(PracticalNote("Embassy", "the duty officer"),),
    clearance=(Clearance("pack", "Central Asia Desk", "Director", "2026-11-21"),),
    issues=(Issue("1", "2026-11-20", "First issue."),),
    pinned=("a-fact",),
    dropped=("line-1", "line-2"),
    order=("corridor.qtta", "line-3"),
    reworded=(Rewording("line.x", "0123456789ab", "We ask for {fig|speak}."),),
    overrides=(Override("TP1", "Six points were agreed with the Minister."),),
)


@pytest.mark.parametrize("request_", [FULL, Request(), Request(topics=())])
def test_a_brief_file_holds_the_whole_request(request_: Request) -> None:
    """Written and read again, a request is the same."""
    assert request_from(tomllib.loads(brief_text(request_)), "x.brief") == request_


def test_the_sample_visit_is_a_good_brief() -> None:
    """The file that is shipped reads cleanly and names topics that exist."""
    path = bundled_templates() / "sample.brief"
    request = request_from(read_brief(path), path)

    assert resolve_topics(bundled_base(), request.topics)
    assert request.voice is Side.PAK


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"tpoics": ["trade"]}, "“tpoics” is no key of a .brief .did you mean “topics”"),
        ({"format": 9}, "format 9"),
        ({"topics": "trade"}, "“topics” must be a list"),
        ({"voice": "IND"}, "the voice “IND” is none of PAK, KAZ, neutral"),
        ({"visit": {"hotel": "x"}}, "“visit.hotel” is no key"),
        ({"visit": "Astana"}, "must be a table"),
        ({"visit": {"dates": "tomorrow"}}, "visit.dates"),
        ({"as_of": "22.11.2026"}, "“as_of” must be a day"),
        ({"product": 3}, "“product” must be a text"),
        ({"from": "2026", "to": "2020"}, "after its end"),
        ({"from": "05/06/2024"}, r"is not a date: write .* or a day \(2024-07-01\)\.$"),
        ({"visit": {"dates": "soon"}}, "or an interval of them"),
        ({"selection": {"pinned": [1]}}, "“selection.pinned” must be a list of texts"),
        ({"meeting": {"minutes": "half an hour"}}, "“meeting.minutes” must be a whole number"),
        ({"meeting": {"minutes": "9" * 5000}}, "“meeting.minutes” must be a whole number"),
        ({"meeting": {"our_share": 50}}, "“meeting.our_share” must be a part"),
        ({"meeting": {"interpreter": "yes"}}, "“yes” is none of none, simultaneous, consecutive"),
        ({"likelihood": {"trade": "sure"}}, "likelihood.trade “sure” is none of certain"),
        ({"layout": "paper"}, "the layout “paper” is none of tablet, print"),
        ({"map": "yes"}, "“map” must be true or false"),
        ({"programme": [{"time": "10:00"}]}, ".programme. lacks “event”"),
        ({"programme": [{"event": "Talks", "time": "10h"}]}, "write it like 09:30"),
        ({"programme": [{"event": "Talks", "day": "soon"}]}, "programme.day 1"),
        ({"programme": {"event": "Talks"}}, "must stand under ..programme.."),
        (
            {"delegation": [{"side": "neutral", "name": "A. Khan"}]},
            "who sits in a delegation is of one side: write “PAK” or “KAZ” for “neutral”",
        ),
        (
            {"visit": {"time_zone": "Asia/Karchi"}},
            "there is no time zone “Asia/Karchi” .did you mean “Asia/Karachi”.+: write one such",
        ),
        ({"overrides": {"TP1": " "}}, "“overrides.TP1” gives no reason"),
        ({"reworded": [{"place": "line.x", "text": "y"}]}, "lacks “replaces”"),
    ],
)
def test_a_damaged_brief_is_one_sentence(document: dict[str, Any], message: str) -> None:
    """What is amiss is named, with what to do."""
    with pytest.raises(BriefgenError, match=message):
        request_from(document, "visit.brief")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"format = 1\ntopics = = 3", "line 2"),
        (b"\xff\xfe", "not UTF-8"),
        (b"format = " + b"9" * 5000, "a number in it is far too long"),
        (None, "no such file"),
    ],
)
def test_a_brief_that_is_no_toml_is_refused(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    """The place of the slip is in the sentence."""
    path = tmp_path / "visit.brief"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BriefFileError, match=message):
        read_brief(path)


def test_a_finished_pack_in_place_of_a_brief_is_told_what_reads_it(tmp_path: Path) -> None:
    """Who hands the Word file to “check” learns which commands take it."""
    path = tmp_path / "visit.docx"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(BriefFileError, match=r"finished pack.*briefgen verify"):
        read_brief(path)


def test_a_topic_is_a_category_or_an_id_and_a_slip_is_answered_with_the_nearest() -> None:
    """A category stands for all its topics, in the order of the register."""
    base = bundled_base()

    corridor = resolve_topics(base, ["corridor"])
    assert corridor[0] == "corridor.trans-afghan"
    assert resolve_topics(base, ["corridor.qtta", "corridor"]) == corridor
    with pytest.raises(UsageError, match="did you mean “trade”"):
        resolve_topics(base, ["trda"])
    with pytest.raises(UsageError, match="No topic is chosen"):
        resolve_topics(base, [])


def test_a_brief_of_the_first_format_still_means_the_same() -> None:
    """Format 1 is read as it was meant, and saved again as format 2."""
    path = Path(__file__).parent / "briefs" / "format-1.brief"

    request = request_from(read_brief(path), path)

    assert request == Request(
        product="background",
        voice=Side.PAK,
        topics=("trade.volume", "culture"),
        first="2020-07",
        last="2026",
        as_of=date(2026, 11, 22),
        marking="TLP:AMBER",
        language="en",
        house="ministry",
        visit=Visit(title="Visit to Astana", place="Astana", dates="2026-12-07/2026-12-08"),
        pinned=("igc-9",),
        dropped=("line-1",),
    )
    assert brief_text(request).startswith("format = 2\n")


def test_a_likelihood_is_set_by_the_name_of_a_topic() -> None:
    """Dots in the id of a topic lead nowhere."""
    document: dict[str, Any] = {}
    set_value(document, "likelihood.trade.volume=unlikely")
    set_value(document, "meeting.minutes=30")
    request = request_from(document, "x.brief")

    assert request.likelihood == (("trade.volume", Likelihood.UNLIKELY),)
    assert request.likelihood_of("trade.volume", "trade") is Likelihood.UNLIKELY
    assert request.likelihood_of("trade.targets", "trade") is Likelihood.CERTAIN
    assert request.meeting.minutes == 30


def test_lists_are_cleaned_as_single_texts_are() -> None:
    """No control character reaches a page, and no item is a book."""
    request = request_from({"visit": {"distribution": ["Office\x00 of\n it"]}}, "x.brief")

    assert request.visit.distribution == ("Office  of  it",)
    with pytest.raises(BriefFileError, match="more than 200 letters"):
        request_from({"visit": {"distribution": ["x" * 201]}}, "x.brief")


def test_any_key_can_be_set_by_name() -> None:
    """Dots lead into tables, commas part lists; what is no assignment is refused."""
    document: dict[str, Any] = {}
    set_value(document, "visit.place=Astana")
    set_value(document, "topics=trade, culture")

    assert document == {"visit": {"place": "Astana"}, "topics": ["trade", "culture"]}
    with pytest.raises(UsageError, match="is not key=value"):
        set_value(document, "visit.place")
    with pytest.raises(UsageError, match="holds no keys"):
        set_value(document, "topics.x=1")


def test_control_characters_in_a_brief_become_spaces() -> None:
    """A title pasted with a line break stays one line on the cover."""
    request = request_from({"visit": {"title": "Visit\r\n to\x00 Astana "}}, "x.brief")

    assert request.visit.title == "Visit  to  Astana"
