"""The words of applications, and of how a date came about."""

from __future__ import annotations

from village_board.applications.clock import ClockDay, DayUse, Explained
from village_board.applications.law import law
from village_board.applications.model import (
    ApplicantKind,
    ChallengeKind,
    Consulted,
    Event,
    FormWanted,
    Outcome,
    Result,
    State,
    Way,
)
from village_board.applications.report import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, OTHER, TOTAL, Imbalance, Rule
from village_board.base.message import N_, Message, say
from village_board.calendar.model import DayKind
from village_board.calendar.words import WEEKDAY, holiday_word

#: What every receipt, page and command says: whom the Regulation binds.
ANALOGY = N_(
    "The Regulation on Open Government Information binds township and district. The village does the same by analogy."
)

STATE: dict[State, str] = {
    State.RECEIVED: N_("came in, day of receipt to be confirmed"),
    State.REGISTERED: N_("registered"),
    State.NEEDS_CORRECTION: N_("waiting for its correction"),
    State.CORRECTED: N_("corrected, the time runs anew"),
    State.IN_PROCESS: N_("being worked on"),
    State.CONSULTING: N_("an opinion is asked, the time stands"),
    State.EXTENDED: N_("extended"),
    State.ANSWERED: N_("answered"),
    State.NOT_HANDLED: N_("not handled, with the reason"),
    State.TRANSFERRED: N_("handed to the right body"),
    State.ABANDONED: N_("given up: not corrected in time"),
    State.WITHDRAWN: N_("withdrawn"),
    State.CLOSED: N_("closed: the answer was received"),
}

EVENT: dict[Event, str] = {
    Event.RECEIVE: N_("take in"),
    Event.REGISTER: N_("fix the day of receipt"),
    Event.ASK_CORRECTION: N_("ask for a correction"),
    Event.CORRECT: N_("take in the corrected application"),
    Event.ABANDON: N_("record that it was given up"),
    Event.TAKE_UP: N_("take up"),
    Event.CONSULT: N_("ask for an opinion"),
    Event.HEAR_BACK: N_("take in an opinion"),
    Event.RESUME: N_("go on after the opinions"),
    Event.EXTEND: N_("extend the time"),
    Event.ASK_REASONS: N_("ask for reasons"),
    Event.POSTPONE: N_("set a later day"),
    Event.ANSWER: N_("answer"),
    Event.DECLINE: N_("decline to handle"),
    Event.TRANSFER: N_("hand to the right body"),
    Event.WITHDRAW: N_("withdraw the application"),
    Event.CLOSE: N_("close"),
}

WAY: dict[Way, str] = {
    Way.IN_PERSON: N_("in person"),
    Way.SIGNED_MAIL: N_("mail that is signed for"),
    Way.ORDINARY_MAIL: N_("ordinary mail"),
    Way.INTERNET: N_("internet"),
    Way.FAX: N_("fax"),
}

#: How the day of receipt follows from the way.
RECEIPT_RULE: dict[Way, str] = {
    Way.IN_PERSON: N_("received on the day it was handed in"),
    Way.SIGNED_MAIL: N_("received on the day it was signed for"),
    Way.ORDINARY_MAIL: N_("received on the day confirmed with the applicant, which is to be the day it came"),
    Way.INTERNET: N_("received on the day both sides confirmed"),
    Way.FAX: N_("received on the day both sides confirmed"),
}

APPLICANT: dict[ApplicantKind, str] = {
    ApplicantKind.NATURAL_PERSON: N_("natural person"),
    ApplicantKind.BUSINESS: N_("business"),
    ApplicantKind.RESEARCH: N_("research institution"),
    ApplicantKind.PUBLIC_BENEFIT: N_("public-benefit organisation"),
    ApplicantKind.LEGAL_SERVICE: N_("legal service"),
    ApplicantKind.OTHER_ORG: N_("other organisation"),
}

FORM: dict[FormWanted, str] = {
    FormWanted.PAPER: N_("on paper"),
    FormWanted.ELECTRONIC: N_("as a file"),
    FormWanted.LOOK: N_("to look at in the hall"),
    FormWanted.ORAL: N_("by word of mouth"),
}

CONSULTED: dict[Consulted, str] = {
    Consulted.THIRD_PARTY: N_("third party"),
    Consulted.OTHER_BODY: N_("other body"),
}

CHALLENGE: dict[ChallengeKind, str] = {
    ChallengeKind.RECONSIDERATION: N_("reconsideration"),
    ChallengeKind.LAWSUIT_DIRECT: N_("lawsuit without reconsideration"),
    ChallengeKind.LAWSUIT_AFTER: N_("lawsuit after reconsideration"),
}

