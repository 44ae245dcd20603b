"""Cases: a matter on its way, as a line of six points with what comes next and by when."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import Message, say
from village_board.hearings.case import ENDED, CaseState, DecisionCase, Route
from village_board.hearings.case_words import ACTOR, CASE_EVENT, CASE_STATE, ROUTE, ahead
from village_board.hearings.executions import carried
from village_board.hearings.line import NextStep, Point, PointState
from village_board.hearings.lines import CaseLine, line_of
from village_board.hearings.machine import machine
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.words import CATEGORY
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Step, Steps, Words
from village_board.site.pages.contracts import contract_row
from village_board.site.pages.executions import execution_parts
from village_board.site.pages.files import attached
from village_board.site.pages.lists import Listing, listed
from village_board.site.pages.words import advice, money, published
from village_board.site.said import Days, Said, joined
from village_board.site.stock import Stock

SECTION = "decisions"
CASES = "cases/"
_STATES = {
    PointState.DONE: say("done"),
    PointState.NEXT: say("next"),
    PointState.AHEAD: say("still to come"),
    PointState.SKIPPED: say("not on record"),
}


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the matters by year, and a page for each."""
    title, nothing = say("Matters on their way"), say("No matter is public yet.")
    yield from listed(stock, Listing(CASES, title, SECTION, case_row, nothing), stock.all(DecisionCase))
    for case in stock.all(DecisionCase):
        yield _page(stock, case)


def case_about(stock: Stock, record: Hearing | Resolution) -> DecisionCase | None:
    """Return the public case of a hearing or resolution, None where it has none."""
    if record.case:
        return stock.one(DecisionCase, "number", record.case)
    name = "hearing" if isinstance(record, Hearing) else "resolution"
    return stock.one(DecisionCase, name, record.number)


def case_row(stock: Stock, case: DecisionCase) -> Row:
    """Return the row of a matter: where it stands, and what comes next."""
    line = _line(stock, case)
    following = say("Next: {what}", what=next_words(stock, line.next)) if line.next is not None else None
    late = line.next is not None and bool(line.next.late)
    return Row(
        case.matter,
        stock.address(case),
        following or joined(case.moved_on, money(case.amount)),
        Message(CASE_STATE[case.state]),
        say("late") if late else None,
    )


def next_words(stock: Stock, following: NextStep) -> Said:
    """Return what comes next: the step, when, by when, how late, what it waits for."""
    when: Said = None
    if following.late:
        when = say("{days} late", days=Days(following.late))
    elif following.earliest is not None and following.earliest > stock.today:
        when = say("on {day}", day=following.earliest)
        if following.earliest != following.due:
            when = say("not before {day}", day=following.earliest)
    elif following.due is not None:
        when = say("by {day}", day=following.due)
    waits = say("waits for {what}", what=following.waits_for) if following.waits_for is not None else None
    return joined(Message(ahead(following.event)), when, waits)


def _line(stock: Stock, case: DecisionCase) -> CaseLine:
    return line_of(stock.records, case, limits=stock.limits, calendar=stock.calendar)


def _page(stock: Stock, case: DecisionCase) -> Page:
    line = _line(stock, case)
    parts: list[Part] = [Facts(_facts(stock, line)), Heading(say("Four deliberations, two disclosures"))]
    parts.append(Steps(tuple(map(_point, line.points))))
    if case.imported:
        parts.append(Words(say("Imported history: some earlier steps are not on record."), "soft"))
    if case.plan:
        parts += [Heading(say("What is planned")), Words(case.plan)]
    shown = carried(stock.records, case)
    if shown is not None:
        parts += execution_parts(stock, shown)
    parts += [*_told(case), *attached(stock, case.id), *advice(_advice(case)), *_records(stock, line)]
    if shown is not None and shown.contracts:
        parts.append(Rows(tuple(contract_row(stock, one) for one in shown.contracts)))
    return Page(
        stock.address(case),
        case.matter,
        tuple(parts),
        SECTION,
        case.id,
        DecisionCase.KIND.label,
        case.day,
        (case.number,),
    )


def _facts(stock: Stock, line: CaseLine) -> tuple[tuple[Said, Said], ...]:
    case = line.case
    return (
        (say("Where it stands"), Message(CASE_STATE[case.state])),
        (say("Next"), next_words(stock, line.next) if line.next is not None else None),
        (say("Kind of matter"), Message(CATEGORY[case.category])),
        (say("Amount"), money(case.amount)),
        (say("Proposed by"), case.proposer),
        (say("Which way"), Message(ROUTE[case.route]) if case.route is not Route.FULL else None),
        (say("The reason"), case.short_reason),
        (say("Last step on"), case.moved_on),
        (say("Township number"), case.township_number),
        *published(case.number, case.id),
    )


def _point(point: Point) -> Step:
    what = Message(CASE_EVENT[point.event])
    if point.step is None:
        return Step(what, _STATES[point.state], how="next" if point.state is PointState.NEXT else "open")
    who = Message(ACTOR[point.step.actor]) if point.step.actor in ACTOR else None
    return Step(what, _STATES[point.state], joined(point.step.done_on, who), "done")


def _told(case: DecisionCase) -> list[Part]:
    """Return the public steps beside the six points that have something to say."""
    rows = machine().transitions
    said = [
        step for step in case.steps if rows[step.event].public and (step.words or step.reason or step.oversight_opinion)
    ]
    parts: list[Part] = [Heading(say("What was said on the way"))] if said else []
    for step in reversed(said):
        words = step.words or step.reason or step.oversight_opinion
        what = Message(CASE_EVENT[step.event])
        parts.append(Words(say("{day} {what}: {words}", day=step.done_on, what=what, words=words)))
    return parts


def _advice(case: DecisionCase) -> Said:
    if case.state is CaseState.HEARING_ANNOUNCED:
        return say("Take part in the hearing: open it below.")
    if case.state in (CaseState.RESOLUTION_PUBLIC, CaseState.OBJECTED):
        return say("Who disagrees objects at the village office. Open the decision below.")
    if case.state in ENDED:
        return say("It is over. Questions go to the oversight committee.")
    return say("Tell the representative of your group what you think.")


def _records(stock: Stock, line: CaseLine) -> list[Part]:
    from village_board.site.pages.places import row_of  # noqa: PLC0415 - places knows every page, this one too

    found = (row_of(stock, one) for one in (line.hearing, line.resolution) if one is not None)
    rows = tuple(row for row in found if row is not None)
    return [Rows(rows)] if rows else []
