"""Is this notice, this code, this QR really the village's (A27)?"""

from __future__ import annotations

from bot.asking import Asking, data, menu_row
from bot.reply import Button, Reply
from village_board.base.errors import NotFound
from village_board.base.ids import is_id
from village_board.base.kind import Record
from village_board.links.service import bot_username, record_of_payload

_START = "?start="


def verify(asking: Asking) -> Reply:
    """Say whether a short code or a link leads to something public of this village; unknown ones do not."""
    t, given = asking.t, asking.text().strip()
    if not given:
        lines = [
            t("Send /verify and the short code, or the whole link, of a notice or a QR code."),
            t(
                "Our links begin with t.me/{name}. Another name is not ours.",
                name=bot_username(asking.records, asking.settings),
            ),
        ]
        return Reply("\n".join(lines), (menu_row(t),))
    found = _found(asking, given)
    if found is None:
        lines = [
            t("This is not of this village: no such code is known here."),
            t("Do not open its link, and enter nothing there. Please tell the hall where you found it."),
        ]
        return Reply("\n".join(lines), (menu_row(t),))
    show = Button(t("Show it here"), data("r", found.id))
    named = t("This is of this village: {title}", title=found.title)
    return Reply(named, ((show,), menu_row(t)))


def _found(asking: Asking, given: str) -> Record | None:
    address, start, payload = given.partition(_START)
    if start:
        if address.rstrip("/").rpartition("/")[2].lower() != bot_username(asking.records, asking.settings).lower():
            return None
        given = record_of_payload(payload) or ""
    if not is_id(given):
        return None
    try:
        record = asking.records.lookup(given)
    except NotFound:
        return None
    return record if record.public else None
