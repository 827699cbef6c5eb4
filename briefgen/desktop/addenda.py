"""An addendum to a pack that was handed out: which, what reads differently, and the files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefgen.desktop.actions import EXPORT, export_name, pack_asked_for
from briefgen.desktop.addendum_dialog import Compared
from briefgen.desktop.errors import describe
from briefgen.desktop.export_choice import DOCX, PDF
from briefgen.desktop.making import Exported, look_through
from briefgen.desktop.passwords import work_on_file
from briefgen.errors import NotFinalError, PackFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from briefgen.desktop.actions import Desk
    from briefgen.desktop.errors import Failure
    from briefgen.desktop.export_choice import ExportChoice
    from briefgen.desktop.library import Library
    from briefgen.pack.after.compare import Side
    from briefgen.pack.request import Request
    from briefgen.render.house import House

    Steps = Callable[[str], None]

COMPARE = "compare"  # the key of its job


class Telling(Struct, frozen=True):
    """Who hears what came of it: a sentence, the files that were written, a wish to see checks."""

    on_told: Callable[[str], None]
    on_done: Callable[[Exported], None]
    on_refused: Callable[[Sequence[str]], None]


def make_addendum(*, desk: Desk, telling: Telling, nothing: str) -> None:
    """Ask for a pack that was handed out, show what changed since, and write that as asked.

    ``nothing`` is told where nothing has changed.
    """
    asked = pack_asked_for(desk)
    if asked is None:
        return
    library, path = asked
    work_on_file(
        desk=desk,
        key=COMPARE,
        path=path,
        work=partial(_compared, library, desk.state.request, desk.state.today()),
        on_done=partial(_show, desk, telling, nothing, path.parent),
        choose_again=partial(make_addendum, desk=desk, telling=telling, nothing=nothing),
        told=_unread,
    )


def _unread(error: BaseException) -> Failure:
    failure = describe(error)
    if not isinstance(error, PackFileError):
        return failure
    return replace(failure, title="The pack handed out cannot be compared", page="later")


def _compared(
    library: Library,
    request: Request,
    today: date,
    path: Path,
    passphrase: str | None,
    on_step: Steps,
) -> Compared:
    """What reads differently in the pack at ``path`` from that of ``request`` today.

    Raises PackFileError for a file that is no pack, an addendum, or the pack of another visit.
    """
    on_step("compare")
    from briefgen.desktop.checking import of_ones_own  # noqa: PLC0415 - after the first window
    from briefgen.pack.after.compare import compare, side_of_printed  # noqa: PLC0415 - slow
    from briefgen.render.keeping import other_visit  # noqa: PLC0415 - slow to import
    from briefgen.render.reading import read_pack  # noqa: PLC0415

    printed = read_pack(path, passphrase)
    record = printed.record
    if "addendum" in record:
        raise PackFileError(path, "it is an addendum itself: choose the pack it belongs to.")
    another = other_visit(record.get("request", {}).get("visit", {}), request.visit)
    if another:
        why = f"it is the pack of another visit, “{another}”: open the .brief of that one."
        raise PackFileError(path, why)
    own = of_ones_own(request, record["request"])
    old = side_of_printed(printed, library.base, library.templates, **own)
    on_step("select")
    new, _house = _new_side(library, request, today, final=False)
    on_step("compare")
    return Compared(path.name, record["as_of"], request, old, compare(old, new))


def _new_side(
    library: Library, request: Request, today: date, *, final: bool
) -> tuple[Side, House]:
    """The pack of ``request`` as it is now, and its house.

    Raises NotFinalError for a final one that a check blocks.
    """
    from briefgen.pack.after.compare import side_of_made  # noqa: PLC0415 - slow to import
    from briefgen.render.finished import checked_as_final  # noqa: PLC0415
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    base, templates, kept = library.base, library.templates, library.kept
    made, house = make_to_fit(base, request, templates, today, final=final, kept=kept)
    if final:
        made = checked_as_final(made, house)
    return side_of_made(made, request.visit.title), house


def _show(desk: Desk, telling: Telling, nothing: str, folder: Path, compared: Compared) -> None:
    if not compared.differences:
        telling.on_told(nothing.format(name=compared.name))
        return
    number = desk.dialogs.addendum(desk.window, compared)
    if number:
        _write(desk, telling, folder, compared, number)


def _write(desk: Desk, telling: Telling, folder: Path, compared: Compared, number: int) -> None:
    """Ask where and how, then write the addendum as Word file and PDF."""
    state = desk.state
    if state.library is None:
        return
    request = compared.request
    product = state.library.product(request.product)
    leaves = product is not None and product.releasable_only
    name = export_name(state, request, names="addendum")
    choice = desk.dialogs.export(desk.window, folder / name, (DOCX, PDF), plain=leaves)
    if choice is None:
        return

    def on_failed(error: Exception) -> None:
        if not desk.dialogs.failure(desk.window, describe(error)):
            return
        if isinstance(error, NotFinalError):
            telling.on_refused(error.reasons)
        else:
            _write(desk, telling, folder, compared, number)

    work = partial(_written, state.library, state.today(), compared, number, choice)
    desk.jobs.start(EXPORT, work, on_done=telling.on_done, on_failed=on_failed)


def _written(
    library: Library,
    today: date,
    compared: Compared,
    number: int,
    choice: ExportChoice,
    on_step: Steps,
) -> Exported:
    """The files of the addendum, all or none; then they are looked through.

    Raises what an export raises, and UsageError where there is nothing to tell.
    """
    on_step("check" if choice.final else "select")
    from briefgen.pack.addendum.making import make_addendum as made_addendum  # noqa: PLC0415 - slow
    from briefgen.pack.after.compare import compare  # noqa: PLC0415
    from briefgen.render.files import Handing, export  # noqa: PLC0415
    from briefgen.render.remaking import with_pages  # noqa: PLC0415

    new, house = _new_side(library, compared.request, today, final=choice.final)
    old = with_pages(compared.old, library.templates)
    differences = compare(old, new)
    pack = made_addendum(old, new, differences, library.templates, number)
    handing = Handing(plain=choice.plain, passphrase=choice.passphrase)
    export(pack, house, choice.paths, on_step, handing)
    passphrase = choice.passphrase or None
    return Exported(
        choice.paths, tuple(look_through(path, passphrase, _unheard) for path in choice.paths)
    )


def _unheard(step: str) -> None:
    """The files stand already, so nothing is stopped any more."""
    del step
