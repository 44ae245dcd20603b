"""The minutes of a hearing (听证笔录) or a vote, made from the record as a sheet to be signed (facts 1.6; P10).

Names stand in it: it is for those entitled, and the log keeps who took it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from tinydb import where

from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.base.codec import to_json
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.hearings.correction_words import SIGNERS, correction_lines
from village_board.hearings.law import rule_of
from village_board.hearings.minuted import minuted
from village_board.hearings.model import Ballot, Hearing, Resolution, SignedSheet
from village_board.hearings.recount import counts_of, recount
from village_board.hearings.roll_model import MeetingRoll, RollEntry
from village_board.hearings.rules import WrongMoment
from village_board.hearings.voices import Opinion
from village_board.hearings.words import (
    BALLOT,
    BODY,
    CATEGORY,
    CONCLUSION,
    HEARING_STATUS,
    RESOLUTION_STATUS,
    RESULT,
    STANCE,
)
from village_board.paper.sheet import Part, Sheet
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.trust.log import canonical

#: empty boxes of a sheet, at most; more sign on a second sheet.
MOST_BOXES = 120


class NotSignedMinutes(Refused):
    """The attachment is no signed minutes of this record."""

    sentence = N_(
        "{id} is no file of signed minutes of '{title}'. Give it with: village-board attach add --kind signed_minutes"
    )

    def __init__(self, id: str, title: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id, title=title)


class NobodySigned(Refused):
    """Signed minutes that nobody signed."""

    sentence = N_("Say who signed: {possible}.")

    def __init__(self) -> None:
        super().__init__(possible=tuple(Message(word) for word in SIGNERS.values()))


class MoreSignedThanCame(Refused):
    """More signatures of those who took part than people."""

    sentence = N_("{signed} signatures of participants, and {present} came to '{title}'. Count again.")

    def __init__(self, signed: int, present: int, title: str) -> None:
        super().__init__(signed=signed, present=present, title=title)


def make_minutes(desk: Desk, id: str, village: str) -> Sheet:  # noqa: A002
    """Return the minutes of a recorded hearing or vote; that they were taken out stays in the log.

    Raises:
        NotFound: there is no such hearing or resolution.
        WrongMoment: nothing is recorded yet.
    """
    desk.require(Act.GIVE_MINUTES)
    record = _record(desk, id)
    sheet = _hearing(desk, record, village) if isinstance(record, Hearing) else _resolution(desk, record, village)
    desk.record(id)
    return sheet


def keep_signed_minutes(
    desk: Desk, attachment_id: str, signers: Sequence[str], participants: int = 0
) -> Hearing | Resolution:
    """Tick who signed the minutes that came back as an attachment; the record then names its hash.

    Args:
        desk: the unit of work.
        attachment_id: of kind signed minutes.
        signers: keys of `SIGNERS`.
        participants: how many of those who took part signed.

    Raises:
        NotSignedMinutes: it is another file, or was taken back.
        NobodySigned, MoreSignedThanCame: with the numbers.
    """
    desk.require(Act.KEEP_SIGNED_MINUTES)
    attachment = desk.get(Attachment, attachment_id)
    record = _record(desk, attachment.subject)
    if attachment.kind is not AttachmentKind.SIGNED_MINUTES or attachment.visibility is Visibility.WITHDRAWN:
        raise NotSignedMinutes(attachment_id, record.title)
    ticked = tuple(one for one in SIGNERS if one in signers and (one != "participants" or participants))
    if participants and "participants" not in ticked:
        ticked = (*ticked, "participants")
    if not ticked:
        raise NobodySigned
    if not 0 <= participants <= record.present:
        raise MoreSignedThanCame(participants, record.present, record.title)
    sheet = SignedSheet(attachment.id, attachment.sha256, ticked, participants, desk.now, desk.who.id)
    kept = desk.put(replace(record, signed_sheets=(*record.signed_sheets, sheet)))
    desk.record(record.id)
    return kept


def signed_minutes(records: Records, record: Hearing | Resolution) -> Attachment | None:
    """Return the newest signed minutes of `record`, None where none are kept."""
    kind = AttachmentKind.SIGNED_MINUTES
    found = [
        one
        for one in records.find(Attachment, where("subject") == record.id)
        if one.kind is kind and one.visibility is not Visibility.WITHDRAWN and not one.original
    ]
    return found[-1] if found else None


def signed_words(records: Records, record: Hearing | Resolution) -> list[Message]:
    """Return what everybody may know of the signed minutes: that they are kept, their hash, who signed by office."""
    attachment = signed_minutes(records, record)
    if attachment is None:
        return []
    lines = [say("The signed minutes are kept. Their sha256: {sha}", sha=attachment.sha256)]
    sheet = next((one for one in reversed(record.signed_sheets) if one.attachment == attachment.id), None)
    if sheet is not None:
        signers = tuple(Message(SIGNERS[one]) for one in sheet.signers)
        lines.append(say("Signed: {signers}; {n} of those who took part.", signers=signers, n=sheet.participants))
    return lines


def _record(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    record = desk.lookup(id)
    if not isinstance(record, Hearing | Resolution):
        raise NotFound(Hearing.KIND.label, id)
    if record.recorded_at is None and not record.imported:
        status = HEARING_STATUS[record.status] if isinstance(record, Hearing) else RESOLUTION_STATUS[record.status]
        raise WrongMoment(record.title, Message(status))
    return record


def _hearing(desk: Desk, hearing: Hearing, village: str) -> Sheet:
    conclusion = Message(CONCLUSION[hearing.conclusion]) if hearing.conclusion else say("no quorum")
    facts = (
        (say("Number"), hearing.number),
        (say("Matter"), hearing.matter),
        (say("Category"), Message(CATEGORY[hearing.category])),
        (say("Amount"), None if hearing.amount is None else Fen(hearing.amount)),
        (say("Proposer"), hearing.proposer),
        (say("Time"), hearing.held_at),
        (say("Place"), hearing.place),
        (say("Chair"), hearing.chair),
        (say("Recorder"), hearing.recorder or _name(desk, hearing.recorded_by)),
        (say("Overseer"), hearing.overseer),
        (say("Due and present"), _of(hearing)),
        (say("Plan"), hearing.plan),
        (say("For, against, abstained"), _split(hearing)),
        (say("Conclusion"), conclusion),
        (say("What was changed"), hearing.changes),
        (say("Recorded"), _signed_by(desk, hearing)),
    )
    return Sheet(
        say("{village}: minutes of a hearing", village=village),
        _filled(facts),
        tuple(_parts(desk, hearing)),
        _signers(),
        min(hearing.present, MOST_BOXES),
        _foot(hearing),
    )


def _resolution(desk: Desk, resolution: Resolution, village: str) -> Sheet:
    households = None
    if resolution.households_due:
        households = say(
            "{present} of {due} households", present=resolution.households_present, due=resolution.households_due
        )
    facts = (
        (say("Number"), resolution.number),
        (say("Matter"), resolution.matter),
        (say("Category"), Message(CATEGORY[resolution.category])),
        (say("Amount"), None if resolution.amount is None else Fen(resolution.amount)),
        (say("Body"), Message(BODY[resolution.body])),
        (say("Time"), resolution.meeting_at or resolution.meeting_on),
        (say("Place"), resolution.place),
        (say("Hearing"), resolution.hearing or resolution.hearing_waived),
        (say("Ballot"), Message(BALLOT[resolution.ballot])),
        (say("Due and present"), _of(resolution)),
        (say("Households"), households),
        (say("For, against, abstained"), _split(resolution)),
        (say("Result"), Message(RESULT[resolution.result]) if resolution.result else None),
        (say("Recorded"), _signed_by(desk, resolution)),
    )
    rule = rule_of(resolution)
    reckoned = recount(resolution.body, counts_of(resolution, rule), rule)
    steps = Part(say("Reckoning"), (), tuple((line.message,) for line in reckoned.lines))
    return Sheet(
        say("{village}: minutes of a vote", village=village),
        _filled(facts),
        (steps, *_parts(desk, resolution), *_roll(desk, resolution)),
        _signers(),
        min(resolution.present, MOST_BOXES),
        _foot(resolution),
    )


def _parts(desk: Desk, record: Hearing | Resolution) -> Iterator[Part]:
    if isinstance(record, Hearing):
        if record.statements:
            heads = (say("No."), say("Speaker"), say("Standing"), say("Stance"), say("What was said"))
            rows = tuple(
                (one.slip, one.speaker, one.standing, Message(STANCE[one.stance]), _answered(one.content, one.reply))
                for one in record.statements
            )
            yield Part(say("Speeches"), heads, rows)
        handed_in = desk.find(Opinion, where("hearing") == record.id)
        if handed_in:
            yield Part(
                say("Written opinions"),
                (say("No."), say("Stance"), say("Written opinion")),
                tuple((one.slip, Message(STANCE[one.stance]), one.content) for one in handed_in),
            )
    lines = correction_lines(record)
    if lines:
        yield Part(say("Corrections"), (), tuple((line,) for line in lines))


def _roll(desk: Desk, resolution: Resolution) -> Iterator[Part]:
    rolls = [desk.get(MeetingRoll, resolution.roll)] if resolution.roll else []
    title = rolls[0].title if rolls else resolution.number
    entries = desk.find(RollEntry, where("resolution") == title)
    if rolls:
        entries = [one for one in entries if one.roll == rolls[0].id]
    lines = minuted(entries, rolls).get(resolution.number, [])
    if not lines:
        return
    secret = resolution.ballot is Ballot.SECRET
    heads = (say("Number"), say("Name"), say("Present"), *(() if secret else (say("Vote"),)), say("Signature"))
    rows = []
    for one in lines:
        came = say("yes") if one.present else say("no")
        vote = _vote(one.in_favour, one.against, one.abstained)
        rows.append((one.person_number, one.name, came, *(() if secret else (vote,)), ""))
    heading = say("Roll (secret ballot: by count only)") if secret else say("Roll and votes by name")
    yield Part(heading, heads, tuple(rows))


def _vote(in_favour: int, against: int, abstained: int) -> object:
    if not (in_favour or against or abstained):
        return ""
    if in_favour + against + abstained > 1:
        return f"{in_favour}/{against}/{abstained}"
    return say("for it") if in_favour else say("against it") if against else say("abstained")


def _answered(content: str, reply: str) -> object:
    return say("{content}\nAnswer: {reply}", content=content, reply=reply) if reply else content


def _of(record: Hearing | Resolution) -> Message:
    return say("{due} due, {present} present", due=record.due, present=record.present)


def _split(record: Hearing | Resolution) -> Message:
    return say(
        "{in_favour} for, {against} against, {abstained} abstained",
        in_favour=record.in_favour,
        against=record.against,
        abstained=record.abstained,
    )


def _signed_by(desk: Desk, record: Hearing | Resolution) -> Message | None:
    if record.recorded_at is None or not record.recorded_by:
        return None  # it came by import
    by, second = _name(desk, record.recorded_by), _name(desk, record.confirmed_by)
    if not second:
        return say("{when} by {person}; not confirmed yet", when=record.recorded_at, person=by)
    return say("{when} by {person}; confirmed by {second}", when=record.recorded_at, person=by, second=second)


def _signers() -> tuple[Message, ...]:
    return tuple(Message(word) for key, word in SIGNERS.items() if key != "participants")


def _foot(record: Hearing | Resolution) -> tuple[Message, ...]:
    sha = sha256(canonical(to_json(record))).hexdigest()
    return (
        say("Record {number}, short code {id}, version {rev}", number=record.number, id=record.id, rev=record.rev),
        say("sha256 of the record: {sha}", sha=sha),
        say("Names stand in these minutes: they are read in the hall by those entitled, and are not posted."),
    )


def _filled(facts: Sequence[tuple[Message, object]]) -> tuple[tuple[Message, object], ...]:
    return tuple((label, value) for label, value in facts if value not in ("", None))


def _name(desk: Desk, id: str) -> str:  # noqa: A002
    try:
        return desk.get(Person, id).name if id else ""
    except NotFound:
        return id
