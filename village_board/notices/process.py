"""A name for this process, under which it takes rows: a lease outlives no restart unseen (N6)."""

from __future__ import annotations

import os
from pathlib import Path


def process_name() -> str:
    """Return a name that no other process ever has: boot, process, its own start."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    start = Path(f"/proc/{os.getpid()}/stat")
    try:
        booted = boot.read_text(encoding="ascii").strip()
        begun = start.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        booted, begun = "unknown", os.urandom(8).hex()
    return f"{booted}:{os.getpid()}:{begun}"
