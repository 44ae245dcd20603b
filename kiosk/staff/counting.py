"""Counting votes in the hall: by name, in secret, or as raised hands; the desk goes on with the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.sheet import Entry, Facts, Page, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import Deed, PadPage, StaffPage
from kiosk.staff.rolls import OPEN, TICKED, RollPage, counted
from village_board.base.message import N_
from village_board.hearings.draft_words import INVITED, QUESTION
from village_board.hearings.drafts_reading import drafts_of, frame_of, subject_of, to_record
from village_board.hearings.drafts_service import keep_answers, open_draft
from village_board.hearings.model import Ballot, Hearing, Resolution
from village_board.hearings.result_draft import HOUSEHOLDS, VOTES, Question
from village_board.hearings.roll_model import Vote, cast_vote
from village_board.hearings.rolls_service import item_of, open_roll, record_secret, record_votes, roll_of, take_back

if TYPE_CHECKING:
    from village_board.desk import Desk
    from village_board.hearings.result_draft import ResultDraft
    from village_board.hearings.roll import Roll
    from village_board.people.model import Actor

VOTE_WORDS = {Vote.FOR: N_("in favour"), Vote.AGAINST: N_("against"), Vote.ABSTAINED: N_("abstained")}


@dataclass(frozen=True, slots=True)
class CountsPage(StaffPage):
    """The hearings and meetings that have no result yet."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them."""
        t = shelf.t
        rows: list[Part] = []
        for one in to_record(shelf.records):
            kind = t("Hearing") if isinstance(one, Hearing) else t("Vote")
            rows.append(Entry(one.matter, CountPage(self.who, one.id), note=kind))
        return Sheet(t("Count votes"), tuple(rows) or (Words(t("Nothing waits to be counted today.")),))


@dataclass(frozen=True, slots=True)
class CountPage(StaffPage):
    """One count."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Say what is counted so far, and how to go on."""
        subject = subject_of(shelf.records, self.id)
        roll = open_roll(shelf.records, subject) if isinstance(subject, Resolution) else None
        if isinstance(subject, Resolution) and roll is not None:
            return self._with_roll(shelf, subject, roll)
        return self._by_hands(shelf, subject)

    def _with_roll(self, shelf: Shelf, subject: Resolution, roll: Roll) -> Sheet:
        t, item = shelf.t, item_of(roll, subject)
        counts = roll.counts(item)
        if roll.head.agenda[item - 1].ballot is Ballot.SECRET:
            go: list[Part] = [Entry(t("Count the ballot papers"), SecretPage(self.who, self.id, ()))]
        else:
            go = [Entry(t("Who voted against"), NamesPage(self.who, self.id, Vote.AGAINST))]
            go.append(Entry(t("Who abstained"), NamesPage(self.who, self.id, Vote.ABSTAINED)))
            rest = Deed(partial(_rest, id=self.id), told=counted)
            go.append(Entry(t("All others voted in favour"), rest, note=t("of those who are there and have not voted")))
            go.append(Entry(t("Who voted in favour"), NamesPage(self.who, self.id, Vote.FOR)))
        facts = Facts(
            (
                (t("There"), f"{counts.present}"),
                (t("in favour"), f"{counts.in_favour}"),
                (t("against"), f"{counts.against}"),
                (t("abstained"), f"{counts.abstained}"),
            )
        )
        return Sheet(subject.matter, (facts, *go))

    def _by_hands(self, shelf: Shelf, subject: Hearing | Resolution) -> Sheet:
        t, frame = shelf.t, frame_of(shelf.records, subject)
        draft = next((one for one in drafts_of(shelf.records, self.who.id) if one.subject == self.id), None)
        asked = [Question.DUE, Question.PRESENT, *(HOUSEHOLDS if frame.counts_households else ()), *VOTES]
        rows: list[Part] = []
        if isinstance(subject, Resolution):
            rows.append(Entry(t("By the roll instead"), RollPage(self.who, self.id), note=t("tick who came, by name")))
        for one in asked:
            label = INVITED if one is Question.DUE and isinstance(subject, Hearing) else QUESTION[one]
            rows.append(Entry(t(label), HandsPage(self.who, self.id, one), right=draft.answer(one) if draft else ""))
        rows.append(Words(t("The numbers are in your draft at the desk, where the result is recorded."), "soft"))
        return Sheet(subject.matter, tuple(rows))


