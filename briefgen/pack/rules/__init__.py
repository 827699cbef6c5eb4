"""The rules of a good pack, a module for each kind; `checks` holds the list of all."""
