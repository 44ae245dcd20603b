"""Limits of law and custom with their source, and the village's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.reading import read_yuan
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from village_board.base.message import N_
from village_board.limits.model import Limit, LimitChange, LimitUnit
from village_board.limits.service import (
    LimitInThePast,
    LimitReasonMissing,
    LimitValueWrong,
    change_limit,
    limits_of,
)
from village_board.limits.table import shipped_limits
from village_board.limits.values import LimitUnreadable, shown, text_of, value_of
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: the areas of the shipped limits, by what their keys begin with; others stand under their own name.
AREAS = {
    "accounts": N_("accounts"),
    "application": N_("applications for information"),
    "assets": N_("assets"),
    "attachments": N_("files"),
    "body": N_("deciding bodies"),
    "case": N_("cases"),
    "contracts": N_("contracts"),
    "desk": N_("the desk"),
    "disclosure": N_("disclosure"),
    "enquiry": N_("enquiries"),
    "evaluation": N_("evaluation"),
    "execution": N_("carrying out decisions"),
    "explained": N_("explanations"),
    "finding": N_("findings in the books"),
    "guide": N_("service guides"),
    "hall": N_("staff in the hall"),
    "hearing": N_("hearings"),
    "kiosk": N_("the kiosk"),
    "levy": N_("levies"),
    "notices": N_("notices"),
    "poll": N_("opinion polls"),
    "resources": N_("resources"),
    "roll": N_("rolls of meetings"),
    "service": N_("what is arranged for villagers"),
    "supervision": N_("supervision"),
    "visits": N_("visits to the kiosk"),
}
_PREFIX = "limit."
_MORE_THAN = re.compile("^(超过|超過|过|過|大于|大於)")


def limit_form(key: str) -> Form:
    """Return the form that changes the limit `key`."""
    return Form(
        name=f"{_PREFIX}{key}",
        title=shipped_limits()[key].en,
        act=Act.CHANGE_LIMIT,
        about=N_("Whatever was judged before stays judged by what held then."),
        fields=(
            Field("value", N_("Value"), required=True, hint=N_("Money in yuan, a share as 2/3, else a number.")),
            Field("since", N_("Holds from"), Kind.DAY, required=True),
            Field("reason", N_("Reason"), Kind.LINES, required=True, hint=N_("Why, and who decided it: it is public.")),
        ),
        start=lambda records, _subject: {
            "value": text_of(shipped_limits()[key], limits_of(records).value(key)).replace("above ", "超过"),
            "since": records.today.isoformat(),
        },
        places=(
            Place(LimitValueWrong, "value", N_("'{value}' lies outside of what may be set here.")),
            Place(LimitUnreadable, "value", N_("'{text}' cannot be read as a value. Write it like '{example}'.")),
            Place(LimitInThePast, "since", N_("{since} is past: choose today, {today}, or a later day.")),
            Place(LimitReasonMissing, "reason"),
        ),
        button=N_("Change it"),
        told=lambda t, change: t(
            "From {since} on: {value}.", since=change.since, value=shown(shipped_limits()[key], change.value)
        ),
        do=lambda desk, filled: _change(desk, key, filled),
    )


def _change(desk: Desk, key: str, filled: Filled) -> LimitChange:
    limit = shipped_limits()[key]
    value = value_of(limit, in_digits(limit, filled.text("value")))
    return change_limit(desk, key, value, filled.day("since"), filled.text("reason"))


def in_digits(limit: Limit, typed: str) -> str:
    """Return what was typed as the core reads it: 3.5万 in whole yuan, 超过1/2 as more than a half."""
    if limit.unit is LimitUnit.SHARE:
        return _MORE_THAN.sub("above ", typed.strip())
    if limit.unit not in (LimitUnit.FEN, LimitUnit.AMOUNTS):
        return typed
    parts = re.split("[;；、]", typed) if limit.unit is LimitUnit.AMOUNTS else [typed]
    amounts = [(part, read_yuan(part)) for part in parts]
    return "; ".join(part if amount is None else f"{amount:f}" for part, amount in amounts)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    key = name.removeprefix(_PREFIX)
    return limit_form(key) if key in shipped_limits() else None


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    holding, rows, area = limits_of(records), list[Row](), ""
    for key, limit in shipped_limits().items():
        begins = key.partition(".")[0]
        if begins != area:
            area = begins
            rows.append(Row("", t(AREAS[area]) if area in AREAS else area))
        value = holding.value(key)
        rows.append(Row(key, t(limit.en), t.say(shown(limit, value)), marked=value != limit.value, found_by=key))
    return rows


def limit_screen(key: str) -> SheetScreen:
    """Return the sheet of a limit."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        limit = shipped_limits()[key]
        steps = () if limit.fixed else (form_step(limit_form(key), words=N_("Another value for the limit")),)
        return Sheet(t(limit.en), tuple(_said(records, key, t)), steps)

    return SheetScreen(read)


def _said(records: Records, key: str, t: Translator) -> Iterator[Paragraph]:
    limit, value = shipped_limits()[key], limits_of(records).value(key)
    yield t.say(shown(limit, value)), "strong"
    yield t("the village's own") if value != limit.value else t("as shipped"), "ink"
    yield t("Source: {source}", source=t(limit.source)), "ink"
    if limit.fixed:
        yield t("Fixed by law: a village cannot change it."), "ink"
    yield key, "soft"
    yield "", "ink"
    for change in records.find(LimitChange, where("key") == key):
        words = t(
            "From {since}: {value}. {reason}",
            since=change.since,
            value=shown(limit, change.value),
            reason=change.reason,
        )
        yield words, "soft"


LISTING = Listing(
    title=N_("Limits"),
    read=_rows,
    open=limit_screen,
    about=N_("What law and custom have fixed, with their source; bold: the village's own value."),
)


def first_screen() -> ListScreen:
    """Return the limits."""
    return ListScreen(LISTING)
