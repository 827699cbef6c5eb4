"""What a user can do, one short function each. Widgets call these and hold no rules themselves."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from briefgen import paths
from briefgen.desktop.copies import with_copies
from briefgen.desktop.dialogs import Answer
from briefgen.desktop.elsewhere import is_changed
from briefgen.desktop.errors import describe, describe_changed, describe_far
from briefgen.desktop.found_box import Found
from briefgen.desktop.likelihoods import with_likelihood
from briefgen.desktop.making import make_preview, write_pack
from briefgen.desktop.ordering import moved
from briefgen.desktop.standing import ticked, topics_as_asked, without_unknown
from briefgen.errors import BriefgenError, NotFinalError
from briefgen.pack.own_files import far_files, found_beside, named_beside
from briefgen.pack.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from briefgen.desktop.dialogs import Asker
    from briefgen.desktop.jobs import Jobs
    from briefgen.desktop.library import Library
    from briefgen.desktop.making import Exported, Preview
    from briefgen.desktop.rescue import Rescue
    from briefgen.desktop.snapshots import Snapshot
    from briefgen.desktop.standing import Judged
    from briefgen.desktop.state import State
    from briefgen.pack.build import MadePack
    from briefgen.pack.request import Likelihood

PREVIEW, EXPORT = "preview", "export"


class Desk(Struct, frozen=True):
    """What every verb needs: the request, the job runner, the questions and the window."""

    state: State
    jobs: Jobs
    dialogs: Asker
    window: QWidget


# --- the file -----------------------------------------------------------------------------------


def new_brief(*, desk: Desk) -> None:
    """Start with nothing chosen, after the question about unsaved changes."""
    if may_leave(desk=desk):
        desk.state.open(Request(topics=()), None)


def open_sample(*, desk: Desk, templates: Path) -> None:
    """Show the sample visit, as far as the facts at hand have it; it is no file of the user."""
    from briefgen.pack.brief_file import read_brief, request_from  # noqa: PLC0415 - slow to import

    sample = templates / "sample.brief"
    request = request_from(read_brief(sample), sample)
    library = desk.state.library
    desk.state.open(without_unknown(library.base, request) if library else request, None)


def open_brief(*, desk: Desk, path: Path | None = None) -> bool:
    """Open ``path``, or the file the user chooses; whether one was opened."""
    if not may_leave(desk=desk):
        return False
    from briefgen.pack.brief_file import read_brief, request_from  # noqa: PLC0415 - slow to import

    while True:
        chosen = path or desk.dialogs.open_path(desk.window, folder_of(desk.state))
        if chosen is None:
            return False
        try:
            request = request_from(read_brief(chosen), chosen)
            request = found_beside(request, chosen.absolute())
        except BriefgenError as error:
            if not desk.dialogs.failure(desk.window, describe(error)):
                return False
            path = None
        else:
            desk.state.open(request, chosen)
            _leave_out_unknown(desk)
            return True


def _leave_out_unknown(desk: Desk) -> None:
    """Take out, as a step that can be undone, what the facts at hand do not have."""
    if desk.state.library:
        mended = without_unknown(desk.state.library.base, desk.state.request)
        words = QCoreApplication.translate("actions", "Leaving out what these facts do not have")
        desk.state.change(mended, words)


def offer_unsaved(*, desk: Desk, rescue: Rescue) -> None:
    """Offer what was not saved when the program ended; what is taken up is a step of its own.

    The file it came from is opened below it, so that undo leads back to what is saved there.
    """
    rescue.sweep()
    for path, kept in rescue.found():
        answer = desk.dialogs.found(desk.window, kept)
        if answer is Found.THROW_AWAY:
            rescue.remove(path)
        if answer is Found.LATER:
            rescue.put_off(path, kept)
        if answer is Found.TAKE_UP:
            _open_below(desk, kept)
            words = QCoreApplication.translate("actions", "Taking up of unsaved work")
            desk.state.change(kept.request, words)
            _leave_out_unknown(desk)
            rescue.keep()
            rescue.remove(path)
            return


def _open_below(desk: Desk, kept: Snapshot) -> None:
    """Open what ``kept`` was made from: its file as it is now, or nothing chosen."""
    from briefgen.pack.brief_file import read_brief, request_from  # noqa: PLC0415 - slow to import

    origin = kept.origin
    if origin:
        try:
            saved = found_beside(request_from(read_brief(origin), origin), origin)
        except BriefgenError:
            origin = None
        else:
            desk.state.open(saved, origin)
    if origin is None:
        desk.state.open(Request(topics=()), None)


def save_brief(*, desk: Desk) -> bool:
    """Save to the file it came from, or ask for one; whether it was saved."""
    path = desk.state.path
    if path is None:
        return save_brief_as(desk=desk)
    if is_changed(path, desk.state.seen) and not desk.dialogs.failure(
        desk.window, describe_changed(path)
    ):
        return False
    return _save(desk, path)


def save_brief_as(*, desk: Desk) -> bool:
    """Save to a file the user chooses; whether it was saved."""
    suggestion = folder_of(desk.state) / f"{file_name(desk.state.request)}.brief"
    path = desk.dialogs.save_path(desk.window, suggestion)
    return _save(desk, path) if path else False


def may_leave(*, desk: Desk) -> bool:
    """Whether the current request may be left: nothing unsaved, or the user has decided."""
    if not desk.state.unsaved:
        return True
    match desk.dialogs.unsaved(desk.window, desk.state.request.visit.title):
        case Answer.SAVE:
            return save_brief(desk=desk)
        case Answer.DISCARD:
            return True
        case _:
            return False


def _save(desk: Desk, path: Path) -> bool:
    from briefgen.pack.brief_file import brief_text, text_before  # noqa: PLC0415 - slow to import
    from briefgen.render.writing import write_whole  # noqa: PLC0415 - likewise

    far = far_files(desk.state.request, path)
    if far and not desk.dialogs.failure(desk.window, describe_far(far.values())):
        return False
    try:
        request, copies = with_copies(desk.state.request, path)
        text = brief_text(named_beside(request, path), text_before(desk.state.path))
        write_whole({**copies, path: text.encode()})
    except BriefgenError as error:
        wants_other = desk.dialogs.failure(desk.window, describe(error))
        return save_brief_as(desk=desk) if wants_other else False
    desk.state.change(request, QCoreApplication.translate("actions", "Copy beside the brief"))
    desk.state.saved_to(path)
    return True


# --- the choices --------------------------------------------------------------------------------


def choose_topics(*, desk: Desk, topics: set[str]) -> None:
    """Make ``topics`` the topics of the pack."""
    library = desk.state.library
    if library:
        names = topics_as_asked(library.base, topics)
        changed = replace(desk.state.request, topics=names)
        desk.state.change(changed, QCoreApplication.translate("actions", "Choice of topics"))


def move_topic(*, desk: Desk, name: str, step: int) -> None:
    """Move a topic or a category one place up (-1) or down (1) in the pack."""
    library = desk.state.library
    if library:
        changed = moved(library.base, desk.state.request, name, step)
        desk.state.change(changed, QCoreApplication.translate("actions", "Order of topics"))


def set_likelihood(*, desk: Desk, name: str, likelihood: Likelihood) -> None:
    """Say how likely a topic, or a whole category, is to come up."""
    library = desk.state.library
    if library:
        changed = with_likelihood(library.base, desk.state.request, name, likelihood)
        desk.state.change(changed, QCoreApplication.translate("actions", "Likelihood of a topic"))


def tick_facts(*, desk: Desk, facts: Sequence[Judged], include: bool) -> None:
    """Take ``facts`` into the pack or leave them out, as one step."""
    changed = ticked(desk.state.request, facts, include=include)
    inclusion = QCoreApplication.translate("actions", "Inclusion of facts")
    words = inclusion if include else QCoreApplication.translate("actions", "Dropping of facts")
    desk.state.change(changed, words)


def reword_pack(*, desk: Desk, made: MadePack, fact: str = "") -> None:
    """Ask for other words for texts of ``made``, beginning with those of ``fact``, and take them.

    All words of one visit to the dialog are one step.
    """
    from briefgen.desktop import rewordable  # noqa: PLC0415 - loads the locale data
    from briefgen.pack.templates import read_words  # noqa: PLC0415

    state = desk.state
    chosen = rewordable.place_of_fact(made, fact) if fact else ""
    changes = desk.dialogs.reword(desk.window, rewordable.wordables(made), chosen)
    if changes and state.library:
        words = read_words(state.library.templates, made.selection.request.language)
        changed = rewordable.with_new_words(made, words, state.request, changes)
        state.change(changed, QCoreApplication.translate("actions", "Rewording"))


# --- the pack -----------------------------------------------------------------------------------


def refresh_preview(
    *,
    desk: Desk,
    on_done: Callable[[Preview], None],
    on_failed: Callable[[Exception], None],
) -> None:
    """Make the pack anew off this thread; a newer refresh takes the place of this one."""
    state = desk.state
    if state.library:
        work = partial(make_preview, state.library, state.request, state.today())
        desk.jobs.start(PREVIEW, work, on_done=on_done, on_failed=on_failed)


def export_pack(
    *,
    desk: Desk,
    suffixes: Sequence[str],
    on_done: Callable[[Exported], None],
    on_refused: Callable[[Sequence[str]], None],
) -> None:
    """Ask where and how, then write the pack in the formats of ``suffixes``.

    ``on_refused`` is called with what blocks it where it may not be final and the user wants to
    see the checks.
    """
    state = desk.state
    if not state.library:
        return
    suggestion = folder_of(state) / export_name(state, state.request)
    product = state.library.product(state.request.product)
    leaves = product is not None and product.releasable_only
    choice = desk.dialogs.export(desk.window, suggestion, suffixes, plain=leaves)
    if choice is None:
        return
    work = partial(write_pack, state.library, state.request, state.today(), choice)
    on_failed = partial(_export_failed, desk, suffixes, on_done, on_refused)
    desk.jobs.start(EXPORT, work, on_done=on_done, on_failed=on_failed)


def _export_failed(
    desk: Desk,
    suffixes: Sequence[str],
    on_done: Callable[[Exported], None],
    on_refused: Callable[[Sequence[str]], None],
    error: Exception,
) -> None:
    if not desk.dialogs.failure(desk.window, describe(error)):
        return
    if isinstance(error, NotFinalError):
        on_refused(error.reasons)
    else:
        export_pack(desk=desk, suffixes=suffixes, on_done=on_done, on_refused=on_refused)


# --- names --------------------------------------------------------------------------------------


def file_name(request: Request) -> str:
    """A file name for the brief that holds ``request``: the visit's title and its first day."""
    first_day = request.visit.dates.partition("/")[0]
    words = re.findall(r"[\w-]+", f"{request.visit.title} {first_day}")
    return "-".join(words)[:80] or "briefing"


def export_name(state: State, request: Request, *, names: str = "") -> str:
    """The name, without ending, of what ``request`` makes: number, issue, day and marking.

    ``names`` is what it is called where that is not its product.
    """
    from briefgen.pack.naming import suggested_name  # noqa: PLC0415 - not before the window

    product = state.library.product(request.product) if state.library else None
    marking = request.marking or (product.default_marking if product else "")
    named = replace(request, product=names) if names else request
    return suggested_name(named, marking, request.as_of or state.today())


def pack_asked_for(desk: Desk) -> tuple[Library, Path] | None:
    """The facts and a finished pack that the user chose; None where there is either not."""
    library = desk.state.library
    if library is None:
        return None
    path = desk.dialogs.pack_path(desk.window, folder_of(desk.state))
    return (library, path) if path else None


def folder_of(state: State) -> Path:
    """Where a file dialog starts: beside the brief, where the last one was, or in the documents."""
    beside = state.path.absolute().parent if state.path else state.folder
    folders = [one for one in (beside, paths.documents_folder()) if one and one.is_dir()]
    return folders[0] if folders else Path.home()
