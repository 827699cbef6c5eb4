"""How a style comes to look: its layers put over one another, as Word does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.render.house_file.borders import border_over
from briefgen.render.house_file.package import W
from briefgen.render.house_file.properties import (
    DEFAULT_COLOR,
    UnreadableError,
    alignment,
    child_of,
    color_of,
    font_of,
    highlight_of,
    ink_of,
    number_of,
    points_of,
    shade_of,
    toggle,
    value_of,
)
from briefgen.render.styles import Spread, TextStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from briefgen.render.styles import Border

_DEFAULT_FONT = "Noto Sans"
_SMALLEST, _LARGEST = 0.5, 400.0  # points
_DEFAULT_SIZE = 10.0  # Word's own, where nothing states a size

_SPREAD = {
    **dict.fromkeys(("both", "thaiDistribute"), Spread.WORDS),
    **dict.fromkeys(("lowKashida", "mediumKashida", "highKashida"), Spread.WORDS),
    "distribute": Spread.LETTERS,
}

# Height of a single-spaced line as a multiple of the size: ascent plus descent of the font itself.
_SINGLE_LINE = {"Noto Sans": 1.362, "FiraGO": 1.2}
_SINGLE_LINE_ELSE = 1.2


class Look(Struct, frozen=True):
    """A style while its layers are put over one another; ``line`` is w:line with its rule."""

    font: str = _DEFAULT_FONT
    size: float = _DEFAULT_SIZE
    bold: bool = False
    italic: bool = False
    color: str = DEFAULT_COLOR
    caps: bool = False
    hidden: bool = False
    space_before: float = 0.0
    space_after: float = 0.0
    line: tuple[str, float] = ("auto", 240.0)
    left_indent: float = 0.0
    right_indent: float = 0.0
    first_line_indent: float = 0.0
    align: Align = Align.LEFT
    keep_with_next: bool = False
    keep_together: bool = False
    widow_control: bool = True
    fill: str | None = None
    border_left: Border | None = None
    border_bottom: Border | None = None
    border_top: Border | None = None
    bottom_gap: float = 0.0
    top_gap: float = 0.0
    mark_bold: bool | None = None
    mark_color: str | None = None
    mark_kind: str = ""
    mark_text: str = ""
    ground: str | None = None
    underline: str = ""
    underline_color: str | None = None
    strike: bool = False
    double_strike: bool = False
    small_caps: bool = False
    tracking: float = 0.0  # points behind each letter
    page_break: bool = False
    contextual: bool = False
    spread: Spread = Spread.NONE
    border_right: Border | None = None
    border_between: Border | None = None

    def under(
        self, layer: etree._Element, theme: Mapping[str, str], level: etree._Element | None
    ) -> Look:
        """This look with what ``layer`` says put over it."""
        text, paragraph = child_of(layer, "rPr"), child_of(layer, "pPr")
        look = self._with_text(text, theme) if text is not None else self
        if level is not None:
            look = look._with_level(level)
        return look._with_paragraph(paragraph) if paragraph is not None else look

    def _with_text(self, rpr: etree._Element, theme: Mapping[str, str]) -> Look:
        color = ink_of(child_of(rpr, "color"))
        size, line = child_of(rpr, "sz"), child_of(rpr, "u")
        form = "" if line is None else line.get(f"{W}val", "")
        return replace(
            self,
            font=font_of(child_of(rpr, "rFonts"), theme) or self.font,
            size=number_of(size, "val") / 2 if size is not None else self.size,
            bold=toggle(rpr, "b", self.bold),
            italic=toggle(rpr, "i", self.italic),
            caps=toggle(rpr, "caps", self.caps),
            hidden=toggle(rpr, "vanish", self.hidden),
            color=color or self.color,
            ground=self._ground(rpr),
            underline=form.removeprefix("none") if form else self.underline,
            underline_color=color_of(line, "color") if form else self.underline_color,
            strike=toggle(rpr, "strike", self.strike),
            double_strike=toggle(rpr, "dstrike", self.double_strike),
            small_caps=toggle(rpr, "smallCaps", self.small_caps),
            tracking=number_of(child_of(rpr, "spacing"), "val", self.tracking * 20) / 20,
        )

    def _ground(self, rpr: etree._Element) -> str | None:
        """What stands behind the words: a marker lies over a shading."""
        marker, shading = child_of(rpr, "highlight"), child_of(rpr, "shd")
        if marker is not None and (found := highlight_of(rpr)):
            return found
        return self.ground if shading is None else shade_of(shading)

    def _with_paragraph(self, ppr: etree._Element) -> Look:
        spacing, borders = child_of(ppr, "spacing"), child_of(ppr, "pBdr")
        look = self._with_indents(ppr)
        if spacing is not None:
            rule = spacing.get(f"{W}lineRule", "auto")
            line = number_of(spacing, "line") if spacing.get(f"{W}line") else None
            look = replace(
                look,
                space_before=points_of(spacing, "before", look.space_before * 20),
                space_after=points_of(spacing, "after", look.space_after * 20),
                line=(rule, line) if line is not None else look.line,
            )
        if borders is not None:
            bottom, top = child_of(borders, "bottom"), child_of(borders, "top")
            look = replace(
                look,
                border_left=border_over(look.border_left, child_of(borders, "left")),
                border_right=border_over(look.border_right, child_of(borders, "right")),
                border_bottom=border_over(look.border_bottom, bottom),
                border_between=border_over(look.border_between, child_of(borders, "between")),
                border_top=border_over(look.border_top, top),
                bottom_gap=number_of(bottom, "space", look.bottom_gap),
                top_gap=number_of(top, "space", look.top_gap),
            )
        shading, justification = child_of(ppr, "shd"), value_of(ppr, "jc", "")
        return replace(
            look,
            align=alignment(justification) if justification else look.align,
            keep_with_next=toggle(ppr, "keepNext", look.keep_with_next),
            keep_together=toggle(ppr, "keepLines", look.keep_together),
            widow_control=toggle(ppr, "widowControl", look.widow_control),
            fill=shade_of(shading) if shading is not None else look.fill,
            page_break=toggle(ppr, "pageBreakBefore", look.page_break),
            contextual=toggle(ppr, "contextualSpacing", look.contextual),
            spread=_SPREAD.get(justification, Spread.NONE) if justification else look.spread,
        )

    def _with_level(self, level: etree._Element) -> Look:
        """What a list's level says of indents and of the number or bullet."""
        look = replace(
            self,
            mark_kind=value_of(level, "numFmt", "decimal"),
            mark_text=value_of(level, "lvlText", "%1."),
        )
        properties = child_of(level, "pPr")
        if properties is not None:
            look = look._with_indents(properties)
        mark = child_of(level, "rPr")
        if mark is None:
            return look
        own = child_of(mark, "b") is not None
        return replace(
            look,
            mark_bold=toggle(mark, "b", inherited=False) if own else look.mark_bold,
            mark_color=ink_of(child_of(mark, "color")) or look.mark_color,
        )

    def _with_indents(self, ppr: etree._Element) -> Look:
        indent = child_of(ppr, "ind")
        if indent is None:
            return self
        first = self.first_line_indent * 20
        if indent.get(f"{W}hanging"):
            first = -number_of(indent, "hanging")
        elif indent.get(f"{W}firstLine"):
            first = number_of(indent, "firstLine")
        left = number_of(indent, "left", number_of(indent, "start", self.left_indent * 20))
        right = number_of(indent, "right", number_of(indent, "end", self.right_indent * 20))
        return replace(
            self, left_indent=left / 20, right_indent=right / 20, first_line_indent=first / 20
        )

    @property
    def _single(self) -> float:
        """How far lines stand apart by themselves, in points."""
        return self.size * _SINGLE_LINE.get(self.font, _SINGLE_LINE_ELSE)

    def _leading(self) -> float:
        """How far lines stand apart, in points."""
        (rule, line), single = self.line, self._single
        leading = line / 240 * single if rule == "auto" else line / 20
        return max(leading, single) if rule == "atLeast" or leading <= 0 else leading

    def _hang(self) -> float:
        """What lines take beyond one where they stand a number of lines apart."""
        return max(self._leading() - self._single, 0.0) if self.line[0] == "auto" else 0.0

    def text_style(self, name: str) -> TextStyle:
        """The finished style."""
        if not _SMALLEST <= self.size <= _LARGEST:
            raise UnreadableError(
                f"its type cannot be made out: {self.size:g} points, in “{name}”. "
                "Set its size in Word and save it again."
            )
        return TextStyle(
            name=name,
            font=self.font,
            size=self.size,
            bold=self.bold,
            italic=self.italic,
            color=self.color,
            space_before=self.space_before,
            space_after=self.space_after,
            leading=round(self._leading(), 3),
            left_indent=self.left_indent,
            right_indent=self.right_indent,
            first_line_indent=self.first_line_indent,
            align=self.align,
            keep_with_next=self.keep_with_next,
            keep_together=self.keep_together,
            lone_lines=not self.widow_control,
            fill=self.fill,
            border_left=self.border_left,
            border_bottom=self.border_bottom,
            caps=self.caps,
            border_top=self.border_top,
            bottom_gap=self.bottom_gap,
            top_gap=self.top_gap,
            mark_bold=self.bold if self.mark_bold is None else self.mark_bold,
            mark_color=self.mark_color,
            mark_kind=self.mark_kind,
            mark_text=self.mark_text,
            ground=self.ground,
            underline=self.underline,
            underline_color=self.underline_color,
            strike=2 if self.double_strike else int(self.strike),
            page_break=self.page_break,
            contextual=self.contextual,
            spread=self.spread,
            small_caps=self.small_caps and not self.caps,
            tracking=self.tracking,
            border_right=self.border_right,
            border_between=self.border_between,
            hang=round(self._hang(), 3),
        )
