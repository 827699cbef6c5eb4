"""briefgen update: make a key, sign an update, look into one, install, list and remove them."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.options import Commands, counted, json_option, print_json, tell
from briefgen.errors import UpdateError, UpdateFileError, UsageError
from briefgen.resources import bundled_data, bundled_templates
from briefgen.trust.opening import open_bundled

if TYPE_CHECKING:
    from briefgen.factbase.layers import Laid
    from briefgen.trust.effects import Change, FigureChange
    from briefgen.trust.update import Update

PROBLEMS_FOUND = 1
PASSWORD = "BRIEFGEN_KEY_PASSWORD"  # noqa: S105 - the name of a variable
_MARKS = {"added": "+", "changed": "~", "gone": "-"}

file_argument = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@click.group(cls=Commands, short_help="Signed updates of the facts.")
def update() -> None:
    """Carry newer facts to those who use the program, signed."""


@update.command()
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), metavar="KEYFILE",
    help="The secret key to write; the public one goes beside it, ending in .pub.",
)  # fmt: skip
@click.option("--no-password", is_flag=True, help="Leave the secret key without a password.")
def keygen(output: Path, *, no_password: bool) -> int:
    """Make a pair of keys: a secret one to sign with, a public one to check with."""
    from briefgen.trust.keys import new_key, write_key_pair  # noqa: PLC0415 - loads libsodium

    password = "" if no_password else _password(confirm=True)
    secret = new_key()
    public = write_key_pair(secret, output, password)
    if not password:
        tell(f"{output} has no password: whoever reads that file can sign updates in your name.")
    print(f"{output}: the secret key; keep it where only the signer can read it.")
    print(f"{public}: the public key {secret.public.id}; it goes to everyone.")
    print(f"fingerprint: {secret.public.fingerprint}")
    return 0


@update.command()
@click.argument("key", type=click.Path(path_type=Path), metavar="PUBKEYFILE")
def fingerprint(key: Path) -> int:
    """Print what the owner of a public key reads out to whoever is to trust it."""
    from briefgen.trust.keys import read_public_key  # noqa: PLC0415 - loads libsodium

    found = read_public_key(key)
    print(f"{found.id}: {found.fingerprint}")
    return 0


def _password(*, confirm: bool = False) -> str:
    """The password from the environment or, at a terminal, from whoever sits there."""
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise UsageError(f"There is no terminal to ask for the key's password: set {PASSWORD}.")
    text: str = click.prompt("Password of the key", hide_input=True, confirmation_prompt=confirm)
    return text


@update.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), metavar="FILE.briefupdate",
    help="The file to write.",
)  # fmt: skip
@click.option(
    "--key", required=True, type=click.Path(path_type=Path), metavar="KEYFILE",
    help="The secret key to sign with.",
)  # fmt: skip
def sign(folder: Path, output: Path, key: Path) -> int:
    """Check the tables in FOLDER against the bundled facts and sign them (exit 1 for errors)."""
    from briefgen.render.writing import write_whole  # noqa: PLC0415
    from briefgen.trust.keys import read_secret_key  # noqa: PLC0415 - loads libsodium
    from briefgen.trust.making import draft_update  # noqa: PLC0415
    from briefgen.trust.update import SUFFIX, sealed  # noqa: PLC0415

    if output.suffix != SUFFIX:
        raise UsageError(f"“{output.name}” does not end in {SUFFIX}: give the file that ending.")
    draft = draft_update(folder, bundled_data())
    if draft.problems:
        for problem in draft.problems:
            tell(str(problem))
        tell(f"nothing was signed; problems: {len(draft.problems)}.")
        return PROBLEMS_FOUND
    write_whole({output: sealed(draft.manifest, draft.texts, read_secret_key(key, _password))})
    print(f"{output}: {draft.manifest.label}, {_counted(draft.laid)}.")
    return 0


def _counted(laid: Laid) -> str:
    added, replaced = (sum(map(len, rows.values())) for rows in (laid.added, laid.replaced))
    text = f"{counted(added, 'row')} added, {replaced} replaced, {len(laid.withdrawn)} withdrawn"
    return f"{text} and {laid.went_along} that rested on them" if laid.went_along else text


trust_option = click.option(
    "--trust", type=click.Path(path_type=Path), metavar="PUBKEYFILE",
    help="A public key to check with, besides those that are trusted.",
)  # fmt: skip


@update.command()
@file_argument
@trust_option
@json_option
def inspect(file: Path, trust: Path | None, *, as_json: bool) -> int:
    """Tell who signed FILE and what it would change (exit 1 if it is not trusted or has faults)."""
    from briefgen.trust.effects import changes, figure_changes  # noqa: PLC0415
    from briefgen.trust.installed import (  # noqa: PLC0415 - loads libsodium
        open_with,
        read_trusted,
        remarks_on,
    )
    from briefgen.trust.keys import read_public_key  # noqa: PLC0415 - loads libsodium

    today = datetime.now(UTC).date()
    try:
        found = read_trusted(file, bundled_data(), [read_public_key(trust)] if trust else [])
    except UpdateFileError:
        raise
    except UpdateError as error:
        if as_json:
            print_json({"file": str(file), "trusted": False, "problems": [str(error)]})
        else:
            print(error)
        return PROBLEMS_FOUND
    before, after = open_bundled(bundled_data(), today).base, open_with(found, bundled_data())
    problems = [str(problem) for problem in after.problems if problem not in before.problems]
    remarks = remarks_on(found, today)
    changed = changes(before, after)
    figures = figure_changes(before, after, bundled_templates())
    if as_json:
        document = _update_document(found, changed, figures)
        print_json({"file": str(file)} | document | {"problems": problems, "remarks": remarks})
    else:
        _print_update(found, changed, figures)
        for line in (*problems, *remarks):
            tell(line)
    return PROBLEMS_FOUND if problems else 0


def _update_document(
    found: Update, changed: tuple[Change, ...], figures: tuple[FigureChange, ...]
) -> dict[str, Any]:
    manifest = found.manifest
    return {
        "trusted": True,
        "key": found.key.id,
        "new_key": found.new_key.id if found.new_key else None,
        "name": manifest.name,
        "version": manifest.version,
        "created": manifest.created.isoformat(),
        "review_by": manifest.review_by.isoformat(),
        "title": manifest.title,
        "note": manifest.note,
        "base": manifest.base,
        "changes": [
            {
                "kind": change.kind,
                "table": change.table,
                "id": change.key,
                "columns": [{"name": n, "old": old, "new": new} for n, old, new in change.columns],
            }
            for change in changed
        ],
        "withdrawn": [
            {"table": w.table, "id": w.key, "reason": w.reason} for w in found.layer.withdrawn
        ],
        "figures": [
            {"id": f.observation, "old": f.old, "new": f.new, "lines": list(f.lines)}
            for f in figures
        ],
    }


def _print_update(
    found: Update, changed: tuple[Change, ...], figures: tuple[FigureChange, ...]
) -> None:
    manifest = found.manifest
    print(f"{manifest.label}: {manifest.title}")
    print(f"signed by the trusted key {found.key.id}")
    print(f"made on {manifest.created}, to be looked at again by {manifest.review_by}")
    if manifest.note:
        print(manifest.note)
    if found.new_key:
        print(f"brings a new key of its signer, {found.new_key.id}, to be trusted from then on")
    reasons = {(w.table, w.key): w.reason for w in found.layer.withdrawn}
    for change in changed:
        reason = reasons.get((change.table, change.key), "")
        print(f"{_MARKS[change.kind]} {change.table} {change.key}{f': {reason}' if reason else ''}")
        for name, old, new in change.columns:
            print(f"    {name}: {old or '(empty)'} -> {new or '(empty)'}")
    print(f"Printed figures that change: {len(figures)}")
    for figure in figures:
        lines = f" (said in {', '.join(figure.lines)})" if figure.lines else ""
        print(f"    {figure.old or '(not printed)'} -> {figure.new or '(not printed)'}{lines}")


@update.command()
@file_argument
@click.option(
    "--trust", type=click.Path(path_type=Path), metavar="PUBKEYFILE",
    help="A public key to trust from now on; ask its owner to confirm its number first.",
)  # fmt: skip
@click.option(
    "--allow-downgrade", "downgrade", default="", metavar="REASON",
    help="Install a version that is not newer; the reason is kept in the log.",
)  # fmt: skip
def install(file: Path, trust: Path | None, downgrade: str) -> int:
    """Lay the update in FILE over the bundled facts, if a trusted key signed it."""
    from briefgen.trust.installed import (  # noqa: PLC0415 - loads libsodium
        install as install_update,
    )
    from briefgen.trust.installed import remarks_on  # noqa: PLC0415

    now = datetime.now(UTC)
    found, before = install_update(
        file, bundled_data(), now, trust=trust, downgrade=downgrade.strip()
    )
    instead = f", instead of version {before}" if before else ""
    print(f"{found.manifest.label} is installed{instead}; signed by {found.key.id}.")
    if found.new_key:
        print(f"It brought the key {found.new_key.id}, which is trusted from now on.")
    for remark in remarks_on(found, now.date()):
        tell(remark)
    base = open_bundled(bundled_data(), now.date()).base
    for laid in base.layers:
        if laid.name == found.manifest.label:
            print(f"{_counted(laid)}.")
    for problem in base.problems:
        tell(str(problem))
    return 0


@update.command("list")
@json_option
def list_installed(*, as_json: bool) -> int:
    """List the installed updates, the last made on top (exit 1 where one cannot be used)."""
    from briefgen.trust.installed import listed, remarks_on  # noqa: PLC0415 - loads libsodium

    good, bad = listed(bundled_data())
    today = datetime.now(UTC).date()
    if as_json:
        print_json(
            {
                "installed": [_installed_document(one) for one in reversed(good)],
                "unusable": [{"name": one.name, "why": one.why} for one in bad],
            }
        )
        return PROBLEMS_FOUND if bad else 0
    for one in reversed(good):
        manifest = one.manifest
        print(f"{manifest.label}: {manifest.title}")
        print(
            f"    made on {manifest.created}, to be looked at again by {manifest.review_by}; "
            f"signed by {one.key.id}"
        )
        for remark in remarks_on(one, today):
            tell(remark)
    for lost in bad:
        tell(f"{lost.name} is left out of every pack: {lost.why}")
    if not good and not bad:
        tell("no update is installed; packs are made with the bundled facts alone.")
    return PROBLEMS_FOUND if bad else 0


def _installed_document(one: Update) -> dict[str, Any]:
    manifest = one.manifest
    return {
        "name": manifest.name,
        "version": manifest.version,
        "title": manifest.title,
        "created": manifest.created.isoformat(),
        "review_by": manifest.review_by.isoformat(),
        "key": one.key.id,
    }


@update.command()
@click.argument("name", metavar="NAME")
@click.option("--reason", default="", metavar="TEXT", help="Why; it is kept in the log.")
def remove(name: str, reason: str) -> int:
    """Take the installed update NAME away; “update list” tells the names."""
    from briefgen.trust.installed import remove as remove_update  # noqa: PLC0415 - loads libsodium

    now = datetime.now(UTC)
    version = remove_update(name, bundled_data(), now, reason.strip())
    named = f"{name} {version}" if version else name
    print(f"{named} is removed; its key stays trusted.")
    layers = open_bundled(bundled_data(), now.date()).base.layers
    rest = ", ".join(laid.name for laid in layers)
    print(f"Packs are made with the bundled facts{f' and {rest}' if rest else ' alone'}.")
    return 0
