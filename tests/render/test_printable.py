"""Which characters may stand in a document: what is taken out, told without a search or not."""

from __future__ import annotations

import pytest

from briefgen.render.docx.text import escape
from briefgen.render.printable import clean, one_line

UNWANTED = (
    *(code for code in range(0x20) if code not in (0x9, 0xA, 0xD)),
    *(*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    *(0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF),
)


@pytest.mark.parametrize("around", ["", "a b", "\u00a0", "не ", "\u202f1", "\u200b"])
def test_what_no_file_can_hold_is_taken_out(around: str) -> None:
    """Wherever it stands, and what else the text holds."""
    for code in UNWANTED:
        assert clean(f"{around}{chr(code)}{around}") == around * 2, hex(code)
        assert one_line(chr(code)) == ""


def test_what_is_meant_stays() -> None:
    """Spaces that no line is broken at, hyphens that are not seen; line ends become spaces."""
    meant = "1\u00a0000\u202f₸ soft\u00adhyphen \u200fא\u200e “é” 😀"

    assert clean(meant) == one_line(meant) == escape(meant) == meant
    assert clean("a\tb\nc\r") == "a\tb\nc\r"
    assert one_line("a\tb\nc\r") == "a b c "
    assert escape("a\n<b> & \u202e'c'\u00a0") == "a &lt;b&gt; &amp; 'c'\u00a0"
