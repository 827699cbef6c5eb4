"""The properties of an Office file: who, when, with what. Also of a workbook inside a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.revealing.lines import (
    counted,
    fine,
    leaks,
    look,
    on_date,
    quoted,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.render.revealing.lines import Line

_DATES = {"created": "created", "modified": "changed", "lastPrinted": "printed"}
_PLAIN = {"title": "title", "subject": "subject", "language": "language"}
_PERSONAL = {"Company": "company", "Manager": "manager"}
_TELLING = {
    "Application": "made with", "AppVersion": "version of the program", "Template": "template",
    "HyperlinkBase": "base of links",
}  # fmt: skip
_SILENT = frozenset({"DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged"})
_COUNTS = frozenset({"Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs"})


def property_lines(
    roots: Mapping[str, etree._Element], office: str, prefix: str = ""
) -> Iterator[Line]:
    """What the property parts among ``roots`` tell; ``office`` is the author that is meant.

    ``prefix`` says of what, where it is not of the file itself.
    """
    for root in roots.values():
        kind = etree.QName(root).localname
        if kind == "coreProperties":
            yield from _core(root, office, prefix)
        elif kind == "Properties":
            custom = etree.QName(root).namespace or ""
            yield from _custom(root, prefix) if "custom" in custom else _extended(root, prefix)


def author_line(author: str, office: str, prefix: str = "") -> Line:
    """What the name of an author means: an office may be told, a person should not."""
    says = f"{prefix}{quoted(author)}"
    if author == office:
        return fine("author", f"{says}, the office that the request names")
    return look("author", f"{says}: an office may stand here, a person should not")


def _core(root: etree._Element, office: str, prefix: str) -> Iterator[Line]:
    for element in root.iterchildren("*"):
        name, text = etree.QName(element).localname, (element.text or "").strip()
        if not text:
            continue
        if name == "creator":
            yield author_line(text, office, prefix)
        elif name == "lastModifiedBy":
            yield leaks("author", f"{prefix}last changed by {quoted(text)}")
        elif name in _DATES:
            yield on_date(f"{prefix}{_DATES[name]}", text)
        elif name == "revision":
            saved = f"{prefix}saved {shown(text)} times"
            yield (
                fine("properties", f"{prefix}revision 1")
                if text == "1"
                else look("properties", saved)
            )
        elif name in _PLAIN:
            yield fine("properties", f"{prefix}{_PLAIN[name]} {quoted(text)}")
        else:
            yield look("properties", f"{prefix}{shown(name)}: {quoted(text)}")


def _extended(root: etree._Element, prefix: str) -> Iterator[Line]:
    for element in root.iterchildren("*"):
        name, text = etree.QName(element).localname, (element.text or "").strip()
        if name in _SILENT or not text:
            continue
        if name in _PERSONAL:
            yield leaks("author", f"{prefix}{_PERSONAL[name]} {quoted(text)}")
        elif name == "TotalTime":
            if text != "0":
                yield look("dates", f"{prefix}worked on for {shown(text)} minutes")
        elif name in _COUNTS:
            yield fine("properties", f"{prefix}{name.lower()}: {shown(text)}")
        else:
            yield look("properties", f"{prefix}{_TELLING.get(name, shown(name))} {quoted(text)}")


def _custom(root: etree._Element, prefix: str) -> Iterator[Line]:
    for element in root.iterchildren("*"):
        name = element.get("name", "")
        text = "".join(str(words) for words in element.itertext())
        line = leaks if name.startswith("MSIP_") else look
        yield line("properties", f"{prefix}own property {shown(name)}: {quoted(text)}")


def people_of(elements: list[etree._Element], attribute: str) -> set[str]:
    """The names in ``attribute`` of ``elements``."""
    return {str(value) for e in elements if (value := e.get(attribute))}


def many(elements: list[etree._Element], noun: str) -> str:
    """How many ``elements`` there are, in words."""
    return counted(len(elements), noun)
