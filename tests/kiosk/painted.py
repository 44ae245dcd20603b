"""What a terminal must never be sent: the one measure of the tests by chance (K10, A31)."""

from __future__ import annotations

import re

from kiosk.supervisor.tty import RESET

#: What Textual writes: colours, places, modes; the pointer's form; questions to the terminal.
WRITTEN = re.compile(
    rb"\x1b\[[0-9;:?<=>]*[ -/]*[@-~]|\x1b\]22;[a-z]*\x07|\x1bP\+?[0-9A-Za-z;]*\x1b\\|\x1b[=>78]|\x1b\([B0]"
)
FORBIDDEN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ON_ITS_WAY = re.compile(rb"\x1b[^@-Z\\^_a-z~]*\Z")


def foreign(raw: bytes) -> str:
    """Return what the terminal was sent beside Textual's own sequences and printable characters."""
    raw = _ON_ITS_WAY.sub(b"", raw.replace(RESET, b""))  # the supervisor's own; one that is on its way
    return "".join(sorted(set(FORBIDDEN.findall(WRITTEN.sub(b"", raw).decode("utf-8", "replace")))))
