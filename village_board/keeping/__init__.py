"""Keeping a home: its backups and the way back, its renewal, its archive.

Whole stores are handled here, never single records, and nothing writes to records or log.
"""

from __future__ import annotations

from village_board.keeping.archive import export_archive, import_archive, is_archive
from village_board.keeping.homes import back_up, back_up_nightly, renew, replace_damaged, restore, shown_instead
from village_board.store.backup import Manifest

__all__ = [
    "Manifest",
    "back_up",
    "back_up_nightly",
    "export_archive",
    "import_archive",
    "is_archive",
    "renew",
    "replace_damaged",
    "restore",
    "shown_instead",
]
