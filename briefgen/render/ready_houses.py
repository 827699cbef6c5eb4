"""Our houses made ready ahead of time: read out of their Word files.

To open the zip, look through its XML and work the styles out takes as long as to lay out ten
pages. Who sets the program up or builds it therefore runs

    python -m briefgen.render.ready_houses

which writes ``templates/house/ready``, each house under the SHA-256 of its Word file. The files
are made and not kept under version control; where they lack, are of another version of the program,
or the Word file is another, the house is read out of it: the same House.
"""

from __future__ import annotations

from msgspec import msgpack

from briefgen import __version__
from briefgen.errors import HouseError
from briefgen.render.files import house_names, house_path
from briefgen.render.house import ReadyHouse
from briefgen.render.house_file.extraction import house_in
from briefgen.render.house_file.reader import ready_file
from briefgen.render.writing import write_whole
from briefgen.resources import bundled_templates


def make_houses() -> None:
    """Write all houses to where the program looks for them, all or none; others there go.

    Raises OutputError where they cannot be written.
    """
    files = {}
    for name in house_names(bundled_templates()):
        path = house_path(bundled_templates(), name)
        try:
            house = house_in(path.read_bytes(), path)
        except (HouseError, OSError):  # whoever asks for that house is told
            continue
        files[ready_file(house.digest)] = msgpack.encode(ReadyHouse(__version__, house))
    folder = ready_file("").parent
    folder.mkdir(exist_ok=True)
    write_whole(files)
    for old in set(folder.glob("*.house")) - set(files):
        old.unlink()


if __name__ == "__main__":
    make_houses()
