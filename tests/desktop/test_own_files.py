"""A house style and a product of one's own, chosen in the lists of the window."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefgen import resources
from briefgen.cli import main
from briefgen.pack.brief_file import read_brief
from briefgen.pack.request import Request
from briefgen.render.making import HOUSE
from tests.desktop.desk import Recorded, open_window, show_preview
from tests.render.third_party import letterhead, saved
from tests.render.word_files import changed_house

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from briefgen.desktop.own_file_box import OwnFileBox
    from briefgen.desktop.window import MainWindow

Desk = tuple["MainWindow", Recorded]
Key = Qt.Key
SHORT = Request(product="checklist", topics=("trade.volume",), first="2020", last="2026")


@pytest.fixture
def desk(short_desk: tuple[MainWindow, Recorded]) -> tuple[MainWindow, Recorded]:
    """A window whose pack is soon made."""
    return short_desk


def own_house(folder: Path, name: str = "ours.docx") -> Path:
    """A Word file in ``folder`` that can be a house style."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(resources.bundled_templates() / "house" / "plain.docx", folder / name)
    return folder / name


def own_product(folder: Path, *swaps: tuple[str, str], name: str = "ours.toml") -> Path:
    """A product in ``folder``, some of its words swapped for others."""
    folder.mkdir(exist_ok=True)
    source = resources.bundled_templates() / "products" / "checklist.toml"
    text = source.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def house_box(window: MainWindow) -> OwnFileBox:
    """The list of house styles, on its page."""
    window.panes.tabs.setCurrentIndex(1)
    window.panes.visit.turn_to(window.panes.visit.look)
    return window.panes.visit.look.house


def product_box(window: MainWindow) -> OwnFileBox:
    """The list of products, on its tab."""
    window.panes.tabs.setCurrentIndex(0)
    return window.panes.choices.product


def take_last(box: OwnFileBox) -> None:
    """Open the list by its key, go to its last entry and take that."""
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert box.view().isVisible()
    QTest.keyClick(box.view(), Key.Key_End)
    QTest.keyClick(box.view(), Key.Key_Return)


def listed(box: OwnFileBox) -> list[str]:
    """The words of the entries that can be taken."""
    flags = [box.model().flags(box.model().index(row, 0)) for row in range(box.count())]
    return [box.itemText(n) for n, flag in enumerate(flags) if flag & Qt.ItemFlag.ItemIsSelectable]


def told_of_house(window: MainWindow) -> list[str]:
    """What the checks say of the house style."""
    assert window.live.made
    return [found.message for found in window.live.made.findings if found.rule == HOUSE]


# --- a house style ------------------------------------------------------------------------------


def test_a_word_file_becomes_the_house_style(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """By keys alone; it is listed by its name, its path is told, and it can be undone."""
    window, dialogs = desk
    window.state.open(SHORT, None)
    box = house_box(window)
    assert listed(box) == ["ministry", "plain", "think-tank", "Choose a Word file…"]
    path = saved(letterhead(), tmp_path)
    dialogs.houses.append(path)
    take_last(box)

    assert not dialogs.failures
    assert window.state.request.house == str(path)
    assert window.state.history.undoText() == "Change of the house style"
    assert (box.currentText(), box.currentData(), box.toolTip()) == (path.name, *[str(path)] * 2)
    assert box.itemData(box.currentIndex(), Qt.ItemDataRole.ToolTipRole) == str(path)
    assert listed(box)[-2:] == [path.name, "Choose a Word file…"]
    show_preview(qtbot, window)
    assert "cannot be embedded" in told_of_house(window)[0]

    window.menus.actions["undo"].trigger()
    assert window.state.request.house == "ministry"
    assert (box.currentText(), box.toolTip()) == ("ministry", "")
    QTest.keyClick(box, Key.Key_End)  # it stays in the list, to be taken again
    assert window.state.request.house == "ministry"
    box.setFocus()
    QTest.keyClicks(box, path.name[:3])
    assert window.state.request.house == str(path)


def test_leaving_the_dialog_leaves_the_choice(desk: Desk) -> None:
    """Nothing is asked for again, no step is added, and the list shows what it showed."""
    window, dialogs = desk
    for box in (house_box(window), product_box(window)):
        window.panes.tabs.setCurrentIndex(1 if box is window.panes.visit.look.house else 0)
        before = (window.state.request, box.currentText())
        take_last(box)
        assert (window.state.request, box.currentText()) == before
    assert len(dialogs.looked_in) == 2
    assert window.state.history.count() == 0
    assert not dialogs.failures


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("macro", "macro or an embedded object"),
        ("password", "it has a password or is in the old .doc format"),
        ("none", "no such file"),
        ("name", "must end in .docx or .dotx"),
    ],
)
def test_a_word_file_that_cannot_be_used_is_told(
    desk: Desk, tmp_path: Path, kind: str, words: str
) -> None:
    """In one sentence; the choice stays; another file can be chosen at once."""
    window, dialogs = desk
    path = tmp_path / "other.docx"
    match kind:
        case "macro":
            path = changed_house(tmp_path, add={"word/vbaProject.bin": b"x"})
        case "password":
            path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
        case "name":
            path = own_house(tmp_path, "ours.bak")
    before = window.state.request
    box = house_box(window)
    good = own_house(tmp_path / "good")
    dialogs.houses += [path, good]
    dialogs.next_steps += [False]
    take_last(box)
    assert window.state.request == before
    assert box.currentText() == "ministry"
    [failure] = dialogs.failures
    assert failure.title == "The house style cannot be used"
    assert words in failure.text
    assert str(path) in failure.text
    assert failure.next_step == "Choose another file"

    dialogs.houses.insert(0, path)
    dialogs.next_steps += [True]
    take_last(box)
    assert window.state.request.house == str(good)


