"""A matter on its way: where it stands, what comes next, and the line of six points."""

from __future__ import annotations

from bot.asking import Asking, code_line, data
from bot.reply import Button, label
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.hearings.case import DecisionCase
from village_board.hearings.case_words import ACTOR, CASE_EVENT, CASE_STATE, ahead
from village_board.hearings.line import NextStep, Point, PointState
from village_board.hearings.lines import case_about, line_of
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.words import CATEGORY

_MARKS = {PointState.DONE: "✓", PointState.NEXT: "→", PointState.AHEAD: "·", PointState.SKIPPED: "－"}


def case_text(asking: Asking, case: DecisionCase) -> str:
    """Return the words of `case`."""
    t, line = asking.t, line_of(asking.records, case)
    lines = [
        t("Matter: {matter}", matter=case.matter),
        t("How it stands: {state}.", state=Message(CASE_STATE[case.state])),
    ]
    if line.next is not None:
        lines.append(next_words(asking, line.next))
    lines.append(t("Four deliberations, two disclosures:"))
    lines += [_point(asking, point) for point in line.points]
    if case.amount is not None:
        lines.append(t("Amount: {amount}", amount=Fen(case.amount)))
    lines.append(t("Kind of matter: {category}", category=Message(CATEGORY[case.category])))
    if case.proposer:
        lines.append(t("Proposed by: {who}", who=case.proposer))
    if case.plan:
        lines.append(t("Plan: {plan}", plan=case.plan))
    if case.imported:
        lines.append(t("Imported history: some earlier steps are not on record."))
    lines.append(t("Number {number}", number=case.number))
    lines.append(code_line(t, case.id, case.moved_on))
    lines.append(t("What you think of it: tell your group's representative or the village office."))
    return "\n".join(lines)


def next_words(asking: Asking, following: NextStep) -> str:
    """Return one line on what comes next: the step, when, by when, how late, what it waits for."""
    t, parts = asking.t, []
    if following.late:
        parts.append(t("{days} late", days=t.days(following.late)))
    elif following.earliest is not None and following.earliest > asking.records.today:
        same = following.earliest == following.due
        parts.append(t("on {day}", day=following.earliest) if same else t("from {day} on", day=following.earliest))
    elif following.due is not None:
        parts.append(t("by {day}", day=following.due))
    if following.waits_for is not None:
        parts.append(t("waits for {what}", what=following.waits_for))
    what = Message(ahead(following.event))
    if not parts:
        return t("Next: {what}", what=what)
    return t("Next: {what} ({when})", what=what, when=tuple(parts))


def related(asking: Asking, case: DecisionCase) -> tuple[Button, ...]:
    """Return the buttons to the hearing and the decision of `case`."""
    line, t = line_of(asking.records, case), asking.t
    buttons = []
    if line.hearing is not None:
        buttons.append(Button(t("The hearing"), data("r", line.hearing.id)))
    if line.resolution is not None:
        buttons.append(Button(t("The decision"), data("r", line.resolution.id)))
    return tuple(buttons)


def to_case(asking: Asking, record: Hearing | Resolution) -> tuple[Button, ...]:
    """Return the button from a hearing or a decision to the whole matter."""
    case = case_about(asking.records, record)
    return (Button(label(asking.t("The whole way of this matter")), data("r", case.id)),) if case is not None else ()


def _point(asking: Asking, point: Point) -> str:
    t = asking.t
    head = f"{_MARKS[point.state]} {point.number} {t(CASE_EVENT[point.event])}"
    if point.step is None:
        return head
    who = t(ACTOR[point.step.actor]) if point.step.actor in ACTOR else ""
    return t("{head}, {day} {who}", head=head, day=point.step.done_on, who=who)
