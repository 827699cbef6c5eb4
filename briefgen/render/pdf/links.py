"""What can be clicked on a page: where it is, where it leads, and its element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.render.layout.tags import Tag

if TYPE_CHECKING:
    from briefgen.render.faces.measure import Target


class Box(Struct, frozen=True, gc=False):
    """A rectangle on the page in PDF's own terms: from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class LinkArea(Struct):
    """Where on one page a link can be clicked, and the words it stands on."""

    tag: Tag
    target: Target
    boxes: list[Box] = field(default_factory=list)
    text: str = ""


class LinkTag(Tag):
    """The element of a link, which knows where the link leads."""

    __slots__ = ("target",)

    def __init__(self, parent: Tag, target: Target) -> None:
        """Make the element of a link to ``target`` under ``parent``."""
        super().__init__(b"Link", parent)
        self.target = target
