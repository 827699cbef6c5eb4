"""Run the command line: python -m briefgen."""

from briefgen.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
