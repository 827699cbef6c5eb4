"""Speaking time and pages as the window tells them, of the pack whose pages it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.request import Meeting, Request, Side
from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow

FEW = Request(topics=("trade",), first="2020", last="2026", voice=Side.PAK)


def lines(window: MainWindow) -> list[str]:
    """What the unfolded list says."""
    found = window.panes.room.list
    return [found.item(row).text() for row in range(found.count())]


def test_the_meter_tells_words_and_minutes_of_ours(qtbot: QtBot, window: MainWindow) -> None:
    """Numbers are those of the pack itself; without minutes it says what is missing."""
    window.state.open(FEW, None)
    show_preview(qtbot, window)
    room = window.panes.room
    made = window.live.made
    assert made
    assert made.speaking
    assert room.button.text().startswith(f"To say: {made.speaking.words} words.")
    assert not room.meter.isVisible()
    assert "The meeting" in lines(window)[0]
    window.state.change(replace(FEW, meeting=Meeting(minutes=300)), "minutes")
    show_preview(qtbot, window)
    time = window.live.made.speaking if window.live.made else None
    assert time
    assert time.fits
    assert f"{time.minutes:.0f} of our {time.minutes_of_ours:.0f} minutes" in room.button.text()
    assert (room.meter.maximum(), room.meter.value()) == (time.room, time.words)
    assert room.meter.isVisible()
    assert not room.sign.isVisible()


def test_a_few_words_take_under_a_minute(qtbot: QtBot, window: MainWindow) -> None:
    """On the button and in the list."""
    window.state.open(replace(FEW, meeting=Meeting(minutes=20, words_per_minute=9000)), None)
    show_preview(qtbot, window)

    assert "under 1 of our 10 minutes" in window.panes.room.button.text()
    assert any("words, under 1 minute. There is time" in line for line in lines(window))


def test_too_much_to_say_is_told_by_words_and_a_sign(qtbot: QtBot, window: MainWindow) -> None:
    """Not by a colour alone; a screen reader hears it in the name of the button."""
    window.state.open(replace(FEW, meeting=Meeting(minutes=2)), None)
    show_preview(qtbot, window)
    room = window.panes.room
    assert room.button.text().startswith("Too much to say:")
    assert room.button.accessibleName() == room.button.text()
    assert room.sign.isVisible()
    assert not room.sign.pixmap().isNull()
    assert room.meter.value() == room.meter.maximum()


def test_what_was_left_out_is_named_in_its_words(qtbot: QtBot, window: MainWindow) -> None:
    """Each topic with its pages, each item below it, as many as the pack lost."""
    window.state.open(FEW, None)
    show_preview(qtbot, window)
    made = window.live.made
    assert made
    assert made.fitted
    lost = made.fitted[0]
    room = window.panes.room
    assert f"Left out to fit: {sum(len(one.left_out) for one in made.fitted)}" in room.button.text()
    room.button.click()
    assert room.list.isVisible()
    title = made.selection.base.topics[lost.topic].title
    told = lines(window)
    head = f"{title}: {lost.pages} pages of {lost.allowed}, {len(lost.left_out)} left out"
    at = told.index(head)
    assert told[at + 1] == f"Left out of {title}: {lost.words[0]}"
    assert len(told) == 2 + len(made.fitted) + sum(len(one.left_out) for one in made.fitted)
    assert not any(
        text.split(": ", 1)[1].startswith(("fact.", "line.", "figure.")) for text in told
    )


def test_a_section_that_lost_something_is_called_by_its_heading(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Sensitivities stand on one sheet; what went from them is told as what went from briefs."""
    topics = ("trade", "corridor", "security", "relations")
    window.state.open(replace(FEW, topics=topics, house="plain"), None)
    show_preview(qtbot, window)
    made = window.live.made
    assert made
    (lost,) = [one for one in made.fitted if one.section == "sensitivities"]
    told = lines(window)

    at = told.index(f"Sensitivities: 1 page of 1, {len(lost.left_out)} left out")
    assert told[at + 1] == f"Left out of Sensitivities: {lost.words[0]}"


def test_the_words_come_before_the_meter_where_there_is_no_room_for_both(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A narrow pane cuts no word as long as the meter, which says the same, can go."""
    window.state.open(replace(FEW, meeting=Meeting(minutes=300)), None)
    show_preview(qtbot, window)
    room = window.panes.room
    enough = room.button.sizeHint().width() + room.meter.maximumWidth() // 2

    room.resize(enough, room.height())
    assert not room.meter.isVisible()
    qtbot.waitUntil(lambda: room.button.width() >= room.button.sizeHint().width())
    assert room.button.toolTip() == room.button.text()
    room.resize(3 * enough, room.height())
    assert room.meter.isVisible()
