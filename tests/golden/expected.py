"""The verdicts on a paper's claims that were worked by hand: what every module `claims_<source>.py` here holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

AGREES, DIFFERS, MISLABELLED, UNKNOWN = "agrees", "differs", "mislabelled", "cannot be recomputed"
Worked = Mapping[str, tuple[str, str, str]]


@dataclass(frozen=True)
class Expected:
    """The verdict on every claim of a paper, by id; those that do not agree with what was worked by hand.

    A module `claims_<source>.py` holds `PAPER`, the paper's id; `TOTAL`, how many claims there are, counted by hand in
    the published document's table; and `EXPECTED`, one of these. Its arithmetic is written out in a comment above each.

    Attributes:
        agrees: ids; of an order or a date order too, where its expression says yes.
        unknown: ids of those that cannot be recomputed.
        differs: id to what is stated, what is recomputed, and recomputed less stated, as numbers without commas, to the
            places to which they were worked: ("641,647.16", "811869.16", "170222"). Of a day: the day recomputed as
            YYYY-MM-DD, and the days between (from the first of the month, where a month is stated): ("31st July 2018",
            "2018-06-15", "-46"). Of an order or a date order: "no", and no difference: ("15th June 2018", "no", "").
        mislabelled: id to what is stated, what the label says recomputed, and what the number is: ("617,162.90",
            "774559.9", "617162.9").
    """

    agrees: Collection[str]
    unknown: Collection[str]
    differs: Worked
    mislabelled: Worked

    @property
    def verdicts(self) -> dict[str, str]:
        """Id to verdict."""
        groups = {AGREES: self.agrees, UNKNOWN: self.unknown, DIFFERS: self.differs, MISLABELLED: self.mislabelled}
        return {id: verdict for verdict, ids in groups.items() for id in ids}
