"""village-board guide …, contact …: what to do and whom to call, kept true (issue 6.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_of
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.words import fee_of, held_of, promise_of
from village_board.launch import day_of

_DAYS = frozenset({"valid_from", "valid_until", "checked_on"})
_SHARED: tuple[tuple[str, str, str], ...] = (
    ("--from", "valid_from", N_("First day.")),
    ("--until", "valid_until", N_("Last day.")),
    ("--owner", "owner", N_("Post or office that answers for it.")),
)
_GUIDE: tuple[tuple[str, str, str], ...] = (
    ("--name", "name", N_("What the office calls it.")),
    ("--old-name", "old_names", N_("What villagers call it; several.")),
    ("--basis", "basis", N_("Rule or paper on which it rests.")),
    ("--step", "steps", N_("One step; several, in their order.")),
    ("--paper", "papers", N_("One paper to be brought; several.")),
    ("--fee", "fee", N_("Fee in yuan; free where it is not given.")),
    ("--fee-basis", "fee_basis", N_("Rule by which the fee is taken.")),
    ("--promised-days", "promised_days", N_("Working days until it is done; 0: at once.")),
    ("--where", "where", N_("Window or office to go to.")),
)
_CONTACT: tuple[tuple[str, str, str], ...] = (
    ("--office", "office", N_("Whose number it is.")),
    ("--what-for", "what_for", N_("For what one calls there.")),
    ("--telephone", "telephone", N_("An office's number, never a private one.")),
    ("--hours", "hours", N_("When somebody answers.")),
)
_SEVERAL = frozenset({"old_names", "steps", "papers"})
WHY = N_("Why; the reason stays in the log.")


def _fields(rows: tuple[tuple[str, str, str], ...]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an option for each field."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, parameter, help_text in reversed((*rows, *_SHARED)):
            kind: dict[str, Any] = {"type": click.IntRange(0)} if parameter == "promised_days" else {}
            if parameter in _SEVERAL:
                kind["multiple"] = True
            command = option(name, parameter, default=None, help=help_text, **kind)(command)
        return command

    return add


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were given, in the types of the record."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if value is None or value == ():
            continue
        if name in _DAYS:
            found[name] = day_of(value)
        else:
            found[name] = amount_of(value) if name == "fee" else value
    return found


def _state(one: Upheld) -> Message:
    if not one.public:
        return say("withdrawn: {reason}", reason=one.withdrawn_reason)
    if one.checked_on is None:
        return say("version {n}, not checked yet", n=one.version)
    return say("version {n}, checked on {day}", n=one.version, day=one.checked_on)


def _group(name: str, cls: type[Upheld], rows: tuple[tuple[str, str, str], ...], help_text: str) -> click.Group:
    """Return the commands of one of the two kinds."""

    @click.group(name, cls=Group, help=help_text)
    def group() -> None:
        """Collect the commands."""

    @group.command("add", help=N_("Add one."))
    @option("--as", "who", required=True, help=AS_HELP)
    @_fields(rows)
    @option("--checked", "checked_on", default=None, help=N_("Day on which you made sure of it."))
    @click.pass_obj
    def add_one(edge: Edge, /, who: str, **values: Any) -> None:
        """Add."""
        from village_board.guides.service import add  # noqa: PLC0415

        first = {"name": ""} if cls is Guide else {"office": ""}
        perform(edge, who, lambda desk: add(desk, cls(**{**first, **_given(values)})), _state)

    @group.command("change", help=N_("Change what is given; the rest stays."))
    @click.argument("id")
    @option("--as", "who", required=True, help=AS_HELP)
    @_fields(rows)
    @click.pass_obj
    def change_one(edge: Edge, /, id: str, who: str, **values: Any) -> None:  # noqa: A002 - the argument's own name
        """Change."""
        from village_board.guides.service import change  # noqa: PLC0415

        perform(edge, who, lambda desk: change(desk, cls, id, _given(values)), _state)

    _upkeep(group, cls)
    return group


def _upkeep(group: click.Group, cls: type[Upheld]) -> None:
    """Add the commands that both kinds have alike."""

    @group.command("checked", help=N_("Confirm that it is still so."))
    @click.argument("id")
    @option("--as", "who", required=True, help=AS_HELP)
    @option("--on", "on", default="", help=N_("On which day; today where it is not given."))
    @click.pass_obj
    def checked_one(edge: Edge, id: str, who: str, on: str) -> None:  # noqa: A002
        """Confirm."""
        from village_board.guides.service import confirm_checked  # noqa: PLC0415

        day = day_of(on) if on else None
        perform(edge, who, lambda desk: confirm_checked(desk, cls, id, day), _state)

    @group.command("withdraw", help=N_("Take it back: nobody finds it any more."))
    @click.argument("id")
    @option("--as", "who", required=True, help=AS_HELP)
    @option("--reason", required=True, help=WHY)
    @click.pass_obj
    def withdraw_one(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
        """Withdraw."""
        from village_board.guides.service import withdraw  # noqa: PLC0415

        perform(edge, who, lambda desk: withdraw(desk, cls, id, reason), _state)

    @group.command("list", help=N_("List them, with what should be checked again."))
    @click.pass_obj
    def list_all(edge: Edge) -> None:
        """List."""
        from village_board.guides.service import every, stale  # noqa: PLC0415

        with edge.open().reading() as records:
            found = every(records, cls)
            old = {one.id: reason for one, reason in stale(records)}
        if edge.as_json:
            edge.give([{**document(one), "stale": one.id in old} for one in found])
            return
        for one in found:
            for line in _lines(edge, one):
                edge.say(line)
            if one.id in old:
                edge.say("  " + edge.t.say(old[one.id]))
        edge.say(edge.t.n("{n} record", "{n} records", len(found)))


def _lines(edge: Edge, one: Upheld) -> list[str]:
    """Return one record for a list: what it is, then what a caller asks for."""
    t = edge.t
    lines = [f"{one.title}  [{one.id}]  {t.say(_state(one))}"]
    if isinstance(one, Guide):
        lines.append("  " + "；".join((one.where, t.say(promise_of(one)), t.say(fee_of(one)))))
    if isinstance(one, Contact):
        lines.append("  " + "；".join(filter(None, (one.telephone, one.what_for, one.hours))))
    if (held := held_of(one)) is not None:
        lines.append("  " + t.say(held))
    return lines


guide = _group("guide", Guide, _GUIDE, N_("Service guides: steps, papers, fee, time promised."))
contact = _group("contact", Contact, _CONTACT, N_("Contacts: an office, what for, its telephone."))


@click.group("explain", cls=Group, help=N_("Explain an item in plain words: questions and answers."))
def explain() -> None:
    """Collect the commands."""


@explain.command("draft", help=N_("Draft an explanation; a second person publishes it."))
@click.argument("item")
@option("--as", "who", required=True, help=AS_HELP)
@option("--question", "questions", multiple=True, help=N_("A question; several, each with an answer."))
@option("--answer", "answers", multiple=True, help=N_("The answer to the question at the same place."))
@click.pass_obj
def draft_one(edge: Edge, item: str, who: str, questions: tuple[str, ...], answers: tuple[str, ...]) -> None:
    """Draft."""
    from itertools import zip_longest  # noqa: PLC0415

    from village_board.guides.explanations import draft_explanation  # noqa: PLC0415
    from village_board.guides.model import Answered  # noqa: PLC0415

    pairs = [Answered(*pair) for pair in zip_longest(questions, answers, fillvalue="")]
    perform(edge, who, lambda desk: draft_explanation(desk, item, pairs), _explained)


@explain.command("publish", help=N_("Publish an explanation as a second person."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def publish_one(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Publish."""
    from village_board.guides.explanations import publish_explanation  # noqa: PLC0415

    perform(edge, who, lambda desk: publish_explanation(desk, id), _explained)


@explain.command("withdraw", help=N_("Withdraw an explanation."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def withdraw_explained(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Withdraw."""
    from village_board.guides.explanations import withdraw_explanation  # noqa: PLC0415

    perform(edge, who, lambda desk: withdraw_explanation(desk, id, reason), _explained)


def _explained(one: Any) -> Message:
    from village_board.guides.words import EXPLANATION_STATUS  # noqa: PLC0415

    return Message(EXPLANATION_STATUS[one.status])


COMMANDS = (guide, contact, explain)
