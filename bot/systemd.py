"""Words to systemd, where it started us (sd_notify): that the bot stands, what it does, that its loop still turns."""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def tell_systemd(*words: str) -> None:
    """Send ``READY=1`` and the like; where no systemd listens, nothing happens."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place:
        return
    address = "\0" + place[1:] if place.startswith("@") else place
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
        way.setblocking(False)
        way.sendto("\n".join(words).encode(), address)
