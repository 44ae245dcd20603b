"""A name for this process, under which it takes rows: a lease outlives no restart unseen (N6)."""

from __future__ import annotations

import os
from pathlib import Path


def process_name() -> str:
    """Return a name that no other process ever has: boot, process, its own start."""
    try:
        return _name(str(os.getpid()))
    except (OSError, IndexError):
        return f"unknown:{os.getpid()}:{os.urandom(8).hex()}"


def is_running(name: str) -> bool:
    """Tell whether the process with this `process_name` runs; one that has only not been waited for does not."""
    process = name.split(":")[1] if name.count(":") == 2 else ""  # noqa: PLR2004 - boot, process, start
    try:
        return process.isdecimal() and _name(process) == name and _stat(process)[0] not in "ZX"
    except (OSError, IndexError):
        return False


def _name(process: str) -> str:
    booted = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{booted}:{process}:{_stat(process)[19]}"


def _stat(process: str) -> list[str]:
    """Return what the kernel says of a process, from its state on: the name before it may hold anything."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
