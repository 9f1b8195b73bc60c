"""Calculations against what was published, and the worked examples from which docs/methods is written."""
