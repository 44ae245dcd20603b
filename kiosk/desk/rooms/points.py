"""What is watched: the monitoring points with their limits, and the village's own changes, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import half_width, lines_of
from village_board.base.message import N_
from village_board.limits.service import limits_of
from village_board.limits.table import shipped_limits
from village_board.people.acts import Act
from village_board.supervision.model import MonitoringPoint, PointChange
from village_board.supervision.points import (
    NewPoint,
    NoSuchCheck,
    NoSuchPoint,
    PointInThePast,
    PointReasonMissing,
    PointTaken,
    ThresholdsWrong,
    add_point,
    point_of,
    points_of,
    set_thresholds,
    switch_point,
)
from village_board.supervision.shown import limit_lines, point_label, point_mend
from village_board.supervision.words import AREA

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_PREFIX = "alarm.point_"
_REASON = Field("reason", N_("Reason"), Kind.LINES, required=True, hint=N_("Why, and who decided it."))
_SINCE = Field("since", N_("Holds from"), Kind.DAY, required=True)
_YELLOW = Field("yellow", N_("Warns after days"), limit=5, hint=N_("Days after the last day; -3 is three days before."))
_RED = Field("red", N_("Reports after days"), limit=5, hint=N_("From then on the township sees it."))
#: kinds of check that are made for one point together, each in words of its own.
_PARTS = {
    "voted_without_hearing": N_("Voted on without a hearing"),
    "paid_without_decision": N_("Paid without a decision"),
    "paid_in_pieces": N_("One sum paid in pieces"),
    "fund_idle": N_("Earmarked money lies idle"),
    "fund_spent_outside": N_("Earmarked money spent on something else"),
    "unbalanced": N_("The sheets do not balance"),
    "month_not_closed": N_("A month was not closed"),
    "number_gap": N_("A voucher number is missing"),
    "month_missing": N_("A month has no vouchers"),
}
_PLACES = (
    Place(PointReasonMissing, "reason"),
    Place(PointInThePast, "since"),
    Place(PointTaken, "code"),
    Place(NoSuchPoint, "", N_("There is no monitoring point '{code}'.")),
    Place(NoSuchCheck, "check", N_("There is no check '{check}'. Did you mean '{near}'?")),
    Place(ThresholdsWrong, "red", N_("It cannot warn from {yellow} and report from {red} days: it warns first.")),
)


class DaysUnread(FieldRefused):
    """No number of days."""

    sentence = N_("'{text}' is no number of days. Write digits, such as 3, or -3 for before the last day.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class DaysTheSame(FieldRefused):
    """Nothing would change."""

    sentence = N_("These are the days that hold now. Write other ones, or go back with Esc.")


class SettingUnread(FieldRefused):
    """No value of a limit."""

    sentence = N_("'{line}' is no value of a limit. Write it as accounts.cash_limit=300000, amounts in fen.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


def days_typed(filled: Filled, name: str) -> int | None:
    """Return a number of days, which may be before the last one; None for nothing.

    Raises:
        DaysUnread: it is none.
    """
    text = half_width(filled.text(name))
    if not text:
        return None
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):  # noqa: PLR2004 - ten years of days
        raise DaysUnread(name, text)
    return int(text)


def _settings(filled: Filled) -> tuple[tuple[str, int], ...]:
    found = []
    for line in lines_of(half_width(filled.text("settings"))):
        key, _, number = line.partition("=")
        digits = number.strip().removeprefix("-")
        if key.strip() not in shipped_limits() or not (digits.isascii() and digits.isdigit()):
            raise SettingUnread("settings", line)
        found.append((key.strip(), int(number)))
    return tuple(found)


def checks_listed(records: Records, t: Translator) -> Sequence[Option]:
    """Return the kinds of check by area, each in words of its own, with the shipped point that makes it."""
    shipped = [one for one in points_of(records).values() if not one.own]
    shipped.sort(key=lambda one: list(AREA).index(one.area))
    return [
        Option(name, t(_PARTS[name]) if name in _PARTS else point_label(t, one), one.code)
        for one in shipped
        for name in one.checks
    ]


def _beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Say what the kind of check rests on: its limits by the keys by which they are set, when it warns and reports."""
    check = filled.text("check")
    point = next((one for one in points_of(records).values() if not one.own and check in one.checks), None)
    if point is None:
        return []
    limits, said = limits_of(records), list[Paragraph]()
    for key in point.limits:
        if isinstance(value := limits.value(key), int):
            said += [(f"{key}={value}", "ink"), (t(limits.shipped[key].en), "soft")]
    if said:
        said.insert(0, (t("Limits that it follows now"), "accent"))
    else:
        said.append((t("This kind of check has no limits of its own."), "soft"))
    if not any(isinstance(one, int) for one in (point.yellow, point.red)):
        said.append((t("It counts no days: leave both fields of days empty."), "soft"))
    return said


def _today(records: Records, _subject: str) -> Answers:
    return {"since": records.today.isoformat()}


def _told(t: Translator, change: PointChange) -> str:
    return t("Monitoring point {code} holds so from {since} on.", code=change.code, since=change.since)


