"""What the user or the machine did wrong: one class a case, each writing its own sentence.

A sentence says what happened, where, and what to do. Anything that is not a BriefgenError is a
fault of ours and is shown as such.
"""

from __future__ import annotations

import errno
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHOOSE_FOLDER = "Choose a folder that holds a datapackage.json with its tables."
_MEND_FILE = "Mend that file, or put back the last one that could be read."
_FILES_OF_TABLES = (".csv", ".json")
_NO_FILE = "there is no such file; look at its name and at the folder."
_UNREADABLE = {
    errno.ENOENT: _NO_FILE,
    errno.ENOTDIR: _NO_FILE,
    errno.EISDIR: "it is a folder; name a file.",
    errno.EACCES: "it may not be read by you; ask whoever keeps it.",
}


def why_unreadable(error: OSError) -> str:
    """Why a file cannot be read and what to do, to end a sentence with."""
    return _UNREADABLE.get(error.errno or 0, f"{error.strerror or 'it cannot be opened'}.")


class BriefgenError(Exception):
    """Base of all errors that a user can mend."""


class UsageError(BriefgenError):
    """The request itself makes no sense: an unknown topic, dates the wrong way round."""


class DateFormatError(BriefgenError):
    """A text that is not an EDTF date; ``single`` where an interval would be refused too."""

    def __init__(self, text: str, where: str, *, single: bool = False) -> None:
        write = (
            "a year (2024), a month (2024-07) or a day (2024-07-01)."
            if single
            else "a year (2024), a month (2024-07), a day (2024-07-01) or an interval of them "
            "(2024-07/2025-06)."
        )
        super().__init__(f"“{text}” ({where}) is not a date: write {write}")


class DateOrderError(DateFormatError):
    """An interval that ends before it starts; it can be mended by changing its ends about."""

    def __init__(self, text: str, where: str) -> None:
        first, _, last = text.partition("/")
        BriefgenError.__init__(
            self,
            f"“{text}” ({where}): the first day, {first}, lies after the last, {last}: "
            "swap the two.",
        )


class NoSuchDayError(DateFormatError):
    """A date that is written well and is on no calendar, such as 2022-02-30."""

    def __init__(self, text: str, where: str, why: str) -> None:
        BriefgenError.__init__(self, f"“{text}” ({where}): {why}.")


class DayError(BriefgenError):
    """A text that is no day of the calendar; ``why`` where it is written as one."""

    def __init__(self, text: str, where: str = "", why: str = "") -> None:
        named = f"“{text}” ({where})" if where else f"“{text}”"
        what = f": {why}." if why else " is not a day: write it as 2026-11-22."
        super().__init__(f"{named}{what}")
        self.why = why


class NotFinalError(BriefgenError):
    """A pack that may not go out as final; ``reasons`` are what blocks it, a sentence each."""

    reasons: tuple[str, ...] = ()

    def __init__(self, why: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.reasons = reasons


class FactBaseError(BriefgenError):
    """The fact base as a whole cannot be read; ``remedy`` is a sentence that says what to do."""

    def __init__(self, path: Path | str, why: str, remedy: str = "") -> None:
        if not remedy:
            is_table = PurePath(path).suffix in _FILES_OF_TABLES
            remedy = _MEND_FILE if is_table else _CHOOSE_FOLDER
        super().__init__(f"The fact base {path} cannot be read: {why} {remedy}")
        self.why = why


class UpdateError(BriefgenError):
    """A fact update that is not let in; what was in use stays in use."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The update {path} is refused: {why}")


class UpdateFileError(UpdateError):
    """An update whose file is not there, or cannot be read."""


class UntrustedKeyError(UpdateError):
    """An update that ``key``, a number, has signed: nobody here trusts that key yet."""

    def __init__(self, path: Path | str, key: str) -> None:
        super().__init__(
            path,
            f"it is signed by the key {key}, which is not trusted here; "
            "if the sender confirms that key by another way, name its file with --trust.",
        )
        self.path, self.key = path, key


class KeyFileError(BriefgenError):
    """A file with a key for signing or checking updates that cannot be used."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The key {path} cannot be used: {why}")


class BriefFileError(BriefgenError):
    """A request that cannot be read, from a .brief file or from ``path`` in words."""

    def __init__(self, path: Path | str, why: str) -> None:
        what = "The request" if isinstance(path, str) else "The file"
        super().__init__(f"{what} {path} cannot be read: {why}")
        self.path = path
        self.lines: tuple[str, ...] = (str(self),)


class BriefFaultsError(BriefFileError):
    """Everything that is amiss in a request: ``lines`` say each where it is and what to do."""

    def __init__(self, path: Path | str, lines: tuple[str, ...]) -> None:
        BriefgenError.__init__(self, "\n".join(lines))
        self.path = path
        self.lines = lines


class TemplateError(BriefgenError):
    """A product or a list of printed words that cannot be used."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The template {path} cannot be used: {why}")
        self.why = why


class HouseError(BriefgenError):
    """A Word file that cannot serve as house style."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The house style {path} cannot be used: {why}")
        self.why = why


class PackFileError(BriefgenError):
    """A DOCX or PDF that is no pack of ours, or one that cannot be read."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The file {path} cannot be read as a pack of briefgen: {why}")
        self.why = why


class RevealError(BriefgenError):
    """A file of which it cannot be said what it reveals."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"The file {path} cannot be looked through: {why}")


class PasswordError(BriefgenError):
    """A password that is missing, wrong or too weak; ``wanted`` tells that a file asks for one."""

    def __init__(self, what: Path | str, why: str, *, wanted: bool = False) -> None:
        super().__init__(f"{what} {why}")
        self.wanted = wanted


class FigureError(BriefgenError):
    """A figure that may not be printed, for lack of its text alternative, source or numbers."""

    def __init__(self, figure: str, lacks: str) -> None:
        super().__init__(
            f"The figure {figure} is not drawn: it has no {lacks}. Give it one in the printed "
            "words or the section that makes it."
        )


class OutputError(BriefgenError):
    """A file that cannot be written; what stood there before is untouched."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"Cannot write {path}: {why}")
