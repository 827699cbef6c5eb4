"""Work on a file that may open with a password: it is tried without, then asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from briefgen.desktop.errors import describe
from briefgen.errors import PasswordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.desktop.errors import Failure

    Steps = Callable[[str], None]

_T = TypeVar("_T")


def work_on_file(
    *,
    desk: Desk,
    key: str,
    path: Path,
    work: Callable[[Path, str | None, Steps], _T],
    on_done: Callable[[_T], None],
    choose_again: Callable[[], None],
    told: Callable[[Exception], Failure] = describe,
    passphrase: str | None = None,
) -> None:
    """Do ``work`` on the file at ``path`` as the job ``key``, with the password it asks for.

    A wrong one is asked for anew, until the file opens or the user leaves it.

    ``choose_again`` is called where it could not be done, as ``told``, and the user wants another
    file.
    """

    def on_failed(error: Exception) -> None:
        wanted = isinstance(error, PasswordError) and error.wanted
        if wanted:
            was_wrong = passphrase is not None
            typed = desk.dialogs.password(desk.window, path.name, was_wrong=was_wrong)
            if typed is not None:
                work_on_file(
                    desk=desk,
                    key=key,
                    path=path,
                    work=work,
                    on_done=on_done,
                    choose_again=choose_again,
                    told=told,
                    passphrase=typed,
                )
        elif desk.dialogs.failure(desk.window, told(error)):
            choose_again()

    desk.jobs.start(key, partial(work, path, passphrase), on_done=on_done, on_failed=on_failed)
