"""The limits that hold for this village, and changing one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.limits.model import LimitChange, kept_value
from village_board.limits.rules import Limits, is_value, on_day
from village_board.limits.table import shipped_limits
from village_board.records import Records
from village_board.text.clean import clean

if TYPE_CHECKING:
    from village_board.desk import Desk


class NoSuchLimit(Refused):
    """No limit has this key."""

    sentence = N_("There is no limit '{key}'. Did you mean '{near}'? See: village-board limit list")

    def __init__(self, key: str, near: str) -> None:
        super().__init__(key=key, near=near)


class LimitFixed(Refused):
    """The law leaves the village no choice."""

    sentence = N_("The limit '{key}' is fixed by law ({source}): a village cannot change it.")

    def __init__(self, key: str, source: str) -> None:
        super().__init__(key=key, source=Message(source))


class LimitValueWrong(Refused):
    """The value does not fit the limit's unit or bounds."""

    sentence = N_("'{value}' is no value for '{key}' (unit: {unit}, from {least} to {most}). Nothing was changed.")

    def __init__(self, key: str, value: str, unit: str, least: str, most: str) -> None:
        super().__init__(key=key, value=value, unit=unit, least=least, most=most)


class LimitReasonMissing(Refused):
    """A change of a limit without its reason."""

    sentence = N_("Say why '{key}' is changed and who decided it: the reason is public.")

    def __init__(self, key: str) -> None:
        super().__init__(key=key)


class LimitInThePast(Refused):
    """A change would judge what was done before it was made."""

    sentence = N_("'{key}' cannot change from {since} on: that day is past (today is {today}).")

    def __init__(self, key: str, since: date, today: date) -> None:
        super().__init__(key=key, since=since, today=today)


def limits_of(records: Records, day: date | None = None) -> Limits:
    """Return the limits that hold on `day`, by default today."""
    return on_day(shipped_limits(), records.all(LimitChange), day or records.today)


def change_limit(desk: Desk, key: str, value: Any, since: date, reason: str) -> LimitChange:
    """Let `value` hold for `key` from `since` on; whatever was judged before stays judged by what held then.

    Args:
        desk: the unit of work.
        key: such as ``hearing.notice_days``.
        value: in the limit's unit; fen for money, ``{"least": [2, 3]}`` for a share.
        since: today or later.
        reason: who decided it and why; public.

    Raises:
        NoSuchLimit, LimitFixed, LimitValueWrong, LimitInThePast, LimitReasonMissing: with the facts.
    """
    from village_board.people.acts import Act  # noqa: PLC0415 - the first screen only reads

    desk.require(Act.CHANGE_LIMIT)
    shipped = shipped_limits()
    if (limit := shipped.get(key)) is None:
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

        near = get_close_matches(key, shipped, 1, cutoff=0)
        raise NoSuchLimit(key, near[0])
    if limit.fixed:
        raise LimitFixed(key, limit.source)
    if not is_value(limit, value):
        least, most = (str(bound) if bound is not None else "…" for bound in (limit.least or 0, limit.most))
        raise LimitValueWrong(key, str(value), limit.unit.value, least, most)
    if since < desk.today:
        raise LimitInThePast(key, since, desk.today)
    if not (why := clean(reason)):
        raise LimitReasonMissing(key)
    before = desk.count(LimitChange, where("key") == key)
    numbers, way = kept_value(value)
    change = desk.put(
        LimitChange(
            key=key, numbers=numbers, way=way, since=since, reason=why, decided_by=desk.who.id, number=before + 1
        )
    )
    desk.record(change.id)
    return change
