"""The page of the document: its size, and the header and footer with their words filled in.

In the house file a content control shows where the words go; its tag is ``marking``,
``running_title``, ``information_as_at`` or ``page_of``. The marking is printed on every page, also
where the house forgot it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.docx.cleaning import clean_furniture, replace_by
from briefgen.render.docx.package import NAMESPACES, RELATIONSHIPS, Relations
from briefgen.render.docx.text import attribute, escape, field, run
from briefgen.render.house import DRAFT_FILL, DRAFT_INK
from briefgen.render.house_package import (
    W,
    main_part,
    parse_part,
    part_of_kind,
    relations_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Furniture
    from briefgen.render.docx.styles import StyleSheet

_R = f"{{{RELATIONSHIPS}}}"
_ROOTS = {"header": "hdr", "footer": "ftr"}
_KEPT = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "cols", "vAlign")
_BESIDE_DRAFT = ("running_title", "information_as_at")  # what the word for a draft goes before
_BADGE = (
    f'<w:b/><w:bCs/><w:color w:val="{DRAFT_INK}"/>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{DRAFT_FILL}"/>'
)
_PAD = "\u00a0"  # within the badge, on both sides of the word
_PAGE_NUMBERS = re.compile(r"(\{pages?\})")
_PAGE_FIELD = re.compile(r"\s*PAGE\b")


class Section:
    """The one section of the document, taken from the last of the house file."""

    def __init__(self, parts: Mapping[str, bytes], furniture: Furniture, sheet: StyleSheet) -> None:
        """Start from the house file ``parts`` and the words for header and footer."""
        self._house = parts
        self._words = furniture
        self._sheet = sheet
        self._main = main_part(parts)
        self._found = list(parse_part(parts[self._main]).iter(f"{W}sectPr"))[-1]
        self._pictures: dict[str, str] = {}
        self.parts: dict[str, bytes] = {}

    @property
    def even_and_odd(self) -> bool:
        """Whether left and right pages differ: the house asks for it and has both kinds."""
        settings = part_of_kind(self._house, "settings")
        asked = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
        return asked and self._has("even")

    def properties(self, relations: Relations, cover: bool, pages: int) -> str:
        """The w:sectPr of the document; headers and footers come to stand in ``parts``.

        ``cover`` tells that the first page is a cover, ``pages`` how many there are, if known.
        """
        first = cover and self._found.find(f"{W}titlePg") is not None and self._has("first")
        kinds = ["default", *(["first"] if first else []), *(["even"] if self.even_and_odd else [])]
        references = "".join(
            f'<w:{part}Reference w:type="{kind}" '
            f'r:id="{relations.add(f"{RELATIONSHIPS}/{part}", self._fill(part, kind, pages))}"/>'
            for part in _ROOTS
            for kind in kinds
        )
        page = "".join(self._kept(tag) for tag in _KEPT)
        title_page = "<w:titlePg/>" if first else ""
        return f"<w:sectPr>{references}{page}{title_page}{self._kept('docGrid')}</w:sectPr>"

    def _kept(self, tag: str) -> str:
        """A property of the house's section, as text without namespace declarations."""
        found = self._found.find(f"{W}{tag}")
        return "" if found is None else _plain_xml(found)

    def _target(self, part: str, kind: str) -> str | None:
        targets = {
            relation.id: relation.target for relation in relations_of(self._house, self._main)
        }
        for reference in self._found.iter(f"{W}{part}Reference"):
            if reference.get(f"{W}type", "default") == kind:
                target = targets.get(reference.get(f"{_R}id", ""))
                return target if target in self._house else None
        return None

    def _has(self, kind: str) -> bool:
        return all(self._target(part, kind) for part in _ROOTS)

    def _fill(self, part: str, kind: str, pages: int) -> str:
        """Write one header or footer; its name beside the document comes out."""
        source = self._target(part, kind)
        if source is None:
            root = etree.fromstring(f"<w:{_ROOTS[part]} {NAMESPACES}/>")
        else:
            root = parse_part(self._house[source])
        clean_furniture(root)
        seen = self._fill_controls(root, pages)
        if part == "footer" and kind != "first" and not self._numbers_pages(root, kind):
            root.append(self._paragraph("Footer", self._page_of(pages)))
        if self._words.draft and not seen & set(_BESIDE_DRAFT):
            root.insert(0 if part == "footer" else len(root), self._draft_line(part))
        if "marking" not in seen:
            marking = self._paragraph("Marking", run(escape(self._words.marking)))
            root.insert(0 if part == "header" else len(root), marking)
        name = f"{part}{sum(part in known for known in self.parts) + 1}.xml"
        if source is not None:
            self._carry_relations(source, name)
        self.parts[f"word/{name}"] = etree.tostring(
            root, encoding="UTF-8", xml_declaration=True, standalone=True
        )
        return name

    def _fill_controls(self, root: etree._Element, pages: int) -> set[str]:
        """Put the words in place of their controls; which controls there were."""
        badge = self._badge()
        words = {
            "marking": run(escape(self._words.marking)),
            "running_title": badge + run(escape(self._words.running_title)),
            "information_as_at": badge + run(escape(self._words.information_as_at)),
            "page_of": self._page_of(pages),
        }
        seen: set[str] = set()
        for control in list(root.iter(f"{W}sdt")):
            tag = control.find(f"{W}sdtPr/{W}tag")
            name = "" if tag is None else tag.get(f"{W}val", "")
            content = control.find(f"{W}sdtContent")
            children = [] if content is None else list(content)
            if name in words:
                seen.add(name)
                children = _with_words(children, _runs(words[name]))
            replace_by(control, children)
        return seen

    def _badge(self) -> str:
        """The word for a draft, light on dark, with the space to what follows it."""
        word = self._words.draft
        return run(f"{_PAD}{escape(word)}{_PAD}", _BADGE) + run(" ") if word else ""

    def _draft_line(self, part: str) -> etree._Element:
        """The word for a draft in a line of its own, for a page without room beside other words."""
        style = self._sheet.id(part.capitalize())
        return etree.fromstring(
            f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="center"/></w:pPr>'
            f"{self._badge()}</w:p>"
        )

    def _numbers_pages(self, footer: etree._Element, kind: str) -> bool:
        """Whether ``footer`` or the header above the same pages shows a page number."""
        header = self._target("header", kind)
        roots = [footer, *([parse_part(self._house[header])] if header else [])]
        return any(
            _PAGE_FIELD.match(text)
            for root in roots
            for text in (
                *(element.text or "" for element in root.iter(f"{W}instrText")),
                *(element.get(f"{W}instr", "") for element in root.iter(f"{W}fldSimple")),
            )
        )

    def _page_of(self, pages: int) -> str:
        fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", str(pages))}
        pieces = _PAGE_NUMBERS.split(self._words.page_of)
        return "".join(fields.get(piece) or run(escape(piece)) for piece in pieces)

    def _paragraph(self, style: str, content: str) -> etree._Element:
        return etree.fromstring(
            f"<w:p {NAMESPACES}><w:pPr>"
            f'<w:pStyle w:val="{self._sheet.id(style)}"/></w:pPr>{content}</w:p>'
        )

    def _carry_relations(self, source: str, name: str) -> None:
        """Take along what a header or footer shows: pictures, and links out."""
        relations = Relations()
        for relation in relations_of(self._house, source):
            if relation.external:
                relations.keep(relation.id, relation.kind, relation.target, external=True)
            elif relation.target in self._house:
                relations.keep(relation.id, relation.kind, self._picture(relation.target))
        if relations:
            self.parts[f"word/_rels/{name}.rels"] = relations.part()

    def _picture(self, source: str) -> str:
        if source not in self._pictures:
            suffix = source.rpartition(".")[2].lower()
            target = f"media/image{len(self._pictures) + 1}.{suffix}"
            self._pictures[source] = target
            self.parts[f"word/{target}"] = self._house[source]
        return self._pictures[source]


