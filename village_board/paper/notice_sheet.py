"""The sheet for the wall about one record: a hearing or meeting to come or its result, a published item.

Only what everybody may read stands on it: of hearings and votes what `outward` lets out (P10).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message
from village_board.desk import Records
from village_board.disclosure.model import Item
from village_board.disclosure.period_words import item_period
from village_board.hearings.model import Ballot, Hearing, HearingStatus, Resolution
from village_board.hearings.outward import Sitting, State, of_hearing, of_resolution
from village_board.hearings.words import BODY, CATEGORY, CONCLUSION, RESULT
from village_board.notices.model import Notice
from village_board.paper.page_model import Block, Design, Facts, Format, Printout, Words
from village_board.paper.proof import Head, proof_of
from village_board.settings import Settings

if TYPE_CHECKING:
    from village_board.i18n import Translator


class NoNoticeOf(Refused):
    """There is no sheet for the wall about such a record."""

    sentence = N_("{id} is a {kind}: sheets are of hearings, resolutions, items, and notices about them.")

    def __init__(self, id: str, kind: Message) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id, kind=kind)


@dataclass(frozen=True, slots=True)
class Around:
    """What every page of a village shares."""

    settings: Settings
    head: Head
    t: Translator

    @property
    def pages(self) -> str:
        """How a page is numbered; the press puts the numbers in."""
        return self.t("Page {page} of {pages}", page="{page}", pages="{pages}")

    def marked(self, text: str) -> str:
        """Return a line that says of a demo village that nothing of it is real (P31)."""
        if not self.settings.demo:
            return text
        demo = self.t("Demo village: every person, place and figure is invented.")
        return f"{text}  {demo}" if text else demo


def notice_sheet(records: Records, around: Around, id: str, paper: Format = Format.A4) -> Printout:  # noqa: A002
    """Return the sheet about record `id`.

    Raises:
        NotFound: there is no such record, or it is not public.
        NoNoticeOf: it is of another kind.
    """
    record = records.lookup(id)
    if isinstance(record, Notice):
        record = records.lookup(record.subject)
    t = around.t
    match record:
        case Hearing() if record.public:
            sheet = _hearing(around, record)
        case Resolution():
            sheet = _resolution(around, record)
        case Item() if record.public:
            sheet = _item(around, record)
        case Hearing() | Item():
            raise NotFound(record.KIND.label, id)
        case _:
            raise NoNoticeOf(id, record.KIND.label)
    proof = proof_of(records, around.settings, around.head, record.id, t)
    return replace(sheet, format=paper, design=Design.NOTICE, proof=proof, foot=around.marked(around.settings.name))


def _hearing(around: Around, hearing: Hearing) -> Printout:
    t, seen = around.t, of_hearing(hearing)
    held = seen.state is State.HELD
    titles = {
        State.HELD: t("Result of a hearing"),
        State.CANCELLED: t("A hearing is cancelled"),
        State.NO_QUORUM: t("A hearing without quorum"),
    }
    blocks: list[Block] = [Facts(_facts(around, seen))]
    if hearing.plan and not held:
        blocks.append(Words((hearing.plan,), t("What is planned")))
    if held and hearing.status is HearingStatus.PUBLISHED and hearing.changes:
        blocks.append(Words((hearing.changes,), t("What was changed")))
    if seen.state in (State.OPEN, State.UNFIXED):
        blocks.append(Words((t("Whoever is concerned may speak, or hand in an opinion at the village office."),)))
    return _sheet(around, titles.get(seen.state, t("Notice of a hearing")), blocks)


def _resolution(around: Around, resolution: Resolution) -> Printout:
    t, seen = around.t, of_resolution(resolution)
    titles = {
        State.HELD: t("Result of a vote"),
        State.CANCELLED: t("A meeting is cancelled"),
        State.NO_QUORUM: t("A meeting without quorum"),
    }
    return _sheet(around, titles.get(seen.state, t("Notice of a meeting")), [Facts(_facts(around, seen))])


def _item(around: Around, item: Item) -> Printout:
    t = around.t
    text = t("Nothing happened in this period.") if item.nil else item.content
    rows = _filled(
        (
            (t("Period"), t.fact(item_period(item.period))),
            (t("Published on"), t.date(item.published_on) if item.published_on else ""),
            (t("On the wall until"), t.date(item.shown_until) if item.shown_until else ""),
            (t("Published by"), item.responsible or t("Village committee")),
            (t("Number"), item.number),
        )
    )
    blocks: list[Block] = [Words((text,)), Facts(rows)]
    if item.correction is not None:
        what = t("What: {what}", what=item.correction.what)
        blocks.append(Words((what, t("Why: {why}", why=item.correction.why)), t("Corrected")))
    blocks.append(Words((t("Questions go to the village office; doubts to the oversight committee."),)))
    return replace(_sheet(around, item.name, blocks), under=around.settings.name)


def _sheet(around: Around, title: str, blocks: list[Block]) -> Printout:
    place = f"{around.settings.township}{around.settings.name}"
    return Printout(title, tuple(blocks), around.t.language, around.pages, under=place)


def _facts(around: Around, seen: Sitting) -> tuple[tuple[str, str], ...]:
    t = around.t
    counts = seen.counts
    split, came = "", ""
    if counts is not None:
        came = t("{present} of {due} came", present=counts.present, due=counts.due)
        split = t(
            "{in_favour} for, {against} against, {abstained} abstained",
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
        )
    when = t.moment(seen.starts) if seen.starts else t.date(seen.day) if seen.day and seen.timed else ""
    if seen.state is State.UNFIXED:
        when = t("not fixed yet")
    secret = seen.body is not None and seen.ballot is Ballot.SECRET
    return _filled(
        (
            (t("Matter"), seen.matter),
            (t("Category"), t(CATEGORY[seen.category])),
            (t("Amount"), t.money(seen.amount) if seen.amount is not None else ""),
            (t("Body"), t(BODY[seen.body]) if seen.body else ""),
            (t("Time"), when),
            (t("Place"), seen.place),
            (t("Where it stands"), t(seen.status)),
            (t("Reason"), seen.reason),
            (t("Due and present"), came),
            (t("Ballot"), t("secret") if secret else ""),
            (t("Votes"), split),
            (t("Conclusion"), t(CONCLUSION[seen.conclusion]) if seen.conclusion else ""),
            (t("Result"), t(RESULT[seen.result]) if seen.result else ""),
            (t("Result published on"), t.date(seen.result_on) if seen.result_on else ""),
            (t("Number"), seen.number),
        )
    )


def _filled(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(row for row in rows if row[1])
