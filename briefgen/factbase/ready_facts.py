"""The bundled facts compiled ahead of time.

To read and judge the tables takes longer than to find anything in them. Who sets the program up
or builds it therefore runs

    python -m briefgen.factbase.ready_facts

which writes ``compiled.briefbase`` beside the tables. It is made and not kept under version
control; where it lacks, or a table was edited since, the tables are read.
"""

from __future__ import annotations

from briefgen.errors import FactBaseError
from briefgen.factbase.compiled import compile_factbase
from briefgen.factbase.load import COMPILED_INSIDE, load_factbase
from briefgen.resources import bundled_data


def make_facts() -> None:
    """Compile the bundled facts to where the program looks for them.

    Tables that cannot be read are left to the program, which says so. Raises OutputError where
    the file cannot be written.
    """
    target = bundled_data() / COMPILED_INSIDE
    target.unlink(missing_ok=True)  # or it would be read in place of the tables
    try:
        base = load_factbase(bundled_data())
    except FactBaseError:
        return
    compile_factbase(base, target)


if __name__ == "__main__":
    make_facts()
