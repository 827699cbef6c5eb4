"""Writes a laid-out pack as PDF: tagged (PDF/UA-1) and archival (PDF/A-2a).

`document` writes the file: its pages (`draw`), the tree of what stands on them (`tree`), the ways
through it (`navigation`), its faces (`embedding`) and what it says of itself (`metadata`).
"""
