"""Every picture of the window, drawn here as lines on a 24 by 24 grid in the palette's colours."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from briefgen.desktop.standing import Standing

_SIZES = (16, 24, 32, 48)

_GLASS = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5L20 20"
# Outlines; each is drawn as a stroke without fill.
_OUTLINES = {
    "new": "M6 3h8l4 4v14H6z M14 3v4h4",
    "open": "M3 19V5h6l2 3h9v3 M3 19l3-8h16l-3 8z",
    "save": "M4 4h13l3 3v13H4z M8 4v5h7V4 M7 20v-7h10v7",
    "undo": "M9 5L4 10l5 5 M4 10h10a5 5 0 0 1 0 10h-4",
    "redo": "M15 5l5 5-5 5 M20 10H10a5 5 0 0 0 0 10h4",
    "export": "M5 13v7h14v-7 M12 4v11 M7.5 10.5L12 15l4.5-4.5",
    "docx": "M6 3h8l4 4v14H6z M14 3v4h4 M9 11h6 M9 14h6 M9 17h4",
    "pdf": "M6 3h8l4 4v14H6z M14 3v4h4 M9 18v-6h2.5a1.8 1.8 0 0 1 0 3.6H9",
    "refresh": "M19 12a7 7 0 1 1-2.2-5.1 M19 3v5h-5",
    "previous": "M15 5l-7 7 7 7",
    "next": "M9 5l7 7-7 7",
    "zoom-in": f"{_GLASS} M7.5 10.5h6 M10.5 7.5v6",
    "zoom-out": f"{_GLASS} M7.5 10.5h6",
    "warning": "M12 4L2.5 20h19z M12 10v5 M12 17.2v.6",
    "blocked": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M8.5 8.5l7 7 M15.5 8.5l-7 7",
    "advice": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 11v6 M12 7.4v.6",
    "in-range": "M4 12.5l5 5L20 6.5",
    "standing": "M4 5v14 M4 12h15 M14.5 7.5L19 12l-4.5 4.5",
    "founding": "M6 21V4 M6 5h12l-3 4 3 4H6",
    "pinned": "M9 3h6 M10 3v7l-3 4h10l-3-4V3 M12 14v7",
    "dropped": "M6 6l12 12 M18 6L6 18",
    "outside": "M6 12h12",
    "held-back": "M6 11h12v9H6z M8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "superseded": "M4 8h11v12H4z M8 8V4h12v12h-5",
    "later": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 7.5V12l3 3",
}
_APP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<rect x="4" y="3" width="40" height="42" rx="6" fill="#1d4e6b"/>
<rect x="10" y="8" width="28" height="32" rx="2" fill="#ffffff"/>
<path d="M14 14h14 M14 19h20" stroke="#1d4e6b" stroke-width="2.4" stroke-linecap="round"/>
<path d="M15 34c5-9 12 2 18-8" fill="none" stroke="#c8862b" stroke-width="2.6"
 stroke-linecap="round"/>
<circle cx="15" cy="34" r="2.8" fill="#2f7d57"/><circle cx="33" cy="26" r="2.8" fill="#2a8fb5"/>
</svg>"""


def icon(name: str, palette: QPalette) -> QIcon:
    """The picture called ``name`` in the text colours of ``palette``."""
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.WindowText)
        for size in _SIZES:
            made.addPixmap(_painted(_outline(name, colour), size), mode)
    bright = palette.color(QPalette.ColorRole.HighlightedText)
    for size in _SIZES:
        made.addPixmap(_painted(_outline(name, bright), size), QIcon.Mode.Selected)
    return made


def blank_icon() -> QIcon:
    """A picture of nothing, for a row whose words stand in line with those beside pictures."""
    made = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        made.addPixmap(picture)
    return made


def standing_icons(palette: QPalette) -> dict[Standing, QIcon]:
    """The pictures for the ways a fact can stand to the pack."""
    return {standing: icon(standing.value, palette) for standing in Standing}


def app_icon() -> QIcon:
    """The picture of the program: a page with a route across it."""
    made = QIcon()
    for size in (*_SIZES, 64, 128, 256):
        made.addPixmap(_painted(_APP, size))
    return made


def _outline(name: str, colour: QColor) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path d="{_OUTLINES[name]}" fill="none" stroke="{colour.name()}" stroke-width="1.9" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def _painted(svg: str, size: int) -> QPixmap:
    """The drawing as a picture; the same one is painted once, and kept where Qt keeps its own."""
    name = f"briefgen {size} {svg}"
    picture = QPixmap()
    if QPixmapCache.find(name, picture):
        return picture
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(name, picture)
    return picture
