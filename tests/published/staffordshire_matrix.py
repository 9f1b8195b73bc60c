"""The evaluation matrix of a published appraisal: five options, fifteen tests, five outcomes of three tests each."""

from __future__ import annotations

from collections.abc import Mapping

from published.worked import amount
from tracepaper.figures import Figure

APPRAISAL = "Staffordshire County Council, options appraisal of children's community support (April 2021)"
# Y, P and N as the matrix has them, tests 1 to 15.
ANSWERS = {
    "1": "PNPPPYYPPPNPPYP",
    "2": "YPYNPYYYYPNPYYY",
    "3": "YPYYPYYYPPYYYYP",
    "4": "PYPNPPPPPPNNPPN",
    "5": "YYPYYYYPYYYYYPY",
}
OUTCOMES = ("Statutory duties", "Transformation", "Value for money", "Social value", "Risk")


def by_test(yes: str = "2", partially: str = "1", no: str = "0") -> dict[str, dict[str, Figure]]:
    """Points of each option on each test, on a scale of three numbers."""
    scale: Mapping[str, str] = {"Y": yes, "P": partially, "N": no}
    return {
        option: {str(number): amount(scale[code], "point") for number, code in enumerate(codes, 1)}
        for option, codes in ANSWERS.items()
    }


def by_outcome(yes: str = "2", partially: str = "1", no: str = "0") -> dict[str, dict[str, Figure]]:
    """Points of each option on each outcome: those of its three tests added up."""
    scale = {"Y": int(yes), "P": int(partially), "N": int(no)}
    return {
        option: {
            outcome: amount(str(sum(scale[code] for code in codes[3 * place : 3 * place + 3])), "point")
            for place, outcome in enumerate(OUTCOMES)
        }
        for option, codes in ANSWERS.items()
    }
