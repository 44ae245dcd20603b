"""A record that no room of the desk shows: its title, kind and short code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.browse.sheet import Sheet, SheetScreen

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the plain sheet of a record."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        record = records.lookup(id)
        kind = t.say(record.KIND.label)
        return Sheet(record.title, ((kind, "ink"), (t("Short code {id}", id=id), "soft")))

    return SheetScreen(read)
