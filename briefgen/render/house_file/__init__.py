"""Reads a house style out of its Word file, once, into the plain data that both writers use.

`package` opens the file as what a stranger made; `styles` knows its styles with all that they
inherit, `word` what goes into Word files as it is, `furniture` its header and footer; `extraction`
makes a `House` of them and tells what could not be followed. `reader` asks for it.
"""
