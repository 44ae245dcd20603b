"""Hearings and decisions in figures."""

from __future__ import annotations

from bot.asking import Asking, data, menu_row, period, rows
from bot.reply import Button, Reply
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.hearings.figures import FIGURES, GROUPINGS, Unit, group_label
from village_board.hearings.statistics import Grouping, Statistics
from village_board.hearings.statistics_service import statistics_of

#: groups of one answer; of months the newest.
SHOWN = 12
#: the argument that asks for every figure with what it counts.
ALL = "all"


def figures(asking: Asking) -> Reply:
    """Answer how many hearings there were, over how much money, and how many came, in groups."""
    if asking.text() == ALL:
        return _all(asking)
    by = Grouping(asking.text()) if asking.text() in set(Grouping) else Grouping.YEAR
    t, counted = asking.t, statistics_of(asking.records, by)
    if not counted.groups:
        return Reply(t("Nothing has been published here yet."), rows(menu_row(t)))
    heard = counted.whole.hearings
    lines = [
        t(
            "{held} hearings over {amount}; {present} of {due} invited came.",
            held=heard.held,
            amount=Fen(heard.amount),
            present=heard.present,
            due=heard.due,
        ),
        t(
            "Opinions: {adopted} adopted, {partly} in part, {declined} not.",
            adopted=heard.adopted,
            partly=heard.partly,
            declined=heard.declined,
        ),
        t(
            "Counted apart: {no_quorum} without quorum, {cancelled} cancelled, {unfixed} without a new time.",
            no_quorum=heard.no_quorum,
            cancelled=heard.cancelled,
            unfixed=heard.unfixed,
        ),
        t("Figures {grouping}:", grouping=Message(GROUPINGS[by])),
        *_groups(asking, counted),
        t("Counted are hearings whose result is published."),
    ]
    return Reply("\n".join(lines), _buttons(asking, by))


def _groups(asking: Asking, counted: Statistics) -> list[str]:
    t = asking.t
    shown = counted.groups[-SHOWN:]
    return [
        t(
            "{group}: {held} hearings, {amount}; {passed} decisions passed, {decided}",
            group=_label(asking, counted.by, key),
            held=group.hearings.held,
            amount=Fen(group.hearings.amount),
            passed=group.resolutions.passed,
            decided=Fen(group.resolutions.amount),
        )
        for key, group in shown
    ]


def _label(asking: Asking, by: Grouping, key: str) -> str:
    label = group_label(by, key)
    return period(asking.t, label) if isinstance(label, str) else asking.t.say(label)


def _all(asking: Asking) -> Reply:
    t, whole = asking.t, statistics_of(asking.records).whole
    lines = [
        t(
            "{label}: {value}. {counts}",
            label=figure.label,
            value=_value(asking, value, figure.unit),
            counts=figure.counts,
        )
        for figure in FIGURES
        if (value := figure.of(whole)) is not None
    ]
    return Reply("\n".join(lines), _buttons(asking, None))


def _value(asking: Asking, value: int, unit: Unit) -> str:
    if unit is Unit.FEN:
        return asking.t.money(value)
    return asking.t.days(value) if unit is Unit.DAYS else str(value)


def _buttons(asking: Asking, by: Grouping | None) -> tuple[tuple[Button, ...], ...]:
    t = asking.t
    others = [
        Button(t("Figures {grouping}", grouping=Message(GROUPINGS[one])), data("st", one))
        for one in Grouping
        if one is not by
    ]
    every = () if by is None else (Button(t("All figures, and what each counts"), data("st", ALL)),)
    return rows(  # type: ignore[return-value]
        *((button,) for button in others),
        every,
        (Button(t("Hearings"), data("h", 0)), Button(t("Decisions"), data("d", 0))),
        menu_row(t),
    )
