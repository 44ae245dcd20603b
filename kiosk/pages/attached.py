"""The files of a record: which are public and open here, and that the originals can be seen in the hall (P13)."""

from __future__ import annotations

from kiosk.sheet import Heading, Part, Shelf, Words


def attached(shelf: Shelf, id: str, *, hall: bool = True, doors: bool = True) -> list[Part]:  # noqa: A002 - as the field
    """Return what is said of the files of a record under their own heading; nothing where there is nothing to say.

    Args:
        shelf: what is read from.
        id: of the record.
        hall: False where the page says itself that the original can be seen.
        doors: False where the page has the rows that open them in another place.
    """
    lines = attached_lines(shelf, id, hall=hall)
    rows = attached_rows(shelf, id) if doors else []
    return [Heading(shelf.t("Attached files")), *lines, *rows] if lines else []


def attached_lines(shelf: Shelf, id: str, *, hall: bool = True) -> list[Part]:  # noqa: A002
    """Return the same without a heading and without rows."""
    from village_board.attachments.reading import public_state  # noqa: PLC0415 - the first page does not wait for it
    from village_board.attachments.told import told  # noqa: PLC0415

    return [Words(shelf.t.say(line)) for line in told(public_state(shelf.records, id), hall=hall)]


def attached_rows(shelf: Shelf, id: str) -> list[Part]:  # noqa: A002
    """Return the rows that open what anybody may open."""
    from kiosk.pages.files import file_entries  # noqa: PLC0415 - pages point to each other

    return [*file_entries(shelf, id)]
