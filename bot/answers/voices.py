"""The villagers' say on a hearing and a decision: places, opinions, objections; and the guided ways to them."""

from __future__ import annotations

from bot.asking import Asking, code_line, data, menu_row, rows
from bot.reply import Button, Reply
from village_board.base.message import Message
from village_board.hearings.model import HEARING_AHEAD, Hearing, Objection, Resolution
from village_board.hearings.notice_period import notice_until
from village_board.hearings.objections import Raised, answer_due, can_object, late_by
from village_board.hearings.opinions import HandedIn, public_text
from village_board.hearings.places import place_classes
from village_board.hearings.registrations import (
    Registered,
    is_registration_open,
    place_counts,
    registration_ends,
    registration_of_chat,
)
from village_board.hearings.said import said_on
from village_board.hearings.voice_words import ADOPTED, ASKERS
from village_board.hearings.voices import Interpellation, Opinion
from village_board.hearings.words import STANCE
from village_board.slips.service import by_slip


def hearing_voices(asking: Asking, hearing: Hearing) -> list[str]:
    """Return the lines of places and opinions of `hearing`."""
    return [*_places(asking, hearing), *_opinions(asking, hearing)]


def hearing_buttons(asking: Asking, hearing: Hearing) -> tuple[Button, ...]:
    """Return the buttons by which one has a say on `hearing`."""
    t = asking.t
    if hearing.status not in HEARING_AHEAD:
        return ()
    buttons = []
    if registration_of_chat(asking.records, hearing.id, asking.chat) is not None:
        buttons.append(Button(t("Withdraw my registration"), data("tp", hearing.id, "off")))
    elif is_registration_open(asking.records, hearing):
        buttons.append(Button(t("Take part"), data("tp", hearing.id)))
    buttons.append(Button(t("Hand in an opinion"), data("op", hearing.id)))
    return tuple(buttons)


def objection_buttons(asking: Asking, resolution: Resolution) -> tuple[Button, ...]:
    """Return the button by which one objects to `resolution`, while that is possible."""
    if not can_object(asking.records, resolution):
        return ()
    return (Button(asking.t("Object"), data("ob", resolution.id)),)


def objection_lines(asking: Asking, objection: Objection) -> list[str]:
    """Return one objection with its answer, without a word of who raised it (P10)."""
    t = asking.t
    lines = [
        t(
            "Objection, slip {slip} ({day}): {content}",
            slip=objection.slip,
            day=objection.on,
            content=public_text(objection.content),
        )
    ]
    if objection.answer:
        lines.append("  " + t("Reply: {reply}", reply=public_text(objection.answer)))
    if objection.opinion:
        lines.append("  " + t("Oversight committee: {opinion}", opinion=public_text(objection.opinion)))
    if objection.is_open:
        lines.append("  " + t("Answer due by {due}.", due=answer_due(asking.records, objection)))
    if late := late_by(asking.records, objection):
        lines.append("  " + t("Late by {days} days.", days=late))
    return lines


def opinion_line(asking: Asking, opinion: Opinion) -> str:
    """Return one written opinion with its answer, by its slip."""
    t = asking.t
    line = t(
        "- {who} ({stance}): {content}",
        who=opinion.named or t("Slip no. {slip}", slip=opinion.slip),
        stance=Message(STANCE[opinion.stance]),
        content=public_text(opinion.content),
    )
    if opinion.adopted is None:
        return line
    adopted = Message(ADOPTED[opinion.adopted])
    return line + "\n  " + t("Reply ({adopted}): {reply}", adopted=adopted, reply=public_text(opinion.reply))


def interpellation_text(asking: Asking, one: Interpellation) -> str:
    """Return a questioning: who by kind and number, its clock, the answer (P10, P17)."""
    t = asking.t
    lines = [
        t("Questioning: {matter}", matter=one.about),
        t(
            "Asked on {day} by: {askers} ({count} people)",
            day=one.asked_on,
            askers=Message(ASKERS[one.askers_are]),
            count=one.count,
        ),
        t("Question: {question}", question=public_text(one.question)),
    ]
    if one.answered_on is not None:
        lines.append(t("Answered on {day}: {answer}", day=one.answered_on, answer=public_text(one.answer)))
    else:
        lines.append(t("Answer due by {due}.", due=one.due_on))
    if late := one.late_by(asking.records.today):
        lines.append(t("Late by {days} days.", days=late))
    lines.append(t("Slip no. {slip}", slip=one.number))
    lines.append(code_line(t, one.id))
    return "\n".join(lines)


