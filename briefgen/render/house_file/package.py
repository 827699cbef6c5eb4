"""Opening a Word file from outside: what is unsafe or absurd is refused before it is parsed.

A house file may come by mail. It is read as a zip of parts held in memory; nothing in it is run,
fetched or written to disk.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import HouseError
from briefgen.render.protecting import OLE_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_MEGABYTE = 1024 * 1024
_MAX_ENTRIES = 2_000
_MAX_ENTRY = 50 * _MEGABYTE
_MAX_TOTAL = 200 * _MEGABYTE
_MAX_RATIO = 100  # of an entry over one megabyte, unpacked against packed
_ENCRYPTED = 0x1  # flag bit of a zip entry

_ACTIVE_PARTS = re.compile(
    r"(vbaproject|vbadata|activex|oleobject|/embeddings/|/attachedtoolbars|afchunk"
    r"|(?<!/printersettings)(?<!/printersettings\d)\.bin$)",  # how a printer is set stays behind
    re.I,
)
_ACTIVE_KINDS = re.compile(r"vba|activex|oleobject|control|attachedtoolbars|afchunk", re.I)
_STRICT = "{http://purl.oclc.org/ooxml/"
_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_BLANKS = (f"{W}tab", f"{W}br", f"{W}cr")  # may part the words of a field
_RELATIONS_KEPT = 64  # parts
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
SAFE_ADDRESS = re.compile(r"(https?|mailto):", re.I)
_TELEPHONE = re.compile(r"(tel|fax|sms|callto):", re.I)  # harmless: a link that is left out
# Fields that fetch, run or ask something; of the others none but page numbers goes along.
UNSAFE_FIELDS = frozenset(
    {
        *("INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "EMBED", "RD", "DATABASE"),
        *("DDE", "DDEAUTO", "MACROBUTTON", "GOTOBUTTON", "HTMLACTIVEX", "PRINT", "ASK", "FILLIN"),
        *("AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "ADDIN", "SHAPE", "CONTROL"),
    }
)
# What is never kept, by what it is to the document, and the fields that go with it.
_UNPRINTED = frozenset({"footnotes", "endnotes", "comments", "glossaryDocument"})
_ON_A_CLICK = frozenset(("MACROBUTTON", "GOTOBUTTON", "ASK", "FILLIN", "AUTOTEXT", "AUTOTEXTLIST"))
_FIELD_NAME = re.compile(r"[^A-Za-z=]*([A-Za-z]+|=|)")  # any blank may stand around it, or none
_FIELD_WORDS = re.compile(r'\\[A-Za-z*@#!](?![^\s"])|"[^"]*"?|[^\s"]+')
_SWITCH = re.compile(r"\\[A-Za-z*@#!]")
_WITH_WORD = frozenset("lot*@#")  # switches of a field that a word of their own follows
_QUOTES = str.maketrans("\u201c\u201d\u201e", '"""')  # any will do for Word


class Relation(Struct, frozen=True):
    """What one part says of another: the last word of its type, and the part or address."""

    id: str
    kind: str  # styles, header, image, hyperlink, …
    target: str  # the name of a part in the package; an address if external
    external: bool


def relations_of(parts: Mapping[str, bytes], name: str) -> tuple[Relation, ...]:
    """The relationships of the part ``name``; of the package itself for an empty name."""
    folder, _, file = name.rpartition("/")
    told_in = posixpath.join(folder, "_rels", f"{file}.rels")
    rels = parts.get(told_in)
    if rels is None:
        rels = parts.get(_by_plain_name(parts).get(_plain_name(told_in), ""))
    found = () if rels is None else _relations_in(rels, folder)
    if all(relation.external or relation.target in parts for relation in found):
        return found
    known = _by_plain_name(parts)
    return tuple(
        relation
        if relation.external or relation.target in parts
        else replace(relation, target=known.get(_plain_name(relation.target), relation.target))
        for relation in found
    )


