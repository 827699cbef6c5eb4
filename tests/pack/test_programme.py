"""The programme of a visit: in order of time, with what is still open told as such."""

from __future__ import annotations

import pytest

from briefgen.pack.blocks import Table
from briefgen.pack.inlines import plain
from briefgen.pack.request import Press, ProgrammeEntry, Visit
from briefgen.pack.said import block_text
from tests.pack.making import make_bundled, make_sample


def rows(*entries: ProgrammeEntry, language: str = "en") -> list[list[str]]:
    """The rows that a pack prints of ``entries``."""
    made = make_bundled(topics=("culture",), programme=entries, language=language)
    table = next(block for block in made.pack.blocks if block.id == "programme.table")
    assert isinstance(table, Table)
    return [[plain(cell) for cell in row] for row in table.rows]


def test_a_programme_is_printed_by_day_and_time() -> None:
    """However it was typed; what has no time, or no day either, stays behind what it followed."""
    typed = (
        ProgrammeEntry("Dinner", day="2026-12-07", time="19:00"),
        ProgrammeEntry("Toasts"),
        ProgrammeEntry("Return", day="2026-12-08", time="06:00"),
        ProgrammeEntry("Arrival", day="2026-12-07", time="08:40"),
        ProgrammeEntry("Wreath", day="2026-12-07"),
        ProgrammeEntry("Talks", day="2026-12-07", time="11:00"),
    )

    assert [row[1].partition(",")[0] for row in rows(*typed)] == [
        "Arrival", "Wreath", "Talks", "Dinner", "Toasts", "Return",
    ]  # fmt: skip


def test_what_is_open_is_to_be_confirmed() -> None:
    """Time, place and press: nobody may miss that they are not known yet."""
    [row] = rows(ProgrammeEntry("Talks", day="2026-12-07"))

    assert row == [
        "7 December 2026, time to be confirmed",
        "Talks, place to be confirmed",
        "Press: to be confirmed.",
        "expected",
    ]
    assert rows(ProgrammeEntry("Talks"))[0][0] == "to be confirmed"


def test_what_is_told_is_not_to_be_confirmed() -> None:
    """Nor is what no reader misses, such as a dress where none was asked for."""
    [row] = rows(
        ProgrammeEntry("Talks", "2026-12-07", "11:00", "Ministry of Trade", press=Press.CLOSED)
    )

    assert row[:3] == ["7 December 2026, 11:00", "Talks, Ministry of Trade", "Press: closed."]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "day to be confirmed, 12:00"),
        ("ru", "день уточняется, 12:00"),
        ("kk", "күні нақтыланады, 12:00"),
        ("ur", "تاریخ کی تصدیق باقی ہے، 12:00"),
    ],
)
def test_a_time_without_its_day_stands_last_and_says_so(language: str, told: str) -> None:
    """Nobody may take it for a time of the day above it, nor of the first of the visit."""
    typed = (
        ProgrammeEntry("Nothing known"),
        ProgrammeEntry("Call", time="12:00"),
        ProgrammeEntry("Dinner", day="2026-12-08", time="19:00"),
        ProgrammeEntry("Lunch", time="09:00"),
        ProgrammeEntry("Talks", day="2026-12-07", time="11:00"),
    )
    printed = rows(*typed, language=language)

    events = ["Talks", "Dinner", "Nothing known", "Lunch", "Call"]
    assert all(row[1].startswith(event) for row, event in zip(printed, events, strict=True))
    assert printed[-1][0] == told


@pytest.mark.parametrize("language", ["ru", "kk", "ur"])
def test_what_is_open_is_told_in_the_language_of_the_pack(language: str) -> None:
    """Without a word of English."""
    [row] = rows(ProgrammeEntry("Talks", day="2026-12-07"), language=language)

    assert not [cell for cell in row if "confirmed" in cell]


@pytest.mark.parametrize(
    ("language", "event"),
    [
        ("en", "Arrival"),
        ("en", "Departure for Islamabad"),
        ("en", "Transfer to the hotel"),
        ("ru", "Прибытие делегации"),
        ("ru", "Вылет"),
        ("ru", "Departure"),
        ("kk", "Келу"),
        ("kk", "Ұшып кету"),
        ("ur", "آمد"),
        ("ur", "روانگی"),
        ("en", "Arrival – Astana airport"),
        ("kk", "Астанаға келу, әуежай"),
        ("kk", "Исламабадқа ұшып кету"),
        ("ur", "آستانہ آمد"),
        ("ur", "اسلام آباد روانگی"),
    ],
)
def test_neither_press_nor_place_is_open_where_one_only_travels(language: str, event: str) -> None:
    """Nothing is missing of an arrival or a departure: what is told of it stands, and no more."""
    [row] = rows(ProgrammeEntry(event, "2026-12-08", "06:00"), language=language)
    [met] = rows(ProgrammeEntry(event, greeter="Head of protocol"))
    [told] = rows(ProgrammeEntry(event, place="Airport", press=Press.OPEN))

    assert row[1:3] == [event, ""]
    if language == "en":
        assert met[1:3] == [event, "Greets: Head of protocol."]
        assert told[1:3] == [f"{event}, Airport", "Press: open."]


@pytest.mark.parametrize(
    "entry",
    [
        ProgrammeEntry("Arrival and talks", minutes=30),
        ProgrammeEntry("Arrival ceremony", speaks_first="The host"),
        ProgrammeEntry("Arrival ceremony with guard of honour"),
        ProgrammeEntry("Return call on the Speaker"),
        ProgrammeEntry("Rest of the talks"),
        ProgrammeEntry("Talks on departure taxes"),
    ],
)
def test_the_press_is_open_where_somebody_speaks(entry: ProgrammeEntry) -> None:
    """Also on the way in or out."""
    [row] = rows(entry)

    assert row[1] == f"{entry.event}, place to be confirmed"
    assert row[2].endswith("Press: to be confirmed.")


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("Asia/Almaty", "en", "Almaty time (UTC+5)"),
        ("Asia/Karachi", "ru", "по времени города Карачи (UTC+5)"),
        ("Asia/Qyzylorda", "kk", "Қызылорда уақыты (UTC+5)"),
        ("Asia/Astana", "en", "Astana time (UTC+5)"),
        ("Asia/Astana", "ru", "по времени города Астана (UTC+5)"),
        ("Asia/Astana", "ur", "آستانہ کا وقت (UTC+5)"),
        ("Europe/London", "ur", "لندن کا وقت"),
        ("America/New_York", "en", "New York time"),
        ("Astana time, UTC+5", "en", "Astana time, UTC+5"),
        ("Astana/Almaty", "en", "Astana/Almaty"),
    ],
)
def test_a_time_zone_is_told_in_words(typed: str, language: str, printed: str) -> None:
    """The name that computers know it by is turned into what people call it; in the annex too."""
    visit = Visit(title="Visit", time_zone=typed)
    made = make_sample(visit=visit, language=language, topics=("relations.protocol",))
    texts = [text for block in made.pack.blocks for text in block_text(block)]

    assert sum(printed in text for text in texts) == 2
    assert typed == printed or not any(typed in text for text in texts)