def _places(asking: Asking, hearing: Hearing) -> list[str]:
    if not hearing.places or hearing.status not in HEARING_AHEAD:
        return []
    t = asking.t
    lines = [t("Places for hearing representatives:")]
    for one in place_counts(asking.records, hearing):
        names = class_names(asking, one.groups)
        state = t(", full: whoever comes now waits") if one.full else ""
        lines.append(t("- {group}: {taken} of {places} taken", group=names, taken=one.taken, places=one.places) + state)
    until = registration_ends(asking.records, hearing)
    if until is not None and is_registration_open(asking.records, hearing):
        lines.append(t("Register until {until}: here, or at the village office with your name.", until=until))
    return lines


def _opinions(asking: Asking, hearing: Hearing) -> list[str]:
    t, said = asking.t, said_on(asking.records, hearing)
    lines = []
    if said.handed_in:
        lines.append(t.n("{n} written opinion was handed in.", "{n} written opinions were handed in.", said.handed_in))
    if said.due is not None and said.answered < said.total:
        lines.append(
            t(
                "{answered} of {total} opinions are answered; the rest by {due}.",
                answered=said.answered,
                total=said.total,
                due=said.due,
            )
        )
        if said.late:
            lines.append(t("Late by {days} days.", days=said.late))
    return lines + [opinion_line(asking, one) for one in said.shown]


def class_names(asking: Asking, groups: tuple[str, ...]) -> str:
    """Return the names of classes of people at a hearing."""
    classes, join = place_classes(), ", " if asking.t.language == "en" else "、"
    return join.join(asking.t(classes[group].en) for group in groups)


# Taking part


def registered(asking: Asking, hearing: Hearing, made: Registered) -> Reply:
    """Give the receipt of a registration."""
    t = asking.t
    lines = [t("Registered for '{matter}'.", matter=hearing.matter), t("Your slip: {slip}", slip=made.slip)]
    if made.waits_at:
        lines.append(t("All places are taken: you are no. {place} on the waiting list.", place=made.waits_at))
        lines.append(t("You are told when a place becomes free."))
    else:
        lines.append(t("You have a place. You are told of any change, and reminded before."))
    lines.append(t("Show the slip at the door. With its number you can look here or at the hall."))
    return Reply("\n".join(lines), rows((Button(t("Show it here"), data("r", hearing.id)),), menu_row(t)))


def withdrawn(asking: Asking) -> Reply:
    """Say that it is withdrawn."""
    return Reply(asking.t("Withdrawn. This chat's number is no longer kept for it."), (menu_row(asking.t),))


# Opinions and objections


def opinion_taken(asking: Asking, made: HandedIn) -> Reply:
    """Give the receipt of an opinion."""
    t = asking.t
    lines = [t("Handed in. Your slip: {slip}", slip=made.opinion.slip)]
    if made.answer_due is not None:
        lines.append(t("It is answered in public by {due}; you are told.", due=made.answer_due))
    else:
        lines.append(t("It is answered in public after the hearing; you are told."))
    return Reply("\n".join(lines), rows((Button(t("Show it here"), data("r", made.opinion.hearing)),), menu_row(t)))


def objection_taken(asking: Asking, raised: Raised) -> Reply:
    """Give the receipt of an objection, with the promised day."""
    t = asking.t
    lines = [
        t("Taken: objection no. {number}. Your slip: {slip}", number=raised.number, slip=raised.slip),
        t("It is answered in public by {due}.", due=raised.answer_due),
    ]
    if raised.named_by is not None:
        lines.append(
            t(
                "Show the slip at the village office by {until}: from then on it stops the next step.",
                until=raised.named_by,
            )
        )
        lines.append(t("The office must know who objects. Nobody else is told."))
    subject = raised.resolution.id
    objector = by_slip(asking.records, raised.slip)
    files = () if objector is None else (Button(t("Add a photograph or voice note"), data("fa", objector.id)),)
    return Reply("\n".join(lines), rows(files, (Button(t("Show it here"), data("r", subject)),), menu_row(t)))


def how_to_object(asking: Asking, resolution: Resolution) -> list[str]:
    """Return how and until when one objects to `resolution`, while that is possible."""
    until = notice_until(asking.records, resolution)
    if until is None or not can_object(asking.records, resolution):
        return []
    return [asking.t("To object, press the button, or go to the village office or the oversight committee.")]
