"""The places in a header or footer where words of the pack go, however the house marks them.

A house may use a content control with one of our tags, Word's own control for the title, or a
field; one of ours may have lost its controls on the way (`placeholders`). All become one plain
form: a content control around one run, tagged with a name of `furniture.SLOTS`; and for page
numbers a simple field, PAGE or NUMPAGES.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture import (
    AS_AT,
    AUTHOR,
    PAGE,
    PAGES,
    SLOTS,
    SUBJECT,
    TITLE,
)
from briefgen.render.house import DRAFT_FILL, DRAFT_INK
from briefgen.render.house_file.cleaning import remove, remove_all, replace_by
from briefgen.render.house_file.furniture.placeholders import lost_slots, slot_of_control
from briefgen.render.house_file.package import W, field_name
from briefgen.render.house_file.properties import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN_ORDER = (  # in which the schema wants the properties of a run
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)
# Word's own controls for a document's properties, by the last step of what they are bound to.
_BOUND = {"title": TITLE, "subject": SUBJECT, "creator": AUTHOR, "PublishDate": AS_AT}
_FIELDS = {
    **dict.fromkeys(("TITLE", "STYLEREF"), TITLE),
    **dict.fromkeys(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"), AS_AT),
    "SUBJECT": SUBJECT,
    "AUTHOR": AUTHOR,
}
_APART = frozenset(f"{W}{name}" for name in ("fldChar", "tab", "ptab"))
_NAMING = ("tag", "dataBinding", "docPartObj")  # what tells the job of a control
_NUMBERS = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}
_FORMAT = re.compile(r'\\\*\s*"?([A-Za-z]+)')
_PLAIN_FORMATS = frozenset({"mergeformat", "charformat", "arabic"})


def settle_slots(root: etree._Element) -> list[str]:
    """Bring controls and fields of a header or footer into the plain form.

    What is said of a field that cannot be kept comes out.
    """
    _split_runs(root)
    told = _told_slots(root)
    for control in reversed(list(root.iter(f"{W}sdt"))):
        _settle_control(control, told)
    remarks = []
    for paragraph in root.iter(f"{W}p"):
        _restore_slots(paragraph, told)
        remarks += list(_settle_fields(paragraph))
    return list(dict.fromkeys(remarks))


def slot_around(run: etree._Element) -> str:
    """The name of the slot or field that ``run`` stands for, in plain form; empty if it is none."""
    parent = run.getparent()
    if parent is None:
        return ""
    if parent.tag == f"{W}fldSimple":
        return parent.get(f"{W}instr", "")
    control = parent.getparent() if parent.tag == f"{W}sdtContent" else None
    return "" if control is None else name_of(control)


def name_of(slot: etree._Element) -> str:
    """The name of a slot or field in plain form."""
    if slot.tag == f"{W}fldSimple":
        return slot.get(f"{W}instr", "")
    tag = slot.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(f"{W}val", "")


def badged(run: etree._Element) -> etree._Element:
    """A run like ``run``, its look made bold and light on a dark ground: the word of a draft."""
    made = etree.Element(f"{W}r")
    own = run.find(f"{W}rPr")
    look = etree.SubElement(made, f"{W}rPr") if own is None else deepcopy(own)
    made.append(look)
    for tag in ("b", "bCs", "color", "shd"):
        for old in look.findall(f"{W}{tag}"):
            look.remove(old)
    etree.SubElement(look, f"{W}color").set(f"{W}val", DRAFT_INK)
    ground = etree.SubElement(look, f"{W}shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", DRAFT_FILL)):
        ground.set(f"{W}{name}", value)
    for tag in ("b", "bCs"):
        etree.SubElement(look, f"{W}{tag}")
    look[:] = sorted(look, key=_place_in_order)
    return made


def _place_in_order(child: etree._Element) -> int:
    name = etree.QName(child).localname
    return _RUN_ORDER.index(name) if name in _RUN_ORDER else len(_RUN_ORDER)


def slot(name: str, look: etree._Element | None) -> etree._Element:
    """The control of the slot ``name``; ``look`` is the w:rPr of its words."""
    control = etree.Element(f"{W}sdt")
    properties = etree.SubElement(control, f"{W}sdtPr")
    etree.SubElement(properties, f"{W}tag").set(f"{W}val", name)
    etree.SubElement(control, f"{W}sdtContent").append(_empty_run(look))
    return control


def _number_field(name: str, look: etree._Element | None) -> etree._Element:
    simple = etree.Element(f"{W}fldSimple")
    simple.set(f"{W}instr", name)
    simple.append(_empty_run(look))
    return simple


def _empty_run(look: etree._Element | None) -> etree._Element:
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    etree.SubElement(run, f"{W}t")
    return run


def _split_runs(root: etree._Element) -> None:
    """Give each sign of a field and each tab a run of its own: some programs write all into one."""
    for run in list(root.iter(f"{W}r")):
        look = run.find(f"{W}rPr")
        pieces = [child for child in run if child is not look]
        if len(pieces) < 2 or all(piece.tag not in _APART for piece in pieces):
            continue
        for piece in pieces[:-1]:
            made = etree.Element(f"{W}r")
            if look is not None:
                made.append(deepcopy(look))
            made.append(piece)
            run.addprevious(made)


def _told_slots(root: etree._Element) -> frozenset[str]:
    """The slots that controls with names and fields make: none of them is guessed from words."""
    instructions = [simple.get(f"{W}instr", "") for simple in root.iter(f"{W}fldSimple")]
    instructions += [told.text or "" for told in root.iter(f"{W}instrText")]
    names = {_FIELDS.get(field_name(told), "") for told in instructions}
    return frozenset(names | {_slot_name(control) for control in root.iter(f"{W}sdt")})


def _restore_slots(paragraph: etree._Element, told: frozenset[str]) -> None:
    for name, runs in list(lost_slots(paragraph)):
        if name in told:
            continue
        runs[0].addprevious(slot(name, next((run.find(f"{W}rPr") for run in runs), None)))
        for run in runs:
            remove(run)


def _settle_control(control: etree._Element, told: frozenset[str]) -> None:
    name = _slot_name(control) or _guessed_name(control, told)
    content = control.find(f"{W}sdtContent")
    children = [] if content is None else list(content)
    if not name:
        asks = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if content is not None and asks is not None and is_on(asks):
            remove_all(content, "r")  # “Click or tap here to enter text.”
            children = [child for child in children if child.tag != f"{W}r"]
        replace_by(control, children)
        return
    look = next((rpr for child in children for rpr in child.iter(f"{W}rPr")), None)
    if look is not None and getattr(look.getparent(), "tag", "") != f"{W}r":
        look = None
    made = slot(name, look)
    paragraph = next((p for child in children for p in child.iter(f"{W}p")), None)
    if paragraph is None:
        replace_by(control, [made])
        return
    for old in [old for old in paragraph if old.tag != f"{W}pPr"]:
        paragraph.remove(old)
    paragraph.append(made)
    replace_by(control, children)


def _slot_name(control: etree._Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    name = "" if tag is None else tag.get(f"{W}val", "")
    if name in SLOTS:
        return name
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if binding is None:
        return ""
    last = binding.get(f"{W}xpath", "").rpartition("/")[2]
    return _BOUND.get(last.partition("[")[0].rpartition(":")[2], "")


def _guessed_name(control: etree._Element, told: frozenset[str]) -> str:
    """The slot of a control that nothing names, by its words, unless the slot is ``told``."""
    if any(control.find(f"{W}sdtPr/{W}{name}") is not None for name in _NAMING):
        return ""
    name = slot_of_control(control)
    return "" if name in told else name


def _settle_fields(paragraph: etree._Element) -> Iterator[str]:
    for simple in list(paragraph.iter(f"{W}fldSimple")):
        inside = [child for child in simple if child.tag != f"{W}fldData"]
        made, remark = _settled(simple.get(f"{W}instr", ""), inside, inside)
        replace_by(simple, made)
        yield from remark
    for runs, instruction, result in _complex_fields(paragraph):
        made, remark = _settled(instruction, result, runs)
        for element in made:
            runs[0].addprevious(element)
        for run in runs:
            if run not in made:
                remove(run)
        yield from remark


def _settled(
    instruction: str, result: list[etree._Element], runs: list[etree._Element]
) -> tuple[list[etree._Element], list[str]]:
    """What stands in place of a field whose ``result`` is shown, and what to say of it.

    It looks like its result; where it has none, like the ``runs`` that it is made of.
    """
    name = field_name(instruction)
    look = next((rpr for run in result or runs for rpr in run.iter(f"{W}rPr")), None)
    if name in _NUMBERS:
        return [_number_field(_NUMBERS[name], look)], _told_of_digits(instruction)
    if name in _FIELDS:
        return [slot(_FIELDS[name], look)], []
    if name in ("HYPERLINK", "QUOTE", ""):
        return result, []
    return [], [f"the field {name} in its header or footer was left out"]


def _told_of_digits(instruction: str) -> list[str]:
    """What to say of a number of pages that asks for other signs than 1, 2, 3."""
    asked = [form for form in _FORMAT.findall(instruction) if form.lower() not in _PLAIN_FORMATS]
    return [f"its page numbers are set as 1, 2, 3 and not as {form} asks" for form in asked[:1]]


def _complex_fields(
    paragraph: etree._Element,
) -> list[tuple[list[etree._Element], str, list[etree._Element]]]:
    """The outermost fields: all their runs, what they say, and the runs of their result."""
    fields = []
    runs: list[etree._Element] = []
    result: list[etree._Element] = []
    instruction, depth, shows = "", 0, False
    for run in list(paragraph.iter(f"{W}r")):
        mark = run.find(f"{W}fldChar")
        kind = "" if mark is None else mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            if depth == 0:
                runs, result, instruction, shows = [], [], "", False
            depth += 1
        if not depth:
            if kind or run.find(f"{W}instrText") is not None:
                remove(run)  # a piece of a field whose other end is not here
            continue
        runs.append(run)
        if depth == 1 and not shows:
            instruction += "".join(text.text or "" for text in run.iter(f"{W}instrText"))
        if depth == 1 and kind == "separate":
            shows = True
        elif depth == 1 and shows and not kind:
            result.append(run)
        if kind == "end":
            depth -= 1
            if not depth:
                fields.append((runs, instruction, result))
    if depth:
        fields.append((runs, instruction, result))
    return fields
