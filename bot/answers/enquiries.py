"""Ask the village: the guided way, the receipt, one's own enquiries with their rating, and the public answers."""

from __future__ import annotations

from bot.asking import PAGE, Asking, code_line, data, menu_row, paging, rows
from bot.reply import Button, Reply, Rows
from village_board.base.message import Message
from village_board.calendar.words import deadline_word, doubt_words
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.enquiries.finding import outlook
from village_board.enquiries.judging import can_judge
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryKind, EnquiryState, Grade
from village_board.enquiries.publishing import published
from village_board.enquiries.receiving import Receipt
from village_board.enquiries.words import ENQUIRY_KIND, ENQUIRY_STATE, GRADE
from village_board.limits.service import limits_of

GRADES = tuple(Grade)


def ask_kind(asking: Asking) -> Reply:
    """Ask what is wanted; what is not taken here stands beside it (P15)."""
    t = asking.t
    lines = (
        t("Ask the village: what is it?"),
        t("You get a slip with the promised day. Your name is not asked for."),
    )
    kinds = [(Button(t(ENQUIRY_KIND[kind]), data("eq", "k", kind.value)),) for kind in EnquiryKind]
    other = (
        Button(t("Report wrongdoing"), data("eq", "w", Elsewhere.REPORT.value)),
        Button(t("Petition"), data("eq", "w", Elsewhere.PETITION.value)),
    )
    return Reply("\n".join(lines), rows(*kinds, other, (Button(t("My matters"), data("em", 0)),), menu_row(t)))


def sent_elsewhere(asking: Asking, what: Elsewhere) -> Reply:
    """Say who takes a report or a petition; nothing is kept, not even that it was asked (P15)."""
    t = asking.t
    where = t.say(who_takes(what, asking.settings.township, limits_of(asking.records)))
    return Reply("\n".join((where, t("Nothing that you wrote here was kept. You may delete it on your side."))),
                 (menu_row(t),))  # fmt: skip


def receipt(asking: Asking, made: Receipt) -> Reply:
    """Give the receipt with the two-way pledge and how the promised day came about."""
    t, one = asking.t, made.enquiry
    lines = [
        t("Handed in. Your slip: {slip}", slip=one.number),
        t("The village pledges an answer by {due}.", due=one.due_on),
        *(t.say(line) for line in (deadline_word(made.promised), *doubt_words(made.promised))),
        t("It is accepted or refused, with the reason, by {due}.", due=one.accept_due_on),
        t("You pledge that it is true, and to say after the answer whether it helped."),
        t("You are told here. With the slip's number you can look at the hall, too."),
    ]
    files = (Button(t("Add a photograph or voice note"), data("fa", one.id)),)
    return Reply("\n".join(lines), rows(files, (Button(t("My matters"), data("em", 0)),), menu_row(t)))


def opened_again(asking: Asking, one: Enquiry) -> Reply:
    """Say that it is open once more, until when."""
    t = asking.t
    return Reply(t("Opened once more. You have a new answer by {due}.", due=one.due_on), (menu_row(t),))


# One's own


def own_card(asking: Asking, one: Enquiry) -> Reply:
    """Show an enquiry to the chat that asked, with what it can say of the answer."""
    t, ahead = asking.t, outlook(asking.records, one)
    lines = [
        t("Slip {slip}: {kind} of {day}", slip=one.number, kind=t(ENQUIRY_KIND[one.kind]), day=one.submitted_on),
        one.text,
        t("How it stands: {state}.", state=Message(ENQUIRY_STATE[one.state])),
        *_what_happened(asking, one),
    ]
    if ahead.due is not None:
        lines.append(t("By {due}.", due=ahead.due))
    if ahead.late:
        lines.append(t("Late by {days} days.", days=ahead.late))
    if one.reply:
        lines.append(t("Reply: {reply}", reply=one.reply))
    if one.grade is not None:
        solved = t("solved") if one.solved else t("not solved")
        lines.append(t("You said: {solved}, {grade}.", solved=solved, grade=t(GRADE[one.grade])))
    elif can_judge(one) and one.rating_until is not None:
        lines.append(t("Is it solved? Please say so by {until}.", until=one.rating_until))
    return Reply(
        "\n".join(lines), rows(*_own_buttons(asking, one), (Button(t("My matters"), data("em", 0)),), menu_row(t))
    )


def judged(asking: Asking, one: Enquiry) -> Reply:
    """Thank, and offer to open it once more where it is not solved."""
    t = asking.t
    return Reply(t("Thank you. It is kept as you said it."), rows(*_own_buttons(asking, one), menu_row(t)))


# Everybody's


def answered(asking: Asking) -> Reply:
    """List the answers that are shown to everybody (offset is the first argument)."""
    t, offset = asking.t, asking.number()
    found = published(asking.records)
    if not found:
        ask = (Button(t("Ask the village"), data("eq")),)
        return Reply(t("No answer is shown to everybody yet."), rows(ask, menu_row(t)))
    buttons = [(Button(one.title, data("r", one.id)),) for one in found[offset : offset + PAGE]]
    more = offset + PAGE < len(found)
    return Reply(t("Asked and answered:"), rows(*buttons, paging(t, "ea", offset, more=more), menu_row(t)))


def public_text(asking: Asking, one: Enquiry) -> str:
    """Return question and answer as everybody reads them, without a name."""
    t = asking.t
    return "\n".join(
        (
            t("Question, slip {slip}: {question}", slip=one.number, question=one.public_question),
            t("Answered on {day}: {answer}", day=one.replied_on, answer=one.public_reply),
            code_line(t, one.id, one.published_on),
        )
    )


def _what_happened(asking: Asking, one: Enquiry) -> list[str]:
    t = asking.t
    lines: list[str] = []
    told = (one.last(EnquiryEvent.REJECT), one.last(EnquiryEvent.EXTEND))
    lines += [t("Reason: {reason}", reason=step.reason) for step in told if step is not None]
    replied = one.last(EnquiryEvent.REPLY)
    if replied is not None and replied.reason:
        lines.append(t("Why late: {reason}", reason=replied.reason))
    if one.state is EnquiryState.HANDED_ON:
        last = one.handings[-1]
        lines.append(t("Handed on to {body}, number {number}", body=last.body, number=last.number))
    return lines


def _own_buttons(asking: Asking, one: Enquiry) -> Rows:
    t = asking.t
    if can_judge(one):
        yes, no = data("er", one.id, one.round, "y"), data("er", one.id, one.round, "n")
        return ((Button(t("Solved"), yes), Button(t("Not solved"), no)),)
    if one.state is EnquiryState.UNSATISFIED and one.reopened_on is None:
        return ((Button(t("Open it once more"), data("er", one.id, "again")),),)
    return ()
