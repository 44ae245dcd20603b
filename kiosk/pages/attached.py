"""The files of a record: which are public, and that the originals can be seen in the hall (P13)."""

from __future__ import annotations

from kiosk.sheet import Heading, Part, Shelf, Words


def attached(shelf: Shelf, id: str, *, hall: bool = True) -> list[Part]:  # noqa: A002 - the field's own name
    """Return what is said of the files of a record under their own heading; nothing where there is nothing to say.

    Args:
        shelf: what is read from.
        id: of the record.
        hall: False where the page says itself that the original can be seen.
    """
    lines = attached_lines(shelf, id, hall=hall)
    return [Heading(shelf.t("Attached files")), *lines] if lines else []


def attached_lines(shelf: Shelf, id: str, *, hall: bool = True) -> list[Part]:  # noqa: A002
    """Return the same without a heading."""
    from village_board.attachments.reading import public_state  # noqa: PLC0415 - the first page does not wait for it
    from village_board.attachments.told import told  # noqa: PLC0415

    return [Words(shelf.t.say(line)) for line in told(public_state(shelf.records, id), hall=hall)]
