"""How long a refresh of this project may take by its own limits."""

from __future__ import annotations

from project import HERE
from tracepaper.settings import paper, site


def longest_refresh() -> int:
    """Minutes: each paper that has editions may take its limit."""
    papers = [one for one in paper.ids(HERE) if paper.load(HERE, one).editions]
    assert len(papers) > 1
    return int(site.load(HERE).refresh.time_limit_minutes * len(papers))
