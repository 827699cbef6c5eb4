"""The places in a header or footer where words of the pack go, however the house marks them.

A house may use a content control with one of our tags, Word's own control for the title, or a
field. All become one plain form: a content control around one run, tagged with a name of
`SLOTS`; and for page numbers a simple field, PAGE or NUMPAGES.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.render.furniture.cleaning import remove, replace_by
from briefgen.render.house_package import W

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKING, TITLE, AS_AT, PAGE_OF = "marking", "running_title", "information_as_at", "page_of"
SUBJECT, AUTHOR, SECTION = "subject", "author", "section"
SLOTS = (MARKING, TITLE, AS_AT, PAGE_OF, SUBJECT, AUTHOR, SECTION)
PAGE, PAGES = "PAGE", "NUMPAGES"
# The field that shows the section of the page: by the level of its heading, which Word knows in
# any language, where it knows the style by its own name for it alone.
SECTION_NAME = "STYLEREF 1"

# Word's own controls for a document's properties, by the last step of what they are bound to.
_BOUND = {"title": TITLE, "subject": SUBJECT, "creator": AUTHOR, "PublishDate": AS_AT}
_FIELDS = {
    **dict.fromkeys(("TITLE", "STYLEREF"), TITLE),
    **dict.fromkeys(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"), AS_AT),
    "SUBJECT": SUBJECT,
    "AUTHOR": AUTHOR,
}
_NUMBERS = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}


def settle_slots(root: etree._Element) -> list[str]:
    """Bring controls and fields of a header or footer into the plain form.

    What is said of a field that cannot be kept comes out.
    """
    for control in reversed(list(root.iter(f"{W}sdt"))):
        _settle_control(control)
    remarks = []
    for paragraph in root.iter(f"{W}p"):
        remarks += list(_settle_fields(paragraph))
    return list(dict.fromkeys(remarks))


def slots_in(root: etree._Element) -> set[str]:
    """The names of the slots in a settled header or footer; PAGE and NUMPAGES count as such."""
    tags = {tag.get(f"{W}val", "") for tag in root.iterfind(f".//{W}sdt/{W}sdtPr/{W}tag")}
    return tags | {simple.get(f"{W}instr", "") for simple in root.iter(f"{W}fldSimple")}


def slot(name: str, look: etree._Element | None) -> etree._Element:
    """The control of the slot ``name``; ``look`` is the w:rPr of its words."""
    control = etree.Element(f"{W}sdt")
    properties = etree.SubElement(control, f"{W}sdtPr")
    etree.SubElement(properties, f"{W}tag").set(f"{W}val", name)
    etree.SubElement(control, f"{W}sdtContent").append(text_run("", look))
    return control


def number_field(name: str, look: etree._Element | None, shown: str = "1") -> etree._Element:
    """The field ``name``, which shows ``shown`` until a program computes it."""
    simple = etree.Element(f"{W}fldSimple")
    simple.set(f"{W}instr", name)
    simple.append(text_run(shown, look))
    return simple


def text_run(text: str, look: etree._Element | None) -> etree._Element:
    """A run of ``text``; ``look`` is its w:rPr."""
    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
    words = etree.SubElement(run, f"{W}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text
    return run


def _settle_control(control: etree._Element) -> None:
    name = _slot_name(control)
    content = control.find(f"{W}sdtContent")
    children = [] if content is None else list(content)
    if not name:
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
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if name in SLOTS or binding is None:
        return name if name in SLOTS else ""
    last = binding.get(f"{W}xpath", "").rpartition("/")[2]
    return _BOUND.get(last.partition("[")[0].rpartition(":")[2], "")


def _settle_fields(paragraph: etree._Element) -> Iterator[str]:
    for simple in list(paragraph.iter(f"{W}fldSimple")):
        inside = [child for child in simple if child.tag != f"{W}fldData"]
        made, remark = _settled(simple.get(f"{W}instr", ""), inside)
        replace_by(simple, made)
        yield from remark
    for runs, instruction, result in _complex_fields(paragraph):
        made, remark = _settled(instruction, result)
        for element in made:
            runs[0].addprevious(element)
        for run in runs:
            if run not in made:
                remove(run)
        yield from remark


def _settled(
    instruction: str, result: list[etree._Element]
) -> tuple[list[etree._Element], list[str]]:
    """What stands in place of a field whose ``result`` is shown, and what to say of it."""
    name = instruction.strip().partition(" ")[0].upper()
    look = next((rpr for run in result for rpr in run.iter(f"{W}rPr")), None)
    if name in _NUMBERS:
        return [number_field(_NUMBERS[name], look)], []
    if name in _FIELDS:
        return [slot(_FIELDS[name], look)], []
    if name in ("HYPERLINK", "QUOTE", ""):
        return result, []
    return [], [f"the field {name} in its header or footer was left out"]


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
