"""The .xlsx as a package of parts: read raw, add sheets (``graft``), change cells (``patch``). Standard library alone.

A part that has no reason to change is copied as compressed bytes; a part that has one is changed by inserting bytes at
offsets that expat reports. Nothing here parses XML and writes it again, so what we do not understand survives.
"""
