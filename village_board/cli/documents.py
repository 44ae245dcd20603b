"""What ``--json`` gives of a record."""

from __future__ import annotations

from typing import Any

from village_board.base.codec import to_json
from village_board.base.kind import Record

#: A chat's number is personal and no use to a clerk (P2, N24); an outbox key holds it too, a follow leads to it.
#: Who signed a questioning is the office's knowledge (P10).
PERSONAL = frozenset({"chat", "key", "via", "asked_by", "salt"})
#: Whose chat it was when it was sent is counted, and looked at by nobody (P2).
OF_DELIVERIES = frozenset({"person", "household", "subscriber"})


def document(record: Record) -> dict[str, Any]:
    """Return `record` as ``--json`` gives it: its fields, with id, kind, title and rev."""
    hidden = PERSONAL | OF_DELIVERIES if record.KIND.name == "delivery" else PERSONAL
    return {
        **{name: value for name, value in to_json(record).items() if name not in hidden},
        "id": record.id,
        "kind": record.KIND.name,
        "title": record.title,
        "rev": record.rev,
        **_computed(record),
    }


def _computed(record: Record) -> dict[str, Any]:
    """Return what follows from the fields and is not hidden: by how much a parcel's parts miss its area (R01)."""
    if record.KIND.name != "resource":
        return {}
    from village_board.accounts.registers import Resource  # noqa: PLC0415 - few commands show one

    assert isinstance(record, Resource)
    return {"area_difference": int(record.area_difference * 100)}