OUTCOME: dict[str, str] = {
    Outcome.UPHELD.value: N_("result upheld"),
    Outcome.CORRECTED.value: N_("result corrected"),
    Outcome.OTHER.value: N_("other result"),
    "pending": N_("not concluded"),
    TOTAL: N_("in all"),
}

ROW: dict[str, str] = {
    NEW: N_("new applications of the year"),
    CARRIED_IN: N_("carried in from the year before"),
    HANDLED: N_("handled in all"),
    CARRIED_OUT: N_("carried out to the next year"),
    OTHER: N_("other handling"),
    Result.NOT_HELD.value: N_("unable: not held here"),
}


def column_word(column: str) -> Message:
    """Return the name of a column of Table III."""
    return Message(OUTCOME[TOTAL] if column == TOTAL else APPLICANT[ApplicantKind(column)])


def row_word(row: str) -> Message:
    """Return the name of a row of Table III, shorter than the official one."""
    return Message(ROW[row] if row in ROW else law().answers[row].en)


def imbalance_word(one: Imbalance) -> Message:
    """Return what does not balance, with the numbers and the records."""
    where = row_word(one.where) if one.rule is Rule.ACROSS else column_word(one.where)
    facts = {"where": where, "left": one.left, "right": one.right}
    words = {
        Rule.FLOW: say("Column {where}: new and carried in are {left}, handled and carried out {right}.", **facts),
        Rule.SUM: say("Column {where}: {left} were handled, the results add up to {right}.", **facts),
        Rule.ACROSS: say("Row {where}: the total is {left}, the columns add up to {right}.", **facts),
        Rule.YEARS: say("Column {where}: {left} carried in, {right} carried out the year before.", **facts),
    }[one.rule]
    if not one.records:
        return words
    return say("{first} {more}", first=words, more=say("It breaks at: {records}.", records=one.records))


_USE: dict[DayUse, str] = {
    DayUse.STARTS: N_("{day} {weekday}: day of receipt; it does not count"),
    DayUse.COUNTED: N_("{day} {weekday}: working day {n}"),
    DayUse.EXTENDED: N_("{day} {weekday}: working day {n}, by the extension"),
    DayUse.PAUSED: N_("{day} {weekday}: not counted, an opinion is waited for"),
    DayUse.LAPSED: N_("{day} {weekday}: void, the application had to be corrected"),
    DayUse.CORRECTING: N_("{day} {weekday}: not counted, the correction is waited for"),
    DayUse.RESTARTED: N_("{day} {weekday}: the corrected application came; the count begins anew"),
    DayUse.POSTPONED: N_("{day} {weekday}: until the later day told to the applicant"),
}
_OFF: dict[DayKind, str] = {
    DayKind.WEEKEND: N_("{day} {weekday}: weekend, not counted"),
    DayKind.HOLIDAY: N_("{day} {weekday}: day off, {name}, not counted"),
}


def clock_day_word(one: ClockDay) -> Message:
    """Return what one day does on the clock, and why."""
    day = one.day
    facts = {"day": day.on, "weekday": Message(WEEKDAY[day.on.weekday()]), "name": holiday_word(day.name)}
    if one.use is DayUse.OFF:
        return Message(_OFF[day.kind], facts)
    if one.use is DayUse.COUNTED and day.kind is DayKind.MADE_UP:
        return Message(N_("{day} {weekday}: worked in return for {name}, working day {n}"), {**facts, "n": one.number})
    return Message(_USE[one.use], {**facts, "n": one.number})


def due_words(of: Explained) -> tuple[Message, ...]:
    """Return the last day with what it rests on and what may still move it; nothing while no clock runs."""
    if of.due is None:
        return ()
    words = [
        say(
            "Answer by {due}, {weekday}: {n} working days.",
            due=of.due,
            weekday=Message(WEEKDAY[of.due.weekday()]),
            n=of.length,
        )
    ]
    if of.extended_by:
        words.append(say("{n} of them by the extension.", n=of.extended_by))
    if of.open_pause:
        words.append(say("An opinion is still waited for: the day comes earlier if it comes earlier."))
    if of.provisional:
        years = tuple(map(str, of.awaits))
        words.append(say("Provisional: the notice for {years} is not loaded; it is counted anew then.", years=years))
    elif of.awaits:
        year = str(of.awaits[-1])
        words.append(
            say("The notice for {year} is not loaded; it may still change the days around New Year.", year=year)
        )
    return tuple(words)