def _with_words(
    children: list[etree._Element], words: list[etree._Element]
) -> list[etree._Element]:
    """What stands in a control, its text replaced; it may hold runs or whole paragraphs."""
    looks = [look for child in children for look in child.iter(f"{W}rPr")]
    for word in words:
        own = word.find(f"{W}rPr") is not None
        if not own and looks and looks[0].getparent().tag == f"{W}r":  # type: ignore[union-attr]
            word.insert(0, etree.fromstring(etree.tostring(looks[0])))
    paragraph = next((p for child in children for p in child.iter(f"{W}p")), None)
    if paragraph is None:
        return words
    for old in list(paragraph):
        if old.tag != f"{W}pPr":
            paragraph.remove(old)
    paragraph.extend(words)
    return children


def _runs(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<w:p {NAMESPACES}>{xml}</w:p>"))


def _plain_xml(element: etree._Element) -> str:
    """``element`` and its children in the prefix w, without declarations and session marks."""
    name = etree.QName(element).localname
    attributes = "".join(
        f' w:{etree.QName(key).localname}="{attribute(str(value))}"'
        for key, value in element.attrib.items()
        if str(key).startswith(W) and not str(key).startswith(f"{W}rsid")
    )
    children = "".join(_plain_xml(child) for child in element.iterchildren(f"{W}*"))
    return f"<w:{name}{attributes}>{children}</w:{name}>"
