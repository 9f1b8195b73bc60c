"""Committee papers whose every printed figure can be traced to a source cell.

Attributes:
    ROOM: bytes that the disk of the project must have free, so that what a build writes is written whole.
"""

import os
import sys

ROOM = 20_000_000

# On a full disk Python leaves halves of its compiled modules, and the next run fails on them. This module is so short
# that its own is written whole or not at all.
_disk = os.statvfs(__path__[0])
sys.dont_write_bytecode |= _disk.f_bavail * _disk.f_frsize < ROOM
