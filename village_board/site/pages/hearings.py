"""Hearings: what is to be heard, what was said, by how many (P10)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.hearings.changes import changes_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    HEARING_AHEAD,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    Statement,
)
from village_board.hearings.opinions import public_text
from village_board.hearings.rules import was_recorded_later
from village_board.hearings.voice_words import ADOPTED_VALUE
from village_board.hearings.words import CATEGORY, CONCLUSION, HEARING_STATUS, RESOLUTION_STATUS, STANCE
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.corrected import corrected
from village_board.site.pages.files import attached
from village_board.site.pages.lists import Listing, listed
from village_board.site.pages.voices import opinion_parts, place_parts
from village_board.site.pages.words import advice, money, published
from village_board.site.said import Said, joined
from village_board.site.stock import Stock

SECTION = "decisions"
HEARINGS = "hearings/"
_COUNTED = (HearingStatus.PUBLISHED, HearingStatus.NO_QUORUM)


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the hearings by year, and a page for each."""
    listing = Listing(HEARINGS, say("Hearings"), SECTION, hearing_row, say("No hearing is recorded yet."))
    yield from listed(stock, listing, stock.all(Hearing))
    for hearing in stock.all(Hearing):
        yield _page(stock, hearing)


def hearing_row(stock: Stock, hearing: Hearing) -> Row:
    """Return the row of a hearing."""
    when = hearing.held_at or hearing.notice_on
    status = Message(HEARING_STATUS[hearing.status])
    return Row(hearing.matter, stock.address(hearing), joined(when, hearing.place), status)


def _page(stock: Stock, hearing: Hearing) -> Page:
    parts: list[Part] = [Facts(_facts(stock, hearing))]
    if hearing.plan:
        parts += [Heading(say("What is planned")), Words(hearing.plan)]
    if hearing.status is HearingStatus.PUBLISHED and hearing.changes:
        parts += [Heading(say("What was changed")), Words(hearing.changes)]
    parts += [*place_parts(stock, hearing), *opinion_parts(stock, hearing), *_speeches(hearing)]
    parts += [Words(change, "soft") for change in changes_of(hearing)]
    parts += [*attached(stock, hearing.id), *corrected(stock, hearing), *advice(_next(hearing))]
    followed = [
        Row(
            one.matter,
            stock.address(one),
            say("The decision that followed"),
            Message(RESOLUTION_STATUS[one.status]),
        )
        for one in stock.by(Resolution, "hearing", hearing.number)
    ]
    parts += [Rows((*followed, *case_rows(stock, hearing)))]
    return Page(
        stock.address(hearing),
        hearing.matter,
        tuple(parts),
        SECTION,
        hearing.id,
        Hearing.KIND.label,
        hearing.day,
        (hearing.number,),
    )


def case_rows(stock: Stock, record: Hearing | Resolution) -> list[Row]:
    """Return the way from a hearing or a decision to the whole matter; nothing where no case is public."""
    from village_board.site.pages.cases import case_about, case_row  # noqa: PLC0415 - it points here

    case = case_about(stock, record)
    if case is None:
        return []
    row = case_row(stock, case)
    return [Row(say("The whole way of this matter"), row.to, row.note, row.right, row.mark)]


def _facts(stock: Stock, hearing: Hearing) -> tuple[tuple[Said, Said], ...]:
    later = None
    if hearing.held_at and hearing.recorded_at and was_recorded_later(hearing.held_at, hearing.recorded_at):
        later = say("written down on {day}", day=local(hearing.recorded_at).date())
    return (
        (say("Where it stands"), Message(HEARING_STATUS[hearing.status])),
        (say("The reason"), hearing.reason),
        (say("Time"), joined(hearing.held_at, later)),
        (say("Place"), hearing.place),
        (say("Kind of matter"), Message(CATEGORY[hearing.category])),
        (say("Amount"), money(hearing.amount)),
        *_counts(stock, hearing),
        (say("Proposed by"), hearing.proposer),
        (say("Announced on"), hearing.notice_on),
        (say("Published on"), hearing.result_published_on),
        *published(hearing.number, hearing.id),
    )


def _counts(stock: Stock, hearing: Hearing) -> tuple[tuple[Said, Said], ...]:
    if hearing.status not in _COUNTED:
        return ()
    came = say("{present} of {due} came", present=hearing.present, due=hearing.due)
    if hearing.status is HearingStatus.NO_QUORUM:
        needed = hearing_limits(stock.records).quorum.needed(hearing.due)
        return ((say("Who came"), joined(came, say("{needed} were needed", needed=needed))),)
    spoke = say(
        "{in_favour} for, {against} against, {abstained} undecided",
        in_favour=hearing.in_favour,
        against=hearing.against,
        abstained=hearing.abstained,
    )
    conclusion = Message(CONCLUSION[hearing.conclusion]) if hearing.conclusion else None
    return ((say("Conclusion"), conclusion), (say("Who came"), came), (say("Opinions"), spoke))


def _speeches(hearing: Hearing) -> list[Part]:
    if hearing.status is not HearingStatus.PUBLISHED or not hearing.statements:
        return []
    parts: list[Part] = [Heading(say("What was said"))]
    for one in hearing.statements:
        who = one.speaker if one.named_in_public and one.speaker else say("Speaker no. {slip}", slip=one.slip)
        stance, content = Message(STANCE[one.stance]), public_text(one.content)
        parts.append(Words(say("{who} ({stance}): {content}", who=who, stance=stance, content=content)))
        if one.reply:
            parts.append(Words(_reply(one), "soft"))
    return parts


def _reply(one: Statement) -> Said:
    reply = public_text(one.reply)
    if (word := ADOPTED_VALUE.get(one.adopted)) is None:
        return say("Answer: {reply}", reply=reply)
    return say("Answer ({adopted}): {reply}", adopted=Message(word), reply=reply)


def _next(hearing: Hearing) -> Said:
    if hearing.status in HEARING_AHEAD:
        return say("Read the papers at the village office before the hearing. Who wants to speak tells the clerk.")
    if hearing.status is HearingStatus.RECORDED:
        return say("The result is shown here as soon as a second member has confirmed it.")
    if hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES):
        return say("A hearing decides nothing: the villagers' meeting votes next. Questions go to the village office.")
    return say("Questions about this hearing go to the village office or the oversight committee.")
