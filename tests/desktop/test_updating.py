"""Newer facts taken in while the window is open: shown first, then laid over, the brief stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefgen.desktop.trust_dialog import OfferedKey, TrustDialog
from briefgen.desktop.update_dialog import UpdateDialog
from briefgen.paths import trusted_keys_folder, updates_folder
from briefgen.trust.keys import SecretKey, new_key
from briefgen.trust.making import draft_update
from briefgen.trust.update import sealed
from tests.desktop.desk import Recorded, open_window
from tests.desktop.test_accessibility import _unnamed
from tests.trust.updates import CORRECTED, Room, make_room

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.update_dialog import NewFacts
    from briefgen.desktop.window import MainWindow

FIGURE = "trade.2021.total"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A base that trusts one signer, and a home of its own."""
    return make_room(tmp_path, monkeypatch)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, room: Room) -> tuple[MainWindow, Recorded]:
    """A window over that base, with a title typed in."""
    window, dialogs = open_window(qtbot, tmp_path, data=room.base)
    request = window.state.request
    visit = replace(request.visit, title="Talks in Almaty")
    window.state.change(replace(request, visit=visit), "title")
    return window, dialogs


def _take_in(window: MainWindow, dialogs: Recorded, path: Path) -> None:
    dialogs.updates.append(path)
    window.menus.actions["update"].trigger()


def _value(window: MainWindow) -> object:
    assert window.state.library
    return window.state.library.base.observations[FIGURE].value


