"""Two builds in different folders give the same bytes."""

from gates import same_bytes
from gates.builds import Build


def test_a_second_build_elsewhere_gives_the_same_bytes(built: Build, built_again: Build) -> None:
    assert built.root != built_again.root
    faults = same_bytes.check(built.root, built_again.root)
    assert not faults, "\n".join(faults)
