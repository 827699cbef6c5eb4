"""Reads a finished PDF back, with a library that had no part in writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from struct import unpack
from typing import TYPE_CHECKING, Any, ClassVar

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass
class Line:
    """Text set from one starting point: its page from 0, left end, baseline, right end.

    ``text`` is what is read, ``signs`` the codes that are drawn, from the left, and ``drawn`` the
    letters they stand for. ``mark`` is the number of its mark, or nothing for an artifact.
    """

    page: int
    x: float
    y: float
    right: float
    mark: int | None
    text: str = ""
    signs: str = ""
    drawn: str = ""
    size: float = 0.0
    color: str = ""  # RRGGBB
    end: float = 0.0  # of its last letter that is no space


@dataclass(frozen=True)
class Fill:
    """A filled rectangle: its page from 0, its colour (RRGGBB), its lower left corner, its size."""

    page: int
    color: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Stroke:
    """A line drawn along a path: its page from 0, its colour, thickness, dashes and places.

    ``bends`` is whether it is made of curves. ``is_artifact`` where it is no part of a figure.
    """

    page: int
    color: str
    thick: float
    dashes: tuple[float, ...]
    places: tuple[tuple[float, float], ...]
    bends: bool
    is_artifact: bool


@dataclass
class Element:
    """An element of the structure tree with its own words and those of its kids in order.

    A figure's words are its alternative; ``drawn`` are the labels in it.
    """

    role: str
    kids: list[Element | str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    drawn: str = ""

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """All words beneath, leaving out elements of the roles in ``without``."""
        return "".join(
            kid if isinstance(kid, str) else kid.text(without)
            for kid in self.kids
            if isinstance(kid, str) or kid.role not in without
        )

    def walk(self) -> Iterator[Element]:
        """This element and all beneath it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


Sign = tuple[str, float]