def test_new_facts_count_at_once_and_the_brief_stays(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """No restart, no lost title, and what was typed can still be undone."""
    window, dialogs = desk
    assert _value(window) == 45
    _take_in(window, dialogs, room.signed())

    assert not dialogs.failures, dialogs.failures[0].details
    assert _value(window) == 46
    assert window.state.request.visit.title == "Talks in Almaty"
    assert window.state.unsaved
    assert "Taken in: Corrections of November (pk-kz 12)" in window.statusBar().currentMessage()
    window.menus.actions["undo"].trigger()
    assert window.state.request.visit.title == "Sample visit to Astana"


def test_what_would_change_is_shown_before_and_may_be_left(
    qtbot: QtBot, desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Who signed it, the new words of each fact, the old and the new figure."""
    window, dialogs = desk
    dialogs.takes_in = False
    _take_in(window, dialogs, room.signed())

    assert _value(window) == 45
    assert not updates_folder().exists()
    [found] = dialogs.found_facts
    dialog = UpdateDialog(found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert room.signer.public.id in dialog.head.text()
    assert "The bureau counted again." in dialog.head.text()
    told = dialog.text.toPlainText()
    assert "Trade came to 46 million dollars in 2021." in told
    assert "Changed: Figure\n" in told
    assert "Value\nBefore: 45\nNow: 46" in told
    assert "New, changed or withdrawn: 1 fact, 1 figure." in dialog.head.text()
    assert FIGURE not in told
    dialog.take.click()
    assert dialog.result() == 1


def test_what_was_shown_is_taken_in_whatever_lies_there_by_then(
    desk: tuple[MainWindow, Recorded], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file on the stick is another one by the time that somebody has read what it changes."""
    window, dialogs = desk
    path = room.signed()
    shown = path.read_bytes()
    answer = dialogs.new_facts

    def swapped(parent: QWidget, found: NewFacts) -> bool:
        (fact,), (figure,) = CORRECTED["facts"], CORRECTED["observations"]
        statement = fact["statement"].replace("46", "99")
        tables = {
            "facts": [fact | {"statement": statement}],
            "observations": [figure | {"value": "99"}],
        }
        room.signed(tables, version=13)
        return answer(parent, found)

    monkeypatch.setattr(dialogs, "new_facts", swapped)
    _take_in(window, dialogs, path)

    assert path.read_bytes() != shown
    assert not dialogs.failures
    assert _value(window) == 46
    assert (updates_folder() / "pk-kz.briefupdate").read_bytes() == shown


def test_a_version_that_is_not_newer_is_refused_before_anything_is_shown(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Nobody reads through what cannot be taken in."""
    window, dialogs = desk
    _take_in(window, dialogs, room.signed())
    _take_in(window, dialogs, room.signed())
    assert len(dialogs.found_facts) == 1
    [failure] = dialogs.failures
    assert "version 12 of pk-kz is installed already" in failure.text


# --- a signer who is not trusted yet ------------------------------------------------------------


def _public(room: Room, key: SecretKey) -> Path:
    path = room.folder / "sender.pub"
    path.write_text(key.public.text, encoding="ascii")
    return path


def test_the_key_of_a_new_signer_is_trusted_with_the_facts_it_signed(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Asked for, compared, and trusted from then on; the next update needs no question."""
    window, dialogs = desk
    signer = new_key()
    dialogs.next_steps.append(True)
    dialogs.keys.append(_public(room, signer))
    _take_in(window, dialogs, room.signed(by=signer))

    [failure] = dialogs.failures
    assert failure.next_step == "Give the public key…"
    assert signer.public.id in failure.text
    assert "--trust" not in failure.text
    [offered] = dialogs.offered_keys
    assert (offered.number, offered.fingerprint) == (signer.public.id, signer.public.fingerprint)
    [found] = dialogs.found_facts
    assert found.is_new_signer
    assert _value(window) == 46
    assert [path.stem for path in trusted_keys_folder().iterdir()] == [signer.public.id.lower()]

    _take_in(window, dialogs, room.signed(by=signer, version=13))
    assert len(dialogs.offered_keys) == len(dialogs.failures) == 1


@pytest.mark.parametrize("trusts", [False, True])
def test_a_key_is_not_trusted_before_the_facts_are_taken_in(
    desk: tuple[MainWindow, Recorded], room: Room, *, trusts: bool
) -> None:
    """Leaving either dialog leaves everything as it was."""
    window, dialogs = desk
    signer = new_key()
    dialogs.next_steps.append(True)
    dialogs.keys.append(_public(room, signer))
    dialogs.trusts_keys, dialogs.takes_in = trusts, False
    _take_in(window, dialogs, room.signed(by=signer))
    assert len(dialogs.found_facts) == trusts
    assert not trusted_keys_folder().exists()
    assert _value(window) == 45


def test_a_key_that_did_not_sign_is_told_and_another_can_be_chosen(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """A file that holds no key, the key of somebody else, then the right one."""
    window, dialogs = desk
    signer = new_key()
    right = _public(room, signer)
    wrong = room.folder / "wrong.pub"
    wrong.write_text(new_key().public.text, encoding="ascii")
    none = room.folder / "none.pub"
    none.write_text("a letter", encoding="ascii")
    dialogs.next_steps += [True, True, True]
    dialogs.keys += [none, wrong, right]
    _take_in(window, dialogs, room.signed(by=signer))
    assert "no key file of minisign" in dialogs.failures[1].text
    assert f"the key {signer.public.id} signed the facts" in dialogs.failures[2].text
    assert len(dialogs.offered_keys) == 1
    assert _value(window) == 46


def test_a_key_with_the_number_of_the_signer_and_another_half_is_refused(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """A number can be copied; the fingerprint tells the two apart, and the signature too."""
    window, dialogs = desk
    signer, other = new_key(), new_key()
    forged = SecretKey(signer.number, other.key)
    assert forged.public.id == signer.public.id
    assert forged.public.fingerprint != signer.public.fingerprint
    dialogs.next_steps.append(True)
    dialogs.keys.append(_public(room, forged))
    _take_in(window, dialogs, room.signed(by=signer))
    assert "was changed after the key" in dialogs.failures[1].text
    assert _value(window) == 45


def test_the_key_is_trusted_by_keys_alone_and_not_by_enter(qtbot: QtBot, tmp_path: Path) -> None:
    """Enter leaves; Space says that it was compared; only then does the button answer."""
    key = new_key().public
    offered = OfferedKey(tmp_path / "house.pub", key.id, key.fingerprint)
    hurried = TrustDialog(offered)
    qtbot.addWidget(hurried)
    hurried.show()
    qtbot.keyClick(hurried, Qt.Key.Key_Return)
    assert not hurried.isVisible()
    assert hurried.result() == 0

    dialog = TrustDialog(offered)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.compared.hasFocus)
    assert _unnamed(dialog) == []
    assert dialog.fingerprint.text() == key.fingerprint
    assert "house.pub" in dialog.words.text()
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.compared, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.result() == 1)


@pytest.mark.usefixtures("large_letters")
def test_nothing_of_the_key_is_cut_in_large_letters(qtbot: QtBot, tmp_path: Path) -> None:
    """The whole warning and the whole fingerprint can be read at 16 points."""
    key = new_key().public
    dialog = TrustDialog(OfferedKey(tmp_path / "house.pub", key.id, key.fingerprint))
    qtbot.addWidget(dialog)
    dialog.show()
    words, field = dialog.words, dialog.fingerprint
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert field.fontMetrics().horizontalAdvance(field.text()) < field.width()
    assert field.font().pointSizeF() == 16


def test_a_key_that_an_update_brings_is_told(desk: tuple[MainWindow, Recorded], room: Room) -> None:
    """Taking it in trusts that one too."""
    window, dialogs = desk
    brought = new_key()
    folder = room.source()
    (folder / "new_key.pub").write_text(brought.public.text, encoding="ascii")
    draft = draft_update(folder, room.base)
    path = room.put(sealed(draft.manifest, draft.texts, room.signer))
    _take_in(window, dialogs, path)
    [found] = dialogs.found_facts
    dialog = UpdateDialog(found, window)
    assert f"trusts the key {brought.public.id} from then on" in dialog.head.text()


def test_an_update_that_nobody_trusted_signed_is_refused(
    desk: tuple[MainWindow, Recorded], room: Room
) -> None:
    """Nothing has changed; the next step is its key, which need not be given."""
    window, dialogs = desk
    _take_in(window, dialogs, room.signed(by=new_key()))

    [failure] = dialogs.failures
    assert failure.title == "The new facts are not taken in yet"
    assert dialogs.found_facts == []
    assert _value(window) == 45