def _by_plain_name(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The names of ``parts`` by what tells them apart."""
    return {_plain_name(name): name for name in parts}


def _plain_name(name: str) -> str:
    """What tells names of parts apart: neither capitals nor signs that are escaped do."""
    return unquote(name).lower()


@lru_cache(maxsize=_RELATIONS_KEPT)  # a house is asked for the same ones forty times
def _relations_in(rels: bytes, folder: str) -> tuple[Relation, ...]:
    found = []
    for element in parse_part(rels).iter(RELATIONSHIP):
        external = element.get("TargetMode", "").lower() == "external"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found.append(Relation(element.get("Id", ""), kind, target, external))
    return tuple(found)


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the document's main part."""
    kinds = {relation.kind: relation.target for relation in relations_of(parts, "")}
    return kinds.get("officeDocument", "word/document.xml")


def part_of_kind(parts: Mapping[str, bytes], kind: str) -> etree._Element | None:
    """The root of the part that the document relates to as ``kind``, if it has one."""
    for relation in relations_of(parts, main_part(parts)):
        if relation.kind == kind and not relation.external and relation.target in parts:
            return parse_part(parts[relation.target])
    return None


def parse_part(data: bytes) -> etree._Element:
    """The root of an XML part that ``read_parts`` let pass; raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def read_parts(data: bytes, path: Path) -> dict[str, bytes]:
    """The parts of a Word file by name, or a HouseError, with ``path``, that says what is wrong."""
    parts = unpack(data, path)
    _refuse_active_content(parts, path)
    for name, content in parts.items():
        if name.lower().endswith(".rels"):  # they tell which parts are printed
            checked_part(name, content, path)
    unprinted = _unprinted(parts)
    roots = {
        name: _check_xml(name, content, path, unprinted)
        for name, content in parts.items()
        if looks_like_xml(content) or _is_xml_name(name)
    }
    _refuse_other_roots(roots.get(main_part(parts), ""), path)
    _check_furniture(parts, path)
    return parts


def unpack(data: bytes, path: Path) -> dict[str, bytes]:
    """The parts of a zip by name, whatever they hold; a HouseError for what is absurd."""
    if data.startswith(OLE_SIGNATURE):
        raise HouseError(
            path,
            "it has a password or is in the old .doc format. "
            "Open it in Word and save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, path)
            return _read_entries(archive, entries, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise HouseError(path, "it is not a Word file (.docx), or it is damaged.") from error


def _check_directory(entries: list[zipfile.ZipInfo], path: Path) -> None:
    if len(entries) > _MAX_ENTRIES:
        raise HouseError(path, f"it holds more than {_MAX_ENTRIES} parts, which no document needs.")
    names = {_plain_name(entry.filename) for entry in entries}
    if len(names) != len(entries):
        raise HouseError(path, "it holds two parts of the same name. Save it anew in Word.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise HouseError(path, "it has a password. Save it in Word without one.")


def _read_entries(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], path: Path
) -> dict[str, bytes]:
    """Unpacks while counting: what the headers claim is not believed."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        limit = min(_MAX_ENTRY, max(_MEGABYTE, entry.compress_size * _MAX_RATIO))
        with archive.open(entry) as stream:
            content = stream.read(limit + 1)
        total += len(content)
        if len(content) > limit or total > _MAX_TOTAL:
            raise HouseError(
                path,
                f"its part {entry.filename} unpacks to an absurd size. If it is a picture, put it "
                "in anew as PNG or JPEG; else save the file anew in Word.",
            )
        parts[entry.filename] = content
    return parts


def looks_like_xml(content: bytes) -> bool:
    """Whether a part begins as XML does, whatever its name."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_xml_name(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _refuse_active_content(parts: Mapping[str, bytes], path: Path) -> None:
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if "macroenabled" in types.lower():
        raise HouseError(
            path,
            "it is a Word file for macros (.docm, .dotm). Take File, Save As in Word and the type "
            "“Word Document (*.docx)”: the macros stay behind.",
        )
    for name in parts:
        if _ACTIVE_PARTS.search(f"/{name}"):
            raise _active(name, path)
    if not any(main in types for main in _MAIN_TYPES):
        raise HouseError(path, "it is not a plain Word document. Save it in Word as .docx.")


def _active(name: str, path: Path) -> HouseError:
    return HouseError(
        path,
        f"it holds a macro or an embedded object ({name}). "
        "Take it out in Word and save it as .docx.",
    )


def _refuse_other_roots(root: str, path: Path) -> None:
    """What is no document of Word by its ``root``, or one of the same format under other names."""
    if root.startswith(_STRICT):
        raise HouseError(
            path,
            "it is a Strict Open XML Document. Take File, Save As in Word and the type “Word "
            "Document (*.docx)” without “Strict”.",
        )
    if root != f"{W}document":
        raise HouseError(path, "there is no document in it. Save it anew in Word as .docx.")


def checked_part(name: str, content: bytes, path: Path) -> etree._Element:
    """The root of an XML part; a HouseError where it is damaged or declares what it must not."""
    _refuse_doctype(name, content, path)
    try:
        return parse_part(content)
    except etree.XMLSyntaxError as error:
        raise HouseError(path, f"its part {name} is damaged. Save it anew in Word.") from error


def _unprinted(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The plain names of the parts that never reach a pack.

    What is anything else to the document as well, its header say, is none of them.
    """
    main = main_part(parts)
    related = [one for one in relations_of(parts, main) if not one.external]
    kept = {one.target for one in related if one.kind not in _UNPRINTED}
    names = {main, *(one.target for one in related)} - kept
    return frozenset(map(_plain_name, names))


def _check_xml(name: str, content: bytes, path: Path, unprinted: Collection[str]) -> str:
    """Refuse a part that holds what it must not; the name of its root."""
    root = checked_part(name, content, path)
    if name.lower().endswith(".rels"):
        _check_relationships(root, path)
    _check_fields(root, path, _ON_A_CLICK if _plain_name(name) in unprinted else ())
    return str(root.tag)


def _check_furniture(parts: Mapping[str, bytes], path: Path) -> None:
    """Headers and footers are carried into every document, so they may hold little."""
    for furniture in relations_of(parts, main_part(parts)):
        if furniture.kind not in ("header", "footer"):
            continue
        for relation in relations_of(parts, furniture.target):
            if relation.kind not in ("hyperlink", "image"):
                raise HouseError(
                    path,
                    f"its {furniture.kind} holds more than text and pictures ({relation.kind}: "
                    f"{relation.target}). Keep text, tables, fields and PNG or JPEG pictures.",
                )


def _refuse_doctype(name: str, content: bytes, path: Path) -> None:
    """Looks at bytes, before any parser; so only UTF-8 is let in, as Word itself writes."""
    declared = _DECLARED_ENCODING.search(content[:200])
    readable = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")
    if not readable or b"\x00" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise HouseError(
            path, f"its part {name} is damaged or unsafe. Save it anew in Word as .docx."
        )


def _check_relationships(root: etree._Element, path: Path) -> None:
    for relation in root.iter(RELATIONSHIP):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        if _ACTIVE_KINDS.match(kind):  # whatever its part is called
            raise _active(target, path)
        if relation.get("TargetMode", "").lower() != "external":
            continue
        if kind == "attachedTemplate":
            raise HouseError(
                path,
                f"it is attached to a template ({target}), which Word would open. In Word, take "
                "File, Options, Add-ins, Manage: Templates, Go (or Developer, Document Template), "
                "write Normal in place of that template, and save it again.",
            )
        if kind != "hyperlink" or not is_harmless(target):
            raise HouseError(
                path,
                f"it points outside itself ({kind}: {target}). "
                "Break that link in Word and save it again.",
            )


def _check_fields(root: etree._Element, path: Path, let_go: Collection[str]) -> None:
    for instruction in field_instructions(root):
        name = field_name(instruction)
        if name in let_go:
            continue
        if name in UNSAFE_FIELDS or not (name != "HYPERLINK" or _stays_inside(instruction)):
            raise HouseError(
                path,
                f"it holds a field that is not allowed here ({name}). In Word, delete it or turn "
                "it into plain words (Ctrl+Shift+F9), and save it again.",
            )
    if root.find(f".//{W}altChunk") is not None:
        raise HouseError(path, "it takes in another file (altChunk). Paste the content instead.")


def _stays_inside(hyperlink: str) -> bool:
    """Whether a HYPERLINK field leads to a safe address or to a place in the same document."""
    words = iter(_FIELD_WORDS.findall(hyperlink.translate(_QUOTES))[1:])
    addresses, switches = [], set()
    for word in words:
        if _SWITCH.fullmatch(word):
            switches.add(word[1].lower())
            if word[1].lower() in _WITH_WORD:
                next(words, None)
        elif word.strip('" '):
            addresses.append(word.strip('" '))
    return all(map(is_harmless, addresses)) and bool(addresses or "l" in switches)


def is_harmless(address: str) -> bool:
    """Whether a link may lead to ``address``; a telephone's is left out of what is made."""
    return bool(SAFE_ADDRESS.match(address) or _TELEPHONE.match(address))


def field_name(instruction: str) -> str:
    """What a field does, in capitals; empty where it says nothing."""
    found = _FIELD_NAME.match(instruction)
    return "" if found is None else found[1].upper()


def field_instructions(root: etree._Element) -> list[str]:
    """What each field of a part says; Word may split one instruction over many runs."""
    found = [simple.get(f"{W}instr", "") for simple in root.iter(f"{W}fldSimple")]
    open_fields: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", *_BLANKS):
        if element.tag in _BLANKS:
            if open_fields:
                open_fields[-1].append(" ")
        elif element.tag == f"{W}instrText":
            if not open_fields:
                open_fields.append([])
            open_fields[-1].append("".join(map(str, element.itertext(f"{W}instrText"))))
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append([])
        elif element.get(f"{W}fldCharType") == "end" and open_fields:
            found.append("".join(open_fields.pop()))
    found.extend("".join(pieces) for pieces in open_fields)
    return found
