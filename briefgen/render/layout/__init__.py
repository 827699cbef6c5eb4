"""Lays a pack out on pages: what both the PDF and the page numbers of a Word file come from.

The steps, a module or two each: set blocks as strips (`blocks`, `paragraphs`, `lists`, `front`,
`tables` and `rows`, over `dressing`, `flow`, `lines` and `setting`), put the strips on pages
(`pages` and `fill`), with header and footer around them (`furniture`).

A strip knows how tall it is before its lines are made: these wait until it is drawn, and are never
made where only the numbers of the pages are wanted.
"""
