"""The faces made ready ahead of time: unpacked, and Noto Sans without what no document needs.

Their package has them packed so tightly that a process would spend more time on unpacking two of
them than on laying out ten pages. Who sets the program up or builds it therefore runs

    python -m briefgen.render.ready_faces

which writes ``templates/faces``, the faces of text a second time with the letters that every Word
file carries. The files are made and not kept under version control; where
they lack, a face is made when it is asked for, the same bytes. They say themselves who made them
and that the SIL Open Font License holds.
"""

from __future__ import annotations

from briefgen.render.faces.cutting import face_made, letters_made
from briefgen.render.faces.fonts import (
    CUT_FACES,
    FACES,
    JOINING_FACES,
    letters_carried,
    letters_name,
    ready_file,
)
from briefgen.render.writing import write_whole


def make_faces() -> None:
    """Write all faces to where the program looks for them, all or none.

    Raises OutputError where they cannot be written.
    """
    files = {ready_file(name): face_made(name, cut=name in CUT_FACES) for name in FACES}
    for name in (*CUT_FACES, *JOINING_FACES):
        files[ready_file(letters_name(name))] = letters_made(
            files[ready_file(name)], letters_carried(name), joining=name in JOINING_FACES
        )
    for folder in {file.parent for file in files}:
        folder.mkdir(exist_ok=True)
    write_whole(files)


if __name__ == "__main__":
    make_faces()
