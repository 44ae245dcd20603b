"""The words of one hearing and of one decision: counts only, never who voted how (P10)."""

from __future__ import annotations

from tinydb import where

from bot.answers.meetings import COUNTED_HEARINGS, UNCOUNTED_RESOLUTIONS, decision_of, state_of
from bot.answers.voices import hearing_voices, how_to_object, objection_lines
from bot.asking import Asking, code_line
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.hearings.bodies_service import delegations_told
from village_board.hearings.changes import changes_of
from village_board.hearings.corrections import public_correction_lines
from village_board.hearings.levies_service import levy_told
from village_board.hearings.limits import hearing_limits
from village_board.hearings.minutes import signed_words
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingStatus, Resolution, ResolutionStatus, Statement
from village_board.hearings.notice_period import notice_until
from village_board.hearings.objections import can_object
from village_board.hearings.opinions import public_text
from village_board.hearings.recount import public_counts
from village_board.hearings.rules import was_recorded_later
from village_board.hearings.voice_words import ADOPTED_VALUE
from village_board.hearings.words import BODY, CATEGORY, STANCE
from village_board.limits.service import limits_of


def hearing_text(asking: Asking, hearing: Hearing) -> tuple[str, Resolution | None]:
    """Return the words of `hearing` and the decision that followed it."""
    t = asking.t
    lines = [
        t("Hearing: {matter}", matter=hearing.matter),
        t("How it stands: {state}.", state=state_of(hearing)),
        *_time_and_place(asking, hearing),
    ]
    if hearing.status in COUNTED_HEARINGS:
        lines += _counts(asking, hearing)
        if hearing.conclusion is not None:
            lines.append(t("A hearing collects opinions. Only a vote decides."))
    lines += _matter(asking, hearing)
    if hearing.status is HearingStatus.PUBLISHED and hearing.statements:
        lines.append(t("What was said (the villagers' own words):"))
        lines += [_statement(asking, statement) for statement in hearing.statements]
    lines += hearing_voices(asking, hearing)
    lines += _corrected(asking, hearing)
    if hearing.status in COUNTED_HEARINGS and _later(hearing):
        lines.append(t("Written down later, on {day}.", day=hearing.recorded_at))
    lines.append(t("Number {number}", number=hearing.number))
    lines.append(code_line(t, hearing.id, hearing.result_published_on or hearing.notice_on))
    if hearing.status in HEARING_AHEAD:
        lines.append(t("Come and speak, or tell the village office what you think before the day."))
    return "\n".join(lines), decision_of(asking, hearing)


def _corrected(asking: Asking, record: Hearing | Resolution) -> list[str]:
    t, records = asking.t, asking.records
    corrections = [public_text(t.say(line)) for line in public_correction_lines(records, record)]
    return corrections + [t.say(line) for line in signed_words(records, record)]


def _time_and_place(asking: Asking, hearing: Hearing) -> list[str]:
    t, lines = asking.t, []
    if hearing.held_at is not None and hearing.status is not HearingStatus.CANCELLED:
        lines.append(t("Time: {when}", when=hearing.held_at))
    if hearing.reason and not hearing.moved:
        lines.append(t("Reason: {reason}", reason=hearing.reason))
    lines += [t.say(change) for change in changes_of(hearing)]
    if hearing.place:
        lines.append(t("Place: {place}", place=hearing.place))
    return lines


def _matter(asking: Asking, hearing: Hearing) -> list[str]:
    t, lines = asking.t, []
    if hearing.amount is not None:
        lines.append(t("Amount: {amount}", amount=Fen(hearing.amount)))
    lines.append(t("Kind of matter: {category}", category=Message(CATEGORY[hearing.category])))
    if hearing.plan:
        lines.append(t("Plan: {plan}", plan=hearing.plan))
    if hearing.changes and hearing.status is HearingStatus.PUBLISHED:
        lines.append(t("What was changed: {changes}", changes=hearing.changes))
    return lines


def _later(hearing: Hearing) -> bool:
    if hearing.held_at is None or hearing.recorded_at is None:
        return False
    return was_recorded_later(hearing.held_at, hearing.recorded_at)


def _counts(asking: Asking, hearing: Hearing) -> list[str]:
    t = asking.t
    lines = [
        t(
            "{due} were invited, {present} came; {needed} were needed.",
            due=hearing.due,
            present=hearing.present,
            needed=hearing_limits(asking.records).quorum.needed(hearing.due),
        )
    ]
    if hearing.status is HearingStatus.PUBLISHED:
        lines.append(
            t(
                "{in_favour} for, {against} against, {abstained} abstained.",
                in_favour=hearing.in_favour,
                against=hearing.against,
                abstained=hearing.abstained,
            )
        )
    return lines