class _Font:
    def __init__(self, font: pikepdf.Object) -> None:
        self.is_wide = font.Subtype == "/Type0"  # two bytes a code, else one
        self.meanings: dict[int, str] = {}
        source = font.ToUnicode.read_bytes().decode("ascii").partition("endcodespacerange")[2]
        for code, value in re.findall(r"\n<([0-9A-F]+)> <([0-9A-F]{4,})>(?=\n)", source):
            self.meanings[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
        for first, last, value in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>", source):
            text = bytes.fromhex(value).decode("utf-16-be")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                self.meanings[int(first, 16) + offset] = text[:-1] + chr(ord(text[-1]) + offset)
        self.widths: dict[int, float] = {}
        rows = iter(font.DescendantFonts[0].W if self.is_wide else [font.FirstChar, font.Widths])
        for first in rows:
            for offset, width in enumerate(next(rows)):
                self.widths[int(first) + offset] = float(width)

    def codes(self, string: bytes) -> list[int]:
        return list(unpack(f">{len(string) // 2}H", string) if self.is_wide else string)

    def read(self, string: bytes, size: float, room: tuple[float, float]) -> list[Sign]:
        """What is read of each code, and how far it moves on, in points.

        ``room`` is how much wider a space is, of fonts of one byte a code, and what is behind each.
        """
        signs = []
        for code in self.codes(string):
            wider = room[0] if code == ord(" ") and not self.is_wide else 0.0
            step = self.widths[code] * size / 1000 + room[1] + wider
            signs.append((self.meanings[code], step))
        return signs


class _Content:
    """What a page, or a form drawn on it, shows: an operator a method, by its name."""

    def __init__(
        self, pdf: ReadPdf, page: int, resources: pikepdf.Object, stack: list[int | None]
    ) -> None:
        """Read into ``pdf``; ``stack`` are the marks that are open, the last one counts."""
        self.stack = stack
        self._pdf, self._page, self._resources = pdf, page, resources
        self._fonts = {name: pdf.font(font) for name, font in resources.get("/Font", {}).items()}
        self._actual: str | None = None  # what joined letters say
        self._turned = False
        self._font: _Font | None = None
        self._size = self._x = self._y = 0.0
        self._fresh = True
        self._begun = (0.0, 0.0)  # where the line before began
        self._color = ""
        self._wider = self._behind = 0.0
        self._outlined: list[tuple[float, ...]] = []
        self._pen: tuple[str, float, tuple[float, ...]] = ("000000", 1.0, ())
        self._pens: list[tuple[str, tuple[str, float, tuple[float, ...]]]] = []
        self._path: list[tuple[float, float]] = []
        self._bends = False

    def read(self, content: pikepdf.Object) -> None:
        """Take in all operators of ``content``."""
        for operands, operator in pikepdf.parse_content_stream(content):
            take = self._operators.get(str(operator))
            if take is not None:
                take(self, list(operands))

    def _begin_mark(self, operands: list[Any]) -> None:
        marked = operands[1] if len(operands) > 1 else {}
        if "/ActualText" in marked:
            self.stack.append(self.stack[-1])
            self._actual = str(marked["/ActualText"])
        elif str(operands[0]) == "/ReversedChars":
            self.stack.append(self.stack[-1])
            self._turned = True
        else:
            self.stack.append(int(marked["/MCID"]) if "/MCID" in marked else None)
            self._fresh = True

    def _end_mark(self, _: list[Any]) -> None:
        self.stack.pop()
        self._actual, self._turned = None, False

    def _take_color(self, operands: list[Any]) -> None:
        self._color = "".join(f"{round(255 * float(share)):02X}" for share in operands)

    def _outline(self, operands: list[Any]) -> None:
        self._outlined.append(tuple(map(float, operands)))

    def _fill(self, _: list[Any]) -> None:
        self._pdf.fills += [Fill(self._page, self._color, *box) for box in self._outlined]
        self._outlined = []

    def _end_path(self, _: list[Any]) -> None:
        self._outlined = []
        self._path, self._bends = [], False

    def _keep_pen(self, _: list[Any]) -> None:
        self._pens.append((self._color, self._pen))

    def _give_pen_back(self, _: list[Any]) -> None:
        self._color, self._pen = self._pens.pop()

    def _take_stroke_color(self, operands: list[Any]) -> None:
        color = "".join(f"{round(255 * float(share)):02X}" for share in operands)
        self._pen = (color, *self._pen[1:])

    def _take_thickness(self, operands: list[Any]) -> None:
        self._pen = (self._pen[0], float(operands[0]), self._pen[2])

    def _take_dashes(self, operands: list[Any]) -> None:
        self._pen = (*self._pen[:2], tuple(map(float, operands[0])))

    def _go(self, operands: list[Any]) -> None:
        self._path.append((float(operands[-2]), float(operands[-1])))

    def _bend(self, operands: list[Any]) -> None:
        self._bends = True
        self._go(operands)

    def _stroke(self, operands: list[Any]) -> None:
        shown = (tuple(self._path), self._bends, bool(self.stack) and self.stack[-1] is None)
        self._pdf.strokes.append(Stroke(self._page, *self._pen, *shown))
        self._end_path(operands)

    def _draw(self, operands: list[Any]) -> None:
        form = self._resources.XObject[str(operands[0])]
        if form.get("/Subtype") == "/Form":
            assert (self._wider, self._behind) == (0.0, 0.0)  # the form would take it over
            _Content(self._pdf, self._page, form.Resources, self.stack).read(form)

    def _take_font(self, operands: list[Any]) -> None:
        self._font, self._size = self._fonts[str(operands[0])], float(operands[1])

    def _take_space(self, operands: list[Any]) -> None:
        self._wider = float(operands[0])

    def _take_tracking(self, operands: list[Any]) -> None:
        self._behind = float(operands[0])

    def _begin_text(self, _: list[Any]) -> None:
        self._begun = (0.0, 0.0)

    def _move(self, operands: list[Any]) -> None:
        self._begun = (self._begun[0] + float(operands[0]), self._begun[1] + float(operands[1]))
        self._x, self._y = self._begun
        self._fresh = True

    def _show(self, operands: list[Any]) -> None:
        self._show_pieces(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        self._show_pieces(operands[0])

    def _show_pieces(self, pieces: Iterable[Any]) -> None:
        x = self._x
        if self._fresh:
            mark, look = self.stack[-1], {"size": self._size, "color": self._color}
            self._pdf.lines.append(Line(self._page, x, self._y, x, mark, **look))
        line = self._pdf.lines[-1]
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                x -= float(piece) * self._size / 1000
                continue
            for said, step in self._said(line, bytes(piece)):
                if said != " ":
                    line.end = x + step - self._behind
                x += step
        line.right = self._x = x
        self._fresh = False

    def _said(self, line: Line, piece: bytes) -> list[Sign]:
        """What ``piece`` adds to ``line``, sign by sign."""
        signs = self._font.read(piece, self._size, (self._wider, self._behind))
        text = "".join(said for said, _ in signs)
        line.signs += "".join(map(chr, self._font.codes(piece)))
        line.drawn += text
        if self._turned:
            line.text = text + line.text
        else:
            line.text += text if self._actual is None else self._actual
        self._actual = None if self._actual is None else ""
        return signs

    _operators: ClassVar[dict[str, Callable[[_Content, list[Any]], None]]] = {
        **dict.fromkeys(("BDC", "BMC"), _begin_mark),
        **dict.fromkeys(("n", "B", "f*", "B*"), _end_path),
        **dict.fromkeys(("m", "l"), _go),
        "c": _bend,
        "S": _stroke,
        "q": _keep_pen,
        "Q": _give_pen_back,
        "RG": _take_stroke_color,
        "w": _take_thickness,
        "d": _take_dashes,
        "EMC": _end_mark,
        "rg": _take_color,
        "re": _outline,
        "f": _fill,
        "Do": _draw,
        "Tf": _take_font,
        "Tw": _take_space,
        "Tc": _take_tracking,
        "BT": _begin_text,
        "Td": _move,
        "Tj": _show,
        "TJ": _show_spaced,
    }


class ReadPdf:
    """A PDF read from its bytes."""

    def __init__(self, data: bytes, pages: int | None = None) -> None:
        """Open ``data`` and read all of its pages, or as many of the first."""
        self.pdf = pikepdf.open(BytesIO(data))
        self.lines: list[Line] = []
        self.fills: list[Fill] = []
        self.strokes: list[Stroke] = []
        self.artifacts: list[str] = []  # the operands of each artifact's opening
        self._fonts: dict[tuple[int, int], _Font] = {}  # by the number of the object
        for number, page in enumerate(islice(self.pdf.pages, pages)):
            content = _Content(self, number, page.Resources, [])
            content.read(page.obj)
            assert not content.stack

    def font(self, font: pikepdf.Object) -> _Font:
        """A font as it is used on a page; most pages use the same ones."""
        if not font.is_indirect:
            return _Font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Font(font)
        return self._fonts[font.objgen]

    def marked(self) -> dict[tuple[int, int], str]:
        """The words of each mark, by page and number."""
        found: dict[tuple[int, int], str] = {}
        for line in self.lines:
            if line.mark is not None:
                key = (line.page, line.mark)
                found[key] = found.get(key, "") + line.text
        return found

    def page_text(self, number: int) -> str:
        """All words of a page, artifacts too, in the order they are drawn."""
        return " ".join(line.text for line in self.lines if line.page == number)

    def artifact_text(self, number: int) -> list[str]:
        """The lines of a page that are not read aloud."""
        return [line.text for line in self.lines if line.page == number and line.mark is None]

    def tree(self) -> Element:
        """The structure tree below its root."""
        words = self.marked()
        pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        return self._element(self.pdf.Root.StructTreeRoot.K, words, pages)

    def _element(
        self,
        node: pikepdf.Object,
        words: dict[tuple[int, int], str],
        pages: dict[tuple[int, int], int],
    ) -> Element:
        element = Element(str(node.S).removeprefix("/"))
        if "/A" in node:
            element.attributes = {key: str(value) for key, value in node.A.items()}
        if "/Lang" in node:
            element.attributes["/Lang"] = str(node.Lang)
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                key = (pages[node.Pg.objgen], kid)
            elif kid.get("/Type") == "/MCR":
                key = (pages[kid.Pg.objgen], int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                continue
            else:
                element.kids.append(self._element(kid, words, pages))
                continue
            element.kids.append(words.get(key, ""))
            element.pages.append(key[0])
            element.marks.append(key)
        if element.role == "Figure":
            element.drawn, element.kids = element.text(), [str(node.Alt)]
        return element


def descriptor_of(font: pikepdf.Object) -> pikepdf.Object:
    """What a font says of its face, in whichever way the font is built."""
    return font.get("/DescendantFonts", [font])[0].FontDescriptor


def squeezed(text: str) -> str:
    """``text`` with every run of spaces as one."""
    return " ".join(text.split())