@dataclass(frozen=True)
class HandsPage(PadPage):
    """One number of a count by hands."""

    who: Actor
    id: str
    question: Question

    def read(self, shelf: Shelf) -> Sheet:
        """Say which number is wanted."""
        subject = subject_of(shelf.records, self.id)
        invited = self.question is Question.DUE and isinstance(subject, Hearing)
        asked = INVITED if invited else QUESTION[self.question]
        return Sheet(shelf.t(asked), (Words(subject.matter, "strong"), Words(shelf.t("Type the number, then OK."))))

    def entered(self, digits: str) -> Page:
        """Write it into one's draft."""
        return Deed(partial(_hands, id=self.id, question=self.question, digits=digits), told=counted, leave=1)


@dataclass(frozen=True)
class SecretPage(PadPage):
    """One number of a secret ballot, after those before."""

    who: Actor
    id: str
    before: tuple[int, ...]

    def read(self, shelf: Shelf) -> Sheet:
        """Say which number is wanted."""
        t = shelf.t
        subject = subject_of(shelf.records, self.id)
        known = tuple((t(VOTE_WORDS[vote]), f"{n}") for vote, n in zip(VOTE_WORDS, self.before, strict=False))
        asked = t(VOTE_WORDS[list(VOTE_WORDS)[len(self.before)]])
        words = Words(t("Type the number, then OK."))
        return Sheet(t("Ballot papers: {how}", how=asked), (Words(subject.matter, "strong"), Facts(known), words))

    def entered(self, digits: str) -> Page:
        """Ask for the next number, or keep all three."""
        numbers = (*self.before, int(digits))
        if len(numbers) < len(VOTE_WORDS):
            return SecretPage(self.who, self.id, numbers)
        return Deed(partial(_secret, id=self.id, numbers=numbers), told=counted, leave=len(numbers))


@dataclass(frozen=True, slots=True)
class NamesPage(StaffPage):
    """Those who were there: a tap is their vote, a second one takes it back."""

    id: str
    vote: Vote

    def read(self, shelf: Shelf) -> Sheet:
        """List them with their votes."""
        t = shelf.t
        resolution = shelf.records.get(Resolution, self.id)
        roll = roll_of(shelf.records, resolution)
        if roll is None:
            return Sheet(resolution.matter, (Words(t("There is no roll.")),))
        item = item_of(roll, resolution)
        rows: list[Part] = []
        for line in roll.there(item):
            cast = line.vote_on(item)
            mine = cast is not None and getattr(cast, _FIELD[self.vote]) > 0
            do = partial(_vote, id=self.id, number=line.person_number, vote=self.vote, back=cast is not None)
            how = "" if cast is None else t(VOTE_WORDS[_vote_of(cast)])
            mark = TICKED if mine else OPEN
            rows.append(Entry(line.name, Deed(do), note=line.person_number, right=how, mark=mark))
        title = t("{how}: {matter}", how=t(VOTE_WORDS[self.vote]), matter=resolution.matter)
        return Sheet(title, tuple(rows) or (Words(t("Nobody is marked as there yet.")),), counted=(1, len(rows)))


_FIELD = {Vote.FOR: "in_favour", Vote.AGAINST: "against", Vote.ABSTAINED: "abstained"}


def _vote_of(cast: object) -> Vote:
    return next(vote for vote, name in _FIELD.items() if getattr(cast, name))


def _vote(desk: Desk, id: str, number: str, vote: Vote, *, back: bool) -> Roll:  # noqa: A002 - the field's own name
    if back:
        return take_back(desk, id, number, vote_only=True)
    return record_votes(desk, id, {number: cast_vote(1, vote)})


def _rest(desk: Desk, id: str) -> Roll:  # noqa: A002
    return record_votes(desk, id, {}, rest=Vote.FOR)


def _secret(desk: Desk, id: str, numbers: tuple[int, ...]) -> Roll:  # noqa: A002
    in_favour, against, abstained = numbers
    return record_secret(desk, id, in_favour, against, abstained)


def _hands(desk: Desk, id: str, question: Question, digits: str) -> ResultDraft:  # noqa: A002
    return keep_answers(desk, open_draft(desk, id).draft.with_answer(question, digits))
