"""What the checks found, told by the words it is about, and shown where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefgen.desktop.findings_panel import FindingsPanel
from briefgen.pack.checks import RULES
from briefgen.pack.findings import Finding
from briefgen.pack.first_words import first_words
from briefgen.pack.item_names import words_by_id
from briefgen.pack.product import Level
from briefgen.pack.rules import rewordings
from briefgen.render.finding_groups import OF_REWORDINGS, groups_of
from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow


def test_a_finding_says_what_it_is_about_and_the_pages_turn_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    """By its first words, not by an id; the arrow keys and a click turn the pages."""
    show_preview(qtbot, window)
    panel, preview = window.panes.findings, window.panes.preview
    words = words_by_id(window.live.made.pack.blocks)
    found = window.live.made.findings
    about = next(f for f in found if f.block.startswith("line.") and f.block in words)
    said = first_words(words[about.block].strip())
    row = next(n for n in range(panel.list.count()) if said in panel.list.item(n).text())
    panel.unfold()
    panel.list.setCurrentRow(row - 1 if row else row + 1)
    preview.go_to(1)

    QTest.keyClick(panel.list, Qt.Key.Key_Down if row else Qt.Key.Key_Up)

    page = preview.document.getAllText(preview.page.value() - 1).text()
    assert preview.page.value() > 1
    assert "".join(said.removesuffix(" …").split()) in "".join(page.split())
    preview.go_to(1)
    place = panel.list.visualItemRect(panel.list.item(row)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert preview.page.value() > 1


def test_the_pages_turn_to_the_source_that_lacks_something(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Nobody looks for number 40 through nine pages of sources."""
    show_preview(qtbot, window)
    panel, preview = window.panes.findings, window.panes.preview
    about = [f for f in window.live.made.findings if f.rule == "S2"][-1]
    number = about.block.partition(" ")[2]
    panel.place_asked.emit(about.block)

    page = preview.document.getAllText(preview.page.value() - 1).text()
    assert f"\n{number}" in page.replace("\r", "")
    assert "Cited for" in page


def rows(window: MainWindow) -> list[str]:
    """The rows of the list, as they are read."""
    found = window.panes.findings.list
    return [found.item(row).text() for row in range(found.count())]


def test_a_rule_that_is_broken_often_is_one_thing_to_read(qtbot: QtBot, window: MainWindow) -> None:
    """Its count, what it asks and what to do stand once, over the first three places."""
    show_preview(qtbot, window)
    found = [f for f in window.live.made.findings if f.rule == "TP4"]
    head = next(n for n, row in enumerate(rows(window)) if row.startswith("Advice, TP4, "))

    assert len(found) > 3
    assert len(rows(window)) < len(window.live.made.findings)
    assert rows(window)[head].startswith(
        f"Advice, TP4, {len(found)} times: {RULES['TP4'].asks} {found[0].fix}"
    )
    within = [row.strip() for row in rows(window)[head + 1 : head + 5]]
    assert all(f.message in row for f, row in zip(found[:3], within, strict=False))
    assert within[3] == f"{len(found) - 3} more…"


def test_what_there_is_to_do_stands_over_the_findings(qtbot: QtBot) -> None:
    """In the order of the terminal; a heading is a line of its own, and no finding."""
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show()
    given = [("S2", Level.WARNING), ("M8", Level.ADVICE), ("P6", Level.ADVICE)]
    panel.show_findings([Finding(r, level, "pack", f"Told {r}.", "") for r, level in given])
    panel.unfold()
    said = [panel.list.item(row).text() for row in range(panel.list.count())]

    assert said[::2] == [
        "Before the pack leaves the house",
        "In what you chose and entered",
        "In the fact base, for those who keep it",
    ]
    assert all(rule in row for rule, row in zip(["M8", "P6", "S2"], said[1::2], strict=True))
    seen = []
    for _ in range(6):
        seen.append(panel.current.rule if panel.current else "")
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert seen == ["M8", "", "P6", "", "S2", "S2"]


