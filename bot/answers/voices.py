"""The villagers' say on a hearing and a decision: places, opinions, objections; and the guided ways to them."""

from __future__ import annotations

from bot.asking import Asking, code_line, data, menu_row, rows
from bot.reply import Button, Reply
from village_board.base.message import Message
from village_board.hearings.model import HEARING_AHEAD, Hearing, Objection, Resolution, Stance
from village_board.hearings.notice_period import notice_until
from village_board.hearings.objections import Raised, answer_due, can_object, late_by
from village_board.hearings.opinions import HandedIn, public_text
from village_board.hearings.places import place_classes, places_in
from village_board.hearings.registrations import (
    Registered,
    is_registration_open,
    place_counts,
    registration_ends,
    registration_of_chat,
)
from village_board.hearings.said import said_on
from village_board.hearings.voice_draft import VoiceDraft, VoiceKind
from village_board.hearings.voice_words import ADOPTED, ASKERS
from village_board.hearings.voices import Interpellation, Opinion
from village_board.hearings.words import STANCE


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
        names = _class_names(asking, one.groups)
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


def _class_names(asking: Asking, groups: tuple[str, ...]) -> str:
    classes, join = place_classes(), ", " if asking.t.language == "en" else "、"
    return join.join(asking.t(classes[group].en) for group in groups)


# Taking part


def ask_class(asking: Asking, hearing: Hearing) -> Reply:
    """Ask in which class somebody takes part."""
    t = asking.t
    open_ = [one for one in place_classes().values() if places_in(hearing.places, one.key)]
    return Reply(
        "\n".join((t("Take part: {matter}", matter=hearing.matter), t("To whom do you belong?"))),
        rows(
            *((Button(t(one.en), data("tp", hearing.id, one.key)),) for one in open_),
            (Button(t("Back"), data("r", hearing.id)),),
        ),
    )


def ask_registration(asking: Asking, hearing: Hearing, group: str) -> Reply:
    """Say what a registration keeps, and ask."""
    t = asking.t
    lines = (
        t("Take part: {matter}", matter=hearing.matter),
        t("You register as: {group}.", group=_class_names(asking, (group,))),
        t("Kept is this chat's number, so that you hear of changes. Your name is not asked for."),
        t("In public only the number of places taken is shown."),
    )
    return Reply(
        "\n".join(lines),
        (
            (Button(t("Yes, register me"), data("tp", hearing.id, group, "yes")),),
            (Button(t("No, thank you"), data("r", hearing.id)),),
        ),
    )


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


def ask_withdrawal(asking: Asking, hearing: Hearing) -> Reply:
    """Ask whether to withdraw."""
    t = asking.t
    return Reply(
        t("Withdraw your registration for '{matter}'? The next one on the list gets the place.", matter=hearing.matter),
        (
            (Button(t("Yes, withdraw it"), data("tp", hearing.id, "off", "yes")),),
            (Button(t("No, keep it"), data("r", hearing.id)),),
        ),
    )


def withdrawn(asking: Asking) -> Reply:
    """Say that it is withdrawn."""
    return Reply(asking.t("Withdrawn. This chat's number is no longer kept for it."), (menu_row(asking.t),))


# Opinions and objections


def ask_stance(asking: Asking, hearing: Hearing) -> Reply:
    """Ask what an opinion is for."""
    t = asking.t
    return Reply(
        "\n".join((t("Your opinion on: {matter}", matter=hearing.matter), t("What are you for?"))),
        rows(
            *((Button(t(STANCE[one]), data("op", hearing.id, one.value)),) for one in Stance),
            (Button(t("Back"), data("r", hearing.id)),),
        ),
    )


def ask_standing(asking: Asking, hearing: Hearing, stance: Stance) -> Reply:
    """Ask to whom the writer belongs."""
    t = asking.t
    return Reply(
        t("To whom do you belong?"),
        rows(
            *((Button(t(one.en), data("op", hearing.id, stance.value, one.key)),) for one in place_classes().values()),
            (Button(t("Back"), data("r", hearing.id)),),
        ),
    )


def ask_text(asking: Asking, draft: VoiceDraft, matter: str, most: int, before: str = "") -> Reply:
    """Ask for the text; `before` says what was wrong with the last one."""
    t = asking.t
    lines = [before] if before else []
    if draft.kind is VoiceKind.OPINION:
        lines.append(t("Your opinion on: {matter}", matter=matter))
        lines.append(t("Send it in one message, at most {most} characters.", most=most))
        lines.append(t("It is shown with its answer under a slip number, never with your name."))
    else:
        lines.append(t("Your objection to: {matter}", matter=matter))
        lines.append(t("Send it in one message, at most {most} characters.", most=most))
        lines.append(t("It is shown and answered under its number. Nobody else learns that it was you."))
        lines.append(t("It stops the next step when you show the slip at the village office."))
    lines.append(t("Leave out identity numbers, telephone numbers and illnesses, also of others."))
    return Reply("\n".join(lines), _give_up(asking))


def review(asking: Asking, draft: VoiceDraft, matter: str) -> Reply:
    """Show the whole, and ask whether to hand it in."""
    t = asking.t
    if draft.stance is not None:
        lines = [
            t("Your opinion on: {matter}", matter=matter),
            t("You are: {stance}", stance=Message(STANCE[draft.stance])),
            t("To whom you belong: {group}", group=_class_names(asking, (draft.standing,))),
        ]
    else:
        lines = [t("Your objection to: {matter}", matter=matter)]
    lines += [draft.text, t("Is this right? What is handed in stays. To change it, send it again.")]
    view = "op" if draft.kind is VoiceKind.OPINION else "ob"
    return Reply("\n".join(lines), ((Button(t("Yes, hand it in"), data(view, "yes", draft.token)),), *_give_up(asking)))


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
    return Reply("\n".join(lines), rows((Button(t("Show it here"), data("r", subject)),), menu_row(t)))


def given_up(asking: Asking) -> Reply:
    """Say that nothing was handed in."""
    return Reply(asking.t("Given up; nothing was handed in."), (menu_row(asking.t),))


def how_to_object(asking: Asking, resolution: Resolution) -> list[str]:
    """Return how and until when one objects to `resolution`, while that is possible."""
    until = notice_until(asking.records, resolution)
    if until is None or not can_object(asking.records, resolution):
        return []
    return [asking.t("To object, press the button, or go to the village office or the oversight committee.")]


def _give_up(asking: Asking) -> tuple[tuple[Button, ...], ...]:
    return ((Button(asking.t("Give up"), data("op", "drop")),),)
