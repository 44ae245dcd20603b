"""Hearings: what is to be heard, what was said, by how many (P10)."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached
from kiosk.pages.corrected import corrected
from kiosk.pages.follow import follow_entry
from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.voices import hearing_voices, slip_entry
from kiosk.pages.wording import day, days_left, joined, money
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.clock import local
from village_board.hearings.case import DecisionCase
from village_board.hearings.case_words import CASE_STATE
from village_board.hearings.changes import changes_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.lines import case_about, line_of
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingConclusion, HearingStatus, Resolution, Statement
from village_board.hearings.opinions import public_text
from village_board.hearings.rules import was_recorded_later
from village_board.hearings.voice_words import ADOPTED_VALUE
from village_board.hearings.words import CATEGORY, CONCLUSION, HEARING_STATUS, RESOLUTION_STATUS, STANCE

#: hearings to come that stand above the doors, which stay on the first screen; the others stand below them
_COMING = 2
_COUNTED = (HearingStatus.PUBLISHED, HearingStatus.NO_QUORUM)


@dataclass(frozen=True, slots=True)
class HearingsPage(Page):
    """All hearings, the newest first."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list, with the way to the decisions on top."""
        from kiosk.pages.cases import CasesPage  # noqa: PLC0415 - it points here
        from kiosk.pages.objecting import heard  # noqa: PLC0415 - it points here
        from kiosk.pages.resolutions import ResolutionsPage  # noqa: PLC0415 - the two point to each other
        from kiosk.pages.statistics import statistics_entry  # noqa: PLC0415 - loaded when somebody looks

        t, count, coming = shelf.t, shelf.records.count(Resolution), _coming(shelf)
        cases = Entry(
            t("Matters on their way"),
            CasesPage(),
            note=t("From the proposal to the result, step by step"),
            right=t.n("{n} matter", "{n} matters", shelf.records.count(DecisionCase)),
        )
        decisions = Entry(
            t("Decisions of the villagers' meetings"),
            ResolutionsPage(),
            note=t("What was decided, what it cost, how far it is"),
            right=t.n("{n} decision", "{n} decisions", count),
        )
        return window(
            shelf,
            Listing(Hearing, "held_at", heard(shelf), descending=True),
            self.offset,
            lambda hearing: hearing_entry(shelf, hearing),
            HearingsPage,
            title=t("Hearings and decisions"),
            head=(
                *([Heading(t("What is to come"), spare=True)] if coming else []),
                *coming[:_COMING],
                Heading(t("From the proposal to the result"), spare=True),
                *(cases, decisions, statistics_entry(shelf)),
                Heading(t("All hearings"), spare=True),
                *coming[_COMING:],
            ),
            empty=Words(t("No hearing is recorded yet.")),
        )


def _coming(shelf: Shelf) -> list[Entry]:
    """Return the hearings to come, the nearest first."""
    from kiosk.pages.objecting import hearings_ahead  # noqa: PLC0415 - it points here

    rows = []
    for hearing in hearings_ahead(shelf):
        row, on = hearing_entry(shelf, hearing), hearing.day
        left = days_left(shelf.t, (on - shelf.today).days) if on is not None else row.right
        rows.append(Entry(row.title, row.goto, note=row.note, right=left))
    return rows


