"""Passwords on the command line: typed unseen or read from a file, never an argument.

An argument stands in the history of the shell and in the list of processes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.errors import PasswordError, UsageError, why_unreadable

_MOST = 10_000  # bytes of a password file

password_file_option = click.option(
    "--password-file", "password_file", type=click.Path(path_type=Path), metavar="FILE",
    help="A file whose first line is the password; - for standard input.",
)  # fmt: skip


def passphrase_in(file: Path | None) -> str | None:
    """The first line of ``file``, or of standard input for “-”; None for no file."""
    if file is None:
        return None
    try:
        if str(file) == "-":
            return sys.stdin.readline().rstrip("\r\n")
        with file.open("rb") as stream:
            text = stream.read(_MOST).decode("utf-8-sig")
    except OSError as error:
        why = f"cannot be read: {why_unreadable(error)}"
        raise PasswordError(f"The password file {file}", why) from error
    except UnicodeDecodeError as error:
        why = "is not UTF-8 text: save it as such."
        raise PasswordError(f"The password file {file}", why) from error
    return text.partition("\n")[0].rstrip("\r")


def passphrase_for_copies(file: Path | None, *, ask: bool) -> str:
    """The password that the copies are to have: from ``file``, or typed twice; "" for none."""
    passphrase = passphrase_in(file)
    if passphrase is None and ask:
        if not sys.stdin.isatty():
            raise UsageError(
                "There is no terminal to type the password on: give it with --password-file FILE."
            )
        passphrase = click.prompt(
            "Password of the copies",
            hide_input=True,
            confirmation_prompt="The same again",
            err=True,
        )
    if passphrase is None:
        return ""
    from briefgen.render.protecting import checked_passphrase  # noqa: PLC0415 - few packs are locked

    return checked_passphrase(passphrase)
