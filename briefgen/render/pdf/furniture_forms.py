"""What headers and footers show alike on page after page: put in the file once, called by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.render.pdf.drawing import points
from briefgen.render.pdf.text_drawing import TextDrawer

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from briefgen.render.layout.furniture_lines import Laid
    from briefgen.render.layout.strips import Patch, TextMark
    from briefgen.render.pdf.font_table import FontTable
    from briefgen.render.pdf.objects import ObjectFile

_PAGES_BEFORE = 2  # that showed a line before it is taken to be on the next ones too


class Shown(Struct, frozen=True, gc=False):
    """How a page shows a header or footer: the form that draws a part of it, if any; the rest."""

    form: bytes
    patches: Sequence[Patch]
    marks: Sequence[TextMark]


class FurnitureForms:
    """The forms of a file, made as lines of headers and footers are seen again and again."""

    def __init__(self, file: ObjectFile, fonts: FontTable) -> None:
        """Put forms into ``file``, their letters drawn with ``fonts``."""
        self.fonts = file.reserve()  # the object that lists the fonts of all pages and forms
        self.numbers: dict[bytes, int] = {}  # the object of each form, by its name
        self._file = file
        self._table = fonts
        self._seen: Counter[Hashable] = Counter()
        self._names: dict[Hashable, bytes] = {}

    def shown(self, laid: Laid, size: tuple[float, float]) -> Shown:
        """How a page of ``size`` shows ``laid``."""
        keys = [(mark.x, mark.y, mark.spans) for mark in laid.marks]
        known = [self._seen[key] >= _PAGES_BEFORE for key in keys]
        self._seen.update(keys)
        # A ground that comes and goes must not be drawn over the letters of a form.
        grounds = tuple(laid.patches)
        self._seen[grounds] += 1
        if not any(known) or self._seen[grounds] <= _PAGES_BEFORE:
            return Shown(b"", laid.patches, laid.marks)
        look = (
            size,
            grounds,
            *(key for key, is_known in zip(keys, known, strict=True) if is_known),
        )
        if look not in self._names:
            marks = [mark for mark, is_known in zip(laid.marks, known, strict=True) if is_known]
            self._names[look] = self._add(laid.patches, marks, size)
        rest = [mark for mark, is_known in zip(laid.marks, known, strict=True) if not is_known]
        return Shown(self._names[look], (), rest)

    def _add(
        self, patches: Sequence[Patch], marks: Sequence[TextMark], size: tuple[float, float]
    ) -> bytes:
        name = b"H%d" % (len(self._names) + 1)
        drawer = TextDrawer(0, self._table)
        drawer.furniture(patches, marks, size[1])
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<</Font %d 0 R>>"
        entries %= (points(size[0]), points(size[1]), self.fonts)
        self.numbers[name] = self._file.add_stream(drawer.content(), entries)
        return name
