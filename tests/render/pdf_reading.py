"""Reads a finished PDF back, with a library that had no part in writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from struct import unpack
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


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


class ReadPdf:
    """A PDF read from its bytes."""

    def __init__(self, data: bytes) -> None:
        """Open ``data`` and read all of its pages."""
        self.pdf = pikepdf.open(BytesIO(data))
        self.lines: list[Line] = []
        self.fills: list[Fill] = []
        self.artifacts: list[str] = []  # the operands of each artifact's opening
        for number, page in enumerate(self.pdf.pages):
            self._read_page(number, page)

    def _read_page(self, number: int, page: pikepdf.Page) -> None:
        stack: list[int | None] = []
        self._read_content(number, page.obj, page.Resources, stack)
        assert not stack

    def _read_content(  # noqa: C901, PLR0912, PLR0915 - an operator a case
        self,
        number: int,
        content: pikepdf.Object,
        resources: pikepdf.Object,
        stack: list[int | None],
    ) -> None:
        fonts = {name: _Font(font) for name, font in resources.get("/Font", {}).items()}
        actual: str | None = None  # what joined letters say
        turned = False
        font, size, x, y, fresh = None, 0.0, 0.0, 0.0, True
        begun = (0.0, 0.0)  # where the line before began
        color = ""
        wider = behind = 0.0
        outlined: list[tuple[float, ...]] = []
        for operands, operator in pikepdf.parse_content_stream(content):
            match str(operator):
                case "BMC" if str(operands[0]) == "/ReversedChars":
                    stack.append(stack[-1])
                    turned = True
                case "BDC" if "/ActualText" in operands[1]:
                    stack.append(stack[-1])
                    actual = str(operands[1]["/ActualText"])
                case "BDC" | "BMC":
                    has_mark = len(operands) > 1 and "/MCID" in operands[1]
                    stack.append(int(operands[1]["/MCID"]) if has_mark else None)
                    fresh = True
                case "EMC":
                    stack.pop()
                    actual, turned = None, False
                case "rg":
                    color = "".join(f"{round(255 * float(share)):02X}" for share in operands)
                case "re":
                    outlined.append(tuple(map(float, operands)))
                case "f":
                    self.fills += [Fill(number, color, *box) for box in outlined]
                    outlined = []
                case "n" | "S" | "B" | "f*" | "B*":
                    outlined = []
                case "Do" if "/Subtype" in (form := resources.XObject[str(operands[0])]):
                    if form.Subtype == "/Form":
                        assert (wider, behind) == (0.0, 0.0)  # the form would take it over
                        self._read_content(number, form, form.Resources, stack)
                case "Tf":
                    font, size = fonts[str(operands[0])], float(operands[1])
                case "Tw":
                    wider = float(operands[0])
                case "Tc":
                    behind = float(operands[0])
                case "BT":
                    begun = (0.0, 0.0)
                case "Td":
                    begun = (begun[0] + float(operands[0]), begun[1] + float(operands[1]))
                    x, y = begun
                    fresh = True
                case "Tj" | "TJ":
                    if fresh:
                        line = Line(number, x, y, x, stack[-1], size=size, color=color)
                        self.lines.append(line)
                    pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for piece in pieces:
                        if not isinstance(piece, pikepdf.String):
                            x -= float(piece) * size / 1000
                            continue
                        signs = font.read(bytes(piece), size, (wider, behind))
                        text = "".join(said for said, _ in signs)
                        self.lines[-1].signs += "".join(map(chr, font.codes(bytes(piece))))
                        self.lines[-1].drawn += text
                        if turned:
                            self.lines[-1].text = text + self.lines[-1].text
                        else:
                            self.lines[-1].text += text if actual is None else actual
                        actual = None if actual is None else ""
                        for said, step in signs:
                            if said != " ":
                                self.lines[-1].end = x + step - behind
                            x += step
                    self.lines[-1].right = x
                    fresh = False

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
