"""Text as WordprocessingML: escaping, runs, fields and paragraphs, all as plain strings.

Everything a pack says goes through ``escape``; the other functions take text already escaped.
"""

from __future__ import annotations

from briefgen.render.printable import one_line

NO_SPACING = -1.0  # a space before that the style is left to give


def escape(text: str) -> str:
    """``text`` as the content of an XML element; line ends and tabs become spaces."""
    if not text.isprintable():  # most are, and it is one call in place of three
        text = one_line(text)
    if "&" in text or "<" in text or ">" in text:  # takes a third of what replacing takes
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """``text`` as the value of an XML attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """A run of escaped ``text``; ``properties`` is the inside of its w:rPr.

    Spaces at the ends are told to be meant: Word drops others.
    """
    if not text:
        return ""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    if text == text.strip():
        return f"<w:r>{look}<w:t>{text}</w:t></w:r>"
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def character_style(style_id: str) -> str:
    """Run properties that name a character style."""
    return f'<w:rStyle w:val="{style_id}"/>'


def spoken_in(language: str) -> str:
    """Run properties that tell the language of words; none for that of the document."""
    return f'<w:lang w:val="{language}"/>' if language else ""


TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_start(instruction: str) -> str:
    """The opening of a field up to where its cached result stands; FIELD_END closes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A whole field that shows ``cached`` until Word computes it anew."""
    return field_start(instruction) + run(cached, properties) + FIELD_END


def anchor(bookmark: str, content: str) -> str:
    """``content`` as a link to a place in the same document."""
    return f'<w:hyperlink w:anchor="{bookmark}">{content}</w:hyperlink>'


def spacing(before: float = NO_SPACING, after: float = NO_SPACING) -> str:
    """Direct space before and after a paragraph, in points."""
    told = "".join(
        f' w:{side}="{round(points * 20)}"'
        for side, points in (("before", before), ("after", after))
        if points != NO_SPACING
    )
    return f"<w:spacing{told}/>" if told else ""
