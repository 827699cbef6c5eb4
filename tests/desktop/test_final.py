"""Final packs and overrides from the window: refused with what blocks, let through with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefgen.desktop.export_choice import DOCX, PDF
from briefgen.desktop.export_dialog import ExportDialog
from briefgen.desktop.reason_dialog import ReasonDialog
from briefgen.pack.product import Level
from briefgen.pack.request import Clearance, Override, Request, Side, Visit
from briefgen.render.reading_pdf import read_pdf
from tests.desktop.desk import show_preview

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.window import MainWindow
    from tests.desktop.desk import Recorded

FEW = Request(
    topics=("culture.education",),
    first="2020",
    last="2026",
    voice=Side.PAK,
    clearance=(Clearance("pack", "Desk"),),  # and nobody who cleared it
)
REASON = "Cleared by telephone on the way"


def blocked(window: MainWindow) -> list[str]:
    """The rules that block the shown pack."""
    assert window.live.made
    return [finding.rule for finding in window.live.made.blocking]


def test_a_final_pack_is_refused_with_what_blocks_it(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """Nothing is written; the next step unfolds the checks, the first of them under the cursor."""
    window, dialogs = desk
    window.state.open(FEW, None)
    show_preview(qtbot, window)
    assert blocked(window)
    dialogs.copies = replace(dialogs.copies, final=True)
    dialogs.exports.append((tmp_path / "final.pdf",))
    dialogs.next_steps.append(True)
    window.menus.actions["pdf"].trigger()

    (failure,) = dialogs.failures
    assert failure.title == "The pack cannot be final yet"
    assert "no final pack was written" in failure.text
    assert all(f"{rule} blocks" in failure.text for rule in blocked(window))
    assert failure.next_step == "Show the checks"
    assert not (tmp_path / "final.pdf").exists()
    assert window.panes.findings.list.isVisible()
    assert window.panes.findings.current
    assert window.panes.findings.current.level is Level.BLOCKS


def test_what_only_a_final_pack_must_not_have_is_found_among_the_checks(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """In a draft it is advice, one of many of its rule: the cursor stands on it all the same."""
    window, dialogs = desk
    show_preview(qtbot, window)
    assert blocked(window) == []
    dialogs.copies = replace(dialogs.copies, final=True)
    dialogs.exports.append((tmp_path / "final.pdf",))
    dialogs.next_steps.append(True)
    window.menus.actions["pdf"].trigger()

    (failure,) = dialogs.failures
    assert "M15 blocks" in failure.text
    found = window.panes.findings.current
    assert found
    assert (found.rule, found.level) == ("M15", Level.ADVICE)
    assert f"({found.block})" in failure.text


def test_a_rule_is_let_fail_with_a_reason_and_the_pack_goes_out_as_final(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """By keys in the list of findings; the reason is printed; undo and a button take it back."""
    window, dialogs = desk
    window.state.open(FEW, None)
    show_preview(qtbot, window)
    rules = dict.fromkeys(blocked(window))
    assert rules
    panel = window.panes.findings
    for rule in rules:
        panel.unfold()
        dialogs.reasons.append(REASON)
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
        assert dialogs.asked_for_reason[-1][0] == rule
        show_preview(qtbot, window)
    assert window.state.request.overrides == tuple(Override(rule, REASON) for rule in rules)
    assert blocked(window) == []
    dialogs.copies = replace(dialogs.copies, final=True)
    out = tmp_path / "final.pdf"
    dialogs.exports.append((out,))
    window.menus.actions["pdf"].trigger()
    assert not dialogs.failures
    pieces = " ".join(p for block in read_pdf(out.read_bytes(), out).blocks for p in block.pieces)
    assert REASON in pieces
    excused = next(
        row for row in range(panel.list.count()) if REASON in panel.list.item(row).text()
    )
    panel.list.setCurrentRow(excused)
    panel.take_back.click()
    assert len(window.state.request.overrides) == len(rules) - 1
    window.state.history.undo()
    assert len(window.state.request.overrides) == len(rules)


def test_a_final_pack_with_words_of_the_sample_is_told(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], tmp_path: Path
) -> None:
    """The files are written, and the line below says what in them only holds a place."""
    window, dialogs = desk
    visit = Visit(title="Sample visit", prepared_by="Desk")
    few = replace(FEW, product="call-brief", clearance=(), visit=visit)
    window.state.open(few, None)
    show_preview(qtbot, window)
    for final in (True, False):
        dialogs.copies = replace(dialogs.copies, final=final)
        out = tmp_path / f"{final}.pdf"
        dialogs.exports.append((out,))
        window.menus.actions["pdf"].trigger()
        assert not dialogs.failures
        said = window.statusBar().currentMessage()
        assert said.startswith(f"Written: {out.name}, in {out.parent}")
        assert (
            "(M15): 1; “Sample visit” (Visit and look › The visit › Title) only holds" in said
        ) is final


def test_an_override_that_nothing_needs_is_listed_and_can_go(
    qtbot: QtBot, window: MainWindow
) -> None:
    """It would otherwise hide a fault of tomorrow."""
    few = replace(FEW, overrides=(Override("L3", REASON),))
    window.state.open(few, None)
    show_preview(qtbot, window)
    panel = window.panes.findings
    last = panel.list.item(panel.list.count() - 1)
    assert last.text() == f"L3 may fail, because: {REASON} Nothing fails it now."
    head = panel.list.item(panel.list.count() - 2)
    assert head.text() == "Reasons that nothing needs now"
    assert head.font().bold()
    panel.list.setCurrentRow(panel.list.count() - 1)
    assert not panel.override.isEnabled()
    panel.take_back.click()
    assert window.state.request.overrides == ()


def test_a_reason_must_be_typed(qtbot: QtBot) -> None:
    """Enter does nothing before; the fault is heard with the field."""
    dialog = ReasonDialog("L3", "A level is skipped.")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.reason.accessibleDescription() == "A level is skipped."
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.reason, "Agreed with the desk")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.result() == 1


def test_final_is_a_tick_of_the_export(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    """Off by itself: a draft is what one exports by mistake."""
    dialog = ExportDialog(window, tmp_path / "name", (DOCX, PDF))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.final.isChecked()
    QTest.keyClick(dialog.final, Qt.Key.Key_Space)
    assert dialog.final.isChecked()
    dialog.go.click()
    assert dialog.choice
    assert dialog.choice.final
