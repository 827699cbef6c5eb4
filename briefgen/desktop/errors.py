"""What a user is told when something fails: title, sentence, next step, details."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.desktop.window_terms import without_commands
from briefgen.errors import (
    BriefFileError,
    BriefgenError,
    FactBaseError,
    HouseError,
    KeyFileError,
    NotFinalError,
    OutputError,
    PackFileError,
    PasswordError,
    RevealError,
    TemplateError,
    UntrustedKeyError,
    UpdateError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType


class Failure(Struct, frozen=True):
    """What the error dialog says; ``next_step`` labels the button that leads on, or is empty.

    ``page`` is that of the help which F1 opens, "" for the page of what has the keyboard.
    """

    title: str
    text: str
    details: str
    next_step: str = ""
    page: str = ""


# Title, next step and page of the help of each kind of error that a user can mend.
_KINDS: dict[type[BriefgenError], tuple[str, str, str]] = {
    OutputError: ("The file was not written", "Choose another place", "files"),
    NotFinalError: ("The pack cannot be final yet", "Show the checks", "checks"),
    BriefFileError: ("The brief was not opened", "Choose another file", "files"),
    FactBaseError: ("The facts cannot be read", "", "facts"),
    PackFileError: ("The edits cannot be read", "Choose another file", "reword"),
    TemplateError: ("A template cannot be used", "", "choices"),
    HouseError: ("The house style cannot be used", "", "visit"),
    UpdateError: ("The new facts are not taken in", "Choose another file", "later"),
    UntrustedKeyError: ("The new facts are not taken in yet", "Give the public key…", "later"),
    KeyFileError: ("The new facts are not taken in", "", "later"),
    RevealError: ("The file cannot be looked through", "Choose another file", "later"),
    PasswordError: ("The password does not open the file", "", "later"),
    UsageError: ("The choices do not fit together", "", "choices"),
    BriefgenError: ("That did not work", "", ""),
}
_MOST_REASONS = 6  # that stand in the dialog
_OUR_FAULT = (
    "This is a fault of the program, not yours, and your choices are still here. "
    "Copy the details and send them to whoever gave you the program."
)


def describe(error: BaseException) -> Failure:
    """What to tell the user about ``error``."""
    details = "".join(traceback.format_exception(error))
    for kind in type(error).__mro__:
        if kind in _KINDS:
            title, next_step, page = _KINDS[kind]
            return Failure(title, _text(error), details, next_step, page)
    return Failure("The program made a mistake", _OUR_FAULT, details)


def describe_unchecked(error: BaseException) -> Failure:
    """What to tell the user where a finished pack could not be checked."""
    failure = describe(error)
    if not isinstance(error, PackFileError):
        return failure
    return replace(failure, title="The file cannot be checked", page="later")


def describe_far(files: Iterable[Path]) -> Failure:
    """What to tell the user where a .brief cannot name ``files``, which lie elsewhere."""
    files = tuple(files)
    names = " and ".join(dict.fromkeys(path.name for path in files))
    return Failure(
        "The brief is not saved yet",
        f"Not in the folder of the brief: {names}. A .brief names only what lies in its own "
        "folder, so that it can be handed on together with it.",
        "\n".join(map(str, files)),
        "Put a copy beside the brief",
        "files",
    )


def describe_changed(path: Path) -> Failure:
    """What to tell the user where the .brief at ``path`` is not as it was opened any longer."""
    return Failure(
        "The brief is not saved yet",
        f"“{path.name}” was changed elsewhere after it was opened here: writing over it loses "
        "those changes. “Save as…” keeps both.",
        str(path),
        "Write over it",
        "files",
    )


def _text(error: BaseException) -> str:
    """The sentence of ``error``; the first few of what blocks a final pack, or is amiss in a brief.

    A brief is told by its name alone.
    """
    if isinstance(error, BriefFileError):
        name = str(getattr(error.path, "name", error.path))
        lines = [line.replace(str(error.path), name) for line in error.lines]
        return _first_of(lines, "which the copied details list")
    if isinstance(error, UntrustedKeyError):
        return (
            f"“{Path(error.path).name}” is signed by the key {error.key}, which is not trusted "
            "here. Ask its sender for the file of the public key, which ends in .pub, and, by "
            "telephone or in person, for its fingerprint."
        )
    if isinstance(error, NotFinalError):
        return f"{error}\n\n{_first_of(error.reasons, 'which the checks list')}".strip()
    return without_commands(str(error))


def _first_of(reasons: Sequence[str], elsewhere: str) -> str:
    rest = len(reasons) - _MOST_REASONS
    more = (f"And {rest} more, {elsewhere}.",) if rest > 0 else ()
    return "\n\n".join((*reasons[:_MOST_REASONS], *more))


def describe_unhandled(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> Failure:
    """What to tell the user about an error that nothing caught."""
    if isinstance(error, BriefgenError):
        return describe(error)
    details = "".join(traceback.format_exception(kind, error, trace))
    return Failure("The program made a mistake", _OUR_FAULT, details)
