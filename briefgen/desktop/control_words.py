"""What each control is for, in a sentence: told by Shift+F1 and by a screen reader."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from briefgen.desktop.explaining import explain, is_about
from briefgen.desktop.rows_page import RowsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefgen.desktop.menus import Menus
    from briefgen.desktop.panes import Panes


def explain_parts(panes: Panes) -> None:
    """Tell of every control in the three panes, and which page of the help each part has."""
    for widget, words in (*_left(panes), *_middle(panes), *_right(panes)):
        explain(widget, words)
    for part, name in (
        (panes.topics, "contents"),
        (panes.choices, "choices"),
        (panes.visit, "visit"),
        (panes.facts, "facts"),
        (panes.preview, "preview"),
        (panes.room, "room"),
        (panes.findings, "checks"),
    ):
        is_about(part, name)


def explain_verbs(menus: Menus) -> None:
    """Tell of the buttons above the panes, by their actions."""
    say = partial(QCoreApplication.translate, "controls")
    words = {
        "new": say("Begins a brief of your own, with nothing ticked yet."),
        "open": say("Opens a brief that was saved."),
        "save": say("Saves your choices as a brief; the pack itself is exported."),
        "undo": say("Takes back the last choice, up to a hundred."),
        "redo": say("Makes again what was taken back."),
        "export": say("Writes the pack as Word and as PDF, after asking where."),
        "docx": say("Writes the pack as a Word file, after asking where."),
        "pdf": say("Writes the pack as a PDF, after asking where."),
        "refresh": say(
            "Makes the pages anew, with facts, house and product of your own as they are now."
        ),
    }
    for name, text in words.items():
        menus.actions[name].setWhatsThis(text)
        for button in menus.buttons_of(name):
            button.setAccessibleDescription(text)


def _left(panes: Panes) -> tuple[tuple[QWidget, str], ...]:
    say = partial(QCoreApplication.translate, "controls")
    look = panes.visit.look
    marking = say("Stands on each page: choose one or type your own.")
    date = say("A year, a month or a day; facts outside are left out, but for what still holds.")
    day = say("The day the pack speaks from: nothing known only later is in it. Empty: today.")
    return (
        (panes.tabs, say("Contents: topics and dates. Visit and look: who, when, and the pages.")),
        (panes.tabs.tabBar(), say("Turns between the contents and what the pack is for.")),
        (panes.topics.tree, say("The topics of the pack, in the order in which they stand in it.")),
        (panes.choices.first, date),
        (panes.choices.last, date),
        (panes.choices.voice, say("The side that the pack speaks for, and whose points it makes.")),
        (
            panes.choices.product,
            say("The kind of pack: its sections, their order, and the pages it may take."),
        ),
        (panes.visit.list, say("Chooses what is shown below; in brackets how many rows it has.")),
        *((field, marking) for field in (look.marking, look.marking.lineEdit()) if field),
        (look.as_of, day),
        (look.house, say("Type, colours and paper of the pages, taken from a Word file.")),
        (look.layout_choice, say("Even margins for a screen, or wide inner ones to be bound.")),
        (look.route_map, say("Adds a map of the corridors, with coastlines and no borders.")),
        (
            look.language,
            say("Of headings, labels, dates and numbers; facts stay as written."),
        ),
        *(
            (page.rows, say("The rows, in the order in which they are printed."))
            for page in panes.visit.pages
            if isinstance(page, RowsPage)
        ),
    )


def _middle(panes: Panes) -> tuple[tuple[QWidget, str], ...]:
    say = partial(QCoreApplication.translate, "controls")
    facts = panes.facts
    return (
        (facts.search, say("Lists the facts that hold every word, in the text or its sources.")),
        (facts.everything, say("Lists facts outside topics and dates too; a tick pins one.")),
        (facts.disputed, say("Lists only facts that others disagree with.")),
        (facts.table, say("The facts, each with why it is in the pack or not.")),
        (facts.detail, say("The chosen fact with its figures and where each comes from.")),
    )


def _right(panes: Panes) -> tuple[tuple[QWidget, str], ...]:
    say = partial(QCoreApplication.translate, "controls")
    preview, room, checks = panes.preview, panes.room, panes.findings
    page = say("The page that is shown; type another to go there.")
    return (
        (preview.view, say("The pages as an export writes them; the arrow keys move them.")),
        (preview.previous, say("Turns one page back.")),
        (preview.page, page),
        (preview.page.lineEdit(), page),
        (preview.next, say("Turns one page on.")),
        (preview.smaller, say("Shows the pages smaller; the pack stays as it is.")),
        (preview.zoom, say("How large the pages are shown.")),
        (preview.larger, say("Shows the pages larger; the pack stays as it is.")),
        (room.button, say("Unfolds how long it takes to say, and what was left out to fit.")),
        (room.list, say("Words, minutes, pages, and each item that was left out to fit.")),
        (checks.button, say("Unfolds what is amiss in the pack.")),
        (checks.list, say("What is amiss; the arrow keys turn the pages to each.")),
        (checks.override, say("Lets the chosen rule fail; the reason is printed in the pack.")),
        (checks.take_back, say("Takes your reason away: the rule blocks a final pack again.")),
    )
