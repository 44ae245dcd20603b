"""What stands out in the books and registers today: for those who supervise, and never for the public (P11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.rooms import screen_for
from village_board.accounts.findings import findings_of
from village_board.base.ids import is_id
from village_board.base.message import N_
from village_board.people.acts import PERMITTED, Act
from village_board.supervision.words import LEVEL, LEVEL_MARK

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def findings_screen() -> ListScreen:
    """Return what stands out, the gravest first; a row opens its record."""
    return ListScreen(LISTING)


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    if not who.roles & PERMITTED[Act.SEE_FINDINGS]:
        return []
    order = list(LEVEL)
    found = sorted(findings_of(records), key=lambda one: order.index(one.level), reverse=True)
    return [
        Row(
            f"{one.subject if is_id(one.subject) else ''} {number}".strip(),
            t.say(one.message),
            f"{LEVEL_MARK[one.level]} {one.rule}",
            marked=one.level is order[-1],
        )
        for number, one in enumerate(found)
    ]


def _open(key: str) -> DeskScreen | None:
    record = key.partition(" ")[0]
    return screen_for(record) if is_id(record) else None


LISTING = Listing(
    title=N_("What stands out in books and registers"),
    read=_rows,
    open=_open,
    empty=N_("Nothing stands out today."),
    about=N_("Found by the machine, today: it may be right or wrong. Not public."),
)
