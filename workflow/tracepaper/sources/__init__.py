"""Sources: files as received, read as text, parsed by a strict grammar, checked, and kept as tables of figures."""
