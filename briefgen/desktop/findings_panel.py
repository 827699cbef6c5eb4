"""What the checks found in the pack, and letting a rule fail with a reason that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QListWidgetItem, QPushButton, QWidget

from briefgen.desktop.counting import counted
from briefgen.desktop.folding import FoldingList
from briefgen.desktop.icons import blank_icon, icon
from briefgen.desktop.window_terms import in_window_terms
from briefgen.pack.findings import Finding
from briefgen.pack.first_words import first_words
from briefgen.pack.product import Level
from briefgen.pack.tasks import Task
from briefgen.render.finding_groups import PLACES, Group, groups_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from briefgen.pack.request import Override

_UNFOLDS = Qt.ItemDataRole.UserRole  # set where a click shows more places, or fewer
_ICONS = {Level.BLOCKS: "blocked", Level.WARNING: "warning", Level.ADVICE: "advice"}


class FindingsPanel(FoldingList):
    """The findings by what there is to do, then overrides that nothing needs.

    Where one rule is broken often, the first places stand under it; the rest unfold.
    """

    override_asked = Signal(object)  # a Finding that may fail with a reason
    taking_back_asked = Signal(str)  # the id of a rule that may no longer fail
    place_asked = Signal(str)  # the id of a block or an item that somebody wants to see

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Findings of the checks"), parent)
        self._rows: list[Finding | Group | Task] = []
        self._found: tuple[Finding, ...] = ()
        self._overrides: tuple[Override, ...] = ()
        self._unfolded: set[tuple[str, ...]] = set()
        self._nothing = blank_icon()  # what stands under a rule is set in line with its words
        self._called: Mapping[str, str] = {}
        self.names: Mapping[str, str] = {}  # of the fields of the window, by key in a .brief
        self.override = QPushButton(self.tr("Let this fail, with a reason…"), self.inside)
        self.take_back = QPushButton(self.tr("Let it block again"), self.inside)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.override, self.take_back):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch(1)
        self.column.addLayout(self._buttons)
        self.override.clicked.connect(self._on_override)
        self.take_back.clicked.connect(self._on_take_back)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.currentRowChanged.connect(self._on_row)
        self.show_findings(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons one below the other where both do not fit beside each other."""
        both = (self.override, self.take_back)
        wanted = sum(button.sizeHint().width() + self._buttons.spacing() for button in both)
        sides = QBoxLayout.Direction
        beside = wanted <= self.width()
        self._buttons.setDirection(sides.LeftToRight if beside else sides.TopToBottom)
        super().resizeEvent(event)

    def show_findings(
        self,
        findings: Sequence[Finding],
        overrides: Sequence[Override] = (),
        words: Mapping[str, str] | None = None,
    ) -> None:
        """List ``findings``, and those of ``overrides`` that none of them needs.

        ``words`` are those of the blocks and items of the pack, which they are told by.
        """
        self._called = words or {}
        self._found = tuple(self._in_window(one) for one in findings)
        self._overrides = tuple(overrides)
        self._fill(self.list.currentRow())
        self.say(self._sum(findings))

    def _in_window(self, finding: Finding) -> Finding:
        texts = (finding.message, finding.fix, finding.in_short)
        message, fix, short = (in_window_terms(one, self.names) for one in texts)
        return replace(finding, message=message, fix=fix, in_short=short)

    def _fill(self, row: int) -> None:
        """List what there is, the cursor on ``row`` or on the last."""
        self._rows = []
        with QSignalBlocker(self.list):
            self.list.clear()
            task: Task | None = None
            for group in groups_of(self._found):
                if group.task is not task:
                    task = group.task
                    self._add(task, self._heading(self._task_words(task)))
                self._add_group(group)
            self._add_unused()
            self.list.setCurrentRow(self._nearest(row))
        self._on_row(self.list.currentRow())

    def _nearest(self, row: int) -> int:
        """``row``, or the last there is; where a heading stands, what it stands over."""
        row = min(row, len(self._rows) - 1)
        return row + isinstance(self._meant(row), Task)

    def _task_words(self, task: Task) -> str:
        return {
            Task.BLOCKS: self.tr("Without this there is no final pack"),
            Task.FINAL: self.tr("Before the pack leaves the house"),
            Task.REQUEST: self.tr("In what you chose and entered"),
            Task.WORDS: self.tr("In what the pack says (reword, drop or tick it)"),
            Task.LOOK: self.tr("In the house style and the files"),
            Task.FACTS: self.tr("In the fact base, for those who keep it"),
        }[task]

    @staticmethod
    def _heading(words: str) -> QListWidgetItem:
        """A line over what there is to do; the cursor stops there, so that it is read aloud."""
        item = QListWidgetItem(words)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        return item

    def _add_unused(self) -> None:
        """The reasons given for what nothing fails, which are the reader's own, and no finding."""
        unused = self._unused(self._found, self._overrides)
        if unused:
            self._add(Task.REQUEST, self._heading(self.tr("Reasons that nothing needs now")))
        for one in unused:
            self._add(one, self._item(one, one.message))

    def _add(self, meant: Finding | Group | Task, item: QListWidgetItem) -> None:
        self._rows.append(meant)
        self.list.addItem(item)

    def _add_group(self, group: Group) -> None:
        if not group.is_long:
            for finding in group.findings:
                self._add_finding(finding)
            return
        self._add(group, self._item(group.first, self._head(group)))
        is_whole = self._key(group) in self._unfolded
        for finding in group.findings if is_whole else group.findings[:PLACES]:
            self._add(finding, self._within(finding, group))
        rest = len(group.findings) - PLACES
        words = self.tr("Show fewer") if is_whole else self.tr("{rest} more…").format(rest=rest)
        more = QListWidgetItem(self._nothing, words)
        more.setData(_UNFOLDS, 1)
        more.setToolTip(self.tr("Click, or press Enter"))
        self._add(group, more)

    def _add_finding(self, finding: Finding) -> None:
        """Of one that lists much what matters most, all of it when asked."""
        self._add(finding, self._item(finding, self._words(self._as_unfolded(finding))))

    def _as_unfolded(self, finding: Finding) -> Finding:
        is_whole = finding.level is Level.BLOCKS or _place(finding) in self._unfolded
        return finding if is_whole else finding.shortened

    def _head(self, group: Group) -> str:
        words = self.tr("{level}, {rule}, {count} times: {asks} {fix}").format(
            level=self._level(group.first.level),
            rule=group.first.rule,
            count=len(group.findings),
            asks=group.asks,
            fix=group.fix,
        )
        return self._with_reason(words, group.first)

    def _within(self, finding: Finding, group: Group) -> QListWidgetItem:
        """A finding under the head of its ``group``, which says what it has in common."""
        place = first_words(self._called.get(finding.block, "").strip())
        said = [self._as_unfolded(finding).message, *([] if group.fix else [finding.fix])]
        if place and not _says(finding, place):
            said.insert(0, f"“{place}”:")
        item = QListWidgetItem(self._nothing, " ".join(said))
        item.setToolTip(self.tr("Where: {place}").format(place=finding.block))
        return item

    @staticmethod
    def _key(group: Group) -> tuple[str, ...]:
        return group.first.level, group.first.rule, group.first.excused

    def unfold(self, reasons: Sequence[str] = ()) -> None:
        """Show the list, the keyboard on its first row, or on the first that is among ``reasons``.

        These are what kept a pack from being final, which the rule of a draft may only advise.
        """
        self.button.setChecked(True)
        rules = {reason.partition(" ")[0] for reason in reasons}
        self._unfolded |= {self._key(g) for g in groups_of(self._found) if g.first.rule in rules}
        self._fill(0)
        row = next((row for row, one in enumerate(self._rows) if _is_among(one, reasons)), 0)
        self.list.setCurrentRow(self._nearest(row))
        self.list.setFocus()

    def _item(self, finding: Finding, words: str) -> QListWidgetItem:
        item = QListWidgetItem(icon(_ICONS[finding.level], self.palette()), words)
        item.setToolTip(self.tr("Where: {place}").format(place=finding.block))
        return item

    def _words(self, finding: Finding) -> str:
        form = self.tr("{level}, {rule}: {message} {fix}")
        place = first_words(self._called.get(finding.block, "").strip())
        if place and not _says(finding, place):
            form = self.tr("{level}, {rule}, “{place}”: {message} {fix}")
        words = form.format(
            level=self._level(finding.level),
            rule=finding.rule,
            place=place,
            message=finding.message,
            fix=finding.fix,
        )
        return self._with_reason(words, finding)

    def _with_reason(self, words: str, finding: Finding) -> str:
        reason = self.tr("May fail, because: {reason}").format(reason=finding.excused)
        return f"{words} {reason}" if finding.excused else words

    def _unused(self, findings: Sequence[Finding], overrides: Sequence[Override]) -> list[Finding]:
        """A line for each of ``overrides`` that excuses none of ``findings``."""
        excused = {finding.rule for finding in findings if finding.excused}
        words = self.tr("{rule} may fail, because: {reason} Nothing fails it now.")
        return [
            Finding(
                one.rule,
                Level.ADVICE,
                "pack",
                words.format(rule=one.rule, reason=one.reason),
                "",
                one.reason,
            )
            for one in overrides
            if one.rule not in excused
        ]

    def _sum(self, findings: Sequence[Finding]) -> str:
        blocking = sum(finding.level is Level.BLOCKS for finding in findings)
        rest = len(findings) - blocking
        if not findings:
            return self.tr("Checks: nothing found")
        if blocking:
            return self.tr("Checks: {blocking} must be mended, {rest} to look at").format(
                blocking=blocking, rest=rest
            )
        rules = len(groups_of(findings))
        if rules < rest:
            return counted(
                rules,
                self.tr("Checks: {rest} to look at, under {count} rule"),
                self.tr("Checks: {rest} to look at, under {count} rules"),
                rest=rest,
            )
        return self.tr("Checks: {rest} to look at").format(rest=rest)

    def _level(self, level: Level) -> str:
        return {
            Level.BLOCKS: self.tr("Must be mended"),
            Level.WARNING: self.tr("Warning"),
            Level.ADVICE: self.tr("Advice"),
        }[level]

    # --- what the user does ---

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        meant = self._meant(self.list.currentRow())
        return meant if isinstance(meant, Finding) else None

    def _meant(self, row: int) -> Finding | Group | Task | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _first_meant(self) -> Finding | None:
        """The finding under the cursor, or the first of the rule there."""
        meant = self._meant(self.list.currentRow())
        return meant.first if isinstance(meant, Group) else self.current

    def _unfold_or_fold(self) -> bool:
        """Show all of the rule or the long finding under the cursor, or less; False for others."""
        row = self.list.currentRow()
        group = self._meant(row)
        if isinstance(group, Finding) and group.in_short and group.level is not Level.BLOCKS:
            self._unfolded ^= {_place(group)}
            self._fill(row)
            return True
        if not isinstance(group, Group):
            return False
        self._unfolded ^= {self._key(group)}
        self._fill(min(row, self._rows.index(group) + PLACES + 1))
        return True

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        finding, meant = self.current, self._first_meant()
        self.override.setEnabled(finding is not None and finding.level is Level.BLOCKS)
        self.take_back.setEnabled(meant is not None and bool(meant.excused))
        if self.list.hasFocus():  # somebody goes through them
            self._ask_for_place()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        finding = self.current
        if finding is not None and finding.in_short:
            self._unfold_or_fold()  # and turn to it as well
        elif item.data(_UNFOLDS) is not None and self._unfold_or_fold():
            return
        self._ask_for_place()

    def _ask_for_place(self) -> None:
        meant = self._first_meant()
        if meant is not None:
            self.place_asked.emit(meant.block)

    @Slot()
    def _on_override(self) -> None:
        finding = self.current
        if finding is not None and finding.level is Level.BLOCKS:
            self.override_asked.emit(finding)

    @Slot()
    def _on_take_back(self) -> None:
        meant = self._first_meant()
        if meant is not None:
            self.taking_back_asked.emit(meant.rule)

    @Slot(QListWidgetItem)
    def _on_activated(self, _item: QListWidgetItem) -> None:
        if not self._unfold_or_fold():
            self._on_override()


def _place(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.block


def _is_among(meant: Finding | Group | Task, reasons: Sequence[str]) -> bool:
    """Whether ``meant`` is a finding that one of ``reasons`` tells, by its rule and its place."""
    return isinstance(meant, Finding) and any(
        reason.startswith(f"{meant.rule} ") and f"({meant.block})" in reason for reason in reasons
    )


def _says(finding: Finding, place: str) -> bool:
    """Whether the message of ``finding`` quotes the words of its ``place`` itself."""
    return place.removesuffix("…").rstrip() in finding.message
