"""What an export is to write, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

DOCX, PDF = ".docx", ".pdf"


class ExportChoice(Struct, frozen=True):
    """The files to write, whether plain, their password ("" for none), and whether final."""

    paths: tuple[Path, ...]
    plain: bool = False
    passphrase: str = ""
    final: bool = False

    def __repr__(self) -> str:
        return "ExportChoice()"  # no trace of the program shows a password