@dataclass(frozen=True, slots=True)
class HearingPage(Page):
    """One hearing."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        hearing = shelf.records.get(Hearing, self.id)
        parts: list[Part] = [*told(shelf, _facts(shelf, hearing))]
        if hearing.plan:
            parts += [Heading(shelf.t("What is planned")), Words(hearing.plan)]
        if hearing.status is HearingStatus.PUBLISHED and hearing.changes:
            parts += [Heading(shelf.t("What was changed")), Words(hearing.changes)]
        parts += hearing_voices(shelf, hearing)
        parts += _speeches(shelf, hearing)
        parts += _moves(shelf, hearing)
        parts += attached(shelf, hearing.id)
        parts += corrected(shelf, hearing)
        parts += [Heading(shelf.t("What you can do")), Words(_next(shelf, hearing)), slip_entry(shelf)]
        parts += [
            Entry(
                resolution.matter,
                _resolution_page(resolution.id),
                note=shelf.t("The decision that followed"),
                right=shelf.t(RESOLUTION_STATUS[resolution.status]),
            )
            for resolution in shelf.records.find(Resolution, where("hearing") == hearing.number)
        ]
        parts += case_part(shelf, hearing)
        if hearing.status is HearingStatus.PUBLISHED:
            parts.append(follow_entry(shelf, hearing))
        return Sheet(hearing.matter, tuple(parts), subject=hearing.id)


def hearing_entry(shelf: Shelf, hearing: Hearing) -> Entry:
    """Return the row of a hearing."""
    t = shelf.t
    when = t.moment(hearing.held_at) if hearing.held_at else day(t, hearing.notice_on)
    return Entry(
        hearing.matter,
        HearingPage(hearing.id),
        note=joined((when, hearing.place)),
        right=t(HEARING_STATUS[hearing.status]),
    )


def case_part(shelf: Shelf, record: Hearing | Resolution) -> list[Part]:
    """Return the way from a hearing or a decision to the whole matter; nothing where no case is kept."""
    from kiosk.pages.cases import CasePage, next_words  # noqa: PLC0415 - it points here

    case = case_about(shelf.records, record)
    if case is None:
        return []
    following = line_of(shelf.records, case).next
    return [
        Entry(
            shelf.t("The whole way of this matter"),
            CasePage(case.id),
            note=shelf.t("Next: {what}", what=next_words(shelf, following)) if following is not None else "",
            right=shelf.t(CASE_STATE[case.state]),
        )
    ]


def _resolution_page(id: str) -> Page:  # noqa: A002 - the field's own name
    from kiosk.pages.resolutions import ResolutionPage  # noqa: PLC0415 - the two point to each other

    return ResolutionPage(id)


def _facts(shelf: Shelf, hearing: Hearing) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    held = t.moment(hearing.held_at) if hearing.held_at else ""
    later = ""
    if hearing.held_at and hearing.recorded_at and was_recorded_later(hearing.held_at, hearing.recorded_at):
        later = t("written down on {day}", day=local(hearing.recorded_at).date())
    return (
        (t("Where it stands"), t(HEARING_STATUS[hearing.status])),
        (t("The reason"), hearing.reason),
        (t("Time"), joined((held, later))),
        (t("Place"), hearing.place),
        *_speaking(shelf, hearing),
        (t("About"), t(CATEGORY[hearing.category])),
        (t("Amount"), money(t, hearing.amount)),
        *_counts(shelf, hearing),
        (t("Proposed by"), hearing.proposer),
        (t("Announced on"), day(t, hearing.notice_on)),
        (t("Published on"), day(t, hearing.result_published_on)),
        (t("Published by"), t("Village committee")),
        (t("Number"), hearing.number),
        (t("Short code"), hearing.id),
    )


def _speaking(shelf: Shelf, hearing: Hearing) -> tuple[tuple[str, str], ...]:
    """Return whether one can still ask to speak there."""
    from kiosk.pages.objecting import speaking_words  # noqa: PLC0415 - it points here

    if hearing.status not in HEARING_AHEAD:
        return ()
    return ((shelf.t("Who wants to speak"), speaking_words(shelf, hearing)),)


def _counts(shelf: Shelf, hearing: Hearing) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    if hearing.status not in _COUNTED:
        return ()
    came = t("{present} of {due} came", present=hearing.present, due=hearing.due)
    if hearing.status is HearingStatus.NO_QUORUM:
        needed = hearing_limits(shelf.records).quorum.needed(hearing.due)
        return ((t("Who came"), came + t(", {needed} were needed", needed=needed)),)
    spoke = t(
        "{in_favour} for, {against} against, {abstained} undecided",
        in_favour=hearing.in_favour,
        against=hearing.against,
        abstained=hearing.abstained,
    )
    conclusion = t(CONCLUSION[hearing.conclusion]) if hearing.conclusion else ""
    return ((t("Conclusion"), conclusion), (t("Who came"), came), (t("Opinions"), spoke))


def _speeches(shelf: Shelf, hearing: Hearing) -> list[Part]:
    t = shelf.t
    if hearing.status is not HearingStatus.PUBLISHED or not hearing.statements:
        return []
    parts: list[Part] = [Heading(t("What was said"))]
    for speech in hearing.statements:
        who = speech.speaker if speech.named_in_public and speech.speaker else t("Slip {slip}", slip=speech.slip)
        parts.append(
            Words(
                t(
                    "{who} ({stance}): {content}",
                    who=who,
                    stance=t(STANCE[speech.stance]),
                    content=public_text(speech.content),
                )
            )
        )
        if speech.reply:
            parts.append(Words(_reply(shelf, speech), "soft"))
    return parts


def _reply(shelf: Shelf, speech: Statement) -> str:
    t, reply = shelf.t, public_text(speech.reply)
    if (word := ADOPTED_VALUE.get(speech.adopted)) is None:
        return t("Answer: {reply}", reply=reply)
    return t("Answer ({adopted}): {reply}", adopted=t(word), reply=reply)


def _moves(shelf: Shelf, hearing: Hearing) -> list[Part]:
    return [Words(shelf.t.say(change), "soft") for change in changes_of(hearing)]


def _next(shelf: Shelf, hearing: Hearing) -> str:
    t = shelf.t
    if hearing.status in HEARING_AHEAD:
        return t("Read the papers at the village office before the hearing. Who wants to speak tells the clerk.")
    if hearing.status is HearingStatus.RECORDED:
        return t("The result is shown here as soon as a second member has confirmed it.")
    if hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES):
        return t("A hearing decides nothing: the villagers' meeting votes next. Questions go to the village office.")
    return t("Questions about this hearing go to the village office or the oversight committee.")
