"""Step six, write: files whole or not at all.

Every file is first written beside its target and flushed to the disk; only when all of them are
whole do they take their places.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import BriefgenError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SUFFIXES = (".docx", ".pdf")
_RETRIES = 5
_PAUSE = 0.4  # seconds; together two, the time a virus scanner holds a new file on Windows

_REFUSED = "you may not write there; choose another folder, or close the file if it is open."
_NO_FILE = "it is a device or a pipe, and a file is asked for; name a file."
_REASONS = {
    errno.ENOSPC: "the disk is full; free some space or choose another place.",
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.EROFS: "the folder is read-only; choose another place.",
    errno.ENOENT: "there is no such folder; create it or choose another place.",
    errno.ENOTDIR: "a part of that path is a file, not a folder; choose another place.",
    errno.EISDIR: "there is a folder of that name; choose another name.",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one.",
}


def check_targets(paths: Iterable[Path]) -> None:
    """Raise UsageError or OutputError for a target that cannot be written, before any work."""
    for error in unwritable(paths):
        raise error


def unwritable(paths: Iterable[Path]) -> Iterator[BriefgenError]:
    """Why not, for each of ``paths`` that cannot be written, before any work."""
    seen: set[Path] = set()
    for path in paths:
        try:
            _check_target(path, seen)
            seen.add(path.resolve())
        except BriefgenError as error:
            yield error
        except OSError as error:  # a name too long, a folder that may not be looked into
            yield OutputError(path, why_unwritten(error))


def _check_target(path: Path, seen: set[Path]) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"“{path.name}” ends in neither .docx nor .pdf: the ending picks the format."
        )
    if path.resolve() in seen:
        raise UsageError(f"{path} is named twice: give each output a name of its own.")
    if path.is_dir():
        raise OutputError(path, _REASONS[errno.EISDIR])
    check_is_file(path)
    _check_room(path.absolute().parent, path)


def check_folder(folder: Path) -> None:
    """Raise OutputError, which names ``folder``, where no file can be written into it."""
    _check_room(folder, folder)


def check_is_file(path: Path) -> None:
    """Raise OutputError for a device or a pipe, which a file must not take the place of."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # nothing is there, or nothing that can be looked at: whoever writes says so
    stands_for_stream = path.is_symlink() and path.absolute().parts[1:2] in (("dev",), ("proc",))
    if stands_for_stream or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OutputError(path, _NO_FILE)


def _check_room(folder: Path, named: Path) -> None:
    if not folder.is_dir():
        missing = errno.ENOTDIR if folder.exists() else errno.ENOENT
        raise OutputError(named, _REASONS[missing])
    from tempfile import TemporaryFile  # noqa: PLC0415 - slow to import

    try:
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(named, why_unwritten(error)) from error


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write all ``files``, each replacing what stood there only when every one is whole.

    Raises OutputError; what stood at the targets is then untouched. Only where a target is
    taken hold of in the last moment may those before it have taken their places already.
    """
    with contextlib.ExitStack() as cleanup:
        ready = []
        for path in files:
            check_is_file(path)
        for path, data in files.items():
            temporary = _write_beside(path, data)
            cleanup.callback(temporary.unlink, missing_ok=True)
            ready.append((temporary, path))
        for temporary, path in ready:
            _replace(temporary, path)


def _write_beside(path: Path, data: bytes) -> Path:
    from tempfile import mkstemp  # noqa: PLC0415 - slow to import

    folder = path.absolute().parent
    temporary = None
    try:
        handle, name = mkstemp(prefix=".briefgen-", suffix=".part", dir=folder)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise OutputError(path, why_unwritten(error)) from error
    return temporary


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(_RETRIES):
        try:
            temporary.replace(path)
        except PermissionError as error:
            if attempt + 1 == _RETRIES:
                raise OutputError(path, why_unwritten(error)) from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise OutputError(path, why_unwritten(error)) from error
        else:
            _flush_folder(path.absolute().parent)
            return


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows has no handle on a folder to flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders cannot
            raise OutputError(folder, why_unwritten(error)) from error
    finally:
        os.close(handle)


def why_unwritten(error: OSError) -> str:
    """Why a file cannot be written and what to do, to end a sentence with."""
    return _REASONS.get(error.errno or 0, f"{error.strerror or error}; choose another place.")
