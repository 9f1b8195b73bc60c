"""The gates that every built paper must pass.

One gate a module: each has `check(path) -> list[str]`, which lists the faults of one document in plain English
and gives an empty list for a good one. `reading/` turns documents into plain values; it judges nothing.
"""
