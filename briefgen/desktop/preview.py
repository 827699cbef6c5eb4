"""The pack as it will be printed: pages that keep their place when the pack is made anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefgen.desktop.fields import MessageLabel
from briefgen.desktop.icons import icon
from briefgen.desktop.page_bar import OverPages, PageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_ZOOMS = (50, 75, 100, 125, 150, 200, 300)  # per cent
_WIDTH, _PAGE = "width", "page"
_DRAWN_AFTER = 250  # milliseconds in which new pages are painted under the old picture


class PreviewPanel(QWidget):
    """A view of the newest PDF; ``show_pdf`` swaps in a new one without losing the place."""

    shown = Signal()  # a new document stands in the view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._next: QPdfDocument | None = None
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(self.tr("Preview of the pack"))
        self._is_first = True  # the next pages follow no others that were in sight
        self._may_be_old = False  # the next picture of a page that comes from Qt's thread
        renderer = self.view.findChild(QPdfPageRenderer)
        assert renderer is not None
        renderer.pageRendered.connect(self._on_page_drawn)
        self._held = QLabel(self.view.viewport())  # the old picture while new pages are painted
        self._held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._held.hide()
        self._let_go = QTimer(self, singleShot=True, interval=_DRAWN_AFTER)
        self._let_go.timeout.connect(self._held.hide)
        self.view.verticalScrollBar().valueChanged.connect(self._held.hide)
        self.first_steps = self._build_first_steps()
        self.message = MessageLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._build_bar())
        layout.addWidget(self.message)
        layout.addWidget(self.first_steps, 1)
        layout.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._on_page)
        self.apply_icons()

    def _build_bar(self) -> QWidget:
        self.bar = PageBar(self)
        self.previous = self._button(self.tr("Previous page"), self.go_back)
        self.page = QSpinBox(self, minimum=1, maximum=1)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.lineEdit().setAccessibleName(self.tr("Page"))
        self.page.setKeyboardTracking(False)
        self.page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.valueChanged.connect(self.go_to)
        self.pages = QLabel(self)
        self.next = self._button(self.tr("Next page"), self.go_on)
        self.updating = OverPages(self.tr("Updating…"), self.view)
        self.smaller = self._button(self.tr("Smaller"), self.zoom_out)
        self.zoom = QComboBox(self)
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.addItem(self.tr("Fit width"), _WIDTH)
        self.zoom.addItem(self.tr("Fit page"), _PAGE)
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.currentIndexChanged.connect(self._on_zoom)
        self.larger = self._button(self.tr("Larger"), self.zoom_in)
        self.bar.fill(
            (self.previous, self.page, self.pages, self.next),
            (self.smaller, self.zoom, self.larger),
            spare=(self.smaller, self.larger),
        )
        self._show_page_count()
        return self.bar

    def _build_first_steps(self) -> QLabel:
        """What to do where nothing is chosen yet, in the place of the pages."""
        words = QLabel(
            self.tr(
                "The pages will stand here.\n\n"
                "1. Tick the topics of your visit on the left, with the mouse or the space key.\n\n"
                "2. Choose below them whose voice the pack speaks in (Alt+V). "
                "A neutral pack has facts and figures, but no messages.\n\n"
                "3. Enter the visit under “Visit and look” (Alt+L).\n\n"
                "A finished example: File › Open the sample visit."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setMargin(24)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words.setAccessibleName(words.text())
        words.hide()
        return words

    def _button(self, name: str, clicked: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button

    def apply_icons(self) -> None:
        """Draw the buttons in the colours of the palette as it is now."""
        pictures: tuple[tuple[QToolButton, str], ...] = (
            (self.previous, "previous"),
            (self.next, "next"),
            (self.smaller, "zoom-out"),
            (self.larger, "zoom-in"),
        )
        for button, name in pictures:
            picture: QIcon = icon(name, self.palette())
            button.setIcon(picture)

    # --- showing ---

    def show_pdf(self, data: bytes) -> None:
        """Put the PDF ``data`` in the view once it is ready; the page and the place stay."""
        if self._next is not None:
            self._next.deleteLater()
        self._next = QPdfDocument(self)
        buffer = QBuffer(self._next)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._next.statusChanged.connect(partial(self._on_status, self._next))
        self._next.load(buffer)

    def show_pages(self, *, shown: bool) -> None:
        """Show the pages, or where nothing is chosen yet what there is to do.

        That stays until the first new pages are there: till then the view has those of before.
        """
        if not shown:
            self._is_first = True
            self.message.say("")
        if not shown or not self._is_first:
            self._put_in_sight(pages=shown)

    def _put_in_sight(self, *, pages: bool) -> None:
        self.first_steps.setVisible(not pages)
        self.view.setVisible(pages)
        self.bar.setVisible(pages)

    def say(self, message: str) -> None:
        """Show why the pages are not those of the choices, or nothing where they are."""
        self.message.say(message)

    @property
    def held(self) -> bool:
        """Whether the old picture still stands before the new pages."""
        return self._held.isVisible()

    def show_updating(self, *, updating: bool) -> None:
        """Say that newer pages are under way."""
        self.updating.setVisible(updating)

    def text(self) -> str:
        """The words of all pages, for those who cannot see them and for tests."""
        count = self.document.pageCount()
        return "\n".join(self.document.getAllText(page).text() for page in range(count))

    def turn_to(self, words: str, first: int = 1) -> bool:
        """Turn to the first page that holds ``words``, however lines and quotes are set.

        It is looked for from page ``first`` on.
        """
        from briefgen.pack.fingerprints import straight  # noqa: PLC0415 - not before the window

        wanted = straight("".join(words.split()))
        for page in range(first - 1, self.document.pageCount()):
            if wanted in straight("".join(self.document.getAllText(page).text().split())):
                self.go_to(page + 1)
                return True
        return False

    @property
    def zoom_name(self) -> str:
        """The zoom as it is remembered: "width", "page" or per cent."""
        return str(self.zoom.currentData())

    def set_zoom_name(self, name: str) -> None:
        """Take up a remembered zoom."""
        names = [str(self.zoom.itemData(row)) for row in range(self.zoom.count())]
        if name in names:
            self.zoom.setCurrentIndex(names.index(name))

    # --- the user's moves ---

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        self.go_to(self.page.value() - 1)

    @Slot()
    def go_on(self) -> None:
        """Show the next page."""
        self.go_to(self.page.value() + 1)

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Show page ``number``, counted from 1, where there is one."""
        navigator = self.view.pageNavigator()
        if 1 <= number <= self.document.pageCount() and number - 1 != navigator.currentPage():
            navigator.jump(number - 1, QPointF(), navigator.currentZoom())

    @Slot()
    def zoom_in(self) -> None:
        """Show the pages a step larger."""
        self._step_zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """Show the pages a step smaller."""
        self._step_zoom(-1)

    def _step_zoom(self, step: int) -> None:
        now = self._percent()
        steps = [zoom for zoom in _ZOOMS if (zoom - now) * step > 1]
        if steps:
            self.zoom.setCurrentIndex(self.zoom.findData(min(steps) if step > 0 else max(steps)))

    def _percent(self) -> float:
        """How large a page stands in the view now; QPdfView does not tell for a fitted one."""
        if isinstance(self.zoom.currentData(), int):
            return float(self.zoom.currentData())
        size = self.document.pagePointSize(max(self.view.pageNavigator().currentPage(), 0))
        if size.isEmpty():
            return 100.0
        points_to_pixels = self.view.logicalDpiX() / 72
        room = self.view.viewport().size()
        across = room.width() / (size.width() * points_to_pixels)
        down = room.height() / (size.height() * points_to_pixels)
        return 100 * (across if self.zoom.currentData() == _WIDTH else min(across, down))

    # --- inside ---

    def _on_status(self, document: QPdfDocument, status: QPdfDocument.Status) -> None:
        if document is not self._next:
            return
        if status is QPdfDocument.Status.Ready:
            self._swap(document)
        elif status is QPdfDocument.Status.Error:
            self._next = None
            document.deleteLater()
            self._put_in_sight(pages=True)
            self.say(self.tr("The pages cannot be shown; the exported files are not affected."))

    def _swap(self, document: QPdfDocument) -> None:
        place = 0 if self._is_first else self.view.verticalScrollBar().value()
        self._hold_picture()
        old, self.document, self._next = self.document, document, None
        self._may_be_old = True
        self.view.setDocument(document)
        bar = self.view.verticalScrollBar()
        bar.setValue(min(place, bar.maximum()))
        if self.document.pageCount() and old.pageCount() and not self._is_first:
            self._held.setVisible(True)
            self._held.raise_()
            self._let_go.start()
        self._is_first = False
        self._put_in_sight(pages=True)
        old.deleteLater()
        self._show_page_count()
        self._on_page(self.view.pageNavigator().currentPage())
        self.shown.emit()

    def _hold_picture(self) -> None:
        viewport = self.view.viewport()
        self._held.hide()
        self._held.setPixmap(viewport.grab())
        self._held.setGeometry(viewport.rect())

    @Slot()
    def _on_page_drawn(self) -> None:
        """Let the pages be drawn again after the first picture that comes after a change.

        Qt may have begun it before, from the old document, and takes it for a page of the new one.
        """
        if self._may_be_old:
            self._may_be_old = False
            spacing = self.view.pageSpacing()
            for changed in (spacing + 1, spacing):  # either throws away what was drawn
                self.view.setPageSpacing(changed)

    def _show_page_count(self) -> None:
        count = self.document.pageCount()
        self.page.setMaximum(max(count, 1))
        self.page.setEnabled(count > 0)
        self.pages.setText(self.tr("of {count}").format(count=count))
        self.bar.make_room()

    @Slot(int)
    def _on_page(self, page: int) -> None:
        self.page.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.page.setValue(page + 1)
        self.page.blockSignals(False)  # noqa: FBT003
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page + 1 < self.document.pageCount())

    @Slot(int)
    def _on_zoom(self, _index: int) -> None:
        self._held.hide()
        zoom = self.zoom.currentData()
        if zoom == _WIDTH:
            self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        elif zoom == _PAGE:
            self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        else:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(zoom / 100)
