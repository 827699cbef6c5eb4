"""XML of a house as text, into which a writer puts more without a parser."""

from __future__ import annotations

from lxml import etree

from briefgen.render.house_file.package import W

_PREFIX = "w"


def declaring(root: etree._Element) -> etree._Element:
    """``root`` under the prefix w of WordprocessingML, as is the text that is put into it."""
    if root.prefix == _PREFIX:  # its own: a file may declare several for one thing
        return root
    spaces = {name: uri for name, uri in root.nsmap.items() if name and uri != W[1:-1]}
    made = etree.Element(root.tag, nsmap={**spaces, _PREFIX: W[1:-1]})
    for name, value in root.attrib.items():
        made.set(name, value)
    made.extend(list(root))
    return made


def text_of(element: etree._Element) -> str:
    """Properties as text, in the prefix w, without declarations and session marks.

    Of ``element`` and all beneath it, what is WordprocessingML is told.
    """
    name = etree.QName(element).localname
    attributes = "".join(
        f' w:{etree.QName(key).localname}="{quoted(str(value))}"'
        for key, value in element.attrib.items()
        if str(key).startswith(W) and not str(key).startswith(f"{W}rsid")
    )
    children = "".join(text_of(child) for child in element.iterchildren(f"{W}*"))
    return f"<w:{name}{attributes}>{children}</w:{name}>"


def part_of(root: etree._Element) -> bytes:
    """``root`` as a part of a Word file."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def quoted(text: str) -> str:
    """``text`` as the value of an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
