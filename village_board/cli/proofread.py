"""village-board proofread: what in a paper contradicts itself or was damaged. It needs no board, and stops nothing."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.cli.edge import Edge
from village_board.cli.words import Command
from village_board.proofreading.model import Kind, Remark
from village_board.proofreading.words import CERTAINTY_WORDS, KIND_WORDS

# Places of one reason that are told one by one, and characters of a place that are shown.
_SHOWN, _EXCERPT = 12, 40


@click.command("proofread", cls=Command, help=N_("Look for contradictions and damage in a paper; nothing is stopped."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def proofread(edge: Edge, file: Path) -> int:
    """Print each remark with its place and reason; the exit code is 0, as a remark stops nothing."""
    from village_board.interchange.papers import read_paper  # noqa: PLC0415 - its patterns are slow to build
    from village_board.proofreading.rules import findings  # noqa: PLC0415

    remarks = findings(read_paper(file))
    if edge.as_json:
        edge.give([_document(edge, remark) for remark in remarks])
    else:
        _tell(edge, remarks)
    return 0


def _tell(edge: Edge, remarks: tuple[Remark, ...]) -> None:
    """Print the remarks by kind and reason: a damaged paper has hundreds of one."""
    t = edge.t
    if not remarks:
        edge.say(t("Nothing was found that contradicts itself. A person still reads it before it is published."))
        return
    groups: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    weight = list(Kind)
    for remark in sorted(remarks, key=lambda one: weight.index(one.kind)):
        groups[t(KIND_WORDS[remark.kind]), t.say(remark.reason)].append(remark)
    for (kind, reason), members in groups.items():
        edge.say(t("{kind}: {reason}", kind=kind, reason=reason))
        for remark in members[:_SHOWN]:
            edge.say(
                "  " + t("{place}: {what}", place=remark.place.words, what=_shown(remark.text)) + _put(edge, remark)
            )
        if len(members) > _SHOWN:
            edge.say("  " + t("further places: {n}", n=len(members) - _SHOWN))
    edge.say("")
    edge.say(t("To be looked at: {n}. Nothing is stopped.", n=len(remarks)))


def _put(edge: Edge, remark: Remark) -> str:
    if remark.restored is None or remark.certainty is None:
        return ""
    if not remark.restored:
        return edge.t(" (leave it out)")
    certainty = Message(CERTAINTY_WORDS[remark.certainty])
    return edge.t(" (write {text}; {certainty})", text=_shown(remark.restored), certainty=certainty)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _document(edge: Edge, remark: Remark) -> dict[str, Any]:
    say = edge.t.say
    return {
        "kind": remark.kind.value,
        "place": say(remark.place.words),
        "block": remark.place.block,
        "row": remark.place.row,
        "cell": remark.place.cell,
        "start": remark.start,
        "end": remark.end,
        "text": remark.text,
        "reason": say(remark.reason),
        "original": remark.original,
        "restored": remark.restored,
        "certainty": remark.certainty.value if remark.certainty else None,
    }


COMMANDS = (proofread,)