def test_stepping_through_the_closed_list_opens_no_dialog(desk: Desk) -> None:
    """Arrow keys, End and the wheel choose among the names; the entry for a file is passed by."""
    window, dialogs = desk
    box = house_box(window)
    box.setFocus()
    for _ in range(6):
        QTest.keyClick(box, Key.Key_Down)
    assert window.state.request.house == box.currentText() == "think-tank"
    QTest.keyClick(box, Key.Key_Down)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt has no name for it
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    QTest.keyClicks(box, "Choose")
    assert window.state.request.house == box.currentText() == "think-tank"
    assert dialogs.looked_in == []


def test_files_of_one_name_are_told_apart_by_their_folder(desk: Desk, tmp_path: Path) -> None:
    """Both stay in the list."""
    window, dialogs = desk
    box = house_box(window)
    first, second = own_house(tmp_path / "old"), own_house(tmp_path / "new")
    for path in (first, second, first):
        dialogs.houses.append(path)
        take_last(box)
        assert window.state.request.house == box.currentData() == str(path)
    assert listed(box)[3:-1] == ["ours.docx", "ours.docx (new)"]
    assert dialogs.looked_in[1:] == [first.parent, second.parent]


def test_a_house_that_was_changed_in_word_is_followed(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """F5 reads the file anew."""
    window, dialogs = desk
    path = own_house(tmp_path)
    window.state.open(replace(SHORT, house=str(path)), None)
    show_preview(qtbot, window)
    assert told_of_house(window) == []
    path.write_bytes(saved(letterhead(), tmp_path).read_bytes())
    window.menus.actions["refresh"].trigger()
    assert not dialogs.failures
    assert "cannot be embedded" in told_of_house(window)[0]


# --- a product ----------------------------------------------------------------------------------


def test_a_product_file_becomes_the_product(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Its title stands in the pages, its marking in the field for one; it can be undone."""
    window, dialogs = desk
    window.state.open(SHORT, None)
    path = own_product(
        tmp_path, ('title = "', 'title = "Our own '), ('default = "', 'default = "OURS ')
    )
    box = product_box(window)
    dialogs.products.append(path)
    take_last(box)
    assert not dialogs.failures
    assert window.state.request.product == str(path)
    assert (box.currentText(), box.currentData()) == ("ours.toml", str(path))
    assert "Our own" in show_preview(qtbot, window)
    line = window.panes.visit.look.marking.lineEdit()
    assert line
    assert line.placeholderText().startswith("OURS")
    window.menus.actions["undo"].trigger()
    assert window.state.request == SHORT
    assert box.currentData() == "checklist"


def test_a_product_with_mistakes_is_told_with_the_first_of_them(desk: Desk, tmp_path: Path) -> None:
    """The line it stands in, and how many there are; the choice stays."""
    window, dialogs = desk
    box = product_box(window)
    before = window.state.request
    two = own_product(tmp_path, ("title =", "titel ="), ("points =", "pionts ="))
    one = own_product(tmp_path, ('sections = ["', 'sections = ["poems", "'), name="one.toml")
    addendum = own_product(tmp_path, ("title =", "made_of_two = true\ntitle ="), name="two.toml")
    text = own_product(tmp_path, name="product.txt")
    dialogs.products += [two, one, addendum, text]
    for _ in range(4):
        take_last(box)
    assert window.state.request == before
    assert box.currentData() == before.product
    told = [failure.text for failure in dialogs.failures]
    rows = two.read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, row in enumerate(rows) if row.startswith("titel"))
    assert f"line {line}: " in told[0]
    assert "“titel”" in told[0]
    assert "This is the first of 4 mistakes in it." in told[0]
    assert "“poems” in sections is none of" in told[1]
    assert told[1].endswith("It is the only mistake in it.")
    assert "made of two" in told[2]
    assert "must end in .toml" in told[3]


# --- in the .brief ------------------------------------------------------------------------------


def test_files_beside_the_brief_are_saved_by_name_and_found_again(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """The folder can be moved as a whole; the command line reads the same."""
    window, dialogs = desk
    folder = tmp_path / "visit"
    house, product = own_house(folder / "look"), own_product(folder)
    window.state.open(replace(SHORT, house=str(house), product=str(product)), None)
    dialogs.save.append(folder / "a.brief")
    window.menus.actions["save"].trigger()
    assert not dialogs.failures
    document = read_brief(folder / "a.brief")
    assert (document["house"], document["product"]) == ("look/ours.docx", "ours.toml")
    assert window.state.request.house == str(house)
    assert window.state.history.count() == 0

    moved = folder.rename(tmp_path / "moved")
    again, asked = open_window(qtbot, tmp_path, brief=moved / "a.brief")
    assert not asked.failures
    assert again.state.request.house == str(moved / "look" / "ours.docx")
    assert not again.state.unsaved
    assert house_box(again).currentText() == "ours.docx"
    assert house_box(again).toolTip() == str(moved / "look" / "ours.docx")
    assert product_box(again).currentText() == "ours.toml"
    show_preview(qtbot, again)
    assert main(["build", str(moved / "a.brief"), "-o", str(tmp_path / "a.pdf")]) == 0


def test_a_file_from_elsewhere_is_copied_beside_the_brief_if_wanted(
    desk: Desk, tmp_path: Path
) -> None:
    """A .brief leads to no other folder: the user is asked, and nothing is written over."""
    window, dialogs = desk
    house, product = own_house(tmp_path / "templates"), own_product(tmp_path / "templates")
    brief = tmp_path / "visit" / "a.brief"
    brief.parent.mkdir()
    dialogs.houses.append(house)
    take_last(house_box(window))
    dialogs.products.append(product)
    take_last(product_box(window))

    dialogs.save.append(brief)
    window.menus.actions["save"].trigger()
    assert list(brief.parent.iterdir()) == []  # asked, and left
    assert window.state.unsaved
    [asked] = dialogs.failures
    assert asked.title == "The brief is not saved yet"
    assert asked.text.startswith("Not in the folder of the brief: ours.docx and ours.toml.")
    assert asked.details.splitlines() == [str(house), str(product)]
    assert asked.next_step == "Put a copy beside the brief"

    dialogs.save.append(brief)
    dialogs.next_steps.append(True)
    window.menus.actions["save"].trigger()
    assert not window.state.unsaved
    document = read_brief(brief)
    assert (document["house"], document["product"]) == ("ours.docx", "ours.toml")
    assert (brief.parent / "ours.docx").read_bytes() == house.read_bytes()
    assert window.state.request.house == str(brief.parent / "ours.docx")
    assert house_box(window).currentData() == str(brief.parent / "ours.docx")


def test_a_copy_writes_nothing_over(desk: Desk, tmp_path: Path) -> None:
    """The same file may lie there already; another of its name is told, and both stay."""
    window, dialogs = desk
    house = own_house(tmp_path / "templates")
    folder = tmp_path / "visit"
    other = own_house(folder)
    dialogs.save.append(folder / "a.brief")
    dialogs.next_steps.append(True)
    window.state.open(replace(SHORT, house=str(house)), None)
    window.menus.actions["save"].trigger()
    assert not window.state.unsaved
    assert window.state.request.house == str(other)

    other.write_bytes(saved(letterhead(), tmp_path).read_bytes())
    kept = other.read_bytes()
    dialogs.houses.append(house)
    take_last(house_box(window))
    dialogs.next_steps += [True, False]
    window.menus.actions["save"].trigger()
    assert "another file of that name is there" in dialogs.failures[-1].text
    assert window.state.unsaved
    assert other.read_bytes() == kept
    house.unlink()
    dialogs.next_steps += [True, False]
    window.menus.actions["save"].trigger()
    assert f"{house} cannot be read" in dialogs.failures[-1].text


def test_a_brief_cannot_lead_to_another_folder(desk: Desk, tmp_path: Path) -> None:
    """What is let in from a dialog is not let in from a file."""
    window, dialogs = desk
    before = window.state.request
    brief = tmp_path / "a.brief"
    house = own_house(tmp_path / "templates").as_posix()
    brief.write_text(f'format = 2\nhouse = "{house}"\n', encoding="utf-8")
    dialogs.open.append(brief)
    window.menus.actions["open"].trigger()
    assert "not a path to another folder" in dialogs.failures[0].text
    assert window.state.request == before


@pytest.mark.parametrize(("key", "name"), [("house", "gone.docx"), ("product", "gone.toml")])
def test_a_file_that_has_gone_is_told_above_the_pages(
    qtbot: QtBot, desk: Desk, tmp_path: Path, key: str, name: str
) -> None:
    """The brief opens all the same, and another choice mends it."""
    window, dialogs = desk
    brief = tmp_path / "a.brief"
    brief.write_text(f'format = 2\ntopics = ["trade.volume"]\n{key} = "{name}"\n', encoding="utf-8")
    dialogs.open.append(brief)
    window.menus.actions["open"].trigger()
    assert not dialogs.failures
    box = {"house": house_box, "product": product_box}[key](window)
    assert box.currentText() == name
    window.live.refresh()
    message = window.panes.preview.message.text()
    assert str(tmp_path / name) in message
    assert "no such file" in message
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    assert box.currentText() != name
    show_preview(qtbot, window)
