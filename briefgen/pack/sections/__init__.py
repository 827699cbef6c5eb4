"""The sections of a pack: each makes its blocks of what a draft holds.

Which there are in a product, and in which order, stands in its template; `assemble` asks for them.
"""
