"""Everything a request holds besides its topics: a list of pages, and the chosen page below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from briefgen.desktop.fields import CheckedEdit
from briefgen.desktop.form import RecordPage
from briefgen.desktop.look_page import LookPage
from briefgen.desktop.people_pages import (
    ClearancePage,
    DelegationsPage,
    IssuesPage,
    PracticalPage,
    ProgrammePage,
)
from briefgen.desktop.rows_page import RowsPage
from briefgen.desktop.visit_pages import IssuePage, MeetingPage, VisitPage

if TYPE_CHECKING:
    from briefgen.desktop.form import Page
    from briefgen.desktop.library import Library
    from briefgen.pack.request import Request


class VisitPanel(QWidget):
    """The pages on the visit, the meeting, the people and the pack."""

    request_changed = Signal(object, str, str)  # the new Request, what was done, the merge key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _ShortList(self)
        self.list.setAccessibleName(self.tr("Pages on the visit and the pack"))
        self.stack = QStackedWidget(self)
        self._build_pages()
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addWidget(self.stack, 1)

    def _build_pages(self) -> None:
        self.visit = VisitPage(self)
        self.meeting = MeetingPage(self)
        self.programme = ProgrammePage(self)
        self.delegations = DelegationsPage(self)
        self.practical = PracticalPage(self)
        self.look = LookPage(self)
        self.issue = IssuePage(self)
        self.clearance = ClearancePage(self)
        self.issues = IssuesPage(self)
        self.pages: tuple[Page, ...] = (
            *(self.visit, self.meeting, self.programme, self.delegations, self.practical),
            *(self.look, self.issue, self.clearance, self.issues),
        )
        for page in self.pages:
            self.list.addItem(page.title)
            self.stack.addWidget(page)
            page.request_changed.connect(self.request_changed)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """The lines of text on the visit by their keys in the request."""
        widgets = self.visit.form.widgets | self.issue.form.widgets
        return {key: field for key, field in widgets.items() if isinstance(field, QLineEdit)}

    @property
    def names(self) -> dict[str, str]:
        """What the window calls the keys of a ``.brief``: a field and its page, or rows."""
        names = {}
        for page in self.pages:
            if isinstance(page, RecordPage):
                words = self.tr("Visit and look › {page} › {field}")
                for key, field in page.form.widgets.items():
                    called = words.format(field=field.accessibleName(), page=page.title)
                    names[f"{page.record}.{key}"] = called
            elif isinstance(page, RowsPage):
                words = self.tr("a row under Visit and look › {page}")
                names[page.name] = words.format(page=page.title)
        words = self.tr("Visit and look › {page} › Information as at")
        return names | {"as_of": words.format(page=self.look.title)}

    def turn_to(self, page: Page) -> None:
        """Show ``page``."""
        self.list.setCurrentRow(self.pages.index(page))

    def show_library(self, library: Library) -> None:
        """Offer what ``library`` has to choose from."""
        for page in self.pages:
            page.show_library(library)

    @property
    def fault(self) -> str:
        """What is wrong with the first field that holds what was refused; empty where none does."""
        field = self._refused()
        return field.fault if field else ""

    def lead_to_fault(self) -> None:
        """Put the cursor into that field, on its page."""
        field = self._refused()
        if field:
            self.turn_to(next(page for page in self.pages if page.isAncestorOf(field)))
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self) -> CheckedEdit | None:
        fields = (field for page in self.pages for field in page.findChildren(CheckedEdit))
        return next((field for field in fields if field.fault), None)

    def start_afresh(self) -> None:
        """Keep nothing that was refused: another brief is shown next."""
        for page in self.pages:
            page.start_afresh()

    @Slot(object)
    def show_request(self, request: Request) -> None:
        """Show the values of ``request``, and in the list how many rows each page has."""
        for place, page in enumerate(self.pages):
            page.show_request(request)
            rows = page.count(request)
            words = self.tr("{page} ({rows})").format(page=page.title, rows=rows)
            self.list.item(place).setText(words if rows else page.title)


class _ShortList(QListWidget):
    """A list as high as its rows, so that it needs no bar to scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Room for every row."""
        rows = self.count() * max(self.sizeHintForRow(0), 1)
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())
