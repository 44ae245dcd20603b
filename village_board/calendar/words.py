"""The words for days, and for why one counts or not."""

from __future__ import annotations

from village_board.base.message import N_, Message, say
from village_board.calendar.model import CalendarYear, Day, DayKind, Deadline, Step, Unit

WEEKDAY: tuple[str, ...] = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip

#: The notices name them so; any other name stays as it was written.
HOLIDAY: dict[str, str] = {
    "元旦": N_("New Year's Day"),
    "春节": N_("Spring Festival"),
    "清明节": N_("Qingming"),
    "劳动节": N_("Labour Day"),
    "端午节": N_("Dragon Boat Festival"),
    "中秋节": N_("Mid-Autumn Festival"),
    "国庆节": N_("National Day"),
}

_UNIT: dict[Unit, str] = {
    Unit.WORKING: N_("{n} working days after {start}: until {due}, {weekday}."),
    Unit.NATURAL: N_("{n} days after {start}: until {due}, {weekday}."),
    Unit.PLAIN: N_("{n} days of notice after {start}: until {due}, {weekday}."),
}


def holiday_word(name: str) -> Message | str:
    """Return the word for a holiday, or its name as the notice wrote it."""
    return Message(HOLIDAY[name]) if name in HOLIDAY else name


def deadline_word(of: Deadline) -> Message:
    """Return the sentence of a deadline."""
    facts = {"n": of.length, "start": of.start, "due": of.due, "weekday": _weekday(of.due.weekday())}
    return Message(_UNIT[of.unit], facts)


def doubt_words(of: Deadline) -> list[Message]:
    """Return what may still change a deadline: nothing, or one sentence."""
    if of.provisional:
        return [
            say(
                "Provisional: the notice for {years} is not loaded. Only weekends and statutory holidays are left out.",
                years=tuple(map(str, of.awaits)),
            )
        ]
    return [
        say(
            "The notice for {year} is not loaded; it may still change the days around New Year.",
            year=str(year),
        )
        for year in of.awaits
    ]


def source_word(year: int, source: CalendarYear | None) -> Message:
    """Return where the days of a year come from."""
    if source is None:
        return say("{year}: no notice yet; weekends and statutory holidays", year=str(year))
    if source.origin and source.notice:
        notice = source.title
        return say("{year}: {notice}; days from {origin}", year=str(year), notice=notice, origin=source.origin)
    if source.origin:
        return say("{year}: days from {origin}", year=str(year), origin=source.origin)
    return say("{year}: {notice}, loaded on {day}", year=str(year), notice=source.title, day=source.loaded_at)


def start_word(of: Deadline) -> Message:
    """Return the first line of an explanation."""
    return say(
        "{day} {weekday}: it begins; this day does not count",
        day=of.start,
        weekday=_weekday(of.start.weekday()),
    )


def step_word(of: Deadline, step: Step) -> Message:
    """Return what one day of the period did, and why."""
    day, n = step.day, step.number
    facts = {"day": day.on, "weekday": _weekday(day.on.weekday()), "name": holiday_word(day.name), "n": n}
    return Message(_working(day) if of.unit is Unit.WORKING else _natural(of, step), facts)


def _working(day: Day) -> str:
    return {
        DayKind.WORKING: N_("{day} {weekday}: working day {n}"),
        DayKind.MADE_UP: N_("{day} {weekday}: worked in return for {name}, working day {n}"),
        DayKind.WEEKEND: N_("{day} {weekday}: weekend, not counted"),
        DayKind.HOLIDAY: N_("{day} {weekday}: day off, {name}, not counted"),
    }[day.kind]


def _natural(of: Deadline, step: Step) -> str:
    if not step.number:
        return {
            DayKind.WEEKEND: N_("{day} {weekday}: weekend, it ends later still"),
            DayKind.HOLIDAY: N_("{day} {weekday}: day off, {name}, it ends later still"),
            DayKind.WORKING: N_("{day} {weekday}: no day off; it ends here"),
            DayKind.MADE_UP: N_("{day} {weekday}: worked in return for {name}, so no day off; it ends here"),
        }[step.day.kind]
    if of.unit is Unit.NATURAL and step.number == of.length and step.day.off:
        return {
            DayKind.WEEKEND: N_("{day} {weekday}: day {n}; a weekend, so the period ends later"),
            DayKind.HOLIDAY: N_("{day} {weekday}: day {n}; a day off, {name}, so the period ends later"),
        }[step.day.kind]
    return N_("{day} {weekday}: day {n}")


def _weekday(n: int) -> Message:
    return Message(WEEKDAY[n])
