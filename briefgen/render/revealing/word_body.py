"""What stands in the text of a Word file and is not printed: comments, changes, hidden words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.docx.record import block_number
from briefgen.render.house_file.package import UNSAFE_FIELDS, W, field_instructions, field_name
from briefgen.render.house_file.properties import toggle
from briefgen.render.revealing.lines import counted, fine, leaks, listed, look
from briefgen.render.revealing.properties import many, people_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from briefgen.render.revealing.lines import Line

    Roots = Mapping[str, etree._Element]

_CHANGES = (
    *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"),
    *("tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange"),
    *("cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveToRangeStart"),
    *(f"customXml{kind}RangeStart" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
)
# Fields that print the name of a person, a file or a folder.
_NAMING = frozenset(
    {"FILENAME", "USERNAME", "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "TEMPLATE"}
)


def body_lines(roots: Roots) -> Iterator[Line]:
    """What the parts of the text tell beyond what a reader sees."""
    yield from _comments(roots)
    yield from _changes(roots)
    yield from _hidden(roots)
    yield from _sessions(roots)
    yield from _fields(roots)
    yield from _marks(roots)
    yield from _fonts_and_languages(roots)


def _all(roots: Roots, *names: str) -> list[etree._Element]:
    tags = [f"{W}{name}" for name in names]
    return [element for root in roots.values() for element in root.iter(*tags)]


def _comments(roots: Roots) -> Iterator[Line]:
    comments = _all(roots, "comment")
    if comments:
        people = listed(people_of(comments, f"{W}author"))
        yield leaks("comments", f"{many(comments, 'comment')}, by {people or 'nobody named'}")
    known = [
        str(value)
        for name, root in roots.items()
        if name.startswith("word/people")
        for element in root.iter("*")
        for key, value in element.attrib.items()
        if str(key).endswith(("}author", "}userId"))
    ]
    if known:
        yield leaks("comments", f"a register of people: {listed(known)}")
    if not comments and not known:
        yield fine("comments", "no comments")


def _changes(roots: Roots) -> Iterator[Line]:
    changes = _all(roots, *_CHANGES)
    if not changes:
        yield fine("tracked changes", "no tracked changes")
        return
    people = listed(people_of(changes, f"{W}author"))
    gone = sum(len(element.text or "") for element in _all(roots, "delText"))
    still = f"; {counted(gone, 'letter')} that were deleted can still be read" if gone else ""
    says = f"{many(changes, 'tracked change')}, by {people or 'nobody named'}{still}"
    yield leaks("tracked changes", says)


def _hidden(roots: Roots) -> Iterator[Line]:
    hiding = {
        style.get(f"{W}styleId", "")
        for style in _all(roots, "style")
        if _is_hidden(style.find(f"{W}rPr"))
    } - {""}
    letters = 0
    for run in _all(roots, "r"):
        look_of_run = run.find(f"{W}rPr")
        if _is_hidden(look_of_run) or _styles(run) & hiding:
            letters += sum(len(text.text or "") for text in run.iter(f"{W}t"))
    if letters:
        yield leaks("hidden", f"{counted(letters, 'letter')} of hidden text")
    else:
        yield fine("hidden", "no hidden text")


def _is_hidden(properties: etree._Element | None) -> bool:
    return properties is not None and toggle(properties, "vanish", inherited=False)


def _styles(run: etree._Element) -> set[str]:
    """The styles that a run names, its own and its paragraph's."""
    paragraph = run.getparent()
    named = [run.find(f"{W}rPr/{W}rStyle")]
    if paragraph is not None:
        named.append(paragraph.find(f"{W}pPr/{W}pStyle"))
    return {style.get(f"{W}val", "") for style in named if style is not None}


def _sessions(roots: Roots) -> Iterator[Line]:
    sessions = {element.get(f"{W}val", "") for element in _all(roots, "rsid")}
    if sessions:
        says = f"marks of {counted(len(sessions), 'editing session')}: texts can be matched by them"
        yield look("properties", says)
    variables = _all(roots, "docVar")
    if variables:
        names = listed(people_of(variables, f"{W}name"))
        yield look("properties", f"{many(variables, 'variable')} of macros: {names}")
    if _all(roots, "mailMerge"):
        yield leaks("links", "a mail merge, which names where addresses are kept")


def _fields(roots: Roots) -> Iterator[Line]:
    names = {
        field_name(instruction)
        for root in roots.values()
        for instruction in field_instructions(root)
    }
    for name in sorted(names & UNSAFE_FIELDS):
        yield leaks("links", f"a field that fetches, runs or asks something ({name})")
    for name in sorted(names & _NAMING):
        yield look("properties", f"a field that prints a person, a file or a folder ({name})")


def _marks(roots: Roots) -> Iterator[Line]:
    marks = [
        mark
        for mark in _all(roots, "bookmarkStart")
        if block_number(mark.get(f"{W}name", "")) is not None
    ]
    if marks:
        yield fine("record", f"{many(marks, 'bookmark')} of blocks, for checking the file again")
    controls = _all(roots, "sdt")
    if controls:
        names = people_of(_all(roots, "tag", "alias"), f"{W}val")
        told = f"; ids and titles on them: {listed(names)}" if names else ""
        yield fine("record", f"{many(controls, 'content control')}{told}")


def _fonts_and_languages(roots: Roots) -> Iterator[Line]:
    fonts = {
        str(value)
        for element in _all(roots, "rFonts")
        for key, value in element.attrib.items()
        if str(key).removeprefix(W) in ("ascii", "hAnsi", "cs", "eastAsia")
    }
    if fonts:
        inside = _all(roots, "embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
        how = f"{counted(len(inside), 'face')} inside" if inside else "none inside"
        yield fine("fonts", f"{listed(fonts)}; {how}")
    languages = {
        str(value)
        for element in _all(roots, "lang", "themeFontLang")
        for value in element.attrib.values()
    }
    if languages:
        yield fine("language", listed(languages))
