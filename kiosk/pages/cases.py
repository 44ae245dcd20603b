"""Cases: a matter on its way, as a line of six points with what comes next and by when."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached
from kiosk.pages.executions import contract_parts, execution_parts
from kiosk.pages.follow import follow_entry
from kiosk.pages.hearings import hearing_entry
from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.wording import day, joined, money
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.calendar.rules import Calendar
from village_board.calendar.service import calendar_of
from village_board.hearings.case import ENDED, CaseState, DecisionCase, Route
from village_board.hearings.case_words import ACTOR, CASE_EVENT, CASE_STATE, ROUTE, ahead
from village_board.hearings.executions import carried
from village_board.hearings.line import NextStep, Point, PointState
from village_board.hearings.lines import CaseLine, line_of
from village_board.hearings.machine import machine
from village_board.hearings.words import CATEGORY
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of

#: each row asks for its hearing, its decision and its deadlines.
_ROWS = 30
_MARKS = {PointState.DONE: "✓", PointState.NEXT: "→", PointState.AHEAD: "·", PointState.SKIPPED: "-"}


@dataclass(frozen=True, slots=True)
class CasesPage(Page):
    """All matters that are public, those that moved last on top."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        t = shelf.t
        limits, calendar = limits_of(shelf.records), calendar_of(shelf.records)
        return window(
            shelf,
            Listing(DecisionCase, "moved_on", where("told") == 1, descending=True),
            self.offset,
            lambda case: case_entry(shelf, case, limits, calendar),
            CasesPage,
            title=t("Matters on their way"),
            empty=Words(t("No matter is public yet.")),
            size=_ROWS,
        )


@dataclass(frozen=True, slots=True)
class CasePage(Page):
    """One matter from its proposal to its result."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        t = shelf.t
        line = line_of(shelf.records, shelf.records.get(DecisionCase, self.id))
        case = line.case
        parts: list[Part] = [Facts(_stands(shelf, line)), Heading(t("Four deliberations, two disclosures"))]
        heads = ("", "", "")
        ahead = tuple(at for at, point in enumerate(line.points) if point.state is PointState.NEXT)
        parts.append(Table(heads, tuple(_point(shelf, point) for point in line.points), words=(1, 2), strong=ahead))
        if case.imported:
            parts.append(Words(t("Imported history: some earlier steps are not on record."), "soft"))
        parts += told(shelf, _facts(shelf, line))
        if case.plan:
            parts += [Heading(t("What is planned")), Words(case.plan)]
        shown = carried(shelf.records, case)
        if shown is not None:
            parts += execution_parts(shelf, shown)
        parts += _told(shelf, case)
        parts += attached(shelf, case.id)
        parts += [Heading(t("What you can do")), Words(_advice(shelf, case))]
        parts += _records(shelf, line)
        if shown is not None:
            parts += contract_parts(shelf, shown)
        return Sheet(case.matter, tuple(parts), subject=case.id)


def case_entry(
    shelf: Shelf, case: DecisionCase, limits: Limits | None = None, calendar: Calendar | None = None
) -> Entry:
    """Return the row of a matter: where it stands, and what comes next."""
    t = shelf.t
    line = line_of(shelf.records, case, limits=limits, calendar=calendar)
    following = t("Next: {what}", what=next_words(shelf, line.next)) if line.next is not None else ""
    return Entry(
        case.matter,
        CasePage(case.id),
        note=following or joined((day(t, case.moved_on), money(t, case.amount))),
        right=t(CASE_STATE[case.state]),
        mark=t("late") if line.next is not None and line.next.late else "",
    )


def next_words(shelf: Shelf, following: NextStep) -> str:
    """Return what comes next in words: the step, when, by when, how late, what it waits for."""
    t = shelf.t
    when = ""
    if following.late:
        when = t("{days} late", days=t.days(following.late))
    elif following.earliest is not None and following.earliest > shelf.today:
        when = t("on {day}", day=following.earliest)
        if following.earliest != following.due:
            when = t("not before {day}", day=following.earliest)
    elif following.due is not None:
        when = t("by {day}", day=following.due)
    waits = t("waits for {what}", what=following.waits_for) if following.waits_for is not None else ""
    return joined((t(ahead(following.event)), when, waits))


def _stands(shelf: Shelf, line: CaseLine) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("Where it stands"), t(CASE_STATE[line.case.state])),
        (t("Next"), next_words(shelf, line.next) if line.next is not None else ""),
    )


def _facts(shelf: Shelf, line: CaseLine) -> tuple[tuple[str, str], ...]:
    t, case = shelf.t, line.case
    return (
        (t("About"), t(CATEGORY[case.category])),
        (t("Amount"), money(t, case.amount)),
        (t("Proposed by"), case.proposer),
        (t("Which way"), t(ROUTE[case.route]) if case.route is not Route.FULL else ""),
        (t("The reason"), case.short_reason),
        (t("Last step on"), day(t, case.moved_on)),
        (t("Published by"), t("Village committee")),
        (t("Township number"), case.township_number),
        (t("Number"), case.number),
        (t("Short code"), case.id),
    )


def _point(shelf: Shelf, point: Point) -> tuple[str, str, str]:
    t = shelf.t
    what = f"{_MARKS[point.state]} {point.number} {t(CASE_EVENT[point.event])}"
    if point.step is None:
        words = {
            PointState.NEXT: t("next"),
            PointState.AHEAD: t("still to come"),
            PointState.SKIPPED: t("not on record"),
        }
        return what, words[point.state], ""
    who = t(ACTOR[point.step.actor]) if point.step.actor in ACTOR else ""
    return what, t.date(point.step.done_on), who


def _told(shelf: Shelf, case: DecisionCase) -> list[Part]:
    """Return the public steps beside the six points that have something to say."""
    t, rows = shelf.t, machine().transitions
    said = [
        step for step in case.steps if rows[step.event].public and (step.words or step.reason or step.oversight_opinion)
    ]
    if not said:
        return []
    parts: list[Part] = [Heading(t("What was said on the way"))]
    for step in reversed(said):
        words = step.words or step.reason or step.oversight_opinion
        parts.append(
            Words(t("{day} {what}: {words}", day=step.done_on, what=t(CASE_EVENT[step.event]), words=words), "ink")
        )
    return parts


def _advice(shelf: Shelf, case: DecisionCase) -> str:
    t = shelf.t
    if case.state is CaseState.HEARING_ANNOUNCED:
        return t("Take part in the hearing: open it below.")
    if case.state in (CaseState.RESOLUTION_PUBLIC, CaseState.OBJECTED):
        return t("Who disagrees objects at the village office. Open the decision below.")
    if case.state in ENDED:
        return t("It is over. Questions go to the oversight committee.")
    return t("Tell the representative of your group what you think.")


def _records(shelf: Shelf, line: CaseLine) -> list[Part]:
    from kiosk.pages.resolutions import resolution_entry  # noqa: PLC0415 - the two point to each other

    parts: list[Part] = []
    if line.hearing is not None:
        parts.append(hearing_entry(shelf, line.hearing))
    if line.resolution is not None:
        parts.append(resolution_entry(shelf, line.resolution))
        parts.append(follow_entry(shelf, line.case))
    return parts
