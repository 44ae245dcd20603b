"""A program that does not outlive the one that started it: no voice goes on speaking after its kiosk was killed."""

from __future__ import annotations

import shutil


def tied(command: list[str]) -> list[str]:
    """Return `command` so that the kernel ends it with the thread that starts it.

    util-linux' setpriv does this, which every Debian has; where it is missing the command stands as it is, and what
    sounds ends by itself.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--", *command] if setpriv else command