def _statement(asking: Asking, statement: Statement) -> str:
    t = asking.t
    who = (
        statement.speaker if statement.named_in_public and statement.speaker else t("Slip {slip}", slip=statement.slip)
    )
    line = t(
        "- {who} ({stance}): {content}",
        who=who,
        stance=Message(STANCE[statement.stance]),
        content=public_text(statement.content),
    )
    if not statement.reply:
        return line
    if (word := ADOPTED_VALUE.get(statement.adopted)) is None:
        return line + "\n  " + t("Reply: {reply}", reply=public_text(statement.reply))
    adopted = Message(word)
    return line + "\n  " + t("Reply ({adopted}): {reply}", adopted=adopted, reply=public_text(statement.reply))


def resolution_text(asking: Asking, resolution: Resolution) -> tuple[str, Hearing | None]:
    """Return the words of `resolution` and the hearing that came before it."""
    t = asking.t
    lines = [
        t("Decision: {matter}", matter=resolution.matter),
        t("How it stands: {state}.", state=state_of(resolution)),
    ]
    lines += _objection_period(asking, resolution)
    body = Message(BODY[resolution.body])
    lines.append(t("Decided by: {body}", body=body))
    if resolution.meeting_on is not None and resolution.status is not ResolutionStatus.CANCELLED:
        lines.append(t("Day of the meeting: {day}", day=resolution.meeting_at or resolution.meeting_on))
        lines += [t("Place: {place}", place=resolution.place)] if resolution.place else []
    if resolution.reason and not resolution.moved:
        lines.append(t("Reason: {reason}", reason=resolution.reason))
    lines += [t.say(change) for change in changes_of(resolution)]
    if resolution.status not in UNCOUNTED_RESOLUTIONS:
        lines += _votes(asking, resolution)
    lines += _corrected(asking, resolution)
    lines += _amounts(asking, resolution)
    lines += [t.say(line) for line in levy_told(asking.records, resolution)]
    lines += [t.say(line) for line in delegations_told(asking.records, resolution)]
    lines.append(t("Kind of matter: {category}", category=Message(CATEGORY[resolution.category])))
    for objection in resolution.objections:
        lines += objection_lines(asking, objection)
    if resolution.hearing_waived:
        lines.append(t("Why there was no hearing: {reason}", reason=resolution.hearing_waived))
    lines.append(t("Number {number}", number=resolution.number))
    lines.append(
        code_line(
            t,
            resolution.id,
            resolution.result_published_on or resolution.published_on or resolution.notice_on,
        )
    )
    lines += how_to_object(asking, resolution)
    number = resolution.hearing
    hearing = asking.records.one(Hearing, where("number") == number) if number else None
    return "\n".join(lines), hearing


def _objection_period(asking: Asking, resolution: Resolution) -> list[str]:
    until = notice_until(asking.records, resolution)
    if until is None or resolution.status not in (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED):
        return []
    if can_object(asking.records, resolution):
        return [asking.t("Objections are possible until {until}.", until=until)]
    return [asking.t("The notice period ended on {until}.", until=until)]


def _votes(asking: Asking, resolution: Resolution) -> list[str]:
    t = asking.t
    counts = public_counts(resolution, limits_of(asking.records).count("roll.split_least_present"))
    lines = [
        t(
            "{due} were due, {present} came; {needed} were needed.",
            due=counts.due,
            present=counts.present,
            needed=counts.present_needed,
        )
    ]
    if resolution.status is ResolutionStatus.NO_QUORUM:
        return lines
    if counts.split is None:
        return [*lines, t("How they voted is not split: it would show one person's vote.")]
    in_favour, against, abstained = counts.split
    lines.append(
        t(
            "{in_favour} for, {against} against, {abstained} abstained; {needed} for were needed.",
            in_favour=in_favour,
            against=against,
            abstained=abstained,
            needed=counts.in_favour_needed,
        )
    )
    return lines


def _amounts(asking: Asking, resolution: Resolution) -> list[str]:
    t, lines = asking.t, []
    if resolution.amount is not None:
        lines.append(t("Amount decided: {amount}", amount=Fen(resolution.amount)))
    lines += [
        t(
            "Changed on {day} by {amount}: {reason}",
            day=variation.on,
            amount=Fen(variation.amount),
            reason=variation.reason,
        )
        for variation in resolution.variations
    ]
    if resolution.variations and resolution.decided_amount is not None:
        lines.append(t("With the changes: {amount}", amount=Fen(resolution.decided_amount)))
    if resolution.final_cost is not None:
        lines.append(t("Final cost: {amount}", amount=Fen(resolution.final_cost)))
    if resolution.accepted_on is not None:
        lines.append(t("Accepted on {day}", day=resolution.accepted_on))
    return lines
