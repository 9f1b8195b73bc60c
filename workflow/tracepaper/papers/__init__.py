"""Papers: calculate the figures, compose the text, render it, deliver it."""

from pathlib import Path

REPORTS = Path("reports")
EVIDENCE = "evidence.json"