ADD = Form(
    name="alarm.point_add",
    title=N_("Add a monitoring point of our own"),
    act=Act.CHANGE_POINT,
    about=N_("From a kind of check that there is, under its own name, with its own numbers."),
    fields=(
        Field("code", N_("Code"), required=True, limit=20),
        Field("check", N_("Kind of check"), Kind.PICK, required=True, options=checks_listed),
        Field("name", N_("What it is called"), required=True),
        _YELLOW,
        _RED,
        Field("settings", N_("Its own limits"), Kind.LINES, hint=N_("One a line: key=number; amounts in fen.")),
        _SINCE,
        _REASON,
    ),
    start=_today,
    beside=_beside,
    places=_PLACES,
    button=N_("Add it"),
    told=_told,
    do=lambda desk, filled: add_point(
        desk,
        NewPoint(
            filled.text("code"), filled.picked("check"), filled.text("name"), days_typed(filled, "yellow"),
            days_typed(filled, "red"), _settings(filled),
        ),
        filled.day("since"),
        filled.text("reason"),
    ),
)  # fmt: skip


def set_form(code: str) -> Form:
    """Return the form by which a point warns and reports from other days on."""

    def start(records: Records, subject: str) -> Answers:
        point = point_of(records, code)
        days = {"yellow": point.yellow, "red": point.red}
        return {**_today(records, subject), **{k: str(v) for k, v in days.items() if isinstance(v, int)}}

    def do(desk: Desk, filled: Filled) -> PointChange:
        yellow, red, point = days_typed(filled, "yellow"), days_typed(filled, "red"), point_of(desk, code)
        if (yellow, red) == (point.yellow, point.red):
            raise DaysTheSame("yellow")
        return set_thresholds(desk, code, yellow, red, filled.day("since"), filled.text("reason"))

    return Form(
        name=f"{_PREFIX}set.{code}",
        title=N_("Warn and report from other days on"),
        act=Act.CHANGE_POINT,
        fields=(_YELLOW, _RED, _SINCE, _REASON),
        start=start,
        places=_PLACES,
        button=N_("Change it"),
        told=_told,
        do=do,
    )


def switch_form(code: str, *, off: bool) -> Form:
    """Return the form that switches a point off or on."""

    def do(desk: Desk, filled: Filled) -> PointChange:
        return switch_point(desk, code, off=off, since=filled.day("since"), reason=filled.text("reason"))

    return Form(
        name=f"{_PREFIX}{'off' if off else 'on'}.{code}",
        title=N_("Do not watch this any more") if off else N_("Watch this again"),
        act=Act.CHANGE_POINT,
        about=N_("What it raised before stays."),
        fields=(_SINCE, _REASON),
        start=_today,
        places=_PLACES,
        button=N_("Switch it off") if off else N_("Switch it on"),
        told=_told,
        do=do,
    )


def form_named(name: str) -> Form | None:
    """Return the form of a point whose drafts bear this name."""
    if name == ADD.name:
        return ADD
    step, _, code = name.removeprefix(_PREFIX).partition(".")
    if not name.startswith(_PREFIX) or not code:
        return None
    if step == "set":
        return set_form(code)
    return switch_form(code, off=step == "off") if step in ("off", "on") else None


def points_screen() -> ListScreen:
    """Return the points, area by area."""
    return ListScreen(LISTING)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows, area = list[Row](), None
    for one in sorted(points_of(records).values(), key=lambda each: list(AREA).index(each.area)):
        if one.area is not area:
            area = one.area
            rows.append(Row("", t(AREA[area])))
        more = t("switched off") if one.off else t("the village's own") if one.own else ""
        rows.append(Row(one.code, f"{one.code}  {point_label(t, one)}", more, marked=bool(one.off or one.own)))
    return rows


def point_screen(code: str) -> SheetScreen:
    """Return the sheet of a point."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = point_of(records, code)
        return Sheet(f"{one.code}  {point_label(t, one)}", tuple(_said(records, one, t)), tuple(_steps(one)))

    return SheetScreen(read)


def _said(records: Records, one: MonitoringPoint, t: Translator) -> Iterator[Paragraph]:
    if one.off:
        yield t("Switched off: {reason}", reason=one.off), "accent"
    for line in limit_lines(records, t, one):
        yield line, "ink"
    yield t("Source: {source}", source=one.basis), "soft"
    if mend := point_mend(t, one):
        yield t("What to do: {mend}", mend=mend), "ink"
    for change in records.find(PointChange, where("code") == one.code):
        yield t("Changed from {since} on. {reason}", since=change.since, reason=change.reason), "soft"


def _steps(one: MonitoringPoint) -> Iterator[Step]:
    if isinstance(one.yellow, int) or isinstance(one.red, int):
        yield form_step(set_form(one.code))
    yield form_step(switch_form(one.code, off=not one.off))


LISTING = Listing(
    title=N_("What is watched: the monitoring points"),
    read=_rows,
    open=point_screen,
    steps=(form_step(ADD, key="f3"),),
    about=N_("Changed by the oversight committee or the township only; bold: the village's own."),
)
