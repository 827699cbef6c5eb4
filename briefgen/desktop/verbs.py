"""The verbs of the menus with their words and keys, each handing over to ``actions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWhatsThis

from briefgen.desktop import actions
from briefgen.desktop.explaining import tell_of_focus
from briefgen.desktop.export_choice import DOCX, PDF
from briefgen.desktop.fields import CheckedEdit
from briefgen.desktop.help_topics import KEYS, START
from briefgen.desktop.menus import Verb
from briefgen.desktop.window_terms import in_window_terms
from briefgen.pack.request import Likelihood

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.desktop.facts_at_hand import FactsAtHand
    from briefgen.desktop.live_preview import LivePreview
    from briefgen.desktop.making import Exported
    from briefgen.desktop.panes import Panes
    from briefgen.desktop.update_dialog import NewFacts


class Verbs(QObject):
    """What the menus, the toolbar and the keys start."""

    file_used = Signal()  # a .brief was opened or saved
    told = Signal(str)  # a sentence for the status bar
    revealed = Signal(object, object)  # what files reveal, and those that were just written
    settings_asked = Signal()
    help_asked = Signal(str)  # the name of a page, or "" for the one about what has the keyboard
    checked = Signal(object)  # what became of a finished pack, a CheckedPack

    def __init__(
        self, desk: actions.Desk, panes: Panes, live: LivePreview, facts: FactsAtHand
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._panes, self._live, self._facts = desk, panes, live, facts
        self._is_refused = False  # an export, for what is typed wrong: the status bar says so
        for field in (
            *panes.choices.findChildren(CheckedEdit),
            *panes.visit.findChildren(CheckedEdit),
        ):
            field.judged.connect(self._on_judged)

    def file_verbs(self) -> tuple[Verb, ...]:
        """What stands in the File menu."""
        keys = QKeySequence.StandardKey
        return (
            Verb("new", self.tr("&New"), keys.New, self.new),
            Verb("open", self.tr("&Open…"), keys.Open, self.open),
            Verb("sample", self.tr("Open the sa&mple visit"), None, self.open_sample),
            Verb("save", self.tr("&Save"), keys.Save, self.save),
            Verb("save-as", self.tr("Save &as…"), QKeySequence("Ctrl+Shift+S"), self.save_as),
            Verb("export", self.tr("&Export both…"), QKeySequence("Ctrl+E"), self.export_both),
            Verb("docx", self.tr("Export &DOCX…"), QKeySequence("Ctrl+Shift+D"), self.export_docx),
            Verb("pdf", self.tr("Export &PDF…"), QKeySequence("Ctrl+Shift+P"), self.export_pdf),
            Verb(
                "edits",
                self.tr("Take in edits from &Word…"),
                QKeySequence("Ctrl+I"),
                self.take_in_edits,
            ),
            Verb(
                "addendum",
                self.tr("Addend&um to a pack…"),
                QKeySequence("Ctrl+U"),
                self.make_addendum,
            ),
            Verb("update", self.tr("Take in new &facts…"), None, self.take_in_update),
            Verb("reveal", self.tr("What a file re&veals…"), QKeySequence("Ctrl+R"), self.reveal),
            Verb("verify", self.tr("Chec&k a finished pack…"), QKeySequence("Ctrl+K"), self.verify),
            Verb("quit", self.tr("&Quit"), QKeySequence("Ctrl+Q"), self._desk.window.close),
        )

    def view_verbs(self) -> tuple[Verb, ...]:
        """What stands in the other menus."""
        keys, panes, preview = QKeySequence.StandardKey, self._panes, self._panes.preview
        find = self._panes.facts.focus_search
        return (
            Verb("find", self.tr("&Search the facts"), keys.Find, find),
            Verb("reword", self.tr("Re&word…"), QKeySequence("F2"), self.reword),
            Verb("refresh", self.tr("Re&fresh"), QKeySequence("F5"), self.refresh),
            Verb(
                "show", self.tr("Show the fact &in the pages"), QKeySequence("F4"), self.show_fact
            ),
            Verb("larger", self.tr("&Larger"), keys.ZoomIn, preview.zoom_in),
            Verb("smaller", self.tr("S&maller"), keys.ZoomOut, preview.zoom_out),
            Verb("next", self.tr("&Next page"), QKeySequence("Alt+PgDown"), preview.go_on),
            Verb("onward", self.tr("Next par&t"), QKeySequence("F6"), panes.focus_next),
            Verb(
                "back",
                self.tr("Part &before"),
                QKeySequence("Shift+F6"),
                self._panes.focus_previous,
            ),
            Verb("previous", self.tr("&Previous page"), QKeySequence("Alt+PgUp"), preview.go_back),
            Verb(
                "settings",
                self.tr("Se&ttings…"),
                QKeySequence("Ctrl+,"),
                self.settings_asked.emit,
            ),
            Verb("help", self.tr("&Help on this part"), QKeySequence("F1"), self.help),
            Verb("this", self.tr("&What is this?"), QKeySequence("Shift+F1"), tell_of_focus),
            Verb("point", self.tr("&Point at something…"), None, QWhatsThis.enterWhatsThisMode),
            Verb("start", self.tr("&From a new brief to the files"), None, self.help_start),
            Verb("keys", self.tr("&Keys"), None, self.help_keys),
            Verb("about", self.tr("&About briefgen"), None, self.about),
        )

    def menus(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The menus with the names of what stands in them; "" is a line between."""
        likely = tuple(str(likelihood) for likelihood in Likelihood)
        files = ("new", "open", "recent", "sample", "", "save", "save-as", "", "export", "docx")
        pages = ("refresh", "show", "", "larger", "smaller", "", "next", "previous", "")
        return (
            (
                self.tr("&File"),
                (
                    *files,
                    "pdf",
                    "folder",
                    "",
                    "edits",
                    "addendum",
                    "",
                    "update",
                    "own-facts",
                    "bundled",
                    "",
                    "verify",
                    "reveal",
                    "",
                    "quit",
                ),
            ),
            (
                self.tr("&Edit"),
                (
                    "undo",
                    "redo",
                    "",
                    "find",
                    "",
                    "reword",
                    "up",
                    "down",
                    "",
                    *likely,
                    "",
                    "settings",
                ),
            ),
            (self.tr("Vie&w"), (*pages, "onward", "back", "", "checked", "reveals")),
            (self.tr("&Help"), ("help", "this", "point", "", "start", "keys", "", "about")),
        )

    # --- the file ---

    @Slot()
    def new(self) -> None:
        """Start with an empty request."""
        actions.new_brief(desk=self._desk)
        if not self._desk.state.names_anything:
            self._panes.tabs.setCurrentIndex(0)
            self._panes.focus_left()

    @Slot()
    def open(self, path: Path | None = None) -> bool:
        """Open ``path`` or a .brief the user chooses; whether one was opened."""
        opened = actions.open_brief(desk=self._desk, path=path)
        if opened:
            self.file_used.emit()
        return opened

    @Slot()
    def open_sample(self) -> None:
        """Show the sample visit."""
        if actions.may_leave(desk=self._desk):
            actions.open_sample(desk=self._desk, templates=self._facts.places.templates)

    @Slot()
    def save(self) -> None:
        """Save the .brief."""
        self._tell_saved(saved=actions.save_brief(desk=self._desk))

    @Slot()
    def save_as(self) -> None:
        """Save the .brief under another name."""
        self._tell_saved(saved=actions.save_brief_as(desk=self._desk))

    def _tell_saved(self, *, saved: bool) -> None:
        """Say so where the status bar may still tell what was done before."""
        path = self._desk.state.path
        if saved and path:
            self.file_used.emit()
            words = self.tr("Saved: {name}").format(name=path.name)
            if fault := self._panes.fault:
                words = self.tr("{saved}. Not in it: {fault}").format(saved=words, fault=fault)
            self.told.emit(words)

    # --- the pack ---

    @Slot()
    def refresh(self) -> None:
        """Make the pages anew, from facts of one's own as they are now."""
        if not self._facts.read_again():
            self._live.refresh()

    @Slot()
    def export_both(self) -> None:
        """Write a DOCX and a PDF."""
        self._export((DOCX, PDF))

    @Slot()
    def export_docx(self) -> None:
        """Write a DOCX."""
        self._export((DOCX,))

    @Slot()
    def export_pdf(self) -> None:
        """Write a PDF."""
        self._export((PDF,))

    def _export(self, suffixes: tuple[str, ...]) -> None:
        if fault := self._panes.fault:
            self.told.emit(self.tr("Nothing was written. {fault}").format(fault=fault))
            self._is_refused = True
            self._panes.lead_to_fault()
            return
        if not self._desk.state.names_anything:
            self.told.emit(self.tr("Nothing was written: no topic is ticked."))
            self._panes.tabs.setCurrentIndex(0)
            self._panes.focus_left()
            return
        actions.export_pack(
            desk=self._desk,
            suffixes=suffixes,
            on_done=self._on_exported,
            on_refused=self._panes.findings.unfold,
        )

    @Slot()
    def _on_judged(self) -> None:
        if self._is_refused and not self._panes.fault:
            self._is_refused = False
            self.told.emit("")

    def _on_exported(self, exported: Exported) -> None:
        names = self.tr(" and ").join(path.name for path in exported.paths)
        folder = exported.paths[0].parent
        told = [self.tr("Written: {names}, in {folder}").format(names=names, folder=folder)]
        if exported.placeholders:
            words = self.tr("Yet it prints what only holds a place (M15): {count}; {first}")
            first = in_window_terms(exported.placeholders[0], self._panes.visit.names)
            told.append(words.format(count=len(exported.placeholders), first=first))
        self.told.emit(". ".join(told))
        self.revealed.emit(exported.revealed, exported.paths)

    @Slot()
    def reveal(self) -> None:
        """Look through a file that the user chooses for what it reveals."""
        from briefgen.desktop.revealing import reveal_file  # noqa: PLC0415 - as asked

        reveal_file(desk=self._desk, on_done=lambda found: self.revealed.emit((found,), ()))

    @Slot()
    def verify(self) -> None:
        """Check a finished pack that the user chooses against the facts of today."""
        from briefgen.desktop.checking import check_pack  # noqa: PLC0415 - as asked

        check_pack(desk=self._desk, on_done=self.checked.emit)

    @Slot()
    def take_in_edits(self) -> None:
        """Take what was changed in a Word file into the brief."""
        from briefgen.desktop.word_edits import take_in_edits  # noqa: PLC0415 - as asked

        take_in_edits(desk=self._desk, on_told=self.told.emit)

    @Slot()
    def take_in_update(self) -> None:
        """Lay newer facts, signed by who is trusted, over those at hand."""
        library = self._desk.state.library
        if library and library.own:
            words = self.tr("Updates are laid over the bundled facts: go back to these first.")
            self.told.emit(words)
            return
        from briefgen.desktop.updating import take_in_update  # noqa: PLC0415 - as asked

        take_in_update(desk=self._desk, places=self._facts.places, on_done=self._on_updated)

    def _on_updated(self, found: NewFacts) -> None:
        words = self.tr("Taken in: {title} ({label}). The pages are made anew.")
        self.told.emit(words.format(title=found.title, label=found.label))
        self._live.refresh()

    @Slot()
    def make_addendum(self) -> None:
        """Write what a reader of a pack that was handed out must know."""
        if not self._desk.state.names_anything:
            self.told.emit(self.tr("Open the brief of that pack first: no topic is ticked."))
            return
        from briefgen.desktop.addenda import Telling, make_addendum  # noqa: PLC0415 - as asked

        telling = Telling(self.told.emit, self._on_exported, self._panes.findings.unfold)
        nothing = self.tr("Nothing that is printed has changed since {name}: no addendum.")
        make_addendum(desk=self._desk, telling=telling, nothing=nothing)

    @Slot()
    def reword(self, fact: str = "") -> None:
        """Put texts of the pack in other words, those of the chosen fact first."""
        if not self._desk.state.names_anything:
            self.told.emit(self.tr("There are no pages yet: no topic is ticked."))
            return
        if self._live.made is None:
            self.told.emit(self.tr("The pack is still being made; its words can be changed then."))
            return
        facts = self._panes.facts
        chosen = fact or (facts.shown_fact if facts.table.hasFocus() else "")
        actions.reword_pack(desk=self._desk, made=self._live.made, fact=chosen)

    # --- the window ---

    @Slot()
    def show_fact(self) -> None:
        """Turn the pages to where the chosen fact stands in full."""
        library, fact = self._desk.state.library, self._panes.facts.shown_fact
        if library and fact and not self._panes.preview.turn_to(library.base.facts[fact].statement):
            self.told.emit(self.tr("The fact does not stand in the pages in these words."))

    @Slot()
    def help(self) -> None:
        """Open the help at what has the keyboard."""
        self.help_asked.emit("")

    @Slot()
    def help_start(self) -> None:
        """Open the help at its first page."""
        self.help_asked.emit(START)

    @Slot()
    def help_keys(self) -> None:
        """Open the help at the keys."""
        self.help_asked.emit(KEYS)

    @Slot()
    def about(self) -> None:
        """Say what this program is and which facts it works on."""
        library = self._desk.state.library
        words = ""
        if library:
            words = self.tr("Facts: {name} {version}, {count} of them").format(
                name=library.base.name,
                version=library.base.version,
                count=len(library.base.facts),
            )
        self._desk.dialogs.about(self._desk.window, words)
