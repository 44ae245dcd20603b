"""village-board draft …: one's unfinished records of results, begun at the desk or in the bot."""

from __future__ import annotations

from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.desk import Records
from village_board.hearings.draft_words import CHOICE, QUESTION
from village_board.hearings.drafts_reading import drafts_of, subject_of
from village_board.hearings.drafts_service import drop_draft, own_draft, statements_of, submit_draft
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.result_draft import ResultDraft
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS, STANCE


@click.group("draft", cls=Group, help=N_("Your unfinished records of hearings and votes."))
def draft() -> None:
    """Collect the commands."""


@draft.command("list", help=N_("List your drafts, the one written last first."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def list_drafts(edge: Edge, who: str) -> None:
    """Print one's drafts."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.reading() as records:
        found = [(one, _title(records, one)) for one in drafts_of(records, actor.id)]
    if edge.as_json:
        edge.give([_document(one, title) for one, title in found])
        return
    for one, title in found:
        edge.say(edge.t("{id}  {when}  {title}", id=one.id, when=one.kept_at, title=title))
    edge.say(edge.t.n("{n} draft", "{n} drafts", len(found)))


@draft.command("show", help=N_("Show what a draft of yours holds."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Print a draft."""
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        one = own_draft(desk, id)
        title = _title(desk, one)
    if edge.as_json:
        edge.give(_document(one, title))
        return
    t = edge.t
    edge.say(f"{title} [{one.subject}]")
    for answer in one.answers:
        words = CHOICE.get(answer.question, {}).get(answer.text)
        edge.say(t("{label}: {value}", label=t(QUESTION[answer.question]), value=t(words) if words else answer.text))
    for speech in statements_of(one.speeches):
        who_spoke = speech.speaker or speech.standing
        stance = t(STANCE[speech.stance])
        edge.say(t("{number}. {who}, {stance}: {content}", number=speech.slip, who=who_spoke, stance=stance,
                   content=speech.content))  # fmt: skip


@draft.command("submit", help=N_("Record the result that a draft of yours holds; a second member confirms it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def submit(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Record a draft."""
    perform(edge, who, lambda desk: submit_draft(desk, id), _status)


@draft.command("drop", help=N_("Give a draft of yours up; nothing is recorded."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def drop(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Drop a draft."""
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        gone = drop_draft(desk, id)
    if edge.as_json:
        edge.give({"id": gone.id, "subject": gone.subject})
    else:
        edge.say(edge.t("Given up; nothing was recorded."))


def _status(record: Hearing | Resolution) -> Message:
    words = HEARING_STATUS[record.status] if isinstance(record, Hearing) else RESOLUTION_STATUS[record.status]
    return Message(words)


def _title(records: Records, one: ResultDraft) -> str:
    return subject_of(records, one.subject).title


def _document(one: ResultDraft, title: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "subject": one.subject,
        "title": title,
        "kept_at": one.kept_at.isoformat(),
        "answers": {answer.question.value: answer.text for answer in one.answers},
        "speeches": len(one.speeches),
    }


COMMANDS = (draft,)
