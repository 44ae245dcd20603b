"""The look after a commit: what was just written is judged at once (facts 7.1).

The commit stands whatever becomes of this; a fault here is logged, and the nightly run finds what it would have found.
Light to import: programs that write nothing that is watched never load the checks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from village_board.base.ids import prefix_of

if TYPE_CHECKING:
    from village_board.desk import Desk, Records

log = logging.getLogger("village_board.supervision")

#: Kinds that a check about single records judges, or that say something of those.
WATCHED = frozenset({"h", "d", "dc", "i", "en", "ap", "v", "b", "a", "r", "c", "t", "rm"})
#: A commit of more records, such as an import, waits for the run over everything.
MOST = 50


def look_after(
    written: Collection[str], records: Callable[[], Records], desk_for: Callable[[], AbstractContextManager[Desk]]
) -> None:
    """Judge the records whose ids were `written` by a commit that stands."""
    watched = frozenset(id for id in written if prefix_of(id) in WATCHED)  # noqa: A001 - the field's own name
    if not watched or len(watched) > MOST:
        return
    from village_board.supervision.running import check_near  # noqa: PLC0415 - see above

    try:
        check_near(desk_for, records(), watched)
    except Exception:
        log.exception("the look after a commit failed; the nightly run will find what is to be found")
