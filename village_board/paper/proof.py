"""What binds a paper to the log: short code, QR code, and the log's root of the day (requirements 5).

An old sheet on the wall is what shows later that the log was written anew: its root is noted here, in many hands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from village_board.desk import Records
from village_board.links.service import record_link
from village_board.paper.page_model import Proof
from village_board.paper.qr import modules
from village_board.settings import Settings

if TYPE_CHECKING:
    from village_board.i18n import Translator

#: digits of the root that are printed; `verify --printed` takes them.
DIGITS = 16
_GROUP = 4
#: Number of entries of the log, and its root; None: nothing was done yet.
Head = tuple[int, str] | None


def proof_of(records: Records, settings: Settings, head: Head, id: str, t: Translator) -> Proof:  # noqa: A002
    """Return the proof of a page about record `id`; without an id, of a page about several records."""
    link = record_link(records, settings, id) if id else ""
    if head is None:
        lines = [root_line(records, head, t)]
    else:
        size, root = head
        lines = [t("Log of {day}: {n} entries", day=records.today, n=size)]
        lines.append(t("Compare it later: village-board verify --printed {noted}", noted=f"{size}:{root[:DIGITS]}"))
    if id and not link and settings.telephone:
        lines.append(t("Ask for this short code: telephone {telephone}", telephone=settings.telephone))
    return Proof(
        lines=tuple(lines),
        root=spaced(head[1]) if head is not None else "",
        root_label=t("Root of the log"),
        code=id,
        code_label=t("Short code"),
        modules=modules(link),
        beside=t("Scan to see it on the board"),
    )


def root_line(records: Records, head: Head, t: Translator) -> str:
    """Return one line for the foot of a page: number of entries, root, day."""
    if head is None:
        return t("The log is still empty on {day}.", day=records.today)
    size, root = head
    return t("Log of {day}: {n} entries, root {root}", day=records.today, n=size, root=spaced(root))


def spaced(root: str) -> str:
    """Return the first digits of a root in groups of four, to be compared by eye."""
    digits = root[:DIGITS]
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