def test_all_places_unfold_and_fold_by_key_and_by_click(qtbot: QtBot, window: MainWindow) -> None:
    """Enter on the last row of a rule or on its head, or a click on the last row."""
    show_preview(qtbot, window)
    panel = window.panes.findings
    found = [f for f in window.live.made.findings if f.rule == "TP4"]
    short = rows(window)
    panel.unfold()
    panel.list.setCurrentRow(next(n for n, row in enumerate(short) if ", TP4, " in row) + 4)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)

    assert len(rows(window)) == len(short) + len(found) - 3
    assert panel.current == found[3]
    fewer = panel.list.currentRow() - 3 + len(found)
    assert panel.list.item(fewer).text().strip() == "Show fewer"
    panel.list.scrollToItem(panel.list.item(fewer))
    place = panel.list.visualItemRect(panel.list.item(fewer)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(window) == short


def test_what_became_of_words_of_ones_own_is_never_folded() -> None:
    """Each of them is a text that somebody wrote."""
    for rule in rewordings.RULES:
        many = [Finding(rule.id, rule.level, f"line.{n}", "Gone.", "Mend.") for n in range(9)]
        (group,) = groups_of(many)

        assert not group.is_long


def test_the_rules_on_rewordings_are_known_without_them() -> None:
    """They are slow to import, and are named once more where findings are grouped."""
    assert tuple(rule.id for rule in rewordings.RULES) == OF_REWORDINGS


def test_the_reason_of_an_override_stands_over_many_places(qtbot: QtBot) -> None:
    """And is taken back there, or at the row that unfolds them."""
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show_findings(
        [
            Finding("FIT", Level.WARNING, f"topic.{n}", f"Takes {n}.", "Drop it.", "small paper")
            for n in range(5)
        ]
    )
    said = [panel.list.item(row).text() for row in range(panel.list.count())]

    assert ["small paper" in row for row in said] == [False, True, False, False, False, False]
    assert said[1].endswith(" May fail, because: small paper")
    for row in range(1, panel.list.count()):
        panel.list.setCurrentRow(row)
        assert panel.take_back.isEnabled()
        with qtbot.waitSignal(panel.taking_back_asked, check_params_cb=lambda rule: rule == "FIT"):
            panel.take_back.click()


def test_unfolded_findings_have_room_to_be_read(qtbot: QtBot, window: MainWindow) -> None:
    """A good third of the pane, and the pages the rest; folded, they have all of it again."""
    window.resize(1440, 1000)
    show_preview(qtbot, window)
    pane, panel = window.panes.pages, window.panes.findings
    panel.button.setChecked(True)
    qtbot.waitUntil(lambda: panel.height() >= pane.height() // 3)
    assert window.panes.preview.height() > panel.height()

    panel.button.setChecked(False)
    qtbot.waitUntil(lambda: window.panes.preview.height() > 9 * panel.height())


def test_what_is_asked_for_is_named_as_in_the_window(window: MainWindow) -> None:
    """Fields by their labels and pages, rows by their page; no key of a file is left."""
    panel = window.panes.findings
    asked = (
        "Set visit.contact: an office that can be reached during use.",
        "Add [[clearance]] for it.",
        "Set as_of.",
        "Put the token of an observation in its place.",
    )
    rules = ("M9", "M11", "M12", "TP15")
    panel.show_findings(
        [
            Finding(rule, Level.ADVICE, "pack", "Amiss.", fix)
            for rule, fix in zip(rules, asked, strict=True)
        ]
    )
    said = " ".join(panel.list.item(row).text() for row in range(panel.list.count()))
    assert "Set “Visit and look › Issue and handling › Contact”: an office" in said
    assert "Add a row under Visit and look › Clearance for it." in said
    assert "Set “Visit and look › Marking and look › Information as at”." in said
    for key in ("visit.", "[[", "as_of", "token"):
        assert key not in said
    shown = {field.accessibleName() for field in window.panes.visit.fields.values()}
    assert shown <= {name.rpartition(" › ")[2] for name in window.panes.visit.names.values()}
    kept = Finding("M15", Level.ADVICE, "pack", "“Here” (visit.place) only holds a place.", "")
    panel.show_findings([kept])
    said = " ".join(panel.list.item(row).text() for row in range(panel.list.count()))
    assert "“Here” (Visit and look › The visit › Place) only holds" in said


def test_a_long_list_of_what_was_left_out_is_told_in_short(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Three of it and how many more, without ids; Enter shows all of it, and less again."""
    brief = replace(
        window.state.request, topics=("trade.volume", "corridor.trans-afghan"), first="2019"
    )
    window.state.change(brief, "topics")
    show_preview(qtbot, window)
    panel = window.panes.findings
    panel.button.setChecked(True)
    rows = [panel.list.item(row).text() for row in range(panel.list.count())]
    row = next(row for row, words in enumerate(rows) if "FIT" in words)
    rest = re.search(r"the weightiest first: “[^”]+”; “[^”]+”; “[^”]+”; and (\d+) more", rows[row])
    assert rest, rows[row]
    assert "(fact." not in rows[row]

    panel.list.setFocus()
    panel.list.setCurrentRow(row)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    whole = panel.list.item(row).text().partition("left out: ")[2].partition(". Pin")[0]
    assert len(whole.split("”; “")) == int(rest[1]) + 3
    assert panel.list.currentRow() == row
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.list.item(row).text() == rows[row]


def test_a_sentence_is_quoted_once(window: MainWindow) -> None:
    """Where the message has it in full, its first words do not stand before it as well."""
    panel = window.panes.findings
    text = "We ask for 300 million dollars, and for more than that when the time has come for it."
    found = Finding("TP15", Level.BLOCKS, "line.a", f"“{text}” holds a number.", "Mend it.")
    panel.show_findings([found], words={"line.a": text})
    said = " ".join(panel.list.item(row).text() for row in range(panel.list.count()))
    assert said.count("We ask for 300") == 1
