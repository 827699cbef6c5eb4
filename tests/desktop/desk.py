"""What the desktop tests share: answers in place of dialogs, a pool that runs at once, a window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from briefgen import resources
from briefgen.desktop.dialogs import Answer, Dialogs
from briefgen.desktop.export_choice import ExportChoice
from briefgen.desktop.found_box import Found
from briefgen.desktop.jobs import Jobs
from briefgen.desktop.settings import Settings
from briefgen.desktop.state import State
from briefgen.desktop.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from briefgen.desktop.addendum_dialog import Compared
    from briefgen.desktop.errors import Failure
    from briefgen.desktop.faults_dialog import FaultyFacts
    from briefgen.desktop.jobs import Pool
    from briefgen.desktop.rescue import Rescue
    from briefgen.desktop.rewordable import Wordable
    from briefgen.desktop.snapshots import Snapshot
    from briefgen.desktop.trust_dialog import OfferedKey
    from briefgen.desktop.update_dialog import NewFacts
    from briefgen.pack.after.taking_in import TakenIn

TODAY = date(2026, 11, 22)


class AtOncePool:
    """Runs work where it is asked for, so that a test needs no waiting."""

    def start(self, work: Callable[[], None]) -> None:
        """Run ``work`` now."""
        work()

    def wait(self) -> None:
        """Nothing is ever left to do."""


@dataclass
class Recorded:
    """Stands in for the dialogs: gives the answers laid out here and keeps what was asked."""

    open: list[Path] = field(default_factory=list)
    save: list[Path] = field(default_factory=list)
    exports: list[tuple[Path, ...]] = field(default_factory=list)
    copies: ExportChoice = field(default_factory=lambda: ExportChoice(()))
    documents: list[Path] = field(default_factory=list)
    packs: list[Path] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    asked_for_password: list[str] = field(default_factory=list)
    told_wrong: list[bool] = field(default_factory=list)
    unsaved_answer: Answer = Answer.DISCARD
    next_steps: list[bool] = field(default_factory=list)
    edited: list[Path] = field(default_factory=list)
    houses: list[Path] = field(default_factory=list)
    products: list[Path] = field(default_factory=list)
    looked_in: list[Path] = field(default_factory=list)
    takes_in: bool = True
    taken: list[TakenIn] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    updates: list[Path] = field(default_factory=list)
    bases: list[Path] = field(default_factory=list)
    faults: list[FaultyFacts] = field(default_factory=list)
    found_facts: list[NewFacts] = field(default_factory=list)
    keys: list[Path] = field(default_factory=list)
    trusts_keys: bool = True
    offered_keys: list[OfferedKey] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    new_words: list[Mapping[str, str]] = field(default_factory=list)
    asked_to_reword: list[str] = field(default_factory=list)
    texts: Sequence[Wordable] = ()
    reasons: list[str] = field(default_factory=list)
    asked_for_reason: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    suggestions: list[Path] = field(default_factory=list)
    suggested_plain: list[bool] = field(default_factory=list)
    asked_to_save: list[str] = field(default_factory=list)
    facts: str = ""
    offered: list[Snapshot] = field(default_factory=list)
    answers_to_found: list[Found] = field(default_factory=list)

    def open_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.open.pop(0) if self.open else None

    def save_path(self, _parent: QWidget, suggestion: Path) -> Path | None:
        """The next path laid out."""
        self.suggestions.append(suggestion)
        return self.save.pop(0) if self.save else None

    def export(
        self, _parent: QWidget, suggestion: Path, suffixes: Sequence[str], *, plain: bool
    ) -> ExportChoice | None:
        """The next paths laid out, with the kind of copy laid out for all."""
        self.suggestions.append(suggestion)
        self.suggested_plain.append(plain)
        if not self.exports:
            return None
        paths = self.exports.pop(0)
        assert [path.suffix for path in paths] == list(suffixes)
        return replace(self.copies, paths=paths)

    def document_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.documents.pop(0) if self.documents else None

    def pack_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.packs.pop(0) if self.packs else None

    def password(self, _parent: QWidget, name: str, *, was_wrong: bool) -> str | None:
        """The next password laid out."""
        self.asked_for_password.append(name)
        self.told_wrong.append(was_wrong)
        return self.passwords.pop(0) if self.passwords else None

    def edited_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.edited.pop(0) if self.edited else None

    def house_path(self, _parent: QWidget, folder: Path) -> Path | None:
        """Keep where it starts; the next path laid out."""
        self.looked_in.append(folder)
        return self.houses.pop(0) if self.houses else None

    def product_path(self, _parent: QWidget, folder: Path) -> Path | None:
        """Keep where it starts; the next path laid out."""
        self.looked_in.append(folder)
        return self.products.pop(0) if self.products else None

    def take_in(self, _parent: QWidget, taken: TakenIn, _name: str) -> bool:
        """Keep ``taken``; the answer laid out."""
        self.taken.append(taken)
        return self.takes_in

    def facts_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.bases.pop(0) if self.bases else None

    def faulty(self, _parent: QWidget, found: FaultyFacts) -> bool:
        """Keep what is amiss; the answer laid out."""
        self.faults.append(found)
        return self.takes_in

    def update_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.updates.pop(0) if self.updates else None

    def key_path(self, _parent: QWidget, _folder: Path) -> Path | None:
        """The next path laid out."""
        return self.keys.pop(0) if self.keys else None

    def trusts(self, _parent: QWidget, key: OfferedKey) -> bool:
        """Keep ``key``; the answer laid out."""
        self.offered_keys.append(key)
        return self.trusts_keys

    def new_facts(self, _parent: QWidget, found: NewFacts) -> bool:
        """Keep what would change; the answer laid out."""
        self.found_facts.append(found)
        return self.takes_in

    def addendum(self, _parent: QWidget, compared: Compared) -> int:
        """Keep what reads differently; the next number laid out."""
        self.compared.append(compared)
        return self.numbers.pop(0) if self.numbers else 0

    def reword(self, _parent: QWidget, texts: Sequence[Wordable], chosen: str) -> Mapping[str, str]:
        """Keep what was offered; the next words laid out."""
        self.texts = texts
        self.asked_to_reword.append(chosen)
        return self.new_words.pop(0) if self.new_words else {}

    def reason(self, _parent: QWidget, rule: str, fault: str) -> str | None:
        """Keep what would fail; the next reason laid out."""
        self.asked_for_reason.append((rule, fault))
        return self.reasons.pop(0) if self.reasons else None

    def unsaved(self, _parent: QWidget, name: str) -> Answer:
        """The answer laid out."""
        self.asked_to_save.append(name)
        return self.unsaved_answer

    def found(self, _parent: QWidget, kept: Snapshot) -> Found:
        """Keep what was offered; the next answer laid out."""
        self.offered.append(kept)
        return self.answers_to_found.pop(0) if self.answers_to_found else Found.LATER

    def failure(self, _parent: QWidget | None, failure: Failure) -> bool:
        """Keep ``failure``; take its next step where that was laid out."""
        self.failures.append(failure)
        return self.next_steps.pop(0) if self.next_steps else False

    def settings(self, parent: QWidget, settings: Settings, rescue: Rescue) -> Settings | None:
        """The real dialog, for keys to be pressed in."""
        return Dialogs().settings(parent, settings, rescue)

    def about(self, _parent: QWidget, facts: str) -> None:
        """Keep what the window says of its facts."""
        self.facts = facts


def asked(ask: Callable[[], object], answer: Callable[[QDialog], None]) -> object:
    """What ``ask`` comes back with once ``answer`` was given to the dialog that it shows."""
    errors: list[BaseException] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            answer(dialog)
        except BaseException as error:  # noqa: BLE001 - told below; here it would hang the dialog
            errors.append(error)
            dialog.reject()

    QTimer.singleShot(200, reply)
    told = ask()
    if errors:
        raise errors[0]
    return told


def open_window(
    qtbot: QtBot,
    folder: Path,
    *,
    pool: Pool | None = None,
    brief: Path | None = None,
    data: Path | None = None,
    templates: Path | None = None,
    settings: Settings | None = None,
    found: Sequence[Found] = (),
    next_steps: Sequence[bool] = (),
    first_pages: bool = False,
) -> tuple[MainWindow, Recorded]:
    """A shown window over the bundled facts that keeps its settings in ``folder``.

    Its first pages come by themselves only where ``first_pages`` are asked for: else they would
    come to a test that does not look at them, or not, as fast as the machine happens to be.
    """
    dialogs = Recorded(answers_to_found=[*found], next_steps=[*next_steps])
    state = State(lambda: TODAY)
    window = MainWindow(
        state=state,
        jobs=Jobs(state, pool or AtOncePool()),
        dialogs=dialogs,
        data=data or resources.bundled_data(),
        templates=templates or resources.bundled_templates(),
        config=folder / "config",
        unsaved=folder / "unsaved",
        settings=settings or Settings(),
        brief=brief,
    )
    state.setParent(window)
    qtbot.addWidget(window)
    if not first_pages:
        state.library_loaded.connect(window.live.stop)  # behind the window, which starts the pause
    window.show()
    given = data or (settings and settings.facts)
    qtbot.waitUntil(lambda: bool(state.library or dialogs.failures), timeout=20_000)
    assert state.library or given, dialogs.failures[0].details
    return window, dialogs


def show_preview(qtbot: QtBot, window: MainWindow) -> str:
    """Make the preview anew and return the words of its pages."""
    before = window.panes.preview.document
    window.live.refresh()

    def ended() -> bool:
        return window.panes.preview.document is not before or bool(
            window.panes.preview.message.text() or _failures(window)
        )

    qtbot.waitUntil(ended, timeout=20_000)
    assert not _failures(window), _failures(window)[0].details
    assert window.panes.preview.message.text() == ""
    return window.panes.preview.text()


def _failures(window: MainWindow) -> list[Failure]:
    assert isinstance(window.dialogs, Recorded)
    return window.dialogs.failures
