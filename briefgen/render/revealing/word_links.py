"""Where a Word file leads: links that a reader may follow, and what it fetches by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.render.house_file.package import RELATIONSHIP, SAFE_ADDRESS
from briefgen.render.revealing.lines import counted, fine, leaks, listed, look, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

    from briefgen.render.revealing.lines import Line

_KINDS = {"attachedTemplate": "template", "image": "picture", "oleObject": "object"}


def link_lines(roots: Mapping[str, etree._Element]) -> Iterator[Line]:
    """What the relationships to the outside tell."""
    addresses = []
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        for relation in root.iter(RELATIONSHIP):
            if relation.get("TargetMode", "").lower() != "external":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if kind == "hyperlink":
                addresses.append(target)
            else:
                what = _KINDS.get(kind, kind)
                yield leaks("links", f"fetches a {what} from {quoted(target)} when it is opened")
    yield from address_lines(addresses)


def address_lines(addresses: Iterable[str]) -> Iterator[Line]:
    """What the addresses of links tell: web pages are sources, mail names people."""
    every = set(addresses)
    safe = {address for address in every if SAFE_ADDRESS.match(address)}
    mail = {address for address in safe if address.lower().startswith("mailto:")}
    for address in sorted(every - safe):
        yield leaks("links", f"leads to {quoted(address)}, which is no address of the web")
    if mail:
        yield look("links", f"{counted(len(mail), 'mail address')}: {listed(mail)}")
    web = safe - mail
    if web:
        sites = {address.partition("://")[2].partition("/")[0] for address in web}
        yield fine("links", f"{counted(len(web), 'link')} to the web: {listed(sites)}")
    if not every:
        yield fine("links", "no links to the outside")
